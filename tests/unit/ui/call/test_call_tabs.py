"""The calls as tabs: what each says, which are shown where room is short, and how one turns from one to the next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from handbook.call.state.call import CallerField
from tests.helpers.finding import child
from tests.unit.ui.call.desk_window import DeskWindow, settle

ACCOUNT, ADDRESS, PHONE = CallerField.ACCOUNT, CallerField.ADDRESS, CallerField.PHONE


def take(desk: DeskWindow, phone: str = "", address: str = "", entry: str = "") -> int:
    """A new call with these data; its number."""
    desk.calls.begin_call()
    if entry:
        desk.open(entry)
    for field, text in ((PHONE, phone), (ADDRESS, address)):
        if text:
            desk.desk.enter_caller(field, text)
    desk.calls.refresh()
    return desk.call.id


def test_a_tab_says_clock_tail_severity_and_address(desk: DeskWindow) -> None:
    take(desk, "13904514417", "花园街 88 号", "em-leak-upstairs")
    desk.calls.park_now()
    at = f"{desk.desk.parked[0].parked_at:%H:%M}"
    take(desk, "", "", "proc-refund")
    desk.clock.advance(61)
    desk.calls.refresh()
    said = [tab.words for tab in desk.panel.tabs.tabs]
    assert said == [f"搁置 {at} · 尾号 4417,紧急 花园街 88 号", "01:01,事务 退费受理"]


def test_the_key_goes_round_and_a_click_goes_there(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=640)
    calls = [take(desk) for _ in range(3)]
    order = []
    for _ in range(4):
        desk.calls.next_call()
        order.append(desk.call.id)
    assert order == [calls[0], calls[1], calls[2], calls[0]]
    tab = next(tab for tab in desk.panel.tabs.tabs if tab.call == calls[1])
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert desk.call.id == calls[1]
    assert [parked.id for parked in sorted(desk.desk.parked, key=lambda c: c.id)] == [calls[0], calls[2]]


def test_alone_it_says_so_at_the_desk(desk: DeskWindow) -> None:
    take(desk)
    said: list[str] = []
    desk.calls.answered.connect(said.append)
    desk.calls.next_call()
    desk.calls.resume_last()
    assert said == ["没有别的通话。", "没有搁置的通话。"]
    assert desk.notices == []


def test_where_room_is_short_the_rest_stands_in_a_menu(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=380)
    desk.pages.removeWidget(desk.emergency_view)  # it would keep the window wider than a dock
    settle()
    desk.resize(380, 860)
    desk.panel.set_compact(True)
    calls = [take(desk, f"1390451000{n}") for n in range(5)]
    settle()
    tabs = desk.panel.tabs
    more = child(tabs, QToolButton, "moreCalls")
    assert len(tabs.tabs) == 2
    assert more.text() == "+3"
    assert calls[-1] in {tab.call for tab in tabs.tabs}
    menu = more.menu()
    assert menu is not None
    assert "尾号 0000" in menu.actions()[0].text()
    menu.actions()[0].trigger()
    settle()
    assert desk.call.id == calls[0]
    assert calls[0] in {tab.call for tab in tabs.tabs}
    assert desk.panel.width() == 380
