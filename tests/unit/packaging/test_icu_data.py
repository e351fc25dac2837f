"""ICU's archive: what is kept comes back byte for byte, in an archive of the same form."""

import struct

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.icu_data import is_kept, items, subset

_HEADER = struct.pack("<HBB", 32, 0xDA, 0x27).ljust(12, b"\0") + b"CmnD".ljust(20, b"\0")


def _archive(parts: list[tuple[str, bytes]]) -> bytes:
    names = b"".join(name.encode() + b"\0" for name, _ in parts)
    start = 4 + 8 * len(parts) + len(names)
    start += -start % 16
    table, body, at = b"", b"", 4 + 8 * len(parts)
    for name, raw in parts:
        table += struct.pack("<II", at, start + len(body))
        body += raw + b"\0" * (-len(raw) % 16)
        at += len(name) + 1
    return _HEADER + (struct.pack("<I", len(parts)) + table + names).ljust(start, b"\0") + body


PARTS = [
    ("icudt73l/coll/de.res", b"D" * 40),
    ("icudt73l/coll/zh.res", b"Z" * 33),
    ("icudt73l/root.res", b"R" * 16),
]


def test_reading_gives_names_and_bytes() -> None:
    assert [(name, raw.rstrip(b"\0")) for name, raw in items(_archive(PARTS))] == PARTS


def test_subset_of_all_is_the_same_archive() -> None:
    assert subset(_archive(PARTS), lambda _: True) == _archive(PARTS)


def test_subset_keeps_chinese_and_root_and_drops_german() -> None:
    kept = items(subset(_archive(PARTS)))
    assert [(name, raw.rstrip(b"\0")) for name, raw in kept] == PARTS[1:]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("icudt73l/gb18030.cnv", True),
        ("icudt73l/ibm-37_P100-1995.cnv", False),
        ("icudt73l/zh_Hans.res", True),
        ("icudt73l/fr.res", False),
        ("icudt73l/brkitr/line.brk", True),
        ("icudt73l/brkitr/thaidict.dict", False),
        ("icudt73l/translit/root.res", False),
        ("icudt73l/nfkc.nrm", True),
        ("icudt73l/supplementalData.res", True),
    ],
)
def test_what_is_kept(name: str, expected: bool) -> None:
    assert is_kept(name) is expected


def test_other_bytes_are_refused() -> None:
    with pytest.raises(BuildError, match="ICU"):
        items(b"\0" * 64)
