"""The official wording of the article that an entry speaks of, version by version, and what a person vouched for."""

from dataclasses import dataclass
from datetime import date

from handbook.model.step import Text

WHOLE = "整句"
"""Stands for a figure where a whole text of ours rests on another source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersion:
    """The wording of one article from one day on."""

    effective: date
    """The day from which it holds: that of the version of the law it stands in."""
    number: str = ""
    """Its number in that version, such as 36 or 36-1; empty where that version has it no more."""
    lines: tuple[str, ...] = ()
    """Its paragraphs, items and rows of tables."""
    print: str = ""
    """`print_of` its words; empty where it has none."""
    source: str = ""
    """Where the text came from, in words, with the day and who obtained it."""
    says_the_same: bool = False
    """Whether it differs from the version before in no more than its number, or the numbers of articles it refers to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A person laid the points of an entry beside the official words and vouches for them."""

    entry: str
    law: Text
    effective: date
    """Version of the law that was looked at."""
    number: str
    """Number of the article in it."""
    words_print: str
    """`print_of` the words of the article."""
    points_print: str
    """Print of what the entry says of it (`handbook.law.checks.points_print`)."""
    name: Text
    """Of the person."""
    account: str = ""
    """Account of the operating system."""
    day: date
    elsewhere: tuple[str, ...] = ()
    """Keys of the figures that stood elsewhere when it was given: without those it would not have been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSource:
    """A person says that a figure of an entry rests on another source than the article that the entry speaks of."""

    entry: str
    figure: Text
    """As our text writes it: 1 个月; `WHOLE` for all that it says."""
    claim_print: str
    """Print of the text that it stands in: the same figure in other words is another claim."""
    source: Text
    """Where it stands, in words."""
    is_taken_back: bool = False
    """Whether this takes back what was said of the same figure before."""
    name: Text
    """Of the person."""
    account: str = ""
    """Account of the operating system."""
    day: date

    @property
    def key(self) -> str:
        """The same for the same figure in the same words."""
        return f"{self.claim_print}:{self.figure}"


@dataclass(frozen=True, slots=True)
class Lapse:
    """An article that says something else than what our points were last laid beside."""

    mark: str
    """The line above the points: 条文 2027-01-01 已改,要点待复核."""
    since: date
    """From which day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialText:
    """What is at hand of the article that an entry speaks of."""

    law: Text
    versions: tuple[ArticleVersion, ...]
    """The known ones, by their days; whether there were earlier ones is unknown."""
    repealed: date | None = None
    """From which day the whole law holds no more."""
    is_start_unknown: bool = True
    """Whether what it said before the first of them is not known."""
    check: Check | None = None
    """The last one that was given."""
    elsewhere: tuple[OtherSource, ...] = ()
    """The figures of the entry that a person says stand in another source; one for each, the last that was said."""

    def on(self, day: date) -> ArticleVersion | None:
        """The version that holds on `day`; where the clock stands before all that are known, the first of them."""
        held = [version for version in self.versions if version.effective <= day]
        return held[-1] if held else next(iter(self.versions), None)

    def coming(self, day: date) -> ArticleVersion | None:
        """The next one that is known and does not hold yet."""
        return next((version for version in self.versions[1:] if version.effective > day), None)
