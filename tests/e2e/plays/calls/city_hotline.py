"""A sheet from the city's hotline: its number and date stand in a note, the caller is rung and wants the heat mended.

地址:松北世茂大道200号7栋1单元1203
电话:15145001234
转办单:0087号,14日8点20分来,要17日前答复
出的事:政务热线转来的单;没有漏水、伤人、弱势没热;系统里没有同一件事的单
要求:把热修好
人:家里没有老人、婴幼儿、孕妇、病人
办了:本人已接通,报修单已派,责任人已定,回单已审
承诺:没说时限
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    copied,
    found,
    keyboard_on_search,
    list_is,
    no_call,
    no_dialog,
    no_step_waits,
    promises,
    shows,
    step_is,
    strip_says,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "city_hotline",
    "12345 转办:单号进备注,本人要修好",
    (
        Step("转来一张单", "「12345转来的单」", (found("12345"),)),
        Step("", "Ctrl+Enter", (list_is("12345"), step_is("弱势没热"))),
        Step("都没有;政务热线转来", "6 1", (step_is("记转办单号"),)),
        Step(
            "单号、时刻、要求",
            "Ctrl+M 「转办单0087号,14日8点20分来」 Enter",
            (strip_says("已记备注"),),
        ),
        Step("记下了", "空格", (step_is("哪天前答复"),)),
        Step("17日前;没有同一件事的单", "Enter 「17日前」 Enter 3", (step_is("给本人打电话"),)),
        Step(
            "本人接了:「世茂大道200号7栋1单元1203」",
            "F3 「15145001234」 F2 「松北世茂大道200号7栋1单元1203」 Enter",
            (shows("世茂大道200号"), step_is("给本人打电话")),
        ),
        Step("「把热给我修好」", "空格 1", (step_is("老人、婴幼儿"),)),
        Step("「没有」;没修单,当班先派人", "3 空格", (step_is("您打哪儿都行"),)),
        Step("念一句,责任人定了,回单审了", "空格 空格 空格", (step_is("现在到哪一步"),)),
        Step("正在办", "1", (no_step_waits(), shows("定了专人"))),
        Step("", "Enter", (strip_says("已完成"),)),
        Step(
            "结束",
            "Ctrl+E",
            (
                ticket_fits(),
                copied("[P3 一般] 松北世茂大道200号7栋1单元1203 15145001234", "按转办要求时间回单"),
                copied("转办单0087号,14日8点20分来", "对方要求 17日前答复", "把热修好", "政务热线转来"),
                copied("本人已接通", "报修单已派"),
                promises(0),
                ticket_is_true("电话未问到"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
