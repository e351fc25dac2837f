"""Answers by which a sum knows its facts already stand in the lists that are shipped, and so do the kinds' own key words."""

import pytest

from handbook.model.handbook import Handbook
from handbook.model.reckoning import CHIEF, STOP_HOURS, Period, Reckoning
from handbook.ui.call.reckoned import reckoned_of
from handbook.ui.window.reckon_known import ANSWERS
from tests.shipped_content.test_shipped_regions import REGIONS, read


def test_every_answer_stands_in_some_list(shipped: Handbook) -> None:
    known = {
        (step.topic, answer.label)
        for entry in shipped.procedures
        for step in entry.steps
        for answer in step.answers
    }
    assert set(ANSWERS) - known == set()


def test_cards_of_refund_payment_and_suspension_lead_to_their_sum(shipped: Handbook) -> None:
    tagged = {kind: [entry.id for entry in shipped.procedures if kind in entry.tags] for kind in CHIEF}
    led = {entry for entries in tagged.values() for entry in entries}
    assert {"proc-refund", "proc-late-fee-dispute", "proc-suspend", "proc-unused-fee"} <= led


def leads(handbook: Handbook) -> dict[str, list[str]]:
    """Outcome -> names of what it leads to, the chief one first."""
    return {
        f"{entry.id} {outcome.id}": [one.name for one in reckoned_of(entry, outcome.id, handbook)]
        for entry in handbook.procedures
        for outcome in entry.outcomes
    }


def test_outcomes_that_speak_of_deadlines_lead_to_them(shipped: Handbook) -> None:
    led = leads(shipped)
    suspension = ["PERIOD.SUSPENSION_NOTICE", "PERIOD.SUSPENSION_DEADLINE"]
    assert led["proc-suspend late"] == ["BASIC_FEE", *suspension]
    assert led["proc-suspend between"] == ["BASIC_FEE", *suspension]
    assert led["proc-two-years late"] == suspension[:1]
    assert led["proc-refund eligible"] == ["REFUND", "PERIOD.REFUND_DEADLINE"]
    assert led["proc-late-fee-dispute legal"][:2] == ["LATE_FEE", "PERIOD.LIMITATION"]
    assert led["proc-unused-fee old"][:2] == ["BASIC_FEE", "PERIOD.LIMITATION"]
    assert led["proc-dunning review"] == ["PERIOD.DUNNING"]


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_is_led_to_its_own_rules_alone(region: str) -> None:
    handbook = read(region).handbook
    led = leads(handbook)
    given = {value.key for value in handbook.values if value.value}
    assert ("STOPPED" in led["proc-refund outage"]) == (STOP_HOURS in given)
    for names in led.values():
        for name in names:
            kind, _, period = name.partition(".")
            assert (Period[period].key if period else CHIEF[Reckoning[kind]]) in given
    assert any("STOPPED" in names for names in led.values()) == (STOP_HOURS in given)


def test_some_region_has_a_rule_for_heat_that_stopped() -> None:
    assert [region for region in REGIONS if "STOPPED" in leads(read(region).handbook)["proc-refund outage"]]
