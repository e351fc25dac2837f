"""Text -> the characters that the font of the paper has not, and words that name a character nobody can read."""

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from handbook import paths

Stretches = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Ends, starts and first glyphs of the stretches of a character map."""
PAPER_FACE = "NotoSansSC-Regular.ttf"
"""Its bold sister has the same characters."""
_MOST_NAMED = 12


def character_stretches(cmap: bytes) -> Stretches:
    """The full character map (format 12) in the table ``cmap`` of a font. Raises `KeyError` where there is none."""
    count = struct.unpack_from(">H", cmap, 2)[0]
    for _platform, _encoding, offset in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * count]):
        if struct.unpack_from(">H", cmap, offset)[0] == 12:
            groups = struct.unpack_from(">L", cmap, offset + 12)[0]
            flat = struct.unpack_from(f">{3 * groups}L", cmap, offset + 16)
            return flat[1::3], flat[::3], flat[2::3]
    raise KeyError("cmap")


def missing_on_paper(text: str) -> str:
    """Characters of `text` that the font has not, each once; blanks and line ends do not count."""
    ends, starts = _paper_face()
    wanted = {char for char in text if not char.isspace()}
    return "".join(sorted(char for char in wanted if not _has(char, ends, starts)))


def unreadable(text: str) -> str:
    """Characters of `text` that mean nothing outside the file they were copied from, each once."""
    return "".join(sorted({char for char in text if is_unreadable(char)}))


def is_unreadable(char: str) -> bool:
    """Whether it is of private use, or stands for a character that was lost."""
    return char == "\ufffd" or unicodedata.category(char) == "Co"


def named(char: str) -> str:
    """The character with its code point, or the code point alone where there is nothing to see."""
    code = f"U+{ord(char):04X}"
    is_seen = unicodedata.category(char)[0] not in "CZ" and not unicodedata.combining(char)
    return f"“{char}”({code})" if is_seen else code


def named_all(chars: Iterable[str]) -> str:
    """Each of `chars` named; of very many the first."""
    names = [named(char) for char in chars]
    more = f"等 {len(names)} 个" if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more


def _has(char: str, ends: tuple[int, ...], starts: tuple[int, ...]) -> bool:
    at = bisect_right(starts, ord(char)) - 1
    return at >= 0 and ord(char) <= ends[at]


@cache
def _paper_face() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ends and starts; a font that cannot be read has every character: making the paper will tell."""
    try:
        ends, starts, _ = character_stretches(_cmap(paths.resources() / "fonts" / PAPER_FACE))
    except (OSError, struct.error, KeyError):
        return (0x10FFFF,), (0,)
    return ends, starts


def _cmap(path: Path) -> bytes:
    """The one table, of a file of several megabytes."""
    with path.open("rb") as file:
        count = struct.unpack(">4xH6x", file.read(12))[0]
        for tag, _sum, offset, length in struct.iter_unpack(">4sLLL", file.read(16 * count)):
            if tag == b"cmap":
                file.seek(offset)
                return file.read(length)
    raise KeyError("cmap")
