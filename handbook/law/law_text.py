"""The official text of one law in one version; frozen, as it was obtained."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handbook.law.numbering import written_article
from handbook.model.article_print import print_of


@dataclass(frozen=True, kw_only=True)
class LawArticle:
    """One article (条) with all its paragraphs."""

    number: str
    """In digits, such as 36 or 36-1 (之一)."""
    path: tuple[str, ...] = ()
    """The headings it stands under, the highest first: 第四章 供热与用热."""
    paragraphs: tuple[str, ...]
    """款, 项, 目 and rows of tables (``| a | b |``) in order, one line each, without the number of the article."""

    @cached_property
    def words(self) -> str:
        """All its lines."""
        return "\n".join(self.paragraphs)

    @cached_property
    def print(self) -> str:
        """`print_of` its words; empty where it has none."""
        try:
            return print_of(self.words)
        except ValueError:
            return ""

    @property
    def written_number(self) -> str:
        """第三十六条之一."""
        return written_article(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """What follows the articles: a table of fines, a form."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the text came from."""

    source: str
    """In words: 省人大网站 Word 文件."""
    obtained_on: date
    obtained_by: str
    """Name of the person who took it in."""
    file_name: str = ""
    """Name of the original file, kept beside the text."""
    file_print: str = ""
    """SHA-256 of the original file, 64 hexadecimal digits."""


@dataclass(frozen=True, kw_only=True)
class LawText:
    """One version of one law."""

    title: str
    """Full name, without book-title marks."""
    number: str = ""
    """文号, where it has one."""
    organ: str = ""
    """Who made it."""
    place: str = ""
    """Province or city it holds in; empty = whole country."""
    history: tuple[str, ...] = ()
    """Lines on passing and amendments, as they stand in the text."""
    effective: date
    """From which day this version holds: said by a person, never guessed."""
    repealed: date | None = None
    """From which day the law as a whole holds no more."""
    origin: Origin
    preamble: tuple[str, ...] = ()
    articles: tuple[LawArticle, ...]
    """In the order of the text; a decision without articles has none."""
    annexes: tuple[Annex, ...] = ()
    notes: tuple[str, ...] = ()
    """Lines that somebody laid aside as 附注 when the text was taken in."""

    @cached_property
    def by_number(self) -> Mapping[str, LawArticle]:
        """Number → article."""
        return {article.number: article for article in self.articles}


def folder_name(title: str) -> str:
    """The folder of a law below ``laws/``: its name without blanks, what a file system refuses and what hides a folder."""
    kept = (c for c in title if c not in '\\/:*?"<>|' and not c.isspace() and c.isprintable())
    return "".join(kept).lstrip("._~$").rstrip(".")[:80] or "未命名"
