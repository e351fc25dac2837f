"""Our own hits and what the laws answer -> how the two stand in one list: a full text never before our own entry."""

from dataclasses import dataclass

from handbook.model.kinds import Kind
from handbook.search.laws.law_hits import LawHit, LawResults


@dataclass(frozen=True, slots=True)
class LawsBeside:
    """What stands beneath the last of our own hits."""

    count: int = 0
    """Found articles that one row tells of and leads to; 0 = there is no such row."""
    hits: tuple[LawHit, ...] = ()
    """Rows of their own."""
    laws_left_out: int = 0
    """Laws that have an article of that number too, told after the rows."""
    is_closest: bool = False
    """The rows hold only some of what was typed."""

    @property
    def is_empty(self) -> bool:
        """Whether the list is as if there were no laws."""
        return not (self.count or self.hits)


NO_LAWS = LawsBeside()


def looks_in_laws(scope: Kind | None) -> bool:
    """Whether the laws are asked at all in this scope."""
    return scope in (None, Kind.REGULATION)


def beside(laws: LawResults, scope: Kind | None) -> LawsBeside:
    """In the scope of all kinds one row tells how many articles there are; in that of laws they follow our entries."""
    if scope is None:
        return LawsBeside(count=laws.total)
    if scope is Kind.REGULATION:
        return LawsBeside(hits=laws.hits, laws_left_out=laws.laws_left_out, is_closest=laws.is_closest)
    return NO_LAWS
