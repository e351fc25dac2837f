"""Typed letters and misspelt characters -> the characters of the index that sound or look like them.

A noisy channel: for each place the characters of the index that it may mean, with how surely; the best way through
them is the one whose pairs are commonest in the index (Viterbi).
"""

import math
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from handbook.search.tables.postings import FieldPostings
from handbook.search.tables.weights import Weights
from handbook.search.words.analysis import Analysis
from handbook.search.words.danger import speaks_of_danger
from handbook.search.words.elsewhere import WORDS as ELSEWHERE
from handbook.search.words.fold import is_han
from handbook.search.words.shapes import looks_like
from handbook.search.words.sounds import Sounds
from handbook.search.words.terms import SHIFT, WORD_BIT, term_key
from handbook.search.words.units import Reading, Unit, UnitKind
from handbook.search.words.vocabulary import gives_words, ranges_of

_MOST_CANDIDATES = 24
_LONGEST = 24
_BEAM = 60
_MOST_TRIED = 12
"""Likeliest texts that are looked up before the likeliest of all is taken."""
_TRUSTED = 4
"""At most one character in so many may have been typed wrong."""
_TOGETHER = 0.15
"""Share of its documents in which a character stands in a pair that is taken for a word …"""
_FEWEST_TOGETHER = 2
"""… and the fewest such documents."""
_LETTER = 0.1
"""How surely a letter was meant as a letter where it could be part of a syllable."""
_UNSEEN = -6.0
"""Logarithmic score of a pair that the index lacks."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The likeliest text."""

    text: str
    is_spelling: bool
    """Only letters were read as characters; nothing that was typed as a character was changed."""
    is_held: bool = False
    """One document holds all pairs of it."""


class Decoder:
    """Decodes queries with the pairs of one field."""

    def __init__(
        self, postings: FieldPostings, sounds: Sounds, weights: Weights, vocabulary: frozenset[str]
    ) -> None:
        """`vocabulary`: words of the trade, which are never taken for slips."""
        self._vocabulary = vocabulary
        self._postings = postings
        self._sounds = sounds
        self._weights = weights

    @cached_property
    def _frequency(self) -> dict[str, int]:
        """Character → number of documents; made when the first slip is decoded."""
        postings = self._postings
        grams = postings.keys[: np.searchsorted(postings.keys, WORD_BIT)]
        single = np.flatnonzero((grams & np.uint64((1 << SHIFT) - 1)) == 0)
        codes = (grams[single] >> np.uint64(SHIFT)).tolist()
        return dict(zip(map(chr, codes), postings.frequencies(single).tolist(), strict=True))

    @cached_property
    def _by_sound(self) -> dict[int, list[str]]:
        """Syllable number → characters of the index, commonest first."""
        table: dict[int, list[str]] = {}
        codes = np.array(list(map(ord, self._frequency)), np.uint32)
        for char, readings in zip(self._frequency, self._sounds.of_codes(codes).tolist(), strict=True):
            for reading in filter(None, readings):
                table.setdefault(reading, []).append(char)
        for found in table.values():
            found.sort(key=lambda c: (-self._frequency[c], c))
        return table

    def decode(self, analysis: Analysis, is_held: Callable[[str], bool]) -> Decoded | None:
        """The likeliest text where it differs from what was typed and every pair of it is in the index.

        `is_held` says whether one document holds all pairs of a text; the likeliest such text wins if there is one.
        """
        if not analysis.readings or len(analysis.folded) > _LONGEST:
            return None
        typed_pairs = frozenset(analysis.pairs)
        ranked = sorted(
            (p for r in analysis.readings[:3] for p in self._paths(r, typed_pairs)),
            key=lambda p: (-p[0], p[1]),
        )
        typed = "".join(c for c in analysis.folded if c.isalnum())
        if not ranked or ranked[0][1] == typed:
            return None
        texts = [text for _, text in ranked[:_MOST_TRIED]]
        held = next(filter(is_held, texts), None)
        best = held or texts[0]
        pairs = zip(typed, best, strict=False) if len(typed) == len(best) else ()
        changed = [i for i, (a, b) in enumerate(pairs) if a != b and is_han(a)]
        if best == typed or len(changed) > max(1, len(typed) // _TRUSTED):
            return None
        # Every sentence has pairs that the index lacks: what is mended must fit where it stands.
        if not all(self._makes_word(typed, best, i) or is_held(_around(best, i)) for i in changed):
            return None
        is_sure = not changed or gives_words(typed, best, self._vocabulary)
        if not is_sure and (speaks_of_danger(typed) or not speaks_of_danger(best)):
            return None
        return Decoded(best, not changed, held is not None)

    def is_well_typed(self, analysis: Analysis) -> bool:
        """Whether no character that was typed stands in unknown pairs alone."""
        if not analysis.readings:
            return False
        return not any(self._doubted(analysis.readings[0], frozenset(analysis.pairs)))

    def _makes_word(self, typed: str, text: str, place: int) -> bool:
        """Whether the character at `place` sounds as the one typed and belongs to a neighbour as in a word."""
        sounds = self._sounds.of_char(text[place])
        if not set(sounds) & set(self._sounds.of_char(typed[place])):
            return False
        return any(self._belongs(text[i : i + 2]) for i in (place - 1, place) if 0 <= i < len(text) - 1)

    def _belongs(self, pair: str) -> bool:
        """Whether the rarer character of a pair often stands in this pair."""
        count = self._postings.frequency(self._postings.number(term_key(pair)))
        rarer = min((self._frequency.get(c, 0) for c in pair), default=0)
        return count >= _FEWEST_TOGETHER and count >= _TOGETHER * rarer

    def _paths(self, reading: Reading, pairs: Container[str]) -> list[tuple[float, str]]:
        """(score a place, text) of the best ways through; [] where some place can mean nothing."""
        places = self._candidates(reading, pairs)
        if len(places) < 2 or not all(places):
            return []
        paths = [(math.log(s), c) for c, s in places[0]]
        for after in places[1:]:
            pairs = self._pair_scores([text[-1] for _, text in paths], [c for c, _ in after])
            sure = np.log([s for _, s in after])
            scores = np.array([score for score, _ in paths])[:, None] + pairs + sure[None, :]
            best = np.argsort(-scores, axis=None, kind="stable")[:_BEAM].tolist()
            paths = [
                (float(scores.flat[i]), paths[i // len(after)][1] + after[i % len(after)][0]) for i in best
            ]
        return [(score / len(places), text) for score, text in paths[:_MOST_TRIED]]

    def _candidates(self, reading: Reading, pairs: Container[str]) -> list[list[tuple[str, float]]]:
        suspect = self._doubted(reading, pairs)
        return [self._of_unit(u, suspect[i]) for i, u in enumerate(reading)]

    def _doubted(self, reading: Reading, pairs: Container[str]) -> list[bool]:
        """Which characters may have been mistyped: in no known pair, and in no word."""
        suspect = self._suspects(reading, pairs)
        words = "".join(unit.text if unit.kind is UnitKind.CHARACTER else "\n" for unit in reading)
        for start, end in (*ranges_of(words, self._vocabulary), *ranges_of(words, ELSEWHERE)):
            suspect[start:end] = [False] * (end - start)
        return suspect

    def _suspects(self, reading: Reading, pairs: Container[str]) -> list[bool]:
        """Which characters stand in no pair that the index has; `pairs` are those typed without a gap."""
        unseen, seen = [False] * len(reading), [False] * len(reading)
        for i, (a, b) in enumerate(pairwise(reading)):
            if a.text + b.text in pairs:
                side = seen if self._seen(a.text, b.text) else unseen
                side[i] = side[i + 1] = True
        return [u and not s for u, s in zip(unseen, seen, strict=True)]

    def _seen(self, first: str, second: str) -> bool:
        if not (is_han(first) and is_han(second)):
            return True
        return self._postings.number(ord(first) << SHIFT | ord(second)) >= 0

    def _of_unit(self, unit: Unit, suspect: bool) -> list[tuple[str, float]]:
        weights, sounds = self._weights, self._sounds
        if unit.kind in (UnitKind.SYLLABLE, UnitKind.OPEN):
            number = sounds.number[unit.text]
            return self._sounding([number], 1.0) + self._sounding(sounds.alike[number], weights.fuzzy / 3)
        if unit.kind is not UnitKind.CHARACTER:
            return []
        if not is_han(unit.text):
            return [(unit.text, _LETTER if unit.text.isalpha() else 1.0)]
        own = [(unit.text, 1.0)]
        if not suspect:
            return own
        numbers = sounds.of_char(unit.text)
        alike = [n for number in numbers for n in sounds.alike[number]]
        found = (
            own + self._sounding(numbers, weights.homophone / 4) + self._sounding(alike, weights.fuzzy / 8)
        )
        found += [(c, weights.lookalike / 8) for c in looks_like(unit.text) if c in self._frequency]
        best: dict[str, float] = {}
        for char, sure in found:
            best[char] = max(best.get(char, 0.0), sure)
        return list(best.items())

    def _sounding(self, numbers: Sequence[int], sure: float) -> list[tuple[str, float]]:
        return [(c, sure) for n in numbers for c in self._by_sound.get(n, [])[:_MOST_CANDIDATES]]

    def _pair_scores(self, first: Sequence[str], second: Sequence[str]) -> np.typing.NDArray[np.float64]:
        left = np.array([ord(c) if is_han(c) else 0 for c in first], np.uint64)
        right = np.array([ord(c) if is_han(c) else 0 for c in second], np.uint64)
        keys = (left[:, None] << np.uint64(SHIFT)) | right[None, :]
        counts = self._postings.frequencies(self._postings.find(keys.ravel())).reshape(keys.shape)
        scores = np.where(counts > 0, np.log(np.maximum(1, counts)) / 2, _UNSEEN)
        return np.where((left[:, None] == 0) | (right[None, :] == 0), 0.0, scores)


def _around(text: str, place: int) -> str:
    """Three characters with the one at `place` in the middle, or at the end of `text`."""
    start = max(0, min(place - 1, len(text) - 3))
    return text[start : start + 3]
