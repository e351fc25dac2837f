"""The search box: what is committed is searched, what is being composed is not, and keys go to whom they belong."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook.ui.search.search_field import SearchField
from handbook.ui.theme.theme import Theme
from tests.helpers.typing_in import commit, compose, press

KEYS = [
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
    (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
]


class Heard:
    """Collects what the field says."""

    def __init__(self, field: SearchField) -> None:
        self.said: list[str] = []
        field.moved.connect(self.said.append)
        field.activated.connect(lambda: self.said.append("activated"))
        field.pin_requested.connect(lambda: self.said.append("pinned"))
        field.cleared.connect(lambda: self.said.append("cleared"))
        field.textChanged.connect(lambda text: self.said.append(f"text:{text}"))


@pytest.fixture
def field(qtbot: QtBot) -> SearchField:
    """A shown field with the focus."""
    made = SearchField()
    qtbot.addWidget(made)
    made.apply_theme(Theme())
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.mark.parametrize(("key", "modifier"), KEYS)
def test_keys_during_a_composition_do_nothing(
    field: SearchField, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    commit(field, "上热")
    compose(field, "xia'liang")
    heard = Heard(field)
    press(field, key, modifier)
    assert (heard.said, field.text()) == ([], "上热")


def test_composing_text_is_no_text(field: SearchField) -> None:
    heard = Heard(field)
    compose(field, "shang")
    compose(field, "shang're")
    assert (heard.said, field.text(), field.is_composing) == ([], "", True)


def test_committed_text_is_text(field: SearchField) -> None:
    heard = Heard(field)
    compose(field, "shang're")
    commit(field, "上热")
    assert (heard.said, field.is_composing) == (["text:上热"], False)


def test_a_cancelled_composition_leaves_nothing(field: SearchField) -> None:
    heard = Heard(field)
    compose(field, "shang")
    compose(field, "")
    press(field, Qt.Key.Key_Return)
    assert heard.said == ["activated"]


def test_a_composition_does_not_outlive_the_focus(field: SearchField, qtbot: QtBot) -> None:
    compose(field, "shang")
    field.clearFocus()
    field.setFocus()
    heard = Heard(field)
    press(field, Qt.Key.Key_Return)
    assert heard.said == ["activated"]


def test_raw_letters_are_text(field: SearchField) -> None:
    heard = Heard(field)
    for letter in "sr":
        press(field, Qt.Key(ord(letter.upper())))
    assert heard.said == ["text:s", "text:sr"]


@pytest.mark.parametrize(
    ("key", "modifier", "said"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, ["activated"]),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, ["activated"]),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, ["pinned"]),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, ["previous"]),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.KeypadModifier, ["next"]),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, ["page_up"]),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, ["page_down"]),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier, []),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, []),
    ],
)
def test_keys_outside_a_composition(
    field: SearchField, key: Qt.Key, modifier: Qt.KeyboardModifier, said: list[str]
) -> None:
    heard = Heard(field)
    press(field, key, modifier)
    assert heard.said == said


def test_escape_and_the_clear_button_empty_the_field(field: SearchField) -> None:
    acts: list[Callable[[], None]] = [lambda: press(field, Qt.Key.Key_Escape), field._clear.click]
    for empty in acts:
        commit(field, "漏水")
        heard = Heard(field)
        empty()
        assert (field.text(), heard.said[:2]) == ("", ["text:", "cleared"])
        field.disconnect(field)


def test_the_clear_button_is_there_only_with_text(field: SearchField) -> None:
    shown = [field._clear.isVisible()]
    commit(field, "漏")
    shown.append(field._clear.isVisible())
    press(field, Qt.Key.Key_Backspace)
    shown.append(field._clear.isVisible())
    assert shown == [False, True, False]


def test_text_is_not_hidden_behind_the_clear_button(field: SearchField) -> None:
    field.resize(300, 40)
    QApplication.processEvents()
    assert field.textMargins().right() >= field._clear.width() - 8
    assert field.rect().contains(field._clear.geometry())


def test_a_very_long_text_is_taken(field: SearchField) -> None:
    commit(field, "漏" * 10_000)
    assert len(field.text()) == 10_000
