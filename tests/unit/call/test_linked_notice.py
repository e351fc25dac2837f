"""A call is said to be one of a notice of dispatch: one line of the ticket, as it stood then, that outlives a kill."""

import sys
from pathlib import Path

import pytest

from handbook.call.state.call import CallerField, LinkedNotice
from handbook.call.state.rules import CallRefused
from handbook.call.store.store import Store
from handbook.call.words.ticket_data import make_ticket
from handbook.model.ticket_form import TicketField, form_of
from tests.helpers.killed import reported_until_killed
from tests.unit.call.samples import checklist, poor_heat, seat, stored_seat

LINE = "关联停热 T-12：锦华嘉园 3–8 号楼，预计 18:00"
LATER = "关联停热 T-12：锦华嘉园 3–8 号楼，已过预计时间"


def test_it_stands_once_before_what_else_is_known() -> None:
    made = seat()
    made.desk.pin(checklist(poor_heat()))
    made.desk.answer(1, "extent", "只一组")
    made.desk.link_notice(12, LINE)
    made.desk.link_notice(12, LINE)
    ticket = made.desk.preview_ticket().text
    assert ticket.count("关联停热") == 1
    assert f"已知:{LINE}" in ticket
    assert ticket.index(LINE) < ticket.index("只一组")
    assert made.desk.record().count(LINE) == 2  # in the ticket, and when it was said


def test_it_alone_makes_a_ticket() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(CallerField.ADDRESS, "锦华嘉园5号楼")
    made.desk.link_notice(12, LINE)
    assert LINE in made.desk.end_call().ticket


def test_it_is_taken_back_and_undone() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.link_notice(12, LINE)
    call = made.desk.unlink_notice()
    assert call.notice is None
    assert "不再关联停热 T-12" in made.desk.record()
    assert made.desk.undo().notice == LinkedNotice(12, LINE)
    assert made.desk.undo().notice is None
    assert made.desk.redo().notice == LinkedNotice(12, LINE)
    made.desk.unlink_notice()
    assert made.desk.unlink_notice().notice is None


def test_what_the_notice_says_later_changes_nothing_unless_it_is_said_anew() -> None:
    made = seat()
    call = made.desk.new_call()
    made.desk.link_notice(12, LINE)
    made.clock.advance(5 * 3600)
    made.desk.new_call()
    assert LINE in make_ticket(made.desk.resume(call.id)).words(TicketField.KNOWN)
    made.desk.link_notice(12, LATER)
    assert made.desk.preview_ticket().text.count("关联停热") == 1
    assert LATER in made.desk.preview_ticket().text


def test_a_supplement_does_not_say_it_again() -> None:
    made = seat()
    call = made.desk.new_call()
    made.desk.link_notice(12, LINE)
    made.desk.end_call()
    made.desk.reopen(call.id)
    made.desk.add_note("又来电")
    assert "关联停热" not in made.desk.preview_ticket().text


def test_it_stays_where_the_text_has_little_room() -> None:
    made = seat()
    made.desk.ticket_form = form_of(
        "{级别} {地址} {电话} · {几点前} · 已知:{已知} · 备注:{备注} · 清单:{清单}", 160
    )
    made.desk.pin(checklist(poor_heat()))
    made.desk.answer(1, "extent", "只一组")
    made.desk.answer(1, "pipes", "进热回冷")
    made.desk.enter_value(1, "room", "17")
    made.desk.add_note("话" * 150)
    made.desk.link_notice(12, LINE)
    assert LINE in made.desk.preview_ticket().text


def test_without_a_call_there_is_nothing_to_add_it_to() -> None:
    with pytest.raises(CallRefused):
        seat().desk.link_notice(12, LINE)


def test_an_empty_line_is_none() -> None:
    made = seat()
    made.desk.new_call()
    assert made.desk.link_notice(12, " ").notice is None


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_it_outlives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    command = [sys.executable, "-c", _WORKER, str(path), LINE]
    assert reported_until_killed(command, lines=1, delay=0.0)[0].strip() == LINE
    again = stored_seat(path)
    again.desk.restore()
    assert again.desk.active is not None
    assert again.desk.active.notice == LinkedNotice(12, LINE)
    assert isinstance(again.store, Store)
    again.store.close()


_WORKER = """
import sys, time
from pathlib import Path
from handbook.call.desk import CallDesk
from handbook.call.store.store import Store
from tests.unit.call.fake_clock import FakeClock
clock = FakeClock()
desk = CallDesk(Store.open(Path(sys.argv[1]), clock), clock)
desk.new_call()
print(desk.link_notice(12, sys.argv[2]).notice.text, flush=True)
time.sleep(60)
"""
