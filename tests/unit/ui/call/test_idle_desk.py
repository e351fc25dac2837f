"""The desk between two calls: it teaches, lists the last calls and takes one of them up again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from handbook.call.history import CallHistory, PastCall
from handbook.call.state.call import CallerField
from handbook.keys import key_of
from handbook.ui.call.idle_desk import LAST, LESSON, TAUGHT, IdleDesk
from handbook.ui.theme.theme import Theme
from tests.helpers.finding import child, click
from tests.helpers.sample import PROCEDURE
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow, settle

START = datetime(2026, 11, 28, 20, 46)


def past(number: int, address: str = "花园街 88 号", phone: str = "17") -> PastCall:
    """A call that has ended."""
    return PastCall(
        id=number,
        started=START - timedelta(minutes=number),
        ended=START,
        titles=("整户不热",),
        summary="",
        address=address,
        phone=phone,
        result="已派单",
        milliseconds=302_000,
    )


@pytest.fixture
def idle(qtbot: QtBot) -> IdleDesk:
    """A shown desk without a call."""
    made = IdleDesk()
    qtbot.addWidget(made)
    made.apply_theme(Theme())
    made.resize(440, 900)
    made.show()
    return made


def test_how_a_call_goes_is_told_and_the_last_line_says_how_it_ends(idle: IdleDesk) -> None:
    idle.show_lesson(0)
    assert idle.lesson.isVisible()
    assert not idle.fold.isVisible()
    assert key_of("end_call") in LESSON[-1][0]


def test_what_is_known_after_enough_calls_folds_to_a_line(idle: IdleDesk) -> None:
    idle.show_lesson(TAUGHT - 1)
    assert idle.lesson.isVisible()
    idle.show_lesson(TAUGHT)
    assert not idle.lesson.isVisible()
    assert (idle.fold.isVisible(), idle.fold.key) == (True, key_of("help"))


def test_the_last_calls_are_listed_with_what_they_are_known_by(idle: IdleDesk) -> None:
    idle.show_calls([past(n) for n in range(1, LAST + 3)])
    assert [row.call.id for row in idle.rows] == list(range(1, LAST + 1))
    said = idle.rows[0].accessibleName()
    for words in ("20:45", "花园街 88 号", "尾号 17", "整户不热", "已派单", "5:02"):
        assert words in said


def test_what_was_not_asked_is_said_to_be_so(idle: IdleDesk) -> None:
    idle.show_calls([past(1, address="", phone="")])
    said = idle.rows[0].accessibleName()
    assert "地址没问到" in said
    assert "电话没问到" in said


def test_without_calls_no_row_stands_there_and_the_way_to_the_records_stays(idle: IdleDesk) -> None:
    idle.show_calls([past(1)])
    idle.show_calls([])
    assert idle.rows == []
    assert idle.history.isVisible()


@pytest.mark.parametrize("by", ["click", "enter", "space"])
def test_a_row_takes_its_call_up_again(idle: IdleDesk, by: str) -> None:
    wanted: list[int] = []
    idle.reopen_requested.connect(wanted.append)
    idle.show_calls([past(7)])
    settle()
    row = idle.rows[0]
    if by == "click":
        click(row, row.rect().center())
    else:
        row.setFocus()
        press(row, Qt.Key.Key_Return if by == "enter" else Qt.Key.Key_Space)
    assert wanted == [7]


def test_favourites_open_by_click_and_go_when_there_are_none(idle: IdleDesk) -> None:
    opened: list[str] = []
    idle.entry_requested.connect(opened.append)
    idle.show_favourites([PROCEDURE])
    settle()
    link = child(idle.starred, QPushButton, "favouriteLink")
    link.click()
    assert opened == [PROCEDURE.id]
    idle.show_favourites([])
    assert not idle.starred.isVisible()


def test_one_more_thing_goes_on_in_the_same_call(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk()
    assert desk.panel.idle.isVisible()
    desk.calls.new_call()
    assert not desk.panel.idle.isVisible()
    desk.desk.enter_caller(CallerField.ADDRESS, "花园街 88 号 2 单元 301")
    number = desk.call.id
    desk.desk.end_call()
    desk.calls.refresh()
    desk.panel.idle.show_calls(CallHistory(desk.store).calls())
    assert desk.panel.idle.isVisible()
    desk.panel.idle.rows[0].click()
    assert desk.call.id == number
    assert not desk.panel.idle.isVisible()


def test_a_call_that_was_purged_meanwhile_says_so(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk()
    said: list[str] = []
    desk.calls.notice_raised.connect(said.append)
    desk.calls.reopen(99)
    assert said
    assert desk.desk.active is None
