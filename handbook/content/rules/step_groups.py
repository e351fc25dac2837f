"""Lists of steps go in; problems with the size of their groups come out."""

from collections.abc import Iterator, Sequence

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import step_lists
from handbook.model.problem import Gravity, Problem
from handbook.model.step import Step

MAX_ITEMS = 9
GOOD_ITEMS = 7


def grouped(steps: Sequence[Step]) -> list[list[int]]:
    """Positions of the steps of each group, in order; a step without `group` belongs to the one before."""
    groups: list[list[int]] = []
    name = None
    for index, step in enumerate(steps):
        if not groups or (step.group and step.group != name):
            groups.append([])
        name = step.group or name
        groups[-1].append(index)
    return groups


def step_groups(content: LoadedContent) -> Iterator[Problem]:
    """Five to seven steps in a group are good, nine are the most."""
    for entry in content.handbook:
        for key, steps in step_lists(entry):
            origin = content.origins[entry.id]
            if key == "steps" and steps and not steps[0].group:
                message = "第一步要写 group,给这一组起个名字(如 先问)"
                yield origin.problem((key, 0), "no-group", message, Gravity.WARNING)
            for group in grouped(steps):
                name = steps[group[0]].group or "未命名"
                if len(group) > MAX_ITEMS:
                    message = f"“{name}”这一组有 {len(group)} 步,最多 {MAX_ITEMS} 步;请用 group 分成几组"
                    yield origin.problem((key, group[MAX_ITEMS]), "group-too-large", message)
                elif len(group) > GOOD_ITEMS:
                    message = f"“{name}”这一组有 {len(group)} 步,5–{GOOD_ITEMS} 步最好"
                    yield origin.problem((key, group[GOOD_ITEMS]), "group-large", message, Gravity.WARNING)
