"""The handbook: all entries, site values and synonyms of one content revision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.kinds import Kind
from handbook.model.knowledge import Case, Knowledge
from handbook.model.procedure import Procedure
from handbook.model.region import InForce
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script
from handbook.model.site_value import SiteValue
from handbook.model.ticket_form import WrittenForm

CLASS_OF_KIND: Mapping[Kind, type[Entry]] = {
    entry_class.kind: entry_class
    for entry_class in (Procedure, EmergencyCard, RegulationArticle, Script, Knowledge, Case)
}
"""What an entry of each kind is read into."""


@dataclass(frozen=True, kw_only=True)
class Handbook:
    """One content revision; entries in the order of kind, then of file name."""

    version: str = ""
    """Content version shown to users, such as 2026.11."""
    revision: str = ""
    """Hash of the content it was read from."""
    procedures: tuple[Procedure, ...] = ()
    emergency: tuple[EmergencyCard, ...] = ()
    regulations: tuple[RegulationArticle, ...] = ()
    scripts: tuple[Script, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    cases: tuple[Case, ...] = ()
    region: InForce | None = None
    """The region by whose law it was read; None where the content knows no regions."""
    region_names: dict[str, str] = field(default_factory=dict[str, str])
    """Id → name of every region that can be chosen."""
    values: tuple[SiteValue, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same; the first is the standard word."""
    ticket: WrittenForm = field(default_factory=WrittenForm)
    """What tickets look like."""
    diagrams: dict[str, str] = field(default_factory=dict[str, str])
    """Name → SVG text, checked to refer to nothing outside itself."""

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self}

    @cached_property
    def value_by_key(self) -> Mapping[str, SiteValue]:
        """Key → site value."""
        return {value.key: value for value in self.values}

    @property
    def edition(self) -> str:
        """Version and region, as every sheet and ticket says them: 2026.11 黑龙江(哈尔滨)."""
        return f"{self.version} {self.region.words}" if self.region is not None else self.version

    def __iter__(self) -> Iterator[Entry]:
        for kind in Kind:
            yield from self.of_kind(kind)

    def __len__(self) -> int:
        return sum(len(self.of_kind(kind)) for kind in Kind)

    def of_kind(self, kind: Kind) -> tuple[Entry, ...]:
        """All entries of one kind."""
        group: tuple[Entry, ...] = getattr(self, kind.folder)
        return group

    def get(self, entry_id: str) -> Entry | None:
        """The entry of that id, or None."""
        return self._by_id.get(entry_id)

    def citing(self, entry_id: str) -> tuple[Entry, ...]:
        """Entries that cite `entry_id`, in order."""
        return tuple(e for e in self if entry_id in e.citations)
