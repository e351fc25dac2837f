"""Ranked documents -> hits with true ranges, and the sentence of what was assumed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from handbook.model.kinds import Kind
from handbook.search.analysis import Analysis
from handbook.search.hits import Hit, Span
from handbook.search.phrases import Phrases, Role
from handbook.search.ranking import Match, Ranked
from handbook.search.snippets import Marked, Needles, best_line, mark, marks_of, merged, snippet_of
from handbook.search.stored import StoredDocument, StoredDocuments

_KINDS = tuple(Kind)


class Answerer:
    """Turns the ranked documents of one index into hits."""

    def __init__(self, stored: StoredDocuments, kinds: NDArray[np.uint8], phrases: Phrases) -> None:
        self._stored, self._kinds, self._phrases = stored, kinds, phrases

    def hits(self, analysis: Analysis, ranked: Ranked, limit: int) -> tuple[Hit, ...]:
        """The first `limit` hits."""
        needles = _needles(analysis)
        return tuple(self._hit(row, needles, ranked) for row in range(min(limit, len(ranked.documents))))

    def _hit(self, row: int, needles: Needles, ranked: Ranked) -> Hit:
        document = int(ranked.documents[row])
        stored = self._stored[document]
        match = ranked.matches.get(document)
        literal = ranked.literal is not None and bool(ranked.literal[row])
        title = mark(stored.title, stored.folded_title, needles)
        line = best_line(stored, needles)
        if match:
            title, line = self._with_match(stored, match, title, line)
        return Hit(
            stored.id, _KINDS[self._kinds[document]], stored.title, title.spans, snippet_of(line),
            round(float(ranked.scores[row]), 6), marks_of((title, line)),
            is_corrected=match is not None and not match.is_exact and not literal,
        )  # fmt: skip

    def _with_match(
        self, stored: StoredDocument, match: Match, title: Marked, line: Marked
    ) -> tuple[Marked, Marked]:
        phrase = int(self._phrases.owner[match.place])
        role, order = Role(int(self._phrases.roles[phrase])), int(self._phrases.order[phrase])
        span = self._span(match)
        if role is Role.TITLE:
            spans = merged([(s.start, s.end) for s in (*title.spans, span)])
            return Marked(title.text, spans, title.weight + 1), line
        if role is Role.ASK:
            text = stored.asks[order]
            return title, Marked(text, (span,), line.weight + 1)
        return title, line

    def _span(self, match: Match) -> Span:
        """Range of a match in its phrase as written."""
        offsets = self._phrases.offsets
        return Span(int(offsets[match.place]), int(offsets[match.place + match.size - 1]) + 1)

    def understood_as(self, ranked: Ranked) -> str:
        """What stands where the best corrected match was found; "" where nothing was corrected."""
        for document in ranked.documents[:1].tolist():
            match = ranked.matches.get(document)
            if match and not match.is_exact:
                return self.text_at(match)
        return ""

    def text_at(self, match: Match) -> str:
        """The folded characters of a match."""
        return "".join(map(chr, self._phrases.codes[match.place : match.place + match.size].tolist()))


def _needles(analysis: Analysis) -> Needles:
    words: Sequence[str] = (*analysis.words, *analysis.lonely)
    return Needles(dict.fromkeys(analysis.pairs, 1.0), dict.fromkeys(words, 1.0))
