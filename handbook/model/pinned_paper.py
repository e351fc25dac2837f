"""An entry and its handbook -> what its printed sheet says beside the steps, in the words of this moment."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date

from handbook.model.article_name import short_name
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Elsewhere, Source
from handbook.model.handbook import Handbook
from handbook.model.kinds import Extent, Family, HeatingSystem, LawStatus, Phase, Severity, Verification
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.service_guide import GuideLine, ServiceGuide, basis_of
from handbook.model.text import fill_values


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedGround:
    """An article as it was cited, and what was unsure about it."""

    citation: str
    status: LawStatus
    verification: Verification
    name: str = ""
    """How it is named beside a sentence; empty in copies that an older program stored."""
    status_note: str = ""
    """As of which text the status is known, where it is not confirmed."""
    is_assumed: bool = False
    """Whether nobody had confirmed the region whose law it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedPaper:
    """What a sheet says beside steps and outcomes; site values are filled in."""

    code: str = ""
    """The code by which the blank sheet is told from an outdated one."""
    summary: str
    severity: Severity | None = None
    """As the entry names it: a sheet says none where the entry names none."""
    family: Family | None = None
    """Of a procedure."""
    extent: Extent | None = None
    phases: tuple[Phase, ...] = ()
    systems: tuple[HeatingSystem, ...] = ()
    not_for: tuple[str, ...] = ()
    guide: ServiceGuide | None = None
    """Of a procedure."""
    dont_say: tuple[str, ...] = ()
    promises: tuple[tuple[str, str], ...] = ()
    """Label and text of the company's times on an emergency card."""
    citations: tuple[str, ...] = ()
    """Ids of what the entry rests on."""
    grounds: dict[str, PinnedGround] = field(default_factory=dict[str, PinnedGround])
    """Id -> the article, for the entry and its outcomes."""
    related: tuple[str, ...] = ()
    """Ids of what a procedure names as worth reading next."""
    titles: dict[str, str] = field(default_factory=dict[str, str])
    """Id -> title of what is related and of what answers open."""
    sources: tuple[Source, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    """What it said of other places."""
    owner: str
    reviewed: date
    review_by: date


def make_paper(entry: Procedure | EmergencyCard, handbook: Handbook, code: str = "") -> PinnedPaper:
    """The words of `entry` in `handbook`; `code` is made in `document`, which stands higher."""

    def resolve(text: str) -> str:
        return fill_values(text, handbook.value_by_key)

    shared = PinnedPaper(
        code=code,
        summary=resolve(entry.summary),
        severity=entry.severity,
        phases=entry.phases,
        systems=entry.systems,
        not_for=tuple(map(resolve, entry.not_for)),
        citations=entry.citations,
        grounds=_grounds(entry, handbook, resolve),
        titles=_titles(entry, handbook, resolve),
        sources=tuple(
            replace(s, title=resolve(s.title), date=resolve(s.date), note=resolve(s.note))
            for s in entry.sources
        ),
        elsewhere=tuple(
            replace(e, place=resolve(e.place), text=resolve(e.text))
            for e in entry.elsewhere
            if handbook.is_elsewhere(e.place)
        ),
        owner=entry.owner,
        reviewed=entry.reviewed,
        review_by=entry.review_by,
    )
    if isinstance(entry, Procedure):
        return replace(
            shared,
            family=entry.family,
            extent=entry.extent,
            guide=_guide(entry, handbook, resolve),
            related=tuple(entry_id for entry_id in entry.related if handbook.get(entry_id)),
        )
    known = handbook.value_by_key
    return replace(
        shared,
        dont_say=tuple(map(resolve, entry.dont_say)),
        promises=tuple((known[key].label, known[key].text) for key in entry.promises if key in known),
    )


def _guide(entry: Procedure, handbook: Handbook, resolve: Callable[[str], str]) -> ServiceGuide | None:
    """The guide with its values filled in; what names no value any more bears what its values rested on."""
    if entry.guide is None:
        return None

    def pinned(line: GuideLine) -> GuideLine:
        basis = basis_of(line, handbook.value_by_key)
        return replace(line, text=resolve(line.text), citations=basis or line.citations)

    cells = {
        field.name: tuple(map(pinned, cell))
        for field, cell in zip(fields(entry.guide), entry.guide.cells, strict=True)
    }
    return replace(entry.guide, **cells)


def _grounds(
    entry: Procedure | EmergencyCard, handbook: Handbook, resolve: Callable[[str], str]
) -> dict[str, PinnedGround]:
    cited = [*entry.citations]
    if isinstance(entry, Procedure):
        cited += [entry_id for outcome in entry.outcomes for entry_id in outcome.citations]
        lines = [line for cell in entry.guide.cells for line in cell] if entry.guide else []
        cited += [entry_id for line in lines for entry_id in basis_of(line, handbook.value_by_key)]
    found: dict[str, PinnedGround] = {}
    for entry_id in cited:
        article = handbook.get(entry_id)
        if isinstance(article, RegulationArticle):
            found[entry_id] = PinnedGround(
                citation=resolve(article.citation),
                name=short_name(article),
                status=article.status,
                verification=article.verification,
                status_note=resolve(article.status_note),
                is_assumed=handbook.assumes(article),
            )
    return found


def _titles(
    entry: Procedure | EmergencyCard, handbook: Handbook, resolve: Callable[[str], str]
) -> dict[str, str]:
    named = [answer.entry for step in entry.steps for answer in step.answers if answer.entry]
    if isinstance(entry, Procedure):
        named += [answer.entry for step in entry.onsite_steps for answer in step.answers if answer.entry]
        named += entry.related
    return {entry_id: resolve(other.title) for entry_id in named if (other := handbook.get(entry_id))}
