"""The staged program goes in; PyInstaller's folder of it, with Python inside and not yet pruned, comes out."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from handbook.packaging.commands import run
from handbook.packaging.lock import LockedWheel
from handbook.packaging.never_used import NEVER_USED
from handbook.packaging.plan import BuildPlan
from handbook.packaging.staging import staged_modules
from handbook.packaging.trees import files_below, make_empty

LAUNCHER = "handbook"
"""Name of the program inside its folder."""
INSIDE = "_internal"
"""Folder beside the program that holds everything else."""
_LIMIT_S = 1200


def freeze(plan: BuildPlan, python: Path, lock: Iterable[LockedWheel]) -> None:
    """Write ``plan.linux_tree``."""
    work = make_empty(plan.build / "pyinstaller")
    entry = work / "handbook_launcher.py"
    shutil.copyfile(plan.root / "handbook" / "packaging" / "launcher_script.py", entry)
    output = make_empty(work / "output")
    package = plan.stage / "handbook"
    words: list[str | Path] = [python, "-m", "PyInstaller", "--noconfirm", "--onedir", "--log-level", "WARN"]
    words += ["--name", LAUNCHER, "--contents-directory", INSIDE, "--paths", plan.stage, "--optimize", "2"]
    words += ["--distpath", output, "--workpath", work / "work", "--specpath", work]
    words += ["--add-data", f"{package / '_bundled'}:handbook/_bundled"]
    for path in _read_at_run_time(package):
        words += ["--add-data", f"{path}:{path.parent.relative_to(plan.stage)}"]
    for module in staged_modules(plan):
        words += ["--hidden-import", module]
    for wheel in lock:
        words += ["--copy-metadata", wheel.name]
    for module in NEVER_USED:
        words += ["--exclude-module", module]
    run([*words, entry], folder=work, limit_s=_LIMIT_S, extra_env=_environment(plan))
    make_empty(plan.linux_tree.parent)
    shutil.move(output / LAUNCHER, plan.linux_tree)


def _read_at_run_time(package: Path) -> list[Path]:
    """Files of the program that are no Python: schema steps, styles, scripts."""
    others = (p for p in files_below(package) if p.suffix not in (".py", ".md"))
    return [p for p in others if "_bundled" not in p.parts]


def _environment(plan: BuildPlan) -> dict[str, str]:
    return {
        "SOURCE_DATE_EPOCH": str(plan.epoch),
        "PYTHONHASHSEED": "0",
        # Byte code is left uncompressed inside the program: the package is compressed as a whole, and far better.
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": str(plan.build / "pyinstaller-config"),
    }
