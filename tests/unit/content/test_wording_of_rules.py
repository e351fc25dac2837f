"""The judgements on single texts that the rules rest on: what they find, and near misses that they leave alone."""

import pytest

from handbook.chinese_numbers import whole_number, write_number
from handbook.content.checks import Checks
from handbook.content.rules.answers import names_no_state
from handbook.content.rules.condition_first import late_condition
from handbook.content.rules.figures_in_text import figures_in, fitting_keys
from handbook.content.rules.instructions import instructed_acts
from handbook.content.rules.one_action import joining_words
from handbook.content.rules.stale_law import is_stale
from handbook.content.rules.wording import count_characters, is_empty_phrase, is_vague, plain, sentences
from handbook.model.kinds import Confidence, ValueScope
from handbook.model.site_value import SiteValue

JOINED = (
    "记下地址并通知抢修班",
    "安抚用户并派单",
    "问清楼层,再报班长",
    "先登记再派单",
    "打给调度然后告诉用户",
    "关闭阀门后再通知物业并登记",
    "通知物业同时告知用户",
    "派单,同时报班长",
    "一边记录一边安抚",
    "拨打119并说明位置",
    "让用户撤离并关电",
    "先安抚,再问地址",
    "记好电话随后派单",
    "请关阀并且离开",
    "关阀、并告诉楼下",
    "人先出来,然后打电话",
    "您把阀关上再打给我",
    "边走边打电话",
)
SINGLE = (
    "问并排几户漏",
    "确认与隔壁并联的那组",
    "再确认一次地址",
    "再打一遍电话",
    "不要再进屋",
    "几处同时冒水的报调度",
    "同时在线的来电转班长",
    "看是否同时有人受伤",
    "合并同一小区的单子",
    "先生您贵姓",
    "首先问安全",
    "记下先前的单号",
    "问再次漏水的时间",
    "别再碰阀门",
    "没并网的换热站",
    "通知并网班",
    "先别挂电话",
    "优先派单",
    "一再来电的升级",
    "水停了再没有漏",
)

LATE = (
    "派抢修班,如果关不住",
    "通知班长若有人受伤",
    "打119,要是有人被困",
    "人离开,如果水很烫的话",
    "转急救如果昏迷",
    "别进去,除非断电",
    "请打给我们,万一又漏",
)
EARLY = (
    "如果关不住,派抢修班",
    "有人受伤就报班长",
    "若关不死,转抢修班",
    "要是有人被困,打119",
    "水很烫的话,人先离开",
    "昏迷时打急救",
    "没断电别进去",
    "问用户如果停电怎么联系",
    "阀要是锈死,别硬拧",
    "问清若干问题",
    "万一断线,我回拨",
    "屋里如果有老人,先记优先",
    "关不死?如果是,就升级",
)

NO_STATE = (
    "检查",
    "确认",
    "已检查",
    "已经确认",
    "检查完毕",
    "检查过",
    "正常处理",
    "按需",
    "视情况",
    "视情况而定",
    "确认无误",
    "请确认",
    "核实",
    "已核实",
    "已处理",
    "处理完毕",
    "酌情",
    "根据实际情况",
    "已设置",
    "按要求执行",
    "了解",
    "待定",
    "检查正常",
)
STATE = (
    "关闭",
    "已断电",
    "不足 20 ℃",
    "无法确认",
    "确认不了",
    "说不清",
    "没检查过",
    "未确认",
    "水压正常",
    "正常",
    "处理中",
    "已派单",
    "有确认单",
    "检查井冒水",
    "没人",
    "不清楚",
    "已登记",
    "设定 24",
    "状态正常",
    "情况不明",
    "检修中",
    "已关到位",
)

FIGURES = (
    "2小时内到",
    "二十四小时",
    "半个小时",
    "三天内",
    "15日",
    "一个月内",
    "每平方米38.32元",
    "百分之五十",
    "50%",
    "20度",
    "二十度",
    "零下25度",
    "打120",
    "请拨119",
    "致电 0451-88886666",
    "400-123-4567",
    "13912345678",
    "10月20日前",
    "上午9点",
    "6-8时",
    "八小时以上",
    "十分钟",
    "2个采暖期",
    "3年内",
    "2026年12月31日前",
    "千分之一",
    "五十块钱",
    "两个月",
    "1小时",
    "一个小时",
    "24h",
    "30%",
    "一周内",
    "7天",
    "两三天",
    "10–20 分钟",
    "下午三点",
)
COUNTS = (
    "一组",
    "两个阀",
    "几度",
    "第36条",
    "几分钟",
    "几天",
    "这几天",
    "前两天",
    "半天",
    "一会儿",
    "一天到晚",
    "每天",
    "当天",
    "三楼",
    "2 号楼 3 单元",
    "P1",
    "4/9",
    "两次",
    "第二天",
    "三九天",
    "转 90 度",
    "转九十度",
    "第 2 步",
    "一度停过热",
    "2021 年修正",
    "2021-10-29 起",
    "一年四季",
    "去年",
    "二次网",
    "一次网",
    "三方",
    "两户",
    "十几户",
    "一半",
    "24 栋",
    "5 号线",
    "六项",
    "一时",
    "及时",
    "三通",
    "八成是气",
    "一分为二",
    "一点点",
    "差点",
    "一天",
    "GB 50736-2012",
    "{{p3_arrival}}",
    "温度",
    "度数",
    "12 片",
    "多久",
    "二单元",
    "一个单元",
    "三组",
    "五楼",
    "4 层",
)


@pytest.mark.parametrize("text", JOINED)
def test_two_actions_are_told_by_their_joining_word(text: str) -> None:
    assert joining_words(text)


@pytest.mark.parametrize("text", SINGLE)
def test_one_action_joins_nothing(text: str) -> None:
    assert joining_words(text) == ""


@pytest.mark.parametrize("text", LATE)
def test_a_condition_after_its_action_is_found(text: str) -> None:
    assert late_condition(text)


@pytest.mark.parametrize("text", EARLY)
def test_a_condition_before_its_action_is_fine(text: str) -> None:
    assert late_condition(text) == ""


@pytest.mark.parametrize("text", NO_STATE)
def test_an_act_or_a_way_out_is_no_state(text: str) -> None:
    assert names_no_state(text)


@pytest.mark.parametrize("text", STATE)
def test_a_state_or_value_is_a_state(text: str) -> None:
    assert not names_no_state(text)


@pytest.mark.parametrize("text", FIGURES)
def test_a_literal_figure_is_found(text: str) -> None:
    assert list(figures_in(text))


@pytest.mark.parametrize("text", COUNTS)
def test_a_count_is_no_figure(text: str) -> None:
    assert list(figures_in(text)) == []


def test_a_figure_is_given_once_and_whole() -> None:
    assert [f.words for f in figures_in("10–20 分钟,再 24 小时")] == ["10–20 分钟", "24 小时"]
    assert [(f.words, f.is_phone) for f in figures_in("打120")] == [("120", True)]


def _value(key: str, value: str, unit: str) -> SiteValue:
    return SiteValue(
        key=key,
        label=key,
        value=value,
        unit=unit,
        scope=ValueScope.COMPANY,
        source="x",
        confidence=Confidence.HIGH,
    )


def test_a_way_of_speaking_is_told_apart() -> None:
    assert [(f.words, f.is_loose) for f in figures_in("占您半分钟,供热头十天")] == [
        ("半分钟", True),
        ("十天", True),
    ]
    assert not any(f.is_loose for f in figures_in("三天内到,15 分钟"))


def test_keys_that_say_the_same_are_named() -> None:
    values = [
        _value("arrival", "24", "小时内"),
        _value("floor", "20", "℃"),
        _value("half", "50%", ""),
        _value("gap", "", "小时"),
    ]
    assert fitting_keys("24 小时", values) == ["arrival"]
    assert fitting_keys("20 度", values) == ["floor"]
    assert fitting_keys("50%", values) == ["half"]
    assert fitting_keys("24 天", values) == []
    assert fitting_keys("2 小时", values) == []


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (13, "十三"),
        (20, "二十"),
        (36, "三十六"),
        (100, "一百"),
        (104, "一百零四"),
        (110, "一百一十"),
        (188, "一百八十八"),
        (648, "六百四十八"),
        (1000, "一千"),
        (1032, "一千零三十二"),
        (1165, "一千一百六十五"),
        (2005, "二千零五"),
    ],
)
def test_numbers_are_written_and_read_as_in_articles(number: int, text: str) -> None:
    assert write_number(number) == text
    assert whole_number(text) == number
    assert whole_number(str(number)) == number


def test_what_is_no_number_has_no_value() -> None:
    assert whole_number("三x") is None
    assert whole_number("3x") is None


def test_length_counts_what_is_read() -> None:
    assert count_characters("关阀,记下 12 楼 3 单元。") == 9
    assert count_characters("") == 0


def test_sentences_keep_their_places() -> None:
    text = "甲,乙。丙:丁!"
    assert [[c.text for c in s] for s in sentences(text)] == [["甲,", "乙。"], ["丙:", "丁!"]]
    for clauses in sentences(text):
        for clause in clauses:
            assert text[clause.start :].startswith(clause.text)


@pytest.mark.parametrize("text", ["", ",", "，，", "。", ":", "!?;", "\n"])
def test_marks_alone_are_no_sentence(text: str) -> None:
    assert list(sentences(text)) == []
    assert late_condition(text) == ""
    assert joining_words(text) == ""
    assert not list(instructed_acts(text, Checks().with_shipped().prohibited_acts or ()))


def test_full_width_marks_are_read_as_their_twins() -> None:
    assert plain("\uff11\uff18\u2103\uff0c\uff1f\uff05") == "18℃,?%"
    assert [f.words for f in figures_in("\uff11\uff18\u2103")] == ["18℃"]
    assert is_stale("室温\uff11\uff18\u2103即达标") == "18℃"


@pytest.mark.parametrize("text", ["", "。", "完成", "处理完毕。", "视情况", "按需", "暂无", "待定"])
def test_empty_phrases(text: str) -> None:
    assert is_empty_phrase(text)


@pytest.mark.parametrize("text", ["抢修班已接单", "回访已约", "处理完毕后由抢修班报结"])
def test_phrases_with_something_in_them(text: str) -> None:
    assert not is_empty_phrase(text)
    assert not is_vague(text)
