"""Procedures and cards for the cold go in; those that send a fitter without asking who is freezing there come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.model.emergency import EmergencyCard
from handbook.model.fact import Fact
from handbook.model.handbook import Handbook
from handbook.model.kinds import Family, Priority, StepKind
from handbook.model.problem import Problem
from handbook.model.procedure import Procedure
from handbook.model.step import Step

_COLD = (Family.POOR_HEAT, Family.OUTAGE, Family.SUSPENSION)
_SENT = (Priority.P0, Priority.P1, Priority.P2, Priority.P3)
"""With these somebody goes there; P4 is noted or advised."""
_WARMEST_OF_COLD = 40
"""℃: a room temperature that may be more is asked because it is too hot."""
_FRAIL = re.compile(r"老人|老年|婴|孕|病人|病号|卧床|吸氧|残疾|行动不便|弱势|有没有[^,。?]{0,4}孩子")
_FRAIL_TAGS = frozenset({"老人", "婴儿", "病人", "弱势群体"})


def frail_people(content: LoadedContent) -> Iterator[Problem]:
    """Where heat is missing and somebody is sent, it is asked whether an old, small or ill person freezes."""
    for procedure in content.handbook.procedures:
        if _is_about_cold(procedure) and any(
            outcome.priority in _SENT for outcome in procedure.outcomes if not outcome.is_standing
        ):
            yield from _of_list(procedure, content)
    for card in content.handbook.emergency:
        if card.leaves_cold is None:
            message = "请写 leaves_cold: true(这种事会让人家里冷,要问老幼病人)或 false;不写就没法查"
            yield content.origins[card.id].problem(("title",), "leaves-cold-missing", message)
        elif card.leaves_cold:
            yield from _of_list(card, content)


def _of_list(entry: Procedure | EmergencyCard, content: LoadedContent) -> Iterator[Problem]:
    asking = [s for s in entry.steps if _asks_for_the_frail(content.handbook, s)]
    if not asking:
        message = "家里冷又要派人的,要问有没有老人、婴幼儿、病人;在 steps 里加一行 - use: frail"
        yield content.origins[entry.id].problem(("steps",), "no-frail-question", message)
    elif not any(step.killer for step in asking):
        index = entry.steps.index(asking[0])
        message = "问弱势人员的这一步漏了会伤人,请写 killer: true,或换成 - use: frail"
        yield content.origins[entry.id].problem(("steps", index), "frail-not-killer", message)


def _is_about_cold(procedure: Procedure) -> bool:
    return procedure.family in _COLD or any(_asks_how_cold(step) for step in procedure.steps)


def _asks_how_cold(step: Step) -> bool:
    value = step.value
    if value is None or not (Fact.ROOM_TEMPERATURE in step.facts or "室温" in value.name):
        return False
    return value.maximum is None or value.maximum <= _WARMEST_OF_COLD


def _asks_for_the_frail(handbook: Handbook, step: Step) -> bool:
    if step.kind not in (StepKind.ASK, StepKind.DECIDE):
        return False
    if Fact.FRAIL in step.facts:
        return True
    opened = [handbook.get(answer.entry) for answer in step.answers if answer.entry]
    return _FRAIL.search(step.text) is not None or any(
        entry is not None and _FRAIL_TAGS.intersection(entry.tags) for entry in opened
    )
