"""A handbook -> whose law an article number without a name means: the region's on heating, then what cards cite."""

from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle

_HEATING = ("供热", "供暖", "采暖", "集中供")
"""Words in the name of a regulation on heating."""


def local_and_cited(handbook: Handbook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(the region's regulations on heating, laws that cards cite), titles, the most cited first."""
    counts: dict[str, int] = {}
    local: dict[str, int] = {}
    for entry in handbook:
        if isinstance(entry, RegulationArticle) and entry.place and any(w in entry.law for w in _HEATING):
            local.setdefault(entry.law, 0)
        if isinstance(entry, Procedure | EmergencyCard):
            for cited in entry.citations:
                article = handbook.get(cited)
                if isinstance(article, RegulationArticle):
                    counts[article.law] = counts.get(article.law, 0) + 1
    by_count = sorted(counts, key=lambda law: -counts[law])
    return (
        tuple(sorted(local, key=lambda law: -counts.get(law, 0))),
        tuple(law for law in by_count if law not in local),
    )
