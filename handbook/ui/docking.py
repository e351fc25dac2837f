"""Docks the window at the screen's edge, always on top, and remembers where it stood, docked and wide."""

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow

from handbook import paths
from handbook.settings import Settings

NARROWEST, WIDEST = 320, 420
SMALLEST = (760, 480)
LEAST_DESK = 1000
"""Width of a screen on which three columns can stand side by side; on less the window keeps its size."""
WIDE, SCREEN, EDGE, WIDTH = "wide", "screen", "edge", "width"


class Docking(QObject):
    """Places live in a small file of their own; the settings say only what was never moved by hand."""

    def __init__(self, window: QMainWindow, file: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._places = QSettings(
            str(file or paths.user_home() / "window.ini"), QSettings.Format.IniFormat, self
        )
        self._is_docked = False

    @property
    def is_docked(self) -> bool:
        """Whether the window stands at the edge."""
        return self._is_docked

    def open_wide(self) -> None:
        """Put the wide window where it stood when the program ended; the first time it fills a small screen."""
        if self._places.value(WIDE) is None:
            self.fit_to(self._screen().availableGeometry().size())
        self._restore_wide()

    def dock(self, settings: Settings, scale: float) -> None:
        """To the edge where it stood last, over the whole height of that screen."""
        window = self._window
        if not self._is_docked and window.isVisible():
            self._keep_wide()
        was_visible = window.isVisible()
        window.setMinimumSize(NARROWEST, SMALLEST[1])
        window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, True)
        area = self._screen().availableGeometry()
        kept = str(self._places.value(WIDTH) or "")
        wanted = int(kept) if kept.isdecimal() else settings.dock_width
        width = min(max(wanted, NARROWEST), max(NARROWEST, round(WIDEST * scale)), area.width())
        edge = str(self._places.value(EDGE) or settings.dock_edge)
        left = area.left() if edge == "left" else area.right() - width + 1
        window.setGeometry(left, area.top(), width, area.height())
        self._is_docked = True
        if was_visible:
            window.show()

    def undock(self) -> None:
        """Back to the wide window."""
        window = self._window
        was_visible = window.isVisible()
        if self._is_docked:
            self._keep_dock()
        self._is_docked = False
        window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, False)
        window.setMinimumSize(*SMALLEST)
        self._restore_wide()
        if was_visible:
            window.show()

    def remember(self) -> None:
        """Keep the place for the next start."""
        if self._is_docked:
            self._keep_dock()
        else:
            self._keep_wide()
        self._places.sync()

    def _keep_wide(self) -> None:
        place = self._window.normalGeometry() if self._window.isMaximized() else self._window.geometry()
        numbers = (place.x(), place.y(), place.width(), place.height(), int(self._window.isMaximized()))
        self._places.setValue(WIDE, " ".join(map(str, numbers)))

    def fit_to(self, room: QSize) -> None:
        """Fill a screen with `room` for windows if the window is larger than that."""
        window = self._window
        is_larger = window.width() > room.width() or window.height() > room.height()
        if is_larger and room.width() >= LEAST_DESK:
            window.resize(window.size().boundedTo(room))
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def _restore_wide(self) -> None:
        """The size always; the place only where its title bar would be on a screen."""
        numbers = str(self._places.value(WIDE) or "").split()
        if len(numbers) != 5 or not all(n.removeprefix("-").isdecimal() for n in numbers):
            return
        left, top, width, height, is_maximized = map(int, numbers)
        self._window.resize(width, height)
        if QGuiApplication.screenAt(QPoint(left + width // 2, top + 8)) is not None:
            self._window.setGeometry(left, top, width, height)
        if is_maximized:
            self._window.setWindowState(self._window.windowState() | Qt.WindowState.WindowMaximized)

    def _keep_dock(self) -> None:
        """The half of the screen in which the window stands is its edge."""
        window = self._window
        screen = window.screen()
        if screen is not None:
            is_left = window.geometry().center().x() < screen.availableGeometry().center().x()
            self._places.setValue(EDGE, "left" if is_left else "right")
            self._places.setValue(WIDTH, window.width())
            self._places.setValue(SCREEN, screen.name())

    def _screen(self) -> QScreen:
        name = self._places.value(SCREEN)
        known = next((s for s in QGuiApplication.screens() if s.name() == name), None)
        here = self._window.screen() if self._window.isVisible() else None
        return here or known or QGuiApplication.primaryScreen()
