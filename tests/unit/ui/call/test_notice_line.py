"""What dispatch announced stands under the typed address: it moves nothing, asserts nothing in doubt, and is said by one key."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from handbook.bulletin.kept import Kept
from handbook.bulletin.notice import Notice, Situation
from handbook.call.state.call import CallerField
from handbook.ui.call import notice_controller
from handbook.ui.call.notice_line import HEIGHT, NOTHING
from handbook.ui.theme.theme import theme_of
from tests.helpers.typing_in import commit, compose, press
from tests.unit.ui.call.desk_window import DeskWindow, settle

ADDRESS = CallerField.ADDRESS
LIST = "proc-radiator-hot-top"
INTERNAL = "现场李师傅 8112"


def notice(desk: DeskWindow, **change: object) -> Notice:
    """A repair of buildings 3 to 8 until three hours from now."""
    now = desk.desk.now()
    made = Notice(
        number=12,
        situation=Situation.REPAIR,
        estate="锦华嘉园",
        buildings="3–8号楼",
        sent=now - timedelta(minutes=18),
        sender="陈静",
        until=now + timedelta(hours=3),
        reason="支管漏水，师傅正在换管",
        internal=INTERNAL,
    )
    return replace(made, **change)  # type: ignore[arg-type]


def announce(desk: DeskWindow, *notices: Notice) -> None:
    desk.announced.show_notices(Kept(desk.desk.now(), notices))
    settle()


def ready(desk: DeskWindow, *notices: Notice) -> DeskWindow:
    """A call with a list, at a company that has notices."""
    desk.announced.use_notices(True)
    announce(desk, *(notices or (notice(desk),)))
    desk.open(LIST)
    return desk


def write(desk: DeskWindow, address: str) -> None:
    desk.panel.caller.open_at(ADDRESS)
    desk.panel.fields[ADDRESS].selectAll()
    commit(desk.panel.fields[ADDRESS], address)
    settle()


def places(desk: DeskWindow) -> dict[str, QRect]:
    """Where everything in the panel stands but the line itself and its sheet."""
    panel, sheet = desk.panel, desk.panel.sheet
    found: dict[str, QRect] = {}
    for number, part in enumerate(panel.findChildren(QWidget)):
        if part is not sheet and not sheet.isAncestorOf(part) and part.isVisible():
            found[f"{number} {type(part).__name__} {part.objectName()}"] = QRect(
                part.mapTo(panel, QPoint(0, 0)), part.size()
            )
    return found


def test_where_the_company_has_no_notices_the_desk_is_as_it_was(
    open_desk: Callable[..., DeskWindow],
) -> None:
    with_place, without = open_desk(), open_desk()
    ready(with_place)
    without.open(LIST)
    assert without.panel.notice.isHidden()
    assert with_place.panel.notice.height() == HEIGHT
    announce(without, notice(without))
    write(without, "锦华嘉园5号楼")
    assert without.panel.notice.isHidden()
    assert without.panel.caller.y() == with_place.panel.caller.y()


@pytest.mark.parametrize("width", [440, 388, 340])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_comes_and_goes_without_moving_a_pixel(
    open_desk: Callable[..., DeskWindow], width: int, scale: float
) -> None:
    desk = ready(open_desk(width=round(width * scale), scale=scale))
    desk.panel.caller.open_at(ADDRESS)
    commit(desk.panel.fields[ADDRESS], "春晓里")
    settle()
    assert desk.announced.line is None
    before = places(desk)
    for address in ("锦华嘉园", "锦华嘉园5号楼", "锦华嘉园11号楼", "锦华家园5号楼", "春晓里"):
        write(desk, address)
        assert places(desk) == before, address
    write(desk, "锦华嘉园5号楼")
    for later in (0, 4 * 3600, 60):
        desk.clock.advance(later)
        announce(desk, notice(desk))
        assert places(desk) == before
    desk.clock.advance(3600)
    desk.announced.refresh()
    assert desk.announced.line is not None
    assert desk.announced.line.heading.startswith("停热通知停在")
    assert places(desk) == before
    announce(desk)
    assert desk.announced.line is None
    assert places(desk) == before


def test_the_first_list_of_a_share_waits_for_the_next_call_with_its_place(desk: DeskWindow) -> None:
    desk.open(LIST)
    before = places(desk)
    desk.announced.use_notices(True)
    announce(desk, notice(desk))
    assert places(desk) == before
    desk.calls.new_call()
    settle()
    assert not desk.panel.notice.isHidden()
    assert desk.panel.notice.line is None


def test_it_follows_what_is_typed_and_what_is_announced(desk: DeskWindow) -> None:
    ready(desk)
    line = desk.panel.notice
    assert (line.line, line.accessibleName(), line.isEnabled()) == (None, NOTHING, False)
    desk.panel.caller.open_at(ADDRESS)
    for words, heading in (("锦华", None), ("嘉园", "可能是本小区的抢修"), ("5号楼", "本小区抢修中")):
        commit(desk.panel.fields[ADDRESS], words)
        assert (line.line.heading if line.line is not None else None) == heading
    assert line.accessibleName().startswith("停热通知：本小区抢修中，5 号楼在内，预计 ")
    announce(desk)
    assert line.line is None
    announce(desk, notice(desk))
    assert line.line is not None
    desk.calls.new_call()
    assert line.line is None


def test_what_is_being_composed_asserts_nothing(desk: DeskWindow) -> None:
    ready(desk)
    desk.panel.caller.open_at(ADDRESS)
    field = desk.panel.fields[ADDRESS]
    compose(field, "锦华嘉园5号楼")
    assert desk.panel.notice.line is None
    desk.announced.turn()
    desk.announced.link()
    assert desk.panel.sheet.isHidden()
    assert desk.call.notice is None


def test_it_turns_by_itself_when_its_time_has_passed(desk: DeskWindow) -> None:
    ready(desk)
    write(desk, "锦华嘉园5号楼")
    desk.clock.advance(3 * 3600 + 60)
    announce(desk, notice(desk, until=desk.desk.now() + timedelta(minutes=2)))
    assert desk.announced.line is not None
    assert desk.announced.line.mark == ""
    desk.clock.advance(120)
    desk.calls.second_passed.emit()
    assert (desk.announced.line.mark, desk.announced.line.heading) == ("▲", "已过预计时间")


def test_the_sentence_opens_over_the_list_and_never_over_the_step(
    open_desk: Callable[..., DeskWindow],
) -> None:
    for width, height, scale in ((440, 860, 1.0), (340, 560, 1.0), (640, 860, 2.0), (900, 430, 2.0)):
        desk = open_desk(width=width, scale=scale)
        desk.resize(width, height)
        desk.panel.set_tight(height < 700)
        ready(desk)
        write(desk, "锦华嘉园5号楼")
        press(desk.panel.fields[ADDRESS], Qt.Key.Key_Return)
        settle()
        before = places(desk)
        desk.announced.turn()
        settle()
        sheet, stage = desk.panel.sheet, desk.panel.run_view.stage
        assert sheet.isVisible()
        step = QRect(stage.mapTo(desk.panel, QPoint(0, 0)), stage.size())
        assert not sheet.geometry().intersects(step)
        assert not sheet.geometry().intersects(desk.panel.notice.geometry())
        assert sheet.geometry().bottom() <= desk.panel.height()
        assert sheet.x() >= 0
        assert sheet.geometry().right() <= desk.panel.width()
        assert {name: rect for name, rect in places(desk).items() if before[name] != rect} == {}
        assert sheet.copy.hasFocus()
        press(sheet.copy, Qt.Key.Key_Escape)
        assert sheet.isHidden()
        assert desk.panel.run_view.hasFocus()


def test_a_longer_step_pushes_the_sentence_down(desk: DeskWindow) -> None:
    ready(desk)
    write(desk, "锦华嘉园5号楼")
    desk.announced.turn()
    view = desk.panel.run_view
    for step in desk.run.applicable:
        desk.calls.commands.do(lambda chosen=step.id: desk.desk.move(desk.run.id, chosen))  # type: ignore[misc]
        settle()
        bottom = view.stage.mapTo(desk.panel, QPoint(0, view.stage.height() - 1)).y()
        assert desk.panel.sheet.y() > bottom


def test_esc_closes_it_first_wherever_the_keyboard_is(desk: DeskWindow) -> None:
    ready(desk)
    write(desk, "锦华嘉园5号楼")
    desk.announced.turn()
    desk.panel.run_view.setFocus()
    press(desk.panel.run_view, Qt.Key.Key_Escape)
    assert desk.panel.sheet.isHidden()
    assert desk.panel.run_view.hasFocus()
    left: list[bool] = []
    desk.panel.left_by_key.connect(lambda: left.append(True))
    press(desk.panel.run_view, Qt.Key.Key_Escape)
    assert left == [True]


def test_the_same_key_closes_it_and_the_keyboard_is_back_in_the_address(desk: DeskWindow) -> None:
    ready(desk)
    write(desk, "锦华嘉园5号楼")
    desk.announced.turn()
    desk.announced.turn()
    assert desk.panel.sheet.isHidden()
    assert desk.panel.fields[ADDRESS].hasFocus()
    assert desk.panel.fields[ADDRESS].text() == "锦华嘉园5号楼"


def test_it_is_copied_without_what_is_for_colleagues_alone(desk: DeskWindow) -> None:
    ready(desk)
    write(desk, "锦华嘉园5号楼")
    desk.announced.turn()
    sheet = desk.panel.sheet
    assert INTERNAL in sheet.text.internal.text()
    assert sheet.text.about.text().startswith("T-12 · 锦华嘉园 3–8 号楼 · 陈静 ")
    QTest.mouseClick(sheet.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("您家那片支管漏水，师傅正在换管，预计")
    assert sheet.copy.text() == "已复制"
    desk.announced.link()
    desk.calls.refresh()
    everything = copied + desk.desk.record() + desk.desk.preview_ticket().text
    assert "李师傅" not in everything
    assert "李师傅" not in desk.panel.notice.accessibleName() + desk.panel.notice.toolTip()


def test_what_is_in_doubt_or_outside_gives_nothing_to_copy_or_to_link(desk: DeskWindow) -> None:
    ready(desk)
    for address in ("锦华嘉园", "锦华嘉园11号楼", "锦华家园5号楼"):
        write(desk, address)
        desk.announced.turn()
        sheet = desk.panel.sheet
        assert (sheet.copy.isHidden(), sheet.link.isHidden()) == (True, True)
        assert sheet.text.sentence.text() == ""
        desk.announced.link()
        assert desk.call.notice is None
        assert "还不能并进这张单" in desk.panel.strip.words
        desk.announced.close()


def test_one_line_of_the_ticket_by_a_key_and_the_same_key_takes_it_back(desk: DeskWindow) -> None:
    ready(desk)
    write(desk, "锦华嘉园5号楼")
    desk.announced.link()
    assert desk.call.notice is not None
    words = desk.call.notice.text
    assert words.startswith("关联停热 T-12：锦华嘉园 3–8 号楼，预计 ")
    assert desk.desk.preview_ticket().text.count(words) == 1
    assert "已并进这张单" in desk.panel.notice.accessibleName()
    announce(desk, notice(desk, until=desk.desk.now() + timedelta(hours=5)))
    assert desk.call.notice.text == words
    desk.announced.link()
    assert desk.call.notice is None
    assert "关联停热" not in desk.desk.preview_ticket().text
    assert "已并进这张单" not in desk.panel.notice.accessibleName()


def test_the_button_says_which_way_it_goes(desk: DeskWindow) -> None:
    ready(desk)
    write(desk, "锦华嘉园5号楼")
    desk.announced.turn()
    sheet = desk.panel.sheet
    assert (sheet.link.text(), sheet.link.key) == ("并进这张单", "Ctrl+F7")
    QTest.mouseClick(sheet.link, Qt.MouseButton.LeftButton)
    assert sheet.link.text() == "不并进这张单"
    QTest.mouseClick(sheet.link, Qt.MouseButton.LeftButton)
    assert desk.call.notice is None


def test_what_stands_no_more_closes_its_sentence(desk: DeskWindow) -> None:
    ready(desk)
    write(desk, "锦华嘉园5号楼")
    desk.announced.turn()
    announce(desk, notice(desk, until=desk.desk.now() - timedelta(minutes=1)))
    assert "别再念原来的时间" in desk.panel.sheet.text.advice.text()
    announce(desk)
    assert desk.panel.sheet.isHidden()
    announce(desk, notice(desk))
    desk.announced.turn()
    desk.calls.new_call()
    assert desk.panel.sheet.isHidden()


def test_without_a_call_or_a_notice_the_keys_say_so(desk: DeskWindow) -> None:
    desk.announced.use_notices(True)
    desk.announced.turn()
    desk.announced.link()
    desk.calls.new_call()
    desk.announced.turn()
    assert "没有停热通知" in desk.panel.strip.words
    desk.announced.link()
    assert desk.call.notice is None


def test_a_disk_that_is_full_is_told_and_nothing_is_linked(desk: DeskWindow) -> None:
    ready(desk)
    write(desk, "锦华嘉园5号楼")
    press(desk.panel.fields[ADDRESS], Qt.Key.Key_Return)
    desk.store.is_full = True
    desk.announced.link()
    assert desk.call.notice is None
    assert desk.notices


def test_it_is_told_once_and_after_the_keys_rest(
    desk: DeskWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said: list[str] = []
    monkeypatch.setattr(notice_controller, "announce", lambda _, words: said.append(words))
    desk.announced._quiet.setInterval(30)
    ready(desk)
    desk.panel.caller.open_at(ADDRESS)
    for words in "锦华嘉园5号楼":
        commit(desk.panel.fields[ADDRESS], words)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("停热通知：本小区抢修中")
    desk.calls.refresh()
    announce(desk, notice(desk))
    QTest.qWait(120)
    assert len(said) == 1
    write(desk, "锦华嘉园11号楼")
    qtbot.waitUntil(lambda: len(said) == 2)


def test_the_phone_of_dispatch_is_that_of_the_company(desk: DeskWindow) -> None:
    ready(desk, notice(desk, until=desk.desk.now()))
    write(desk, "锦华嘉园5号楼")
    assert desk.announced.line is not None
    assert desk.announced.line.detail == "先问调度"


@pytest.mark.parametrize("is_dark", [False, True])
def test_no_line_is_painted_beyond_its_box(desk: DeskWindow, is_dark: bool) -> None:
    ready(desk)
    desk.use_theme(theme_of(is_dark=is_dark, scale=1.0))
    write(desk, "锦华嘉园5号楼")
    line = desk.panel.notice
    blank = line.grab().toImage()
    for width in (300, 340, 440, 700):
        line.resize(width, line.height())
        shown = line.grab().toImage()
        assert shown != blank
        ground = shown.pixelColor(2, line.height() // 2)
        assert shown.pixelColor(shown.width() - 3, shown.height() // 2) == ground
        blank = shown
    QApplication.processEvents()
