"""The shipped text of an entry that a company keeps its own version of is another now: what of it goes in, what is to be decided."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handbook.content.writing.draft import Draft
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.merging import Merge, merged
from handbook.content.writing.splice import spliced
from handbook.content.yaml_reader import Value, YamlRefused, read_yaml
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.text import fill_values
from handbook.upkeep.edit_desk import file_of
from handbook.upkeep.todo import Todo, TodoKind


@dataclass(frozen=True, slots=True)
class Upstream:
    """One entry whose original was updated."""

    file: str
    base: str
    """The shipped text that the company's own began as."""
    shipped: str
    """As it came with this program."""
    ours: str
    """As desks read it."""
    merge: Merge

    @property
    def reason(self) -> str:
        """In a few words for 待办."""
        conflicts, taken = len(self.merge.conflicts), len(self.merge.taken)
        if conflicts:
            return f"{conflicts} 处两边都改了,要您定" + (f" · 另有 {taken} 处可并入" if taken else "")
        return f"{taken} 处可并入,没有冲突" if taken else "改到的地方本单位也这样改了"


def upstream_of(shelf: DraftShelf, file: str) -> Upstream | None:
    """What became of the original of a file; None where it is as it was, or one of the three texts is not at hand."""
    base, ours, shipped = shelf.base(file), shelf.published(file), shelf.shipped_now(file)
    if base is None or ours is None or shipped is None or _lines(base) == _lines(shipped):
        return None
    try:
        values = [_value(text) for text in (base, shipped, ours)]
    except YamlRefused:
        return None  # told by the check; nothing is merged into what cannot be read
    return Upstream(file, base, shipped, ours, merged(*values))


def all_upstream(shelf: DraftShelf, handbook: Handbook) -> tuple[Upstream, ...]:
    """Of every entry of the handbook that is the company's own."""
    files = (file_of(entry.kind, entry.id) for entry in handbook)
    return tuple(found for file in files if (found := upstream_of(shelf, file)) is not None)


def merge_draft(shelf: DraftShelf, upstream: Upstream) -> Draft:
    """A draft of the company's own with the new words of the original in it; where both changed, ours stay.

    Raises SpliceRefused or DraftRefused; nothing is changed then.
    """
    text = spliced(upstream.ours.encode(), upstream.merge.edits).decode()
    draft = shelf.begun(upstream.file)
    return shelf.save(shelf.on_new_original(draft), text)


def upstream_todos(
    found: Iterable[Upstream], handbook: Handbook, uses: Mapping[str, float], today: date
) -> tuple[Todo, ...]:
    """Those with something to decide first, cards of danger before the others."""
    todos = []
    for one in found:
        entry = handbook.exact(one.file.rpartition("/")[2].removesuffix(".yaml"))
        if entry is None:
            continue
        has_conflict = bool(one.merge.conflicts)
        is_card = entry.kind is Kind.EMERGENCY
        todos.append(
            Todo(
                key=f"upstream:{one.file}:{hashlib.sha256(one.shipped.encode()).hexdigest()[:12]}",
                kind=TodoKind.UPSTREAM,
                title=fill_values(entry.title, handbook.value_by_key),
                entry_id=entry.id,
                reason=one.reason,
                act="去定" if has_conflict else "去并入",
                use=1.0 if has_conflict else uses.get(entry.id, 0.0),
                since=today,
                rank=(0 if is_card else 1) if has_conflict else 2,
            )
        )
    return tuple(todos)


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").splitlines()


def _value(text: str) -> Value:
    return read_yaml(text.encode()).value
