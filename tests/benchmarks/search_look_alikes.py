"""Makes the table of look-alike characters from the glyphs of the bundled font.

    python tests/benchmarks/search_look_alikes.py > resources/tables/look_alikes.txt

Each common character (GB 2312) is drawn at 32 pixels and blurred a little; characters whose pictures correlate are
alike. Only pairs that the order of the Unicode block does not show already (see shapes.py) are kept.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage, QPainter  # noqa: E402

from handbook.search.words.shapes import neighbours  # noqa: E402

SIZE = 32
ALIKE = 0.78
MOST = 5
_PER_LINE = 18


def common_characters() -> list[str]:
    """The 6,763 characters of GB 2312."""
    found = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def pictures(characters: list[str]) -> NDArray[np.float32]:
    """(characters, pixels), each row blurred, centred and of length 1."""
    _ = QGuiApplication.instance() or QGuiApplication([])
    fonts = sorted((ROOT / "resources" / "fonts").rglob("*.[ot]t[fc]"))
    families = [
        f
        for p in fonts
        for f in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(p)))
    ]
    font = QFont(families[0])
    font.setPixelSize(SIZE - 2)
    rows = []
    for char in characters:
        image = QImage(SIZE, SIZE, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, char)
        painter.end()
        raw = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, image.bytesPerLine())
        rows.append(blurred(raw[:, :SIZE].astype(np.float32)).ravel())
    found = np.array(rows, np.float32)
    found -= found.mean(axis=1, keepdims=True)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def blurred(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean over three by three pixels."""
    wide = np.pad(image, 1)
    shifted = [wide[y : y + SIZE, x : x + SIZE] for y in range(3) for x in range(3)]
    result: NDArray[np.float32] = np.mean(shifted, axis=0, dtype=np.float32)
    return result


def look_alikes() -> dict[str, str]:
    """Character → its look-alikes, likest first; characters without any are left out."""
    characters = common_characters()
    drawn = pictures(characters)
    table = {}
    for row, char in enumerate(characters):
        likeness = drawn @ drawn[row]
        likeness[row] = 0
        near = np.argsort(-likeness)[: MOST * 3].tolist()
        known = neighbours(char)
        alike = [characters[n] for n in near if likeness[n] >= ALIKE and characters[n] not in known]
        if alike:
            table[char] = "".join(alike[:MOST])
    return table


if __name__ == "__main__":
    words = [char + alike for char, alike in look_alikes().items()]
    lines = [" ".join(words[i : i + _PER_LINE]) for i in range(0, len(words), _PER_LINE)]
    print("\n".join(lines))
