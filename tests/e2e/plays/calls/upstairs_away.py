"""Water from upstairs, where nobody opens; after the promise was said the drip becomes a stream.

地址:道外靖宇街8号3单元402
电话:13845670000
楼上门牌:502
出的事:楼上漏下来,先说连着滴,承诺之后改口:成股往下流了;不冒热气;楼上敲门没人应
人:没有人受伤
危险:棚上成股流水;水没碰到电
办了:抢修班已接,物业或社区答应去联系楼上,回拨时间已约
承诺:抢修 15 分钟内回电,1 小时内到,改口之前说的,不变
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    card,
    copied,
    due,
    keyboard_on_search,
    no_call,
    no_dialog,
    no_step_waits,
    promised_now,
    promises,
    shows,
    step_is,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "upstairs_away",
    "楼上漏下来没人应,承诺之后水变大",
    (
        Step("「楼上漏水下来了」", "F9 6", (card("楼上漏到楼下"), step_is("水碰到灯"))),
        Step("「没碰电」「没伤着」「连着滴」", "2 3 2", (step_is("冒不冒热气"),)),
        Step("「不冒热气」「敲了没人应」", "2 3", (step_is("记下这家"),)),
        Step(
            "「靖宇街8号3单元402」",
            "F3 「13845670000」 F2 「道外靖宇街8号3单元402」 Enter",
            (shows("靖宇街8号"), step_is("漏水的楼上")),
        ),
        Step("「502」", "Enter 「502」 Enter", (answered("漏水的楼上", "502"), step_is("电话直派抢修班"))),
        Step("抢修接了,物业去联系", "空格 空格", (step_is("15 分钟内回电"),)),
        Step("念三句", "空格 空格 空格", (step_is("约定回拨"),)),
        Step("「15分钟内回电,1小时内到」", "空格", (promised_now("响应"), promised_now("到场"))),
        Step("约好回拨", "空格", (no_step_waits(),)),
        Step("「哎呀,成股往下流了!」:往回走", "↑ ↑ ↑ ↑ ↑ ↑ ↑ ↑ ↑ ↑ ↑ ↑", (step_is("水有多大"),)),
        Step("改成成股往下流", "1", (answered("水有多大", "成股往下流"),)),
        Step(
            "结束",
            "Ctrl+E",
            (
                ticket_fits(),
                copied("[P1 紧急] 道外靖宇街8号3单元402 13845670000", "抢修到楼上关水、查漏"),
                copied("棚上成股流水", "不冒热气", "敲门没人应", "楼上门牌:502", "没有人受伤"),
                copied("水碰到电:没碰到", "抢修班已接", "物业或社区已答应"),
                due("响应", 15),
                due("到场", 60),
                promises(2),
                ticket_is_true("连着滴", "未问到"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
