"""Runs and their ends, several at once, undo, dispatch: what the state says after each wish."""

from dataclasses import replace

import pytest

from handbook.call.state.call import CallerField
from handbook.call.state.rules import CallRefused, DispatchRefused, ValueRefused, questionable_value
from handbook.call.state.run import Mark, Parent
from handbook.model.kinds import Severity
from handbook.model.step import ValueField
from tests.unit.call.samples import (
    ask,
    checklist,
    cold_flat,
    do,
    emergency_card,
    later,
    pinned,
    procedure,
    seat,
)


def test_an_answer_with_an_outcome_ends_the_list_there() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "进热回冷")
    later(made).tick(1, "power")
    later(made).answer(1, "found", "片内存气")
    assert not made.run().applies("book")
    made.desk.finish(1)
    ended = made.run().outcome
    assert ended is not None
    assert ended.title == "片内存气"


def test_a_list_without_a_conclusion_cannot_be_finished_but_one_can_be_chosen() -> None:
    made = pinned()
    later(made).tick(1, "power")
    with pytest.raises(CallRefused, match="结论"):
        made.desk.finish(1)
    made.desk.finish(1, "visit")
    ended = made.run().outcome
    assert ended is not None
    assert ended.id == "visit"


def test_default_outcome_once_nothing_waits() -> None:
    made = pinned(procedure(do("a", "甲"), do("b", "乙")))
    later(made).tick(1, "a")
    assert made.run().reached_outcome is None
    later(made).skip(1, "b")
    found = made.run().reached_outcome
    assert found is not None
    assert found.id == "visit"


def test_ended_runs_change_only_after_undo() -> None:
    made = pinned()
    made.desk.abandon(1, "转应急")
    for wish in (made.desk.abandon, made.desk.finish):
        with pytest.raises(CallRefused, match="已经结束"):
            wish(1)
    with pytest.raises(CallRefused, match="撤销"):
        made.desk.tick(1, "power")
    made.desk.undo(1)
    assert made.run().is_open


def test_reset_can_be_undone() -> None:
    made = pinned()
    later(made).tick(1, "power")
    full = made.run().states
    made.desk.reset(1)
    assert made.run().states == {}
    made.desk.undo(1)
    assert made.run().states == full


# Several runs


def test_runs_stand_by_severity_then_age_and_nothing_replaces_what_is_open() -> None:
    made = pinned()
    shown = made.run(1)
    made.desk.pin(checklist())
    made.desk.pin(checklist(cold_flat()))
    made.desk.pin(checklist(emergency_card()))
    assert [run.id for run in made.call.runs] == [4, 3, 1, 2]
    assert [run.checklist.severity for run in made.call.runs][:2] == [Severity.DANGER, Severity.URGENT]
    assert made.call.shown_run == 1
    assert made.run(1) == shown


def test_pinning_and_working_on_an_emergency_leaves_the_other_run_as_it_was() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).move(1, "power")
    before = made.run(1)
    made.desk.pin(checklist(emergency_card()))
    later(made).answer(2, "hurt", "没有人受伤")
    later(made).undo(2)
    assert made.run(1) == before


def test_nested_entry_knows_where_it_came_from() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "都凉")
    made.desk.pin(checklist(cold_flat()), Parent(1, "pipes"))
    nested = made.call.newest_run
    assert made.run(1).leads_to("pipes") == nested.checklist.entry_id
    assert made.run(1).leads_to("extent") == ""
    assert nested.parent == Parent(1, "pipes")
    assert not made.call.is_detached(nested)
    later(made).answer(1, "pipes", "都温")
    assert made.call.is_detached(made.run(2))
    assert made.run(2).is_open


# Undo and redo


def test_each_run_has_its_own_undo() -> None:
    made = pinned()
    made.desk.pin(checklist(cold_flat()))
    later(made).tick(1, "power")
    later(made).answer(2, "since", "今天")
    made.desk.undo(1)
    assert made.run(1).states == {}
    assert made.run(2).state("since").answer == "今天"
    made.desk.redo(1)
    assert made.run(1).state("power").is_ticked


def test_undo_of_the_callers_data_and_notes() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(CallerField.ADDRESS, "红旗街 5 号")
    made.desk.add_note("语气激动")
    made.desk.undo()
    assert made.call.notes == ()
    made.desk.undo()
    assert made.call.caller == {}
    assert not made.desk.can_undo()
    made.desk.redo()
    assert made.call.caller[CallerField.ADDRESS] == "红旗街 5 号"


def test_nothing_to_undo_changes_nothing() -> None:
    made = pinned()
    before = made.call
    assert made.desk.undo(1) == before
    assert made.desk.redo(1) == before


@pytest.mark.parametrize("text", ["a\ud800b", "\0甲", "  乙\n", "🔥" * 10, "x" * 1_000_000])
def test_any_text_can_be_entered(text: str) -> None:
    made = pinned()
    made.desk.add_note(text)
    later(made).enter_value(1, "phone", text)
    made.desk.enter_caller(CallerField.ADDRESS, text)
    later(made).skip(1, "power", text)
    ended = made.desk.end_call()
    assert ended.call.notes[0].text == text.replace("\ud800", "?").replace("\0", "").strip()
    assert len(ended.ticket) <= 300


# Dispatch


def test_dispatch_names_what_is_missing_and_takes_a_reason() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    with pytest.raises(DispatchRefused) as caught:
        made.desk.dispatch()
    assert caught.value.missing == ("室温", "电话")
    assert "室温、电话" in str(caught.value)
    made.desk.dispatch("用户不肯说")
    assert made.call.dispatches[0].missing == ("室温", "电话")
    assert "用户不肯说" in made.desk.record()


def test_data_of_the_call_count_for_the_dispatch_minimum() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).enter_value(1, "room", "17")
    made.desk.enter_caller(CallerField.PHONE, "13800138000")
    assert made.desk.missing_for_dispatch() == ()
    made.desk.dispatch("多余的原因")
    assert made.call.dispatches[0].reason == ""


def test_skipped_steps_are_still_missing_and_abandoned_runs_ask_for_nothing() -> None:
    made = pinned()
    later(made).skip(1, "extent")
    assert "是一组还是每组都这样" in made.desk.missing_for_dispatch()
    made.desk.abandon(1)
    assert made.desk.missing_for_dispatch() == ()


@pytest.mark.parametrize(
    ("text", "kept", "is_questioned"),
    [
        ("17", "17", False),
        ("17 ℃", "17", False),
        ("75", "75", True),
        ("-20", "-20", True),
        ("-10", "-10", False),
        ("40", "40", False),
        ("38-45", "38~45", True),
        ("16~18", "16~18", False),
        ("", "", False),
    ],
)
def test_implausible_values_are_questioned_and_marked(text: str, kept: str, *, is_questioned: bool) -> None:
    made = pinned()
    step = made.run().checklist.step_by_id["room"]
    assert bool(questionable_value(step, text)) is is_questioned
    made.desk.enter_value(1, "room", text)
    state = made.run().state("room")
    assert state.value == kept
    assert (state.mark is Mark.QUESTIONED) is is_questioned
    assert (f"{kept} ℃(存疑)" in made.desk.preview_ticket().text) is is_questioned
    assert ("(存疑)" in made.desk.record()) is is_questioned


@pytest.mark.parametrize("text", ["abc", "不清楚", "21 22", "客厅18度卧室16度", "一八", "住3楼", "16 层"])
def test_what_is_no_number_is_not_kept_where_a_number_is_wanted(text: str) -> None:
    made = pinned()
    with pytest.raises(ValueRefused, match="备注"):
        made.desk.enter_value(1, "room", text)
    assert made.run().state("room").mark is Mark.OPEN
    assert text not in made.desk.record()


@pytest.mark.parametrize(
    ("text", "kept", "place"),
    [
        ("16 度北卧室量的", "16", "北卧室"),
        ("北卧室 16℃", "16", "北卧室"),
        ("3楼卧室十六度五", "16.5", "3楼卧室"),
        ("卧室中间量是17.5度", "17.5", "卧室中间"),
        ("南屋16~18度", "16~18", "南屋"),
        ("18 左右", "18", "左右"),
        ("两个屋都是十五度", "15", "两个屋都"),
        ("零下2度,厨房", "-2", "厨房"),
        ("主卧 16", "16", "主卧"),
    ],
)
def test_the_words_beside_a_number_are_where_it_was_measured(text: str, kept: str, place: str) -> None:
    made = pinned()
    made.desk.enter_value(1, "room", text)
    state = made.run().state("room")
    assert (state.value, state.place, state.mark) == (kept, place, Mark.VERIFIED)
    assert f"填:{kept} ℃({place})" in made.desk.record()


def test_a_second_value_takes_the_place_of_the_first() -> None:
    made = pinned()
    made.desk.enter_value(1, "room", "16 度北卧室量的")
    made.desk.enter_value(1, "room", "18")
    assert (made.run().state("room").value, made.run().state("room").place) == ("18", "")


def test_words_are_kept_where_words_are_wanted() -> None:
    made = pinned(procedure(ask("since", "几点开始的?", value=ValueField(name="开始时间"))))
    made.desk.enter_value(1, "since", "昨晚 8 点多")
    assert made.run().state("since").mark is Mark.VERIFIED
    assert made.run().state("since").value == "昨晚 8 点多"


def test_a_step_without_a_value_questions_nothing() -> None:
    assert questionable_value(pinned().run().checklist.step_by_id["power"], "400") == ""


def test_what_changes_nothing_writes_nothing() -> None:
    made = pinned()
    later(made).enter_value(1, "room", "17")
    before = made.call
    later(made).show(1)
    later(made).untick(1, "power")
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "extent", "只一组")
    later(made).untick(1, "extent")
    later(made).tick(1, "book")
    later(made).tick(1, "book")
    later(made).untick(1, "book")
    later(made).enter_value(1, "room", " 17 ")
    later(made).reconfirm(1, "power")
    later(made).add_note("  ")
    made.desk.leave()
    left = made.call
    made.desk.leave()
    assert made.call is left
    assert left.run(1).states == before.run(1).states
    assert made.desk.restore().calls == (left,)


def test_unknown_runs_are_a_bug_of_the_caller() -> None:
    with pytest.raises(KeyError, match="no run 9"):
        pinned().desk.show(9)


def test_a_run_pinned_by_hand_belongs_to_no_other() -> None:
    made = pinned()
    assert not made.call.is_detached(made.run(1))


def test_without_a_call_the_refusal_says_how_to_begin_one() -> None:
    with pytest.raises(CallRefused, match="新来电"):
        seat().desk.tick(1, "power")


def test_what_a_changed_answer_cleared_has_no_time() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "进热回冷")
    assert set(made.desk.step_times(1)) == {"extent", "pipes"}
    later(made).answer(1, "extent", "每组都是")
    open_again = [s.id for s in made.run().checklist.steps if made.run().state(s.id).mark is Mark.OPEN]
    assert not set(made.desk.step_times(1)) & set(open_again)
    assert "extent" in made.desk.step_times(1)
    made.desk.reset(1)
    assert made.desk.step_times(1) == {}


def test_a_list_that_took_the_place_of_the_one_an_answer_names_is_not_cut_off() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "都凉")
    named = made.run(1).leads_to("pipes")
    now = replace(checklist(cold_flat()), entry_id="proc-merged", took_over=(named,))
    made.desk.pin(now, Parent(1, "pipes"))
    assert not made.call.is_detached(made.call.newest_run)
    later(made).answer(1, "pipes", "都温")
    assert made.call.is_detached(made.run(2))
