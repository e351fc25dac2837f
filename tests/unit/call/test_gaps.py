"""A ticket can be pasted as it is: no mark of a value that the site has not filled in is left in it."""

import pytest

from handbook.call.words.gaps import without_gaps
from handbook.call.words.scripting import fill
from tests.unit.call.samples import Seat, checklist, do, later, outcome, procedure, seat


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("〔待填:回访时限〕", "回访时限未填"),
        ("〔待填\uff1a回访时限〕。", "回访时限未填"),
        ("电话直派抢修班 〔待填:抢修班电话〕", "电话直派抢修班"),
        ("替用户报燃气抢险〔待填:当地燃气抢险电话〕。", "替用户报燃气抢险"),
        ("找物业、主管部门,〔待填:甲〕、〔待填:乙〕", "找物业、主管部门"),
        ("找街道、〔待填:供热主管部门电话〕问政策", "找街道、(供热主管部门电话未填)问政策"),
        ("请打{{hotline}}报修", "请打报修"),
        ("请打 {{hotline}}", "请打"),
        ("片内存气,2 小时内到场", "片内存气,2 小时内到场"),
        ("用户说:{看不懂}", "用户说:{看不懂}"),
        ("", ""),
    ],
)
def test_left_out_or_said_plainly(text: str, words: str) -> None:
    assert without_gaps(text) == words


def unfilled() -> Seat:
    made = seat()
    entry = procedure(
        do("call", "电话直派抢修班 〔待填:抢修班电话〕", state="已接"),
        do("ask", "报班长", state="班长 〔待填:班长电话〕"),
        outcomes=(
            outcome("visit", "需上门", promise="nowhere"),
            outcome("office", "找〔待填:缴费渠道〕办", promise="later"),
        ),
    )
    made.desk.pin(checklist(entry))
    return made


def test_no_mark_of_a_gap_reaches_the_ticket() -> None:
    made = unfilled()
    later(made).tick(1, "call")
    later(made).tick(1, "ask")
    made.desk.finish(1, "office")
    made.desk.add_note("问了〔待填:谁〕")
    text = made.desk.end_call().ticket
    assert "待填" not in text
    assert "{{" not in text
    assert "电话直派抢修班:已接" in text
    assert "报班长:班长" in text
    assert "找(缴费渠道未填)办" in text
    assert fill(text, {}).is_whole
