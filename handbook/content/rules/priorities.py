"""Outcomes go in; those less urgent than the one table says for the same matter come out, and a shown table that differs."""

import re
from collections.abc import Iterator, Mapping, Sequence

from handbook.content.checks import Matter, Priorities
from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.wording import plain
from handbook.content.yaml_reader import Path
from handbook.model.emergency import EmergencyCard
from handbook.model.fact import Whose
from handbook.model.kinds import Priority
from handbook.model.knowledge import Knowledge
from handbook.model.problem import Problem
from handbook.model.procedure import Procedure
from handbook.model.step import Step

_ROW = re.compile(r"^\|\s*(P[0-4])\s*\|([^|]*)\|", re.MULTILINE)
_RANK = {priority: rank for rank, priority in enumerate(Priority)}
_RAISED = re.compile(r"按\s*(P[0-4])\s*(?:级)?\s*(?:直?派|报|办|走|,|。|$)")


def priorities(content: LoadedContent) -> Iterator[Problem]:
    """The same matter is as urgent on every list: no outcome is lower than ``checks/priorities.yaml`` says."""
    table = content.checks.priorities
    if table is None:
        return  # another rule tells that the file is missing
    for procedure in content.handbook.procedures:
        yield from _of_procedure(procedure, table, content.origins[procedure.id])
    for card in content.handbook.emergency:
        yield from _of_card(card, table, content.origins[card.id])
    shown = content.handbook.get(table.entry)
    if isinstance(shown, Knowledge):
        yield from _of_shown(shown, table, content.origins[shown.id])


def _of_procedure(procedure: Procedure, table: Priorities, origin: Origin) -> Iterator[Problem]:
    for index, outcome in enumerate(procedure.outcomes):
        if outcome.is_standing:
            continue
        path: Path = ("outcomes", index)
        yield from _raised_in_note(outcome.note, outcome.priority, path, origin)
        leading = {
            step.id: tuple(answer.label for answer in step.answers if answer.outcome == outcome.id)
            for step in procedure.steps
        }
        # Each of these answers alone leads here.
        conditions = [{name: labels} for name, labels in leading.items() if labels]
        yield from _too_low(table, outcome.matter, outcome.title, outcome.priority, path, origin)
        for condition in conditions:
            matters = _said_by(condition, procedure.steps, table)
            yield from _lower(matters, outcome.priority, path, origin)


def _of_card(card: EmergencyCard, table: Priorities, origin: Origin) -> Iterator[Problem]:
    for index, outcome in enumerate(card.outcomes):
        path: Path = ("outcomes", index)
        yield from _too_low(table, outcome.matter, outcome.title, outcome.priority, path, origin)
        yield from _lower(_said_by(outcome.when, card.steps, table), outcome.priority, path, origin)


def _too_low(
    table: Priorities, name: str, title: str, priority: Priority | None, path: Path, origin: Origin
) -> Iterator[Problem]:
    if name and name not in {matter.name for matter in table.matters}:
        known = "、".join(matter.name for matter in table.matters)
        yield origin.problem(
            (*path, "matter"), "unknown-matter", f"priorities.yaml 里没有“{name}”;请改成 {known} 之一"
        )
    bare = plain(title)
    matters = [
        matter
        for matter in table.matters
        if matter.name == name or (not name and any(pattern.search(bare) for pattern in matter.titles))
    ]
    yield from _lower(matters, priority, path, origin)


def _said_by(
    condition: Mapping[str, Sequence[str]], steps: Sequence[Step], table: Priorities
) -> list[Matter]:
    """The matters that an answer of `condition` declares: its step says which fact it asks for."""
    found: list[Matter] = []
    for step in steps:
        labels = condition.get(step.id, ()) if step.id and step.whose is Whose.CALLER else ()
        for matter in table.matters:
            named = {label for fact in step.facts for label in matter.answers.get(fact, ())}
            if labels and named.issuperset(labels):
                found.append(matter)
    return found


def _raised_in_note(note: str, priority: Priority | None, path: Path, origin: Origin) -> Iterator[Problem]:
    """A note that has somebody sent sooner than the ticket says: the ticket goes out, the note does not."""
    for found in _RAISED.finditer(plain(note)):
        if priority is None or _RANK[Priority(found.group(1))] < _RANK[priority]:
            message = (
                f"备注叫人“{found.group().rstrip(',。')}”,工单上却是{priority.value if priority else '没有等级'};"
                "请把更急的情形写成另一个答案和另一个结论"
            )
            yield origin.problem((*path, "note"), "note-raises-priority", message)


def _lower(
    matters: Sequence[Matter], priority: Priority | None, path: Path, origin: Origin
) -> Iterator[Problem]:
    for matter in matters:
        if priority is None or _RANK[priority] > _RANK[matter.priority]:
            message = f"“{matter.name}”至少 {matter.priority.value},这里写的更低;请改 priority,或核对 checks/priorities.yaml"
            yield origin.problem((*path, "priority"), "priority-too-low", message)


def _of_shown(shown: Knowledge, table: Priorities, origin: Origin) -> Iterator[Problem]:
    cells = {
        found.group(1): {name.strip() for name in found.group(2).split("、")}
        for found in _ROW.finditer(shown.body)
    }
    for priority in Priority:
        named = {matter.name for matter in table.matters if matter.priority is priority}
        for name in sorted(named ^ cells.get(priority.value, set())):
            message = f"{priority.value} 的“{name}”只在 checks/priorities.yaml 和这张表的一处;两处要一样"
            yield origin.problem(("body",), "priority-table", message)
