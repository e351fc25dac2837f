"""Calls kept, the time and the retention -> the ended calls whose time is over, and the open ones nobody minds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from handbook.call.journal import CallRow
from handbook.call.state.events import Left, Parked, Record, Restarted, Resumed, Returned

DEFAULT_DAYS = 7
FORGOTTEN = timedelta(days=7)
"""An open call in which nothing was done for so long was forgotten: it may be ended, and is never purged."""
_NO_ACTS = (Restarted, Resumed, Returned, Parked, Left)
"""What starting the program and turning to a call write: nothing was done in it by that."""
_NOBODY: Mapping[int, datetime] = {}


def due_for_purge(
    calls: Iterable[CallRow], now: datetime, days: int, sighted: Mapping[int, datetime] = _NOBODY
) -> list[CallRow]:
    """Calls that ended more than `days` ago (0 = as soon as they end); an open call never is.

    `sighted`: number -> when a call that ended in the future, by a wrong clock, was first seen; that counts as its end.
    """
    return [
        call
        for call in calls
        if call.ended and (days == 0 or _age(call, now, sighted) > timedelta(days=days))
    ]


def ended_in_future(calls: Iterable[CallRow], now: datetime) -> list[CallRow]:
    """Calls that ended when the clock was wrong: their stamps lie further ahead than any zone of time."""
    return [call for call in calls if call.ended and call.ended - now > timedelta(days=1)]


def is_forgotten(records: Sequence[Record], now: datetime) -> bool:
    """Whether nothing was done in an open call for seven days.

    Where the last act was stamped by a clock that was ahead, what was noted after it bounds its age.
    """
    acts = [place for place, record in enumerate(records) if not isinstance(record.event, _NO_ACTS)]
    since = next((record.at for record in records[acts[-1] if acts else 0 :] if record.at <= now), now)
    return now - since > FORGOTTEN


def _age(call: CallRow, now: datetime, sighted: Mapping[int, datetime]) -> timedelta:
    if call.ended is None or call.ended <= now:
        return now - (call.ended or now)
    return now - sighted.get(call.id, now)
