"""A sum that was worked out in a call: one line of the ticket, the whole of it in the record, gone with the call."""

import json
from pathlib import Path

from handbook.call.day_sums import sum_of_call
from handbook.call.state.call import CallerField, KeptSum
from handbook.call.store.store import Store
from handbook.call.words.ticket_data import make_ticket
from handbook.model.ticket_form import TicketField
from tests.unit.call.samples import checklist, poor_heat, seat, stored_seat

LINE = "试算(未定):退费 33.50 元"
RESULT = json.dumps({"kind": "退费", "amount": "33.50"})


def test_it_stands_once_among_what_is_open_and_its_whole_in_the_call() -> None:
    made = seat()
    made.desk.pin(checklist(poor_heat()))
    made.desk.keep_sum("退费", LINE, RESULT)
    call = made.desk.keep_sum("退费", LINE, RESULT)
    assert call.sums == {"退费": KeptSum(LINE, RESULT)}
    assert make_ticket(call).words(TicketField.OPEN).count(LINE) == 1
    assert f"待定:{LINE}" in made.desk.preview_ticket().text
    assert made.desk.record().count(LINE) == 2  # in the ticket, and when it was kept
    assert "amount" not in made.desk.record()


def test_a_later_one_of_its_kind_takes_its_place_and_another_kind_stands_beside() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.keep_sum("退费", LINE, RESULT)
    made.desk.keep_sum("退费", "试算(未定):退费 40.00 元", RESULT)
    call = made.desk.keep_sum("违约金", "试算(未定):违约金 1.00 元", RESULT)
    assert list(call.sums) == ["退费", "违约金"]
    text = made.desk.preview_ticket().text
    assert "33.50" not in text
    assert "40.00" in text
    assert "1.00" in text


def test_it_is_taken_back_and_undone() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.keep_sum("退费", LINE, RESULT)
    assert made.desk.take_sum_back("退费").sums == {}
    assert "试算“退费”从工单拿下" in made.desk.record()
    assert made.desk.undo().sums == {"退费": KeptSum(LINE, RESULT)}
    assert made.desk.undo().sums == {}
    assert made.desk.redo().sums == {"退费": KeptSum(LINE, RESULT)}
    made.desk.take_sum_back("退费")
    assert made.desk.take_sum_back("退费").sums == {}


def test_day_sums_get_nothing_of_it() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(CallerField.ADDRESS, "锦华嘉园5号楼")
    call = made.desk.keep_sum("退费", LINE, RESULT)
    told = str(sum_of_call(call, ()).__class__) + repr(sum_of_call(call, []))
    assert "33.50" not in told
    assert "退费" not in told


def test_it_outlives_the_program_and_goes_with_its_call(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    first = stored_seat(path)
    first.desk.new_call()
    first.desk.keep_sum("退费", LINE, RESULT)
    assert isinstance(first.store, Store)
    first.store.close()
    again = stored_seat(path)
    [call] = again.desk.restore().calls
    assert call.sums == {"退费": KeptSum(LINE, RESULT)}
    assert again.desk.active is not None
    again.desk.keep_for(0)
    again.desk.end_call()
    again.desk.housekeep()
    tables = ("event", "summary", "past", "draft", "call")
    assert "33.50" not in str([again.store.rows(name) for name in tables])
    assert isinstance(again.store, Store)
    again.store.close()
