"""Docks the window at the screen's edge, always on top, and remembers where it stood, docked and wide."""

from pathlib import Path

from PySide6.QtCore import QMargins, QObject, QPoint, QRect, QSettings, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow

from handbook import paths
from handbook.settings import Settings
from handbook.ui.screen_space import frame_of, is_seen, placed

NARROWEST, WIDEST = 320, 420
SMALLEST = (760, 480)
LEAST_DESK = 1000
"""Width of an unseen screen from which it counts as the screen of a desk; a smaller one bounds nothing."""
_LARGEST = 100_000
"""A number beyond it is no place on any screen."""
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
        self._frame = QMargins()
        """Title bar and borders, as far as they are known."""
        self._is_settled = True
        for screen in QGuiApplication.screens():
            self._watch(screen)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._watch)
            application.screenRemoved.connect(self._on_screens)
            application.primaryScreenChanged.connect(self._on_screens)

    @property
    def is_docked(self) -> bool:
        """Whether the window stands at the edge."""
        return self._is_docked

    def open_wide(self) -> None:
        """Put the wide window where it stood when the program ended; the first time it fills a small screen."""
        self._allow_small(SMALLEST[0])
        if self._places.value(WIDE) is None:
            self.fit_to(self._screen().availableGeometry().size())
        self._restore_wide()
        self._is_settled = False

    def dock(self, settings: Settings, scale: float) -> None:
        """To the edge where it stood last, over the whole height of that screen."""
        window = self._window
        if not self._is_docked and window.isVisible():
            self._keep_wide()
        was_visible = window.isVisible()
        self._allow_small(NARROWEST)
        self._stay_on_top(settings.is_on_top)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMaximized)
        area = self._screen().availableGeometry()
        wanted = self.width_of(settings)
        # Large text in a narrow dock would leave a question without its answers: the least width grows with the text.
        least = max(NARROWEST, min(round(NARROWEST * scale), area.width() // 2))
        width = min(max(wanted, least), max(least, round(WIDEST * scale)), area.width())
        edge = self.edge_of(settings)
        left = area.left() if edge == "left" else area.right() - width + 1
        window.setGeometry(placed(QRect(left, area.top(), width, area.height()), area, self._frame))
        self._is_docked = True
        self._is_settled = False
        if was_visible:
            window.show()

    def undock(self) -> None:
        """Back to the wide window."""
        window = self._window
        was_visible = window.isVisible()
        if self._is_docked:
            self._keep_dock()
        self._is_docked = False
        self._stay_on_top(False)
        self._allow_small(SMALLEST[0])
        self._restore_wide()
        self._is_settled = False
        if was_visible:
            window.show()

    def edge_of(self, settings: Settings) -> str:
        """The edge (left | right) to which the window was moved last, else that of `settings`."""
        return str(self._places.value(EDGE) or settings.dock_edge)

    def width_of(self, settings: Settings) -> int:
        """Pixels of the docked window as it was drawn last, else of `settings`."""
        return _number(str(self._places.value(WIDTH) or "")) or settings.dock_width

    def forget_edge(self) -> None:
        """What the settings say goes before what was last moved by hand."""
        for name in (EDGE, WIDTH):
            self._places.remove(name)

    def remember(self) -> None:
        """Keep the place for the next start."""
        if self._is_docked:
            self._keep_dock()
        else:
            self._keep_wide()
        self._places.sync()

    def _stay_on_top(self, is_on_top: bool) -> None:
        """Set only where it differs: the window is made anew for it."""
        flag = Qt.WindowType.WindowStaysOnTopHint
        if bool(self._window.windowFlags() & flag) is not is_on_top:
            self._window.setWindowFlag(flag, is_on_top)

    def _keep_wide(self) -> None:
        place = self._window.normalGeometry() if self._window.isMaximized() else self._window.geometry()
        numbers = (place.x(), place.y(), place.width(), place.height(), int(self._window.isMaximized()))
        self._places.setValue(WIDE, " ".join(map(str, numbers)))

    def fit_to(self, room: QSize) -> None:
        """Fill a screen with `room` for windows if the window is larger than that."""
        window = self._window
        is_larger = window.width() > room.width() or window.height() > room.height()
        if is_larger and (is_seen() or room.width() >= LEAST_DESK):
            window.resize(window.size().boundedTo(room))
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def settle(self) -> None:
        """The window was painted, so its title bar is known: keep it and the whole window on the screen, once."""
        if not self._is_settled and is_seen():
            self._is_settled = True
            QTimer.singleShot(0, self._settle)

    @Slot()
    def _settle(self) -> None:
        window, screen = self._window, self._window.screen()
        if screen is None or not is_seen() or not window.isVisible() or window.isMinimized():
            return
        self._allow_small(NARROWEST if self._is_docked else SMALLEST[0])
        if window.isMaximized() or window.isFullScreen():
            return
        self._frame = frame_of(window)
        place = placed(window.geometry(), screen.availableGeometry(), self._frame)
        if place != window.geometry():
            window.setGeometry(place)

    @Slot()
    def _on_screens(self) -> None:
        """A screen went, or its room became another: what is outside comes in when the desktop has moved it."""
        QTimer.singleShot(0, self._settle)

    @Slot(QScreen)
    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._on_screens)

    def _allow_small(self, width: int) -> None:
        """The least size of the design, or that of a screen that is smaller still."""
        least = QSize(width, SMALLEST[1])
        if is_seen():
            room = self._screen().availableGeometry().marginsRemoved(self._frame)
            least = least.boundedTo(room.size() - QSize(0, 2 * self._window.fontMetrics().height()))
        self._window.setMinimumSize(least)

    def _restore_wide(self) -> None:
        """The size always; the place only where its title bar would be on a screen; all of it inside that screen."""
        numbers = [_number(word) for word in str(self._places.value(WIDE) or "").split()]
        if len(numbers) != 5 or None in numbers:
            return
        left, top, width, height, is_maximized = (number or 0 for number in numbers)
        if width <= 0 or height <= 0:
            return
        there = QGuiApplication.screenAt(QPoint(left + width // 2, top + 8))
        wanted = QRect(left, top, width, height)
        if is_seen():
            screen = there or self._screen()
            place = placed(wanted, screen.availableGeometry(), self._frame)
            self._window.setGeometry(place)
        else:
            self._window.resize(width, height)
            if there is not None:
                self._window.setGeometry(wanted)
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


def _number(word: str) -> int | None:
    """A number that can be a place or a size; None for everything else that may stand in the file."""
    digits = word.removeprefix("-")
    if not digits.isascii() or not digits.isdecimal() or len(digits) > len(str(_LARGEST)):
        return None
    return int(word) if int(digits) <= _LARGEST else None
