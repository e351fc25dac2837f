"""On the shipped content: no answers send a caller round in a ring of procedures. A ring stands only where its answers
contradict each other, so that one and the same home cannot give them all."""

from collections import defaultdict
from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook

CONTENT = Path(__file__).parents[2] / "content"

CONTRADICTED = {
    frozenset(names.split()): reason
    for names, reason in {
        "proc-building-cold proc-estate-cold": "several buildings / only ours",
        "proc-complaint-staff proc-posing-collector": "not one of ours / one of ours",
        "proc-floor-slow proc-floor-whole-cold": "the return is cold / supply and return are hot",
        "proc-hot-radiator-cold-room proc-low-temp": "none is hot / hot to the hand",
        "proc-instalment proc-relief": "wants to pay less / wants to pay later",
        "proc-late-start proc-new-estate": "never heated / heated in former years",
        "proc-late-start proc-startup-call": "warm but not enough, or before the day / never warm since the day",
        "proc-leak-riser proc-neighbour-wont-open": "in another's home / in the stairwell",
        "proc-neighbours-cold proc-stairwell-cold": "across the landing too / only above and below",
        "proc-new-home proc-two-years": "stands empty / is lived in",
        "proc-new-home proc-whole-flat-cold": "lived in for years / opened for the first time",
        "proc-one-radiator-cold proc-one-room-cold": "others in the room too / only one",
        "proc-one-radiator-cold proc-whole-flat-cold": "most are cold / only one",
        "proc-own-heating proc-suspend": "leaves the pipes alone / wants them cut",
        "proc-relief proc-subsidy": "asks for the subsidy / asks for the relief",
        "proc-resume proc-smart-valve-shut": "shut for arrears / suspended at the user's wish",
        "proc-smart-valve-shut proc-whole-flat-cold": "the valve is open / is shown as shut",
        "proc-connect proc-resume proc-new-home": "was suspended / never opened",
        "proc-estate-cold proc-intermittent-heat proc-sudden-cold": "only my home / the whole estate",
        "proc-floor-loop-cold proc-floor-whole-cold proc-floor-slow": "the return is cold / both are hot",
        "proc-floor-whole-cold proc-smart-valve-shut proc-whole-flat-cold": "shown as shut / open",
        "proc-hot-radiator-cold-room proc-one-radiator-cold proc-one-room-cold": "some cold / all hot",
        "proc-new-home proc-whole-flat-cold proc-resume": "lived in for years / a new home",
        "proc-one-radiator-cold proc-one-room-cold proc-radiator-hot-top": "top and bottom differ / both cold",
        "proc-one-radiator-cold proc-whole-flat-cold proc-one-room-cold": "most are cold / only one",
        "proc-one-radiator-cold proc-valve-stuck-cold proc-whole-flat-cold": "elsewhere too / only one",
        "proc-one-radiator-cold proc-vent-radiator proc-whole-flat-cold": "all are cold / only one",
        "proc-one-room-cold proc-radiator-hot-top proc-whole-flat-cold": "several rooms / one room",
        "proc-resume proc-smart-valve-shut proc-whole-flat-cold": "shut for arrears / suspended at the user's wish",
    }.items()
}


@pytest.fixture(scope="module")
def ways() -> dict[str, set[str]]:
    handbook: Handbook = load_content(CONTENT).handbook
    names = {entry.id for entry in handbook.procedures}
    found: dict[str, set[str]] = defaultdict(set)
    for entry in handbook.procedures:
        for step in entry.steps:
            found[entry.id] |= {answer.entry for answer in step.answers if answer.entry in names}
    return found


def _rings(ways: dict[str, set[str]]) -> set[frozenset[str]]:
    twos = {frozenset({a, b}) for a in list(ways) for b in ways[a] if a in ways.get(b, ())}
    threes = {
        frozenset({a, b, c})
        for a in list(ways)
        for b in ways[a]
        for c in ways.get(b, ())
        if a in ways.get(c, ()) and len({a, b, c}) == 3
    }
    return twos | threes


def test_no_answers_lead_round_in_a_ring(ways: dict[str, set[str]]) -> None:
    assert {ring for ring in _rings(ways) if ring not in CONTRADICTED} == set()


def test_every_ring_that_is_named_is_there(ways: dict[str, set[str]]) -> None:
    assert CONTRADICTED.keys() <= _rings(ways)
