"""What the page 发布 shows, as values that a process aside writes on one line and the window reads back.

The process alone reads the share and knows what was signed; the window never does.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from handbook.model.kinds import Kind
from handbook.upkeep.place_change import Run

FIRST_STAGES = (10, 20, 30, 50)
"""Percent of the desks that may come first; the lowest that takes one in at all is chosen."""
ALL = 100


class Group(StrEnum):
    """What an agent notices of a change."""

    SAID = "坐席会说得不一样"
    STEPS = "步骤改了"
    NUMBERS = "数改了"
    RETIRED = "停用"
    OTHER = "怎么搜到、来源和别的"


class PlaceTold(msgspec.Struct, frozen=True, kw_only=True):
    """One place that differs, in words."""

    place: str
    """第 5 步 · 问什么."""
    words: str = ""
    """加了几个字，8 秒变 10 秒."""
    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()


class EntryTold(msgspec.Struct, frozen=True, kw_only=True):
    """What differs in one entry, as far as it is of one group."""

    group: Group
    title: str
    kind: Kind | None = None
    """None: it is no entry (a value, the form of tickets)."""
    entry: str = ""
    """Its id, where it can be opened."""
    who: str = ""
    words: str = ""
    """In a line, where no place says it better."""
    places: tuple[PlaceTold, ...] = ()

    @property
    def count(self) -> int:
        """Places."""
        return max(len(self.places), 1)


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that keeps the content from going out, or is worth a look."""

    words: str
    entry: str = ""
    """Id of the entry to be opened; empty: `file` says where."""
    file: str = ""


class CheckTold(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at before it goes out."""

    words: str
    """Where it is fine: 没有没审的草稿; empty where that is not worth a word."""
    faults: tuple[Fault, ...] = ()
    """What is to be mended first; none = it is fine."""
    is_advice: bool = False
    """Whether the faults only advise."""

    @property
    def stops(self) -> bool:
        """Whether nothing goes out before it is mended."""
        return bool(self.faults) and not self.is_advice


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What would go out now, and whether it may."""

    version: str
    """Of the content here."""
    entries: int
    since: int = 0
    """Number of the pack it is compared with; 0 = nothing was published yet."""
    since_version: str = ""
    coming: tuple[EntryTold, ...] = ()
    """What differs here from that pack."""
    out: tuple[EntryTold, ...] = ()
    """What that pack brought over the one before it."""
    out_since: str = ""
    """Version of the one before it; empty where it is not at hand."""
    checks: tuple[CheckTold, ...] = ()
    made: datetime
    waiting: tuple[EntryTold, ...] = ()
    """What the pack that waits for the second signature brings over the newest one."""
    waiting_digest: str = ""
    """Of what waits; empty where nothing does."""

    @property
    def stopping(self) -> tuple[Fault, ...]:
        """What is to be mended first, in its order."""
        return tuple(fault for check in self.checks if check.stops for fault in check.faults)


class PackTold(msgspec.Struct, frozen=True, kw_only=True):
    """A pack on the share."""

    number: int
    version: str
    stage: int = ALL
    """Percent of the desks that it is for; 0 = it was stopped, or begins with none."""
    is_urgent: bool = False
    note: str = ""


class ActKind(StrEnum):
    """What was done on the share."""

    PUBLISH = "发布"
    WIDEN = "多发几台"
    STOP = "先停住"
    WITHDRAW = "撤回"


class PublicationAct(msgspec.Struct, frozen=True, kw_only=True):
    """One act, as the company's folder remembers it: a record, not a proof."""

    kind: ActKind
    number: int
    version: str = ""
    stage: int = 0
    by: str = ""
    when: datetime
    words: str = ""
    """What was changed, or why it could not wait."""
    checks: str = ""
    """What was checked before, in a few words."""
    second: str = ""
    """Who signed after `by`, where two have to."""
    first_signed: datetime | None = None
    """When `by` signed, where it waited for the second one until `when`."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What one editor signed and another one has to look at and sign before it counts."""

    kind: ActKind
    number: int
    version: str = ""
    stage: int = ALL
    is_urgent: bool = False
    by: str = ""
    when: datetime
    words: str = ""
    checks: str = ""
    is_mine: bool = False
    """Whether the key on this computer is the one that signed it."""
    digest: str
    """Of all of it: what was looked at is what is signed."""


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """What a desk says of itself; shown, never trusted."""

    name: str
    state: str = ""
    """How its last look at the share ended: taken, current, stopped, too_new, untrusted."""
    number: int = 0
    """Of the pack it has; 0 = that of the program."""
    version: str = ""
    program: str = ""
    seen: datetime
    is_first: bool = False
    """Whether it is among those that the newest pack is for first."""


class SeatsRead(msgspec.Struct, frozen=True, kw_only=True):
    """What the folder of desks holds."""

    seats: tuple[Seat, ...] = ()
    odd: int = 0
    """Files that are none of a desk: too long, links, nonsense."""
    left_out: int = 0
    """More than are read."""


class ShareState(msgspec.Struct, frozen=True, kw_only=True):
    """How the share stands."""

    folder: str
    trouble: str = ""
    """Why it cannot be read, in a sentence."""
    is_begun: bool = False
    """Whether anything was ever published there."""
    is_writable: bool = False
    has_keys: bool = False
    """Whether the key that signs is on this computer."""
    packs: tuple[PackTold, ...] = ()
    """The newest first."""
    signed_until: datetime | None = None
    """Until when what the editor signed holds."""
    renewed_until: datetime | None = None
    """Until when desks believe the share at all; signed anew by a schedule."""
    seats: SeatsRead = SeatsRead()
    firsts: tuple[tuple[int, int], ...] = ()
    """(percent, so many of the desks are among them) for the next pack."""
    acts: tuple[PublicationAct, ...] = ()
    """The latest, the last one last."""
    can_stop: bool = False
    """Whether the newest pack can be stopped without a passphrase."""
    signers: int = 1
    """How many have to sign before content counts."""
    waiting: Waiting | None = None
    """What waits for the second one."""
    now: datetime

    @property
    def newest(self) -> PackTold | None:
        """What desks take now."""
        return self.packs[0] if self.packs else None

    @property
    def first(self) -> tuple[int, int]:
        """(percent, desks) of the first stage of the next pack: the lowest that takes a desk in."""
        return next(((share, count) for share, count in self.firsts if count), (FIRST_STAGES[0], 0))

    def act_of(self, kind: ActKind, number: int) -> PublicationAct | None:
        """The last act of that kind on a pack."""
        found = (act for act in reversed(self.acts) if act.kind is kind and act.number == number)
        return next(found, None)
