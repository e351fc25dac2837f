"""The files of ``checks/`` go in; what the content check must know of law and first aid comes out.

A folder without one of them is checked by the file that came with the program.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from handbook.content.check_patterns import BadPattern, compiled
from handbook.content.messages import did_you_mean
from handbook.content.origin import Origin
from handbook.content.yaml_reader import Path, Value, YamlRefused, read_yaml
from handbook.model.problem import Problem
from handbook.paths import shipped_content

STALE_LAW = "stale_law.yaml"
FIRST_AID = "first_aid.yaml"
_RULE = "bad-check"
_FIGURE_KEYS = ("name", "patterns", "one_value")
_LAW_KEYS = ("figures", "marked", "measured", "message", "note_says", "note_message")


@dataclass(frozen=True, slots=True)
class StaleFigure:
    """One figure of repealed law."""

    pattern: re.Pattern[str]
    is_one_value: bool
    """Whether the words that fit are one figure, which need not be a site value where they are marked as old."""


@dataclass(frozen=True, slots=True)
class StaleLaw:
    """What ``stale_law.yaml`` says."""

    figures: tuple[StaleFigure, ...]
    marked: re.Pattern[str]
    measured: re.Pattern[str]
    """Fits before a figure that was measured."""
    message: str
    """With {found} where the figure stands."""
    note_says: tuple[str, ...]
    note_message: str


@dataclass(slots=True)
class Checks:
    """The check files that were taken, the site's over the shipped ones; None = none was."""

    stale_law: StaleLaw | None = None
    first_aid: re.Pattern[str] | None = None

    def take(self, name: str, value: Value, origin: Origin) -> list[Problem]:
        """Read one file; a file with a mistake is not taken, so that what was there before still holds."""
        try:
            if name == STALE_LAW:
                self.stale_law = _stale_law(value)
            else:
                self.first_aid = compiled(_keys(value, (), ("patterns",))["patterns"], ("patterns",))
        except BadPattern as bad:
            return [origin.problem(bad.path, _RULE, bad.message)]
        return []

    def with_shipped(self) -> "Checks":
        """The same, with the shipped file for each that is missing."""
        shipped = _shipped()
        return Checks(self.stale_law or shipped.stale_law, self.first_aid or shipped.first_aid)


@lru_cache(maxsize=1)
def _shipped() -> Checks:
    checks = Checks()
    for name in (STALE_LAW, FIRST_AID):
        try:
            document = read_yaml((shipped_content() / "checks" / name).read_bytes())
        except (OSError, YamlRefused):
            continue  # the rule that wants it says so
        checks.take(name, document.value, Origin(f"checks/{name}", document))
    return checks


def _stale_law(value: Value) -> StaleLaw:
    found = _keys(value, (), _LAW_KEYS)
    figures = found["figures"]
    if not isinstance(figures, list) or not figures:
        raise BadPattern(("figures",), "figures 下要写列表,至少一项")
    before = compiled(found["measured"], ("measured",)).pattern
    return StaleLaw(
        figures=tuple(_figure(item, ("figures", index)) for index, item in enumerate(figures)),
        marked=compiled(found["marked"], ("marked",)),
        measured=re.compile(rf"(?:{before})[^,。;]{{0,8}}$"),
        message=_text(found["message"], ("message",)),
        note_says=_texts(found["note_says"], ("note_says",)),
        note_message=_text(found["note_message"], ("note_message",)),
    )


def _figure(value: Value, path: Path) -> StaleFigure:
    found = _keys(value, path, _FIGURE_KEYS, optional=("one_value",))
    _text(found["name"], (*path, "name"))
    one_value = found.get("one_value", "false")
    if one_value not in ("true", "false"):
        raise BadPattern((*path, "one_value"), "one_value 只能写 true 或 false")
    return StaleFigure(compiled(found["patterns"], (*path, "patterns")), one_value == "true")


def _keys(value: Value, path: Path, wanted: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Value]:
    if not isinstance(value, dict):
        raise BadPattern(path, f"这里要写“键: 值”,键是 {'、'.join(wanted)}")
    for key in value:
        if key not in wanted:
            raise BadPattern((*path, key), f"没有“{key}”这个键{did_you_mean(key, list(wanted))}")
    for key in wanted:
        if key not in value and key not in optional:
            raise BadPattern(path, f"缺少“{key}”,请补上")
    return value


def _text(value: Value, path: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadPattern(path, "这里要写一段文字")
    return value


def _texts(value: Value, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise BadPattern(path, "这里要写列表,至少一项")
    return tuple(_text(item, (*path, index)) for index, item in enumerate(value))
