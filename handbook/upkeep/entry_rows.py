"""The entries of the handbook as a maintainer lists them: what they are, whose they are, and how they stand."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.content.writing.draft import Draft, DraftState
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.text import fill_values
from handbook.upkeep.edit_desk import file_of, kind_of_file

_TITLE = re.compile(r"^title: *(.+?) *$", re.MULTILINE)
"""The line of a draft that says it; thousands of drafts may be listed, and none is read as a whole for it."""
_STATES = {DraftState.WRITING: "草稿", DraftState.SENT: "待审", DraftState.SENT_BACK: "退回"}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry, or the draft of one that is not published yet."""

    kind: Kind
    entry_id: str
    title: str
    is_own: bool
    """Whether the company's own version is what desks read."""
    state: str
    """草稿, 待审, 退回; empty where nobody writes at it."""
    use: float
    """How much it was opened lately on this computer, 0–1."""

    @property
    def file(self) -> str:
        """Its name below the overlay."""
        return file_of(self.kind, self.entry_id)

    @property
    def words(self) -> str:
        """What is told beneath its title."""
        whose = "本单位版" if self.is_own else "原件"
        return " · ".join(filter(None, (self.state, whose)))


def entry_rows(
    handbook: Handbook, own: Iterable[str], drafts: Iterable[Draft], uses: Mapping[str, float]
) -> tuple[EntryRow, ...]:
    """Those somebody writes at first, then by kind and use; `own`: files that the overlay has."""
    own_files = frozenset(own)
    changed = [draft for draft in drafts if draft.is_changed]
    states = {draft.file: _STATES[draft.state] for draft in changed}
    texts = {draft.file: draft.text for draft in changed}
    rows = []
    for entry in handbook:
        file = file_of(entry.kind, entry.id)
        title = fill_values(entry.title, handbook.value_by_key)
        state = states.pop(file, "")
        rows.append(EntryRow(entry.kind, entry.id, title, file in own_files, state, uses.get(entry.id, 0.0)))
    for file, state in states.items():
        kind = kind_of_file(file)
        if kind is not None:
            entry_id = file.rpartition("/")[2].removesuffix(".yaml")
            title = _titled(texts[file]) or f"新的：{entry_id}"
            rows.append(EntryRow(kind, entry_id, title, True, state, 0.0))
    order = list(Kind)
    return tuple(sorted(rows, key=lambda row: (not row.state, order.index(row.kind), -row.use, row.title)))


def _titled(text: str) -> str:
    found = _TITLE.search(text)
    return found[1].strip("'\"") if found is not None else ""
