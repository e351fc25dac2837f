"""Work off the main thread: a function goes in, its progress, result or error come back as signals."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from handbook.override import override

Report = Callable[[float, str], None]


class _Signals(QObject):
    progressed = Signal(float, str)
    finished = Signal(object)
    failed = Signal(object)


class _Task(QRunnable):
    """Borrows the signals of its owner: a runnable that owned them would destroy them off the main thread."""

    def __init__(self, work: Callable[[Report], object], signals: _Signals) -> None:
        super().__init__()
        self._work = work
        self._signals = signals

    @override
    def run(self) -> None:
        try:
            result = self._work(self._signals.progressed.emit)
        except Exception as error:  # noqa: BLE001 (the owner tells it; nothing is lost)
            self._signals.failed.emit(error)
        else:
            self._signals.finished.emit(result)


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
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._signals.progressed.connect(self.progressed)
        self._signals.finished.connect(self._on_finished)
        self._signals.failed.connect(self._on_failed)
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._is_busy

    def start(self, work: Callable[[Report], object]) -> None:
        """Run `work(report)` on the other thread."""
        self._is_busy = True
        self._pool.start(_Task(work, self._signals))

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Wait for the work to end; whether it did."""
        return self._pool.waitForDone(milliseconds)

    @Slot(object)
    def _on_finished(self, result: object) -> None:
        self._is_busy = False
        self.finished.emit(result)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._is_busy = False
        self.failed.emit(error)
