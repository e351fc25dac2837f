"""What the agent can do on a call, and what the state says afterwards."""

import pytest

from handbook.call.call import CallerField
from handbook.call.rules import CallRefused, DispatchRefused, FinishBlocked, questionable_value
from handbook.call.run import Mark, Parent
from handbook.model.kinds import Severity
from tests.unit.call.samples import (
    Seat,
    checklist,
    cold_flat,
    do,
    emergency_card,
    later,
    pinned,
    procedure,
    seat,
)


def current(made: Seat, run: int = 1) -> str:
    step = made.run(run).current
    return step.id if step else ""


# Steps


def test_pinning_begins_a_call_and_shows_the_first_run() -> None:
    made = pinned()
    assert made.call.shown_run == 1
    assert current(made) == "extent"
    assert made.run().progress == (0, 6)


def test_marks_tell_a_tick_from_an_answer_from_a_value() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).tick(1, "valve")
    later(made).enter_value(1, "room", " 17.5 ")
    marks = [made.run().state(step).mark for step in ("extent", "valve", "room", "pipes")]
    assert marks == [Mark.ANSWERED, Mark.TICKED, Mark.VERIFIED, Mark.OPEN]
    assert made.run().state("room").value == "17.5"


def test_current_step_is_the_first_that_waits() -> None:
    made = pinned()
    later(made).answer(1, "extent", "每组都是")
    assert current(made) == "room"
    later(made).tick(1, "power")
    assert current(made) == "room"


def test_moving_ticks_nothing_and_going_on_follows_from_there() -> None:
    made = pinned()
    before = made.run().states
    later(made).move(1, "power")
    assert made.run().states == before
    assert current(made) == "power"
    later(made).tick(1, "power")
    assert current(made) == "phone"


def test_after_the_last_step_the_earlier_open_ones_come_back() -> None:
    made = pinned()
    later(made).move(1, "book")
    later(made).tick(1, "book")
    assert current(made) == "extent"


def test_changed_answer_keeps_what_still_applies_and_names_the_rest() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "进热回冷")
    later(made).tick(1, "valve")
    later(made).enter_value(1, "room", "17")
    later(made).answer(1, "extent", "每组都是")
    assert [(c.step, c.text) for c in made.run().cleared] == [("pipes", "进热回冷"), ("valve", "已打钩")]
    assert made.run().state("room").value == "17"
    assert not made.run().applies("valve")
    later(made).undo(1)
    assert made.run().state("pipes").answer == "进热回冷"
    assert made.run().cleared == ()


@pytest.mark.parametrize(
    ("wish", "step", "words"),
    [
        pytest.param("tick", "extent", "选一个回答", id="a tick is no answer"),
        pytest.param("tick", "step-3", "说明", id="warnings carry no box"),
        pytest.param("tick", "nowhere", "没有这一步", id="unknown step"),
    ],
)
def test_refusals_say_what_to_do(wish: str, step: str, words: str) -> None:
    made = pinned()
    before = made.call
    with pytest.raises(CallRefused, match=words):
        getattr(made.desk, wish)(1, step)
    assert made.call == before


def test_excluded_steps_cannot_be_ticked() -> None:
    made = pinned()
    later(made).answer(1, "extent", "每组都是")
    with pytest.raises(CallRefused, match="不适用"):
        later(made).tick(1, "valve")


def test_unknown_answers_are_refused() -> None:
    with pytest.raises(CallRefused, match="没有"):
        pinned().desk.answer(1, "extent", "也许")


def test_toggle_and_untick_take_everything_back() -> None:
    made = pinned()
    later(made).toggle(1, "power")
    assert made.run().state("power").mark is Mark.TICKED
    later(made).toggle(1, "power")
    later(made).answer(1, "extent", "只一组")
    later(made).untick(1, "extent")
    assert made.run().states == {}


# Two activations within 700 ms


@pytest.mark.parametrize(
    ("pauses", "is_ticked"),
    [
        pytest.param([], True, id="one"),
        pytest.param([0.0], True, id="double click"),
        pytest.param([0.699], True, id="just inside"),
        pytest.param([0.701], False, id="just outside"),
        pytest.param([0.03] * 40, True, id="key held down"),
        pytest.param([0.8, 0.8], True, id="three slow ones"),
    ],
)
def test_repeated_activations(pauses: list[float], *, is_ticked: bool) -> None:
    made = pinned()
    made.desk.toggle(1, "power")
    for pause in pauses:
        later(made, pause).toggle(1, "power")
    assert made.run().state("power").is_ticked is is_ticked


def test_wall_clock_jumps_do_not_open_the_window() -> None:
    made = pinned()
    made.desk.toggle(1, "power")
    made.clock.jump(3600)
    made.desk.toggle(1, "power")
    assert made.run().state("power").is_ticked


def test_fast_activations_of_different_steps_all_count() -> None:
    made = pinned()
    made.desk.toggle(1, "power")
    made.desk.toggle(1, "book")
    assert made.run().progress[0] == 2


# Killer steps


def test_killer_steps_are_skipped_only_with_a_reason() -> None:
    made = pinned()
    with pytest.raises(CallRefused, match="原因"):
        made.desk.skip(1, "power", "  ")
    made.desk.skip(1, "power", "用户已挂断")
    assert made.run().state("power").mark is Mark.SKIPPED
    assert made.run().open_killers == ()


def test_killer_steps_with_a_value_want_the_value() -> None:
    made = pinned(emergency_card())
    with pytest.raises(CallRefused, match="阀能否关死"):
        made.desk.tick(1, "valve-shut")
    made.desk.enter_value(1, "valve-shut", "能")
    assert made.run().state("valve-shut").mark is Mark.VERIFIED


def test_open_killer_steps_block_the_end_and_are_named() -> None:
    made = pinned(emergency_card())
    with pytest.raises(FinishBlocked) as caught:
        made.desk.finish(1)
    assert [b.step.id for b in caught.value.blockers] == ["hurt", "valve-shut"]
    later(made).answer(1, "hurt", "没有人受伤")
    later(made).enter_value(1, "valve-shut", "能")
    made.desk.finish(1)
    assert not made.run().is_open
    assert [step.id for step in made.run().deferred] == ["notify"]


# Ends


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
    later(made).enter_value(1, "room", text)
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
    assert caught.value.missing == ("室温", "联系电话")
    assert "室温、联系电话" in str(caught.value)
    made.desk.dispatch("用户不肯说")
    assert made.call.dispatches[0].missing == ("室温", "联系电话")
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
    ("text", "is_questioned"),
    [("17", False), ("17 ℃", False), ("75", True), ("-20", True), ("不清楚", False), ("", False)],
)
def test_implausible_values_are_questioned_not_refused(text: str, *, is_questioned: bool) -> None:
    made = pinned()
    step = made.run().checklist.step_by_id["room"]
    assert bool(questionable_value(step, text)) is is_questioned
    made.desk.enter_value(1, "room", text)
    assert made.run().state("room").value == text.strip()


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
