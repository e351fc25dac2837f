"""Every half hour a process of the program itself looks at the company's update folder; what it took on board is offered here.

The window never imports what checks signatures, and waits for no share: the process is ended when it takes too long.
"""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from handbook.app.aside import environment_of_copy, flags_of_copy, has_ended
from handbook.foreign_files.child_start import program
from handbook.ui.background import BackgroundWork, Report

FIRST_MS = 5_000
"""After the window was furnished: the start does not wait for it."""
EVERY_MS = 30 * 60_000
JITTER = 0.2
"""Share by which one desk's time differs from another's, lest a thousand come at once."""
LONGEST_S = 90.0
"""Seconds for one visit, whatever the share does."""
NO_ANSWER = "更新文件夹没有回应，先用现在的内容，过一会儿再试。"


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one visit."""

    is_taken: bool = False
    is_urgent: bool = False
    words: str = ""
    """For the one who sits there; empty where there is nothing to say."""


class FleetWatch(QObject):
    """Looks by itself, and when asked."""

    boarded = Signal(bool)
    """Another pack is on board; whether it is urgent."""
    told = Signal(str)
    """What keeps newer content away, once for as long as it lasts; empty = it comes again."""

    def __init__(self, parent: QObject, visit: Callable[[Callable[[], bool]], Came] | None = None) -> None:
        """`visit` looks once, on another thread; it is asked to end by the function that it is given."""
        super().__init__(parent)
        self._visit = visit or visit_aside
        self._said = ""
        self._stopping = Event()
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._on_finished)
        self._work.failed.connect(self._on_failed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @property
    def is_busy(self) -> bool:
        """Whether a visit is under way."""
        return self._work.is_busy

    def begin(self) -> None:
        """Look soon, then every half hour."""
        self._timer.start(FIRST_MS)

    def close(self) -> None:
        """Look no more; a visit that is under way is ended."""
        self._stopping.set()
        self._timer.stop()
        self._work.wait()

    @Slot()
    def look(self) -> None:
        """Look once, unless a visit is under way."""
        if not self._work.is_busy and not self._stopping.is_set():
            self._work.start(self._look)

    def _look(self, _report: Report) -> Came:
        return self._visit(self._stopping.is_set)

    @Slot(object)
    def _on_finished(self, came: Came) -> None:
        if self._stopping.is_set():
            return
        if came.is_taken:
            self.boarded.emit(came.is_urgent)
        self._tell("" if came.is_taken else came.words)
        self._again()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not self._stopping.is_set():
            sys.excepthook(type(error), error, error.__traceback__)
            self._again()

    def _tell(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.told.emit(words)

    def _again(self) -> None:
        self._timer.start(round(EVERY_MS * random.uniform(1 - JITTER, 1 + JITTER)))  # noqa: S311 (no secret)


def visit_aside(is_stopped: Callable[[], bool]) -> Came:
    """Let a process look at the update folder; what it said."""
    try:
        process = subprocess.Popen(  # noqa: S603 (the program itself)
            [*program(), "update", "--json"],
            env=environment_of_copy(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags_of_copy(),
        )
    except OSError:
        return Came(words=NO_ANSWER)
    is_whole = has_ended(process, LONGEST_S, is_stopped)
    assert process.stdout is not None  # noqa: S101 (a pipe was asked for)
    with process.stdout as said:
        return _came(said.read()) if is_whole else Came(words="" if is_stopped() else NO_ANSWER)


def _came(out: bytes) -> Came:
    """What the process printed on its last line; one that died said nothing, and is not told as if the share were at fault."""
    try:
        said = json.loads(out.decode("utf-8").splitlines()[-1])
        return Came(said["state"] == "taken", said["is_urgent"], said["words"])
    except (ValueError, KeyError, IndexError, TypeError):
        return Came()
