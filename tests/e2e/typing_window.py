"""Run as a script with the folder of an installed program: types into fields and notes until it is killed.

Prints what stood in its field after the restart, then `due KEY TEXT` for each text whose last key is 300 ms old.
"""

import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from handbook.app.application import Application
from handbook.app.qt_application import build_qt
from handbook.call.state.call import CallerField
from handbook.ui.dialogs.note_dialog import NoteDialog
from tests.helpers.installed import start
from tests.helpers.typing_in import commit

DUE_S = 0.3
SIGNS = "花园街道里区健康路和平8号2单元301"


class Typist(QObject):
    """One sign at a time, then a rest as long as a draft may take."""

    def __init__(self, program: Application) -> None:
        super().__init__()
        self._window = program.window
        self._dice = random.Random()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)
        self._last = 0.0
        self._due = ""

    def begin(self) -> None:
        """Tell what came back, then type."""
        panels = self._window.panels
        for field, edit in panels.call_panel.fields.items():
            if edit.text():
                print("back", f"caller:{field.name}", edit.text(), flush=True)
        print("ready", flush=True)
        if panels.calls.desk.active is None:
            panels.calls.begin_call()
        self._timer.start(5)

    @Slot()
    def _on_turn(self) -> None:
        now = time.monotonic()
        if self._due and now - self._last >= DUE_S:
            print("due", self._due, flush=True)
            self._due = ""
        if not self._due and now - self._last >= DUE_S:
            self._type()

    def _type(self) -> None:
        panels = self._window.panels
        signs = "".join(self._dice.choice(SIGNS) for _ in range(self._dice.randint(1, 4)))
        dialogs = [d for d in self._window.findChildren(NoteDialog) if d.isVisible()]
        if dialogs:
            target: QWidget = dialogs[0].text
        else:
            if self._dice.random() < 0.2:
                panels.calls.ask_note()
                return
            panels.call_panel.caller.open_at(CallerField.ADDRESS)
            target = panels.call_panel.fields[CallerField.ADDRESS]
        for sign in signs:
            commit(target, sign)
        text = (
            dialogs[0].text.toPlainText() if dialogs else panels.call_panel.fields[CallerField.ADDRESS].text()
        )
        self._due = f"{'note:0' if dialogs else 'caller:ADDRESS'} {text}"
        self._last = time.monotonic()
        if dialogs and self._dice.random() < 0.3:
            self._due = ""
            dialogs[0].reject()


def main(folder: Path) -> None:
    """Never returns by itself."""
    application = build_qt(["handbook"])
    program = start(folder, Path(os.environ["HANDBOOK_HOME"]))
    typist = Typist(program)
    program.window.grab()
    program.window.activateWindow()
    QTimer.singleShot(100, typist.begin)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
