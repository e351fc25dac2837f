"""Late in the evening a radiator is frozen; the call is parked, the program closed, and the ticket written on the next day.

地址:呼兰南京路100号5单元201
电话:15545678888
开门人:王师傅 15500001111
出的事:一组暖气冻住了,看不出裂口,两头小阀都关上了,别的暖气还热
人:家里没有需优先照应的人
办了:抢修班已接
承诺:1 月 14 日夜里说的:30 分钟内联系,2 小时内到(过了零点,是 15 日)
"""

from datetime import datetime

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    card,
    copied,
    due,
    keyboard_on_search,
    no_call,
    no_dialog,
    notice_says,
    parked,
    pinned,
    promised_now,
    promises,
    shows,
    step_is,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "overnight",
    "搁置过夜:昨夜的承诺,今天的工单",
    (
        Step("「暖气冻住了」", "F9 8", (card("冻结"), step_is("有没有裂口"))),
        Step("「没裂」「就一组」「小阀都关了」", "3 1 1", (step_is("老人、婴幼儿"),)),
        Step("「没有」「别的还热」", "3 1", (step_is("记下地址"),)),
        Step(
            "「南京路100号5单元201」",
            "F3 「15545678888」 F2 「呼兰南京路100号5单元201」 Enter",
            (shows("南京路100号"), step_is("谁能开门")),
        ),
        Step(
            "「物业王师傅,15500001111」",
            "Enter 「王师傅 15500001111」 Enter",
            (answered("谁能开门", "王师傅"), step_is("定级")),
        ),
        Step("没裂、小阀已关、别处还热", "2", (step_is("派抢修班"),)),
        Step("抢修接了", "空格", (step_is("30 分钟内联系您"),)),
        Step("「30分钟内联系,2小时内到」", "空格", (promised_now("响应"), promised_now("到场"))),
        Step("用户去等电话:搁置", "Ctrl+Shift+K", (parked(1), no_call())),
        Step("下班关机,第二天再开", "过一夜再开", (notice_says("找回了上次未结束的 1 通"), pinned("冻结"))),
        Step(
            "结束",
            "Ctrl+E",
            (
                ticket_fits(),
                copied("[P2 紧急] 呼兰南京路100号5单元201 15545678888", "师傅化冻、试水、查漏"),
                copied("看不出裂口", "一组暖气", "都关上了", "还热", "王师傅 15500001111", "抢修班已接"),
                due("响应", 30),
                due("到场", 120),
                copied("01-14", "01-15"),
                promises(2),
                ticket_is_true("未问到"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
    begins=datetime(2026, 1, 14, 22, 20).astimezone(),
)
