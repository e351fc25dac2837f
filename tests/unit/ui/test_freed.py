"""Dialogs and panels are gone when they are closed, on Qt's side and on Python's."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from handbook.ui.contents.contents_panel import ContentsPanel
from handbook.ui.dialogs.text_dialog import TextDialog
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.search.search_panel import SearchPanel
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.notice_bar import NoticeBar
from handbook.ui.window.top_bar import TopBar
from tests.helpers.freed import is_freed_after
from tests.helpers.sample import PROCEDURE, SAMPLE


def reader() -> QWidget:
    """A reading pane that was used."""
    panel = ReaderPanel()
    panel.apply_theme(Theme())
    panel.show_handbook(SAMPLE)
    panel.show_entry(PROCEDURE, marks=["散热器"])
    panel.open_find()
    return panel


def search() -> QWidget:
    """A search column that was used."""
    panel = SearchPanel()
    panel.apply_theme(Theme())
    panel.field.setText("漏水")
    return panel


def contents() -> QWidget:
    """A contents tree that was filled."""
    panel = ContentsPanel()
    panel.show_handbook(SAMPLE)
    return panel


@pytest.mark.parametrize(
    "make",
    [reader, search, contents, TopBar, NoticeBar],
    ids=["reader", "search", "contents", "top bar", "notice"],
)
def test_panels_are_freed(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    assert is_freed_after(make, lambda widget: widget.deleteLater())


def test_a_dialog_is_freed_when_it_is_closed(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def opened() -> QWidget:
        dialog = TextDialog("帮助", "<p>一</p>", Theme(), parent)
        dialog.show()
        return dialog

    assert is_freed_after(opened, lambda widget: widget.close())
    assert parent.findChildren(TextDialog) == []


def test_a_widget_that_is_kept_is_noticed(qtbot: QtBot) -> None:
    kept: list[QWidget] = []

    def made() -> QWidget:
        kept.append(QWidget())
        return kept[0]

    assert not is_freed_after(made, lambda widget: widget.hide())
    kept[0].deleteLater()
