"""The desktop turns dark, or light again, while the window is open: with the look of the desktop everything follows."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from handbook.app.application import Application
from handbook.model.problem import Problem
from handbook.override import override
from handbook.render.colours import DARK, LIGHT
from handbook.settings import Settings
from handbook.ui.dialogs.script_dialog import ScriptDialog
from handbook.ui.dialogs.text_dialog import TextDialog
from tests.helpers.finding import child

Opener = Callable[..., Application]
Turn = Callable[[bool], None]


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> Turn:
    """Turn the desktop dark (True) or light; the offscreen platform has no desktop that could."""
    now = [Qt.ColorScheme.Light]
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: now[0])

    def to(is_dark: bool) -> None:
        now[0] = Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light
        QGuiApplication.styleHints().colorSchemeChanged.emit(now[0])

    return to


def lightness(widget: QWidget) -> int:
    """Of the ground that most of a widget is painted in."""
    image = widget.grab().toImage()
    points = [(x, y) for x in range(2, image.width() - 2, 7) for y in range(2, image.height() - 2, 7)]
    values = sorted(QColor(image.pixel(x, y)).lightness() for x, y in points)
    return values[len(values) // 2]


def test_every_room_page_and_dialog_follows(open_program: Opener, turn: Turn) -> None:
    window = open_program(settings=Settings(look="system")).window
    panels = window.panels
    panels.calls.pin("proc-leak-intake")
    panels.reading.open(next(e.id for e in panels.reading.handbook.knowledge if e.diagram))
    panels.dialogs.show_help(window.theme)
    problem = Problem(file="values.yaml", rule="unknown-key", message="不认识的键。")
    panels.dialogs.show_problems((problem,), window.theme)
    panels.dialogs.read_aloud(panels.reading.handbook.scripts[0], panels.reading.handbook, window.theme)
    panels.dialogs.show_history()
    panels.dialogs.flag(panels.reader.entry)
    panels.dialogs.print(panels.reader.entry, None, panels.reading.handbook, window.theme, window.settings)
    panels.settings.open()
    QApplication.processEvents()
    shown = [window, panels.reader.view, panels.call_panel, window.search]
    dialogs = [d for d in window.findChildren(QDialog) if d.isVisible()]
    assert len(dialogs) == 7
    pages = [d.view for d in dialogs if isinstance(d, TextDialog)]
    for is_dark in (True, False):
        turn(is_dark)
        QApplication.processEvents()
        for widget in (*shown, *dialogs):
            assert (lightness(widget) < 100) is is_dark, (widget, lightness(widget), is_dark)
        ours, other = (DARK, LIGHT) if is_dark else (LIGHT, DARK)
        for page in (*pages, panels.reader.view):
            assert ours.ink in page.toHtml()
            assert other.ink not in page.toHtml()
    assert window.settings.look == "system"


def test_what_was_written_and_where_one_was_stays(open_program: Opener, turn: Turn) -> None:
    window = open_program(settings=Settings(look="system")).window
    panels = window.panels
    script = next(s for s in panels.reading.handbook.scripts if s.placeholders)
    panels.dialogs.read_aloud(script, panels.reading.handbook, window.theme)
    panels.dialogs.show_help(window.theme)
    QApplication.processEvents()
    prompter, manual = child(window, ScriptDialog), child(window, TextDialog)
    next(iter(prompter._fields.values())).setText("王女士")
    bar = manual.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    turn(True)
    QApplication.processEvents()
    assert "王女士" in prompter.values.values()
    assert abs(bar.value() - bar.maximum() // 2) < 40


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_look_that_was_chosen_stays(open_program: Opener, turn: Turn, look: str) -> None:
    window = open_program(settings=Settings(look=look)).window
    before = window.theme
    for is_dark in (True, False):
        turn(is_dark)
        assert window.theme is before
        assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(
            (DARK if look == "dark" else LIGHT).panel
        )


class Changes(QObject):
    """Counts how often a widget takes another style."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.PaletteChange
        return False


def test_one_switch_is_one_change_however_often_it_is_told(open_program: Opener, turn: Turn) -> None:
    window = open_program(settings=Settings(look="system")).window
    QApplication.processEvents()
    turn(True)
    theme = window.theme
    changes = Changes(window)
    for _ in range(50):
        turn(True)
    QApplication.processEvents()
    assert window.theme is theme
    assert changes.count == 0


def test_a_switch_before_the_rooms_are_there_is_followed(turn: Turn, qapp: QApplication) -> None:
    program = Application(Settings(look="system"))
    turn(True)
    assert program.window.theme.colours is DARK
    program.window.deleteLater()
    program.deleteLater()
