"""Past calls: searchable, read-only, masked, the ticket text again; and gone when their time is over."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from handbook.call.feedback import Feedback
from handbook.call.history import CallHistory
from handbook.call.journal import Journal
from handbook.call.state.call import CallerField
from handbook.call.store.store import Store, store_files
from handbook.call.store.tables import Put
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import Seat, checklist, cold_flat, later, seat, stored_seat

PHONE = "13800138000"


def take_call(made: Seat, phone: str = PHONE, *, cold: bool = False) -> str:
    made.desk.pin(checklist(cold_flat() if cold else None))
    made.desk.enter_caller(CallerField.PHONE, phone)
    later(made, 60).add_note(f"回拨 {phone}")
    return made.desk.end_call().ticket


def test_newest_first_masked_with_the_ticket_unmasked() -> None:
    made = seat()
    first = take_call(made)
    take_call(made, cold=True)
    history = CallHistory(made.store)
    newest, oldest = history.calls()
    assert newest.titles == ("整户不热",)
    assert PHONE not in oldest.summary
    read = history.read(oldest.id)
    assert read.ticket == first
    assert PHONE not in read.record


def test_search_finds_titles_words_and_numbers() -> None:
    made = seat()
    take_call(made)
    take_call(made, "13912345678", cold=True)
    history = CallHistory(made.store)
    assert [past.titles[0] for past in history.search("上热下凉")] == ["散热器上热下凉"]
    assert [past.titles[0] for past in history.search("整户 5678")] == ["整户不热"]
    assert len(history.search("")) == 2
    assert history.search("没有这个") == ()


def test_calls_of_the_shift_alone() -> None:
    made = seat()
    take_call(made)
    made.clock.advance(8 * 3600)
    begin = made.clock.now()
    take_call(made, cold=True)
    history = CallHistory(made.store)
    assert [past.titles[0] for past in history.calls(begin)] == ["整户不热"]
    assert len(history.calls()) == 2
    assert len(history.calls(limit=1)) == 1


def test_open_and_unknown_calls_are_not_history() -> None:
    made = seat()
    made.desk.pin(checklist())
    history = CallHistory(made.store)
    assert history.calls() == ()
    with pytest.raises(KeyError):
        history.read(made.call.id)


# Retention


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in set(store_files(path)) if file.is_file())


def numbers(count: int) -> list[str]:
    dice = random.Random(1)
    return [f"13{dice.randrange(10**9):09}" for _ in range(count)]


def busy_week(path: Path, clock: FakeClock, phones: list[str]) -> Seat:
    """Calls over some hours, with backups, an undone note, restarts and a damaged file in between."""
    made = stored_seat(path, clock)
    for number in range(0, len(phones), 4):
        made.desk.pin(checklist())
        for phone in phones[number : number + 3]:
            later(made).enter_value(1, "phone", phone)
        made.desk.add_note(phones[number + 3], 1)
        made.desk.undo(1)
        take_call(made, phones[number + 3])
        made.clock.advance(1200)
        made.desk.housekeep()
        if number % 50 == 48:
            made = broken_off(made, path, damages=number % 100 == 48)
    return made


def broken_off(made: Seat, path: Path, *, damages: bool) -> Seat:
    assert isinstance(made.store, Store)
    made.store.close()
    if damages:
        content = path.read_bytes()
        path.write_bytes(content[:5000] + b"\0" * (len(content) - 5000))
    return stored_seat(path, made.clock)


def left_in(path: Path, phones: list[str]) -> list[str]:
    content = everything(path)
    return [phone for phone in phones if phone.encode() in content]


def test_after_seven_days_no_file_holds_a_number(tmp_path: Path) -> None:
    path, clock, phones = tmp_path / "calls.db", FakeClock(), numbers(200)
    made = busy_week(path, clock, phones)
    assert list(path.parent.glob("calls.db.damaged-*"))
    assert left_in(path, phones) == phones
    clock.advance(timedelta(days=8).total_seconds())
    take_call(made, "13700000001")
    made.desk.housekeep()
    assert left_in(path, [*phones, "13700000001"]) == ["13700000001"]
    assert len(CallHistory(made.store).calls()) == 1
    assert isinstance(made.store, Store)
    made.store.close()
    assert left_in(path, phones) == []


def test_another_retention_is_in_force_from_the_next_purge_on(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    made = stored_seat(path, retention_days=7)
    take_call(made)
    assert made.desk.housekeep() == ""
    assert PHONE.encode() in everything(path)
    made.desk.keep_for(0)
    made.desk.housekeep()
    assert PHONE.encode() not in everything(path)
    made.desk.keep_for(7)
    take_call(made)
    assert PHONE.encode() in everything(path)
    assert isinstance(made.store, Store)
    made.store.close()


def test_retention_zero_keeps_nothing_of_an_ended_call(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    made = stored_seat(path, retention_days=0)
    made.desk.pin(checklist())
    made.desk.enter_caller(CallerField.PHONE, "13911112222")
    made.desk.park()
    ticket = take_call(made)
    assert PHONE in ticket
    assert PHONE.encode() not in everything(path)
    assert b"13911112222" in everything(path)
    assert len(made.desk.parked) == 1
    assert isinstance(made.store, Store)
    made.store.close()


def test_purging_is_finished_at_the_next_opening_if_it_was_cut_short(tmp_path: Path) -> None:
    path, clock = tmp_path / "calls.db", FakeClock()
    made = stored_seat(path, clock)
    take_call(made)
    assert isinstance(made.store, Store)
    made.clock.advance(3600)
    made.desk.housekeep()
    journal = Journal(made.store)
    drops = journal.drops(journal.calls())
    # Only the commit of the purge, as if the program had been killed right after it.
    made.store.write([*drops, Put("meta", {"name": "purged", "value": made.store.next_transaction})])
    assert PHONE.encode() in everything(path)
    made.store.close()
    Store.open(path, clock).close()
    assert PHONE.encode() not in everything(path)


def test_forgotten_open_calls_stay_and_may_be_ended(tmp_path: Path) -> None:
    path, clock = tmp_path / "calls.db", FakeClock()
    made = stored_seat(path, clock)
    made.desk.pin(checklist())
    clock.advance(timedelta(days=9).total_seconds())
    assert "散热器上热下凉" in made.desk.housekeep()
    assert made.desk.housekeep() == ""  # told once
    assert made.call.is_open
    assert isinstance(made.store, Store)
    made.store.close()
    made = stored_seat(path, clock)
    restored = made.desk.restore()
    assert [call.id for call in restored.calls] == [made.call.id]
    assert [call.id for call in made.desk.forgotten] == [made.call.id]
    assert "Ctrl+E" in restored.warning
    later(made).add_note("还在等")
    assert made.desk.forgotten == ()
    made.store.close()  # type: ignore[attr-defined]


def test_a_clock_that_jumps_ahead_while_running_purges_nothing() -> None:
    made = seat()
    take_call(made)
    made.clock.jump(timedelta(days=400).total_seconds())
    made.desk.housekeep()
    assert len(CallHistory(made.store).calls()) == 1


def test_copies_of_checklists_go_with_their_last_call() -> None:
    made = seat()
    take_call(made)
    take_call(made, cold=True)
    made.clock.advance(timedelta(days=6).total_seconds())
    take_call(made)
    made.clock.advance(timedelta(days=2).total_seconds())
    made.desk.housekeep()
    assert len(made.store.rows("checklist")) == 1
    assert len(CallHistory(made.store).calls()) == 1


def test_searches_without_a_hit_leave_no_number_in_any_file(tmp_path: Path) -> None:
    path, clock = tmp_path / "calls.db", FakeClock()
    store = Store.open(path, clock)
    for phone in numbers(50):
        Feedback(store, clock).record_miss(f"{phone} 不热")
    left = everything(path)
    assert [phone for phone in numbers(50) if phone.encode() in left] == []
    store.close()
