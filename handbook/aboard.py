"""Which pack of content counts at this desk, and whether it counts more than what came with the program.

Two small files are read; nothing is opened or checked anew, so that a start costs nothing. `handbook.fleet` puts packs there.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from handbook import paths

STATE = "board.json"
MANIFEST = "pack.json"
CONTENT, SITE = "content", "site"
"""Folders inside a pack: what ships with the program, and what the company lays over it."""
_SAID = re.compile(r"^version:\s*[\"']?([\d.]+)", re.MULTILINE)
_VERSION = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackManifest:
    """What a pack says of itself."""

    number: int
    """Counts up with each that is published, from 1: the higher one is the newer one, whatever its content is called."""
    version: str
    """Version of the content: 2026.12."""
    oldest_program: str
    """Oldest version of the program that reads it."""
    made: str
    """Day and time when it was made, ISO 8601 with its zone."""
    by: str = ""
    """Who published it, as they typed it."""
    note: str = ""
    """What changed, in a sentence for those who are offered it."""


def reads(oldest_program: str, program: str) -> bool:
    """Whether a program of version `program` reads what asks for at least `oldest_program`."""
    return version_key(program) >= version_key(oldest_program)


def version_key(version: str) -> tuple[int, ...]:
    """Numbers of a version, to be compared: 2026.11 -> (2026, 11); what is no version is the oldest."""
    return tuple(map(int, version.split("."))) if _VERSION.fullmatch(version) else ()


@dataclass(frozen=True, slots=True)
class OnBoard:
    """A pack that lies whole in its folder."""

    name: str
    """Its sha256 in hexadecimal."""
    folder: Path
    manifest: PackManifest

    @property
    def content(self) -> Path:
        """What stands in the place of the content that came with the program."""
        return self.folder / CONTENT

    @property
    def site(self) -> Path | None:
        """The company's overlay, where the pack brings one."""
        return self.folder / SITE if (self.folder / SITE).is_dir() else None


@dataclass(frozen=True, slots=True)
class BoardState:
    """Names of packs, empty where there is none."""

    current: str = ""
    previous: str = ""
    turned_from: str = ""
    """The pack that somebody went back from: it is not offered again, the next one is."""


def on_board(folder: Path) -> OnBoard | None:
    """The pack that counts among those in `folder`; None where there is none, or it is no longer whole."""
    return pack_at(folder, state_of(folder).current)


def pack_at(folder: Path, name: str) -> OnBoard | None:
    """The pack called `name`, if its folder is there."""
    place = folder / name
    if not name or not (place / CONTENT).is_dir():
        return None
    try:
        manifest = PackManifest(**json.loads((place / MANIFEST).read_text("utf-8")))
        is_sound = version_key(manifest.version) != () and manifest.number > 0
    except (OSError, ValueError, TypeError):
        return None
    return OnBoard(name, place, manifest) if is_sound else None


def state_of(folder: Path) -> BoardState:
    """What counts; nothing where the file is not there or cannot be read."""
    try:
        raw = json.loads((folder / STATE).read_text("utf-8"))
        return BoardState(**{name: str(raw.get(name, "")) for name in BoardState.__slots__})
    except (OSError, ValueError, AttributeError):
        return BoardState()


def content_in_force() -> tuple[Path, Path | None]:
    """(content, the company's overlay that a pack brings): of the pack on board, unless the program came with newer content."""
    shipped = paths.shipped_content()
    pack = on_board(paths.user_packs())
    if pack is None or version_key(pack.manifest.version) < version_key(_version_of(shipped)):
        return shipped, pack.site if pack is not None else None
    return pack.content, pack.site


def _version_of(content: Path) -> str:
    """The version that a content folder says in its handbook.yaml; empty where it says none."""
    try:
        found = _SAID.search((content / "handbook.yaml").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return found[1] if found else ""
