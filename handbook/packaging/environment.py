"""The lock goes in; a virtual environment with exactly its wheels comes out, made anew only when the lock changed."""

import hashlib
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.commands import run
from handbook.packaging.lock import PYTHON, LockedWheel
from handbook.packaging.plan import BuildPlan
from handbook.packaging.staging import builder_python

_LIMIT_S = 1800


def require_python() -> None:
    """Raise BuildError where this Python cannot make the byte code of the products."""
    if builder_python() != PYTHON:
        raise BuildError(
            f"This is Python {builder_python()}; installers are built with Python {PYTHON}, whose byte code they "
            f"carry. Run it as: python{PYTHON} build_installer.py …"
        )


def build_environment(plan: BuildPlan, lock: Sequence[LockedWheel]) -> Path:
    """Python of an environment that holds the locked wheels for this machine and the build's own."""
    wheels = [w for w in lock if w.platform in ("both", "build", _here())]
    requirements = "".join(f"{w.requirement}\n" for w in wheels)
    stamp = hashlib.sha256(f"{sys.version}{requirements}".encode()).hexdigest()
    python = plan.tools / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    mark = plan.tools / "lock.sha256"
    if python.exists() and mark.is_file() and mark.read_text("ascii") == stamp:
        return python
    shutil.rmtree(plan.tools, ignore_errors=True)
    run([sys.executable, "-m", "venv", plan.tools], limit_s=_LIMIT_S)
    listed = plan.tools / "requirements.txt"
    listed.write_text(requirements, "utf-8")
    run([*_pip(python), "--requirement", str(listed)], limit_s=_LIMIT_S)
    mark.write_text(stamp, "ascii")
    return python


def _here() -> str:
    return "windows" if sys.platform == "win32" else "linux"


def _pip(python: Path) -> list[str]:
    words = (
        "-m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all:"
    )
    return [str(python), *words.split()]
