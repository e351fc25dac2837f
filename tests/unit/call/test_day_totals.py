"""The page of the sums: what is kept and what is still in the history together, in days and hours, and as CSV."""

import csv
import io

from handbook.call.day_totals import ALL, COLUMNS, DayTotals, TotalsRow
from handbook.call.desk import CallDesk
from handbook.call.store.volatile_store import VolatileStore
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.simulated_calls import Simulation

TITLES = [column.title for column in COLUMNS]


def cell(row: TotalsRow, title: str) -> str:
    return row.cells[TITLES.index(title)]


def played(calls: int, retention_days: int = 1) -> tuple[Simulation, DayTotals]:
    made = Simulation(FakeClock(), VolatileStore(), retention_days)
    made.play(calls)
    return made, DayTotals(made.store, made.clock, made.counts)


def test_purged_calls_and_kept_ones_and_the_last_minutes_are_shown_together() -> None:
    made, totals = played(60)
    assert 0 < len(made.store.rows("call")) < 60
    assert made.store.rows("day_sum")
    first = totals.days()[0]
    assert (first.name, cell(first, "来电通数")) == (ALL, "60")
    searches = sum(tally.counts["searches"] for tally in made.hours.values())
    assert cell(first, "查询次数") == str(searches)
    assert totals.hours_of_day()[0] == first


def test_the_same_before_and_after_the_purge() -> None:
    made, totals = played(10, retention_days=7)
    before = totals.days()
    made.let_time_pass(8)
    assert made.store.rows("call") == []
    assert totals.days() == before


def test_days_are_listed_from_the_newest_and_hours_from_the_first() -> None:
    _, totals = played(60)
    days = [row.name for row in totals.days()[1:]]
    assert days == sorted(days, reverse=True)
    hours = [int(row.name.split()[0]) for row in totals.hours_of_day()[1:]]
    assert hours == sorted(hours)


def test_nothing_counted_is_an_empty_table() -> None:
    _, totals = played(0)
    assert totals.days() == totals.hours_of_day() == []


def test_minutes_stand_only_where_something_took_time() -> None:
    clock, store = FakeClock(), VolatileStore()
    made = Simulation(clock, store)
    made.counts.opened()
    [first, _] = DayTotals(store, clock, made.counts).days()
    assert cell(first, "来电中位时长") == cell(first, "应急九成以内") == ""
    assert cell(first, "查询打开条目") == "1"


def test_csv_has_a_line_for_every_hour_and_plain_numbers() -> None:
    _, totals = played(20)
    text = totals.to_csv()
    assert text.startswith("\ufeff日期,小时,来电通数")
    lines = list(csv.reader(io.StringIO(text[1:])))
    assert len(lines) == 1 + len(totals.hours())
    assert all(len(line) == 2 + len(COLUMNS) for line in lines)
    assert sum(int(line[2]) for line in lines[1:]) == 20
    assert not any(cell.startswith(("=", "'", "+", "@")) for line in lines for cell in line)


def test_an_open_call_is_not_counted_yet() -> None:
    clock, store = FakeClock(), VolatileStore()
    made = Simulation(clock, store)
    CallDesk(store, clock).new_call()
    assert DayTotals(store, clock, made.counts).hours() == {}
