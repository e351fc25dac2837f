"""Work off the main thread: a function goes in, its progress, result or error come back as signals."""

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, Signal, Slot

Report = Callable[[float, str], None]


class _Signals(QObject):
    progressed = Signal(float, str)
    finished = Signal(object)
    failed = Signal(object)


class BackgroundWork(QObject):
    """One piece of work at a time; lives as long as its owner, which waits for it on close."""

    progressed = Signal(float, str)
    """Fraction 0.0–1.0 and words."""
    finished = Signal(object)
    failed = Signal(object)
    """The exception."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signals = _Signals()
        self._thread: Thread | None = None
        self._signals.progressed.connect(self.progressed)
        self._signals.finished.connect(self._on_finished)
        self._signals.failed.connect(self._on_failed)
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._is_busy

    def start(self, work: Callable[[Report], object]) -> None:
        """Run `work(report)` on the other thread, after what was started before it."""
        self._is_busy = True
        self._thread = Thread(target=_run, args=(work, self._signals, self._thread))
        self._thread.start()

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Wait for the work to end; whether it did."""
        if self._thread is None:
            return True
        self._thread.join(milliseconds / 1000)
        return not self._thread.is_alive()

    @Slot(object)
    def _on_finished(self, result: object) -> None:
        self._is_busy = False
        self.finished.emit(result)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._is_busy = False
        self.failed.emit(error)


# A thread of Python's own: a runnable of Qt's pool is freed by the pool, off the main thread, while Python may still count it.
def _run(work: Callable[[Report], object], signals: _Signals, before: Thread | None) -> None:
    if before is not None:
        before.join()
    try:
        result = work(signals.progressed.emit)
    except Exception as error:  # noqa: BLE001 (the owner tells it; nothing is lost)
        signals.failed.emit(error)
    else:
        signals.finished.emit(result)
