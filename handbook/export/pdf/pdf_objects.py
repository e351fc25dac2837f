"""Numbered objects and streams -> the bytes of a PDF file with its table (ISO 32000-1, 7.5).

Objects that are no streams are packed together, many in one (7.5.7): the structure of a handbook is some ten thousand
small ones, much alike.
"""

import zlib
from collections.abc import Iterator, Sequence

_EFFORT = 4
"""Level of compression: twice as fast as the usual 6, for 3 % more bytes."""
_AT_ONCE = 400
"""Objects packed in one: more are hardly smaller, and a reader unpacks all of them for one."""

_UP = 12
"""How PDF names rows that are differences from the row above."""
_NEXT = b"\2\0\0\0\0\0\0\1"
"""The row of an object that stands in a pack after the one before."""


class PdfObjects:
    """Objects in the order of their numbers, from 1."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._streams: set[int] = set()

    def reserve(self) -> int:
        """A number whose object comes later, by `fill`."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def fill(self, number: int, body: str | bytes) -> None:
        """Give a reserved number its object."""
        self._bodies[number - 1] = body.encode("ascii") if isinstance(body, str) else body

    def add(self, body: str | bytes) -> int:
        """A new object; returns its number."""
        number = self.reserve()
        self.fill(number, body)
        return number

    def add_stream(self, content: bytes, entries: str = "", *, is_packed: bool = True) -> int:
        """A new stream with these entries in its dictionary, compressed if `is_packed`; returns its number."""
        if is_packed:
            content = zlib.compress(content, _EFFORT)
            entries += " /Filter /FlateDecode"
        head = f"<< {entries} /Length {len(content)} >>\nstream\n".encode("ascii")
        number = self.add(head + content + b"\nendstream")
        self._streams.add(number)
        return number

    def file(self, root: int, info: int, identity: bytes) -> bytes:
        """The whole file; `identity` are 16 bytes that name it. Nothing can be added after it."""
        rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 0xFFFF)}
        for numbers in self._packs():
            pack = self._pack(numbers)
            rows |= {number: (2, pack, at) for at, number in enumerate(numbers)}
        table = self.reserve()
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        for number in sorted(self._streams):
            rows[number] = (1, len(out), 0)
            out += b"%d 0 obj\n" % number + self._bodies[number - 1] + b"\nendobj\n"
        rows[table] = (1, len(out), 0)
        name = identity.hex()
        packed = zlib.compress(_table([rows[number] for number in range(table + 1)]), _EFFORT)
        out += (
            f"{table} 0 obj\n<< /Type /XRef /Size {table + 1} /W [1 4 2] /Root {root} 0 R /Info {info} 0 R"
            f" /ID [<{name}> <{name}>] /Filter /FlateDecode"
            f" /DecodeParms << /Predictor {_UP} /Columns 7 >> /Length {len(packed)} >>\nstream\n"
        ).encode("ascii")
        start = rows[table][1]
        out += packed + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode("ascii")
        return bytes(out)

    def _packs(self) -> Iterator[list[int]]:
        plain = [number for number in range(1, len(self._bodies) + 1) if number not in self._streams]
        for at in range(0, len(plain), _AT_ONCE):
            yield plain[at : at + _AT_ONCE]

    def _pack(self, numbers: Sequence[int]) -> int:
        """The stream that holds these objects; returns its number."""
        places: list[str] = []
        place = 0
        for number in numbers:
            places.append(f"{number} {place}")
            place += len(self._bodies[number - 1]) + 1
        head = (" ".join(places) + "\n").encode("ascii")
        bodies = b"\n".join([self._bodies[number - 1] for number in numbers])
        return self.add_stream(head + bodies, f"/Type /ObjStm /N {len(numbers)} /First {len(head)}")


def _table(rows: Sequence[tuple[int, int, int]]) -> bytes:
    """Each row as its difference from the one before, byte by byte: rows of packed objects differ by one."""
    lines: list[bytes] = []
    before = (0, 0, 0)
    for row in rows:
        kind, place, at = row
        if before == (kind, place, at - 1) and at & 0xFF:
            lines.append(_NEXT)  # nearly all of them, and much faster than to work it out
        else:
            pairs = zip(_row_bytes(row), _row_bytes(before), strict=True)
            lines.append(b"\2" + bytes([(new - old) & 0xFF for new, old in pairs]))
        before = row
    return b"".join(lines)


def _row_bytes(row: tuple[int, int, int]) -> bytes:
    kind, place, at = row
    return kind.to_bytes(1) + place.to_bytes(4) + at.to_bytes(2)


def text_string(text: str) -> str:
    """A text string in UTF-16 with its byte order mark."""
    return "<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper() + ">"


def reference_array(numbers: list[int]) -> str:
    """References side by side."""
    return "[" + " ".join([f"{number} 0 R" for number in numbers]) + "]"
