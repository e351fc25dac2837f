"""谁引用了改动: what of the handbook names an article that changed, and how much that matters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum

from handbook.law.claims import claims, own_numbers
from handbook.law.differences import ArticleChange, ChangeClass, Comparison
from handbook.law.figures import placed_figures
from handbook.law.naming import LawNames
from handbook.law.numbering import written_article
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.site_value import SiteValue

_LINK = re.compile(r"\]\(entry:([a-z0-9-]+)\)")
_NOT_SAID = frozenset(
    {
        # ids, and what stands for itself
        *("id", "citations", "related", "law", "law_short_names", "article", "articles", "article_range_end"),
        # how callers speak, and what is told as past
        *("asks", "tags", "former_articles", "superseded", "text_source", "text_print"),
    }
)


class Gravity(StrEnum):
    """What is to be done."""

    MUST_CHANGE = "要改"
    """A figure of its words stood in the old article and stands not in the new one, or it names what is gone."""
    REVIEW = "待复核"
    """Our points of that very article."""
    GLANCE = "看一眼"
    """It cites the article, or its number is another now."""


class TouchedKind(StrEnum):
    """What is touched."""

    ARTICLE = "法规条目"
    CITING = "引用条目"
    OUTCOME = "处理结果"
    VALUE = "本地参数"
    ROLE = "地区规定"
    TEXT = "文字提到"


_ORDER = {gravity: n for n, gravity in enumerate(Gravity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One place of the handbook that names a changed article."""

    kind: TouchedKind
    id: str
    """Of the entry; key of a site value; word of a role."""
    where: str = ""
    """Id of the outcome, name of the field with the text, id of the region."""
    words: str = ""
    """The sentence that names the article, where a text does."""
    change: ArticleChange
    gravity: Gravity
    reason: str
    """One line, in Chinese."""


def touched(handbook: Handbook, law_names: Sequence[str], comparison: Comparison) -> tuple[Touched, ...]:
    """What names a changed article of the law, gravest first, then in the order of the new text.

    `law_names` are names of the law besides its titles; those that entries of it bear count too, but for what another
    law of the handbook is called as well. The handbook is taken to name articles by their numbers in the old text. What
    only bears another number now touches its own entry and who spells the number.
    """
    titles = (comparison.new.title, comparison.old.title)
    names = LawNames(*_names(handbook, (*titles, *law_names)))
    changed = {number: change for number, change in comparison.by_old.items() if _matters(change)}
    rows: list[Touched] = []
    for article in handbook.regulations:
        if names.is_own(article.law):
            for number in own_numbers(article):
                if change := changed.get(number):
                    rows += _through_article(handbook, article, change)
    for entry in handbook:
        rows += _named_in_entry(entry, names, changed)
    for value in handbook.values:
        rows += _named_in_value(value, names, changed, rows)
    places = {id(change): n for n, change in enumerate(comparison.changes)}
    return tuple(sorted(rows, key=lambda row: (_ORDER[row.gravity], places[id(row.change)])))


def _names(handbook: Handbook, given: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names of the law, and those of all others; what both are called says neither."""
    plain = LawNames(given)
    own, others = list(given), list[str]()
    short: list[str] = []
    for article in handbook.regulations:
        if plain.is_own(article.law):
            short += (article.law, *article.law_short_names)
        else:
            others += (article.law, *article.law_short_names)
    return [*own, *(name for name in short if name not in others)], others


def _matters(change: ArticleChange) -> bool:
    return change.change.is_real or change.change is ChangeClass.RENUMBERED


def _through_article(
    handbook: Handbook, article: RegulationArticle, change: ArticleChange
) -> Iterator[Touched]:
    """The entry for the article, and whatever cites that entry."""
    gravity, reason = _of_own_article(article, change)
    yield Touched(kind=TouchedKind.ARTICLE, id=article.id, change=change, gravity=gravity, reason=reason)
    if not change.change.is_real:
        return
    for entry in handbook.citing(article.id):
        gravity, reason = _weighed(tuple(text for _, text in _texts(entry)), change, "引用了这一条")
        yield Touched(kind=TouchedKind.CITING, id=entry.id, change=change, gravity=gravity, reason=reason)
    for entry, field, sentence in _linking(handbook, article):
        gravity, reason = _weighed((sentence,), change, "文字里链到这一条")
        yield Touched(
            kind=TouchedKind.TEXT,
            id=entry.id,
            where=field,
            words=sentence,
            change=change,
            gravity=gravity,
            reason=reason,
        )
    for entry in handbook.procedures:
        yield from _outcomes(handbook, entry, article, change)
    for value in handbook.values:
        if _cites(handbook, value.citations, article):
            gravity, reason = _weighed((value.text,), change, "取值依据是这一条")
            yield Touched(kind=TouchedKind.VALUE, id=value.key, change=change, gravity=gravity, reason=reason)
    region = handbook.region
    for role, ids in region.roles.items() if region is not None else ():
        if _cites(handbook, ids, article):
            gravity, reason = _weighed((), change, "这一项规定由这一条回答")
            yield Touched(
                kind=TouchedKind.ROLE,
                id=role.value,
                where=region.id if region is not None else "",
                change=change,
                gravity=gravity,
                reason=reason,
            )


def _linking(handbook: Handbook, article: RegulationArticle) -> Iterator[tuple[Entry, str, str]]:
    """Entries that link to the article's entry and do not cite it, with the field and the sentence of the first link."""
    citing = {entry.id for entry in handbook.citing(article.id)} | {article.id}
    for entry in handbook:
        if entry.id in citing:
            continue
        for field, text in _texts(entry):
            links = [m for m in _LINK.finditer(text) if handbook.present_id(m[1]) == article.id]
            if links:
                yield entry, field, _sentence_at(text, links[0].start())
                break


def _sentence_at(text: str, place: int) -> str:
    start = max(text.rfind(end, 0, place) for end in "。;；\n") + 1
    ends = [at for end in "。;；\n" if (at := text.find(end, place)) >= 0]
    return text[start : min(ends, default=len(text))].strip()


def _outcomes(
    handbook: Handbook, entry: Procedure, article: RegulationArticle, change: ArticleChange
) -> Iterator[Touched]:
    for outcome in entry.outcomes:
        if _cites(handbook, outcome.citations, article):
            texts = tuple(text for _, text in _texts(outcome))
            gravity, reason = _weighed(texts, change, "处理结果引用了这一条")
            yield Touched(
                kind=TouchedKind.OUTCOME,
                id=entry.id,
                where=outcome.id,
                change=change,
                gravity=gravity,
                reason=reason,
            )


def _cites(handbook: Handbook, ids: Sequence[str], article: RegulationArticle) -> bool:
    return any(handbook.present_id(cited) == article.id for cited in ids)


def _named_in_entry(entry: Entry, names: LawNames, changed: dict[str, ArticleChange]) -> Iterator[Touched]:
    """Texts that spell the number, but for those of the entry for that very article."""
    is_own = isinstance(entry, RegulationArticle) and names.is_own(entry.law)
    own = set(own_numbers(entry)) if isinstance(entry, RegulationArticle) and is_own else set[str]()
    seen: set[tuple[str, str]] = set()
    for field, text in _texts(entry):
        for named in names.named_in(text, is_own_text=is_own):
            change = changed.get(named.number)
            if change is None or named.number in own or (field, named.number) in seen:
                continue
            seen.add((field, named.number))
            gravity, reason = _weighed((named.sentence,), change, "文字里提到这一条")
            if change.new is None:
                gravity, reason = Gravity.MUST_CHANGE, f"文字里提到的{_old(change)}已删去"
            yield Touched(
                kind=TouchedKind.TEXT,
                id=entry.id,
                where=field,
                words=named.sentence,
                change=change,
                gravity=gravity,
                reason=reason,
            )


def _named_in_value(
    value: SiteValue, names: LawNames, changed: dict[str, ArticleChange], rows: Sequence[Touched]
) -> Iterator[Touched]:
    """A value whose words or source spell the number, unless it cites the article's entry already."""
    told = {id(row.change) for row in rows if row.kind is TouchedKind.VALUE and row.id == value.key}
    for text in (value.label, value.value, value.source):
        for named in names.named_in(text):
            change = changed.get(named.number)
            if change is None or id(change) in told:
                continue
            told.add(id(change))
            gravity, reason = _weighed((value.text,), change, "出处写的是这一条")
            yield Touched(
                kind=TouchedKind.VALUE,
                id=value.key,
                words=named.sentence,
                change=change,
                gravity=gravity,
                reason=reason,
            )


def _of_own_article(article: RegulationArticle, change: ArticleChange) -> tuple[Gravity, str]:
    if change.new is None:
        return Gravity.MUST_CHANGE, f"{_old(change)}已删去"
    if change.change is ChangeClass.RENUMBERED:
        return Gravity.GLANCE, f"只有条号变了:{_old(change)}现在是{written_article(change.new.number)}"
    gravity, reason = _weighed(claims(article), change, "")
    if gravity is Gravity.MUST_CHANGE:
        return gravity, reason
    return Gravity.REVIEW, f"要点说的就是{_old(change)},条文改了"


def _weighed(texts: Sequence[str], change: ArticleChange, otherwise: str) -> tuple[Gravity, str]:
    """How much a change matters to words that name the article."""
    if change.change is ChangeClass.RENUMBERED and change.new is not None:
        return Gravity.GLANCE, f"{_old(change)}现在是{written_article(change.new.number)}"
    lost = _lost_figures(change)
    for placed in placed_figures(texts) if lost else ():
        if placed.figure.key in lost:
            return Gravity.MUST_CHANGE, f"“{placed.words}”在旧的{_old(change)}里有,新的里没有"
    if change.new is None:
        return Gravity.GLANCE, f"{otherwise},{_old(change)}已删去"
    return Gravity.GLANCE, f"{otherwise},{_old(change)}改了"


def _lost_figures(change: ArticleChange) -> set[tuple[Decimal, str]]:
    """Figures that stood in the old article and stand not in the new one."""
    before = change.old.paragraphs if change.old is not None else ()
    after = change.new.paragraphs if change.new is not None else ()
    kept = {placed.figure.key for placed in placed_figures(after)}
    return {placed.figure.key for placed in placed_figures(before)} - kept


def _old(change: ArticleChange) -> str:
    return written_article(change.old.number) if change.old is not None else ""


def _texts(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text that somebody reads in `value`, with the name of the outermost field that it stands in."""
    if isinstance(value, str):
        if value and not isinstance(value, StrEnum):
            yield field, value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _texts(part, field)
    elif is_dataclass(value):
        for own in fields(value):
            if own.name not in _NOT_SAID:
                yield from _texts(getattr(value, own.name), field or own.name)
