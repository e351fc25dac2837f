"""待办: what is to be done next, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LEAST_USE = 0.02
"""What counts for an entry that nobody opened lately."""


class TodoKind(StrEnum):
    """Why something is to be done; the first two wait for this person, the others for anybody."""

    REVIEW = "待我审"
    SENT_BACK = "退回给我"
    MISS = "搜不到"
    REPORTED = "有人报错"
    LAW = "法规变了"
    OVERDUE = "过期"
    LACKING = "缺数"
    UPSTREAM = "原件也改了"
    CASE = "用例没过"


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One row."""

    key: str
    """By which it is known again when the rows are made anew."""
    kind: TodoKind
    title: str
    """What it is about, as readers know it."""
    entry_id: str = ""
    """The entry to open; empty where there is none yet."""
    reason: str
    """Why, in a few words."""
    act: str
    """What its button says: 去核对."""
    use: float = 0.0
    """How much it was opened lately on this computer, 0–1."""
    since: date
    """From when it waits."""
    rank: int = 0
    """Among rows that are used as much and wait as long: the lower comes first."""
    from_day: date | None = None
    """The day from which it matters: that of a law that is to come."""

    def age(self, day: date) -> int:
        """Days that it waits; one at least, so that what came today has its place by use."""
        return max((day - self.since).days, 1)


def ordered(todos: Iterable[Todo], day: date) -> tuple[Todo, ...]:
    """What waits for this person first, reviews before what came back, first come first served; then the rest by use times age, the greatest first.

    What nobody used counts a little: it is done some day. Of equal ones the graver comes first, then the order of titles.
    """

    def place(todo: Todo) -> tuple[int, float, int, str]:
        if todo.kind is TodoKind.REVIEW:
            return (0, todo.since.toordinal(), todo.rank, todo.title)
        if todo.kind is TodoKind.SENT_BACK:
            return (1, todo.since.toordinal(), todo.rank, todo.title)
        return (2, -max(todo.use, LEAST_USE) * todo.age(day), todo.rank, todo.title)

    return tuple(sorted(todos, key=place))
