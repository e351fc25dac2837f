"""Article references in a query -> the articles meant, former numbers included, with a note that says so."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from handbook.search.source.articles import Articles
from handbook.search.tables.postings import F4
from handbook.search.tables.weights import Weights
from handbook.search.words.analysis import Analysis
from handbook.search.words.references import ArticleReference

_NOISE = str.maketrans("", "", " 第的《》旧原老新现()()、,.。-")
_FORMER = re.compile(r"[旧原老]|修[订正改]前")
_NOT_NOW = 0.5
"""Factor of a current number where an old one was asked for."""
_UNNAMED = 1.5
"""Factor of a table of many articles: others are met by the number in their title as well."""
_LAW = re.compile(r"[\u4e00-\u9fff](?:条例|办法|细则|规定|规范|标准|法典|法)$")
_WHICH = re.compile(r"[什哪啥这那][么一个部]?|怎么|没|[方想看说做]法")
_YEAR = 4
_JOINTS = "和与及至到~条"


@dataclass(frozen=True, slots=True)
class _Beside:
    """What was typed beside the references."""

    left: str
    rest: str
    """The same without what says nothing."""
    laws: frozenset[int]
    """Laws whose whole name is in it; others are not meant then."""
    is_former: bool
    """It speaks of the numbers before an amendment."""
    is_law: bool
    """It is the name of a law, be it one that is not in the handbook."""

    def is_asking(self, number: str) -> bool:
        """Whether a bare `number` is that of an article: 供热条例99, 10-1; not a year."""
        is_year = number.startswith(("19", "20")) and len(number) == _YEAR
        return not is_year and self.is_law if self.rest else "-" in number


@dataclass(frozen=True, slots=True)
class ArticleScores:
    """Scores of all documents and notes for those found by a former number."""

    scores: F4
    notes: dict[int, str]
    parents: F4
    """Where the article asked for is not there: the one it would belong to, 36 for 36-1."""
    missing: tuple[ArticleReference, ...] = ()
    """The references, where none of them leads to an article."""
    rest: str | None = None
    """What was typed beside them, where nothing but articles can be meant by them."""
    law: str = ""
    """The law they were asked of, as typed."""


class ArticleSearch:
    """Finds articles by number among the articles of one index."""

    def __init__(self, load: Callable[[], Articles], documents: int, weights: Weights) -> None:
        self._load = load
        self._documents = documents
        self._weights = weights

    @cached_property
    def _articles(self) -> Articles:
        """Read when the first number is typed: most searches need none."""
        return self._load()

    @cached_property
    def _prominence(self) -> NDArray[np.float64]:
        laws = list(self._articles.law_of.values())
        counts = [self._articles.counts[document] for document in self._articles.law_of]
        sizes = np.bincount(laws, counts, minlength=1) if laws else np.ones(1)
        prominence: NDArray[np.float64] = np.log1p(sizes) / np.log1p(sizes.max())
        return prominence

    @cached_property
    def _law_names(self) -> list[tuple[int, str]]:
        return [(n, name) for n, names in enumerate(self._articles.laws) for name in names if len(name) > 1]

    def search(self, analysis: Analysis) -> ArticleScores:
        """Articles of every number in the query, of the law named beside it or of any law."""
        scores, notes = np.zeros(self._documents, np.float32), dict[int, str]()
        if not analysis.references:
            return ArticleScores(scores, notes, scores)
        beside = self._beside(analysis)
        for reference in analysis.references:
            self._add(reference, beside, scores, notes)
        if scores.any():
            return ArticleScores(scores, notes, np.zeros_like(scores))
        return self._missing(analysis, beside)

    def _beside(self, analysis: Analysis) -> _Beside:
        left = analysis.folded
        for reference in analysis.references:
            left = left[: reference.start] + " " * (reference.end - reference.start) + left[reference.end :]
        rest = left.translate(_NOISE).strip(_JOINTS)
        is_law = bool(_LAW.search(rest)) and not _WHICH.search(rest)
        return _Beside(left, rest, self._named(rest), bool(_FORMER.search(left)), is_law)

    def _missing(self, analysis: Analysis, beside: _Beside) -> ArticleScores:
        scores, parents = np.zeros(self._documents, np.float32), np.zeros(self._documents, np.float32)
        meant = tuple(r for r in analysis.references if r.is_marked or beside.is_asking(r.number))
        for reference in meant:
            whole = replace(reference, number=reference.number.partition("-")[0])
            if whole != reference:
                self._add(whole, beside, parents, {})
        is_sure = any(r.is_marked or beside.rest for r in meant)
        return ArticleScores(
            scores=scores,
            notes={},
            parents=parents,
            missing=meant,
            rest=beside.left if is_sure else None,
            law=beside.rest if beside.is_law else "",
        )

    def missing_notes(self, found: ArticleScores, documents: Iterable[int]) -> dict[int, str]:
        """Notes for those of `documents` that are articles: each is another one than the one asked for."""
        asked = "、".join(dict.fromkeys(r.shown for r in found.missing if r.shown))
        said = f"没有收录{found.law}{asked}" if asked else "没认出是第几条"
        numbers = self._articles.current
        return {d: f"{said},这是第{numbers[d]}条" for d in documents if numbers.get(d)}

    def _named(self, rest: str) -> frozenset[int]:
        """The laws whose whole name was typed; () where none was, or only a part of one."""
        if not rest:
            return frozenset()
        just_so = frozenset(n for n, name in self._law_names if name == rest)
        return just_so or frozenset(n for n, name in self._law_names if name in rest)

    def _add(self, reference: ArticleReference, beside: _Beside, scores: F4, notes: dict[int, str]) -> None:
        articles, weights = self._articles, self._weights
        now = weights.article * (_NOT_NOW if beside.is_former else 1)
        for document in articles.by_number.get(reference.number, ()):
            value = now * self._fit(document, beside, reference)
            if articles.counts[document] > 1:
                value *= _UNNAMED
            scores[document] = max(scores[document], value)
        for document in articles.by_former.get(reference.number, ()):
            value = weights.former_article * self._fit(document, beside, reference)
            if value > scores[document]:
                scores[document] = value
                is_table = articles.counts[document] > 1  # which of its numbers it is now stands in the table
                now_at = "" if is_table else f",现为第{articles.current[document]}条"
                notes[document] = f"旧第{reference.number}条{now_at}"

    def _fit(self, document: int, beside: _Beside, reference: ArticleReference) -> float:
        """0–1: how well the words beside the number name the law of the article."""
        law, rest = self._articles.law_of[document], beside.rest
        prominent = 0.75 + 0.25 * float(self._prominence[law])
        if not rest:
            return prominent if reference.is_marked or len(reference.number) > 1 else 0.5 * prominent
        if beside.laws and law not in beside.laws:
            return 0.0
        naming = max((_naming(rest, name) for name in self._articles.names(document)), default=0.0)
        if naming:
            return naming * (0.9 + 0.1 * prominent)
        return 0.3 * prominent if reference.is_marked and not beside.is_law else 0.0


def _naming(rest: str, name: str) -> float:
    """How far `rest` is a way to say `name`: all of it, a part of it, or it with more words around."""
    if rest == name:
        return 1.0
    if len(rest) > 1 and (rest in name or name in rest):
        return 0.95
    letters = iter(name)
    return 0.7 if len(rest) > 1 and all(c in letters for c in rest) else 0.0
