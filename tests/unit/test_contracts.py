"""What the contracts of the house forbid is found: each breach is planted in a copy, and the check of imports fails."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BREACHES = {
    "a panel knows a panel": ("ui/reader/reader_view.py", "from handbook.ui.search import search_panel"),
    "search knows the call desk": ("search/engine.py", "import handbook.call.desk"),
    "a lower part of search knows a higher": ("search/words/fold.py", "import handbook.search.engine"),
    "the ranking goes around the door of the statutes": (
        "search/matching/ranking.py",
        "import handbook.search.statutes.questions",
    ),
    "the statutes know what ranks by them": (
        "search/statutes/statutes.py",
        "import handbook.search.matching.lookup",
    ),
    "the state of a call knows its store": ("call/state/run.py", "import handbook.call.store.store"),
    "paper knows the PDF": ("export/paper/boxes.py", "import handbook.export.pdf.pdf_file"),
    "a circle inside the HTML": ("render/colours.py", "import handbook.render.page"),
    "the ground knows paper": ("company_defaults.py", "import handbook.export.file_format"),
    "Qt below paper": ("document/blocks.py", "import PySide6.QtCore"),
    "SQLite outside the call desk": ("content/loader.py", "import sqlite3"),
    "YAML outside content": ("search/index.py", "import yaml"),
    "a foreign file read in the window's process": ("cli/selftest_law_files.py", "import pypdfium2"),
    "a workbook read in the window's process": (
        "upkeep/bringing_in.py",
        "import handbook.table_files.workbook",
    ),
    "a module without a layer": ("stranger.py", "import handbook.errors"),
    "a module without a layer inside": ("call/stranger.py", "import handbook.errors"),
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the sources with their contracts."""
    shutil.copytree(
        ROOT / "handbook", tmp_path / "handbook", ignore=shutil.ignore_patterns("_bundled", "__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check_imports(house: Path) -> subprocess.CompletedProcess[str]:
    command = (
        "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    )
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=house,
        env={"PYTHONPATH": str(house)},
        text=True,
        capture_output=True,
        check=False,
    )


def test_the_house_as_it_stands_is_clean(house: Path) -> None:
    done = check_imports(house)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("breach", BREACHES)
def test_a_planted_breach_is_found(breach: str, house: Path) -> None:
    name, line = BREACHES[breach]
    file = house / "handbook" / name
    file.write_text((file.read_text("utf-8") if file.exists() else "") + f"\n{line}\n", "utf-8")
    done = check_imports(house)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout


def test_widgets_are_made_in_the_window_alone(tmp_path: Path) -> None:
    planted = ROOT / "handbook" / "export" / "planted.py"  # named, not written: ruff reads it from stdin
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--stdin-filename", str(planted), "-"],
        cwd=ROOT,
        input="from PySide6.QtWidgets import QLabel\n",
        text=True,
        capture_output=True,
        check=False,
    )
    assert "TID251" in done.stdout


def test_no_line_is_kept_from_the_formatter() -> None:
    mark = "fmt: " + "skip"
    kept = [
        file
        for room in ("handbook", "tests")
        for file in (ROOT / room).rglob("*.py")
        if mark in file.read_text("utf-8")
    ]
    assert kept == []
