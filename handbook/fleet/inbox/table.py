"""The totals of the inbox -> one CSV for a spreadsheet: days, hours, lists and misses, told apart by the first column."""

import csv
import io
from collections.abc import Callable, Iterator
from functools import cache, partial

from handbook.call.day_sums import HourSum
from handbook.call.day_totals import BYTE_ORDER_MARK, COLUMNS
from handbook.csv_cells import harmless
from handbook.fleet.inbox.summing import Totals

HEADER = ("类别", "日期", "小时", "名称", "次数", "台数", *(column.title for column in COLUMNS))
DAY, HOUR, LIST, MISS = "每天", "每小时", "清单", "未搜到"


def to_csv(totals: Totals, title_of: Callable[[str], str]) -> str:
    """The table, with a byte order mark so that spreadsheets read it as UTF-8; `title_of`: id of an entry -> its title."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    safe = cache(partial(harmless, keeps_numbers=True))
    for row in (HEADER, *_rows(totals, title_of)):
        writer.writerow(map(safe, row))
    return BYTE_ORDER_MARK + text.getvalue()


def _rows(totals: Totals, title_of: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    for day, part in totals.days.items():
        yield (DAY, day.isoformat(), "", "", "", str(totals.seats_of_day[day]), *_cells(part))
    for (day, hour), part in totals.hours.items():
        yield (HOUR, day.isoformat(), str(hour), "", "", str(totals.seats_of_hours[day]), *_cells(part))
    nothing = ("",) * len(COLUMNS)
    for named in totals.lists:
        yield (LIST, "", "", title_of(named.name), str(named.times), str(named.seats), *nothing)
    for named in totals.misses:
        yield (MISS, "", "", named.name, str(named.times), str(named.seats), *nothing)


def _cells(part: HourSum) -> Iterator[str]:
    return (column.cell(part) for column in COLUMNS)
