"""The line under the address: what it asserts is so now; what is not sure says whom to ask."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handbook.bulletin.kept import Kept
from handbook.bulletin.notice import Notice, Situation
from handbook.bulletin.standing import Line, Tone, line_for

NOW = datetime(2026, 11, 28, 14, 30).astimezone()
INSIDE = "锦华嘉园5号楼2单元301"
REPAIR = Notice(
    number=12,
    situation=Situation.REPAIR,
    estate="锦华嘉园",
    buildings="3–8号楼",
    sent=NOW - timedelta(minutes=18),
    sender="陈静",
    until=NOW.replace(hour=18, minute=0),
    reason="支管漏水，师傅正在换管",
    internal="现场李师傅 8112",
)
PHONE = "0451-5550 0112"


def line(address: str, *notices: Notice, now: datetime = NOW, checked: datetime | None = None) -> Line | None:
    return line_for(address, Kept(checked or now, notices), now, PHONE)


def sure(address: str, *notices: Notice, now: datetime = NOW, checked: datetime | None = None) -> Line:
    found = line(address, *notices, now=now, checked=checked)
    assert found is not None
    return found


def test_a_building_that_is_in_it() -> None:
    found = sure(INSIDE, REPAIR)
    assert (found.heading, found.detail, found.time) == ("本小区抢修中", "5 号楼在内", "预计 18:00")
    assert found.tone is Tone.CAUTION
    assert found.sentence.startswith("您家那片支管漏水")
    assert found.ticket == "关联停热 T-12：锦华嘉园 3–8 号楼，预计 18:00"
    assert found.words == "本小区抢修中，5 号楼在内，预计 18:00"


def test_what_is_for_colleagues_alone_is_in_no_word_of_it() -> None:
    for minutes in (0, 30, 300, 3000):
        now = NOW + timedelta(minutes=minutes)
        for checked in (now, now - timedelta(hours=1)):
            found = sure(INSIDE, REPAIR, now=now, checked=checked)
            assert "8112" not in found.words + found.sentence + found.ticket


def test_nobody_knows_the_time() -> None:
    assert sure(INSIDE, replace(REPAIR, until=None)).time == "几点好没说准"
    old = sure(INSIDE, replace(REPAIR, until=None), now=NOW + timedelta(hours=25))
    assert (old.mark, old.detail) == ("▲", f"先问调度 {PHONE}")


def test_all_of_an_estate_and_a_street() -> None:
    assert sure("锦华嘉园2单元", replace(REPAIR, buildings="")).detail == "本小区都在内"
    street = replace(REPAIR, estate="红旗街", buildings="12-40号")
    assert sure("红旗街14号", street).heading == "这条街抢修中"
    assert sure("红旗街14号", street).detail == "14 号在内"
    assert sure("红旗街88号", street).heading == "同一条街有抢修"


@pytest.mark.parametrize("minutes", [0, 1, 60, 60 * 24, 60 * 24 * 3])
def test_past_its_time_the_old_one_is_never_said_again(minutes: int) -> None:
    assert REPAIR.until is not None
    found = sure(INSIDE, REPAIR, now=REPAIR.until + timedelta(minutes=minutes))
    assert (found.mark, found.heading, found.detail) == ("▲", "已过预计时间", f"先问调度 {PHONE}")
    assert "18:00" not in found.words + found.sentence + found.ticket


def test_without_the_phone_of_dispatch_it_is_named_alone() -> None:
    assert REPAIR.until is not None
    found = line_for(INSIDE, Kept(REPAIR.until, (REPAIR,)), REPAIR.until)
    assert found is not None
    assert found.detail == "先问调度"


def test_planned_before_and_while_it_lasts() -> None:
    starts = datetime(2026, 11, 30, 9, 0).astimezone()
    planned = replace(
        REPAIR, situation=Situation.PLANNED, starts=starts, until=starts + timedelta(hours=5), reason=""
    )
    ahead = sure(INSIDE, planned)
    assert (ahead.heading, ahead.time) == ("计划停热", "计划 11-30 9:00 起")
    assert sure(INSIDE, planned, now=starts - timedelta(days=1)).time == "计划明天 9:00 起"
    on = sure(INSIDE, planned, now=starts)
    assert (on.heading, on.time) == ("本小区停热检修中", "预计 14:00")
    assert sure(INSIDE, planned, now=starts + timedelta(hours=5)).heading == "已过预计时间"
    assert sure("锦华嘉园11号楼", planned).heading == "同小区有计划停热"


def test_what_is_under_way_goes_before_what_is_planned() -> None:
    starts = NOW + timedelta(days=2)
    planned = replace(REPAIR, number=13, situation=Situation.PLANNED, sent=NOW, starts=starts, until=None)
    assert sure(INSIDE, REPAIR, planned).notice == REPAIR


def test_just_restored_for_four_hours() -> None:
    since = NOW.replace(hour=17, minute=40)
    back = replace(REPAIR, number=13, situation=Situation.RESTORED, sent=since, until=since)
    found = sure(INSIDE, REPAIR, back, now=since + timedelta(hours=3, minutes=59))
    assert (found.mark, found.heading, found.time, found.tone) == ("✓", "刚恢复", "17:40", Tone.GOOD)
    assert found.sentence.startswith("17:40 已经恢复")
    assert line(INSIDE, REPAIR, back, now=since + timedelta(hours=4)) is None
    assert line("锦华嘉园11号楼", REPAIR, back, now=since) is None
    assert line("锦华嘉园", REPAIR, back, now=since) is None


def test_a_repair_after_it_was_restored_and_a_plan_that_stays() -> None:
    back = replace(REPAIR, number=13, situation=Situation.RESTORED, sent=NOW, until=NOW)
    again = replace(REPAIR, number=14, sent=NOW + timedelta(minutes=20))
    assert sure(INSIDE, REPAIR, back, again, now=NOW + timedelta(minutes=30)).notice == again
    starts = NOW + timedelta(days=2)
    planned = replace(REPAIR, number=11, situation=Situation.PLANNED, starts=starts, until=None)
    assert sure(INSIDE, planned, back, now=NOW + timedelta(hours=5)).heading == "计划停热"


def test_a_wider_one_that_is_restored_takes_the_repair_of_a_building_in_it_over() -> None:
    back = replace(REPAIR, number=13, situation=Situation.RESTORED, sent=NOW, until=NOW, buildings="")
    assert sure(INSIDE, REPAIR, back).heading == "刚恢复"
    assert line(INSIDE, REPAIR, back, now=NOW + timedelta(hours=5)) is None


def test_other_buildings_of_the_estate() -> None:
    found = sure("锦华嘉园11号楼", REPAIR)
    assert (found.heading, found.time) == ("同小区有抢修", "3–8 号楼")
    assert found.detail == "您问的 11 号楼不在内，照常往下问"
    assert (found.tone, found.sentence, found.ticket) == (Tone.CALM, "", "")


@pytest.mark.parametrize(
    "address", ["锦华嘉园", "锦华嘉园301", "锦华嘉园二期5号楼", "锦华家园5号楼", "东锦华嘉园5号楼"]
)
def test_what_is_in_doubt_says_perhaps_and_gives_nothing_to_say(address: str) -> None:
    found = sure(address, REPAIR)
    assert found.heading.startswith("可能是")
    assert (found.tone, found.sentence) == (Tone.CALM, "")
    assert "在内" not in found.words


def test_the_one_that_holds_it_goes_before_its_neighbours_and_namesakes() -> None:
    other = replace(REPAIR, number=13, sent=NOW, buildings="11号楼")
    namesake = replace(REPAIR, number=14, sent=NOW, estate="锦华家园")
    vague = replace(REPAIR, number=15, sent=NOW, buildings="东侧几栋")
    assert sure(INSIDE, other, namesake, vague, REPAIR).notice == REPAIR
    assert sure("锦华嘉园9号楼", other, namesake, vague).notice == vague
    assert sure("锦华嘉园9号楼", other, namesake).notice == other
    newer = replace(REPAIR, number=16, sent=NOW, buildings="5号楼")
    assert sure(INSIDE, REPAIR, newer).notice == newer


def test_nothing_of_another_place_and_nothing_where_nothing_was_ever_sent() -> None:
    assert line("春晓里5号楼", REPAIR) is None
    assert line("", REPAIR) is None
    assert line_for(INSIDE, None, NOW, PHONE) is None


@pytest.mark.parametrize(("minutes", "is_fresh"), [(0, True), (10, True), (11, False), (60 * 48, False)])
def test_not_refreshed_for_ten_minutes(minutes: int, is_fresh: bool) -> None:
    checked = NOW - timedelta(minutes=minutes)
    for address in (INSIDE, "春晓里5号楼", ""):
        found = line(address, REPAIR, checked=checked)
        assert (found is None or not found.heading.startswith("停热通知停在")) is is_fresh
    if not is_fresh:
        stopped = sure(INSIDE, REPAIR, checked=checked)
        assert (stopped.detail, stopped.sentence, stopped.time) == (f"先问调度 {PHONE}", "", "")
        assert "18:00" not in stopped.words + stopped.ticket


def test_the_time_at_which_it_stopped() -> None:
    checked = NOW.replace(hour=14, minute=10)
    assert sure("", checked=checked).heading == "停热通知停在 14:10"
    assert sure("", checked=checked, now=NOW + timedelta(days=1)).heading == "停热通知停在昨天 14:10"


@pytest.mark.parametrize("seconds", [60, 3600, 86400 * 400])
def test_a_check_in_the_future_counts_for_none(seconds: int) -> None:
    found = sure(INSIDE, REPAIR, checked=NOW + timedelta(seconds=seconds))
    assert (found.heading, found.sentence) == ("停热通知的时间对不上", "")
    assert found.detail == f"先问调度 {PHONE}"


def test_a_clock_set_back_by_seconds_between_two_looks_is_no_doubt() -> None:
    assert sure(INSIDE, REPAIR, checked=NOW + timedelta(seconds=5)).heading == "本小区抢修中"
