"""Documents -> their laws: group numbers, how often other texts name each law, and the postings of whole laws."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from handbook.search.source.documents import Document
from handbook.search.tables.postings import F4, FieldPostings
from handbook.search.words.references import article_of

_NAMED = re.compile("《([^《》\n]{2,60})》")
_COUNTRY = "中华人民共和国"
_WORDS = ("是指", "应当", "不得")
TRAITS = ("of_country", "place_in_law", "defines", "obliges", "forbids")
"""Law of the whole country; number as a share of the law's last; what its words do."""
_LENGTHS = np.array([byte_to_length(b) for b in range(256)], dtype=np.float64)


def groups_of(documents: Sequence[Document]) -> NDArray[np.uint32]:
    """1 + number of the law of each document, 0 for what is no article."""
    laws: dict[str, int] = {}
    return np.array([laws.setdefault(d.law, len(laws) + 1) if d.law else 0 for d in documents], "<u4")


def authority_of(documents: Sequence[Document]) -> F4:
    """For each document log(1 + number of documents of other laws that name its law between 《 and 》)."""
    named: Counter[str] = Counter()
    for document in documents:
        own = document.law.removeprefix(_COUNTRY)
        names = {n.removeprefix(_COUNTRY) for n in _NAMED.findall(document.body)}
        named.update(names - {own})
    values = [np.log1p(named[d.law.removeprefix(_COUNTRY)]) if d.law else 0.0 for d in documents]
    return np.array(values, "<f4")


def traits_of(documents: Sequence[Document]) -> F4:
    """(documents, TRAITS) for articles, 0 for the rest: what kind of provision it is, whatever is asked."""
    numbers = [_whole_number(d.article) for d in documents]
    last: dict[str, float] = {}
    for document, number in zip(documents, numbers, strict=True):
        last[document.law] = max(1.0, number, last.get(document.law, 1.0))
    rows = [
        (d.law.startswith(_COUNTRY), n / last[d.law], *(word in d.body for word in _WORDS))
        if d.law
        else (0.0,) * len(TRAITS)
        for d, n in zip(documents, numbers, strict=True)
    ]
    return np.array(rows, "<f4").reshape(len(documents), len(TRAITS))


def _whole_number(article: str) -> float:
    digits = article_of(article).partition("-")[0]
    return float(digits) if digits.isdecimal() else 0.0


def law_postings(text: FieldPostings, groups: NDArray[np.uint32]) -> FieldPostings:
    """Postings with whole laws as documents (law n = group n + 1), added up from those of their articles."""
    count = int(groups.max(initial=0))
    terms = np.repeat(np.arange(len(text.keys)), np.diff(text.starts))
    owner = groups[text.ids].astype(np.int64) - 1
    kept = owner >= 0
    joint = terms[kept] * max(1, count) + owner[kept]
    order = np.argsort(joint, kind="stable")
    joint, weights = joint[order], (text.codes[kept] >> 8).astype(np.int64)[order]
    first = np.flatnonzero(np.diff(joint, prepend=-1))
    sums = np.add.reduceat(weights, first) if len(first) else np.zeros(0, np.int64)
    ids = joint[first] % max(1, count)
    lengths = np.bincount(ids, sums, count)
    rounded = np.minimum(np.searchsorted(_LENGTHS, lengths), 255).astype(np.uint8)
    starts = np.searchsorted(joint[first] // max(1, count), np.arange(len(text.keys) + 1))
    codes = (np.minimum(sums, 255) << 8 | rounded[ids]).astype("<u2")
    return FieldPostings(
        keys=text.keys,
        starts=starts.astype("<i8"),
        ids=ids.astype("<u4"),
        codes=codes,
        firsts=np.zeros(0, "u1"),
        lengths=rounded,
        sizes=lengths.astype("<u4"),
        words=(),
    )
