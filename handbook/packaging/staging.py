"""The source tree goes in; a copy of what ships comes out, with compiled content and search index inside."""

import shutil
import sys
from pathlib import Path

from handbook.packaging.commands import run
from handbook.packaging.plan import BuildPlan
from handbook.packaging.trees import date_all, make_empty

_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "_bundled", "decisions", "*.md.orig")
_NOT_SHIPPED = ("handbook/packaging", "handbook/build_hook.py")
_ONLY_IN_CHECKOUT = ("packaging", "pictures")
"""Below `resources`; what the build and README need."""
_BUNDLE = (
    "import sys, pathlib; sys.path.insert(0, sys.argv[1]); "
    "from handbook.build_hook import bundle; bundle(pathlib.Path(sys.argv[1]))"
)


def stage_program(plan: BuildPlan) -> None:
    """Copy program, content and resources to ``plan.stage``; nothing is compiled yet."""
    make_empty(plan.stage)
    for name in ("handbook", "content", "resources"):
        shutil.copytree(plan.root / name, plan.stage / name, ignore=_LEFT_OUT)
    for name in _ONLY_IN_CHECKOUT:
        shutil.rmtree(plan.stage / "resources" / name, ignore_errors=True)
    date_all(plan.stage, plan.epoch)


def check_content(plan: BuildPlan, python: Path) -> str:
    """The last line of ``handbook check``, which counts entries and problems; errors stop the build."""
    words: list[str | Path] = [python, "-B", "-m", "handbook", "check", plan.stage / "content"]
    said = run(words, folder=plan.stage, limit_s=600, extra_env={"PYTHONPATH": str(plan.stage)})
    return said.strip().splitlines()[-1]


def bundle_content(plan: BuildPlan, python: Path) -> None:
    """Compile the content and make its index, both inside the staged package, then leave only what ships."""
    words: list[str | Path] = [python, "-B", "-c", _BUNDLE, plan.stage]
    run(words, folder=plan.stage, limit_s=900, extra_env={"PYTHONHASHSEED": "0"})
    bundled = plan.stage / "handbook" / "_bundled"
    for name in ("content", "resources"):
        shutil.move(plan.stage / name, bundled / name)
    for name in _NOT_SHIPPED:
        _remove(plan.stage / name)
    date_all(plan.stage, plan.epoch)


def staged_modules(plan: BuildPlan) -> list[str]:
    """Dotted names of all modules that ship; imports inside functions are not to be missed."""
    found = []
    for path in sorted((plan.stage / "handbook").rglob("*.py")):
        if "_bundled" in path.parts:
            continue
        parts = path.relative_to(plan.stage).with_suffix("").parts
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def builder_python() -> str:
    """major.minor of the Python that runs the build."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
