"""A cold home without a figure: the dispatch minimum names what is missing, a reason overrides it and is kept.

地址:没说
电话:没说
出的事:屋里冷,家里没有温度计,没量;暖气温乎;就他一家;交了费、没改动
人:家里有老人,还撑得住(工单只写需优先)
办了:没有室温、地址、电话也派了单,因为家中无温度计、老人独居
承诺:没有说
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    copied,
    dialog,
    found,
    keyboard_on_list,
    keyboard_on_search,
    list_is,
    no_dialog,
    no_step_waits,
    recorded,
    shows,
    step_is,
    strip_says,
    ticket_fits,
)

PLAY = Play(
    "low_temperature",
    "室温不达标:没有温度,说明原因派单",
    (
        Step("「屋里穿着羽绒服都冷」", "「屋里穿羽绒服还冷」", (found("室温不达标"),)),
        Step("", "Ctrl+Enter", (list_is("室温不达标"), step_is("生炉子"))),
        Step("「没生炉子」", "2", (step_is("量的是哪间"),)),
        Step("「没量,就是冷」", "3 4", (step_is("温度计搁屋中间"),)),
        Step("教他怎么量", "空格 空格", (step_is("读出来多少度"),)),
        Step("「家里没温度计」:跳过", "-", (step_is("摸着啥样"),)),
        Step("「温乎」「就我家」", "2 1", (step_is("缴费、改动"),)),
        Step("交了费;「有老人,还撑得住」", "1 2", (step_is("该量的量"),)),
        Step("念一句", "空格", (step_is("按读数归段"),)),
        Step("没有可靠读数", "5", (no_step_waits(), shows("可能不到底线"))),
        Step("派单:还缺室温", "Ctrl+Shift+D", (dialog("派单还缺"), shows("室温"))),
        Step("空着不让过", "Enter", (dialog("派单还缺"),)),
        Step(
            "写明原因",
            "「家中无温度计,老人独居」 Enter",
            (
                no_dialog(),
                recorded("家中无温度计"),
                strip_says("已记录派单"),
                shows("已派单"),
                keyboard_on_list(),
            ),
        ),
        Step("清单完成", "Enter", (strip_says("已完成"),)),
        Step("工单写着缺什么、为什么", "Ctrl+E", (ticket_fits(), copied("缺室温", "家中无温度计"))),
        Step("", "Enter", (no_dialog(), keyboard_on_search())),
    ),
    told=__doc__,
)
