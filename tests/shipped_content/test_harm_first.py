"""On the shipped content: what could hurt somebody is asked, guarded or answered first, as a kind and not entry by entry."""

import re
from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.kinds import Priority, StepKind
from handbook.model.procedure import Procedure
from handbook.model.step import Step

CONTENT = Path(__file__).parents[2] / "content"

SHUTS_WINDOW = re.compile(r"关窗|(?:门窗|窗户?)[^,。;]{0,3}(?:关(?:严|好|上|紧)|关着)|关严门窗")
OPENS_PART = re.compile(
    r"拆(?!改|封)|卸|清洗.{0,4}(?:滤网|过滤)|清过滤|滤网|换阀|更换.{0,4}阀|换.{0,4}阀芯|换垫"
)
ASKS_FOR_A_CUT = re.compile(
    r"(?:物业|供电|电工|转告|power_line)[^。;]*断[^。;,]{0,6}电|断[^。;,]{0,6}电[^。;]*power_line"
)
LETS_OFF_PRESSURE = re.compile(r"泄压|没压")


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return load_content(CONTENT).handbook


def _lists(handbook: Handbook) -> list[Procedure | EmergencyCard]:
    return [*handbook.procedures, *handbook.emergency]


def _said(entry: Procedure | EmergencyCard) -> list[Step]:
    return [step for step in entry.steps if step.kind is StepKind.SAY]


def test_no_sentence_shuts_a_window_on_a_stove(handbook: Handbook) -> None:
    spoken = [(entry.id, step.text) for entry in _lists(handbook) for step in _said(entry)]
    spoken += [(entry.id, line) for entry in handbook.knowledge for line in entry.tell_caller]
    spoken += [(entry.id, line) for entry in handbook.regulations for line in entry.tell_caller]
    spoken += [
        (script.id, text)
        for script in handbook.scripts
        for line in script.lines
        for text in line.variants.values()
    ]
    shut = [(entry, text) for entry, text in spoken if SHUTS_WINDOW.search(text)]
    assert len(shut) >= 10
    assert [pair for pair in shut if not re.search(r"没(?:有)?生", pair[1])] == []


def test_breathing_machines_are_asked_for_before_the_main_switch(handbook: Handbook) -> None:
    pulled = 0
    for entry in _lists(handbook):
        ids = [step.id for step in entry.steps]
        for at, step in enumerate(entry.steps):
            if step.kind is StepKind.SAY and "才拉总闸" in step.text:
                pulled += 1
                assert "oxygen" in ids[:at], entry.id
                assert step.when["oxygen"] == ("没有",), entry.id
        if isinstance(entry, EmergencyCard):
            for line in entry.immediate:
                assert "拉总闸" not in line.text or "氧气机" in line.text, entry.id
    assert pulled >= 12


def test_whoever_lives_by_a_machine_has_a_next_step(handbook: Handbook) -> None:
    """An ambulance and the leader first, then an electrician: nobody is left between live water and a stopped machine."""
    asked = [entry for entry in _lists(handbook) if "oxygen" in {step.id for step in entry.steps}]
    assert len(asked) >= 13
    for entry in asked:
        ids = [step.id for step in entry.steps]
        cut = "property" if entry.id == "em-water-electric" else "oxygen_cut"
        way = ["oxygen", "oxygen_care", "oxygen_ambulance", "oxygen_report", cut]
        assert [name for name in ids if name in way] == way, entry.id
        steps = {step.id: step for step in entry.steps}
        for name in way[1:4]:
            assert set(steps[name].when["oxygen"]) == {"有,靠着机器", "不知道"}, (entry.id, name)


def test_who_cuts_the_power_hears_of_breathing_machines(handbook: Handbook) -> None:
    told = 0
    for entry in _lists(handbook):
        for step in entry.steps:
            if step.kind in (StepKind.SAY, StepKind.DO, StepKind.NOTE) and ASKS_FOR_A_CUT.search(step.text):
                told += 1
                is_ruled_out = step.when.get("oxygen") == ("没有",)
                assert is_ruled_out or re.search("靠(?:机器|氧气机)", step.text), (entry.id, step.text)
        if isinstance(entry, Procedure):
            for outcome in entry.outcomes:
                if ASKS_FOR_A_CUT.search(outcome.next_action):
                    told += 1
                    assert "靠氧气机" in outcome.next_action, (entry.id, outcome.next_action)
    assert told >= 18


def test_a_fitter_lets_off_pressure_before_opening_a_part(handbook: Handbook) -> None:
    opened = 0
    for procedure in handbook.procedures:
        safe = False
        for step in procedure.onsite_steps:
            words = f"{step.text}{step.state}"
            safe = safe or bool(LETS_OFF_PRESSURE.search(words))
            if step.kind is StepKind.DO and OPENS_PART.search(step.text):
                opened += 1
                assert safe or "护罩" in step.text, (procedure.id, step.text)
    assert opened >= 15


def test_after_a_shock_somebody_sees_a_doctor(handbook: Handbook) -> None:
    (card,) = [card for card in handbook.emergency if card.id == "em-water-electric"]
    told = "".join(step.text for step in _said(card) if "有人手发麻" in step.when.get("shock", ()))
    assert "{{ambulance}}" in told
    assert "医院" in told
    assert any("有人手发麻" in outcome.when.get("shock", ()) for outcome in card.outcomes)


def test_rings_come_off_a_burn_early(handbook: Handbook) -> None:
    (card,) = [card for card in handbook.emergency if card.id == "em-scald"]
    told = [step.text for step in _said(card)]
    rings = next(at for at, text in enumerate(told) if "戒指" in text and "手表" in text)
    assert rings < next(at for at, text in enumerate(told) if "轻轻脱" in text)


def test_whoever_is_dizzy_is_told_of_the_ambulance(handbook: Handbook) -> None:
    for entry in handbook.knowledge:
        for text in (*entry.key_points, *entry.tell_caller, *entry.body.splitlines()):
            if "头晕" in text and "{{fire}}" in text:
                assert "{{ambulance}}" in text, entry.id


@pytest.mark.parametrize(
    "entry_id", ["proc-floor-cleaning", "proc-heat-restored", "proc-startup-call", "proc-thermostat-dead"]
)
def test_frail_and_cold_is_the_first_answer(handbook: Handbook, entry_id: str) -> None:
    (procedure,) = [p for p in handbook.procedures if p.id == entry_id]
    frail = {outcome.id for outcome in procedure.outcomes if outcome.matter == "独居病人无热"}
    assert frail
    ways = [step for step in procedure.steps if {answer.outcome for answer in step.answers} & frail]
    assert [step.answers[0].outcome in frail for step in ways] == [True]


def test_a_cut_off_home_with_frail_people_is_one_matter_everywhere(handbook: Handbook) -> None:
    held = {
        (procedure.id, outcome.priority, outcome.promise)
        for procedure in handbook.procedures
        for outcome in procedure.outcomes
        if outcome.matter == "独居病人无热" and outcome.owner == "热线班长"
    }
    assert {entry for entry, _, _ in held} >= {
        "proc-dunning",
        "proc-instalment",
        "proc-resume",
        "proc-smart-valve-shut",
    }
    assert {(priority, promise) for _, priority, promise in held} == {(Priority.P1, "p1_response")}


def test_no_milder_outcome_is_left_to_the_frail_in_its_small_print(handbook: Handbook) -> None:
    """“家有老人病人的请班长先定” in the next step of a P2 is a grade that the ticket does not show."""
    for procedure in handbook.procedures:
        for outcome in procedure.outcomes:
            assert not re.search(r"老人[、]?(?:孩子)?[、]?病人的(?:优先|请)", outcome.next_action), (
                procedure.id
            )


def test_eyes_are_rinsed_before_they_are_driven_anywhere(handbook: Handbook) -> None:
    (procedure,) = [p for p in handbook.procedures if p.id == "proc-water-colour"]
    (asked,) = [step for step in procedure.steps if step.id == "drank"]
    harmed = [answer.label for answer in asked.answers if "溅" in answer.label and answer.hazard]
    for label in harmed:
        told = [step.text for step in _said(procedure) if label in step.when.get("drank", ())]
        assert "一直冲" in told[0], label
        assert any("医院" in text or "{{ambulance}}" in text for text in told), label


def test_whoever_fell_at_a_trench_is_asked_how_he_is(handbook: Handbook) -> None:
    (procedure,) = [p for p in handbook.procedures if p.id == "proc-road-restore"]
    assert not any("摔" in text for text in procedure.not_for)
    told = [step.text for step in _said(procedure) if "hurt" in step.when]
    assert any("{{ambulance}}" in text for text in told)
