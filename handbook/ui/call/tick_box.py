"""The mark before a step, drawn as vectors: open, ticked, verified, questioned, skipped, not applicable."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from handbook.call.state.run import Mark
from handbook.override import override
from handbook.ui.theme.theme import Theme

BOX = 20


class TickBox(QAbstractButton):
    """Shows a state; a click is a wish, the state changes only when the store has it."""

    def __init__(self, parent: QWidget | None = None, *, target: int = 32) -> None:
        super().__init__(parent)
        self._target = target
        self._theme = Theme()
        self._mark = Mark.OPEN
        self._is_excluded = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def mark(self) -> Mark:
        """The mark that is painted."""
        return self._mark

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def show_mark(self, mark: Mark, *, is_excluded: bool) -> None:
        """Show the state of the step."""
        self._mark = mark
        self._is_excluded = is_excluded
        self.setAccessibleName("不适用" if is_excluded else mark.value)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(self._target)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.px(BOX)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        colours = self._theme.colours
        if self._is_excluded:
            painter.setPen(QPen(QColor(colours.ink_third), 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, 3, 3)
            return
        is_done = self._mark in (Mark.TICKED, Mark.ANSWERED, Mark.VERIFIED)
        is_doubtful = self._mark is Mark.QUESTIONED
        edge = colours.done if is_done else colours.caution if is_doubtful else colours.ink_third
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(colours.done) if is_done else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if is_done:
            self._paint_tick(painter, box)
        elif is_doubtful:
            font = painter.font()
            font.setPixelSize(round(box.height() * 0.8))
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
        elif self._mark is Mark.SKIPPED:
            painter.setPen(QPen(QColor(colours.caution), 2.5))
            painter.drawLine(
                QPointF(box.left() + 4, box.center().y()), QPointF(box.right() - 4, box.center().y())
            )

    def _paint_tick(self, painter: QPainter, box: QRectF) -> None:
        """A tick; a verified value has a second line beneath it."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(QColor(self._theme.colours.panel), max(2.0, box.width() / 8), Qt.PenStyle.SolidLine)
        )
        is_verified = self._mark is Mark.VERIFIED
        lift = -box.height() * 0.1 if is_verified else 0.0
        points = [(0.2, 0.52), (0.42, 0.74), (0.8, 0.28)]
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(box.left() + box.width() * x, box.top() + box.height() * y + lift)
                    for x, y in points
                ]
            )
        )
        if is_verified:
            y = box.bottom() - box.height() * 0.14
            painter.drawLine(
                QPointF(box.left() + box.width() * 0.2, y), QPointF(box.right() - box.width() * 0.2, y)
            )
