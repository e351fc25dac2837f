"""Three disputes over a refund, played with the keyboard in the real window: nobody hears a sum, and no ticket promises one."""

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.e2e.plays.clock import PlayedClock
from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.player import perform
from tests.e2e.plays.seen import copied, copied_without, list_is, plain, shows, shows_nowhere
from tests.e2e.plays.stage import WIDE, Stage
from tests.e2e.test_reckon import with_rules

_PROMISES = re.compile(r"给您退|给用户退|(?:能|会|可以|一定|保证|肯定)退|退给|马上退|已经批|到账|赔")
"""What a lawyer would call a promise in a ticket, or in what is said."""
_AS_FAR_AS_THE_FACTS = "Ctrl+K 「退费受理」 Ctrl+Enter 等一下 Ctrl+Shift+S Tab Tab"
_SOUGHT = Step("", _AS_FAR_AS_THE_FACTS, (list_is("退费"), shows("试算什么", "是谁的原因", "先不算")))

SURE = Play(
    "refund-measured",
    "三方测过,逼着要数",
    (
        _SOUGHT,
        Step(
            "「供热站自己说是他们的事。住家,按面积,交清了,第三方测的」",
            "1 Tab 1 Tab 1 Tab 1 Tab 2 Tab 1",
            (shows("还差应交热费"),),
        ),
        Step("账单上 3065.60", "Tab 「3065.60」", (shows("先不算", "没有一个能作依据的读数"),)),
        Step(
            "单子上两天,贴进来",
            "Tab Tab Tab 「1月5日 20:00 客厅 18.5，1月6日 20:00 客厅 15」 Enter",
            (shows("还差一步", "2 个读数都对"), shows_nowhere("25.13")),
        ),
        Step("对着单子看一眼", "空格", (shows("试算(未定) 25.13 元", "只给自己看", "由计费按测温记录核"),)),
        Step("「到底退我多少?」照念那句,复制", "Tab 空格", (copied("由计费"), copied_without("25.13"))),
        Step("放进工单", "Tab 空格", (shows("从工单拿下", "工单里有"),)),
        Step("回到清单,看工单", "Esc Ctrl+Shift+T", (shows("试算(未定):退费 25.13 元", "数不对用户说"),)),
    ),
)
SELF_MEASURED = Play(
    "refund-self-measured",
    "只有自己拍的照片",
    (
        _SOUGHT,
        Step("「我自己量的」", "1 Tab 1 Tab 1 Tab 1 Tab 4 Tab 1", (shows("还差应交热费"),)),
        Step("", "Tab 「3065.60」", (shows("没有一个能作依据"),)),
        Step(
            "「五号十六度,六号十五度,有照片」",
            "Tab Tab Tab 「1月5日 晚8点 16度，1月6日 晚8点 15度」 Enter 空格",
            (shows("先不算", "用户自测,不作依据", "先约测温"), shows_nowhere("试算(未定)")),
        ),
        Step("工单里没有数", "Esc Ctrl+Shift+T", (shows_nowhere("试算(未定)"),)),
    ),
)
UNDECIDED = Play(
    "refund-undecided",
    "谁的原因还没定,中午量的也要算",
    (
        _SOUGHT,
        Step("原因没定,别的也没说", "Tab Tab Tab Tab Tab", (shows("还差应交热费"),)),
        Step(
            "",
            "Tab 「3065.60」 Tab Tab Tab 「1月5日 12:00 客厅 15，1月6日 20:00 客厅 15」 Enter 空格",
            (
                shows("假定", "试算(未定)", "假定是供热这头的原因", "在不得测温的时段里"),
                shows("不说数"),
            ),
        ),
        Step(
            "放进工单",
            "Tab Tab 空格 Esc Ctrl+Shift+T",
            (shows("试算(未定):退费 16.75 元", "假定是供热这头的原因", "数不对用户说,由计费核定"),),
        ),
    ),
)


@pytest.mark.parametrize("play", [SURE, SELF_MEASURED, UNDECIDED], ids=lambda play: play.name)
def test_a_dispute(qtbot: QtBot, play: Play, program_folder: Path, user_home: Path) -> None:
    stage = Stage(program_folder, user_home, WIDE, PlayedClock(play.begins))
    try:
        panels = stage.window.panels
        panels.show_handbook(with_rules(panels.reading.handbook), ())
        perform(play, stage)
        ticket = plain(panels.calls.desk.preview_ticket().text)
        assert _PROMISES.search(ticket) is None, ticket
        pane = panels.reckon.pane
        assert pane is not None
        spoken = getattr(getattr(pane.told, "spoken", None), "words", "")
        assert _PROMISES.search(spoken) is None, spoken
        assert re.search(r"\d+\.\d\d", spoken) is None, spoken
        print(f"\n{play.title}\n  工单：{ticket}\n  对用户：{spoken or '(没有这句)'}")
    finally:
        stage.close()
