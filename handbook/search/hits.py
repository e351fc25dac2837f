"""What a search gives back: hits with true matched ranges, counts by kind, and what was assumed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from handbook.model.kinds import Kind
from handbook.override import override
from handbook.search.confidence import Confidence
from handbook.search.query import Query


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters in the text it belongs to: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of one line of the entry, with the ranges that matched; spans are sorted and never overlap."""

    text: str = ""
    spans: tuple[Span, ...] = ()


class Hit(Protocol):
    """One entry that was found; what is not known at once is looked for when it is first read."""

    @property
    def id(self) -> str:
        """Id of the entry."""
        ...

    @property
    def kind(self) -> Kind:
        """Which of the six it is."""
        ...

    @property
    def title(self) -> str:
        """As the entry has it."""
        ...

    @property
    def title_spans(self) -> tuple[Span, ...]:
        """Matched ranges of `title`."""
        ...

    @property
    def snippet(self) -> Snippet:
        """Best matching line; the summary where only the title matched."""
        ...

    @property
    def ask(self) -> Snippet:
        """The way to say it in the entry that was met best; empty where title or text say more of what was typed."""
        ...

    @property
    def is_weak(self) -> bool:
        """Holds little of what was typed beside the best hit, or nothing is about just this."""
        ...

    @property
    def score(self) -> float:
        """Higher is better; comparable within one result list only."""
        ...

    @property
    def marks(self) -> tuple[str, ...]:
        """Texts as they stand in the entry that matched (also for pinyin and corrected input), longest first."""
        ...

    @property
    def note(self) -> str:
        """Why it is here where that is not plain, such as 旧第38条,现为第36条."""
        ...

    @property
    def is_corrected(self) -> bool:
        """Found only because something else than the typed text was assumed."""
        ...


@dataclass(frozen=True, slots=True)
class PlainHit:
    """A `Hit` of which all is known."""

    id: str
    kind: Kind
    title: str
    title_spans: tuple[Span, ...]
    snippet: Snippet
    score: float
    marks: tuple[str, ...] = ()
    note: str = ""
    is_corrected: bool = False
    ask: Snippet = Snippet()
    is_weak: bool = False

    @override
    def __hash__(self) -> int:
        return hash((self.id, self.score))  # as that of an equal one that was looked for late


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one query."""

    query: Query
    hits: tuple[Hit, ...] = ()
    """Best first; the same query on the same index gives the same list."""
    counts: Mapping[Kind, int] = field(default_factory=dict[Kind, int])
    """Found entries by kind, whatever the scope; every kind is present."""
    total: int = 0
    """Found entries within the scope; `hits` may hold fewer because of the limit."""
    understood_as: str = ""
    """What was searched instead, for “您要找的是…”; empty if nothing was corrected."""
    elapsed_ms: float = 0.0
    """Time taken in milliseconds."""
    exact: bool = True
    """Whether the best hit holds what was typed, not a correction of it."""
    confidence: Confidence = Confidence.FOUND
    is_danger: bool = False
    """What was typed speaks of danger to life, ours or not: the emergency door is shown, whatever was found."""
    unheeded_quote: str = ""
    """The phrase in quotation marks that no entry holds, so that the others are shown; empty where it was heeded."""

    @property
    def missed(self) -> bool:
        """Nothing is about just this: worth recording for the editor. A slip that was understood is no miss."""
        return self.confidence is not Confidence.FOUND
