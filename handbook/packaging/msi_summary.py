"""An MSI goes in; its package code and times, which wixl draws anew at each build, hang on content and date afterwards."""

import hashlib
import struct
import uuid
from collections.abc import Iterator
from pathlib import Path

from handbook.packaging.build_error import BuildError

_FORMAT = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
"""Identifier of the summary information of a file, as it stands before its section (MS-OLEPS 2.24)."""
_TEXT = 30
_TIME = 64
_PACKAGE_CODE = 9
_CREATED = 12
_SAVED = 13
_SINCE_1601_S = 11_644_473_600


def settle_summary(path: Path, epoch: int) -> None:
    """Give the MSI a package code that its other bytes determine, and date it `epoch` (seconds since 1970).

    Raises:
        BuildError: the file has no summary information of the known form.
    """
    raw = bytearray(path.read_bytes())
    places = dict(_places(raw))
    if set(places) != {_PACKAGE_CODE, _CREATED, _SAVED}:
        raise BuildError(f"{path.name}: the summary information is not as wixl writes it.")
    code = places[_PACKAGE_CODE]
    created = places[_CREATED]
    saved = places[_SAVED]
    for at in (created, saved):
        raw[at : at + 8] = struct.pack("<Q", (epoch + _SINCE_1601_S) * 10_000_000)
    raw[code : code + 38] = bytes(38)
    number = uuid.UUID(bytes=hashlib.sha256(raw).digest()[:16], version=4)
    raw[code : code + 38] = f"{{{str(number).upper()}}}".encode("ascii")
    path.write_bytes(raw)


def _places(raw: bytearray) -> Iterator[tuple[int, int]]:
    """Number of each property looked for, and where its value stands in the file."""
    found = raw.find(_FORMAT)
    if found < 0 or found + 20 > len(raw):
        return
    (offset,) = struct.unpack_from("<I", raw, found + 16)
    section = found - 28 + offset  # the set of properties begins 28 bytes before the identifier
    _, count = struct.unpack_from("<II", raw, section)
    for index in range(min(count, 64)):
        number, place = struct.unpack_from("<II", raw, section + 8 + 8 * index)
        (kind,) = struct.unpack_from("<I", raw, section + place)
        if number == _PACKAGE_CODE and kind == _TEXT and raw[section + place + 8] == ord("{"):
            yield number, section + place + 8
        if number in (_CREATED, _SAVED) and kind == _TIME:
            yield number, section + place + 4
