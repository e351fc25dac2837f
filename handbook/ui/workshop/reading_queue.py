"""Files wait here to be read, one after the other, each by a child process; the window stays awake."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from handbook.errors import HandbookError
from handbook.law_files.limits import LIMITS
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.workshop.read_strip import ReadStrip
from handbook.upkeep.law_desk import LawDesk

Job = Callable[[Path, Callable[[], bool], Callable[[float], None]], object]
"""Path, whether to stop, and seconds that are told; gives what was read."""
_MOMENT_MS = 3000
"""How long a window that closes waits: the child is killed within a twentieth of a second, its thread ends behind it."""


class ReadingQueue(QObject):
    """The next one begins only when `go_on` is called: what was read is decided first."""

    read = Signal(object)
    """`ReadLaw`, or what a job gave."""
    refused = Signal(str)
    """One sentence: what, why and the way out."""
    stopped = Signal(str)
    """One sentence: what was stopped, and what is not read either."""

    def __init__(self, desk: Callable[[], LawDesk], strip: ReadStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._strip = strip
        self._files: list[tuple[Path, Job]] = []
        self._now: Path | None = None
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

    @property
    def waiting(self) -> int:
        """How many have not begun."""
        return len(self._files)

    def add(self, paths: Sequence[Path]) -> None:
        """Let more wait."""
        self._files += [(path, self._draft) for path in paths]
        if self._now is not None:
            self._strip.show_reading(self._now.name, len(self._files))

    def add_job(self, path: Path, job: Job) -> None:
        """Let a file wait that is read as `job` says, before the others: somebody looks at what it is for."""
        self._files.insert(0, (path, job))

    def go_on(self) -> None:
        """Begin the next one, unless one is being read."""
        if self._now is not None or not self._files:
            return
        self._now, job = self._files.pop(0)
        self._stopping = Event()
        self._strip.show_reading(self._now.name, len(self._files))
        self._work.start(partial(_read, job, self._now, self._stopping))

    @Slot()
    def stop(self) -> None:
        """End the reading, and let none of those that wait begin."""
        if self._now is None:
            return
        self._stopping.set()
        left = len(self._files)
        self._files.clear()
        more = f"，后面 {left} 个也不读了" if left else ""
        self.stopped.emit(f"停了，没有读完 {self._now.name}{more}。要收请再导入。")
        self._strip.hide()

    def end(self) -> None:
        """The window closes: nothing is told any more, and no process is left."""
        self._files.clear()
        self._stopping.set()
        self._work.wait(_MOMENT_MS)
        self._strip.hide()

    def _draft(self, path: Path, is_stopped: Callable[[], bool], progress: Callable[[float], None]) -> object:
        return self._desk().draft(path, is_stopped=is_stopped, progress=progress)

    @Slot(float, str)
    def _on_progress(self, share: float, _words: str) -> None:
        self._strip.advance(share)

    @Slot(object)
    def _on_finished(self, law: object) -> None:
        if self._ended():
            self.read.emit(law)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not self._ended():
            return
        if not isinstance(error, HandbookError):
            self.refused.emit("这份文件没有读成，什么都没有收。请换一种格式再试，并把它交给维护人员。")
            raise error
        self.refused.emit(str(error))

    def _ended(self) -> bool:
        """Put the strip away; whether what came is still wanted."""
        is_wanted = not self._stopping.is_set()
        self._now = None
        self._strip.hide()
        if not is_wanted:
            self.go_on()  # what was dropped since it was stopped
        return is_wanted


def _read(job: Job, path: Path, stopping: Event, report: Report) -> object:
    def tell(seconds: float) -> None:
        report(seconds / LIMITS.wall_s, "")

    return job(path, stopping.is_set, tell)
