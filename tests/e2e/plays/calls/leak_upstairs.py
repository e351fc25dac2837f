"""Water comes from upstairs: several lists at once, the gravest first, nothing that arrives replaces what is open.

地址:没说
电话:没说
出的事:棚顶往下滴水,滴的水冒热气;楼上敲不开;先是连着滴,后来成股往下流,再问还是连着滴;看着是楼上屋里漏的
人:没有人受伤
危险:水没碰到电;没鼓包;滴的水会烫
要求:问地板泡了谁赔
承诺:没有说
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    card,
    copied,
    found,
    keyboard_on_list,
    list_is,
    no_call,
    no_card,
    no_dialog,
    not_applicable,
    pinned,
    promises,
    step_is,
    strip_says,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "leak_upstairs",
    "楼上漏下来:几张清单一起开",
    (
        Step("「棚顶往下滴水,楼上漏的」", "「棚顶往下滴水」", (found("天花板滴水"),)),
        Step("", "Ctrl+Enter", (list_is("天花板滴水"), step_is("水碰到灯、开关"))),
        Step(
            "「没碰到电」「没人烫着」「没鼓包」",
            "2 3 2",
            (not_applicable("整块塌下来"), step_is("人先躲开滴水的地方")),
        ),
        Step("念一句;「冒热气」", "空格 1", (step_is("滴的水可能烫"),)),
        Step("念一句;「连着滴」", "空格 2", (step_is("盆从边上推"),)),
        Step("念给他听", "空格", (step_is("楼上有人吗"),)),
        Step(
            "「敲不开」",
            "3",
            (
                list_is("邻居不开门"),
                pinned("天花板滴水", "邻居不开门"),
                step_is("烫着、砸着"),
                keyboard_on_list(),
            ),
        ),
        Step(
            "「我家地板泡了谁赔?」",
            "Ctrl+K 「漏水损失谁赔」",
            (found("漏水损失索赔"),),
        ),
        Step(
            "加进来,眼前这张不动",
            "Ctrl+Enter",
            (
                list_is("邻居不开门"),
                strip_says("已加入:漏水损失索赔。按 Ctrl+3 打开"),
                pinned("天花板滴水", "邻居不开门", "漏水损失索赔"),
                step_is("烫着、砸着"),
            ),
        ),
        Step("「没人伤着」「连着滴」「没碰电」「没鼓包」", "3 2 2 2", (step_is("冒不冒热气"),)),
        Step("「冒热气」,念一句", "1 空格", (step_is("看出哪儿漏"),)),
        Step("「哎呀,成股往下流了!」", "F9 6", (card("楼上漏到楼下"), step_is("水碰到灯、插座、电箱"))),
        Step("「没碰电」「没人烫着」", "2 3", (step_is("水有多大"),)),
        Step(
            "先返回,卡留在通话台",
            "Esc",
            (
                no_card(),
                list_is("邻居不开门"),
                step_is("看出哪儿漏"),
                pinned("天花板滴水", "邻居不开门", "楼上漏到楼下", "漏水损失索赔"),
            ),
        ),
        Step("第三张:接着问水有多大", "Ctrl+3", (list_is("楼上漏到楼下"), step_is("水有多大"))),
        Step("「连着滴」「冒热气」", "2 1", (step_is("楼上有人吗"),)),
        Step("第四张,看一眼索赔", "Ctrl+4", (list_is("漏水损失索赔"), step_is("水停了没有"))),
        Step(
            "第一张,还在原来那步",
            "Ctrl+1",
            (list_is("天花板滴水"), strip_says("停在第"), step_is("漏水的楼上")),
        ),
        Step("第二张,还在原来那步", "Ctrl+2", (list_is("邻居不开门"), step_is("看出哪儿漏"))),
        Step("「是楼上屋里」", "1", (answered("看出哪儿漏", "楼上屋里"),)),
        Step(
            "问不着地址、电话了:结束",
            "Ctrl+E 2",
            (ticket_fits(), copied("楼上屋里"), promises(0), ticket_is_true()),
        ),
        Step("", "Enter", (no_dialog(), no_call())),
    ),
    told=__doc__,
)
