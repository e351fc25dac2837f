"""kill -9 in the middle of ticking, again and again on the same store: every tick that was reported is there."""

import os
import random
import sys
import time
from pathlib import Path

import pytest

import handbook
from handbook.call.desk import CallDesk
from handbook.call.journal import Journal
from handbook.call.state.clock import SystemClock
from handbook.call.state.events import Skipped, Ticked
from handbook.call.store.store import Store
from tests.helpers.killed import reported_until_killed
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import checklist

ROOT = Path(handbook.__file__).parent.parent
WORKER = "tests.unit.call.kill_worker"


HOUR, DAY, YEAR = 3600, 86400, 365 * 86400
OFF = (0, -17 * YEAR, 9 * YEAR, 73 * YEAR, 40 * DAY, -2 * DAY, -HOUR)
"""Seconds by which the clocks are wrong: right, a dead battery, slips into the future, back by days and by an hour."""
JUMPS = (0, -5 * YEAR, 20 * YEAR, 35 * DAY, -HOUR)


def wrong_clock(dice: random.Random, start: int) -> tuple[int, int]:
    """Off by so much at the `start`-th start, and by a jump after that; no two starts agree with each other."""
    off = dice.choice(OFF)
    # Each far clock stands before the one of an earlier start: a clock that goes on from it would be believed.
    return off + (150 - 5 * start) * DAY * (abs(off) > 30 * DAY), dice.choice(JUMPS)


def ticked_until_killed(path: Path, lines: int, clock: tuple[int, int] = (0, 0)) -> list[str]:
    """What the worker had reported when it was killed, some moment after its `lines`-th report."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    delay = random.Random(lines).random() * 0.005
    command = [sys.executable, "-m", WORKER, str(path), *map(str, clock)]
    return reported_until_killed(command, lines=lines, delay=delay, environment=environment)


def stored(path: Path, call: int) -> tuple[list[str], float]:
    """Texts of the ticks in the store, in order, and the seconds until the store was open."""
    begin = time.perf_counter()
    store = Store.open(path, FakeClock())
    seconds = time.perf_counter() - begin
    assert store.notices == ()
    records = Journal(store).records(call)
    store.close()
    acts = [record.event for record in records if isinstance(record.event, Ticked | Skipped)]
    return ["已打钩" if isinstance(e, Ticked) else f"已跳过 {e.reason}" for e in acts], seconds


def lost_after_kills(path: Path, kills: int, clocks: random.Random | None = None) -> tuple[int, int, float]:
    """Ticks lost, ticks reported, and the slowest reopening in seconds; each start by a wrong clock of `clocks`."""
    dice = random.Random(kills)
    lost, total, slowest, before = 0, 0, 0.0, 0
    for start in range(kills):
        clock = wrong_clock(clocks, start) if clocks else (0, 0)
        reported = ticked_until_killed(path, dice.randint(1, 20), clock)
        call = int(reported[0].split()[0])
        texts = [line.split(" ", 1)[1] for line in reported]
        found, seconds = stored(path, call)
        # One more may be stored than was reported: it was killed in between.
        lost += found[before : before + len(texts)] != texts
        before, total, slowest = len(found), total + len(texts), max(slowest, seconds)
    return lost, total, slowest


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_kills_lose_nothing(tmp_path: Path) -> None:
    lost, total, _ = lost_after_kills(tmp_path / "calls.db", 25)
    assert total > 25
    assert lost == 0


def ended_call(path: Path) -> None:
    """A store with a call that ended just now, by a clock that is right."""
    store = Store.open(path, SystemClock())
    desk = CallDesk(store, SystemClock())
    desk.restore()
    desk.pin(checklist())
    desk.end_call()
    store.close()


def calls_in(path: Path) -> tuple[int, int]:
    """Open calls and ended ones."""
    store = Store.open(path, FakeClock())
    calls = Journal(store).calls()
    store.close()
    return sum(call.ended is None for call in calls), sum(call.ended is not None for call in calls)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_kills_by_wrong_clocks_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    ended_call(path)
    lost, total, _ = lost_after_kills(path, 20, random.Random(9))
    assert total > 20
    assert lost == 0
    assert calls_in(path) == (1, 1)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_a_thousand_kills_by_wrong_clocks(tmp_path: Path) -> None:
    lost, total, slowest, missing = 0, 0, 0.0, 0
    for number in range(50):
        path = tmp_path / f"{number}" / "calls.db"
        ended_call(path)
        found = lost_after_kills(path, 20, random.Random(number))
        missing += calls_in(path) != (1, 1)
        lost, total, slowest = lost + found[0], total + found[1], max(slowest, found[2])
        print(
            f"{20 * number + 20} kills: {total} ticks reported, {lost} lost, {missing} stores with calls missing"
        )
    print(f"slowest reopening {slowest:.3f} s")
    assert (lost, missing) == (0, 0)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_a_thousand_kills(tmp_path: Path) -> None:
    lost, total, slowest = 0, 0, 0.0
    for number in range(40):
        found = lost_after_kills(tmp_path / f"{number}" / "calls.db", 25)
        lost, total, slowest = lost + found[0], total + found[1], max(slowest, found[2])
    print(f"1000 kills: {total} ticks reported, {lost} kills with a loss, slowest reopening {slowest:.3f} s")
    assert lost == 0
