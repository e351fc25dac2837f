"""What can be printed from where one is: the entry, the run, favourites, emergency cards, the whole handbook."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handbook.call.applicability import Applicability
from handbook.call.run import Mark, Run
from handbook.export.compose import RunToPrint
from handbook.export.run_record import RunRecord, StepRecord, TickState
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """One choice."""

    items: tuple[Entry | RunToPrint, ...]
    pack_title: str = ""
    """Title of the field pack; empty for loose cards."""


def choices(
    handbook: Handbook, entry: Entry | None, run: RunToPrint | None, favourites: Sequence[str]
) -> dict[str, PrintChoice]:
    """Words for the dialog → what they stand for, in the order that suits most."""
    found: dict[str, PrintChoice] = {}
    if run is not None:
        found["当前清单(带记录)"] = PrintChoice((run,))
    if entry is not None:
        found[f"本条:{_short(entry.title)}"] = PrintChoice((entry,))
    marked = tuple(e for i in favourites if (e := handbook.get(i)) is not None)
    if marked:
        found[f"收藏({len(marked)} 条),装订成册"] = PrintChoice(marked, "现场携带包")
    if handbook.emergency:
        found["全部应急卡,装订成册"] = PrintChoice(tuple(handbook.emergency), "应急卡")
    checklists = (*handbook.emergency, *handbook.procedures)
    if checklists:
        found["应急卡与全部流程,装订成册"] = PrintChoice(checklists, "现场携带包")
    found["整本手册,装订成册"] = PrintChoice(tuple(handbook), "供热速查")
    return found


def run_to_print(run: Run, handbook: Handbook) -> RunToPrint | None:
    """The run with what was ticked, answered, entered and skipped; None where its entry is no checklist any more."""
    entry = handbook.get(run.checklist.entry_id)
    if not isinstance(entry, Procedure | EmergencyCard):
        return None
    steps = {step.id: _record(run, step.id) for step in run.checklist.steps}
    outcome = run.outcome or run.reached_outcome
    return RunToPrint(
        entry=_as_pinned(entry, run),
        record=RunRecord(
            steps=steps,
            outcome=outcome.id if outcome is not None else "",
            content_version=run.checklist.version,
        ),
    )


def _as_pinned(entry: Procedure | EmergencyCard, run: Run) -> Procedure | EmergencyCard:
    """The entry with the steps as they read when it was pinned: content may have changed since."""
    if isinstance(entry, Procedure):
        return replace(entry, title=run.checklist.title, steps=run.checklist.steps)
    return replace(entry, title=run.checklist.title, steps=run.checklist.steps)


def _record(run: Run, step: str) -> StepRecord:
    state = run.state(step)
    if run.applicability[step] is Applicability.EXCLUDED:
        return StepRecord(state=TickState.NOT_APPLICABLE)
    marks = {
        Mark.OPEN: TickState.OPEN,
        Mark.TICKED: TickState.TICKED,
        Mark.ANSWERED: TickState.TICKED,
        Mark.VERIFIED: TickState.VERIFIED,
        Mark.SKIPPED: TickState.SKIPPED,
    }
    return StepRecord(state=marks[state.mark], answer=state.answer, value=state.value, reason=state.reason)


def _short(title: str) -> str:
    return title if len(title) <= 14 else f"{title[:13]}…"
