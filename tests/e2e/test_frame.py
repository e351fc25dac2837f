"""The window before and after its panels are furnished; what lies over it when a card is called; feedback as a file."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from handbook.app.application import Application
from handbook.content.library import ContentFolders
from handbook.settings import Settings
from handbook.ui.dialogs.flag_dialog import FlagDialog
from tests.helpers.fake_search import FakeSearcher
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, press

Program = Callable[..., Application]


@pytest.fixture
def frame(qtbot: QtBot, program_folder: Path, user_home: Path) -> Application:
    """The program with nothing but the frame of its window, not yet shown."""
    program = Application(Settings(look="light"))
    program.use_folders(
        ContentFolders(root=program_folder / "content", bundled=program_folder, cache=user_home / "cache")
    )
    qtbot.addWidget(program.window)
    return program


def test_what_is_typed_before_the_index_is_open_is_answered_when_it_is(
    qtbot: QtBot, frame: Application
) -> None:
    frame.window.show()
    commit(frame.window.search.field, "退费")
    assert not frame.is_furnished
    with pytest.raises(RuntimeError, match="furnished"):
        assert frame.window.panels
    qtbot.waitUntil(lambda: frame.is_searchable, timeout=20_000)
    assert frame.window.search.field.text() == "退费"
    assert frame.window.search.selected_id
    frame.close()


def test_furnishing_moves_nothing(qtbot: QtBot, frame: Application) -> None:
    window = frame.window
    window.show()
    field = window.search.field
    window.take_focus()
    before = (field.mapTo(window, field.rect().topLeft()), field.width(), window.size())
    qtbot.waitUntil(lambda: frame.is_furnished, timeout=20_000)
    QApplication.processEvents()
    after = (field.mapTo(window, field.rect().topLeft()), field.width(), window.size())
    assert abs(after[1] - before[1]) <= 2
    assert (after[0], after[2]) == (before[0], before[2])
    assert window.focusWidget() is field
    frame.close()


def test_a_frame_that_is_closed_at_once_leaves_nothing_open(frame: Application) -> None:
    frame.window.show()
    frame.close()
    QApplication.processEvents()
    assert not frame.is_furnished
    assert frame.furnishing is None


def test_a_card_comes_over_an_open_menu(open_program: Program) -> None:
    window = open_program().window
    menu = window.top_bar.phase_button.menu()
    menu.popup(window.mapToGlobal(window.rect().center()))
    assert QApplication.activePopupWidget() is menu
    press(menu, Qt.Key.Key_F9)
    assert window.panels.emergency.is_open
    assert QApplication.activePopupWidget() is None
    window.panels.emergency.close()
    assert isinstance(menu.actions()[0], QAction)


def test_feedback_is_written_from_the_window(open_program: Program, tmp_path: Path) -> None:
    window = open_program().window
    window.panels.reading.open("proc-refund")
    window.panels.dialogs.flag(window.panels.reader.entry)
    dialog = child(window, FlagDialog)
    dialog.field.setText("期限写错了")
    dialog.accept_flag()
    window.panels.dialogs.flag(window.panels.reader.entry)
    again = next(d for d in window.findChildren(FlagDialog) if d.isVisible())
    child(again, QPushButton, "exportFeedback").click()
    asked = child(window, QFileDialog)
    target = tmp_path / "反馈.csv"
    asked.fileSelected.emit(str(target))
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert any("proc-refund" in row and "期限写错了" in " ".join(row) for row in rows)
    assert "反馈" in window.notice.words
    window.panels.dialogs.export_feedback(tmp_path / "nowhere" / "x.csv")
    assert "文件夹不存在" in window.notice.words
    window.panels.dialogs.export_feedback(tmp_path / "反馈.xlsx")
    assert ".csv" in window.notice.words
    assert not (tmp_path / "反馈.xlsx").exists()
    window.panels.dialogs.export_feedback(tmp_path / "本周")
    assert (tmp_path / "本周.csv").read_bytes() == target.read_bytes()


def test_what_was_opened_lately_is_told_to_the_search_between_questions(open_program: Program) -> None:
    reading = open_program().window.panels.reading
    searcher = FakeSearcher()
    reading.use_searcher(searcher)
    reading.open("proc-refund")
    reading.open("em-scald")
    reading.ask_again()
    assert list(searcher.use) == ["em-scald", "proc-refund"]
