"""Calls kept, the time and the retention -> the calls whose time is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from handbook.call.journal import CallRow

DEFAULT_DAYS = 7
FORGOTTEN_DAYS = 7
"""An open call in which nothing happened for so long was forgotten; it is not kept for ever either."""


def due_for_purge(calls: Iterable[CallRow], now: datetime, days: int) -> list[CallRow]:
    """Calls that ended more than `days` ago (0 = as soon as they end), and forgotten open ones."""
    return [call for call in calls if _is_due(call, now, days)]


def _is_due(call: CallRow, now: datetime, days: int) -> bool:
    if call.ended is not None:
        return days == 0 or now - call.ended > timedelta(days=days)
    return now - call.touched > timedelta(days=max(days, FORGOTTEN_DAYS))
