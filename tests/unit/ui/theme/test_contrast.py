"""Contrast of every pair of colours that occurs: in the rules of the style sheet, in pages, and as it is painted."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from handbook.model.handbook import Handbook
from handbook.model.kinds import Phase
from handbook.override import override
from handbook.render.colours import DARK, LIGHT, Colours
from handbook.render.entry_page import render_entry
from handbook.render.page import PageStyle
from handbook.render.welcome import render_welcome
from handbook.ui.reader.reader_view import ReaderView
from handbook.ui.theme.palette import palette_of
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme
from tests.helpers.contrast import PART, TEXT, contrast

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
OPERATED = re.compile(r"QPushButton|QToolButton|QLineEdit|QPlainTextEdit|QSpinBox|::indicator")
OUT_OF_USE = re.compile(r":disabled")
"""What cannot be operated just now is exempt (WCAG 1.4.3, 1.4.11)."""


def rules(colours: Colours) -> Iterator[tuple[str, dict[str, str]]]:
    """Selector and declarations of each rule of the style sheet."""
    made = stylesheet(Theme(colours), "Noto Sans SC")
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", made):
        pairs = (line.split(":", 1) for line in body.split(";") if ":" in line)
        yield selector.strip(), {name.strip(): value.strip() for name, value in pairs}


def colour_in(value: str) -> str:
    """The colour that a declaration names; empty where it names none."""
    found = re.search(r"#[0-9a-f]{6}\b", value)
    return found[0] if found else ""


def grounds_of(selector: str, declared: dict[str, str], colours: Colours) -> list[str]:
    """What the words or the edge of a rule stand on: its own ground, or all that may lie beneath it."""
    own = colour_in(declared.get("background", ""))
    if own:
        return [own]
    if "band" in selector:
        return [colours.danger_band]
    return [colours.panel, colours.ground]


@THEMES
def test_words_of_every_rule_can_be_read(colours: Colours) -> None:
    faint, count = [], 0
    for selector, declared in rules(colours):
        if OUT_OF_USE.search(selector):
            continue
        for name in ("color", "placeholder-text-color", "selection-color"):
            ink = colour_in(declared.get(name, ""))
            own = declared.get("selection-background-color", "") if name == "selection-color" else ""
            for ground in [own] if own else grounds_of(selector, declared, colours):
                if ink:
                    count += 1
                    faint += [(selector, name, ink, ground)] * (contrast(ink, ground) < TEXT)
    assert faint == []
    assert count > 20


@THEMES
def test_the_edge_of_whatever_is_operated_can_be_seen(colours: Colours) -> None:
    faint, count = [], 0
    for selector, declared in rules(colours):
        if not OPERATED.search(selector) or OUT_OF_USE.search(selector):
            continue
        for name in ("border", "border-color", "border-bottom", "border-bottom-color"):
            edge = colour_in(declared.get(name, ""))
            own = colour_in(declared.get("background", ""))
            # A filled control is seen by its ground; its edge then only has to belong to it.
            around = grounds_of(selector, {}, colours)
            for ground in around if edge else ():
                count += 1
                seen = max(contrast(edge, ground), contrast(own, ground) if own else 0)
                faint += [(selector, name, edge, ground)] * (seen < PART)
    assert faint == []
    assert count > 20


class Pairs(HTMLParser):
    """Collects (colour of words, ground) of a page."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._inks, self._grounds = [colours.ink], [colours.ground]
        self._open: list[tuple[str, bool, bool]] = []
        self.found: set[tuple[str, str]] = set()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        style = values.get("style", "")
        ink = re.search(r"(?<![-\w])color:\s*(#[0-9a-f]{6})", style)
        ground = re.search(r"#[0-9a-f]{6}", values.get("bgcolor", "")) or re.search(
            r"(?<=background-color:)#[0-9a-f]{6}", style
        )
        if tag in ("br", "img", "hr", "meta"):
            return
        self._open.append((tag, ink is not None, ground is not None))
        if ink is not None:
            self._inks.append(ink[1])
        if ground is not None:
            self._grounds.append(ground[0])

    @override
    def handle_endtag(self, tag: str) -> None:
        while self._open:
            opened, has_ink, has_ground = self._open.pop()
            if has_ink:
                self._inks.pop()
            if has_ground:
                self._grounds.pop()
            if opened == tag:
                return

    @override
    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.add((self._inks[-1], self._grounds[-1]))


@THEMES
def test_words_of_every_shipped_page_can_be_read(shipped: Handbook, colours: Colours) -> None:
    style = PageStyle(colours, 1.0)
    found: set[tuple[str, str]] = set()
    for page in (
        render_welcome(shipped, style, Phase.DEEP_COLD),
        *(render_entry(entry, shipped, style) for entry in shipped),
    ):
        pairs = Pairs(colours)
        pairs.feed(page.html)
        found |= pairs.found
    faint = {pair: round(ratio, 2) for pair in found if (ratio := contrast(*pair)) < TEXT}
    assert faint == {}
    assert len(found) > 12


@THEMES
def test_whatever_is_marked_on_a_page_takes_ink(shipped: Handbook, qtbot: QtBot, colours: Colours) -> None:
    view = ReaderView()
    qtbot.addWidget(view)
    view.apply_theme(Theme(colours))
    view.show_entry(shipped.regulations[0], shipped)
    view.mark(["供热"], is_stepping=True)
    marks = view.extraSelections()
    assert len(marks) > 1
    inks = {(m.format.foreground().color().name(), m.format.background().color().name()) for m in marks}
    assert inks == {(colours.ink, colours.mark), (colours.ink, colours.mark_strong)}


def darkest(widget: QWidget, ground: str) -> float:
    """The highest contrast to `ground` that is painted anywhere in the inner part of a widget."""
    image = widget.grab(widget.rect().adjusted(4, 4, -4, -4)).toImage()
    names = {
        QColor(image.pixel(x, y)).name() for x in range(0, image.width()) for y in range(0, image.height())
    }
    return max(contrast(name, ground) for name in names)


@THEMES
def test_placeholders_can_be_read(qtbot: QtBot, colours: Colours) -> None:
    """Qt takes them from the colour of the words, at half its strength, unless the sheet names their own."""
    box = QWidget()
    qtbot.addWidget(box)
    box.setPalette(palette_of(colours))
    box.setStyleSheet(stylesheet(Theme(colours, 2.0), "Noto Sans SC"))
    column = QVBoxLayout(box)
    fields = QLineEdit(), QPlainTextEdit()
    for field in fields:
        field.setPlaceholderText("户号一一一")
        column.addWidget(field)
    box.show()
    other = QLineEdit()
    column.addWidget(other)
    other.setFocus()
    for field in fields:
        assert TEXT <= darkest(field, colours.panel) <= contrast(colours.ink_third, colours.panel) + 0.1
