"""Fields in which an input method composes: no key, no shortcut and no Tab gets past it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from handbook.keys import keys_of, window_keys
from handbook.ui.widgets.composing_field import MOST_CHARACTERS, ComposingField
from handbook.ui.widgets.line_field import LineField
from tests.helpers.typing_in import COMPOSING_KEYS, commit, compose, press


@pytest.fixture(params=[ComposingField, LineField])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[ComposingField]:
    """A focused field in a window with another one after it."""
    window = QWidget()
    qtbot.addWidget(window)
    made: ComposingField = request.param()
    layout = QVBoxLayout(window)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    window.show()
    window.activateWindow()
    made.setFocus()
    yield made


@pytest.mark.parametrize("key", COMPOSING_KEYS)
def test_a_key_of_a_composition_changes_nothing(field: ComposingField, key: Qt.Key) -> None:
    commit(field, "上")
    compose(field, "re")
    press(field, key)
    assert field.is_composing
    assert field.text() == "上"
    assert QApplication.focusWidget() is field


def test_shortcuts_of_the_window_wait_until_it_is_over(field: ComposingField) -> None:
    heard: list[str] = []
    for keys in ("Escape", "F9", "Alt+1", "Ctrl+D"):
        made = QShortcut(QKeySequence(keys), field.window())
        made.activated.connect(lambda words=keys: heard.append(words))
    strokes = (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
    )
    compose(field, "re")
    for key, modifier in strokes:
        press(field, key, modifier)
    assert heard == ["F9"]  # the emergency cards wait for nothing
    heard.clear()
    commit(field, "热")
    for key, modifier in strokes:
        press(field, key, modifier)
    assert heard == ["Escape", "F9", "Alt+1", "Ctrl+D"]


def test_no_composition_outlives_the_focus(field: ComposingField) -> None:
    compose(field, "re")
    field.clearFocus()
    assert not field.is_composing


def is_claimed(field: ComposingField, keys: str) -> bool:
    """Whether the field claims the key for itself, as the platform asks before it looks among the window's keys."""
    combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
    event = QKeyEvent(QEvent.Type.ShortcutOverride, combination.key(), combination.keyboardModifiers())
    event.ignore()
    QApplication.sendEvent(field, event)
    return event.isAccepted()


@pytest.mark.parametrize("keys", sorted(window_keys()))
def test_no_key_of_the_window_is_claimed_but_while_something_is_composed(
    field: ComposingField, keys: str
) -> None:
    assert not is_claimed(field, keys)
    compose(field, "re")
    assert is_claimed(field, keys) is (keys not in keys_of("emergency"))


def test_undo_is_the_field_s_own_while_it_has_something_to_take_back(field: ComposingField) -> None:
    field.insert("上热")
    assert is_claimed(field, "Ctrl+Z")
    assert not is_claimed(field, "Ctrl+Y")
    press(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert not is_claimed(field, "Ctrl+Z")
    assert is_claimed(field, "Ctrl+Y")
    press(field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "上热"


@pytest.mark.parametrize("keys", ["Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "A", "1", "Backspace"])
def test_keys_of_editing_stay_the_field_s(field: ComposingField, keys: str) -> None:
    field.setText("上热")
    field.selectAll()
    assert is_claimed(field, keys)


def test_a_paste_is_never_cut_without_a_word(field: ComposingField, qtbot: QtBot) -> None:
    whole = "暖" * MOST_CHARACTERS
    QApplication.clipboard().setText(whole)
    field.paste()
    assert field.text() == whole
    with qtbot.waitSignal(field.inputRejected):
        field.insert("气")
