"""试算 in the real window: asked by a key beside a call, worked out, put into the ticket, never said to the caller."""

import time
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from handbook.call.state.call import Call
from handbook.model.fact import Fact
from handbook.model.handbook import Handbook
from handbook.model.reckoning import Period, Reckoning
from handbook.reckon.facts import Paid, Use
from handbook.reckon.result import Refusal, Result, from_json
from handbook.settings import Settings
from handbook.ui.dialogs.ticket_dialog import TicketDialog
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

DOCK = Settings(look="light", is_docked=True, dock_width=400)
REFUND = "proc-refund"
RECORD = "1月5日 20:00 客厅 18.5 度\n1月6日 20:00 客厅 15 度"


def with_rules(handbook: Handbook) -> Handbook:
    """The shipped handbook, with the rules that its region leaves open set by the company."""
    rows = {one.key: one for one in handbook.values}
    for name, (words, unit) in NORTH.items():
        if not rows[name].value:
            made = value(name, words, unit)
            rows[name] = replace(made, label=rows[name].label, source="本单位计费规定")
    return replace(handbook, values=tuple(rows.values()))


@pytest.fixture
def window(open_program: Program) -> MainWindow:
    return in_a_call(opened(open_program))


def in_a_call(made: MainWindow) -> MainWindow:
    """With all rules set, a call on and a refund asked for."""
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
    return next(one for one in pane.findChildren(LineField, "reckonField") if one.property("field") == name)


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
    assert words(pane, "reckonHeadline") == "假定 5 条,试算(未定)24.59 元"
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


def test_a_form_is_there_again_when_its_ended_call_is_taken_up(window: MainWindow) -> None:
    pane = open_face(window)
    told = work_out(pane)
    calls, first = window.panels.calls, active(window).id
    calls.end_now()
    for dialog in window.findChildren(TicketDialog):
        dialog.reject()
    settle()
    calls.reopen_now(first)
    settle()
    pane = open_face(window)
    assert pane.told == told


def test_half_a_form_is_there_again_after_a_restart(open_program: Program) -> None:
    window = in_a_call(opened(open_program))
    pane = open_face(window)
    commit(field(pane, "FEE"), "30")
    commit(record(pane), RECORD)
    question(pane, "cause").take_focus()
    press(question(pane, "cause").buttons[0], Qt.Key.Key_1)
    form = pane.form
    window.close()
    settle()
    again = opened(open_program)
    again.panels.show_handbook(with_rules(again.panels.reading.handbook), ())
    assert "试算还在" in as_typed(again.panels.call_panel.strip.words)
    back = open_face(again)
    assert back.form == form
    assert field(back, "FEE").text() == "30"
    assert record(back).toPlainText() == RECORD


def test_rows_of_named_rooms_stay_confirmed_when_their_form_comes_again(window: MainWindow) -> None:
    handbook = with_rules(window.panels.reading.handbook)
    rows = {one.key: one for one in handbook.values}
    rows["refund_area_rule"] = value("refund_area_rule", "只算不达标的房间")
    window.panels.show_handbook(replace(handbook, values=tuple(rows.values())), ())
    pane = open_face(window)
    commit(field(pane, "AREA"), "80")
    commit(field(pane, "ROOMS"), "客厅 25、卧室 15")
    commit(record(pane), RECORD)
    press(record(pane), Qt.Key.Key_Return)
    press(child(pane, WhyButton, "reckonSeen"), Qt.Key.Key_Space)
    told, first = pane.told, active(window).id
    assert isinstance(told, Result)
    window.panels.calls.new_call()
    open_face(window)
    window.panels.calls.resume_now(first)
    settle()
    assert open_face(window).told == told


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


def test_an_outcome_leads_to_what_it_is_about(window: MainWindow) -> None:
    calls = window.panels.calls
    run = calls.shown_run
    assert run is not None
    pane = open_face(window)
    pane.choose_kind(Reckoning.PERIOD)
    key(Qt.Key.Key_S, CONTROL | SHIFT)
    answers = {step.topic: step.id for step in run.checklist.steps if step.answers}
    for topic, label in (("退费原因", "屋里不够热"), ("房屋用途", "门市、单位")):
        calls.commands.do(partial(calls.desk.answer, run.id, answers[topic], label))
    settle()
    box = window.panels.call_panel.run_view.outcome_box
    row = next(one for one in box.rows if "试算退费" in as_typed(one.words.text()) and not one.isHidden())
    row.link_chosen.emit("reckon:")
    settle()
    assert window.panels.middle_column.face is Face.RECKON
    assert pane.form is not None
    assert pane.form.kind is Reckoning.REFUND
    assert isinstance(pane.told, Refusal)
    assert "门市、单位" in words(pane, "reckonWorking")


def test_a_late_application_leads_to_its_last_day_with_today_filled_in(window: MainWindow) -> None:
    panels, calls = window.panels, window.panels.calls
    calls.pin("proc-suspend")
    calls.show_nth(2)
    settle()
    run = calls.shown_run
    assert run is not None
    pane = open_face(window)
    commit(field(pane, "FEE"), "3000")
    answers = (
        ("办停热还是已停", "要办停热"),
        ("办理人", "产权人本人"),
        ("停后住不住人", "不住人"),
        ("分户供热", "是分户的"),
        ("保修期", "过了保修期"),
        ("阀或户位特殊", "都不是"),
        ("申请期限", "已经过了"),
    )
    steps = {step.topic: step.id for step in run.checklist.steps if step.answers}
    for topic, label in answers:
        calls.commands.do(partial(calls.desk.answer, run.id, steps[topic], label))
    settle()
    box = panels.call_panel.run_view.outcome_box
    row = next(
        one for one in box.rows if "申请停热最晚哪天" in as_typed(one.words.text()) and not one.isHidden()
    )
    assert "试算基础费" in as_typed(row.words.text())
    row.words.setFocus(Qt.FocusReason.TabFocusReason)
    chosen = [as_typed(row.words.selectedText())]
    for _ in range(2):
        press(row.words, Qt.Key.Key_Tab)
        chosen.append(as_typed(row.words.selectedText()))
    assert [one.split(",")[0] for one in chosen] == [
        "试算基础费",
        "申请停热最晚哪天(按提前天数)",
        "申请停热最晚哪天(按截止日)",
    ]
    press(row.words, Qt.Key.Key_Return)
    settle()
    assert calls.shown_run is not None
    assert calls.shown_run.is_open, "Enter was the link's, not the list's"
    assert pane.form is not None
    assert pane.form.period is Period.SUSPENSION_DEADLINE
    assert field(pane, "ASKED_DAY").text() == calls.desk.now().date().isoformat()
    assert isinstance(pane.told, Result)
    assert pane.told.day is not None
    today = calls.desk.now().date()
    side = "还在期内" if today <= pane.told.day else "过了这一天"
    assert words(pane, "reckonHeadline") == f"试算(未定){pane.told.day};{today} {side}"
    assert "以公告和书面答复为准" in pane.told.spoken.words
    row.link_chosen.emit("reckon:BASIC_FEE")
    settle()
    assert pane.form.kind is Reckoning.BASIC_FEE
    assert field(pane, "FEE").text() == "3000"


def test_days_without_heat_lead_to_their_own_sum_with_the_facts_of_the_list(window: MainWindow) -> None:
    calls = window.panels.calls
    run = calls.shown_run
    assert run is not None
    steps = {step.topic: step.id for step in run.checklist.steps if step.answers}
    answers = (
        ("退费原因", "停热停了几天"),
        ("眼下冷热", "现在热了"),
        ("房屋用途", "住家"),
        ("测温凭证", "什么都没有"),
        ("欠费或自改自关", "都没有"),
        ("退费情形", "停热那几天"),
    )
    for topic, label in answers:
        calls.commands.do(partial(calls.desk.answer, run.id, steps[topic], label))
    settle()
    box = window.panels.call_panel.run_view.outcome_box
    row = next(one for one in box.rows if "试算停供退费" in as_typed(one.words.text()) and not one.isHidden())
    row.link_chosen.emit("reckon:STOPPED")
    settle()
    pane = window.panels.reckon.pane
    assert pane is not None
    assert pane.form is not None
    assert (pane.form.kind, pane.form.facts.use, pane.form.facts.paid) == (
        Reckoning.STOPPED,
        Use.HOME,
        Paid.PAID,
    )
    commit(field(pane, "FEE"), "3660")
    commit(field(pane, "BEGINS"), "2027-01-05 20:00")
    commit(field(pane, "ENDS"), "2027-01-07 20:00")
    assert isinstance(pane.told, Result)
    assert pane.told.amount is not None
    assert not any("住宅" in one or "交清" in one for one in pane.told.presumed)


def test_readings_of_the_lists_go_into_the_record_as_the_callers_own(window: MainWindow) -> None:
    calls = window.panels.calls
    pane = open_face(window)
    child(pane, QPushButton, "reckonTake").click()
    assert "还没有填过室温" in words(pane, "reckonNote")
    entry, step = next(
        (entry, step)
        for entry in window.panels.reading.handbook.procedures
        for step in entry.steps
        if Fact.ROOM_TEMPERATURE in step.facts and step.value and not step.when
    )
    number = calls.commands.pin(entry.id)
    calls.commands.do(partial(calls.desk.enter_value, number, step.id, "17.5"))
    settle()
    pane = open_face(window) if window.panels.middle_column.face is not Face.RECKON else pane
    child(pane, QPushButton, "reckonTake").click()
    assert "17.5 ℃ 自测" in record(pane).toPlainText()
    press(record(pane), Qt.Key.Key_Return)
    assert "17.5 °C" in words(pane, "reckonRows")
    assert "用户自测" in words(pane, "reckonRows")


def test_the_running_list_does_not_move(window: MainWindow) -> None:
    panel, view = window.panels.call_panel, window.panels.call_panel.run_view
    before = panel.geometry(), view.geometry(), view.stage.geometry(), view.outline.geometry()
    pane = open_face(window)
    work_out(pane)
    settle()
    assert (panel.geometry(), view.geometry(), view.stage.geometry(), view.outline.geometry()) == before


def test_in_the_dock_it_has_the_one_column(open_program: Program) -> None:
    window = in_a_call(opened(open_program, settings=DOCK))
    pane = open_face(window)
    told = work_out(pane)
    assert told.amount is not None
    assert pane.isVisible()
    assert not window.panels.call_panel.isVisible()
    assert pane.minimumSizeHint().width() <= window.width()
    press(record(pane), Qt.Key.Key_Escape)
    settle()
    assert window.panels.call_panel.isVisible()


def test_a_period_and_a_late_fee_are_asked_in_their_own_words(window: MainWindow) -> None:
    pane = open_face(window)
    pane.choose_kind(Reckoning.LATE_FEE)
    assert "还差“欠费(元)”" in words(pane, "reckonWorking")
    commit(field(pane, "ARREARS"), "一千")
    commit(field(pane, "PAID_ON"), "2026-01-10")
    assert "写的“一千”读不出来" in words(pane, "reckonWorking")
    field(pane, "ARREARS").setText("1000")
    assert isinstance(pane.told, Result)
    pane.choose_kind(Reckoning.PERIOD)
    press(question(pane, "period").buttons[0], Qt.Key.Key_1)
    assert isinstance(pane.told, Result)
    assert pane.told.day is not None
    assert record(pane).isHidden() or not record(pane).isVisible()


def test_a_result_comes_within_a_frame(window: MainWindow) -> None:
    """Of thirty readings; the median of acts, printed for whoever measures."""
    pane = open_face(window)
    commit(field(pane, "FEE"), "3000")
    lines = [f"1月{day}日 20:00 客厅 {15 + day % 6} 度" for day in range(1, 31)]
    record(pane).setPlainText("\n".join(lines))
    press(record(pane), Qt.Key.Key_Return)
    press(child(pane, WhyButton, "reckonSeen"), Qt.Key.Key_Space)
    assert isinstance(pane.told, Result)
    took: list[float] = []
    for turn in range(20):
        question(pane, "cause").take_focus()
        began = time.process_time()
        press(question(pane, "cause").buttons[0], Qt.Key.Key_1 if turn % 2 else Qt.Key.Key_3)
        took.append((time.process_time() - began) * 1000)
        assert isinstance(pane.told, Result)
    median = sorted(took)[len(took) // 2]
    print(f"a result after an act: median {median:.1f} ms, most {max(took):.1f} ms")
    assert median < 50, "three times what a frame has: something is worked out that need not be"
