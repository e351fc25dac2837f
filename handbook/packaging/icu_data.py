"""ICU's data library goes in; the same library with the locales, converters and dictionaries of Chinese and English only comes out.

The layout (Unicode consortium, ``ucmndata.h``): a header whose first 16-bit word is its size, then a count and pairs
of 32-bit offsets (name, item), relative to that count, then the names, then the items, each on a 16-byte boundary.
"""

import re
import struct
from collections.abc import Callable
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.commands import run
from handbook.packaging.elf import data_symbols, file_offset

_MAGIC = b"\xda\x27"
_SYMBOL = re.compile(r"icudt\d+_dat")
_KEPT_LOCALES = re.compile(
    r"(root|pool|res_index|supplementalData|en|en_US|zh|zh_Hans|zh_Hans_CN|zh_CN)\.res"
)
_KEPT_CONVERTERS = re.compile(
    r"(cnvalias\.icu|gb18030\.cnv|gb18030-2022\.cnv|windows-936-2000\.cnv|windows-950-2000\.cnv)"
)
_WITHOUT_LOCALES = ("lang", "region", "unit", "zone", "curr", "rbnf", "coll", "brkitr", "")
"""Folders whose .res files are named after locales; "" is the top."""
_NOT_LOCALES = re.compile(
    r"(.*\.(nrm|icu|cfu|spp)|ucadata.*|.*(Codes|Data|Types|Zones|Subdivisions|Info|names|Sets|genderList|plurals|"
    r"dayPeriods|grammaticalFeatures|metaZones|currencyNumericCodes|zoneinfo64|pluralRanges|likelySubtags|icustd|icuver)"
    r".*\.res|(char|word|word_.*|line|line_.*|sent|title|sent_el)\.brk|tzdbNames\.res)"
)


def is_kept(name: str) -> bool:
    """Whether an item of ICU's data is needed for Chinese and English text."""
    folder, _, file = name.partition("/")[2].rpartition("/")
    if file.endswith(".cnv"):
        return bool(_KEPT_CONVERTERS.fullmatch(file))
    if folder in ("translit",):
        return False
    if file.endswith((".dict", ".lstm")) or "_lstm" in file:
        return False
    if _NOT_LOCALES.fullmatch(file):
        return True
    if file.endswith(".res") and folder in _WITHOUT_LOCALES:
        return bool(_KEPT_LOCALES.fullmatch(file))
    return True


def items(archive: bytes) -> list[tuple[str, bytes]]:
    """(name, bytes) of all items, in order."""
    header = _header_size(archive)
    (count,) = struct.unpack_from("<I", archive, header)
    pairs = [struct.unpack_from("<II", archive, header + 4 + 8 * i) for i in range(count)]
    ends = [start for _, start in pairs[1:]] + [len(archive) - header]
    return [
        (_name(archive, header + name), archive[header + start : header + end])
        for (name, start), end in zip(pairs, ends, strict=True)
    ]


def subset(archive: bytes, keep: Callable[[str], bool] = is_kept) -> bytes:
    """The archive with only the items that `keep` accepts."""
    header = _header_size(archive)
    kept = [(name, raw) for name, raw in items(archive) if keep(name)]
    names, name_offsets = b"", []
    for name, _ in kept:
        name_offsets.append(4 + 8 * len(kept) + len(names))
        names += name.encode("ascii") + b"\0"
    body, start = b"", _aligned(4 + 8 * len(kept) + len(names))
    starts = []
    for _, raw in kept:
        starts.append(start + len(body))
        body += raw + b"\0" * (-len(raw) % 16)
    table = b"".join(struct.pack("<II", n, s) for n, s in zip(name_offsets, starts, strict=True))
    front = struct.pack("<I", len(kept)) + table + names
    return archive[:header] + front.ljust(start, b"\0") + body


def shrink_library(path: Path, scratch: Path) -> tuple[int, int]:
    """Replace ``libicudata.so.N`` by one with the subset; sizes in bytes before and after."""
    symbol = next((s for s in data_symbols(path) if _SYMBOL.fullmatch(s.name)), None)
    if symbol is None:
        raise BuildError(f"{path.name} holds no ICU data.")
    whole = path.read_bytes()
    offset = file_offset(path, symbol.address)
    archive = subset(whole[offset : offset + (symbol.size or len(whole) - offset)])
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "icudata.dat").write_bytes(archive)
    source = (
        f'.section .rodata,"a"\n.balign 16\n.globl {symbol.name}\n.type {symbol.name}, @object\n'
        f'.size {symbol.name}, {len(archive)}\n{symbol.name}:\n.incbin "icudata.dat"\n'
        '.section .note.GNU-stack,"",@progbits\n'
    )
    (scratch / "icudata.s").write_text(source, "ascii")
    run(["as", "-o", "icudata.o", "icudata.s"], folder=scratch, limit_s=120)
    words = ["ld", "-shared", "--build-id=none", "-z", "noexecstack", "-soname", path.name]
    run([*words, "-o", "icudata.so", "icudata.o"], folder=scratch, limit_s=120)
    path.write_bytes((scratch / "icudata.so").read_bytes())
    return len(whole), path.stat().st_size


def _header_size(archive: bytes) -> int:
    if archive[2:4] != _MAGIC or archive[12:16] != b"CmnD":
        raise BuildError("This is not ICU's common data.")
    return int(struct.unpack_from("<H", archive)[0])


def _name(archive: bytes, start: int) -> str:
    return archive[start : archive.index(b"\0", start)].decode("ascii")


def _aligned(size: int) -> int:
    return size + -size % 16
