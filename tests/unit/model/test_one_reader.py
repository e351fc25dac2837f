"""No file but the door reads the marks of texts: a pattern for braces or gaps anywhere else fails here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3] / "handbook"
DOOR = "model/text.py"
FOREIGN = ("law_files/", "export/files/page_parts.py")
"""Read what is no text of ours: files of others, the style sheet and the scripts of the exported page."""
# An opening brace that a pattern escapes or puts in a class, a brace or gap sought as it is.
_READS = re.compile(r"\\\{|\[\^?[^\]]*\{[^\]]*\]|〔待填|^(?:\{\{?|\}\}?|〔)$")
_IN_PATTERN = re.compile(r"\{\{|\}\}")
_SEEKS = frozenset(
    {"find", "index", "split", "partition", "rpartition", "startswith", "endswith", "replace", "count"}
)


def readers(code: str) -> Iterator[str]:
    """Texts in `code` that would read the marks."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
                yield from (t for t in _texts(node) if _READS.search(t) or _IN_PATTERN.search(t))
            case ast.Call(func=ast.Attribute(attr=name)) if name in _SEEKS:
                yield from (t for argument in node.args for t in _texts(argument) if _READS.fullmatch(t))
            case ast.Compare(ops=[ast.In() | ast.NotIn() | ast.Eq()]):
                yield from (t for t in _texts(node.left) if _READS.fullmatch(t))
            case ast.Assign() | ast.AnnAssign() if node.value is not None:
                yield from (t for t in _texts(node.value) if "\\{" in t or "\\}" in t or "〔待填" in t)
            case _:
                pass


def _texts(node: ast.AST) -> Iterator[str]:
    return (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


@pytest.mark.parametrize(
    "code",
    [
        r're.compile(r"\{\{\s*(\w+)\s*\}\}")',
        r're.compile("{{(.*?)}}")',
        r're.compile(rf"\{{\{{\s*(?:{_NUMBERS})\s*\}}\}}")',
        r're.sub(r"[{]([^}]+)[}]", "", text)',
        r'_GAP = r"(?:〔待填[:\uff1a]([^〕]*)〕)"',
        r'_BRACE = r"\{[^{}\n]{1,20}\}"',
        'before, _, after = text.partition("{{")',
        'is_open = "{{" in text',
        'UNFILLED = "〔待填:{label}〕"',
        '_PIECES = (re.compile("a"), re.compile("〔待填:[^〕]*〕"))',
    ],
)
def test_a_second_reader_is_found(code: str) -> None:
    assert list(readers(code))


@pytest.mark.parametrize(
    "code",
    [
        r're.compile(rf"\d{{1,4}}(?:{_UNIT})?")',
        r're.compile(r"\d{1,4}[年月]{2,}")',
        'message = f"请写 {{{{键}}}}"',
        'style = f"QLabel {{ color: {ink}; }}"',
        '_PARTED = re.compile(rf"\\d(?:\\s{{2,}})(?={_UNIT})")',
    ],
)
def test_what_reads_no_marks_is_let_pass(code: str) -> None:
    assert list(readers(code)) == []


def test_only_the_door_reads_them() -> None:
    found = {
        str(path.relative_to(SOURCE).as_posix()): sorted(set(readers(path.read_text("utf-8"))))
        for path in SOURCE.rglob("*.py")
        if not path.relative_to(SOURCE).as_posix().startswith(FOREIGN)
    }
    assert found.pop(DOOR)
    assert {name: texts for name, texts in found.items() if texts} == {}
