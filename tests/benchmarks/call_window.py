"""Prints what a call costs in the window: from the key to the outline painted as done, switching, the emergency card.

Run: python -m tests.benchmarks.call_window [acts]
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from handbook.app.qt_application import build_qt
from handbook.ui.window.main_window import MainWindow
from tests.helpers.installed import bundle_copy, start

LISTS = ("proc-radiator-hot-top", "em-scald", "proc-temp-measure", "proc-refund", "em-leak-upstairs")


class PaintClock(QObject):
    """When the watched widget was painted last."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0.0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted = time.perf_counter()
        return False


def spread(seconds: list[float]) -> str:
    """p50, p95, p99 and the worst, in milliseconds."""
    ordered = sorted(seconds)
    shares = [ordered[min(len(ordered) * share // 100, len(ordered) - 1)] for share in (50, 95, 99)]
    p50, p95, p99 = (f"{value * 1e3:.1f}" for value in shares)
    return f"p50 {p50} p95 {p95} p99 {p99} worst {ordered[-1] * 1e3:.1f} ms ({len(ordered)})"


def tick(window: MainWindow) -> float | None:
    """Seconds from one key on the current step until the outline was painted with it done; None where a list is at its end."""
    call = window.panels.calls.desk.active
    run = call.run(call.shown_run) if call is not None and call.shown_run else None
    if run is None or run.current is None:
        return None
    view, step = window.panels.call_panel.run_view, run.current
    if step.value is not None and not step.answers:
        window.panels.calls.commands.skip(run.id, step.id, "不测")
        return tick(window)
    clock = PaintClock()
    painted = view.outline.viewport() if view.outline.isVisible() else view.stage
    painted.installEventFilter(clock)
    view.guard.forget()
    plain = [n for n, a in enumerate(step.answers, 1) if not a.entry and not a.outcome]
    begin = time.perf_counter()
    QTest.keyClick(view, digit(plain[0] if plain else 1) if step.answers else Qt.Key.Key_Space)
    while not clock.painted and time.perf_counter() - begin < 5:
        QApplication.processEvents()
    painted.removeEventFilter(clock)
    return clock.painted - begin if clock.painted else None


def measure_ticks(window: MainWindow, acts: int) -> list[float]:
    found: list[float] = []
    turn = 0
    while len(found) < acts:
        seconds = tick(window)
        if seconds is not None:
            found.append(seconds)
            continue
        if window.panels.calls.desk.active is not None:
            window.panels.calls.commands.end()
        window.panels.emergency.close()
        window.panels.calls.pin(LISTS[turn % len(LISTS)])
        window.panels.call_panel.run_view.setFocus()
        QApplication.processEvents()
        turn += 1
    return found


def measure_switches(window: MainWindow, count: int) -> list[float]:
    for entry_id in LISTS:
        window.panels.calls.pin(entry_id)
    found = []
    for number in range(count):
        begin = time.perf_counter()
        window.panels.calls.show_nth(number % len(LISTS) + 1)
        QApplication.processEvents()
        found.append(time.perf_counter() - begin)
    return found


def measure_cards(window: MainWindow, count: int) -> list[float]:
    found = []
    for number in range(count):
        begin = time.perf_counter()
        QTest.keyClick(window, Qt.Key.Key_F9)
        QTest.keyClick(window.panels.emergency_view, digit(number % 9 + 1))
        QApplication.processEvents()
        found.append(time.perf_counter() - begin)
        window.panels.emergency.close()
        QApplication.processEvents()
    return found


def digit(number: int) -> Qt.Key:
    """The key of one digit."""
    return Qt.Key(Qt.Key.Key_0 + number)


def main(acts: int) -> None:
    application = build_qt(["handbook"])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        os.environ["HANDBOOK_HOME"] = str(home)
        content = Path(__file__).resolve().parents[2] / "content"
        program = start(bundle_copy(content, Path(folder) / "program"), home)
        program.window.activateWindow()
        while not program.is_searchable:
            application.processEvents()
        measure_ticks(program.window, 30)
        print(f"tick to painted done: {spread(measure_ticks(program.window, acts))}")
        print(f"switch between lists: {spread(measure_switches(program.window, 100))}")
        print(f"F9 and a digit to the card: {spread(measure_cards(program.window, 60))}")
        program.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
