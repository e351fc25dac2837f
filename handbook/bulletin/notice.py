"""One announcement of dispatch, and the list of them as it lies signed on the share."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum

LARGEST = 256 * 1024
"""Bytes of a whole list; a longer one is not read."""
MOST = 200
"""Notices in one list."""
_LONGEST = 200
"""Characters of one field."""


class Situation(StrEnum):
    """What dispatch says of the heat there."""

    REPAIR = "repair"
    """抢修中."""
    PLANNED = "planned"
    """计划停热."""
    RESTORED = "restored"
    """刚恢复."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice; moments are aware, texts are as dispatch typed them, without line breaks."""

    number: int
    """Counted up by the company's share; shown as T-12."""
    situation: Situation
    estate: str
    """The name of the estate, village or street."""
    buildings: str = ""
    """Which buildings of it, as typed: “3–8号楼”, “1、3、5-7”; empty = all of it."""
    sent: datetime
    sender: str
    """Who sent it: the name that dispatch gave itself, shown to colleagues."""
    starts: datetime | None = None
    """When a planned one begins; None otherwise."""
    until: datetime | None = None
    """When the heat is expected back, or since when it is; None = nobody can tell."""
    reason: str = ""
    """What may be said to callers."""
    internal: str = ""
    """What is for colleagues alone: it is in no copy and in no ticket."""
    said: str = ""
    """The sentence in dispatch's own words; empty = put together from the fields."""

    @property
    def label(self) -> str:
        """As people name it."""
        return f"T-{self.number}"


def write_notices(notices: Iterable[Notice]) -> bytes:
    """The list, the newest first; `read_notices` reads the same back."""
    rows = [_row(notice) for notice in sorted(notices, key=lambda one: -one.number)]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def read_notices(data: bytes) -> tuple[Notice, ...]:
    """The notices of a list, the newest first.

    Raises:
        ValueError: it is no such list: nothing of it is shown.

    """
    if len(data) > LARGEST:
        raise ValueError("too long a list of notices")
    rows = json.loads(data)
    if not isinstance(rows, list) or len(rows) > MOST:
        raise ValueError("no list of notices")
    found = [_read(row) for row in rows]
    if len({notice.number for notice in found}) < len(found):
        raise ValueError("two notices with one number")
    return tuple(sorted(found, key=lambda one: -one.number))


def _row(notice: Notice) -> dict[str, object]:
    row = asdict(notice)
    for name in ("sent", "starts", "until"):
        moment = row[name]
        row[name] = moment.astimezone(UTC).isoformat(timespec="seconds") if moment is not None else None
    return row


def _read(row: object) -> Notice:
    if not isinstance(row, dict):
        raise ValueError(f"no notice: {row!r}")
    number, estate = row.get("number"), _text(row, "estate")
    if type(number) is not int or not 0 < number < 10**6 or not estate:
        raise ValueError(f"no notice: {row!r}")
    sent = _moment(row, "sent")
    if sent is None:
        raise ValueError(f"a notice that was never sent: {row!r}")
    return Notice(
        number=number,
        situation=Situation(_text(row, "situation")),
        estate=estate,
        buildings=_text(row, "buildings"),
        sent=sent,
        sender=_text(row, "sender"),
        starts=_moment(row, "starts"),
        until=_moment(row, "until"),
        reason=_text(row, "reason"),
        internal=_text(row, "internal"),
        said=_text(row, "said"),
    )


def _text(row: dict[str, object], name: str) -> str:
    text = row.get(name, "")
    if not isinstance(text, str) or len(text) > _LONGEST or not text.isprintable():
        raise ValueError(f"{name}: {text!r}")
    return text


def _moment(row: dict[str, object], name: str) -> datetime | None:
    written = row.get(name)
    if written is None:
        return None
    if not isinstance(written, str):
        raise ValueError(f"{name}: {written!r}")
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(f"{name}: no time zone: {written!r}")
    return moment
