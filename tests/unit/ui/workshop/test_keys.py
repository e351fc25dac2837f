"""Every key of the workshop, pressed: what it does, and that it belongs to the input method while one composes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from handbook.ui.dialogs.help_dialog import HelpDialog
from handbook.ui.workshop.workshop_page import WorkshopPage
from tests.helpers.typing_in import commit, compose, press
from tests.helpers.workshop_site import CARD, LAW, NEW, OLD
from tests.unit.ui.workshop.conftest import Opened

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = Mod.ControlModifier, Mod.ShiftModifier, Mod.AltModifier


def hit(key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    """A key to whatever has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, key, modifier)


def up(opened: Opened) -> str:
    """Name of the page that is up."""
    return opened.window.page.objectName() if opened.window.page is not None else ""


def turned(opened: Opened, page: WorkshopPage) -> None:
    opened.window.turn_to(page)
    QApplication.processEvents()


def test_escape_goes_back_level_by_level(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    wanted = QSignalSpy(opened.window.desk_wanted)
    opened.pages.show_entry("reg-bj-34")
    hit(Key.Key_F1)
    dialog = opened.window.findChild(HelpDialog)
    assert dialog is not None
    dialog.activateWindow()
    dialog.field.setFocus()
    QApplication.processEvents()
    press(dialog.field, Key.Key_Escape)
    assert wanted.count() == 0
    assert not [one for one in opened.window.findChildren(HelpDialog) if one.isVisible()]
    opened.window.activateWindow()
    opened.pages.article.list.setFocus()
    QApplication.processEvents()
    assert up(opened) == "workshopArticle"
    hit(Key.Key_Escape)
    assert up(opened) == "workshopLaws"
    assert wanted.count() == 0
    hit(Key.Key_Escape)
    assert wanted.count() == 1


def test_escape_leaves_an_empty_filter_and_empties_a_full_one(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    wanted = QSignalSpy(opened.window.desk_wanted)
    turned(opened, opened.pages.laws)
    opened.pages.laws.filter.setFocus()
    commit(opened.pages.laws.filter, "没有的")
    assert opened.pages.laws.table.rowCount() == 0
    hit(Key.Key_Escape)
    assert opened.pages.laws.filter.text() == ""
    assert opened.pages.laws.table.rowCount() == 1
    assert wanted.count() == 0
    hit(Key.Key_Escape)
    assert wanted.count() == 1


def test_f8_goes_round_the_figures_that_the_words_lack(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-34")
    before = opened.pages.article.points.toHtml()
    hit(Key.Key_F8)
    assert opened.pages.article.points.toHtml() != before
    opened.pages.show_entry("reg-bj-36")
    hit(Key.Key_F8, SHIFT)
    assert "都在原文里" in opened.told.words


def test_versions_turn_and_unchecked_articles_are_gone_through(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    article = opened.pages.article
    opened.pages.show_entry("reg-bj-34")
    assert article.view is not None
    assert article.view.version is not None
    assert article.view.version.effective == OLD
    hit(Key.Key_PageDown, ALT)
    assert article.view.version.effective == NEW
    hit(Key.Key_PageDown, ALT)
    assert "最新的一版" in opened.told.words
    hit(Key.Key_PageUp, ALT)
    assert article.view.version.effective == OLD
    hit(Key.Key_PageDown, CTRL)
    assert article.view.entry.id == "reg-bj-36"
    hit(Key.Key_PageUp, CTRL)
    assert article.view.entry.id == "reg-bj-34"


def test_two_versions_are_compared_from_the_article(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-34")
    hit(Key.Key_B, CTRL | SHIFT)
    assert opened.window.page is opened.pages.comparison
    compared = opened.pages.comparison.compared
    assert compared is not None
    assert (compared.comparison.old.effective, compared.comparison.new.effective) == (OLD, NEW)
    assert opened.pages.comparison.old.currentText().startswith(OLD.isoformat())
    assert opened.pages.comparison.new.currentText().startswith(NEW.isoformat())


def test_a_shows_only_real_changes_again(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.compare_last(LAW)
    page = opened.pages.comparison
    rows = page.list.count()
    assert rows == 4
    chip = page.findChild(QWidget, "comparisonChip6")
    assert chip is not None
    press(chip, Key.Key_Space)
    assert page.list.count() == 37
    page.list.setFocus()
    hit(Key.Key_A)
    assert page.list.count() == rows
    hit(Key.Key_Down)
    assert page.list.currentRow() == 1
    hit(Key.Key_F8)
    assert page.list.currentRow() == 2
    hit(Key.Key_F8, SHIFT)
    assert page.list.currentRow() == 1


def test_f6_goes_round_the_columns_and_back(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.compare_last(LAW)
    columns = list(opened.pages.comparison.columns())
    assert len(columns) == 3
    met = []
    for _ in range(4):
        hit(Key.Key_F6)
        met.append(QApplication.focusWidget())
    assert met == [columns[1], columns[2], columns[0], columns[1]]
    hit(Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is columns[0]


@pytest.mark.parametrize("size", [(1440, 900), (900, 600)])
def test_f6_reaches_each_column_where_one_is_seen_at_a_time(
    open_workshop: Callable[..., Opened], size: tuple[int, int]
) -> None:
    opened = open_workshop(size=size)
    opened.pages.show_entry("reg-bj-34")
    for column in opened.pages.article.columns():
        opened.pages.article.bring_column(column)
        assert QApplication.focusWidget() is column
        assert column.isVisible()


def test_the_find_box_finds_entries_and_numbers(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    edited: list[str] = []
    opened.workshop.writing.edit = edited.append  # type: ignore[assignment]
    finder = opened.window.finder
    hit(Key.Key_K, CTRL)
    assert QApplication.focusWidget() is finder
    commit(finder, "第三十六条")
    assert finder.list.isVisible()
    hit(Key.Key_Return)
    assert opened.window.page is opened.pages.article
    assert opened.pages.article.view is not None
    assert opened.pages.article.view.entry.id == "reg-bj-36"
    assert not finder.list.isVisible()
    hit(Key.Key_K, CTRL)
    commit(finder, "退费怎么")
    hit(Key.Key_Return)
    assert edited == [CARD]
    hit(Key.Key_K, CTRL)
    commit(finder, "没有这样的")
    hit(Key.Key_Escape)
    assert finder.text() == ""
    hit(Key.Key_Escape)
    assert QApplication.focusWidget() is not finder


def test_ctrl_z_undoes_typing_first_and_takes_back_an_act_then(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop(versions=1)
    laws = opened.pages.laws
    turned(opened, laws)
    laws.filter.setFocus()
    commit(laws.filter, "北江")
    hit(Key.Key_Z, CTRL)
    assert laws.filter.text() == ""
    assert len(opened.workshop.desk().read().texts) == 1
    laws.table.setFocus()
    hit(Key.Key_Z, CTRL)
    assert opened.workshop.desk().read().texts == ()
    assert "已撤回" in opened.told.words
    hit(Key.Key_Z, CTRL)
    assert "没有可撤回" in opened.told.words


FIELDS = ("lawsFilter", "workshopFind", "articleDay")


@pytest.mark.parametrize("name", FIELDS)
def test_keys_belong_to_the_input_method_while_it_composes(
    open_workshop: Callable[..., Opened], name: str
) -> None:
    opened = open_workshop()
    wanted = QSignalSpy(opened.window.desk_wanted)
    turned(opened, opened.pages.laws)
    if name == "articleDay":
        opened.pages.show_entry("reg-bj-34")
    page = opened.window.page
    field = opened.window.findChild(QLineEdit, name)
    assert field is not None
    field.setFocus()
    before = field.text()
    texts = opened.workshop.desk().read().texts
    compose(field, "beijiang")
    for key, held in (
        (Key.Key_F8, Mod.NoModifier),
        (Key.Key_Return, CTRL),
        (Key.Key_Escape, Mod.NoModifier),
        (Key.Key_F6, Mod.NoModifier),
        (Key.Key_Z, CTRL),
        (Key.Key_K, CTRL),
        (Key.Key_PageDown, CTRL),
        (Key.Key_PageDown, ALT),
        (Key.Key_B, CTRL | SHIFT),
        (Key.Key_F1, Mod.NoModifier),
    ):
        press(field, key, held)
    assert opened.window.page is page
    assert QApplication.focusWidget() is field
    assert wanted.count() == 0
    assert not opened.told.isVisible()
    assert not [dialog for dialog in opened.window.findChildren(QDialog) if dialog.isVisible()]
    assert opened.workshop.desk().read().texts == texts
    commit(field, "北江")
    assert "北江" in field.text()
    assert field.text() != before


def test_zoom_is_asked_of_the_desk(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    wanted = QSignalSpy(opened.window.zoom_wanted)
    hit(Key.Key_Equal, CTRL)
    hit(Key.Key_Minus, CTRL)
    hit(Key.Key_0, CTRL)
    assert [wanted.at(n) for n in range(wanted.count())] == [[1], [-1], [0]]


def test_a_key_brings_each_page_of_the_top_bar_up(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    pages = (
        (Key.Key_2, "workshopEntries"),
        (Key.Key_3, "workshopLaws"),
        (Key.Key_4, "workshopCompany"),
        (Key.Key_5, "workshopTable"),
        (Key.Key_1, "workshopTodo"),
    )
    for key, name in pages:
        hit(key, ALT)
        QApplication.processEvents()
        assert up(opened) == name


def test_light_and_dark_change_here_too(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    wanted = QSignalSpy(opened.window.look_wanted)
    hit(Key.Key_L, CTRL | SHIFT)
    assert wanted.count() == 1


def test_enter_in_the_field_of_the_entries_opens_the_chosen_one(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    edited: list[str] = []
    opened.workshop.writing.edit = edited.append  # type: ignore[assignment]
    entries = opened.workshop.writing.entries
    turned(opened, entries)
    wanted = QSignalSpy(entries.entry_wanted)
    commit(entries.field, "退费")
    hit(Key.Key_Return)
    assert wanted.count() == 1
    compose(entries.field, "tui")
    press(entries.field, Key.Key_Return)
    assert wanted.count() == 1
