"""From what is told one comes to what it is about: a row to the walk that fails, a table to its drafts, words to an entry or a draft."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from handbook.content.writing.judging import Judge
from handbook.paths import shipped_content
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from handbook.upkeep.bringing_drafts import Written, write_drafts
from handbook.upkeep.bringing_rows import BroughtRow, KnowledgeProposal
from handbook.upkeep.todo import Todo, TodoKind
from handbook.upkeep.trial import EndKind
from handbook.upkeep.walks import Walk
from tests.helpers.typing_in import commit, press
from tests.helpers.workshop_screen import dress, on_screen

TODAY = date(2026, 11, 30)
CARD = "em-water-electric"


class Shop:
    """The workshop over the shipped content and an empty folder."""

    def __init__(self, site: Path, judge: Judge) -> None:
        self.ranked: Sequence[str] = ()
        self.workshop = Workshop(
            place=WorkPlace(site=site, root=shipped_content(), account="wangmin"),
            editor="王敏",
            handbook=lambda: judge.handbook,
            uses=dict,
            search=lambda _words: self.ranked,
            today=lambda: TODAY,
        )
        self.workshop.writing._judge = judge
        self.window = self.workshop.window

    def button(self, name: str) -> QPushButton:
        found = self.window.findChild(QPushButton, name)
        assert found is not None, name
        return found

    def bring(self, *titles: str) -> Written:
        """As a table of questions is written."""
        rows = [
            BroughtRow(n, (KnowledgeProposal(title=title, asks=(title,), lines=("能开。",), source="表"),))
            for n, title in enumerate(titles, 2)
        ]
        tables = self.workshop.tables
        written = write_drafts(rows, self.workshop.shelf(), self.workshop._handbook(), TODAY)
        tables._on_written(written)
        QApplication.processEvents()
        return written


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path, judge: Judge) -> Iterator[Shop]:
    (tmp_path / "site").mkdir()
    one = Shop(tmp_path / "site", judge)
    with on_screen(one.workshop):
        yield one


def test_a_row_of_a_walk_that_failed_opens_that_walk(shop: Shop) -> None:
    walk = Walk(
        entry=CARD,
        name="闸自己跳了",
        answers={"shock": "没有", "power": "闸自己跳了"},
        end_kind=EndKind.OUTCOME,
        end="own-9",
        end_title="早就没有的结论",
    )
    shop.workshop._walks().keep(walk)
    shop.workshop.todos.refresh()
    todos = shop.workshop.todos.page._todos
    row = next(todo for todo in todos if todo.kind is TodoKind.CASE)
    shop.workshop.todos.page.todo_chosen.emit(row)
    page = shop.workshop.writing.branches
    assert shop.window.page is page
    trial = page.trial.trial
    assert trial is not None
    assert trial.answers == walk.answers
    assert "记的是“早就没有的结论”" in shop.window.notice.words
    page.trial.keep.click()  # 重记: under the same name
    assert page.trial.name.text() == walk.name


def test_a_walk_that_holds_again_is_told(shop: Shop) -> None:
    row = Todo(
        key=f"case:{CARD}",
        kind=TodoKind.CASE,
        title="水碰到电",
        entry_id=CARD,
        reason="1 条用例没过",
        act="去看",
        since=TODAY,
    )
    shop.workshop.todos.page.todo_chosen.emit(row)
    assert "用例都过了" in shop.window.notice.words


def test_a_table_leads_to_its_drafts(shop: Shop) -> None:
    shop.window.turn_to(shop.workshop.tables.page)
    drafts = shop.button("tableDrafts")
    assert not drafts.isVisible()
    shop.bring("换灯泡归谁管", "楼道灯归谁管")
    assert drafts.isVisible()
    assert drafts.text() == "看写成的 2 份草稿"
    assert drafts.hasFocus()
    press(drafts, Qt.Key.Key_Return)
    entries = shop.workshop.writing.entries
    assert shop.window.page is entries
    assert entries.list.hasFocus()
    assert [entries.list.item(n).text().split("　")[1] for n in range(entries.list.count())] == [
        "换灯泡归谁管",
        "楼道灯归谁管",
    ]


def test_a_single_draft_is_opened(shop: Shop) -> None:
    shop.window.turn_to(shop.workshop.tables.page)
    shop.bring("换灯泡归谁管")
    shop.button("tableDrafts").click()
    desk = shop.workshop.writing.editing.desk
    assert desk is not None
    assert desk.value["title"] == "换灯泡归谁管"


def test_words_find_a_draft_and_open_it(shop: Shop) -> None:
    shop.bring("换灯泡归谁管")
    finder = shop.window.finder
    finder.setFocus()
    commit(finder, "灯泡归谁")
    assert finder.list.item(0).text() == "知识 · 草稿 · 换灯泡归谁管"
    press(finder, Qt.Key.Key_Return)
    desk = shop.workshop.writing.editing.desk
    assert desk is not None
    assert desk.value["title"] == "换灯泡归谁管"


def test_words_find_what_the_desk_would_find_first(shop: Shop) -> None:
    shop.ranked = (CARD, "proc-refund")
    finder = shop.window.finder
    finder.setFocus()
    commit(finder, "退费")
    titles = [finder.list.item(n).text() for n in range(2)]
    assert "水碰到电" in titles[0]
    press(finder, Qt.Key.Key_Return)
    desk = shop.workshop.writing.editing.desk
    assert desk is not None
    assert desk.file == f"emergency/{CARD}.yaml"


def test_what_was_just_published_is_taken_back_with_two_keys(shop: Shop) -> None:
    file = "scripts/scr-abuse.yaml"
    begun = shop.workshop.shelf().begun(file)
    desk = shop.workshop.draft_desk()
    draft = desk.shelf.save(begun, begun.text.replace("我好给您派人", "我这就给您派人"))
    shop.workshop.drafts.show_draft(desk.send(draft, "念着顺"))
    review = shop.workshop.drafts.review
    press(review.boxes[0].tick, Qt.Key.Key_Space)
    press(review.boxes[0].tick, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "我这就给您派人" in (desk.shelf.published(file) or "")
    todos = shop.workshop.todos.page
    assert shop.window.page is todos
    assert "写错了按 Ctrl+Z 撤回" in shop.window.notice.words
    press(todos.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = [one for one in shop.window.findChildren(ChoiceDialog) if one.isVisible()]
    focus = dialog.focusWidget()
    assert focus is not None
    press(focus, Qt.Key.Key_Return)
    assert desk.shelf.published(file) is None
    assert "撤回了" in shop.window.notice.words
    assert shop.window.page is todos


@pytest.mark.parametrize("size", [(1366, 768), (900, 600)])
def test_chips_of_entries_do_not_lie_on_each_other(shop: Shop, size: tuple[int, int]) -> None:
    dress(shop.window, scale=2.0)
    entries = shop.workshop.writing.entries
    shop.window.resize(*size)
    shop.window.turn_to(entries)
    QTest.qWait(30)
    shop.window.resize(*size)
    QTest.qWait(30)
    parts = [entries.field, *entries._kinds.buttons()]
    for number, one in enumerate(parts):
        assert one.width() >= one.minimumSizeHint().width()
        assert entries.rect().right() >= one.mapTo(entries, one.rect().bottomRight()).x()
        for other in parts[number + 1 :]:
            assert not one.geometry().intersects(other.geometry())
