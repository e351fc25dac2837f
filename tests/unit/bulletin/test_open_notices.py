"""What dispatch has open: the overdue first, the restored last and then gone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handbook.bulletin.notice import Notice, Situation
from handbook.bulletin.open_notices import Standing, open_notices, span_words

NOW = datetime(2026, 11, 28, 17, 25).astimezone()
REPAIR = Notice(
    number=1,
    situation=Situation.REPAIR,
    estate="锦华嘉园",
    sent=NOW,
    sender="陈静",
    until=NOW.replace(hour=18, minute=0),
)
LATE = replace(REPAIR, number=2, estate="红旗街", buildings="12-40号", until=NOW.replace(minute=0))
LATER = replace(LATE, number=3, until=NOW - timedelta(hours=3))
PLANNED = replace(
    REPAIR,
    number=4,
    situation=Situation.PLANNED,
    starts=NOW.replace(day=30, hour=9, minute=0),
    until=NOW.replace(day=30, hour=17),
)
UNKNOWN = replace(REPAIR, number=5, until=None)
BACK = replace(REPAIR, number=6, situation=Situation.RESTORED, until=NOW.replace(hour=14, minute=40))


def test_the_overdue_stand_first_and_the_restored_last() -> None:
    rows = open_notices([BACK, PLANNED, REPAIR, LATE, UNKNOWN, LATER], NOW)
    assert [row.notice.number for row in rows] == [3, 2, 1, 5, 4, 6]
    assert [row.words for row in rows] == [
        "过了 3 小时",
        "过了 25 分",
        "18:00",
        "说不准",
        "计划 11-30 9:00",
        "14:40 恢复",
    ]
    assert rows[0].standing is Standing.OVERDUE
    assert [row.buildings for row in rows[1:3]] == ["12–40 号", "全部"]


def test_what_is_restored_is_gone_after_four_hours() -> None:
    assert not open_notices([BACK], NOW + timedelta(hours=2))
    assert open_notices([replace(BACK, until=None)], NOW)[0].words == "恢复"


def test_a_planned_one_that_has_begun_shows_its_end() -> None:
    (row,) = open_notices([PLANNED], NOW.replace(day=30, hour=10))
    assert row.words == "17:25"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "1 分"), (59, "59 分"), (61, "1 小时"), (47 * 60, "47 小时"), (72 * 60, "3 天")],
)
def test_a_span_is_said_roughly(minutes: int, words: str) -> None:
    assert span_words(timedelta(minutes=minutes)) == words
