"""The official wording of the article that an entry speaks of, version by version, and what a person vouched for."""

from dataclasses import dataclass
from datetime import date

from handbook.model.step import Text


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialText:
    """What is at hand of the article that an entry speaks of."""

    law: Text
    versions: tuple[ArticleVersion, ...]
    """The known ones, by their days; whether there were earlier ones is unknown."""
    repealed: date | None = None
    """From which day the whole law holds no more."""
    check: Check | None = None
    """The last one that was given."""
