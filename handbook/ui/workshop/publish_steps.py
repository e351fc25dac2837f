"""The four steps of a publication from left to right; in two rows where there is no room for four."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.upkeep.publication_steps import Step, StepState

_TITLE, _DETAIL = 15.5, 13
_CIRCLE, _SIDE, _LEAST = 27, 24, 230
_BAR = 6
_TICK = ((0.28, 0.52), (0.44, 0.68), (0.74, 0.36))
_TRIANGLE = ((0.5, 0.1), (0.95, 0.88), (0.05, 0.88))
_SAID = {
    StepState.DONE: "做完了",
    StepState.NOW: "正在这一步",
    StepState.COMING: "还没到",
    StepState.HELD: "停在这里",
}


class StepStrip(QWidget):
    """Each step is told by mark, word and colour; words that have no room stand in the tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("publishSteps")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._steps: Sequence[Step] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """From the first to the last."""
        if tuple(steps) == tuple(self._steps):
            return
        self._steps = steps
        said = [
            f"第 {n} 步，{step.title}，{_SAID[step.state]}，{step.detail}" for n, step in enumerate(steps, 1)
        ]
        self.setAccessibleName("发布的四步")
        self.setAccessibleDescription(full_width("。".join(said)))
        self.setToolTip(full_width("\n".join(f"{step.title}：{step.detail}" for step in steps)))
        self.update()

    @property
    def said(self) -> str:
        """What a reader of the screen hears."""
        return self.accessibleDescription()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._fit()
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.colours.panel))
        painter.setPen(QColor(self._theme.colours.line))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        columns = self._columns()
        for number, step in enumerate(self._steps):
            self._paint(painter, number, step, self._box(number, columns), columns)

    # -- internals

    def _columns(self) -> int:
        return 4 if self.width() - 2 * self._theme.px(_SIDE) >= 4 * self._theme.px(_LEAST) else 2

    def _row_height(self) -> int:
        title, detail = (QFontMetrics(self._font(size)).height() for size in (_TITLE, _DETAIL))
        return title + detail + self._theme.px(4 + _BAR) + PLAIN.px(26)

    def _fit(self) -> None:
        rows = 4 // self._columns()
        height = self._row_height() * rows - (rows - 1) * PLAIN.px(14)
        if height != self.height():
            self.setFixedHeight(height)

    def _box(self, number: int, columns: int) -> QRect:
        side = self._theme.px(_SIDE)
        width = (self.width() - 2 * side) // columns
        row, column = divmod(number, columns)
        height = self._row_height() - PLAIN.px(14) * (row > 0)
        top = row * (self._row_height() - PLAIN.px(14))
        return QRect(side + column * width, top, width, height)

    def _paint(self, painter: QPainter, number: int, step: Step, box: QRect, columns: int) -> None:
        theme, colours, px = self._theme, self._theme.colours, self._theme.px
        top = box.top() + PLAIN.px(13)
        circle = QRectF(box.left(), top, px(_CIRCLE), px(_CIRCLE))
        self._paint_mark(painter, number, step, circle)
        title, detail = self._font(_TITLE, bold=True), self._font(_DETAIL)
        left = box.left() + px(_CIRCLE) + px(11)
        is_last = (number + 1) % columns == 0
        room = box.right() - left - px(12)
        high = QFontMetrics(title).height()
        painter.setFont(title)
        is_coming = step.state is StepState.COMING
        painter.setPen(QColor(colours.ink_second if is_coming else colours.ink))
        words = full_width(step.title)
        wide = QFontMetrics(title).horizontalAdvance(words)
        line = QRect(left, top, room, max(high, px(_CIRCLE)))
        painter.drawText(
            line,
            Qt.AlignmentFlag.AlignVCenter,
            QFontMetrics(title).elidedText(words, Qt.TextElideMode.ElideRight, room),
        )
        below = QRect(left, line.bottom() + px(2), room, QFontMetrics(detail).height())
        painter.setFont(detail)
        painter.setPen(QColor(colours.caution if step.state is StepState.HELD else colours.ink_second))
        said = full_width(step.detail)
        painter.drawText(
            below,
            Qt.AlignmentFlag.AlignVCenter,
            QFontMetrics(detail).elidedText(said, Qt.TextElideMode.ElideRight, room),
        )
        if step.share is not None:
            self._paint_bar(painter, step.share, QRectF(left, below.bottom() + px(4), room, px(_BAR)))
        if not is_last and number + 1 < len(self._steps):
            start = left + wide + px(20)
            end = box.right() - px(14)
            if end - start >= px(20):
                follows = step.state is StepState.DONE
                nexts = self._steps[number + 1].state
                colour = colours.line_strong
                if follows:
                    colour = colours.done if nexts is StepState.DONE else colours.accent
                painter.setPen(QPen(QColor(colour), 2 if theme.scale < 1.6 else 3))
                middle = circle.center().y()
                painter.drawLine(QPointF(max(start, end - px(60)), middle), QPointF(end, middle))

    def _paint_mark(self, painter: QPainter, number: int, step: Step, circle: QRectF) -> None:
        colours = self._theme.colours
        unit = circle.width()
        if step.state is StepState.HELD:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.caution))
            painter.drawPolygon(
                QPolygonF([circle.topLeft() + QPointF(x * unit, y * unit) for x, y in _TRIANGLE])
            )
            return
        ground = {StepState.DONE: colours.done, StepState.NOW: colours.accent}.get(step.state, colours.panel)
        rim = colours.control if step.state is StepState.COMING else ground
        painter.setPen(QPen(QColor(rim), 1.5))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        if step.state is StepState.DONE:
            pen = QPen(QColor(colours.panel), unit / 11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(
                QPolygonF([circle.topLeft() + QPointF(x * unit, y * unit) for x, y in _TICK])
            )
            return
        painter.setPen(QColor(colours.on_accent if step.state is StepState.NOW else colours.ink_second))
        painter.setFont(self._font(14, bold=True))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number + 1))

    def _paint_bar(self, painter: QPainter, share: float, box: QRectF) -> None:
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        radius = box.height() / 2
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(box, radius, radius)
        if share > 0:
            done = QRectF(box)
            done.setWidth(max(box.width() * min(share, 1.0), box.height()))
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(done, radius, radius)

    def _font(self, pixels: float, *, bold: bool = False) -> QFont:
        return sized(screen_font(), self._theme.px(pixels), bold=bold)
