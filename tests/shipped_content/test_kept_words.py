"""On the shipped content: nothing is said that nobody can keep, that another entry contradicts, or that could hurt somebody."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.content.rules.placed_texts import caller_texts
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Priority, StepKind
from handbook.model.procedure import Procedure
from handbook.model.step import Answer, Outcome, Step
from handbook.model.text import value_keys

CONTENT = Path(__file__).parents[2] / "content"

NOT_SUPPLIED = "没接通、没送过,或别家供"
"""The answer of the card for the cold and frail by which nobody of ours can go and repair."""
FIRE = re.compile("见[火烟]|着火|冒烟")
LEAVES_FIRST = re.compile(r"(?:出屋|走远|室外|远处).*\{\{fire\}\}")
MEASURES_TOO = re.compile("连修带量|先修后量|量温|再量一?回|量下来")
NOT_WARM_ENOUGH = re.compile(
    r"不够热|\{\{very_cold_below\}\}起|不到\{\{legal_min_temp|够\{\{very_cold_below\}\},家"
)
ANOTHER_MATTER = re.compile("没热|整片|测过|别家供|才来热")
"""Not warm at all, many homes, a measurement that was made, another company, first hours of the season."""
TIMES = {
    Priority.P0: {"", "p0_response"},
    Priority.P1: {"", "p1_response", "p1_arrival"},
    Priority.P2: {"", "p2_response", "p2_arrival", "p2_arrival_startup"},
}
FORCES = re.compile(r"就得[拆恢改]|会责令|必须拆")
JUDGES = re.compile(r"(?:多半|肯定|都)(?:要|得|由)(?:您|你)?(?:自己|自家)(?:担|赔|承担)")
OWED = re.compile(r"记一单[核查]|登记去问|能说的我?告诉您|政策给您查")
OUT_OF_HAND = re.compile(r"水先给您止住|先给您止水|现在不会断|我教他关")
TURNS_A_SMALL_VALVE = re.compile(r"(?:小阀|手阀|半开的阀|停在半道).{0,12}(?:开到头|关小|慢慢开|慢慢拧)")
LEAVES_MANIFOLD = re.compile("分水器|那排小阀|[这那]组|暖气片")


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return load_content(CONTENT).handbook


def _card(handbook: Handbook) -> EmergencyCard:
    (card,) = [card for card in handbook.emergency if card.id == "em-vulnerable-cold"]
    return card


def _procedure(handbook: Handbook, name: str) -> Procedure:
    (procedure,) = [procedure for procedure in handbook.procedures if procedure.id == name]
    return procedure


def _ways(handbook: Handbook) -> Iterator[tuple[Procedure, Answer, Outcome]]:
    for procedure in handbook.procedures:
        for step in procedure.steps:
            for answer in step.answers:
                outcome = procedure.outcome(answer.outcome) if answer.outcome else None
                if outcome:
                    yield procedure, answer, outcome


def _told(handbook: Handbook) -> Iterator[tuple[Entry, str]]:
    for entry in handbook:
        for placed in caller_texts(entry):
            yield entry, placed.text


def _said_where(card: EmergencyCard, area: str) -> list[Step]:
    return [step for step in card.steps if step.kind is StepKind.SAY and area in step.when.get("area", ())]


def test_no_fitter_is_promised_to_a_home_that_nobody_of_ours_supplies(handbook: Handbook) -> None:
    card = _card(handbook)
    said = _said_where(card, NOT_SUPPLIED)
    spoken = {key for step in said for key in value_keys(step.text)}
    assert "p1_response" in spoken
    assert not {"p1_arrival", "p2_arrival"} & spoken
    assert not any("抢修" in step.text for step in said)
    (outcome,) = [one for one in card.outcomes if one.when.get("area") == (NOT_SUPPLIED,)]
    assert (outcome.priority, outcome.owner) == (Priority.P1, "热线班长")


def test_who_is_not_supplied_has_a_warm_place_and_somebody_who_looks_in(handbook: Handbook) -> None:
    card = _card(handbook)
    told = "".join(step.text for step in _said_where(card, NOT_SUPPLIED))
    assert all(words in told for words in ("亲戚邻居", "社区", "暖和地方", "{{ambulance}}"))
    done = {step.id for step in card.steps if NOT_SUPPLIED in step.when.get("area", ())}
    assert {"leader", "supplier", "community", "back"} <= done
    assert not {"crew", "listed"} & done


def test_no_repair_is_said_to_be_under_way_that_nobody_began(handbook: Handbook) -> None:
    for step in _card(handbook).steps:
        assert "正在抢修" not in step.text


def test_whoever_is_led_to_the_cold_and_frail_keeps_the_list(handbook: Handbook) -> None:
    shared = [
        answer
        for procedure in handbook.procedures
        for step in procedure.steps
        if step.id == "frail"
        for answer in step.answers
        if answer.entry == "em-vulnerable-cold"
    ]
    assert len(shared) >= 30
    assert all("留着接着办" in answer.note for answer in shared)


def test_whoever_sees_fire_leaves_before_ringing(handbook: Handbook) -> None:
    told = [(entry.id, text) for entry, text in _told(handbook) if FIRE.search(text) and "{{fire}}" in text]
    assert len(told) >= 6
    assert [pair for pair in told if not LEAVES_FIRST.search(pair[1])] == []


def test_smoke_in_the_stairwell_keeps_nobody_in_a_home_on_fire(handbook: Handbook) -> None:
    for entry, text in _told(handbook):
        if "堵" in text and "门缝" in text:
            assert re.search("自家.*出屋.*火在别处", text), entry.id


def test_a_switch_is_pulled_only_where_nothing_burns(handbook: Handbook) -> None:
    for procedure in handbook.procedures:
        burnt = {
            (step.id, answer.label)
            for step in procedure.steps
            for answer in step.answers
            if re.search("糊味|打过?火", answer.label) and answer.hazard
        }
        for step in procedure.steps:
            is_burnt = any((name, label) in burnt for name, labels in step.when.items() for label in labels)
            if is_burnt and "才拉总闸" in step.text:
                assert step.text.startswith("没见烟火的"), procedure.id


def test_whoever_measures_on_a_repair_names_the_hours_that_do_not_count(handbook: Handbook) -> None:
    """A fitter who comes within two hours comes at noon too, when no reading counts in some regions."""
    said = [
        (procedure.id, outcome.id, outcome.say)
        for procedure in handbook.procedures
        for outcome in procedure.outcomes
        if outcome.promise in {"p1_arrival", "p2_arrival"} and MEASURES_TOO.search(outcome.say)
    ]
    assert len(said) >= 10
    assert [one for one in said if "另量" not in one[2]] == []


def test_a_home_that_is_not_warm_enough_has_one_grade_and_one_time(handbook: Handbook) -> None:
    held = {
        (procedure.id, outcome.id): (outcome.priority, outcome.promise)
        for procedure, answer, outcome in _ways(handbook)
        if NOT_WARM_ENOUGH.search(answer.label) and not ANOTHER_MATTER.search(answer.label)
        if outcome.priority is not Priority.P4
    }
    assert len(held) >= 5
    assert set(held.values()) == {(Priority.P3, "measure_within")}


def test_a_grade_and_its_time_agree(handbook: Handbook) -> None:
    odd = [
        (procedure.id, outcome.id, outcome.promise)
        for procedure in handbook.procedures
        for outcome in procedure.outcomes
        if outcome.priority in TIMES and outcome.promise not in TIMES[outcome.priority]
    ]
    assert odd == []


def test_old_debts_are_answered_by_one_day(handbook: Handbook) -> None:
    held = {
        (procedure.id, outcome.promise)
        for procedure in handbook.procedures
        for outcome in procedure.outcomes
        if re.search("老账|旧账|隔得久", f"{outcome.title}{outcome.say}") and "法务" in outcome.owner
    }
    assert {name for name, _ in held} == {"proc-late-fee-dispute", "proc-unused-fee"}
    assert {promise for _, promise in held} == {"complaint_reply"}


def test_a_noise_is_measured_by_one_time(handbook: Handbook) -> None:
    times = {
        key
        for entry, text in _told(handbook)
        if re.search("登记.*约?.*测", text) and re.search("reg-sthj|proc-noise-hum", entry.id)
        for key in value_keys(text)
    }
    assert times == {"p3_arrival"}


def test_ringing_again_lowers_no_grade(handbook: Handbook) -> None:
    procedure = _procedure(handbook, "proc-repeat-call")
    (route,) = [step for step in procedure.steps if step.id == "route"]
    (urgent,) = [answer for answer in route.answers if "P1" in answer.label]
    outcome = procedure.outcome(urgent.outcome)
    assert outcome is not None
    assert (outcome.priority, outcome.promise) == (Priority.P0, "p0_response")
    assert route.answers[0] is urgent


def test_the_first_days_keep_no_frail_home_waiting(handbook: Handbook) -> None:
    slow = [
        (procedure.id, answer.label)
        for procedure, answer, outcome in _ways(handbook)
        if outcome.promise == "p2_arrival_startup" and re.search("老人|病人|孩子", answer.label)
    ]
    assert slow == []


def test_a_home_that_was_never_heated_is_no_outage(handbook: Handbook) -> None:
    """“凉透了” of a whole estate is an outage only where there was heat this winter."""
    for procedure in handbook.procedures:
        for step in procedure.steps:
            is_outage = any(
                answer.entry == "em-estate-outage" and answer.label == "凉透了" for answer in step.answers
            )
            if is_outage:
                assert any(answer.entry == "proc-late-start" for answer in step.answers), procedure.id
    startup = _procedure(handbook, "proc-startup-call")
    led = {answer.label: answer.entry for step in startup.steps for answer in step.answers}
    assert led["小区都没来热"] == "proc-late-start"


def test_the_company_forces_and_judges_nobody(handbook: Handbook) -> None:
    told = [(entry.id, text) for entry, text in _told(handbook) if FORCES.search(text) or JUDGES.search(text)]
    assert told == []


def test_what_is_owed_has_a_time(handbook: Handbook) -> None:
    times = {value.key for value in handbook.values if value.promise}
    open_ended = [
        (entry.id, text)
        for entry, text in _told(handbook)
        if OWED.search(text) and not times & set(value_keys(text))
    ]
    assert open_ended == []


def test_nothing_is_promised_that_is_out_of_our_hands(handbook: Handbook) -> None:
    assert [(entry.id, text) for entry, text in _told(handbook) if OUT_OF_HAND.search(text)] == []


def test_the_small_valves_of_a_floor_are_left_alone(handbook: Handbook) -> None:
    """Each is set; who opens or shuts one by the telephone spoils the balance of the others."""
    turned = [
        (procedure.id, step.text)
        for procedure in handbook.procedures
        if "地暖" in {system.value for system in procedure.systems} or not procedure.systems
        for step in procedure.steps
        if TURNS_A_SMALL_VALVE.search(step.text)
    ]
    assert len(turned) >= 3
    assert [pair for pair in turned if not LEAVES_MANIFOLD.search(pair[1])] == []


def test_parts_and_days_of_a_fee_are_those_of_the_year(handbook: Handbook) -> None:
    told = [
        (entry.id, variant)
        for entry, text in _told(handbook)
        if isinstance(entry, Procedure)
        for variant in text.split("||")
        if {"pay_half_before", "pay_full_by"} & set(value_keys(variant))
    ]
    assert told
    assert [pair for pair in told if "当年公告" not in pair[1]] == []


def test_every_maker_of_a_certificate_is_a_certificate(handbook: Handbook) -> None:
    steps = {step.id: step for step in _procedure(handbook, "proc-refund").steps}
    labels = "".join(answer.label for answer in steps["proof"].answers)
    makers = [word for answer in steps["paper"].answers for word in re.split("、", answer.label)]
    assert [maker for maker in makers if maker.removeprefix("供热") not in labels] == []


def test_an_empty_home_without_heat_has_somebody_who_looks_at_its_water(handbook: Handbook) -> None:
    procedure = _procedure(handbook, "proc-suspend")
    outcome = procedure.outcome("drain")
    assert outcome is not None
    assert (outcome.owner, outcome.promise) == ("维修班", "p3_arrival")
    (leaflet,) = [entry for entry in handbook.knowledge if entry.id == "kn-leaflet"]
    kept = re.search(r"\*\*([^*]+)\*\*[^*]*管里的水留着", leaflet.body)
    assert kept is not None
    assert "停栓" in kept[1]


def test_nobody_says_after_how_many_years_a_filter_is_washed(handbook: Handbook) -> None:
    """No text says it; it is washed when it is blocked."""
    written = [
        (entry.id, text)
        for entry in handbook.knowledge
        for text in (*entry.key_points, *entry.tell_caller, entry.body)
        if re.search("每年[^。]{0,8}洗", text)
    ]
    assert written == []
