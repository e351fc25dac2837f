"""What a notice says to callers and in tickets; it never promises, and never says a time that has passed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handbook.bulletin.notice import Notice, Situation
from handbook.bulletin.words import (
    buildings_shown,
    is_overdue,
    place_of,
    promise_in,
    said_of,
    spoken_time,
    ticket_line_of,
    time_in,
)

NOW = datetime(2026, 11, 28, 14, 12).astimezone()
SIX = NOW.replace(hour=18, minute=0)
NOTICE = Notice(
    number=12,
    situation=Situation.REPAIR,
    estate="锦华嘉园",
    buildings="3–8号楼",
    sent=NOW,
    sender="陈静",
    until=SIX,
    reason="支管漏水，师傅正在换管",
    internal="现场李师傅 8112",
)
PLANNED = replace(
    NOTICE,
    situation=Situation.PLANNED,
    starts=NOW.replace(day=30, hour=9, minute=0),
    until=NOW.replace(day=30, hour=17, minute=30),
    reason="",
)
RESTORED = replace(NOTICE, situation=Situation.RESTORED, until=NOW.replace(hour=17, minute=40))


def test_a_repair_is_said_as_in_the_goal_picture() -> None:
    assert said_of(NOTICE, NOW) == "您家那片支管漏水，师傅正在换管，预计 18:00 恢复。到点还凉，您再打来。"


@pytest.mark.parametrize(
    "typed", ["支管漏水,师傅正在换管。", " 支管漏水，师傅正在换管；", "「支管漏水，师傅正在换管」"]
)
def test_closing_marks_of_the_reason_do_not_double(typed: str) -> None:
    assert said_of(replace(NOTICE, reason=typed), NOW) == said_of(NOTICE, NOW)


def test_a_reason_that_speaks_to_the_caller_gets_no_second_address() -> None:
    assert said_of(replace(NOTICE, reason="您家那片爆管了"), NOW).startswith("您家那片爆管了，预计 18:00")


@pytest.mark.parametrize("reason", ["", "  ", "。"])
def test_without_a_reason_the_sentence_is_whole(reason: str) -> None:
    said = said_of(replace(NOTICE, reason=reason), NOW)
    assert said == "您家那片停热了，师傅正在抢修，预计 18:00 恢复。到点还凉，您再打来。"


def test_where_nobody_can_tell_no_time_is_named() -> None:
    said = said_of(replace(NOTICE, until=None), NOW)
    assert said == "您家那片支管漏水，师傅正在换管，几点恢复现场还没给准话，我不能编一个哄您。"
    assert not time_in(said)


def test_a_time_that_has_passed_is_said_no_more() -> None:
    late = SIX + timedelta(minutes=25)
    for notice in (NOTICE, replace(NOTICE, said="您家那片换管，预计 18:00 好。")):
        assert is_overdue(notice, late)
        assert "18:00" not in said_of(notice, late)
    assert is_overdue(NOTICE, SIX)
    assert not is_overdue(NOTICE, SIX - timedelta(seconds=1))
    assert not is_overdue(RESTORED, late)


def test_dispatch_may_say_it_in_its_own_words() -> None:
    own = "您家那片在换管，预计 18:00 恢复。"
    assert said_of(replace(NOTICE, said=own), NOW) == own


def test_a_planned_one_names_its_day_once() -> None:
    assert (
        said_of(PLANNED, NOW) == "您家那片计划 11-30 9:00 停热检修，预计当天 17:30 恢复。到点还凉，您再打来。"
    )
    tomorrow = replace(PLANNED, starts=NOW.replace(day=29, hour=9, minute=0), reason="换阀门")
    assert said_of(tomorrow, NOW).startswith("您家那片计划明天 9:00 停热检修，换阀门，预计 11-30 17:30 恢复")


def test_a_planned_one_that_has_begun_is_going_on() -> None:
    during = PLANNED.starts
    assert during is not None
    assert said_of(PLANNED, during + timedelta(hours=1)).startswith("您家那片正在停热检修，预计 17:30 恢复")
    assert said_of(replace(PLANNED, starts=None, until=None), NOW).startswith(
        "您家那片计划停热检修，几点恢复"
    )


def test_what_is_restored_has_its_own_sentence() -> None:
    now = NOW.replace(hour=17, minute=45)
    assert said_of(RESTORED, now) == "17:40 已经恢复，热过去还要一两个小时，您再摸摸。"
    assert said_of(replace(RESTORED, until=None), now) == "已经恢复，热过去还要一两个小时，您再摸摸。"


@pytest.mark.parametrize(
    ("days", "hour", "words"),
    [
        (0, 18, "18:00"),
        (1, 9, "明天 9:00"),
        (-1, 23, "昨天 23:00"),
        (2, 9, "11-30 9:00"),
        (1, 0, "明天 0:00"),
    ],
)
def test_a_time_is_said_with_its_day(days: int, hour: int, words: str) -> None:
    assert spoken_time(NOW.replace(hour=hour, minute=0) + timedelta(days=days), NOW) == words


def test_no_sentence_promises() -> None:
    for notice in (NOTICE, PLANNED, RESTORED):
        for until in (notice.until, None):
            for late in (timedelta(), timedelta(days=4)):
                assert not promise_in(said_of(replace(notice, until=until), NOW + late))


def test_what_is_for_colleagues_is_in_neither_sentence_nor_ticket() -> None:
    for notice in (NOTICE, PLANNED, RESTORED):
        assert "8112" not in said_of(notice, NOW) + ticket_line_of(notice)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("18:00 一定恢复", "一定"),
        ("我们保证今晚供上", "保证"),
        ("肯定能好", "肯定"),
        ("绝对没问题", "绝对"),
        ("百分百好", "百分百"),
        ("准时恢复", "准时"),
        ("不一定修得好", ""),
        ("不能保证几点好", ""),
        ("压力要到一定温度", ""),
        ("漏水到一定程度", ""),
        ("退保证金", ""),
        ("支管漏水，师傅正在换管", ""),
    ],
)
def test_words_that_promise_are_found(text: str, word: str) -> None:
    assert promise_in(text) == word


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("晚上 8 点能好", True),
        ("18：30 通水", True),
        ("再有两小时", True),
        ("今晚供上", True),
        ("支管漏水", False),
        ("3 号楼漏点", False),
    ],
)
def test_a_time_in_a_reason_is_found(text: str, is_named: bool) -> None:
    assert bool(time_in(text)) is is_named


def test_the_ticket_names_the_notice() -> None:
    assert ticket_line_of(NOTICE) == "关联停热 T-12：锦华嘉园 3–8 号楼，预计 18:00"
    assert (
        ticket_line_of(replace(NOTICE, until=None, buildings=""))
        == "关联停热 T-12：锦华嘉园 全部，几点恢复没说"
    )
    assert ticket_line_of(PLANNED).endswith("计划 11-30 9:00 起，预计 11-30 17:30")
    assert ticket_line_of(replace(PLANNED, starts=None, until=None)).endswith("计划停热，几点恢复没说")
    assert ticket_line_of(RESTORED).endswith("，17:40 已恢复")
    assert ticket_line_of(replace(RESTORED, until=None)).endswith("，已恢复")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3-8号楼", "3–8 号楼"),
        ("1、3、5-7", "1、3、5–7"),
        ("12—40 号", "12–40 号"),
        ("A座", "A座"),
        ("3栋,5栋", "3 栋，5 栋"),
        ("", ""),
    ],
)
def test_buildings_are_set_as_print_sets_them(typed: str, shown: str) -> None:
    assert buildings_shown(typed) == shown
    assert place_of(replace(NOTICE, buildings=typed)) == f"锦华嘉园 {shown or '全部'}"
