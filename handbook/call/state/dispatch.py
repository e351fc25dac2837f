"""A call -> what must still be asked before its ticket is sent, and before it ends."""

from collections.abc import Iterator

from handbook.call.state.applicability import Applicability
from handbook.call.state.call import Call, CallerField
from handbook.call.state.caller_values import (
    caller_data,
    caller_fields_of,
    writes_nothing_else,
    written_fields,
)
from handbook.call.state.run import Run
from handbook.model.kinds import Kind, Priority
from handbook.model.step import Outcome, Step

NEEDED = (CallerField.ADDRESS, CallerField.PHONE)
"""Without these nobody can be sent, whatever a list asks for."""
GRAVE = (Priority.P0, Priority.P1)


def missing_for_dispatch(call: Call) -> tuple[str, ...]:
    """Names of what must be asked before 派单, over all runs that count; each once."""
    runs = counting_runs(call)
    fields = _missing_fields(call) if not call.runs or any(map(_sends_somebody, runs)) else ()
    names = [_name_of_missing(call, step, fields) for run in runs for step in _missing_steps(call, run)]
    return tuple(dict.fromkeys((*filter(None, names), *map(str, fields))))


def missing_at_end(call: Call) -> tuple[CallerField, ...]:
    """Which of them a call of danger or urgency (an emergency card, P0, P1) must not end without being asked for.

    What was sent without them, with a reason, is not asked for again.
    """
    return _unexplained(call) if any(_is_grave(run, _ends_at(run)) for run in counting_runs(call)) else ()


def missing_to_wait(call: Call) -> tuple[CallerField, ...]:
    """The same for a call that is to wait: it comes back, so only what is grave already asks."""
    runs = counting_runs(call)
    return (
        _unexplained(call) if any(_is_grave(run, run.outcome or run.reached_outcome) for run in runs) else ()
    )


def _unexplained(call: Call) -> tuple[CallerField, ...]:
    explained = {name for sent in call.dispatches for name in sent.missing}
    return tuple(field for field in _missing_fields(call) if field not in explained)


def counting_runs(call: Call) -> list[Run]:
    """Runs that say something of this call: neither given up nor opened by an answer that was taken back."""
    return [
        run
        for run in call.runs
        if not (run.end and run.end.is_abandoned) and not (call.is_detached(run) and not run.states)
    ]


def name_of(step: Step) -> str:
    """The step in a few words: the name of its value, else its text."""
    return step.value.name if step.value else step.text.rstrip("?\uff1f。")


def _ends_at(run: Run) -> Outcome | None:
    """The outcome it ended with or an answer led to, else the one it ends with if nothing else comes up."""
    return run.outcome or run.reached_outcome or run.checklist.outcome(run.checklist.default_outcome)


def _sends_somebody(run: Run) -> bool:
    if run.checklist.kind is Kind.EMERGENCY:
        return True
    outcome = _ends_at(run)
    return outcome is not None and outcome.priority is not None


def _is_grave(run: Run, outcome: Outcome | None) -> bool:
    if run.checklist.kind is Kind.EMERGENCY:
        return True
    return bool(run.states) and outcome is not None and outcome.priority in GRAVE


def _missing_fields(call: Call) -> tuple[CallerField, ...]:
    known = caller_data(call)
    return tuple(field for field in NEEDED if field not in known)


def _missing_steps(call: Call, run: Run) -> Iterator[Step]:
    for name in run.checklist.dispatch_minimum:
        step = run.checklist.step_by_id.get(name)
        if step is not None and not _is_known(call, run, step):
            yield step


def _is_known(call: Call, run: Run, step: Step) -> bool:
    """What is written down counts once it is written; a tick that says so does not."""
    if run.applicability[step.id] is Applicability.EXCLUDED:
        return True
    is_done = run.state(step.id).is_done
    if fields := written_fields(step):
        is_written = all(field in caller_data(call) for field in fields)
        return is_written and (is_done or writes_nothing_else(step))
    fields = caller_fields_of(step)
    return is_done or (bool(fields) and all(field in caller_data(call) for field in fields))


def _name_of_missing(call: Call, step: Step, named: tuple[CallerField, ...]) -> str:
    """The step's name; empty where the fields that are named say all that it lacks."""
    fields = written_fields(step) if writes_nothing_else(step) else ()
    fields = fields or caller_fields_of(step)
    lacking = [field for field in fields if field not in caller_data(call)]
    return "" if lacking and all(field in named for field in lacking) else name_of(step)
