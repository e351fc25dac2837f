"""An answer that says nothing alone brings its question; one that stands for itself does not."""

import pytest

from handbook.call.state.answer_words import LONGEST_QUESTION, end_of, question_of, short_question
from handbook.model.kinds import StepKind
from handbook.model.step import Answer, Step, ValueField
from tests.unit.call.samples import ask


def asked(text: str, label: str) -> str:
    return question_of(ask("a", text, label, "别的"), label)


@pytest.mark.parametrize(
    ("text", "label", "question"),
    [
        ("这组暖气自家换过没有?", "不清楚", "这组暖气自家换过没有"),
        ("别的楼热不热?", "不知道", "别的楼热不热"),
        ("家里有没有漏水?", "没有", "家里有没有漏水"),
        ("来电的是不是本人?", "是", "来电的是不是本人"),
        ("过了保修期吗?", "否", "过了保修期吗"),
        ("供、回水两个阀关上了吗?", "两个都关上了", "供、回水两个阀关上了吗"),
        ("水汽有多高?", "高过一层楼", "水汽有多高"),
        ("从哪天起的,以前没有吗?", "这几天突然大", "从哪天起的,以前没有吗"),
        ("坏的是哪一段?", "说不清", "坏的是哪一段"),
        ("邻居也这样吗?", "就我家", "邻居也这样吗"),
        ("请问,水停了吗?", "停了", "水停了吗"),
        ("是谁出的单?", "供热单位", "是谁出的单"),
        ("滴的水冒不冒热气?别伸手试。", "不冒热气", "滴的水冒不冒热气"),
        ("关了主阀,一顿饭的工夫之后水势到底怎样?", "没变化", "一顿饭的工夫之后水势到底怎样"),
    ],
)
def test_says_nothing_alone(text: str, label: str, question: str) -> None:
    assert asked(text, label) == question


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("是一组还是每组都这样?", "只一组"),
        ("暖气片、地热还是风机盘管?", "暖气片"),
        ("进水管、回水管各什么温度?", "进热回冷"),
        ("要修的是哪一类?", "管道漏水"),
        ("水打哪儿出来?", "跑风(排气阀)"),
    ],
)
def test_stands_for_itself(text: str, label: str) -> None:
    assert asked(text, label) == ""


def test_a_conclusion_stands_for_itself() -> None:
    answers = (Answer(label="片内存气"), Answer(label="其他"))
    step = Step(id="found", kind=StepKind.DECIDE, text="像哪种情况,放过没有?", answers=answers)
    assert question_of(step, "片内存气") == ""
    assert question_of(step, "其他") == "像哪种情况,放过没有"


def test_the_name_of_a_value_is_the_shortest_question() -> None:
    step = ask("t", "现在屋里多少度,量了没有?", "没量", "量了", value=ValueField(name="室温"))
    assert question_of(step, "没量") == "室温"


def test_a_question_is_never_longer_than_there_is_room_for() -> None:
    text = "您家或者邻居家里有没有独居老人、吸氧的病人、婴儿或者孕妇?"
    assert len(short_question(ask("a", text, "有", "无"))) == LONGEST_QUESTION
    assert short_question(ask("a", text, "有", "无"), 7) == "…婴儿或者孕妇"


def test_what_is_asked_stays_when_words_are_dear() -> None:
    assert end_of("这组两头的小阀开到头没有", 8) == "…小阀开到头没有"
    assert end_of("关好以后等一等,阀口还滴吗", 9) == "阀口还滴吗"
