"""On the shipped content: what several entries say of one matter is one thing, whichever of them is open."""

import re
from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook

CONTENT = Path(__file__).parents[2] / "content"

PROMISES_NOTICE = re.compile(r"(?:定了|公告一?出来?)[^。]{0,6}(?:我们发通知|通知您)")


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return load_content(CONTENT).handbook


def test_a_requested_measurement_has_one_time(handbook: Handbook) -> None:
    held = {
        (procedure.id, outcome.id): outcome.promise
        for procedure in handbook.procedures
        for outcome in procedure.outcomes
        if outcome.owner == "测温员"
    }
    assert len(held) >= 9
    assert set(held.values()) == {"measure_within"}


def test_nobody_promises_a_notice_of_the_season(handbook: Handbook) -> None:
    told = [(p.id, outcome.say) for p in handbook.procedures for outcome in p.outcomes]
    told += [(entry.id, line) for entry in handbook.knowledge for line in entry.tell_caller]
    assert [pair for pair in told if PROMISES_NOTICE.search(pair[1])] == []


def test_the_fee_of_a_suspended_home_is_told_as_reported(handbook: Handbook) -> None:
    told = [
        (entry.id, line)
        for entry in handbook.regulations
        for line in entry.tell_caller
        if "基础费" in line and entry.place in ("黑龙江", "哈尔滨")
    ]
    assert len(told) >= 3
    assert [pair for pair in told if not ("报道" in pair[1] and "当年公告" in pair[1])] == []


def test_the_first_days_leave_no_very_cold_home_waiting(handbook: Handbook) -> None:
    for procedure in handbook.procedures:
        slow = {outcome.id for outcome in procedure.outcomes if outcome.promise == "p2_arrival_startup"}
        for step in procedure.steps:
            for answer in step.answers:
                if answer.outcome in slow:
                    assert "不到{{very_cold_below}}" not in answer.label, procedure.id


def test_no_unverified_surcharge_is_read_out(handbook: Handbook) -> None:
    for procedure in handbook.procedures:
        assert not any("{{over_height}}" in step.text for step in procedure.steps), procedure.id
