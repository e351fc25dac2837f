"""What is counted of calls before they are purged: sums equal a recount, hold no word, and are lost or doubled by nothing."""

import os
import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from handbook.call.day_sum_rows import DaySumRows
from handbook.call.day_sums import (
    EMPTY,
    HourSum,
    ListSum,
    added,
    bucket,
    durations_of,
    grouped,
    hour_of,
    seconds_at,
    sum_of_call,
)
from handbook.call.desk import CallDesk
from handbook.call.journal import Journal
from handbook.call.store.schema import migrations
from handbook.call.store.store import RowStore, Store, store_files
from handbook.call.store.store_errors import StoreError
from handbook.call.store.tables import Drop
from handbook.call.store.volatile_store import VolatileStore
from tests.conftest import REPOSITORY
from tests.helpers.killed import reported_until_killed
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import Seat, checklist, later, pinned, seat, stored_seat
from tests.unit.call.simulated_calls import Simulation, Tally

DAY = timedelta(days=1).total_seconds()
YEAR_BYTES = 2_000_000


def kept(store: RowStore) -> dict[int, HourSum]:
    return DaySumRows(store, Journal(store)).kept()


def counted(store: RowStore) -> HourSum:
    return added(kept(store).values())


def as_sum(tally: Tally) -> HourSum:
    """The recount in the shape of a sum, field by field."""
    counts = tally.counts
    return HourSum(
        calls=counts["calls"],
        durations=durations_of(tally.call_times),
        searches=counts["searches"],
        misses=counts["misses"],
        opened=counts["opened"],
        lists={
            kind: ListSum(
                pinned=pinned,
                finished=tally.finished[kind],
                given_up=tally.given_up[kind],
                durations=durations_of(tally.list_times.get(kind, [])),
            )
            for kind, pinned in tally.pinned.items()
        },
        skipped=counts["skipped"],
        reopened=counts["reopened"],
        tickets=tally.tickets,
    )


def assert_recounted(simulation: Simulation) -> None:
    found = kept(simulation.store)
    assert found == {
        hour: as_sum(tally) for hour, tally in simulation.hours.items() if as_sum(tally) != EMPTY
    }


def simulated(path: Path, calls: int, retention_days: int = 7) -> Simulation:
    """All calls are over and purged at the end."""
    clock = FakeClock()
    made = Simulation(clock, Store.open(path, clock), retention_days)
    made.play(calls)
    made.let_time_pass(retention_days + 1)
    assert Journal(made.store).calls() == []
    return made


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Simulation]]:
    """Two hundred calls, all of them purged."""
    path = tmp_path_factory.mktemp("weeks") / "calls.db"
    made = simulated(path, 200)
    yield path, made
    made.store.close()  # type: ignore[attr-defined]


def test_sums_equal_a_recount(weeks: tuple[Path, Simulation]) -> None:
    assert_recounted(weeks[1])


@pytest.mark.parametrize("retention_days", [1, 0])
def test_sums_equal_a_recount_with_a_shorter_retention(tmp_path: Path, retention_days: int) -> None:
    made = simulated(tmp_path / "calls.db", 40, retention_days)
    assert_recounted(made)
    made.store.close()  # type: ignore[attr-defined]


@pytest.mark.slow
def test_sums_equal_a_recount_of_two_thousand_calls(tmp_path: Path) -> None:
    made = simulated(tmp_path / "calls.db", 2000)
    assert_recounted(made)
    made.store.close()  # type: ignore[attr-defined]


def test_no_word_number_or_address_gets_into_the_sums(weeks: tuple[Path, Simulation]) -> None:
    path, made = weeks
    bodies = b"".join(str(row["body"]).encode() for row in made.store.rows("day_sum"))
    assert len(made.typed) > 500
    assert [word for word in made.typed if word.encode() in bodies] == []
    assert [sign for sign in bodies.decode() if not sign.isascii()] == []
    everything = b"".join(file.read_bytes() for file in set(store_files(path)) if file.is_file())
    assert [word for word in made.typed if word.encode() in everything] == []


def test_a_sum_holds_names_of_closed_lists_and_numbers_alone() -> None:
    made = pinned()
    made.desk.skip(1, "power", "说不清的原因")
    made.desk.answer(1, "extent", "只一组")
    call = made.desk.end_call().call
    body = msgspec.json.encode(sum_of_call(call, Journal(made.store).records(call.id))).decode()
    assert body.isascii()
    assert "proc-" not in body


# Adding up


def random_durations(seed: int) -> list[int]:
    dice = random.Random(seed)
    return [round(1000 * dice.lognormvariate(5, 1.2)) + 1000 for _ in range(dice.randrange(1, 400))]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("percent", [50, 90])
def test_median_and_ninety_percent_of_added_days_are_near_the_exact_ones(seed: int, percent: int) -> None:
    exact = sorted(random_durations(seed))
    days = [HourSum(durations=durations_of(exact[n::3])) for n in range(3)]
    found = seconds_at(added(days).durations, percent)
    place = -(-len(exact) * percent // 100) - 1
    assert found == pytest.approx(exact[place] / 1000, rel=0.1)


def test_nothing_has_no_median() -> None:
    assert seconds_at("", 50) is None


def test_adding_minds_neither_order_nor_brackets(weeks: tuple[Path, Simulation]) -> None:
    parts = list(kept(weeks[1].store).values())
    shuffled = random.Random(1).sample(parts, len(parts))
    halves = [added(shuffled[::2]), added(shuffled[1::2])]
    assert added(parts) == added(shuffled) == added(halves)


def test_hours_become_days_and_hours_of_the_day() -> None:
    hours = {2026112209: HourSum(calls=1), 2026112210: HourSum(calls=2), 2026112309: HourSum(calls=4)}
    assert grouped(hours) == {20261122: HourSum(calls=3), 20261123: HourSum(calls=4)}
    assert grouped(hours, by_hour_of_day=True) == {9: HourSum(calls=5), 10: HourSum(calls=2)}


# What counts


def test_an_answer_taken_back_and_given_otherwise_is_one_that_was_changed() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "extent", "只一组")
    later(made).untick(1, "extent")
    later(made).answer(1, "extent", "每组都是")
    assert ended_sum(made).reopened == 1


def test_after_a_reset_the_list_is_answered_anew() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).reset(1)
    later(made).answer(1, "extent", "每组都是")
    assert ended_sum(made).reopened == 0


def ended_sum(made: Seat) -> HourSum:
    call = made.desk.end_call().call
    return sum_of_call(call, Journal(made.store).records(call.id))


def test_an_empty_call_has_no_ticket() -> None:
    made = seat()
    made.desk.new_call()
    assert ended_sum(made).tickets == {}
    assert ended_sum(pinned()).tickets == {"": 1}


def test_time_without_a_program_and_time_of_waiting_do_not_count(tmp_path: Path) -> None:
    clock = FakeClock()
    made = stored_seat(tmp_path / "calls.db", clock)
    made.desk.pin(checklist())
    later(made, 60).tick(1, "power")
    made.store.close()  # type: ignore[attr-defined]
    clock.advance(7 * 3600)
    made = stored_seat(tmp_path / "calls.db", clock)
    made.desk.restore()
    number = made.call.id
    later(made, 40).park()
    later(made, 3600).resume(number)
    clock.advance(20)
    found = ended_sum(made)
    assert found.durations == bucket(120_000)
    [lists] = found.lists.values()
    assert lists.durations == bucket(120_000)


# Neither lost nor doubled


def test_a_purge_that_fails_sums_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = seat()
    made.desk.pin(checklist())
    made.desk.end_call()
    made.clock.advance(8 * DAY)

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("满了")

    with monkeypatch.context() as patch:
        patch.setattr(VolatileStore, "write", refuse)
        with pytest.raises(StoreError):
            made.desk.housekeep()
    assert kept(made.store) == {}
    made.desk.housekeep()
    made.desk.housekeep()
    assert counted(made.store).calls == 1


def test_a_call_that_ended_under_an_older_program_is_counted() -> None:
    made = seat()
    made.desk.pin(checklist())
    later(made).skip(1, "power", "急")
    call = made.desk.end_call().call
    made.store.write([Drop("past", {"call": call.id})])
    made.clock.advance(8 * DAY)
    made.desk.housekeep()
    assert (counted(made.store).calls, counted(made.store).skipped) == (1, 1)


def test_a_call_that_cannot_be_read_any_more_is_purged_all_the_same() -> None:
    made = seat()
    made.desk.pin(checklist())
    call = made.desk.end_call().call
    made.store.write([Drop("past", {"call": call.id}), Drop("checklist", {"digest": checklist().digest})])
    made.clock.advance(8 * DAY)
    made.desk.housekeep()
    assert Journal(made.store).calls() == []


def test_a_doubted_clock_sums_nothing(tmp_path: Path) -> None:
    clock = FakeClock()
    made = Simulation(clock, Store.open(tmp_path / "calls.db", clock))
    made.play(5)
    made.desk.keep_counts()
    before = kept(made.store)
    clock.jump(400 * DAY)
    made.counts.opened()
    made.desk.housekeep()
    assert kept(made.store) == before
    clock.jump(-400 * DAY)
    made.desk.housekeep()
    assert kept(made.store) == before  # nobody knows to which hour the entry belongs
    made.store.close()  # type: ignore[attr-defined]


def test_a_call_with_a_false_stamp_belongs_to_no_day() -> None:
    store, clock = VolatileStore(), FakeClock()
    clock.wall -= timedelta(days=17 * 365)
    made = seat(store, clock)
    made.desk.pin(checklist())
    made.desk.end_call()
    clock.wall += timedelta(days=17 * 365)
    made = seat(store, clock)
    for _ in range(3):
        made.desk.restore()
        clock.advance(DAY)
        made = seat(store, clock)
    made.desk.housekeep()
    assert Journal(store).calls() == []
    assert kept(store) == {}


def test_sums_are_kept_for_four_hundred_days() -> None:
    made = Simulation(FakeClock(), VolatileStore())
    made.play(3)
    made.let_time_pass(395)
    assert counted(made.store).calls == 3
    made.let_time_pass(10)
    assert kept(made.store) == {}


def test_what_the_window_counted_is_stored_at_the_end_without_the_upkeep() -> None:
    made = Simulation(FakeClock(), VolatileStore())
    made.counts.searched(is_miss=True)
    made.counts.opened()
    made.desk.keep_counts()
    made.desk.keep_counts()
    assert kept(made.store) == {hour_of(made.clock.now()): HourSum(searches=1, misses=1, opened=1)}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
@pytest.mark.parametrize("retention_days", [7, 0])
def test_kills_neither_lose_nor_double_a_call(tmp_path: Path, retention_days: int) -> None:
    path = tmp_path / "calls.db"
    dice = random.Random(14)
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    ended = 0
    for _ in range(6):
        command = [sys.executable, "-m", "tests.unit.call.purging_worker", str(path), str(retention_days)]
        lines = reported_until_killed(
            command, lines=dice.randint(1, 8), delay=dice.random() * 0.01, environment=environment
        )
        ended = int(lines[-1])
        store = Store.open(path, FakeClock())
        there = sum(call.ended is not None for call in Journal(store).calls()) + counted(store).calls
        store.close()
        # One more may have ended than was reported: it was killed in between.
        assert there in (ended, ended + 1)
    assert ended > 6


def test_a_backup_of_an_older_program_takes_what_a_newer_one_wrote_after_it(tmp_path: Path) -> None:
    """The store is damaged after its first purge: the only backup is older than the tables, and the log needs them."""
    path, clock = tmp_path / "calls.db", FakeClock()
    Store.open(path, clock, steps=migrations()[:1]).close()
    made = seat(Store.open(path, clock), clock)
    made.desk.pin(checklist())
    made.desk.end_call()
    made.store.close()  # type: ignore[attr-defined]
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\0" * (len(content) - 100))
    store = Store.open(path, clock)
    assert len(store.rows("past")) == 1
    assert CallDesk(store, clock).restore().calls == ()
    store.close()


@pytest.mark.slow
def test_a_year_takes_less_than_two_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    size = size_of_a_year(path)
    print(f"a year of 150 calls a day: {size / 1e6:.2f} MB")
    assert size <= YEAR_BYTES


def size_of_a_year(path: Path) -> int:
    """Bytes by which 365 days of 150 calls each, over 24 hours, let the store grow."""
    clock = FakeClock()
    played = Simulation(clock, VolatileStore())
    played.play(200)
    stored = played.store.rows("past")
    calls = [msgspec.json.decode(str(row["sums"]), type=HourSum) for row in stored]
    window = HourSum(searches=28, misses=3, opened=31)
    dice = random.Random(3)
    store = Store.open(path, clock)
    empty = path.stat().st_size
    rows = DaySumRows(store, Journal(store))
    for _ in range(365):
        clock.advance(DAY)
        begin = clock.now() - timedelta(hours=23)
        # By day as many as can be, by night two.
        parts = {
            hour_of(begin + timedelta(hours=hour)): added(
                [window, *dice.choices(calls, k=11 if hour < 12 else 2)]
            )
            for hour in range(24)
        }
        store.write(rows.changes(parts, clock.now()))
    store.close()
    return path.stat().st_size - empty
