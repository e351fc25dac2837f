"""The versions of an article on a line: what is known solid, what is not dotted, what is to come dashed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.upkeep.article_view import VersionStep

HEIGHT = 104
_DOT = 7
_LINE_AT = 0.42
"""Where the line runs, in heights of the strip."""


class TimelineStrip(QWidget):
    """A dot for each version; a click or the arrows choose the one that is read."""

    chosen = Signal(object)
    """Day of a version."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lawTimeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = Theme()
        self._steps: Sequence[VersionStep] = ()
        self._shown: date | None = None
        self._today: date | None = None
        self._is_start_unknown = False

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        self.update()

    def show_steps(
        self, steps: Sequence[VersionStep], shown: date | None, today: date, *, is_start_unknown: bool
    ) -> None:
        """All versions, the one that is read, and where today stands among them."""
        self._steps, self._shown, self._today = steps, shown, today
        self._is_start_unknown = is_start_unknown
        said = ";".join(f"{s.effective.isoformat()} 起,{s.words},{s.state}" for s in steps)
        unknown = "更早的历史文本缺;" if is_start_unknown else ""
        self.setAccessibleName(f"版本:{unknown}{said}" if steps else "没有官方原文")
        self.update()

    def turn(self, direction: int) -> None:
        """Choose the version before (-1) or after (1) the one that is read."""
        days = [step.effective for step in self._steps]
        if self._shown in days:
            at = days.index(self._shown) + direction
            if 0 <= at < len(days):
                self.chosen.emit(days[at])

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(HEIGHT))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turn(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        places = self._places()
        if places:
            near = min(range(len(places)), key=lambda n: abs(places[n] - event.position().x()))
            self.chosen.emit(self._steps[near].effective)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours.panel))
        small = sized(screen_font(self._theme.scale), px(13))
        line_at = self.height() * _LINE_AT
        if not self._steps:
            painter.setFont(small)
            painter.setPen(QColor(colours.ink_second))
            words = "还没有这部法规的官方原文。从“法规”导入一份,这里就有它各版的样子。"
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
            return
        places = self._places()
        start = float(px(24))
        painter.setPen(
            QPen(
                QColor(colours.line_strong),
                2,
                Qt.PenStyle.DotLine if self._is_start_unknown else Qt.PenStyle.NoPen,
            )
        )
        painter.drawLine(QPointF(start, line_at), QPointF(places[0], line_at))
        for number, step in enumerate(self._steps):
            end = places[number + 1] if number + 1 < len(places) else self.width() - start
            style = Qt.PenStyle.DashLine if step.is_coming else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(colours.law), 3 if step.effective == self._shown else 2, style))
            painter.drawLine(QPointF(places[number], line_at), QPointF(end, line_at))
        for number, step in enumerate(self._steps):
            self._paint_step(painter, step, places[number], line_at)
        if self._is_start_unknown:
            painter.setFont(small)
            painter.setPen(QColor(colours.ink_second))
            room = QRectF(start, line_at + px(14), max(places[0] - start - px(70), px(80)), px(36))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, "更早的:历史文本缺")

    def _paint_step(self, painter: QPainter, step: VersionStep, x: float, line_at: float) -> None:
        colours, px = self._theme.colours, self._theme.px
        small = sized(screen_font(self._theme.scale), px(13))
        bold = sized(screen_font(self._theme.scale), px(14), bold=step.effective == self._shown)
        is_shown = step.effective == self._shown
        painter.setPen(
            QPen(QColor(colours.law), 2, Qt.PenStyle.DashLine if step.is_coming else Qt.PenStyle.SolidLine)
        )
        painter.setBrush(QColor(colours.law if is_shown else colours.panel))
        size = px(_DOT + 2 if is_shown else _DOT)
        painter.drawEllipse(QPointF(x, line_at), size, size)
        width = px(190)
        painter.setFont(bold)
        painter.setPen(QColor(colours.ink))
        above = QRectF(x - width / 2, line_at - px(34), width, px(22))
        painter.drawText(
            above, Qt.AlignmentFlag.AlignCenter, f"{step.effective.isoformat()} 起  {step.state}"
        )
        painter.setFont(small)
        painter.setPen(QColor(colours.ink_second))
        below = QRectF(x - width / 2, line_at + px(13), width, px(40))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, step.words)
        if is_shown and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawEllipse(QPointF(x, line_at), size + px(4), size + px(4))

    def _places(self) -> list[float]:
        """Where the dots stand: evenly, so that two versions of one year do not touch."""
        count = len(self._steps)
        first = self._theme.px(230 if self._is_start_unknown else 120)
        last = self.width() - self._theme.px(120)
        if count == 1:
            return [(first + last) / 2]
        return [first + (last - first) * number / (count - 1) for number in range(count)]
