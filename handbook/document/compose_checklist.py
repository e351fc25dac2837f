"""Procedures and emergency cards -> what they say: steps with their answers, warnings, outcomes, ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from handbook.document.blocks import (
    Caution,
    Choice,
    EndMark,
    Heading,
    Immediate,
    ImmediateRow,
    Labelled,
    Meaning,
    Note,
    OutcomeBlock,
    Paragraph,
    SentenceRole,
    Sentences,
    SignOff,
    StepRow,
    Steps,
    WantedForDispatch,
    plain,
)
from handbook.document.compose_guide import guide_table
from handbook.document.composing import Composing
from handbook.document.links import ENTRY
from handbook.document.run_record import UNTOUCHED, RunRecord, StepRecord, step_name
from handbook.document.wording import clock, condition, leads_to, minute
from handbook.document.words import (
    AFTERWARDS,
    AVOID,
    CALM,
    END,
    INTERNAL,
    KILLER,
    NOT_APPLICABLE,
    ONSITE,
    OTHERWISE,
    OUTCOME,
    OUTCOMES,
    STEPS,
    STOP,
    STOP_AND_TAKEOVER,
    TAKEOVER,
    TIME_LIMITS,
    WANTED,
)
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.kinds import StepKind, WarningLevel
from handbook.model.procedure import Procedure
from handbook.model.step import Answer, Outcome, Step

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_QUESTION_MARKS = "?\uff1f"


def emergency_blocks(composing: Composing, card: EmergencyCard) -> Iterator[Meaning]:
    """Phase 1 before anything else, then the steps, the words that steady, and when to stop."""
    fill = composing.fill
    yield Immediate(tuple(ImmediateRow(fill(line.text), line.kind == "say") for line in card.immediate))
    yield from _run_head(composing.run)
    yield from _not_for(composing, card.not_for)
    yield _steps(composing, card.steps, wanted=card.dispatch_minimum)
    if card.calm:
        yield Sentences(CALM, SentenceRole.CALM, tuple(map(fill, card.calm)))
    if card.dont_say:
        yield Sentences(AVOID, SentenceRole.AVOID, tuple(map(fill, card.dont_say)))
    yield from _card_outcomes(composing, card)
    yield Heading(STOP_AND_TAKEOVER)
    yield Labelled(STOP, plain(fill(card.stop)))
    yield Labelled(TAKEOVER, plain(fill(card.takeover)))
    times = composing.times(card.promises)
    if times:
        yield Sentences(TIME_LIMITS, SentenceRole.TIME, tuple(times))
    yield from _sign_off(composing, sends_somebody=True)
    yield EndMark(f"{END}:{fill(card.done)}", own=fill(card.done))


def _card_outcomes(composing: Composing, card: EmergencyCard) -> Iterator[Sentences | Labelled]:
    """What the call comes to: priority, when it holds, what is done next and by whom; then what is asked afterwards."""
    if not card.outcomes:
        return
    numbers = _named(card.steps)
    afterwards = tuple(dict.fromkeys(outcome.follow_up for outcome in card.outcomes if outcome.follow_up))
    texts: list[str] = []
    for outcome in card.outcomes:
        when = condition(outcome.when, numbers)
        if not when and len(card.outcomes) > 1:
            when = OTHERWISE
        said = f"{outcome.priority} {when}:" if when else f"{outcome.priority} "
        own = f",{AFTERWARDS}{outcome.follow_up}" if outcome.follow_up and len(afterwards) > 1 else ""
        texts.append(composing.fill(f"{said}{outcome.next_action}({outcome.owner}){own}"))
    yield Sentences(OUTCOME, SentenceRole.OUTCOME, tuple(texts))
    if len(afterwards) == 1:
        yield Labelled(AFTERWARDS, plain(composing.fill(afterwards[0])), is_ours=True)


def procedure_blocks(composing: Composing, procedure: Procedure) -> Iterator[Meaning]:
    """Summary, guide, phone steps, outcomes by letter, what a ticket needs, then the fitter's steps."""
    yield from _run_head(composing.run)
    if procedure.summary:
        yield Paragraph(plain(composing.fill(procedure.summary)), is_summary=True)
    yield from _not_for(composing, procedure.not_for)
    if procedure.guide is not None:
        yield guide_table(composing, procedure.guide)
    leads = {outcome.id: outcome_words(procedure, outcome, composing) for outcome in procedure.outcomes}
    yield _steps(composing, procedure.steps, wanted=procedure.dispatch_minimum, outcomes=leads)
    yield Heading(OUTCOMES)
    for outcome in procedure.outcomes:
        yield outcome_block(composing, procedure, outcome)
    wanted = tuple(
        composing.fill(step.value.name if step.value else step.text).rstrip(_QUESTION_MARKS)
        for step in procedure.steps
        if step.id and step.id in procedure.dispatch_minimum
    )
    if wanted:
        yield WantedForDispatch(wanted)
    if procedure.onsite_steps:
        yield _steps(composing, procedure.onsite_steps, outcomes=leads, is_onsite=True)
    yield from _sign_off(composing, sends_somebody=any(o.priority for o in procedure.outcomes))
    yield EndMark(END)


def legend(entry: Entry) -> list[str]:
    """What the marks of its steps mean on paper, as far as it has them."""
    if not isinstance(entry, EmergencyCard | Procedure):
        return []
    words = [f"黑底号:{KILLER}"] if any(step.killer for step in entry.steps) else []
    return [*words, f"*:{WANTED}"] if entry.dispatch_minimum else words


def outcome_letter(procedure: Procedure, outcome: Outcome) -> str:
    """The letter by which answers name an outcome."""
    return _LETTERS[procedure.outcomes.index(outcome) % 26]


def outcome_words(procedure: Procedure, outcome: Outcome, composing: Composing) -> str:
    """Where an answer leads: letter and title of the outcome."""
    return f"{outcome_letter(procedure, outcome)} {composing.fill(outcome.title)}"


def _steps(
    composing: Composing,
    steps: Sequence[Step],
    *,
    wanted: Sequence[str] = (),
    outcomes: Mapping[str, str] | None = None,
    is_onsite: bool = False,
) -> Steps:
    """Steps in order with their group headings; only those that can be ticked are numbered."""
    numbers = _numbers(steps)
    named = _named(steps)
    rows: list[Heading | StepRow | Caution | Note] = []
    heading = ""
    for at, step in enumerate(steps):
        group = composing.fill(step.group)
        if (group and group != heading) or at == 0:
            heading = group or heading or STEPS
            words = ONSITE + heading if is_onsite else heading
            rows.append(Heading(words, note=INTERNAL if is_onsite else "", own=group))
        name = step_name(step.id, at + 1)
        when = composing.fill(condition(step.when, named))
        if not numbers[at]:
            rows.append(_information(composing, step, name=name, when=when))
            continue
        # The fitter's steps are not part of the record of a call.
        record = composing.run.step(name) if composing.run and not is_onsite else None
        row = _step_row(composing, step, record, number=numbers[at], name=name, outcomes=outcomes or {})
        rows.append(replace(row, condition=when, wanted_for_dispatch=bool(step.id) and step.id in wanted))
    return Steps(tuple(rows), is_onsite)


def _information(composing: Composing, step: Step, *, name: str, when: str) -> Caution | Note:
    """What is heeded or known, and has no box."""
    text = composing.fill(step.text)
    if step.kind is StepKind.NOTE:
        return Note(text, when, name=name, is_standing=step.is_standing)
    level = step.level or WarningLevel.CAUTION
    return Caution(str(level), text, when, name=name, is_standing=step.is_standing)


def _named(steps: Sequence[Step]) -> dict[str, int]:
    """Id -> the number that is printed."""
    return {
        step.id: number for step, number in zip(steps, _numbers(steps), strict=True) if step.id and number
    }


def _numbers(steps: Sequence[Step]) -> list[int]:
    """Number of each step; 0 for those without a box."""
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
    outcomes: Mapping[str, str],
) -> StepRow:
    fill = composing.fill
    done = record or UNTOUCHED
    return StepRow(
        number=number,
        name=name,
        mark=step.kind.label,
        text=fill(step.text),
        audience=step.effective_audience,
        is_said=step.kind is StepKind.SAY,
        notes=tuple(fill(text) for text in (step.hint,) if text),
        state=fill(step.state),
        why=fill(step.why),
        is_standing=step.is_standing,
        choices=tuple(_choice(composing, step, answer, done.answer, outcomes) for answer in step.answers),
        value_name=step.value.name if step.value else "",
        value_unit=step.value.unit if step.value else "",
        killer=step.killer,
        tick=done.state,
        written=_written(step, done),
        time=clock(done.at),
        reason=fill(done.reason),
        is_blank=record is None,
    )


def _choice(
    composing: Composing, step: Step, answer: Answer, chosen: str, outcomes: Mapping[str, str]
) -> Choice:
    label = composing.fill(answer.label)
    # Why there is no value is short where one reads: what follows stands in the call list.
    is_short = answer.is_standing and step.value is not None
    return Choice(
        label,
        "" if is_short else composing.fill(answer.note),
        leads_to(answer, outcomes, composing.title),
        ENTRY + answer.entry if answer.entry else "",
        bool(chosen) and chosen in (label, answer.label),
        answer.is_standing,
    )


def _written(step: Step, record: StepRecord) -> str:
    """What a run wrote on the answer line; a chosen answer and the state of a ticked step are marked in place."""
    unit = step.value.unit if step.value else ""
    value = f"{record.value}\u00a0{unit}".rstrip() if record.value else ""
    free_answer = record.answer if not any(a.label == record.answer for a in step.answers) else ""
    return " ".join(word for word in (free_answer, value) if word)


def outcome_block(composing: Composing, procedure: Procedure, outcome: Outcome) -> OutcomeBlock:
    """One outcome, with the words of what it rests on."""
    fill = composing.fill
    reached = composing.run is not None and composing.run.outcome == outcome.id
    return OutcomeBlock(
        letter=outcome_letter(procedure, outcome),
        title=fill(outcome.title),
        responsible="、".join(outcome.responsible),
        next_action=fill(outcome.next_action),
        owner=fill(outcome.owner),
        promise=composing.limit(outcome.promise),
        priority=str(outcome.priority or ""),
        grounds=tuple(composing.article(entry_id) for entry_id in outcome.citations),
        say=fill(outcome.say),
        note=fill(outcome.note),
        is_default=outcome.id == procedure.default_outcome,
        reached=reached,
        id=outcome.id,
        is_standing=outcome.is_standing,
    )


def _run_head(run: RunRecord | None) -> Iterator[Labelled]:
    """Which call it was, when, and what else was written down."""
    if run is None:
        return
    times = [
        f"{word} {minute(at)}".replace(" ", "\u00a0")
        for word, at in (("开始", run.started), ("结束", run.ended))
        if at
    ]
    words = ",".join(word for word in (f"编号 {run.call}" if run.call else "", *times) if word)
    if words:
        yield Labelled("通话", plain(words))
    for label, text in run.facts:
        yield Labelled(label, plain(text))
    if run.note:
        yield Labelled("备注", plain(run.note))


def _not_for(composing: Composing, texts: Sequence[str]) -> Iterator[Sentences]:
    if texts:
        yield Sentences(NOT_APPLICABLE, SentenceRole.NOT_FOR, tuple(map(composing.fill, texts)))


def _sign_off(composing: Composing, *, sends_somebody: bool) -> Iterator[SignOff]:
    """Lines to write on a blank form; without address and phone a ticket sends nobody."""
    if composing.run is not None:
        return
    if sends_somebody:
        yield SignOff(("地址", "电话", "户号", "时间", "姓名"), (5, 3, 2, 2, 2))
    else:
        yield SignOff(("时间", "姓名", "备注"))
