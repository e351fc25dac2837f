"""No figure of law or habit stands in the code that reckons: not as a number, not in a string, not as a default."""

import ast
import re
from pathlib import Path

import pytest

from handbook.chinese_numbers import HAN_NUMERALS
from tests.conftest import REPOSITORY

ROOM = REPOSITORY / "handbook" / "reckon"
FILES = sorted(ROOM.glob("*.py"))
ALLOWED = {0, 1, 10, 100, 1000}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
# A Chinese numeral is a figure where something is counted with it: 十五度, 两成, 千分之一, 三十天.
_HAN = re.compile(
    rf"(?:[百千万]分之[{HAN_NUMERALS}]+)|(?:[{HAN_NUMERALS}]+(?:度|℃|成|倍|折|小时|个月|年|元|日|天))"
)
_HAN_ALLOWED = {"一天", "一年", "一日"}
MAY_IMPORT = ("handbook.model.", "handbook.reckon.")
"""Besides the readers of Chinese numerals and of unseen signs."""


def figures_in(source: str) -> list[str]:
    """Figures of a module but for the allowed ones; docstrings tell what is done and may have examples."""
    tree = ast.parse(source)
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    found: list[str] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documentation:
            continue
        if isinstance(node.value, bool):
            continue
        if isinstance(node.value, int | float | complex):
            if node.value not in ALLOWED:
                found.append(repr(node.value))
        elif isinstance(node.value, str):
            found += [words for words in _DIGITS.findall(node.value) if float(words) not in ALLOWED]
            found += [words for words in _HAN.findall(node.value) if words not in _HAN_ALLOWED]
        elif isinstance(node.value, bytes):
            found.append(repr(node.value))
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_figure_stands_in_the_code(file: Path) -> None:
    assert figures_in(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "FLOOR = 20",
        "SHARE = 0.5",
        'RATE = Decimal("0.001")',
        "def f(days: int = 15) -> None: ...",
        "def f(*, share=Decimal('0.3')) -> None: ...",
        'WORDS = "满 24 小时"',
        'WORDS = f"低于 {x} ℃，另 16 ℃"',
        'WORDS = "十五度"',
        'WORDS = "千分之一"',
        'WORDS = "退三成"',
        "RAW = b'20'",
        "x = y if t < 16 else z",
        'x = {"rate": 1e-3}',
        'PATTERN = r"\\d{1,2}"',
        "lambda t=18: t",
        "match t:\n    case 18: pass",
    ],
)
def test_a_planted_figure_is_found(planted: str) -> None:
    assert figures_in(f'"""Module with 20 ℃ in its docstring."""\n{planted}\n')


def test_what_is_allowed_is_not_found() -> None:
    source = '"""From 20 ℃ on."""\nx = 0 + 1 + 10 + 100 + 1000\ny = "按 100% 算，共一天"\nz = True\n'
    assert figures_in(source) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_imports_the_model_alone(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) if node.module]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    ours = [name for name in names if name.startswith("handbook")]
    readers = {"handbook.chinese_numbers", "handbook.unseen_signs"}
    assert [name for name in ours if name not in readers and not f"{name}.".startswith(MAY_IMPORT)] == []
