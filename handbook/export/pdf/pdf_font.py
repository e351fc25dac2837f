"""The characters that stand on the pages -> an embedded subset of a face, from which the same characters are copied.

A composite font with glyph numbers as codes (ISO 32000-1, 9.7); its map back to text is made from the characters
that were written, so that a space is a space and 用 is not the radical ⽤.
"""

import hashlib

from handbook.export.drawing.font_file import FontFile
from handbook.export.pdf.pdf_objects import PdfObjects

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EM = 1000
_AT_ONCE = 100
"""Entries that a character map takes in one block."""
_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_MAP_END = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class PdfFace(dict[str, str]):
    """Character -> its code in hexadecimal; remembers which glyphs were asked for."""

    def __init__(self, file: FontFile, name: str, *, is_bold: bool) -> None:
        super().__init__()
        self._file = file
        self._name = name
        self._is_bold = is_bold
        self._chars: dict[int, str] = {}

    def __missing__(self, char: str) -> str:
        glyph = self._file.glyph(char)
        # A hard space looks like a space: who copies the words wants a space. One box stands for many characters.
        self._chars.setdefault(glyph, " " if char == "\u00a0" else char if glyph else "\ufffd")
        code = self[char] = f"{glyph:04X}"
        return code

    def width(self, text: str) -> float:
        """Width of `text` in em, as it is written: without kerning."""
        return sum([self._file.advance(self._file.glyph(char)) for char in text]) / _EM

    def write(self, objects: PdfObjects, number: int) -> None:
        """Fill object `number` with the font, and add what it needs."""
        font = self._file.subset(self._chars)
        name = f"{_tag(self._chars)}+{self._name}"
        program = objects.add_stream(font, f"/Length1 {len(font)}")
        described = objects.add(self._descriptor(name, program))
        descendant = objects.add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /FontDescriptor {described} 0 R"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /CIDToGIDMap /Identity /DW {_EM} /W [{self._widths()}] >>"
        )
        unicode = objects.add_stream(self._character_map().encode("ascii"))
        objects.fill(
            number,
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>",
        )

    def _descriptor(self, name: str, program: int) -> str:
        file = self._file
        scale = _EM / file.units_per_em
        box = " ".join(f"{side * scale:.0f}" for side in file.box)
        return (
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0"
            f" /Ascent {file.ascent * scale:.0f} /Descent {file.descent * scale:.0f} /CapHeight 733"
            f" /StemV {140 if self._is_bold else 80} /FontFile2 {program} 0 R >>"
        )

    def _widths(self) -> str:
        """Glyphs that are not an em wide."""
        widths = ((glyph, self._file.advance(glyph)) for glyph in sorted(self._chars))
        return " ".join(f"{glyph} [{width:g}]" for glyph, width in widths if width != _EM)

    def _character_map(self) -> str:
        rows = [
            f"<{glyph:04X}> <{char.encode('utf-16-be').hex().upper()}>"
            for glyph, char in sorted(self._chars.items())
        ]
        blocks = [rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE)]
        body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        return _MAP_HEAD + body + _MAP_END


def _tag(glyphs: dict[int, str]) -> str:
    """Six letters that name a subset (ISO 32000-1, 9.6.4)."""
    number = int.from_bytes(hashlib.sha256(repr(sorted(glyphs)).encode()).digest()[:8], "big")
    return "".join(_LETTERS[number // 26**place % 26] for place in range(6))
