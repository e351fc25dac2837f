"""The handbook: all entries, site values and synonyms of one content revision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from handbook.model.assumed import AssumedWords
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.kinds import Kind
from handbook.model.knowledge import Case, Knowledge
from handbook.model.official_text import Lapse, OfficialText
from handbook.model.procedure import Procedure
from handbook.model.region import InForce
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script
from handbook.model.site_value import SiteValue
from handbook.model.successor import Successor
from handbook.model.text import DEMO, holds_demo
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
    region_keys: frozenset[str] = frozenset()
    """Keys of the site values that the region or its parents gave, and the site did not give anew."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same; the first is the standard word."""
    successors: tuple[Successor, ...] = ()
    """What took the place of entries that went."""
    retired: frozenset[str] = frozenset()
    """Ids of entries that are at hand and that the company put another one in the place of."""
    ticket: WrittenForm = field(default_factory=WrittenForm)
    """What tickets look like."""
    diagrams: dict[str, str] = field(default_factory=dict[str, str])
    """Name → SVG text, checked to refer to nothing outside itself."""
    official: dict[str, tuple[OfficialText, ...]] = field(default_factory=dict[str, tuple[OfficialText, ...]])
    """Id of an article's entry → what is at hand of the official words, one for each number that the entry stands for."""
    day: date | None = None
    """The day to which it was brought (`handbook.law.as_of`): what of the official texts holds, and what lapsed."""
    updated_originals: frozenset[str] = frozenset()
    """Ids of entries that are the company's own, and whose shipped text is another now than when the company began its own."""
    lapsed: dict[str, Lapse] = field(default_factory=dict[str, Lapse])
    """Id of an article's entry → that the article reads otherwise than what our points were last laid beside."""

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self}

    @cached_property
    def _went(self) -> Mapping[str, Successor]:
        return {successor.id: successor for successor in self.successors}

    @cached_property
    def value_by_key(self) -> Mapping[str, SiteValue]:
        """Key → site value."""
        return {value.key: value for value in self.values}

    @cached_property
    def is_demo(self) -> bool:
        """Whether values of the demo company are laid over it."""
        return any(holds_demo(value.value) for value in self.values)

    def assumes(self, article: RegulationArticle) -> bool:
        """Whether the article is local law of a region that nobody confirmed."""
        return bool(article.place) and self.region is not None and not self.region.is_confirmed

    def is_elsewhere(self, place: str) -> bool:
        """Whether a place that an entry names is not of the region; of content without regions nothing is."""
        return self.region is not None and not self.region.holds_in(place)

    @cached_property
    def assumed(self) -> AssumedWords:
        """What of its words is not to be copied for a caller: what comes from a region that nobody confirmed, from an
        article that has changed since our points of it were looked at, or from the demo company.
        """
        articles = {a.id: a for a in self.regulations if self.assumes(a) or a.id in self.lapsed}
        is_sure = self.region is None or self.region.is_confirmed
        keys = frozenset() if is_sure else self.region_keys
        keys |= {value.key for value in self.values if any(cited in self.lapsed for cited in value.citations)}
        keys |= {value.key for value in self.values if holds_demo(value.value)}
        return (
            AssumedWords(keys, articles, self._by_id, self.value_by_key)
            if articles or keys
            else AssumedWords()
        )

    @property
    def edition(self) -> str:
        """Version and region, as every sheet and ticket says them: 2026.11 黑龙江(哈尔滨); and that it holds a demo."""
        parts = (self.version, self.region.words if self.region is not None else "", DEMO * self.is_demo)
        return " ".join(filter(None, parts)) if self.is_demo or self.region is not None else self.version

    def __iter__(self) -> Iterator[Entry]:
        for kind in Kind:
            yield from self.of_kind(kind)

    def __len__(self) -> int:
        return sum(len(self.of_kind(kind)) for kind in Kind)

    def of_kind(self, kind: Kind) -> tuple[Entry, ...]:
        """All entries of one kind."""
        group: tuple[Entry, ...] = getattr(self, kind.folder)
        return group

    def ids(self, kind: Kind | None = None) -> tuple[str, ...]:
        """Ids of all entries, or of those of a kind, in order."""
        return tuple(entry.id for entry in (self.of_kind(kind) if kind else self))

    def get(self, entry_id: str) -> Entry | None:
        """The entry of that id, or the one that took its place; None where there is neither.

        Its own `id` may thus be another than `entry_id`: what is kept under an id is kept under that.
        """
        return self._by_id.get(self.present_id(entry_id))

    def exact(self, entry_id: str) -> Entry | None:
        """The entry that bears that very id; None also where another one took its place."""
        return self._by_id.get(entry_id)

    def present_id(self, entry_id: str) -> str:
        """Id of the entry that stands for `entry_id` today; `entry_id` itself where that lives, or nothing took its place."""
        found, seen = entry_id, {entry_id}
        while found not in self._by_id:
            successor = self._went.get(found)
            if (
                successor is None or successor.into in seen
            ):  # rows that lead nowhere are told by the content check
                return entry_id
            found = successor.into
            seen.add(found)
        return found

    def successor(self, entry_id: str) -> Successor | None:
        """What is known of an entry that went, `into` being an entry that is there; None for all other ids."""
        present = self.present_id(entry_id)
        return replace(self._went[entry_id], into=present) if present != entry_id else None

    def taken_over_by(self, entry_id: str) -> tuple[str, ...]:
        """Ids of the entries that went and whose place that entry took."""
        return tuple(
            went.id
            for went in self.successors
            if self.successor(went.id) and self.present_id(went.id) == entry_id
        )

    def citing(self, entry_id: str) -> tuple[Entry, ...]:
        """Entries that cite `entry_id`, also by an id that it took the place of, in order."""
        return tuple(e for e in self if any(self.present_id(cited) == entry_id for cited in e.citations))
