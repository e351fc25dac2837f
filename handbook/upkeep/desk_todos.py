"""Rows of 待办 that come from use: what agents of this desk flagged, what they searched in vain, values nobody filled, kept walks that fail."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from handbook.call.feedback import GAP, MISS, FeedbackLine, FlagReason
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.text import fill_values
from handbook.upkeep.bringing_questions import folded
from handbook.upkeep.company_rows import Debt
from handbook.upkeep.todo import Todo, TodoKind
from handbook.upkeep.walks import WalkShelf, failures

_FLAGS = frozenset(reason.value for reason in FlagReason)
_OFTEN = 10
"""So many searches in vain weigh as much as the entry that is opened most."""


def reported_todos(
    lines: Iterable[FeedbackLine], handbook: Handbook, uses: Mapping[str, float]
) -> tuple[Todo, ...]:
    """A row for each flag, with its words; an entry that is there no more needs no mending."""
    found = []
    for line in lines:
        entry = handbook.get(line.entry) if line.kind in _FLAGS else None
        if entry is None:
            continue
        is_article = isinstance(entry, RegulationArticle)
        said = f"{line.kind}：{line.text}" if line.text else line.kind
        found.append(
            Todo(
                key=f"flag:{line.at}:{entry.id}",
                kind=TodoKind.REPORTED,
                title=fill_values(entry.title, handbook.value_by_key),
                entry_id=entry.id,
                reason=f"这台电脑报的 · {said}",
                act="去看" if is_article else "去改",
                use=uses.get(entry.id, 0.0),
                since=_day(line),
            )
        )
    return tuple(found)


def miss_todos(lines: Iterable[FeedbackLine], handbook: Handbook) -> tuple[Todo, ...]:
    """A row for each question that found nothing here, with how often; what an entry is asked by by now is answered."""
    answered = {folded(words) for entry in handbook for words in (entry.title, *entry.asks)}
    asked: dict[str, list[FeedbackLine]] = {}
    for line in lines:
        key = folded(line.text)
        if line.kind in (MISS, GAP) and key and key not in answered:
            asked.setdefault(key, []).append(line)
    return tuple(
        Todo(
            key=f"miss:{key}",
            kind=TodoKind.MISS,
            title=group[-1].text,
            reason=_searched(group),
            act="写一条",
            use=min(len(group) / _OFTEN, 1.0),
            since=_day(group[0]),
            rank=0 if any(line.kind == GAP for line in group) else 1,
        )
        for key, group in asked.items()
    )


def lacking_todos(debt: Debt, today: date) -> tuple[Todo, ...]:
    """One row for all values that only the company knows and nobody filled: every card waits for them."""
    if not debt.lacking and not debt.to_mend:
        return ()
    parts = (debt.words if debt.lacking else "", f"{debt.to_mend} 项要改" if debt.to_mend else "")
    return (
        Todo(
            key="lacking",
            kind=TodoKind.LACKING,
            title="本单位资料",
            reason=f"{'，'.join(filter(None, parts))}，卡片里说不出",
            act="去填",
            use=1.0,
            since=today,
        ),
    )


def case_todos(
    shelf: WalkShelf, handbook: Handbook, uses: Mapping[str, float], today: date
) -> tuple[Todo, ...]:
    """Entries with a kept walk that ends elsewhere now, such as after a new version of the program."""
    found = []
    for entry_id in shelf.entries():
        entry = handbook.get(entry_id)
        if not isinstance(entry, Procedure | EmergencyCard):
            continue
        failing = failures(entry, handbook, shelf.walks(entry_id))
        if failing:
            found.append(
                Todo(
                    key=f"case:{entry_id}",
                    kind=TodoKind.CASE,
                    title=fill_values(entry.title, handbook.value_by_key),
                    entry_id=entry.id,
                    reason=f"{len(failing)} 条用例没过 · {failing[0].sentence}",
                    act="去看",
                    use=uses.get(entry.id, 0.0),
                    since=today,
                )
            )
    return tuple(found)


def undone(todos: Iterable[Todo], done: Collection[str]) -> tuple[Todo, ...]:
    """Those that nobody looked at and left."""
    return tuple(todo for todo in todos if todo.key not in done)


def _searched(group: list[FeedbackLine]) -> str:
    count = len(group)
    wanted = any(line.kind == GAP for line in group)
    return f"这台电脑搜了 {count} 次没有" + (" · 有人点了“记为缺口”" if wanted else "")


def _day(line: FeedbackLine) -> date:
    return datetime.fromisoformat(line.at).date()
