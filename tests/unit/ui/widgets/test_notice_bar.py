"""What only informs goes when it was read, never under the mouse or the keyboard; errors stay until they are closed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.notice_bar import KEY, LOOK_MS, NoticeBar, reading_ms
from tests.helpers.finding import child
from tests.helpers.typing_in import press

HINT, ERROR = "没有搁置的通话。", "磁盘已满,这一步没有存上。"


class Window(QWidget):
    """A bar above a field, in a window that somebody works in."""

    def __init__(self, width: int = 800) -> None:
        super().__init__()
        self.bar = NoticeBar()
        self.field = QLineEdit()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        layout.addWidget(self.field)
        layout.addStretch(1)
        self.resize(width, 300)
        self.show()
        self.activateWindow()
        self.field.setFocus()
        QTest.mouseMove(self, self.rect().center())  # a bar that appears under the mouse stays
        QApplication.processEvents()

    @property
    def close_button(self) -> KeyButton:
        return child(self.bar, KeyButton)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.activateWindow()
    assert QTest.qWaitForWindowActive(
        made
    )  # an earlier test of this worker may have had another one in front
    return made


def test_a_hint_goes_when_it_was_read(window: Window) -> None:
    window.bar.mention(HINT)
    window.bar.let_pass(reading_ms(HINT) - 1)
    assert window.bar.words == HINT
    window.bar.let_pass(1)
    assert (window.bar.words, window.bar.isVisible()) == ("", False)


def test_longer_words_stay_longer() -> None:
    assert reading_ms(HINT * 5) - reading_ms(HINT * 4) == reading_ms(HINT) - reading_ms("") > 0


def test_an_error_stays(window: Window) -> None:
    window.bar.tell(ERROR)
    window.bar.mention(HINT)
    window.bar.let_pass(10 * reading_ms(HINT))
    assert window.bar.words == ERROR
    window.bar.let_pass(10 * reading_ms(ERROR))
    assert window.bar.words == ERROR


def test_words_told_as_an_error_once_do_not_pass(window: Window) -> None:
    window.bar.tell(ERROR)
    window.bar.mention(ERROR)
    window.bar.let_pass(10 * reading_ms(ERROR))
    assert window.bar.words == ERROR


def test_a_hint_said_again_is_to_be_read_again(window: Window) -> None:
    window.bar.mention(HINT)
    window.bar.let_pass(reading_ms(HINT) - 1)
    window.bar.mention(HINT)
    window.bar.let_pass(reading_ms(HINT) - 1)
    assert window.bar.words == HINT


def test_the_clock_of_the_bar_runs_while_a_hint_is_shown(qtbot: QtBot, window: Window) -> None:
    window.bar.mention(HINT)
    window.bar.let_pass(reading_ms(HINT) - 1)
    qtbot.waitUntil(lambda: not window.bar.isVisible(), timeout=20 * LOOK_MS)


def test_time_stands_still_under_the_mouse(window: Window) -> None:
    window.bar.mention(HINT)
    QTest.mouseMove(window.bar, QPoint(20, 10))
    QApplication.processEvents()
    assert window.bar.is_held
    window.bar.let_pass(10 * reading_ms(HINT))
    assert window.bar.words == HINT
    QTest.mouseMove(window, window.rect().center())
    QApplication.processEvents()
    assert not window.bar.is_held


def test_time_stands_still_under_the_keyboard(window: Window) -> None:
    window.bar.mention(HINT)
    window.close_button.setFocus()
    window.bar.let_pass(10 * reading_ms(HINT))
    assert window.bar.words == HINT
    window.field.setFocus()
    window.bar.let_pass(10 * reading_ms(HINT))
    assert window.bar.words == ""


def test_time_stands_still_where_the_bar_is_not_seen(window: Window) -> None:
    window.bar.mention(HINT)
    window.bar.hide()
    window.bar.let_pass(10 * reading_ms(HINT))
    window.bar.show()
    assert window.bar.words == HINT


def test_nothing_moves_away_under_a_mouse_that_aims(window: Window) -> None:
    window.bar.mention(HINT)
    QTest.mouseMove(window, window.rect().center() + QPoint(9, 9))
    window.bar.let_pass(reading_ms(HINT))
    assert window.bar.words == HINT
    window.bar.let_pass(LOOK_MS)
    assert window.bar.words == ""


def test_closing_by_key_leaves_the_keyboard_where_it_is(window: Window) -> None:
    window.bar.tell(ERROR)
    window.bar.close_notice()
    assert (window.bar.words, window.bar.isVisible()) == ("", False)
    assert window.field.hasFocus()


def test_the_key_closes_nothing_that_is_covered(window: Window) -> None:
    window.bar.tell(ERROR)
    window.bar.hide()  # as beneath an emergency card
    window.bar.close_notice()
    assert window.bar.words == ERROR


def test_closing_by_mouse_leaves_the_keyboard_where_it_is(window: Window) -> None:
    window.bar.tell(ERROR)
    window.close_button.click()
    assert window.bar.words == ""
    assert window.field.hasFocus()


def test_the_button_is_reached_by_tab_and_pressed_by_space(window: Window) -> None:
    window.bar.tell(ERROR)
    QApplication.processEvents()
    press(window.field, Qt.Key.Key_Tab)
    assert window.close_button.hasFocus()
    press(window.close_button, Qt.Key.Key_Space)
    assert window.bar.words == ""


@pytest.mark.parametrize("width", [400, 1200])
def test_the_key_stands_on_the_bar_and_the_words_have_room(qtbot: QtBot, width: int) -> None:
    made = Window(width)
    qtbot.addWidget(made)
    words = "找回了上次未结束的 1 通通话(清单:整户不热),都停在原来的步骤。按 Ctrl+J 接着办。"
    made.bar.mention(words)
    QApplication.processEvents()
    assert made.close_button.key == KEY
    assert made.close_button.width() >= made.close_button.sizeHint().width()
    assert made.bar.height() <= width // 4
    is_beneath = made.close_button.y() > made.bar.height() // 3
    assert is_beneath is (width == 400)
