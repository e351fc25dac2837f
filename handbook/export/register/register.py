"""What this user printed -> a bounded file of snapshots, so that an outdated sheet can be told line by line."""

from collections.abc import Iterable
from pathlib import Path

from handbook import paths
from handbook.document.blocks import Sheet
from handbook.export.register.history import Snapshot, read_snapshots, snapshot, to_json
from handbook.export.safe_file import write_safely

KEPT_BYTES = 4_000_000
"""About a thousand sheets; the oldest go first."""


def register_path() -> Path:
    """The register of this user."""
    return paths.user_home() / "printed.jsonl"


def register_printed(sheets: Iterable[Sheet], printed: str, path: Path | None = None) -> None:
    """Add sheets; a code that is printed again moves to the end. Raises `ExportError` where it cannot be written.

    Runs are registered as their blank form: what was ticked is nobody's business here.
    """
    path = path or register_path()
    known = read_snapshots(path)
    for sheet in sheets:
        if sheet.code:
            known.pop(sheet.code, None)
            known[sheet.code] = snapshot(sheet, printed)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_safely(path, _bounded(known.values()), force=True)


def _bounded(snapshots: Iterable[Snapshot]) -> bytes:
    kept: list[bytes] = []
    size = 0
    for found in reversed(list(snapshots)):
        line = (to_json(found) + "\n").encode()
        size += len(line)
        if size > KEPT_BYTES:
            break
        kept.append(line)
    return b"".join(reversed(kept))
