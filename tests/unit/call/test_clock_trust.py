"""A clock that is wrong purges nothing; one that is right, or that a day agrees with, keeps what was promised."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.call.clock_trust import ClockTrust
from handbook.call.history import CallHistory
from handbook.call.state.call import CallerField
from handbook.call.store.store import Store
from handbook.call.store.tables import Drop
from handbook.call.store.volatile_store import VolatileStore
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import Seat, checklist, cold_flat, seat, stored_seat

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
DEAD_BATTERY = datetime(2009, 1, 1, 8, tzinfo=UTC)
SLIP = datetime(2035, 11, 22, 12, tzinfo=UTC)
FAR = datetime(2099, 1, 1, 8, tzinfo=UTC)


@dataclass
class Desk:
    """A desk on a disk, whose program can be closed and started again at any time by any clock."""

    path: Path
    days: int = 7
    clock: FakeClock = field(default_factory=FakeClock)
    seat: Seat | None = None
    warning: str = ""

    def start(self, moment: datetime) -> "Desk":
        self.stop()
        self.clock = FakeClock()
        self.clock.wall = moment
        self.seat = stored_seat(self.path, self.clock, self.days)
        self.warning = self.seat.desk.restore().warning
        return self

    def stop(self) -> None:
        if self.seat is not None:
            self.seat.store.close()  # type: ignore[attr-defined]

    @property
    def now(self) -> Seat:
        assert self.seat is not None
        return self.seat

    def use(self, time: timedelta) -> str:
        """Let time pass as in a window: upkeep every five minutes or so."""
        told = ""
        steps = max(1, min(60, round(time / (5 * MINUTE))))
        for _ in range(steps):
            self.clock.advance(time.total_seconds() / steps)
            told += self.now.desk.housekeep()
        return told

    def take_call(self) -> None:
        self.now.desk.pin(checklist())
        self.now.desk.enter_caller(CallerField.PHONE, "13800138000")
        self.now.desk.end_call()

    def leave_open(self) -> None:
        self.now.desk.pin(checklist(cold_flat()))
        self.now.desk.park()

    @property
    def ended(self) -> int:
        return len(CallHistory(self.now.store).calls())

    @property
    def open(self) -> int:
        return len(self.now.desk.parked) + (self.now.desk.active is not None)

    @property
    def backups(self) -> set[str]:
        return {file.name for file in self.path.with_name("calls-backups").glob("*.db")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "calls.db")


@pytest.mark.parametrize("wrong", [DEAD_BATTERY, NOON - DAY, NOON - HOUR, NOON + 31 * DAY, SLIP, FAR])
@pytest.mark.parametrize("days", [7, 30])
def test_a_wrong_clock_purges_nothing_and_says_so_once(tmp_path: Path, wrong: datetime, days: int) -> None:
    desk = Desk(tmp_path / "calls.db", days).start(NOON)
    desk.take_call()
    desk.leave_open()
    desk.start(wrong)
    before = desk.backups
    assert f"{wrong:%Y-%m-%d}" in desk.warning
    assert "清除" in desk.warning
    assert desk.use(3 * HOUR) == ""
    assert (desk.open, desk.ended) == (1, 1)
    assert before <= desk.backups
    assert desk.start(wrong + 4 * HOUR).warning == ""
    desk.start(NOON + 6 * HOUR)
    assert (desk.open, desk.ended) == (1, 1)
    assert desk.warning == ""


def test_work_done_by_a_wrong_clock_is_there_when_it_is_right(desk: Desk) -> None:
    desk.start(DEAD_BATTERY)
    desk.take_call()
    desk.leave_open()
    desk.start(NOON)
    assert (desk.open, desk.ended) == (1, 1)
    assert "30 天" in desk.warning


@pytest.mark.parametrize("wrong", [DEAD_BATTERY, SLIP])
def test_starts_on_two_days_agree(desk: Desk, wrong: datetime) -> None:
    desk.start(NOON)
    desk.take_call()
    desk.start(wrong)
    desk.take_call()
    desk.start(wrong + HOUR)
    assert desk.ended == 2
    desk.start(wrong + DAY)
    assert desk.ended == (1 if wrong > NOON else 2)
    desk.start(wrong + 8 * DAY)
    assert desk.ended == (0 if wrong > NOON else 1)


def test_a_day_of_use_agrees_over_starts_and_short_of_it_nothing_goes(desk: Desk) -> None:
    desk.start(NOON)
    desk.take_call()
    desk.start(SLIP)
    desk.use(5 * HOUR)
    desk.start(SLIP + 5 * HOUR + MINUTE)
    desk.use(5 * HOUR)
    assert desk.ended == 1
    desk.use(13 * HOUR)
    assert desk.ended == 1
    desk.use(HOUR + MINUTE)
    assert desk.ended == 0


def test_two_wrong_clocks_do_not_agree(desk: Desk) -> None:
    desk.start(NOON)
    desk.take_call()
    for year, day in ((2035, 1), (2011, 2), (2050, 3), (2030, 4)):
        desk.start(datetime(year, 1, day, tzinfo=UTC))
        assert desk.warning
        assert desk.ended == 1


def test_a_battery_that_dies_each_night_never_agrees(desk: Desk) -> None:
    desk.start(NOON)
    desk.take_call()
    for _ in range(5):
        desk.start(DEAD_BATTERY)
        desk.use(8 * HOUR)
        assert desk.ended == 1


def test_back_and_forth_keeps_what_was_promised(desk: Desk) -> None:
    desk.start(NOON)
    desk.take_call()
    for moment in (SLIP, NOON + DAY, DEAD_BATTERY, NOON + 2 * DAY, FAR, NOON + 6 * DAY):
        desk.start(moment)
        assert desk.ended == 1
    assert desk.start(NOON + 7 * DAY + MINUTE).ended == 0


def test_a_call_of_a_far_future_goes_a_week_after_the_clock_is_right(desk: Desk) -> None:
    desk.start(NOON)
    desk.start(FAR)
    desk.take_call()
    desk.start(NOON + HOUR)
    assert desk.ended == 1
    desk.start(NOON + 7 * DAY)
    assert desk.ended == 1
    desk.start(NOON + 8 * DAY)
    assert desk.ended == 0
    assert [row for row in desk.now.store.rows("meta") if "future" in str(row["name"])] == []


def test_a_store_that_began_in_the_future_is_right_again_on_the_second_day(desk: Desk) -> None:
    desk.start(FAR)
    desk.take_call()
    desk.start(NOON)
    desk.start(NOON + DAY)
    desk.take_call()
    assert desk.ended == 2
    desk.start(NOON + 10 * DAY)
    assert desk.ended == 0


def test_a_store_of_an_older_program_is_judged_by_its_calls(desk: Desk) -> None:
    desk.start(NOON)
    desk.take_call()
    meta = [row for row in desk.now.store.rows("meta") if str(row["name"]).startswith("clock")]
    desk.now.store.write([Drop("meta", {"name": row["name"]}) for row in meta])
    desk.start(SLIP)
    assert desk.ended == 1
    assert desk.warning


@pytest.mark.parametrize("away", [2 * DAY, 29 * DAY, 30 * DAY])
def test_a_short_absence_is_no_reason_for_doubt(desk: Desk, away: timedelta) -> None:
    desk.start(NOON)
    desk.take_call()
    desk.start(NOON + away)
    assert desk.warning == ""
    assert desk.ended == (1 if away < 7 * DAY else 0)


def test_a_season_away_is_told_and_purged_on_the_second_day(desk: Desk) -> None:
    desk.start(NOON)
    desk.take_call()
    assert desk.start(NOON + 150 * DAY).warning
    assert desk.ended == 1
    assert desk.start(NOON + 151 * DAY).ended == 0


def test_a_correction_of_seconds_is_not_told(desk: Desk) -> None:
    desk.start(NOON)
    desk.take_call()
    assert desk.start(NOON - timedelta(seconds=20)).warning == ""
    assert desk.use(HOUR) == ""
    desk.use(8 * DAY)
    assert desk.ended == 0


# While the program runs


@pytest.mark.parametrize("jump", [DEAD_BATTERY - NOON, SLIP - NOON, 20 * DAY, -20 * DAY, 400 * DAY])
def test_a_jump_while_open_purges_nothing_until_a_day_agrees(desk: Desk, jump: timedelta) -> None:
    desk.start(NOON)
    desk.take_call()
    desk.leave_open()
    desk.clock.jump(jump.total_seconds())
    desk.take_call()
    told = desk.use(23 * HOUR)
    assert (desk.open, desk.ended) == (1, 2)
    assert told.count("电脑的日期是") == (0 if jump == 20 * DAY else 1)
    desk.use(2 * HOUR)
    # By the new clock the call before a leap ahead is old; the one after it is not.
    assert (desk.open, desk.ended) == (1, 1 if jump > 7 * DAY else 2)


def test_a_clock_put_right_while_open_is_trusted_at_once(desk: Desk) -> None:
    desk.start(NOON)
    desk.take_call()
    desk.start(DEAD_BATTERY)
    desk.clock.jump((NOON + 8 * DAY - DEAD_BATTERY).total_seconds())
    desk.use(10 * MINUTE)
    assert desk.ended == 0


def test_jumping_back_and_forth_while_open_leaves_the_week(desk: Desk) -> None:
    desk.start(NOON)
    desk.take_call()
    for jump in (400 * DAY, -800 * DAY, 3000 * DAY):
        desk.clock.jump(jump.total_seconds())
        desk.use(HOUR)
        assert desk.ended == 1
        desk.clock.jump(-jump.total_seconds())
        desk.use(HOUR)
        assert desk.ended == 1
    desk.use(7 * DAY)
    assert desk.ended == 0


def test_the_time_away_is_not_told_from_a_clock_in_doubt(desk: Desk) -> None:
    desk.start(DEAD_BATTERY)
    desk.leave_open()
    desk.start(NOON)
    assert desk.now.desk.elapsed(desk.now.desk.parked[0].id) < HOUR.total_seconds() * 1000


# What does not hang on the clock


@pytest.mark.parametrize("moment", [NOON, DEAD_BATTERY, SLIP, FAR])
def test_where_nothing_is_kept_nothing_is_kept_by_any_clock(tmp_path: Path, moment: datetime) -> None:
    desk = Desk(tmp_path / "calls.db", days=0).start(NOON)
    desk.leave_open()
    desk.start(moment)
    desk.take_call()
    assert desk.ended == 0
    assert desk.open == 1


def test_no_offer_to_end_calls_while_the_clock_is_in_doubt(desk: Desk) -> None:
    desk.start(NOON)
    desk.leave_open()
    desk.start(SLIP)
    assert desk.now.desk.forgotten == ()
    desk.start(SLIP + DAY)
    assert len(desk.now.desk.forgotten) == 1
    assert "整户不热" in desk.warning


def test_a_call_left_open_by_a_clock_ahead_is_offered_after_a_week_all_the_same(desk: Desk) -> None:
    desk.start(NOON)
    desk.start(FAR)
    desk.leave_open()
    desk.start(NOON + DAY)
    assert desk.now.desk.forgotten == ()
    desk.start(NOON + 9 * DAY)
    assert len(desk.now.desk.forgotten) == 1


def test_starting_every_day_does_not_make_a_forgotten_call_young(desk: Desk) -> None:
    desk.start(NOON)
    desk.leave_open()
    for day in range(1, 8):
        assert desk.start(NOON + day * DAY).now.desk.forgotten == ()
    assert len(desk.start(NOON + 8 * DAY).now.desk.forgotten) == 1


def test_a_disk_that_refuses_keeps_no_call_away() -> None:
    clock, store = FakeClock(), VolatileStore()
    clock.wall = datetime.max.replace(tzinfo=UTC) - DAY
    made = seat(store, clock)
    made.desk.pin(checklist())
    clock.wall = NOON
    again = seat(store, clock)
    assert len(again.desk.restore().calls) == 1
    assert ClockTrust(store, clock).look() is None


# Any history of clocks

MOMENTS = st.integers(-18 * 365, 80 * 365).map(lambda days: NOON + days * DAY) | st.integers(0, 6 * 24).map(
    lambda hours: NOON + hours * HOUR
)
ACTS = st.lists(
    st.tuples(st.just("start"), MOMENTS)
    | st.tuples(st.just("jump"), st.integers(-9000, 9000))
    | st.tuples(st.just("use"), st.integers(1, 12))
    | st.tuples(st.just("call"), st.just(0))
    | st.tuples(st.just("open"), st.just(0)),
    max_size=14,
)


def play(store: VolatileStore, days: int, acts: Sequence[tuple[str, object]]) -> tuple[int, Seat]:
    """Calls left open, and the desk after all acts."""
    clock = FakeClock()
    made, left = seat(store, clock, days), 0
    made.desk.restore()
    for act, what in acts:
        if act == "start" and isinstance(what, datetime):
            clock = FakeClock()
            clock.wall = what
            made = seat(store, clock, days)
            made.desk.restore()
        elif act == "jump" and isinstance(what, int) and datetime.min.year + 30 < clock.wall.year < 2900:
            clock.jump(what * 86400)
        elif act == "use" and isinstance(what, int):
            clock.advance(what * 3600)
        elif act == "call":
            made.desk.pin(checklist())
            made.desk.end_call()
        elif act == "open":
            made.desk.pin(checklist(cold_flat()))
            made.desk.park()
            left += 1
        made.desk.housekeep()
    return left, made


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([0, 1, 7, 30]), ACTS)
def test_no_history_of_clocks_takes_an_open_call_or_keeps_an_ended_one_for_ever(
    days: int, acts: list[tuple[str, object]]
) -> None:
    store = VolatileStore()
    left, made = play(store, days, [("start", NOON), *acts])
    active = made.desk.active
    assert len(made.desk.parked) == left
    assert active is None
    # A clock that is right for long enough keeps the promise, whatever was before.
    for day in range(0, days + 4):
        clock = FakeClock()
        clock.wall = NOON + timedelta(days=10_000 + day)
        made = seat(store, clock, days)
        made.desk.restore()
    assert CallHistory(store).calls() == ()
    assert len(made.desk.parked) == left


@settings(deadline=None, max_examples=60)
@given(st.lists(MOMENTS, min_size=1, max_size=6, unique_by=lambda moment: moment.toordinal()))
def test_single_starts_by_wrong_clocks_never_take_what_ended_lately(wrong: list[datetime]) -> None:
    store, clock = VolatileStore(), FakeClock()
    clock.wall = NOON
    made = seat(store, clock)
    made.desk.pin(checklist())
    made.desk.end_call()
    moments = [moment for moment in wrong if not timedelta() <= moment - NOON <= 30 * DAY]
    for at, moment in enumerate(moments):
        for moment_now in (moment, NOON + at * HOUR + MINUTE):  # wrong once, then right
            clock = FakeClock()
            clock.wall = moment_now
            seat(store, clock).desk.restore()
            assert len(CallHistory(store).calls()) == 1


def test_random_starts_on_a_disk_keep_the_open_call(tmp_path: Path) -> None:
    dice, path = random.Random(12), tmp_path / "calls.db"
    desk = Desk(path).start(NOON)
    desk.leave_open()
    for _ in range(40):
        desk.start(NOON + timedelta(days=dice.randint(-7000, 30000), hours=dice.randint(0, 23)))
        assert desk.open == 1
    desk.stop()
    store = Store.open(path, FakeClock())
    assert store.notices == ()
    store.close()
