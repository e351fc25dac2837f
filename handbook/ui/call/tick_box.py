"""The mark before a step, drawn as vectors: open, ticked, verified, questioned, skipped, not applicable."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from handbook.call.state.run import Mark
from handbook.document.words import NOT_APPLICABLE
from handbook.override import override
from handbook.render.colours import Colours
from handbook.ui.theme.theme import Theme

BOX = 18
DONE = (Mark.TICKED, Mark.ANSWERED, Mark.VERIFIED)


class TickBox(QAbstractButton):
    """Shows a state; a click is a wish, the state changes only when the store has it."""

    def __init__(self, parent: QWidget | None = None, *, target: int = 32, words: str = "") -> None:
        super().__init__(parent)
        self._target = target
        self._words = words
        self._theme = Theme()
        self._mark = Mark.OPEN
        self._is_excluded = False
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
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

    def show_words(self, words: str) -> None:
        """Stand for these words from the next mark on."""
        self._words = words

    def show_mark(self, mark: Mark, *, is_excluded: bool) -> None:
        """Show the state of the step."""
        self._mark = mark
        self._is_excluded = is_excluded
        state = NOT_APPLICABLE if is_excluded else mark.value
        self.setAccessibleName(f"{self._words},{state}" if self._words else state)
        self.setChecked(mark in DONE)
        self.update()

    @override
    def nextCheckState(self) -> None:
        """A click changes nothing by itself."""

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(self._target)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self._theme.px(BOX)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        colours = self._theme.colours
        paint_mark(painter, box, self._mark, colours, is_excluded=self._is_excluded)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)


def paint_mark(
    painter: QPainter,
    box: QRectF,
    mark: Mark,
    colours: Colours,
    *,
    is_excluded: bool,
    open_edge: str = "",
) -> None:
    """Paint the mark into `box`; `open_edge`: the rim of an open one, where it stands on a ground that is not the panel."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = box.adjusted(1, 1, -1, -1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if is_excluded:
        pen = QPen(QColor(colours.control), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.0, 3.0])  # told from a whole border without colour, in either theme
        painter.setPen(pen)
        painter.drawRoundedRect(box, 3, 3)
        return
    is_done = mark in DONE
    is_doubtful = mark in (Mark.QUESTIONED, Mark.SKIPPED)
    edge = colours.done if is_done else colours.caution if is_doubtful else open_edge or colours.control
    painter.setPen(QPen(QColor(edge), 1.5))
    painter.drawRoundedRect(box, 3, 3)
    if is_done:
        _paint_tick(painter, box, colours, is_verified=mark is Mark.VERIFIED)
    elif mark is Mark.QUESTIONED:
        font = QFont(painter.font())
        font.setPixelSize(max(1, round(box.height() * 0.8)))
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
    elif mark is Mark.SKIPPED:
        painter.setPen(QPen(QColor(colours.caution), max(2.0, box.width() / 8)))
        painter.drawLine(
            QPointF(box.left() + box.width() * 0.22, box.center().y()),
            QPointF(box.right() - box.width() * 0.22, box.center().y()),
        )


def _paint_tick(painter: QPainter, box: QRectF, colours: Colours, *, is_verified: bool) -> None:
    """A tick; a verified value has a second line beneath it."""
    pen = QPen(QColor(colours.done), max(2.0, box.width() / 7), Qt.PenStyle.SolidLine)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    lift = -box.height() * 0.1 if is_verified else 0.0
    points = [(0.22, 0.52), (0.43, 0.73), (0.78, 0.3)]
    painter.drawPolyline(
        QPolygonF(
            [QPointF(box.left() + box.width() * x, box.top() + box.height() * y + lift) for x, y in points]
        )
    )
    if is_verified:
        y = box.bottom() - box.height() * 0.14
        painter.drawLine(
            QPointF(box.left() + box.width() * 0.2, y), QPointF(box.right() - box.width() * 0.2, y)
        )
