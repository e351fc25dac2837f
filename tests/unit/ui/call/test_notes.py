"""Notes: several lines, any length, seen and corrected; what they were stays in the record, what they are in the ticket."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from handbook.call.desk import CallDesk
from handbook.ui.dialogs.note_dialog import NoteDialog
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, press
from tests.unit.ui.call.desk_window import DeskWindow, settle

LIST = "proc-radiator-hot-top"
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def opened(desk: DeskWindow) -> NoteDialog:
    desk.calls.ask_note()
    settle()
    [dialog] = [d for d in desk.findChildren(NoteDialog) if d.isVisible()]
    dialog.text.setFocus()
    return dialog


def write(desk: DeskWindow, *lines: str) -> None:
    dialog = opened(desk)
    for number, line in enumerate(lines):
        if number:
            press(dialog.text, Qt.Key.Key_Return, SHIFT)
        commit(dialog.text, line)
    press(dialog.text, Qt.Key.Key_Return)
    settle()


def test_several_lines_are_one_note(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    write(desk, "门卫电话 8888", "狗凶,先打电话")
    assert [note.text for note in desk.call.notes] == ["门卫电话 8888\n狗凶,先打电话"]
    assert child(desk.panel, QPushButton, "noteButton").text() == "备注 1"


def test_nothing_of_a_long_note_is_cut(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    text = "字" * 20_000
    write(desk, text)
    assert desk.call.notes[0].text == text
    dialog = opened(desk)
    dialog.choose(desk.call.notes[0].seq)
    assert dialog.text.toPlainText() == text
    dialog.reject()


def test_a_corrected_note_is_that_of_the_ticket_and_the_old_one_stays_in_the_record(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    desk.open(LIST)
    write(desk, "狗凶")
    write(desk, "三单元")
    first, second = desk.call.notes
    dialog = opened(desk)
    dialog.choose(second.seq)
    dialog.text.selectAll()
    commit(dialog.text, "五单元")
    press(dialog.text, Qt.Key.Key_Return)
    assert [note.text for note in desk.call.notes] == ["狗凶", "五单元"]
    assert desk.call.notes[1].at == second.at
    assert "五单元" in desk.desk.preview_ticket().text
    assert "三单元" not in desk.desk.preview_ticket().text
    assert "备注:三单元" in desk.desk.record()
    assert "备注改为:五单元" in desk.desk.record()
    desk.calls.commands.undo()
    assert [note.text for note in desk.call.notes] == ["狗凶", "三单元"]
    desk.calls.commands.redo()
    assert [note.text for note in desk.call.notes] == ["狗凶", "五单元"]
    again = CallDesk(desk.store, desk.clock)
    [call] = again.restore().calls
    assert call.notes == desk.call.notes
    assert first in call.notes


def test_an_emptied_note_goes_and_undo_brings_it_back(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    write(desk, "狗凶")
    dialog = opened(desk)
    dialog.choose(desk.call.notes[0].seq)
    dialog.text.clear()
    press(dialog.text, Qt.Key.Key_Return)
    assert not desk.call.notes
    assert child(desk.panel, QPushButton, "noteButton").text() == "备注"
    desk.calls.commands.undo()
    assert "狗凶" in desk.desk.preview_ticket().text


def test_the_phrases_of_the_site_are_one_click(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    dialog = opened(desk)
    phrases = desk.calls.commands.note_phrases
    assert len(phrases) >= 3
    chips = [b for b in dialog.findChildren(QPushButton) if b.property("role") == "chip"]
    assert [chip.text() for chip in chips] == list(phrases)
    commit(dialog.text, "三楼")
    chips[0].click()
    assert dialog.text.toPlainText() == f"三楼;{phrases[0]}"


def test_undo_in_the_text_is_the_text_s_own(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    write(desk, "狗凶")
    dialog = opened(desk)
    commit(dialog.text, "写错了")
    press(dialog.text, Qt.Key.Key_Z, CONTROL)
    assert dialog.text.toPlainText() == ""
    assert [note.text for note in desk.call.notes] == ["狗凶"]


def test_several_notes_are_corrected_at_once(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    write(desk, "甲")
    dialog = opened(desk)
    commit(dialog.text, "乙")
    dialog.choose(desk.call.notes[0].seq)
    commit(dialog.text, "、丙")
    press(dialog.text, Qt.Key.Key_Return)
    assert [note.text for note in desk.call.notes] == ["甲、丙", "乙"]
