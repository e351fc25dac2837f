"""Every pytest line that the documents tell collects at least one test."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import REPOSITORY

DOCUMENTS = ("README.md", "CONTRIBUTING.md")
_PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b")


def told_lines() -> Iterator[str]:
    """Arguments of each pytest line, as they stand; lines with a word to be filled in are left out."""
    for document in DOCUMENTS:
        text = (REPOSITORY / document).read_text(encoding="utf-8")
        for line in re.findall(r"`(?:\.venv/bin/)?pytest ([^`]+)`", text):
            if not _PLACEHOLDER.search(line):
                yield line


LINES = sorted(set(told_lines()))


def narrowed(arguments: list[str]) -> list[str]:
    """The same; where no folder is named, only those files that have the mark, as all would be read for it."""
    if any((REPOSITORY / word).exists() for word in arguments) or "-m" not in arguments:
        return arguments
    mark = f"pytest.mark.{arguments[arguments.index('-m') + 1]}"
    files = sorted((REPOSITORY / "tests").rglob("test_*.py"))
    marked = [str(file) for file in files if mark in file.read_text(encoding="utf-8")]
    assert marked, mark
    return [*arguments, *marked[:3]]


def test_lines_are_found() -> None:
    assert len(LINES) >= 4


@pytest.mark.parametrize("line", LINES)
def test_it_collects_a_test(line: str) -> None:
    arguments = narrowed(shlex.split(line))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        *arguments,
    ]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-800:]
    assert re.search(r"::test_", done.stdout)
