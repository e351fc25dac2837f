"""The folder in which desks leave word -> what each says of itself, and how it stands to the newest pack.

Whoever can write the share can write anything there: files are few and short, links are not followed, names are cleaned.
"""

import json
import os
import re
import stat
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from handbook.upkeep.publication import Seat, SeatsRead

MOST = 3000
"""Desks that are read."""
_LOOKED_AT = 10_000
"""Names that are looked at."""
LARGEST = 4096
LOST_AFTER = timedelta(days=1)
_AHEAD = timedelta(days=1)
"""A clock that is further ahead is not believed."""
SQUARES = 200
"""Up to so many desks are shown one by one."""
_HUNDRED = 100
_FILE = re.compile(r"([A-Za-z0-9]{1,32})\.json")
_PARTS = re.compile(r"(\D*)(\d*)(.*)")
_LONGEST = 24
_STATES = frozenset({"taken", "current", "stopped", "too_new", "untrusted"})


class Standing(StrEnum):
    """How a desk stands to the newest pack."""

    TAKEN = "已换"
    WAITING = "待换"
    LOST = "失联"


@dataclass(frozen=True, slots=True)
class Site:
    """Desks that are shown by one bar."""

    label: str
    counts: tuple[int, int, int]
    """已换, 待换, 失联."""


def read_seats(folder: Path) -> SeatsRead:
    """What desks say there, by their numbers; nothing where the folder is not there or cannot be read."""
    seats: dict[str, Seat] = {}
    odd = left_out = looked_at = 0
    with suppress(OSError), os.scandir(folder) as found:
        for file in found:
            looked_at += 1
            if looked_at > _LOOKED_AT:
                left_out += 1
                break
            if file.name.startswith("."):
                continue
            named = _FILE.fullmatch(file.name)
            if named is None:
                odd += 1
            elif len(seats) >= MOST:
                left_out += 1
            else:
                seat = _seat(folder / file.name, named[1])
                if seat is None:
                    odd += 1
                else:
                    seats[seat.name] = seat
    return SeatsRead(seats=tuple(sorted(seats.values(), key=_order)), odd=odd, left_out=left_out)


def standing(seat: Seat, number: int, now: datetime) -> Standing:
    """How a desk stands to the pack with that number; one that is not heard for a day is lost whatever it had."""
    if now - seat.seen > LOST_AFTER:
        return Standing.LOST
    return Standing.TAKEN if seat.number >= number else Standing.WAITING


def counted(seats: Sequence[Seat], number: int, now: datetime) -> dict[Standing, int]:
    """How many stand how; every standing is there."""
    counts = Counter(standing(seat, number, now) for seat in seats)
    return {one: counts[one] for one in Standing}


def sites(seats: Sequence[Seat], number: int, now: datetime) -> tuple[Site, ...]:
    """Desks by the letters before their numbers, or by hundreds where those tell nothing apart."""
    letters = {_parts(seat.name)[0] for seat in seats}
    has_sites = 1 < len(letters) <= _HUNDRED
    grouped: dict[str, list[Seat]] = {}
    for at, seat in enumerate(seats):
        label = (_parts(seat.name)[0] or "没有站名的") if has_sites else _hundred(seat.name, at)
        grouped.setdefault(label, []).append(seat)
    found = []
    for label, members in grouped.items():
        counts = counted(members, number, now)
        taken, waiting, lost = (counts[one] for one in Standing)
        found.append(Site(label, (taken, waiting, lost)))
    return tuple(found)


def label_of(seat: Seat) -> str:
    """The number of a desk as it is shown: leading zeros and long random ones are cut."""
    letters, digits, rest = _parts(seat.name)
    plain = f"{letters}{digits.lstrip('0') or digits}{rest}"
    return plain if len(plain) <= 6 else f"{plain[:5]}…"


def _hundred(name: str, at: int) -> str:
    letters, digits, rest = _parts(name)
    number = int(digits) if digits and not letters and not rest else at + 1
    first = (number - 1) // _HUNDRED * _HUNDRED + 1
    return f"{first}–{first + _HUNDRED - 1}"


def _seat(path: Path, name: str) -> Seat | None:
    """What one file says; None where it is none of a desk."""
    try:
        data = _short_file(path)
        said = json.loads(data) if data is not None else None
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    number, seen = said.get("number"), _moment(said.get("seen"))
    if type(number) is not int or not 0 <= number < 10**6 or seen is None:
        return None
    state = said.get("state")
    return Seat(
        name=name,  # of the file, whatever it says inside: two cannot claim one number
        state=state if state in _STATES else "",
        number=number,
        version=_cleaned(said.get("version")),
        program=_cleaned(said.get("program")),
        seen=seen,
    )


def _short_file(path: Path) -> bytes | None:
    """The bytes of a plain file that is no longer than it may be; a link is none, and a pipe is not waited for."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    if path.is_symlink():  # where the system has no flag for it
        return None
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        data = file.read(LARGEST + 1)
    return data if len(data) <= LARGEST else None


def _moment(written: object) -> datetime | None:
    if not isinstance(written, str) or len(written) > _LONGEST + 16:
        return None
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None or moment - datetime.now(UTC) > _AHEAD:
            return None
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _cleaned(written: object) -> str:
    if not isinstance(written, str):
        return ""
    return "".join(sign for sign in written[:_LONGEST] if sign.isprintable())


def _parts(name: str) -> tuple[str, str, str]:
    found = _PARTS.fullmatch(name)
    return (found[1], found[2], found[3]) if found is not None else (name, "", "")


def _order(seat: Seat) -> tuple[str, int, str]:
    letters, digits, rest = _parts(seat.name)
    return letters, int(digits or 0), rest
