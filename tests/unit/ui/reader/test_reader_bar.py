"""At every width, size of text and kind of entry the buttons of the reading pane are whole and inside."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from handbook.model.handbook import Handbook
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.theme.fonts import screen_family
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import theme_of
from handbook.ui.widgets.key_button import KeyButton
from tests.helpers.finding import child


def settle() -> None:
    """Let the bar and what stands beneath it be laid out."""
    for _ in range(3):
        QApplication.processEvents()


def opened(qtbot: QtBot, shipped: Handbook, scale: float, width: int) -> ReaderPanel:
    panel = ReaderPanel()
    qtbot.addWidget(panel)
    theme = theme_of(is_dark=False, scale=scale)
    panel.setStyleSheet(stylesheet(theme, screen_family()))
    panel.apply_theme(theme)
    panel.show_handbook(shipped)
    panel.resize(width, 600)
    panel.show()
    settle()
    return panel


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", [320, 400, 480, 640, 900])
def test_every_button_is_whole(qtbot: QtBot, shipped: Handbook, scale: float, width: int) -> None:
    if width < 320 * scale:
        width = round(320 * scale)
    panel = opened(qtbot, shipped, scale, width)
    for entry in (shipped.scripts[0], shipped.procedures[0], shipped.regulations[0]):
        panel.show_entry(entry)
        settle()
        for button in panel.findChildren(QAbstractButton):
            if not button.isVisible():
                continue
            left = button.mapTo(panel, button.rect().topLeft()).x()
            assert left >= 0
            assert left + button.width() <= panel.width() == width
            if isinstance(button, KeyButton):
                assert button.width() >= button.minimumSizeHint().width()


def test_where_there_is_room_the_button_stands_in_line_with_its_key(qtbot: QtBot, shipped: Handbook) -> None:
    panel = opened(qtbot, shipped, 1.0, 400)
    panel.show_entry(shipped.scripts[0])
    script, star = child(panel, KeyButton, "scriptButton"), child(panel, QAbstractButton, "favouriteButton")
    settle()
    assert script.y() > star.y()
    panel.resize(900, 600)
    settle()
    assert script.geometry().center().y() == pytest.approx(star.geometry().center().y(), abs=2)
    assert script.key == "Ctrl+T"
    assert script.x() < star.x()


def test_an_entry_without_such_a_button_has_one_line(qtbot: QtBot, shipped: Handbook) -> None:
    panel = opened(qtbot, shipped, 1.5, 480)
    panel.show_entry(shipped.scripts[0])
    settle()
    bar = child(panel, KeyButton, "scriptButton").parentWidget()
    assert bar is not None
    high = bar.height()
    panel.show_entry(shipped.regulations[0])
    settle()
    assert bar.height() < high
