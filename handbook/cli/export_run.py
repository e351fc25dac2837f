"""The number of a call -> its runs as plain values for paper; the store is read while the window writes it."""

from handbook import paths
from handbook.call.journal import Journal
from handbook.call.state.clock import SystemClock
from handbook.call.state.step_times import step_times
from handbook.call.store.store_copy import open_copy
from handbook.document.compose import RunToPrint
from handbook.errors import UsageError
from handbook.export.recorded_run import run_to_print
from handbook.model.handbook import Handbook


def runs_of_call(
    number: int, handbook: Handbook, wanted: frozenset[str] = frozenset()
) -> tuple[RunToPrint, ...]:
    """The runs of a call, the gravest first; `wanted` keeps only these entries. Raises `UsageError`."""
    if not paths.call_store().exists():
        raise UsageError("还没有通话记录。")
    with open_copy(paths.call_store(), SystemClock()) as store:
        journal = Journal(store)
        row = next((row for row in journal.calls() if row.id == number), None)
        if row is None:
            raise UsageError(f"没有编号为 {number} 的通话记录(可能已按保存期清除)。")
        call, records = journal.read(row)
    runs = [run for run in call.runs if not wanted or run.checklist.entry_id in wanted]
    if not runs:
        raise UsageError(f"通话 {number} 里没有{'这些' if wanted else ''}清单。")
    return tuple(run_to_print(run, call, step_times(records, run.id), handbook) for run in runs)
