"""A child is scalded and the water still sprays: two cards, and a phone that is corrected.

地址:南岗花园街88号2单元301
电话:13911115555(先说成 13911114444,改了口)
出的事:屋里暖气还在喷热水,孩子烫着了(工单只写“有人烫伤”),急救已叫;阀拧不动,关不死
人:都躲开了热水,有人烫伤
危险:屋里还在喷热水,阀关不死;水没碰到电;楼下没进水
办了:班长已接,抢修班已接,已说明要关楼里的阀
承诺:抢修 15 分钟内回电话,1 小时内到,话说出口起算
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    card,
    cards_offered,
    copied,
    due,
    keyboard_on_search,
    no_call,
    no_dialog,
    promised_now,
    promises,
    shows,
    step_is,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "scald_child",
    "孩子烫着、水还在喷:两张卡,电话改口",
    (
        Step("「孩子让暖气水烫了!」", "F9 2", (card("热水烫伤"), step_is("烫着的是谁"))),
        Step("「小孩」", "1", (answered("烫着的是谁", "小孩"), step_is("热水还在往外喷"))),
        Step("「现在就打120」", "空格", (shows("戒指"),)),
        Step("趁没肿,镯子摘了", "空格", (shows("挨着插座"),)),
        Step("别进挨着电的屋", "空格", (shows("没有自来水"),)),
        Step("没水用盆里的", "空格", (shows("别处盖上"),)),
        Step("别处盖上", "空格", (shows("轻轻脱"),)),
        Step(
            "脱不下剪开,粘住别撕,冲够了盖上", "空格 空格 空格", (shows("干净的布"), step_is("热水还在往外喷"))
        ),
        Step(
            "「花园街88号2单元301,139……11114444」",
            "F3 「13911114444」 F2 「南岗花园街88号2单元301」 Enter",
            (shows("花园街88号"), step_is("热水还在往外喷")),
        ),
        Step("「还在喷!」", "1", (card("热水喷出"), step_is("人都躲开热水了吗"))),
        Step("「躲开了」「孩子烫了」:回到烫伤卡", "1 1", (card("热水烫伤"), step_is("叫了吗"))),
        Step("「120叫了」,接着冲;班长接了", "1 空格 空格", (step_is("回拨问平安"),)),
        Step(
            "「不对,是5555」",
            "F3 Ctrl+A 「13911115555」 F2 Enter",
            (shows("5555"), step_is("回拨问平安")),
        ),
        Step("喷水那张还等着", "F9", (cards_offered(),)),
        Step("", "1", (card("热水喷出"), step_is("水碰到插座"))),
        Step("「没碰电」「拧不动」", "3 2", (step_is("停手,人退开"),)),
        Step("念一句;「楼下没事」「没看清」", "空格 2 5", (step_is("电话直派抢修班"),)),
        Step("抢修接了,讲明关不住,班长接了", "空格 空格 空格", (step_is("15 分钟内回您电话"),)),
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
                copied("[P0 危险] 南岗花园街88号2单元301 13911115555", "热水喷出", "急救先管人"),
                copied("有人烫伤,急救已叫", "屋里还在喷热水", "阀关不死", "水碰到电:没碰到", "抢修班已接"),
                due("响应", 15),
                due("到场", 60),
                promises(2),
                ticket_is_true("4444", "已回拨", "回拨时间已记"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
