"""A share, what this desk trusts and what it has -> whether there is a newer pack for it, checked whole; or why not.

Whatever is wrong with the share or the clock, the desk keeps what it has.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from handbook.aboard import reads
from handbook.fleet.pack import LARGEST
from handbook.fleet.trust.listing import LARGEST as LARGEST_LIST
from handbook.fleet.trust.listing import LIST_NAME, Published, read_listing
from handbook.fleet.trust.roles import pack_name
from handbook.fleet.trust.signed_reading import LookRefused, SignedReading

__all__ = ["Desk", "Found", "LookRefused", "TooNew", "is_in_stage", "look"]

DEADLINE_S = 60.0
"""Seconds for all that is read from a share in one look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What this desk is."""

    number: str
    """Its own number or a random one; decides in which part of a staged publication it is."""
    program: str
    """Version of the program."""
    has_number: int = 0
    """Number of the pack on board; 0 = none."""
    turned_from: int = 0
    """Number of the pack that somebody went back from: not taken again."""
    pinned: int = 0
    """Number that the administrator holds the desk at; 0 = none."""


@dataclass(frozen=True, slots=True)
class Found:
    """A newer pack."""

    number: int
    data: bytes
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class TooNew:
    """The newest pack wants a newer program."""

    version: str
    oldest_program: str


def look(
    share: Path, trust: Path, root: bytes, desk: Desk, *, seconds: float = DEADLINE_S
) -> Found | TooNew | None:
    """The newest pack that is signed, for this desk, and newer than what it has; None where there is none.

    `trust`: folder of what was believed so far, which an older share cannot take back. `root`: the company's first root.

    Raises:
        LookRefused: the share is away, slow, too old, or not signed by whom this desk trusts.
        OSError: the desk's own disk refuses.
    """
    reading = SignedReading(share, trust, root, seconds)
    if reading.is_answered(repr(desk)):
        return None
    reading.refresh()
    found = _chosen(reading, desk)
    if found is None:
        reading.keep_answer(repr(desk))
    return found


def is_in_stage(desk: str, number: int, percent: int) -> bool:
    """Whether a desk is among the first `percent` in a hundred for a pack; one that is stays so when the stage grows."""
    told = hashlib.sha256(f"{desk}\0{number}".encode()).digest()
    return int.from_bytes(told[:8], "big") % 100 < percent


def _chosen(reading: SignedReading, desk: Desk) -> Found | TooNew | None:
    too_new = None
    for pack in _listed(reading):
        number = pack.number
        if desk.pinned and number != desk.pinned:
            continue
        if number in (desk.has_number, desk.turned_from) or (number < desk.has_number and not desk.pinned):
            return too_new
        if not is_in_stage(desk.number, number, pack.stage):
            continue
        if not reads(pack.oldest_program, desk.program):
            too_new = too_new or TooNew(pack.version, pack.oldest_program)
            continue
        data = reading.fetched(pack_name(number), LARGEST)
        if data is None:
            raise LookRefused("更新文件夹里签了名的内容包找不到,请告诉管理员。")
        return Found(number, data, pack.is_urgent)
    return too_new


def _listed(reading: SignedReading) -> tuple[Published, ...]:
    data = reading.fetched(LIST_NAME, LARGEST_LIST)
    if data is None:
        return ()
    try:
        return read_listing(data)
    except (ValueError, RecursionError):
        raise LookRefused("更新文件夹里的清单读不懂,没有采用,请告诉管理员。") from None
