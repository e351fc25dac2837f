"""Run as a script with the folder of an installed program: fills in 试算 until it is killed.

Prints `back FORM` with what stood in it after the restart, `did FORM` after each act, and `due` once the last act is 300 ms old.
A form is written as the store keeps it, on one line.
"""

import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from handbook.app.application import Application
from handbook.app.qt_application import build_qt
from handbook.reckon.facts import Facts
from handbook.ui.reckon.answers import Answers
from handbook.ui.reckon.kept_form import form_text
from handbook.ui.reckon.pane import ReckonPane
from handbook.ui.widgets.composing_text import ComposingText
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.why_button import WhyButton
from tests.e2e.test_reckon import REFUND, with_rules
from tests.helpers.finding import child
from tests.helpers.installed import start
from tests.helpers.typing_in import commit, press

DUE_S = 0.3
READINGS = ("1月5日 20:00 客厅 18.5 度\n", "一月六号晚八点 主卧 15度\n", "1月7日 20:00 客")
FEE = "3065.60"


class Clerk(QObject):
    """One act at a time, then a rest as long as a draft may take."""

    def __init__(self, program: Application) -> None:
        super().__init__()
        self._window = program.window
        self._dice = random.Random()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)
        self._last = 0.0
        self._is_due = False

    def begin(self) -> None:
        """Tell what came back, then go on."""
        panels = self._window.panels
        panels.show_handbook(with_rules(panels.reading.handbook), ())
        if panels.calls.desk.active is None:
            panels.calls.begin_call()
            panels.calls.pin(REFUND)
        is_back = bool(panels.calls.desk.drafts)
        panels.middle.open_reckon()
        if is_back:
            self._tell("back")
        print("ready", flush=True)
        self._timer.start(5)

    @property
    def _pane(self) -> ReckonPane:
        pane = self._window.panels.reckon.pane
        assert pane is not None
        return pane

    def _tell(self, word: str) -> None:
        form = self._pane.form
        assert form is not None
        print(word, form_text(form, Facts()), flush=True)

    @Slot()
    def _on_turn(self) -> None:
        if time.monotonic() - self._last < DUE_S:
            return
        if self._is_due:
            print("due", flush=True)
        self._is_due = True
        self._act()
        self._tell("did")
        self._last = time.monotonic()

    def _act(self) -> None:
        pane = self._pane
        fee = next(one for one in pane.findChildren(LineField) if one.property("field") == "FEE")
        record = child(pane, ComposingText, "reckonRecord")
        match self._dice.randrange(4) if fee.text() else 0:
            case 0 if len(fee.text()) < len(FEE):
                for sign in FEE[len(fee.text()) :][:3]:
                    commit(fee, sign)
            case 1:
                for sign in self._dice.choice(READINGS):
                    commit(record, sign)
            case 2:
                record.setPlainText("".join(READINGS[:2]))
                press(record, Qt.Key.Key_Return)
                press(child(pane, WhyButton, "reckonSeen"), Qt.Key.Key_Space)
            case _:
                cause = next(one for one in pane.findChildren(Answers) if one.name == "cause")
                press(cause.buttons[0], self._dice.choice((Qt.Key.Key_1, Qt.Key.Key_3)))


def main(folder: Path) -> None:
    """Never returns by itself."""
    application = build_qt(["handbook"])
    program = start(folder, Path(os.environ["HANDBOOK_HOME"]))
    clerk = Clerk(program)
    program.window.grab()
    program.window.activateWindow()
    QTimer.singleShot(100, clerk.begin)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
