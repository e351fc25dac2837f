"""An angry caller: the teleprompter beside the list, a firmer tone, a hole that is filled, one line copied.

地址:没说
电话:没说
出的事:全家不热,楼上楼下对门都热,就他家凉;骂人
备注:用户情绪激动,已提醒一次
承诺:没有说
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    copied,
    copied_without,
    dialog,
    found,
    keyboard_on_list,
    list_is,
    no_call,
    no_dialog,
    promises,
    reads,
    recorded,
    shows,
    shows_nowhere,
    step_is,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "angry_caller",
    "骂人的来电:话术大字、复制一句",
    (
        Step("「刚交完费就给我不热!干什么吃的!」", "「刚交完费屋里不热」", (found("整户不热"),)),
        Step("", "Ctrl+Enter", (list_is("整户不热"), step_is("全家都不热"))),
        Step("「全家!」", "1", (step_is("楼上、楼下、对门"),)),
        Step("张嘴就骂", "Ctrl+K 「张嘴就骂人」", (found("辱骂"),)),
        Step("打开", "Enter", (reads("辱骂与威胁"),)),
        Step("大字念", "Ctrl+T", (dialog("辱骂与威胁"), shows("我听出您有火", "仅限内部"))),
        Step(
            "换成坚定的说法",
            "Alt+4",
            (shows("请您别骂人。说事,我一定办。"), shows_nowhere("我想帮您办事,您这么说")),
        ),
        Step("复制第二句", "2", (copied("请您别骂人"), copied_without("录音"), shows("已复制"))),
        Step("第四句里单号还空着:不复制,问单号", "4", (shows("没有复制", "单号"), copied("请您别骂人"))),
        Step("填上,回车就复制了", "「8812」 Enter", (shows("单号是8812"), copied("单号是8812"))),
        Step("仅限内部的那句不能复制", "6", (copied("单号是8812"), shows("仅限内部的话不复制"))),
        Step(
            "收起话术,回清单", "Esc Ctrl+J", (no_dialog(), list_is("整户不热"), step_is("楼上、楼下、对门"))
        ),
        Step("「人家都热,就我家凉」", "1", (step_is("暖气片还是地热"), keyboard_on_list())),
        Step(
            "记一条备注",
            "Ctrl+M 「用户情绪激动,已提醒一次」 Enter",
            (no_dialog(), recorded("已提醒一次"), step_is("暖气片还是地热"), keyboard_on_list()),
        ),
        Step(
            "结束",
            "Ctrl+E",
            (ticket_fits(), copied("全家都不热", "就我家", "情绪激动"), promises(0), ticket_is_true()),
        ),
        Step("", "Enter", (no_dialog(), no_call())),
    ),
    told=__doc__,
)
