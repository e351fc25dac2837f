"""A child is scalded: two keys to the card, three sentences to say, no field; then what is asked and done.

地址:没问到,挂断了
电话:13911112222
出的事:暖气水烫着了人(孩子;工单只写“有人烫伤”),热水已停,急救已叫
办了:班长已接,回拨过了
承诺:没有说
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    box_without_fields,
    card,
    cards_offered,
    copied,
    dialog,
    keyboard_on_search,
    no_call,
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
    "scald",
    "孩子烫着了:应急卡先说先做",
    (
        Step("「孩子让暖气水烫了!」", "F9", (cards_offered(), shows("2  热水烫伤"), no_call())),
        Step("", "2", (card("热水烫伤"), box_without_fields(), shows("人先离开热水"), no_call())),
        Step(
            "三句念完,问:「是小孩」",
            "1",
            (answered("烫着的是谁", "小孩"), step_is("现在就打120"), shows("现在就打120")),
        ),
        Step("「现在就打急救」,凉水接着冲", "空格", (step_is("戒指"), shows("戒指"))),
        Step("戒指、手表早摘", "空格", (step_is("挨着插座"), shows("挨着插座"))),
        Step("挨着电的屋别进;没自来水用盆里的", "空格 空格", (step_is("别处盖上"),)),
        Step("别处盖好,别冻着", "空格", (step_is("衣服轻轻脱"),)),
        Step("衣服轻轻脱、别撕,冲够了盖上", "空格 空格 空格", (step_is("热水还在往外喷吗"),)),
        Step("「停了」", "3", (step_is("叫了吗"),)),
        Step("「叫了」,接着冲", "1 空格", (step_is("记下地址"),)),
        Step(
            "电话有了,没空说地址:先跳过;班长接了",
            "F3 「13911112222」 Enter Esc - 「腾不出手」 Enter 空格",
            (step_is("回拨问平安"),),
        ),
        Step("回拨过了", "空格", (no_step_waits(), shows("结论", "事后"))),
        Step("本卡完成", "Enter", (strip_says("本卡已完成"),)),
        Step("回到原处:什么都没动", "Esc", (no_card(), pinned("热水烫伤"))),
        Step("结束:地址在哪儿?", "Ctrl+E", (dialog("没有地址就结束?"), shows("接着问"))),
        Step("回到没填的那一格", "Enter", (no_dialog(), pinned("热水烫伤"))),
        Step("「喂?喂?」没声了", "Esc Ctrl+E", (dialog("没有地址就结束?"),)),
        Step(
            "问不着了:挂断了",
            "2",
            (ticket_fits(), copied("烫", "地址未问到(用户已挂断) 13911112222")),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
