"""An entry (or a run of it) and its handbook -> what it says, and the `Sheet` of it; without sizes and without Qt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from handbook.document.blocks import Banner, Labelled, Meaning, Reference, References, Rich, Sheet, plain
from handbook.document.clean_values import clean
from handbook.document.compose_checklist import emergency_blocks, legend, procedure_blocks
from handbook.document.compose_official import cited_words
from handbook.document.compose_reading import (
    case_blocks,
    cited_by,
    knowledge_blocks,
    regulation_blocks,
    script_blocks,
)
from handbook.document.composing import Composing, PinnedComposing
from handbook.document.links import linked_entries
from handbook.document.printable import official_sheet, printable
from handbook.document.run_record import RunRecord
from handbook.document.wording import LEFT, OVERDUE, OWN_VERSION, PARTIAL, day, facts
from handbook.document.words import ELSEWHERE, FOR_MAINTAINER, GROUNDS, OWNER, RELATED, SOURCES, UNSAID
from handbook.model.checklist import Checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry, Source
from handbook.model.handbook import Handbook
from handbook.model.knowledge import Case, Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script


@dataclass(frozen=True, slots=True, kw_only=True)
class RunToPrint:
    """A run with the entry as it read when it was pinned."""

    entry: Procedure | EmergencyCard
    record: RunRecord
    pinned: Checklist | None = None
    """The copy that the sheet is composed from, and from nothing else; None = the entry reads as the handbook does."""


def tab_of(entry: Entry) -> str:
    """Name of the tab an entry stands under: 应急, its fault family, or its kind."""
    if isinstance(entry, EmergencyCard):
        return "应急"
    if isinstance(entry, Procedure):
        return str(entry.family)
    return entry.kind.short_label


def compose_entry(entry: Entry, handbook: Handbook, today: date, *, with_law: bool = False) -> Sheet:
    """The blank form of an entry; `with_law` puts the official words of what it cites after it, where they are at hand."""
    sheet = _sheet(Composing(handbook), entry, today)
    if not with_law:
        return sheet
    added = tuple(part for words in cited_words(entry, handbook) for part in official_sheet(words))
    return replace(sheet, blocks=(*sheet.blocks, *added), is_one_page=False) if added else sheet


def compose_run(run: RunToPrint, handbook: Handbook, today: date) -> Sheet:
    """The form of a run with its ticks, answers, values, times and skips."""
    return _sheet(_composing(run, handbook, run.record), run.entry, today)


def compose_blank(run: RunToPrint, handbook: Handbook, today: date) -> Sheet:
    """The form of a run as it was before anything was written on it."""
    return _sheet(_composing(run, handbook), run.entry, today)


def _composing(run: RunToPrint, handbook: Handbook, record: RunRecord | None = None) -> Composing:
    return PinnedComposing(run.pinned, record) if run.pinned is not None else Composing(handbook, record)


def entry_blocks(entry: Entry, handbook: Handbook) -> tuple[Meaning, ...]:
    """What an entry says, in the order of all surfaces; with site values, without what only a sheet bears."""
    return tuple(meaning(Composing(handbook), entry))


def _sheet(composing: Composing, entry: Entry, today: date) -> Sheet:
    run = composing.run
    is_card = isinstance(entry, EmergencyCard)
    blocks = (*_banners(composing, entry, today), *printable(meaning(composing, entry), is_card=is_card))
    sheet = Sheet(
        entry_id=entry.id,
        title=composing.fill(entry.title),
        kind_label=entry.kind.label,
        severity=str(entry.severity or ""),
        subtitle=" · ".join([entry.kind.label, *facts(entry), *legend(entry)]),
        summary=composing.fill(entry.summary),
        blocks=blocks,
        code=composing.code(entry),
        content_version=(run.content_version if run else "") or composing.version,
        reviewed="不详" if composing.is_partial else day(entry.reviewed),
        tab=tab_of(entry),
        is_one_page=is_card,
        is_drill=bool(run and run.is_drill),
        links=frozenset(linked_entries(blocks)),
    )
    return clean(sheet)


def _banners(composing: Composing, entry: Entry, today: date) -> Iterator[Banner]:
    run = composing.run
    # A record tells whether its list was overdue when it was used.
    used = run.started.date() if run and run.started else today
    if entry.id in composing.handbook.updated_originals and isinstance(entry, EmergencyCard):
        yield Banner(OWN_VERSION)
    if entry.is_overdue(used):
        yield Banner(OVERDUE.format(day=day(entry.review_by)))
    if run and run.is_from_copy:
        yield Banner(LEFT.format(version=f"(内容 {run.content_version} 版)" if run.content_version else ""))
    if composing.is_partial:
        yield Banner(PARTIAL)
    if run and run.is_drill:
        yield Banner("演练:不是真实来电")


def meaning(composing: Composing, entry: Entry) -> Iterator[Meaning]:
    """What an entry says, as far as `composing` knows it."""
    match entry:
        case EmergencyCard():
            yield from emergency_blocks(composing, entry)
        case Procedure():
            yield from procedure_blocks(composing, entry)
        case RegulationArticle():
            yield from regulation_blocks(composing, entry)
        case Script():
            yield from script_blocks(composing, entry)
        case Knowledge():
            yield from knowledge_blocks(composing, entry)
        case Case():
            yield from case_blocks(composing, entry)
        case _:
            raise TypeError(f"nobody composes a {type(entry).__name__}")
    yield from _small_print(composing, entry)


def _small_print(composing: Composing, entry: Entry) -> Iterator[Meaning]:
    """What the entry rests on, what it leads to and who answers for it, after its end."""
    elsewhere = tuple(Reference(plain(text)) for text in composing.elsewhere(entry))
    if elsewhere:
        yield References(ELSEWHERE, elsewhere)
    grounds = tuple(Reference(composing.article(entry_id)) for entry_id in entry.citations)
    if grounds:
        yield References(GROUNDS, grounds)
    related = tuple(
        Reference((composing.link(entry_id),), composing.kind(entry_id))
        for entry_id in entry.related
        if composing.knows(entry_id)
    )
    if related:
        yield References(RELATED, related)
    if isinstance(entry, RegulationArticle):
        yield from cited_by(composing, entry)
    if entry.sources:
        yield References(SOURCES, tuple(Reference(_source(composing, source)) for source in entry.sources))
    unsaid = composing.unsaid(entry)
    if unsaid:
        yield Labelled(FOR_MAINTAINER, plain(UNSAID.format(labels="、".join(unsaid))), small=True)
    if entry.owner:
        words = f"{entry.owner},复核 {day(entry.reviewed)},下次 {day(entry.review_by)}"
        yield Labelled(OWNER, plain(words), small=True)


def _source(composing: Composing, source: Source) -> Rich:
    confidence = f"可信度{source.confidence}" if source.title != source.confidence else ""
    details = ",".join(word for word in (source.date, confidence, source.note) if word)
    return plain(composing.fill(source.title + (f"({details})" if details else "")))
