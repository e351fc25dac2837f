"""Arguments go in; the command line runs in a process of its own and what it said comes out."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

TIMEOUT = 120
"""Seconds after which a command counts as hung."""


def run_handbook(
    *arguments: str | Path, home: Path, extra: Mapping[str, str] | None = None, code: str = ""
) -> subprocess.CompletedProcess[str]:
    """``python -m handbook`` with a clean environment and `home` as HANDBOOK_HOME; `code` runs before it."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    environment = {
        **kept,
        "HANDBOOK_HOME": str(home),
        "HOME": str(home),
        "PYTHONPATH": _path(),
        **(extra or {}),
    }
    start = f"{code}\nimport sys\nfrom handbook.__main__ import main\nsys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", start, *map(str, arguments)],
        env=environment,
        cwd=Path(sys.executable).parent,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
        encoding="utf-8",
    )


def _path() -> str:
    """Where this process found the program, so that the other one tests the same."""
    import handbook

    return str(Path(handbook.__file__).resolve().parent.parent)
