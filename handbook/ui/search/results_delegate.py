"""Paints one row of the result list: title and snippet with their matches marked, and the tag of the kind."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from handbook.override import override
from handbook.search.hits import Span
from handbook.ui.matched_text import in_utf16
from handbook.ui.search.results_model import ROW_ROLE, ResultRow
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.kind_tag import paint_tag, tag_width

AnyIndex = QModelIndex | QPersistentModelIndex
SNIPPET_LINES = 2
_WIDEST = 1.15
"""Width of the widest common characters (—, …, bold W) in font sizes."""
_WIDTHS_KEPT = 4096


class ResultsDelegate(QStyledItemDelegate):
    """Two fonts, one layout for each text; nothing is made per row but the layouts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.apply_theme(Theme())

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        font = screen_font(theme.scale)
        self._title_font = sized(font, theme.px(16), bold=True)
        self._snippet_font = sized(font, theme.px(14))
        self._section_font = sized(font, theme.px(13), bold=True)
        self._tag_font = sized(font, theme.px(15))
        # Asked for each row of each answer: measured once.
        self._title_metrics = QFontMetrics(self._title_font)
        self._snippet_metrics = QFontMetrics(self._snippet_font)
        self._snippet_widths: dict[str, int] = {}
        self._section_height = QFontMetrics(self._section_font).height()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row: ResultRow = index.data(ROW_ROLE)
        width = option.rect.width() if option.rect.width() > 0 else self._theme.px(360)
        if row.is_section:
            return QSize(width, self._section_height + self._theme.px(18))
        snippet = self._snippet_lines(row.snippet, width) * self._snippet_metrics.height() * 1.2
        return QSize(width, round(self._title_metrics.height() + snippet + self._theme.px(20)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: ResultRow = index.data(ROW_ROLE)
        painter.save()
        painter.setClipRect(option.rect)
        if row.is_section:
            self._paint_section(painter, option, row)
        else:
            self._paint_entry(painter, option, row)
        painter.restore()

    def _paint_section(self, painter: QPainter, option: QStyleOptionViewItem, row: ResultRow) -> None:
        painter.setFont(self._section_font)
        painter.setPen(QColor(self._theme.colours.ink_second))
        box = option.rect.adjusted(self._theme.px(16), 0, 0, -self._theme.px(4))
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, row.title)

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, row: ResultRow) -> None:
        colours = self._theme.colours
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), QColor(colours.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(colours.line))
        margin = self._theme.px(16)
        top = rect.top() + self._theme.px(9)
        tag = 0
        if row.kind is not None:
            tag = tag_width(row.kind, self._tag_font) + self._theme.px(8)
            paint_tag(painter, row.kind, QPointF(rect.right() - margin, top + 1), self._tag_font, colours)
        inner = rect.width() - 2 * margin
        self._paint_text(
            painter, row.title, row.title_spans, self._title_font, colours.ink,
            QRectF(rect.left() + margin, top, inner - tag, 0), 1,
        )  # fmt: skip
        top += self._title_metrics.height() + self._theme.px(2)
        self._paint_text(
            painter, row.snippet, row.snippet_spans, self._snippet_font, colours.ink_second,
            QRectF(rect.left() + margin, top, inner, 0), SNIPPET_LINES,
        )  # fmt: skip

    def _paint_text(
        self,
        painter: QPainter,
        text: str,
        spans: Sequence[Span],
        font: QFont,
        colour: str,
        box: QRectF,
        lines: int,
    ) -> None:
        layout = self._laid_out(text, spans, font, box.width(), lines, colour)
        layout.draw(painter, box.topLeft())

    def _laid_out(
        self, text: str, spans: Sequence[Span], font: QFont, width: float, lines: int, colour: str
    ) -> QTextLayout:
        """At most `lines` lines; what does not fit ends in an ellipsis."""
        metrics = self._title_metrics if lines == 1 else self._snippet_metrics
        if not _fits_surely(text, font, width * lines) and metrics.horizontalAdvance(text) > width * lines:
            text = metrics.elidedText(
                text, Qt.TextElideMode.ElideRight, round(width * lines - font.pixelSize() * 1.5)
            )
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere if lines > 1 else QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(self._formats(text, spans, colour))
        layout.beginLayout()
        y = 0.0
        for _ in range(lines):
            line: QTextLine = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height() * 1.2
        layout.endLayout()
        return layout

    def _formats(self, text: str, spans: Sequence[Span], colour: str) -> list[QTextLayout.FormatRange]:
        plain = QTextCharFormat()
        plain.setForeground(QColor(colour))
        ranges = [_range(0, len(text), plain)]
        marked = QTextCharFormat()
        marked.setForeground(QColor(self._theme.colours.ink))
        marked.setBackground(QColor(self._theme.colours.mark))
        kept = ((s.start, min(s.end, len(text))) for s in spans if s.start < len(text))
        ranges += [_range(start, end, marked) for start, end in in_utf16(text, kept)]
        return ranges

    def _snippet_lines(self, snippet: str, width: int) -> int:
        if not snippet:
            return 0
        inner = width - 2 * self._theme.px(16)
        if _fits_surely(snippet, self._snippet_font, inner):
            return 1
        return 1 if self._snippet_width(snippet) <= inner else SNIPPET_LINES

    def _snippet_width(self, snippet: str) -> int:
        """Width on one line; kept, since most rows come again with the next character."""
        width = self._snippet_widths.get(snippet)
        if width is None:
            if len(self._snippet_widths) > _WIDTHS_KEPT:
                self._snippet_widths.clear()
            width = self._snippet_widths[snippet] = self._snippet_metrics.horizontalAdvance(snippet)
        return width


def _fits_surely(text: str, font: QFont, width: float) -> bool:
    """Whether `text` fits even if each character were as wide as a Chinese one; saves laying it out."""
    return len(text) * font.pixelSize() * _WIDEST <= width


def _range(start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, form
    return made
