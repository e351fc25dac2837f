"""An earlier index -> what a new one can take over from it, so that a few changed entries cost little.

Loading the large tables of pypinyin and OpenCC, reading characters aloud in context and counting terms is most of the
work of a build; unchanged titles and asks keep their readings, unchanged documents their postings. The result is the
same, byte for byte, as without it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from handbook.search.flat_file import contents, read_arrays
from handbook.search.reading.index_files import open_field
from handbook.search.tables.layout import CHARACTERS, DOCUMENTS, OFFSETS, READINGS, SYLLABLES
from handbook.search.tables.manifest import IndexUnusable, checked_manifest
from handbook.search.tables.postings import FieldPostings
from handbook.search.tables.schema import FIELDS
from handbook.search.update.posting_update import GONE, updated
from handbook.search.words.sounds import Sounds
from handbook.search.writing.char_forms import other_characters
from handbook.search.writing.gram_postings import field_postings

_MOST_CHANGED = 0.5


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """What pypinyin and OpenCC know."""

    simplified_forms: Callable[[], dict[int, int]]
    sounds_for: Callable[[Iterable[str]], Sounds]
    in_context: Callable[[str], list[str]]


def _dictionaries() -> Dictionaries:
    """Loaded where an earlier index lacks something: they take a third of a second."""
    from handbook.search.writing.char_readings import in_context, simplified_forms, sounds_for

    return Dictionaries(simplified_forms, sounds_for, in_context)


@dataclass
class CarryOver:
    """Tables of an earlier index; empty ones are made anew when they are needed."""

    simplified: dict[int, int] = field(default_factory=dict[int, int])
    sounds: Sounds | None = None
    others: frozenset[str] = frozenset()
    """Characters in `sounds` that only sound like themselves."""
    readings: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """Folded phrase → its syllables in context."""
    numbers: Mapping[bytes, int] = field(default_factory=dict[bytes, int])
    """Stored line of a document → its number."""
    fields: Mapping[str, FieldPostings] = field(default_factory=dict[str, FieldPostings])

    def simplified_forms(self) -> dict[int, int]:
        """Traditional → simplified code points."""
        return self.simplified or _dictionaries().simplified_forms()

    def sounds_for(self, texts: Iterable[str]) -> Sounds:
        """Readings of all characters of `texts`."""
        others = other_characters(texts)
        if self.sounds is not None and self.others == others:
            return self.sounds
        return _dictionaries().sounds_for(others)

    def in_context(self, text: str) -> list[str]:
        """Syllables of `text` in context."""
        if known := self.readings.get(text):
            return known
        return _dictionaries().in_context(text)

    def moves(self, lines: Sequence[bytes]) -> "Moves":
        """Which earlier documents stand, unchanged, among the new `lines`, and where."""
        kept = np.full(len(self.numbers), GONE, np.int64)
        changed = []
        for number, line in enumerate(lines):
            earlier = self.numbers.get(line, GONE)
            if earlier == GONE or kept[earlier] != GONE:
                changed.append(number)
            else:
                kept[earlier] = number
        return Moves(kept, np.array(changed, np.int64))

    def postings(
        self, lines: Sequence[bytes], texts: Mapping[str, Sequence[str]]
    ) -> dict[str, FieldPostings]:
        """Postings of each field; of unchanged documents they are taken over where most are unchanged."""
        moves = self.moves(lines)
        return {name: self._postings(name, of_field, moves) for name, of_field in texts.items()}

    def _postings(self, name: str, texts: Sequence[str], moves: "Moves") -> FieldPostings:
        earlier = self.fields.get(name)
        if earlier is None or len(moves.changed) > len(texts) * _MOST_CHANGED:
            return field_postings(texts)
        fresh = field_postings([texts[n] for n in moves.changed.tolist()])
        return updated(earlier, moves.kept, fresh, moves.changed)


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the documents of an earlier index stand in a new one."""

    kept: NDArray[np.int64]
    """Earlier number → new number, or `GONE`."""
    changed: NDArray[np.int64]
    """New numbers of documents that the earlier index lacks."""


def carry_over(folder: Path | None) -> CarryOver:
    """The tables of the index in `folder`; nothing where there is none that is whole and of this program."""
    if folder is None:
        return CarryOver()
    try:
        checked_manifest(folder, None)
        return _read(folder)
    except (IndexUnusable, OSError, ValueError, KeyError, TypeError, IndexError):
        return CarryOver()


def _read(folder: Path) -> CarryOver:
    arrays = read_arrays(folder / CHARACTERS)
    syllables = (folder / SYLLABLES).read_text("utf-8").split("\n")[:-1]
    sounds = Sounds.of(arrays, syllables)
    others = other_characters(map(chr, sounds.characters.tolist()))
    readings = json.loads((folder / READINGS).read_text("utf-8"))
    fields = {name: open_field(folder, name) for name in FIELDS}
    simplified = dict(arrays["simplified"].tolist())
    return CarryOver(
        simplified=simplified,
        sounds=sounds,
        others=others,
        readings=readings,
        numbers=_numbers(folder),
        fields=fields,
    )


def _numbers(folder: Path) -> dict[bytes, int]:
    raw = contents(folder / DOCUMENTS)
    ends = read_arrays(folder / OFFSETS)["offsets"].tolist()
    numbers = {bytes(raw[start:end]): n for n, (start, end) in enumerate(pairwise(ends))}
    return numbers if len(numbers) == len(ends) - 1 else {}
