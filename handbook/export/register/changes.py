"""Sheets and a release history -> the rows of a change log: what reads differently than at the last release."""

from collections.abc import Iterable, Mapping

from handbook.document.blocks import Sheet
from handbook.document.sheet_text import sheet_lines
from handbook.export.paper.pack import ChangeRow
from handbook.export.register.history import Change, Snapshot, changes_between

_SHOWN = 2
_LONGEST = 48


def change_rows(sheets: Iterable[Sheet], history: Mapping[str, Snapshot]) -> tuple[ChangeRow, ...]:
    """One row for each sheet whose text differs from the newest released text of its entry; nothing without history.

    `history` is in the order of release, newest last, as `read_snapshots` gives it.
    """
    newest = {found.entry_id: found for found in history.values()}
    if not newest:
        return ()
    rows: list[ChangeRow] = []
    for sheet in sheets:
        before = newest.get(sheet.entry_id)
        if before is None:
            rows.append(ChangeRow(sheet.reviewed, sheet.title, "新增"))
        elif before.code != sheet.code:
            rows.append(ChangeRow(sheet.reviewed, sheet.title, _summary(before, sheet)))
    return tuple(rows)


def _summary(before: Snapshot, sheet: Sheet) -> str:
    changes = changes_between(before.lines, sheet_lines(sheet))
    if not changes:
        return "字句没有变,图、依据的核对情况或版式有变"
    words = [
        f"{change.change}“{_short((change.before if change.change is Change.REMOVED else change.after)[0])}”"
        for change in changes[:_SHOWN]
    ]
    return f"共 {len(changes)} 处:" + ";".join(words) + (" 等" if len(changes) > _SHOWN else "")


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
