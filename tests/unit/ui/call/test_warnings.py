"""What the call room must tell: calls that were forgotten, and a clock that is in doubt; each once, and it stays."""

from datetime import timedelta

from PySide6.QtCore import Qt

from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow

DAY = timedelta(days=1).total_seconds()


def upkeep(desk: DeskWindow) -> None:
    """What the window does every few minutes."""
    desk.calls._upkeep.timeout.emit()


def test_a_forgotten_call_is_offered_and_can_be_ended(desk: DeskWindow) -> None:
    desk.open("proc-radiator-hot-top")
    desk.calls.park()
    desk.clock.advance(8 * DAY)
    upkeep(desk)
    upkeep(desk)
    [words] = desk.notices
    assert "散热器上热下凉" in words
    assert "Ctrl+E" in words
    desk.calls.resume_last()
    desk.desk.end_call()
    assert desk.desk.forgotten == ()


def test_a_clock_that_jumped_is_told_once_and_takes_nothing(desk: DeskWindow) -> None:
    desk.open("proc-radiator-hot-top")
    desk.clock.jump(-9 * 365 * DAY)
    upkeep(desk)
    upkeep(desk)
    [words] = desk.notices
    assert "核对电脑的日期和时间" in words
    press(desk.panel.run_view, Qt.Key.Key_1)
    assert desk.call.is_open
