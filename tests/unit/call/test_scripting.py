"""Placeholders are filled, holes are named, internal lines never leave."""

import pytest

from handbook.call.words.scripting import Sayable, copy_for_caller, fill, script_lines, step_lines, variant
from handbook.model.kinds import Audience, StepKind, Tone
from handbook.model.script import ScriptLine
from handbook.model.step import Step

CALLER, INTERNAL = Audience.CALLER, Audience.INTERNAL


@pytest.mark.parametrize(
    ("text", "values", "expected", "holes"),
    [
        pytest.param("{称呼},您好", {"称呼": "王女士"}, "王女士,您好", (), id="filled"),
        pytest.param("{称呼},您好", {}, "{称呼},您好", ("称呼",), id="hole"),
        pytest.param("{称呼},您好", {"称呼": "  "}, "{称呼},您好", ("称呼",), id="blank is a hole"),
        pytest.param("{ 称呼 }好", {"称呼": "王"}, "王好", (), id="blanks inside the braces"),
        pytest.param("{a}{b}{a}", {}, "{a}{b}{a}", ("a", "b"), id="each hole once, in order"),
        pytest.param("{{hotline}}", {"hotline": "x"}, "{{hotline}}", ("hotline",), id="site value left open"),
        pytest.param(
            "〔待填:到场时限〕内", {}, "〔待填:到场时限〕内", ("到场时限",), id="site value not given"
        ),
        pytest.param(
            "〔待填\uff1a热线〕报修",
            {},
            "〔待填\uff1a热线〕报修",
            ("热线",),
            id="gap with a colon of full width",
        ),
        pytest.param("{{}}", {}, "{{}}", ("{{}}",), id="value without a key"),
        pytest.param("{a}", {"a": "{b}"}, "{b}", (), id="what was filled in is not read again"),
        pytest.param("没有空", {}, "没有空", (), id="nothing to fill"),
    ],
)
def test_fill(text: str, values: dict[str, str], expected: str, holes: tuple[str, ...]) -> None:
    filled = fill(text, values)
    assert (filled.text, filled.holes) == (expected, holes)
    assert filled.is_whole is (not holes)


def test_internal_lines_never_leave() -> None:
    lines = [Sayable("您先别放水", CALLER), Sayable("该户欠费", INTERNAL), Sayable("{称呼}稍等", CALLER)]
    copied = copy_for_caller(lines, {"称呼": "王女士"})
    assert copied.text == "您先别放水\n王女士稍等"
    assert copied.withheld == 1
    assert copied.holes == ()


def test_a_copy_names_the_holes_of_told_lines_only() -> None:
    lines = [
        Sayable("{称呼}您好", CALLER),
        Sayable("{工号}自查", INTERNAL),
        Sayable("{称呼}、{时间}", CALLER),
    ]
    assert copy_for_caller(lines, {}).holes == ("称呼", "时间")


def test_only_internal_lines_copy_nothing() -> None:
    copied = copy_for_caller([Sayable("该户欠费", INTERNAL)], {})
    assert (copied.text, copied.withheld) == ("", 1)


def test_switching_the_tone_keeps_what_was_filled_in() -> None:
    line = ScriptLine(id="l1", variants={Tone.STANDARD: "{称呼},请稍等", Tone.FIRM: "{称呼},请配合"})
    values = {"称呼": "王女士"}
    assert fill(variant(line, Tone.STANDARD), values).text == "王女士,请稍等"
    assert fill(variant(line, Tone.FIRM), values).text == "王女士,请配合"
    assert variant(line, Tone.BRIEF) == "{称呼},请稍等"
    assert variant(ScriptLine(id="l2"), Tone.BRIEF) == ""


def test_steps_to_say_leave_and_steps_to_do_stay() -> None:
    steps = [
        Step(kind=StepKind.SAY, text="您先别放水"),
        Step(kind=StepKind.DO, text="查欠费"),
        Step(kind=StepKind.SAY, text="内部提示", audience=INTERNAL),
    ]
    assert copy_for_caller(step_lines(steps), {}).text == "您先别放水"


def test_script_lines_keep_their_audience() -> None:
    lines = [
        ScriptLine(id="l1", variants={Tone.STANDARD: "甲"}),
        ScriptLine(id="l2", audience=INTERNAL, variants={Tone.STANDARD: "乙"}),
    ]
    assert script_lines(lines, Tone.BRIEF) == [Sayable("甲", CALLER), Sayable("乙", INTERNAL)]
