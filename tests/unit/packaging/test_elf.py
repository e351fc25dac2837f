"""Every ELF file of a package is read: what is newer than the oldest system of the package stops the build."""

import shutil
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.elf import BEYOND, check_ceilings, elf_files, newest_glibc, version_needs

pytestmark = pytest.mark.skipif(shutil.which("readelf") is None, reason="no binutils")
CEILINGS = {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25), "CXXABI": (1, 3, 11)}


def make_elf(needs: Mapping[str, Sequence[str]], offers: Sequence[str] = ()) -> bytes:
    """The smallest 64-bit ELF library that needs versions of symbols (soname → names) and offers some itself."""
    strings = b"\0"
    places: dict[str, int] = {}

    def place(word: str) -> int:
        nonlocal strings
        if word not in places:
            places[word] = len(strings)
            strings += word.encode() + b"\0"
        return places[word]

    needed = b""
    for number, (soname, names) in enumerate(needs.items(), 1):
        entries = b""
        for position, name in enumerate(names, 1):
            step = 16 if position < len(names) else 0
            entries += struct.pack("<IHHII", 0, 0, 2, place(name), step)
        step = 16 + len(entries) if number < len(needs) else 0
        needed += struct.pack("<HHIII", 1, len(names), place(soname), 16, step) + entries
    offered = b""
    for number, name in enumerate(offers, 1):
        step = 28 if number < len(offers) else 0
        offered += struct.pack("<HHHHIII", 1, 0, number, 1, 0, 20, step) + struct.pack("<II", place(name), 0)
    titles = b"\0.dynstr\0.gnu.version_r\0.gnu.version_d\0.shstrtab\0"
    parts = [
        (1, 3, strings, 0, 0),
        (9, 0x6FFFFFFE, needed, 1, len(needs)),
        (24, 0x6FFFFFFD, offered, 1, len(offers)),
        (39, 3, titles, 0, 0),
    ]
    body = b""
    headers = b"\0" * 64
    for title, kind, content, link, info in parts:
        if content:
            headers += struct.pack(
                "<IIQQQQIIQQ", title, kind, 0, 0, 64 + len(body), len(content), link, info, 4, 0
            )
            body += content.ljust(-(-len(content) // 8) * 8, b"\0")
    count = len(headers) // 64
    head = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    head += struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 0, 64 + len(body), 0, 64, 0, 0, 64, count, count - 1)
    return head + body + headers


def _plant(path: Path, *names: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(make_elf({"libc.so.6": names}))
    return path


def test_the_newest_need_of_each_family_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.so"
    path.write_bytes(
        make_elf(
            {
                "libc.so.6": ["GLIBC_2.2.5", "GLIBC_2.28", "GLIBC_2.9"],
                "libstdc++.so.6": ["GLIBCXX_3.4.21", "GLIBCXX_3.4", "CXXABI_1.3.11", "CXXABI_TM_1"],
            }
        )
    )
    assert version_needs([path]) == {path: {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 21), "CXXABI": (1, 3, 11)}}
    assert newest_glibc([path]) == "2.28"


def test_what_a_library_offers_is_not_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "libstdc++.so.6"
    path.write_bytes(make_elf({"libc.so.6": ["GLIBC_2.18"]}, offers=["GLIBCXX_3.4.32", "GLIBC_2.40"]))
    assert version_needs([path]) == {path: {"GLIBC": (2, 18)}}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("GLIBC_2.29", "GLIBC 2.29"),
        ("GLIBC_3.0", "GLIBC 3.0"),
        ("GLIBCXX_3.4.26", "GLIBCXX 3.4.26"),
        ("CXXABI_1.3.12", "CXXABI 1.3.12"),
        ("GLIBC_ABI_DT_RELR", r"GLIBC \(without a number\)"),
        ("GLIBC_PRIVATE", r"GLIBC \(without a number\)"),
    ],
)
@pytest.mark.parametrize(
    "place", ["handbook", "_internal/lib.so.1", "_internal/deep/er/data.bin", "no_suffix"]
)
def test_one_file_above_the_ceiling_stops_the_build_wherever_it_stands(
    tmp_path: Path, name: str, said: str, place: str
) -> None:
    _plant(tmp_path / "_internal" / "fine.so", "GLIBC_2.28")
    _plant(tmp_path / place, "GLIBC_2.2.5", name)
    with pytest.raises(BuildError, match=f"{place}: {said}") as told:
        check_ceilings(tmp_path, CEILINGS)
    assert "fine.so" not in str(told.value)


def test_every_file_above_it_is_named_at_once(tmp_path: Path) -> None:
    for name in ("a.so", "b.so"):
        _plant(tmp_path / name, "GLIBC_2.34")
    with pytest.raises(BuildError, match=r"(?s)a\.so.*b\.so"):
        check_ceilings(tmp_path, CEILINGS)


def test_a_package_below_it_tells_what_it_needs(tmp_path: Path) -> None:
    _plant(tmp_path / "a.so", "GLIBC_2.17", "GLIBCXX_3.4.25")
    _plant(tmp_path / "b", "GLIBC_2.28", "CXXABI_FLOAT128")
    (tmp_path / "notes.txt").write_text("GLIBC_2.99")
    (tmp_path / "link.so").symlink_to("a.so")
    assert elf_files(tmp_path) == [tmp_path / "a.so", tmp_path / "b"]
    assert check_ceilings(tmp_path, CEILINGS) == {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25)}


def test_a_name_without_a_number_is_beyond_all_others() -> None:
    assert BEYOND > (2, 99)


def test_no_glibc_at_all_is_no_program_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.so"
    path.write_bytes(make_elf({"libother.so.1": ["OTHER_1"]}))
    with pytest.raises(BuildError, match="no glibc"):
        newest_glibc([path])
