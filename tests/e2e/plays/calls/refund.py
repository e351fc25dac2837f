"""A refund is disputed: the list asks, the article is read out and copied, the list waits meanwhile.

地址:道外靖宇街8号
电话:13911112222
户号:0450123
要求:退费
出的事:住家,屋里不够热,还差点儿、过得去,12月1日至今;温度只有自己量的;没欠费、没改过;发票在手里
办了:已派单
承诺:没有说
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    copied,
    copied_without,
    dialog,
    found,
    keyboard_on_list,
    keyboard_on_search,
    list_is,
    no_dialog,
    no_step_waits,
    not_applicable,
    reads,
    shows,
    step_is,
    strip_says,
    ticket_fits,
)

PLAY = Play(
    "refund",
    "退费争议:念条文、复制条文",
    (
        Step("「屋里才16度,退不退钱?」", "「屋里才16度退不退钱」", (found("退费"),)),
        Step("", "Ctrl+Enter", (list_is("退费"), step_is("记下户号、电话"))),
        Step("户号过后再给,没有可对的", "- -", (step_is("因为什么要退"),)),
        Step("「不够热」", "1", (step_is("现在还冷着吗"),)),
        Step("「还差点儿,过得去」「住家」", "2 1", (step_is("测温单这类凭证"),)),
        Step(
            "「我自己量的」",
            "3",
            (not_applicable("是谁出的单"), not_applicable("凭证上一共几天"), step_is("没交费、自己改过")),
        ),
        Step("「你凭哪条?拿出来我听听!」", "Ctrl+K 「低于16度全退吗」", (found("第34条"),)),
        Step("打开条文念给他", "Enter", (reads("第34条"), shows("按日退"))),
        Step(
            "「发给我!」复制给用户的话,没有内部的话",
            "Ctrl+Shift+C",
            (copied("按天退一半", "那些天全退"), copied_without("别说"), shows("已复制")),
        ),
        Step(
            "回到清单,还在那一步",
            "Ctrl+J",
            (list_is("退费"), step_is("没交费、自己改过"), keyboard_on_list()),
        ),
        Step("「都没有!」", "1", (step_is("哪几天不热"),)),
        Step(
            "「十二月一号到现在」",
            "Enter 「12月1日至今」 Enter",
            (answered("哪几天", "12月1日至今"), step_is("缴费发票")),
        ),
        Step("「发票在」", "1", (step_is("测温单、缴费的票都留好"),)),
        Step("念两句", "空格 空格", (step_is("走哪一路"),)),
        Step("没有凭证", "3", (no_step_waits(), shows("没有凭证,先测温报修", "我先给您约测温"))),
        Step("", "Enter", (strip_says("已完成"),)),
        Step("派单:没有地址、电话派不出去", "Ctrl+Shift+D", (dialog("派单还缺"), shows("电话"))),
        Step(
            "补上:F3 到电话,F2 到地址,再按到户号",
            "Esc F3 「13911112222」 F2 「道外靖宇街8号」 F2 「0450123」 Enter",
            (no_dialog(), shows("2222", "靖宇街8号")),
        ),
        Step("派单", "Ctrl+Shift+D", (no_dialog(), strip_says("已记录派单"))),
        Step("", "Ctrl+E", (ticket_fits(), copied("测温"))),
        Step("", "Enter", (no_dialog(), keyboard_on_search())),
    ),
    told=__doc__,
)
