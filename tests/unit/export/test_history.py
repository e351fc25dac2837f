"""What has changed since a code was printed, and a register that never grows without end."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.document import compose_checklist
from handbook.document.compose import compose_entry
from handbook.export.register import register
from handbook.export.register.changes import change_rows
from handbook.export.register.history import (
    Change,
    changes_between,
    read_snapshots,
    released,
    snapshot,
    snapshot_from_json,
    to_json,
    what_changed,
)
from handbook.export.register.register import register_path, register_printed
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.unit.export.paper_fakes import TODAY

SHEET = compose_entry(PROCEDURE, SAMPLE, TODAY)
CHANGED = replace(PROCEDURE, outcomes=(replace(PROCEDURE.outcomes[0], next_action="先关阀再上门"),))
NOW = compose_entry(CHANGED, replace(SAMPLE, procedures=(CHANGED,)), TODAY)


def test_a_registered_sheet_tells_what_has_changed() -> None:
    register_printed([SHEET], "2026-11-22 10:03")
    changes = what_changed(SHEET.code, NOW, read_snapshots(register_path()))

    assert changes is not None
    assert [change.change for change in changes] == [Change.REPLACED]
    assert "上门放气" in changes[0].before[0]
    assert "先关阀再上门" in changes[0].after[0]


def test_a_code_that_no_history_knows_has_no_changes_to_show() -> None:
    assert what_changed("0000-0000", NOW, {}) is None


def test_a_snapshot_survives_its_file() -> None:
    assert snapshot_from_json(to_json(snapshot(SHEET, "2026-11-22"))) == snapshot(SHEET, "2026-11-22")


@pytest.mark.parametrize(
    "line", ["", "{", "[]", "null", '{"code": 1}', '{"code":"a","entry_id":"b"}', "\ufffd" * 9]
)
def test_a_torn_line_is_passed_over(line: str) -> None:
    assert snapshot_from_json(line) is None


def test_a_sheet_printed_again_stands_once_and_last(user_home: Path) -> None:
    register_printed([SHEET, NOW], "1")
    register_printed([SHEET], "2")
    found = read_snapshots(register_path())

    assert list(found) == [NOW.code, SHEET.code]
    assert found[SHEET.code].date == "2"


def test_the_register_is_bounded_and_keeps_the_newest(tmp_path: Path) -> None:
    path = tmp_path / "printed.jsonl"
    line = len(to_json(snapshot(SHEET, "x")))
    many = [
        replace(SHEET, code=f"{n:04d}-0000", title="长" * 2000)
        for n in range(register.KEPT_BYTES // (line + 6000) + 50)
    ]
    register_printed(many, "x", path)

    assert path.stat().st_size <= register.KEPT_BYTES
    assert many[-1].code in read_snapshots(path)
    assert many[0].code not in read_snapshots(path)


def test_the_release_history_gains_only_texts_it_has_not(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_bytes(released(path, [SHEET], "2026-11-01"))
    again = released(path, [SHEET, NOW], "2026-12-01")

    assert again.startswith(path.read_bytes())
    assert again.count(b"\n") == 2


def test_the_change_log_names_new_and_changed_cards() -> None:
    history = {SHEET.code: snapshot(SHEET, "2026-11-01")}
    other = replace(SHEET, entry_id="proc-new", title="新卡")
    rows = change_rows([NOW, other], history)

    assert [(row.title, row.what[:2]) for row in rows] == [(NOW.title, "共 "), ("新卡", "新增")]
    assert change_rows([SHEET], history) == ()
    assert change_rows([SHEET], {}) == ()


def of_before(lines: tuple[str, ...], *headings: str) -> tuple[str, ...]:
    """`lines` as a snapshot held them that still had headings, each here before a line of its own."""
    assert len(lines) > len(headings)
    return (
        tuple(line for pair in zip(headings, lines, strict=False) for line in pair) + lines[len(headings) :]
    )


def test_a_heading_of_ours_is_no_line_of_a_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = snapshot(SHEET, "").lines
    monkeypatch.setattr(compose_checklist, "OUTCOMES", "去向与答复")
    monkeypatch.setattr(compose_checklist, "STEPS", "一步一步")
    renamed = compose_entry(PROCEDURE, SAMPLE, TODAY)
    assert "去向与答复" in [getattr(block, "text", "") for block in renamed.blocks]
    assert snapshot(renamed, "").lines == lines


def test_headings_of_earlier_releases_are_no_changes() -> None:
    lines = snapshot(SHEET, "").lines
    earlier = of_before(lines, "结果与答复", "步骤", "记住", "■ 本卡完成")
    assert changes_between(earlier, lines) == ()
    assert changes_between(("现场:到场(仅限内部)", "开场:逐句"), ("到场", "开场")) == ()
    [change] = changes_between(("要点", "1 先关阀"), ("1 先问楼层",))
    assert (change.before, change.after) == (("1 先关阀",), ("1 先问楼层",))


def test_only_what_an_entry_says_is_listed_where_headings_changed_too() -> None:
    known = replace(snapshot(SHEET, ""), lines=of_before(snapshot(SHEET, "").lines, "结果与答复", "步骤"))
    [row] = change_rows([NOW], {known.code: known})
    assert row.what.startswith("共 1 处")
    assert "先关阀再上门" in row.what


def test_a_change_without_words_is_not_counted_as_none() -> None:
    known = replace(snapshot(SHEET, ""), code="0000-0000")
    [row] = change_rows([SHEET], {known.code: known})
    assert "0 处" not in row.what
