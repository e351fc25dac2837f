"""The form of 试算 without its widgets: what is typed is read or told, and what comes of it is the core's own."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from handbook.model.reckoning import CHIEF, Period, Reckoning
from handbook.reckon.ground import offered
from handbook.reckon.refund import Room
from handbook.reckon.result import Refusal, Result
from handbook.render.colours import LIGHT
from handbook.ui.reckon import typed
from handbook.ui.reckon.form import (
    Field,
    Form,
    Lacking,
    facts_of,
    fields_of,
    not_offered,
    record_of,
    season_year,
    seasons_of,
    told_by,
)
from handbook.ui.reckon.result_html import result_html, result_words, rows_html
from handbook.ui.reckon.typed import Unread
from tests.unit.reckon.grounds import INVENTED, KNOWN, NORTH, SOUTH, changed, ground, season

RECORD = "1月5日 20:00 客厅 18.5，1月6日 20:00 客厅 15"


def form(kind: Reckoning = Reckoning.REFUND, **texts: str) -> Form:
    return Form(
        kind=kind, season_year=2025, facts=KNOWN, texts={Field[name]: text for name, text in texts.items()}
    )


def with_record(made: Form, record: str = RECORD) -> Form:
    return replace(made, record=record, seen=record)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3065.60", "3065.60"),
        ("３，０６５．６元", "3065.6"),
        (" 80 ㎡", "80"),
        ("80平", "80"),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: str | None) -> None:
    assert typed.number(text) == (Decimal(number) if number is not None else None)


@pytest.mark.parametrize("text", ["三千", "30-40", "1.2.3", "约3000", "-5"])
def test_no_number_is_guessed(text: str) -> None:
    with pytest.raises(Unread):
        typed.number(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-05", date(2026, 1, 5)),
        ("2026年1月5日", date(2026, 1, 5)),
        ("1月5号", date(2026, 1, 5)),
        ("12.31", date(2025, 12, 31)),
        ("", None),
    ],
)
def test_days_take_the_year_of_the_season(text: str, day: date | None) -> None:
    assert typed.day(text, season()) == day


@pytest.mark.parametrize("text", ["2026-02-30", "8月1日", "昨天", "13-5"])
def test_no_day_is_guessed(text: str) -> None:
    with pytest.raises(Unread):
        typed.day(text, season())


def test_a_moment_has_its_hour() -> None:
    assert typed.moment("1月5日20点", season()) == datetime(2026, 1, 5, 20)
    assert typed.moment("2026-01-05 20:30", None) == datetime(2026, 1, 5, 20, 30)
    for text in ("2026-01-05", "1月5日25点"):
        with pytest.raises(Unread):
            typed.moment(text, season())


def test_rooms_have_names_and_areas() -> None:
    assert typed.rooms("客厅 25、卧室15.5㎡") == (
        Room(name="客厅", area=Decimal(25)),
        Room(name="卧室", area=Decimal("15.5")),
    )
    with pytest.raises(Unread):
        typed.rooms("客厅")


def test_what_no_rule_needs_is_not_asked() -> None:
    assert "hours" in facts_of(Reckoning.REFUND, ground(NORTH))
    assert "hours" not in facts_of(Reckoning.REFUND, ground(SOUTH))
    assert Field.ROOMS in fields_of(form(), ground(SOUTH))
    assert Field.ROOMS not in fields_of(form(), ground(NORTH))
    asked_on = changed(NORTH, refund_days_rule="从申请测温那天算到达标那天，两头都算")
    assert Field.ASKED_ON in fields_of(form(), ground(asked_on))


def test_the_season_is_the_one_that_is_on() -> None:
    assert season_year(ground(today=date(2026, 5, 6))) == 2025
    assert season_year(ground(today=date(2026, 10, 20))) == 2026
    assert season_year(ground({}, today=date(2026, 5, 6))) == 2025


@pytest.mark.parametrize(
    ("today", "ahead", "behind"),
    [
        (date(2026, 1, 15), (2025, 2026, 2024), (2025, 2024)),
        (date(2026, 9, 15), (2026, 2025, 2024), (2025, 2024)),
    ],
)
def test_who_applies_ahead_asks_for_the_season_that_comes(
    today: date, ahead: tuple[int, ...], behind: tuple[int, ...]
) -> None:
    on = ground(today=today)
    assert seasons_of(Reckoning.PERIOD, on) == seasons_of(Reckoning.BASIC_FEE, on) == ahead
    assert seasons_of(Reckoning.REFUND, on) == seasons_of(Reckoning.LATE_FEE, on) == behind


def test_the_day_of_one_period_is_not_taken_for_that_of_another() -> None:
    asked = form(Reckoning.PERIOD, STARTS_ON="2026-01-05", FEE="3000").with_period(Period.REFUND_DEADLINE)
    assert asked.texts == {Field.STARTS_ON: "2026-01-05", Field.FEE: "3000"}
    again = asked.with_period(Period.COMPLAINT_REPLY, {Field.STARTS_ON: "2026-02-01"})
    assert again.texts == {Field.STARTS_ON: "2026-02-01", Field.FEE: "3000"}
    typed_before = again.with_period(Period.COMPLAINT_REPLY, {Field.STARTS_ON: "2026-03-01"})
    assert typed_before.texts[Field.STARTS_ON] == "2026-02-01"
    assert again.with_period(Period.LIMITATION).texts == {Field.FEE: "3000"}


def test_a_refund_waits_for_the_eye_and_then_comes_out() -> None:
    unseen = replace(with_record(form(FEE="3000")), seen="")
    told = told_by(unseen, ground())
    assert isinstance(told, Lacking)
    assert "读出 2 个读数" in told.words[0]
    told = told_by(with_record(form(FEE="3000")), ground())
    assert isinstance(told, Result)
    assert told.amount == Decimal("24.59")


def test_a_room_that_is_renamed_is_to_be_looked_at_anew() -> None:
    seen = with_record(form(FEE="3000"))
    assert seen.is_seen
    assert not seen.with_text(Field.ROOMS, "客厅 25").is_seen
    assert seen.with_text(Field.FEE, "3100").is_seen


def test_every_kind_comes_out_and_says_what_it_lacks() -> None:
    on = ground()
    assert isinstance(told_by(form(Reckoning.LATE_FEE, ARREARS="1000", PAID_ON="2026-01-10"), on), Result)
    assert isinstance(told_by(form(Reckoning.BASIC_FEE, FEE="3000"), on), Result)
    stopped = form(Reckoning.STOPPED, FEE="3000", BEGINS="2026-01-05 8:00", ENDS="2026-01-08 9:00")
    assert isinstance(told_by(stopped, on), Result)
    period = replace(form(Reckoning.PERIOD, STARTS_ON="2026-03-03"), period=Period.COMPLAINT_REPLY)
    assert isinstance(told_by(period, on), Result)
    for kind in (Reckoning.LATE_FEE, Reckoning.STOPPED, Reckoning.PERIOD):
        told = told_by(form(kind), on)
        assert isinstance(told, Lacking)
        assert all(words.startswith("还差") for words in told.words)
    told = told_by(form(Reckoning.LATE_FEE, ARREARS="一千", PAID_ON="2026-01-10"), on)
    assert isinstance(told, Lacking)
    assert "“欠费（元）”写的“一千”读不出来，写成 3065.60 这样" in told.words[0]


@pytest.mark.parametrize(
    "key", [key for key in NORTH if key.startswith("refund_") or key in ("fee_spread_rule",)]
)
def test_a_value_that_is_missing_is_named_with_the_way_there(key: str) -> None:
    if key == "refund_deadline":
        return
    on = ground(changed(NORTH, **{key: ""}))
    told = told_by(with_record(form(FEE="3000")), on)
    assert isinstance(told, Refusal)
    assert key in [fault.key for fault in told.faults]
    assert f'href="value:{key}"' in result_html(told, LIGHT, 13, may_set=True)
    assert "href" not in result_html(told, LIGHT, 13, may_set=False)
    assert f"值{key}" in result_words(told)


def test_kinds_without_a_rule_are_named_with_why() -> None:
    on = ground(changed(NORTH, stop_refund_hours=""))
    kinds = offered(on.handbook)
    assert Reckoning.STOPPED not in kinds
    assert list(not_offered(on, kinds, CHIEF)) == ["停供退费（“值stop_refund_hours”没填）"]


def test_the_working_shows_every_figure_with_its_source_and_nothing_typed_is_markup() -> None:
    made = with_record(form(FEE="3000"), RECORD + "，1月7日 20:00 <b>客厅</b> 12")
    record = record_of(made, ground())
    assert "<b>客厅</b>" not in rows_html(record, season(), LIGHT, 13)
    told = told_by(with_record(form(FEE="3000")), ground())
    assert isinstance(told, Result)
    shown = result_html(told, LIGHT, 13, may_set=False)
    for used in told.used:
        assert used.label in shown
        assert used.source in shown
    assert "取整" in shown


def test_an_invented_region_needs_no_line_of_code() -> None:
    told = told_by(with_record(form(FEE="3000"), "1月5日 20:00 客厅 15"), ground(INVENTED))
    assert isinstance(told, Result)
    assert told.amount is not None
    assert told.amount > 0
