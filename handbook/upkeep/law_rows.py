"""Values that the pages on laws show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handbook.law.draft import Choice, Draft
from handbook.law.shelf import VersionState
from handbook.model.regulation import RegulationArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of a law on the shelf."""

    effective: date
    state: VersionState
    articles: int
    source: str
    """Where it came from, who obtained it and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRow:
    """One law, with what the handbook has of it."""

    title: str
    place: str
    """Province or city; empty = whole country."""
    versions: tuple[VersionRow, ...] = ()
    """The newest first; empty where entries speak of the law and no text is at hand."""
    entries: tuple[RegulationArticle, ...] = ()
    """Our entries of its articles."""
    checked: int = 0
    """Of those, how many a person vouches for."""
    to_check: int = 0
    """How many wait for somebody to look again."""

    @property
    def has_text(self) -> bool:
        """Whether an official text is at hand."""
        return bool(self.versions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLaw:
    """A file that was read, and what is known around it."""

    file_name: str
    about_file: str
    """Word · 18 页."""
    sha256: str
    suffix: str
    """Ending of the file name, such as .docx."""
    original: bytes
    draft: Draft
    known: tuple[date, ...] = ()
    """Days of the versions of that law that are there already."""
    foreign: str = ""
    """Where the law is of another place than the region of the desk: what is asked first."""
    remarks: tuple[str, ...] = ()
    """What whoever reads the file should know of how it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person decided about a file."""

    law: ReadLaw
    title: str
    place: str
    """Province or city; empty = whole country."""
    source: str
    """Where the file came from, in words."""
    effective: date
    choices: Mapping[int, Choice]
    """Place of an unplaced line in the draft → what becomes of it."""
