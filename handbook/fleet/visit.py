"""One visit of a desk to the company's share: look, take what is newer, leave word of how the desk stands.

Run in a process of its own, by `handbook update`; whatever happens, the desk keeps what it has.
"""

import hashlib
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from handbook.aboard import on_board, pack_at, state_of
from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.fleet.board import Board
from handbook.fleet.inbox.leaving import leave_day_sums
from handbook.fleet.inbox.outbox import Outbox
from handbook.fleet.pack import PackRefused
from handbook.fleet.trust.ceremony import fingerprint
from handbook.fleet.trust.roles import FIRST_ROOT, METADATA, SEATS
from handbook.fleet.trust.seat import Desk, LookRefused, TooNew, look
from handbook.whole_file import write_whole

TYPED_SIGNS = 8
"""Of the fingerprint, that somebody types once at a desk whose user could have written the trusted file himself."""
_SEAT_FILE = "seat.txt"
_COUNTED_BY = "root.txt"
"""Which first root the numbers of the packs on board belong to."""
_LARGEST_ROOT = 512_000


class State(StrEnum):
    """How a visit ended."""

    TAKEN = "taken"
    CURRENT = "current"
    STOPPED = "stopped"
    TOO_NEW = "too_new"
    UNTRUSTED = "untrusted"


_TRUSTED = (State.TAKEN, State.CURRENT, State.TOO_NEW)
"""The share is that of the company: a desk leaves nothing where the signatures do not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of it; `words` are for the one who sits there, empty where there is nothing to say."""

    state: State
    words: str = ""
    number: int = 0
    """Number of the pack on board; 0 = none."""
    version: str = ""
    is_urgent: bool = False

    def to_json(self) -> str:
        """On one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where things are."""

    share: Path
    packs: Path
    """This desk's packs."""
    trust: Path
    """What this desk believed so far."""
    roots: tuple[Path, ...]
    """Where the first root may lie, the most trusted first: places that the user cannot write, then the user's own."""
    outbox: Path | None = None
    """Where masked sums of finished days wait; None = none are left."""


def visit(places: Places, program: str, pinned: int, seat: str, now: datetime) -> Visit:
    """Look at the share once. `program`: its version. `seat`: the number that the administrator gave the desk; empty = none.

    Raises:
        OSError: this desk's own disk refuses.
    """
    root = root_of(places.roots)
    if root is None:
        return Visit(
            state=State.UNTRUSTED,
            words="还没有确认内容由谁签发:请管理员把 1.root.json 放到程序旁边,或者在这台电脑输入一次恢复表上的指纹。",
        )
    board = Board(places.packs)
    aboard = on_board(places.packs)
    state = state_of(places.packs)
    counts = _counts_on(places.trust, root)
    desk = Desk(
        number=seat or _random_seat(places.trust),
        program=program,
        has_number=aboard.manifest.number if aboard is not None and counts else 0,
        turned_from=_number_at(places.packs, state.turned_from) if counts else 0,
        pinned=pinned,
    )
    ended = _ended(places, root, desk, board)
    if ended.state is State.TAKEN and not counts:
        _count_by(places.trust, root)
    _leave_word(places.share, desk.number, ended, program, now)
    if places.outbox is not None and ended.state in _TRUSTED:
        seats, outbox = places.share / SEATS, Outbox(places.outbox)
        leave_day_sums(places.share, seats, outbox, _random_seat(places.trust), now)
    return ended


def trust_first(share: Path, trust: Path, typed: str) -> bool:
    """Trust the first root on `share` from now on, where `typed` are the first signs of its fingerprint; whether they are.

    Raises:
        HandbookError: there is none, or too few signs were typed.
        OSError: the desk's own disk refuses.
    """
    signs = "".join(typed.split()).upper()
    if len(signs) < TYPED_SIGNS:
        raise HandbookError(f"指纹至少要输 {TYPED_SIGNS} 个字符,照恢复表上的抄。")
    try:
        root = (share / METADATA / FIRST_ROOT).read_bytes()
    except OSError as error:
        raise HandbookError(f"更新文件夹 {share} 里读不到 {FIRST_ROOT}({reason(error)})。") from None
    if not fingerprint(root).replace(" ", "").startswith(signs):
        return False
    trust.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(trust / FIRST_ROOT, root)
    return True


def _ended(places: Places, root: bytes, desk: Desk, board: Board) -> Visit:
    try:
        found = look(places.share, places.trust / "metadata", root, desk)
    except LookRefused as error:
        return _as_it_stands(places.packs, State.STOPPED, str(error))
    if found is None:
        return _as_it_stands(places.packs, State.CURRENT)
    if isinstance(found, TooNew):
        words = f"内容 {found.version} 要程序 {found.oldest_program} 或更新的,这台电脑先用现在的内容,请管理员更新程序。"
        return _as_it_stands(places.packs, State.TOO_NEW, words)
    try:
        taken = board.take(found.data)
    except PackRefused as error:
        return _as_it_stands(places.packs, State.STOPPED, f"{error}先用现在的内容,请告诉管理员。")
    except OSError as error:
        words = f"新的内容没有装上({reason(error)}),先用现在的内容。"
        return _as_it_stands(places.packs, State.STOPPED, words)
    return Visit(
        state=State.TAKEN,
        number=taken.manifest.number,
        version=taken.manifest.version,
        words=taken.manifest.note,
        is_urgent=found.is_urgent,
    )


def _as_it_stands(packs: Path, state: State, words: str = "") -> Visit:
    aboard = on_board(packs)
    number, version = (aboard.manifest.number, aboard.manifest.version) if aboard is not None else (0, "")
    return Visit(state=state, words=words, number=number, version=version)


def root_of(places: tuple[Path, ...]) -> bytes | None:
    """The company's first root, from the most trusted of `places` that has one; None where none has."""
    for place in places:
        with suppress(OSError):
            if place.stat().st_size <= _LARGEST_ROOT:
                return place.read_bytes()
    return None


def _counts_on(trust: Path, root: bytes) -> bool:
    """Whether the numbers of packs on board are those of `root`: a company that lost both sticks begins anew at 1."""
    try:
        return (trust / _COUNTED_BY).read_text("ascii") == _told(root)
    except OSError:
        _count_by(trust, root)
        return True


def _count_by(trust: Path, root: bytes) -> None:
    trust.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(trust / _COUNTED_BY, _told(root).encode())


def _told(root: bytes) -> str:
    return hashlib.sha256(root).hexdigest()


def _random_seat(trust: Path) -> str:
    """A number of this desk's own, made once: it tells which part of a staged publication it is in."""
    place = trust / _SEAT_FILE
    with suppress(OSError):
        if kept := place.read_text("ascii").strip():
            return kept
    made = os.urandom(6).hex()
    trust.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(place, made.encode())
    return made


def _number_at(packs: Path, name: str) -> int:
    pack = pack_at(packs, name)
    return pack.manifest.number if pack is not None else 0


def _leave_word(share: Path, seat: str, ended: Visit, program: str, now: datetime) -> None:
    """What the publisher's page shows of this desk; no name of a user. A share that cannot be written costs nothing."""
    said = {
        "seat": seat,
        "state": ended.state,
        "number": ended.number,
        "version": ended.version,
        "program": program,
        "system": platform.system(),
        "seen": now.isoformat(timespec="seconds"),
    }
    name = hashlib.sha256(seat.encode()).hexdigest()[:16] if not seat.isalnum() else seat
    with suppress(OSError):
        folder = share / SEATS
        if folder.is_dir():
            write_whole(folder / f"{name}.json", json.dumps(said, ensure_ascii=False).encode())
