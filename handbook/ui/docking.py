"""Docks the window at the screen's edge, always on top, and puts it back where it was."""

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from handbook.settings import Settings

NARROWEST = 320
SMALLEST = (760, 480)


class Docking(QObject):
    """Remembers the wide window's place while docked."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._wide: QByteArray | None = None

    def dock(self, settings: Settings, scale: float) -> None:
        """To the edge named in `settings`, over the whole height of the screen the window is on."""
        window = self._window
        self._wide = window.saveGeometry()
        was_visible = window.isVisible()
        window.setMinimumSize(NARROWEST, SMALLEST[1])
        window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, True)
        screen = window.screen() or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        width = min(max(settings.dock_width, NARROWEST), max(NARROWEST, round(420 * scale)), area.width())
        left = area.left() if settings.dock_edge == "left" else area.right() - width + 1
        window.setGeometry(left, area.top(), width, area.height())
        if was_visible:
            window.show()

    def undock(self) -> None:
        """Back to the wide window."""
        window = self._window
        was_visible = window.isVisible()
        window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, False)
        window.setMinimumSize(*SMALLEST)
        if self._wide is not None:
            window.restoreGeometry(self._wide)
        if was_visible:
            window.show()
