"""The mark of a kind, painted before titles, and the colour in which mark and word of a kind are written."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QPolygonF

from handbook.model.kinds import Kind
from handbook.render.colours import Colours

_MARKS = {Kind.EMERGENCY: "!", Kind.REGULATION: "§", Kind.SCRIPT: "“", Kind.KNOWLEDGE: "i", Kind.CASE: "◆"}


def kind_colour(kind: Kind, colours: Colours) -> str:
    """The colour that tells the kind, beside mark and word; red is for emergency cards alone."""
    return {
        Kind.PROCEDURE: colours.accent,
        Kind.EMERGENCY: colours.danger,
        Kind.REGULATION: colours.law,
        Kind.SCRIPT: colours.say,
        Kind.KNOWLEDGE: colours.ink_second,
        Kind.CASE: colours.caution,
    }.get(kind, colours.ink_second)


def mark_pixmap(kind: Kind, font: QFont, width: int, colour: str, ratio: float) -> QPixmap:
    """The mark in `font`, in the middle of `width` pixels, one line high, for a screen with `ratio` pixels a point.

    A picture, since a list paints the same six over and over.
    """
    height = QFontMetrics(font).height()
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    box = QRectF(0, 0, width, height)
    if kind is Kind.PROCEDURE:  # the triangle is in few fonts
        _paint_triangle(painter, box, QColor(colour))
    else:
        mark, metrics = _MARKS.get(kind, "·"), QFontMetrics(font)
        inked = metrics.tightBoundingRect(mark)  # a Chinese quotation mark stands in the corner of its square
        painter.drawText(QPointF((width - inked.width()) / 2 - inked.left(), metrics.ascent()), mark)
    painter.end()
    return picture


def _paint_triangle(painter: QPainter, box: QRectF, colour: QColor) -> None:
    side = min(box.width(), box.height()) * 0.55
    left, middle = box.center().x() - side * 0.45, box.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    corners = [
        QPointF(left, middle - side / 2),
        QPointF(left + side, middle),
        QPointF(left, middle + side / 2),
    ]
    painter.drawPolygon(QPolygonF(corners))
