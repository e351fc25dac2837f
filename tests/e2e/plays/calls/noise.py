"""A noise: an earlier answer is changed; what no longer applies is taken back and named; undo and redo.

地址:没说
电话:没说
出的事:一组暖气一直响,像淌水,管子是干的;小阀有半开的,开到头了还响;只是水声大
承诺:没有说
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    copied,
    found,
    keyboard_on_list,
    list_is,
    no_call,
    no_dialog,
    not_applicable,
    open_again,
    promises,
    shows,
    step_is,
    strip_says,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "noise",
    "噪音:改前面的回答,撤销、重做",
    (
        Step("「暖气哗啦哗啦响,睡不着」", "「暖气哗啦哗啦响睡不着」", (found("水流声"),)),
        Step("", "Ctrl+Enter", (list_is("水流声"), step_is("有没有水、潮"))),
        Step("「干的」「像淌水」「就一组」", "2 1 1", (step_is("啥时候响"),)),
        Step("「一直响」「热的」「不会放」「不能」", "2 2 3 3", (step_is("小阀"),)),
        Step("「有半开的」", "1", (step_is("慢慢开到头"),)),
        Step("开到头了", "空格", (answered("慢慢开到头", "已打钩"), step_is("声小了吗"))),
        Step("「等等,响的是墙里那根立管」:往回走", "↑ ↑ ↑ ↑ ↑ ↑ ↑", (step_is("哪儿响"),)),
        Step(
            "改成立管",
            "3",
            (
                answered("哪儿响", "立管"),
                answered("啥时候响", "一直响"),
                answered("小阀", "有半开的"),
                not_applicable("慢慢开到头"),
                strip_says("改了前面的回答,清除了"),
                strip_says("慢慢开到头"),
                step_is("声小了吗"),
            ),
        ),
        Step(
            "「不对不对,就是那组暖气」:撤销",
            "Ctrl+Z",
            (answered("哪儿响", "一组暖气"), answered("慢慢开到头", "已打钩")),
        ),
        Step("「唉,是立管」:重做", "Ctrl+Y", (answered("哪儿响", "立管"), not_applicable("慢慢开到头"))),
        Step("再撤销,留着那组暖气", "Ctrl+Z", (answered("慢慢开到头", "已打钩"), keyboard_on_list())),
        Step("到末一问", "等一下 ↓ ↓ ↓ ↓ ↓ ↓ ↓", (step_is("声小了吗"), open_again("声小了吗"))),
        Step("「还响」", "2", (step_is("像哪种"),)),
        Step("只是水声大", "2", (shows("流速大的水声", "水走得急才响"),)),
        Step(
            "问不着地址、电话了:结束",
            "Ctrl+E 2",
            (ticket_fits(), copied("有半开的"), promises(0), ticket_is_true("立管")),
        ),
        Step("", "Enter", (no_dialog(), no_call())),
    ),
    told=__doc__,
)
