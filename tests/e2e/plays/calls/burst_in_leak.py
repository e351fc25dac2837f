"""A leak list runs when the dripping becomes a spray; the caller gives the building alone and hangs up.

地址:香坊和平路12号楼(单元、门牌没说)
电话:没问到,用户挂断了
出的事:自家暖气先是滴答,后来热水往外喷,阀不知道在哪,水没停
人:都躲开了热水,没有人受伤
危险:热水往外喷、没停;水没碰到电
楼下进没进水:不清楚
办了:抢修班已接,已说明要关楼里的阀;班长已接
承诺:没来得及说
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    card,
    copied,
    dialog,
    found,
    keyboard_on_search,
    list_is,
    no_call,
    no_dialog,
    pinned,
    promises,
    shows,
    step_is,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "burst_in_leak",
    "漏水问到一半喷起来,只说楼号就挂断",
    (
        Step("「自家暖气漏水,拿盆接着」", "「自家暖气漏水拿盆接着」", (found("漏水受理"),)),
        Step("", "Ctrl+Enter", (list_is("漏水受理"), step_is("让热水烫着"))),
        Step("「没烫着」「滴答」", "2 3", (answered("往外喷", "滴答"), step_is("水碰到插座"))),
        Step(
            "「呲起来了!」改刚才那一问",
            "↑ 1",
            (card("热水喷出"), pinned("热水喷出", "漏水受理"), step_is("人都躲开热水了吗")),
        ),
        Step("「都躲开了」「没烫着」「没碰到电」", "1 2 3", (step_is("阀关上以后"),)),
        Step("「不知道阀在哪」", "4", (step_is("记下小区"),)),
        Step(
            "「和平路12号楼」",
            "F2 「香坊和平路12号楼」 Enter Esc",
            (shows("和平路12号楼"), step_is("记下小区")),
        ),
        Step("嘟——挂断了", "-", (dialog("跳过关键项"),)),
        Step("", "「挂断了」 Enter", (no_dialog(), step_is("楼下进水"))),
        Step("没看清哪儿喷的", "3 5", (step_is("电话直派抢修班"),)),
        Step("抢修接了,讲明关不住,班长接了", "空格 空格 空格", (step_is("物业或社区"),)),
        Step("结束:电话呢?", "Ctrl+E", (dialog("没有电话就结束?"),)),
        Step(
            "用户已挂断",
            "2",
            (
                ticket_fits(),
                copied(
                    "[P1 危险] 香坊和平路12号楼(没说单元、门牌) 电话未问到(用户已挂断)",
                    "热水喷出",
                    "水往外喷",
                ),
                copied("没有人受伤", "水碰到电:没碰到", "阀没找到", "抢修班已接", "楼下:不清楚"),
                copied("没说时限"),
                promises(0),
                ticket_is_true("滴答", "水碰到电:未问到", "回拨时间已记", "没问到“记下"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
