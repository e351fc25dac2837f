"""What this desk last learned of the notices, kept in the user's folder: it survives a restart and a share that is gone."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handbook.bulletin.notice import LARGEST, Notice, read_notices, write_notices
from handbook.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Kept:
    """The notices, and when the share last said that these are all."""

    checked: datetime
    notices: tuple[Notice, ...] = ()


def write_kept(place: Path, kept: Kept) -> None:
    """Replace what is kept at `place`.

    Raises:
        OSError: the disk refuses; what was kept stays.

    """
    said = {
        "checked": kept.checked.astimezone(UTC).isoformat(timespec="seconds"),
        "notices": json.loads(write_notices(kept.notices)),
    }
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(place, json.dumps(said, ensure_ascii=False).encode())


def read_kept(place: Path) -> Kept | None:
    """What is kept at `place`; None where there is nothing that can be read."""
    try:
        with place.open("rb") as file:
            data = file.read(2 * LARGEST)
        said = json.loads(data)
        checked = datetime.fromisoformat(said["checked"])
        if checked.tzinfo is None:
            return None
        return Kept(checked, read_notices(json.dumps(said["notices"]).encode()))
    except (OSError, ValueError, KeyError, TypeError):
        return None
