"""What the agent can do on a call, and what the state says afterwards."""

import pytest

from handbook.call.state.rules import CallRefused, FinishBlocked
from handbook.call.state.run import Mark
from tests.unit.call.samples import (
    Seat,
    emergency_card,
    later,
    pinned,
)


def current(made: Seat, run: int = 1) -> str:
    step = made.run(run).current
    return step.id if step else ""


# Steps


def test_pinning_begins_a_call_and_shows_the_first_run() -> None:
    made = pinned()
    assert made.call.shown_run == 1
    assert current(made) == "extent"
    assert made.run().progress == (0, 5)  # the sentence is shown with the step behind it


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
