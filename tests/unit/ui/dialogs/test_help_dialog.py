"""The help: found in as one types, its heads listed, everything by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from handbook.render.colours import DARK
from handbook.ui.dialogs.help_dialog import HelpDialog
from handbook.ui.dialogs.manual import manual_page, manual_pictures, manual_text
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.diagrams import pictures_in
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


def test_the_workshop_is_seen_in_pictures_with_words_beneath(qtbot: QtBot) -> None:
    pictures = manual_pictures(Theme())
    assert len(pictures) == 3
    parent = QWidget()
    qtbot.addWidget(parent)
    made = HelpDialog("帮助", manual_page, manual_text(), Theme(), parent, manual_pictures)
    found = pictures_in(made.view.document())
    assert [form.name() for _, _, form in found] == list(pictures)
    words = made.view.toPlainText()
    for name in pictures:
        image = made.view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
        assert image.width() == 560 * image.devicePixelRatio()
        caption = words.partition("审改动：一处一处说清换了哪几个字")
        assert caption[1]
    assert "PICTURE" not in words
    assert "@" not in words


def test_a_picture_that_is_gone_leaves_its_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "manual").mkdir()
    (tmp_path / "manual" / "manual.md").write_text(
        "## 一\n\n字\n\n@PICTURE gone 看不见的@\n\n末\n", encoding="utf-8"
    )
    monkeypatch.setattr("handbook.paths.resources", lambda: tmp_path)
    assert manual_pictures(Theme()) == {}
    assert "看不见的" in manual_page(Theme())
    assert manual_text() == "## 一\n\n字\n\n看不见的\n\n末\n"
