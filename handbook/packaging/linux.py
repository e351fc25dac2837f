"""The staged program goes in; its frozen, pruned, tested tree for Linux and the packages of it come out."""

import platform
from collections.abc import Sequence
from pathlib import Path

from handbook.packaging.bill_of_materials import write_bill
from handbook.packaging.components import (
    Component,
    builder_python_licence,
    shared_components,
    system_components,
    wheel_components,
)
from handbook.packaging.deb import write_deb
from handbook.packaging.elf import check_ceilings, elf_files, newest_glibc, spelled
from handbook.packaging.freezing import INSIDE, LAUNCHER, freeze
from handbook.packaging.linux_kind import COMPAT, LinuxKind
from handbook.packaging.lock import LockedWheel, wheels_for
from handbook.packaging.notices import write_notices
from handbook.packaging.old_root import built_components
from handbook.packaging.plan import BuildPlan
from handbook.packaging.progress import Progress
from handbook.packaging.pruning import prune
from handbook.packaging.publishing import publish
from handbook.packaging.selftesting import selftest
from handbook.packaging.system_packages import depends, recommends
from handbook.packaging.tarball import write_tarball
from handbook.packaging.trees import date_all, files_below, size_of
from handbook.packaging.zip_files import rewrite_zip


def make_linux(
    plan: BuildPlan,
    python: Path,
    lock: Sequence[LockedWheel],
    kind: LinuxKind,
    targets: Sequence[str],
    progress: Progress,
) -> list[Path]:
    """The products among ``deb`` and ``tar`` that `targets` names."""
    tree = plan.linux_tree
    with progress.step("freeze with PyInstaller, one folder"):
        freeze(plan, python, wheels_for(lock, "linux"))
        before = size_of(tree)
    with progress.step("prune Qt modules, plug-ins, translations"):
        outside = prune(tree)
        rewrite_zip(tree / INSIDE / "base_library.zip", plan.epoch)
        progress.note(f"{before / 1e6:.0f} MB → {size_of(tree) / 1e6:.0f} MB")
    if kind.ceilings:
        with progress.step("every program and library against the oldest system"):
            newest = check_ceilings(tree, kind.ceilings)
            needs = ", ".join(f"{family} {spelled(version)}" for family, version in sorted(newest.items()))
            progress.note(f"{len(elf_files(tree))} files need at most {needs}")
    with progress.step("licence notices and bill of materials"):
        components = [*_components(plan, python, lock), *(built_components() if kind is COMPAT else ())]
        notice = (plan.parts / "NOTICE.txt").read_text("utf-8")
        write_notices(tree / "licences", components, notice, plan.root / "LICENSE")
        write_bill(plan, tree, components)
        date_all(tree, plan.epoch)
    with progress.step("self-test of the frozen program"):
        for line in selftest([tree / LAUNCHER]).splitlines():
            progress.note(line)
    return _packages(plan, outside, kind, targets, progress)


def _packages(
    plan: BuildPlan, outside: Sequence[str], kind: LinuxKind, targets: Sequence[str], progress: Progress
) -> list[Path]:
    tree = plan.linux_tree
    made = []
    if "deb" in targets:
        glibc = newest_glibc(elf_files(tree))
        needs = depends(outside, glibc, kind.other_names)
        may_need = recommends(outside)
        name = kind.product(f"gongre-handbook_{plan.version}_amd64.deb")
        with progress.step(name):
            made.append(publish(plan.dist, name, lambda path: write_deb(plan, tree, needs, may_need, path)))
    if "tar" in targets:
        name = kind.product(plan.product("linux-x86_64.tar.xz"))
        with progress.step(name):
            made.append(publish(plan.dist, name, lambda path: write_tarball(plan, tree, path)))
    return made


def _components(plan: BuildPlan, python: Path, lock: Sequence[LockedWheel]) -> list[Component]:
    site = next((python.parent.parent / "lib").glob("python*/site-packages"))
    build = [w for w in lock if w.name == "pyinstaller"]  # its starter is inside every frozen program
    bundled = [p for p in files_below(plan.linux_tree / INSIDE) if ".so" in p.name and not p.is_symlink()]
    return [
        *shared_components(plan.root, platform.python_version(), builder_python_licence(), lock),
        *wheel_components(site, [*wheels_for(lock, "linux"), *build]),
        *system_components(bundled),
    ]
