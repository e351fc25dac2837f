"""The pinned lists of the call as rows: severity, title, progress; the one on screen is tinted."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from handbook.call.state.run import Run
from handbook.keys import run_key
from handbook.model.kinds import Severity
from handbook.override import override
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.theme import Theme


class RunButton(QAbstractButton):
    """One run."""

    def __init__(self, run: Run, number: int, *, is_shown: bool, theme: Theme) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        return QSize(self._theme.px(160), self._theme.px(34))

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
        severity = self._run.checklist.severity
        grave = severity in (Severity.DANGER, Severity.URGENT)
        colour = QColor(c.danger if grave else c.accent)
        small = sized(self.font(), px(13))
        tag = QFontMetrics(small).horizontalAdvance(severity.value) + px(10)
        left = self._paint_number(painter, area, small)
        box = QRectF(left, area.center().y() - px(10), tag, px(20))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, severity.value)
        self._paint_words(painter, area, box.right() + px(8))
        self._paint_progress(painter, area)

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

    def _paint_progress(self, painter: QPainter, area: QRectF) -> None:
        """A thin line along the foot, as long as what is done; the figures beside the title say the same."""
        done, total = self._run.progress
        if not self._run.is_open or not done:
            return
        c, height = self._theme.colours, max(2, self._theme.px(2))
        foot = QRectF(area.left() + 6, area.bottom() - height, area.width() - 12, height)
        painter.fillRect(foot, QColor(c.line))
        foot.setWidth(foot.width() * done / total)
        painter.fillRect(foot, QColor(c.done))

    def _paint_words(self, painter: QPainter, area: QRectF, left: float) -> None:
        c, px, run = self._theme.colours, self._theme.px, self._run
        done, total = run.progress
        words = f"{done}/{total}" if run.is_open else "已结束"
        font = sized(self.font(), px(14))
        painter.setFont(font)
        width = QFontMetrics(font).horizontalAdvance(words) + px(8)
        painter.setPen(QColor(c.ink_second))
        right = area.right() - px(6)
        painter.drawText(
            QRectF(right - width, area.top(), width, area.height()),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            words,
        )
        title = sized(self.font(), px(15), bold=self._is_shown)
        room = right - width - left - px(6)
        painter.setFont(title)
        painter.setPen(QColor(c.ink if run.is_open else c.ink_second))
        shown = QFontMetrics(title).elidedText(run.checklist.title, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QRectF(left, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)


class RunList(QWidget):
    """Gravest first, then oldest, as the call gives them."""

    run_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runList")
        self.setAccessibleName("本次通话的清单")
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(1)
        self._buttons: list[RunButton] = []
        self._scale = 0.0

    def show_runs(self, runs: Sequence[Run], shown: int, theme: Theme) -> None:
        """Show `runs`; a row is made anew only where their number or the size of the text has changed."""
        numbers = range(1, len(runs) + 1) if len(runs) > 1 else (0,)
        if len(runs) == len(self._buttons) and theme.scale == self._scale:
            for number, button, run in zip(numbers, self._buttons, runs, strict=False):
                button.show_run(run, number, is_shown=run.id == shown, theme=theme)
            return
        self._scale = theme.scale
        side, above = theme.px(8), theme.px(2)
        self._layout.setContentsMargins(side, above, side, above)
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
            self._layout.addWidget(button)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RunButton):
            self.run_chosen.emit(button.run_id)
