"""The notices that dispatch has open, the overdue ones first, each with its time in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handbook.bulletin.notice import Notice, Situation
from handbook.bulletin.words import ALL, buildings_shown, is_overdue, spoken_time

RESTORED_STAYS = timedelta(hours=4)
"""After that nobody is told any more that the heat is back."""


class Standing(StrEnum):
    """How an open notice stands."""

    OVERDUE = "overdue"
    EXPECTED = "expected"
    UNKNOWN = "unknown"
    PLANNED = "planned"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """One row."""

    notice: Notice
    standing: Standing
    words: str
    """Its time: 18:00, 过了 25 分, 计划 11-30 9:00."""

    @property
    def buildings(self) -> str:
        """Which buildings, as they are shown."""
        return buildings_shown(self.notice.buildings) or ALL


def open_notices(notices: Iterable[Notice], now: datetime) -> tuple[OpenNotice, ...]:
    """Those that are open at `now`: what is overdue longest stands first, what is restored last."""
    rows = [_row(notice, now) for notice in notices if not _is_gone(notice, now)]
    order = list(Standing)
    return tuple(
        sorted(rows, key=lambda row: (order.index(row.standing), _time_of(row.notice), row.notice.number))
    )


def _row(notice: Notice, now: datetime) -> OpenNotice:
    if is_overdue(notice, now) and notice.until is not None:
        return OpenNotice(notice, Standing.OVERDUE, f"过了 {span_words(now - notice.until)}")
    if notice.situation is Situation.RESTORED:
        since = f"{spoken_time(notice.until, now)} " if notice.until is not None else ""
        return OpenNotice(notice, Standing.RESTORED, f"{since}恢复")
    if notice.starts is not None and notice.starts > now:
        return OpenNotice(notice, Standing.PLANNED, f"计划 {spoken_time(notice.starts, now)}")
    if notice.until is None:
        return OpenNotice(notice, Standing.UNKNOWN, "说不准")
    return OpenNotice(notice, Standing.EXPECTED, spoken_time(notice.until, now))


def span_words(span: timedelta) -> str:
    """25 分, 2 小时, 3 天."""
    minutes = max(int(span.total_seconds() // 60), 1)
    if minutes < 60:
        return f"{minutes} 分"
    return f"{minutes // 60} 小时" if minutes < 48 * 60 else f"{minutes // (24 * 60)} 天"


def _time_of(notice: Notice) -> datetime:
    return notice.starts or notice.until or notice.sent


def _is_gone(notice: Notice, now: datetime) -> bool:
    since = notice.until or notice.sent
    return notice.situation is Situation.RESTORED and now - since > RESTORED_STAYS
