"""A package goes in; it stands installed in a minimal root, and what its window keeps can be read from outside."""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.minimal_root import OLDEST, TODAY, MinimalRoot, Screen

SUFFIXES = {TODAY: "", OLDEST: "_compat"}
"""Of the products that are for the system."""


def product(repository: Path, pattern: str) -> Path:
    """The newest of `dist` that is named so; the test is skipped where none was built."""
    found = sorted((repository / "dist").glob(pattern))
    if not found:
        pytest.skip(f"dist/{pattern} is not built")
    return found[-1]


def install_deb(root: MinimalRoot, deb: Path) -> None:
    """With what it depends on, and nothing more."""
    shutil.copy(deb, root.folder / "tmp" / deb.name)
    root.as_root("apt-get", "update", "-qq")
    root.as_root("apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/tmp/{deb.name}")


def wait(is_so: Callable[[], object], what: str, limit_s: float = 60) -> None:
    """Until `is_so`; else fail, saying `what`."""
    until = time.monotonic() + limit_s
    while not is_so():
        assert time.monotonic() < until, what
        time.sleep(0.2)


def kept_events(root: MinimalRoot, scratch: Path) -> list[dict[str, Any]]:
    """The events in the journal of calls, read from a copy of the user's database."""
    folder = root.home / ".local/share/gongre-handbook"
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(folder, scratch)
    with sqlite3.connect(scratch / "calls.db") as database:
        rows = database.execute("SELECT * FROM event").fetchall()
    texts = (value for row in rows for value in row if isinstance(value, str) and value.startswith("{"))
    return [json.loads(text) for text in texts]


def shown_window(screen: Screen) -> str:
    """The number that X gave the window of the program."""
    found: list[str] = []

    def look() -> bool:
        try:
            found[:] = screen.act("xdotool", "search", "--onlyvisible", "--name", "^供热速查$").split()
        except AssertionError:  # none yet
            return False
        return bool(found)

    wait(look, "no window appeared")
    return found[0]
