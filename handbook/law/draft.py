"""What was read out of a file, line by line, each with its place in the law or the reason why it has none."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handbook.law.law_text import Annex, LawArticle


class LineKind(StrEnum):
    """What a line is."""

    TITLE = "标题"
    NUMBER = "文号"
    HISTORY = "历次"
    CONTENTS = "目录"
    PREAMBLE = "前言"
    HEADING = "章节"
    ARTICLE = "条"
    PARAGRAPH = "款"
    ITEM = "项"
    TABLE = "表"
    ANNEX = "附件"
    PAGE = "页码"
    """A page number, or a running head or foot that stands on most pages at the same place."""
    MARK = "记号"
    """What no page shows: a comment of Markdown, a ruled line, the rule below the first row of a table."""
    UNPLACED = "没处放"


class Choice(StrEnum):
    """What a person does with a line that found no place."""

    LEAVE_OUT = "不要"
    TO_ARTICLE_BEFORE = "归上一条"
    AS_NOTE = "作附注"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One line of the file."""

    text: str
    """As it was read, cleaned of what nobody sees; marks of Markdown stay."""
    kind: LineKind
    article: str = ""
    """Number of the article it belongs to, or after which it stands; empty before the first."""
    reason: str = ""
    """Of an unplaced line: why it found no place, in words for the person who decides."""
    suggested: Choice | None = None
    """Of an unplaced line: only what is surely a page head or foot has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFound:
    """A day that the text names as one from which something holds; a suggestion, never chosen by the program."""

    day: date
    words: str
    """The words in which it stands."""
    where: str
    """第五十八条, 题注 …"""
    doubt: str = ""
    """Why it may not be the day of this version, such as 多半是最初那版的."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One event in the life of the law as its heading tells it."""

    day: date
    word: str
    """通过, 批准, 公布, 修正, 修订, 废止 or 施行."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A law as it was read; nothing is decided yet."""

    title: str
    number: str = ""
    organ: str = ""
    place: str = ""
    """Province or city as the title says it; empty = none named."""
    history: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    """In the order of their days."""
    days: tuple[DayFound, ...] = ()
    lines: tuple[DraftLine, ...]
    articles: tuple[LawArticle, ...]
    annexes: tuple[Annex, ...] = ()
    preamble: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """What is odd about the whole: a number that is missing or comes twice, an article without words."""
    characters_read: int
    """Characters of all lines, blanks not counted."""
    characters_placed: int
    """Of those, in lines that found a place, page numbers included."""
    characters_listed: int
    """Of those, in unplaced lines; read = placed + listed."""

    @property
    def unplaced(self) -> tuple[int, ...]:
        """Places in `lines` of those that found no place."""
        return tuple(n for n, line in enumerate(self.lines) if line.kind is LineKind.UNPLACED)
