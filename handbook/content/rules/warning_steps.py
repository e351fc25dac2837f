"""Steps go in; warnings that guard nothing, lack their level or stand in the wrong kind of step come out."""

import re
from collections.abc import Iterator, Sequence

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.placed_texts import placed_steps, step_lists
from handbook.content.rules.step_groups import grouped
from handbook.content.rules.wording import plain
from handbook.content.yaml_reader import Path
from handbook.model.kinds import StepKind, WarningLevel
from handbook.model.problem import Gravity, Problem
from handbook.model.step import Step

_LEVEL_WORD = re.compile(r"[【\[(]?(?:警告|注意(?!力|到))")
_INJURY = re.compile(
    r"烫|伤|触电|电击|漏电|带电|人身|中毒|窒息|一氧化碳|煤气|燃气|爆炸|起火|着火|火灾|塌|陷|坠|掉下去|掉进|淹人|"
    r"死|生命|昏|晕|自杀|轻生|伤人|冻坏人|失温|水碰电|碰电"
)
_MAY_INJURE = re.compile(
    r"电着|被电|掉下来|射出|喷|皮肤|带压|余压|泄压|试火|闻味|坑|推闸|走远|进站|凑近|热水|压力|高处|滑|砸|火|危险|可达|水里|离开|撤"
)


def warning_steps(content: LoadedContent) -> Iterator[Problem]:
    """A warning has a level, stands before the step it guards, and is the only kind that warns."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for key, steps in step_lists(entry):
            yield from _position(key, steps, origin)
        for path, step in placed_steps(entry):
            yield from _level(step, path, origin)
            yield from _information(step, path, origin)


def _position(key: str, steps: Sequence[Step], origin: Origin) -> Iterator[Problem]:
    for group in grouped(steps):
        guarded = False
        for index in reversed(group):
            if steps[index].kind is StepKind.WARN and not guarded:
                message = "警示后面没有它要护住的步骤,请移到那一步之前(同一组内)"
                yield origin.problem((key, index), "warning-guards-nothing", message)
            guarded = guarded or steps[index].kind.can_be_ticked


def _level(step: Step, path: Path, origin: Origin) -> Iterator[Problem]:
    begins_so = _LEVEL_WORD.match(plain(step.text))
    if step.kind is not StepKind.WARN:
        if step.level is not None:
            message = "level 只用于 warn 步骤;请去掉,或把 kind 改成 warn"
            yield origin.problem((*path, "level"), "level-not-warning", message)
        if begins_so:
            message = f"以“{begins_so.group()}”开头的是警示,请改成 kind: warn,或换个开头"
            yield origin.problem((*path, "text"), "warning-in-step", message)
        return
    if step.level is None:
        message = "warn 要有 level:会伤人写 警告,会损坏东西写 注意,只是说明写 说明"
        yield origin.problem(path, "warning-level", message)
    if begins_so:
        message = "level 已经显示为前缀,正文不用再写“警告”“注意”"
        yield origin.problem((*path, "text"), "level-twice", message, Gravity.WARNING)
    yield from _level_fits(step, path, origin)


def _level_fits(step: Step, path: Path, origin: Origin) -> Iterator[Problem]:
    injury = _INJURY.search(step.text + step.why)
    may_injure = injury or _MAY_INJURE.search(step.text + step.why)
    if step.level is WarningLevel.WARNING and not may_injure:
        message = "“警告”只用于可能伤人;正文没说会怎样伤人,请写明或改成 注意"
        yield origin.problem((*path, "level"), "level-too-high", message, Gravity.WARNING)
    if step.level in (WarningLevel.CAUTION, WarningLevel.INFORMATION) and injury:
        message = f"正文说到“{injury.group()}”,可能伤人的要用 警告"
        yield origin.problem((*path, "level"), "level-too-low", message, Gravity.WARNING)


def _information(step: Step, path: Path, origin: Origin) -> Iterator[Problem]:
    """Information lines carry nothing that would be ticked, answered or filled in."""
    if step.kind.can_be_ticked:
        return
    for field, is_there in (
        ("value", step.value is not None),
        ("state", bool(step.state)),
        ("killer", step.killer),
    ):
        if is_there:
            message = f"{step.kind.value} 是说明,不勾选也不填写,不能有 {field};要做的事请写成 ask 或 do"
            yield origin.problem((*path, field), "information-line", message)
