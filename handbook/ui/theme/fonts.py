"""The screen font: a good Chinese font of the system where there is one, else the bundled one."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from handbook import paths

BUNDLED_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_PREFERRED = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "HarmonyOS Sans SC",
)
BASE_PIXELS = 15


@cache
def bundled_family() -> str:
    """Family name of the bundled font, loaded on first use; empty where its files are missing."""
    families = []
    for name in BUNDLED_FILES:
        number = QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))
        if number >= 0:
            families += QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else ""


@cache
def screen_family() -> str:
    """Family for the screen: never left to the system's fallback, whose glyph forms differ from PC to PC."""
    installed = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    return next((f for f in _PREFERRED if f in installed), "") or bundled_family()


def screen_font(scale: float = 1.0) -> QFont:
    """The application font at `scale` (1.0 = 100 %)."""
    font = QFont(screen_family())
    font.setPixelSize(round(BASE_PIXELS * scale))
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def sized(font: QFont, pixels: float, *, bold: bool = False) -> QFont:
    """A copy of `font` of that size."""
    copy = QFont(font)
    copy.setPixelSize(max(1, round(pixels)))
    copy.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return copy
