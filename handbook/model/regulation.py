"""Regulation article (法规条文): what an article says in plain words, and how sure we are of it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handbook.model.entry import Entry
from handbook.model.kinds import Kind, LawLevel, LawStatus, Verification
from handbook.model.step import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in an article."""

    name: Text
    """What it is, such as 卧室、起居室最低温度."""
    value: Text
    """The number with its unit, such as 20 ℃."""
    note: str = ""
    """Since when, for whom, or how sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded:
    """An old rule that callers still quote."""

    text: Text
    """The old rule."""
    note: Text
    """Always says 旧规定,现已不适用 and since when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationArticle(Entry):
    """One article; the handbook never presents an unverified figure as law."""

    kind: ClassVar[Kind] = Kind.REGULATION

    law: Text
    """Full name of the law, without book-title marks."""
    law_short_names: tuple[str, ...] = ()
    """How people call it."""
    level: LawLevel
    """Who made it."""
    place: str = ""
    """City or province it holds in; empty = whole country."""
    article: str = ""
    """Current number in digits, such as 36 or 36-1 (之一); empty where unknown."""
    article_range_end: str = ""
    """Last number where the record stands for several articles in a row."""
    articles: tuple[str, ...] = ()
    """Current numbers where the entry stands for several that are not in a row, instead of `article`."""
    former_articles: tuple[str, ...] = ()
    """Numbers it bore before an amendment."""
    article_note: str = ""
    """What is uncertain about the number."""
    status: LawStatus
    """现行有效 | 已废止 | 尚未施行 | 征求意见 | 未核实."""
    status_note: str = ""
    """Of 未核实: as of which text it is known and what is not, such as 按 2021 年文本,此后有无修改未核; it stands wherever the
    article is cited, and without it the article is no ground."""
    effective: date | None = None
    """Since when this wording is in force."""
    repealed: date | None = None
    """Since when it is not."""
    verification: Verification
    """已核对原文 | 已对照公开全文 | 据公开报道 | 推算条号 | 未取得."""
    checked_by: str = ""
    """Who laid it beside the official text, by name; only of 已核对原文."""
    text_date: date | None = None
    """Date of the text that it was compared with: when that wording was passed or amended, else when it took effect."""
    text_source: str = ""
    """Short name of the public text that it was compared with."""
    text_print: str = ""
    """Print of the article's words in that text (`handbook.model.article_print`); never the words."""
    key_points: tuple[Text, ...] = ()
    """What it says, in our own plain words; empty where 未取得."""
    figures: tuple[Figure, ...] = ()
    """The numbers in it."""
    tell_caller: tuple[Text, ...] = ()
    """Sentences that may be told to the caller."""
    dont_say: tuple[Text, ...] = ()
    """What must not be said."""
    citation: Text
    """How to cite it, such as 《黑龙江省城市供热条例》第三十六条(2021 年修正)."""
    penalties: str = ""
    """Legal consequences as far as verified."""
    superseded: tuple[Superseded, ...] = ()
    """Old rules that callers still quote."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every current number that stands in the entry as written; of a range its first."""
        return self.articles or ((self.article,) if self.article else ())
