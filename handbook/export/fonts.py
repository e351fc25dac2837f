"""The bundled font -> Qt fonts and widths; the same on every machine, so paper is the same everywhere."""

import sys
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QRawFont

from handbook import paths
from handbook.export.errors import ExportError

FAMILY = "Noto Sans SC"
UNITS = 20
"""Painter units in a point: whole pixel sizes then give type sizes in twentieths of a point on any device."""
_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
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
        self._raw = QRawFont.fromFont(make_font(50, False))

    def advance(self, text: str, bold: bool) -> float:
        """Width of `text` in em."""
        return self._metrics[bold].horizontalAdvance(text) / _MEASURED_AT

    def missing(self, text: str) -> str:
        """Characters of `text` that the font has not, each once; blanks and line ends do not count."""
        wanted = {char for char in text if not char.isspace()}
        return "".join(sorted(char for char in wanted if not self._raw.supportsCharacter(ord(char))))


@cache
def _register(_application: int) -> None:
    """Once for each application. Read into memory: a mapped file that an update rewrites would end the program."""
    for name in _FILES:
        path = paths.resources() / "fonts" / name
        try:
            added = QFontDatabase.addApplicationFontFromData(QByteArray(path.read_bytes()))
        except OSError:
            added = -1
        if added < 0:
            raise ExportError(f"字体文件打不开:{path}。请重新安装程序。")


@lru_cache(maxsize=256)
def make_font(size: float, bold: bool) -> QFont:
    """The font at `size` points in painter units; no other font ever fills in."""
    font = QFont(FAMILY)
    font.setPixelSize(round(size * UNITS))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font
