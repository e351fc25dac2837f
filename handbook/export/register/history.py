"""Snapshots of entries as they were printed or released -> what has changed since a code was printed.

A snapshot is one line of JSON: code, entry, title, versions, dates and the words of the sheet. Two files hold them:
the release history that travels with the content (``history.jsonl`` beside ``handbook.yaml``, appended at each
release), and this user's print register. Either explains an outdated code; without both, only the verdict is known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from handbook import paths
from handbook.company_defaults import company_defaults, site_folder
from handbook.document.blocks import Sheet
from handbook.document.sheet_text import sheet_lines
from handbook.document.words import FORMER_FRAMES, FORMER_HEADINGS

HISTORY_FILE = "history.jsonl"
_LONGEST_LINE = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One sheet as it read."""

    code: str
    entry_id: str
    title: str
    content_version: str = ""
    reviewed: str = ""
    date: str = ""
    """Day of release, or time of printing."""
    lines: tuple[str, ...] = ()


class Change(StrEnum):
    """What happened to a line."""

    REMOVED = "删去"
    ADDED = "新增"
    REPLACED = "改为"


@dataclass(frozen=True, slots=True)
class LineChange:
    """One difference; `before` is empty for 新增, `after` for 删去."""

    change: Change
    before: tuple[str, ...]
    after: tuple[str, ...]


def snapshot(sheet: Sheet, date: str) -> Snapshot:
    """The sheet as it reads now."""
    return Snapshot(
        code=sheet.code,
        entry_id=sheet.entry_id,
        title=sheet.title,
        content_version=sheet.content_version,
        reviewed=sheet.reviewed,
        date=date,
        lines=tuple(sheet_lines(sheet)),
    )


def changes_between(before: Iterable[str], after: Iterable[str]) -> tuple[LineChange, ...]:
    """Differences line by line, in order; a line that is only a heading of ours is none of them, whoever wrote it."""
    old = tuple(_own_lines(before))
    new = tuple(_own_lines(after))
    found: list[LineChange] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "delete":
            found.append(LineChange(Change.REMOVED, old[a:b], ()))
        elif tag == "insert":
            found.append(LineChange(Change.ADDED, (), new[c:d]))
        elif tag == "replace":
            found.append(LineChange(Change.REPLACED, old[a:b], new[c:d]))
    return tuple(found)


def _own_lines(lines: Iterable[str]) -> Iterator[str]:
    """What the entry itself says; `sheet_lines` gives no more, but earlier snapshots hold the headings of their day."""
    for line in lines:
        if line not in FORMER_HEADINGS:
            yield next((own for frame in FORMER_FRAMES if (own := _inside(line, *frame))), line)


def _inside(line: str, before: str, after: str) -> str:
    is_framed = line.startswith(before) and line.endswith(after)
    return line.removeprefix(before).removesuffix(after) if is_framed else ""


def what_changed(code: str, now: Sheet, *histories: Mapping[str, Snapshot]) -> tuple[LineChange, ...] | None:
    """Differences between the sheet that bore `code` and the sheet now; None where no history knows the code."""
    known = next((history[code] for history in histories if code in history), None)
    return changes_between(known.lines, sheet_lines(now)) if known else None


def read_snapshots(path: Path) -> dict[str, Snapshot]:
    """Code -> its newest snapshot; lines that cannot be read are passed over, a missing file is empty."""
    return {found.code: found for found in _read(path)}


def known_releases() -> dict[str, Snapshot]:
    """The release histories that came with the content and with the overlay of the site."""
    folders = [paths.shipped_content(), site_folder(company_defaults())]
    found: dict[str, Snapshot] = {}
    for folder in folders:
        found |= read_snapshots(folder / HISTORY_FILE) if folder else {}
    return found


def _read(path: Path) -> Iterator[Snapshot]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for line in text.splitlines():
        found = snapshot_from_json(line)
        if found:
            yield found


def snapshot_from_json(line: str) -> Snapshot | None:
    """A snapshot, or None where the line is torn or foreign."""
    if not line.strip() or len(line) > _LONGEST_LINE:
        return None
    try:
        raw = json.loads(line)
        texts = {name: str(raw[name]) for name in ("code", "entry_id", "title")}
        more = {name: str(raw.get(name, "")) for name in ("content_version", "reviewed", "date")}
        return Snapshot(**texts, **more, lines=tuple(map(str, raw.get("lines", ()))))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def to_json(found: Snapshot) -> str:
    """One line."""
    return json.dumps(asdict(found), ensure_ascii=False, separators=(",", ":"))


def released(path: Path, sheets: Iterable[Sheet], date: str) -> bytes:
    """The release history with every sheet added whose code it does not yet hold; to be written by `write_safely`."""
    known = read_snapshots(path)
    old = path.read_bytes() if path.exists() else b""
    if old and not old.endswith(b"\n"):
        old += b"\n"
    new = [to_json(snapshot(sheet, date)) for sheet in sheets if sheet.code not in known]
    return old + "".join(line + "\n" for line in new).encode()
