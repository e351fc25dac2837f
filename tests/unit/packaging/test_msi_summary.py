"""The summary of an MSI: package code and times hang on content and date alone."""

import struct
from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.msi_summary import settle_summary

EPOCH = 1_700_000_000
_FORMAT = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")


def _msi(code: str, time: int, body: bytes = b"cabinet") -> bytes:
    """As much of an MSI as holds a summary (MS-OLEPS): title, package code, two times."""
    texts = [struct.pack("<II", 30, len(t) + 1) + (t.encode() + b"\0").ljust(40, b"\0") for t in ("T", code)]
    values = [(2, texts[0]), (9, texts[1])]
    values += [(number, struct.pack("<IQ", 64, time)) for number in (12, 13)]
    at, table, data = 8 + 8 * len(values), b"", b""
    for number, value in values:
        table += struct.pack("<II", number, at + len(data))
        data += value
    section = struct.pack("<II", at + len(data), len(values)) + table + data
    header = struct.pack("<HHI16sI", 0xFFFE, 0, 2, b"", 1) + _FORMAT + struct.pack("<I", 48)
    return b"\xd0\xcf\x11\xe0" + body + header + section + body


def _settled(path: Path, raw: bytes) -> bytes:
    path.write_bytes(raw)
    settle_summary(path, EPOCH)
    return path.read_bytes()


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    one = _settled(tmp_path / "a.msi", _msi("{00000000-0000-4000-8000-00000000000A}", 1))
    two = _settled(tmp_path / "b.msi", _msi("{11111111-2222-4333-8444-555555555555}", 2))
    assert one == two
    assert struct.pack("<Q", (EPOCH + 11_644_473_600) * 10_000_000) in one


def test_other_content_has_another_package_code(tmp_path: Path) -> None:
    code = "{00000000-0000-4000-8000-00000000000A}"
    one = _settled(tmp_path / "a.msi", _msi(code, 1))
    two = _settled(tmp_path / "b.msi", _msi(code, 1, b"CABINET"))
    assert one.replace(b"cabinet", b"CABINET") != two
    assert code.encode() not in one


@pytest.mark.parametrize("raw", [b"", b"no MSI at all", _FORMAT, _msi("no code", 1)])
def test_another_form_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.msi"
    path.write_bytes(raw)
    with pytest.raises(BuildError, match=r"a\.msi"):
        settle_summary(path, EPOCH)
