"""Titles, asks and tags laid out as one long row of characters and sounds, in which typed sequences are found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from handbook.search.flat_file import Arrays
from handbook.search.words.sounds import READINGS, Sounds

_SOUND_BITS = 14
"""Bits of a syllable number; there are a few thousand."""
MARGIN = 64
"""Silent places at the end, so that no sequence runs out of the row."""


class Role(IntEnum):
    """What a phrase is to its entry."""

    TITLE = 0
    ASK = 1
    TAG = 2
    NAME = 3
    """Short name of a law, or a heading inside the entry."""


@dataclass(frozen=True)
class Phrases:
    """Row of all phrases, each followed by one silent place; punctuation and spaces are left out."""

    codes: NDArray[np.uint32]
    """Code point at each place, 0 = silence."""
    classes: NDArray[np.uint32]
    """Class at each place: characters with the same code point and the same readings there; 0 = silence."""
    class_codes: NDArray[np.uint32]
    """Class → code point."""
    class_sounds: NDArray[np.uint16]
    """(classes, READINGS): readings, the one that fits the context first."""
    class_counts: NDArray[np.uint32]
    """Class → number of places."""
    offsets: NDArray[np.uint16]
    """Where the character stands in its phrase as written."""
    owner: NDArray[np.uint32]
    """Number of the phrase at each place."""
    starts: NDArray[np.int64]
    """Phrases + 1: first place of each phrase."""
    documents: NDArray[np.uint32]
    """Document of each phrase."""
    roles: NDArray[np.uint8]
    """Role of each phrase."""
    order: NDArray[np.uint16]
    """Number of the phrase among those of its role in the document."""

    @classmethod
    def of(cls, arrays: Arrays) -> "Phrases":
        """From the arrays of a flat file; KeyError where one is missing."""
        return cls(**{name: arrays[name] for name in cls.__dataclass_fields__})

    def arrays(self) -> Arrays:
        """The arrays to be written."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def sizes(self) -> NDArray[np.int64]:
        """Characters of each phrase."""
        return np.diff(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase before it is laid out; `readings` are the syllables in context, or empty."""

    document: int
    role: Role
    order: int
    text: str
    """Folded."""
    readings: Sequence[str] = ()


def lay_out(phrases: Sequence[Phrase], sounds: Sounds) -> Phrases:
    """The row of all `phrases`."""
    codes, offsets, owner, starts = _places(phrases)
    table = sounds.of_codes(codes)
    _put_context_first(table, phrases, offsets, starts, sounds)
    classes, class_codes, class_sounds, class_counts = _classes(codes, table)
    return Phrases(
        codes=codes,
        classes=classes,
        class_codes=class_codes,
        class_sounds=class_sounds,
        class_counts=class_counts,
        offsets=offsets,
        owner=owner,
        starts=starts,
        documents=np.array([p.document for p in phrases], "<u4"),
        roles=np.array([p.role for p in phrases], "u1"),
        order=np.array([min(p.order, 65535) for p in phrases], "<u2"),
    )


def _classes(
    codes: NDArray[np.uint32], sounds: NDArray[np.uint16]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint16], NDArray[np.uint32]]:
    """(class at each place, code point, readings and number of places of each class); class 0 is silence."""
    packed = codes.astype(np.uint64)
    for column in range(READINGS):
        packed = packed << np.uint64(_SOUND_BITS) | sounds[:, column]
    _, first, classes, counts = np.unique(packed, return_index=True, return_inverse=True, return_counts=True)
    return classes.astype("<u4"), codes[first], sounds[first], counts.astype("<u4")


def _places(
    phrases: Iterable[Phrase],
) -> tuple[NDArray[np.uint32], NDArray[np.uint16], NDArray[np.uint32], NDArray[np.int64]]:
    codes: list[int] = []
    offsets: list[int] = []
    owner: list[int] = []
    starts = [0]
    for number, phrase in enumerate(phrases):
        kept = [(ord(c), i) for i, c in enumerate(phrase.text[:65000]) if c.isalnum()]
        codes += [code for code, _ in kept] + [0]
        offsets += [offset for _, offset in kept] + [0]
        owner += [number] * (len(kept) + 1)
        starts.append(len(codes))
    pad = [0] * MARGIN
    return (
        np.array(codes + pad, "<u4"),
        np.array(offsets + pad, "<u2"),
        np.array(owner + [owner[-1] if owner else 0] * MARGIN, "<u4"),
        np.array(starts, "<i8"),
    )


def _put_context_first(
    table: NDArray[np.uint16],
    phrases: Sequence[Phrase],
    offsets: NDArray[np.uint16],
    starts: NDArray[np.int64],
    sounds: Sounds,
) -> None:
    for number, phrase in enumerate(phrases):
        if not phrase.readings:
            continue
        for place in range(int(starts[number]), int(starts[number + 1]) - 1):
            wanted = sounds.number.get(phrase.readings[int(offsets[place])], 0)
            row = table[place]
            if wanted and row[0] != wanted:
                others = [n for n in row.tolist() if n not in (wanted, 0)]
                table[place] = ([wanted, *others] + [0] * READINGS)[:READINGS]
