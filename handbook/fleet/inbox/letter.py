"""What one desk says of one day, as the lines of a file; read back with every line judged by itself.

The lines: a head, the sum of the day, perhaps its hours, lists, misses, and an end that counts the lines before it, so that a
file of which half was written is told from a whole one. A reader takes nothing on trust: counts, ids and words of another
shape than a desk of ours writes are broken lines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

import msgspec

from handbook.call.day_sums import UNRANKED, HourSum, ListSum
from handbook.call.finished_days import FinishedDay
from handbook.fleet.inbox.words import TradeWords
from handbook.model.kinds import Kind, Priority

LARGEST = 65_536
"""Bytes of a file."""
MOST_LINES = 1_000
_MOST_OF_A_KIND = 200
"""Lists, or misses, of a day that are written; the most frequent."""
_FORM = 1
_MOST = 100_000
"""What no count of a day at one desk exceeds."""
SEAT = re.compile(r"[0-9a-f]{12}")
_ENTRY = "(?:proc|em)-[a-z0-9][a-z0-9-]{0,60}"


_Count = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
_Buckets = Annotated[str, msgspec.Meta(pattern="^[0-s]*$", max_length=_MOST)]
"""Letters of durations, `day_sums.bucket`."""
_Priority = Annotated[str, msgspec.Meta(pattern=rf"^({'|'.join((UNRANKED, *Priority))})$")]


class _StrictListSum(ListSum, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    pinned: _Count = 0
    finished: _Count = 0
    given_up: _Count = 0
    durations: _Buckets = ""


class _StrictSum(HourSum, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Only what a desk could have counted."""

    calls: _Count = 0
    durations: _Buckets = ""
    searches: _Count = 0
    misses: _Count = 0
    opened: _Count = 0
    lists: Mapping[Kind, _StrictListSum] = {}
    skipped: _Count = 0
    reopened: _Count = 0
    tickets: Mapping[_Priority, _Count] = {}


class _Line(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Any of the lines, as it is written."""

    form: int = 0
    seat: str = ""
    day: int = 0
    sum: HourSum | None = None
    hour: int = -1
    list: str = ""
    miss: str = ""
    n: int = 0
    end: int = 0


class _StrictLine(_Line, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The same, as it is read: everything that can be judged is judged while it is decoded."""

    sum: _StrictSum | None = None
    hour: Annotated[int, msgspec.Meta(ge=-1, le=23)] = -1
    list: Annotated[str, msgspec.Meta(pattern=rf"^({_ENTRY})?$")] = ""
    n: _Count = 0


_READ = msgspec.json.Decoder(_StrictLine)
_WRITE = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Letter:
    """One desk, one day."""

    seat: str
    """The random number that the desk made for itself."""
    day: date
    sums: HourSum
    hours: Mapping[int, HourSum] = field(default_factory=dict[int, HourSum])
    """Hour of the day -> its sum; empty where too few desks are summed."""
    lists: Mapping[str, int] = field(default_factory=dict[str, int])
    misses: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """What a file held."""

    letter: Letter | None
    """None where it is no whole letter."""
    broken: int = 0
    """Lines that could not be read, and were passed over."""


def letter_of(seat: str, finished: FinishedDay, words: TradeWords) -> Letter:
    """What may leave of a day."""
    leaving = Counter(filter(None, map(words.leaving, finished.misses)))
    lists = Counter({entry: n for entry, n in finished.lists.items() if re.fullmatch(_ENTRY, entry)})
    return Letter(
        seat=seat,
        day=finished.day,
        sums=finished.sums,
        hours=finished.hours,
        lists=dict(_first(lists)),
        misses=dict(_first(leaving)),
    )


def to_bytes(letter: Letter, *, with_hours: bool) -> bytes:
    """The whole file."""
    head = _Line(form=_FORM, seat=letter.seat, day=int(f"{letter.day:%Y%m%d}"))
    hours = letter.hours if with_hours else {}
    lines = [
        head,
        _Line(sum=letter.sums),
        *(_Line(hour=hour, sum=part) for hour, part in sorted(hours.items())),
        *(_Line(list=entry, n=n) for entry, n in sorted(letter.lists.items())),
        *(_Line(miss=miss, n=n) for miss, n in sorted(letter.misses.items())),
    ]
    return b"".join(_WRITE.encode(line) + b"\n" for line in (*lines, _Line(end=len(lines))))


def is_whole(data: bytes) -> bool:
    """Whether a file was written to its end."""
    return read_letter(data).letter is not None


def read_letter(data: bytes) -> ReadLetter:
    """Read one file, which is no larger than `LARGEST`."""
    rows = data.split(b"\n", MOST_LINES + 1)
    if len(data) > LARGEST or len(rows) > MOST_LINES + 1 or rows.pop():
        return ReadLetter(None)
    lines = _lines(rows)
    if not lines or lines[-1] is None or lines[-1].end != len(lines) - 1:
        return ReadLetter(None)
    head, body = lines[0], [line for line in lines[1:-1] if line is not None]
    day = _day(head)
    sums = [line.sum for line in body if line.sum is not None and line.hour < 0]
    if head is None or day is None or len(sums) != 1:
        return ReadLetter(None)
    letter = Letter(
        seat=head.seat,
        day=day,
        sums=sums[0],
        hours={line.hour: line.sum for line in body if line.sum is not None and line.hour >= 0},
        lists=_counted((line.list, line.n) for line in body if line.list),
        misses=_counted((line.miss, line.n) for line in body if line.miss),
    )
    return ReadLetter(letter, len(lines) - 2 - len(body))


def _lines(rows: Sequence[bytes]) -> list[_Line | None]:
    try:
        return [line if _says_something(line) else None for line in map(_READ.decode, rows)]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return list(map(_line, rows))


def _line(row: bytes) -> _Line | None:
    try:
        line = _READ.decode(row)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return line if _says_something(line) else None


def _says_something(line: _Line) -> bool:
    if line.form or line.seat or line.day:
        return line.form == _FORM and SEAT.fullmatch(line.seat) is not None
    return line.sum is not None or line.end > 0 or (line.n > 0 and bool(line.list or line.miss))


def _day(head: _Line | None) -> date | None:
    if head is None or not head.form:
        return None
    try:
        return date(head.day // 10_000, head.day // 100 % 100, head.day % 100)
    except ValueError:
        return None


def _first(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_MOST_OF_A_KIND]


def _counted(named: Iterable[tuple[str, int]]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for name, n in named:
        counted[name] = counted.get(name, 0) + n
    return counted
