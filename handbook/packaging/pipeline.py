"""The targets go in; everything they need is made in order, and the finished products stand in ``dist``."""

import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.checksums import write_checksums
from handbook.packaging.commands import Tool, require_tools
from handbook.packaging.elf import BINUTILS
from handbook.packaging.embedded_python import OSSLSIGNCODE, require_zip
from handbook.packaging.environment import build_environment, require_python
from handbook.packaging.linux import make_linux
from handbook.packaging.linux_kind import COMPAT, TODAY
from handbook.packaging.lock import LockedWheel, read_lock
from handbook.packaging.old_root import OLD_ROOT_TOOLS, build_inside, make_old_root, require_rights
from handbook.packaging.plan import BuildPlan
from handbook.packaging.progress import Progress
from handbook.packaging.publishing import disk_errors_told, publish, require_space, sweep
from handbook.packaging.staging import bundle_content, check_content, stage_program
from handbook.packaging.windows import make_windows

LINUX = ("deb", "tar")
WINDOWS = ("win-zip", "win-nsis", "win-msi")
OLD_LINUX = {"deb-compat": "deb", "tar-compat": "tar"}
"""Target → what is made of it inside the old system."""
TARGETS = (*LINUX, *OLD_LINUX, *WINDOWS)
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
        if set(targets) & {*LINUX, *WINDOWS}:
            made += _build_here(plan, targets, progress)
        old = [target for target in targets if target in OLD_LINUX]
        if old:
            made += _build_in_old_system(plan, old, progress)
        with progress.step("checksums"):
            write_checksums(plan.dist)
    for path in made:
        progress.note(f"{path.stat().st_size / 1e6:6.1f} MB  {path.relative_to(plan.root)}")
    return made


def _build_here(plan: BuildPlan, targets: Sequence[str], progress: Progress) -> list[Path]:
    lock = read_lock(plan.parts / TODAY.lock)
    python = _prepare(plan, lock, progress)
    made: list[Path] = []
    if set(targets) & set(LINUX):
        made += make_linux(plan, python, lock, TODAY, targets, progress)
    if set(targets) & set(WINDOWS):
        made += make_windows(plan, python, lock, targets, progress)
    return made


def _build_in_old_system(plan: BuildPlan, targets: Sequence[str], progress: Progress) -> list[Path]:
    with progress.step("Debian 11 with its own Python 3.11, from pinned sources"):
        root = make_old_root(plan)
    with progress.step(f"{' and '.join(targets)}, inside it"):
        lock = read_lock(plan.parts / COMPAT.lock)
        inside = build_inside(plan, root, COMPAT, lock, targets, progress)
    return [publish(plan.dist, path.name, partial(shutil.copyfile, path)) for path in inside]


def build_as_old_system(plan: BuildPlan, targets: Sequence[str], progress: Progress) -> list[Path]:
    """What `build` has made inside the old system, by the Python there; the wheels stand beside it."""
    require_python()
    require_tools(BINUTILS)
    lock = read_lock(plan.parts / COMPAT.lock)
    python = _prepare(plan, lock, progress)
    return make_linux(plan, python, lock, COMPAT, [OLD_LINUX[target] for target in targets], progress)


def _prepare(plan: BuildPlan, lock: Sequence[LockedWheel], progress: Progress) -> Path:
    """Stage the program with compiled content; Python of the build."""
    with progress.step("build environment from the lock"):
        python = build_environment(plan, lock)
    with progress.step("stage and check the content"):
        stage_program(plan)
        progress.note(check_content(plan, python))
    with progress.step("compile the content, build its index"):
        bundle_content(plan, python)
    return python


def _require(plan: BuildPlan, targets: Sequence[str]) -> None:
    """Everything that can be missing is looked for before anything is made."""
    require_python()
    tools: list[Tool] = []
    if set(targets) & {*LINUX, *OLD_LINUX} and sys.platform != "linux":
        raise BuildError("deb and tar are frozen for the system they are built on: build them on Linux.")
    if set(targets) & set(LINUX):
        tools += BINUTILS
    if set(targets) & set(OLD_LINUX):
        tools += OLD_ROOT_TOOLS
    if set(targets) & set(WINDOWS):
        tools.append(OSSLSIGNCODE)
        if plan.python_embed is not None:
            require_zip(plan.python_embed)
    tools += [_NSIS] if "win-nsis" in targets else []
    tools += [_WIXL] if "win-msi" in targets else []
    require_tools(tools)
    if set(targets) & set(OLD_LINUX):
        require_rights()


def clean(plan: BuildPlan) -> None:
    """Delete the scratch folder."""
    shutil.rmtree(plan.build, ignore_errors=True)
