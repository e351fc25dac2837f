"""The top bar in less and less room: commands shrink to their icons before anything is left out."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from handbook.render.colours import LIGHT
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.bar_button import BarButton, Extent
from handbook.ui.window.top_bar import TopBar

COMMANDS = ("contentsButton", "dockButton", "settingsButton", "helpButton")
INFO = "内容 2026.11 · 342 条"


def bar_of(qtbot: QtBot, width: int, scale: float) -> TopBar:
    theme = Theme(LIGHT, scale)
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.setStyleSheet(stylesheet(theme, "Noto Sans SC"))
    bar.apply_theme(theme)
    bar.show_info(INFO, 0)
    bar.show_phase("严寒")
    bar.show()
    bar.resize(width, bar.sizeHint().height())
    QApplication.processEvents()
    return bar


def command(bar: TopBar, name: str) -> BarButton:
    found = bar.findChild(BarButton, name)
    assert found is not None
    return found


@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
@pytest.mark.parametrize("width", [1920, 1440, 1366, 1024, 800, 640, 400, 320])
def test_whatever_is_shown_has_its_room(qtbot: QtBot, width: int, scale: float) -> None:
    bar = bar_of(qtbot, width, scale)
    shown = [w for w in bar.findChildren(QWidget) if w.isVisibleTo(bar) and w.parentWidget() is bar]
    rooms = sorted((w.geometry() for w in shown if w.width()), key=lambda room: room.left())
    assert all(one.right() < other.left() for one, other in pairwise(rooms))
    assert rooms[-1].right() <= width
    whole = [command(bar, name).extent for name in COMMANDS]
    phase = bar.findChild(QPushButton, "phaseButton")
    assert phase is not None
    if not phase.isVisibleTo(bar):
        assert set(whole) == {Extent.ICON}
    info = bar.findChild(QLabel, "contentInfo")
    assert info is not None
    assert info.text() in ("", INFO)


@pytest.mark.parametrize(
    ("width", "scale", "extent"),
    [
        (1440, 1.0, Extent.WHOLE),
        (1440, 2.0, Extent.WORDS),
        (1366, 2.0, Extent.WORDS),
        (1024, 2.0, Extent.ICON),
        (400, 1.0, Extent.ICON),
    ],
)
def test_at_every_size_of_text_the_commands_stay_for_the_mouse(
    qtbot: QtBot, width: int, scale: float, extent: Extent
) -> None:
    bar = bar_of(qtbot, width, scale)
    assert {command(bar, name).extent for name in COMMANDS} == {extent}
    assert all(command(bar, name).isVisibleTo(bar) for name in COMMANDS)


def test_a_command_says_what_it_is_whatever_is_shown(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 400, 1.0)
    assert command(bar, "settingsButton").accessibleName() == "设置"
    assert command(bar, "dockButton").accessibleName() == "靠边停靠"
    bar.show_docked(True)
    assert command(bar, "dockButton").text() == "展开"
    assert command(bar, "settingsButton").key in command(bar, "settingsButton").toolTip()
