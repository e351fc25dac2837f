"""An outcome leads to the sums and periods whose rule it speaks of; to none that the region has no rule for."""

from dataclasses import replace

import pytest

from handbook.model.handbook import Handbook
from handbook.model.kinds import Party
from handbook.model.procedure import Procedure
from handbook.model.reckoning import Period, Reckoning
from handbook.model.step import Outcome
from handbook.ui.call.reckoned import Reckoned, reckoned_of
from tests.unit.call.samples import cold_flat
from tests.unit.reckon.grounds import NORTH, book, value

REFUND = Reckoned(Reckoning.REFUND)


def entry(
    tags: tuple[str, ...] = (),
    *,
    note: str = "",
    next_action: str = "核",
    say: str = "我登记。",
    promise: str = "",
) -> Procedure:
    made = Outcome(
        id="end",
        title="完",
        responsible=(Party.OPEN,),
        owner="计费服务组",
        note=note,
        next_action=next_action,
        say=say,
        promise=promise,
    )
    return replace(cold_flat(), tags=tags, outcomes=(made,), default_outcome="end")


def led(made: Procedure, handbook: Handbook) -> list[str]:
    return [one.name for one in reckoned_of(made, "end", handbook)]


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (entry(note="普通时效{{limitation_years}}"), "PERIOD.LIMITATION"),
        (entry(say="供热前{{suspension_notice}}申请。||看公告。"), "PERIOD.SUSPENSION_NOTICE"),
        (entry(next_action="{{refund_deadline}}退"), "PERIOD.REFUND_DEADLINE"),
        (entry(promise="suspension_reply"), "PERIOD.SUSPENSION_REPLY"),
        (entry(note="停供{{stop_refund_hours}}的按天退"), "STOPPED"),
    ],
)
def test_what_it_speaks_of_is_led_to_where_the_region_has_a_rule(made: Procedure, name: str) -> None:
    assert led(made, book()) == [name]
    assert led(made, book({})) == []
    assert led(made, book(dict.fromkeys(NORTH, ("", "")))) == []


def test_what_is_only_usual_is_no_rule() -> None:
    usual = replace(value("complaint_reply", "3", "日内"), is_typical=True)
    made = entry(promise="complaint_reply")
    assert led(made, book(NORTH)) == ["PERIOD.COMPLAINT_REPLY"]
    assert led(made, book(NORTH, usual)) == []


def test_its_own_sum_stands_before_that_of_the_entry_and_periods_after() -> None:
    both = entry(("退费",), note="停供{{stop_refund_hours}}", promise="refund_deadline")
    assert led(both, book()) == ["STOPPED", "PERIOD.REFUND_DEADLINE"]
    without = {key: words for key, words in NORTH.items() if key != "stop_refund_hours"}
    assert led(both, book(without)) == ["REFUND", "PERIOD.REFUND_DEADLINE"]
    assert reckoned_of(both, "", book()) == (REFUND,)
    assert reckoned_of(None, "end", book()) == ()


def test_the_words_are_those_of_the_form() -> None:
    assert REFUND.words == "退费"
    assert Reckoned(Reckoning.PERIOD, Period.LIMITATION).words == "诉讼时效到哪天"
