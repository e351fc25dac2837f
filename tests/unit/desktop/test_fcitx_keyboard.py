"""Keys of a field go to Fcitx first; what it says goes into the field; whatever becomes of it, the keyboard works."""

import os
from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from handbook.desktop.fcitx import keyboard
from handbook.desktop.fcitx.context import Came, Committed, Composed, FcitxGone, Key, Told, Went
from handbook.desktop.fcitx.keyboard import FcitxKeyboard, in_pixels, is_wanted
from handbook.override import override

SPACE, LETTER = 0x20, 0x6E


class Composing:
    """A Fcitx that composes every letter and puts 暖气 in at a space."""

    def __init__(self) -> None:
        self.asked: list[Key] = []
        self.said: list[str] = []
        self.is_gone = False
        self._told: list[Told] = []
        self._composed = ""
        self._ours, self._theirs = os.pipe()

    @property
    def socket(self) -> int:
        return self._ours

    def takes(self, key: Key) -> bool:
        if self.is_gone:
            raise FcitxGone("killed")
        self.asked.append(key)
        if key.is_release:
            return False
        if key.symbol == SPACE and self._composed:
            self._composed = ""
            self._told += [Composed("", 0), Committed("暖气")]
            return True
        if chr(key.symbol).isalpha():
            self._composed += chr(key.symbol)
            self._told.append(Composed(self._composed, len(self._composed)))
            return True
        return False

    def say_by_itself(self, told: Told) -> None:
        """As when a candidate is clicked."""
        self._told.append(told)
        os.write(self._theirs, b".")

    def told(self) -> list[Told]:
        os.set_blocking(self._ours, False)
        with suppress(BlockingIOError):
            os.read(self._ours, 99)
        told, self._told = self._told, []
        return told

    def focus(self, *, is_in: bool) -> None:
        self.said.append("in" if is_in else "out")

    def reset(self) -> None:
        self._composed = ""
        self.said.append("reset")

    def place(self, x: int, y: int, width: int, height: int) -> None:
        self.said.append("place")

    def close(self) -> None:
        self.said.append("close")


class Field(QLineEdit):
    """Remembers what is being composed in it."""

    composed = ""

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composed = event.preeditString()
        super().inputMethodEvent(event)


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    made = Field()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def fcitx(qapp: QApplication, field: QLineEdit, monkeypatch: pytest.MonkeyPatch) -> Iterator[Composing]:
    made = Composing()
    monkeypatch.setattr(keyboard, "session_fcitx", lambda _: made)
    led = FcitxKeyboard(qapp)
    assert qapp.focusObject() is field
    yield made
    qapp.focusObjectChanged.disconnect(led._on_focus)
    qapp.applicationStateChanged.disconnect(led._on_state)
    field.removeEventFilter(led)
    led.deleteLater()


def strike(field: QLineEdit, symbol: int, at: int, text: str = "") -> None:
    """A key as X brings it: asked about as a shortcut, pressed, let go."""
    kinds = QEvent.Type
    for kind in (kinds.ShortcutOverride, kinds.KeyPress, kinds.KeyRelease):
        key = Qt.Key.Key_Space if symbol == SPACE else Qt.Key.Key_N
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 57, symbol, 0, text or chr(symbol))
        event.setTimestamp(at if kind is not kinds.KeyRelease else at + 30)
        QGuiApplication.sendEvent(field, event)


def preedit(field: QLineEdit) -> str:
    """What is being composed in the field."""
    assert isinstance(field, Field)
    return field.composed


def test_letters_are_composed_and_a_space_puts_the_word_in(field: QLineEdit, fcitx: Composing) -> None:
    strike(field, LETTER, 100)
    strike(field, LETTER, 200)
    assert field.text() == ""
    strike(field, SPACE, 300)
    assert field.text() == "暖气"


def test_a_press_is_asked_about_once(field: QLineEdit, fcitx: Composing) -> None:
    strike(field, LETTER, 100)
    assert [key.is_release for key in fcitx.asked] == [False, True]
    strike(field, LETTER, 200)  # the same key again is another press
    assert len(fcitx.asked) == 4


def test_a_key_it_does_not_use_is_the_fields(field: QLineEdit, fcitx: Composing) -> None:
    strike(field, ord("7"), 100)
    assert field.text() == "7"


def test_what_it_says_by_itself_arrives(field: QLineEdit, fcitx: Composing, qtbot: QtBot) -> None:
    fcitx.say_by_itself(Committed("漏水"))
    qtbot.waitUntil(lambda: field.text() == "漏水")


def test_a_composition_ends_with_the_focus(field: QLineEdit, fcitx: Composing, qtbot: QtBot) -> None:
    strike(field, LETTER, 100)
    button = QPushButton()
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert fcitx.said[-2:] == ["reset", "out"]
    assert field.text() == ""
    before = len(fcitx.asked)
    strike(field, ord("7"), 200)  # a key that somebody sends to what has no keyboard is not Fcitx's
    assert len(fcitx.asked) == before


def test_where_it_dies_the_keyboard_works_on(field: QLineEdit, fcitx: Composing) -> None:
    strike(field, LETTER, 100)
    fcitx.is_gone = True
    strike(field, LETTER, 200)
    strike(field, ord("7"), 300)
    assert field.text() == "n7"


def test_it_hangs_up_where_the_bus_is_gone(field: QLineEdit, fcitx: Composing) -> None:
    fcitx.is_gone = True
    strike(field, ord("7"), 100)
    assert fcitx.said[-1] == "close"


def test_what_it_composed_goes_with_it_before_the_next_key(
    field: QLineEdit, fcitx: Composing, qtbot: QtBot
) -> None:
    strike(field, LETTER, 100)
    assert len(preedit(field)) == 1
    fcitx.say_by_itself(Went())
    qtbot.waitUntil(lambda: preedit(field) == "")
    assert field.text() == ""


def test_one_that_comes_back_is_told_where_the_keyboard_is(
    field: QLineEdit, fcitx: Composing, qtbot: QtBot
) -> None:
    fcitx.said.clear()
    fcitx.say_by_itself(Came())
    qtbot.waitUntil(lambda: fcitx.said == ["in", "place"])


@pytest.mark.parametrize(
    ("origin", "scale", "cursor", "pixels"),
    [
        (QPoint(0, 0), 1.0, QRect(129, 128, 10, 28), QRect(129, 128, 10, 28)),
        (QPoint(0, 0), 2.0, QRect(49, 124, 10, 28), QRect(98, 248, 20, 56)),
        (QPoint(1920, 0), 2.0, QRect(1969, 124, 10, 28), QRect(2018, 248, 20, 56)),  # the second screen
    ],
)
def test_where_the_cursor_is(origin: QPoint, scale: float, cursor: QRect, pixels: QRect) -> None:
    assert in_pixels(cursor, origin, scale) == pixels


def test_it_is_wanted_under_x11_alone(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    assert not is_wanted()  # offscreen
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))
    assert is_wanted()
    monkeypatch.setenv("QT_IM_MODULE", "ibus")
    assert not is_wanted()


def test_a_composition_does_not_follow_into_the_next_field(
    field: QLineEdit, fcitx: Composing, qtbot: QtBot
) -> None:
    """Half a name begun in the search field went on in the address."""
    strike(field, LETTER, 100)
    other = Field()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    strike(other, LETTER, 200)
    assert (preedit(field), preedit(other)) == ("", "n")
    strike(other, SPACE, 300)
    assert (field.text(), other.text()) == ("", "暖气")


def test_a_click_into_the_field_ends_the_composition(field: QLineEdit, fcitx: Composing) -> None:
    strike(field, LETTER, 100)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert (preedit(field), field.text()) == ("", "")
    strike(field, LETTER, 200)
    assert preedit(field) == "n"
