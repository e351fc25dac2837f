"""pypinyin and OpenCC -> the small tables of readings and simplified forms that travel in the index (build only).

Its dictionaries take a third of a second to load, so that only who builds an index imports it.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from opencc import OpenCC
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from handbook.search.words.fold import is_han
from handbook.search.words.sounds import READINGS, Sounds
from handbook.search.writing.char_forms import HAN_RANGES

_FEWEST_WORDS = 5
"""Words of the dictionary with a character, from which on they tell which of its readings are alive."""
_LEAST_SHARE = 0.01


@lru_cache(maxsize=1)
def simplified_forms() -> dict[int, int]:
    """Traditional → simplified code point, for characters with a form of their own."""
    characters = "".join(chr(c) for low, high in HAN_RANGES for c in range(low, high))
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): ord(b) for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}


def _plain(reading: str) -> str:
    """Toneless ASCII: nuǎn → nuan, lǜ → lv."""
    letters = unicodedata.normalize("NFD", reading.replace("ü", "v"))
    letters = letters.replace("u\u0308", "v")
    return "".join(c for c in letters if c.isascii() and c.isalpha())


@lru_cache(maxsize=1)
def _readings() -> dict[int, tuple[str, ...]]:
    found = {}
    spoken = _spoken_readings()
    for code, text in PINYIN_DICT.items():
        readings = tuple(dict.fromkeys(filter(None, map(_plain, text.split(",")))))
        readings = _usual(readings, spoken.get(chr(code), {}))
        if readings and any(low <= code < high for low, high in HAN_RANGES):
            found[code] = readings[:READINGS]
    return found


def _spoken_readings() -> dict[str, Counter[str]]:
    """Character → how often each of its readings stands in the dictionary of words."""
    found: dict[str, Counter[str]] = {}
    for word, readings in PHRASES_DICT.items():
        for char, reading in zip(word, readings, strict=False):
            found.setdefault(char, Counter())[reading[0]] += 1
    return {char: _plain_counts(counts) for char, counts in found.items()}


def _plain_counts(counts: Counter[str]) -> Counter[str]:
    plain: Counter[str] = Counter()
    for reading, count in counts.items():
        plain[_plain(reading)] += count
    return plain


def _usual(readings: tuple[str, ...], spoken: Mapping[str, int]) -> tuple[str, ...]:
    """`readings` without those that no living word bears out (不 as fu); all where words say too little."""
    total = sum(spoken.values())
    if total < _FEWEST_WORDS:
        return readings
    usual = tuple(r for r in readings if spoken.get(r, 0) >= total * _LEAST_SHARE)
    return usual or readings


def sounds_for(others: Iterable[str]) -> Sounds:
    """Readings of all Chinese characters of the basic blocks; `others` sound like themselves alone."""
    readings = dict(_readings())
    unread = (c for low, high in HAN_RANGES for c in range(low, high) if c not in readings and is_han(chr(c)))
    readings |= {code: (chr(code),) for code in (*map(ord, others), *unread)}
    syllables = ("", *sorted({r for found in readings.values() for r in found}))
    number = {s: n for n, s in enumerate(syllables)}
    codes = sorted(readings)
    table = np.zeros((len(codes), READINGS), "<u2")
    for row, code in enumerate(codes):
        for column, reading in enumerate(readings[code]):
            table[row, column] = number[reading]
    return Sounds(syllables, np.array(codes, "<u4"), table)


def _one_by_one(run: str) -> Any:
    return list(run)


def in_context(text: str) -> list[str]:
    """Reading of each character of `text` in its context (多音字); for runs of Chinese characters."""
    return [_plain(r) for r in lazy_pinyin(text, errors=_one_by_one, neutral_tone_with_five=False)]
