"""An entry that stands for several articles -> each of them, how it stands, and what of it is at hand."""

from collections.abc import Sequence
from datetime import date

from handbook.law.checks import points_print, standing
from handbook.law.claims import own_numbers
from handbook.law.shelf import law_key
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.official_text import OfficialText
from handbook.model.regulation import RegulationArticle
from handbook.upkeep.article_view import ArticlePart

Numbered = Sequence[tuple[str, OfficialText | None]]
_BEGINNING = 18
"""Characters of an article by which it is told from the others."""


def part_of(numbered: Numbered, number: str) -> OfficialText | None:
    """The text of one of several; None where the entry stands for one article alone, or has no such text."""
    return next((text for own, text in numbered if own == number), None) if len(numbered) > 1 else None


def beside(texts: Sequence[OfficialText], official: OfficialText | None, day: date) -> tuple[str, ...]:
    """The lines that hold on `day` of the other articles of an entry for several: a figure of ours may stand in any of them."""
    if official is None or len(texts) < 2:
        return ()
    versions = (text.on(day) for text in texts if text != official)
    return tuple(line for version in versions if version is not None for line in version.lines)


def article_parts(
    article: RegulationArticle,
    numbered: Numbered,
    shown: OfficialText | None,
    today: date,
    handbook: Handbook,
) -> tuple[ArticlePart, ...]:
    """One for each number, in the order of the entry."""
    others = _others(article, handbook)
    return tuple(_part(article, number, text, shown, today, others.get(number)) for number, text in numbered)


def _part(
    article: RegulationArticle,
    number: str,
    text: OfficialText | None,
    shown: OfficialText | None,
    today: date,
    own: Entry | None,
) -> ArticlePart:
    version = text.on(today) if text is not None else None
    begins = version.lines[0] if version is not None and version.lines else ""
    return ArticlePart(
        number=number,
        state=_state(article, text, today),
        has_text=text is not None,
        holds=standing(article, text, today).holds,
        is_shown=text is not None and text == shown,
        begins=begins if len(begins) <= _BEGINNING else f"{begins[:_BEGINNING]}…",
        own=own,
    )


def _state(article: RegulationArticle, text: OfficialText | None, today: date) -> str:
    now = standing(article, text, today)
    if text is None or now.version is None:
        return "没有原文"
    if now.is_gone:
        return "现行的没有这一条"
    if not points_print(article):
        return "有原文"
    if now.holds:
        return "已核对原文"
    return f"待复核 · {now.dropped}" if now.dropped else "没核对"


def _others(article: RegulationArticle, handbook: Handbook) -> dict[str, Entry]:
    names = {law_key(name) for name in (article.law, *article.law_short_names)}
    return {
        number: other
        for other in handbook.regulations
        if other.id != article.id and not other.articles and law_key(other.law) in names
        for number in own_numbers(other)
    }
