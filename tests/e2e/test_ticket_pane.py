"""The ticket in the middle column: it follows the call, is put right by keys alone, and gives way to what is read."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from handbook.call.state.call import CallerField
from handbook.model.ticket_form import TicketField
from handbook.ui.call.ticket_pane import TicketPane
from handbook.ui.call.ticket_row import TicketRow
from handbook.ui.dialogs.history_dialog import HistoryDialog
from handbook.ui.dialogs.ticket_dialog import TicketDialog
from handbook.ui.window.main_window import MainWindow
from handbook.ui.window.middle import Face
from tests.e2e.test_calls import CONTROL, Program, dialog_of, key, opened
from tests.helpers.finding import child
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import commit, press

SHIFT = Qt.KeyboardModifier.ShiftModifier
FLAT = "proc-whole-flat-cold"


@pytest.fixture
def window(open_program: Program) -> MainWindow:
    """The real window, with a list under way."""
    made = opened(open_program)
    made.panels.reading.open(FLAT)
    made.panels.calls.pin(FLAT)
    return made


def pane(window: MainWindow) -> TicketPane:
    return window.panels.ticket_pane


def show(window: MainWindow) -> None:
    key(Qt.Key.Key_T, CONTROL | SHIFT)
    assert window.panels.middle_column.face is Face.TICKET
    assert pane(window).isVisible()


def words_of(row: TicketRow) -> str:
    return as_typed(child(row, QLabel, "ticketWords").text())


def text(window: MainWindow) -> str:
    return as_typed(child(pane(window), QLabel, "ticketCopied").text())


def count(window: MainWindow) -> str:
    return as_typed(child(pane(window), QLabel, "ticketCount").text())


def lacks(window: MainWindow) -> list[str]:
    return [
        as_typed(found.text())
        for found in pane(window).findChildren(QLabel, "ticketLackName")
        if found.isVisible()
    ]


def test_a_key_shows_the_ticket_and_the_same_key_the_page(window: MainWindow) -> None:
    window.panels.middle.show_face(Face.READING)
    view = window.panels.reader.view
    view.go_to(0.5)
    place = view.verticalScrollBar().value()
    show(window)
    assert pane(window).rows[TicketField.LEVEL].hasFocus()
    key(Qt.Key.Key_T, CONTROL | SHIFT)
    assert view.isVisible()
    assert view.verticalScrollBar().value() == place


def test_arrows_enter_and_esc_put_a_fact_right(window: MainWindow) -> None:
    show(window)
    press(pane(window).rows[TicketField.LEVEL], Qt.Key.Key_Down)
    row = pane(window).rows[TicketField.ADDRESS]
    assert row.hasFocus()
    press(row, Qt.Key.Key_Return)
    assert row.field.hasFocus()
    commit(row.field, "红旗街 5 号 501")
    press(row.field, Qt.Key.Key_Return)
    call = window.panels.calls.desk.active
    assert call is not None
    assert call.caller[CallerField.ADDRESS] == "红旗街 5 号 501"
    assert row.hasFocus()
    assert (words_of(row), row.is_edited) == ("红旗街 5 号 501", False)
    assert "红旗街 5 号 501" in text(window)
    press(row, Qt.Key.Key_Return)
    commit(row.field, "别的")
    press(row.field, Qt.Key.Key_Escape)
    assert words_of(row) == "红旗街 5 号 501"
    press(row, Qt.Key.Key_Escape)
    assert window.panels.call_panel.run_view.hasFocus()


def test_a_row_written_over_stays_and_shows_what_changed_after(window: MainWindow) -> None:
    show(window)
    row = pane(window).rows[TicketField.KNOWN]
    row.edit()
    commit(row.field, "先打电话")
    press(row.field, Qt.Key.Key_Return)
    assert "手工改过" in row.accessibleName()
    assert child(row, QLabel, "ticketWouldBe").isHidden()
    desk, run = window.panels.calls.desk, window.panels.calls.shown_run
    assert run is not None
    asked = next(s for s in run.applicable if s.answers and not s.answers[-1].entry)
    window.panels.calls.commands.do(lambda: desk.answer(run.id, asked.id, asked.answers[-1].label))
    assert words_of(row) == "先打电话"
    assert child(row, QLabel, "ticketWouldBe").text().startswith("现在会写")
    press(row, Qt.Key.Key_Backspace)
    assert words_of(row) != "先打电话"
    assert "手工改过" not in row.accessibleName()


def test_what_lacks_stands_on_top_the_worst_first_and_keeps_its_place(window: MainWindow) -> None:
    show(window)
    names = lacks(window)
    assert names[:2] == ["还缺:地址", "还缺:电话"]
    assert len(names) == 3
    row = pane(window).rows[TicketField.PHONE]
    top = row.y()
    window.panels.calls.commands.do(
        lambda: window.panels.calls.desk.enter_caller(CallerField.ADDRESS, "红旗街 5 号 501")
    )
    QApplication.processEvents()
    assert lacks(window)[0] == "还缺:电话"
    assert row.y() == top
    show_again(window)
    assert len(pane(window).findChildren(QLabel, "ticketLackName")) == 2


def show_again(window: MainWindow) -> None:
    """Leave the ticket and come back."""
    key(Qt.Key.Key_T, CONTROL | SHIFT)
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    show(window)


def test_what_does_not_fit_is_named_before_anything_is_copied(window: MainWindow) -> None:
    QApplication.clipboard().clear()
    show(window)
    assert count(window).endswith("字,都放得下")
    for number in range(12):
        window.panels.calls.commands.do(
            partial(window.panels.calls.desk.add_note, f"{number} " + "门卫电话和楼下的狗" * 6)
        )
    assert "放不下:" in count(window)
    assert "备注" in count(window)
    assert QApplication.clipboard().text() == ""


def test_the_ticket_goes_with_the_call_and_gives_way_to_an_entry(window: MainWindow) -> None:
    show(window)
    window.panels.reading.open("proc-leak-radiator")
    assert window.panels.reader.view.isVisible()
    show(window)
    window.panels.calls.end_now("用户已挂断")
    assert window.panels.middle_column.face is Face.READING
    assert window.panels.reader.view.isVisible()
    assert not window.panels.middle_column._bar.isVisible()


def test_what_stands_in_a_field_is_kept_when_the_call_ends(window: MainWindow) -> None:
    show(window)
    row = pane(window).rows[TicketField.ADDRESS]
    row.edit()
    commit(row.field, "红旗街 5 号 501")
    key(Qt.Key.Key_E, CONTROL)
    assert "红旗街 5 号 501" in QApplication.clipboard().text()


def test_without_a_call_the_key_says_what_to_do(open_program: Program) -> None:
    window = opened(open_program)
    key(Qt.Key.Key_T, CONTROL | SHIFT)
    assert "没有进行中的通话" in as_typed(window.panels.call_panel.strip.words)
    assert window.panels.middle_column.face is Face.READING


def test_the_outcome_turns_the_column_to_the_ticket_once(window: MainWindow) -> None:
    desk, commands = window.panels.calls.desk, window.panels.calls.commands
    run = window.panels.calls.shown_run
    assert run is not None
    while (found := window.panels.calls.shown_run) is not None and found.reached_outcome is None:
        step = found.current
        assert step is not None
        if step.held_facts:
            commands.do(lambda: desk.enter_caller(CallerField.ADDRESS, "红旗街 5 号 501"))
            commands.do(lambda: desk.enter_caller(CallerField.PHONE, "139 0000 1111"))
            commands.do(lambda: desk.enter_caller(CallerField.ACCOUNT, "1"))
        if desk.active is not None and desk.active.run(run.id).current is step:
            commands.do(partial(desk.skip, run.id, step.id, "不问"))
    assert window.panels.middle_column.face is Face.TICKET
    key(Qt.Key.Key_T, CONTROL | SHIFT)
    commands.do(lambda: desk.add_note("狗"))
    assert not pane(window).isVisible()


def test_one_more_thing_gives_a_supplement(window: MainWindow) -> None:
    desk, commands = window.panels.calls.desk, window.panels.calls.commands
    commands.do(lambda: desk.enter_caller(CallerField.ADDRESS, "红旗街 5 号 501"))
    window.panels.calls.end_now("用户已挂断")
    dialog_of(window, TicketDialog).accept()
    key(Qt.Key.Key_H, CONTROL)
    child(dialog_of(window, HistoryDialog), QPushButton, "historyReopen").click()
    call = desk.active
    assert call is not None
    assert "只写新添的" in as_typed(window.panels.call_panel.strip.words)
    commands.do(lambda: desk.add_note("门口有狗"))
    QApplication.processEvents()
    assert window.panels.call_panel.run_view.hasFocus()
    show(window)
    assert text(window).startswith("补充:")
    assert "门口有狗" in text(window)
    window.panels.calls.end_now("用户已挂断")
    assert QApplication.clipboard().text().startswith("补充:")


def test_a_call_that_is_no_longer_kept_is_said_to_be_gone(window: MainWindow) -> None:
    window.panels.calls.reopen_now(4711)
    assert "已经清除" in window.notice.words


def test_what_the_ticket_says_about_a_fact_is_no_part_of_it(window: MainWindow) -> None:
    """An address that was typed for a phone is doubted on the ticket; put right there, the doubt is not entered."""
    desk = window.panels.calls.desk
    window.panels.calls.commands.do(partial(desk.enter_caller, CallerField.PHONE, "健康路5号401"))
    show(window)
    row = pane(window).rows[TicketField.PHONE]
    assert "存疑" in words_of(row)
    row.edit()
    assert row.field.text() == "健康路5号401"
    commit(row.field, "138 0451 4417")
    press(row.field, Qt.Key.Key_Return)
    assert desk.active is not None
    assert desk.active.caller[CallerField.PHONE] == "138 0451 4417"
