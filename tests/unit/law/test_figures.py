"""Figures, whichever way they are written, and what is none."""

import time
from decimal import Decimal

import pytest

from handbook.law.figures import figures, matched, without_counterpart
from handbook.law.references import references


def read(text: str) -> list[tuple[str, str]]:
    return [(str(found.value), found.unit) for found in figures(text)]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (("16 ℃", "十六摄氏度", "16°C", "１６℃", "16度", "16 ° C", "十六℃"), ("16", "℃")),
        (("50%", "百分之五十", "５０％", "50 ％", "一半", "五成", "1/2", "二分之一"), ("0.5", "占比")),
        (("五千万", "5000万", "5000 万"), ("50000000", "")),
        (("五千万元", "5000万元", "5,000万元", "5000 万元", "0.5亿元"), ("50000000", "元")),
        (("千分之一", "0.1%", "1‰", "百分之零点一"), ("0.001", "占比")),
        (("三十日", "30 天", "30日", "三十个自然日", "卅日"), ("30", "日")),
        (("七日", "一周", "一个星期", "7天"), ("7", "日")),
        (("一个月", "1个月", "1 个月"), ("1", "个月")),
        (("六个月", "半年", "6个月"), ("6", "个月")),
        (("24 小时", "二十四小时", "24h", "24个小时"), ("24", "小时")),
        (("两千元", "2000元", "二千元", "2,000 元", "2千元", "两千块钱"), ("2000", "元")),
        (("一万五千元", "1.5万元", "15000元", "1万5千元"), ("15000", "元")),
        (("五个工作日", "5工作日", "5 个工作日"), ("5", "工作日")),
        (("两个采暖期", "2 个供热期", "二个采暖供热期"), ("2", "采暖期")),
        (("零下五℃", "零下5摄氏度"), ("-5", "℃")),
        (("三分之二", "2/3"), ("0.666667", "占比")),
        (("一点五倍", "1.5倍"), ("1.5", "倍")),
        (("1.4 m", "1.4米", "140厘米", "一点四米"), ("1.4", "米")),
        (("10 时", "10:00", "10点", "十时前"), ("10", "时")),
    ],
)
def test_all_ways_to_write_a_figure_are_one(ways: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert {way: read(f"按{way}算") for way in ways} == {way: [expected] for way in ways}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二倍以上五倍以下", [("2", "倍"), ("5", "倍")]),
        ("一万元以上三万元以下", [("10000", "元"), ("30000", "元")]),
        ("1—3万元", [("10000", "元"), ("30000", "元")]),
        ("一至三万元", [("10000", "元"), ("30000", "元")]),
        ("5000-1 万元", [("5000", "元"), ("10000", "元")]),
        ("五百以上一千元以下", [("500", "元"), ("1000", "元")]),
        ("10 时至 14 时", [("10", "时"), ("14", "时")]),
        ("上午8:30至11点", [("8.5", "时"), ("11", "时")]),
        ("30%至50%", [("0.3", "占比"), ("0.5", "占比")]),
        ("30-50%", [("0.3", "占比"), ("0.5", "占比")]),
        ("百分之三十至五十", [("0.3", "占比"), ("0.5", "占比")]),
        ("三至五日", [("3", "日"), ("5", "日")]),
        ("每日千分之一的违约金", [("0.001", "占比")]),
        ("100，200元", [("100", "元"), ("200", "元")]),
        ("两次测温,三户以上", [("2", "次"), ("3", "户")]),
    ],
)
def test_both_ends_of_a_range_are_figures(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "依照第三十六条第二款第三项",
        "第十条至第十二条",
        "第 36 条之一",
        "2021年12月3日",
        "二〇二一年十二月三日修正",
        "每年10月20日至次年4月20日",
        "10 月 20 日",
        "十月",
        "每月15日前",
        "2021-12-03 的文本",
        "2022 年版",
        "第二次",
        "第一年",
        "一、供热单位",
        "（三）热用户",
        "2. 热用户",
        "拨打12345",
        "GB 50736-2012",
        "一次性告知",
        "一户一档",
        "统一管理",
        "一点也不冷,早一点说",
        "几十元",
        "几十万元,数百万元",
        "{{repair_hours}}小时",
        "〔2021〕15号",
        "完成",
        "三人员",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert read(text) == []


def test_a_figure_is_found_where_it_stands() -> None:
    text = "室温不低于 十六摄氏度 的，退 50 %。"
    assert [text[found.start : found.end] for found in figures(text)] == ["十六摄氏度", "50 %"]


def test_figures_of_ours_meet_their_counterparts_on_both_sides() -> None:
    points = ("室温不低于 18 ℃;不足退 50%。", "24 小时内到场")
    words = ("室内温度不得低于十八摄氏度。", "退还百分之五十的热费。")
    rows = matched(points, words)
    assert [(row.ours.line, row.ours.words, [t.words for t in row.theirs]) for row in rows] == [
        (0, "18 ℃", ["十八摄氏度"]),
        (0, "50%", ["百分之五十"]),
        (1, "24 小时", []),
    ]
    assert rows[1].theirs[0].line == 1
    assert [placed.words for placed in without_counterpart(points, words)] == ["24 小时"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("一年", "十二个月"),
        ("60 分钟", "一小时"),
        ("5000万元", "五千万以上"),
        ("5000 万", "五千万元"),
        ("100%", "全额退还"),
    ],
)
def test_what_says_the_same_in_another_unit_is_a_counterpart(ours: str, theirs: str) -> None:
    assert without_counterpart((ours,), (theirs,)) == ()


@pytest.mark.parametrize(
    ("ours", "theirs"), [("3 日", "三个工作日"), ("5%", "5‰"), ("30 日", "三十小时"), ("18 ℃", "十六摄氏度")]
)
def test_another_value_or_unit_is_none(ours: str, theirs: str) -> None:
    assert [placed.words for placed in without_counterpart((ours,), (theirs,))] == [ours]


def test_values_are_exact() -> None:
    assert figures("0.1元")[0].value == Decimal("0.1")


@pytest.mark.parametrize(
    "piece", ["一", "1", "一百", "第1、", "1、", "百分之", "12,", "一点", "元至", "3月", "(", "10:"]
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.perf_counter()
        figures(piece * count)
        references(piece * count)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(8000) < 60 * seconds(1000) + 0.2


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("入户测量室温应当在每日九时至二十一时进行。", [9, 21]),
        ("六时到十八时开放", [6, 18]),
        ("到一时困难的,可以延期", []),
        ("至六时间隔", []),
    ],
)
def test_the_second_hour_of_a_range_is_one_whatever_follows(text: str, hours: list[int]) -> None:
    assert [int(found.value) for found in figures(text) if found.unit == "时"] == hours
