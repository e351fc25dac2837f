"""Which pack of content counts at this desk, who vouched for it, and whether there is one to go back to: told in the settings."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from handbook.aboard import OnBoard, on_board, pack_at, state_of
from handbook.company_defaults import CompanyDefaults
from handbook.fleet.trust.roles import FIRST_ROOT


@dataclass(frozen=True, slots=True)
class BoardTold:
    """What is told of the packs."""

    words: str = ""
    """Empty where this desk takes none."""
    back: str = ""
    """What the button does that lets the other pack count; empty = there is none."""


def board_told(defaults: CompanyDefaults, packs: Path, trust: Path) -> BoardTold:
    """What to tell of the packs in `packs`; `trust`: what this user's desk believes."""
    current, state = on_board(packs), state_of(packs)
    if current is None and defaults.update_folder is None:
        return BoardTold()
    parts = [_has(current)]
    if state.turned_from:
        parts.append("退回过，到下一次发布为止。")
    if defaults.pin_version:
        parts.append(f"管理员把这台电脑停在第 {defaults.pin_version} 号。")
    if _is_typed_by_hand(defaults, trust):
        parts.append("由谁签发，是在这台电脑上照恢复表输指纹确认的。")
    other = pack_at(packs, state.previous)
    is_offered = other is not None and current is not None and not defaults.pin_version
    return BoardTold("".join(parts), _way(other, current) if is_offered else "")


def _has(pack: OnBoard | None) -> str:
    if pack is None:
        return "现在用随程序的内容，还没收到签发的。"
    said = pack.manifest
    by = f"，{said.by}" if said.by else ""
    return f"现在用的是内容 {said.version}（第 {said.number} 号{by}{_day(said.made)}发的）。"


def _day(made: str) -> str:
    try:
        return f" {datetime.fromisoformat(made).astimezone():%m-%d} "
    except ValueError:
        return ""


def _way(other: OnBoard | None, current: OnBoard | None) -> str:
    if other is None or current is None:
        return ""
    is_older = other.manifest.number < current.manifest.number
    return (
        f"{'退到上一份' if is_older else '换回'}（{other.manifest.version}，第 {other.manifest.number} 号）"
    )


def _is_typed_by_hand(defaults: CompanyDefaults, trust: Path) -> bool:
    """Whether nothing that users cannot write says who signs here."""
    beside = defaults.file.parent / FIRST_ROOT if defaults.file is not None else None
    is_given = beside is not None and beside.is_file()
    return not is_given and (trust / FIRST_ROOT).is_file()
