"""A document -> pictures of its sheets, for the preview in the print dialog and for checks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from handbook.export.drawing.paint import paint_page
from handbook.export.paper.document import Document


def render_sheet(document: Document, index: int, width: int, *, device_pixel_ratio: float = 1.0) -> QImage:
    """Sheet `index` (from 0), `width` device-independent pixels wide, on white."""
    dots = width * device_pixel_ratio / document.width
    image = QImage(
        round(width * device_pixel_ratio), round(document.height * dots), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    paint_page(painter, document.pages[index], dots)
    painter.end()
    image.setDevicePixelRatio(device_pixel_ratio)
    return image
