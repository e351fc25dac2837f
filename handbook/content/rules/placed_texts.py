"""An entry goes in; its texts come out, each with its path in the file: all prose, or what a caller hears."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from handbook.content.yaml_reader import Path
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.kinds import Audience
from handbook.model.knowledge import Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script
from handbook.model.step import Step
from handbook.model.text import variants

# Names, references and what callers say themselves are not prose of the handbook.
NOT_PROSE = frozenset(
    {
        "id",
        "citations",
        "related",
        "sources",
        "asks",
        "tags",
        "owner",
        "promise",
        "promises",
        "act",
        "matter",
        "dispatch_minimum",
        "entry",
        "outcome",
        "when",
        "default_outcome",
        "diagram",
        "article",
        "article_range_end",
        "articles",
        "former_articles",
        "law",
        "law_short_names",
        "place",
        "time",
        "unit",
        "checked_by",
        "text_source",
        "text_print",
    }
)

QUOTED_MISTAKES = frozenset({"dont_say", "dont", "avoid"})
"""Fields that quote what must not be said."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and its path inside the entry."""

    path: Path
    text: str

    def is_in(self, names: frozenset[str]) -> bool:
        """Whether the text stands in one of the fields `names`."""
        return any(part in names for part in self.path)


def all_texts(value: Any, path: Path = ()) -> Iterator[Placed]:
    """Every text below `value` (an entry or a part of one), depth first; vocabulary words left out."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        if value:
            yield from (Placed(path, way) for way in variants(value))
    elif is_dataclass(value):
        for field in fields(value):
            yield from all_texts(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from all_texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from all_texts(item, (*path, str(key)))


def prose(entry: Entry) -> Iterator[Placed]:
    """The texts that the handbook itself says, names and references left out."""
    return (placed for placed in all_texts(entry) if not placed.is_in(NOT_PROSE))


def step_lists(entry: Entry) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """The lists of steps of a procedure or card, each with its field name."""
    if isinstance(entry, Procedure | EmergencyCard):
        yield "steps", entry.steps
    if isinstance(entry, Procedure) and entry.onsite_steps:
        yield "onsite_steps", entry.onsite_steps


def placed_steps(entry: Entry) -> Iterator[tuple[Path, Step]]:
    """Every step with its path."""
    for name, steps in step_lists(entry):
        for index, step in enumerate(steps):
            yield (name, index), step


def caller_texts(entry: Entry) -> Iterator[Placed]:
    """What a caller hears: words to say, guided acts, sentences that may be told."""
    for path, step in placed_steps(entry):
        if path[0] == "steps" and step.effective_audience is Audience.CALLER:
            yield from _ways(step.text, *path, "text")
    match entry:
        case Procedure():
            for index, outcome in enumerate(entry.outcomes):
                yield from _ways(outcome.say, "outcomes", index, "say")
        case EmergencyCard():
            for index, line in enumerate(entry.immediate):
                if line.audience is Audience.CALLER:
                    yield from _ways(line.text, "immediate", index, "text")
            yield from _listed(entry.calm, "calm")
        case RegulationArticle() | Knowledge():
            yield from _listed(entry.tell_caller, "tell_caller")
        case Script():
            yield from _script_texts(entry)
        case _:
            pass


def _listed(texts: tuple[str, ...], name: str) -> Iterator[Placed]:
    return (placed for index, text in enumerate(texts) for placed in _ways(text, name, index))


def _ways(text: str, *path: str | int) -> Iterator[Placed]:
    """Each way in which a text is written, all at its place."""
    return (Placed(path, way) for way in variants(text))


def _script_texts(entry: Script) -> Iterator[Placed]:
    for index, line in enumerate(entry.lines):
        if line.audience is Audience.CALLER:
            for tone, text in line.variants.items():
                yield from _ways(text, "lines", index, "variants", str(tone))
    for index, taboo in enumerate(entry.taboos):
        yield from _ways(taboo.instead, "taboos", index, "instead")
