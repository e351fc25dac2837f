"""The source tree and the environment go in; where everything of one build stands and what it is called comes out."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook import __version__
from handbook.packaging.build_error import BuildError

PROGRAM = "gongre-handbook"
"""Name of packages, folders and commands."""
TITLE = "供热速查"
EARLIEST = 315_532_800
"""1980-01-01, the first day that a zip archive can name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPlan:
    """One build, as a value."""

    root: Path
    """The source tree."""
    epoch: int
    """Seconds since 1970 that every file of the products is dated with."""
    python_embed: Path | None = None
    """The official embeddable Python for Windows, where the caller has it."""
    version: str = __version__

    @property
    def build(self) -> Path:
        """Scratch folder; may be deleted at any time."""
        return self.root / "build"

    @property
    def dist(self) -> Path:
        """Folder of the products."""
        return self.root / "dist"

    @property
    def tools(self) -> Path:
        """Virtual environment of the build."""
        return self.build / "tools"

    @property
    def stage(self) -> Path:
        """Copy of the program as it is shipped, with compiled content and index."""
        return self.build / "stage"

    @property
    def downloads(self) -> Path:
        """Wheels and the embeddable Python, each under its checked hash."""
        return self.build / "downloads"

    @property
    def linux_tree(self) -> Path:
        """The frozen program for Linux."""
        return self.build / "linux" / PROGRAM

    @property
    def windows_tree(self) -> Path:
        """The program for Windows."""
        return self.build / "windows" / PROGRAM

    @property
    def parts(self) -> Path:
        """Templates, icons, licences that packaging needs."""
        return self.root / "resources" / "packaging"

    def product(self, suffix: str) -> str:
        """File name of a product."""
        return f"{PROGRAM}-{self.version}-{suffix}"


def source_epoch(root: Path, environment: Mapping[str, str] = os.environ) -> int:
    """``SOURCE_DATE_EPOCH``, else the time of the last commit, else 1980-01-01; seconds since 1970.

    Raises:
        BuildError: the variable holds no number.
    """
    told = environment.get("SOURCE_DATE_EPOCH", "")
    if told:
        if not told.isdecimal():
            raise BuildError(f"SOURCE_DATE_EPOCH={told!r} is not a number of seconds.")
        return max(int(told), EARLIEST)
    try:
        asked = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
        )
    except OSError:
        return EARLIEST
    words = asked.stdout.strip()
    return max(int(words), EARLIEST) if asked.returncode == 0 and words.isdecimal() else EARLIEST
