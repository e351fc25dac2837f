"""A procedure goes in; its page comes out."""

from collections.abc import Sequence

from handbook.model.procedure import Procedure
from handbook.model.step import Outcome
from handbook.render import parts
from handbook.render.page import Page
from handbook.render.steps import ONSITE, StepWriter


def write(page: Page, entry: Procedure) -> None:
    """Head, phone steps, outcomes, dispatch minimum, on-site steps, citations, foot."""
    trail = [entry.kind.label, entry.family.value, entry.extent.value if entry.extent else ""]
    parts.head(page, entry, trail, parts.facts_of(entry))
    parts.not_for(page, entry.not_for)
    StepWriter(page, entry.steps, "step", entry.outcomes).write()
    page.heading("结论与下一步")
    for outcome in entry.outcomes:
        _outcome(page, outcome, is_default=outcome.id == entry.default_outcome)
    _dispatch_minimum(page, entry)
    if entry.onsite_steps:
        page.heading("现场步骤(维修人员,不对用户说)")
        StepWriter(page, entry.onsite_steps, ONSITE).write()
    parts.citations(page, entry.citations)
    parts.related(page, entry)
    parts.foot(page, entry)


def _outcome(page: Page, outcome: Outcome, *, is_default: bool) -> None:
    colours = page.colours
    title = page.text(outcome.title)
    if is_default:
        title += f' <span style="color:{colours.ink_third};font-size:{page.px(13)}px">(其余情况)</span>'
    inner = page.block(title, 15.5, bold=True, bottom=2)
    inner += page.block(_facts(page, outcome), 14, colours.ink_second, bottom=2)
    if outcome.note:
        inner += page.block(page.text(outcome.note), 14, colours.ink_second, bottom=2)
    if outcome.citations:
        links = "&nbsp; ".join(parts.article_link(page, c) for c in outcome.citations)
        inner += page.block(links, 13.5, bottom=2)
    page.callout(inner, colours.panel, bottom=4)
    page.say(outcome.say, f"outcome-{outcome.id}")


def _facts(page: Page, outcome: Outcome) -> str:
    facts = [
        f"责任:{'、'.join(p.value for p in outcome.responsible)}",
        f"{page.text(outcome.next_action)}({page.text(outcome.owner)})",
    ]
    if outcome.priority is not None:
        facts.append(outcome.priority.value)
    if outcome.promise:
        facts.append(f"时限 {page.value(outcome.promise)}")
    return " · ".join(facts)


def _dispatch_minimum(page: Page, entry: Procedure) -> None:
    texts = _texts(entry.dispatch_minimum, {s.id: s.value.name if s.value else s.text for s in entry.steps})
    if texts:
        page.heading("派单前必须有")
        page.paragraph(page.text(" · ".join(texts)), 15, page.colours.ink_second)


def _texts(ids: Sequence[str], text_of: dict[str, str]) -> list[str]:
    return [text_of[i].removesuffix("?").removesuffix("\uff1f") for i in ids if i in text_of]
