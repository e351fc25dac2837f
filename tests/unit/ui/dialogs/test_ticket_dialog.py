"""What remains of a call can be saved for other programs, whole, or it is said why not."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from handbook.call.state.call import CallerField
from handbook.ui.dialogs.ticket_dialog import TicketDialog
from handbook.ui.dialogs.ticket_saving import TicketSaving
from tests.unit.call.samples import Seat, later, pinned


@pytest.fixture
def seat() -> Seat:
    made = pinned()
    made.desk.enter_caller(CallerField.ADDRESS, "红旗街 5 号")
    later(made).answer(1, "extent", "只一组")
    return made


@pytest.fixture
def saving(qtbot: QtBot, seat: Seat) -> TicketSaving:
    window = QWidget()
    qtbot.addWidget(window)
    made = TicketSaving(window)
    made.ask(seat.call, "文字")
    for asked in window.findChildren(QFileDialog):
        asked.reject()
    return made


def test_the_button_asks_where_to_and_says_what_was_written(qtbot: QtBot, seat: Seat, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    ended = seat.desk.end_call()
    dialog = TicketDialog(ended.ticket, ended.record, ended.call, window)
    dialog.open()
    button = dialog.findChild(QPushButton, "ticketSave")
    assert isinstance(button, QPushButton)
    button.click()
    (asked,) = dialog.findChildren(QFileDialog)
    assert "红旗街" not in "".join(asked.selectedFiles())
    asked.fileSelected.emit(str(tmp_path / "单"))
    written = json.loads((tmp_path / "单.json").read_text("utf-8"))
    assert written["facts"]["address"] == "红旗街 5 号"
    assert written["text"] == ended.ticket
    asked.reject()
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "begins"), [("a.json", "{"), ("a.csv", "\ufeff栏目,键"), ("a.txt", "文字\n")]
)
def test_the_ending_tells_what_is_written(
    name: str, begins: str, saving: TicketSaving, tmp_path: Path
) -> None:
    saving.save(tmp_path / name)
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_what_cannot_be_written_is_said(saving: TicketSaving, tmp_path: Path) -> None:
    said: list[str] = []
    saving.answered.connect(said.append)
    saving.save(tmp_path / "away" / "a.json")
    saving.save(tmp_path / "a.docx")
    assert ["文件夹不存在" in said[0], ".json、.csv、.txt" in said[1]] == [True, True]
    assert not list(tmp_path.glob("a*"))
