"""An entry of an article beside its official words, as of one day: what the page 要点与原文 shows."""

from dataclasses import dataclass
from datetime import date

from handbook.law.checks import Missing, Standing
from handbook.law.figures import FigureMatch
from handbook.model.entry import Entry
from handbook.model.official_text import ArticleVersion, OfficialText
from handbook.model.regulation import RegulationArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStep:
    """One version on the line of time."""

    effective: date
    words: str
    """当时是第 36 条 · 改了内容."""
    state: str
    """现行, 还没施行, 旧版, 已废止."""
    is_coming: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePart:
    """One of the articles that an entry for several stands for."""

    number: str
    state: str
    """已核对原文, 没核对, 有原文, 没有原文."""
    has_text: bool
    holds: bool = False
    """Whether somebody vouches for our points beside it."""
    is_shown: bool = False
    """Whether its words are the ones that are read."""
    begins: str = ""
    """How its words begin."""
    own: Entry | None = None
    """Another entry of ours that is about this very article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One entry, as of `day`."""

    entry: RegulationArticle
    law: str
    day: date
    """The day whose version is read."""
    as_number: str = ""
    """The article beside which it is laid, where that is not the one that its number says."""
    as_law: str = ""
    """The law of that article, where the entry bears no number and a person chose both."""
    official: OfficialText | None = None
    """None where no text is at hand."""
    parts: tuple[ArticlePart, ...] = ()
    """The articles that it stands for, where those are several."""
    laws: tuple[str, ...] = ()
    """Titles of the laws at hand, one of which may be chosen; empty where the entry bears a number."""
    version: ArticleVersion | None = None
    """The one that is read."""
    steps: tuple[VersionStep, ...] = ()
    is_start_unknown: bool = False
    points: tuple[str, ...] = ()
    """Our points, as readers see them."""
    tell: tuple[str, ...] = ()
    """What may be told to the caller."""
    penalties: str = ""
    """What follows for whoever does not keep to it."""
    avoid: tuple[str, ...] = ()
    matches: tuple[FigureMatch, ...] = ()
    """The figures of `claims` and where the words have them."""
    missing: tuple[Missing, ...] = ()
    """Those that the words lack and would have to have, also the ones that a person says stand elsewhere."""
    wholes: tuple[Missing, ...] = ()
    """Each of `claims` as a whole, with what a person said of where it stands instead."""
    citing: tuple[Entry, ...] = ()
    """The entries that rest on it."""
    standing: Standing
    why_not: tuple[str, ...] = ()
    """Why it cannot be vouched for now."""
    likely: tuple[str, ...] = ()
    """Numbers of the articles that our points are likely about, the likeliest first."""

    @property
    def claims(self) -> tuple[str, ...]:
        """All that the entry says of the article, in the order of `handbook.law.claims.all_claims`."""
        return (*self.points, *self.tell, *filter(None, (self.penalties,)))

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to lay it beside the words; one without points has nothing to lay there."""
        if self.official is None or not self.claims:
            return False
        return not self.is_checked

    @property
    def is_checked(self) -> bool:
        """Whether somebody vouches for it; of several articles for each that is at hand."""
        if self.parts:
            return all(part.holds for part in self.parts if part.has_text) and self.official is not None
        return self.standing.holds

    @property
    def is_given(self) -> bool:
        """Whether what is shown is just what somebody vouched for."""
        return self.standing.holds and not self.why_not

    @property
    def lacking(self) -> tuple[Missing, ...]:
        """Figures of ours that the words do not have and of which nobody said where else they stand."""
        return tuple(one for one in self.missing if one.source is None)

    @property
    def sourced(self) -> tuple[Missing, ...]:
        """Figures of ours of which a person said that they stand elsewhere."""
        return tuple(one for one in self.missing if one.source is not None)

    @property
    def found(self) -> tuple[FigureMatch, ...]:
        """Figures of ours that the words have."""
        return tuple(match for match in self.matches if match.theirs)
