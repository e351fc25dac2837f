"""A complaint about a fitter: what he did stands in a note, and the caller does not leave a phone.

地址:道里新阳路30号2单元401
电话:用户不肯留
要求:投诉来人,要求查实答复
出的事:上门师傅说话不中听(没说没穿工服、没亮证),人已走,没有人受伤,没有录音、照片;要修的修好了
线索:1月13日15点,工号0731,白色面包车
承诺:3 日内给答复
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    copied,
    dialog,
    found,
    keyboard_on_search,
    list_is,
    no_call,
    no_dialog,
    no_step_waits,
    promised_now,
    promises,
    shows,
    step_is,
    strip_says,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "complaint_staff",
    "投诉师傅:线索进备注,电话不肯留",
    (
        Step("「我要投诉上门的师傅」", "「投诉上门师傅态度」", (found("投诉人员"),)),
        Step("", "Ctrl+Enter", (list_is("投诉人员"), step_is("还在您家吗"))),
        Step("「走了」", "3", (step_is("有没有人受伤"),)),
        Step("「没有」「上门师傅」", "2 1", (step_is("工号或相貌"),)),
        Step(
            "「昨天三点,0731,白面包车」",
            "Ctrl+M 「1月13日15点,工号0731,白色面包车」 Enter",
            (strip_says("已记备注"),),
        ),
        Step("线索记下了;「说话难听」「没录音」", "空格 1 2", (step_is("修好没有"),)),
        Step("「修倒是修好了」", "1", (step_is("要换人上门"),)),
        Step("念一句,说几时答复;不用换人", "空格 -", (promised_now("答复"), step_is("属哪一种"))),
        Step("态度类", "2", (no_step_waits(), shows("那天派的是谁"))),
        Step("", "Enter", (strip_says("已完成"),)),
        Step("「新阳路30号2单元401」", "F2 「道里新阳路30号2单元401」 Enter", (shows("新阳路30号"),)),
        Step("结束:电话呢?「不留」", "Ctrl+E", (dialog("没有电话就结束?"),)),
        Step(
            "用户不肯说",
            "3",
            (
                ticket_fits(),
                copied("[P3 一般] 道里新阳路30号2单元401 电话未问到(用户不肯说)", "投诉专岗"),
                copied("1月13日15点,工号0731,白色面包车", "上门师傅", "说话不中听", "走了", "没有"),
                copied("投诉来人,要求查实答复", "没有人受伤", "修好了", "投诉答复"),
                promises(1),
                ticket_is_true("没亮证", "已改派"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
