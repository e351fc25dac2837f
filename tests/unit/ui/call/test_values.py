"""Values of a step: a number is a number before it counts, and nothing that was typed is lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from handbook.call.state.run import Mark, StepState
from handbook.ui.widgets.line_field import LineField
from tests.helpers.desk_parts import mark_of, value_line, value_step
from tests.helpers.typing_in import commit, press
from tests.unit.ui.call.desk_window import DeskWindow, settle

LIST = "proc-temp-measure"
CARD = "em-vulnerable-cold"


def go_to_number(desk: DeskWindow) -> tuple[LineField, Callable[[], StepState]]:
    """Box the first step that wants a number; its field, and what is kept of it."""
    run = desk.open(LIST)
    step = next(s for s in run.checklist.steps if s.value is not None and s.value.unit)
    desk.calls.commands.do(lambda: desk.desk.move(run.id, step.id))
    settle()
    line = value_line(desk.panel.run_view, step.id)
    line.start()
    return line.field, lambda: desk.call.run(run.id).state(step.id)


@pytest.mark.parametrize("text", ["abc", "住16楼", "21 22", "不清楚"])
def test_what_is_no_number_stays_in_the_field_and_counts_for_nothing(desk: DeskWindow, text: str) -> None:
    field, state = go_to_number(desk)
    commit(field, text)
    press(field, Qt.Key.Key_Return)
    assert state().mark is Mark.OPEN
    assert field.text() == text
    assert QApplication.focusWidget() is field
    assert "填一个数" in desk.panel.strip.words
    assert desk.panel.strip.is_caution
    assert "已核实" not in desk.desk.preview_ticket().text
    assert text not in desk.desk.preview_ticket().text


def test_what_is_not_plausible_is_asked_once_and_marked(desk: DeskWindow) -> None:
    field, state = go_to_number(desk)
    commit(field, "21121")
    press(field, Qt.Key.Key_Return)
    assert state().mark is Mark.OPEN
    assert "21121 ℃不像" in desk.panel.strip.words
    assert QApplication.focusWidget() is field
    press(field, Qt.Key.Key_Return)
    assert state().value == "21121"
    assert state().mark is Mark.QUESTIONED
    assert QApplication.focusWidget() is desk.panel.run_view
    assert "21121 ℃(存疑)" in desk.desk.preview_ticket().text


def test_another_number_is_asked_about_anew(desk: DeskWindow) -> None:
    field, state = go_to_number(desk)
    commit(field, "211")
    press(field, Qt.Key.Key_Return)
    field.selectAll()
    commit(field, "212")
    press(field, Qt.Key.Key_Return)
    assert state().mark is Mark.OPEN
    field.selectAll()
    commit(field, "21")
    press(field, Qt.Key.Key_Return)
    assert state().mark is Mark.VERIFIED


def test_turning_away_is_no_yes(desk: DeskWindow) -> None:
    field, state = go_to_number(desk)
    commit(field, "211")
    for _ in range(2):
        desk.panel.run_view.setFocus()
        field.setFocus()
    assert state().mark is Mark.OPEN
    assert field.text() == "211"


@pytest.mark.parametrize(("typed", "kept"), [("十六度五", "16.5"), ("零下5", "-5"), ("16-18℃", "16~18")])
def test_what_is_said_is_kept_as_a_number(desk: DeskWindow, typed: str, kept: str) -> None:
    field, state = go_to_number(desk)
    commit(field, typed)
    press(field, Qt.Key.Key_Return)
    assert state().value == kept
    assert field.text() == kept
    assert state().mark is Mark.VERIFIED


@pytest.mark.parametrize("leave", ["end", "park", "new", "other list"])
def test_words_in_a_value_become_a_note_when_the_field_goes(desk: DeskWindow, leave: str) -> None:
    field, _ = go_to_number(desk)
    call = desk.call.id
    commit(field, "北屋手都冻得慌")
    desk.desk.pin(desk.run.checklist)
    ways: dict[str, Callable[[], object]] = {
        "end": desk.calls.end_call,
        "park": desk.calls.park,
        "new": desk.calls.new_call,
        "other list": lambda: desk.calls.show_nth(2),
    }
    record = desk.desk.record()
    ways[leave]()
    settle()
    if leave == "end":
        assert "北屋手都冻得慌" in QApplication.clipboard().text()
        return
    if leave != "other list":
        desk.calls.resume_now(call)
    assert "北屋手都冻得慌" not in record
    assert "备注:室温:北屋手都冻得慌(未核实)" in desk.desk.record().replace("自测", "")


def test_the_same_number_in_other_words_changes_nothing(desk: DeskWindow) -> None:
    field, state = go_to_number(desk)
    commit(field, "16.5")
    press(field, Qt.Key.Key_Return)
    field.setFocus()
    field.selectAll()
    commit(field, "十六度五")
    press(field, Qt.Key.Key_Return)
    assert (field.text(), state().value) == ("16.5", "16.5")
    desk.calls.end_call()
    assert "十六度五" not in QApplication.clipboard().text()


def test_a_value_on_an_emergency_card_is_judged_alike(desk: DeskWindow) -> None:
    desk.emergency.open_card(CARD)
    view = desk.emergency_view.run_view
    step = value_step(view)
    line = value_line(view, step)
    line.start()
    commit(line.field, "abc")
    press(line.field, Qt.Key.Key_Return)
    assert mark_of(view, step) is Mark.OPEN
    assert "填一个数" in desk.emergency_view.strip.words
    desk.emergency.close()
    assert [note.text for note in desk.call.notes] == ["室温:abc(未核实)"]
