"""The targets go in; everything they need is made in order, and the finished products stand in ``dist``."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.checksums import write_checksums
from handbook.packaging.commands import Tool, require_tools
from handbook.packaging.elf import BINUTILS
from handbook.packaging.embedded_python import OSSLSIGNCODE, require_zip
from handbook.packaging.environment import build_environment, require_python
from handbook.packaging.linux import make_linux
from handbook.packaging.lock import read_lock
from handbook.packaging.plan import BuildPlan
from handbook.packaging.progress import Progress
from handbook.packaging.publishing import disk_errors_told, require_space, sweep
from handbook.packaging.staging import bundle_content, check_content, stage_program
from handbook.packaging.windows import make_windows

LINUX = ("deb", "tar")
WINDOWS = ("win-zip", "win-nsis", "win-msi")
TARGETS = (*LINUX, *WINDOWS)
_NEEDED_BYTES = 2 * 2**30
_NSIS = Tool("makensis", "win-nsis", "install the package nsis (on Windows: NSIS 3, unicode)")
_WIXL = Tool("wixl", "win-msi", "install the package wixl (msitools)")


def build(plan: BuildPlan, targets: Sequence[str], progress: Progress) -> list[Path]:
    """The products. Raises BuildError; what stood in ``dist`` before stays until its successor is whole."""
    _require(plan, targets)
    require_space(plan.build, _NEEDED_BYTES)
    made: list[Path] = []
    with disk_errors_told(plan.build):
        if plan.dist.is_dir():
            sweep(plan.dist)
        lock = read_lock(plan.parts / "wheels.lock")
        with progress.step("build environment from wheels.lock"):
            python = build_environment(plan, lock)
        with progress.step("stage and check the content"):
            stage_program(plan)
            progress.note(check_content(plan, python))
        with progress.step("compile the content, build its index"):
            bundle_content(plan, python)
        if set(targets) & set(LINUX):
            made += make_linux(plan, python, lock, targets, progress)
        if set(targets) & set(WINDOWS):
            made += make_windows(plan, python, lock, targets, progress)
        with progress.step("checksums"):
            write_checksums(plan.dist)
    for path in made:
        progress.note(f"{path.stat().st_size / 1e6:6.1f} MB  {path.relative_to(plan.root)}")
    return made


def _require(plan: BuildPlan, targets: Sequence[str]) -> None:
    """Everything that can be missing is looked for before anything is made."""
    require_python()
    tools: list[Tool] = []
    if set(targets) & set(LINUX):
        if sys.platform != "linux":
            raise BuildError("deb and tar are frozen for the system they are built on: build them on Linux.")
        tools += BINUTILS
    if set(targets) & set(WINDOWS):
        tools.append(OSSLSIGNCODE)
        if plan.python_embed is not None:
            require_zip(plan.python_embed)
    tools += [_NSIS] if "win-nsis" in targets else []
    tools += [_WIXL] if "win-msi" in targets else []
    require_tools(tools)


def clean(plan: BuildPlan) -> None:
    """Delete the scratch folder."""
    shutil.rmtree(plan.build, ignore_errors=True)
