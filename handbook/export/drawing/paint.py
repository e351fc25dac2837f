"""A page of marks and a QPainter -> the page painted, on printer or picture."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from handbook.export.drawing.fonts import FAMILY, UNITS, make_font
from handbook.export.drawing.qr import qr_stretches
from handbook.export.drawing.strokes import RING_STROKE, TICK_SHAPES, tick_frames
from handbook.export.paper.boxes import (
    CrossMark,
    LineMark,
    LinkMark,
    Mark,
    Page,
    QrMark,
    RectMark,
    RingMark,
    SvgMark,
    TagMark,
    TextMark,
    TickMark,
)
from handbook.export.paper.pictures import for_paper


def paint_page(painter: QPainter, page: Page, dots_per_point: float) -> None:
    """Paint all marks; the painter's origin is the upper left corner of the sheet, its unit one dot."""
    painter.save()
    painter.scale(dots_per_point / UNITS, dots_per_point / UNITS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush = _Brush(painter)
    for placed in page.placed:
        x = placed.x
        y = placed.y
        for mark in placed.box.marks:
            brush.paint(mark, x, y)
    painter.restore()


class _Brush:
    """Paints marks one after another; remembers the font and grey in use, for changing them costs more than a word."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._font = (0.0, False)
        self._grey = -1.0

    def paint(self, mark: Mark, x: float, y: float) -> None:
        """One mark, moved by (x, y) points."""
        match mark:
            case TextMark():
                self._text(mark, x, y)
            case LineMark():
                self._line(mark, x, y)
            case RectMark():
                self._rect(mark, x, y)
            case TickMark():
                self._tick(mark, x, y)
            case RingMark():
                self._ring(mark, x, y)
            case CrossMark():
                self._cross(mark, x, y)
            case QrMark():
                self._qr(mark, x, y)
            case SvgMark():
                self._svg(mark, x, y)
            case LinkMark() | TagMark():
                pass  # leads somewhere, and is something, in a PDF alone

    def _text(self, mark: TextMark, x: float, y: float) -> None:
        font = (mark.size, mark.bold)
        if font != self._font:
            self._painter.setFont(make_font(*font))
            self._font = font
        if mark.grey != self._grey:
            self._painter.setPen(_colour(mark.grey))
            self._grey = mark.grey
        self._painter.drawText(QPointF((x + mark.x) * UNITS, (y + mark.y) * UNITS), mark.text)

    def _pen(self, width: float, grey: float, *, is_dashed: bool = False, is_round: bool = False) -> None:
        pen = QPen(_colour(grey), width * UNITS)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if is_round else Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if is_round else Qt.PenJoinStyle.MiterJoin)
        if is_dashed:
            pen.setDashPattern([4.0, 4.0])
        self._painter.setPen(pen)
        self._grey = -1.0

    def _line(self, mark: LineMark, x: float, y: float) -> None:
        self._pen(mark.width, mark.grey, is_dashed=mark.is_dashed)
        self._painter.drawLine(
            QLineF((x + mark.x1) * UNITS, (y + mark.y1) * UNITS, (x + mark.x2) * UNITS, (y + mark.y2) * UNITS)
        )

    def _rect(self, mark: RectMark, x: float, y: float) -> None:
        area = QRectF((x + mark.x) * UNITS, (y + mark.y) * UNITS, mark.width * UNITS, mark.height * UNITS)
        if mark.fill is not None:
            self._painter.fillRect(area, _colour(mark.fill))
        if mark.stroke:
            self._pen(mark.stroke, mark.grey)
            self._painter.drawRect(area)

    def _tick(self, mark: TickMark, x: float, y: float) -> None:
        frames = tick_frames(mark)
        for frame in frames:
            self._rect(frame, x, y)
        points = TICK_SHAPES.get(mark.state)
        if points:
            left = x + frames[0].x
            top = y + frames[0].y
            side = frames[0].width
            self._pen(0.14 * mark.size, frames[0].grey, is_round=True)
            self._painter.drawPolyline(
                [QPointF((left + px * side) * UNITS, (top + py * side) * UNITS) for px, py in points]
            )

    def _ring(self, mark: RingMark, x: float, y: float) -> None:
        self._pen(RING_STROKE, 0.0)
        centre = QPointF((x + mark.x + mark.size / 2) * UNITS, (y + mark.y + mark.size / 2) * UNITS)
        radius = (mark.size - RING_STROKE) / 2 * UNITS
        self._painter.drawEllipse(centre, radius, radius)
        if mark.is_chosen:
            self._painter.setBrush(QBrush(_colour(0.0)))
            self._painter.drawEllipse(centre, radius * 0.55, radius * 0.55)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _cross(self, mark: CrossMark, x: float, y: float) -> None:
        self._pen(0.16 * mark.size, 0.0)
        left = (x + mark.x) * UNITS
        top = (y + mark.y) * UNITS
        side = mark.size * UNITS
        self._painter.drawLine(QLineF(left, top, left + side, top + side))
        self._painter.drawLine(QLineF(left, top + side, left + side, top))

    def _qr(self, mark: QrMark, x: float, y: float) -> None:
        """One path of rectangles; whole units keep the modules square."""
        stretches, modules = qr_stretches(mark.text)
        module = int(mark.size * UNITS / modules)
        left = int((x + mark.x) * UNITS)
        top = int((y + mark.y) * UNITS)
        path = QPainterPath()
        for start, end, row in stretches:
            path.addRect(left + start * module, top + row * module, (end - start) * module, module)
        self._painter.fillPath(path, QBrush(_colour(0.0)))

    def _svg(self, mark: SvgMark, x: float, y: float) -> None:
        from PySide6.QtSvg import QSvgRenderer  # few entries have a drawing

        renderer = QSvgRenderer(QByteArray(for_paper(mark.svg, FAMILY).encode()))
        self._painter.save()
        area = QRectF((x + mark.x) * UNITS, (y + mark.y) * UNITS, mark.width * UNITS, mark.height * UNITS)
        renderer.render(self._painter, area)
        self._painter.restore()
        self._font = (0.0, False)
        self._grey = -1.0


@lru_cache(maxsize=32)
def _colour(grey: float) -> QColor:
    return QColor.fromRgbF(grey, grey, grey)
