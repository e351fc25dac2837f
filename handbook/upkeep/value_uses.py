"""Which entries say a site value, and the real sentences that do, as they read with another one in its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from handbook.model.assumed import texts_of
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Audience, Kind, StepKind, Tone
from handbook.model.knowledge import Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script
from handbook.model.site_value import SiteValue
from handbook.model.step import Step
from handbook.model.text import PieceKind, gaps, pieces, shown_variant, value_keys, variants
from handbook.upkeep.company_rows import Part, PartRole, Sentence, Use

MOST = 4
"""Entries of which a sentence is shown."""
_KINDS = (Kind.EMERGENCY, Kind.SCRIPT, Kind.PROCEDURE, Kind.REGULATION, Kind.KNOWLEDGE, Kind.CASE)
"""Emergency cards first, then what is said in most calls."""
_LONG = 90
"""Characters of a text that is read and not said, from which on only the sentence with the value is shown."""
_END = re.compile(r"(?<=[。!?;；！？\n])")
_MARKDOWN = re.compile(r"\*\*|^[#>\-|\s]+|\|+\s*$")
_LINK = re.compile(r"\[([^\]]*)\]\(entry:[^)\s]*\)")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A text that says a value."""

    entry: Entry
    where: str
    text: str
    is_spoken: bool


class ValueUses:
    """Looked through once for a handbook; what is asked afterwards takes no time."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._uses: dict[str, list[Use]] = {}
        self._spots: dict[str, list[_Spot]] = {}
        for entry in handbook:
            self._take(entry)
        for uses in self._uses.values():
            uses.sort(key=lambda use: _KINDS.index(use.kind))
        for spots in self._spots.values():
            spots.sort(key=lambda spot: (not spot.is_spoken, _KINDS.index(spot.entry.kind)))

    def of(self, key: str) -> tuple[Use, ...]:
        """Entries that say it, emergency cards first."""
        return tuple(self._uses.get(key, ()))

    def is_spoken(self, key: str) -> bool:
        """Whether a sentence for callers says it."""
        return any(spot.is_spoken for spot in self._spots.get(key, ()))

    def sentences(
        self, key: str, value: SiteValue, values: Mapping[str, SiteValue], most: int = MOST
    ) -> tuple[Sentence, ...]:
        """Sentences that say `key`, of at most so many entries, spoken ones first, with `value` in its place."""
        known = {**values, key: value}
        return tuple(_sentence(spot, key, known) for spot in self._spots.get(key, ())[:most])

    # -- internals

    def _take(self, entry: Entry) -> None:
        first: dict[str, _Spot] = {}
        for where, text, is_spoken in chain(_spoken(entry), (("", text, False) for text in texts_of(entry))):
            for key in value_keys(text):
                first.setdefault(key, _Spot(entry, where, text, is_spoken))
        for key, spot in first.items():
            self._spots.setdefault(key, []).append(spot)
            uses = self._uses.setdefault(key, [])
            uses.append(Use(entry.id, entry.kind, entry.title))


def _spoken(entry: Entry) -> Iterator[tuple[str, str, bool]]:
    """Where and what whoever works by the entry says, in the order in which it is looked at."""
    match entry:
        case EmergencyCard():
            yield from (("先说先做", line.text, True) for line in entry.immediate if line.kind == "say")
            yield from _said(entry.steps)
            yield from (("稳住对方", text, True) for text in entry.calm)
        case Procedure():
            yield from (("结论句", outcome.say, True) for outcome in entry.outcomes)
            yield from _said(entry.steps)
        case Script():
            for tone in (Tone.STANDARD, *Tone):
                for line in entry.lines:
                    if line.audience is Audience.CALLER and tone in line.variants:
                        yield line.situation, line.variants[tone], True
        case RegulationArticle() | Knowledge():
            yield from (("可告知用户", text, True) for text in entry.tell_caller)
        case _:
            pass


def _said(steps: tuple[Step, ...]) -> Iterator[tuple[str, str, bool]]:
    for number, step in enumerate(steps, 1):
        if step.kind is StepKind.SAY and step.effective_audience is Audience.CALLER:
            yield f"第 {number} 步", step.text, True


def _sentence(spot: _Spot, key: str, values: Mapping[str, SiteValue]) -> Sentence:
    text = _way(spot.text, key, values)
    if not spot.is_spoken:
        text = _part_of(text, key)
    return Sentence(
        entry_id=spot.entry.id,
        kind=spot.entry.kind,
        title=spot.entry.title,
        where=spot.where,
        is_spoken=spot.is_spoken,
        parts=tuple(_parts(text, key, values)),
    )


def _way(text: str, key: str, values: Mapping[str, SiteValue]) -> str:
    """The way that is shown where it says the value, else the first that does: what lacks in it is told."""
    shown = shown_variant(text, values)
    if key in value_keys(shown):
        return shown
    return next((way for way in variants(text) if key in value_keys(way)), shown)


def _part_of(text: str, key: str) -> str:
    """Of a long text the sentence that says the value, without the marks of Markdown."""
    parts = _END.split(text) if len(text) > _LONG else [text]
    found = next((part for part in parts if key in value_keys(part)), text)
    return _LINK.sub(r"\1", _MARKDOWN.sub("", found)).strip()


def _parts(text: str, key: str, values: Mapping[str, SiteValue]) -> Iterator[Part]:
    for piece in pieces(text):
        value = values.get(piece.name) if piece.kind is PieceKind.VALUE else None
        if piece.kind is PieceKind.HOLE:
            yield Part(PartRole.HOLE, piece.name)
        elif piece.kind is PieceKind.GAP:
            yield Part(PartRole.GAP, piece.name)
        elif value is None:
            yield Part(PartRole.WORDS, piece.text)
        elif any(gaps(value.text)):
            yield Part(PartRole.GAP, value.label, "" if piece.name == key else piece.name)
        else:
            role = PartRole.VALUE if piece.name == key else PartRole.WORDS
            yield Part(role, value.text, piece.name)
