"""What is being typed is on the disk soon after the last key, before any other act, and in its field again after a kill."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from handbook.call.state.call import CallerField
from handbook.call.store.tables import TABLES, Put
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.dialogs.note_dialog import NEW, NoteDialog
from handbook.ui.widgets.line_field import LineField
from tests.helpers.typing_in import commit, press
from tests.unit.ui.call.desk_window import DeskWindow, FillingStore, settle
from tests.unit.ui.call.test_keys import VALUE_LIST, go_to_value

ACCOUNT, ADDRESS, PHONE = CallerField.ACCOUNT, CallerField.ADDRESS, CallerField.PHONE


def drafts(desk: DeskWindow) -> dict[str, str]:
    """What the store has."""
    return {str(row["field"]): str(row["text"]) for row in desk.store.rows("draft")}


def again(open_desk: Callable[..., DeskWindow], desk: DeskWindow) -> DeskWindow:
    """The window of a program that was started after the other was killed: what was only in memory is gone."""
    store = FillingStore()
    for table in TABLES:
        store.write([Put(table, row) for row in desk.store.rows(table)])
    back = open_desk(store=store)
    back.store = store
    back.calls.restore()
    settle()
    return back


def test_a_field_is_kept_soon_and_back_in_its_field(
    open_desk: Callable[..., DeskWindow], qtbot: QtBot
) -> None:
    desk = open_desk()
    desk.calls.begin_call()
    desk.panel.caller.open_at(ADDRESS)
    for sign in "健康路5号":
        commit(desk.panel.fields[ADDRESS], sign)
    qtbot.waitUntil(lambda: drafts(desk) == {"caller:ADDRESS": "健康路5号"}, timeout=300)
    back = again(open_desk, desk)
    field = back.panel.fields[ADDRESS]
    assert field.text() == "健康路5号"
    assert field.isVisible()
    assert back.call.caller == {}
    field.clearFocus()
    assert back.call.caller == {ADDRESS: "健康路5号"}
    assert drafts(back) == {}


def test_a_value_is_kept_and_back_in_its_field(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk()
    field = go_to_value(desk)
    press(desk.panel.run_view, Qt.Key.Key_1)
    commit(field, "7.")
    desk.calls.drafts.flush()
    [(key, text)] = drafts(desk).items()
    assert (key, text) == (f"value:{desk.run.id}:{field.objectName().removeprefix('value-')}", "17.")
    back = again(open_desk, desk)
    assert back.run.checklist.entry_id == VALUE_LIST
    shown = back.panel.run_view.findChild(LineField, field.objectName())
    assert shown is not None
    assert shown.text() == "17."
    commit(shown, "5")
    press(shown, Qt.Key.Key_Return)
    assert back.run.state(field.objectName().removeprefix("value-")).value == "17.5"
    back.calls.drafts.flush()
    assert drafts(back) == {}


def test_a_note_is_kept_and_back_when_notes_are_opened(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk()
    desk.calls.begin_call()
    desk.desk.add_note("狗凶")
    number = desk.call.notes[0].seq
    desk.calls.ask_note()
    [dialog] = desk.findChildren(NoteDialog)
    commit(dialog.text, "门铃坏")
    dialog.choose(number)
    commit(dialog.text, ",先打电话")
    desk.calls.drafts.flush()
    assert drafts(desk) == {f"note:{NEW}": "门铃坏", f"note:{number}": "狗凶,先打电话"}
    back = again(open_desk, desk)
    assert "备注" in back.panel.strip.words
    back.calls.ask_note()
    [dialog] = back.findChildren(NoteDialog)
    dialog.text.setFocus()
    press(dialog.text, Qt.Key.Key_Return)
    assert [note.text for note in back.call.notes] == ["狗凶,先打电话", "门铃坏"]
    assert drafts(back) == {}


def test_what_is_given_up_is_no_draft(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    desk.panel.caller.open_at(PHONE)
    commit(desk.panel.fields[PHONE], "139")
    desk.calls.drafts.flush()
    press(desk.panel.fields[PHONE], Qt.Key.Key_Escape)
    desk.calls.drafts.flush()
    assert drafts(desk) == {}
    desk.calls.ask_note()
    [dialog] = desk.findChildren(NoteDialog)
    commit(dialog.text, "算了")
    desk.calls.drafts.flush()
    dialog.reject()
    assert drafts(desk) == {}


def test_it_is_kept_before_any_other_act(desk: DeskWindow) -> None:
    run = desk.open("proc-radiator-hot-top")
    desk.panel.caller.open_at(PHONE)
    commit(desk.panel.fields[PHONE], "139")
    seen: list[dict[str, str]] = []
    desk.calls.commands.changed.connect(lambda: seen.append(drafts(desk)))
    desk.calls.commands.do(lambda: desk.desk.skip(run.id, run.applicable[0].id, "没人应"))
    assert seen == [{"caller:PHONE": "139"}]


def test_drafts_go_with_the_call_and_a_full_disk_says_so_once(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    desk.panel.caller.open_at(PHONE)
    desk.store.is_full = True
    for digit in "139":
        commit(desk.panel.fields[PHONE], digit)
        desk.calls.drafts.flush()
    assert len(desk.notices) == 1
    desk.store.is_full = False
    desk.calls.drafts.flush()
    assert drafts(desk) == {"caller:PHONE": "139"}
    desk.desk.end_call()
    assert drafts(desk) == {}


@pytest.mark.parametrize("asked", ["skip", "abandon", "dispatch", "end"])
def test_a_reason_is_kept_and_back_when_it_is_asked_for_again(
    open_desk: Callable[..., DeskWindow], asked: str
) -> None:
    def ask(window: DeskWindow) -> LineDialog:
        prompts, run = window.calls.prompts, window.call.runs[0]
        if asked == "skip":
            prompts.skip_reason(run.id, run.checklist.steps[0])
        elif asked == "abandon":
            prompts.abandon_reason(run)
        elif asked == "dispatch":
            prompts.dispatch_reason(window.desk.missing_for_dispatch())
        else:
            prompts.end_without(window.desk.missing_at_end())
            [choice] = window.findChildren(ChoiceDialog)
            press(choice, Qt.Key.Key_5)
        [dialog] = window.findChildren(LineDialog)
        return dialog

    desk = open_desk()
    desk.open("em-burst-indoor")
    press(desk.panel.run_view, Qt.Key.Key_2)
    commit(ask(desk).field, "老人一个人在家,说不清")
    desk.calls.drafts.flush()
    assert list(drafts(desk).values()) == ["老人一个人在家,说不清"]
    back = again(open_desk, desk)
    dialog = ask(back)
    assert dialog.field.text() == "老人一个人在家,说不清"
    assert next(iter(drafts(back))).startswith(f"reason:{asked}:")
    dialog.reject()
    assert drafts(back) == {}


def test_a_reason_that_was_entered_is_no_draft(desk: DeskWindow) -> None:
    run = desk.open("proc-radiator-hot-top")
    desk.calls.prompts.abandon_reason(run)
    [dialog] = desk.findChildren(LineDialog)
    commit(dialog.field, "按错了")
    desk.calls.drafts.flush()
    press(dialog.field, Qt.Key.Key_Return)
    assert desk.call.runs[0].end is not None
    assert drafts(desk) == {}
