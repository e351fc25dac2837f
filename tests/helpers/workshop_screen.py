"""The workshop on screen: dressed as the desk dresses it, opened at a size, and let go of."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from handbook.ui.theme.fonts import screen_family, screen_font
from handbook.ui.theme.palette import palette_of
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme, theme_of
from handbook.ui.workshop.workshop import Workshop
from tests.conftest import let_go, undress


class Themed(Protocol):
    """What takes colours and sizes."""

    def apply_theme(self, theme: Theme) -> None:
        """Take them."""


def dress(window: Themed, *, scale: float = 1.0, is_dark: bool = False) -> Theme:
    """Colours and sizes for the application and the window, as the desk hands them down."""
    theme = theme_of(is_dark=is_dark, scale=scale)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setFont(screen_font(theme.scale))
    app.setPalette(palette_of(theme.colours))
    app.setStyleSheet(stylesheet(theme, screen_family()))
    window.apply_theme(theme)
    return theme


def end(*workshops: Workshop) -> None:
    """Close them and let go of all that they made."""
    for workshop in workshops:
        workshop.window.close()
        workshop.window.deleteLater()
        workshop.deleteLater()
    undress()
    let_go()


@contextmanager
def on_screen(workshop: Workshop) -> Iterator[None]:
    """Dressed and open while the block runs."""
    dress(workshop.window)
    workshop.open()
    workshop.window.resize(1440, 900)
    assert QTest.qWaitForWindowActive(workshop.window)
    yield
    end(workshop)
