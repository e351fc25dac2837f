"""A Windows program or library goes in; the names of the DLLs that it is linked to come out (Microsoft's PE/COFF format)."""

import struct
from dataclasses import dataclass
from pathlib import Path

from handbook.packaging.build_error import BuildError

_PE32_PLUS = 0x20B
_IMPORTS = 1
_DELAYED = 13
"""Entries of the data directory."""


@dataclass(frozen=True, slots=True)
class _Section:
    address: int
    size: int
    offset: int


def imported_dlls(path: Path) -> set[str]:
    """Lower-case names, delayed imports included. Raises BuildError where `path` is no 64-bit PE file."""
    raw = path.read_bytes()
    try:
        return _imported(raw)
    except (struct.error, IndexError, ValueError) as error:
        raise BuildError(f"{path.name} is no 64-bit Windows program or library: {error}.") from error


def _imported(raw: bytes) -> set[str]:
    (header,) = struct.unpack_from("<I", raw, 0x3C)
    if raw[:2] != b"MZ" or raw[header : header + 4] != b"PE\0\0":
        raise ValueError("signature missing")
    count, optional_size = struct.unpack_from("<H12xH", raw, header + 6)
    optional = header + 24
    (magic,) = struct.unpack_from("<H", raw, optional)
    if magic != _PE32_PLUS:
        raise ValueError("not PE32+")
    sections = [_section(raw, optional + optional_size + 40 * i) for i in range(count)]
    (entries,) = struct.unpack_from("<I", raw, optional + 108)
    found = set()
    for number, size, name_at in ((_IMPORTS, 20, 12), (_DELAYED, 32, 4)):
        if number < entries:
            (address,) = struct.unpack_from("<I", raw, optional + 112 + 8 * number)
            found |= _names(raw, sections, address, size, name_at) if address else set()
    return found


def _names(raw: bytes, sections: list[_Section], address: int, size: int, name_at: int) -> set[str]:
    found = set()
    at = _offset(sections, address)
    while any(raw[at : at + size]):
        (name,) = struct.unpack_from("<I", raw, at + name_at)
        if not name:
            break
        start = _offset(sections, name)
        found.add(raw[start : raw.index(b"\0", start)].decode("ascii").lower())
        at += size
    return found


def _section(raw: bytes, at: int) -> _Section:
    virtual_size, address, raw_size, offset = struct.unpack_from("<IIII", raw, at + 8)
    return _Section(address, max(virtual_size, raw_size), offset)


def _offset(sections: list[_Section], address: int) -> int:
    for section in sections:
        if section.address <= address < section.address + section.size:
            return section.offset + address - section.address
    raise ValueError(f"no section holds address {address:#x}")
