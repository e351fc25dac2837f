"""Marks of the workshop that the bundled font does not have, and the boxes that are ticked: drawn, never typed."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from handbook.render.colours import Colours
from handbook.ui.theme.theme import Theme

FOLD = "mark:fold"
"""Name by which a page shows the triangle of what is folded."""
_RATIO = 2
_TICK = ((3.5, 8.5), (6.8, 11.6), (12.5, 5.0))
_TRIANGLE = ((8.0, 1.5), (15.0, 14.5), (1.0, 14.5))
"""Corners in sixteenths of the box."""


def images(theme: Theme) -> dict[str, QImage]:
    """All marks for a page of rich text, by name."""
    side = theme.px(9)
    picture = QImage(side * _RATIO, side * _RATIO, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(_RATIO)
    painter = QPainter(picture)
    paint_fold(painter, QRectF(0, 0, side, side), theme.colours.ink_second)
    painter.end()
    return {FOLD: picture}


def paint_fold(painter: QPainter, box: QRectF, colour: str, *, is_down: bool = False) -> None:
    """▸, or ▾ where `is_down`, as large as `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    middle = box.center()
    right = [QPointF(box.left() + 1, box.top()), QPointF(box.right(), middle.y())]
    corners = [*right, QPointF(box.left() + 1, box.bottom())]
    if is_down:
        corners = [box.topLeft(), box.topRight(), QPointF(middle.x(), box.bottom())]
    painter.drawPolygon(QPolygonF(corners))
    painter.restore()


def paint_box(
    painter: QPainter, box: QRectF, colours: Colours, *, is_fine: bool, is_warning: bool = False
) -> None:
    """A box that is ticked on green, a triangle in amber, or an open box; never told by colour alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = box.width() / 16
    if is_fine:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.done))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QPen(QColor(colours.panel), 2 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(_placed(_TICK, box))
    elif is_warning:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.caution))
        painter.drawPolygon(_placed(_TRIANGLE, box))
    else:
        painter.setPen(QPen(QColor(colours.control), max(1.5, 1.5 * unit)))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(box, 3, 3)
    painter.restore()


def _placed(corners: tuple[tuple[float, float], ...], box: QRectF) -> QPolygonF:
    unit = box.width() / 16
    return QPolygonF([box.topLeft() + QPointF(x * unit, y * unit) for x, y in corners])
