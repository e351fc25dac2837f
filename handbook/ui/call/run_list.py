"""The pinned lists of the call as rows: severity, title, progress; the one on screen is tinted."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from handbook.call.state.run import Run
from handbook.keys import run_key
from handbook.model.kinds import Severity
from handbook.override import override
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.theme import Theme

HEIGHT, BAR, NARROW = 30, 56, 330
"""Height of a row and width of its bar at 100 %; a narrower row has no bar."""
MOST_ROWS, EDGE, GAP = 3, 2, 1
"""Rows that are seen, and pixels around and between them."""
NOTCH = 120
"""Of a wheel, in the unit of Qt."""


class RunButton(QAbstractButton):
    """One run; Tab reaches it, a click leaves the keyboard where it is."""

    menu_requested = Signal(str, QPoint)
    """Id of the entry that the run copied, and a place on the screen."""

    def __init__(self, run: Run, number: int, *, is_shown: bool, theme: Theme) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_run(run, number, is_shown=is_shown, theme=theme)

    def show_run(self, run: Run, number: int, *, is_shown: bool, theme: Theme) -> None:
        """Show the state of `run`, the `number`-th of the list; 0 = the only one."""
        self.run_id = run.id
        self._run = run
        self._number = number
        self._is_shown = is_shown
        self._theme = theme
        done, total = run.progress
        self.setAccessibleName(f"{run.checklist.severity.value} {run.checklist.title},{done}/{total}")
        self.setToolTip(run_key(number))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(HEIGHT))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        place = self.mapToGlobal(self.rect().center()) if is_by_key else event.globalPos()
        self.menu_requested.emit(self._run.checklist.entry_id, place)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, px = self._theme.colours, self._theme.px
        area = QRectF(self.rect()).adjusted(2, 1, -2, -1)
        if self._is_shown:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent_soft))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        left = self._paint_number(painter, area, sized(self.font(), px(13)))
        left = self._paint_severity(painter, area, left)
        self._paint_words(painter, area, left, self._paint_progress(painter, area))

    def _paint_severity(self, painter: QPainter, area: QRectF, left: float) -> float:
        """Its word; red is for danger alone. Where what follows begins."""
        c, severity = self._theme.colours, self._run.checklist.severity
        colours = {Severity.DANGER: c.danger, Severity.URGENT: c.caution}
        font = sized(self.font(), self._theme.px(13), bold=True)
        painter.setFont(font)
        painter.setPen(QColor(colours.get(severity, c.ink_second)))
        place = QRectF(left, area.top(), area.width(), area.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, severity.value)
        return left + QFontMetrics(font).horizontalAdvance(severity.value) + self._theme.px(8)

    def _paint_number(self, painter: QPainter, area: QRectF, font: QFont) -> float:
        """The digit that, with Ctrl, brings the list on screen; where what follows begins."""
        px, left = self._theme.px, area.left() + self._theme.px(6)
        if not 1 <= self._number <= 9:
            return left
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.ink_second))
        place = QRectF(left, area.top(), px(12), area.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(self._number))
        return place.right() + px(2)

    def _paint_progress(self, painter: QPainter, area: QRectF) -> float:
        """Figures at the right and a bar before them, both as wide whatever is done; where they begin."""
        c, px, run = self._theme.colours, self._theme.px, self._run
        done, total = run.progress
        words = f"{done}/{total}" if run.is_open else "已结束"
        font = sized(self.font(), px(14), bold=self._is_shown)
        metrics = QFontMetrics(font)
        width = max(metrics.horizontalAdvance(f"{total}/{total}"), metrics.horizontalAdvance(words)) + px(8)
        right = area.right() - px(6)
        painter.setFont(font)
        painter.setPen(QColor(c.ink if self._is_shown else c.ink_second))
        place = QRectF(right - width, area.top(), width, area.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        if not run.is_open or area.width() < px(NARROW):
            return right - width
        bar = QRectF(right - width - px(BAR), area.center().y() - px(2), px(BAR), px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.line_strong))
        painter.drawRoundedRect(bar, 2, 2)
        if done:
            bar.setWidth(max(bar.height(), bar.width() * done / total))
            painter.setBrush(QColor(c.done))
            painter.drawRoundedRect(bar, 2, 2)
        return right - width - px(BAR)

    def _paint_words(self, painter: QPainter, area: QRectF, left: float, right: float) -> None:
        c, px, run = self._theme.colours, self._theme.px, self._run
        title = sized(self.font(), px(15), bold=self._is_shown)
        room = right - left - px(8)
        painter.setFont(title)
        painter.setPen(QColor(c.ink if run.is_open else c.ink_second))
        shown = QFontMetrics(title).elidedText(run.checklist.title, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QRectF(left, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)


class RunList(QWidget):
    """Gravest first, then oldest, as the call gives them; three at most are seen, the one on screen among them. The wheel
    brings the others.
    """

    run_chosen = Signal(int)
    menu_requested = Signal(str, QPoint)
    """Id of the entry that a run copied, and a place on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runList")
        self.setAccessibleName("本次通话的清单")
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(GAP)
        self._buttons: list[RunButton] = []
        self._scale = 0.0
        self._first = 0
        """Place of the first row that is seen, from 0."""
        self._turned = 0

    def show_runs(self, runs: Sequence[Run], shown: int, theme: Theme) -> None:
        """Show `runs`; a row is made anew only where their number or the size of the text has changed."""
        numbers = range(1, len(runs) + 1) if len(runs) > 1 else (0,)
        if len(runs) == len(self._buttons) and theme.scale == self._scale:
            for number, button, run in zip(numbers, self._buttons, runs, strict=False):
                button.show_run(run, number, is_shown=run.id == shown, theme=theme)
            self._reveal(shown)
            return
        self._scale = theme.scale
        side, edge = theme.px(8), theme.px(EDGE)
        self._layout.setContentsMargins(side, edge, side, edge)
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [
            RunButton(run, number, is_shown=run.id == shown, theme=theme)
            for number, run in zip(numbers, runs, strict=False)
        ]
        for button in self._buttons:
            button.clicked.connect(self._on_clicked)
            button.menu_requested.connect(self.menu_requested)
            self._layout.addWidget(button)
        rows, row = min(len(self._buttons), MOST_ROWS), theme.px(HEIGHT)
        self.setFixedHeight(rows * row + max(rows - 1, 0) * GAP + 2 * theme.px(EDGE) if rows else 0)
        self._reveal(shown)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y()
        rows, self._turned = int(self._turned / NOTCH), self._turned - int(self._turned / NOTCH) * NOTCH
        self._show_from(self._first - rows)

    def _reveal(self, shown: int) -> None:
        """The list on screen is among those that are seen."""
        at = next((n for n, button in enumerate(self._buttons) if button.run_id == shown), self._first)
        self._show_from(min(max(self._first, at - MOST_ROWS + 1), at))

    def _show_from(self, first: int) -> None:
        self._first = max(min(first, len(self._buttons) - MOST_ROWS), 0)
        for number, button in enumerate(self._buttons):
            button.setVisible(self._first <= number < self._first + MOST_ROWS)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RunButton):
            self.run_chosen.emit(button.run_id)
