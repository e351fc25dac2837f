"""The bundled font -> Qt fonts and widths; the same on every machine, so paper is the same everywhere."""

import sys
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from handbook import paths
from handbook.export.drawing.font_file import FontFile
from handbook.export.errors import ExportError
from handbook.paper_characters import PAPER_FACE

FAMILY = "Handbook Paper"
"""The bundled Noto Sans SC under a name of its own: a font of that name on the system, of another version or with
other weights, could stand in for it."""
UNITS = 20
"""Painter units in a point: whole pixel sizes then give type sizes in twentieths of a point on any device."""
FACES = {False: PAPER_FACE, True: "NotoSansSC-Bold.ttf"}
"""Is it bold -> its file among the resources."""
_MEASURED_AT = 1000


def ensure_gui_application() -> QGuiApplication:
    """The running application, or a new one without a screen; the caller keeps it alive."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    arguments = [sys.argv[0] or "handbook"]
    if sys.platform.startswith("linux"):
        arguments += [
            "-platform",
            "offscreen",
        ]  # elsewhere the usual platform needs no screen to be connected
    return QGuiApplication(arguments)


class PaperFont:
    """The regular and bold faces; needs a QGuiApplication."""

    def __init__(self) -> None:
        _register(id(QGuiApplication.instance()))
        self._metrics = {bold: QFontMetricsF(make_font(_MEASURED_AT / UNITS, bold)) for bold in (False, True)}

    def advance(self, text: str, bold: bool) -> float:
        """Width of `text` in em."""
        return self._metrics[bold].horizontalAdvance(text) / _MEASURED_AT


@cache
def _register(_application: int) -> None:
    """Once for each application. Read into memory: a mapped file that an update rewrites would end the program."""
    for is_bold in FACES:
        style = "Bold" if is_bold else "Regular"
        font = face_file(is_bold).renamed(FAMILY, style, f"NotoSansSC-{style}")
        if QFontDatabase.addApplicationFontFromData(QByteArray(font)) < 0:
            raise ExportError("纸面字体装不上。请重新安装程序。")


@cache
def face_file(is_bold: bool) -> FontFile:
    """The bundled file of a face. Raises `ExportError`."""
    return FontFile(paths.resources() / "fonts" / FACES[is_bold])


@lru_cache(maxsize=256)
def make_font(size: float, bold: bool) -> QFont:
    """The font at `size` points in painter units; no other font ever fills in."""
    font = QFont(FAMILY)
    font.setPixelSize(round(size * UNITS))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    # Kerning moves a letter of a code by less than a tenth of a point, and the PDF would have to follow it.
    font.setKerning(False)
    return font
