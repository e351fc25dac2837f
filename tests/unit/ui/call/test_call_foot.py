"""The last row of the desk: one row at every width and size of letters, all of one height, what is missing named."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel

from handbook.ui.call.call_foot import missing_lines
from handbook.ui.dialogs.line_dialog import LineDialog
from tests.helpers.finding import child
from tests.unit.ui.call.desk_window import DeskWindow, settle

NAMES = ("noteButton", "moreButton", "dispatchButton", "endCallButton")
LIST = "proc-whole-flat-cold"


def action(desk: DeskWindow, name: str) -> QAction:
    found = desk.panel.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [320, 380, 440])
def test_one_row_of_one_height(open_desk: Callable[..., DeskWindow], width: int, scale: float) -> None:
    desk = open_desk(width=width, scale=scale)
    desk.pages.removeWidget(desk.emergency_view)  # it would keep the window wider than a dock
    settle()
    desk.resize(width, 860)
    desk.open(LIST)
    settle()
    row = [child(desk.panel.foot, QAbstractButton, name) for name in NAMES]
    assert len({button.height() for button in row}) == 1
    assert len({button.y() for button in row}) == 1
    assert [b.x() for b in row] == sorted(b.x() for b in row)
    assert row[-1].x() + row[-1].width() <= desk.panel.width() == width
    assert all(b.width() >= b.minimumSizeHint().width() or width < 330 for b in row)


def test_what_is_missing_stands_one_to_a_line_with_its_key(desk: DeskWindow) -> None:
    desk.open(LIST)
    missing = desk.desk.missing_for_dispatch()
    assert missing_lines(missing)[-2:] == ["· 地址  F2", "· 电话  F3"]
    desk.calls.dispatch()
    words = [w.text() for w in child(desk, LineDialog).findChildren(QLabel)]
    assert any("\n".join(missing_lines(missing)) in text for text in words)


def test_what_is_seldom_needed_stands_in_the_menu(desk: DeskWindow) -> None:
    desk.open(LIST)
    desk.calls.commands.skip(desk.run.id, desk.run.applicable[0].id, "没人应")
    action(desk, "undoAction").trigger()
    assert desk.run.states == {}
    action(desk, "redoAction").trigger()
    assert desk.run.states != {}
    desk.calls.commands.abandon(desk.run.id, "看错了")
    assert not action(desk, "finishAction").isEnabled()
    action(desk, "parkAction").trigger()
    assert desk.desk.active is None
