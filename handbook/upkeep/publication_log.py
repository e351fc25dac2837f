"""What was published, for whom, by whom and when: lines below the company's folder, so that every editor sees the same."""

from contextlib import suppress
from pathlib import Path

import msgspec

from handbook.content.file_names import WORKROOM
from handbook.upkeep.publication import PublicationAct
from handbook.whole_file import append_line

_FILE = "publications.jsonl"
_MOST = 60
"""The latest that are read."""
_LARGEST = 256 * 1024
_ACT = msgspec.json.Decoder(PublicationAct)


def remember(site: Path, act: PublicationAct) -> None:
    """Add a line.

    Raises:
        OSError: the folder refuses; what was published stays so.
    """
    place = site / WORKROOM / _FILE
    place.parent.mkdir(parents=True, exist_ok=True)
    append_line(place, msgspec.json.encode(act))


def remembered(site: Path | None) -> tuple[PublicationAct, ...]:
    """The latest acts, the last one last; a line that a power cut tore is passed over."""
    found = []
    if site is not None:
        with suppress(OSError), (site / WORKROOM / _FILE).open("rb") as file:
            file.seek(0, 2)
            file.seek(max(file.tell() - _LARGEST, 0))
            for line in file.read(_LARGEST).splitlines()[-_MOST:]:
                with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                    found.append(_ACT.decode(line))
    return tuple(found)
