"""What took the place of entries that went: read, checked, followed, and named where somebody still writes the old id."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from handbook.content.checking import check_content
from handbook.content.compiled import read_compiled, write_compiled
from handbook.content.loader import load_content
from handbook.content.schema import successors_schema
from handbook.model.handbook import Handbook
from handbook.model.problem import Gravity, Problem
from handbook.model.successor import Successor
from tests.unit.content.content_sample import files, write

FILE = "successors.yaml"
ROW = "{id: kn-gone, into: kn-sample, reason: 两条说的是一件事}"
WENT = Successor(id="kn-gone", into="kn-sample", reason="两条说的是一件事")


def _rows(*rows: str) -> str:
    return "successors:\n" + "".join(f"  - {row}\n" for row in rows)


def _row(went: str, into: str) -> str:
    return f"{{id: {went}, into: {into}, reason: 合并}}"


def _problems(
    tmp_path: Path, changes: dict[str, str], site: dict[str, str] | None = None
) -> tuple[Handbook, list[Problem]]:
    root = write(tmp_path / "root", files(changes))
    content = check_content(root, write(tmp_path / "site", site) if site else None)
    return content.handbook, content.problems


def test_an_id_that_went_leads_to_what_took_its_place(tmp_path: Path) -> None:
    handbook, problems = _problems(tmp_path, {FILE: _rows(ROW)})

    assert problems == []
    assert handbook.successors == (WENT,)
    assert handbook.successor("kn-gone") == WENT
    found = handbook.get("kn-gone")
    assert found is not None
    assert found.id == handbook.present_id("kn-gone") == "kn-sample"
    assert handbook.exact("kn-gone") is None
    assert handbook.successor("kn-sample") is None
    assert handbook.present_id("kn-never") == "kn-never"
    assert handbook.get("kn-never") is None


def test_who_cites_by_the_old_id_cites_the_new_entry(tmp_path: Path) -> None:
    changes = {
        FILE: _rows(_row("reg-old", "reg-in-force")),
        "scripts/scr-sample.yaml": "citations: [reg-old]\n",
    }
    handbook, _ = _problems(tmp_path, changes)

    assert "scr-sample" in [entry.id for entry in handbook.citing("reg-in-force")]


@pytest.mark.parametrize(
    ("rows", "rule", "words"),
    [
        ((_row("kn-sample", "case-sample"),), "successor-of-living", "knowledge/kn-sample.yaml"),
        ((_row("kn-gone", "kn-nowhere"),), "successor-gone", "没有条目“kn-nowhere”"),
        ((_row("kn-gone", "kn-sampel"),), "successor-gone", "您是不是要写“kn-sample”"),
        (
            (_row("kn-a-gone", "kn-b-gone"), _row("kn-b-gone", "kn-sample")),
            "successor-gone",
            "直接写“kn-sample”",
        ),
        ((_row("kn-a-gone", "kn-b-gone"), _row("kn-b-gone", "kn-a-gone")), "successor-gone", "绕了一圈"),
        ((_row("kn-a-gone", "kn-a-gone"),), "successor-gone", "绕了一圈"),
        ((ROW, ROW), "duplicate-successor", "写了两次"),
        (("{id: kn-gone, into: kn-sample}",), "missing-key", "reason"),
        (("{id: kn-gone, to: kn-sample, reason: 合并}",), "unknown-key", "to"),
    ],
    ids=["living", "nowhere", "slip", "chain", "circle", "itself", "twice", "no reason", "unknown key"],
)
def test_a_row_that_leads_nowhere_is_told_at_its_line(
    rows: tuple[str, ...], rule: str, words: str, tmp_path: Path
) -> None:
    handbook, problems = _problems(tmp_path, {FILE: _rows(*rows)})

    found = [problem for problem in problems if problem.rule == rule]
    assert found, problems
    assert {(problem.file, problem.gravity) for problem in problems} == {(FILE, Gravity.ERROR)}
    assert words in "".join(problem.message for problem in found)
    assert len(handbook) == len(load_content(write(tmp_path / "plain", files())).handbook)


def test_a_chain_is_followed_to_its_end_and_a_circle_ends() -> None:
    rows = (
        Successor(id="kn-a", into="kn-b", reason="合并"),
        Successor(id="kn-b", into="kn-a", reason="合并"),
    )
    handbook = Handbook(successors=rows)
    assert handbook.get("kn-a") is None
    assert handbook.successor("kn-a") is None


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("knowledge/kn-sample.yaml", "body: 见 [气堵](entry:kn-gone)。\n"),
        ("knowledge/kn-sample.yaml", "related: [kn-gone]\n"),
        ("scripts/scr-sample.yaml", "citations: [kn-gone]\n"),
        ("coverage.yaml", "rows: {S01: [kn-gone]}\n"),
        (
            "procedures/proc-sample.yaml",
            "steps:\n  - {id: extent, kind: ask, group: 先问, text: 只有一组吗?, topic: 范围,"
            " answers: [{label: 只有一组}, {label: 都这样, entry: kn-gone}]}\ndispatch_minimum: [extent]\n",
        ),
    ],
    ids=["link", "related", "citation", "coverage", "answer"],
)
def test_where_the_old_id_is_written_the_new_one_is_named(file: str, change: str, tmp_path: Path) -> None:
    _, problems = _problems(tmp_path, {FILE: _rows(ROW), file: change})

    (stale,) = [problem for problem in problems if problem.rule == "stale-link"]
    assert stale.file == file
    assert "“kn-gone”已并入“kn-sample”(两条说的是一件事),请改写成“kn-sample”" in stale.message
    assert "dangling-link" not in [problem.rule for problem in problems]


def test_an_overlay_of_an_entry_that_went_is_used_and_told(tmp_path: Path) -> None:
    own = files()["knowledge/kn-sample.yaml"].replace("id: kn-sample", "id: kn-gone")
    handbook, problems = _problems(tmp_path, {FILE: _rows(ROW)}, {"knowledge/kn-gone.yaml": own})

    (problem,) = [problem for problem in problems if problem.rule == "overlay-of-gone"]
    assert (problem.file, problem.gravity) == ("site:knowledge/kn-gone.yaml", Gravity.WARNING)
    assert [p for p in problems if p.gravity is Gravity.ERROR] == []
    assert "已并入“kn-sample”(两条说的是一件事)" in problem.message
    found = handbook.get("kn-gone")
    assert found is not None
    assert found.id == "kn-gone"


def test_a_site_adds_its_own_and_may_lead_elsewhere(tmp_path: Path) -> None:
    site = {FILE: _rows(_row("kn-gone", "case-sample"), _row("kn-ours-gone", "scr-sample"))}
    handbook, problems = _problems(tmp_path, {FILE: _rows(ROW)}, site)

    assert problems == []
    assert handbook.present_id("kn-gone") == "case-sample"
    assert handbook.present_id("kn-ours-gone") == "scr-sample"


def test_rows_go_through_the_compiled_copy(tmp_path: Path) -> None:
    handbook, _ = _problems(tmp_path, {FILE: _rows(ROW)})
    write_compiled(tmp_path / "copy.json", handbook, (), "x")
    compiled = read_compiled(tmp_path / "copy.json")
    assert compiled is not None
    assert compiled.handbook.successors == (WENT,)


def test_editors_complete_and_check_the_file() -> None:
    schema = successors_schema()
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    row = {"id": "kn-gone", "into": "kn-sample", "reason": "合并"}
    assert judge.is_valid({"successors": [row]})
    assert not judge.is_valid({"successors": [{**row, "to": "kn-sample"}]})
    assert not judge.is_valid({"successors": [{"id": "kn-gone", "into": "kn-sample"}]})


def test_a_company_puts_another_entry_in_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    changes = {"scripts/scr-sample.yaml": "related: [kn-sample]\n"}
    site = {FILE: _rows(_row("kn-sample", "case-sample"))}
    handbook, problems = _problems(tmp_path, changes, site)

    assert problems == []  # what came with the program may go on naming it
    assert handbook.exact("kn-sample") is None
    found = handbook.get("kn-sample")
    assert found is not None
    assert found.id == "case-sample"
    assert handbook.retired == {"kn-sample"}


def test_whoever_of_the_company_names_what_it_retired_is_told(tmp_path: Path) -> None:
    own = files({"scripts/scr-sample.yaml": "related: [kn-sample]\n"})["scripts/scr-sample.yaml"]
    site = {FILE: _rows(_row("kn-sample", "case-sample")), "scripts/scr-sample.yaml": own}
    _, problems = _problems(tmp_path, {}, site)

    assert [(p.rule, p.file) for p in problems] == [("stale-link", "site:scripts/scr-sample.yaml")]


def test_no_company_retires_an_emergency_card(tmp_path: Path) -> None:
    site = {FILE: _rows(_row("em-sample", "kn-sample"))}
    handbook, problems = _problems(tmp_path, {}, site)

    assert handbook.exact("em-sample") is not None
    assert [(p.rule, p.gravity) for p in problems] == [("card-retired", Gravity.ERROR)]


def test_what_was_retired_stays_where_nothing_takes_its_place(tmp_path: Path) -> None:
    handbook, problems = _problems(tmp_path, {}, {FILE: _rows(_row("kn-sample", "kn-nowhere"))})

    assert handbook.exact("kn-sample") is not None
    assert [p.rule for p in problems] == ["successor-of-living"]
