"""The handbook's SVG diagrams go in; pictures in the colours of the theme come out."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter, QTextDocument, QTextImageFormat
from PySide6.QtSvg import QSvgRenderer

from handbook.render.blocks import DIAGRAM_SCHEME
from handbook.ui.theme.theme import Theme

WIDTH = 600
RATIO = 2


def _swaps(theme: Theme) -> dict[str, str]:
    """Colours that diagrams are drawn in → colours of the theme."""
    c = theme.colours
    return {
        "#1b2330": c.ink,
        "#4a5565": c.ink_second,
        "#0f6b8f": c.accent,
        "#b3261e": c.danger,
        "#e3f1f6": c.accent_soft,
        "#cfd4dc": c.line_strong,
        "#ffffff": c.panel,
    }


def picture(name: str, diagrams: Mapping[str, str], theme: Theme) -> dict[str, QImage]:
    """Name in the page → picture of the diagram; empty where there is none."""
    svg = diagrams.get(name)
    if svg is None:
        return {}
    for drawn, shown in _swaps(theme).items():
        svg = svg.replace(drawn, f"\0{shown}").replace(drawn.upper(), f"\0{shown}")
    renderer = QSvgRenderer(QByteArray(svg.replace("\0", "").encode()))
    size = renderer.defaultSize()
    width = theme.px(WIDTH) * RATIO
    height = round(width * size.height() / max(1, size.width()))
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(RATIO)
    return {DIAGRAM_SCHEME + name: image}


def pictures_in(document: QTextDocument) -> list[tuple[int, int, QTextImageFormat]]:
    """(start, end, format) of every picture in `document`, in order."""
    return list(_pictures(document))


def _pictures(document: QTextDocument) -> Iterator[tuple[int, int, QTextImageFormat]]:
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            if fragment.charFormat().isImageFormat():
                yield (
                    fragment.position(),
                    fragment.position() + fragment.length(),
                    fragment.charFormat().toImageFormat(),
                )
            fragments += 1
        block = block.next()
