"""Ranked documents -> hits with true ranges, and the sentence of what was assumed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from handbook.search.hits import Hit, Span
from handbook.search.lazy_hit import LazyHit
from handbook.search.matching.phrase_search import Match
from handbook.search.matching.ranking import Ranked
from handbook.search.snippets import Marked, Needles, best_line, mark, merged
from handbook.search.tables.layout import KINDS
from handbook.search.tables.phrases import Phrases, Role
from handbook.search.tables.stored import StoredDocument, StoredDocuments
from handbook.search.tables.weights import Weights
from handbook.search.words.analysis import Analysis, pairs_of
from handbook.search.words.vocabulary import ranges_of

_NOTHING = Marked("", (), 0.0)
_WEAK = 0.4
"""Share of the best score below which a row looks weak."""
_ONE_MORE_IN = 3
"""A title or ask may have one character more for so many that were found in it."""


class Answerer:
    """Turns the ranked documents of one index into hits."""

    def __init__(
        self,
        stored: StoredDocuments,
        kinds: NDArray[np.uint8],
        phrases: Phrases,
        weights: Weights,
        vocabulary: frozenset[str],
        is_well_typed: Callable[[Analysis], bool],
    ) -> None:
        """`vocabulary`: words of the trade; `is_well_typed`: whether every character stands as it stands in some entry."""
        self._stored = stored
        self._kinds = kinds
        self._phrases = phrases
        self._weights = weights
        self._vocabulary = vocabulary
        self._is_well_typed = is_well_typed

    def hits(self, analysis: Analysis, ranked: Ranked) -> tuple[Hit, ...]:
        """One hit a ranked document."""
        needles, words = self._needles(analysis, ranked), self._sure_words(analysis, ranked)
        return tuple(self._hit(row, needles, words, ranked) for row in range(len(ranked.documents)))

    def _needles(self, analysis: Analysis, ranked: Ranked) -> Needles:
        pairs = dict.fromkeys(analysis.pairs, 1.0)
        words = dict.fromkeys((*analysis.words, *analysis.lonely), 1.0)
        words |= dict.fromkeys(analysis.synonyms, self._weights.same_meaning)
        if ranked.decoded:
            pairs |= dict.fromkeys(
                (p for p in pairs_of(ranked.decoded.text) if len(p) == 2), self._weights.decoded
            )
        return Needles(pairs, words, frozenset(analysis.quantities))

    def _hit(self, row: int, needles: Needles, words: Sequence[str], ranked: Ranked) -> Hit:
        document = int(ranked.documents[row])
        stored = self._stored[document]
        match = ranked.matches.get(document)
        is_corrected = ranked.typed is not None and not ranked.typed[row] and self._is_assumed(match, ranked)
        is_corrected = is_corrected and not self._loses_word(words, match)
        return LazyHit(
            stored.id,
            KINDS[self._kinds[document]],
            stored.title,
            round(float(ranked.scores[row]), 6),
            ranked.notes.get(document, ""),
            is_corrected=is_corrected,
            is_weak=self._is_weak(row, ranked),
            marking=lambda: self._marked(stored, match, needles),
        )

    def _is_weak(self, row: int, ranked: Ranked) -> bool:
        """Nothing is about just this, or it has far less of what was typed than the best hit."""
        is_typed = ranked.typed is not None and bool(ranked.typed[row])
        return ranked.is_close or (not is_typed and bool(ranked.scores[row] < _WEAK * ranked.scores[0]))

    def _marked(
        self, stored: StoredDocument, match: Match | None, needles: Needles
    ) -> tuple[Marked, Marked, Marked]:
        """(title, best line, best way to say it where that says more) with their ranges."""
        title = mark(stored.title, stored.folded_title, needles)
        line = best_line(stored.text, needles)
        ask = best_line(stored.asked, needles)
        if match is not None:
            title, ask = self._with_match(stored, match, title, ask)
        return title, line, ask if ask.weight > max(title.weight, line.weight) else _NOTHING

    def _is_assumed(self, match: Match | None, ranked: Ranked) -> bool:
        return match is not None or ranked.decoded is not None or ranked.is_close

    def _with_match(
        self, stored: StoredDocument, match: Match, title: Marked, ask: Marked
    ) -> tuple[Marked, Marked]:
        """Title and ask, with the range of the sequence that was met."""
        phrase = int(self._phrases.owner[match.place])
        role, order = Role(int(self._phrases.roles[phrase])), int(self._phrases.order[phrase])
        span = self._span(match)
        if role is Role.TITLE:
            spans = merged([(s.start, s.end) for s in (*title.spans, span)])
            return replace(title, spans=spans, weight=title.weight + match.size), ask
        if role is Role.ASK:
            met = stored.asks[order]
            beside = ask.spans if ask.text == met else ()
            spans = merged([(s.start, s.end) for s in (*beside, span)])
            return title, Marked(met, spans, ask.weight + match.size)
        return title, ask

    def _span(self, match: Match) -> Span:
        """Range of a match in its phrase as written."""
        offsets = self._phrases.offsets
        return Span(int(offsets[match.place]), int(offsets[match.place + match.size - 1]) + 1)

    def _sure_words(self, analysis: Analysis, ranked: Ranked) -> Sequence[str]:
        """The words of the trade that were typed, where something is doubted and yet every character is well typed."""
        is_doubted = ranked.typed is not None and not ranked.typed.all()
        words = [analysis.folded[start:end] for start, end in ranges_of(analysis.folded, self._vocabulary)]
        return words if is_doubted and words and self._is_well_typed(analysis) else ()

    def _loses_word(self, words: Sequence[str], match: Match | None) -> bool:
        """Whether what was met is short of one of `words`: 烫起泡了 is another way to say 烫伤起泡了."""
        if match is None or match.is_exact or not words:
            return False
        found = self._text(match.place, match.size)
        return any(word not in found and not set(word).isdisjoint(found) for word in words)

    def understood_as(self, analysis: Analysis, ranked: Ranked) -> str:
        """What was assumed for the best hit; "" where it holds what was typed."""
        if not len(ranked.documents) or ranked.typed is None or ranked.typed[0]:
            return ""
        match = ranked.matches.get(int(ranked.documents[0]))
        if match is None or match.is_exact:
            return ranked.decoded.text if ranked.decoded else ""
        if self._loses_word(self._sure_words(analysis, ranked), match):
            return ""
        found = self._text(match.place, match.size)
        if ranked.decoded and ranked.decoded.text != found:
            return ranked.decoded.text
        return self._whole(match) if len(found) > 2 else found

    def _whole(self, match: Match) -> str:
        """What was found, or the title or ask it is most of."""
        phrase = self._phrases.owner[match.place]
        start, end = int(self._phrases.starts[phrase]), int(self._phrases.starts[phrase + 1]) - 1
        is_most = end - start <= match.size + match.size // _ONE_MORE_IN
        return self._text(start, end - start) if is_most else self._text(match.place, match.size)

    def _text(self, place: int, size: int) -> str:
        return "".join(map(chr, self._phrases.codes[place : place + size].tolist()))
