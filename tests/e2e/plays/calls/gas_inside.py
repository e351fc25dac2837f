"""Gas, and the caller is still inside: he tells the building, leaves the phone and nothing more can be asked.

地址:道里区建国街50号4单元(门牌没说)
电话:没问到,说完就挂了电话往外走
出的事:自己家里有煤气味
人:打电话时人还在屋里;有没有人头晕还不知道
危险:有煤气味的屋里还有人
办了:电话一挂就报了消防;燃气已通知,班长已接,调度已接
说过:说完地址就走,到外面再打电话
承诺:没有
"""

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import (
    card,
    copied,
    dialog,
    keyboard_on_search,
    no_call,
    no_dialog,
    promises,
    shows,
    step_is,
    ticket_fits,
    ticket_is_true,
)

PLAY = Play(
    "gas_inside",
    "煤气味,人还在屋里,说完楼号就走",
    (
        Step("「一屋子煤气味儿!」", "F9 5", (card("煤气味"), step_is("人都到室外了吗"))),
        Step("「我在屋里呢」", "2", (step_is("说完就走"),)),
        Step("「建国街50号4单元」", "F2 「道里区建国街50号4单元」 Enter Esc", (shows("建国街50号"),)),
        Step("「说完就走」「到外面打119」", "空格 空格", (step_is("记下小区"),)),
        Step("挂了:电话号没有", "-", (dialog("跳过关键项"),)),
        Step("", "「说完就挂了」 Enter", (no_dialog(), step_is("电话一挂就报"))),
        Step("消防接了", "空格", (step_is("头晕"),)),
        Step("还不知道;自己家里", "3 1", (step_is("通知燃气抢险"),)),
        Step("燃气、班长、调度都接了", "空格 空格 空格", (step_is("确知人在室外"),)),
        Step("结束", "Ctrl+E", (dialog("没有电话就结束?"),)),
        Step(
            "用户已挂断",
            "2",
            (
                ticket_fits(),
                copied(
                    "[P0 危险] 道里区建国街50号4单元(没说门牌) 电话未问到(用户已挂断)", "我方人员不进现场"
                ),
                copied(
                    "来电时人还在有味的屋里", "屋里有煤气味", "消防已接", "燃气已通知", "班长已接", "调度已接"
                ),
                copied("还不知道", "“到外面打119或打给我。挂电话,走。”"),
                promises(0),
                ticket_is_true("已回拨", "在室外打燃气", "没问到“记下"),
            ),
        ),
        Step("", "Enter", (no_dialog(), no_call(), keyboard_on_search())),
    ),
    told=__doc__,
)
