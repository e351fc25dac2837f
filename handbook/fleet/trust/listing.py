"""The signed list of packs on a share: which there are, for whom, and what each asks of the program."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

LIST_NAME = "packs/list.json"
"""Its name among the signed files."""
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A pack on the share."""

    number: int
    version: str
    """Of the content."""
    oldest_program: str
    """Oldest version of the program that reads it."""
    stage: int = 100
    """Percent of desks that it is for."""
    is_urgent: bool = False
    """Whether it is taken at the end of the call, whoever sits there."""
    note: str = ""


def write_listing(packs: Iterable[Published]) -> bytes:
    """The list, the newest first."""
    rows = [asdict(pack) for pack in sorted(packs, key=lambda one: -one.number)]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def read_listing(data: bytes) -> tuple[Published, ...]:
    """The packs of a list, the newest first.

    Raises:
        ValueError: it is no such list.
    """
    if len(data) > LARGEST:
        raise ValueError("too long a list")
    rows = json.loads(data)
    if not isinstance(rows, list):
        raise ValueError("no list")
    found = [_read(row) for row in rows]
    return tuple(sorted(found, key=lambda one: -one.number))


def _read(row: object) -> Published:
    kinds = {
        "number": int,
        "version": str,
        "oldest_program": str,
        "stage": int,
        "is_urgent": bool,
        "note": str,
    }
    if not isinstance(row, dict) or any(type(row.get(name)) is not kind for name, kind in kinds.items()):
        raise ValueError(f"no pack: {row!r}")
    return Published(**{name: row[name] for name in kinds})
