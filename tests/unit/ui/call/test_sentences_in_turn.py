"""Space says one sentence after the other, and each is seen before it is said."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from handbook.ui.call.run_view import RunView
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow, settle


def _begins_in_view(view: RunView) -> bool:
    """Whether the sentence that Space says next begins where the agent sees it."""
    content = view.stage.step
    assert content is not None
    ahead = content.unsaid()
    assert ahead is not None
    pane = next(area for area in content.findChildren(QScrollArea) if area.isAncestorOf(ahead))
    top = ahead.mapTo(pane.viewport(), QPoint(0, 0)).y()
    return 0 <= top < pane.viewport().height()


def _sentences_ahead(view: RunView) -> bool:
    """Whether the step in front has a sentence that waits to be said."""
    content = view.stage.step
    return content is not None and content.unsaid() is not None


def test_the_next_sentence_comes_into_view_when_one_was_said(qtbot: QtBot, desk: DeskWindow) -> None:
    desk.resize(400, 620)
    desk.emergency.open_card("em-scald")
    view = desk.emergency_view.run_view
    settle()
    desk.clock.advance(5)
    press(view, Qt.Key.Key_1)
    # An answer is seen filled before the next step comes.
    qtbot.waitUntil(lambda: not view.is_filling and _sentences_ahead(view))
    content = view.stage.step
    assert content is not None
    said = 0
    while content.unsaid() is not None:
        assert said == 0 or _begins_in_view(view)
        desk.clock.advance(1)
        press(view, Qt.Key.Key_Space)
        settle()
        said += 1
    assert said > 3
