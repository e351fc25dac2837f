"""Which systems a Linux package is for: its lock, its names, and what the oldest of those systems offers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.packaging.elf import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class LinuxKind:
    """One of the two sorts of Linux packages."""

    lock: str
    """File below ``resources/packaging``."""
    platform: str
    """Of ``lock.PLATFORMS``."""
    suffix: str
    """In the file names of its products."""
    ceilings: Mapping[str, Version] = field(default_factory=dict)
    """Family of symbols → the newest version that the oldest of its systems has; {} where nothing is held."""
    other_names: Mapping[str, str] = field(default_factory=dict)
    """Package → how ``Depends`` asks for it, where it is called otherwise on some of its systems."""

    def product(self, name: str) -> str:
        """`name` of a product with the suffix before its endings."""
        for ending in (".tar.xz", ".deb"):
            if name.endswith(ending):
                return f"{name.removesuffix(ending)}{self.suffix}{ending}"
        return f"{name}{self.suffix}"


TODAY = LinuxKind(lock="wheels.lock", platform="linux", suffix="")
"""Debian 12, Ubuntu 22.04, deepin 23 and newer: glibc 2.34."""
COMPAT = LinuxKind(
    lock="wheels_compat.lock",
    platform="linux-compat",
    suffix="_compat",
    # glibc and GCC 8 of Debian 10, which UOS 20 is made of; Kylin V10 SP1 has 2.31 and GCC 9.
    ceilings={"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25), "CXXABI": (1, 3, 11), "GCC": (7, 0, 0)},
    other_names={"libgcc-s1": "libgcc-s1 | libgcc1"},
)
"""UOS 20 and Kylin V10 SP1."""
