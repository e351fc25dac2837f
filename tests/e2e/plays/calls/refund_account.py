"""A refund is demanded with the account and a paper; the address is not told, and no sum is promised.

户号:0450123
电话:13911112222
地址:没说
要求:退费
出的事:住家,那几天屋里不够热,现在热了;测温单三方签过字,供热单位出的,落在退一部分这档,不达标 12 天,12月1日到12日
核过:户号、户名对上;都没有欠费、私改、关阀;缴费发票在手里
说过:测温单、发票留好;退多少等计费核完
承诺:没说时限
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
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
    "refund_account",
    "退费:报了户号,有测温单,没说地址",
    (
        Step(
            "「户号0450123,电话13911112222」",
            "Ctrl+N F2 F2 「0450123」 Enter 「13911112222」 Enter",
            (shows("0450123", "2222"),),
        ),
        Step("「测温单拿到了,退钱吧」", "Ctrl+K 「测温单拿到了要退费」", (found("退费受理"),)),
        Step("户号、电话早记下了", "Ctrl+Enter", (list_is("退费"), step_is("户号、户名"))),
        Step("对上;「那几天不够热」", "空格 1", (step_is("现在还冷着吗"),)),
        Step("「现在热了」「住家」", "3 1", (answered("现在还冷着", "热了"), step_is("测温单这类凭证"))),
        Step("「三方签过字」「你们出的」", "1 1", (step_is("落在哪一档"),)),
        Step("退一部分那档", "2", (step_is("一共几天"),)),
        Step("「12天」", "Enter 「12」 Enter", (answered("一共几天", "12"), step_is("没交费、自己改过"))),
        Step("「都没有」", "1", (step_is("哪几天不热"),)),
        Step("「12月1号到12号」", "Enter 「12月1日到12日」 Enter", (step_is("缴费发票"),)),
        Step("「在手里」", "1", (step_is("走哪一路"),)),
        Step("念两句,转计费", "空格 空格 1", (no_step_waits(), shows("有凭证,转计费核退"))),
        Step("", "Enter", (strip_says("已完成"),)),
        Step(
            "结束",
            "Ctrl+E",
            (
                ticket_fits(),
                copied("[P4 事务] 地址未问到 13911112222 0450123", "核对凭证、天数、供热记录", "要求退费"),
                copied("三方签过字", "不达标天数:12 天", "12月1日到12日", "在手里", "户号、户名对上"),
                copied("退一部分这档", "没说时限"),
                promises(0),
                ticket_is_true(),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
