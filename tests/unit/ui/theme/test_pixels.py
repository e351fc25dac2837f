"""No raw pixels in the window: what has a size follows the size of the text, through `Theme.px`."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from handbook.paths import PACKAGE

SIZED = re.compile(
    r"set(Contents|Viewport|Text|Document)?Margins?|set(Horizontal|Vertical)?Spacing|addSpacing"
    r"|set(Fixed|Minimum|Maximum)(Width|Height|Size)|set(ColumnMinimumWidth|RowMinimumHeight)"
    r"|setIconSize|setHandleWidth|setIndent|QSize|QMargins"
)
LINE = 1
"""A line is as thin as the screen draws it, and nothing is nothing at every size."""
ANY_SIZE = 16777215
"""QWIDGETSIZE_MAX: no limit."""
ORDINALS = {"setColumnMinimumWidth", "setRowMinimumHeight"}
"""Their first argument is a number of a column or a row."""
OF_THE_DESKTOP = {
    "screen_space.py": "what a desktop leaves of its screen",
    "window/docking.py": "the window on the desktop; its letters are inside",
    "dialogs/fitting.py": "a dialog beside the rim of its window",
}
IN_SHEETS = re.compile(r"(?:font-size|padding[a-z-]*|margin[a-z-]*|(?:min-|max-)?(?:width|height)): *(\d+)px")


def raw_sizes(source: str) -> Iterator[str]:
    """Line and call of every size in `source` that is a number of pixels, or the name of one."""
    tree = ast.parse(source)
    known = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, int | float)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not SIZED.fullmatch(name := _name(node.func)):
            continue
        for argument in node.args[name in ORDINALS :]:
            yield from (f"{node.lineno}: {name}({raw:g})" for raw in _raw(argument, known))
    for number, line in enumerate(source.splitlines(), start=1):
        found = (int(size) for size in IN_SHEETS.findall(line))
        yield from (f"{number}: {size}px in a style sheet" for size in found if size > LINE)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _raw(node: ast.expr, known: Mapping[str, float]) -> Iterator[float]:
    """Numbers in an argument that are not scaled; what something scaled is multiplied with or divided by is no size."""
    match node:
        case ast.Constant() | ast.Name():
            value = known.get(node.id, 0) if isinstance(node, ast.Name) else node.value
            if isinstance(value, int | float) and abs(value) > LINE and value != ANY_SIZE:
                yield value
        case ast.UnaryOp():
            yield from _raw(node.operand, known)
        case ast.BinOp(op=ast.Mult() | ast.Div() | ast.FloorDiv()):
            sides = [list(_raw(side, known)) for side in (node.left, node.right)]
            if all(sides):
                yield from sides[0]
        case ast.BinOp():
            yield from _raw(node.left, known)
            yield from _raw(node.right, known)
        case ast.IfExp():
            yield from _raw(node.body, known)
            yield from _raw(node.orelse, known)
        case ast.Call(func=ast.Name(id="min" | "max" | "round")):
            for argument in node.args:
                yield from _raw(argument, known)


def test_sizes_in_the_window_follow_the_text() -> None:
    folder = PACKAGE / "ui"
    found = [
        f"{file.relative_to(folder).as_posix()}:{raw}"
        for file in sorted(folder.rglob("*.py"))
        if file.relative_to(folder).as_posix() not in OF_THE_DESKTOP
        for raw in raw_sizes(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_exception_is_there() -> None:
    assert [name for name in OF_THE_DESKTOP if not (PACKAGE / "ui" / Path(name)).is_file()] == []


@pytest.mark.parametrize(
    ("code", "raws"),
    [
        ("layout.setContentsMargins(16, 0, px(8), 1)", ["setContentsMargins(16)"]),
        ("GAP = 12\nlayout.setSpacing(GAP)", ["setSpacing(12)"]),
        ("grid.setColumnMinimumWidth(2, 58)", ["setColumnMinimumWidth(58)"]),
        ("box.setMinimumWidth(max(34, px(34)))", ["setMinimumWidth(34)"]),
        ("bar.setFixedHeight(px(8) if tall else 6)", ["setFixedHeight(6)"]),
        ("QSize(2 * 8, least + 4)", ["QSize(2)", "QSize(4)"]),
        ("sheet = 'padding: 4px; border: 2px'", ["4px in a style sheet"]),
        ("box.setMinimumSize(px(GAP) // 2, 2 * px(3))", []),
        ("grid.setColumnMinimumWidth(2, px(58))", []),
        ("box.setMaximumWidth(16777215)", []),
        ("sheet = f'padding: {px(4)}px; border: 4px'", []),
    ],
)
def test_a_raw_size_is_found(code: str, raws: list[str]) -> None:
    assert [raw.split(": ", 1)[1] for raw in raw_sizes(code)] == raws
