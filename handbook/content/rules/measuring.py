"""Steps that need a measured value go in; those that leave no way to say that it cannot be had come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import placed_steps
from handbook.model.emergency import EmergencyCard
from handbook.model.kinds import StepKind
from handbook.model.problem import Problem
from handbook.model.procedure import Procedure
from handbook.model.step import ValueField

_READ_OFF = re.compile(r"[室水气]温|温度|压力|[水气]压|读数|表数|流量|分贝")


def measuring(content: LoadedContent) -> Iterator[Problem]:
    """No ticket waits for a thermometer that is not there: what 派单 needs measured has 量不了 with a reason."""
    for entry in content.handbook:
        if not isinstance(entry, Procedure | EmergencyCard):
            continue
        for path, step in placed_steps(entry):
            is_needed = step.kind is StepKind.ASK and step.id in entry.dispatch_minimum
            if is_needed and step.value and _is_measured(step.value) and not step.answers:
                message = f"派单要有“{step.value.name}”,可用户未必量得了;没有单位的先写 unit 或 measured: true,再在 standing.yaml 的 cannot_measure 里写出量不了的原因"
                yield content.origins[entry.id].problem((*path, "value"), "no-way-to-measure", message)


def _is_measured(value: ValueField) -> bool:
    """Whether it is declared or has a unit of what is measured, or its name says so where it has no unit at all."""
    is_silent = value.measured is None and not value.unit
    return value.is_measured or (is_silent and _READ_OFF.search(value.name) is not None)
