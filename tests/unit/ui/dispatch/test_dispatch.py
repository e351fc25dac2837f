"""Dispatch's window: a whole notice by keyboard alone, what it lacks in words, drafts that survive, failures that lose nothing."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from handbook.bulletin.acts import Answer
from handbook.bulletin.form import NoticeForm, TimeChosen
from handbook.bulletin.notice import Notice, Situation
from handbook.bulletin.remembered import Remembered
from handbook.ui.dispatch.dispatch import CLOSE_AGAIN, SENDING, SENT, STOP_FIRST, Dispatch, Ports
from handbook.ui.dispatch.open_list import SURE, WITHDRAW
from handbook.ui.theme.fonts import screen_family
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme, theme_of
from tests.helpers.typing_in import COMPOSING_KEYS, commit, compose, press

NOW = datetime(2026, 11, 28, 14, 12).astimezone()
SIX = NOW.replace(hour=18, minute=0)
NOTICE = Notice(
    number=12,
    situation=Situation.REPAIR,
    estate="锦华嘉园",
    buildings="3-8号楼",
    sent=NOW,
    sender="陈静",
    until=SIX,
    reason="支管漏水，师傅正在换管",
)
LATE = replace(NOTICE, number=11, estate="红旗街", buildings="12-40号", until=NOW - timedelta(minutes=25))
CONTROL = Qt.KeyboardModifier.ControlModifier
FULL = NoticeForm(
    estate="锦华嘉园", buildings="3-8号楼", until=TimeChosen(at=SIX), reason="支管漏水，师傅正在换管"
)


class Aside:
    """What the process aside would say; acts are written down."""

    def __init__(self) -> None:
        self.acts: list[dict[str, object]] = []
        self.answer = Answer(is_done=True, number=13, notices=(NOTICE,))
        self.listed = Answer(is_done=True)
        self.go_on = Event()
        self.go_on.set()

    def __call__(self, act: bytes, _is_stopped: Callable[[], bool]) -> Answer:
        if not act:
            return self.listed
        self.go_on.wait(10)
        self.acts.append(json.loads(act))
        return self.answer


class Seat:
    """One who sits at dispatch."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.aside = Aside()
        self.kept: list[Remembered] = []
        self.why = ""
        self.now = NOW
        self._all: list[Dispatch] = []

    def sit(
        self,
        draft: NoticeForm | None = None,
        *,
        sender: str = "陈静",
        notices: tuple[Notice, ...] = (),
        obstacle: str = "",
        theme: Theme | None = None,
        is_dressed: bool = False,
    ) -> Dispatch:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if is_dressed:
            app.setStyleSheet(stylesheet(theme or Theme(), screen_family()))
        places = (("锦华嘉园", "3-8号楼"), ("锦江花园", ""))
        ports = Ports(
            remembered=Remembered(sender, places, draft or NoticeForm()),
            keep=self._keep,
            ask=self.aside,
            notices=notices,
            obstacle=obstacle,
        )
        made = Dispatch(ports, lambda: self.now)
        self._all.append(made)
        self.qtbot.addWidget(made.window)
        made.open(theme or Theme())
        QApplication.processEvents()
        self.wait(made)
        return made

    def _keep(self, remembered: Remembered) -> str:
        if not self.why:
            self.kept.append(remembered)
        return self.why

    def wait(self, made: Dispatch) -> None:
        self.qtbot.waitUntil(lambda: not made.is_busy)

    def focus(self, made: Dispatch) -> QWidget:
        found = made.window.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def seat(qtbot: QtBot) -> Iterator[Seat]:
    yield Seat(qtbot)


def _send(made: Dispatch, seat: Seat) -> None:
    made.send()
    seat.wait(made)


def test_a_whole_notice_by_keyboard_alone(seat: Seat) -> None:
    """Initials, buildings, a chip by its digit, the reason, Ctrl+Enter: twenty-five key strokes and two committed words."""
    made = seat.sit()
    place = made.form.place.field
    assert seat.focus(made) is place
    commit(place, "jhj")
    assert made.form.place.list.isVisible()
    press(place, Qt.Key.Key_Return)
    assert made.form.place.estate == "锦华嘉园"
    commit(place, "3-8号楼")
    press(place, Qt.Key.Key_Return)
    assert made.form.place.buildings == "3-8号楼"
    press(place, Qt.Key.Key_Return)
    chip = seat.focus(made)
    assert chip in made.form.until.choices.buttons
    press(chip, Qt.Key.Key_3)
    press(seat.focus(made), Qt.Key.Key_Return)
    reason = seat.focus(made)
    assert reason is made.form.reason
    commit(reason, "支管漏水，师傅正在换管")
    assert made.form.said.said == "您家那片支管漏水，师傅正在换管，预计 18:00 恢复。到点还凉，您再打来。"
    press(reason, Qt.Key.Key_Return, CONTROL)
    seat.wait(made)
    (act,) = seat.aside.acts
    assert act["act"] == "add"
    row = act["notice"]
    assert isinstance(row, dict)
    assert (row["estate"], row["buildings"], row["sender"]) == ("锦华嘉园", "3-8号楼", "陈静")
    assert datetime.fromisoformat(str(row["until"])) == SIX
    assert SENT in made.window.told
    assert made.form.form.is_empty
    assert seat.focus(made) is place
    assert made.notices == (NOTICE,)


def test_initials_are_taken_by_the_key_that_sends(seat: Seat) -> None:
    made = seat.sit(replace(FULL, estate="", buildings=""))
    commit(made.form.place.field, "jhj")
    assert "不像小区名" in made.form.rows["place"].note.text()
    press(made.form.place.field, Qt.Key.Key_Return, CONTROL)
    seat.wait(made)
    row = seat.aside.acts[0]["notice"]
    assert isinstance(row, dict)
    assert row["estate"] == "锦华嘉园"


def test_a_place_typed_in_one_go(seat: Seat) -> None:
    made = seat.sit()
    commit(made.form.place.field, "春晓里3-8号楼")
    press(made.form.place.field, Qt.Key.Key_Tab)
    assert (made.form.place.estate, made.form.place.buildings) == ("春晓里", "3-8号楼")
    assert seat.focus(made) in made.form.until.choices.buttons


def test_backspace_takes_a_chip_whole(seat: Seat) -> None:
    made = seat.sit(FULL)
    press(made.form.place.field, Qt.Key.Key_Backspace)
    assert (made.form.place.estate, made.form.place.buildings) == ("锦华嘉园", "")
    press(made.form.place.field, Qt.Key.Key_Backspace)
    assert made.form.place.estate == ""


def test_while_composing_every_key_is_the_input_methods(seat: Seat) -> None:
    made = seat.sit(FULL)
    for field in (made.form.place.field, made.form.reason, made.form.internal):
        field.setFocus()
        compose(field, "lou")
        before = made.form.form
        for key in COMPOSING_KEYS:
            press(field, key)
        press(field, Qt.Key.Key_Backspace)
        press(field, Qt.Key.Key_Return, CONTROL)
        assert made.form.form == before
        assert seat.focus(made) is field
        compose(field, "")
    assert not seat.aside.acts
    assert made.window.isVisible()


def test_what_lacks_is_told_in_the_button_and_then_beside_the_field(seat: Seat) -> None:
    made = seat.sit()
    assert "还差 2 样" in made.window.send.text()
    assert not [row.note.text() for row in made.form.rows.values() if "▲" in row.note.text()]
    commit(made.form.reason, "换管")
    press(made.form.reason, Qt.Key.Key_Return, CONTROL)
    assert not seat.aside.acts
    assert seat.focus(made) is made.form.place.field
    told = [row.note.text() for row in made.form.rows.values() if "▲" in row.note.text()]
    assert told == ["▲ 还没写小区、街道", "▲ 还没说几点好；说不准就点“说不准”"]


def test_nothing_moves_where_something_is_told(seat: Seat) -> None:
    made = seat.sit()
    QApplication.processEvents()
    before = [row.geometry() for row in made.form.rows.values()]
    made.form.say_lacking()
    commit(made.form.reason, "一定修好")
    QApplication.processEvents()
    assert [row.geometry() for row in made.form.rows.values()] == before


def test_a_promise_is_not_sent(seat: Seat) -> None:
    made = seat.sit(FULL)
    made.form.reason.setText("换管，一定修好")
    _send(made, seat)
    assert not seat.aside.acts
    assert seat.focus(made) is made.form.reason
    assert "一定" in made.form.rows["reason"].note.text()


def test_buildings_that_nobody_can_read_are_told_before_sending(seat: Seat) -> None:
    made = seat.sit(replace(FULL, buildings="东头那几栋"))
    assert "对不上楼号" in made.form.rows["place"].note.text()
    assert "还差" not in made.window.send.text()


def test_another_time_is_typed_and_read_back(seat: Seat) -> None:
    made = seat.sit(FULL)
    made.form.until.take_focus()
    press(seat.focus(made), Qt.Key.Key_4)
    field = made.form.until.field
    assert seat.focus(made) is field
    commit(field, "明早9点")
    assert "明天 9:00" in made.form.rows["until"].note.text()
    assert "明天 9:00" in made.form.said.said
    field.clear()
    commit(field, "25:70")
    assert "看不懂" in made.form.rows["until"].note.text()
    press(field, Qt.Key.Key_Escape)
    assert field.isHidden()
    assert made.window.isVisible()
    assert made.form.until.chosen == TimeChosen()


def test_a_planned_one_asks_when_it_starts(seat: Seat) -> None:
    made = seat.sit(FULL)
    assert made.form.rows["starts"].isHidden()
    made.form.situation.take_focus()
    press(seat.focus(made), Qt.Key.Key_Right)
    assert not made.form.rows["starts"].isHidden()
    assert "还差 2 样" in made.window.send.text()
    made.form.starts.take_focus()
    press(seat.focus(made), Qt.Key.Key_2)
    made.form.until.take_focus()
    press(seat.focus(made), Qt.Key.Key_1)
    assert made.form.said.said.startswith(
        "您家那片计划明天 8:00 停热检修，支管漏水，师傅正在换管，预计当天 12:00 恢复"
    )


def test_own_words_may_be_written_and_given_up(seat: Seat) -> None:
    made = seat.sit(FULL)
    made.form.said.setFocus()
    press(made.form.said, Qt.Key.Key_Return)
    editor = made.form.said.editor
    commit(editor, "您那片在换管，预计 18:00 好。")
    press(editor, Qt.Key.Key_Return)
    assert made.form.form.said == "您那片在换管，预计 18:00 好。"
    assert made.form.together.isVisible()
    made.form.together.click()
    assert made.form.form.said == ""
    press(made.form.said, Qt.Key.Key_Return)
    commit(editor, "别的话")
    press(editor, Qt.Key.Key_Escape)
    assert made.form.form.said == ""
    assert made.window.isVisible()


def test_time_goes_on(seat: Seat) -> None:
    made = seat.sit(replace(FULL, until=TimeChosen(minutes=60)), notices=(NOTICE,))
    assert "15:15" in made.form.said.said
    seat.now = NOW + timedelta(hours=4)
    made._on_look()
    assert "19:15" in made.form.said.said
    assert "▲ 1" in made.window.list_tab.text()


# -- the name


def test_the_name_is_asked_once(seat: Seat) -> None:
    made = seat.sit(FULL, sender="")
    assert seat.focus(made) is made.form.name
    assert "还差 1 样" in made.window.send.text()
    _send(made, seat)
    assert not seat.aside.acts
    assert "称呼" in made.form.rows["name"].note.text()
    commit(made.form.name, "王敏")
    press(made.form.name, Qt.Key.Key_Return, CONTROL)
    seat.wait(made)
    row = seat.aside.acts[0]["notice"]
    assert isinstance(row, dict)
    assert row["sender"] == "王敏"
    assert seat.kept[-1].sender == "王敏"
    assert made.form.rows["name"].isHidden()
    assert "王敏" in made.window.who.text()


# -- drafts


def test_what_is_typed_is_kept_within_a_second(seat: Seat) -> None:
    made = seat.sit()
    commit(made.form.reason, "换管")
    seat.qtbot.waitUntil(lambda: any(kept.draft.reason == "换管" for kept in seat.kept), timeout=2000)
    again = seat.sit(seat.kept[-1].draft)
    assert again.form.form.reason == "换管"


def test_keep_says_when(seat: Seat) -> None:
    made = seat.sit(FULL)
    press(made.form.reason, Qt.Key.Key_S, CONTROL)
    assert "存着了 14:12" in made.window.told
    seat.why = "磁盘满了"
    commit(made.form.reason, "多写一点")
    press(made.form.reason, Qt.Key.Key_S, CONTROL)
    assert "磁盘满了" in made.window.told


def test_a_time_of_a_draft_that_has_passed_is_asked_anew(seat: Seat) -> None:
    made = seat.sit(replace(FULL, until=TimeChosen(at=NOW - timedelta(hours=1))))
    assert made.form.until.chosen == TimeChosen()
    later = seat.sit(replace(FULL, until=TimeChosen(at=NOW + timedelta(hours=1))))
    assert later.form.until.chosen == TimeChosen(is_typing=True, typed="15:12")


def test_esc_asks_nothing_where_nothing_is_typed(seat: Seat) -> None:
    made = seat.sit()
    with seat.qtbot.waitSignal(made.ended):
        press(made.form.place.field, Qt.Key.Key_Escape)
    assert not made.window.isVisible()


def test_esc_tells_that_it_is_kept_and_closes_at_the_second(seat: Seat) -> None:
    made = seat.sit()
    commit(made.form.reason, "换管")
    press(made.form.reason, Qt.Key.Key_Escape)
    assert made.window.isVisible()
    assert CLOSE_AGAIN in made.window.told
    assert seat.kept[-1].draft.reason == "换管"
    press(made.form.reason, Qt.Key.Key_Escape)
    assert not made.window.isVisible()


# -- sending


def test_while_it_runs_the_button_says_so_and_the_window_stays(seat: Seat) -> None:
    made = seat.sit(FULL)
    seat.aside.go_on.clear()
    made.send()
    made.send()
    made.window.close()
    assert made.window.isVisible()
    assert made.window.send.text() == SENDING
    assert STOP_FIRST in made.window.told
    seat.aside.go_on.set()
    seat.wait(made)
    assert len(seat.aside.acts) == 1
    assert SENT in made.window.told


@pytest.mark.parametrize(
    "words",
    [
        "更新文件夹 /share 写不进去（没有权限），没有发出。",
        "另一台电脑正在发布，等一会儿再发。",
        "密钥读不了",
    ],
)
def test_a_failure_is_told_and_what_was_typed_stays(seat: Seat, words: str) -> None:
    made = seat.sit(FULL)
    seat.aside.answer = Answer(is_done=False, words=words)
    _send(made, seat)
    assert words in made.window.told
    assert made.form.form == FULL
    assert made.window.send.text() == "发出去"
    seat.aside.answer = Answer(is_done=True, number=13, notices=(NOTICE,))
    _send(made, seat)
    assert SENT in made.window.told


def test_where_nothing_can_be_sent_the_administrator_is_told_what_to_do(seat: Seat) -> None:
    made = seat.sit(FULL, obstacle="这台电脑还不能发：本单位没有设更新文件夹。")
    assert "还没配好" in made.window.send.text()
    press(made.form.reason, Qt.Key.Key_Return, CONTROL)
    assert "更新文件夹" in made.window.told
    assert not seat.aside.acts


def test_who_types_on_meanwhile_keeps_it(seat: Seat) -> None:
    made = seat.sit(FULL)
    made.send()
    made.form.internal.setText("又想起一句")
    seat.wait(made)
    assert SENT in made.window.told
    assert made.form.form.internal == "又想起一句"
    assert made.window.title.text() == "改 T-13"
    _send(made, seat)
    assert [act["act"] for act in seat.aside.acts] == ["add", "replace"]


def test_own_words_that_are_written_just_now_are_sent_along(seat: Seat) -> None:
    made = seat.sit(FULL)
    made.form.said.edit()
    commit(made.form.said.editor, "您那片在换管，预计 18:00 好。")
    press(made.form.said.editor, Qt.Key.Key_Return, CONTROL)
    seat.wait(made)
    row = seat.aside.acts[0]["notice"]
    assert isinstance(row, dict)
    assert row["said"] == "您那片在换管，预计 18:00 好。"


# -- open notices


def test_the_overdue_stands_first_and_gets_another_time(seat: Seat) -> None:
    made = seat.sit(notices=(NOTICE, LATE))
    assert [row.row.notice.number for row in made.window.open_list.rows] == [11, 12]
    made.window.list_tab.click()
    press(seat.focus(made), Qt.Key.Key_Return)
    assert made.window.title.text() == "改 T-11"
    assert made.form.until.chosen == TimeChosen()
    press(seat.focus(made), Qt.Key.Key_1)
    press(seat.focus(made), Qt.Key.Key_Return, CONTROL)
    seat.wait(made)
    (act,) = seat.aside.acts
    assert act["act"] == "replace"
    row, was = act["notice"], act["was"]
    assert isinstance(row, dict)
    assert isinstance(was, dict)
    assert (row["number"], was["estate"]) == (11, "红旗街")
    assert datetime.fromisoformat(str(row["until"])) == NOW.replace(hour=15, minute=15)


def test_restored_is_two_presses_away(seat: Seat) -> None:
    made = seat.sit(notices=(NOTICE,))
    made.window.open_list.restored.click()
    assert made.form.said.said == "14:11 已经恢复，热过去还要一两个小时，您再摸摸。"
    press(seat.focus(made), Qt.Key.Key_Return, CONTROL)
    seat.wait(made)
    row = seat.aside.acts[0]["notice"]
    assert isinstance(row, dict)
    assert (row["situation"], row["number"]) == ("restored", 12)


def test_withdrawing_asks_once_more_in_the_button(seat: Seat) -> None:
    made = seat.sit(notices=(NOTICE,))
    button = made.window.open_list.withdraw
    button.click()
    assert button.text() == SURE
    assert not seat.aside.acts
    made.window.open_list._on_unsure()
    assert button.text() == WITHDRAW
    button.click()
    seat.aside.answer = Answer(is_done=True, number=12, notices=())
    button.click()
    seat.wait(made)
    assert seat.aside.acts[0]["act"] == "withdraw"
    assert "T-12 收回了" in made.window.told
    assert not made.window.open_list.rows


def test_a_notice_that_changed_meanwhile_is_not_written_over_unseen(seat: Seat) -> None:
    made = seat.sit(notices=(NOTICE,))
    changed = replace(NOTICE, until=SIX + timedelta(hours=2), sender="王敏")
    made.window.open_list.change_time.click()
    made.form.until.show_time(TimeChosen(minutes=60))
    seat.aside.answer = Answer(is_done=False, words="T-12 刚被 王敏 改过", notices=(changed,))
    _send(made, seat)
    assert "王敏" in made.window.told
    assert made.form.form.number == 12
    seat.aside.answer = Answer(is_done=True, number=12, notices=(changed,))
    _send(made, seat)
    was = seat.aside.acts[1]["was"]
    assert isinstance(was, dict)
    assert was["sender"] == "王敏"
    made.window.open_list.change_time.click()
    made.form.until.show_time(TimeChosen(minutes=60))
    seat.aside.answer = Answer(is_done=False, words="T-12 已经撤下了", notices=())
    _send(made, seat)
    assert made.form.form.number == 0


def test_esc_gives_up_the_change_of_a_notice(seat: Seat) -> None:
    made = seat.sit(notices=(NOTICE,))
    made.window.open_list.change_time.click()
    press(seat.focus(made), Qt.Key.Key_Escape)
    assert made.form.form.is_empty
    assert made.window.isVisible()


def test_what_other_dispatchers_sent_is_shown_and_offered(seat: Seat) -> None:
    seat.aside.listed = Answer(is_done=True, notices=(LATE,))
    made = seat.sit()
    seat.qtbot.waitUntil(lambda: bool(made.window.open_list.rows))
    commit(made.form.place.field, "hq")
    assert made.form.place.list.item(0).text() == "红旗街"


# -- looks


@pytest.mark.parametrize("height", [716, 684])
def test_the_form_needs_no_scrolling(seat: Seat, height: int) -> None:
    """At 1366 × 768 beneath a title bar and above a task bar 684 pixels are left."""
    planned = replace(
        FULL, situation=Situation.PLANNED, starts=TimeChosen(at=SIX), until=TimeChosen(minutes=240)
    )
    for draft, sender, told in (
        (FULL, "陈静", "有一句话"),
        (FULL, "", ""),
        (planned, "陈静", ""),
        (planned, "陈静", "有一句话"),
    ):
        made = seat.sit(
            draft, sender=sender, notices=(NOTICE, LATE, replace(LATE, number=3)), is_dressed=True
        )
        assert (made.window.width(), made.window.height()) == (468, 716)
        made.window.tell(told)
        made.window.resize(468, height)
        QApplication.processEvents()
        assert made.window._scroll.verticalScrollBar().maximum() == 0
        assert made.window._scroll.horizontalScrollBar().maximum() == 0
        made.window.list_tab.click()
        QApplication.processEvents()
        assert made.window.open_list._scroll.verticalScrollBar().maximum() == 0


def test_a_wide_window_has_the_list_beside_the_form(seat: Seat) -> None:
    made = seat.sit(FULL, notices=(NOTICE,))
    assert made.window.open_list.isHidden()
    made.window.resize(960, 716)
    QApplication.processEvents()
    assert made.window.open_list.isVisible()
    assert made.form.isVisible()
    assert made.window.list_tab.isHidden()


@pytest.mark.parametrize("is_dark", [False, True])
def test_at_twice_the_size_every_field_can_be_reached(seat: Seat, is_dark: bool) -> None:
    made = seat.sit(FULL, theme=theme_of(is_dark=is_dark, scale=2.0))
    made.window.resize(936, 700)
    QApplication.processEvents()
    assert made.window._scroll.horizontalScrollBar().maximum() == 0
    made.form.place.field.setFocus()
    for _ in range(4):
        press(seat.focus(made), Qt.Key.Key_Tab)
        QApplication.processEvents()
        found = seat.focus(made)
        top = found.mapTo(made.window, found.rect().topLeft()).y()
        assert 0 <= top <= made.window.height() - found.height()


def test_every_field_has_a_name_for_whoever_hears_the_screen(seat: Seat) -> None:
    made = seat.sit(FULL, sender="", notices=(NOTICE,))
    fields = [made.form.name, made.form.place.field, made.form.reason, made.form.internal, made.form.said]
    fields += [made.form.until.field, made.window.send, *made.window.open_list.rows]
    assert all(field.accessibleName() for field in fields)
    assert all(button.accessibleName() for button in made.form.until.choices.buttons)


def test_many_buildings_stand_in_one_line(seat: Seat) -> None:
    made = seat.sit()
    field = made.form.place.field
    for words in ("松花江畔锦华嘉园二期东区", "3-8号楼", "11号楼", "13号楼"):
        commit(field, words)
        press(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert made.form.place.buildings == "3-8号楼、11号楼、13号楼"
    assert made.form.minimumSizeHint().width() <= 468
    assert made.form.width() == made.window.width()
    press(field, Qt.Key.Key_Backspace)
    assert made.form.place.buildings == "3-8号楼、11号楼"
    assert made.form.minimumSizeHint().width() <= 468


def test_tab_goes_down_the_form_to_its_foot(seat: Seat) -> None:
    made = seat.sit(FULL)
    made.form.said.setFocus()
    stops = []
    for _ in range(2):
        press(seat.focus(made), Qt.Key.Key_Tab)
        stops.append(seat.focus(made))
    assert stops == [made.window.keep, made.window.send]
    press(made.window.send, Qt.Key.Key_Return)
    seat.wait(made)
    assert seat.aside.acts


def test_until_a_time_is_chosen_the_sentence_has_a_gap(seat: Seat) -> None:
    made = seat.sit(replace(FULL, until=TimeChosen()))
    assert made.form.said.said == "您家那片支管漏水，师傅正在换管，预计 几点？ 恢复。到点还凉，您再打来。"
    planned = seat.sit(replace(FULL, situation=Situation.PLANNED, until=TimeChosen()))
    assert "预计 几点？ 恢复" in planned.form.said.said


def test_a_second_notice_for_one_estate_is_told(seat: Seat) -> None:
    made = seat.sit(FULL, notices=(NOTICE,))
    assert made.form.rows["place"].note.text() == "正挂着 T-12，这是另发一条"
    made.window.open_list.change_time.click()
    assert "另发" not in made.form.rows["place"].note.text()


def test_a_share_that_is_gone_is_told_until_it_answers(seat: Seat) -> None:
    seat.aside.listed = Answer(is_done=False, words="更新文件夹打不开")
    made = seat.sit()
    seat.qtbot.waitUntil(lambda: "更新文件夹打不开" in made.window.told)
    seat.aside.listed = Answer(is_done=True, notices=())
    made._on_list_time()
    seat.wait(made)
    assert made.window.told == ""


_WINDOWS_GO = """
import gc
from datetime import datetime
from handbook.app.qt_application import build_qt
from handbook.bulletin.acts import Answer
from handbook.bulletin.remembered import Remembered
from handbook.ui import screen_space
from handbook.ui.dispatch.dispatch import Dispatch, Ports
qt = build_qt(["handbook"])
screen_space.is_seen = lambda: True
ports = Ports(remembered=Remembered(), keep=lambda _kept: "", ask=lambda _act, _stop: Answer(is_done=True))
for _ in range(20):
    made = Dispatch(ports, lambda: datetime.now().astimezone())
    made = Dispatch(ports, lambda: datetime.now().astimezone())  # the other is freed while this one lives
    made.window.take_room()
    qt.processEvents()
    del made
    gc.collect()
    qt.processEvents()
"""


def test_a_window_that_is_freed_takes_no_screen_along() -> None:
    ended = subprocess.run([sys.executable, "-c", _WINDOWS_GO], check=False, stderr=subprocess.DEVNULL)
    assert ended.returncode == 0
