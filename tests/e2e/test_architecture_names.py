"""What ARCHITECTURE says of widgets: each name in its table is that of a widget, and the widget has an accessible name."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from handbook.app.application import Application
from tests.conftest import REPOSITORY

DIALOGS = "dialogs"
"""The row of the table whose widgets are made when they are asked for."""


def named_rows() -> Iterator[tuple[str, list[str]]]:
    """What a row is for, and the names in it."""
    text = (REPOSITORY / "handbook" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("## Names of widgets")[1].split("\n## ")[0]
    for names, what in re.findall(r"^\| (`.*) \| (.*) \|$", table, flags=re.MULTILINE):
        yield what, re.findall(r"`(\w+)`", names)


NAMES = [name for what, names in named_rows() if what != DIALOGS for name in names]


@pytest.fixture
def program(open_program: Callable[..., Application], qtbot: QtBot) -> Application:
    """The window with a list pinned, 试算 asked for, results shown and an emergency card open."""
    opened = open_program()
    rooms = opened.window.panels
    rooms.calls.pin("proc-leak-intake")
    rooms.middle.open_reckon()
    opened.window.search.field.setText("漏水")
    qtbot.waitUntil(lambda: opened.window.findChild(QWidget, "resultsView") is not None, timeout=10_000)
    rooms.emergency.open_card("em-scald")
    return opened


def test_every_widget_of_the_table_is_there_and_says_what_it_is(program: Application) -> None:
    window = program.window
    bare = ("bareRoom", "bareField", "bareList", "barePage")  # stand in for rooms that cannot be made
    found = {
        name: (window if name == window.objectName() else window.findChild(QWidget, name)) for name in NAMES
    }
    assert [name for name, widget in found.items() if widget is None and name not in bare] == []
    unnamed = [name for name, widget in found.items() if widget is not None and not spoken(widget)]
    assert unnamed == []


def spoken(widget: QWidget) -> bool:
    """Whether a screen reader can say what it is: by its accessible name, or by the words that Qt takes for one."""
    if isinstance(widget, QLabel):  # its text, also where nothing is to be said now
        return True
    words = widget.text() if isinstance(widget, QAbstractButton) else widget.windowTitle()
    return bool(widget.accessibleName() or words)
