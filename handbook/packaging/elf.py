"""Programs and libraries go in; what they need comes out, read by ``readelf``."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.commands import Tool, run
from handbook.packaging.trees import files_below

BINUTILS = tuple(
    Tool(name, "freezing for Linux", "install the package binutils")
    for name in ("readelf", "objdump", "strip", "objcopy")
)
Version = tuple[int, ...]
"""As symbols bear it: (2, 28) of GLIBC_2.28."""
BEYOND: Version = (9999,)
"""Of a name that bears no number, such as GLIBC_PRIVATE or GLIBC_ABI_DT_RELR: newer than any ceiling."""
_OLD_NAMES = frozenset({"CXXABI_TM_1", "CXXABI_FLOAT128"})
"""Names without a number that GCC 8 has already."""
_LIMIT_S = 300
_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_FILE = re.compile(r"^File: ", re.MULTILINE)
_NEEDS = "Version needs section"
_NAME = re.compile(r"Name: (([A-Z]+)_(\S+))")


def is_elf(path: Path) -> bool:
    """Whether the file is an ELF program or library."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def elf_files(tree: Path) -> list[Path]:
    """Every ELF file in `tree`, whatever it is called; links are not followed."""
    return [path for path in files_below(tree) if not path.is_symlink() and is_elf(path)]


def needed_by(paths: Iterable[Path]) -> dict[Path, set[str]]:
    """File → sonames it is linked to."""
    return {path: set(_NEEDED.findall(run(["readelf", "-dW", path], limit_s=_LIMIT_S))) for path in paths}


def version_needs(paths: Iterable[Path]) -> dict[Path, dict[str, Version]]:
    """File → family of symbols (GLIBC, GLIBCXX, CXXABI, GCC …) → the newest version of it that the file needs.

    What a library offers itself is not counted.
    """
    asked = list(paths)
    # One more than there are: readelf names the file that it speaks of only where it is given several.
    text = run(["readelf", "-VW", *asked, asked[0]], limit_s=_LIMIT_S) if asked else ""
    found: dict[Path, dict[str, Version]] = {path: {} for path in asked}
    for part in _FILE.split(text)[1:]:
        name, _, said = part.partition("\n")
        needs = found.get(Path(name.strip()), {})
        for needed in said.split(_NEEDS)[1:]:
            for whole, family, version in _NAME.findall(needed.split("\n\n")[0]):
                if whole not in _OLD_NAMES:
                    needs[family] = max(needs.get(family, ()), _number(version))
    return found


def _number(version: str) -> Version:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else BEYOND


def newest_glibc(paths: Iterable[Path]) -> str:
    """The oldest glibc that offers every symbol that `paths` use, such as 2.34."""
    versions = [needs["GLIBC"] for needs in version_needs(paths).values() if "GLIBC" in needs]
    if not versions:
        raise BuildError("readelf found no glibc version in the frozen program.")
    return spelled(max(versions))


def check_ceilings(tree: Path, ceilings: Mapping[str, Version]) -> dict[str, Version]:
    """The newest version of each family of `ceilings` that anything in `tree` needs.

    Raises:
        BuildError: a file needs a newer one than its ceiling; every such file is named.
    """
    newest: dict[str, Version] = {}
    over = []
    for path, needs in version_needs(elf_files(tree)).items():
        for family in sorted(ceilings.keys() & needs.keys()):
            newest[family] = max(newest.get(family, ()), needs[family])
            if needs[family] > ceilings[family]:
                over.append(f"  {path.relative_to(tree)}: {family} {spelled(needs[family])}")
    if over:
        allowed = ", ".join(f"{family} {spelled(version)}" for family, version in sorted(ceilings.items()))
        raise BuildError(
            f"These files do not start on the oldest system of this package ({allowed}):\n" + "\n".join(over)
        )
    return newest


def spelled(version: Version) -> str:
    """A version as it is written: 2.28."""
    return "(without a number)" if version == BEYOND else ".".join(map(str, version))
