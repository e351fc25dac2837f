"""Words on the command line and the handbook -> the entries or runs to be exported, and a name for them."""

import argparse
import difflib
from dataclasses import dataclass
from datetime import datetime

from handbook.cli.export_run import runs_of_call
from handbook.document.compose import RunToPrint, compose_entry, tab_of
from handbook.errors import UsageError
from handbook.export.paper.pack import PackPlan
from handbook.export.register.changes import change_rows
from handbook.export.register.history import known_releases
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.procedure import Procedure
from handbook.model.script import Script

FIELD_SET = "现场"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is exported."""

    handbook: Handbook
    items: tuple[Entry | RunToPrint, ...]
    title: str
    is_set: bool = False
    """A kind, a set or the whole handbook: bound as a pack."""

    def pack(self, now: datetime) -> PackPlan:
        """How the pack is bound; its change log tells what the release history does not yet hold."""
        sheets = [compose_entry(e, self.handbook, now.date()) for e in self.items if isinstance(e, Entry)]
        rows = change_rows(sheets, known_releases())
        return PackPlan(title=self.title, changes=rows)


def choose(args: argparse.Namespace, handbook: Handbook) -> Choice:
    """Raises `UsageError` where nothing fits."""
    if args.call is not None:
        items: tuple[Entry | RunToPrint, ...] = runs_of_call(args.call, handbook, frozenset(args.ids))
        return Choice(handbook=handbook, items=items, title=f"通话 {args.call}")
    if args.ids:
        ids = dict.fromkeys(map(handbook.present_id, args.ids))
        entries = tuple(_entry(entry_id, handbook) for entry_id in ids)
        title = entries[0].title if len(entries) == 1 else f"{entries[0].title}等 {len(entries)} 条"
        return Choice(handbook=handbook, items=entries, title=title)
    if args.all:
        return _set("供热速查全书", tuple(handbook), handbook)
    if args.kind:
        kind: Kind = args.kind
        return _set(kind.label, handbook.of_kind(kind), handbook)
    return _set("现场携带包" if args.set == FIELD_SET else args.set, _named(args.set, handbook), handbook)


def _entry(entry_id: str, handbook: Handbook) -> Entry:
    entry = handbook.get(entry_id)
    if entry is None:
        close = difflib.get_close_matches(entry_id, [e.id for e in handbook], n=1)
        hint = f",您是不是要找“{close[0]}”?" if close else "。"
        raise UsageError(f"没有条目“{entry_id}”{hint}")
    return entry


def _set(title: str, entries: tuple[Entry, ...], handbook: Handbook) -> Choice:
    if not entries:
        raise UsageError(f"“{title}”里没有条目。")
    return Choice(handbook=handbook, items=entries, title=title, is_set=True)


def _named(name: str, handbook: Handbook) -> tuple[Entry, ...]:
    """Entries of a set: 现场, a tab (应急, 漏水 …), a set of scripts, or a tag."""
    if name == FIELD_SET:
        return tuple(e for e in handbook if isinstance(e, EmergencyCard) or _has_onsite(e))
    found = [e for e in handbook if tab_of(e) == name or name in (e.kind.label, e.kind.short_label)]
    found = found or [e for e in handbook if isinstance(e, Script) and e.set == name]
    found = found or [e for e in handbook if name in e.tags]
    if not found:
        tabs = dict.fromkeys([FIELD_SET, *(tab_of(e) for e in handbook)])
        raise UsageError(f"没有叫“{name}”的一组。可用:{'、'.join(tabs)},或话术组、标签。")
    return tuple(found)


def _has_onsite(entry: Entry) -> bool:
    return isinstance(entry, Procedure) and bool(entry.onsite_steps)
