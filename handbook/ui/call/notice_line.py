"""One line under the address: what dispatch announced of this place. Its place is kept free, so that it moves nothing."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from handbook.bulletin.standing import Line, Tone
from handbook.keys import key_of
from handbook.override import override
from handbook.render.colours import Colours
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.icons import pixmap
from handbook.ui.theme.theme import Theme

KEY = key_of("notice")
HEIGHT, LOW_HEIGHT = 42, 38
"""At 100 %; the lower one where height is dear."""
LOW_SCALE = 1.25
"""Largest letters of it there: the step that is on needs the height more."""
SIDE = 12
"""Pixels beside it, as beside the caller's fields, whatever the size of the text."""
BAR = 4
MARK = 14
NOTHING = "没有停热通知"
LINKED = "已并进这张单"


def tone_colours(tone: Tone, colours: Colours) -> tuple[str, str]:
    """Strong and soft colour of a tone; none of them is red."""
    match tone:
        case Tone.CAUTION:
            return colours.caution, colours.caution_soft
        case Tone.GOOD:
            return colours.say, colours.say_soft
        case Tone.CALM:
            return colours.ink_second, colours.ground


class NoticeLine(QAbstractButton):
    """Heading, which buildings, and when; in two rows where they do not stand side by side. A click opens the sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeLine")
        self._given = Theme()
        self._theme = Theme()
        """As given; its letters smaller where height is dear."""
        self._line: Line | None = None
        self._is_linked = False
        self._is_low = False
        self._show_state()

    @property
    def line(self) -> Line | None:
        """What it says; None = it is blank."""
        return self._line

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._given = theme
        self._fit()

    def set_low(self, is_low: bool) -> None:
        """A little lower, where height is dear."""
        self._is_low = is_low
        self._fit()

    def show_line(self, line: Line | None, *, is_linked: bool) -> None:
        """Say `line`; None leaves the place blank. `is_linked`: the ticket has its notice."""
        if (line, is_linked) != (self._line, self._is_linked):
            self._line, self._is_linked = line, is_linked
            self._show_state()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        line = self._line
        if line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SIDE, 0.5, -SIDE, -0.5)
        self._paint_box(painter, box, line.tone)
        px = self._theme.px
        inner = box.adjusted(px(BAR) + px(10), 0, -px(8), 0)
        end = self._end_width(line)
        if self._lead_width(line) + self._detail_width(line) + end + px(10) <= inner.width():
            self._paint_row(painter, inner, line, self._detail(line))
            return
        half = inner.height() / 2
        upper = QRectF(inner.left(), inner.top() + px(2), inner.width(), half - px(2))
        self._paint_row(painter, upper, line, "")
        lower = QRectF(inner.left(), inner.top() + half, inner.width(), half - px(2))
        self._write(painter, lower, self._detail(line), self._font(12.5), self._theme.colours.ink_second)

    def _paint_box(self, painter: QPainter, box: QRectF, tone: Tone) -> None:
        strong, soft = tone_colours(tone, self._theme.colours)
        rim = QColor(strong)
        rim.setAlphaF(0.4)
        painter.setPen(QPen(rim, 1))
        painter.setBrush(QColor(soft))
        painter.drawRoundedRect(box, 6, 6)
        edge = QPainterPath()
        edge.addRoundedRect(box, 6, 6)
        bar = QPainterPath()
        bar.addRect(QRectF(box.left(), box.top(), self._theme.px(BAR), box.height()))
        painter.fillPath(edge.intersected(bar), QColor(strong))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_row(self, painter: QPainter, area: QRectF, line: Line, detail: str) -> None:
        """Mark and heading, the detail behind them, at the end the time and the key."""
        px, c = self._theme.px, self._theme.colours
        strong, _ = tone_colours(line.tone, c)
        right = self._paint_key(painter, area)
        if line.time:
            bold = self._font(14, is_bold=True)
            width = QFontMetrics(bold).horizontalAdvance(line.time)
            place = QRectF(right - px(10) - width, area.top(), width + 1, area.height())
            self._write(painter, place, line.time, bold, c.ink)
            right = place.left()
        left = area.left() + self._paint_mark(painter, area, line.mark, strong)
        bold = self._font(14, is_bold=True)
        head = QRectF(left, area.top(), max(right - px(8) - left, 0), area.height())
        self._write(painter, head, line.heading, bold, strong if line.tone is not Tone.CALM else c.ink)
        if detail:
            at = left + QFontMetrics(bold).horizontalAdvance(line.heading) + px(8)
            rest = QRectF(at, area.top(), max(right - px(8) - at, 0), area.height())
            self._write(painter, rest, detail, self._font(13), c.ink_second)

    def _paint_key(self, painter: QPainter, area: QRectF) -> float:
        """The key in its cap, at the right end; where it begins."""
        small, px = self._font(12), self._theme.px
        metrics = QFontMetrics(small)
        width, height = metrics.horizontalAdvance(KEY) + px(10), min(metrics.height() + 3, area.height())
        cap = QRectF(area.right() - width, area.center().y() - height / 2, width, height)
        c = self._theme.colours
        painter.setPen(QPen(QColor(c.control), 1))
        painter.setBrush(QColor(c.panel))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(small)
        painter.setPen(QColor(c.ink_second))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, KEY)
        return cap.left()

    def _paint_mark(self, painter: QPainter, area: QRectF, mark: str, colour: str) -> float:
        """▲ or ✓, drawn: the font of the program has not both; the width that it takes."""
        if not mark:
            return 0.0
        size = self._theme.px(MARK)
        box = QRectF(area.left(), area.center().y() - size / 2, size, size)
        if mark == "✓":
            painter.drawPixmap(box.topLeft(), pixmap("tick", colour, size))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            rise = box.adjusted(1, 1.5, -1, -1.5)
            painter.drawPolygon(
                QPolygonF([QPointF(rise.center().x(), rise.top()), rise.bottomRight(), rise.bottomLeft()])
            )
        return size + self._theme.px(5)

    def _write(self, painter: QPainter, area: QRectF, words: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, round(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _detail(self, line: Line) -> str:
        return f"{line.detail} · {LINKED}" if self._is_linked else line.detail

    def _lead_width(self, line: Line) -> int:
        mark = self._theme.px(MARK) + self._theme.px(5) if line.mark else 0
        return mark + QFontMetrics(self._font(14, is_bold=True)).horizontalAdvance(line.heading)

    def _detail_width(self, line: Line) -> int:
        return QFontMetrics(self._font(13)).horizontalAdvance(self._detail(line)) + self._theme.px(8)

    def _end_width(self, line: Line) -> int:
        px = self._theme.px
        time = QFontMetrics(self._font(14, is_bold=True)).horizontalAdvance(line.time)
        return time + px(10) + QFontMetrics(self._font(12)).horizontalAdvance(KEY) + px(10)

    def _show_state(self) -> None:
        """A blank place is nothing to operate and nothing to hear."""
        line = self._line
        words = (
            f"{line.words}，{LINKED}" if line is not None and self._is_linked else line.words if line else ""
        )
        self.setAccessibleName(f"停热通知：{words}" if words else NOTHING)
        self.setToolTip(f"{words}（{KEY} 看这句怎么说）" if words else "")
        self.setEnabled(line is not None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if line is not None else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if line is not None else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def _fit(self) -> None:
        given = self._given
        self._theme = replace(given, scale=min(given.scale, LOW_SCALE)) if self._is_low else given
        self.setFixedHeight(self._theme.px(LOW_HEIGHT if self._is_low else HEIGHT))
        self.update()

    def _font(self, size: float, *, is_bold: bool = False) -> QFont:
        return sized(self.font(), self._theme.px(size), bold=is_bold)
