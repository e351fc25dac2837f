"""A TrueType file -> glyphs and widths of characters, and a smaller file with some of its glyphs for a PDF.

Glyphs keep their numbers: those that are left out are empty, and empty tables compress to nothing. Tables and
their fields are those of the OpenType specification 1.9 (cmap, glyf, head, hhea, hmtx, loca, maxp).
"""

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from handbook.export.errors import ExportError
from handbook.paper_characters import character_stretches

_KEPT = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cvt ", "fpgm", "prep")
_IS_COMPOSITE = -1
_WORDS = 0x0001
_MORE = 0x0020
_SCALE = 0x0008
_TWO_SCALES = 0x0040
_MATRIX = 0x0080


class FontFile:
    """One face. Raises `ExportError` where the file is missing or not a TrueType font with a full character map."""

    def __init__(self, path: Path) -> None:
        try:
            self._font = path.read_bytes()
            self._tables = self._directory()
            self.units_per_em: int = self._field("head", 18, "H")
            self._loca = self._offsets()
            self._advances = self._hmtx()
            self._ends, self._starts, self._first = character_stretches(self._table("cmap"))
        except (OSError, struct.error, KeyError) as error:
            raise ExportError(f"字体文件打不开:{path}。请重新安装程序。") from error

    def glyph(self, char: str) -> int:
        """Number of the glyph; 0 is the empty box."""
        code = ord(char)
        at = bisect_right(self._starts, code) - 1
        return self._first[at] + code - self._starts[at] if at >= 0 and code <= self._ends[at] else 0

    def advance(self, glyph: int) -> float:
        """Width in thousandths of an em, without kerning."""
        return self._advances[min(glyph, len(self._advances) - 1)] * 1000 / self.units_per_em

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """The rectangle that holds any glyph, in units."""
        return struct.unpack_from(">4h", self._font, self._tables["head"][0] + 36)

    @property
    def ascent(self) -> int:
        """Units above the baseline."""
        return self._field("hhea", 4, "h")

    @property
    def descent(self) -> int:
        """Units below the baseline, negative."""
        return self._field("hhea", 6, "h")

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A font file in which only these glyphs, and those they are built of, have outlines."""
        kept = self._with_parts({0, *glyphs})
        outlines = bytearray()
        loca: list[int] = []
        for glyph in range(len(self._loca) - 1):
            loca.append(len(outlines))
            if glyph in kept:
                outlines += self._outline(glyph)
                outlines += b"\0" * (-len(outlines) % 4)
        loca.append(len(outlines))
        tables = {name: self._table(name) for name in _KEPT if name in self._tables}
        tables["loca"] = struct.pack(f">{len(loca)}L", *loca)
        tables["glyf"] = bytes(outlines)
        head = bytearray(tables["head"])
        struct.pack_into(">h", head, 50, 1)  # offsets of four bytes
        tables["head"] = bytes(head)
        return _font_file(tables)

    def renamed(self, family: str, style: str, full: str) -> bytes:
        """The whole font under another family name; `full` names the face in a PDF."""
        tables = {name: self._table(name) for name in self._tables if name != "STAT"}  # STAT points at names
        tables["name"] = _names({1: family, 2: style, 4: f"{family} {style}", 6: full})
        return _font_file(tables)

    # -- internals

    def _directory(self) -> dict[str, tuple[int, int]]:
        count = struct.unpack_from(">H", self._font, 4)[0]
        rows = struct.iter_unpack(">4sLLL", self._font[12 : 12 + 16 * count])
        return {tag.decode("ascii"): (offset, length) for tag, _sum, offset, length in rows}

    def _table(self, name: str) -> bytes:
        offset, length = self._tables[name]
        return self._font[offset : offset + length]

    def _field(self, table: str, at: int, form: str) -> int:
        return int(struct.unpack_from(f">{form}", self._font, self._tables[table][0] + at)[0])

    def _offsets(self) -> tuple[int, ...]:
        count = self._field("maxp", 4, "H") + 1
        start = self._tables["loca"][0]
        if self._field("head", 50, "h"):
            return struct.unpack_from(f">{count}L", self._font, start)
        return tuple(2 * half for half in struct.unpack_from(f">{count}H", self._font, start))

    def _hmtx(self) -> tuple[int, ...]:
        count = self._field("hhea", 34, "H")
        pairs = struct.unpack_from(f">{2 * count}H", self._font, self._tables["hmtx"][0])
        return pairs[::2]

    def _outline(self, glyph: int) -> bytes:
        start = self._tables["glyf"][0]
        return self._font[start + self._loca[glyph] : start + self._loca[glyph + 1]]

    def _with_parts(self, glyphs: set[int]) -> set[int]:
        waiting = list(glyphs)
        kept = set(glyphs)
        while waiting:
            for part in _parts(self._outline(waiting.pop())):
                if part not in kept:
                    kept.add(part)
                    waiting.append(part)
        return kept


def _parts(outline: bytes) -> list[int]:
    """The glyphs that a composite one is built of."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] != _IS_COMPOSITE:
        return []
    parts: list[int] = []
    at = 10
    flags = _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        parts.append(part)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return parts


def _names(words: dict[int, str]) -> bytes:
    """A table of names in UTF-16 for Windows and Unicode readers, in English."""
    rows = b""
    text = b""
    for platform, encoding, language in ((0, 3, 0), (3, 1, 0x409)):
        for number, word in sorted(words.items()):
            name = word.encode("utf-16-be")
            rows += struct.pack(">6H", platform, encoding, language, number, len(name), len(text))
            text += name
    return struct.pack(">3H", 0, 2 * len(words), 6 + len(rows)) + rows + text


def _font_file(tables: dict[str, bytes]) -> bytes:
    """The tables under a directory, with its checksums: some systems look at them."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    start = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset = len(start) + 16 * count
    rows = b""
    body = bytearray()
    total = 0
    adjustment = 0
    for name, table in sorted(tables.items()):
        if name == "head":
            adjustment = offset + len(body) + 8
            table = table[:8] + bytes(4) + table[12:]  # noqa: PLW2901
        total += (found := _checksum(table))
        rows += struct.pack(">4sLLL", name.encode(), found, offset + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    file = bytearray(start + rows + body)
    total += _checksum(start + rows)
    struct.pack_into(">L", file, adjustment, (0xB1B0AFBA - total) & 0xFFFFFFFF)
    return bytes(file)


def _checksum(table: bytes) -> int:
    words = array("I", table + b"\0" * (-len(table) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
