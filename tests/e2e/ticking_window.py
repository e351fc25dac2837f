"""Run as a script with the folder of an installed program: works calls through the window until it is killed.

Prints one line when the call is back on screen, and one for every act whose row was painted as done.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from handbook.app.application import Application
from handbook.app.qt_application import build_qt
from handbook.call.state.call import CallerField
from handbook.call.state.run import Mark, Run
from handbook.model.step import Step
from tests.helpers.installed import start

LISTS = ("proc-radiator-hot-top", "em-leak-upstairs", "proc-temp-measure", "proc-refund")


class Painted(QObject):
    """Notes which widgets were painted since it was last asked."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets: set[int] = set()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.widgets.add(id(watched))
        return False


class Worker(QObject):
    """Presses one key at a time on the list, as fast as the window answers."""

    def __init__(self, program: Application, began: float) -> None:
        super().__init__()
        self._window = program.window
        self._view = program.window.panels.call_panel.run_view
        line = self._view.findChild(QWidget, "runOutlineLine")
        assert isinstance(line, QWidget)
        self._line = line
        self._began = began
        self._painted = Painted()
        self._done = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)

    def begin(self) -> None:
        """Tell what came back, then work."""
        run = self._shown()
        QApplication.processEvents()
        at = f"{run.id} {run.current.id if run.current else '-'}" if run is not None else "0 -"
        call = self._window.panels.calls.desk.active
        print("back", call.id if call else 0, at, f"{time.time() - self._began:.3f}", flush=True)
        self._timer.start(0)

    def _shown(self) -> Run | None:
        call = self._window.panels.calls.desk.active
        return call.run(call.shown_run) if call is not None and call.shown_run else None

    @Slot()
    def _on_turn(self) -> None:
        run = self._shown()
        if run is None or run.current is None or not run.is_open:
            self._next_list()
            return
        self._view.setFocus()
        step = run.current
        rows = self._shown_rows()
        rows.installEventFilter(self._painted)
        self._painted.widgets.discard(id(rows))
        self._view.guard.forget()
        self._press(step)
        self._acknowledge(step, rows)

    def _shown_rows(self) -> QWidget:
        """What shows which steps are done: the outline, or the line that stands for it where few rows have room."""
        rows = self._view.outline.viewport()
        return rows if rows.isVisible() else self._line

    def _press(self, step: Step) -> None:
        if step.held_facts:
            for fact in step.held_facts:
                desk = self._window.panels.calls.desk
                desk.enter_caller(CallerField[fact.name], f"{fact.label} 1")
            self._window.panels.calls.refresh()
        elif step.answers:
            plain = [n for n, a in enumerate(step.answers, 1) if not a.entry and not a.outcome]
            QTest.keyClick(self._view, digit(plain[0] if plain else 1))
        elif step.value is not None:
            QTest.keyClick(self._view, digit(2))
            field = QApplication.focusWidget()
            if field is not None:
                QTest.keyClick(field, digit(1))
                QTest.keyClick(field, Qt.Key.Key_Return)
        else:
            QTest.keyClick(self._view, Qt.Key.Key_Space)

    def _acknowledge(self, step: Step, rows: QWidget) -> None:
        """Only what was painted as done counts."""
        limit = time.monotonic() + 10
        while rows.isVisible() and id(rows) not in self._painted.widgets and time.monotonic() < limit:
            QApplication.processEvents()
        call = self._window.panels.calls.desk.active
        if id(rows) not in self._painted.widgets or call is None:
            return
        run = call.run(call.shown_run)
        row = self._view.outline.row_of(step.id)
        if row is not None and not step.held_facts and row.mark not in (Mark.OPEN, Mark.SKIPPED):
            print("done", call.id, run.id, step.id, run.state(step.id).text, flush=True)

    def _next_list(self) -> None:
        """End the call by key and begin another."""
        calls = self._window.panels.calls
        if calls.desk.active is not None:
            calls.commands.end()
        self._window.panels.emergency.close()
        self._done += 1
        calls.pin(LISTS[(int(time.time()) + self._done) % len(LISTS)])


def digit(number: int) -> Qt.Key:
    """The key of one digit."""
    return Qt.Key(Qt.Key.Key_0 + number)


def main(folder: Path, began: float) -> None:
    """Never returns by itself."""
    application = build_qt(["handbook"])
    program = start(folder, Path(os.environ["HANDBOOK_HOME"]))
    worker = Worker(program, began)
    program.window.grab()
    worker.begin()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
