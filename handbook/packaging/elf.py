"""Shared libraries go in; what they need comes out, read by ``readelf``."""

import re
from collections.abc import Iterable
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.commands import Tool, run

BINUTILS = tuple(
    Tool(name, "freezing for Linux", "install the package binutils")
    for name in ("readelf", "objdump", "strip", "objcopy")
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
