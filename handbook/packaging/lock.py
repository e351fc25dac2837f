"""A lock goes in; which wheels each platform needs, pinned by hash, comes out, and is written anew on demand."""

import hashlib
import re
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.commands import run
from handbook.packaging.trees import make_empty

PYTHON = "3.11"
"""Version of Python that the products carry, so the one that must run the build: byte code is compiled by it."""
PLATFORMS = {
    "linux": (
        "manylinux_2_34_x86_64",
        "manylinux_2_28_x86_64",
        "manylinux_2_17_x86_64",
        "manylinux2014_x86_64",
    ),
    "linux-compat": (
        "manylinux_2_28_x86_64",
        "manylinux_2_17_x86_64",
        "manylinux2014_x86_64",
    ),
    "windows": ("win_amd64",),
}
LOCKS = {
    "wheels.lock": {"linux": "linux", "windows": "windows", "build": "linux"},
    "wheels_compat.lock": {"linux": "linux-compat", "build": "linux-compat"},
}
"""File → what its wheels are for → the platform that they are chosen for."""
OTHERWISE = {
    # Newer ones ask for glibc 2.34 (Qt 6.10 and 6.11 come as manylinux_2_34 alone).
    "wheels_compat.lock": {"pyside6-essentials": "PySide6-Essentials==6.9.3"},
}
"""File → distribution → the requirement that stands there in place of the project's, and lies within it."""
_LINE = re.compile(
    r"(?P<file>\S+\.whl) (?P<platform>linux|windows|both|build) sha256=(?P<sha256>[0-9a-f]{64})"
)
_HEADER = (
    "# Wheels that go into the products (linux, windows, both) or make them (build).\n"
    "# Written by: python -m handbook.packaging.lock\n"
)


@dataclass(frozen=True, slots=True, order=True)
class LockedWheel:
    """One wheel."""

    file: str
    platform: str
    """linux | windows | both | build."""
    sha256: str

    @property
    def name(self) -> str:
        """Normalised name of the distribution."""
        return normal(self.file.split("-")[0])

    @property
    def version(self) -> str:
        """Version of the distribution."""
        return self.file.split("-")[1]

    @property
    def requirement(self) -> str:
        """As pip reads it."""
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}"


def normal(name: str) -> str:
    """A distribution's name in the one spelling that compares."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(path: Path) -> list[LockedWheel]:
    """All wheels of the file. Raises BuildError where a line is none."""
    wheels = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise BuildError(f"{path}:{number}: not a locked wheel: {line}")
        wheels.append(LockedWheel(match["file"], match["platform"], match["sha256"]))
    return wheels


def wheels_for(lock: Sequence[LockedWheel], platform: str) -> list[LockedWheel]:
    """Those that ship on `platform`."""
    return [wheel for wheel in lock if wheel.platform in (platform, "both")]


def declared(pyproject: Path, extra: str = "") -> list[str]:
    """Requirements of the project as pyproject.toml states them, or those of one extra."""
    project = tomllib.loads(pyproject.read_text("utf-8"))["project"]
    found: list[str] = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return found


def wanted_by(lock: str, pyproject: Path, purpose: str) -> list[str]:
    """Requirements that the file `lock` is resolved from, for `purpose` (linux, windows, build)."""
    changed = OTHERWISE.get(lock, {})
    asked = declared(pyproject, "build") if purpose == "build" else declared(pyproject)
    return [changed.get(name_of(requirement), requirement) for requirement in asked]


def name_of(requirement: str) -> str:
    """The normalised name of the distribution that a requirement asks for."""
    return normal(re.split(r"[<>=!~ ]", requirement)[0])


def relock(root: Path, lock: str, scratch: Path) -> list[LockedWheel]:
    """Resolve what the file `lock` holds for each platform, from the configured package index."""
    found: dict[str, set[str]] = {}
    hashes: dict[str, str] = {}
    for purpose, platform in LOCKS[lock].items():
        folder = make_empty(scratch / purpose)
        _download(wanted_by(lock, root / "pyproject.toml", purpose), PLATFORMS[platform], folder)
        for path in folder.glob("*.whl"):
            found.setdefault(path.name, set()).add(purpose)
            hashes[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return sorted(LockedWheel(name, _where(places), hashes[name]) for name, places in found.items())


def _where(places: set[str]) -> str:
    shipped = places - {"build"}
    if len(shipped) == 2:
        return "both"
    return shipped.pop() if shipped else "build"


def _download(requirements: Sequence[str], tags: Sequence[str], folder: Path) -> None:
    platforms = [word for tag in tags for word in ("--platform", tag)]
    words = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--only-binary=:all:",
        "--python-version",
        PYTHON,
    ]
    run([*words, *platforms, "--dest", folder, *requirements], limit_s=1800)


def main() -> int:
    """Write the locks of ``resources/packaging`` that the command line names, or all of them."""
    root = Path(__file__).resolve().parents[2]
    for name in sys.argv[1:] or LOCKS:
        wheels = relock(root, name, root / "build" / "relock")
        lines = [f"{w.file} {w.platform} sha256={w.sha256}\n" for w in wheels]
        (root / "resources" / "packaging" / name).write_text(_HEADER + "".join(lines), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
