"""Our points of an article and the text of its law -> which article they are most likely about.

An entry whose number was inferred, or was that of an earlier text, may say what another article says. A person decides;
this only says where to look first.
"""

from collections import Counter
from dataclasses import dataclass

from handbook.law.claims import claims
from handbook.law.figures import matched
from handbook.law.law_text import LawText
from handbook.model.bare_words import bare
from handbook.model.regulation import RegulationArticle

_FIGURE_WEIGHT = 0.5
_LEAST = 0.08
"""Likeness under which an article is not named: our words are never those of the law, so that all are low."""


@dataclass(frozen=True, slots=True)
class Likely:
    """An article that the points may be about."""

    number: str
    likeness: float
    """0–1 and more where figures agree; comparable within one law only."""


def likely_articles(article: RegulationArticle, law: LawText, limit: int = 5) -> tuple[Likely, ...]:
    """The articles of `law` whose words are most like the entry's title, summary and points, the best first."""
    points = (article.title, article.summary, *claims(article))
    ours = _grams(bare("\n".join(points)))
    share = _rarity(law)
    found = []
    for one in law.articles:
        theirs = _grams(bare(one.words))
        common = sum(share[gram] for gram in ours & theirs)
        whole = sum(share[gram] for gram in ours if gram in share) or 1.0
        figures = matched(claims(article), one.paragraphs)
        agreeing = sum(bool(match.theirs) for match in figures) / len(figures) if figures else 0.0
        found.append(Likely(one.number, common / whole + _FIGURE_WEIGHT * agreeing))
    best = sorted(found, key=lambda one: -one.likeness)[:limit]
    return tuple(one for one in best if one.likeness >= _LEAST)


def _grams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _rarity(law: LawText) -> dict[str, float]:
    """Pair of characters → how much it tells: what stands in every article tells nothing."""
    counts = Counter(gram for one in law.articles for gram in _grams(bare(one.words)))
    return {gram: 1.0 / count for gram, count in counts.items()}
