"""试算 in the real window: asked by a key beside a call, worked out, put into the ticket, never said to the caller."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from handbook.call.state.call import Call
from handbook.model.handbook import Handbook
from handbook.model.reckoning import Reckoning
from handbook.reckon.result import Refusal, Result, from_json
from handbook.ui.reckon.answers import Answers
from handbook.ui.reckon.pane import ReckonPane
from handbook.ui.widgets.composing_text import ComposingText
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.window.main_window import MainWindow
from handbook.ui.window.middle import Face
from tests.e2e.test_calls import CONTROL, SHIFT, Program, active, key, opened, settle
from tests.helpers.finding import child
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import commit, compose, press
from tests.unit.reckon.grounds import NORTH, value

REFUND = "proc-refund"
RECORD = "1月5日 20:00 客厅 18.5 度\n1月6日 20:00 客厅 15 度"


def with_rules(handbook: Handbook) -> Handbook:
    """The shipped handbook of a region whose rules are all set."""
    rows = {one.key: one for one in handbook.values}
    made = {name: value(name, words, unit) for name, (words, unit) in NORTH.items()}
    for name, row in made.items():
        rows[name] = replace(row, label=rows[name].label if name in rows else row.label)
    return replace(handbook, values=tuple(rows.values()))


@pytest.fixture
def window(open_program: Program) -> MainWindow:
    made = opened(open_program)
    panels = made.panels
    panels.show_handbook(with_rules(panels.reading.handbook), ())
    panels.calls.new_call()
    panels.calls.pin(REFUND)
    settle()
    return made


def open_face(window: MainWindow) -> ReckonPane:
    key(Qt.Key.Key_S, CONTROL | SHIFT)
    pane = window.panels.reckon.pane
    assert pane is not None
    assert pane.isVisible()
    return pane


def question(pane: ReckonPane, name: str) -> Answers:
    return next(one for one in pane.findChildren(Answers) if one.name == name and one.isVisibleTo(pane))


def field(pane: ReckonPane, name: str) -> LineField:
    return next(
        one for one in pane.findChildren(LineField, "reckonField") if one.property("field") == name
    )


def record(pane: ReckonPane) -> ComposingText:
    return child(pane, ComposingText, "reckonRecord")


def words(pane: ReckonPane, name: str) -> str:
    return as_typed(child(pane, QLabel, name).text())


def work_out(pane: ReckonPane) -> Result:
    commit(field(pane, "FEE"), "3000")
    commit(record(pane), RECORD)
    press(record(pane), Qt.Key.Key_Return)
    press(child(pane, WhyButton, "reckonSeen"), Qt.Key.Key_Space)
    assert isinstance(pane.told, Result)
    return pane.told


def test_a_key_opens_it_at_the_kind_of_the_list_and_the_same_key_goes_back(window: MainWindow) -> None:
    before = window.panels.middle_column.face
    pane = open_face(window)
    assert window.panels.middle_column.face is Face.RECKON
    assert pane.form is not None
    assert pane.form.kind is Reckoning.REFUND
    assert QApplication.focusWidget() in question(pane, "kind").buttons
    key(Qt.Key.Key_S, CONTROL | SHIFT)
    assert window.panels.middle_column.face is before


def test_a_refund_is_worked_out_by_keys_and_the_caller_hears_no_sum(window: MainWindow) -> None:
    pane = open_face(window)
    told = work_out(pane)
    assert str(told.amount) == "24.59"
    assert words(pane, "reckonHeadline") == "假定 6 条,试算(未定)24.59 元"
    sentence = words(pane, "reckonSentence")
    assert "24.59" not in sentence
    assert "由计费" in sentence
    press(child(pane, WhyButton, "reckonKeep"), Qt.Key.Key_Space)
    call: Call = active(window)
    assert from_json(call.sums["退费"].result) == told
    text = window.panels.calls.desk.preview_ticket().text
    assert "试算(未定):退费 24.59 元" in text
    assert child(pane, WhyButton, "reckonKeep").text() == "从工单拿下"
    press(child(pane, WhyButton, "reckonKeep"), Qt.Key.Key_Space)
    assert active(window).sums == {}
    assert "24.59" not in window.panels.calls.desk.preview_ticket().text


def test_nothing_comes_out_before_the_rows_were_looked_at_nor_while_a_piece_is_unread(
    window: MainWindow,
) -> None:
    pane = open_face(window)
    commit(field(pane, "FEE"), "3000")
    commit(record(pane), RECORD)
    press(record(pane), Qt.Key.Key_Return)
    assert not isinstance(pane.told, Result)
    assert "读出 2 个读数" in words(pane, "reckonWorking")
    press(child(pane, WhyButton, "reckonSeen"), Qt.Key.Key_Space)
    assert isinstance(pane.told, Result)
    commit(record(pane), "\n1月7日 20:00 客厅冷")
    press(record(pane), Qt.Key.Key_Return)
    assert isinstance(pane.told, Refusal)
    assert "▲" in words(pane, "reckonRows")
    assert "还差 1 处没读准" in as_typed(child(pane, WhyButton, "reckonSeen").text())
    press(child(pane, WhyButton, "reckonKeep"), Qt.Key.Key_Space)
    assert active(window).sums == {}


def test_a_form_stays_with_its_call_and_goes_with_it(window: MainWindow) -> None:
    pane = open_face(window)
    work_out(pane)
    first = active(window).id
    window.panels.calls.new_call()
    settle()
    pane = open_face(window)
    assert record(pane).toPlainText() == ""
    window.panels.calls.resume_now(first)
    settle()
    pane = open_face(window)
    assert record(pane).toPlainText() == RECORD
    assert isinstance(pane.told, Result)


def test_what_the_lists_learned_is_known(window: MainWindow) -> None:
    calls = window.panels.calls
    run = calls.shown_run
    assert run is not None
    by_topic = {step.topic: step.id for step in run.checklist.steps}
    calls.commands.do(lambda: calls.desk.answer(run.id, by_topic["房屋用途"], "住家"))
    calls.commands.do(lambda: calls.desk.answer(run.id, by_topic["测温凭证"], "只有自己量的"))
    pane = open_face(window)
    assert question(pane, "use").current == 0
    assert question(pane, "measured").buttons[question(pane, "measured").current].text() == "用户自测"
    assert question(pane, "cause").buttons[question(pane, "cause").current].text() == "未定"


def test_while_composing_keys_are_the_input_methods(window: MainWindow) -> None:
    pane = open_face(window)
    text = record(pane)
    text.setFocus()
    compose(text, "ke ting")
    press(text, Qt.Key.Key_Escape)
    press(text, Qt.Key.Key_Return)
    assert window.panels.middle_column.face is Face.RECKON
    assert text.hasFocus()
    compose(text, "")
    press(text, Qt.Key.Key_Escape)
    settle()
    assert window.panels.call_panel.run_view.hasFocus()


def test_the_sentence_is_copied(window: MainWindow) -> None:
    pane = open_face(window)
    told = work_out(pane)
    pane.copy_requested.emit(told.spoken.words)
    assert QGuiApplication.clipboard().text() == told.spoken.words


def test_without_a_call_the_key_says_what_to_do(open_program: Program) -> None:
    made = opened(open_program)
    key(Qt.Key.Key_S, CONTROL | SHIFT)
    assert made.panels.middle_column.face is Face.READING
    assert made.panels.reckon.pane is None
