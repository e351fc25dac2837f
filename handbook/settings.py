"""The user's settings as one typed value: read with defaults for what is missing or wrong, written whole."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.whole_file import PRIVATE, write_whole

LOOKS = ("system", "light", "dark")
RETENTION = range(366)
"""Days that a window offers; a company's file may name more."""
DOCK_WIDTHS = range(320, 421)
"""Pixels at 100 % text."""
LARGEST = 1e6
"""A number beyond it is no setting."""
_PATIENCE = 0.5
"""Seconds: the window waits meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings."""

    look: str = "system"
    """system | light | dark."""
    scale: float = 1.0
    """Text size, 1.0–2.0."""
    phase: str = ""
    """Part of the season that is on now (试压 初供 严寒 停热); empty = not told."""
    is_phase_by_date: bool = False
    """Whether `phase` follows the calendar and the season of the site."""
    is_docked: bool = False
    """Whether the narrow window at the screen's edge was in use."""
    dock_edge: str = "right"
    """left | right."""
    dock_width: int = 400
    """Width of the docked window in pixels, 320–420."""
    is_on_top: bool = True
    """Whether the docked window stays above those of other programs."""
    retention_days: int = 7
    """Days for which calls are kept; 0 = not after the call."""
    hot_key: str = "Ctrl+Alt+H"
    """Global hot key, where the platform allows one; empty = none."""
    site: str = ""
    """Overlay folder that this user chose; the company's and the command line's go before it."""
    region: str = ""
    """Id of the region by whose law the desk works; empty = the overlay's, else that of the content, not confirmed."""
    paper: str = ""
    """Paper that printing begins with, by its name on the command line; empty = the first."""
    editor: str = ""
    """Name under which this user vouches for articles and changes entries; empty until it was given."""
    keys: str = ""
    """Folder with the keys that sign content, on the computer of whoever publishes; empty until it was named."""
    is_demo: bool = False
    """Whether the values of the demo company are laid over those that nobody gave; nothing else knows of it."""
    file_format: str = ""
    """Kind of file that saving begins with, by its ending; empty = the first."""


def read_settings(path: Path, base: Settings | None = None, locked: Collection[str] = ()) -> Settings:
    """Settings in `path`; what is missing, unknown, of the wrong kind or `locked` is as in `base` (the company's)."""
    base = base or Settings()
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return base
    if not isinstance(raw, dict):
        return base
    return with_values(base, {name: value for name, value in raw.items() if name not in locked})


def with_values(base: Settings, values: Mapping[str, Any]) -> Settings:
    """`base` with those of `values` that are settings of the right kind, within their bounds."""
    known = {f.name: type(f.default) for f in fields(Settings)}
    kept = {name: value for name, value in values.items() if name in known and _fits(value, known[name])}
    return _bounded(replace(base, **kept))


def write_settings(path: Path, settings: Settings, base: Settings | None = None) -> None:
    """Write whole or not at all, for this user alone. What equals `base` is left out, so that it follows `base`.

    Raises:
        HandbookError: the folder cannot be written to, or the disk is full.
    """
    text = json.dumps(_differing(settings, base), ensure_ascii=False, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Half of a character from outside the BMP is no UTF-8, but what this puts in its place is its JSON.
        write_whole(path, text.encode("utf-8", "backslashreplace"), mode=PRIVATE, patience=_PATIENCE)
    except OSError as error:
        raise HandbookError(f"设置没有存下来({path.parent}:{reason(error)}),本次仍有效。") from error


def _differing(settings: Settings, base: Settings | None) -> dict[str, Any]:
    common = asdict(base) if base is not None else {}
    return {
        name: value for name, value in asdict(settings).items() if name not in common or common[name] != value
    }


def _fits(value: Any, kind: type) -> bool:
    if kind is float:  # JSON of Python's own knows NaN, Infinity and integers beyond every float
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST
    return type(value) is kind


def _bounded(settings: Settings) -> Settings:
    return replace(
        settings,
        look=settings.look if settings.look in LOOKS else "system",
        scale=min(max(float(settings.scale), 1.0), 2.0),
        dock_edge=settings.dock_edge if settings.dock_edge in ("left", "right") else "right",
        dock_width=min(max(settings.dock_width, DOCK_WIDTHS[0]), DOCK_WIDTHS[-1]),
        retention_days=max(0, settings.retention_days),
    )
