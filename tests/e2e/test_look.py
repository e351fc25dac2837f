"""How it looks: one font everywhere, no missing glyphs, nothing clipped, nothing too small, at every size and theme."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from handbook.app.application import Application
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.render.entry_page import render_entry
from handbook.render.page import PageStyle
from handbook.render.plain_text import plain_text
from handbook.settings import Settings
from handbook.ui.dialogs.manual import manual_text
from handbook.ui.theme.fonts import bundled_family
from handbook.ui.widgets.bar_button import BarButton, Extent

Opener = Callable[..., Application]
SMALLEST_PIXELS = 12
UNSEEN = frozenset("\n\t\u200b\u2060\u00a0\ufeff\u3000")
COMPARED_NOT_SHOWN = frozenset({"long_numbers.py", "numerals.py"})
"""Signs that a number may be written in, looked for in what was typed."""
READ_NOT_SHOWN = frozenset("〇")
"""Taken in where numbers are read, never written out."""
SIZES = [(1440, 900, 1.0), (1440, 900, 2.0), (1100, 700, 1.0), (1100, 700, 2.0)]


def wrong_fonts(program: Application) -> list[str]:
    """Widgets whose font is not the bundled one."""
    family = bundled_family()
    widgets = [w for w in program.window.findChildren(QWidget) if not w.objectName().startswith("qt_")]
    return [
        f"{type(w).__name__}#{w.objectName()}: {w.font().family()}"
        for w in widgets
        if QFontInfo(w.font()).family() != family
    ]


def test_every_widget_is_in_the_bundled_font_from_the_first_picture_on(open_program: Opener) -> None:
    program = open_program(wait=False)
    assert bundled_family() == "Noto Sans SC"
    assert wrong_fonts(program) == []


def test_the_page_is_in_the_bundled_font(open_program: Opener, shipped: Handbook) -> None:
    program = open_program()
    program.window.panels.contents.entry_activated.emit(shipped.procedures[0].id)
    assert program.window.panels.reader.view.document().defaultFont().family() == bundled_family()


@pytest.fixture(scope="module")
def raw_fonts(qapp: QApplication) -> list[QRawFont]:
    """Both weights of the bundled font, without any fallback."""
    fonts = []
    for weight in (QFont.Weight.Normal, QFont.Weight.Bold):
        font = QFont(bundled_family())
        font.setWeight(weight)
        fonts.append(QRawFont.fromFont(font))
    return fonts


def missing(fonts: list[QRawFont], text: str) -> set[str]:
    """Characters of `text` that one of the fonts lacks."""
    return {c for c in set(text) - UNSEEN if not all(f.supportsCharacter(ord(c)) for f in fonts)}


def test_the_font_tells_what_it_lacks(raw_fonts: list[QRawFont]) -> None:
    assert missing(raw_fonts, "漏水20℃") == set()
    assert missing(raw_fonts, "☐🔥") == {"☐", "🔥"}


def test_no_square_in_shipped_content(shipped: Handbook, raw_fonts: list[QRawFont]) -> None:
    found = {
        e.id: missing(raw_fonts, plain_text(render_entry(e, shipped).html) + "".join((*e.asks, *e.tags)))
        for e in shipped
    }
    assert {entry_id: chars for entry_id, chars in found.items() if chars} == {}


def test_no_square_in_the_program_and_the_manual(repository: Path, raw_fonts: list[QRawFont]) -> None:
    strings = {"manual": manual_text()}
    for path in sorted((repository / "handbook").rglob("*.py")):
        rooms = set(path.relative_to(repository / "handbook").parts)
        if {"ui", "render", "call", "export"} & rooms and path.name not in COMPARED_NOT_SHOWN:
            strings[path.name] = "".join(shown_strings(path.read_text(encoding="utf-8"), READ_NOT_SHOWN))
    assert {name: chars for name, text in strings.items() if (chars := missing(raw_fonts, text))} == {}


def shown_strings(source: str, but: frozenset[str]) -> Iterator[str]:
    """String literals with Chinese in them, which are those that are shown; docstrings and comments are English."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.search("[一-鿿]", node.value)
        ):
            text = node.value
            if not re.search(r"[a-z]{3,} [a-z]+ [a-z]+", text):
                yield "".join(c for c in text if c not in but)


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_no_words_are_clipped(
    open_program: Opener, shipped: Handbook, qtbot: QtBot, width: int, height: int, scale: float
) -> None:
    program = open_program(settings=Settings(look="light", scale=scale))
    program.window.resize(width, height)
    program.window.panels.contents.entry_activated.emit(shipped.procedures[0].id)
    program.window.search.field.setText("漏水")
    qtbot.wait(50)
    assert (program.window.width(), program.window.height()) == (width, height)
    assert list(clipped(program.window)) == []


def clipped(window: QWidget) -> Iterator[str]:
    """Visible buttons and labels that have less room than their words need."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLabel) or not widget.text():
            continue
        name = f"{type(widget).__name__}#{widget.objectName()} “{widget.text()[:20]}” {widget.width()}×{widget.height()}"
        if not _is_within(widget, window):
            yield f"{name} stands outside its parent"
            continue
        if isinstance(widget, BarButton) and widget.extent is Extent.ICON:
            continue  # its words are heard, not painted
        metrics = QFontMetrics(widget.font())
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                yield f"{name} needs {widget.heightForWidth(widget.width())} high"
        elif metrics.horizontalAdvance(widget.text()) > widget.width() or metrics.height() > widget.height():
            yield f"{name} needs {metrics.horizontalAdvance(widget.text())}×{metrics.height()}"


def _is_within(widget: QWidget, window: QWidget) -> bool:
    """Whether all of it is seen, unless it can be scrolled to."""
    above: QWidget | None = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return widget.visibleRegion().boundingRect().size() == widget.size()


def test_nothing_is_set_too_small(open_program: Opener, shipped: Handbook) -> None:
    program = open_program()
    widgets = [w for w in program.window.findChildren(QWidget) if w.isVisible()]
    small = [
        f"{type(w).__name__}#{w.objectName()}"
        for w in widgets
        if 0 < QFontInfo(w.font()).pixelSize() < SMALLEST_PIXELS
    ]
    assert small == []
    html = "".join(render_entry(next(iter(shipped.of_kind(kind))), shipped).html for kind in Kind)
    sizes = [int(s) for s in re.findall(r"font-size:(\d+)px", html)]
    assert min(sizes) >= SMALLEST_PIXELS


@pytest.mark.parametrize(
    ("width", "scale"),
    [
        (1100, 1.0),
        *(pytest.param(w, s, marks=pytest.mark.slow) for w, s in ((1440, 1.0), (1440, 2.0), (1100, 2.0))),
    ],
)
def test_no_entry_needs_a_horizontal_bar(
    open_program: Opener, shipped: Handbook, width: int, scale: float
) -> None:
    program = open_program(settings=Settings(look="light", scale=scale))
    program.window.resize(width, 900)
    QApplication.processEvents()
    reader = program.window.panels.reader
    wide = []
    for entry in shipped:
        reader.show_entry(entry, remember=False)
        if reader.view.horizontalScrollBar().maximum() > 0:
            wide.append(entry.id)
    assert wide == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_look_is_that_of_the_settings(open_program: Opener, shipped: Handbook, look: str) -> None:
    program = open_program(settings=Settings(look=look))
    program.window.panels.contents.entry_activated.emit(shipped.emergency[0].id)
    QApplication.processEvents()
    theme = program.window.theme
    image = program.window.panels.reader.view.viewport().grab().toImage()
    corner = image.pixelColor(image.width() - 3, image.height() - 3).name()
    assert theme.colours.is_dark == (look == "dark")
    assert corner == theme.colours.ground
    dangers = sum(
        image.pixelColor(x, y).name() == theme.colours.danger_soft
        for x in range(0, image.width(), 5)
        for y in range(0, image.height(), 5)
    )
    assert dangers > 200


def test_targets_are_large_enough(open_program: Opener) -> None:
    program = open_program()
    program.window.resize(1440, 900)
    QApplication.processEvents()
    small = [
        f"{b.objectName()} “{b.text()}” {b.width()}×{b.height()}"
        for b in program.window.findChildren(QAbstractButton)
        if b.isVisible()
        and b.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and (b.height() < 24 or b.width() < 24)
    ]
    assert small == []


def test_the_style_reaches_the_page(shipped: Handbook) -> None:
    entry = shipped.procedures[0]
    one, two = (render_entry(entry, shipped, PageStyle(scale=s)).html for s in (1.0, 2.0))
    sizes = [[int(s) for s in re.findall(r"font-size:(\d+)px", made)] for made in (one, two)]
    assert max(sizes[1]) == 2 * max(sizes[0])
