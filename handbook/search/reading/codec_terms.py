"""Flat postings -> what Whoosh's searcher asks of a terms reader and of a matcher."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from whoosh.codec.base import TermsReader
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from handbook.override import override
from handbook.search.reading.term_places import TermPlaces
from handbook.search.tables.postings import U2, U4, FieldPostings
from handbook.search.tables.schema import packed_places
from handbook.search.words.terms import WORD_BIT, term_key

Term = tuple[str, bytes]
Places = Callable[[int], Sequence[int]]
"""Document → where the term stands in it."""


class FlatTerms(TermsReader):  # type: ignore[misc]
    """Terms of all fields."""

    def __init__(self, fields: Mapping[str, FieldPostings], places: TermPlaces) -> None:
        self._fields = fields
        self._places = places

    def _number(self, field: str, text: bytes) -> int:
        return self._fields[field].number(term_key(text.decode())) if field in self._fields else -1

    @override
    def __contains__(self, term: Term) -> bool:
        return self._number(*term) >= 0

    @override
    def terms(self) -> Iterator[Term]:
        for field in sorted(self._fields):
            yield from self.terms_from(field, b"")

    @override
    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Terms of one field from `prefix` on, in byte order: words stand before Chinese characters."""
        postings = self._fields[fieldname]
        grams = int(np.searchsorted(postings.keys, WORD_BIT))
        words = sorted(w.encode() for w in postings.words)
        for word in words[bisect_left(words, prefix) :]:
            yield fieldname, word
        first = bisect_left(range(grams), prefix, key=lambda n: postings.text_of(n).encode())
        for number in range(first, grams):
            yield fieldname, postings.text_of(number).encode()

    @override
    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        for term in self.terms():
            yield term, self.term_info(*term)

    @override
    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    @override
    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        ids, codes = self._of_term(fieldname, text)
        frequencies, lengths = codes >> 8, codes & 255
        return TermInfo(
            weight=float(frequencies.sum()),
            df=len(ids),
            maxweight=float(frequencies.max()),
            minlength=byte_to_length(int(lengths.min())),
            maxlength=byte_to_length(int(lengths.max())),
            minid=int(ids[0]),
            maxid=int(ids[-1]),
        )

    @override
    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    @override
    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return len(self._of_term(fieldname, text)[0])

    def _of_term(self, fieldname: str, text: bytes) -> tuple[U4, U2]:
        number = self._number(fieldname, text)
        if number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return self._fields[fieldname].of_term(number)

    @override
    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> "FlatMatcher":
        ids, codes = self._of_term(fieldname, text)
        places = partial(self._places.places, fieldname, text.decode())
        return FlatMatcher((fieldname, text), ids, codes, places, format_=format_, scorer=scorer)

    @override
    def indexed_field_names(self) -> list[str]:
        return sorted(self._fields)


class FlatMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks one flat posting list as Whoosh wants it; the whole list is one block."""

    def __init__(self, term: Term, ids: U4, codes: U2, places: Places, *, format_: Any, scorer: Any) -> None:
        self._whose = term
        self._ids = ids
        self._codes = codes
        self._places = places
        self._at = 0
        self.format = format_
        self.scorer = scorer

    @override
    def term(self) -> Term:
        return self._whose

    @override
    def is_active(self) -> bool:
        return self._at < len(self._ids)

    @override
    def id(self) -> int:
        return int(self._ids[self._at])

    @override
    def weight(self) -> float:
        return float(self._codes[self._at] >> 8)

    @override
    def value(self) -> bytes:
        return packed_places(self._places(self.id()))

    @override
    def reset(self) -> None:
        self._at = 0

    @override
    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    @override
    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at = max(self._at, int(np.searchsorted(self._ids, id)))

    @override
    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._ids)
        return 1

    @override
    def block_min_length(self) -> int:
        return int(byte_to_length(int((self._codes & 255).min())))

    @override
    def block_max_weight(self) -> float:
        return float((self._codes >> 8).max())

    @override
    def all_ids(self) -> Iterator[int]:
        yield from self._ids[self._at :].tolist()

    @override
    def copy(self) -> "FlatMatcher":
        other = FlatMatcher(
            self._whose,
            self._ids,
            self._codes,
            self._places,
            format_=self.format,
            scorer=self.scorer,
        )
        other._at = self._at
        return other
