"""The form of tickets: read from the content and the overlay, and where it has a fault, told with its line and left out."""

from pathlib import Path

import pytest

from handbook.content.compiled import read_compiled, write_compiled
from handbook.content.loader import load_content
from handbook.model.ticket_form import LIMIT, OUR_FORM, WrittenForm
from tests.conftest import REPOSITORY
from tests.unit.content.content_sample import files, write

OURS = "{级别}/{地址}/{电话}/{几点前}"
STAYS = "工单照随程序的式样写"


def test_the_shipped_form_is_ours() -> None:
    """The file shows a site what it may change; it must not differ from what holds where it is away."""
    content = load_content(REPOSITORY / "content")
    assert content.handbook.ticket == WrittenForm(OUR_FORM, LIMIT)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (f"form: '{OURS}'\nlimit: 500\n", WrittenForm(OURS, 500)),
        (f"form: '{OURS}'\n", WrittenForm(OURS, LIMIT)),
        ("limit: 200\n", WrittenForm(OUR_FORM, 200)),
    ],
    ids=["both", "form alone", "limit alone"],
)
def test_a_site_gives_its_own(written: str, found: WrittenForm, tmp_path: Path) -> None:
    root = write(tmp_path / "root", files({"ticket.yaml": f"form: '{OUR_FORM}'\nlimit: 300\n"}))
    content = load_content(root, write(tmp_path / "site", {"ticket.yaml": written}))
    assert content.problems == []
    assert content.handbook.ticket == found


@pytest.mark.parametrize(
    ("written", "rule", "line", "words"),
    [
        ("limit: 300\nform: '{级别} {电话} {几点前}'\n", "bad-ticket-form", 2, "{地址}"),
        (f"form: '{OURS} {{门牌}}'\n", "bad-ticket-form", 1, "没有“门牌”这个栏目"),
        (f"form: '{OURS} {{地址}}'\n", "bad-ticket-form", 1, "写了两次"),
        (f"form: '{OURS} {{{{hotline}}}}'\n", "bad-ticket-form", 1, "不是工单的栏目"),
        ("form: [a, b]\n", "wrong-type", 1, "一行文字"),
        ("\nlimit: 40\n", "bad-ticket-form", 2, "120 到 4000"),
        ("limit: 三百\n", "wrong-type", 1, "整数"),
    ],
    ids=["no address", "unknown field", "twice", "a value", "a list", "too small", "in words"],
)
def test_a_faulty_form_leaves_the_shipped_one_in_force_and_says_so(
    written: str, rule: str, line: int, words: str, tmp_path: Path
) -> None:
    root = write(tmp_path / "root", files())
    content = load_content(root, write(tmp_path / "site", {"ticket.yaml": written}))
    assert content.handbook.ticket == WrittenForm()
    (problem,) = content.problems
    assert (problem.file, problem.line, problem.rule) == ("site:ticket.yaml", line, rule)
    assert words in problem.message
    assert STAYS in problem.message


@pytest.mark.parametrize(
    ("written", "rule"),
    [("forms: x\n", "unknown-key"), ("- a\n", "missing-key")],
    ids=["another key", "no keys"],
)
def test_what_is_no_form_at_all_is_told(written: str, rule: str, tmp_path: Path) -> None:
    content = load_content(write(tmp_path, files({"ticket.yaml": written})))
    assert [problem.rule for problem in content.problems] == [rule]


def test_a_form_goes_through_the_compiled_copy(tmp_path: Path) -> None:
    handbook = load_content(
        write(tmp_path / "c", files({"ticket.yaml": f"form: '{OURS}'\nlimit: 150\n"}))
    ).handbook
    write_compiled(tmp_path / "copy.json", handbook, (), "x")
    compiled = read_compiled(tmp_path / "copy.json")
    assert compiled is not None
    assert compiled.handbook.ticket == WrittenForm(OURS, 150)
