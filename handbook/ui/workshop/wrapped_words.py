"""Words, a font and a width -> at most so many lines, the last one ending in … where more was to come."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

_BREAK = "\u2028"


def wrapped(words: str, font: QFont, width: int, most: int) -> Sequence[str]:
    """Lines as they are painted; `most` 0 = as many as it takes."""
    text = words.replace("\n", _BREAK)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        start, length = line.textStart(), line.textLength()
        if most and len(lines) == most - 1 and start + length < len(text):
            rest = text[start:].replace(_BREAK, " ")
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + length].rstrip(_BREAK))
    layout.endLayout()
    return lines
