"""Text, a font and a width -> lines that are painted, and their height, known before anything is shown.

A label's own height depends on style sheets that act only when it is shown; what must keep its place is measured before.
"""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from handbook.override import override
from handbook.ui.theme.fonts import screen_family, sized
from handbook.ui.theme.theme import Theme

WIDTHS = 6
"""A layout asks for the height at several widths in turn; so many are kept."""
CLAUSE_ENDS = "，。；：？！"
LEAST_SHARE = 0.45
"""Of a line that may be left empty at its end so that the next one begins with a clause is more than the half not."""


@lru_cache(maxsize=64)
def letters(pixels: int, *, is_bold: bool = False) -> QFont:
    """The screen font of that many pixels."""
    return sized(QFont(screen_family()), pixels, bold=is_bold)


def advance(text: str, font: QFont) -> float:
    """Width of `text` in one line."""
    return QFontMetricsF(font).horizontalAdvance(text)


class LaidText:
    """Broken into lines of `width` pixels.

    `is_hung`: the opening quotation mark stands before the edge of the text. `by_clause`: a line ends behind a clause where
    that leaves no more than half of it empty. `bold`: so many first characters are bold.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        is_hung: bool = False,
        by_clause: bool = False,
        bold: int = 0,
        lead_colour: str = "",
    ) -> None:
        self._layout = QTextLayout(text, font)
        self._layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        if bold:
            self._layout.setFormats([_bold(bold, lead_colour)])
        hung = advance(text[:1], font) / 2 if is_hung else 0.0
        self.height = ceil(self._broken(text, max(width, 1.0), hung, by_clause=by_clause))

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self._layout.lineCount()

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """Paint with the painter's pen."""
        self._layout.draw(painter, at)

    def _broken(self, text: str, width: float, hung: float, *, by_clause: bool) -> float:
        y = 0.0
        self._layout.beginLayout()
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            indent = hung if y else -hung / 2
            line.setLineWidth(width - indent)
            end = line.textStart() + line.textLength()
            if by_clause and end < len(text):
                clause = max(text.rfind(mark, line.textStart(), end) for mark in CLAUSE_ENDS) + 1
                if clause - line.textStart() > LEAST_SHARE * line.textLength():
                    line.setNumColumns(clause - line.textStart())
            line.setPosition(QPointF(indent, y))
            y += line.height()
        self._layout.endLayout()
        return y


def _bold(length: int, colour: str) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start = 0
    span.length = length
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    if colour:
        form.setForeground(QBrush(QColor(colour)))
    span.format = form
    return span


class TextLabel(QLabel):
    """A label that breaks its lines as it was measured, in the size and colour it is told."""

    def __init__(
        self,
        text: str = "",
        *,
        pixels: float = 15.5,
        is_bold: bool = False,
        is_hung: bool = False,
        by_clause: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setTextFormat(self.textFormat().PlainText)
        self._pixels = pixels
        self._is_bold = is_bold
        self._is_hung = is_hung
        self._by_clause = by_clause
        self._bold = 0
        self._lead_colour = ""
        self._colour = ""
        self._theme = Theme()
        self._laid: dict[tuple[str, int], LaidText] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def colour(self) -> str:
        """The colour of the words."""
        return self._colour

    def apply_theme(self, theme: Theme, colour: str) -> None:
        """Take the size of `theme` and a colour of it."""
        self._theme = theme
        self._colour = colour
        self._laid.clear()
        self.updateGeometry()
        self.update()

    def show_text(self, text: str, *, bold: int = 0, lead_colour: str = "") -> None:
        """Show `text`, its first `bold` characters bold and in `lead_colour`."""
        if (text, bold, lead_colour) != (self.text(), self._bold, self._lead_colour):
            self._bold = bold
            self._lead_colour = lead_colour
            self._laid.clear()
            self.setText(text)
            self.updateGeometry()
            self.update()

    def font_pixels(self) -> int:
        """Pixels of its letters."""
        return self._theme.px(self._pixels)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._lines_of(width).height if self.text() else 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(QPen(QColor(self._colour or self._theme.colours.ink)))
        lines = self._lines_of(self.width())
        painter.setClipRect(QRectF(self.rect()).adjusted(-8, -2, 8, 2))
        lines.paint(painter, QPointF(0, 0))

    def _lines_of(self, width: int) -> LaidText:
        key = (self.text(), width)
        if key not in self._laid:
            if len(self._laid) >= WIDTHS:
                self._laid.clear()
            self._laid[key] = LaidText(
                self.text(),
                letters(self.font_pixels(), is_bold=self._is_bold),
                width,
                is_hung=self._is_hung,
                by_clause=self._by_clause,
                bold=self._bold,
                lead_colour=self._lead_colour,
            )
        return self._laid[key]
