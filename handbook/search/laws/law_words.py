"""Words that were asked for -> the documents that hold all of them, with scores, and what to mark in these."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handbook.search.hits import Snippet
from handbook.search.laws.grams import Flags, Grams, pairs_of
from handbook.search.laws.law_documents import LawDocument
from handbook.search.laws.law_question import LawQuestion
from handbook.search.snippets import Needles, best_line, mark, marks_of, snippet_of
from handbook.search.tables.stored import FoldedLines
from handbook.search.words.fold import Folding

_PHRASE = 1.5
"""Factor of what holds every run as it was typed, not only pairs of it."""
_WIDTH = 44
"""Characters of a snippet: lines of laws are long, and a row in a narrow column has room for no more."""
_LOOKED_INTO = 400
"""Best documents that are looked into for whole runs."""


@dataclass(frozen=True)
class WordScores:
    """By document."""

    is_met: Flags
    """Whether every word stands in it; at most half of the characters in the name of its law instead."""
    values: NDArray[np.float32]
    share: NDArray[np.float32]
    """Of the characters that were asked for, how much stands in its own text, 0–1."""
    is_known: bool
    """Whether anything of the words stands in any document."""
    needles: Needles


def score_words(question: LawQuestion, grams: Grams, titles: Grams, law_of: NDArray[np.int64]) -> WordScores:
    """Score every document of `grams` by the words of `question`; `titles` are the names of laws, `law_of` its law.

    Two characters of a run that stand together there count, scattered ones do not: every character must be in a pair
    that the document has.
    """
    size = grams.size
    is_met = np.ones(size, np.bool_) if question.has_words else np.zeros(size, np.bool_)
    values = np.zeros(size, np.float32)
    own = np.zeros(size, np.int64)
    """Characters of the runs, and words, that the document has itself."""
    asked = 0
    is_known = False
    for run in question.runs:
        pairs = pairs_of(run)
        here = [grams.flags(pair) for pair in pairs]
        named = [titles.flags(pair)[law_of] for pair in pairs]
        for place in range(len(run)):
            beside = [at for at in (place - 1, place) if 0 <= at < len(pairs)]
            by_itself = np.logical_or.reduce([here[at] for at in beside])
            own += by_itself
            is_met &= by_itself | np.logical_or.reduce([named[at] for at in beside])
        asked += len(run)
        is_known |= _add_gains(values, pairs, grams)
    for word in question.words:
        flags = grams.flags(word)
        own += flags * 2
        is_met &= flags | titles.flags(word)[law_of]
        asked += 2
        is_known |= _add_gains(values, [word], grams)
    for amount in question.amounts:
        flags = grams.flags(amount)
        own += flags * 2
        is_met &= flags
        asked += 2
        is_known |= _add_gains(values, [amount], grams)
    is_met &= own * 2 >= asked
    share = (own / max(asked, 1)).astype(np.float32)
    return WordScores(is_met, values, share, is_known, _needles(question, grams))


def lift_phrases(
    scores: WordScores, question: LawQuestion, documents: Sequence[LawDocument], met: NDArray[np.int64]
) -> NDArray[np.float32]:
    """The values of `scores`, higher for those of the best of `met` that hold every run as it was typed."""
    values = scores.values.copy()
    long_runs = [run for run in question.runs if len(run) > 2]
    if long_runs:
        best = met[np.argsort(-values[met], kind="stable")[:_LOOKED_INTO]]
        whole = [n for n in best.tolist() if all(run in documents[n].folded for run in long_runs)]
        values[whole] *= _PHRASE
    return values


def shown_of(lines: tuple[str, ...], needles: Needles, folding: Folding) -> tuple[Snippet, tuple[str, ...]]:
    """(the line that holds most of the needles, or a part of it; all texts of the lines that are met, longest first)."""
    folded = FoldedLines.of(lines, folding)
    marked = [mark(line, folding.fold(line), needles) for line in folded.lines] if needles.sought else []
    return snippet_of(best_line(folded, needles), _WIDTH), marks_of(marked)


def _add_gains(values: NDArray[np.float32], terms: list[str], grams: Grams) -> bool:
    """Add the scores of `terms` to `values`; whether any of them stands anywhere."""
    is_known = False
    for term in dict.fromkeys(terms):
        found, gains = grams.find(term)
        values[found] += gains
        is_known |= bool(found.size)
    return is_known


def _needles(question: LawQuestion, grams: Grams) -> Needles:
    """What to mark; the rarer ones weigh more, so that the line is shown that says what was asked."""
    pairs = {pair: _rarity(pair, grams) for run in question.runs for pair in pairs_of(run)}
    words = {run: sum(pairs[pair] for pair in pairs_of(run)) for run in question.runs}
    words |= {word: _rarity(word, grams) for word in question.words}
    return Needles(
        {pair: weight for pair, weight in pairs.items() if pair not in words},
        words,
        frozenset(question.amounts),
    )


def _rarity(term: str, grams: Grams) -> float:
    return math.log1p(grams.size / (1 + grams.find(term)[0].size))
