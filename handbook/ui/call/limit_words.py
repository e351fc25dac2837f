"""A moment or a day -> the words by when something is due."""

from datetime import date, datetime

from handbook.call.state.card_times import Limit


def by_when(moment: datetime | date | None) -> str:
    """22:58 前; 3 月 4 日前; empty where it cannot be reckoned."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone():%H:%M} 前"
    return f"{moment.month} 月 {moment.day} 日前" if moment is not None else ""


def limit_words(limit: Limit) -> tuple[str, str]:
    """What is due, and by when."""
    by = by_when(limit.by)
    told = " 已承诺" if limit.is_promised else ""
    return (
        (f"{limit.promise.label} {limit.promise.text}", f"{by}{told}")
        if by
        else (limit.promise.label, limit.promise.text)
    )
