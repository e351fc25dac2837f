"""The four steps in words, for each way in which a share can stand."""

from datetime import timedelta

import msgspec
import pytest

from handbook.export.paper.document import PrintJob, compose_items
from handbook.model.handbook import Handbook
from handbook.upkeep.publication import ActKind, PublicationAct, SeatsRead, ShareState
from handbook.upkeep.publication_sheet import publication_sheet
from handbook.upkeep.publication_steps import (
    StepState,
    chip_of,
    coming_steps,
    is_all_taken,
    key_words,
    long_words,
    main_of,
    out_steps,
    watch_left,
)
from tests.helpers.publication import NOW, seats, share_state, survey


def states(state: ShareState) -> list[StepState]:
    return [step.state for step in out_steps(state)]


def test_going_out_to_all() -> None:
    done, now = StepState.DONE, StepState.NOW
    assert states(share_state()) == [done, done, done, now]
    assert out_steps(share_state())[3].share == pytest.approx(72 / 80)
    assert "看了 1 天" in out_steps(share_state())[2].detail


def test_all_that_are_heard_have_it() -> None:
    state = share_state()
    whole = SeatsRead(
        seats=tuple(msgspec.structs.replace(one, number=12, seen=NOW) for one in state.seats.seats)
    )
    state = msgspec.structs.replace(state, seats=whole)
    assert is_all_taken(state)
    assert chip_of(state, survey(), is_out=True).kind == "fine"
    assert states(state)[3] is StepState.DONE


def test_the_first_are_watched_for_a_day_from_when_it_was_sent() -> None:
    state = share_state(10)
    assert watch_left(state) == timedelta()
    young = msgspec.structs.replace(state.acts[0], when=NOW - timedelta(hours=19))
    state = msgspec.structs.replace(state, acts=(young,))
    assert long_words(watch_left(state)) == "5 小时"
    assert out_steps(state)[3].detail == "再看 5 小时"
    assert watch_left(msgspec.structs.replace(state, acts=())) == timedelta()


def test_stopped_and_withdrawn() -> None:
    assert states(share_state(0))[2:] == [StepState.HELD, StepState.HELD]
    assert "停住了" in chip_of(share_state(0), None, is_out=True).words
    state = share_state()
    act = PublicationAct(kind=ActKind.WITHDRAW, number=12, by="王敏", when=NOW)
    assert "撤回不等" in out_steps(msgspec.structs.replace(state, acts=(act,)))[2].detail


def test_what_somebody_else_sent_from_elsewhere_has_no_record() -> None:
    state = msgspec.structs.replace(share_state(), acts=())
    assert "没有记录" in out_steps(state)[0].detail


def test_before_it_is_signed() -> None:
    state = share_state()
    assert coming_steps(state, None)[0].state is StepState.NOW
    assert coming_steps(state, survey(is_faulty=True))[0].state is StepState.HELD
    steps = coming_steps(state, survey())
    assert [one.state for one in steps][:2] == [StepState.DONE, StepState.NOW]
    assert (steps[2].title, steps[2].detail) == ("先发 10 %", "8 台，看 1 天")


def test_of_few_desks_the_first_stage_takes_one_in_at_least() -> None:
    state = msgspec.structs.replace(share_state(), firsts=((10, 0), (20, 0), (30, 1), (50, 3)))
    assert coming_steps(state, survey())[2].title == "先发 30 %"
    nobody = msgspec.structs.replace(state, firsts=((10, 0), (20, 0), (30, 0), (50, 0)))
    assert "还没有台报到" in coming_steps(nobody, survey())[2].detail


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"trouble": "打不开"}, "发布夹打不开"),
        ({"is_writable": False}, "发布夹不可写"),
        ({"has_keys": False}, "还差签名钥匙"),
        ({}, "还差口令"),
    ],
)
def test_the_first_thing_that_is_missing_is_said(changed: dict[str, object], lacking: str) -> None:
    state = msgspec.structs.replace(share_state(), **changed)
    main = main_of(state, survey(), is_out=False, has_word=False, is_urgent=False, has_reason=False)
    assert main.lacking == lacking


def test_a_first_stage_without_desks_says_so() -> None:
    state = msgspec.structs.replace(share_state(10), seats=SeatsRead())
    assert out_steps(state)[2].detail == "里面还没有台报到"


def test_content_without_changes_is_not_sent_again() -> None:
    main = main_of(
        share_state(),
        survey(has_next=False),
        is_out=False,
        has_word=True,
        is_urgent=False,
        has_reason=False,
    )
    assert main.lacking == "没有改动"


def test_a_signature_that_runs_out_soon_is_told() -> None:
    state = msgspec.structs.replace(share_state(), renewed_until=NOW + timedelta(days=5, hours=1))
    assert "▲ 续签只剩 5 天" in key_words(state)


@pytest.mark.parametrize("is_out", [True, False])
def test_the_sheet_goes_through_the_door_to_paper(*, is_out: bool) -> None:
    sheet = publication_sheet(share_state(), survey(), is_out=is_out)
    job = PrintJob(items=(sheet,), handbook=Handbook(version="2026.11", revision="r"), printed=NOW)
    assert compose_items(job.items, job.handbook, NOW.date()) == [sheet]
    assert job.title == sheet.title
    assert (sheet.code, bool(sheet.blocks)) == ("", True)


def test_desks_are_counted_by_what_they_have() -> None:
    assert sum(seat.number == 12 for seat in seats()) == 72
