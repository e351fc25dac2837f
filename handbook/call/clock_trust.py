"""The clock, and what it said before -> whether it may decide what is purged.

A dead battery puts a computer into 2009, a slip of the hand into 2035. A clock that stands before the last stamp in
the store, or far beyond it, or that jumped while the program ran, decides nothing until a day of use, or starts on
two different days, agree with it. What is known is kept in the store as numbers of its `meta` table.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from handbook.call.state.clock import Clock
from handbook.call.store.store import RowStore
from handbook.call.store.store_errors import StoreError
from handbook.call.store.tables import Put

FAR = timedelta(days=30)
"""A clock further beyond the last stamp is doubted; a shorter absence is usual."""
ENOUGH_USE = timedelta(hours=24)
SLACK = timedelta(minutes=10)
"""What a correction over the network, or a slow clock, may come to."""
_KEPT_AT_LEAST = timedelta(days=1)
"""How often the last stamp is stored where no call stores it: idling must not fill the backups."""
_SEEN = "clock_seen"
_DOUBTED = "clock_doubted"
_USED = "clock_used"
_DAY = "clock_day"


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A clock that nothing agrees with yet."""

    at: datetime
    """What it said last."""
    used: timedelta = timedelta()
    day: int = 0
    """Day of the first start with it; 0 where it jumped while the program ran."""


class ClockTrust:
    """Judges the clock whenever it is asked; the first time in a program is a start."""

    def __init__(self, store: RowStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._seen: datetime | None = None
        """What it said when it was last trusted."""
        self._line: datetime | None = None
        """What it ought to say now: set once it was trusted in this program, carried on by the monotonic clock."""
        self._doubt: _Doubt | None = None
        self._seconds: float | None = None
        self._stored: dict[str, int] = {}
        self._notice = ""

    def look(self) -> datetime | None:
        """What the clock says, or None where it may not decide anything."""
        now = self._clock.now()
        seconds = self._clock.monotonic()
        if self._seconds is None:
            self._start(now)
        else:
            self._go_on(now, timedelta(seconds=seconds - self._seconds))
        self._seconds = seconds
        return now if self._doubt is None else None

    def take_notice(self) -> str:
        """What the user must be told of the clock; each doubt once, plain Chinese, mostly empty."""
        notice = self._notice
        self._notice = ""
        return notice

    def changes(self) -> Sequence[Put]:
        """Rows that have changed since `kept`, to be written together with something else."""
        if self._seconds is None:
            return ()
        return [_put(name, value) for name, value in self._numbers().items() if self._is_news(name, value)]

    def kept(self, changes: Sequence[Put]) -> None:
        """The store has `changes`."""
        self._stored |= {str(change.row["name"]): int(change.row["value"] or 0) for change in changes}

    def keep(self) -> None:
        """Store what has changed where nothing else will; where the disk refuses it is tried again, for nobody waits."""
        changes = self.changes()
        moved = self._numbers()[_SEEN] - self._stored.get(_SEEN, 0)
        is_due = moved >= _KEPT_AT_LEAST.total_seconds()
        if is_due or any(change.row["name"] != _SEEN for change in changes):
            with suppress(StoreError):
                self._store.write(changes)
                self.kept(changes)

    # Judging

    def _start(self, now: datetime) -> None:
        self._read()
        if self._seen is None or _follows(now, self._seen):
            self._trust(now)
            return
        today = now.date().toordinal()
        doubt = self._doubt
        if doubt is None or not _follows(now, doubt.at):
            self._doubt = _Doubt(now, day=today)
            self._tell(now, self._seen)
        elif doubt.day not in (0, today):
            self._trust(now)
        else:
            self._doubt = _Doubt(now, doubt.used, today)

    def _go_on(self, now: datetime, passed: timedelta) -> None:
        if self._line is not None:
            self._line += passed
            is_right = abs(now - self._line) <= SLACK
        else:
            is_right = self._seen is not None and _follows(now, self._seen)
        doubt = self._doubt
        if is_right:
            self._trust(now)
        elif doubt is None or abs(now - doubt.at - passed) > SLACK:
            self._doubt = _Doubt(now)
            self._tell(now, self._line or self._seen or now)
        elif doubt.used + passed >= ENOUGH_USE:
            self._trust(now)
        else:
            self._doubt = _Doubt(now, doubt.used + passed, doubt.day)

    def _trust(self, now: datetime) -> None:
        self._seen = self._line = now
        self._doubt = None
        self._notice = ""

    def _tell(self, now: datetime, last: datetime) -> None:
        if last - now > SLACK:
            how = "早"
        elif now - last > FAR:
            how = "晚了 30 天以上"
        else:
            return  # nothing is purged for a while, and there is nothing to be done about it
        self._notice = (
            f"电脑的日期是 {now:%Y-%m-%d %H:%M},比上次使用时({last:%Y-%m-%d %H:%M}){how}。请核对电脑的日期和时间;"
            "在确认以前,通话记录都先留着,不按日期清除。"
        )

    # What the store keeps

    def _read(self) -> None:
        self._stored = {str(row["name"]): int(row["value"] or 0) for row in self._store.rows("meta")}
        if seen := self._stored.get(_SEEN):
            self._seen = _moment(seen)
        else:  # a store of an older program
            stamps = [datetime.fromisoformat(str(row["touched"])) for row in self._store.rows("call")]
            self._seen = max(stamps, default=None)
        if doubted := self._stored.get(_DOUBTED):
            used = timedelta(seconds=self._stored.get(_USED, 0))
            self._doubt = _Doubt(_moment(doubted), used, self._stored.get(_DAY, 0))

    def _numbers(self) -> dict[str, int]:
        doubt = self._doubt
        return {
            _SEEN: _second(self._seen),
            _DOUBTED: _second(doubt.at if doubt else None),
            _USED: round(doubt.used.total_seconds()) if doubt else 0,
            _DAY: doubt.day if doubt else 0,
        }

    def _is_news(self, name: str, value: int) -> bool:
        return self._stored.get(name, 0) != value


def _follows(now: datetime, before: datetime) -> bool:
    """Whether a clock that said `before` may well say `now` at a later start; a difference overflows nowhere."""
    return timedelta() <= now - before <= FAR


def _put(name: str, value: int) -> Put:
    return Put("meta", {"name": name, "value": value})


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC).astimezone()


def _second(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0
