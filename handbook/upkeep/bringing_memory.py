"""What columns were last time, by their heads: kept beside the drafts of a company, so that the next table is guessed rightly."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from handbook.upkeep.bringing_rows import Purpose
from handbook.whole_file import write_whole

FILE = "columns.json"
_MOST_HEADS = 500
"""Of one purpose; the oldest go."""
_Kept = dict[str, dict[str, str]]


def remembered(room: Path, purpose: Purpose) -> dict[str, str]:
    """Head → field as somebody chose it for that purpose; nothing where nobody did, or where it cannot be read."""
    return _kept(room).get(purpose, {})


def remember(room: Path, purpose: Purpose, chosen: Mapping[str, str]) -> None:
    """Keep what `remembered_mapping` gives. A folder that takes nothing is no reason to stop: columns are guessed again then."""
    kept = _kept(room)
    before = kept.get(purpose, {})
    if all(before.get(head) == field for head, field in chosen.items()):
        return
    heads = {head: field for head, field in before.items() if head not in chosen} | dict(chosen)
    kept[purpose] = dict(list(heads.items())[-_MOST_HEADS:])
    with suppress(OSError):
        room.mkdir(parents=True, exist_ok=True)
        write_whole(room / FILE, msgspec.json.encode(kept))


def _kept(room: Path) -> _Kept:
    try:
        return msgspec.json.decode((room / FILE).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
