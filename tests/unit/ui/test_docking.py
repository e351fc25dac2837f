"""The window remembers where it stood, wide and at the edge."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from handbook.settings import Settings
from handbook.ui.screen_space import placed
from handbook.ui.window.docking import Docking


def window_with_docking(qtbot: QtBot, file: Path) -> tuple[QMainWindow, Docking]:
    window = QMainWindow()
    qtbot.addWidget(window)
    docking = Docking(window, file)
    docking.open_wide()
    window.show()
    return window, docking


def test_the_wide_place_survives_docking_and_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    window, docking = window_with_docking(qtbot, tmp_path / "w.ini")
    window.setGeometry(20, 40, 770, 600)
    place = window.geometry()
    docking.dock(Settings(), 1.0)
    assert window.width() == 400
    docking.undock()
    assert window.geometry() == place
    docking.remember()
    again, _ = window_with_docking(qtbot, tmp_path / "w.ini")
    assert again.geometry() == place


@pytest.mark.parametrize("edge", ["left", "right"])
def test_the_dock_comes_back_at_the_edge_and_width_where_it_was_left(
    qtbot: QtBot, tmp_path: Path, edge: str
) -> None:
    window, docking = window_with_docking(qtbot, tmp_path / "w.ini")
    docking.dock(Settings(dock_edge="right"), 1.0)
    area = window.screen().availableGeometry()
    window.resize(350, window.height())
    window.move(area.left() if edge == "left" else area.right() - 349, area.top())
    docking.remember()
    again, second = window_with_docking(qtbot, tmp_path / "w.ini")
    second.dock(Settings(dock_edge="right"), 1.0)
    assert again.width() == 350
    wanted = area.left() if edge == "left" else area.right() - 349
    assert abs(again.geometry().left() - wanted) <= 4  # some platforms count a frame
    assert again.height() == area.height()
    assert again.windowFlags() & Qt.WindowType.WindowStaysOnTopHint


@pytest.mark.parametrize(
    "words",
    [
        "",
        "rubbish",
        "1 2 3",
        "a b c d e",
        "90000 90000 800 600 0",
        "0 0 2147483648 900 0",
        "0 0 1440 99999999999999999999 0",
        "-9999999999 0 1440 900 0",
        "nan inf 1440 900 0",
        "1e3 0 1440 900 0",
        "0 0 0 0 0",
        "0 0 -5 -5 0",
        "٣ ٣ ٣ ٣ ٣",
        "--1 0 9 9 0",
        "1,2,3,4,5",
        "@Invalid()",
        "@Size(3 4)",
        f"0 0 {'9' * 5000} 900 0",
        f"0 0 1440 900 {'9' * 30}",
    ],
)
def test_a_place_that_makes_no_sense_or_lies_outside_is_passed_over(
    qtbot: QtBot, tmp_path: Path, words: str
) -> None:
    (tmp_path / "w.ini").write_text(
        f"[General]\nwide={words}\nwidth={words or 'x'}\nedge={words}\nscreen={words}\n"
    )
    window, docking = window_with_docking(qtbot, tmp_path / "w.ini")
    assert window.screen().availableGeometry().intersects(window.geometry())
    docking.dock(Settings(dock_width=330), 1.0)
    assert window.width() == 330


@pytest.mark.parametrize(("scale", "width"), [(1.0, 400), (1.25, 400), (1.5, 330), (2.0, 400)])
def test_a_dock_is_as_wide_as_its_text_needs(qtbot: QtBot, tmp_path: Path, scale: float, width: int) -> None:
    """At 200 % a dock of 400 pixels shows a question and no answer; half the screen stays with the desk's other programs."""
    window, docking = window_with_docking(qtbot, tmp_path / "w.ini")
    docking.dock(Settings(dock_width=width), scale)
    half = window.screen().availableGeometry().width() // 2
    assert window.width() == max(width, min(round(320 * scale), half))


@pytest.mark.parametrize(
    ("room", "fills"),
    [
        (QSize(1366, 728), True),
        (QSize(1280, 680), True),
        (QSize(1440, 800), True),
        (QSize(1920, 1040), False),
        (QSize(800, 600), False),
    ],
)
def test_a_window_larger_than_a_desk_s_screen_fills_it(
    qtbot: QtBot, tmp_path: Path, room: QSize, fills: bool
) -> None:
    window, docking = window_with_docking(qtbot, tmp_path / "w.ini")
    window.resize(1440, 900)
    docking.fit_to(room)
    assert bool(window.windowState() & Qt.WindowState.WindowMaximized) is fills


ROOM = QRect(0, 40, 1024, 700)
FRAME = QMargins(4, 30, 4, 4)


@pytest.mark.parametrize(
    "wanted",
    [
        QRect(0, 0, 1900, 1000),
        QRect(-500, -500, 800, 600),
        QRect(1000, 700, 800, 600),
        QRect(100, 100, 5000, 10),
        QRect(10**9, 10**9, 300, 300),
        QRect(0, 0, 1, 1),
        QRect(-(10**9), 0, 10**9, 10**9),
    ],
)
@pytest.mark.parametrize("frame", [FRAME, QMargins()])
@pytest.mark.parametrize("room", [ROOM, QRect(-1920, -200, 1920, 1080)])
def test_a_window_lies_on_its_screen_with_its_title_bar(wanted: QRect, frame: QMargins, room: QRect) -> None:
    place = placed(wanted, room, frame)
    assert room.contains(place.marginsAdded(frame))
    assert place.width() <= wanted.width()
    assert place.height() <= wanted.height()


def test_a_window_that_lies_on_its_screen_stays(qapp: object) -> None:
    wanted = QRect(100, 100, 800, 600)
    assert placed(wanted, ROOM, FRAME) == wanted


def test_a_docked_window_is_no_longer_maximised(qtbot: QtBot, tmp_path: Path) -> None:
    window, docking = window_with_docking(qtbot, tmp_path / "w.ini")
    window.setWindowState(Qt.WindowState.WindowMaximized)
    docking.dock(Settings(), 1.0)
    assert not window.isMaximized()
    assert window.width() == 400
    docking.undock()
    assert window.isMaximized()
