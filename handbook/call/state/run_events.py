"""A run and one event of it -> the run afterwards; pure, and the only place that says what an event does to a run."""

from collections.abc import Mapping
from dataclasses import replace

from handbook.call.state.applicability import Applicability
from handbook.call.state.events import (
    Abandoned,
    Answered,
    Carried,
    Event,
    Finished,
    Left,
    Moved,
    Reconfirmed,
    Reset,
    Restarted,
    Returned,
    Said,
    Skipped,
    Ticked,
    Unsaid,
    Unticked,
    ValueEntered,
)
from handbook.call.state.rules import is_doubtful_value
from handbook.call.state.run import UNTOUCHED, Cleared, End, Mark, Pause, Run, StepState, Stop
from handbook.model.kinds import StepKind
from handbook.model.step import Step

AnyStepEvent = Ticked | Unticked | Answered | ValueEntered | Skipped

LONG_AWAY = 10 * 60 * 1000
"""Milliseconds; after so long every killer step of the group is confirmed again, not the last one alone."""


def run_after(run: Run, event: Event, elapsed: int) -> Run:
    """The run after `event`, which happened `elapsed` milliseconds into the call."""
    match event:
        case Ticked() | Unticked() | Answered() | ValueEntered() | Skipped():
            return _spoken(_acted(run, event, elapsed), event, elapsed)
        case Carried() | Said() | Unsaid():
            return _learned(run, event, elapsed)
        case Moved(step=step):
            return replace(run, cursor=step)
        case Left():
            return replace(run, stop=_stop(run, elapsed)) if run.stop is None else run
        case Returned():
            return _returned(run, elapsed)
        case Restarted(since=since):
            return _restarted(run, since, elapsed)
        case Reconfirmed(step=step):
            return _reconfirmed(run, step, elapsed)
        case Reset():
            return Run(id=run.id, checklist=run.checklist, parent=run.parent, known=run.known)
        case Finished(outcome=outcome):
            return replace(run, end=End(outcome), pause=None)
        case Abandoned(reason=reason):
            return replace(run, end=End(is_abandoned=True, reason=reason), pause=None, to_confirm=frozenset())
        case _:
            return run


def _acted(run: Run, event: AnyStepEvent, elapsed: int) -> Run:
    states = dict(run.states)
    step = run.checklist.step_by_id.get(event.step)
    after = _step_after(run, event)
    after = _without_contradiction(step, after, event) if step else after
    if after == UNTOUCHED:
        states.pop(event.step, None)
    else:
        states[event.step] = replace(after, learned=elapsed)
    changed, cleared = _without_excluded(replace(run, states=states))
    to_confirm = changed.to_confirm & changed.states.keys() - {event.step}
    changed = replace(changed, cleared=cleared, to_confirm=to_confirm)
    # Whoever goes on with the list has seen where it stopped.
    pause = changed.pause if to_confirm else None
    return replace(changed, pause=pause, cursor=_cursor_after(changed, event.step))


def _learned(run: Run, event: Carried | Said | Unsaid, elapsed: int) -> Run:
    match event:
        case Carried():
            return _carried(run, event)
        case Said(line=line):
            return replace(run, said={**run.said, line: elapsed})
        case Unsaid(line=line):
            return _unsaid(run, line)


def _spoken(run: Run, event: AnyStepEvent, elapsed: int) -> Run:
    """Ticking a sentence says it; what was said is kept though its step may cease to apply."""
    step = run.checklist.step_by_id.get(event.step)
    if step is None or step.kind is not StepKind.SAY:
        return run
    match event:
        case Ticked():
            return replace(run, said={**run.said, event.step: elapsed})
        case Unticked() | Skipped():
            return _unsaid(run, event.step)
        case _:
            return run


def _unsaid(run: Run, line: str) -> Run:
    return replace(run, said={name: at for name, at in run.said.items() if name != line})


def _carried(run: Run, event: Carried) -> Run:
    """A key answer that another list learned is read again before it holds here."""
    step = run.checklist.step_by_id[event.step]
    state = StepState(
        answer=event.label,
        value=event.text,
        place=event.place,
        is_questioned=is_doubtful_value(step, event.text),
        origin=event.from_run,
        learned=event.learned,
    )
    to_confirm = run.to_confirm | ({event.step} if step.killer else frozenset())
    return replace(run, states={**run.states, event.step: state}, to_confirm=to_confirm)


def _step_after(run: Run, event: AnyStepEvent) -> StepState:
    state = replace(run.states.get(event.step, UNTOUCHED), origin=0, learned=0)
    match event:
        case Ticked():
            return replace(state, is_ticked=True, is_skipped=False, reason="")
        case Answered(label=label):
            return replace(state, answer=label, is_skipped=False, reason="")
        case ValueEntered(text=text, place=place):
            is_questioned = is_doubtful_value(run.checklist.step_by_id[event.step], text)
            is_skipped = state.is_skipped and not text
            return replace(state, value=text, place=place, is_questioned=is_questioned, is_skipped=is_skipped)
        case Skipped(reason=reason):
            return StepState(is_skipped=True, reason=reason)
        case _:
            return UNTOUCHED


def _without_contradiction(step: Step, state: StepState, event: AnyStepEvent) -> StepState:
    """A value and “cannot be measured” exclude each other: what came last holds."""
    if step.value is None or not (state.value and state.answer):
        return state
    if not any(answer.is_standing and answer.label == state.answer for answer in step.answers):
        return state
    return replace(state, value="", place="") if isinstance(event, Answered) else replace(state, answer="")


def _without_excluded(run: Run) -> tuple[Run, tuple[Cleared, ...]]:
    """Take back what was done in steps that no longer apply; the rest stays."""
    excluded = [s for s in run.states if run.applicability[s] is Applicability.EXCLUDED]
    if not excluded:
        return run, ()
    in_order = sorted(excluded, key=run.checklist.number)
    kept = {step: state for step, state in run.states.items() if step not in excluded}
    return replace(run, states=kept), tuple(Cleared(step, run.state(step).text) for step in in_order)


def _cursor_after(run: Run, acted: str) -> str:
    """Acting where the agent had moved to goes on from there; acting elsewhere moves nothing."""
    if run.cursor != acted or run.state(acted).mark is Mark.OPEN:
        return run.cursor if run.cursor and run.applies(run.cursor) else ""
    after = run.checklist.number(acted)
    return next((step.id for step in run.waiting if run.checklist.number(step.id) > after), "")


def _stop(run: Run, elapsed: int) -> Stop:
    return Stop(run.current.id if run.current else "", elapsed)


def _returned(run: Run, elapsed: int, *, is_estimated: bool = False) -> Run:
    """Coming back; the first showing of a run is no interruption, for it was never left."""
    shown = replace(run, stop=None)
    if run.stop is None or not run.is_open:
        return shown
    away = elapsed - run.stop.elapsed
    pause = Pause(
        step=run.stop.step,
        number=run.place_of(run.stop.step) if run.stop.step else 0,
        away=away,
        last_done=_last_done(run, run.stop.step),
        is_estimated=is_estimated,
    )
    return replace(shown, pause=pause, to_confirm=run.to_confirm | _killers_to_confirm(run, away))


def _restarted(run: Run, since: int, elapsed: int) -> Run:
    """The program was gone: the run that was on screen counts as left then and come back to now."""
    return _returned(replace(run, stop=_stop(run, since)), elapsed, is_estimated=True)


def _last_done(run: Run, stop: str) -> str:
    limit = run.checklist.number(stop) if stop else len(run.checklist.steps) + 1
    done = [s.id for s in run.applicable if run.state(s.id).is_done and run.checklist.number(s.id) < limit]
    return done[-1] if done else ""


def _killers_to_confirm(run: Run, away: int) -> frozenset[str]:
    done = [s for s in run.applicable if s.killer and run.state(s.id).is_done]
    if away < LONG_AWAY or not done:
        return frozenset(s.id for s in done[-1:])
    groups = _group_of(run)
    return frozenset(s.id for s in done if groups[s.id] == groups[done[-1].id])


def _group_of(run: Run) -> Mapping[str, str]:
    """Step id -> heading; a step without one stands in the group of the step before."""
    groups: dict[str, str] = {}
    heading = ""
    for step in run.checklist.steps:
        heading = step.group or heading
        groups[step.id] = heading
    return groups


def _reconfirmed(run: Run, step: str, elapsed: int) -> Run:
    to_confirm = run.to_confirm - {step}
    states = dict(run.states)
    if step in states and states[step].origin:  # what was asked again is this list's own from now on
        states[step] = replace(states[step], origin=0, learned=elapsed)
    return replace(run, states=states, to_confirm=to_confirm, pause=run.pause if to_confirm else None)
