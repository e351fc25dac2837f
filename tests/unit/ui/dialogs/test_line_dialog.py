"""Dialogs of one line: what is pasted is kept whole, and what is too long waits and is said."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from handbook.call.feedback import LONGEST_TEXT, FlagReason
from handbook.ui.dialogs.flag_dialog import FlagDialog
from handbook.ui.dialogs.line_dialog import LONGEST, LineDialog
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, press


def test_a_long_line_is_given_whole(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = LineDialog("备注", "写", window)
    given: list[str] = []
    dialog.line_entered.connect(given.append)
    dialog.open()
    words = "".join(chr(0x1F525) if n % 7 == 0 else "暖" for n in range(LONGEST))
    commit(dialog.field, words)
    press(dialog.field, Qt.Key.Key_Return)
    assert given == [words]


def test_what_is_too_long_waits_and_nothing_is_cut(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = LineDialog("备注", "写", window)
    given: list[str] = []
    dialog.line_entered.connect(given.append)
    dialog.open()
    commit(dialog.field, "暖" * (LONGEST + 3))
    told = child(dialog, QLabel, "lineTooLong")
    assert told.isVisible()
    assert "多了 3 字" in told.text()
    press(dialog.field, Qt.Key.Key_Return)
    assert (given, dialog.isVisible(), len(dialog.field.text())) == ([], True, LONGEST + 3)
    for _ in range(3):
        press(dialog.field, Qt.Key.Key_Backspace)
    assert not told.isVisible()
    press(dialog.field, Qt.Key.Key_Return)
    assert given == ["暖" * LONGEST]


def test_a_flag_keeps_its_line_whole_or_waits(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = FlagDialog("proc-a", "漏水", window)
    given: list[tuple[str, FlagReason, str]] = []
    dialog.flagged.connect(lambda *told: given.append(told))
    dialog.open()
    commit(dialog.field, "错" * (LONGEST_TEXT + 1))
    press(dialog.field, Qt.Key.Key_Return)
    assert given == []
    assert dialog.isVisible()
    press(dialog.field, Qt.Key.Key_Backspace)
    press(dialog.field, Qt.Key.Key_Return)
    assert given == [("proc-a", FlagReason.WRONG, "错" * LONGEST_TEXT)]


def test_a_flag_shows_what_is_kept_of_it_before_it_is_sent(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = FlagDialog("proc-a", "漏水", window)
    dialog.open()
    kept = child(dialog, QLabel, "flagKept")
    commit(dialog.field, "步骤写反了")
    assert kept.isHidden()
    commit(dialog.field, " 红旗街5号楼 13904511234")
    assert not kept.isHidden()
    assert kept.text() == "记下的是：步骤写反了 红旗街#号楼 *********34"
