"""Prints what the call room costs: a tick until it is durable, opening, restoring and backing up a full week.

Run: python -m tests.benchmarks.call_store [calls in the week]
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.call.desk import CallDesk
from handbook.call.history import CallHistory
from handbook.call.state.call import CallerField
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from tests.unit.call.samples import checklist, cold_flat, emergency_card


def spread(seconds: list[float]) -> str:
    """p50, p99 and the worst, in milliseconds."""
    ordered = sorted(seconds)
    p50, p99 = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]
    return (
        f"p50 {p50 * 1e3:.2f} ms, p99 {p99 * 1e3:.2f} ms, worst {ordered[-1] * 1e3:.2f} ms ({len(ordered)})"
    )


@contextmanager
def timed(what: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    print(f"{what}: {(time.perf_counter() - begin) * 1e3:.1f} ms")


class NoGuard(SystemClock):
    """Each reading is a second later, so that the guard against double activations lets every one pass."""

    def __init__(self) -> None:
        super().__init__()
        self._acts = 0.0

    def monotonic(self) -> float:
        self._acts += 1.0
        return self._acts


def take_call(desk: CallDesk, number: int, ticks: list[float], *, ends: bool = True) -> None:
    """A call of about thirty acts."""
    desk.new_call()
    desk.enter_caller(CallerField.PHONE, f"138{number:08}")
    for entry in (None, cold_flat(), emergency_card()):
        desk.pin(checklist(entry))
    acts: list[Callable[[], object]] = [
        lambda: desk.answer(1, "extent", "只一组"),
        lambda: desk.answer(1, "pipes", "进热回冷"),
        lambda: desk.tick(1, "valve"),
        lambda: desk.enter_value(1, "room", "17.5"),
        *([lambda: desk.toggle(1, "power"), lambda: desk.toggle(1, "book")] * 9),
        lambda: desk.show(2),
        lambda: desk.answer(2, "since", "今天"),
        lambda: desk.undo(2),
        lambda: desk.redo(2),
    ]
    for act in acts:
        begin = time.perf_counter()
        act()
        ticks.append(time.perf_counter() - begin)
    if ends:
        desk.end_call()


def main(calls: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calls.db"
        with timed("open a new store"):
            store = Store.open(path, SystemClock())
        desk = CallDesk(store, NoGuard())
        ticks: list[float] = []
        for number in range(calls):
            take_call(desk, number, ticks, ends=number < calls - 2)
        print(f"an act until it is durable: {spread(ticks)}")
        print(f"store of {calls} calls: {path.stat().st_size / 1e6:.1f} MB")
        with timed("housekeeping that backs up"):
            desk.housekeep()
            store._back_up(is_needed=True)
        store.close()
        with timed("reopen, with all checks"):
            store = Store.open(path, SystemClock())
        desk = CallDesk(store, SystemClock())
        with timed("bring the open calls back"):
            restored = desk.restore()
        print(f"open calls found: {len(restored.calls)}")
        history = CallHistory(store)
        with timed("list the last 200 calls"):
            history.calls()
        with timed("search all calls, first time"):
            history.search("上热下凉 17.5")
        with timed("search all calls, again"):
            history.search("上热下凉 13800000007")
        store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
