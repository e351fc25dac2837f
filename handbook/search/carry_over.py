"""An earlier index -> what a new one can take over from it, so that a few changed entries cost little.

Reading characters aloud in context and loading the large tables of pypinyin and OpenCC is most of the work of a
build; unchanged titles and asks keep their readings. The result is the same, byte for byte, as without it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from handbook.search.char_tables import in_context, other_characters, simplified_forms, sounds_for
from handbook.search.flat_file import read_arrays
from handbook.search.layout import CHARACTERS, READINGS, SYLLABLES
from handbook.search.manifest import IndexUnusable, checked_manifest
from handbook.search.sounds import Sounds


@dataclass
class CarryOver:
    """Tables of an earlier index; empty ones are made anew when they are needed."""

    simplified: dict[int, int] = field(default_factory=dict[int, int])
    sounds: Sounds | None = None
    others: frozenset[str] = frozenset()
    """Characters in `sounds` that only sound like themselves."""
    readings: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """Folded phrase → its syllables in context."""

    def simplified_forms(self) -> dict[int, int]:
        """Traditional → simplified code points."""
        return self.simplified or simplified_forms()

    def sounds_for(self, texts: Iterable[str]) -> Sounds:
        """Readings of all characters of `texts`."""
        others = other_characters(texts)
        if self.sounds is not None and self.others == others:
            return self.sounds
        return sounds_for(others)

    def in_context(self, text: str) -> list[str]:
        """Syllables of `text` in context."""
        return self.readings.get(text) or in_context(text)


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
    return CarryOver(dict(arrays["simplified"].tolist()), sounds, others, readings)
