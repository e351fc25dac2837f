"""Two readings of the content go in; how much of it reads otherwise, and what keeps the newer one from being taken, come out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from handbook.content.file_names import (
    CHECK_FOLDER,
    LAW_FOLDER,
    REGION_FOLDER,
    SITE_MARK,
    SUCCESSORS_FILE,
    TICKET_FILE,
)
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.problem import Gravity, Problem

QUIET_S = 10.0
"""Seconds for which a folder must stand still before it is read: a copy of many files comes one by one."""
_KEPT_BY_THE_EDITOR = frozenset({"owner", "reviewed", "review_by"})
"""Fields that no agent works with."""
_LABELS = {
    "values.yaml": "站点值",
    "synonyms.yaml": "同义词",
    "standing.yaml": "共用的步骤",
    "handbook.yaml": "版本",
    "coverage.yaml": "覆盖表",
    TICKET_FILE: "工单式样",
    SUCCESSORS_FILE: "接替表",
}
_MOST_TOLD = 3
"""Faults that an author is told at once; the list has the others."""


@dataclass(slots=True)
class Settling:
    """Whether a folder stands still: by our own clock, as that of the machine that holds it may go wrong."""

    quiet: float = QUIET_S
    """Seconds for which nothing may have moved."""
    _stamp: str = ""
    _since: float = 0.0

    def is_settled(self, stamp: str, now: float) -> bool:
        """Whether the folder has had this `stamp` for long enough; asked anew at each look, `now` in seconds."""
        if stamp != self._stamp:
            self._stamp, self._since = stamp, now
        return now - self._since >= self.quiet


def differing(before: Handbook, after: Handbook) -> int:
    """How many entries and site values read otherwise, came or went; the look of tickets counts as one more."""
    entries = sum(1 for _ in _differing_entries(before, after))
    return entries + _differing_values(before, after) + (before.ticket != after.ticket)


def _differing_entries(before: Handbook, after: Handbook) -> Iterator[str]:
    ids = dict.fromkeys((*before.ids(), *after.ids()))
    changed = {
        name
        for name in before.diagrams.keys() | after.diagrams.keys()
        if before.diagrams.get(name) != after.diagrams.get(name)
    }
    for entry_id in ids:
        was, now = before.exact(entry_id), after.exact(entry_id)
        words = was is not None and now is not None and _reads_the_same(was, now)
        marks = _marks_of(entry_id, before) == _marks_of(entry_id, after)
        if not (words and marks) or getattr(now, "diagram", "") in changed:
            yield entry_id


def _marks_of(entry_id: str, handbook: Handbook) -> object:
    """What is shown beside the entry: its official texts, and that the shipped one is another now."""
    is_updated = entry_id in handbook.updated_originals
    return handbook.official.get(entry_id), handbook.lapsed.get(entry_id), is_updated


def _reads_the_same(was: Entry, now: Entry) -> bool:
    if was == now:
        return True
    return type(was) is type(now) and all(
        getattr(was, field.name) == getattr(now, field.name)
        for field in fields(was)
        if field.name not in _KEPT_BY_THE_EDITOR
    )


def _differing_values(before: Handbook, after: Handbook) -> int:
    keys = before.value_by_key.keys() | after.value_by_key.keys()
    return sum(before.value_by_key.get(key) != after.value_by_key.get(key) for key in keys)


def new_faults(
    before: Sequence[Problem], after: Sequence[Problem], *, is_whole: bool = False
) -> tuple[Problem, ...]:
    """The errors in the overlay that were not there before; `is_whole`: in the program's own content, too.

    What was faulty when the content was opened is left out of it already: it holds no later change up.
    """
    known = {_mark(problem) for problem in before}
    return tuple(
        problem
        for problem in after
        if problem.gravity is Gravity.ERROR
        and (is_whole or problem.file.startswith(SITE_MARK))
        and _mark(problem) not in known
    )


def _mark(problem: Problem) -> tuple[str, str, str]:
    """What stays of a problem when lines are written above it."""
    return problem.file, problem.rule, problem.message


def fault_words(faults: Sequence[Problem], handbook: Handbook) -> str:
    """What is told at a desk of a newer content that cannot be taken: the first fault, and where the others stand."""
    first = faults[0]
    others = f"另有 {len(faults) - 1} 处，点顶栏的三角看。" if len(faults) > 1 else ""
    return (
        f"本单位内容新改的读不了，先用原来的：{where_of(first, handbook)}：{_sentence(first.message)}"
        f"{others}改好存盘，这里会说有更新。"
    )


def author_words(faults: Sequence[Problem], handbook: Handbook, *, is_shown: bool = False) -> str:
    """What an author is told: each fault with its file, its line and how to mend it; `is_shown`: the rest is read already."""
    lines = [
        f"{problem.file.removeprefix(SITE_MARK)}，第 {problem.line} 行：{problem.message}"
        for problem in faults[:_MOST_TOLD]
    ]
    others = len(faults) - len(lines)
    if others:
        lines.append(f"另有 {others} 处，点顶栏的三角看全部。")
    if is_shown:
        lines.append("刚存的已经显示；上面写的要改好再发布。")
    else:
        lines.append("改好存盘就接着看，现在看到的是原来的。" if len(handbook) else "改好存盘就接着看。")
    return "\n".join(lines)


def _sentence(words: str) -> str:
    return words if words.endswith(("。", "！", "？")) else f"{words}。"


def where_of(problem: Problem, handbook: Handbook) -> str:
    """The place of a problem as a colleague says it: 话术 退费话术，第 12 行."""
    is_of_the_file = (problem.line, problem.column) == (1, 1)
    return _name_of(problem, handbook) + ("" if is_of_the_file else f"，第 {problem.line} 行")


def _name_of(problem: Problem, handbook: Handbook) -> str:
    parts = problem.file.removeprefix(SITE_MARK).split("/")
    if parts[0] == REGION_FOLDER and len(parts) > 2:
        parts = parts[2:]
    own = parts[-1]
    entry = handbook.exact(problem.entry_id or own.rpartition(".")[0])
    if entry is not None:
        return f"{entry.kind.label} {entry.title}"
    if parts[0] == LAW_FOLDER and len(parts) > 1:
        return f"法规原文 {parts[1]}"
    label = "" if len(parts) > 1 else _LABELS.get(own, "")
    if not label and len(parts) > 1:
        label = next((kind.label for kind in Kind if kind.folder == parts[0]), "")
    if parts[0] == CHECK_FOLDER:
        label = "检查表"
    if own in _LABELS and label:
        return label
    return f"{label} {own}".strip() if own != "." else "文件夹"
