"""An article's entry -> the official words that are at hand of it: those in force, and those that are to come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handbook.document.blocks import OfficialWords
from handbook.document.words import COMING, GONE, IN_FORCE_SINCE, REPEALED_SINCE
from handbook.law.numbering import written_article
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.official_text import ArticleVersion, OfficialText
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle


def official_blocks(handbook: Handbook, article: RegulationArticle) -> Iterator[OfficialWords]:
    """The words of each number that the entry stands for, as of the day to which the handbook was brought."""
    for text in handbook.official.get(article.id, ()):
        day = handbook.day or text.versions[-1].effective
        current = text.on(day)
        if current is not None:
            yield _words(text, current, day, _state(text, current, day))
        coming = text.coming(day)
        if coming is not None:
            yield _words(text, coming, day, COMING.format(day=coming.effective.isoformat()))


def cited_words(entry: Entry, handbook: Handbook) -> Iterator[OfficialWords]:
    """The official words in force of each article that the entry or one of its outcomes cites, each once."""
    cited = list(entry.citations)
    if isinstance(entry, Procedure):
        cited += [name for outcome in entry.outcomes for name in outcome.citations]
    for name in dict.fromkeys(map(handbook.present_id, cited)):
        article = handbook.exact(name)
        if isinstance(article, RegulationArticle):
            for words in official_blocks(handbook, article):
                if words.is_in_force:
                    yield replace(words, head=f"《{article.law}》{words.head}")


def _state(text: OfficialText, version: ArticleVersion, day: date) -> str:
    if text.repealed is not None and text.repealed <= day:
        return REPEALED_SINCE.format(day=text.repealed.isoformat())
    if version.effective > day:
        return COMING.format(day=version.effective.isoformat())
    return IN_FORCE_SINCE.format(day=version.effective.isoformat())


def _words(text: OfficialText, version: ArticleVersion, day: date, state: str) -> OfficialWords:
    is_gone = not version.number
    is_repealed = text.repealed is not None and text.repealed <= day
    return OfficialWords(
        head="" if is_gone else written_article(version.number),
        state=state,
        lines=(GONE,) if is_gone else version.lines,
        source=version.source,
        is_in_force=version.effective <= day and not is_repealed and not is_gone,
    )
