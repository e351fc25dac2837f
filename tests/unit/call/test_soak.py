"""Many calls in one process: no handle and no thread is left over, memory does not grow, ticks do not slow down."""

import gc
import os
import sys
import threading
import time
import tracemalloc
from pathlib import Path

import pytest

from handbook.call.history import CallHistory
from handbook.call.state.call import CallerField
from handbook.call.store.store import Store
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import Seat, checklist, cold_flat, emergency_card, later, seat

DESCRIPTORS = Path("/proc/self/fd")


def work(made: Seat, number: int, ticks: list[float]) -> None:
    """One call of twelve ticks, with an interruption, an undo and a look at the history."""
    made.desk.pin(checklist())
    made.desk.pin(checklist(emergency_card() if number % 2 else cold_flat()))
    made.desk.enter_caller(CallerField.PHONE, f"138{number:08}")
    for tick in range(12):
        made.clock.advance(1)
        begin = time.perf_counter()
        made.desk.toggle(1, ("power", "book")[tick % 2])
        ticks.append(time.perf_counter() - begin)
    made.desk.show(2)
    later(made, 60).show(1)
    made.desk.undo(1)
    made.desk.end_call()
    made.clock.advance(120)
    made.desk.housekeep()
    if number % 50 == 0:
        CallHistory(made.store).search("上热下凉", limit=20)


def p99(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) * 99 // 100]


def resources() -> tuple[int, int]:
    """Open descriptors and threads."""
    gc.collect()
    return len(list(DESCRIPTORS.iterdir())), threading.active_count()


def assert_none_more(after: tuple[int, int], before: tuple[int, int]) -> None:
    """Fewer is no leak: what an earlier test of the process left may go meanwhile."""
    assert all(now <= then for now, then in zip(after, before, strict=True)), (before, after)


@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")
def test_nothing_is_left_over(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "calls.db", clock := FakeClock())
    made = seat(store, clock)
    for number in range(10):
        work(made, number, [])
    before = resources()
    tracemalloc.start()
    for number in range(10, 40):
        work(made, number, [])
    assert_none_more(resources(), before)
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert grown < 200_000
    store.close()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")
def test_two_thousand_calls(tmp_path: Path) -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")

    path = tmp_path / "calls.db"
    store = Store.open(path, clock := FakeClock())
    made, ticks = seat(store, clock), list[float]()
    for number in range(200):
        work(made, number, ticks)
    before, memory = resources(), resident()
    for number in range(200, 2000):
        work(made, number, ticks)
    first, last = p99(ticks[: len(ticks) // 4]), p99(ticks[-len(ticks) // 4 :])
    assert_none_more(resources(), before)
    grown = (resident() - memory) / 1e6
    print(f"2000 calls: memory {grown:+.1f} MB, p99 {first * 1e3:.2f} -> {last * 1e3:.2f} ms")
    assert grown <= 10
    assert last <= first * 1.2 + 0.002
    store.close()
