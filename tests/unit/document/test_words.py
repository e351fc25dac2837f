"""Every heading and lead stands once: no literal elsewhere spells one of them again."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.document import words
from tests.conftest import REPOSITORY

ROOMS = ("ui", "render", "export", "document")
WORDS = REPOSITORY / "handbook" / "document" / "words.py"
WORKSHOP = REPOSITORY / "handbook" / "ui" / "workshop"
"""Tells maintainers in running sentences what to do with 官方原文 and the like; it shows no entry's headings."""
HAN = re.compile(r"[\u4e00-\u9fff]+")
DISTINCTIVE = 3
"""Characters from which a word is ours also within a longer one; shorter ones are parts of ordinary words."""

EXCEPTIONS = {
    (
        "handbook/export/files/run_text.py",
        "步骤",
    ): "a column of the CSV, by whose name other programs read it",
}


def our_words() -> frozenset[str]:
    """Each constant of the table, pairs of a table's head one by one."""
    named = [
        value for name, value in vars(words).items() if name.isupper() and not name.startswith("FORMER_")
    ]
    return frozenset(word for value in named for word in ([value] if isinstance(value, str) else value))


def said_again(code: str, known: frozenset[str]) -> Iterator[str]:
    """Literals of `code` that are one of the words `known`, but for signs around it, or hold a distinctive one."""
    tree = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            runs = HAN.findall(node.value)
            is_one = node.value in known or (len(runs) == 1 and runs[0] in known)
            if is_one or any(len(word) >= DISTINCTIVE and word in node.value for word in known):
                yield node.value


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('x = "先说先做"', ["先说先做"]),
        ('"""先说先做"""\nx = "先说了再做"', []),
        ('x = f"仅限内部  {y}"', ["仅限内部  "]),
        ('x = "说明:"', ["说明:"]),
        ('x = "说明书"', []),
        ('x = "先看说明,再做"', []),
        ('x = "跳过关键项"', ["跳过关键项"]),
    ],
)
def test_a_word_of_ours_is_found_however_it_is_set(code: str, found: list[str]) -> None:
    assert list(said_again(code, our_words())) == found


def test_no_heading_stands_twice() -> None:
    known = our_words()
    assert len(known) > 50
    twice = {
        (file.relative_to(REPOSITORY).as_posix(), literal)
        for room in ROOMS
        for file in sorted(Path(REPOSITORY, "handbook", room).rglob("*.py"))
        if file != WORDS and WORKSHOP not in file.parents
        for literal in said_again(file.read_text(encoding="utf-8"), known)
    }
    assert sorted(twice - EXCEPTIONS.keys()) == []
    assert sorted(EXCEPTIONS.keys() - twice) == [], "no longer needed: take it out of the list"
