"""The staged program, the locked wheels and Python for Windows go in; the folder that runs on Windows comes out."""

import re
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

from handbook.packaging.commands import run
from handbook.packaging.downloads import fetch_wheels
from handbook.packaging.embedded_python import unpack_python
from handbook.packaging.lock import LockedWheel, wheels_for
from handbook.packaging.never_used import FILES, is_never_used
from handbook.packaging.plan import BuildPlan
from handbook.packaging.trees import files_below, remove_empty_folders, remove_matching
from handbook.packaging.windows_launcher import write_launchers
from handbook.packaging.windows_libraries import drop_unreached

_PATHS = "python311.zip\n.\nLib\napp\n"
_PLUGINS = frozenset(
    {
        "platforms/qwindows.dll",
        "platforms/qoffscreen.dll",
        "styles/qmodernwindowsstyle.dll",
        "imageformats/qsvg.dll",
        "imageformats/qico.dll",
        "iconengines/qsvgicon.dll",
    }
)
_UNUSED = (
    *FILES,
    "**/*.lib",
    "**/*.pxd",
    "**/*.pyx",
    "**/*.pxi",
    "**/*.pdb",
    "**/tests",
    "**/__pycache__",
    "*/include",
    "PySide6/*.exe",
    "PySide6/*.json",
    "PySide6/qml",
    "PySide6/metatypes",
    "PySide6/resources",
    "PySide6/include",
    "PySide6/glue",
    "PySide6/doc",
    "PySide6/scripts",
    "PySide6/support/deprecated",
    "PySide6/opengl32sw.dll",
    "opencc/clib/lib",
    "lxml/includes",
    "numpy/conftest.py",
    "numpy/doc",
    "numpy/_pyinstaller",
    "numpy/_core/_simd*",
    "numpy/_core/*_tests*",
    "numpy/_core/include",
    "numpy/_core/lib",
    "*.data",
    "bin",
    "Scripts",
)


def make_windows_tree(plan: BuildPlan, python: Path, lock: Sequence[LockedWheel]) -> str:
    """Write ``plan.windows_tree``; the version of Python inside."""
    tree = plan.windows_tree
    version = unpack_python(plan, tree)
    library = tree / "Lib"
    program = tree / "app"
    for wheel in fetch_wheels(plan.downloads, wheels_for(lock, "windows"), "windows"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(library)
    shutil.copytree(plan.stage / "handbook", program / "handbook")
    (tree / "python311._pth").write_text(_PATHS, "ascii")
    distlib = next((python.parent.parent / "lib").glob("python*/site-packages/distlib"), None)
    script = (plan.root / "handbook" / "packaging" / "launcher_script.py").read_bytes()
    write_launchers(tree, distlib or python.parent.parent / "Lib/site-packages/distlib", script, plan.epoch)
    return version


def prune_windows_tree(plan: BuildPlan, python: Path) -> list[str]:
    """Delete what the program does not use and turn its modules to byte code; names of the DLLs dropped."""
    tree = plan.windows_tree
    library = tree / "Lib"
    remove_matching(library, _UNUSED)
    _keep_qt(library / "PySide6", _qt_modules(plan.stage / "handbook"))
    for path in files_below(library):
        place = path.relative_to(library).as_posix()
        if (".dist-info/" in place and path.name != "METADATA") or is_never_used(place):
            path.unlink()
    for folder in (library, tree / "app"):
        words: list[str | Path] = [python, "-m", "handbook.packaging.byte_code", folder]
        run(words, folder=plan.root, limit_s=600, extra_env={"PYTHONHASHSEED": "0"})
    dropped = drop_unreached(tree)
    remove_empty_folders(tree)
    return dropped


def _qt_modules(package: Path) -> set[str]:
    """Qt modules that the program imports, such as QtWidgets."""
    found = {"QtCore"}
    for path in package.rglob("*.py"):
        found |= set(re.findall(r"(?:from|import) PySide6\.(\w+)", path.read_text("utf-8")))
    return found


def _keep_qt(folder: Path, modules: set[str]) -> None:
    for path in folder.glob("*.pyd"):
        if path.stem not in modules:
            path.unlink()
    for path in files_below(folder / "plugins"):
        if path.relative_to(folder / "plugins").as_posix() not in _PLUGINS:
            path.unlink()
    for path in files_below(folder / "translations"):
        if path.name != "qtbase_zh_CN.qm":
            path.unlink()
