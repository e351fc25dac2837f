"""Script (话术): lines to say, with variants of tone."""

import math
from dataclasses import dataclass, field
from typing import ClassVar

from handbook.model.entry import Entry
from handbook.model.kinds import Audience, Kind, Tone
from handbook.model.step import Slug, Text

READING_SPEED = 240
"""Characters a minute, read calmly."""


def reading_seconds(text: str) -> int:
    """Seconds to read `text` aloud at 240 characters a minute, punctuation included, at least 1."""
    characters = sum(1 for c in text if not c.isspace())
    return max(1, math.ceil(characters * 60 / READING_SPEED))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """One line with its variants."""

    id: Slug
    """Name within the entry."""
    situation: str = ""
    """When to say it."""
    audience: Audience = Audience.CALLER
    """可告知用户 or 仅限内部."""
    variants: dict[Tone, Text] = field(default_factory=dict[Tone, Text])
    """Tone → words; 标准 is required. `{称呼}` is filled in by the agent, `{{key}}` is a site value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taboo:
    """A phrase to avoid, and what to say instead."""

    avoid: Text
    instead: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """Something the agent fills in before reading or copying."""

    name: Text
    """As written between braces."""
    hint: str = ""
    """What to fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script(Entry):
    """A set of lines for one situation."""

    kind: ClassVar[Kind] = Kind.SCRIPT

    set: Text
    """Name of the set, such as 安抚."""
    lines: tuple[ScriptLine, ...]
    """The lines, in the order they are usually said."""
    do: tuple[Text, ...] = ()
    """What helps."""
    dont: tuple[Text, ...] = ()
    """What makes it worse."""
    taboos: tuple[Taboo, ...] = ()
    """服务忌语 with what to say instead."""
    placeholders: tuple[Placeholder, ...] = ()
    """Every `{name}` used in the lines."""
