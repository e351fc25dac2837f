"""The handbook's entries of articles and the texts at hand -> the official words of each entry, version by version."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from handbook.law.claims import own_numbers
from handbook.law.differences import Comparison
from handbook.law.law_text import LawText
from handbook.law.shelf import law_key
from handbook.law.timeline import neighbours, trace
from handbook.model.official_text import Check, OfficialText, OtherSource
from handbook.model.regulation import RegulationArticle


def official_texts(
    articles: Iterable[RegulationArticle],
    texts: Sequence[LawText],
    checks: Sequence[Check],
    elsewhere: Sequence[OtherSource] = (),
) -> dict[str, tuple[OfficialText, ...]]:
    """Id of an entry → one text for each number that it stands for and that some version has; entries without are left out.

    An entry that bears no number has the text of the article that a person chose for it and vouched for, whatever its law.
    """
    shelf = _Shelf(texts)
    found: dict[str, tuple[OfficialText, ...]] = {}
    for article in articles:
        known = tuple(text for _, text in shelf.parts(article, checks, elsewhere) if text is not None)
        if known:
            found[article.id] = known
    return found


def official_parts(
    article: RegulationArticle,
    texts: Sequence[LawText],
    checks: Sequence[Check],
    elsewhere: Sequence[OtherSource] = (),
) -> tuple[tuple[str, OfficialText | None], ...]:
    """Each number that one entry stands for, with its text; None where no version has it or the law is not at hand."""
    return tuple(_Shelf(texts).parts(article, checks, elsewhere))


class _Shelf:
    """Texts by their laws; versions of a law are compared once, whatever number of entries asks."""

    def __init__(self, texts: Sequence[LawText]) -> None:
        self._laws: dict[str, list[LawText]] = defaultdict(list)
        for text in sorted(texts, key=lambda text: text.effective):
            self._laws[law_key(text.title)].append(text)
        self._compared: dict[str, tuple[Comparison, ...]] = {}

    def parts(
        self, article: RegulationArticle, checks: Sequence[Check], elsewhere: Sequence[OtherSource]
    ) -> Iterator[tuple[str, OfficialText | None]]:
        """As `official_parts`."""
        own = [check for check in checks if check.entry == article.id]
        chosen = _last_chosen(own, self._laws) if not article.numbers else None
        name = law_key(chosen.law) if chosen is not None else _name_of(article, self._laws)
        sources = _last_said(article, elsewhere)
        for number in (chosen.number,) if chosen is not None else own_numbers(article):
            text = _official(article, number, self._laws[name], self._neighbours(name), own) if name else None
            yield number, replace(text, elsewhere=sources) if text is not None else None

    def _neighbours(self, name: str) -> tuple[Comparison, ...]:
        if name not in self._compared:
            self._compared[name] = neighbours(self._laws[name])
        return self._compared[name]


def official_as(
    article: RegulationArticle,
    number: str,
    texts: Sequence[LawText],
    day: date,
    elsewhere: Sequence[OtherSource] = (),
    law: str = "",
) -> OfficialText | None:
    """As if the entry spoke of `number` of the version in force on `day`: what a person looks at who corrects a number.

    `law`: title of another law than its own, for whoever chooses one for an entry that bears no number.
    """
    names = {law_key(name) for name in ((law,) if law else (article.law, *article.law_short_names))}
    versions = sorted(
        (text for text in texts if law_key(text.title) in names), key=lambda version: version.effective
    )
    held = [version for version in versions if version.effective <= day] or versions[:1]
    if not held or number not in held[-1].by_number:
        return None
    traced = _traced(versions, held[-1], number, neighbours(versions), ())
    return replace(traced, elsewhere=_last_said(article, elsewhere))


def _last_chosen(checks: Sequence[Check], laws: Mapping[str, Sequence[LawText]]) -> Check | None:
    """The last check whose article is at hand."""
    return next(
        (
            check
            for check in reversed(checks)
            for version in laws.get(law_key(check.law), ())
            if version.effective == check.effective and check.number in version.by_number
        ),
        None,
    )


def _last_said(article: RegulationArticle, elsewhere: Sequence[OtherSource]) -> tuple[OtherSource, ...]:
    """What holds of all that was said of the figures of one entry."""
    said: dict[str, OtherSource] = {}
    for source in elsewhere:
        if source.entry == article.id:
            said.pop(source.key, None)
            if not source.is_taken_back:
                said[source.key] = source
    return tuple(said.values())


def _name_of(article: RegulationArticle, laws: Mapping[str, object]) -> str:
    names = (article.law, *article.law_short_names)
    return next((name for name in map(law_key, names) if name in laws), "")


def _official(
    article: RegulationArticle,
    number: str,
    versions: Sequence[LawText],
    compared: Sequence[Comparison],
    checks: Sequence[Check],
) -> OfficialText | None:
    start = _where(article, number, versions, checks)
    if start is None:
        return None
    version, there = start
    return _traced(versions, version, there, compared, checks)


def _traced(
    versions: Sequence[LawText],
    version: LawText,
    number: str,
    compared: Sequence[Comparison],
    checks: Sequence[Check],
) -> OfficialText:
    history = trace(versions, number, version.effective, compared)
    steps = {(one.effective, one.number) for one in history.versions}
    given = [check for check in checks if (check.effective, check.number) in steps]
    return OfficialText(
        law=versions[-1].title,
        versions=history.versions,
        repealed=history.repealed,
        is_start_unknown=history.is_start_unknown,
        check=given[-1] if given else None,
    )


def _where(
    article: RegulationArticle, number: str, versions: Sequence[LawText], checks: Sequence[Check]
) -> tuple[LawText, str] | None:
    """The version, and the number in it, of which the entry speaks.

    Words that somebody vouched for, or that our points were compared with, tell it for sure; else it is the version that
    held when the entry was last looked through, and where that is not at hand, the first one that has the number.
    """
    by_day = {version.effective: version for version in versions}
    if len(article.numbers) <= 1:
        for check in reversed(checks):
            version = by_day.get(check.effective)
            if version is not None and check.number in version.by_number:
                return version, check.number
    for version in reversed(versions):
        same = [
            one.number for one in version.articles if article.text_print and one.print == article.text_print
        ]
        if same:
            return version, number if number in same else same[0]
    having = [version for version in versions if number in version.by_number]
    held = [version for version in having if version.effective <= article.reviewed]
    chosen = held[-1] if held else next(iter(having), None)
    return (chosen, number) if chosen is not None else None
