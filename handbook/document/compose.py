"""An entry (or a run of it) and its handbook -> a `Sheet` of printable blocks, without sizes and without Qt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handbook.document.blocks import Banner, Block, EndMark, Labelled, Rich, Sheet, Span, plain
from handbook.document.clean_values import clean
from handbook.document.compose_checklist import emergency_blocks, legend, procedure_blocks
from handbook.document.compose_reading import case_blocks, knowledge_blocks, regulation_blocks, script_blocks
from handbook.document.composing import Composing, PinnedComposing
from handbook.document.run_record import RunRecord
from handbook.document.wording import LEFT, OVERDUE, PARTIAL, day, minute, subtitle
from handbook.model.checklist import Checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.knowledge import Case, Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script

TABS_BY_KIND: Mapping[str, str] = {
    "regulation": "法规",
    "script": "话术",
    "knowledge": "知识",
    "case": "案例",
}


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
    return TABS_BY_KIND[entry.kind]


def compose_entry(entry: Entry, handbook: Handbook, today: date) -> Sheet:
    """The blank form of an entry."""
    return _sheet(Composing(handbook), entry, today)


def compose_run(run: RunToPrint, handbook: Handbook, today: date) -> Sheet:
    """The form of a run with its ticks, answers, values, times and skips."""
    return _sheet(_composing(run, handbook, run.record), run.entry, today)


def compose_blank(run: RunToPrint, handbook: Handbook, today: date) -> Sheet:
    """The form of a run as it was before anything was written on it."""
    return _sheet(_composing(run, handbook), run.entry, today)


def _composing(run: RunToPrint, handbook: Handbook, record: RunRecord | None = None) -> Composing:
    return PinnedComposing(run.pinned, record) if run.pinned is not None else Composing(handbook, record)


def _sheet(composing: Composing, entry: Entry, today: date) -> Sheet:
    run = composing.run
    sheet = Sheet(
        entry_id=entry.id,
        title=composing.fill(entry.title),
        kind_label=entry.kind.label,
        severity=str(entry.severity or ""),
        subtitle=" · ".join([subtitle(entry), *legend(entry)]),
        summary=composing.fill(entry.summary),
        blocks=tuple(_blocks(composing, entry, today)),
        code=composing.code(entry),
        content_version=(run.content_version if run else "") or composing.version,
        reviewed="不详" if composing.is_partial else day(entry.reviewed),
        tab=tab_of(entry),
        is_one_page=isinstance(entry, EmergencyCard),
        is_drill=bool(run and run.is_drill),
        links=frozenset(composing.named),
    )
    return clean(sheet)


def _blocks(composing: Composing, entry: Entry, today: date) -> Iterator[Block]:
    run = composing.run
    # A record tells whether its list was overdue when it was used.
    used = run.started.date() if run and run.started else today
    if entry.is_overdue(used):
        yield Banner(OVERDUE.format(day=day(entry.review_by)))
    if run and run.is_from_copy:
        yield Banner(LEFT.format(version=f"(内容 {run.content_version} 版)" if run.content_version else ""))
    if composing.is_partial:
        yield Banner(PARTIAL)
    if run and run.is_drill:
        yield Banner("演练:不是真实来电")
    head = tuple(_run_head(run)) if run else ()
    if isinstance(entry, EmergencyCard):
        yield from emergency_blocks(composing, entry, head)
    else:
        yield from head
        yield from _kind_blocks(composing, entry)
    if isinstance(entry, EmergencyCard):
        yield EndMark("■ 本卡完成:" + composing.fill(entry.done))
    elif isinstance(entry, Procedure):
        yield EndMark("■ 本卡完成")
    yield from _small_print(composing, entry)


def _kind_blocks(composing: Composing, entry: Entry) -> Iterator[Block]:
    match entry:
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
            raise TypeError(f"no paper form for {type(entry).__name__}")


def _run_head(run: RunRecord) -> Iterator[Block]:
    times = [
        f"{word} {minute(at)}".replace(" ", "\u00a0")
        for word, at in (("开始", run.started), ("结束", run.ended))
        if at
    ]
    words = ",".join(word for word in (f"编号 {run.call}" if run.call else "", *times) if word)
    if words:
        yield Labelled("通话", plain(words))
    for label, text in run.facts:
        yield Labelled(label, plain(text))
    if run.note:
        yield Labelled("备注", plain(run.note))


def _small_print(composing: Composing, entry: Entry) -> Iterator[Block]:
    """What the entry rests on and who answers for it, after its end."""
    grounds = [composing.article(entry_id) for entry_id in entry.citations]
    if grounds:
        yield Labelled("依据", _joined(grounds), small=True)
    if isinstance(entry, EmergencyCard):
        related: list[Rich] = []  # a card for seconds: its steps lead on, and nothing else is to be read
    else:
        related = [(composing.link(entry_id),) for entry_id in entry.related if composing.knows(entry_id)]
    if related:
        yield Labelled("另见", _joined(related), small=True)
    if entry.sources and not isinstance(entry, EmergencyCard):
        words = ";".join(
            "".join(
                [
                    s.title,
                    f"({s.date})" if s.date else "",
                    f",可信度{s.confidence}" if s.title != s.confidence else "",
                ]
            )
            for s in entry.sources
        )
        yield Labelled("来源", plain(composing.fill(words)), small=True)
    if entry.owner:
        yield Labelled("负责", plain(f"{entry.owner},复核至 {day(entry.review_by)}"), small=True)


def _joined(pieces: Sequence[Rich]) -> Rich:
    spans: list[Span] = []
    for piece in pieces:
        spans += [*([Span(";")] if spans else []), *piece]
    return tuple(spans)
