"""Beside a list: what helps its step, or the whole card with the step barred; the choice is kept for the call."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from handbook.ui.window.main_window import MainWindow
from handbook.ui.window.middle import Face
from tests.e2e.test_calls import CONTROL, Program, key, opened
from tests.helpers.finding import child
from tests.helpers.shown import as_typed

SHIFT = Qt.KeyboardModifier.ShiftModifier
FLAT, ROOM = "proc-whole-flat-cold", "proc-one-room-cold"


@pytest.fixture
def window(open_program: Program) -> MainWindow:
    """The real window, with a list under way that was read before."""
    made = opened(open_program)
    made.panels.reading.open(FLAT)
    made.panels.calls.pin(FLAT)
    return made


def face(window: MainWindow) -> Face:
    return window.panels.middle_column.face


def page(window: MainWindow) -> str:
    return as_typed(window.panels.step_page.toPlainText())


def answer(window: MainWindow) -> None:
    """Answer the step that is current with what leads nowhere else."""
    run, desk = window.panels.calls.shown_run, window.panels.calls.desk
    assert run is not None
    assert run.current is not None
    step = run.current
    labels = [a.label for a in step.answers if not a.entry]
    act = (
        (lambda: desk.answer(run.id, step.id, labels[0])) if labels else (lambda: desk.tick(run.id, step.id))
    )
    window.panels.calls.commands.do(act)


def test_a_list_that_is_shown_turns_the_column_to_what_helps_its_step(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert face(window) is Face.HELP
    assert "依据" in page(window)
    assert page(window).index("依据") < page(window).index("相关")
    tab = child(window.panels.middle_column, QPushButton, "faceHelp")
    assert (tab.text(), tab.isChecked()) == ("帮第 1 步", True)
    answer(window)
    assert tab.text() == "帮第 2 步"


def test_the_key_turns_to_the_whole_card_with_the_step_barred(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        answer(window)
    key(Qt.Key.Key_R, CONTROL | SHIFT)
    assert face(window) is Face.CARD
    run = window.panels.calls.shown_run
    assert run is not None
    assert run.current is not None
    view = window.panels.step_page
    assert 'name="now"' in view.toHtml()
    assert view.verticalScrollBar().value() > 0
    first = view.verticalScrollBar().value()
    answer(window)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > first)
    key(Qt.Key.Key_R, CONTROL | SHIFT)
    assert face(window) is Face.HELP


def test_the_choice_is_kept_for_the_call_alone(window: MainWindow) -> None:
    calls = window.panels.calls
    key(Qt.Key.Key_R, CONTROL | SHIFT)
    window.panels.reading.open(ROOM)
    assert face(window) is Face.READING
    calls.pin(ROOM)
    calls.show_nth(2)
    assert face(window) is Face.CARD
    calls.park_now()
    assert face(window) is Face.READING
    calls.pin(FLAT)
    assert face(window) is Face.HELP
    first = calls.desk.parked[0].id
    calls.resume_now(first)
    assert face(window) is Face.CARD


def test_the_page_and_its_place_come_back_when_the_call_ends(open_program: Program) -> None:
    window = opened(open_program)
    window.panels.reading.open(FLAT)
    view = window.panels.reader.view
    view.go_to(0.5)
    place = view.verticalScrollBar().value()
    window.panels.calls.pin(FLAT)
    answer(window)
    assert face(window) is Face.HELP
    window.panels.calls.end_now("用户已挂断")
    assert face(window) is Face.READING
    assert window.panels.reader.entry is not None
    assert window.panels.reader.entry.id == FLAT
    assert view.verticalScrollBar().value() == place


def test_a_link_of_the_help_opens_the_entry_and_a_sentence_is_copied(window: MainWindow) -> None:
    QApplication.clipboard().clear()
    view = window.panels.step_page
    while not (words := view.words_of("help-0")):
        answer(window)
        window.panels.middle.refresh()
    view.link_activated.emit("copy:help-0")
    assert QApplication.clipboard().text() == words
    view.link_activated.emit(f"entry:{ROOM}")
    assert face(window) is Face.READING
    assert window.panels.reader.entry is not None
    assert window.panels.reader.entry.id == ROOM


def test_a_card_under_way_is_not_offered_again(window: MainWindow) -> None:
    reader = window.panels.reader
    window.panels.reading.open(FLAT)
    pin, pinned = child(reader, QPushButton, "pinButton"), child(reader, QPushButton, "pinnedButton")
    assert (pin.isHidden(), pinned.isHidden()) == (True, False)
    assert pinned.text() == "已在通话台"
    window.panels.reading.open(ROOM)
    assert (pin.isHidden(), pinned.isHidden()) == (False, True)
    window.panels.reading.open(FLAT)
    window.panels.calls.end_now("用户已挂断")
    assert (pin.isHidden(), pinned.isHidden()) == (False, True)
