"""Now and then the days that are over are laid into this user's outbox, masked; the process that visits the share leaves them there.

Only the window can read the store of calls. It does so between calls, and writes on another thread.
"""

import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from handbook.call.desk import CallDesk
from handbook.call.finished_days import FinishedDay, FinishedDays
from handbook.fleet.inbox.outbox import Outbox
from handbook.fleet.inbox.words import TradeWords
from handbook.ui.background import BackgroundWork, Report

FIRST_MS = 20_000
"""After the window was furnished; the first visit may come before, the next one takes what then lies there."""
EVERY_MS = 10 * 60_000


class DayLetters(QObject):
    """Looks for days that are over by itself."""

    def __init__(self, desk: CallDesk, days: FinishedDays, folder: Path, parent: QObject) -> None:
        """`folder`: the outbox."""
        super().__init__(parent)
        self._desk = desk
        self._days = days
        self._outbox = Outbox(folder)
        self._work = BackgroundWork(self)
        self._work.failed.connect(self._on_failed)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_busy(self) -> bool:
        """Whether letters are being written."""
        return self._work.is_busy

    def begin(self) -> None:
        """Look soon, then every ten minutes."""
        QTimer.singleShot(FIRST_MS, self, self.look)
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._work.wait()

    @Slot()
    def look(self) -> None:
        """Lay in the days that are over, unless a call is on or the clock is in doubt."""
        if self._work.is_busy or self._desk.active is not None:
            return
        now = self._desk.trusted_now
        days = self._days.read(now, self._outbox.days()) if now is not None else []
        if now is not None and days:
            self._work.start(partial(self._lay_in, days, now))

    def _lay_in(self, days: Sequence[FinishedDay], now: datetime, _report: Report) -> None:
        self._outbox.tidy(now)
        self._outbox.lay_in(days, TradeWords.shipped())

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        """A disk that refuses is asked again; nobody needs to know."""
        if not isinstance(error, OSError):
            sys.excepthook(type(error), error, error.__traceback__)
