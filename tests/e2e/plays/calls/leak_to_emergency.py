"""A leak is being asked about when hot water begins to spray: the card, and back to the same question.

地址:香坊和平路12号2单元301
电话:13900001111
出的事:自家暖气往外淌水,淌成流,说不清打哪儿出来;问到一半热水往外喷,水太猛靠不近,没止住,够不着阀
人:都躲开了热水,没有人受伤,家里有人等
危险:热水往外喷、没停;水离插座近,还没碰上电;楼下进没进水不清楚
办了:抢修班、班长已接,物业去敲门,回拨已约,已派单
承诺:应急卡上说的:抢修 15 分钟内回电话,1 小时内到
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    box_without_fields,
    card,
    copied,
    dialog,
    found,
    keyboard_on_list,
    keyboard_on_search,
    list_is,
    no_card,
    no_dialog,
    no_step_waits,
    pinned,
    shows,
    step_is,
    strip_says,
    ticket_fits,
)

PLAY = Play(
    "leak_to_emergency",
    "漏水变成应急,再回到清单",
    (
        Step(
            "「我家暖气那块儿往外淌水,拿盆接着呢!」",
            "「暖气往外淌水盆接着呢」",
            (found("漏水受理"),),
        ),
        Step(
            "一按就上通话台",
            "Ctrl+Enter",
            (list_is("漏水受理"), step_is("有没有人让热水烫着"), keyboard_on_list()),
        ),
        Step("「没烫着」", "2", (answered("烫着", "没有人受伤"), step_is("往外喷"))),
        Step("「淌成流,盆接不过来了」", "2", (step_is("水碰到插座、电箱"),)),
        Step("「离得近,还没碰上」", "2", (step_is("插座、插头先别碰"),)),
        Step("念一句:插座别碰;「没人用氧气机」", "空格 2", (step_is("手干、站干处"),)),
        Step("念两句:水过来了才拉闸", "空格 空格", (step_is("水是自家的"),)),
        Step(
            "「香坊和平路12号2单元301,13900001111」",
            "F3 「13900001111」 F2 「香坊和平路12号2单元301」 Enter Ctrl+J",
            (shows("1111", "和平路12号"), step_is("水是自家的"), keyboard_on_list()),
        ),
        Step(
            "「哎妈呀,呲起来了!热水往外喷!」",
            "F9 1",
            (card("热水喷出"), box_without_fields(), step_is("人都躲开热水了吗")),
        ),
        Step("先念三句,再问:「都躲开了」「没烫着」", "1 2", (step_is("水碰到插座"),)),
        Step("「没碰到电」", "3", (step_is("阀关上以后"),)),
        Step("「水太猛,靠不近」,地址早记下了", "3", (step_is("楼下进水"),)),
        Step("「不清楚」,没看清哪儿喷的", "3 5", (step_is("电话直派抢修班"),)),
        Step("电话直派,抢修接了;讲明关不住", "空格 空格", (step_is("报热线班长"),)),
        Step("班长接了,物业去敲门", "空格 空格", (step_is("抢修"), shows("「抢修"))),
        Step("三句话念给用户", "空格 空格 空格", (step_is("约定回拨"),)),
        Step("约好回拨", "空格", (no_step_waits(), shows("结论", "下一步"))),
        Step("卡做完了", "Enter", (strip_says("本卡已完成"),)),
        Step(
            "回到刚才那一问",
            "Esc",
            (
                no_card(),
                list_is("漏水受理"),
                step_is("水是自家的"),
                answered("烫着", "没有人受伤"),
                answered("往外喷", "淌成流"),
                pinned("热水喷出", "漏水受理"),
                keyboard_on_list(),
            ),
        ),
        Step("「自己家的」", "1", (step_is("人站开点儿"),)),
        Step("念一句,关阀这步做不了", "空格 -", (step_is("关完阀"),)),
        Step("「够不着阀」", "5", (step_is("我这就派抢修"),)),
        Step("念给他听", "空格", (step_is("楼下有没有滴水"),)),
        Step("「不知道」", "3", (step_is("水打哪儿"), keyboard_on_list())),
        Step("「说不清」,家里有人", "8 1", (step_is("按水势定级"),)),
        Step(
            "淌成流没止住",
            "1",
            (no_step_waits(), shows("水没停或已淹到别家", "我现在就派抢修")),
        ),
        Step("清单完成", "Enter", (strip_says("已完成"),)),
        Step(
            "派单:最低要求都有了",
            "Ctrl+Shift+D",
            (no_dialog(), strip_says("已记录派单")),
        ),
        Step(
            "结束通话,工单文字已复制",
            "Ctrl+E",
            (dialog("工单文字"), ticket_fits(), copied("和平路12号", "13900001111", "派抢修")),
        ),
        Step("关掉,等下一通", "Enter", (no_dialog(), keyboard_on_search())),
    ),
    told=__doc__,
)
