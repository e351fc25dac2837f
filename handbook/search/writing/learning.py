"""Entries with what they are called and asked for -> what tells them apart, by two learners (decisions/0013-learned-of-asks.md).

Naive Bayes (`matching/likelihood.py`) counts what is said of each entry by itself; here a term weighs by what it tells of one entry
beside all others. Minutes of a developer's machine: it is learned when the program is built, not where it is used.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from handbook.model.aspects import USUAL_FLOOR
from handbook.search.source.documents import Document
from handbook.search.tables.field_texts import head_of
from handbook.search.tables.learned import Learned
from handbook.search.words.extents import extents_of
from handbook.search.words.fold import Folding
from handbook.search.words.heard import heard_in
from handbook.search.words.room_temperature import room_temperature
from handbook.search.words.terms import term_key
from handbook.search.writing.learned_texts import LearnedTexts
from handbook.search.writing.learning_features import Features
from handbook.search.writing.learning_weights import learned_weights


def learn(
    documents: Sequence[Document], folding: Folding, sayings: Mapping[str, Sequence[str]] | None = None
) -> Learned | None:
    """From the entries that say how they are asked for, and what else callers of each say (`sayings`, by its id).

    None where there are fewer than two. The same entries and sayings give the same.
    """
    told = [(d.id, head_of(d).splitlines()) for d in documents]
    told = [(entry_id, [*lines, *(sayings or {}).get(entry_id, ())]) for entry_id, lines in told if lines]
    if len(told) < 2:
        return None
    said = [
        (column, np.unique(np.array([term_key(t) for t in _heard(folding.fold(line))], np.uint64)))
        for column, (_, lines) in enumerate(told)
        for line in dict.fromkeys(lines)
    ]
    texts = LearnedTexts([keys for _, keys in said], np.array([column for column, _ in said]))
    weights, weight_biases = learned_weights(texts, len(told))
    features = Features(len(texts.keys), len(told))
    features.train(texts)
    return Learned.told_by(
        tuple(entry_id for entry_id, _ in told),
        texts.keys,
        texts.rarity,
        (weights, weight_biases),
        (features.of_terms.now, features.to_entries.now, features.biases.now),
    )


def _heard(folded: str) -> list[str]:
    return heard_in(folded, room_temperature(folded), extents_of(folded), USUAL_FLOOR)
