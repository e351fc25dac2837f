"""Records of a call -> its share in the sums of an hour; sums of hours -> sums of days. Pure.

A sum holds counts alone, under names of closed vocabularies (`Kind`, `Priority`): there is no field into which a word
that somebody typed, a number or an address could get. What is summed is kept when the call is purged.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from handbook.call.state.call import Call
from handbook.call.state.card_outcome import priority_of
from handbook.call.state.dispatch import counting_runs
from handbook.call.state.events import (
    Abandoned,
    Answered,
    Began,
    Ended,
    Finished,
    Left,
    Parked,
    Record,
    Reopened,
    Reset,
    Restarted,
    Resumed,
    Returned,
)
from handbook.call.state.run import Mark
from handbook.call.state.undo import in_force
from handbook.model.kinds import Kind, Priority

KEPT = timedelta(days=400)
"""A season and the one before it can be compared."""
UNRANKED = ""
"""Priority of a ticket that has none."""
_PER_DOUBLING = 4
_EDGES = tuple(round(1000 * 2 ** (number / _PER_DOUBLING)) for number in range(1, 68))
"""Milliseconds at which the next bucket begins: from 1.2 s, each 19 % longer than the one before, to more than a day."""

_FIRST = ord("0")
Durations = str
"""A letter for the bucket of each duration, sorted: what can be added up, and still has a median."""


_SHORT = {"pinned": "p", "finished": "f", "given_up": "g", "durations": "d"} | {
    "calls": "c",
    "searches": "s",
    "misses": "m",
    "opened": "o",
    "lists": "l",
    "skipped": "k",
    "reopened": "r",
    "tickets": "t",
}
"""Names in the store: a year of hours is to take no more than 2 MB."""


class ListSum(msgspec.Struct, frozen=True, omit_defaults=True, rename=_SHORT):
    """Lists of one kind."""

    pinned: int = 0
    finished: int = 0
    given_up: int = 0
    durations: Durations = ""
    """Of the lists that were on screen: how long they stood there until they ended, or the call did."""


class HourSum(msgspec.Struct, frozen=True, omit_defaults=True, rename=_SHORT):
    """What happened in one hour, or in any number of them added up; a call counts in the hour in which it began."""

    calls: int = 0
    durations: Durations = ""
    """Of the calls, without the time in which they waited."""
    searches: int = 0
    misses: int = 0
    opened: int = 0
    """Entries that were opened to be read."""
    lists: Mapping[Kind, ListSum] = {}
    skipped: int = 0
    """Key steps that were passed over and stayed so."""
    reopened: int = 0
    """Answers that were changed after they had been given."""
    tickets: Mapping[str, int] = {}
    """Priority of the gravest outcome, or `UNRANKED` -> calls that ended with something in their ticket."""


EMPTY = HourSum()


def hour_of(moment: datetime) -> int:
    """The hour as the clock on the wall showed it: 2026112209 = 9 to 10 o'clock on 2026-11-22."""
    return int(f"{moment:%Y%m%d%H}")


def is_datable(moment: datetime, now: datetime) -> bool:
    """Whether it lies in the days that are kept; a stamp of a clock that was wrong seldom does, and is not counted."""
    return now - KEPT <= moment <= now


def added(sums: Iterable[HourSum]) -> HourSum:
    """All of them together; the order plays no part."""
    parts = list(sums)
    if len(parts) == 1:
        return parts[0]
    kinds = [kind for kind in Kind if any(kind in part.lists for part in parts)]
    return HourSum(
        calls=sum(part.calls for part in parts),
        durations=_in_order(letter for part in parts for letter in part.durations),
        searches=sum(part.searches for part in parts),
        misses=sum(part.misses for part in parts),
        opened=sum(part.opened for part in parts),
        lists={kind: _lists_added([part.lists.get(kind, ListSum()) for part in parts]) for kind in kinds},
        skipped=sum(part.skipped for part in parts),
        reopened=sum(part.reopened for part in parts),
        tickets=_together(part.tickets for part in parts),
    )


def grouped(hours: Mapping[int, HourSum], *, by_hour_of_day: bool = False) -> dict[int, HourSum]:
    """Day (20261122), or hour of the day (0 to 23) -> its sum, in order."""
    groups: dict[int, list[HourSum]] = {}
    for hour, part in hours.items():
        groups.setdefault(hour % 100 if by_hour_of_day else hour // 100, []).append(part)
    return {group: added(groups[group]) for group in sorted(groups)}


def bucket(milliseconds: int) -> str:
    """The letter of the bucket into which a duration falls."""
    return chr(_FIRST + bisect_right(_EDGES, milliseconds))


def durations_of(milliseconds: Iterable[int]) -> Durations:
    """These durations, as they are stored."""
    return _in_order(map(bucket, milliseconds))


def seconds_at(durations: Durations, percent: int) -> float | None:
    """The duration below or at which `percent` % of them lie (50 = the median), in seconds; None where there are none.

    The middle of its bucket stands for it: no more than 10 % off between 1 s and a day, however many sums were added.
    """
    if not durations:
        return None
    place = -(-len(durations) * percent // 100)
    number = ord(durations[place - 1]) - _FIRST
    return float(2 ** ((number + 0.5) / _PER_DOUBLING))


def sum_of_call(call: Call, records: Sequence[Record]) -> HourSum:
    """What one call that has ended adds to its hour."""
    worked = time_in_hand(records)
    kinds = [kind for kind in Kind if any(run.checklist.kind is kind for run in call.runs)]
    is_empty = not (
        call.runs or call.notes or call.dispatches or call.notice or call.sums or any(call.caller.values())
    )
    return HourSum(
        calls=1,
        durations=bucket(worked[0]),
        lists={kind: _lists_of(call, kind, worked) for kind in kinds},
        skipped=sum(
            step.killer and run.state(step.id).mark is Mark.SKIPPED
            for run in call.runs
            for step in run.applicable
        ),
        reopened=_reopened(records),
        tickets={} if is_empty else {_priority(call): 1},
    )


def _in_order(letters: Iterable[str]) -> str:
    return "".join(sorted(letters))


def _together(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(total)


def _lists_added(parts: Sequence[ListSum]) -> ListSum:
    return ListSum(
        pinned=sum(part.pinned for part in parts),
        finished=sum(part.finished for part in parts),
        given_up=sum(part.given_up for part in parts),
        durations=_in_order(letter for part in parts for letter in part.durations),
    )


def _lists_of(call: Call, kind: Kind, worked: Mapping[int, int]) -> ListSum:
    runs = [run for run in call.runs if run.checklist.kind is kind]
    ends = [run.end for run in runs if run.end is not None]
    return ListSum(
        pinned=len(runs),
        finished=sum(not end.is_abandoned for end in ends),
        given_up=sum(end.is_abandoned for end in ends),
        durations=durations_of(worked[run.id] for run in runs if run.id in worked),
    )


def _priority(call: Call) -> str:
    named = {priority_of(run) for run in counting_runs(call)}
    return next((priority.value for priority in Priority if priority in named), UNRANKED)


def _reopened(records: Sequence[Record]) -> int:
    given: dict[tuple[int, str], str] = {}
    count = 0
    for record in records:
        match record.event:
            case Answered(run=run, step=step, label=label):
                count += given.get((run, step), label) != label
                given[run, step] = label
            case Reset(run=run):  # the list begins anew, perhaps for somebody else
                given = {key: label for key, label in given.items() if key[0] != run}
            case _:
                pass
    return count


def time_in_hand(records: Sequence[Record]) -> dict[int, int]:
    """Run (0 = the call) -> milliseconds for which it was in hand: not parked, the program running; a run: on screen, not ended.

    A run that never came on screen has none.
    """
    worked = {0: 0}
    since: dict[int, int] = {}

    def stop(at: int, *numbers: int) -> None:
        for number in numbers:
            if number in since:
                worked[number] = worked.get(number, 0) + max(0, at - since.pop(number))

    over: set[int] = set()
    for record in in_force(records):
        at = record.elapsed
        match record.event:
            case Began() | Resumed() | Reopened():
                since[0] = at
            case Returned(run=run):
                stop(at, *(since.keys() - {0}))
                if run not in over:
                    since[run] = at
            case Left(run=run):
                stop(at, run)
            case Finished(run=run) | Abandoned(run=run):
                stop(at, run)
                over.add(run)
            case Restarted(since=last):  # nobody worked while the program was away
                in_hand = tuple(since)
                stop(last, *in_hand)
                since.update(dict.fromkeys(in_hand, at))
            case Parked() | Ended():
                stop(at, *tuple(since))
            case _:
                pass
    return worked
