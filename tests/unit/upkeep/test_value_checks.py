"""Words of a value as a person types them -> what they are taken for, and what is said of them."""

import pytest

from handbook.upkeep.company_rows import ValueKind, Wanted
from handbook.upkeep.value_checks import judged, season_fault, source_day

HARBIN, TAIAN = "哈尔滨", "泰安"


@pytest.mark.parametrize(
    ("words", "city", "kind"),
    [
        ("0451-5550 0118", HARBIN, ValueKind.LANDLINE),
        ("(0451)55500118", HARBIN, ValueKind.LANDLINE),
        ("０４５１－５５５００１１８", HARBIN, ValueKind.LANDLINE),
        ("010-8888 7777", "", ValueKind.LANDLINE),
        ("0538-6550118", TAIAN, ValueKind.LANDLINE),
        ("0538-65501180", TAIAN, ValueKind.LANDLINE),
        ("0451-55500118 转 8006", HARBIN, ValueKind.LANDLINE),
        ("0451-55500118、0451-55500119", HARBIN, ValueKind.LANDLINE),
        ("0451-55500118/13812345678", HARBIN, ValueKind.LANDLINE),
        ("0451-55500118（24 小时）", HARBIN, ValueKind.LANDLINE),
        ("13812345678", HARBIN, ValueKind.MOBILE),
        ("+86 138 1234 5678", HARBIN, ValueKind.MOBILE),
        ("400-800-1234", HARBIN, ValueKind.SHORT),
        ("8008101234", HARBIN, ValueKind.SHORT),
        ("95598", HARBIN, ValueKind.SHORT),
        ("96777", HARBIN, ValueKind.SHORT),
        ("12345", HARBIN, ValueKind.SHORT),
        ("119", HARBIN, ValueKind.SHORT),
        ("转8006", HARBIN, ValueKind.EXTENSION),
    ],
)
def test_numbers_are_told_apart(words: str, city: str, kind: ValueKind) -> None:
    found = judged(words, Wanted.PHONE, city=city)
    assert found.is_fine, found.message
    assert found.kind is kind


@pytest.mark.parametrize(
    ("words", "city", "said"),
    [
        ("0451-5550 08", HARBIN, "只有 6 位,本市座机是 8 位"),
        ("0451-5550 01181", HARBIN, "有 9 位,本市座机是 8 位"),
        ("5550011", HARBIN, "只有 7 位,本市座机是 8 位"),
        ("0538-65501", TAIAN, "只有 5 位,本市座机是 7 或 8 位"),
        ("010-888877", HARBIN, "只有 6 位,010 的座机是 8 位"),
        ("1381234567", HARBIN, "手机号是 11 位,这里 10 位"),
        ("400-800-123", HARBIN, "400 号码是 10 位,这里 9 位"),
        ("0451-55500118 转 80", HARBIN, "分机是 3 到 6 位,这里 2 位"),
        ("找老王", HARBIN, "“找老王”里有不是号码的字"),
        ("0451-55500118、0451-555", HARBIN, "只有 3 位,本市座机是 8 位"),
        ("0451-0550 0118", HARBIN, "区号后面的 0 不会是座机的开头"),
        ("、", HARBIN, "看不出是什么号码"),
    ],
)
def test_a_wrong_number_is_told_with_how_it_would_be_right(words: str, city: str, said: str) -> None:
    found = judged(words, Wanted.PHONE, city=city)
    assert not found.is_fine
    assert found.message == said


def test_what_may_be_meant_is_only_remarked() -> None:
    for words, said in (
        ("13812345678", "手机,人换了就不通"),
        ("55500118", "没写区号 0451,外地打不通"),
        ("0431-85500118", "区号 0431 不是本市的 0451,看一眼"),
    ):
        found = judged(words, Wanted.PHONE, city=HARBIN)
        assert found.is_fine
        assert found.message == said


def test_an_extension_is_one_alone_where_it_is_asked_for() -> None:
    assert judged("8006", Wanted.EXTENSION).kind is ValueKind.EXTENSION
    assert judged("8006", Wanted.EXTENSION).is_fine
    assert not judged("8006", Wanted.PHONE, city=HARBIN).is_fine
    assert not judged("80", Wanted.EXTENSION, city=HARBIN).is_fine


@pytest.mark.parametrize(
    ("words", "unit", "said"),
    [
        ("3", "日内", ""),
        ("15–30", "分钟", ""),
        ("两", "个工作日内", ""),
        ("到约好的钟点后 30", "分钟内", ""),
        ("30%", "", ""),
        ("欠费的每日千分之一", "", ""),
        ("层高超 3.2 米每超 0.1 米加 3%", "", ""),
        ("很快", "日内", "看不出是多少"),
        ("3 天", "日内", "看不出是多少;单位“日内”已经在后面,这里只写数"),
        ("383.2", "元/㎡", "383.2 元/㎡ 不像,常见的是 5–200"),
        ("130%", "", "130% 不像,常见的是 0%–100%"),
        ("欠费的每日百分之五", "", "每天 5% 不像,常见的是 0%–1%"),
        ("10 月 20 日", "", "看不出是多少,读着像日期或时段"),
    ],
)
def test_figures_are_read_with_their_unit_and_kept_sane(words: str, unit: str, said: str) -> None:
    found = judged(words, Wanted.NUMBER, unit)
    assert found.message == said
    assert found.is_fine is not said.startswith(("看", "1", "3", "每"))


def test_days_and_hours() -> None:
    assert judged("次年 4 月 20 日", Wanted.DATE).is_fine
    assert not judged("开春", Wanted.DATE).is_fine
    assert not judged("13 月 1 日", Wanted.DATE).is_fine
    assert judged("6–8 时与 16–20 时", Wanted.CLOCK).is_fine
    assert not judged("上午", Wanted.CLOCK).is_fine
    assert judged("中央大街 1 号", Wanted.TEXT) == judged("别的", Wanted.TEXT)


def test_the_season_ends_after_it_begins() -> None:
    assert season_fault("10 月 20 日", "次年 4 月 20 日") == ""
    assert "次年" in season_fault("10 月 20 日", "4 月 20 日")
    assert "一年" in season_fault("10 月 20 日", "次年 11 月 20 日")
    assert season_fault("10 月 20 日", "开春") == ""


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-28", "2026-11-28"),
        ("2026.11.8", "2026-11-08"),
        ("2026年11月8日", "2026-11-08"),
        ("20261108", "2026-11-08"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("2026-13-01", ""),
        ("昨天", ""),
        ("", ""),
        ("1026-11-28", ""),
    ],
)
def test_the_day_of_a_source(words: str, day: str) -> None:
    assert source_day(words) == day
