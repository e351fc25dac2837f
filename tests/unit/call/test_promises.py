"""A promise is made by saying it, holds its later end, and knows midnight, weekends and clocks that are set."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.call.state.promises import promises_made, promises_unmade
from handbook.model.checklist import Checklist, make_checklist, outcome_line
from handbook.model.kinds import Confidence, Priority, StepKind, ValueScope
from handbook.model.promise import TimeUnit, due, promise_of
from handbook.model.site_value import SiteValue
from handbook.model.step import Answer, Step
from tests.unit.call.samples import Seat, ask, later, outcome, procedure, promised, resolve, seat

SAID = datetime(2026, 11, 27, 23, 10, 40, tzinfo=UTC)  # a Friday


def value(text: str, unit: str) -> SiteValue:
    return SiteValue(
        key="arrival",
        label="到场",
        value=text,
        unit=unit,
        scope=ValueScope.COMPANY,
        source="样例",
        confidence=Confidence.COMMON,
    )


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("15", "分钟", datetime(2026, 11, 27, 23, 25, tzinfo=UTC)),
        ("15–30", "分钟", datetime(2026, 11, 27, 23, 40, tzinfo=UTC)),
        ("30~15", "分钟内", datetime(2026, 11, 27, 23, 40, tzinfo=UTC)),
        ("1", "小时", datetime(2026, 11, 28, 0, 10, tzinfo=UTC)),
        ("半", "小时", datetime(2026, 11, 27, 23, 40, tzinfo=UTC)),
        ("两到三", "小时内", datetime(2026, 11, 28, 2, 10, tzinfo=UTC)),
        ("24", "小时内", datetime(2026, 11, 28, 23, 10, tzinfo=UTC)),
        ("3", "日内", date(2026, 11, 30)),
        ("2", "个工作日内", date(2026, 12, 1)),
        ("1", "个月内", date(2026, 12, 27)),
        ("", "小时", None),
        ("到约好的钟点后 30", "分钟内", None),
        ("尽快", "", None),
        ("8", "小时以上", None),
        ("1–2–3", "小时", None),
    ],
)
def test_by_when_it_holds(text: str, unit: str, expected: datetime | date | None) -> None:
    assert due(promise_of(value(text, unit)), SAID) == expected


@given(
    st.integers(0, 400),
    st.sampled_from(list(TimeUnit)),
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),
)
def test_it_never_holds_before_it_was_said(count: int, unit: TimeUnit, said: datetime) -> None:
    found = due(promise_of(value(str(count), unit.value)), said.replace(tzinfo=UTC))
    assert found is not None
    if isinstance(found, datetime):
        assert found >= said.replace(tzinfo=UTC, second=0, microsecond=0)
    else:
        assert found >= said.date()


def the_list() -> Checklist:
    entry = procedure(
        ask(
            "what",
            "怎么了?",
            Answer(label="漏", outcome="visit"),
            Answer(label="问问", outcome="told"),
            "别的",
        ),
        Step(id="soon", kind=StepKind.SAY, text="师傅{{arrival}}到。", promises=("arrival",)),
        outcomes=(
            replace(
                outcome("visit", "上门", priority=Priority.P1, promise="arrival"), say="师傅{{arrival}}到。"
            ),
            replace(outcome("told", "已答复", promise="arrival"), say="查清告诉您。"),
        ),
    )
    return make_checklist(entry, resolve=resolve, promise_of=promised)


def worked() -> Seat:
    made = seat()
    made.desk.pin(the_list())
    return made


def test_only_saying_it_makes_it() -> None:
    made = worked()
    assert [one.line for one in promises_unmade(made.call)] == ["soon"]
    later(made).tick(1, "soon")
    [one] = promises_made(made.call)
    assert one.promise.text == "2\u00a0小时"
    assert one.due == one.said.replace(second=0, microsecond=0) + timedelta(hours=2)
    assert promises_unmade(made.call) == ()
    later(made).untick(1, "soon")
    assert promises_made(made.call) == ()


def test_an_outcome_promises_what_its_sentence_tells() -> None:
    made = worked()
    later(made).tick(1, "soon")
    later(made).answer(1, "what", "漏")
    assert [one.line for one in promises_unmade(made.call)] == ["outcome:visit"]
    made.desk.say(1, outcome_line("visit"))
    assert [one.line for one in promises_made(made.call)] == ["soon", "outcome:visit"]
    later(made).answer(1, "what", "问问")
    assert promises_unmade(made.call) == ()  # its sentence tells no time
    assert [one.line for one in promises_made(made.call)] == [
        "soon",
        "outcome:visit",
    ]  # it was said all the same


def test_saying_is_undone_and_redone() -> None:
    made = worked()
    later(made).answer(1, "what", "漏")
    made.desk.say(1, outcome_line("visit"))
    made.desk.undo(1)
    assert promises_made(made.call) == ()
    made.desk.redo(1)
    assert len(promises_made(made.call)) == 1
    later(made).unsay(1, outcome_line("visit"))
    assert promises_made(made.call) == ()
    assert "已说:“师傅2 小时内到场到。”" in made.desk.record()


def test_what_runs_from_another_moment_has_no_clock_time() -> None:
    promise = promise_of(replace(value("10", "天内"), counts_from="收到申请"))
    assert due(promise, SAID) is None
    assert promise.words == "10\u00a0天内(从收到申请起)"


def test_a_clock_that_is_set_during_the_call_does_not_move_the_promise() -> None:
    made = worked()
    later(made).tick(1, "soon")
    before = promises_made(made.call)[0].said
    made.clock.jump(-3 * 3600)
    later(made).answer(1, "what", "漏")
    after = promises_made(made.call)[0].said
    assert timedelta(hours=-3, seconds=-2) <= after - before <= timedelta(hours=-3, seconds=2)
