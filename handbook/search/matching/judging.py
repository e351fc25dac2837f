"""A query and what was ranked for it -> how surely the best answers it.

What was found as typed, by its sound, by a number or by a slip that was understood is found. For other sentences a few signals are
weighed: how much of what was typed is known at all; how it scored; whether the best are asked for in such words; and whether its
words are those of the trade or of other services (decisions/0012-other-services.md tells on what it was fitted).
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from handbook.model.kinds import Kind
from handbook.search.confidence import Confidence
from handbook.search.matching.likelihood import AskLikelihood
from handbook.search.matching.lookup import Lookup
from handbook.search.matching.other_services import OtherServices, sentences
from handbook.search.matching.ranking import Ranked
from handbook.search.tables.layout import KINDS
from handbook.search.tables.schema import HEAD, TEXT
from handbook.search.words.analysis import Analysis
from handbook.search.words.elsewhere import WORDS as ELSEWHERE
from handbook.search.words.fold import Folding, is_han
from handbook.search.words.vocabulary import covered

_FEW_PAIRS = 2
"""A word or two."""
_BEST = 3
"""Entries among which the one that knows most of what was typed is looked for."""
_PHRASE = 0.5
_HEATING = re.compile(
    r"暖气|供热|供暖|采暖|取暖|热费|地热|地暖|热力|换热|散热|来热|停热|不热|没热|报停|复热|热网|片子|放气|分水器|立管|入户阀|测温|室温|屋里[^,。]{0,4}[冷凉热]"
)
"""What heating is called; no other service is."""
WEIGHTS: Mapping[str, float] = {
    "always": -3.016,
    "known": 1.115,
    "text": -5.284,
    "head": 4.91,
    "score": 0.986,
    "size": -0.574,
    "text_size": 6.836,
    "fluent_signs": 0.97,
    "heating": 1.072,
    "leaning": 0.113,
    "leaning_mean": 2.292,
    "elsewhere": -3.773,
    "is_elsewhere": -1.876,
}
CLOSEST_BELOW = -0.9
"""Where eight in a thousand of the seen sentences of ours are marked, and one in twenty-four of those in rare words."""
NONE_BELOW = -3.5
"""So little in common that a list would only mislead: five in a thousand of ours in words that no entry was ever asked in."""


class Judge:
    """Judges the answers from one index."""

    def __init__(
        self, lookup: Lookup, likelihood: AskLikelihood, folding: Folding, kinds: NDArray[np.uint8]
    ) -> None:
        """`kinds`: of each document, as places in `KINDS`."""
        self._lookup = lookup
        self._kinds = kinds
        self._likelihood = likelihood
        self._folding = folding
        self._has_asks = likelihood.knows_asks
        """Without asks and tags, as among laws alone, nothing tells what is ours."""

    @cached_property
    def _others(self) -> OtherServices:
        """Counted when a sentence is first doubted."""
        return OtherServices.told_by(sentences(), self._likelihood, self._folding)

    def confidence(self, analysis: Analysis, ranked: Ranked) -> Confidence:
        """How surely the first of `ranked` answers."""
        if analysis.is_empty:
            return Confidence.FOUND
        if not len(ranked.documents):
            return Confidence.CLOSEST if ranked.counts.any() else Confidence.NONE
        if not self._has_asks:
            return Confidence.CLOSEST if ranked.is_close else Confidence.FOUND
        if not ranked.is_close and self._is_sure(analysis, ranked):
            return Confidence.FOUND
        if ranked.is_danger:
            return Confidence.CLOSEST  # never refused
        if len(analysis.pairs) > 1 and not self._known_share(analysis.pairs) and not ranked.notes:
            return Confidence.NONE  # single signs of it stand everywhere
        weighed = self.weighed(analysis, ranked)
        if weighed >= CLOSEST_BELOW and not ranked.is_close:
            return Confidence.FOUND
        is_led = bool(ranked.notes) or analysis.hint is not None or is_held(ranked)
        is_nothing = weighed < NONE_BELOW and not is_led
        return Confidence.NONE if is_nothing else Confidence.CLOSEST

    def _is_sure(self, analysis: Analysis, ranked: Ranked) -> bool:
        is_sure = is_held(ranked) or analysis.degrees is not None or self._is_known_danger(analysis, ranked)
        is_spelt = not any(map(is_han, analysis.folded))
        is_mended = ranked.decoded is not None and len(analysis.pairs) <= _SHORT
        return is_sure or is_spelt or is_mended

    def _is_known_danger(self, analysis: Analysis, ranked: Ranked) -> bool:
        """Whether it speaks of a danger, and not in a word or two (流血) of which no card knows."""
        is_card = self._kinds[ranked.documents[0]] == KINDS.index(Kind.EMERGENCY)
        return ranked.is_danger and (bool(is_card) or len(analysis.pairs) > _FEW_PAIRS)

    def weighed(self, analysis: Analysis, ranked: Ranked) -> float:
        """The signals, weighed and added up; 0 = as likely about something else."""
        signals = self.signals(analysis, ranked)
        return sum(weight * signals[name] for name, weight in WEIGHTS.items())

    def signals(self, analysis: Analysis, ranked: Ranked) -> dict[str, float]:
        """Name -> value of each."""
        terms = dict.fromkeys((*analysis.pairs, *analysis.lonely, *filter(str.isalpha, analysis.words)))
        best = ranked.documents[:_BEST].tolist()
        parts = {name: float(values[0]) for name, values in ranked.parts.items()}
        size = math.log1p(len(analysis.pairs))
        signs = sum(map(is_han, analysis.folded)) or 1
        leaning = self._others.leaning(analysis.singles, analysis.pairs)
        elsewhere = covered(analysis.folded, ELSEWHERE) / signs
        return {
            "always": 1.0,
            "known": self._known_share(tuple(terms)),
            "text": min(parts["text"], 0.6),
            "head": min(parts["head"], 0.4),
            "score": min(
                float(ranked.scores[0]) - 0.7 * parts["learned"], 1.0
            ),  # which entry, not whether any
            "size": size,
            "text_size": parts["text"] * size,
            "fluent_signs": self._fluency(analysis.singles, best),
            "heating": float(_HEATING.search(analysis.folded) is not None),
            "leaning": leaning,
            "leaning_mean": leaning / (1 + len(analysis.singles)),
            "elsewhere": min(elsewhere, 0.6),
            "is_elsewhere": float(elsewhere > 0),
        }

    def _fluency(self, terms: Sequence[str], documents: Sequence[int]) -> float:
        numbers = self._lookup.numbers(self._lookup.scorers[HEAD], [(term, 1.0) for term in terms])
        return self._likelihood.fluency([number for number, _ in numbers], documents)

    def _known_share(self, terms: Sequence[str]) -> float:
        """The share of `terms`, weighed by rarity, that any entry holds."""
        scorer = self._lookup.scorers[TEXT]
        numbers = [number for number, _ in self._lookup.numbers(scorer, [(term, 1.0) for term in terms])]
        idf = [scorer.idf(scorer.postings.frequency(n) if n >= 0 else 0) for n in numbers]
        known = sum(weight for n, weight in zip(numbers, idf, strict=True) if n >= 0)
        return known / (sum(idf) or 1.0)


_SHORT = 7
"""Pairs up to which a slip is mended."""


def is_held(ranked: Ranked) -> bool:
    """Whether the best entry holds what was typed, as it is, by its sound or by its number."""
    parts = {name: float(values[0]) for name, values in ranked.parts.items()}
    is_typed = ranked.typed is not None and bool(ranked.typed[0])
    return is_typed or parts["phrase"] > _PHRASE or parts["article"] > 0
