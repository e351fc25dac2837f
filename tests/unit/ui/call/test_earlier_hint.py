"""What is known of earlier calls is said while the address is typed, and one key opens the ticket."""

from PySide6.QtWidgets import QPushButton

from handbook.call.state.call import CallerField
from tests.helpers.finding import child
from tests.helpers.typing_in import commit
from tests.unit.ui.call.desk_window import DeskWindow, settle

HIGH = 1200
"""Where nothing is folded to one line."""
ACCOUNT, ADDRESS, PHONE = CallerField.ACCOUNT, CallerField.ADDRESS, CallerField.PHONE
LIST = "proc-whole-flat-cold"
FLAT = "南岗区花园街 88 号 2 单元 301"


def ended(desk: DeskWindow, address: str) -> int:
    desk.calls.begin_call()
    desk.open(LIST)
    desk.desk.enter_caller(ADDRESS, address)
    number = desk.call.id
    desk.desk.end_call()
    desk.calls.refresh()
    return number


def test_it_is_said_while_the_address_is_typed_and_nothing_moves(desk: DeskWindow) -> None:
    desk.resize(desk.width(), HIGH)
    number = ended(desk, "花园街88号2单元301")
    wanted: list[int] = []
    desk.calls.past_wanted.connect(wanted.append)
    desk.calls.begin_call()
    desk.open(LIST)
    form = desk.panel.caller
    form.open_at(ADDRESS)
    edit, told = form.fields[ADDRESS], child(form, QPushButton, "callerTold")
    commit(edit, FLAT[:-3])
    settle()
    assert told.isHidden() or "本楼" in told.text()
    before = (edit.geometry(), desk.panel.run_view.geometry())
    commit(edit, FLAT[-3:])
    settle()
    assert told.isVisible()
    assert told.text() == "第 2 次来电 Alt+H"
    assert (edit.geometry(), desk.panel.run_view.geometry()) == before
    assert edit.cursorRect().right() < told.x()
    assert desk.call.caller == {}
    told.click()
    assert wanted == [number]
    desk.panel.run_view.setFocus()
    settle()
    assert form.hint.isVisible()
    assert form.hint.text().startswith("此地址 7 天内第 2 次来电 · 上次 ")
    assert "整户不热" in form.hint.text()
    assert desk.panel.run_view.geometry() == before[1]
    form.hint.click()
    assert wanted == [number, number]


def test_the_place_of_the_hint_is_kept_where_nothing_is_known(desk: DeskWindow) -> None:
    desk.resize(desk.width(), HIGH)
    desk.calls.begin_call()
    desk.open(LIST)
    desk.desk.enter_caller(ADDRESS, "健康路5号401")
    desk.calls.refresh()
    desk.panel.run_view.setFocus()
    settle()
    hint = desk.panel.caller.hint
    assert hint.isVisible()
    assert hint.text() == ""
    assert hint.height() == 30
    said: list[str] = []
    desk.calls.answered.connect(said.append)
    desk.calls.open_earlier()
    assert said == ["没有同一地址、号码或户号的来电。"]


def test_the_one_that_waits_is_turned_to(desk: DeskWindow) -> None:
    desk.calls.begin_call()
    first = desk.call.id
    desk.desk.enter_caller(PHONE, "13904514417")
    desk.calls.begin_call()
    desk.desk.enter_caller(PHONE, "139 0451 4417")
    desk.calls.refresh()
    desk.calls.open_earlier()
    assert desk.call.id == first
