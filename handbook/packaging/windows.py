"""The staged program goes in; its checked tree for Windows and the packages of it come out, on any system."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from handbook.packaging.bill_of_materials import write_bill
from handbook.packaging.components import shared_components, wheel_components
from handbook.packaging.lock import LockedWheel, wheels_for
from handbook.packaging.msi import write_msi
from handbook.packaging.notices import write_notices
from handbook.packaging.nsis import write_setup
from handbook.packaging.plan import BuildPlan
from handbook.packaging.progress import Progress
from handbook.packaging.publishing import publish
from handbook.packaging.selftesting import selftest
from handbook.packaging.trees import date_all, size_of
from handbook.packaging.trial_sheet import FILE_NAME as TRIAL_SHEET
from handbook.packaging.trial_sheet import trial_sheet
from handbook.packaging.windows_launcher import CONSOLE
from handbook.packaging.windows_tree import make_windows_tree, prune_windows_tree
from handbook.packaging.zip_files import tree_files, write_zip


def make_windows(
    plan: BuildPlan, python: Path, lock: Sequence[LockedWheel], targets: Sequence[str], progress: Progress
) -> list[Path]:
    """The products among ``win-zip``, ``win-nsis`` and ``win-msi`` that `targets` names."""
    tree = plan.windows_tree
    with progress.step("Python and wheels for Windows, hashes and signatures checked"):
        version = make_windows_tree(plan, python, lock)
        before = size_of(tree)
        parts = wheel_components(tree / "Lib", wheels_for(lock, "windows"))
        components = [*shared_components(plan.root, version, tree / "LICENSE.txt", lock), *parts]
        notice = (plan.parts / "NOTICE.txt").read_text("utf-8")
        write_notices(tree / "licences", components, notice, plan.root / "LICENSE")
    with progress.step("prune, byte code, DLLs against the list of Windows' own"):
        dropped = prune_windows_tree(plan, python)
        write_bill(plan, tree, components)
        (tree / "README.txt").write_bytes(
            (plan.parts / "windows_readme.txt").read_bytes().replace(b"\n", b"\r\n")
        )
        (tree / TRIAL_SHEET).write_bytes(trial_sheet(plan, "windows"))
        date_all(tree, plan.epoch)
        progress.note(f"{before / 1e6:.0f} MB → {size_of(tree) / 1e6:.0f} MB; {len(dropped)} DLLs dropped")
    if sys.platform == "win32":
        with progress.step("self-test"):
            progress.note(selftest([tree / CONSOLE]))
    else:
        progress.note("not self-tested: this is no Windows (its trial sheet asks what only Windows shows)")
    return _packages(plan, targets, progress)


def _packages(plan: BuildPlan, targets: Sequence[str], progress: Progress) -> list[Path]:
    tree = plan.windows_tree
    made = []
    for target, suffix, write in (
        ("win-zip", "windows-x64-portable.zip", _write_portable),
        ("win-nsis", "windows-x64-setup.exe", write_setup),
        ("win-msi", "windows-x64.msi", write_msi),
    ):
        if target in targets:
            name = plan.product(suffix)
            with progress.step(name):
                made.append(publish(plan.dist, name, partial(write, plan, tree)))
    return made


def _write_portable(plan: BuildPlan, tree: Path, path: Path) -> None:
    top = f"gongre-handbook-{plan.version}"
    mark = "此文件使个人数据存放在旁边的 data 文件夹里。\r\n".encode()
    write_zip(path, {**tree_files(tree, top), f"{top}/portable.txt": mark}, plan.epoch)
