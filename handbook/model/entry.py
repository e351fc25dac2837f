"""The part that every entry of the handbook has, whatever its kind."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from handbook.model.aspects import Extent, RoomSide
from handbook.model.kinds import Confidence, HeatingSystem, Kind, Phase, Severity

EntryId = Annotated[str, MinLen(4), MaxLen(80)]
Line = Annotated[str, MinLen(1), MaxLen(200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from."""

    title: Line
    """Name of the document, report or 据通识."""
    confidence: Confidence
    """高 | 中 | 低 | 据通识."""
    date: str = ""
    """Date of the source as far as known: 2021, 2021-10 or 2021-10-29."""
    note: str = ""
    """What the source supports, or its limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A court case or a comparison of another place: to be read and never told."""

    place: Line
    """Where, so that it can be told from the desk's own city or province: 天津汉沽, 山东省."""
    text: Line
    """What happened or holds there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What all kinds share."""

    kind: ClassVar[Kind]

    id: EntryId
    """Stable id: lower-case words joined by hyphens, beginning with the prefix of its kind; equals the file name."""
    title: Line
    """Title in plain words, as short as it can be."""
    summary: Annotated[str, MinLen(1), MaxLen(300)]
    """One or two sentences: what it is about and when to use it."""
    asks: tuple[Line, ...] = ()
    """How callers and agents say it."""
    tags: tuple[Line, ...] = ()
    """Free key words."""
    severity: Severity | None = None
    """危险 > 紧急 > 一般 > 事务."""
    phases: tuple[Phase, ...] = ()
    """Parts of the season in which it matters most; empty = always."""
    room_sides: tuple[RoomSide, ...] = ()
    """Sides of the room temperature that bring a caller here; empty = it says nothing of that."""
    extents: tuple[Extent, ...] = ()
    """How much of the building it is about; empty = it does not depend on that."""
    systems: tuple[HeatingSystem, ...] = ()
    """Heating systems it applies to; empty = all."""
    citations: tuple[str, ...] = ()
    """Ids of regulation entries it rests on."""
    related: tuple[str, ...] = ()
    """Ids of other entries worth reading next."""
    sources: tuple[Source, ...] = ()
    """Where its facts come from; at least one."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """What is known of other places; shown apart from what holds here, and not where it is of here."""
    owner: Annotated[str, MinLen(1)]
    """Who answers for the entry, such as 客服培训组."""
    reviewed: date
    """Day of the last review."""
    review_by: date
    """Day by which it must be reviewed again; an overdue entry is marked, never hidden."""

    def is_overdue(self, today: date) -> bool:
        """Whether the review date has passed."""
        return today > self.review_by
