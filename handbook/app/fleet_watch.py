"""A process of the program itself looks at the company's update folder and stays: notices of dispatch every half minute, packs
every half hour. What it took on board is offered here, and what dispatch says is told on.

The window never imports what checks signatures, and waits for no share: the process is started, heard and ended on another
thread, ended when it says nothing for too long, and started again.
"""

import json
import queue
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from handbook.bulletin.kept import Kept
from handbook.bulletin.notice import LARGEST, read_notices
from handbook.foreign_files.child_start import program
from handbook.foreign_files.own_copy import environment_of_copy, flags_of_copy
from handbook.model.typesetting import full_width

FIRST_MS = 5_000
"""After the window was furnished: the start does not wait for it."""
SILENT_S = 90.0
"""Seconds without a word after which the process hangs, as on a share that does not answer."""
PAUSE_S = 5.0
"""Before a process that died is started again; twice as long each time, at most `LONGEST_PAUSE_S`."""
LONGEST_PAUSE_S = 120.0
LIVED_S = 300.0
"""Seconds after which one that ended did its work, and the next is started without much ado."""
NO_ANSWER = "更新文件夹没有回应，先用现在的内容，过一会儿再试。"
_SLICE_S = 5.0
"""Silence is counted in slices of waiting, so that a computer that slept is not told to be silent."""
_LONGEST_LINE = 8 * LARGEST


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
    notices_checked = Signal(object)
    """The `Kept` of a poll that reached the share: every half minute, as long as it does; never where nobody sends notices."""

    def __init__(self, parent: QObject, command: Callable[[], list[str]] | None = None) -> None:
        """`command` starts the process; by default the program itself."""
        super().__init__(parent)
        self._said = ""
        self._is_busy = False
        self._heard = _Heard()
        self._heard.came.connect(self._on_came)
        self._heard.learned.connect(self._on_learned)
        self._process = _ResidentProcess(command or _command, self._heard)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._process.begin)

    @property
    def is_busy(self) -> bool:
        """Whether a visit was asked for that has not ended yet."""
        return self._is_busy

    def begin(self) -> None:
        """Look soon, and go on by itself."""
        self._timer.start(FIRST_MS)

    def close(self) -> None:
        """Look no more; the process is ended."""
        self._timer.stop()
        self._process.end()

    @Slot()
    def look(self) -> None:
        """Look at once."""
        if not self._process.is_ended:
            self._is_busy = True
            self._timer.stop()
            self._process.look()

    @Slot(object)
    def _on_came(self, came: Came) -> None:
        if self._process.is_ended:
            return
        self._is_busy = False
        if came.is_taken:
            self.boarded.emit(came.is_urgent)
        self._tell("" if came.is_taken else full_width(came.words))

    @Slot(object)
    def _on_learned(self, kept: Kept) -> None:
        if not self._process.is_ended:
            self.notices_checked.emit(kept)

    def _tell(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.told.emit(words)


class _Heard(QObject):
    """Carries what the other thread heard to this one."""

    came = Signal(object)
    learned = Signal(object)


class _ResidentProcess:
    """Keeps one process alive on a thread of its own."""

    def __init__(self, command: Callable[[], list[str]], heard: _Heard) -> None:
        self._command = command
        self._heard = heard
        self._ended = Event()
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None

    @property
    def is_ended(self) -> bool:
        return self._ended.is_set()

    def begin(self) -> None:
        """Start it, unless it was."""
        if self._thread is None and not self.is_ended:
            self._thread = Thread(target=self._keep, daemon=True)
            self._thread.start()

    def look(self) -> None:
        """Let it visit at once; one that has just been started does so by itself."""
        self.begin()
        process = self._process
        if process is not None and process.stdin is not None:
            with suppress(OSError, ValueError):  # it is over; the next one looks first of all
                process.stdin.write(b"\n")
                process.stdin.flush()

    def end(self) -> None:
        """End it; a share that hangs is not waited for."""
        self._ended.set()
        self._lines.put(None)
        if self._thread is not None:
            self._thread.join(3.0)

    def _keep(self) -> None:
        pause = PAUSE_S
        while not self.is_ended:
            began = time.monotonic()
            try:
                is_silent = self._one_life()
            except OSError:
                is_silent = True
            if self.is_ended:
                return
            self._heard.came.emit(Came(words=NO_ANSWER if is_silent else ""))
            if time.monotonic() - began > LIVED_S:
                pause = PAUSE_S
            self._ended.wait(pause)
            while self._is_left_behind() and not self.is_ended:
                self._ended.wait(_SLICE_S)
            pause = min(2 * pause, LONGEST_PAUSE_S)

    def _is_left_behind(self) -> bool:
        """Whether one that was killed is still there, as on a share that hangs: another would hang there beside it."""
        return self._process is not None and self._process.poll() is None

    def _one_life(self) -> bool:
        """Start it and hear it until its end; whether it was ended since it said nothing."""
        lines = self._lines = queue.SimpleQueue()
        process = self._process = subprocess.Popen(  # noqa: S603 (the program itself)
            self._command(),
            env=environment_of_copy(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags_of_copy(),
        )
        Thread(target=_read_lines, args=(process, lines), daemon=True).start()
        try:
            return self._heard_out(lines)
        finally:
            _end(process)

    def _heard_out(self, lines: "queue.SimpleQueue[bytes | None]") -> bool:
        silent = 0.0
        while not self.is_ended:
            slice_s = min(_SLICE_S, SILENT_S)
            try:
                line = lines.get(timeout=slice_s)
            except queue.Empty:
                silent += slice_s
                if silent >= SILENT_S:
                    return True
                continue
            if line is None:
                return False
            silent = 0.0
            self._hear(line)
        return False

    def _hear(self, line: bytes) -> None:
        """What it says on one line; nonsense is a sign of life and nothing more."""
        try:
            said = json.loads(line)
            if said["kind"] == "visit":
                self._heard.came.emit(Came(said["state"] == "taken", said["is_urgent"], said["words"]))
            elif said["kind"] == "notices":
                notices = read_notices(json.dumps(said["notices"]).encode())
                self._heard.learned.emit(Kept(datetime.fromisoformat(said["checked"]), notices))
        except (ValueError, KeyError, TypeError):
            return


def _command() -> list[str]:
    return [*program(), "update", "--stay"]


def _read_lines(process: "subprocess.Popen[bytes]", lines: "queue.SimpleQueue[bytes | None]") -> None:
    assert process.stdout is not None  # noqa: S101 (a pipe was asked for)
    with suppress(OSError), process.stdout as said:
        while line := said.readline(_LONGEST_LINE):
            lines.put(line)
    lines.put(None)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """The end of its input is its end; where it hangs it is killed, and on a share that hangs it may outlive even that."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(1.0)
        return
    process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(1.0)
