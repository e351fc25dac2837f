"""A cold flat with an old man: the address is corrected halfway, the temperature is mumbled with its room.

地址:香坊和平路12号3单元502(先说成 21 号,问到一半改了口)
电话:13911113333
开门人:儿子李强 13922224444
出的事:全家不热,就他一家,是暖气片
人:家里有老人,冻得厉害、能说话;屋里没生炉子
温度:16 ℃,北卧室量的
优先:常年需要优先,打电话联系就行
办了:标签已打,抢修班已接,班长已接,回拨时间已约
承诺:师傅 15 分钟内回电,1 小时内到
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    card,
    copied,
    due,
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
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "cold_frail",
    "老人家里不热:地址改口,“16度北卧室量的”",
    (
        Step("「我家整户不热」", "「我家整户不热」", (found("整户不热"),)),
        Step("", "Ctrl+Enter", (list_is("整户不热"), step_is("全家都不热"))),
        Step("「全家」「就我家」「暖气片」", "1 1 1", (step_is("家里有老人"),)),
        Step("「有老人,屋里冰冷」", "1", (card("弱势群体优先"), step_is("记下地址"))),
        Step(
            "「和平路21号3单元502」",
            "F3 「13911113333」 F2 「香坊和平路21号3单元502」 Enter",
            (shows("和平路21号"), step_is("人现在怎么样")),
        ),
        Step("「冻得直哆嗦」「没生炉子」", "2 3", (step_is("老人、婴幼儿"),)),
        Step(
            "「等等,是12号,不是21号」",
            "F2 Ctrl+A 「香坊和平路12号3单元502」 Enter",
            (shows("和平路12号"), step_is("老人、婴幼儿")),
        ),
        Step("「老人」「就这一家」", "1 1", (step_is("屋里多少度"),)),
        Step(
            "「16度,北卧室量的」",
            "Enter 「16度北卧室量的」 Enter",
            (answered("屋里多少度", "16"), step_is("谁能开门")),
        ),
        Step("「我儿子李强,139……」", "Enter 「儿子李强 13922224444」 Enter", (step_is("怎么联系方便"),)),
        Step("「打电话就行」「常年这样」", "1 1", (step_is("标签"),)),
        Step("打上标签,说已报抢修", "空格 空格", (step_is("电话直派"),)),
        Step("抢修接了,班长接了", "空格 空格", (step_is("请社区上门"),)),
        Step("「不用社区」", "-", (step_is("15 分钟内回电"),)),
        Step(
            "念三句避寒的,再说时限、看工牌",
            "空格 空格 空格 空格 空格 空格",
            (promised_now("响应"), promised_now("到场"), step_is("约定回拨")),
        ),
        Step("再打给他的话,约好回拨", "空格 空格", (no_step_waits(),)),
        Step(
            "结束",
            "Ctrl+E",
            (
                ticket_fits(),
                copied("[P1 紧急] 香坊和平路12号3单元502 13911113333", "需优先户没热:抢修到户恢复供热"),
                copied("室温:16 ℃(北卧室)", "人冻得厉害", "儿子李强 13922224444", "就这一家", "抢修班已接"),
                due("响应", 15),
                due("到场", 60),
                promises(2),
                ticket_is_true("21号", "社区已答应", "16度北", "孩子", "病人"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
