"""The real window on the screen of an X server: where it and its parts are, as one line of JSON after each act."""

import argparse
import json
import sys

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtWidgets import QWidget

from handbook.app.application import Application
from handbook.app.qt_application import build_qt
from handbook.app.start import build

STEP_MS = 400
"""Long enough for a window manager to have its say."""


class Reporter(QObject):
    """Acts one after another, once the program can search."""

    def __init__(self, program: Application, acts: list[str]) -> None:
        super().__init__(program)
        self._program = program
        self._acts = ["start", *acts]
        self._is_done = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(STEP_MS)

    @Slot()
    def _step(self) -> None:
        if not self._program.is_searchable:
            return
        if not self._acts:
            self._timer.stop()
            self._program.close()
        elif self._is_done:
            self._report(self._acts.pop(0))
            self._is_done = False
        else:
            self._act(self._acts[0])
            self._is_done = True

    def _act(self, act: str) -> None:
        window = self._program.window
        if act == "zoom":
            for _ in range(8):
                window.zoom_in()
        elif act == "desk":
            window.panels.calls.pin("proc-leak-intake")
            window.columns.show_column(2)
        elif act == "dock":
            window.toggle_dock()
        elif act == "print":
            panels = window.panels
            handbook = panels.reading.handbook
            panels.dialogs.print(handbook.procedures[0], None, handbook, window.theme, window.settings)

    def _report(self, act: str) -> None:
        window = self._program.window
        dialog = window.findChild(QWidget, "printDialog") if act == "print" else None
        screen = window.screen()
        parts = {
            "screen": screen.availableGeometry(),
            "frame": (dialog or window).frameGeometry(),
            "emergency": _place(window.top_bar, "emergencyButton"),
            "desk": _place(window, "callPanel" if not window.columns.is_single else "room2"),
        }
        print(json.dumps({"act": act, **{name: rect.getRect() for name, rect in parts.items()}}), flush=True)


def _place(parent: QWidget, name: str) -> QRect:
    widget = parent.findChild(QWidget, name)
    if widget is None or not widget.isVisible():
        raise RuntimeError(f"{name} is not shown")
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


if __name__ == "__main__":
    qt = build_qt(sys.argv[:1])
    program = build(argparse.Namespace(content=None, site=None))
    reporter = Reporter(program, sys.argv[1:])
    program.start()
    sys.exit(qt.exec())
