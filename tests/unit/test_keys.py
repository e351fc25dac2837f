"""No key is told a second time: outside the table nothing in the program's sources spells one out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.keys import SHORTCUTS, key_of, keys_between, run_key
from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "handbook"
TABLE = PACKAGE / "keys.py"
SPELT = re.compile(r"(?:Ctrl|Alt|Shift|Meta)\+|(?<![A-Za-z0-9_])F(?:1[0-2]|[1-9])(?![0-9A-Za-z_])")
"""A key with a modifier, also the beginning of one that is put together, or a function key."""
ALLOWED = {
    ("settings.py", "Ctrl+Alt+H"): "the key of the desktop is a setting of the user, not a key of the window",
    (
        "ui/reader/find_bar.py",
        "Shift+Enter",
    ): "the find field takes Enter itself; nothing binds it in the window",
    ("ui/dialogs/numbered_chip.py", "(Alt+"): "chips of dialogs carry numbers of their own",
    ("ui/dialogs/numbered_chip.py", "Alt+"): "chips of dialogs carry numbers of their own",
    (
        "ui/dialogs/script_dialog.py",
        "1…9 复制那一句 · ↑↓ 滚动 · Alt+数字 换语气 · Esc 关闭",
    ): "those chips, in words",
}
"""File and literal -> why it may stay."""
KEY_CODES = {"desktop/key_parts.py": "reads any key that a user sets for the desktop"}
"""Files that may name function keys of Qt."""


def spelt_in(source: str) -> Iterator[str]:
    """Literals of a source that spell a key, without docstrings; codes of function keys as Qt writes them."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            if SPELT.search(node.value):
                yield node.value
        elif isinstance(node, ast.Attribute) and re.fullmatch(r"Key_F\d+", node.attr):
            yield node.attr


def spelt(folder: Path) -> set[tuple[str, str]]:
    """File and literal, for all sources but the table."""
    return {
        (path.relative_to(folder).as_posix(), literal)
        for path in sorted(folder.rglob("*.py"))
        if path != TABLE
        for literal in spelt_in(path.read_text(encoding="utf-8"))
    }


def test_no_source_spells_a_key() -> None:
    found = {(file, literal) for file, literal in spelt(PACKAGE) if file not in KEY_CODES}
    assert found - ALLOWED.keys() == set()
    assert ALLOWED.keys() - found == set(), "no longer needed"


def test_the_manual_spells_no_key_of_the_table() -> None:
    text = (REPOSITORY / "resources" / "manual" / "manual.md").read_text(encoding="utf-8")
    chips = text.replace("Alt+1…4", "").replace("Ctrl+Alt+H", "")
    assert SPELT.findall(chips) == []


@pytest.mark.parametrize("shown", sorted({s.shown for s in SHORTCUTS if s.keys}))
def test_each_key_would_be_found(shown: str) -> None:
    assert list(spelt_in(f"tip = {f'再按 {shown} 一次'!r}")) == [f"再按 {shown} 一次"]


@pytest.mark.parametrize("source", ['tip = f"按 Ctrl+{n}"', "key = Qt.Key.Key_F9", 'say("按F2填")'])
def test_parts_and_codes_are_found_too(source: str) -> None:
    assert len(list(spelt_in(source))) == 1


def test_docstrings_may_speak_of_keys() -> None:
    assert list(spelt_in('def act():\n    """F9: pick a card."""')) == []


def test_numbered_keys_are_named_by_first_and_last() -> None:
    assert keys_between("scope_0", "scope_6") == f"{key_of('scope_0')}…6"
    assert (run_key(1), run_key(10)) == (key_of("run_1"), "")


def test_a_name_that_is_not_in_the_table_is_a_fault() -> None:
    with pytest.raises(LookupError):
        key_of("nothing")
