"""What differs between two readings, what keeps the newer one out, and when a folder stands still."""

from dataclasses import replace

import pytest

from handbook.content.site_changes import (
    Settling,
    author_words,
    differing,
    fault_words,
    new_faults,
    where_of,
)
from handbook.model.handbook import Handbook
from handbook.model.problem import Gravity, Problem
from tests.helpers.sample import SAMPLE


def fault(
    file: str, *, line: int = 12, gravity: Gravity = Gravity.ERROR, message: str = "缺“title”"
) -> Problem:
    return Problem(file=file, line=line, column=3, rule="missing-key", message=message, gravity=gravity)


@pytest.fixture
def handbook() -> Handbook:
    return SAMPLE


def test_the_same_differs_in_nothing(handbook: Handbook) -> None:
    assert differing(handbook, replace(SAMPLE)) == 0


def test_entries_and_values_that_read_otherwise_are_counted(handbook: Handbook) -> None:
    first, *others = handbook.scripts
    value, *values = handbook.values
    newer = replace(
        handbook,
        scripts=(replace(first, title="换了个题目"), *others),
        knowledge=handbook.knowledge[1:],
        values=(replace(value, value="变了"), *values),
    )
    assert differing(handbook, newer) == differing(newer, handbook) == 3


def test_marks_at_an_entry_and_the_look_of_tickets_are_counted(handbook: Handbook) -> None:
    marked = frozenset({handbook.scripts[0].id})
    assert differing(handbook, replace(handbook, updated_originals=marked)) == 1
    assert differing(handbook, replace(handbook, ticket=replace(handbook.ticket, limit=200))) == 1


def test_what_editors_keep_for_themselves_is_no_news(handbook: Handbook) -> None:
    first, *others = handbook.scripts
    assert differing(handbook, replace(handbook, scripts=(replace(first, owner="别的组"), *others))) == 0


def test_a_picture_that_was_drawn_anew_is_news_of_its_entry(handbook: Handbook) -> None:
    first, *others = handbook.knowledge
    shown = replace(handbook, knowledge=(replace(first, diagram="loop"), *others), diagrams={"loop": "<a/>"})
    assert differing(shown, replace(shown, diagrams={"loop": "<b/>"})) == 1


def test_only_new_errors_of_the_overlay_keep_content_out() -> None:
    old, new = fault("site:scripts/scr-a.yaml"), fault("site:scripts/scr-b.yaml")
    after = [
        replace(old, line=40),
        new,
        fault("scripts/scr-c.yaml"),
        fault("site:x.yaml", gravity=Gravity.WARNING),
    ]
    assert new_faults([old], after) == (new,)
    assert new_faults([old], after, is_whole=True) == (new, fault("scripts/scr-c.yaml"))


def test_an_agent_is_told_what_and_where(handbook: Handbook) -> None:
    script = handbook.scripts[0]
    words = fault_words([fault(f"site:scripts/{script.id}.yaml")], handbook)
    assert words == (
        f"本单位内容新改的读不了，先用原来的：话术 {script.title}，第 12 行：缺“title”。改好存盘，这里会说有更新。"
    )
    two = fault_words([fault("site:values.yaml"), fault("site:values.yaml", line=13)], handbook)
    assert "站点值，第 12 行：缺“title”。另有 1 处，点顶栏的三角看。" in two


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("site:ticket.yaml", "工单式样"),
        ("site:scripts/scr-new.yaml", "话术 scr-new.yaml"),
        ("site:regions/hlj/scripts/scr-new.yaml", "话术 scr-new.yaml"),
        ("site:laws/北江条例/2021-01-01.md", "法规原文 北江条例"),
        ("site:checks/acts.yaml", "检查表 acts.yaml"),
        ("site:odd.yaml", "odd.yaml"),
        ("site:.", "文件夹"),
    ],
)
def test_every_file_has_a_name(handbook: Handbook, file: str, words: str) -> None:
    assert where_of(fault(file), handbook) == f"{words}，第 12 行"
    assert where_of(Problem(file=file, rule="unreadable", message="读不了"), handbook) == words


def test_an_author_is_told_file_line_and_how_to_mend_it(handbook: Handbook) -> None:
    words = author_words([fault("site:scripts/scr-a.yaml")], handbook)
    assert words.startswith("scripts/scr-a.yaml，第 12 行：缺“title”\n")
    assert "看到的是原来的" in words
    many = author_words([fault(f"site:scripts/scr-{n}.yaml") for n in range(9)], handbook)
    assert "另有 6 处" in many
    assert "原来的" not in author_words([fault("values.yaml")], Handbook())
    assert author_words([fault("values.yaml")], handbook, is_shown=True).endswith("上面写的要改好再发布。")


def test_a_folder_stands_still_when_nothing_moved_for_a_while() -> None:
    settling = Settling(quiet=10.0)
    assert not settling.is_settled("a", 0.0)
    assert not settling.is_settled("b", 9.0)
    assert not settling.is_settled("b", 18.0)
    assert settling.is_settled("b", 19.0)
    assert not settling.is_settled("a", 20.0)
    assert Settling(quiet=0.0).is_settled("a", 0.0)
