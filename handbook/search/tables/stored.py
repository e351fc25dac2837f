"""Document number -> its stored texts, decoded and folded once while in use."""

import json
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from handbook.search.words.fold import Folding

_KEPT = 1000
_ID = b'{"id":"'
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class FoldedLines:
    """Lines as written, and folded one after another with a break between."""

    lines: tuple[str, ...]
    folded: str
    starts: list[int]
    """Where each line begins in `folded`."""

    @classmethod
    def of(cls, lines: Iterable[str], folding: Folding) -> Self:
        """The lines that are not empty."""
        kept = tuple(filter(None, lines))
        starts = [0, *accumulate(len(line) + 1 for line in kept[:-1])]
        return cls(kept, folding.fold("\n".join(kept)), starts)


@dataclass(frozen=True)
class StoredDocument:
    """Texts of one document as written; folded texts have the same offsets."""

    id: str
    title: str
    asks: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    body: str
    law: str
    unshown: tuple[str, ...]
    """Lines that find the document and stand in no snippet."""
    folding: Folding

    @cached_property
    def text(self) -> FoldedLines:
        """Summary, then the body line by line."""
        return FoldedLines.of((self.summary, *self.body.split("\n")), self.folding)

    @cached_property
    def asked(self) -> FoldedLines:
        """The ways to say it."""
        return FoldedLines.of(self.asks, self.folding)

    @cached_property
    def folded_title(self) -> str:
        """The title folded."""
        return self.folding.fold(self.title)

    @cached_property
    def whole(self) -> str:
        """All folded texts, a line each."""
        beside = self.folding.fold("\n".join((*self.tags, *self.unshown)))
        return f"{self.folded_title}\n{self.text.folded}\n{self.asked.folded}\n{beside}"

    @cached_property
    def whole_lines(self) -> tuple[str, ...]:
        """The lines of `whole`: they are looked into with every letter that is typed."""
        return tuple(self.whole.split("\n"))


class StoredDocuments:
    """Document n is the JSON text at ``offsets[n]:offsets[n + 1]``."""

    def __init__(self, raw: memoryview, offsets: NDArray[np.int64], folding: Folding) -> None:
        self._raw = raw
        self._offsets = offsets
        self._folding = folding
        self._kept: OrderedDict[int, StoredDocument] = OrderedDict()

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> StoredDocument:
        found = self._kept.get(number)
        if found is None:
            found = self._kept[number] = self._read(number)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def ids(self) -> list[str]:
        """Of all documents; hardly more than the id is read where it stands first in the line."""
        return [self._id(number, start) for number, start in enumerate(self._offsets[:-1].tolist())]

    def _id(self, number: int, start: int) -> str:
        head = bytes(self._raw[start : start + _LONGEST_ID])
        found, closed, _ = head.removeprefix(_ID).partition(b'"')
        return found.decode() if head.startswith(_ID) and closed else self[number].id

    def _read(self, number: int) -> StoredDocument:
        start, end = self._offsets[number], self._offsets[number + 1]
        values: dict[str, Any] = json.loads(bytes(self._raw[start:end]))
        return StoredDocument(
            id=values["id"],
            title=values["title"],
            asks=tuple(values["asks"]),
            tags=tuple(values["tags"]),
            summary=values["summary"],
            body=values["body"],
            law=values["law"],
            unshown=(*values["aside"], *values["leads"]),
            folding=self._folding,
        )
