"""What agents flag and search in vain becomes rows; each goes when it was answered, mended or left."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from handbook.call.feedback import GAP, GLANCE, MISS, FeedbackLine, FlagReason
from handbook.content.person import Person
from handbook.content.writing.judging import Judge
from handbook.model.handbook import Handbook
from handbook.paths import shipped_content
from handbook.upkeep.company_rows import Debt
from handbook.upkeep.desk_todos import case_todos, lacking_todos, miss_todos, reported_todos, undone
from handbook.upkeep.todo import TodoKind, ordered
from handbook.upkeep.trial import EndKind
from handbook.upkeep.walks import Walk, WalkShelf

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return Judge.of(shipped_content(), None).handbook


def line(number: int, kind: str, *, entry: str = "", text: str = "", day: int = 20) -> FeedbackLine:
    return FeedbackLine(number, f"2026-11-{day:02}T10:00:00+08:00", kind, entry, "2026.11", text)


def test_a_flag_is_a_row_with_its_words_and_its_entry(handbook: Handbook) -> None:
    lines = [
        line(1, FlagReason.WRONG.value, entry="proc-refund", text="天数不对"),
        line(2, FlagReason.OUTDATED.value, entry="gone-long-ago"),
        line(3, GLANCE, entry="proc-refund"),
        line(4, FlagReason.INCOMPLETE.value, entry="reg-hlj-32"),
    ]
    rows = reported_todos(lines, handbook, {"proc-refund": 0.5})
    assert [(row.kind, row.entry_id, row.act) for row in rows] == [
        (TodoKind.REPORTED, "proc-refund", "去改"),
        (TodoKind.REPORTED, "reg-hlj-32", "去看"),
    ]
    assert "天数不对" in rows[0].reason
    assert "这台电脑" in rows[0].reason
    assert (rows[0].use, rows[0].since) == (0.5, date(2026, 11, 20))
    assert undone(rows, {rows[0].key}) == (rows[1],)


def test_searches_in_vain_are_counted_together_until_an_entry_is_asked_by_them(handbook: Handbook) -> None:
    lines = [
        line(1, MISS, text="地热管套了管还凉", day=18),
        line(2, MISS, text="地热管 套了管还凉？"),
        line(3, GAP, text="冷却塔冒白烟"),
        line(4, MISS, text="  "),
        line(5, MISS, text=handbook.procedures[0].title),
    ]
    rows = miss_todos(lines, handbook)
    assert [row.title for row in rows] == ["地热管 套了管还凉？", "冷却塔冒白烟"]
    assert [row.act for row in rows] == ["写一条", "写一条"]
    assert "2 次" in rows[0].reason
    assert "记为缺口" in rows[1].reason
    assert rows[0].since == date(2026, 11, 18)
    asked = replace(handbook.procedures[0], asks=("地热管套了管还凉",))
    answered = replace(handbook, procedures=(asked, *handbook.procedures[1:]))
    assert [row.title for row in miss_todos(lines, answered)] == ["冷却塔冒白烟"]


def test_values_that_lack_are_one_row(handbook: Handbook) -> None:
    assert lacking_todos(Debt(rows=14, lacking=0, to_mend=0), TODAY) == ()
    (row,) = lacking_todos(Debt(rows=14, lacking=5, to_mend=1), TODAY)
    assert row.reason == "14 项还差 5 项，1 项要改，卡片里说不出"
    (row,) = lacking_todos(Debt(rows=11, lacking=11, to_mend=0), TODAY)
    assert row.reason == "11 项都还没填，卡片里说不出"
    (row,) = lacking_todos(Debt(rows=11, lacking=0, to_mend=2), TODAY)
    assert row.reason == "2 项要改，卡片里说不出"
    assert ordered([row], TODAY) == (row,)


def test_a_walk_that_ends_elsewhere_now_is_a_row(handbook: Handbook, tmp_path: Path) -> None:
    shelf = WalkShelf(tmp_path, Person("王敏"), lambda: datetime(2026, 11, 30, tzinfo=UTC))
    assert case_todos(shelf, handbook, {}, TODAY) == ()
    entry = next(one for one in handbook.procedures if any(step.answers for step in one.steps))
    step = next(step for step in entry.steps if step.answers)
    answers = {step.id: step.answers[0].label}
    walk = Walk(
        entry=entry.id,
        name="旧路",
        answers=answers,
        end_kind=EndKind.OUTCOME,
        end="nowhere",
        end_title="没有",
    )
    shelf.keep(walk)
    (row,) = case_todos(shelf, handbook, {}, TODAY)
    assert (row.kind, row.entry_id) == (TodoKind.CASE, entry.id)
    assert "1 条用例没过" in row.reason
    shelf.remove(walk)
    assert case_todos(shelf, handbook, {}, TODAY) == ()
