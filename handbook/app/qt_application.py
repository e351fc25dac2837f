"""The Qt application: what the first paint needs, and what it can do without."""

import os

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from handbook import __version__
from handbook.ui.theme.fonts import screen_font
from handbook.ui.theme.icons import icon


def build_qt(argv: list[str]) -> QApplication:
    """The Qt application, set up for speed and for Chinese."""
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "1")  # what was typed is painted at once, not 5 ms later
    app = QApplication([*argv, "-style", "fusion"])  # setStyle() would hand a QStyle back: 10 ms of enums
    app.setApplicationName("供热速查")
    app.setApplicationVersion(__version__)
    app.setFont(screen_font())
    # Looking icons up in the desktop's theme costs 100 ms on X11; the program draws its own.
    QIcon.setThemeName("none")
    QIcon.setFallbackThemeName("none")
    return app


def complete_qt() -> None:
    """What the first painted window does without: its icon in the task bar, Qt's own words in Chinese."""
    app = QApplication.instance()
    if not isinstance(app, QApplication) or not app.windowIcon().isNull():
        return
    app.setWindowIcon(icon("app", "#0f6b8f", 64))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
