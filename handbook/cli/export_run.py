"""The number of a call -> its runs as plain values for paper; the store is read while the window writes it."""

from handbook import paths
from handbook.call.journal import CallRow, Journal, Summary
from handbook.call.state.clock import SystemClock
from handbook.call.state.step_times import step_times
from handbook.call.store.store_copy import open_copy
from handbook.document.compose import RunToPrint
from handbook.errors import UsageError
from handbook.export.recorded_run import run_to_print
from handbook.model.handbook import Handbook

LISTED = 20
"""Calls that a wrong number lists, the newest first."""


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
            raise UsageError(f"没有编号为 {number} 的通话记录(可能已按保存期清除)。{_kept(journal)}")
        call, records = journal.read(row)
    runs = [run for run in call.runs if not wanted or run.checklist.entry_id in wanted]
    if not runs:
        raise UsageError(f"通话 {number} 里没有{'这些' if wanted else ''}清单。")
    return tuple(run_to_print(run, call, step_times(records, run.id), handbook) for run in runs)


def _kept(journal: Journal) -> str:
    """Numbers, times and lists of the calls that are kept; nothing of the callers."""
    rows = journal.calls()[::-1]
    summaries = journal.summaries()
    lines = [_line(row, summaries.get(row.id)) for row in rows[:LISTED]]
    if not lines:
        return "没有保留的通话记录。"
    more = f"\n(只列最近 {LISTED} 次,共 {len(rows)} 次)" if len(rows) > LISTED else ""
    return "现有:\n" + "\n".join(lines) + more


def _line(row: CallRow, summary: Summary | None) -> str:
    titles = ("、".join(summary.titles) or "未用清单") if summary else "还没有结束"
    return f"{row.id}  {row.started:%m-%d %H:%M}  {titles}"
