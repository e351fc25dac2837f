"""The desks as squares, ten a row; beyond two hundred one bar for each site. Told by mark and outline as well as by colour."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.upkeep.publication import Seat
from handbook.upkeep.publication_seats import SQUARES, Site, Standing, label_of, sites, standing
from handbook.upkeep.publication_steps import day_time

A_ROW = 10
_HEIGHT, _GAP, _LEAST = 30, 6, 46
_BAR_ROW, _LABEL, _COUNTS = 30, 92, 190
_LETTERS = 13
_WORDS = {Standing.TAKEN: "已换", Standing.WAITING: "待换", Standing.LOST: "失联"}


def seat_words(seat: Seat, number: int, now: datetime) -> str:
    """One desk in a line: 17 号台，失联，还是 2026.11，最后见到 11-25 18:40."""
    stands = standing(seat, number, now)
    has = f"还是 {seat.version or '随程序的内容'}" if seat.number < number else f"用的 {seat.version}"
    return f"{seat.name} 号台，{_WORDS[stands]}，{has}，最后见到 {day_time(seat.seen)}"


class SeatGrid(QWidget):
    """Arrows go from desk to desk and say how it stands; so does the tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("publishSeats")
        self.setAccessibleName("各台")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._theme = Theme()
        self._seats: Sequence[Seat] = ()
        self._sites: Sequence[Site] = ()
        self._number = 0
        self._now: datetime | None = None
        self._current = 0
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_seats(self, seats: Sequence[Seat], number: int, now: datetime) -> None:
        """All desks, as they stand to the pack with that number."""
        self._seats, self._number, self._now = seats, number, now
        self._sites = sites(seats, number, now) if len(seats) > SQUARES else ()
        self._current = min(self._current, max(len(self._cells) - 1, 0))
        self._describe()
        self._fit()
        self.update()

    @property
    def is_by_site(self) -> bool:
        """Whether there are so many that they are shown by site."""
        return bool(self._sites)

    @property
    def current_words(self) -> str:
        """What is said of the one that the keyboard stands at."""
        return self._said(self._current)

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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = 1 if self._sites else self._a_row()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -row,
            Qt.Key.Key_Down: row,
            Qt.Key.Key_Home: -len(self._cells),
            Qt.Key.Key_End: len(self._cells),
        }
        if event.key() not in steps or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        wanted = self._current + steps[Qt.Key(event.key())]
        self._current = min(max(wanted, 0), max(len(self._cells) - 1, 0))
        self._describe()
        announce(self, self.current_words)
        self.update()
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        number = self._at(event.position())
        if number >= 0:
            self._current = number
            self._describe()
            self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._said(number) if number >= 0 else "", self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(len(self._cells)):
            if self._sites:
                self._paint_site(painter, self._sites[number], self._box(number))
            else:
                self._paint_seat(painter, self._seats[number], self._box(number))
        if self.hasFocus() and self._cells:
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._box(self._current).adjusted(-2, -2, 2, 2), 7, 7)

    # -- internals

    @property
    def _cells(self) -> Sequence[object]:
        return self._sites or self._seats

    def _a_row(self) -> int:
        room = self.width() + self._theme.px(_GAP)
        return max(min(A_ROW, room // self._theme.px(_LEAST + _GAP)), 1)

    def _fit(self) -> None:
        rows = len(self._sites) or -(-len(self._seats) // self._a_row())
        row = self._theme.px(_BAR_ROW if self._sites else _HEIGHT + _GAP)
        height = max(rows * row + self._theme.px(4), 1)
        if height != self.height():
            self.setFixedHeight(height)

    def _box(self, number: int) -> QRectF:
        px = self._theme.px
        if self._sites:
            return QRectF(3, 3 + number * px(_BAR_ROW), self.width() - 6, px(_BAR_ROW) - px(4))
        a_row, gap = self._a_row(), px(_GAP)
        width = (self.width() - 6 - gap * (a_row - 1)) / a_row
        row, column = divmod(number, a_row)
        return QRectF(3 + column * (width + gap), 3 + row * px(_HEIGHT + _GAP), width, px(_HEIGHT))

    def _at(self, point: QPointF) -> int:
        return next((n for n in range(len(self._cells)) if self._box(n).contains(point)), -1)

    def _said(self, number: int) -> str:
        if self._now is None or not 0 <= number < len(self._cells):
            return ""
        if self._sites:
            site = self._sites[number]
            taken, waiting, lost = site.counts
            return full_width(f"{site.label}：已换 {taken}，待换 {waiting}，失联 {lost}")
        return full_width(seat_words(self._seats[number], self._number, self._now))

    def _describe(self) -> None:
        self.setAccessibleDescription(self.current_words)

    def _paint_seat(self, painter: QPainter, seat: Seat, box: QRectF) -> None:
        colours = self._theme.colours
        stands = standing(seat, self._number, self._now) if self._now is not None else Standing.WAITING
        label = label_of(seat)
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        is_due = stands is Standing.LOST or (stands is Standing.WAITING and seat.is_first)
        painter.setFont(self._font(bold=is_due))
        if stands is Standing.TAKEN:
            rim = QColor(colours.accent)
            rim.setAlphaF(0.35)
            painter.setPen(QPen(rim, 1))
            painter.setBrush(QColor(colours.accent_soft))
            ink = colours.ink_second
        elif stands is Standing.WAITING:
            # Those whose turn it is not stand back: they wait for the editor, not for themselves.
            pen = QPen(QColor(colours.accent if is_due else colours.control), 1.3 if is_due else 1)
            pen.setDashPattern([3, 2.2])
            painter.setPen(pen)
            painter.setBrush(QColor(colours.panel))
            ink, label = colours.accent if is_due else colours.ink_second, f"待 {label}"
        else:
            painter.setPen(QPen(QColor(colours.caution), 1))
            painter.setBrush(QColor(colours.caution_soft))
            ink = colours.caution
        painter.drawRoundedRect(box, 5, 5)
        if stands is Standing.LOST:  # an outline in an outline: told without its colour too
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 3.5, 3.5)
            self._paint_lost(painter, label, box)
            return
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._elided(label, box.width()))

    def _paint_lost(self, painter: QPainter, label: str, box: QRectF) -> None:
        side = self._theme.px(10)
        metrics = QFontMetrics(painter.font())
        words = metrics.elidedText(label, Qt.TextElideMode.ElideRight, int(box.width()) - side - 14)
        wide = metrics.horizontalAdvance(words) + side + 4
        left = box.center().x() - wide / 2
        middle = box.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.caution))
        corners = [
            QPointF(left + side / 2, middle - side / 2),
            QPointF(left + side, middle + side / 2),
            QPointF(left, middle + side / 2),
        ]
        painter.drawPolygon(QPolygonF(corners))
        painter.setPen(QColor(self._theme.colours.caution))
        room = QRectF(left + side + 4, box.top(), box.right() - left - side, box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_site(self, painter: QPainter, site: Site, box: QRectF) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter.setFont(self._font())
        painter.setPen(QColor(colours.ink))
        label = QRect(int(box.left()), int(box.top()), px(_LABEL) - px(8), int(box.height()))
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, self._elided(site.label, label.width()))
        counts_room = min(px(_COUNTS), int(box.width() * 0.4))
        bar = QRectF(box.left() + px(_LABEL), box.center().y() - px(7), 0, px(14))
        bar.setRight(box.right() - counts_room - px(10))
        taken, waiting, lost = site.counts
        whole = max(taken + waiting + lost, 1)
        painter.setPen(QPen(QColor(colours.control), 1))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(bar, 3, 3)
        done = QRectF(bar)
        done.setWidth(bar.width() * taken / whole)
        painter.fillRect(done.adjusted(1, 1, 0, -1), QColor(colours.accent))
        if lost:  # hatched, and at the end of the bar
            gone = QRectF(bar)
            gone.setLeft(bar.right() - max(bar.width() * lost / whole, 3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.caution))
            painter.drawRect(gone.adjusted(0, 1, -1, -1))
        painter.setPen(QColor(colours.ink_second))
        words = "　".join(
            f"{word} {count}" for word, count in zip(_WORDS.values(), site.counts, strict=True) if count
        )
        room = QRectF(bar.right() + px(10), box.top(), counts_room, box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._elided(words, room.width()))

    def _elided(self, words: str, width: float) -> str:
        metrics = QFontMetrics(self._font(bold=True))
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width) - 4)

    def _font(self, *, bold: bool = False) -> QFont:
        return sized(screen_font(), self._theme.px(_LETTERS), bold=bold)
