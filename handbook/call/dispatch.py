"""A call -> what its dispatch minimum still lacks."""

from handbook.call.applicability import Applicability
from handbook.call.call import Call
from handbook.call.caller_values import caller_fields_of
from handbook.call.run import Run
from handbook.model.step import Step


def missing_for_dispatch(call: Call) -> tuple[str, ...]:
    """Names of what must be asked before 派单, over all runs that were not abandoned; each once."""
    runs = [run for run in call.runs if not (run.end and run.end.is_abandoned)]
    names = [name_of(step) for run in runs for step in _missing_steps(call, run)]
    return tuple(dict.fromkeys(names))


def _missing_steps(call: Call, run: Run) -> list[Step]:
    needed = [
        run.checklist.step_by_id[s] for s in run.checklist.dispatch_minimum if s in run.checklist.step_by_id
    ]
    return [step for step in needed if not _is_known(call, run, step)]


def _is_known(call: Call, run: Run, step: Step) -> bool:
    if run.applicability[step.id] is Applicability.EXCLUDED or run.state(step.id).is_done:
        return True
    fields = caller_fields_of(step)
    return bool(fields) and all(call.caller.get(field, "").strip() for field in fields)


def name_of(step: Step) -> str:
    """The step in a few words: the name of its value, else its text."""
    return step.value.name if step.value else step.text.rstrip("?\uff1f。")
