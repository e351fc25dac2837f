"""The teleprompter by keyboard: digits copy lines, holes are asked for and then copied, internal lines stay inside."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from handbook.model.script import Script
from handbook.ui.dialogs.script_dialog import ScriptDialog
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField
from tests.conftest import REPOSITORY
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, press


@pytest.fixture(scope="module")
def shipped() -> Handbook:
    return load_content(REPOSITORY / "content").handbook


@pytest.fixture
def dialog(qtbot: QtBot, shipped: Handbook) -> Iterator[ScriptDialog]:
    """The script for abuse: seven lines, one placeholder, two internal lines."""
    window = QWidget()
    window.resize(400, 800)
    window.show()
    script = shipped.get("scr-abuse")
    assert isinstance(script, Script)
    shown = ScriptDialog(script, shipped, Theme(), window)
    shown.show()
    shown.activateWindow()
    yield shown
    window.close()
    window.deleteLater()


@pytest.fixture
def copies(dialog: ScriptDialog) -> list[str]:
    """What was put on the clipboard."""
    found: list[str] = []
    dialog.copy_requested.connect(found.append)
    return found


def test_a_digit_copies_its_line_in_the_tone_that_is_on(
    dialog: ScriptDialog, copies: list[str], qtbot: QtBot
) -> None:
    press(dialog, Qt.Key.Key_2)
    press(dialog, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: any("请您别骂人" in label.text() for label in dialog.findChildren(QLabel)))
    press(dialog, Qt.Key.Key_2)
    assert copies == [
        "我想帮您办事,您这么说我没法记。咱们换个说法,我接着给您办。",
        "请您别骂人。说事,我一定办。",
    ]


def test_a_hole_is_asked_for_and_enter_then_copies(dialog: ScriptDialog, copies: list[str]) -> None:
    press(dialog, Qt.Key.Key_4)
    field = child(dialog, LineField)
    assert copies == []
    assert dialog.focusWidget() is field
    press(field, Qt.Key.Key_Return)  # still empty: it is asked for on
    assert copies == []
    assert dialog.focusWidget() is field
    commit(field, "8812")
    press(field, Qt.Key.Key_Return)
    assert copies == ["单号是8812,师傅照常去。这通电话先到这里。"]
    assert dialog.focusWidget() is not field


def test_an_internal_line_is_copied_by_no_key(dialog: ScriptDialog, copies: list[str]) -> None:
    for key in (Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8, Qt.Key.Key_Return, Qt.Key.Key_Space):
        press(dialog, key)
    assert copies == []
    assert dialog.isVisible()


def test_the_dialog_is_no_wider_than_a_dock(dialog: ScriptDialog) -> None:
    assert dialog.width() <= 400


def test_a_line_of_a_region_that_nobody_confirmed_is_not_copied(qtbot: QtBot, shipped: Handbook) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    script = shipped.get("scr-payment")
    assert isinstance(script, Script)
    number = next(n for n, line in enumerate(script.lines) if line.id == "half")
    shown = ScriptDialog(script, shipped, Theme(), window)
    copied: list[str] = []
    shown.copy_requested.connect(copied.append)
    shown.show()
    press(shown, Qt.Key(Qt.Key.Key_1 + number))
    assert copied == []
    told = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert "地区未确认" in told
    assert "设置 → 地区" in told
    shown.close()


def test_the_same_line_is_copied_where_the_region_was_chosen(qtbot: QtBot) -> None:
    chosen = load_content(REPOSITORY / "content", region="harbin").handbook
    window = QWidget()
    qtbot.addWidget(window)
    script = chosen.get("scr-payment")
    assert isinstance(script, Script)
    number = next(n for n, line in enumerate(script.lines) if line.id == "half")
    shown = ScriptDialog(script, chosen, Theme(), window)
    copied: list[str] = []
    shown.copy_requested.connect(copied.append)
    shown.show()
    press(shown, Qt.Key(Qt.Key.Key_1 + number))
    assert len(copied) == 1
    shown.close()
