"""Paints one row of the result list: title and snippet with their matches marked, mark and word of the kind beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPixmap,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from handbook.model.kinds import Kind
from handbook.model.typesetting import WORD_JOINER, full_width_in_place, held_together
from handbook.override import override
from handbook.search.hits import Span
from handbook.ui.matched_text import in_utf16
from handbook.ui.search.results_model import ROW_ROLE, ResultRow
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.kind_tag import kind_colour, mark_pixmap

AnyIndex = QModelIndex | QPersistentModelIndex
SNIPPET_LINES = 2
SIDE, MARK, GAP = 16, 14, 10
"""Pixels at 100 %: free at both sides of a row, for the mark of its kind, and between that and the text."""
BAR = 3
"""The bar before the selected row; the room for it stands at every row."""
_WIDEST = 1.15
"""Width of the widest common characters (—, …, bold W) in font sizes."""
_WIDTHS_KEPT = 4096
_LAYOUTS_KEPT = 256
FULL_TEXT_SHORT = "原文"
"""Of an official text, where the word of the kind stands at other rows."""
_SPARED = (1.5, 3, 5, 8, 12)
"""Font sizes left free at the end for the ellipsis, tried in turn."""


class ResultsDelegate(QStyledItemDelegate):
    """Two fonts, one layout for each text; nothing is made per row but the layouts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.apply_theme(Theme())

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        font = screen_font(theme.scale)
        self._title_font = sized(font, theme.px(15.5), bold=True)
        self._weak_font = sized(font, theme.px(15.5))
        self._snippet_font = sized(font, theme.px(13.5))
        self._example_font = sized(font, theme.px(15.5))
        self._section_font = sized(font, theme.px(13), bold=True)
        self._kind_font = sized(font, theme.px(12.5))
        self._mark_font = sized(font, theme.px(13), bold=True)
        # Asked for each row of each answer: measured once.
        self._title_metrics = QFontMetrics(self._title_font)
        self._weak_metrics = QFontMetrics(self._weak_font)
        self._kind_metrics = QFontMetrics(self._kind_font)
        self._snippet_metrics = QFontMetrics(self._snippet_font)
        self._example_metrics = QFontMetrics(self._example_font)
        self._snippet_widths: dict[str, int] = {}
        self._marks: dict[tuple[Kind, bool, float], QPixmap] = {}
        self._layouts: dict[tuple[str, int, int, int], QTextLayout] = {}
        self._marked = _format(theme.colours.ink, theme.colours.mark)
        self._plain_small = sized(font, theme.px(13))
        self._section_metrics = QFontMetrics(self._plain_small)
        self._section_height = QFontMetrics(self._section_font).height()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row: ResultRow = index.data(ROW_ROLE)
        width = option.rect.width() if option.rect.width() > 0 else self._theme.px(360)
        if row.is_section:
            return QSize(width, self._section_height + self._theme.px(14 if row.is_weak else 18))
        if row.typed or row.leads_to_laws:
            return QSize(width, self._example_metrics.height() + self._theme.px(14))
        if row.law:
            return QSize(width, round(2 * self._title_metrics.height() + self._room_of_snippet(row, width)))
        return QSize(width, round(self._title_metrics.height() + self._room_of_snippet(row, width)))

    def _room_of_snippet(self, row: ResultRow, width: int) -> float:
        """Height of the lines under the title, with the room around the row."""
        snippet = self._snippet_lines(row.snippet, width) * self._snippet_metrics.height() * 1.2
        return snippet + self._theme.px(20)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: ResultRow = index.data(ROW_ROLE)
        painter.save()
        painter.setClipRect(option.rect)
        if row.is_section:
            self._paint_section(painter, option, row)
        elif row.typed or row.leads_to_laws:
            self._paint_example(painter, option, row)
        else:
            self._paint_entry(painter, option, row)
        painter.restore()

    def _paint_section(self, painter: QPainter, option: QStyleOptionViewItem, row: ResultRow) -> None:
        painter.setPen(QColor(self._theme.colours.ink_second))
        if row.is_weak:
            painter.fillRect(option.rect, QColor(self._theme.colours.ground))
            painter.setFont(self._plain_small)
            painter.drawText(
                option.rect.adjusted(self._theme.px(SIDE), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.title
            )
            return
        painter.setFont(self._section_font)
        box = option.rect.adjusted(self._theme.px(16), 0, 0, -self._theme.px(4))
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, row.title)

    def _paint_example(self, painter: QPainter, option: QStyleOptionViewItem, row: ResultRow) -> None:
        """What may be typed at the left, what that way is called at the right; on one line without a rule."""
        colours, px = self._theme.colours, self._theme.px
        rect = QRectF(option.rect)
        self._paint_ground(painter, option, rect)
        inner = rect.adjusted(px(16), 0, -px(16), 0)
        painter.setFont(self._snippet_font)
        painter.setPen(QColor(colours.ink_second))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.note)
        room = inner.width() - self._snippet_metrics.horizontalAdvance(row.note) - px(8)
        words = self._example_metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, round(room))
        painter.setFont(self._example_font)
        painter.setPen(QColor(colours.ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> None:
        colours = self._theme.colours
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            bar = QRectF(rect.left(), rect.top(), self._theme.px(BAR), rect.height())
            painter.fillRect(bar, QColor(colours.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.ground))

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, row: ResultRow) -> None:
        colours, px = self._theme.colours, self._theme.px
        rect = QRectF(option.rect)
        self._paint_ground(painter, option, rect)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(colours.line))
        top = rect.top() + px(9)
        left = rect.left() + self._indent
        inner = self._inner(round(rect.width()))
        beside = self._paint_kind(painter, row, rect, top)
        ink = colours.ink_second if row.is_weak else colours.ink
        if row.law:
            self._paint_law(painter, row, QPointF(left, top), inner - beside)
            top += self._title_metrics.height()
            beside = 0
        if row.law_place is not None:
            self._paint_law_text(painter, row, QPointF(left, top), inner - beside)
        else:
            title = self.laid_out(row.title, inner - beside, is_title=True, is_weak=row.is_weak)
            self._draw(painter, title, row.title_spans, ink, QPointF(left, top))
        top += self._title_metrics.height() + px(2)
        snippet = self.laid_out(row.snippet, inner, is_title=False)
        self._draw(painter, snippet, row.snippet_spans, colours.ink_second, QPointF(left, top))

    def _paint_kind(self, painter: QPainter, row: ResultRow, rect: QRectF, top: float) -> int:
        """Mark before the title, word at the right end of its line; the room that the word takes there."""
        if row.kind is None:
            return 0
        colours, px = self._theme.colours, self._theme.px
        colour = colours.ink_second if row.is_weak else kind_colour(row.kind, colours)
        mark = self._mark(row, colour, painter.device().devicePixelRatio())
        lower = (self._title_metrics.height() - mark.deviceIndependentSize().height()) / 2
        painter.drawPixmap(QPointF(rect.left() + px(SIDE), top + round(lower)), mark)
        words = FULL_TEXT_SHORT if row.law_place is not None else row.kind.short_label
        width = self._kind_metrics.horizontalAdvance(words)
        box = QRectF(rect.right() - px(SIDE) - width, top, width + 1, self._title_metrics.height())
        painter.setFont(self._kind_font)
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        return width + px(GAP)

    def _mark(self, row: ResultRow, colour: str, ratio: float) -> QPixmap:
        kind = row.kind or Kind.KNOWLEDGE
        key = (kind, row.is_weak, ratio)
        if key not in self._marks:
            self._marks[key] = mark_pixmap(kind, self._mark_font, self._theme.px(MARK), colour, ratio)
        return self._marks[key]

    @property
    def _indent(self) -> int:
        """Pixels from the edge of a row to its text."""
        return self._theme.px(SIDE) + self._theme.px(MARK) + self._theme.px(GAP)

    def _inner(self, width: int) -> int:
        """Room for the text of a row that is `width` wide."""
        return width - self._indent - self._theme.px(SIDE)

    def _paint_law(self, painter: QPainter, row: ResultRow, at: QPointF, width: float) -> None:
        """Law and number in the colour of laws; how sure the text is in a frame after it, where there is room."""
        colours, px = self._theme.colours, self._theme.px
        law = self.laid_out(row.law, width, is_title=True, is_weak=row.is_weak)
        self._draw(painter, law, row.law_spans, colours.ink_second if row.is_weak else colours.law, at)
        metrics = self._weak_metrics if row.is_weak else self._title_metrics
        taken = metrics.horizontalAdvance(law.text()) + px(8)
        if row.verification and taken + self._framed_width(row.verification) <= width:
            ink = QColor(colours.done if row.is_sure and not row.is_weak else colours.ink_second)
            self._paint_frame(painter, row.verification, ink, QPointF(at.x() + taken, at.y()))

    def _paint_law_text(self, painter: QPainter, row: ResultRow, at: QPointF, width: float) -> None:
        """Law and number of an official text; a long name is cut in its middle, never the number or the mark."""
        gap = self._theme.px(8)
        room = width - (self._framed_width(row.verification) + gap if row.verification else 0)
        name, end, number = row.title.rpartition("》")
        number = end + full_width_in_place(number)
        for_name = round(room - self._title_metrics.horizontalAdvance(number))
        title = self._title_metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, for_name) + number
        layout = self.laid_out(title, room, is_title=True)
        self._draw(painter, layout, (), self._theme.colours.law, at)
        if row.verification:
            taken = self._title_metrics.horizontalAdvance(layout.text()) + gap
            ink = QColor(self._theme.colours.ink_second)
            self._paint_frame(painter, row.verification, ink, QPointF(at.x() + taken, at.y()))

    def _framed_width(self, words: str) -> int:
        return self._section_metrics.horizontalAdvance(words) + self._theme.px(10)

    def _paint_frame(self, painter: QPainter, words: str, ink: QColor, at: QPointF) -> None:
        """`words` in small letters in a frame of the height of a title."""
        px = self._theme.px
        height = self._title_metrics.height() - px(4)
        frame = QRectF(at.x(), at.y() + px(2), self._framed_width(words), height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setFont(self._plain_small)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)

    def _draw(
        self, painter: QPainter, layout: QTextLayout, spans: Sequence[Span], ink: str, at: QPointF
    ) -> None:
        """Draw `layout` with `spans` marked; what is marked changes with each character, where it stands does not."""
        text = layout.text()
        places = [place for place, sign in enumerate(text) if sign != WORD_JOINER]
        cut = ((s.start, min(s.end, len(places))) for s in spans if s.start < len(places))
        kept = [(places[start], places[end - 1] + 1) for start, end in cut if start < end]
        painter.setPen(QColor(ink))
        layout.draw(painter, at, [_range(start, end, self._marked) for start, end in in_utf16(text, kept)])

    def laid_out(self, text: str, width: float, *, is_title: bool, is_weak: bool = False) -> QTextLayout:
        """One line of a title, `SNIPPET_LINES` of a snippet; what does not fit ends in an ellipsis."""
        font = (self._weak_font if is_weak else self._title_font) if is_title else self._snippet_font
        key = (text, font.weight(), 1 if is_title else SNIPPET_LINES, round(width))
        layout = self._layouts.get(key)
        if layout is None:
            if len(self._layouts) > _LAYOUTS_KEPT:
                self._layouts.clear()
            text = held_together(full_width_in_place(text))  # joiners are passed over where spans are drawn
            layout = self._layouts[key] = self._lay_out(
                text, font, width, lines=1 if is_title else SNIPPET_LINES
            )
        return layout

    def _lay_out(self, text: str, font: QFont, width: float, *, lines: int) -> QTextLayout:
        metrics = self._metrics_of(font)
        room = width * lines
        if _fits_surely(text, font, room) or metrics.horizontalAdvance(text) <= room:
            layout = _in_lines(text, font, width, lines)
            if _is_whole(layout):
                return layout
        # Lines do not begin with a comma: what is left over at their ends is not known before.
        for spared in _SPARED:
            short = round(room - font.pixelSize() * spared)
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, short)
            layout = _in_lines(elided, font, width, lines)
            if _is_whole(layout):
                break
        return layout

    def _metrics_of(self, font: QFont) -> QFontMetrics:
        if font is self._snippet_font:
            return self._snippet_metrics
        return self._weak_metrics if font is self._weak_font else self._title_metrics

    def _snippet_lines(self, snippet: str, width: int) -> int:
        if not snippet:
            return 0
        snippet = full_width_in_place(snippet)
        inner = self._inner(width)
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


def _in_lines(text: str, font: QFont, width: float, lines: int) -> QTextLayout:
    """`text` in at most `lines` lines, broken where Chinese may be broken."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    mode = QTextOption.WrapMode
    option.setWrapMode(mode.WrapAtWordBoundaryOrAnywhere if lines > 1 else mode.WrapAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
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


def _is_whole(layout: QTextLayout) -> bool:
    """Whether no character was left over."""
    if layout.lineCount() == 0:
        return True
    last = layout.lineAt(layout.lineCount() - 1)
    return last.textStart() + last.textLength() >= len(layout.text().encode("utf-16-le")) // 2


def _fits_surely(text: str, font: QFont, width: float) -> bool:
    """Whether `text` fits even if each character were as wide as a Chinese one; saves laying it out."""
    return len(text) * font.pixelSize() * _WIDEST <= width


def _range(start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = end - start
    made.format = form
    return made


def _format(ink: str, ground: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(ink))
    made.setBackground(QColor(ground))
    return made
