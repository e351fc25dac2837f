"""Times as dispatchers type them."""

from datetime import datetime, timedelta

import pytest

from handbook.bulletin.times import ahead, moment_of, next_round

NOW = datetime(2026, 11, 28, 14, 12, 40).astimezone()


def _at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute).astimezone()


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("18:30", _at(28, 18, 30)),
        ("18：30", _at(28, 18, 30)),
        ("1830", _at(28, 18, 30)),
        ("18", _at(28, 18)),
        ("18点", _at(28, 18)),
        ("18 点半", _at(28, 18, 30)),
        ("十八点", _at(28, 18)),
        ("6点半", _at(28, 18, 30)),
        ("六点一刻", _at(28, 18, 15)),
        ("9:00", _at(29, 9)),
        ("9点", _at(28, 21)),
        ("晚上8点", _at(28, 20)),
        ("晚8点20", _at(28, 20, 20)),
        ("下午3点", _at(28, 15)),
        ("明早9点", _at(29, 9)),
        ("明天 9:00", _at(29, 9)),
        ("明晚八点", _at(29, 20)),
        ("后天中午12点", _at(30, 12)),
        ("11-30 9:00", _at(30, 9)),
        ("11月30日9点", _at(30, 9)),
        ("2026-12-01 8:00", _at(1, 8, month=12)),
        ("1-3 9:00", _at(3, 9, month=1, year=2027)),
        ("今晚12点", _at(29, 0)),
        ("24:00", _at(29, 0)),
        ("2小时", _at(28, 16, 12)),
        ("两个半小时", _at(28, 16, 42)),
        ("半小时", _at(28, 14, 42)),
        ("1小时20分", _at(28, 15, 32)),
        ("90分钟", _at(28, 15, 42)),
    ],
)
def test_a_time_is_read(typed: str, moment: datetime) -> None:
    assert moment_of(typed, NOW) == moment


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("14:00", _at(28, 14)),
        ("17:40", _at(27, 17, 40)),
        ("2点", _at(28, 14)),
        ("10分钟前", _at(28, 14, 2)),
        ("半小时", _at(28, 13, 42)),
    ],
)
def test_since_when_lies_behind(typed: str, moment: datetime) -> None:
    assert moment_of(typed, NOW, is_past=True) == moment


@pytest.mark.parametrize(
    "typed",
    ["", "25:70", "18:60", "13-40 9:00", "2-30 9:00", "快了", "小时", "分", "2099-01-01 8:00", "9" * 40],
)
def test_what_is_no_time_is_none(typed: str) -> None:
    assert moment_of(typed, NOW) is None


@pytest.mark.parametrize(
    ("now", "then"),
    [((14, 12), (28, 18)), ((17, 0), (28, 20)), ((21, 0), (29, 8)), ((3, 0), (28, 8)), ((9, 30), (28, 12))],
)
def test_the_round_hour_is_some_while_away(now: tuple[int, int], then: tuple[int, int]) -> None:
    assert next_round(_at(28, *now)) == _at(*then)


def test_so_many_minutes_end_on_a_five() -> None:
    assert ahead(60, NOW) == _at(28, 15, 15)
    assert ahead(120, _at(28, 14, 10)) == _at(28, 16, 10)
    assert ahead(0, NOW) - NOW < timedelta(minutes=5)
