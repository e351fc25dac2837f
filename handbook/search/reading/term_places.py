"""Documents -> where each term stands in their fields; found in the stored text when a Whoosh query asks for it.

The index holds no positions: the search itself never asks for them, and they would double it.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence

import msgspec

from handbook.search.reading.index_files import IndexFiles
from handbook.search.source.documents import Document
from handbook.search.tables.field_texts import indexed_texts
from handbook.search.words.places import places_of

_KEPT = 512
"""Texts whose places are kept, some 150 kB each: the terms of a phrase are looked up in one document after the other."""


class TermPlaces:
    """Places of terms in the documents of one index."""

    def __init__(self, files: IndexFiles) -> None:
        self._files = files
        self._kept: OrderedDict[tuple[int, str], Mapping[str, Sequence[int]]] = OrderedDict()

    def places(self, field: str, term: str, document: int) -> Sequence[int]:
        """Ascending places of `term` in one document, counted in tokens; () where it does not stand."""
        found = self._kept.get((document, field))
        if found is None:
            texts = indexed_texts(self._document(document), self._files.folding.fold)
            found = self._kept[document, field] = places_of(texts[field])
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found.get(term, ())

    def _document(self, number: int) -> Document:
        start, end = self._files.signals["offsets"][number : number + 2].tolist()
        return msgspec.json.decode(self._files.documents[start:end], type=Document)
