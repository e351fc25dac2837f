"""Run as a script: gives the keys of the table to other functions, then prints all that the program says of keys.

In a process of its own, since much of what is said is put together once, when a module is loaded. Prints one JSON
object: where something stands -> its words.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from handbook import keys as table
from handbook.keys import Shortcut

NUMBERED = ("scope", "run")
PROCEDURE, OTHER, CARD = "proc-temp-measure", "proc-new-home", "em-gas-co"


def movable() -> list[Shortcut]:
    """Functions of which each has a key of its own, in the order of the table."""
    return [s for s in table.SHORTCUTS if s.name and s.name.partition("_")[0] not in NUMBERED]


def moved(by: int) -> dict[str, Shortcut]:
    """Name -> its row with the key of the row that stands `by` further on."""
    bound = [s for s in movable() if s.keys]
    return {s.name: replace(s, keys=bound[(n + by) % len(bound)].keys) for n, s in enumerate(bound)}


def main(folder: Path, by: int) -> None:
    """Print what is said with the keys moved on `by` rows."""
    rows = moved(by)
    setattr(table, "SHORTCUTS", tuple(rows.get(s.name, s) for s in table.SHORTCUTS))  # noqa: B010

    from handbook.app.qt_application import build_qt

    build_qt(["handbook"])
    said = dict(_Surfaces(folder).walk())
    print(
        json.dumps({where: _timeless(words) for where, words in said.items()}, ensure_ascii=False), flush=True
    )


def _timeless(words: str) -> str:
    return re.sub(r"\d+:\d\d(:\d\d)?", "", words)


class _Surfaces:
    """The program as it runs, with everything that can name a key."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QSplitter

        from tests.helpers.installed import start

        self._program = start(folder, Path(os.environ["HANDBOOK_HOME"]))
        self._window = self._program.window
        self._window.resize(1600, 900)
        self._until(lambda: self._program.is_searchable)
        # Room for the longest key on every button: where there is none, a button leaves its key out.
        self._window.findChildren(QSplitter)[0].setSizes([372, 588, 640])

    def walk(self) -> Iterator[tuple[str, str]]:
        """Where something stands, and its words."""
        panels = self._window.panels
        yield from self._shown("welcome")
        yield "welcome page", panels.reader.view.toPlainText()
        for name in ("note", "caller", "script"):
            self._window.notice.close_notice()
            panels.call_panel.strip.forget()
            self._act(name)
            yield f"refusal of {name}", self._window.notice.words + panels.call_panel.strip.words
        self._window.search.field.setText("qqqqqqqq")
        self._spin(0.6)
        yield from self._shown("nothing found")
        panels.reading.open(CARD)
        yield "card", panels.reader.view.toPlainText()
        panels.calls.pin(PROCEDURE)
        yield from self._shown("pinned")
        panels.calls.pin(OTHER)
        yield from self._shown("second list")
        call = panels.calls.desk.active
        assert call is not None
        panels.calls.commands.reset(call.runs[0].id)
        yield from self._shown("reset")
        self._act("park")
        yield from self._shown("parked")
        self._act("emergency")
        panels.emergency.open_card(CARD)
        yield from self._shown("emergency")
        panels.emergency.close()
        yield "menu", str(self._opens_from_menu())
        yield from _elsewhere()

    def _shown(self, moment: str) -> Iterator[tuple[str, str]]:
        from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

        from handbook.ui.widgets.key_button import KeyButton

        self._spin(0.1)
        for number, widget in enumerate(self._window.findChildren(QWidget)):
            where = f"{moment}: {number} {widget.objectName() or type(widget).__name__}"
            yield f"{where}, tip", widget.toolTip()
            if isinstance(widget, QAbstractButton | QLabel):
                yield where, widget.text()
            if isinstance(widget, QLineEdit):
                yield f"{where}, hint", widget.placeholderText()
            if isinstance(widget, KeyButton):
                yield f"{where}, cap", widget.key

    def _act(self, name: str) -> None:
        """Do what the key of a function does."""
        from PySide6.QtGui import QShortcut

        found = [s for s in self._window.findChildren(QShortcut) if s.key().toString() in table.keys_of(name)]
        assert found, name
        found[0].activated.emit()
        self._spin(0.05)

    def _opens_from_menu(self) -> bool:
        """Whether the key of the emergency cards is heard while a menu has the keyboard."""
        from PySide6.QtCore import QEvent, QKeyCombination
        from PySide6.QtGui import QKeyEvent, QKeySequence
        from PySide6.QtWidgets import QApplication, QMenu

        sequence = QKeySequence(min(table.keys_of("emergency")))
        pressed: QKeyCombination = sequence[0]  # type: ignore[index]  # PySide's stubs leave it out
        event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())
        QApplication.sendEvent(self._window.findChildren(QMenu)[0], event)
        return bool(self._window.panels.emergency.is_open)

    def _until(self, is_true: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not is_true() and time.monotonic() < end:
            self._spin(0.02)

    def _spin(self, seconds: float) -> None:
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.002)


def _elsewhere() -> Iterator[tuple[str, str]]:
    """What is said by panels that have no window, and by the help."""
    from handbook.call.state.rules import ValueRefused
    from handbook.model.step import ValueField
    from handbook.render.plain_text import plain_text
    from handbook.ui.call import emergency_view, idle_desk, value_line
    from handbook.ui.dialogs.manual import manual_page
    from handbook.ui.theme.theme import Theme
    from handbook.ui.window.fallback_page import FallbackPage
    from handbook.ui.window.frame import HINTS

    yield "refused value", str(ValueRefused(ValueField(name="温度", unit="℃"), "很冷"))
    yield "manual", plain_text(manual_page(Theme())).partition("全部按键\n")[0]
    yield "hints", HINTS
    for line in idle_desk.LESSON:
        yield "empty desk", " ".join(line)
    yield "emergency hint", emergency_view.HINT
    yield "note hint", value_line.HINT_NOTE
    room = FallbackPage("")
    yield "bare room", room.field.placeholderText()


def run(arguments: Sequence[str]) -> None:
    """Command line: the installed folder, and by how many rows the keys move."""
    main(Path(arguments[0]), int(arguments[1]))


if __name__ == "__main__":
    run(sys.argv[1:])
    os._exit(0)
