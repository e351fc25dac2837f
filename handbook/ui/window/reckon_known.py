"""What a call knows already of what is reckoned: facts from the answers of its lists, by their topic and label, and days; nothing is guessed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handbook.call.state.call import Call
from handbook.model.fact import Fact, Whose
from handbook.model.reckoning import Period
from handbook.reckon.facts import Facts, Measured, Paid, Use
from handbook.ui.reckon.form import Field

ANSWERS: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("房屋用途", "住家"): {"use": Use.HOME},
    ("房屋用途", "门市、单位"): {"use": Use.OTHER},
    ("测温凭证", "有,三方签过字"): {"measured": Measured.BOTH},
    ("测温凭证", "有,供热单位测的、我签了字"): {"measured": Measured.BOTH},
    ("测温凭证", "有,社区、街道或主管部门出的"): {"measured": Measured.THIRD_PARTY},
    ("测温凭证", "只有自己量的"): {"measured": Measured.SELF},
    ("欠费或自改自关", "都没有"): {"paid": Paid.PAID},
    ("欠费或自改自关", "欠着费"): {"paid": Paid.UNPAID},
}
"""Topic and label of an answer -> what it says; a test holds them to the lists that are shipped."""
SELF_MEASURED = "自测"
"""Behind a reading that was told on the phone: it stands apart until somebody says who measured it."""


def known_facts(call: Call) -> Facts:
    """What the answers of its lists say; the rest is undecided."""
    known: dict[str, Any] = {}
    for run in call.runs:
        for step in run.applicable:
            known |= ANSWERS.get((step.topic, run.state(step.id).answer), {})
    return Facts(**known)


def known_days(period: Period, call: Call, today: date) -> Mapping[Field, str]:
    """Days of that period that need not be typed: a complaint came with this call, and where nothing begins it, today is asked for."""
    if period is Period.COMPLAINT_REPLY:
        return {Field.STARTS_ON: call.at(0).date().isoformat()}
    return {} if period.starts else {Field.ASKED_DAY: today.isoformat()}


def readings(call: Call) -> str:
    """The temperatures of rooms that were told in this call, a line each as people write them; empty where there are none."""
    lines: list[str] = []
    for run in call.runs:
        for step in run.applicable:
            state = run.state(step.id)
            if Fact.ROOM_TEMPERATURE in step.facts and step.whose is Whose.CALLER and state.value:
                day = call.at(state.learned).date()
                unit = step.value.unit if step.value is not None else ""
                words = (day.isoformat(), state.place, f"{state.value} {unit}", SELF_MEASURED)
                lines.append(" ".join(filter(None, words)))
    return "\n".join(dict.fromkeys(lines))
