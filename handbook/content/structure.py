"""A handbook goes in; problems with what refers to what come out: links, branches, site values, diagrams.

Rules named ``broken-…`` make an entry unworkable, so that it is left out; the others leave it in.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from handbook.content.messages import did_you_mean, is_it_perhaps
from handbook.content.origin import Origin
from handbook.content.succession import no_such_entry
from handbook.content.yaml_reader import Path, iter_texts
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, StepKind, Tone
from handbook.model.knowledge import Knowledge
from handbook.model.problem import Problem
from handbook.model.procedure import Procedure
from handbook.model.region import Role
from handbook.model.script import Script
from handbook.model.service_guide import GuideLine, ServiceGuide
from handbook.model.step import Step
from handbook.model.text import hole_of, holes, value_keys

LINK = re.compile(r"\]\(entry:([^)\s]*)\)")


def structure_problems(handbook: Handbook, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """Every problem of reference in `handbook`."""
    for entry in handbook:
        origin = origins[entry.id]
        yield from _links(handbook, entry, origin)
        yield from unknown_values(handbook, origin)
        match entry:
            case Procedure():
                yield from _procedure(handbook, entry, origin)
            case EmergencyCard():
                yield from _emergency(handbook, entry, origin)
            case Script():
                yield from _script(entry, origin)
            case Knowledge():
                yield from _diagram(handbook, entry, origin)
            case _:
                pass
    yield from _digits(handbook, origins)


def _links(handbook: Handbook, entry: Entry, origin: Origin) -> Iterator[Problem]:
    yield from _known_entries(handbook, entry.citations, ("citations",), origin, Kind.REGULATION)
    yield from _known_entries(handbook, entry.related, ("related",), origin)
    for path, text in iter_texts(origin.document.value):
        for target in LINK.findall(text) if "](entry:" in text else ():
            if handbook.exact(target) is None and target not in list(Role):
                missing = f"正文链接到不存在的条目“{target}”,请改正"
                yield from no_such_entry(handbook, target, missing=missing, path=path, origin=origin)


def _known_entries(
    handbook: Handbook,
    ids: Sequence[str],
    path: tuple[str | int, ...],
    origin: Origin,
    kind: Kind | None = None,
) -> Iterator[Problem]:
    for index, entry_id in enumerate(ids):
        if entry_id in list(Role):
            continue  # nothing of the region answers it, and that is said where it stands
        entry = handbook.exact(entry_id)
        if entry is None:
            known = handbook.ids(kind)
            missing = f"没有条目“{entry_id}”{is_it_perhaps(entry_id, known) or ',请改正'}"
            yield from no_such_entry(handbook, entry_id, missing=missing, path=(*path, index), origin=origin)
        elif kind is not None and entry.kind is not kind:
            yield origin.problem(
                (*path, index), "wrong-kind", f"“{entry_id}”不是{kind.label},这里只能引用{kind.label}"
            )


def unknown_values(handbook: Handbook, origin: Origin) -> Iterator[Problem]:
    """Site values that the file of `origin` names and nobody declared."""
    known = handbook.value_by_key
    for path, text in iter_texts(origin.document.value):
        for key in value_keys(text):
            if key not in known:
                yield origin.problem(
                    path,
                    "unknown-value",
                    f"没有站点值“{key}”{is_it_perhaps(key, list(known))},请在 values.yaml 里加上",
                )


def _procedure(handbook: Handbook, entry: Procedure, origin: Origin) -> Iterator[Problem]:
    outcome_ids = [o.id for o in entry.outcomes]
    yield from _steps(handbook, entry.steps, "steps", outcome_ids, origin)
    yield from _steps(handbook, entry.onsite_steps, "onsite_steps", outcome_ids, origin)
    yield from _unique(outcome_ids, "outcomes", origin)
    if entry.default_outcome not in outcome_ids:
        message = f"没有结论“{entry.default_outcome}”{did_you_mean(entry.default_outcome, outcome_ids)}"
        yield origin.problem(("default_outcome",), "broken-outcome", message)
    for index, outcome in enumerate(entry.outcomes):
        path = ("outcomes", index)
        yield from _known_entries(handbook, outcome.citations, (*path, "citations"), origin, Kind.REGULATION)
        yield from _promises(
            handbook, (outcome.promise,) if outcome.promise else (), (*path, "promise"), origin
        )
    if entry.guide is not None:
        for at, line in placed_lines(entry.guide):
            yield from _known_entries(handbook, line.citations, (*at, "citations"), origin, Kind.REGULATION)
    yield from _dispatch(entry.dispatch_minimum, entry.steps, origin)


def placed_lines(guide: ServiceGuide) -> Iterator[tuple[Path, GuideLine]]:
    """Every line of a guide with its path in the file."""
    for field, cell in zip(fields(guide), guide.cells, strict=True):
        for index, line in enumerate(cell):
            yield ("guide", field.name, index), line


def _emergency(handbook: Handbook, entry: EmergencyCard, origin: Origin) -> Iterator[Problem]:
    yield from _steps(handbook, entry.steps, "steps", (), origin)
    yield from _promises(handbook, entry.promises, ("promises",), origin)
    yield from _dispatch(entry.dispatch_minimum, entry.steps, origin)
    labels = _labels(entry.steps)
    for index, outcome in enumerate(entry.outcomes):
        at = ("outcomes", index, "when")
        yield from _conditions(outcome.when, labels=labels, earlier=labels.keys(), path=at, origin=origin)
    if not entry.immediate:
        yield origin.problem(("immediate",), "broken-card", "应急卡至少要有一行“先说先做”")


def _steps(
    handbook: Handbook, steps: Sequence[Step], key: str, outcomes: Sequence[str], origin: Origin
) -> Iterator[Problem]:
    labels = _labels(steps)
    yield from _unique([s.id for s in steps], key, origin)
    earlier: set[str] = set()
    for index, step in enumerate(steps):
        path = (key, index)
        yield from _answers(handbook, step, path, outcomes, origin)
        at = (*path, "when")
        yield from _conditions(step.when, labels=labels, earlier=earlier, path=at, origin=origin)
        yield from _promises(handbook, step.promises, (*path, "promises"), origin)
        if step.id:
            earlier.add(step.id)


def _answers(
    handbook: Handbook, step: Step, path: tuple[str | int, ...], outcomes: Sequence[str], origin: Origin
) -> Iterator[Problem]:
    if step.kind in (StepKind.ASK, StepKind.DECIDE):
        if not step.id:
            yield origin.problem(path, "broken-step", "ask 和 decide 步骤要有 id,后面的步骤才能引用它")
        if not step.own_answers and step.value is None and not step.held_facts:
            yield origin.problem(path, "broken-step", "ask 和 decide 步骤要有 answers、value 或 facts")
    elif step.answers:
        yield origin.problem(
            (*path, "answers"), "broken-step", f"{step.kind.value} 步骤不能有 answers,请改成 ask 或 decide"
        )
    if len({a.label for a in step.answers}) < len(step.answers):
        yield origin.problem((*path, "answers"), "broken-step", "同一步里有两个相同的答案,请改掉一个")
    for index, answer in enumerate(step.answers):
        at = (*path, "answers", index)
        if answer.outcome and answer.outcome not in outcomes:
            message = f"没有结论“{answer.outcome}”{did_you_mean(answer.outcome, outcomes)}"
            yield origin.problem((*at, "outcome"), "broken-outcome", message)
        if answer.outcome and answer.entry:
            yield origin.problem(at, "broken-step", "一个答案只能通向 outcome 或 entry 之一")
        if answer.entry:
            target = handbook.exact(answer.entry)
            if target is None or target.kind not in (Kind.PROCEDURE, Kind.EMERGENCY):
                missing = f"“{answer.entry}”不是现有的流程或应急卡,请改正"
                yield from no_such_entry(
                    handbook, answer.entry, missing=missing, path=(*at, "entry"), origin=origin
                )


def _labels(steps: Sequence[Step]) -> dict[str, list[str]]:
    return {step.id: [answer.label for answer in step.answers] for step in steps if step.id}


def _conditions(
    when: Mapping[str, Iterable[str]],
    *,
    labels: Mapping[str, Sequence[str]],
    earlier: Collection[str],
    path: tuple[str | int, ...],
    origin: Origin,
) -> Iterator[Problem]:
    for name, wanted in when.items():
        if name not in earlier:
            message = f"when 引用了“{name}”,但前面没有这个 id 的步骤"
            yield origin.problem((*path, name), "broken-when", message)
            continue
        for label in wanted:
            if label not in labels[name]:
                message = f"步骤“{name}”没有答案“{label}”{did_you_mean(label, labels[name])}"
                yield origin.problem((*path, name), "broken-when", message)


def _unique(ids: Sequence[str], key: str, origin: Origin) -> Iterator[Problem]:
    for index, name in enumerate(ids):
        if name and name in ids[:index]:
            yield origin.problem((key, index), "broken-id", f"“{name}”用了两次,请换一个 id")


def _promises(
    handbook: Handbook, keys: Sequence[str], path: tuple[str | int, ...], origin: Origin
) -> Iterator[Problem]:
    known = handbook.value_by_key
    for key in keys:
        if key not in known:
            yield origin.problem(path, "unknown-value", f"没有站点值“{key}”,请在 values.yaml 里加上")


def _dispatch(ids: Sequence[str], steps: Sequence[Step], origin: Origin) -> Iterator[Problem]:
    known = [s.id for s in steps if s.id]
    for index, name in enumerate(ids):
        if name not in known:
            message = f"派单最低要求里的“{name}”不是本条目的步骤{did_you_mean(name, known)}"
            yield origin.problem(("dispatch_minimum", index), "broken-dispatch", message)


def _script(entry: Script, origin: Origin) -> Iterator[Problem]:
    declared = {p.name for p in entry.placeholders}
    for index, line in enumerate(entry.lines):
        path = ("lines", index, "variants")
        if Tone.STANDARD not in line.variants:
            yield origin.problem(path, "broken-line", "每行话术都要有“标准”说法")
        used = {name for text in line.variants.values() for name in holes(text)}
        for name in sorted(used - declared):
            message = f"占位符“{hole_of(name)}”没有在 placeholders 里说明,请补上"
            yield origin.problem(path, "broken-placeholder", message)


def _diagram(handbook: Handbook, entry: Knowledge, origin: Origin) -> Iterator[Problem]:
    if entry.diagram and entry.diagram not in handbook.diagrams:
        yield origin.problem(("diagram",), "missing-diagram", f"找不到示意图 diagrams/{entry.diagram}.svg")
    if entry.diagram and not entry.diagram_caption:
        yield origin.problem(("diagram",), "missing-caption", "示意图要有 diagram_caption,看不到图的人靠它")


def _digits(handbook: Handbook, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    seen: dict[int, str] = {}
    for card in handbook.emergency:
        if card.digit is None:
            continue
        if not 1 <= card.digit <= 9:
            yield origins[card.id].problem(("digit",), "bad-digit", "digit 要在 1 到 9 之间")
        elif card.digit in seen:
            message = f"数字 {card.digit} 已给了 {seen[card.digit]},请换一个"
            yield origins[card.id].problem(("digit",), "bad-digit", message)
        seen.setdefault(card.digit, card.id)
