"""Two states of a company's content -> what agents will notice of the newer one, in words and by what they notice."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handbook.content.file_names import (
    SITE_MARK,
    SPECIAL_FILES,
    SUCCESSORS_FILE,
    TICKET_FILE,
    WORKROOM,
    is_of_laws,
)
from handbook.content.folder_walk import walk_folder
from handbook.content.loader import LoadedContent
from handbook.content.writing.draft import Act, ActKind
from handbook.content.yaml_reader import Value
from handbook.law.law_text import LawText
from handbook.model.entry import Entry
from handbook.model.kinds import Kind
from handbook.model.text import fill_values
from handbook.upkeep.place_change import PlaceChange, Run, RunKind, looked_at, place_changes
from handbook.upkeep.publication import EntryTold, Group, PlaceTold
from handbook.upkeep.value_uses import ValueUses

SHIPPED = "随程序"
"""Who changed what came with the program."""
_LISTS = (Kind.PROCEDURE, Kind.EMERGENCY)
_UNSEEN = frozenset(
    {"asks", "tags", "sources", "owner", "reviewed", "review_by", "related", "citations", "phases", "systems"}
)
"""What nobody reads or says in a call: it is found otherwise, or vouched for by others."""
_MOST_PLACES = 40
_LONGEST = 600
"""Characters of one place that are told."""
_OTHER_FILES = {
    "synonyms.yaml": "一个意思的词",
    "standing.yaml": "共用的步骤",
    "coverage.yaml": "培训要点在哪一条",
    TICKET_FILE: "工单的样子",
}
_QUIET_FILES = frozenset({"handbook.yaml", "values.yaml", SUCCESSORS_FILE, "history.jsonl"})
"""Told by what they do, or nothing that is seen."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states."""

    content: LoadedContent
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """Name of each file that is read, those of the company with the mark of an overlay -> print of its bytes."""


def side_of(content: LoadedContent, root: Path, site: Path | None) -> Side:
    """The state that lies in two folders. Raises OSError where a file cannot be read."""
    files = {name: _print(root / name) for name in walk_folder(root).names}
    if site is not None:
        own = (name for name in walk_folder(site).names if not name.startswith(f"{WORKROOM}/"))
        files |= {f"{SITE_MARK}{name}": _print(site / name) for name in own}
    return Side(content, files)


def authors_of(acts: Iterable[Act]) -> dict[str, str]:
    """File of the overlay -> who wrote what was let through there last."""
    return {
        act.file: act.author or act.name for act in acts if act.kind in (ActKind.PUBLISH, ActKind.RESTORE)
    }


def told_changes(before: Side, after: Side, authors: Mapping[str, str]) -> tuple[EntryTold, ...]:
    """All that differs, by group, then in the order of the handbook."""
    found = [
        *_entries(before.content, after.content, authors),
        *_values(before.content, after.content, authors),
        *_retired(before.content, after.content, authors),
        *_laws(before.content.laws, after.content.laws),
        *_files(before, after),
    ]
    order = list(Group)
    return tuple(sorted(found, key=lambda told: order.index(told.group)))


def counted(told: Iterable[EntryTold]) -> dict[Group, int]:
    """Places by group; only groups that hold any."""
    counts: Counter[Group] = Counter()
    for one in told:
        counts[one.group] += one.count
    return {group: counts[group] for group in Group if counts[group]}


def in_short(told: EntryTold, around: int = 12) -> tuple[Run, ...]:
    """The first place of it in a line: what is new with a few words around it, or what went."""
    if not told.places:
        return (Run(RunKind.SAME, told.words),)
    place = told.places[0]
    gone = [run for run in place.before if run.kind is RunKind.GONE]
    came = [run for run in place.after if run.kind is RunKind.NEW]
    lead = [Run(RunKind.SAME, f"{place.place} ")] if place.place else []
    if gone and came and len(place.before) == 1 and len(place.after) == 1:
        return (*lead, place.before[0], Run(RunKind.SAME, " → "), place.after[0])
    shown = place.after if came else place.before if gone else ()
    if not shown:
        return (*lead, Run(RunKind.SAME, place.words or told.words))
    return (*lead, *_around(shown, around))


def _around(runs: Sequence[Run], around: int) -> Iterator[Run]:
    first = next(n for n, run in enumerate(runs) if run.kind is not RunKind.SAME)
    last = max(n for n, run in enumerate(runs) if run.kind is not RunKind.SAME)
    for number, run in enumerate(runs[max(first - 1, 0) : last + 2], max(first - 1, 0)):
        text = run.text.replace("\n", " ")
        if run.kind is RunKind.SAME and len(text) > around:
            if number < first:
                text = f"…{text[-around:]}"
            elif number > last:
                text = f"{text[:around]}…"
        yield Run(run.kind, text)


# -- entries


def _entries(before: LoadedContent, after: LoadedContent, authors: Mapping[str, str]) -> Iterator[EntryTold]:
    old_handbook, handbook = before.handbook, after.handbook
    for entry in handbook:
        if entry.id in handbook.retired:
            continue
        title = fill_values(entry.title, handbook.value_by_key)
        who = _who(after, entry.id, authors)
        old = old_handbook.exact(entry.id)
        if old is None or entry.id in old_handbook.retired:
            group = Group.STEPS if entry.kind in _LISTS else Group.SAID
            yield EntryTold(
                group=group, title=title, kind=entry.kind, entry=entry.id, who=who, words="新加的一条"
            )
            continue
        if old == entry and _raw(before, entry.id) == _raw(after, entry.id):
            continue
        yield from _entry(entry, title, who, _places(entry, before, after))


def _entry(entry: Entry, title: str, who: str, places: Sequence[PlaceChange]) -> Iterator[EntryTold]:
    grouped: dict[Group, list[PlaceTold]] = {}
    for change in places[:_MOST_PLACES]:
        grouped.setdefault(_group(entry.kind, change), []).append(_told(change))
    for group, told in grouped.items():
        yield EntryTold(
            group=group, title=title, kind=entry.kind, entry=entry.id, who=who, places=tuple(told)
        )


def _places(entry: Entry, before: LoadedContent, after: LoadedContent) -> Sequence[PlaceChange]:
    file = f"{entry.kind.folder}/{entry.id}.yaml"
    old, new = _raw(before, entry.id), _raw(after, entry.id)
    found = place_changes(entry.kind, file, old, new, after.handbook)
    return [change for change in looked_at(found) if change.change.path != ("id",)]


def _raw(content: LoadedContent, entry_id: str) -> Value:
    origin = content.origins.get(entry_id)
    return origin.document.value if origin is not None else None


def _group(kind: Kind, change: PlaceChange) -> Group:
    head = change.change.path[0] if change.change.path else ""
    if head in _UNSEEN:
        return Group.OTHER
    if _is_of_numbers(change):
        return Group.NUMBERS
    if change.seconds_before is not None or change.seconds_after is not None or kind not in _LISTS:
        return Group.SAID
    return Group.STEPS


def _is_of_numbers(change: PlaceChange) -> bool:
    gone = [run.text for run in change.before if run.kind is RunKind.GONE]
    came = [run.text for run in change.after if run.kind is RunKind.NEW]
    return bool(gone and came) and all(_DIGIT.search(text) and len(text) <= 16 for text in (*gone, *came))


def _told(change: PlaceChange) -> PlaceTold:
    return PlaceTold(
        place=change.place, words=change.words, before=_cut(change.before), after=_cut(change.after)
    )


def _cut(runs: Sequence[Run]) -> tuple[Run, ...]:
    kept, room = list[Run](), _LONGEST
    for run in runs:
        if room <= 0:
            break
        text = run.text if len(run.text) <= room else f"{run.text[:room]}…"
        kept.append(Run(run.kind, text))
        room -= len(run.text)
    return tuple(kept)


def _who(content: LoadedContent, entry_id: str, authors: Mapping[str, str]) -> str:
    origin = content.origins.get(entry_id)
    if origin is None or not origin.file.startswith(SITE_MARK):
        return SHIPPED
    return authors.get(origin.file.removeprefix(SITE_MARK), "")


# -- values, entries that went, laws and the rest


def _values(before: LoadedContent, after: LoadedContent, authors: Mapping[str, str]) -> Iterator[EntryTold]:
    known = before.handbook.value_by_key
    changed = [
        value
        for value in after.handbook.values
        if (old := known.get(value.key)) is None or old.text != value.text
    ]
    if not changed:
        return
    uses = ValueUses(after.handbook)
    for value in changed:
        count = len(uses.of(value.key))
        old = known.get(value.key)
        origin = after.value_origins.get(value.key)
        is_own = origin is not None and origin.file.startswith(SITE_MARK)
        follow = f"{count} 张卡片跟着变" if count else "还没有卡片用到"
        place = PlaceTold(
            place="",
            words=follow,
            before=(Run(RunKind.GONE, old.text),) if old is not None else (),
            after=(Run(RunKind.NEW, value.text),),
        )
        who = authors.get("values.yaml", "") if is_own else SHIPPED
        yield EntryTold(group=Group.NUMBERS, title=value.label, who=who, words=follow, places=(place,))


def _retired(before: LoadedContent, after: LoadedContent, authors: Mapping[str, str]) -> Iterator[EntryTold]:
    handbook = after.handbook
    for old in before.handbook:
        is_there = handbook.exact(old.id) is not None and old.id not in handbook.retired
        if is_there or old.id in before.handbook.retired:
            continue
        heir = handbook.get(old.id)
        title = fill_values(old.title, before.handbook.value_by_key)
        words = "没有接替的，搜不到了"
        if heir is not None and heir.id != old.id:
            words = f"由“{fill_values(heir.title, handbook.value_by_key)}”接替，搜得到，会指过去"
        yield EntryTold(
            group=Group.RETIRED,
            title=title,
            kind=old.kind,
            entry=heir.id if heir is not None else "",
            who=authors.get(SUCCESSORS_FILE, ""),
            words=words,
        )


def _laws(before: Sequence[LawText], after: Sequence[LawText]) -> Iterator[EntryTold]:
    known = {(law.title, law.effective): law for law in before}
    for law in after:
        old = known.pop((law.title, law.effective), None)
        if old is None or old != law:
            words = f"原文{'加了' if old is None else '换了'}从 {law.effective.isoformat()} 起施行的一版"
            yield EntryTold(group=Group.OTHER, title=f"《{law.title}》", kind=Kind.REGULATION, words=words)
    for title, day in known:
        words = f"从 {day.isoformat()} 起施行的一版原文拿掉了"
        yield EntryTold(group=Group.OTHER, title=f"《{title}》", kind=Kind.REGULATION, words=words)


def _files(before: Side, after: Side) -> Iterator[EntryTold]:
    """What is no entry, value or law: nothing goes out untold."""
    names = {*before.files, *after.files}
    changed = sorted(name for name in names if before.files.get(name) != after.files.get(name))
    left = 0
    for name in changed:
        plain = name.removeprefix(SITE_MARK)
        if plain in _QUIET_FILES or is_of_laws(plain) or _is_of_entry(plain):
            continue
        title = _OTHER_FILES.get(plain)
        if title is None:
            left += 1
        else:
            yield EntryTold(group=Group.OTHER, title=title, words="改过，找法或样子会有不同")
    if left:
        yield EntryTold(group=Group.OTHER, title="别的文件", words=f"{left} 个：检查用的、图、地区的")


def _is_of_entry(name: str) -> bool:
    folders = name.split("/")[:-1]
    is_kept_aside = name.rpartition("/")[2].startswith("_")
    is_entry = any(kind.folder in folders for kind in Kind) and name.endswith(".yaml")
    return is_kept_aside or (is_entry and name not in SPECIAL_FILES)


def _print(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()
