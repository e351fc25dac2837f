"""The tree for Windows goes in; a setup program of it comes out, made by NSIS for one user without rights."""

from pathlib import Path

from handbook.packaging.commands import run
from handbook.packaging.plan import BuildPlan
from handbook.packaging.trees import files_below, make_empty, size_of


def write_setup(plan: BuildPlan, tree: Path, path: Path) -> None:
    """Write the setup program at `path`."""
    scratch = make_empty(plan.build / "nsis")
    (scratch / "uninstall_files.nsh").write_text(_removal(tree), "utf-8")
    defines = {
        "VERSION": plan.version,
        "VERSION4": four_numbers(plan.version),
        "TREE": str(tree),
        "OUTPUT": str(path),
        "ICON": str(plan.parts / "gongre-handbook.ico"),
        "SIZE_KB": str(size_of(tree) // 1024),
        "UNINSTALL_FILES": str(scratch / "uninstall_files.nsh"),
    }
    words = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{k}={v}" for k, v in defines.items())]
    environment = {"SOURCE_DATE_EPOCH": str(plan.epoch), "LC_ALL": "C.UTF-8"}
    run([*words, plan.parts / "setup.nsi"], folder=scratch, limit_s=1200, extra_env=environment)


def four_numbers(version: str) -> str:
    """A version as Windows counts: four numbers."""
    numbers = [part for part in version.split(".") if part.isdecimal()]
    return ".".join([*numbers, "0", "0", "0", "0"][:4])


def _removal(tree: Path) -> str:
    """Commands that delete exactly what was installed, so that nothing else in the folder is ever lost."""
    files = [path.relative_to(tree) for path in files_below(tree)]
    folders = sorted({parent for file in files for parent in file.parents if parent.name}, reverse=True)
    lines = [f'Delete "$INSTDIR\\{_windows(file)}"' for file in files]
    lines += [f'RMDir "$INSTDIR\\{_windows(folder)}"' for folder in folders]
    return "\n".join(lines) + "\n"


def _windows(path: Path) -> str:
    return str(path).replace("/", "\\").replace("$", "$$")
