"""The help: found in as one types, its heads listed, everything by keyboard alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from handbook.render.colours import DARK
from handbook.ui.dialogs.help_dialog import HelpDialog
from handbook.ui.dialogs.manual import manual_page, manual_text
from handbook.ui.theme.theme import Theme
from tests.helpers.typing_in import commit, compose, press

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[HelpDialog]:
    """The shown help."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1200, 900)
    parent.show()
    made = HelpDialog("帮助", manual_page, manual_text(), Theme(), parent)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.field.hasFocus)
    yield made  # the parent lives as long


def test_every_head_of_the_manual_is_listed_in_order(dialog: HelpDialog) -> None:
    heads = [line.removeprefix("## ") for line in manual_text().splitlines() if line.startswith("## ")]
    assert [dialog.heads.item(row).text() for row in range(dialog.heads.count())] == heads
    assert len(heads) > 8


def test_the_arrows_go_from_head_to_head_while_one_may_type(dialog: HelpDialog) -> None:
    bar = dialog.view.verticalScrollBar()
    places = []
    for _ in range(5):
        press(dialog.field, Qt.Key.Key_Down)
        places.append(bar.value())
    assert dialog.heads.currentRow() == 4
    assert places == sorted(set(places))
    press(dialog.field, Qt.Key.Key_Up)
    assert dialog.heads.currentRow() == 3
    assert bar.value() < places[-1]


def test_what_is_typed_is_found_and_enter_goes_on_round_the_end(dialog: HelpDialog) -> None:
    commit(dialog.field, "搁置")
    total = dialog.matches
    assert total > 1
    assert (dialog.current_match, dialog.count.text()) == (1, f"1/{total}")
    press(dialog.field, Qt.Key.Key_Return)
    assert dialog.current_match == 2
    for _ in range(2):
        press(dialog.field, Qt.Key.Key_Return, SHIFT)
    assert dialog.current_match == total
    assert len(dialog.view.extraSelections()) == total


def test_what_is_nowhere_is_said(dialog: HelpDialog) -> None:
    commit(dialog.field, "没有这回事儿")
    assert (dialog.matches, dialog.count.text()) == (0, "没有找到")
    press(dialog.field, Qt.Key.Key_Return)
    assert dialog.current_match == 0


def test_escape_clears_and_then_closes(dialog: HelpDialog) -> None:
    commit(dialog.field, "搁置")
    press(dialog.field, Qt.Key.Key_Escape)
    assert (dialog.field.text(), dialog.isVisible(), dialog.matches) == ("", True, 0)
    press(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_while_composing_the_keys_are_the_input_method_s(dialog: HelpDialog) -> None:
    compose(dialog.field, "ge'zhi")
    press(dialog.field, Qt.Key.Key_Down)
    press(dialog.field, Qt.Key.Key_Return)
    assert dialog.heads.currentRow() == -1
    assert dialog.current_match == 0


def test_another_look_keeps_what_was_found(dialog: HelpDialog) -> None:
    commit(dialog.field, "搁置")
    total = dialog.matches
    dialog.apply_theme(Theme(DARK, 1.25))
    assert dialog.matches == total
    grounds = {one.format.background().color().name() for one in dialog.view.extraSelections()}
    assert grounds <= {DARK.mark, DARK.mark_strong}
