"""A radiator is hot above and cold below: questions, the nested vent list, and the answer that it is warm again.

地址:道外靖宇街8号3单元502
电话:13911112222
出的事:就一组暖气上头烫手、底下凉,咕噜响;自己放了气,底下热了;室温 21 ℃
人:没有需优先照应的人
危险:没有
承诺:没有说
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    answered,
    copied,
    found,
    keyboard_on_list,
    keyboard_on_search,
    list_is,
    no_dialog,
    no_step_waits,
    pinned,
    shows,
    step_is,
    strip_says,
    ticket_fits,
    verified,
)

PLAY = Play(
    "hot_top",
    "上热下凉,教一次放气",
    (
        Step("「暖气上边烫手,底下冰凉」", "「上边烫手底下冰凉」", (found("散热器上热下凉"),)),
        Step("", "Ctrl+Enter", (list_is("散热器上热下凉"), step_is("就这一组"), keyboard_on_list())),
        Step("「就这一组」", "1", (step_is("上头烫到什么程度"),)),
        Step("「烫手」", "1", (step_is("家里有老人"),)),
        Step("「没有老人孩子」", "3", (step_is("咕噜声"),)),
        Step("「咕噜咕噜响」", "1", (step_is("管子可能烫"),)),
        Step("这句发给用户也行:复制", "C", (copied("用手背碰一下"), shows("已复制"))),
        Step("念完打钩", "空格", (step_is("进水管、回水管"),)),
        Step("「两根都热」", "2", (step_is("小阀开到头"),)),
        Step("「都开着,没东西挡」", "1 2", (step_is("小跑风"),)),
        Step(
            "「看着不锈,我会弄」",
            "2",
            (
                list_is("放气"),
                step_is("家里有老人"),
                pinned("散热器上热下凉", "放气"),
                keyboard_on_list(),
            ),
        ),
        Step("「说过了,没有」", "3", (step_is("您自己弄过"),)),
        Step("「会弄」「不锈」「旁边没插座」「上半截热」", "1 1 2 1", (step_is("备个盆"),)),
        Step("念一句,裹好毛巾", "空格 空格", (step_is("一会儿先嘶嘶"),)),
        Step("念完,拧一点,听见嘶声", "空格 空格 1", (step_is("一见连续水流"),)),
        Step("「关上了,不滴」", "空格 1", (step_is("等一刻钟"),)),
        Step("「底下热了!」", "1", (no_step_waits(), shows("完成这张 Enter"))),
        Step(
            "放气这张完成,回到上热下凉",
            "Enter",
            (list_is("散热器上热下凉"), step_is("这屋现在多少度"), strip_says("回到“散热器上热下凉”")),
        ),
        Step(
            "「二十一度」",
            "2 「1」 Enter",
            (answered("多少度", "21"), verified("多少度"), step_is("综合看像什么"), keyboard_on_list()),
        ),
        Step("放气后已热", "4", (no_step_waits(), shows("热起来就好"))),
        Step(
            "去过别的清单,要命的那问再问一遍",
            "Enter",
            (strip_says("重新确认"), step_is("家里有老人"), keyboard_on_list()),
        ),
        Step("「是,没有」:清单完成", "3 Enter", (strip_says("按 Ctrl+E 结束通话并复制"),)),
        Step(
            "顺手补上电话、地址:F3 到电话,F2 再到下一格",
            "F3 「13911112222」 F2 「道外靖宇街8号3单元502」 Enter",
            (shows("靖宇街8号", "2222"), keyboard_on_list()),
        ),
        Step("结束", "Ctrl+E", (ticket_fits(), copied("室温:21 ℃", "已热", "靖宇街8号", "13911112222"))),
        Step("", "Enter", (no_dialog(), keyboard_on_search())),
    ),
    told=__doc__,
)
