"""What is found in the official texts of laws: articles with true matched ranges, and how each version stands."""

from dataclasses import dataclass
from datetime import date

from handbook.law.numbering import order_of
from handbook.law.shelf import LawPlace, VersionState
from handbook.search.hits import Snippet

_NAMED = 2
"""Other versions that a row names."""


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """Another version of the article that a row shows."""

    place: LawPlace
    standing: VersionState


@dataclass(frozen=True, slots=True)
class LawHit:
    """One article of one law: the version in force wherever that was met."""

    law: str
    """Title as in the text."""
    effective: date
    """The version: the day from which it holds."""
    number: str
    """In digits, such as 36 or 36-1; empty = the law itself, its beginning and contents."""
    path: tuple[str, ...]
    """Headings it stands under, the highest first."""
    snippet: Snippet
    """The line that holds most of what was typed, or a part of it; ranges count in the shown words."""
    standing: VersionState
    score: float
    """Higher is better; comparable within one list."""
    marks: tuple[str, ...] = ()
    """Words as they stand in the text that were met, longest first."""
    others: tuple[OtherVersion, ...] = ()
    """Of the same article, where only current ones are not asked for: former, coming or repealed ones, newest first."""

    @property
    def place(self) -> LawPlace:
        """Where it is read."""
        return LawPlace(self.law, self.effective, self.number)

    @property
    def title(self) -> str:
        """《北江省城市供热条例》第 36 条之一, as rows and pages name it."""
        return law_title(self.law, self.number)

    @property
    def note(self) -> str:
        """Which other versions there are, in words; empty where none is known."""
        named = [
            f"{other.place.effective.isoformat()} 起的({other.standing.value})"
            for other in self.others[:_NAMED]
        ]
        more = f"等 {len(self.others)} 版" if len(self.others) > _NAMED else ""
        return f"另有 {'、'.join(named)}{more}" if named else ""


@dataclass(frozen=True, slots=True)
class LawResults:
    """The answer of the official texts to one query."""

    hits: tuple[LawHit, ...] = ()
    """Best first."""
    total: int = 0
    """Articles that hold all that was typed; `hits` may hold fewer."""
    laws_left_out: int = 0
    """Laws that have an article of this number too and are not in `hits`, where no law was named."""
    is_closest: bool = False
    """No article holds all that was typed: `hits` are the few that hold most of it, and count as none."""


def law_title(law: str, number: str) -> str:
    """《…》第 36 条之一; the name alone without a number."""
    if not number:
        return f"《{law}》"
    main, sub = order_of(number)
    return f"《{law}》第 {main} 条" + (f"之{_SUBS[sub] if sub < len(_SUBS) else sub}" if sub else "")


_SUBS = "〇一二三四五六七八九"
