"""What was kept of the hours, and of the calls that still stand in the history -> a table for people, and the same as CSV.

Everything is counted on this computer; nothing in it says who called, from where, or what was typed. Where the company collects
them, masked sums of finished days leave (`fleet/inbox`).
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from handbook.call.day_counts import DayCounts
from handbook.call.day_sum_rows import DaySumRows
from handbook.call.day_sums import UNRANKED, Durations, HourSum, ListSum, added, grouped, seconds_at
from handbook.call.journal import Journal
from handbook.call.state.clock import Clock
from handbook.call.store.store import RowStore
from handbook.csv_cells import harmless
from handbook.model.kinds import Kind, Priority

BYTE_ORDER_MARK = "\ufeff"
ALL = "合计"
NOTE = (
    "只有次数和时长,没有来电人、地址、电话和输入的字;按天、按小时保留 400 天。"
    "本单位收日报的,每天的次数会放进更新文件夹,此外不离开这台电脑。"
    "时长不算搁置的时间,单位是分钟,误差不超过 10%。"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of each row."""

    group: str
    """What stands over several columns."""
    name: str
    cell: Callable[[HourSum], str]

    @property
    def title(self) -> str:
        """Its heading where headings have one line."""
        return f"{self.group}{self.name}"


def _minutes(durations: Durations, percent: int) -> str:
    seconds = seconds_at(durations, percent)
    return f"{seconds / 60:.1f}" if seconds is not None else ""


def _list_columns(kind: Kind) -> tuple[Column, ...]:
    def of(part: HourSum) -> ListSum:
        return part.lists.get(kind, ListSum())

    group = kind.short_label
    return (
        Column(group, "张数", lambda part: str(of(part).pinned)),
        Column(group, "完成", lambda part: str(of(part).finished)),
        Column(group, "中位时长", lambda part: _minutes(of(part).durations, 50)),
        Column(group, "九成以内", lambda part: _minutes(of(part).durations, 90)),
    )


def _ticket_column(priority: str) -> Column:
    return Column("工单", priority or "未定级", lambda part: str(part.tickets.get(priority, 0)))


COLUMNS = (
    Column("来电", "通数", lambda part: str(part.calls)),
    Column("来电", "中位时长", lambda part: _minutes(part.durations, 50)),
    Column("来电", "九成以内", lambda part: _minutes(part.durations, 90)),
    Column("查询", "次数", lambda part: str(part.searches)),
    Column("查询", "未搜到", lambda part: str(part.misses)),
    Column("查询", "打开条目", lambda part: str(part.opened)),
    *_list_columns(Kind.PROCEDURE),
    *_list_columns(Kind.EMERGENCY),
    Column("关键步", "跳过", lambda part: str(part.skipped)),
    Column("回答", "改过", lambda part: str(part.reopened)),
    *map(_ticket_column, (*Priority, UNRANKED)),
)


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """One line of the table."""

    name: str
    """A day, an hour of the day, or all of them."""
    cells: tuple[str, ...]
    """In the order of `COLUMNS`."""


class DayTotals:
    """The sums of this computer, up to this moment."""

    def __init__(self, store: RowStore, clock: Clock, counts: DayCounts) -> None:
        self._journal = Journal(store)
        self._rows = DaySumRows(store, self._journal)
        self._clock = clock
        self._counts = counts

    def hours(self) -> dict[int, HourSum]:
        """Hour -> its sum: purged calls, ended ones that are still kept, and what is counted but not stored yet."""
        ended = [call for call in self._journal.calls() if call.ended]
        parts = (self._rows.kept(), self._rows.of_calls(ended, self._clock.now()), self._counts.hours())
        names = sorted({hour for part in parts for hour in part})
        return {hour: added(part[hour] for part in parts if hour in part) for hour in names}

    def ended_calls(self) -> int:
        """How many calls have ended on this computer: those in the sums and those that still stand in the history."""
        purged = sum(part.calls for part in self._rows.kept().values())
        return purged + sum(1 for call in self._journal.calls() if call.ended)

    def days(self) -> list[TotalsRow]:
        """The newest day first, under the line of all of them; empty where nothing was counted."""
        days = grouped(self.hours())
        return _rows({_day(day): days[day] for day in sorted(days, reverse=True)})

    def hours_of_day(self) -> list[TotalsRow]:
        """From 0 to 23 o'clock, all days together, under the line of all of them."""
        hours = grouped(self.hours(), by_hour_of_day=True)
        return _rows({f"{hour} 时": part for hour, part in hours.items()})

    def to_csv(self) -> str:
        """Every hour in a line of its own, with a byte order mark so that spreadsheets read it as UTF-8."""
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        safe = cache(partial(harmless, keeps_numbers=True))  # a year has 200,000 cells, and most say the same
        writer.writerow(["日期", "小时", *(harmless(column.title) for column in COLUMNS)])
        for hour, part in self.hours().items():
            cells = [_day(hour // 100), str(hour % 100), *(column.cell(part) for column in COLUMNS)]
            writer.writerow(map(safe, cells))
        return BYTE_ORDER_MARK + text.getvalue()


def _rows(parts: Mapping[str, HourSum]) -> list[TotalsRow]:
    named = {ALL: added(parts.values()), **parts} if parts else {}
    return [TotalsRow(name, tuple(column.cell(part) for column in COLUMNS)) for name, part in named.items()]


def _day(day: int) -> str:
    return f"{day // 10000}-{day // 100 % 100:02}-{day % 100:02}"
