"""The versions of an article on a line: what is known solid, what is not dotted, what is to come dashed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.upkeep.article_view import VersionStep

HEIGHT = 108
LOW_HEIGHT = 46
_DOT = 7
_WIDTH = 186
"""Of the words of a version, at 100 %."""
_SHORT_WIDTH = 92
"""Of those of a version that is not read, where many stand in a row: its day alone."""
_LEFT = 20
_UNKNOWN_WIDTH = 108


class TimelineStrip(QWidget):
    """A dot for each version; a click or the arrows choose the one that is read.

    Where not all words have room, those that are not read have their day alone; where not even that has, the dots
    nearest the one that is read are shown, and the others scroll with it.
    """

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
        self._is_low = False

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._fit()

    def set_low(self, is_low: bool) -> None:
        """Dots and the words of the version that is read alone, where the window is low."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._fit()

    def show_steps(
        self, steps: Sequence[VersionStep], shown: date | None, today: date, *, is_start_unknown: bool
    ) -> None:
        """All versions, the one that is read, and the day today, which stands among them."""
        self._steps, self._shown, self._today = steps, shown, today
        self._is_start_unknown = is_start_unknown
        said = "；".join(
            f"{s.effective.isoformat()} 起，{s.words}，{s.state}{'，正在读' if s.effective == shown else ''}"
            for s in steps
        )
        unknown = "更早的历史文本缺；" if is_start_unknown else ""
        self.setAccessibleName(full_width(f"版本：{unknown}{said}") if steps else "版本：没有官方原文")
        self._fit()

    def turn(self, direction: int) -> bool:
        """Choose the version before (-1) or after (1) the one that is read; False where there is none."""
        days = [step.effective for step in self._steps]
        if self._shown not in days:
            return False
        at = days.index(self._shown) + direction
        if not 0 <= at < len(days):
            return False
        self.chosen.emit(days[at])
        return True

    def labels(self) -> list[tuple[QRectF, str]]:
        """Where words stand above the line and what they say, from left to right."""
        return [(self._room_above(n, x), self._above(n)) for n, x in self._places() if self._above(n)]

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(LOW_HEIGHT if self._is_low else HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.sizeHint().height())

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
            at = event.position().x()
            near = min(places, key=lambda place: abs(place[1] - at))[0]
            self.chosen.emit(self._steps[near].effective)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        if not self._steps:
            painter.setFont(self._small())
            painter.setPen(QColor(colours.ink_second))
            words = "还没有这部法规的官方原文。从“法规”导入一份，这里就有它各版的样子。"
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 0, -8, 0), flags, words)
            return
        places = self._places()
        self._paint_line(painter, places)
        for number, x in places:
            self._paint_step(painter, number, x)
        self._paint_today(painter, places)

    # -- internals

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def _line_at(self) -> float:
        return self.height() * (0.72 if self._is_low else 0.42)

    def _paint_line(self, painter: QPainter, places: Sequence[tuple[int, float]]) -> None:
        colours, px = self._theme.colours, self._theme.px
        line_at, start = self._line_at(), float(px(_LEFT))
        first, last = places[0][0], places[-1][0]
        is_unknown = self._is_start_unknown and first == 0
        if is_unknown or first > 0:
            style = Qt.PenStyle.DotLine if is_unknown else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(colours.line_strong), 2, style))
            painter.drawLine(QPointF(start, line_at), QPointF(places[0][1], line_at))
        if is_unknown and not self._is_low:
            painter.setFont(self._small())
            painter.setPen(QColor(colours.ink_second))
            room = QRectF(start, line_at + px(13), px(_UNKNOWN_WIDTH), px(44))
            painter.drawText(
                room, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, "更早的：\n历史文本缺"
            )
        for at, (number, x) in enumerate(places):
            end = places[at + 1][1] if at + 1 < len(places) else self.width() - start
            step = self._steps[number]
            style = Qt.PenStyle.DashLine if step.is_coming else Qt.PenStyle.SolidLine
            width = 4 if step.effective == self._shown else 2
            painter.setPen(QPen(QColor(colours.law), width, style))
            painter.drawLine(QPointF(x, line_at), QPointF(end, line_at))
        if last + 1 < len(self._steps):
            painter.setFont(self._small())
            painter.setPen(QColor(colours.ink_second))
            room = QRectF(self.width() - start - px(60), line_at + px(6), px(60), px(22))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, f"还有 {len(self._steps) - last - 1}")

    def _paint_today(self, painter: QPainter, places: Sequence[tuple[int, float]]) -> None:
        """A stroke between the version in force and the next; its word only where no other stands."""
        today = self._today
        if today is None or self._is_low:
            return
        before = [x for number, x in places if self._steps[number].effective <= today]
        after = [x for number, x in places if self._steps[number].effective > today]
        if not before or (not after and places[-1][0] + 1 < len(self._steps)):
            return
        px, colour = self._theme.px, QColor(self._theme.colours.accent)
        end = after[0] if after else float(self.width() - px(_LEFT))
        x = before[-1] + (end - before[-1]) * 0.55
        line_at = self._line_at()
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(x, line_at - px(7)), QPointF(x, line_at + px(7)))
        words = f"今天 {today.month:02}-{today.day:02}"
        painter.setFont(self._small())
        width = QFontMetrics(self._small()).horizontalAdvance(words) + px(6)
        room = QRectF(x - width / 2, line_at - px(33), width, px(22))
        if room.right() < self.width() - px(4) and not any(
            room.intersects(taken) for taken, _ in self.labels()
        ):
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_step(self, painter: QPainter, number: int, x: float) -> None:
        colours, px = self._theme.colours, self._theme.px
        step, line_at = self._steps[number], self._line_at()
        is_shown = step.effective == self._shown
        style = Qt.PenStyle.DotLine if step.is_coming else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(colours.law), 2, style))
        painter.setBrush(QColor(colours.law if is_shown else colours.panel))
        size = px(_DOT + 2 if is_shown else _DOT)
        painter.drawEllipse(QPointF(x, line_at), size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(self._bold() if is_shown else self._small())
        painter.setPen(QColor(colours.ink if is_shown else colours.ink_second))
        above = self._room_above(number, x)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, self._above(number))
        if not self._is_low and self._is_whole(number):
            painter.setFont(self._small())
            painter.setPen(QColor(colours.ink_second))
            below = QRectF(above.left(), line_at + px(13), above.width(), px(44))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(below, flags, full_width(step.words))

    def _above(self, number: int) -> str:
        step = self._steps[number]
        if self._is_low and step.effective != self._shown:
            return ""
        day = step.effective.isoformat()
        if self._is_low:
            longest = (f"{day} 起 {step.state} · {step.words}", f"{day} 起 {step.state}", day)
            room, metrics = self.width() - 2 * self._theme.px(_LEFT), QFontMetrics(self._bold())
            fits = (words for words in longest if metrics.horizontalAdvance(words) < room)
            return full_width(next(fits, day))
        return f"{day} 起　{step.state}" if self._is_whole(number) else day

    def _room_above(self, number: int, x: float) -> QRectF:
        """Of the words of a step, within the strip."""
        px = self._theme.px
        is_whole = self._is_whole(number)
        width = float(px(_WIDTH if is_whole else _SHORT_WIDTH))
        if self._is_low:
            words = QFontMetrics(self._bold()).horizontalAdvance(self._above(number)) + px(8)
            width = min(float(words), self.width() - 2.0 * px(_LEFT))
        left = min(max(x - width / 2, 4.0), max(self.width() - width - 4.0, 4.0))
        return QRectF(left, self._line_at() - px(33), width, px(22))

    def _is_whole(self, number: int) -> bool:
        return self._has_room(len(self._steps)) or self._steps[number].effective == self._shown

    def _has_room(self, count: int) -> bool:
        return count * self._theme.px(_WIDTH + 8) <= self._width()

    def _width(self) -> float:
        """What the words of versions may take."""
        unknown = self._theme.px(_UNKNOWN_WIDTH) if self._is_start_unknown else 0
        return self.width() - 2 * self._theme.px(_LEFT) - unknown

    def _places(self) -> list[tuple[int, float]]:
        """Which versions are shown, and where their dots stand: evenly, so that no two touch."""
        px, count = self._theme.px, len(self._steps)
        if not count:
            return []
        most = count
        if not self._is_low and not self._has_room(count):
            others = (self._width() - px(_WIDTH + 8)) / px(_SHORT_WIDTH + 8)
            most = min(count, 1 + max(int(others), 0))
        at = next((n for n, step in enumerate(self._steps) if step.effective == self._shown), count - 1)
        first = min(max(at - most // 2, 0), count - most)
        shown = range(first, first + most)
        unknown = px(_UNKNOWN_WIDTH) if self._is_start_unknown and first == 0 else 0
        left = float(px(_LEFT) + unknown)
        if self._is_low:
            gap = (self.width() - px(_LEFT) - left) / (most + 1)
            return [(number, left + gap * (place + 1)) for place, number in enumerate(shown)]
        widths = [px(_WIDTH if self._is_whole(number) else _SHORT_WIDTH) for number in shown]
        spare = max(self.width() - px(_LEFT) - left - sum(widths), 0.0) / most
        places = []
        for number, width in zip(shown, widths, strict=True):
            places.append((number, left + (width + spare) / 2))
            left += width + spare
        return places

    def _small(self) -> QFont:
        return sized(screen_font(), self._theme.px(13))

    def _bold(self) -> QFont:
        return sized(screen_font(), self._theme.px(14), bold=True)
