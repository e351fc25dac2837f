"""Dispatch's form: what was typed becomes a notice; what lacks or is in doubt is told beside its field."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handbook.bulletin.form import (
    LONGEST,
    Field,
    NoticeForm,
    TimeChosen,
    form_of,
    notice_of,
    remarks_on,
    sentence_of,
    split_place,
)
from handbook.bulletin.notice import Notice, Situation

NOW = datetime(2026, 11, 28, 14, 12).astimezone()
SIX = NOW.replace(hour=18, minute=0)
FORM = NoticeForm(
    estate="锦华嘉园",
    buildings="3-8号楼",
    until=TimeChosen(at=SIX),
    reason="支管漏水，师傅正在换管",
    internal="现场李师傅 8112",
)


def _told(form: NoticeForm, *, stops: bool | None = None) -> dict[Field, str]:
    return {one.field: one.words for one in remarks_on(form, NOW) if stops in (None, one.stops)}


def test_a_whole_form_is_a_notice() -> None:
    notice = notice_of(FORM, "陈静", NOW)
    assert (notice.estate, notice.buildings, notice.until, notice.sender) == (
        "锦华嘉园",
        "3-8号楼",
        SIX,
        "陈静",
    )
    assert notice.starts is None
    assert not remarks_on(FORM, NOW)
    assert sentence_of(FORM, NOW) == "您家那片支管漏水，师傅正在换管，预计 18:00 恢复。到点还凉，您再打来。"


def test_an_empty_form_lacks_place_and_time() -> None:
    assert NoticeForm().is_empty
    assert NoticeForm(situation=Situation.RESTORED).is_empty
    assert not FORM.is_empty
    assert set(_told(NoticeForm(), stops=True)) == {Field.PLACE, Field.UNTIL}
    assert set(_told(NoticeForm(situation=Situation.PLANNED), stops=True)) == {
        Field.PLACE,
        Field.STARTS,
        Field.UNTIL,
    }


def test_so_many_minutes_count_from_when_it_is_sent() -> None:
    form = replace(FORM, until=TimeChosen(minutes=60))
    assert notice_of(form, "", NOW).until == NOW.replace(hour=15, minute=15)
    assert notice_of(form, "", NOW + timedelta(minutes=30)).until == NOW.replace(hour=15, minute=45)


def test_of_a_planned_one_the_minutes_count_from_its_start() -> None:
    start = NOW.replace(day=30, hour=9, minute=0)
    form = replace(
        FORM,
        situation=Situation.PLANNED,
        starts=TimeChosen(typed="11-30 9:00", is_typing=True),
        until=TimeChosen(minutes=240),
    )
    notice = notice_of(form, "", NOW)
    assert (notice.starts, notice.until) == (start, start.replace(hour=13))
    typed = replace(form, until=TimeChosen(typed="17:00", is_typing=True))
    assert notice_of(typed, "", NOW).until == start.replace(hour=17)


def test_what_is_restored_was_so_before_now() -> None:
    form = replace(FORM, situation=Situation.RESTORED, until=TimeChosen(typed="14:00", is_typing=True))
    assert sentence_of(form, NOW) == "14:00 已经恢复，热过去还要一两个小时，您再摸摸。"
    assert notice_of(replace(form, until=TimeChosen(minutes=10)), "", NOW).until == NOW.replace(minute=2)
    later = replace(form, until=TimeChosen(at=SIX))
    assert "还没到" in _told(later, stops=True)[Field.UNTIL]


def test_nobody_can_tell_is_an_answer() -> None:
    form = replace(FORM, until=TimeChosen(is_unknown=True))
    assert not remarks_on(form, NOW)
    assert notice_of(form, "", NOW).until is None


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (TimeChosen(typed="快了", is_typing=True), "看不懂"),
        (TimeChosen(typed="", is_typing=True), "还没说"),
        (TimeChosen(at=NOW - timedelta(hours=1)), "已经过了"),
    ],
)
def test_a_time_in_doubt_is_told(until: TimeChosen, words: str) -> None:
    assert words in _told(replace(FORM, until=until), stops=True)[Field.UNTIL]


def test_an_end_before_the_start_is_told() -> None:
    form = replace(
        FORM,
        situation=Situation.PLANNED,
        starts=TimeChosen(at=SIX),
        until=TimeChosen(at=SIX - timedelta(hours=1)),
    )
    assert "还早" in _told(form, stops=True)[Field.UNTIL]


def test_a_promise_stops_where_agents_would_say_it() -> None:
    assert "一定" in _told(replace(FORM, reason="换管，一定修好"), stops=True)[Field.REASON]
    assert "保证" in _told(replace(FORM, said="18:00 保证热"), stops=True)[Field.SAID]
    assert not _told(replace(FORM, internal="答应人家一定修好"))
    assert not _told(replace(FORM, situation=Situation.RESTORED, reason="一定", until=TimeChosen(minutes=10)))


def test_a_time_in_the_reason_is_advice() -> None:
    assert not _told(replace(FORM, reason="换管，8点好"), stops=True)
    assert "8点" in _told(replace(FORM, reason="换管，8点好"))[Field.REASON]


def test_own_words_are_compared_with_the_time() -> None:
    assert not _told(replace(FORM, said="您家那片换管，预计 18:00 恢复。"))
    assert "18:00" in _told(replace(FORM, said="您家那片换管，预计 17:00 恢复。"))[Field.SAID]
    unknown = replace(FORM, said="预计 17:00 恢复。", until=TimeChosen(is_unknown=True))
    assert Field.SAID in _told(unknown, stops=True)


def test_what_is_too_long_is_told() -> None:
    long = "长" * (LONGEST + 1)
    form = replace(FORM, estate=long, reason=long, internal=long, said=long)
    told = _told(form, stops=True)
    assert {field for field, words in told.items() if "太长" in words} == {
        Field.PLACE,
        Field.REASON,
        Field.INTERNAL,
        Field.SAID,
    }


def test_line_breaks_do_not_get_through() -> None:
    notice = notice_of(replace(FORM, reason="支管\n漏水\u2028", estate=" 锦华\t嘉园 "), "", NOW)
    assert (notice.reason, notice.estate) == ("支管 漏水", "锦华 嘉园")


def test_a_notice_comes_back_into_the_form() -> None:
    notice = Notice(
        number=12,
        situation=Situation.REPAIR,
        estate="红旗街",
        buildings="12-40号",
        sent=NOW,
        sender="陈静",
        until=SIX,
    )
    form = form_of(notice)
    assert form.number == 12
    assert notice_of(form, "陈静", NOW) == notice
    assert form_of(replace(notice, until=None)).until.is_unknown


@pytest.mark.parametrize(
    ("typed", "estate", "buildings"),
    [
        ("锦华嘉园3-8号楼", "锦华嘉园", "3-8号楼"),
        ("锦华嘉园 十二号楼", "锦华嘉园", "十二号楼"),
        ("锦华嘉园A座", "锦华嘉园", "A座"),
        ("锦华嘉园 东3号楼", "锦华嘉园", "东3号楼"),
        ("红旗街 12-40号", "红旗街", "12-40号"),
        ("锦华嘉园单号楼", "锦华嘉园", "单号楼"),
        ("锦华嘉园除5号楼外", "锦华嘉园", "除5号楼外"),
        ("锦华嘉园，除3、5号楼外", "锦华嘉园", "除3、5号楼外"),
        ("锦华嘉园全小区除3号楼", "锦华嘉园", "全小区除3号楼"),
        ("锦华嘉园3-8号楼（不含6号楼）", "锦华嘉园", "3-8号楼（不含6号楼）"),
        ("锦华嘉园高层1-4号楼", "锦华嘉园", "高层1-4号楼"),
        ("玉泉山庄别墅1-20号", "玉泉山庄", "别墅1-20号"),
        ("教师公寓3号楼", "教师公寓", "3号楼"),
        ("丰乐源①②③号楼", "丰乐源", "①②③号楼"),
        ("豐樂源五號樓", "豐樂源", "五號樓"),
        ("机务段家属楼伍栋", "机务段家属楼", "伍栋"),
        ("陆家屯", "陆家屯", ""),
        ("除尘器厂3号楼", "除尘器厂", "3号楼"),
        ("春晓里", "春晓里", ""),
        ("锦华嘉园二期", "锦华嘉园二期", ""),
        ("3-8号楼", "", "3-8号楼"),
    ],
)
def test_a_place_typed_in_one_go_comes_apart(typed: str, estate: str, buildings: str) -> None:
    assert split_place(typed) == (estate, buildings)


def test_a_place_in_doubt_is_told_and_may_be_sent() -> None:
    unread = replace(FORM, buildings="东头那几栋")
    assert "对不上楼号" in _told(unread, stops=False)[Field.PLACE]
    assert "不像小区名" in _told(replace(FORM, estate="jhj"), stops=False)[Field.PLACE]
