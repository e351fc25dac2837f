"""All records of a call -> those in force, after undo and redo have been applied; nothing is ever deleted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from handbook.call.state.events import UNDOABLE, Record, Redone, Undone


def in_force(records: Iterable[Record]) -> list[Record]:
    """The records that shape the state, in order; each run, and the call itself, has its own undo."""
    kept: dict[int, Record] = {}
    done, undone = _stacks()
    for record in records:
        _follow(record, kept, done, undone)
    return [kept[seq] for seq in sorted(kept)]


def can_undo(records: Sequence[Record], run: int) -> bool:
    """Whether there is an action of that run to take back."""
    return bool(_stacks_after(records)[0][run])


def can_redo(records: Sequence[Record], run: int) -> bool:
    """Whether there is an action of that run to put in force again."""
    return bool(_stacks_after(records)[1][run])


_Stack = defaultdict[int, list[Record]]


def _stacks() -> tuple[_Stack, _Stack]:
    return defaultdict(list), defaultdict(list)


def _stacks_after(records: Sequence[Record]) -> tuple[_Stack, _Stack]:
    kept: dict[int, Record] = {}
    done, undone = _stacks()
    for record in records:
        _follow(record, kept, done, undone)
    return done, undone


def _follow(record: Record, kept: dict[int, Record], done: _Stack, undone: _Stack) -> None:
    run = record.event.run
    match record.event:
        case Undone():
            if done[run]:
                undone[run].append(kept.pop(done[run].pop().seq))
        case Redone():
            if undone[run]:
                again = undone[run].pop()
                done[run].append(again)
                kept[again.seq] = again
        case event:
            kept[record.seq] = record
            if isinstance(event, UNDOABLE):
                done[run].append(record)
                undone[run].clear()
