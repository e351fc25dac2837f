"""What the files of ``checks/`` hold, as written; `checks` compiles the patterns in them."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from annotated_types import MinLen
from pydantic import WithJsonSchema

from handbook.model.fact import Fact
from handbook.model.kinds import Priority
from handbook.model.step import Text

PATTERNS_HERE = {"$comment": "patterns"}
"""Stands in a JSON Schema where patterns do, which refer to themselves, until `schema` puts theirs in."""

Patterns = Annotated[tuple[Any, ...], MinLen(1), WithJsonSchema(PATTERNS_HERE)]
MaybePatterns = Annotated[tuple[Any, ...], WithJsonSchema(PATTERNS_HERE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFigure:
    """One figure of repealed law."""

    name: Text
    """What it is, for those who read the file."""
    patterns: Patterns
    """Words that are the figure."""
    one_value: bool = False
    """Whether the words that fit are one figure, which need not be a site value where they are marked as old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleLawFile:
    """``stale_law.yaml``: figures of repealed law."""

    figures: Annotated[tuple[WrittenFigure, ...], MinLen(1)]
    """May stand only where the same paragraph says that they no longer apply."""
    marked: Patterns
    """Words by which a paragraph says so."""
    measured: Patterns
    """Words before a figure that was measured, and so is no rule."""
    message: Text
    """What the author is told; {found} becomes the words that were found."""
    note_says: Annotated[tuple[Text, ...], MinLen(1)]
    """Words that the note of a superseded text must hold."""
    note_message: Text
    """What the author is told where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAidFile:
    """``first_aid.yaml``: what a text on first aid is known by."""

    patterns: Patterns
    """Words by which a text is about first aid; its figures are listed as medical ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAct:
    """One kind of act that a caller must never be told to do."""

    name: Text
    """What the author is told that it is."""
    source: Text
    """The law or the practice that forbids it."""
    patterns: Patterns
    """Words that tell somebody to do it; the clause before belongs to the text that is looked at."""
    by_permission: bool = False
    """Whether it is lawful with the supplier's consent, so that a text about applying for it is fine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProhibitedActsFile:
    """``prohibited_acts.yaml``: what a caller must never be told to do."""

    sets: dict[str, Patterns] = field(default_factory=dict[str, Patterns])
    """Name -> words or patterns that are used by `set: name`; a set may use those before it."""
    acts: Annotated[tuple[WrittenAct, ...], MinLen(1)]
    """Each kind of act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenInstruction:
    """One act in the home, and the one way in which callers are told to do it."""

    name: Text
    """What steps and lines name in `act`, such as 电暖气接哪."""
    allowed: Text
    """The one instruction, as it may be said."""
    source: Text
    """Who says so."""
    about: MaybePatterns = ()
    """Words by which a line speaks of the matter at all; left out = every line."""
    tells: MaybePatterns = ()
    """Words that tell somebody to do it; such a line holds one of `says`."""
    says: MaybePatterns = ()
    """Words without which the instruction is not the allowed one: its condition or its place."""
    against: MaybePatterns = ()
    """Words that tell somebody to do the opposite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsFile:
    """``acts.yaml``: what callers are told of acts in the home, each act in one way."""

    sets: dict[str, Patterns] = field(default_factory=dict[str, Patterns])
    """Name -> words or patterns that are used by `set: name`; a set may use those before it."""
    acts: Annotated[tuple[WrittenInstruction, ...], MinLen(1)]
    """Each act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMatter:
    """One matter, and how urgent it is at the least."""

    name: Text
    """As the table of the entry calls it, such as 整户不热; outcomes name it in `matter`."""
    priority: Priority
    """An outcome for it is this, or graver."""
    answers: dict[Fact, tuple[str, ...]] = field(default_factory=dict[Fact, tuple[str, ...]])
    """Fact -> labels of the answers that say so."""
    titles: MaybePatterns = ()
    """Words in the title of an outcome that say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrioritiesFile:
    """``priorities.yaml``: which matter is how urgent, once for all entries."""

    entry: Text
    """Id of the entry that shows the table; its cells hold the same names."""
    matters: Annotated[tuple[WrittenMatter, ...], MinLen(1)]
    """Each matter, the gravest first."""


CheckFile = StaleLawFile | FirstAidFile | ProhibitedActsFile | ActsFile | PrioritiesFile
