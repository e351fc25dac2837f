"""Article references in a query -> the articles meant, former numbers included, with a note that says so."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from handbook.search.analysis import Analysis
from handbook.search.articles import Articles
from handbook.search.postings import F4
from handbook.search.quantities import ArticleReference
from handbook.search.weights import Weights

_NOISE = str.maketrans("", "", " 第的《》旧原老新现()()、,.。-")


@dataclass(frozen=True, slots=True)
class ArticleScores:
    """Scores of all documents and notes for those found by a former number."""

    scores: F4
    notes: dict[int, str]


class ArticleSearch:
    """Finds articles by number among the articles of one index."""

    def __init__(self, load: Callable[[], Articles], documents: int, weights: Weights) -> None:
        self._load, self._documents, self._weights = load, documents, weights

    @cached_property
    def _articles(self) -> Articles:
        """Read when the first number is typed: most searches need none."""
        return self._load()

    @cached_property
    def _prominence(self) -> NDArray[np.float64]:
        laws = list(self._articles.law_of.values())
        sizes = np.bincount(laws, minlength=1) if laws else np.ones(1)
        prominence: NDArray[np.float64] = np.log1p(sizes) / np.log1p(sizes.max())
        return prominence

    def search(self, analysis: Analysis) -> ArticleScores:
        """Articles of every number in the query, of the law named beside it or of any law."""
        scores, notes = np.zeros(self._documents, np.float32), dict[int, str]()
        for reference in analysis.references:
            rest = (analysis.folded[: reference.start] + analysis.folded[reference.end :]).translate(_NOISE)
            self._add(reference, rest, scores, notes)
        return ArticleScores(scores, notes)

    def _add(self, reference: ArticleReference, rest: str, scores: F4, notes: dict[int, str]) -> None:
        articles, weights = self._articles, self._weights
        for document in articles.by_number.get(reference.number, ()):
            scores[document] = max(scores[document], weights.article * self._fit(document, rest, reference))
        for document in articles.by_former.get(reference.number, ()):
            value = weights.former_article * self._fit(document, rest, reference)
            if value > scores[document]:
                scores[document] = value
                notes[document] = f"旧第{reference.number}条,现为第{articles.current[document]}条"

    def _fit(self, document: int, rest: str, reference: ArticleReference) -> float:
        """0–1: how well the words beside the number name the law of the article."""
        prominent = 0.75 + 0.25 * float(self._prominence[self._articles.law_of[document]])
        if not rest:
            return prominent if reference.is_marked or len(reference.number) > 1 else 0.5 * prominent
        named = max((_naming(rest, name) for name in self._articles.names(document)), default=0.0)
        if named:
            return named * (0.9 + 0.1 * prominent)
        return 0.3 * prominent if reference.is_marked else 0.0


def _naming(rest: str, name: str) -> float:
    """How far `rest` is a way to say `name`: all of it, a part of it, or it with more words around."""
    if rest == name:
        return 1.0
    if len(rest) > 1 and (rest in name or name in rest):
        return 0.95
    letters = iter(name)
    return 0.7 if len(rest) > 1 and all(c in letters for c in rest) else 0.0
