"""A burst is being asked about when another caller rings; after his call the first goes on where it stood.

地址:平房友协大街9号1单元102
电话:15645671234
出的事:屋里暖气接头崩开喷热水,用户把阀关上,水已停
人:都躲开了热水,没有人受伤
危险:水没碰到电;楼下没进水
办了:抢修班已接,班长已接
承诺:接完第二通回来才说:抢修 15 分钟内回电话,1 小时内到
第二通:问在哪交费,户号没带,电话、地址没问,没有承诺
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    card,
    copied,
    dialog,
    due,
    found,
    keyboard_on_search,
    list_is,
    no_call,
    no_dialog,
    parked,
    promised_now,
    promises,
    shows,
    step_is,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "second_call",
    "喷水问到一半又来一通,回来再说时限",
    (
        Step("「接头崩开了,喷热水!」", "F9 1", (card("热水喷出"), step_is("人都躲开"))),
        Step("「躲开了」「没烫着」「没碰电」「关上了,停了」", "1 2 3 1", (step_is("记下小区"),)),
        Step(
            "「友协大街9号1单元102」",
            "F3 「15645671234」 F2 「平房友协大街9号1单元102」 Enter",
            (shows("友协大街9号"), step_is("楼下进水")),
        ),
        Step("「我下楼看看」;又来一通", "Ctrl+N", (parked(1), keyboard_on_search())),
        Step("「微信能交费不?」", "「微信能交费不」", (found("缴费"),)),
        Step("", "Ctrl+Enter", (list_is("缴费"),)),
        Step("户号没带,没有可对的,「在哪交」", "- - 2", (answered("想问什么", "在哪交"),)),
        Step(
            "说清了,结束",
            "Ctrl+E",
            (dialog("工单文字"), ticket_fits(), copied("缴费"), promises(0), ticket_is_true("友协", "热水")),
        ),
        Step("", "Enter", (no_dialog(), no_call())),
        Step("回到头一通", "Ctrl+Shift+J", (parked(0), shows("友协大街9号"))),
        Step("那张卡停在原处", "F9 1", (card("热水喷出"), step_is("楼下进水"))),
        Step("「楼下没事」,接头崩开的", "2 1", (step_is("电话直派抢修班"),)),
        Step("抢修接了,班长接了", "空格 空格", (step_is("15 分钟内回您电话"),)),
        Step(
            "「15分钟内回电,1小时内到」",
            "空格",
            (promised_now("响应"), promised_now("到场"), step_is("约定回拨")),
        ),
        Step(
            "结束",
            "Ctrl+E",
            (
                ticket_fits(),
                copied("[P1 危险] 平房友协大街9号1单元102 15645671234", "抢修上门查漏、修复", "水已停"),
                copied("没有人受伤", "水碰到电:没碰到", "楼下没进水", "抢修班已接", "班长已接"),
                due("响应", 15),
                due("到场", 60),
                promises(2),
                ticket_is_true("缴费", "在哪交", "回拨时间已记", "未问到"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
