"""Answers by which a sum knows its facts already stand in the lists that are shipped, and so do the kinds' own key words."""

from handbook.model.handbook import Handbook
from handbook.model.reckoning import CHIEF
from handbook.ui.window.reckon_known import ANSWERS


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
