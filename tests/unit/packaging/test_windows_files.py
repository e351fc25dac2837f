"""Windows files: imports read from real programs, unknown DLLs refused, signatures judged."""

import struct
from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.nsis import four_numbers
from handbook.packaging.portable_executable import imported_dlls
from handbook.packaging.pruning import _is_root
from handbook.packaging.signatures import signature_problem
from handbook.packaging.windows_libraries import drop_unreached


def make_library(names: list[str]) -> bytes:
    """The smallest 64-bit PE file that imports `names`."""
    texts = b"".join(name.encode() + b"\0" for name in names)
    table_size = 20 * (len(names) + 1)
    table, at = b"", 0x1000 + table_size
    for name in names:
        table += struct.pack("<IIIII", 0, 0, 0, at, 0)
        at += len(name) + 1
    section = table.ljust(table_size, b"\0") + texts
    optional = struct.pack("<H", 0x20B).ljust(108, b"\0") + struct.pack("<I", 16)
    optional += (b"\0" * 8 + struct.pack("<II", 0x1000, table_size)).ljust(128, b"\0")
    coff = struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, len(optional), 0)
    header = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40) + b"PE\0\0" + coff + optional
    start = len(header) + 40
    entry = b".rdata\0\0" + struct.pack("<IIII", len(section), 0x1000, len(section), start)
    return header + entry.ljust(40, b"\0") + section


def test_imports_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.dll"
    path.write_bytes(make_library(["KERNEL32.dll", "Qt6Core.dll"]))
    assert imported_dlls(path) == {"kernel32.dll", "qt6core.dll"}


@pytest.mark.parametrize("raw", [b"", b"MZ", b"\x7fELF" * 40, make_library(["a.dll"])[:200]])
def test_other_files_are_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.dll"
    path.write_bytes(raw)
    with pytest.raises(BuildError, match=r"a\.dll"):
        imported_dlls(path)


def test_unreached_dlls_go_and_reached_ones_stay(tmp_path: Path) -> None:
    (tmp_path / "module.pyd").write_bytes(make_library(["near.dll", "kernel32.dll"]))
    (tmp_path / "near.dll").write_bytes(make_library(["far.dll"]))
    (tmp_path / "far.dll").write_bytes(make_library(["api-ms-win-crt-heap-l1-1-0.dll"]))
    (tmp_path / "unused.dll").write_bytes(make_library([]))
    assert drop_unreached(tmp_path) == ["unused.dll"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["far.dll", "module.pyd", "near.dll"]


def test_the_reader_of_pdfs_stays_that_python_opens_by_name(tmp_path: Path) -> None:
    place = tmp_path / "Lib" / "pypdfium2_raw"
    place.mkdir(parents=True)
    (place / "pdfium.dll").write_bytes(make_library(["kernel32.dll"]))
    assert drop_unreached(tmp_path) == []
    assert _is_root(Path("_internal/pypdfium2_raw/libpdfium.so"))
    assert not _is_root(Path("_internal/libother.so.1"))


def test_a_dll_that_nothing_brings_is_named(tmp_path: Path) -> None:
    (tmp_path / "module.pyd").write_bytes(make_library(["libstrange.dll"]))
    with pytest.raises(BuildError, match=r"module\.pyd → libstrange\.dll"):
        drop_unreached(tmp_path)


_REPORT = """
Current message digest    : {current}
Calculated message digest : AB12

Signer's certificate:
    ------------------
    Signer #0:
        Subject: /C=US/O={organisation}/CN=Python Software Foundation
"""


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (_REPORT.format(current="AB12", organisation="Python Software Foundation"), ""),
        (_REPORT.format(current="FFFF", organisation="Python Software Foundation"), "was changed"),
        (_REPORT.format(current="AB12", organisation="Somebody"), "is signed by"),
        ("No signature found", "carries no signature"),
    ],
)
def test_signatures_are_judged(report: str, expected: str) -> None:
    problem = signature_problem(report, "Python Software Foundation")
    assert problem.startswith(expected)
    assert bool(problem) is bool(expected)


@pytest.mark.parametrize(
    ("version", "four"), [("0.1.0", "0.1.0.0"), ("2.3", "2.3.0.0"), ("1.2.3.4", "1.2.3.4")]
)
def test_version_as_windows_counts(version: str, four: str) -> None:
    assert four_numbers(version) == four
