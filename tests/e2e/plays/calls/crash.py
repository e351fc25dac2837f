"""Power is cut in the middle: the call is back at the same step; ticket, clipboard, and the call reopened later.

地址:香坊健康路5号401
电话:13900002222
户号:230102
出的事:全家不热,就他家,是暖气片,两根管都热、片子凉;已交费在供,阀开着,没动过管子;室温 16.5 ℃
人:家里没有老人、孩子、病人
办了:已派单
承诺:没有说
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    copied,
    dialog,
    found,
    keyboard_on_list,
    keyboard_on_search,
    list_is,
    no_call,
    no_dialog,
    no_notice,
    notice_says,
    shows,
    step_is,
    strip_says,
    ticket_fits,
)

PLAY = Play(
    "crash",
    "断电:同一步回来,结束、工单、再翻记录",
    (
        Step("来电,先记户号电话", "Ctrl+N F2 F2 「230102」 Enter 「13900002222」 Enter", (shows("230102"),)),
        Step("「香坊健康路5号401」", "「香坊健康路5号401」 Enter", (keyboard_on_search(),)),
        Step("「暖气拔拔凉,一点热乎气没有」", "「暖气拔拔凉」", (found("不热"),)),
        Step("", "Ctrl+Enter", (list_is("整户不热"), keyboard_on_list())),
        Step("「全家」「就我家」「暖气片」", "1 1 1", (step_is("家里有老人"),)),
        Step(
            "断电了,重新开机",
            "断电重开",
            (
                notice_says("找回了上次未结束的 1 通"),
                notice_says("按 Ctrl+J 接着办"),
                list_is("整户不热"),
            ),
        ),
        Step(
            "Ctrl+J:原样都在;Ctrl+W 收起通知",
            "Ctrl+J Ctrl+W",
            (
                list_is("整户不热"),
                step_is("家里有老人"),
                answered("暖气片还是地热", "暖气片"),
                strip_says("停在第 4 步"),
                shows("230102", "2222"),
                keyboard_on_list(),
                no_notice(),
            ),
        ),
        Step("接着问:「没老人」", "3", (step_is("用手背短碰"), keyboard_on_list())),
        Step("念一句;「两根都热,片子凉」", "空格 4", (step_is("系统里这户"),)),
        Step("已交费在供;「阀开着」", "1 1", (step_is("动过管子"),)),
        Step("「没动过」", "3", (step_is("多少度"),)),
        Step("「十六度半」", "1 「6.5」 Enter", (answered("多少度", "16.5"), step_is("定级"))),
        Step("一般整户不热", "3 Enter", (strip_says("已完成"),)),
        Step("派单", "Ctrl+Shift+D", (no_dialog(), strip_says("已记录派单"))),
        Step(
            "结束:一段文字,已复制",
            "Ctrl+E",
            (ticket_fits(), copied("230102", "13900002222", "健康路5号401", "16.5")),
        ),
        Step("", "Enter", (no_call(), no_dialog(), keyboard_on_search())),
        Step("后来要查这通:通话记录", "Ctrl+H 「整户」", (dialog("通话记录"), shows("整户不热"))),
        Step("打开,只读", "Enter", (dialog("工单文字"), shows("健康路5号401"))),
        Step("再按一下就又复制了", "Enter", (copied("健康路5号401"), shows("已复制"))),
        Step("退出来", "Esc Esc", (no_dialog(), keyboard_on_search())),
    ),
    told=__doc__,
)
