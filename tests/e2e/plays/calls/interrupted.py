"""A call is parked for another one and comes back whole: where it stood, how long, and the last item read again.

地址:第一通只说楼号,香坊和平路7号楼;第二通没说
电话:第一通、第二通都没说
第二通:问在哪交费,户号没带
第一通:楼里不漏、外头没冒水;没公告;整栋楼都凉,别的楼热,暖气温乎,15点开始;三十来户凉,是向楼长问来的
人:第一通的家里没有老人、孩子、孕妇、病人
办了:第一通报了调度
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
    parked,
    promises,
    shows,
    step_is,
    strip_says,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "interrupted",
    "打断:搁置一通,接另一通,再回来",
    (
        Step("「我们整栋楼都凉了」", "「整栋楼都凉」", (found("整楼不热"),)),
        Step("", "Ctrl+Enter", (list_is("整楼不热"), step_is("冒水、冒汽"))),
        Step("「楼里不漏,外头啥也没有」", "5", (step_is("公告或在途抢修"),)),
        Step("没公告,「别的楼热」,「温乎」", "3 1 2", (step_is("几点开始凉"),)),
        Step("「下午三点」", "Enter 「15点」 Enter", (answered("几点开始", "15点"), step_is("报调度"))),
        Step("用户去问几户凉;班长让先接一通:新来电", "Ctrl+N", (parked(1), keyboard_on_search())),
        Step("搁置的那通在通话台上", "Ctrl+J", (shows("整楼不热"),)),
        Step("「微信能交费不?」", "Ctrl+K 「微信能交费不」", (found("缴费"),)),
        Step("", "Ctrl+Enter", (list_is("缴费"), keyboard_on_list())),
        Step("户号没带,没有可对的,「在哪交」", "- - 2", (answered("想问什么", "在哪交"),)),
        Step("说清了,结束", "Ctrl+E", (dialog("工单文字"), ticket_fits())),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
        Step(
            "回到搁置的那通",
            "Ctrl+Shift+J Ctrl+J",
            (
                list_is("整楼不热"),
                step_is("报调度"),
                strip_says("停在第 6 步 · 离开"),
                strip_says("几点开始凉的"),
                answered("几点开始", "15点"),
                keyboard_on_list(),
                parked(0),
            ),
        ),
        Step(
            "再念一遍上一步:「对,三点」;要命的那问也再问",
            "↑ 空格",
            (answered("几点开始", "15点"), step_is("冒水、冒汽")),
        ),
        Step("「还是啥也没有」", "空格", (answered("冒水", "没看见"), step_is("报调度"))),
        Step(
            "「和平路7号楼,三十来户」",
            "F2 「香坊和平路7号楼」 Enter Ctrl+M 「问过楼长,三十来户凉」 Enter",
            (shows("和平路7号楼"), step_is("报调度")),
        ),
        Step("调度接了", "空格", (step_is("老人、婴幼儿"),)),
        Step("「家里没有」", "3", (step_is("您家多少度"),)),
        Step(
            "嘟——挂断了,电话问不着:结束",
            "Ctrl+E",
            (
                ticket_fits(),
                copied("香坊和平路7号楼", "15点", "温乎", "没看见", "调度已接", "三十来户"),
                promises(0),
                ticket_is_true("缴费"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call())),
    ),
    told=__doc__,
)
