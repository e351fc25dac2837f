"""Decisions are found by number: each file of a decisions folder is NNNN-title.md, and what a text names is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from handbook.paths import PACKAGE

_ROOT = PACKAGE.parent
_NAME = re.compile(r"\d{4}(-[a-z0-9]+)+\.md")
_NAMED = re.compile(r"[\w./-]*decisions/[\w-]+(?:\.md)?")
_LINK = re.compile(r"\]\(([^)#:]+\.md)\)")


def _folders() -> list[Path]:
    return [path for path in PACKAGE.rglob("decisions") if path.is_dir() and "_bundled" not in path.parts]


def _texts() -> list[Path]:
    """Documents and sources that may name a decision."""
    found = [*_ROOT.glob("*.md"), *PACKAGE.rglob("*.md"), *PACKAGE.rglob("*.py")]
    return [path for path in found if "_bundled" not in path.parts]


def _faults(names: list[str]) -> list[str]:
    numbers = Counter(name[:4] for name in names)
    return [name for name in names if not _NAME.fullmatch(name) or numbers[name[:4]] > 1]


@pytest.mark.parametrize("folder", _folders(), ids=lambda path: path.parent.name)
def test_decisions_are_numbered(folder: Path) -> None:
    assert _faults([path.name for path in folder.iterdir()]) == []


@pytest.mark.parametrize(
    "name", ["1-short.md", "0001_title.md", "0001-Title.md", "0001-title.txt", "0001.md"]
)
def test_another_name_is_a_fault(name: str) -> None:
    assert _faults([name]) == [name]


def test_a_number_stands_once() -> None:
    assert _faults(["0001-one.md", "0001-other.md", "0002-two.md"]) == ["0001-one.md", "0001-other.md"]


def test_every_decision_that_a_text_names_is_there() -> None:
    lost = [
        f"{path.relative_to(_ROOT)}: {named}"
        for path in _texts()
        for named in _NAMED.findall(path.read_text(encoding="utf-8"))
        if not named.endswith("NNNN-title.md") and not any((base / named).exists() for base in path.parents)
    ]
    assert lost == []


def test_every_document_that_a_document_links_to_is_there() -> None:
    documents = [path for path in _texts() if path.suffix == ".md"]
    lost = [
        f"{path.relative_to(_ROOT)}: {link}"
        for path in documents
        for link in _LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / link).is_file()
    ]
    assert lost == []
