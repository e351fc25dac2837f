"""The real program in one layout: keys and committed words go in, what is on screen comes out."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from handbook import assembly
from handbook.app.application import Application
from handbook.call.state.call import Call
from handbook.call.state.run import Run
from handbook.content.library import ContentFolders
from handbook.settings import Settings
from handbook.ui.call.run_view import RunView
from handbook.ui.dialogs.ticket_dialog import TicketDialog
from handbook.ui.window.docking import NARROWEST
from handbook.ui.window.main_window import MainWindow
from tests.e2e.plays.clock import PlayedClock
from tests.e2e.plays.play import CRASH, OVERNIGHT, WAIT, Act
from tests.helpers.typing_in import commit, press

GUARD_SECONDS = 0.75
"""A little longer than two activations of one step count once."""
PATIENCE_SECONDS = 10.0
NIGHT_HOURS = 14.0
"""From the end of one shift to the same seat on the next morning."""
OPENING_SECONDS = 20.0
"""A start on a busy machine, as when other tests run beside this one."""
REGION = "harbin"
"""Of the desks that are played: somebody chose it, so that its words may be copied for a caller."""
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "空格": Qt.Key.Key_Space,
    "Tab": Qt.Key.Key_Tab,
    "Backtab": Qt.Key.Key_Backtab,
    "退格": Qt.Key.Key_Backspace,
    "↑": Qt.Key.Key_Up,
    "↓": Qt.Key.Key_Down,
    "-": Qt.Key.Key_Minus,
    ".": Qt.Key.Key_Period,
    "\\": Qt.Key.Key_Backslash,
    "F2": Qt.Key.Key_F2,
    "F3": Qt.Key.Key_F3,
    "F9": Qt.Key.Key_F9,
    **{str(n): Qt.Key(Qt.Key.Key_0 + n) for n in range(10)},
    **{chr(code): Qt.Key(code) for code in range(ord("A"), ord("Z") + 1)},
}
GUARDED = frozenset("123456789") | {"空格"}
"""Keys of which a second press at once counts for nothing; an agent has read the next question meanwhile."""
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
D = TypeVar("D", bound=QDialog)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the window stands."""

    name: str
    is_docked: bool = False
    look: str = "light"
    scale: float = 1.0

    @property
    def dock_width(self) -> int:
        """What a dock has on the screen of a desk with text so large."""
        return max(400, round(NARROWEST * self.scale))

    @property
    def settings(self) -> Settings:
        """The settings of a user who works so."""
        return Settings(
            look=self.look,
            is_docked=self.is_docked,
            dock_width=self.dock_width,
            scale=self.scale,
            region=REGION,
        )


WIDE, DOCK = Layout("wide"), Layout("dock", is_docked=True)


class Stage:
    """One agent at one window; after a crash, at the next one."""

    def __init__(
        self, program_folder: Path, home: Path, layout: Layout, clock: PlayedClock | None = None
    ) -> None:
        self.layout = layout
        self.clock = clock or PlayedClock()
        self.said: dict[str, datetime] = {}
        """Words by which a promise is known in the play -> when it was said."""
        self.tickets: list[str] = []
        """Texts of the tickets that were shown, each once, in their order."""
        self._program_folder = program_folder
        self._home = home
        self._programs: list[Application] = []
        self._guarded: dict[str, float] = {}
        """Key of which a second press counts only after a while -> when it was pressed last, in seconds."""
        self._open()

    @property
    def window(self) -> MainWindow:
        """The window in use."""
        return self._programs[-1].window

    @property
    def call(self) -> Call | None:
        """The call that is on."""
        return self.window.panels.calls.desk.active

    @property
    def is_emergency(self) -> bool:
        """Whether the emergency view covers the window."""
        return self.window.panels.emergency.is_open

    @property
    def run_view(self) -> RunView:
        """The list that the agent sees."""
        panels = self.window.panels
        return panels.emergency_view.run_view if self.is_emergency else panels.call_panel.run_view

    @property
    def run(self) -> Run | None:
        """The run that the agent sees."""
        return self.run_view.run if self.run_view.isVisible() else None

    @property
    def dialogs(self) -> list[QDialog]:
        """Dialogs on screen."""
        return [d for d in self.window.findChildren(QDialog) if d.isVisible()]

    def dialog(self, kind: type[D]) -> D | None:
        """The dialog of that kind on screen."""
        return next((d for d in self.dialogs if isinstance(d, kind)), None)

    def act(self, act: Act) -> None:
        """Do what the agent does."""
        self.clock.act()
        if act.key == WAIT:
            self.wait(GUARD_SECONDS)
        elif act.key == CRASH:
            self.crash()
        elif act.key == OVERNIGHT:
            self.overnight()
        elif act.words:
            commit(self.front(), act.words)
        else:
            *modifiers, name = act.key.split("+")
            modifier = Qt.KeyboardModifier.NoModifier
            for held in modifiers:
                modifier |= MODIFIERS[held]
            if act.key in GUARDED:
                self.wait(self._guarded.get(act.key, 0.0) + GUARD_SECONDS - time.monotonic())
            press(self.front(), KEYS[name], modifier)
            self._guarded[act.key] = time.monotonic()  # the program counts from when it heard the key
        settle()
        self._keep_ticket()

    def _keep_ticket(self) -> None:
        shown = self.dialog(TicketDialog)
        text = shown.text.toPlainText() if shown is not None else ""
        if text and text not in self.tickets:
            self.tickets.append(text)

    def front(self) -> QWidget:
        """What has the keyboard: the newest dialog's, else the window's."""
        modal = QApplication.activeModalWidget()
        focused = QApplication.focusWidget()
        if focused is None or (modal is not None and not is_within(modal, focused)):
            holder = modal or self.window
            holder.activateWindow()
            settle()
            focused = holder.focusWidget() or holder
        return focused

    def wait(self, seconds: float) -> None:
        """Let time pass, with the program working."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            QApplication.processEvents()
            time.sleep(0.005)

    def holds(self, condition: Callable[["Stage"], bool], patience: float = PATIENCE_SECONDS) -> bool:
        """Whether `condition` holds now or within `patience` seconds: a preview follows the typing by a moment."""
        until = time.monotonic() + patience
        while not condition(self):
            if time.monotonic() > until:
                return False
            self.wait(0.02)
        return True

    def texts(self, *, is_front: bool = False) -> Iterator[str]:
        """All words that are at least partly on screen, or in what lies in front."""
        roots: list[QWidget] = [self.window, *self.dialogs]
        for root in roots[-1:] if is_front else roots:
            for widget in root.findChildren(QWidget):
                if widget.isVisible() and not widget.visibleRegion().isEmpty():
                    yield from words_of(widget)

    def crash(self) -> None:
        """Power is cut: what the disk held at this moment is all that the next start finds."""
        left = self._home
        self._home = left.with_name(f"{left.name}-{len(self._programs)}")
        shutil.copytree(left, self._home)
        self._close(self._programs[-1])
        self._open()

    def overnight(self) -> None:
        """The program is closed, and opened again on the next morning."""
        self._close(self._programs[-1])
        self.clock.wait(NIGHT_HOURS)
        self._open()

    def close(self) -> None:
        """End the program."""
        self._close(self._programs[-1])

    def _open(self) -> None:
        os.environ["HANDBOOK_HOME"] = str(self._home)
        with patch.object(assembly, "SystemClock", return_value=self.clock):
            self._start()
        settle()

    def _start(self) -> None:
        program = Application(self.layout.settings)
        bundled = self._program_folder
        program.use_folders(
            ContentFolders(
                root=bundled / "content", bundled=bundled, cache=self._home / "content-cache", region=REGION
            )
        )
        program.start()  # as for a user: the panels are furnished when the frame was painted
        self._programs.append(program)
        if not self.layout.is_docked:
            program.window.resize(1440, 900)
        program.window.activateWindow()
        if not self.holds(lambda _: program.is_searchable, OPENING_SECONDS):
            raise AssertionError("the search does not open")

    def _close(self, program: Application) -> None:
        program.close()
        program.window.deleteLater()
        program.deleteLater()
        settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def settle() -> None:
    """Let everything be laid out."""
    for _ in range(3):
        QApplication.processEvents()


def is_within(holder: QWidget, widget: QWidget) -> bool:
    """Whether `widget` is `holder` or stands in it."""
    return widget is holder or holder.isAncestorOf(widget)


def words_of(widget: QWidget) -> Iterator[str]:
    """The words that a widget shows; one that paints them itself tells them as its accessible name."""
    if isinstance(widget, QLabel | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QAbstractButton):
        yield widget.text() or widget.accessibleName()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QTableView):
        model = widget.model()
        cells = (
            model.index(row, column)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        )
        yield from (str(cell.data() or "") for cell in cells)
    elif isinstance(widget, QListWidget):
        yield from (item.text() for row in range(widget.count()) if (item := widget.item(row)) is not None)
