"""The values of the model: their defaults, what they derive, and what they find."""

from datetime import date
from typing import Any

import pytest

from handbook.model.emergency import EmergencyCard, ImmediateLine
from handbook.model.handbook import Handbook
from handbook.model.kinds import (
    Audience,
    Confidence,
    Family,
    Kind,
    Party,
    Severity,
    StepKind,
    ValueScope,
)
from handbook.model.knowledge import Knowledge
from handbook.model.problem import Gravity, Problem
from handbook.model.procedure import Procedure
from handbook.model.script import reading_seconds
from handbook.model.site_value import SiteValue
from handbook.model.step import Outcome, Step
from handbook.model.text import fill_values, holes, value_keys

_LIFE: dict[str, Any] = {"owner": "客服培训组", "reviewed": date(2026, 9, 1), "review_by": date(2027, 9, 1)}


def _knowledge(entry_id: str, *, citations: tuple[str, ...] = ()) -> Knowledge:
    return Knowledge(
        id=entry_id, title="气堵", summary="气", key_points=("气往高处走",), citations=citations, **_LIFE
    )


def _value(key: str, value: str = "", unit: str = "") -> SiteValue:
    return SiteValue(
        key=key,
        label="上门",
        value=value,
        unit=unit,
        scope=ValueScope.COMPANY,
        source="x",
        confidence=Confidence.HIGH,
    )


# -- vocabularies


def test_every_kind_has_its_own_words() -> None:
    for words in (
        [k.label for k in Kind],
        [k.short_label for k in Kind],
        [k.folder for k in Kind],
        [k.id_prefix for k in Kind],
    ):
        assert len(set(words)) == len(Kind)
    assert all(k.id_prefix.endswith("-") for k in Kind)


def test_danger_ranks_first() -> None:
    assert sorted(Severity, key=lambda s: s.rank) == [
        Severity.DANGER,
        Severity.URGENT,
        Severity.NORMAL,
        Severity.ROUTINE,
    ]


def test_only_information_carries_no_tick_box() -> None:
    assert {k for k in StepKind if not k.can_be_ticked} == {StepKind.WARN, StepKind.NOTE}
    assert len({k.label for k in StepKind}) == len(StepKind)


# -- audience


@pytest.mark.parametrize(
    ("kind", "given", "audience"),
    [
        (StepKind.SAY, None, Audience.CALLER),
        (StepKind.DO, None, Audience.INTERNAL),
        (StepKind.ASK, None, Audience.INTERNAL),
        (StepKind.WARN, None, Audience.INTERNAL),
        (StepKind.DO, Audience.CALLER, Audience.CALLER),
        (StepKind.SAY, Audience.INTERNAL, Audience.INTERNAL),
    ],
)
def test_who_may_hear_a_step(kind: StepKind, given: Audience | None, audience: Audience) -> None:
    assert Step(kind=kind, text="x", audience=given).effective_audience is audience


def test_a_line_to_do_at_once_is_internal() -> None:
    assert ImmediateLine(kind="do", text="x").audience is Audience.INTERNAL
    assert ImmediateLine(text="x").audience is Audience.CALLER


# -- texts


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", 1), ("好", 1), ("一二三四", 1), ("一二三四五", 2), ("水" * 80, 20), ("水 " * 79, 20)],
)
def test_reading_time_at_240_characters_a_minute(text: str, seconds: int) -> None:
    assert reading_seconds(text) == seconds


def test_site_values_are_filled_in_and_gaps_stay_seen() -> None:
    values = {v.key: v for v in (_value("arrival", "24", "小时内"), _value("line"), _value("share", "50%"))}
    text = "{{arrival}}到,打{{ line }},退{{share}},{{nothing}},{称呼}"
    assert fill_values(text, values) == "24\u00a0小时内到,打〔待填:上门〕,退50%,{{nothing}},{称呼}"
    assert fill_values("没有键", values) == "没有键"
    assert list(value_keys(text)) == ["arrival", "line", "share", "nothing"]
    assert list(holes(text)) == ["称呼"]


def test_placeholders_are_not_site_values() -> None:
    assert list(holes("{{key}} { 小区 } {a}{b} {\n}")) == ["小区", "a", "b"]


# -- entries and handbook


def test_an_entry_is_overdue_the_day_after() -> None:
    entry = _knowledge("kn-one")
    assert not entry.is_overdue(date(2027, 9, 1))
    assert entry.is_overdue(date(2027, 9, 2))


def _procedure() -> Procedure:
    outcome = Outcome(
        id="visit", title="上门", responsible=(Party.OPEN,), next_action="派单", owner="维修班", say="好"
    )
    return Procedure(
        id="proc-one",
        title="不热",
        summary="不热",
        family=Family.POOR_HEAT,
        steps=(),
        outcomes=(outcome,),
        default_outcome="visit",
        **_LIFE,
    )


def test_an_outcome_is_found_by_its_id() -> None:
    found = _procedure().outcome("visit")
    assert found is not None
    assert found.title == "上门"
    assert _procedure().outcome("nothing") is None


def test_a_handbook_finds_and_orders_its_entries() -> None:
    card = EmergencyCard(
        id="em-one",
        title="喷水",
        summary="喷水",
        immediate=(ImmediateLine(text="离开"),),
        steps=(),
        stop="x",
        takeover="y",
        done="z",
        **_LIFE,
    )
    one, two = _knowledge("kn-one", citations=("reg-a",)), _knowledge("kn-two")
    handbook = Handbook(
        procedures=(_procedure(),), emergency=(card,), knowledge=(one, two), values=(_value("ab", "1"),)
    )
    assert [e.id for e in handbook] == ["proc-one", "em-one", "kn-one", "kn-two"]
    assert len(handbook) == 4
    assert handbook.get("kn-two") is two
    assert handbook.get("nothing") is None
    assert handbook.citing("reg-a") == (one,)
    assert handbook.of_kind(Kind.CASE) == ()
    assert handbook.value_by_key["ab"].text == "1"


def test_problems_sort_by_place_and_print_one_line() -> None:
    later = Problem(file="b.yaml", line=2, rule="x", message="m", gravity=Gravity.WARNING)
    earlier = Problem(file="b.yaml", line=1, column=9, rule="y", message="n")
    assert sorted([later, earlier]) == [earlier, later]
    assert str(earlier) == "b.yaml:1:9: 错误 [y] n"
    assert str(later) == "b.yaml:2:1: 提醒 [x] m"
