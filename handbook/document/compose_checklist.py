"""Procedures and emergency cards -> blocks: steps with boxes and answer lines, warnings, outcomes, ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from handbook.document.blocks import (
    Block,
    Caution,
    Choice,
    Heading,
    Immediate,
    ImmediateRow,
    Labelled,
    Note,
    OutcomeBlock,
    Paragraph,
    SignOff,
    StepRow,
    plain,
    text_of,
)
from handbook.document.composing import Composing
from handbook.document.run_record import UNTOUCHED, StepRecord, step_name
from handbook.document.wording import clock, condition, leads_to
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.kinds import StepKind, WarningLevel
from handbook.model.procedure import Procedure
from handbook.model.step import Answer, Outcome, Step

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def emergency_blocks(
    composing: Composing, card: EmergencyCard, run_head: Iterable[Block] = ()
) -> Iterator[Block]:
    """Phase 1 in its box before anything else, then the steps, the words that steady, and when to stop."""
    fill = composing.fill
    yield Immediate(tuple(ImmediateRow(fill(line.text), line.kind == "say") for line in card.immediate))
    yield from run_head
    yield from _not_for(composing, card.not_for)
    yield from step_blocks(composing, card.steps, card.dispatch_minimum, {})
    yield Heading("稳住用户,什么时候停")
    if card.calm:
        yield Labelled("可以说", plain("".join(f"「{fill(text)}」" for text in card.calm)))
    if card.dont_say:
        yield Labelled("不要说", plain("".join(f"×\u00a0{fill(text)}  " for text in card.dont_say).rstrip()))
    yield Labelled("停", plain(fill(card.stop)))
    yield Labelled("接管", plain(fill(card.takeover)))
    promises = composing.times(card.promises)
    if promises:
        yield Labelled("时限", plain(";".join(promises)))
    yield from _sign_off(composing, sends_somebody=True)


def procedure_blocks(composing: Composing, procedure: Procedure) -> Iterator[Block]:
    """Summary, phone steps, outcomes by letter, then the fitter's steps."""
    letters = {outcome.id: LETTERS[n % 26] for n, outcome in enumerate(procedure.outcomes)}
    if procedure.summary:
        yield Paragraph(plain(composing.fill(procedure.summary)))
    yield from _not_for(composing, procedure.not_for)
    yield from step_blocks(composing, procedure.steps, procedure.dispatch_minimum, letters)
    yield Heading("结果与答复")
    for outcome in procedure.outcomes:
        yield _outcome(composing, procedure, outcome, letters[outcome.id])
    if procedure.onsite_steps:
        yield from step_blocks(composing, procedure.onsite_steps, (), letters, place="现场:")
    yield from _sign_off(composing, sends_somebody=any(o.priority for o in procedure.outcomes))


def legend(entry: Entry) -> list[str]:
    """What the marks of its steps mean, as far as it has them."""
    if not isinstance(entry, EmergencyCard | Procedure):
        return []
    words = ["黑底号:关键步骤"] if any(step.killer for step in entry.steps) else []
    return [*words, "*:派单必填"] if entry.dispatch_minimum else words


_LONG_CONDITION = 24
"""Characters: more than a line of small type in a column."""


def step_blocks(
    composing: Composing,
    steps: Sequence[Step],
    wanted: Sequence[str],
    letters: Mapping[str, str],
    place: str = "",
) -> Iterator[Block]:
    """Steps in order with their group headings; only those that can be ticked are numbered."""
    numbers = _numbers(steps)
    named = {step.id: numbers[at] for at, step in enumerate(steps) if step.id and numbers[at]}
    heading = ""
    full: dict[int, str] = {}
    for at, step in enumerate(steps):
        group = composing.fill(step.group)
        if (group and group != heading) or at == 0:
            heading = group or heading or "步骤"
            yield Heading(place + heading, note="仅限内部" if place else "")
        when = composing.fill(condition(step, named))
        if numbers[at]:
            full[numbers[at]] = when
        when = _same_as_before(when, numbers[at], full)
        match step.kind:
            case StepKind.WARN:
                level = step.level or WarningLevel.INFORMATION
                yield Caution(str(level), composing.fill(step.text), when)
            case StepKind.NOTE:
                yield Note(composing.fill(step.text), when)
            case _:
                name = step_name(step.id, at + 1)
                # The fitter's steps are not part of the record of a call.
                record = composing.run.step(name) if composing.run and not place else None
                yield _step_row(
                    composing,
                    step,
                    record,
                    number=numbers[at],
                    name=name,
                    when=when,
                    wanted=bool(step.id) and step.id in wanted,
                    letters=letters,
                )


def _same_as_before(when: str, number: int, full: dict[int, str]) -> str:
    """A long condition is not said again: 条件同第 10 步 names the first of the steps in a row that have it."""
    first = number
    while number and len(when) > _LONG_CONDITION and full.get(first - 1) == when:
        first -= 1
    return f"条件同第 {first} 步" if first < number else when


def _numbers(steps: Sequence[Step]) -> list[int]:
    """Printed number of each step; 0 for those without a box."""
    numbers, last = [], 0
    for step in steps:
        last += step.kind.can_be_ticked
        numbers.append(last if step.kind.can_be_ticked else 0)
    return numbers


def _step_row(
    composing: Composing,
    step: Step,
    record: StepRecord | None,
    *,
    number: int,
    name: str,
    when: str,
    wanted: bool,
    letters: Mapping[str, str],
) -> StepRow:
    fill = composing.fill
    done = record or UNTOUCHED
    return StepRow(
        number=number,
        name=name,
        mark=step.kind.label,
        text=fill(step.text),
        is_said=step.kind is StepKind.SAY,
        condition=when,
        hint=fill(step.hint),
        state=fill(step.state),
        choices=tuple(
            # Why there is no value is short on paper: what follows stands in the call list.
            _choice(
                composing, replace(a, note="") if a.is_standing and step.value else a, done.answer, letters
            )
            for a in step.answers
        ),
        value_name=step.value.name if step.value else "",
        value_unit=step.value.unit if step.value else "",
        killer=step.killer,
        wanted_for_dispatch=wanted,
        tick=done.state,
        written=_written(step, done),
        time=clock(done.at),
        reason=fill(done.reason),
        is_blank=record is None,
    )


def _choice(composing: Composing, answer: Answer, chosen: str, letters: Mapping[str, str]) -> Choice:
    link = f"entry:{answer.entry}" if answer.entry else ""
    if answer.entry:
        composing.named.add(answer.entry)
    label = composing.fill(answer.label)
    return Choice(
        label,
        composing.fill(answer.note),
        leads_to(answer, letters, composing.title),
        link,
        bool(chosen) and chosen in (label, answer.label),
    )


def _written(step: Step, record: StepRecord) -> str:
    """What a run wrote on the answer line; a chosen answer and the state of a ticked step are marked in place."""
    unit = step.value.unit if step.value else ""
    value = f"{record.value}\u00a0{unit}".rstrip() if record.value else ""
    free_answer = record.answer if not any(a.label == record.answer for a in step.answers) else ""
    return " ".join(word for word in (free_answer, value) if word)


def _outcome(composing: Composing, procedure: Procedure, outcome: Outcome, letter: str) -> OutcomeBlock:
    fill = composing.fill
    reached = composing.run is not None and composing.run.outcome == outcome.id
    return OutcomeBlock(
        letter=letter,
        title=fill(outcome.title),
        responsible="、".join(outcome.responsible),
        next_action=fill(outcome.next_action),
        owner=fill(outcome.owner),
        promise=composing.value(outcome.promise),
        priority=str(outcome.priority or ""),
        grounds=tuple(text_of(composing.article(entry_id)) for entry_id in outcome.citations),
        say=fill(outcome.say),
        note=fill(outcome.note),
        is_default=outcome.id == procedure.default_outcome,
        reached=reached,
    )


def _not_for(composing: Composing, texts: Sequence[str]) -> Iterator[Block]:
    if texts:
        yield Labelled("不适用", plain(";".join(map(composing.fill, texts))))


def _sign_off(composing: Composing, *, sends_somebody: bool) -> Iterator[Block]:
    """Lines to write on a blank form; without address and phone a ticket sends nobody."""
    if composing.run is not None:
        return
    if sends_somebody:
        yield SignOff(("地址", "电话", "户号", "时间", "姓名"), (5, 3, 2, 2, 2))
    else:
        yield SignOff(("时间", "姓名", "备注"))
