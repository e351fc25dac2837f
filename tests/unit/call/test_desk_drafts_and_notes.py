"""What the window asks the desk for beside the steps: drafts, notes, earlier calls, times of runs and steps."""

from datetime import timedelta
from pathlib import Path

import pytest

from handbook.call.desk import LASTING
from handbook.call.state.call import CallerField
from handbook.call.state.rules import CallRefused
from handbook.call.store.store import Store
from handbook.model.ticket_form import TicketField
from tests.unit.call.samples import Seat, checklist, cold_flat, later, pinned, seat, stored_seat

ADDRESS, PHONE = CallerField.ADDRESS, CallerField.PHONE


def ended(made: Seat, address: str = "花园街 88 号 2 单元 301") -> None:
    """A call of this address that came and ended."""
    made.desk.new_call()
    made.desk.pin(checklist(cold_flat()))
    made.desk.enter_caller(ADDRESS, address)
    made.desk.end_call()


# Drafts


def test_a_draft_replaces_the_one_before_and_outlives_the_program(tmp_path: Path) -> None:
    made = stored_seat(tmp_path / "calls.sqlite")
    call = made.desk.new_call()
    made.desk.keep_draft(call.id, "note", "暖气")
    made.desk.keep_draft(call.id, "note", "暖气漏水")
    made.desk.keep_draft(call.id, "note", "暖气漏水")
    assert made.desk.drafts == {"note": "暖气漏水"}
    assert isinstance(made.store, Store)
    made.store.close()
    again = stored_seat(tmp_path / "calls.sqlite", made.clock)
    again.desk.restore()
    assert again.desk.drafts == {"note": "暖气漏水"}


def test_an_emptied_draft_is_gone_and_none_is_kept_for_a_call_that_ended() -> None:
    made = seat()
    call = made.desk.new_call()
    made.desk.keep_draft(call.id, "note", "暖气")
    made.desk.keep_draft(call.id, "note", "")
    assert made.desk.drafts == {}
    made.desk.keep_draft(call.id, "note", "漏水")
    made.desk.end_call()
    assert made.store.rows("draft") == []
    made.desk.keep_draft(call.id, "note", "漏水")
    assert made.store.rows("draft") == []


def test_a_lasting_draft_stays_with_an_ended_call_until_that_is_purged() -> None:
    made = seat()
    call = made.desk.new_call()
    made.desk.keep_draft(call.id, f"{LASTING}form", "半张")
    made.desk.keep_draft(call.id, "note", "漏水")
    made.desk.end_call()
    assert [row["field"] for row in made.store.rows("draft")] == [f"{LASTING}form"]
    made.desk.reopen(call.id)
    assert made.desk.drafts == {f"{LASTING}form": "半张"}
    made.desk.end_call()
    made.desk.keep_for(0)
    made.desk.housekeep()
    assert made.store.rows("draft") == []


def test_what_is_entered_takes_the_place_of_its_draft() -> None:
    made = seat()
    call = made.desk.new_call()
    made.desk.keep_draft(call.id, "caller:ADDRESS", "花园街 8")
    made.desk.enter_caller(ADDRESS, "花园街 88 号")
    assert made.desk.drafts == {}


# Notes


def test_a_note_is_corrected_taken_out_and_never_changed_for_nothing() -> None:
    made = seat()
    made.desk.new_call()
    note = made.desk.add_note("家里有老人").notes[0].seq
    made.desk.change_note(note, "家里有老人,\n独居")
    assert [n.text for n in made.call.notes] == ["家里有老人,\n独居"]
    before = made.desk.record()
    made.desk.change_note(note, "家里有老人,\n独居")
    assert made.desk.record() == before
    made.desk.change_note(note, "  ")
    assert made.call.notes == ()
    assert "备注删去" in made.desk.record()
    with pytest.raises(CallRefused, match="不在了"):
        made.desk.change_note(note, "独居")


def test_writing_a_row_as_it_is_changes_nothing() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    made.desk.write_row(TicketField.KNOWN, "只有北卧室一组")
    before = made.desk.record()
    made.desk.write_row(TicketField.KNOWN, "只有北卧室一组")
    assert made.desk.record() == before


# Earlier calls


def test_earlier_calls_are_found_at_once_and_after_one_more_has_ended() -> None:
    made = seat()
    ended(made)
    made.desk.new_call()
    caller = {ADDRESS: "南岗区花园街88号2单元301"}
    assert "第 2 次" in made.desk.earlier(caller).words
    ended(made)
    made.desk.new_call()
    assert "第 3 次" in made.desk.earlier(caller).words


def test_earlier_calls_are_read_in_parts_while_nobody_waits() -> None:
    made = seat()
    for number in range(5):
        ended(made, f"花园街 88 号 2 单元 30{number}")
    parts = 1
    while not made.desk.read_earlier(2):
        parts += 1
        assert parts < 10
    assert parts > 1
    assert made.desk.read_earlier(2)


def test_what_the_upkeep_purged_is_no_earlier_call() -> None:
    made = seat()
    ended(made)
    made.desk.new_call()
    caller = {ADDRESS: "花园街 88 号 2 单元 301"}
    assert "第 2 次" in made.desk.earlier(caller).words
    made.desk.keep_for(0)
    made.desk.housekeep()
    assert made.desk.earlier(caller).calls == ()


def test_a_shorter_retention_is_named() -> None:
    made = seat()
    ended(made)
    made.desk.keep_for(3)
    made.desk.new_call()
    assert "记录只留 3 天" in made.desk.earlier({ADDRESS: "花园街 88 号 2 单元 301"}).words


# Times


def test_when_a_run_was_pinned_and_a_step_marked() -> None:
    made = pinned()
    begun = made.call.started
    made.clock.advance(60)
    made.desk.answer(1, "extent", "只一组")
    made.clock.advance(60)
    made.desk.pin(checklist(cold_flat()))
    assert made.desk.pinned_at(1) == begun
    assert made.desk.pinned_at(2) == begun + timedelta(minutes=2)
    assert made.desk.pinned_at(3) is None
    assert made.desk.step_times(1) == {"extent": begun + timedelta(minutes=1)}
    later(made).untick(1, "extent")
    assert made.desk.step_times(1) == {}
    assert made.desk.now() == made.clock.now()


def test_without_a_call_there_is_nothing_to_tell() -> None:
    made = seat()
    assert made.desk.step_times(1) == {}
    assert made.desk.pinned_at(1) is None
    assert made.desk.drafts == {}
    assert made.desk.would_be(checklist(cold_flat())).states == {}


def test_a_run_that_would_be_knows_what_the_call_knows() -> None:
    made = pinned()
    made.desk.enter_caller(PHONE, "138 0013 8000")
    assert made.desk.would_be(checklist()).state("phone").is_known
    assert len(made.call.runs) == 1
