"""Two thousand calls through the real journal: what the inbox adds up equals what was counted while they were played."""

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

from handbook.call.day_sums import HourSum, durations_of
from handbook.call.store.volatile_store import VolatileStore
from handbook.fleet.inbox.reading import Inbox, read_inbox
from handbook.fleet.inbox.summing import Totals, totals_of
from handbook.fleet.inbox.table import DAY, HOUR, to_csv
from handbook.fleet.inbox.words import TradeWords
from handbook.model.kinds import Kind
from tests.unit.call.simulated_calls import Tally
from tests.unit.fleet.inbox.desks import Desk, open_inbox, report_seats

DESKS, CALLS = 8, 250


def day_of(hour: int) -> date:
    return date(hour // 1_000_000, hour // 10_000 % 100, hour // 100 % 100)


def together(tallies: list[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        for name in ("counts", "tickets", "pinned", "finished", "given_up"):
            getattr(whole, name).update(getattr(tally, name))
        whole.call_times += tally.call_times
        for kind, times in tally.list_times.items():
            whole.list_times.setdefault(kind, []).extend(times)
    return whole


def assert_equal(part: HourSum, tally: Tally) -> None:
    counts = tally.counts
    assert part.calls == counts["calls"]
    assert (part.searches, part.misses, part.opened) == tuple(
        counts[n] for n in ("searches", "misses", "opened")
    )
    assert (part.skipped, part.reopened) == (counts["skipped"], counts["reopened"])
    assert Counter(part.tickets) == +tally.tickets
    assert part.durations == durations_of(tally.call_times)
    for kind in (Kind.PROCEDURE, Kind.EMERGENCY):
        of_kind = part.lists.get(kind)
        assert (of_kind.pinned if of_kind else 0) == tally.pinned[kind]
        assert (of_kind.finished if of_kind else 0) == tally.finished[kind]
        assert (of_kind.given_up if of_kind else 0) == tally.given_up[kind]
        assert (of_kind.durations if of_kind else "") == durations_of(tally.list_times.get(kind, []))


def played(folder: Path) -> tuple[list[Desk], Inbox, Totals]:
    open_inbox(folder)
    desks = []
    for number in range(DESKS):
        desk = Desk(folder, VolatileStore(), seat=f"{number:012x}", retention_days=(0, 1, 7, 30)[number % 4])
        desk.played.dice.seed(number)
        for _ in range(CALLS // 50):
            desk.played.play(50)
            desk.lay_in()
        desk.sleep(1)
        desk.played.desk.keep_counts()
        desk.lay_in()
        desks.append(desk)
    report_seats(folder, DESKS, desks[0].clock.now())
    for desk in desks:
        while desk.leave():
            pass
    inbox = read_inbox(folder / "share" / "inbox")
    return desks, inbox, totals_of(inbox.letters, TradeWords.shipped())


def test_sums_equal_a_recount_of_two_thousand_calls(tmp_path: Path) -> None:
    desks, inbox, totals = played(tmp_path)
    assert not inbox.unread
    assert inbox.broken == 0
    hours: dict[int, list[Tally]] = {}
    for desk in desks:
        for hour, tally in desk.played.hours.items():
            hours.setdefault(hour, []).append(tally)
    days: dict[date, list[Tally]] = {}
    for hour, tallies in hours.items():
        days.setdefault(day_of(hour), []).extend(tallies)
    counted = {day: together(tallies) for day, tallies in days.items()}
    assert sum(tally.counts["calls"] for tally in counted.values()) == DESKS * CALLS
    expected = {day for day, tally in counted.items() if any(tally.counts.values())}
    assert set(totals.days) == expected
    for day, part in totals.days.items():
        assert_equal(part, counted[day])
    told = 0
    for (day, hour), part in totals.hours.items():
        number = int(f"{day:%Y%m%d}") * 100 + hour
        assert_equal(part, together(hours[number]))
        told += part.calls
    assert 0 < told <= DESKS * CALLS


def test_the_table_says_the_same_numbers(tmp_path: Path) -> None:
    desks, _, totals = played(tmp_path)
    text = to_csv(totals, str)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert sum(int(row["来电通数"]) for row in rows if row["类别"] == DAY) == DESKS * CALLS
    assert {row["日期"] for row in rows if row["类别"] == HOUR} <= {
        day.isoformat() for day in totals.seats_of_hours
    }
    assert all(int(row["台数"]) >= 5 for row in rows if row["类别"] == HOUR)
    typed = {word for desk in desks for word in desk.played.typed}
    assert not [word for word in typed if word in text]
