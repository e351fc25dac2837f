"""Knowledge (基础知识) and case (典型案例): what an agent should understand, and what others learnt."""

from dataclasses import dataclass
from typing import ClassVar

from handbook.model.entry import Entry
from handbook.model.formula import FormulaGroup
from handbook.model.kinds import Kind
from handbook.model.step import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge(Entry):
    """A short plain explanation."""

    kind: ClassVar[Kind] = Kind.KNOWLEDGE

    key_points: tuple[Text, ...]
    """What to remember, one sentence each."""
    body: str = ""
    """Markdown; links to entries as [words](entry:ID)."""
    formulas: tuple[FormulaGroup, ...] = ()
    """Formulas that are shown; their words are those by which the sums are reckoned."""
    diagram: str = ""
    """Name of an SVG in the `diagrams` folder beside the file, without ending."""
    diagram_caption: str = ""
    """What the diagram shows; required with a diagram."""
    tell_caller: tuple[Text, ...] = ()
    """How to explain it to a caller in one breath."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Entry):
    """A dispute or accident and what it teaches."""

    kind: ClassVar[Kind] = Kind.CASE

    place: str
    """Where (city, court or source), as far as known."""
    time: str
    """When, as far as known."""
    facts: Text
    """What happened."""
    dispute: Text
    """What was in dispute."""
    result: Text
    """How it ended; 未取得 where unknown."""
    lessons: tuple[Text, ...]
    """What an agent takes from it."""
    body: str = ""
    """More, in Markdown."""
