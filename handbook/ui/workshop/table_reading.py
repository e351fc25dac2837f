"""A table or an outline is read by the child process while the window stays awake; a bar says for how long, and a button stops it."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from handbook.errors import HandbookError
from handbook.table_files.limits import LIMITS
from handbook.table_files.reading import read_outline_file, read_table_file
from handbook.table_files.refusal import Refusal, TableFileRefused
from handbook.table_files.table_file import Outline, TableFile
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.workshop.read_strip import ReadStrip

Make = Callable[[TableFile | Outline], object]
_OUTLINES = (".pptx", ".docx")
_MOMENT_MS = 3000
"""How long a window that closes waits: the child is killed within a twentieth of a second."""


class TableReading(QObject):
    """One file at a time; another one takes its place."""

    read = Signal(object)
    """What was made of it."""
    refused = Signal(str)
    """One sentence: what, why and the way out."""
    stopped = Signal(str)

    def __init__(self, strip: ReadStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._now: Path | None = None
        self._next: tuple[Path, Make] | None = None
        self._stopping = Event()
        self._work = BackgroundWork(self)
        self._work.progressed.connect(self._on_progress)
        self._work.finished.connect(self._on_finished)
        self._work.failed.connect(self._on_failed)
        strip.stop_wanted.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read."""
        return self._now is not None

    def start(self, path: Path, make: Make) -> None:
        """Read that file, and let `make` make of it what is wanted, off the main thread; one that is being read is stopped."""
        if self._now is not None:
            self._next = (path, make)
            self._stopping.set()
            return
        self._now = path
        self._stopping = Event()
        self._strip.show_reading(path.name, 0)
        self._work.start(partial(_made, path, make, self._stopping))

    @Slot()
    def stop(self) -> None:
        """End the reading."""
        if self._now is not None and not self._stopping.is_set():
            self._stopping.set()
            self._strip.hide()
            self.stopped.emit(f"停了，没有读 {self._now.name}。要收请再选一次。")

    def end(self) -> None:
        """The window closes: nothing is told any more, and no process is left."""
        if self._now is not None:
            self._next = None
            self._stopping.set()
            self._work.wait(_MOMENT_MS)
            self._strip.hide()

    @Slot(float, str)
    def _on_progress(self, share: float, _words: str) -> None:
        self._strip.advance(share)

    @Slot(object)
    def _on_finished(self, read: object) -> None:
        if self._ended():
            self.read.emit(read)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not self._ended():
            return
        if not isinstance(error, HandbookError):
            self.refused.emit("这份文件没有读成，什么都没有收。请另存为 csv 再试，并把它交给维护人员。")
            raise error
        self.refused.emit(str(error))

    def _ended(self) -> bool:
        """Whether what came is still wanted; the next file begins."""
        is_wanted = not self._stopping.is_set()
        following, self._now, self._next = self._next, None, None
        self._strip.hide()
        if following is not None:
            self.start(*following)
        return is_wanted


def _made(path: Path, make: Make, stopping: Event, report: Report) -> object:
    return make(_read(path, stopping, report))


def _read(path: Path, stopping: Event, report: Report) -> TableFile | Outline:
    """By what the file is called; where that is wrong, by what it is."""

    def tell(seconds: float) -> None:
        report(seconds / LIMITS.wall_s, "")

    first, second = read_table_file, read_outline_file
    if path.suffix.lower() in _OUTLINES:
        first, second = read_outline_file, read_table_file  # type: ignore[assignment]
    try:
        return first(path, is_stopped=stopping.is_set, progress=tell)
    except TableFileRefused as refused:
        if refused.reason in (Refusal.NO_TABLE, Refusal.NO_OUTLINE):
            with suppress(TableFileRefused):
                return second(path, is_stopped=stopping.is_set, progress=tell)
        raise
