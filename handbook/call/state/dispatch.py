"""A call -> what must still be asked before its ticket is sent, and before it ends."""

from collections.abc import Iterator

from handbook.call.state.applicability import Applicability
from handbook.call.state.call import Call, CallerField
from handbook.call.state.caller_values import can_be_rung
from handbook.call.state.run import Run
from handbook.model.kinds import Kind, Priority
from handbook.model.step import Outcome, Step

NEEDED = (CallerField.ADDRESS, CallerField.PHONE)
"""Without these nobody can be sent, whatever a list asks for."""
REFUSED = "用户不肯说"
"""Why a number was not given, where it is no use to look for it."""
GRAVE = (Priority.P0, Priority.P1)
GOES = (*GRAVE, Priority.P2, Priority.P3)
"""P4 is settled from the desk."""


def missing_for_dispatch(call: Call) -> tuple[str, ...]:
    """Names of what must be asked before 派单, over all runs that count; each once."""
    runs = counting_runs(call)
    fields = _missing_fields(call) if not call.runs or any(map(_sends_somebody, runs)) else ()
    names = [
        name for run in runs for step in _missing_steps(run) for name in _names_of_missing(run, step, fields)
    ]
    return tuple(dict.fromkeys((*names, *map(str, fields))))


def missing_at_end(call: Call) -> tuple[CallerField, ...]:
    """Which of them a call must not end without being asked for: of danger or urgency (an emergency card, P0, P1), or
    one at the end of which somebody goes there.

    What was sent without them, with a reason, is not asked for again.
    """
    asks = is_grave_at_end(call) or any(map(_is_settled_to_go, counting_runs(call)))
    return _unexplained(call) if asks else ()


def is_grave_at_end(call: Call) -> bool:
    """Whether it is of danger or urgency: an emergency card, or a list that ends or would end with P0 or P1."""
    return any(_is_grave(run, _ends_at(run)) for run in counting_runs(call))


def missing_to_wait(call: Call) -> tuple[CallerField, ...]:
    """The same for a call that is to wait: it comes back, so only what is grave already asks."""
    runs = counting_runs(call)
    return _unexplained(call) if any(_is_grave(run, run.came_to) for run in runs) else ()


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
    return run.came_to or run.checklist.outcome(run.checklist.default_outcome)


def _sends_somebody(run: Run) -> bool:
    if run.checklist.kind is Kind.EMERGENCY:
        return True
    outcome = _ends_at(run)
    return outcome is not None and outcome.priority is not None


def somebody_goes(run: Run) -> bool:
    """Whether it is an emergency in which something was done, or came to an outcome for which somebody goes there."""
    return _is_settled_to_go(run) or (run.checklist.kind is Kind.EMERGENCY and bool(run.states))


def _is_settled_to_go(run: Run) -> bool:
    """Whether it came to an outcome for which somebody goes there or rings to come."""
    outcome = run.came_to
    return bool(run.states) and outcome is not None and outcome.priority in GOES


def _is_grave(run: Run, outcome: Outcome | None) -> bool:
    if run.checklist.kind is Kind.EMERGENCY:
        return True
    return bool(run.states) and outcome is not None and outcome.priority in GRAVE


def _missing_fields(call: Call) -> tuple[CallerField, ...]:
    """Those not given; a phone that nobody can ring was not given."""
    address, phone = (call.caller.get(field, "") for field in NEEDED)
    is_given = {CallerField.ADDRESS: bool(address), CallerField.PHONE: can_be_rung(phone)}
    return tuple(field for field in NEEDED if not is_given[field])


def _missing_steps(run: Run) -> Iterator[Step]:
    for name in run.checklist.dispatch_minimum:
        step = run.checklist.step_by_id.get(name)
        if step is not None and not _is_known(run, step):
            yield step


def _is_known(run: Run, step: Step) -> bool:
    return run.applicability[step.id] is Applicability.EXCLUDED or run.state(step.id).is_done


def _names_of_missing(run: Run, step: Step, named: tuple[CallerField, ...]) -> Iterator[str]:
    """The facts that it lacks and nobody named yet; of a step that asks for something else, its name."""
    if not step.held_facts:
        yield name_of(step)
    yield from (fact.label for fact in run.lacking(step) if fact.label not in map(str, named))
