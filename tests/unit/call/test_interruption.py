"""Leaving and coming back: the stop is stamped, killer steps are confirmed again, restarts lose nothing."""

from pathlib import Path

import pytest

from handbook.call.state.call import CallerField
from handbook.call.state.clock import minutes_seconds
from handbook.call.state.rules import CallRefused, FinishBlocked
from handbook.model.kinds import StepKind
from handbook.model.step import Step
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import (
    Seat,
    ask,
    checklist,
    cold_flat,
    do,
    later,
    pinned,
    procedure,
    seat,
    stored_seat,
)


def interrupted(seconds: float = 200.0) -> Seat:
    """Run 1 was worked on, left for run 2, and come back to."""
    made = pinned()
    made.desk.pin(checklist(cold_flat()))
    later(made).answer(1, "extent", "每组都是")
    later(made).enter_value(1, "room", "17")
    later(made).tick(1, "power")
    made.desk.show(2)
    later(made, seconds).show(1)
    return made


def test_coming_back_says_where_it_stopped_and_for_how_long() -> None:
    pause = interrupted().run(1).pause
    assert pause is not None
    made = interrupted().run(1)
    assert (pause.step, pause.number) == ("phone", made.place_of("phone")) == ("phone", 4)
    assert pause.text == "停在第 4 步 · 离开 03:20"
    assert pause.last_done == "power"
    assert not pause.is_estimated


def test_the_first_showing_is_no_interruption() -> None:
    made = interrupted()
    assert made.run(2).pause is None
    assert made.run(2).stop is not None


def test_a_killer_step_not_confirmed_again_blocks_the_end() -> None:
    made = interrupted()
    with pytest.raises(FinishBlocked, match="重新确认") as caught:
        made.desk.finish(1, "visit")
    assert [b.step.id for b in caught.value.blockers] == ["power"]
    later(made).reconfirm(1, "power")
    assert made.run(1).pause is None
    made.desk.finish(1, "visit")
    assert not made.run(1).is_open


def test_going_on_with_other_steps_confirms_nothing() -> None:
    made = interrupted()
    later(made).enter_value(1, "phone", "13800138000")
    assert made.run(1).to_confirm == {"power"}
    assert made.run(1).pause is not None


def test_doing_the_killer_step_again_confirms_it() -> None:
    made = interrupted()
    later(made).untick(1, "power")
    assert made.run(1).open_killers
    later(made).tick(1, "power")
    assert made.run(1).to_confirm == frozenset()
    made.desk.finish(1, "visit")
    assert not made.run(1).is_open


def test_without_killer_steps_going_on_is_enough() -> None:
    made = seat()
    made.desk.pin(checklist(procedure(do("a", "甲"), do("b", "乙"))))
    later(made).tick(1, "a")
    made.desk.leave()
    later(made).show(1)
    assert made.run().pause is not None
    later(made).tick(1, "b")
    assert made.run().pause is None


def test_reading_the_last_item_again_ends_the_pause() -> None:
    made = seat()
    made.desk.pin(checklist(procedure(do("a", "甲"), do("b", "乙"))))
    later(made).tick(1, "a")
    made.desk.leave()
    later(made).show(1)
    pause = made.run().pause
    assert pause is not None
    later(made).reconfirm(1, pause.last_done)
    assert made.run().pause is None
    with pytest.raises(CallRefused, match="没有这一步"):
        made.desk.reconfirm(1, "nowhere")


def test_a_run_that_was_pinned_but_never_shown_is_not_interrupted() -> None:
    made = pinned()
    made.desk.pin(checklist(cold_flat()))
    later(made).answer(2, "since", "今天")
    later(made).show(2)
    assert made.run(2).pause is None


def test_after_ten_minutes_all_killer_steps_of_the_group_are_confirmed() -> None:
    steps = (
        do("a", "甲", killer=True, group="一"),
        do("b", "乙", killer=True, group="二"),
        do("c", "丙", killer=True),
        do("d", "丁"),
    )
    found = []
    for seconds in (599.0, 600.0):
        made = seat()
        made.desk.pin(checklist(procedure(*steps)))
        for step in "abc":
            later(made).tick(1, step)
        made.desk.leave()
        later(made, seconds).show(1)
        found.append(made.run().to_confirm)
    assert found == [{"c"}, {"b", "c"}]


def test_two_interruptions_add_up_until_confirmed() -> None:
    made = interrupted()
    made.desk.leave()
    later(made, 5).show(1)
    assert made.run(1).to_confirm == {"power"}
    pause = made.run(1).pause
    assert pause is not None
    assert pause.away == 5000


def test_clock_jumps_do_not_touch_durations() -> None:
    made = pinned()
    later(made).tick(1, "power")
    made.desk.leave()
    made.clock.jump(-6 * 365 * 86400)
    later(made, 10).show(1)
    made.clock.jump(10 * 86400)
    pause = made.run().pause
    assert pause is not None
    assert pause.away == 10_000
    later(made).tick(1, "book")
    assert made.desk.elapsed(made.call.id) == 12_000


# Parking


def test_park_and_resume_bring_everything_back() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    first = made.call
    later(made, 5).new_call()
    assert made.call.id != first.id
    assert [call.id for call in made.desk.parked] == [first.id]
    made.desk.pin(checklist(cold_flat()))
    later(made, 60).resume(first.id)
    assert made.call.id == first.id
    assert made.call.shown_run == 1
    assert made.run().states == first.run(1).states
    pause = made.run().pause
    assert pause is not None
    assert pause.away == 60_000
    assert len(made.desk.parked) == 1


def test_resuming_a_call_shows_the_run_left_last() -> None:
    made = interrupted()
    made.desk.show(2)
    first = made.call.id
    later(made).park()
    assert made.desk.active is None
    later(made).resume(first)
    assert made.call.shown_run == 2


# The program goes and comes back


def restart(made: Seat, path: Path, gap: float) -> Seat:
    made.store.close()  # type: ignore[attr-defined]
    clock = FakeClock()
    clock.wall = made.clock.wall
    clock.seconds = 5.0
    clock.jump(gap)
    return stored_seat(path, clock)


def test_open_calls_come_back_at_the_same_step_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    made = stored_seat(path)
    made.desk.pin(checklist())
    later(made).answer(1, "extent", "只一组")
    made.desk.enter_caller(CallerField.PHONE, "13800138000")
    parked = made.call
    later(made).new_call()
    made.desk.pin(checklist(cold_flat()))
    later(made, 30).answer(1, "since", "今天")
    active = made.call
    made = restart(made, path, gap=125)
    restored = made.desk.restore()
    assert "2 通" in restored.notice
    assert "散热器上热下凉" in restored.notice
    assert made.call.id == active.id
    assert made.run().states == active.run(1).states
    assert made.call.shown_run == 1
    pause = made.run().pause
    assert pause is not None
    assert pause.text == "各步已做完 · 离开 约 02:05"
    assert pause.away == 125_000
    assert made.desk.elapsed(active.id) == active.elapsed + 125_000
    [waiting] = made.desk.parked
    assert waiting.caller == parked.caller
    assert waiting.run(1).states == parked.run(1).states
    made.store.close()  # type: ignore[attr-defined]


def test_a_clock_set_back_while_away_counts_as_no_time(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    made = stored_seat(path)
    made.desk.pin(checklist())
    later(made, 30).tick(1, "power")
    made = restart(made, path, gap=-86400)
    made.desk.restore()
    assert made.desk.elapsed(made.call.id) == 30_000
    pause = made.run().pause
    assert pause is not None
    assert pause.away == 0
    later(made).tick(1, "book")
    assert made.call.elapsed == 31_000
    made.store.close()  # type: ignore[attr-defined]


def test_nothing_open_means_no_notice(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    made = stored_seat(path)
    made.desk.pin(checklist())
    made.desk.end_call()
    made = restart(made, path, gap=1)
    restored = made.desk.restore()
    assert restored.notice == ""
    assert made.desk.active is None
    made.store.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(0, "00:00"), (-5, "00:00"), (999, "00:00"), (200_000, "03:20"), (3_600_000, "1:00:00")],
)
def test_durations_in_words(milliseconds: int, text: str) -> None:
    assert minutes_seconds(milliseconds) == text


def test_two_hundred_switches_between_runs_always_have_a_current_step() -> None:
    made = pinned()
    made.desk.pin(checklist(cold_flat()))
    made.desk.pin(checklist())
    expected = {run.id: run.current for run in made.call.runs}
    for number in range(200):
        run = number % 3 + 1
        later(made).show(run)
        assert made.call.shown_run == run
        assert made.run(run).current == expected[run]


def test_pause_refusal_and_stage_count_the_same_steps() -> None:
    made = pinned(
        procedure(
            Step(id="calm", kind=StepKind.SAY, text="您先别急。"),
            ask("hurt", "有人伤着没有?", "有", "没有", killer=True),
            ask("side", "楼上还是楼下?", "楼上", "楼下", when={"hurt": ("有",)}),
            Step(id="more", kind=StepKind.SAY, text="我再问一句。"),
            ask("power", "水碰到电了吗?", "碰到了", "没碰到", killer=True),
        )
    )
    later(made).answer(1, "hurt", "没有")
    assert made.run(1).place_words("power") == "第 2 步"
    assert "没问完(1/2)" in made.desk.preview_ticket().text
    made.desk.park()
    made.clock.advance(60)
    made.desk.resume(made.desk.parked[-1].id)
    pause = made.run(1).pause
    assert pause is not None
    assert pause.text.startswith("停在第 2 步")
