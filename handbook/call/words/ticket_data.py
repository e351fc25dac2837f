"""A call -> what its ticket says, as data: each item in its field, with the question it answers and who wrote it.

Nothing here is shortened or laid out; `ticket_text` does that. A fact that nobody gave reads 未问到.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from handbook.call.state.answer_words import (
    question_of,
    shares_words,
    short_question,
    shortened,
    telling_signs,
)
from handbook.call.state.call import Call, CallerField
from handbook.call.state.caller_values import NOT_ASKED, can_be_rung
from handbook.call.state.card_outcome import card_outcome, priority_of
from handbook.call.state.dispatch import REFUSED, counting_runs, name_of, somebody_goes
from handbook.call.state.promises import Made, promises_made, promises_unmade
from handbook.call.state.run import Mark, Run, StepState
from handbook.call.words.addresses import parts_not_said
from handbook.call.words.gaps import without_gaps
from handbook.model.checklist import outcome_line, sentence_of
from handbook.model.emergency import CardOutcome
from handbook.model.fact import Fact
from handbook.model.kinds import Party, Priority, Severity, StepKind
from handbook.model.step import Step
from handbook.model.ticket_form import TicketField

NO_PROMISE = "没有承诺时间"
TELLING_STATE = 4
"""Telling signs by which the state of a step (抢修班已接) stands without the step; one fewer where it repeats its words (班长已接)."""
_NAMED_STEPS = 2
"""So many steps that were left open are named; of more only the number is told."""
_BEFORE = re.compile(r"(?:之前|以前|前)?(?:答复|回复|回单|办结)?$")
"""What is typed behind a day, and stands in the ticket anyhow."""
_LEVEL_BEFORE = re.compile(r"^P\d\s*")


FACT_FIELDS: Mapping[TicketField, CallerField] = {
    TicketField.ADDRESS: CallerField.ADDRESS,
    TicketField.PHONE: CallerField.PHONE,
    TicketField.ACCOUNT: CallerField.ACCOUNT,
    TicketField.NAME: CallerField.NAME,
}
"""Fields that show a fact of the call: to change them is to change the fact."""
ALWAYS = (TicketField.LEVEL, TicketField.ADDRESS, TicketField.PHONE)
"""What a supplement repeats, so that it is known to which ticket it belongs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A few words of one field."""

    field: TicketField
    text: str
    question: str = ""
    """What stands before an answer that says nothing alone."""
    must_stay: bool = False
    """May be shortened, never left out."""
    is_typed: bool = False
    """Words of the agent's own: the last to go, for nobody can guess them again."""

    @property
    def words(self) -> str:
        """Question and answer on one line."""
        return f"{self.question}:{self.text}" if self.question else self.text


@dataclass(frozen=True, slots=True)
class HandWords:
    """A row of the ticket as the agent wrote it over."""

    text: str
    composed: str
    """What the program had composed then: whoever sees something else now knows that it changed after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What is known of a call, in the order in which it is needed."""

    priority: Priority | None
    severity: Severity | None
    items: tuple[Item, ...]
    is_supplement: bool = False
    """Only what came after the ticket that went out before."""
    hand: Mapping[TicketField, HandWords] = field(default_factory=dict[TicketField, HandWords])
    is_demo: bool = False
    """Whether the demo company was laid in: the text begins with its mark, however little room there is."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send: no fact was entered, nothing was asked, noted or pinned."""
        return all(
            item.field is TicketField.CALLED or (item.field in FACT_FIELDS and not item.is_typed)
            for item in self.items
        )

    def of(self, name: TicketField) -> tuple[Item, ...]:
        """The items of one field."""
        return tuple(item for item in self.items if item.field is name)

    def words(self, name: TicketField) -> str:
        """One field in full, on one line."""
        return ";".join(item.words for item in self.of(name))


def make_ticket(call: Call) -> Ticket:
    """The ticket of `call` as it stands; of a call that was taken up again only what is new."""
    now = _composed(call)
    if call.before is None:
        return now
    before = (
        call.before,
        replace(call.before, hand={}),
    )  # what the hand wrote over went out in the hand's words
    known = {(i.field, i.question, i.text) for state in before for i in _composed(state).items}
    new = [i for i in now.items if i.field in ALWAYS or (i.field, i.question, i.text) not in known]
    return replace(now, items=tuple(new), is_supplement=True)


def composed_words(call: Call, name: TicketField) -> str:
    """What the program itself would write into a field, whatever the hand wrote over it."""
    return make_ticket(replace(call, hand={})).words(name)


def _composed(call: Call) -> Ticket:
    runs = counting_runs(call)
    priority = min((p for run in runs if (p := priority_of(run)) is not None), default=None)
    severity = min((run.checklist.severity for run in runs), key=lambda s: s.rank, default=None)
    hand = {TicketField(name): HandWords(*words) for name, words in call.hand.items()}
    items = [
        *_level(runs, priority, severity),
        *_caller(call),
        *_acts(call, runs),
        *_due(call, runs),
        Item(field=TicketField.CALLED, text=f"{call.at(0):%m-%d %H:%M}", must_stay=True),
        *_linked(call),
        *_known(runs),
        *(Item(field=TicketField.NOTE, text=note.text, is_typed=True) for note in call.notes),
        *_demands(runs),
        *_dispatches(call),
        *_told(call),
        *_sums(call),
        *_open(call, runs),
        *_lists(runs),
    ]
    return Ticket(
        priority=priority, severity=severity, items=_tidy(items, hand), hand=hand, is_demo=call.is_demo
    )


def _tidy(items: list[Item], hand: Mapping[TicketField, HandWords]) -> tuple[Item, ...]:
    """On one line each, without marks of values that are not filled in, each once; the hand's words in their fields."""
    written = {
        name: Item(field=name, text=_one_line(words.text), must_stay=True, is_typed=True)
        for name, words in hand.items()
    }
    found: dict[tuple[TicketField, str, str], Item] = {}
    for name in TicketField:
        for item in [written[name]] if name in written else [i for i in items if i.field is name]:
            text, question = (without_gaps(_one_line(words)) for words in (item.text, item.question))
            if text:
                found.setdefault((name, question, text), replace(item, text=text, question=question))
    return tuple(item for item in found.values() if not _is_told_in_full(item, found.values()))


def _is_told_in_full(item: Item, items: Collection[Item]) -> bool:
    """Whether another danger begins with the same words and says more: 有人烫伤 beside “有人烫伤,急救已叫”."""
    return item.field is TicketField.HAZARD and any(
        other.field is item.field and other.text != item.text and other.text.startswith(item.text)
        for other in items
    )


def _level(runs: list[Run], priority: Priority | None, severity: Severity | None) -> Iterator[Item]:
    if runs:
        words = " ".join(str(word) for word in (priority or "未定级", severity or "") if word)
        yield Item(field=TicketField.LEVEL, text=f"[{words}]", must_stay=True)


def _caller(call: Call) -> Iterator[Item]:
    """What was entered, and of what must be known and was not, why not."""
    asked = {fact for run in call.runs for step in run.applicable for fact in step.held_facts}
    passed_by = {
        fact: reason
        for run in call.runs
        for step in run.applicable
        for fact in run.lacking(step)
        if (reason := run.state(step.id).reason)  # another list may not have come to the fact yet
    }
    for name, caller_field in FACT_FIELDS.items():
        known = call.caller.get(caller_field, "")
        must = name in ALWAYS or caller_field.fact in asked
        if known or must:
            reason = call.unasked.get(caller_field, "") or passed_by.get(caller_field.fact, "")
            missing = f"{NOT_ASKED}({reason})" if reason else NOT_ASKED
            words = known + _doubt(caller_field, known) if known else f"{caller_field}{missing}"
            yield Item(field=name, text=words, must_stay=True, is_typed=bool(known))


def _doubt(field: CallerField, known: str) -> str:
    """What keeps somebody from going by what was given, in brackets behind it: no number to ring, no door to knock at."""
    if field is CallerField.PHONE and not can_be_rung(known):
        return f"({Mark.QUESTIONED})"
    if field is CallerField.ADDRESS and (parts := parts_not_said(known)):
        return f"(没说{'、'.join(parts)})"
    return ""


def _acts(call: Call, runs: list[Run]) -> Iterator[Item]:
    if any(somebody_goes(run) or _is_grave_and_open(run) for run in runs):
        yield from _hindrance(call, runs)
    came_to = [run.checklist.severity.rank for run in runs if card_outcome(run) or run.came_to]
    settled = min(came_to, default=len(Severity))  # beside it a list left half way tells only what was asked
    for run in runs:
        title = run.checklist.title
        outcome = card_outcome(run) or run.came_to
        if outcome is not None:
            is_whole = isinstance(outcome, CardOutcome) or outcome.title.startswith(title)
            matter = (outcome.title or title) if is_whole else f"{title},{outcome.title}"
            text = f"{outcome.next_action}({outcome.owner})"
            yield Item(field=TicketField.ACT, question=matter, text=text, must_stay=True)
        elif run.is_open and run.checklist.severity.rank < settled:
            done, total = run.progress
            at = f"没问完({done}/{total})" if run.current else "问完,未下结论"
            yield Item(field=TicketField.ACT, question=title, text=at, must_stay=True)
    for run in call.runs:
        if run.end and run.end.is_abandoned:
            reason = f"({run.end.reason})" if run.end.reason else ""
            words = f"“{run.checklist.title}”中止{reason}"
            yield Item(field=TicketField.OPEN, text=words, must_stay=True, is_typed=bool(reason))


def _is_grave_and_open(run: Run) -> bool:
    """Whether nobody knows yet that nobody has to go there."""
    return run.is_open and run.came_to is None and run.checklist.severity.rank <= Severity.URGENT.rank


def _hindrance(call: Call, runs: list[Run]) -> Iterator[Item]:
    """What keeps anybody from going there or from being told that somebody comes, and where to look for it; where something is
    dangerous there, ringing may be so too (煤气), which is read first.
    """
    is_rung = can_be_rung(call.caller.get(CallerField.PHONE, ""))
    words = ""
    if not call.caller.get(CallerField.ADDRESS):
        words = "缺地址," + ("打这个电话补问" if is_rung else "也缺电话,系统里查来电号码、户号")
        if not call.dispatches:
            words = f"派不出去:{words}"
    elif not is_rung and not call.dispatches and call.unasked.get(CallerField.PHONE) != REFUSED:
        # Where somebody is on the way, or it was refused, nobody looks for it.
        heed = ",看过“现场当心”再打" if any(map(_has_hazard, runs)) else ""
        words = f"缺电话,系统里查来电号码{heed}"
    if words:
        yield Item(field=TicketField.ACT, text=words, must_stay=True)


def _has_hazard(run: Run) -> bool:
    return any(_hazard_of(step, run.state(step.id)) for step in run.applicable)


def _due(call: Call, runs: list[Run]) -> Iterator[Item]:
    """Promises that were made, each once: where one was said twice, the earlier holds."""
    kept: dict[str, Made] = {}
    for made in promises_made(call):
        before = kept.get(made.promise.key)
        if before is None or _is_earlier(made.due, before.due):
            kept[made.promise.key] = made
    written = call.at(call.elapsed).date()
    for made in kept.values():
        yield Item(field=TicketField.DUE, text=f"{due_words(made, written)}(已承诺)", must_stay=True)
    if runs and not kept:
        yield Item(field=TicketField.DUE, text=NO_PROMISE, must_stay=True)


def due_words(made: Made, written: date) -> str:
    """到场 22:45 前; with the day where it is another than that of saying it, or than that on which the ticket is `written`;
    what cannot be reckoned in the words that were said.
    """
    label = _LEVEL_BEFORE.sub("", made.promise.label)
    match made.due:
        case datetime() as moment:
            day = "" if moment.date() == made.said.date() == written else f"{moment:%m-%d} "
            return f"{label} {day}{moment:%H:%M} 前"
        case date() as day:
            return f"{label} 最晚 {day:%m-%d}"
        case _:
            return f"{label} {made.promise.words}"


def _is_earlier(one: datetime | date | None, other: datetime | date | None) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    if one is None or other is None or isinstance(one, datetime) or isinstance(other, datetime):
        return False
    return one < other


@dataclass(frozen=True, slots=True)
class _Turn:
    """How an answer stands to what was said of the same fact elsewhere in the call."""

    before: tuple[str, ...] = ()
    """What was said before it, where that was something else."""
    after: str = ""
    """What was said after it; empty where it is the last word."""


def _known(runs: list[Run]) -> Iterator[Item]:
    turns = _turns(runs)
    for run in runs:
        grading = {name for outcome in run.checklist.card_outcomes for name in outcome.when}
        for step in run.applicable:
            state = run.state(step.id)
            if state.mark is Mark.SKIPPED:
                yield from _not_asked(step, state)
            elif state.mark is not Mark.OPEN:
                turn = turns.get((run.id, step.id), _Turn())
                items = _step(step, state, is_grading=step.id in grading)
                yield from (told for item in items if (told := _turned(item, turn)) is not None)


def _turns(runs: list[Run]) -> Mapping[tuple[int, str], _Turn]:
    """Run and step -> its turn, for answers to what more than one list asked: one fact has one last word in the ticket."""
    said: dict[tuple[object, ...], list[tuple[StepState, int, Step]]] = {}
    for run in runs:
        for step in run.applicable:
            state = run.state(step.id)
            if step.facts and not step.held_facts and (state.answer or state.value):
                said.setdefault((step.facts, step.whose), []).append((state, run.id, step))
    turns: dict[tuple[int, str], _Turn] = {}
    for all_of_one in said.values():
        *before, (last, run_id, asked) = sorted(all_of_one, key=lambda one: one[0].learned)
        words = _words_of(asked, last)
        earlier = [_words_of(step, state) for state, _, step in before if not _hazard_of(step, state)]
        turns[run_id, asked.id] = _Turn(before=tuple(dict.fromkeys(w for w in earlier if w != words)))
        is_danger = bool(_hazard_of(asked, last))
        for state, number, step in before:
            if not (is_danger and _hazard_of(step, state)):  # one danger does not take another back
                turns[number, step.id] = _Turn(after=words)
    return turns


def _words_of(step: Step, state: StepState) -> str:
    return value_words(step, state) if state.value else without_gaps(state.answer)


def _hazard_of(step: Step, state: StepState) -> str:
    return next((a.hazard for a in step.answers if a.label == state.answer), "")


def _turned(item: Item, turn: _Turn) -> Item | None:
    """A danger that was told stays, with what was said after it; else only the last word does, with those before it."""
    if turn.after:
        told = replace(item, text=f"{item.text}(再问时:{turn.after})")
        return told if item.field is TicketField.HAZARD else None
    if turn.before and item.field is not TicketField.DONE:
        return replace(item, text=f"{item.text}(先说:{'、'.join(turn.before)})")
    return item


def _not_asked(step: Step, state: StepState) -> Iterator[Item]:
    """What a key step was passed by for; facts of the call say so where they would stand."""
    if step.killer and not step.held_facts:
        words = f"没问到“{_short(name_of(step))}”({state.reason})"
        yield Item(field=TicketField.OPEN, text=words, must_stay=True, is_typed=True)


def _step(step: Step, state: StepState, *, is_grading: bool) -> Iterator[Item]:
    if state.value and Fact.DEADLINE in step.facts:
        words = f"对方要求 {_BEFORE.sub('', value_words(step, state))}前答复"
        yield Item(field=TicketField.DUE, text=words, must_stay=True, is_typed=True)
    elif state.value:
        name = TicketField.MEASURED if step.value and step.value.is_measured else TicketField.KNOWN
        yield Item(field=name, text=value_words(step, state), question=name_of(step), is_typed=True)
    answer = next((a for a in step.answers if a.label == state.answer), None)
    if answer is None:
        if step.kind is StepKind.DO and not state.value and not state.is_known:
            yield Item(field=TicketField.DONE, text=_done(step), must_stay=step.killer)
    elif step.kind is StepKind.DECIDE and (answer.outcome or is_grading):
        pass  # the agent's own judgment, often of several kinds in one; what it came to is said where somebody acts
    elif answer.hazard:
        yield Item(field=TicketField.HAZARD, text=answer.hazard, must_stay=True)
    elif step.value is not None and answer.is_standing:
        yield Item(field=TicketField.MEASURED, text=answer.label, question=name_of(step))
    else:
        question = question_of(step, answer.label)
        is_grave = any(fact.is_grave for fact in step.facts)
        yield Item(field=TicketField.KNOWN, text=answer.label, question=question, must_stay=is_grave)


def _done(step: Step) -> str:
    """What was done: the state where it says so by itself, else the step with it."""
    state = without_gaps(step.state)
    telling = len(telling_signs(state))
    if telling >= TELLING_STATE or (telling == TELLING_STATE - 1 and shares_words(state, step.text)):
        return state
    return _short(step.text) + (f":{state}" if state else "")


def value_words(step: Step, state: StepState) -> str:
    """The value with its unit, where it was measured, and whether it is doubted."""
    unit = step.value.unit if step.value else ""
    text = _one_line(state.value)
    shown = text if not unit or text.endswith(unit) else f"{text} {unit}"
    beside = [words for words in (state.place, str(Mark.QUESTIONED) if state.is_questioned else "") if words]
    return shown + (f"({','.join(beside)})" if beside else "")


def _linked(call: Call) -> Iterator[Item]:
    """Whoever gets the ticket sees first of what is known that nobody has to be sent for it alone."""
    if call.notice is not None:
        yield Item(field=TicketField.KNOWN, text=call.notice.text, must_stay=True, is_typed=True)


def _sums(call: Call) -> Iterator[Item]:
    """What was worked out is open until those who settle it have done so; nobody was told it."""
    for kept in call.sums.values():
        yield Item(field=TicketField.OPEN, text=kept.text, must_stay=True)


def _demands(runs: list[Run]) -> Iterator[Item]:
    for run in runs:
        if run.checklist.demand:
            yield Item(field=TicketField.DEMAND, text=run.checklist.demand)


def _dispatches(call: Call) -> Iterator[Item]:
    for sent in call.dispatches[-1:]:
        missing = f"(缺{'、'.join(sent.missing)},照派的理由:{sent.reason})" if sent.missing else ""
        text = f"已派单{missing}"
        yield Item(field=TicketField.DONE, text=text, must_stay=True, is_typed=bool(missing))


def _told(call: Call) -> Iterator[Item]:
    """What the caller was told beside the promises."""
    for run in call.runs:
        for line in run.said:
            if not run.checklist.spoken.get(line):
                text = shortened(without_gaps(sentence_of(run.checklist, line)), 24)
                yield Item(field=TicketField.TOLD, text=f"“{text}”")


def _open(call: Call, runs: list[Run]) -> Iterator[Item]:
    known = {
        (step.facts, step.whose)
        for run in runs
        for step in run.applicable
        if step.facts and run.state(step.id).is_done and step.id not in run.to_confirm
    }
    for run in runs:
        for step in run.applicable:
            if step.killer and step.kind is not StepKind.SAY and run.state(step.id).mark is Mark.OPEN:
                if not step.held_facts and run.states and (step.facts, step.whose) not in known:
                    missing = "没做" if step.kind is StepKind.DO else NOT_ASKED
                    # The topic of a fact is made to stand before an answer (水:已停); without one it says too little.
                    name = step.facts[0].label if step.facts else short_question(step)
                    text = f"{name}:{missing}"
                    yield Item(field=TicketField.OPEN, text=text, must_stay=bool(step.facts))
            elif step.id in run.to_confirm and run.state(step.id).origin and not _is_told(run, step, runs):
                words = f"{short_question(step)}:{run.state(step.id).answer}(前面问的,没再确认)"
                yield Item(field=TicketField.OPEN, text=words, must_stay=True)
        outcome = run.came_to
        if outcome is not None:
            if Party.OPEN in outcome.responsible:
                yield Item(field=TicketField.OPEN, text="责任待查明,谁付钱待定")
            line = outcome_line(outcome.id)
            if line not in run.said and not run.checklist.spoken.get(line) and run.states:
                yield Item(field=TicketField.OPEN, text="处理结果还没告诉用户")
    made = {one.promise.key for one in promises_made(call)}
    for one in (one for one in promises_unmade(call) if one.promise.key not in made):
        label = _LEVEL_BEFORE.sub("", one.promise.label)
        yield Item(field=TicketField.OPEN, text=f"没说时限:{label} {one.promise.words}", must_stay=True)


def _is_told(run: Run, step: Step, runs: list[Run]) -> bool:
    """Whether the list from which the answer was carried over is in the ticket too, and says it."""
    return any(other.id == run.state(step.id).origin for other in runs)


def _lists(runs: list[Run]) -> Iterator[Item]:
    for run in runs:
        done, total = run.progress
        left = [step for step in run.applicable if run.state(step.id).mark is Mark.OPEN]
        unasked = [short_question(step) for step in left if step.kind is not StepKind.SAY and not step.killer]
        among = f"等 {total - done} 项" if total - done > len(unasked) else ""
        names = f"(还差:{'、'.join(unasked)}{among})" if 0 < len(unasked) <= _NAMED_STEPS and done else ""
        yield Item(field=TicketField.LISTS, text=f"{run.checklist.title} {done}/{total}{names}")
    for version in dict.fromkeys(run.checklist.version for run in runs if run.checklist.version):
        yield Item(field=TicketField.VERSION, text=version)


def _short(text: str) -> str:
    return shortened(without_gaps(text.rstrip("?\uff1f。")), 16)


def _one_line(text: str) -> str:
    return " ".join(text.split())
