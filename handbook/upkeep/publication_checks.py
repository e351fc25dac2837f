"""The company's content, before it goes out -> what was looked at, and what is to be mended first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from handbook.content.file_names import SITE_MARK
from handbook.content.loader import LoadedContent
from handbook.content.writing.draft import Draft, DraftState
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.problem import Gravity, Problem
from handbook.model.procedure import Procedure
from handbook.model.text import fill_values
from handbook.upkeep.publication import CheckTold, Fault
from handbook.upkeep.walks import WalkShelf, failures

Find = Callable[[str], Sequence[str]]
"""Words that somebody searches -> ids of entries, the best first."""
SEEN = 3
"""An entry is found where it is among the first so many: that is what stands on the screen at once."""
_ASKS_OF_OTHERS = 3
"""Of an entry that nobody touched: one that was touched may have taken its place."""
_MOST = 30
"""Faults of one check that are told."""


def checks(
    content: LoadedContent,
    touched: AbstractSet[str],
    find: Find,
    walks: WalkShelf | None,
    drafts: Iterable[Draft],
) -> tuple[CheckTold, ...]:
    """All of them, in the order in which they are shown. `touched`: ids of entries that differ from what desks have."""
    errors = [one for one in content.problems if one.gravity is Gravity.ERROR]
    advice = [one for one in content.problems if one.gravity is not Gravity.ERROR]
    return (
        _gate(errors, content.handbook),
        _asks(content, touched, find),
        _walks(content.handbook, walks),
        _drafts(drafts),
        _advice(advice, content.handbook),
    )


def _gate(errors: Sequence[Problem], handbook: Handbook) -> CheckTold:
    faults = tuple(_problem(one, handbook) for one in errors[:_MOST])
    return CheckTold(words=f"{len(handbook)} 条的字、数、引的条文和禁语都查过", faults=faults)


def _advice(problems: Sequence[Problem], handbook: Handbook) -> CheckTold:
    """What only advises in the company's own texts; that of what came with the program is not theirs to mend."""
    own = [one for one in problems if one.file.startswith(SITE_MARK)]
    faults = tuple(_problem(one, handbook) for one in own[:_MOST])
    return CheckTold(words="", faults=faults, is_advice=True)


def _problem(problem: Problem, handbook: Handbook) -> Fault:
    entry = handbook.exact(problem.entry_id) if problem.entry_id else None
    where = f"“{_title(entry, handbook)}”" if entry is not None else problem.file.removeprefix(SITE_MARK)
    if where in ("", "."):
        where = "本单位文件夹"
    return Fault(words=f"{where}：{problem.message}", entry=problem.entry_id, file=problem.file)


def _asks(content: LoadedContent, touched: AbstractSet[str], find: Find) -> CheckTold:
    """Each entry is found by its own ways to ask: of what was touched by all of them, of every other by the first few."""
    handbook = content.handbook
    count, faults = 0, []
    for entry in handbook:
        if entry.id in handbook.retired:
            continue
        is_touched = entry.id in touched
        for asked in entry.asks if is_touched else entry.asks[:_ASKS_OF_OTHERS]:
            count += 1
            if entry.id not in find(asked)[:SEEN]:
                words = f"“{_title(entry, handbook)}”：搜“{asked}”，前 {SEEN} 条里没有它。改一改怎么问，或者去掉这一句"
                faults.append((not is_touched, Fault(words=words, entry=entry.id)))
    own = tuple(fault for is_other, fault in faults if not is_other)
    # Ways to ask of what came with the program are not the company's to mend: they stop nothing.
    shown = own or tuple(fault for _, fault in faults)
    words = f"自己的问法搜得到自己：试了 {count} 句"
    return CheckTold(words=words, faults=shown[:_MOST], is_advice=bool(faults) and not own)


def _walks(handbook: Handbook, shelf: WalkShelf | None) -> CheckTold:
    count, faults = 0, list[Fault]()
    for name in shelf.entries() if shelf is not None else ():
        kept = shelf.walks(name) if shelf is not None else ()
        entry = handbook.exact(name)
        count += len(kept)
        if isinstance(entry, Procedure | EmergencyCard):
            faults += [Fault(words=one.sentence, entry=name) for one in failures(entry, handbook, kept)]
    words = f"记下的 {count} 条用例都走得通" if count else "还没有记下用例"
    return CheckTold(words=words, faults=tuple(faults[:_MOST]))


def _drafts(drafts: Iterable[Draft]) -> CheckTold:
    """Drafts never go out; those that wait for a reviewer may have been meant to."""
    waiting = [draft for draft in drafts if draft.state is DraftState.SENT]
    faults = tuple(_waiting(waiting))
    return CheckTold(words="没有没审的草稿", faults=faults, is_advice=True)


def _waiting(drafts: Sequence[Draft]) -> Iterator[Fault]:
    for draft in drafts[:_MOST]:
        yield Fault(words=f"{draft.file} 还在等审，这次不带出去", file=draft.file)


def _title(entry: Entry, handbook: Handbook) -> str:
    return fill_values(entry.title, handbook.value_by_key)
