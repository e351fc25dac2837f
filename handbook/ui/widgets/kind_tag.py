"""The small outlined mark with the word of a kind, painted beside titles."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF

from handbook.model.kinds import Kind
from handbook.render.colours import Colours
from handbook.ui.theme.fonts import sized

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


def tag_width(kind: Kind, font: QFont) -> int:
    """Width in pixels of the tag in the size that `paint_tag` uses."""
    metrics = QFontMetrics(_small(font))
    return metrics.horizontalAdvance(kind.short_label) + round(metrics.height() * 1.2)


def tag_pixmap(kind: Kind, font: QFont, colours: Colours, ratio: float) -> QPixmap:
    """The tag as a picture for a screen with `ratio` pixels a point: a list paints the same six over and over."""
    width, height = tag_width(kind, font), QFontMetrics(_small(font)).height() + 2
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_tag(painter, kind, QPointF(width, 0), font, colours)
    painter.end()
    return picture


def paint_tag(painter: QPainter, kind: Kind, top_right: QPointF, font: QFont, colours: Colours) -> QRect:
    """Paint the tag so that its upper right corner is at `top_right`; the rectangle it covers."""
    small = _small(font)
    metrics = QFontMetrics(small)
    width = tag_width(kind, font)
    box = QRectF(top_right.x() - width, top_right.y(), width, metrics.height() + 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(kind_colour(kind, colours)), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(small)
    mark_width = metrics.height() * 0.75
    mark = QRectF(box.left() + metrics.height() * 0.15, box.top(), mark_width, box.height())
    _paint_mark(painter, kind, mark, QColor(kind_colour(kind, colours)))
    words = box.adjusted(mark_width + metrics.height() * 0.15, 0, -metrics.height() * 0.2, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, kind.short_label)
    painter.restore()
    return box.toAlignedRect()


def _paint_mark(painter: QPainter, kind: Kind, box: QRectF, colour: QColor) -> None:
    if kind is Kind.PROCEDURE:  # the triangle is in few fonts
        side = box.width() * 0.5
        left, middle = box.center().x() - side * 0.4, box.center().y()
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(left, middle - side / 2),
                    QPointF(left + side, middle),
                    QPointF(left, middle + side / 2),
                ]
            )
        )
        painter.restore()
        return
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _MARKS.get(kind, "·"))


def _small(font: QFont) -> QFont:
    return sized(font, font.pixelSize() * 13 / 15)
