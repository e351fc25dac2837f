"""Many calls in one window: no widget, handle or thread is left over, memory does not grow, ticks do not slow down."""

import gc
import os
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook.call.state.call import CallerField
from handbook.call.store.store import Store
from handbook.model.handbook import Handbook
from handbook.ui.dialogs.ticket_dialog import TicketDialog
from tests.helpers.typing_in import press
from tests.unit.call.fake_clock import FakeClock
from tests.unit.ui.call.desk_window import DeskWindow

LISTS = ("proc-radiator-hot-top", "em-scald", "proc-temp-measure", "em-leak-upstairs")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")


def work(desk: DeskWindow, number: int, ticks: list[float]) -> None:
    """One call: two lists, six acts by key, a look at an emergency card, a parking, the ticket."""
    desk.calls.new_call()
    desk.desk.enter_caller(CallerField.ADDRESS, f"花园街 {number} 号")
    desk.desk.enter_caller(CallerField.PHONE, f"1380000{number:04}")
    desk.calls.pin(LISTS[number % len(LISTS)])
    desk.calls.pin(LISTS[(number + 1) % len(LISTS)])
    view = desk.panel.run_view
    for _ in range(6):
        step = desk.run.current
        if step is None:
            break
        desk.clock.advance(1)
        begin = time.perf_counter()
        if step.answers:
            plain = [n for n, a in enumerate(step.answers, 1) if not a.entry and not a.outcome]
            press(view, Qt.Key(Qt.Key.Key_0 + (plain[0] if plain else 1)))
        else:
            press(view, Qt.Key.Key_Space)
        view.repaint()
        ticks.append(time.perf_counter() - begin)
    desk.emergency.open_card("em-burst-indoor")
    desk.emergency.close()
    desk.calls.park()
    desk.calls.resume_last()
    desk.calls.end_call()
    for dialog in desk.findChildren(TicketDialog):
        dialog.accept()
    desk.clock.advance(120)
    desk.desk.housekeep()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def left_over(desk: DeskWindow) -> tuple[int, int, int]:
    """Descriptors, threads and objects below the window."""
    gc.collect()
    return (
        len(list(Path("/proc/self/fd").iterdir())),
        threading.active_count(),
        len(desk.findChildren(QObject)),
    )


def desk_on_disk(shipped: Handbook, folder: Path) -> tuple[DeskWindow, Store]:
    store = Store.open(folder / "calls.db", FakeClock())
    return DeskWindow(shipped, store=store), store


def test_nothing_is_left_over(qtbot: QtBot, shipped: Handbook, tmp_path: Path) -> None:
    desk, store = desk_on_disk(shipped, tmp_path)
    qtbot.addWidget(desk)
    for number in range(4):
        work(desk, number, [])
    before = left_over(desk)
    for number in range(4, 12):
        work(desk, number, [])
    after = left_over(desk)
    # Fewer is no leak: what an earlier test of the process left may go meanwhile.
    assert all(now <= then for now, then in zip(after, before, strict=True)), (before, after)
    store.close()


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@pytest.mark.slow
def test_two_thousand_calls(qtbot: QtBot, shipped: Handbook, tmp_path: Path) -> None:
    desk, store = desk_on_disk(shipped, tmp_path)
    qtbot.addWidget(desk)
    ticks: list[float] = []
    for number in range(200):
        work(desk, number, ticks)
    before, memory = left_over(desk), resident()
    for number in range(200, 2000):
        work(desk, number, ticks)
        if number % 200 == 199:
            share = ticks[-1000:]
            grown = (resident() - memory) / 1e6
            print(f"{number + 1} calls: {grown:+.1f} MB, p99 {p99(share) * 1e3:.1f} ms", flush=True)
    first, last = p99(ticks[: len(ticks) // 4]), p99(ticks[-len(ticks) // 4 :])
    print(f"p99 {first * 1e3:.1f} -> {last * 1e3:.1f} ms; {before} -> {left_over(desk)}")
    assert left_over(desk) == before
    assert (resident() - memory) / 1e6 <= 5  # the page cache of SQLite fills up to 2 MB, and stays so
    assert last <= first * 1.2 + 0.002
    store.close()


def p99(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) * 99 // 100]
