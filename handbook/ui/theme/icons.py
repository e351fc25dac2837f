"""Name of an icon goes in; the icon in a colour comes out, drawn from the program's own SVGs."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from handbook import paths

RATIO = 2
"""Pixels drawn for each pixel asked for, so that icons stay sharp on dense screens."""


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon `name` in `colour` at `size` pixels."""
    svg = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    image = QPixmap(size * RATIO, size * RATIO)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size * RATIO, size * RATIO))
    painter.end()
    image.setDevicePixelRatio(RATIO)
    return image


def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """The icon `name` for a button."""
    return QIcon(pixmap(name, colour, size))


def put(button: QAbstractButton, name: str, colour: str, size: int, *, disabled: str = "") -> None:
    """Put the icon `name` on `button` in this size; in the colour `disabled` while the button cannot be pressed."""
    made = icon(name, colour, size)
    if disabled:
        made.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
    button.setIcon(made)
    button.setIconSize(QSize(size, size))
