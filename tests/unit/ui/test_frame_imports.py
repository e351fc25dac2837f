"""What the frame of the window may not import, lest the first paint waits for it."""

import subprocess
import sys

import pytest

SLOW = (
    "handbook.app.furnishing",
    "handbook.call",
    "handbook.content",
    "handbook.model.handbook",
    "handbook.render.entry_page",
    "handbook.search.engine",
    "msgspec",
    "numpy",
    "pydantic",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "sqlite3",
    "typing_extensions",
    "whoosh",
    "yaml",
)
CODE = """
import sys
import handbook.cli.main, handbook.cli.window, handbook.app.start
print("\\n".join(sys.modules))
"""


@pytest.fixture(scope="module")
def imported() -> list[str]:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize("slow", SLOW)
def test_the_frame_does_not_import(imported: list[str], slow: str) -> None:
    assert not [name for name in imported if name == slow or name.startswith(f"{slow}.")]


def test_the_frame_itself_was_imported(imported: list[str]) -> None:
    assert "handbook.ui.search.search_field" in imported
