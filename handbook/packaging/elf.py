"""Shared libraries go in; what they need, and where their data stands, comes out, read by ``readelf``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.commands import Tool, run

BINUTILS = tuple(
    Tool(name, "freezing for Linux", "install the package binutils")
    for name in ("readelf", "objdump", "strip", "as", "ld", "objcopy")
)
_LIMIT_S = 300
_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_GLIBC = re.compile(r"Name: GLIBC_(\d+)\.(\d+)")


def is_elf(path: Path) -> bool:
    """Whether the file is an ELF program or library."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needed_by(paths: Iterable[Path]) -> dict[Path, set[str]]:
    """File → sonames it is linked to."""
    return {path: set(_NEEDED.findall(run(["readelf", "-dW", path], limit_s=_LIMIT_S))) for path in paths}


def newest_glibc(paths: Iterable[Path]) -> str:
    """The oldest glibc that offers every symbol that `paths` use, such as 2.34."""
    text = run(["readelf", "-VW", *paths], limit_s=_LIMIT_S)
    versions = [(int(major), int(minor)) for major, minor in _GLIBC.findall(text)]
    if not versions:
        raise BuildError("readelf found no glibc version in the frozen program.")
    return "{}.{}".format(*max(versions))


@dataclass(frozen=True, slots=True)
class Symbol:
    """Data that a library exports."""

    name: str
    address: int
    size: int


def data_symbols(path: Path) -> list[Symbol]:
    """Exported objects of a library."""
    found = []
    for line in run(["readelf", "--dyn-syms", "-W", path], limit_s=_LIMIT_S).splitlines():
        words = line.split()
        if len(words) >= 8 and words[3] in ("OBJECT", "NOTYPE") and words[6].isdecimal():
            found.append(Symbol(words[7].split("@")[0], int(words[1], 16), int(words[2], 0)))
    return found


def file_offset(path: Path, address: int) -> int:
    """Where in the file the byte stands that is loaded at `address`."""
    for line in run(["readelf", "-lW", path], limit_s=_LIMIT_S).splitlines():
        words = line.split()
        if words[:1] == ["LOAD"]:
            offset, start, size = (int(words[i], 16) for i in (1, 2, 4))
            if start <= address < start + size:
                return offset + address - start
    raise BuildError(f"{path.name}: nothing is loaded at {address:#x}.")
