"""Steps and outcomes -> HTML: numbers, conditions, answers and where they lead."""

from handbook.document.blocks import Caution, Choice, Heading, Note, OutcomeBlock, StepRow, Steps
from handbook.document.wording import next_step
from handbook.document.words import (
    FILL_IN,
    INTERNAL,
    KILLER,
    NOTE,
    OTHERWISE,
    RESPONSIBLE,
    quoted,
    with_state,
)
from handbook.model.kinds import Audience, StepKind, WarningLevel
from handbook.render.page import NOW, Page


def write_steps(page: Page, block: Steps) -> None:
    """All rows of one list in order; the one that a run stands at on a ground of its own."""
    for row in block.rows:
        start = len(page.parts)
        _write_row(page, row, is_onsite=block.is_onsite)
        if page.barred and not isinstance(row, Heading) and row.name == page.barred and not block.is_onsite:
            inner = f'<a name="{NOW}"></a>{"".join(page.parts[start:])}'
            del page.parts[start:]
            page.callout(inner, page.colours.accent_soft)


def _write_row(page: Page, row: Heading | StepRow | Caution | Note, *, is_onsite: bool) -> None:
    match row:
        case Heading():
            page.heading(f"{row.text}({row.note})" if row.note else row.text)
        case Caution():
            _caution(page, row)
        case Note():
            words = page.block(f"{NOTE}  " + page.text(row.text), 14.5, page.colours.ink_second)
            _row(page, "", row.condition, words)
        case StepRow() if row.is_said and row.audience is Audience.CALLER and not is_onsite:
            # Only such words get a copy link: what is internal or for the fitter never leaves by copying.
            note = " · ".join(t for t in (f"{row.number} {StepKind.SAY.label}", row.condition) if t)
            page.say(row.text, f"step-{row.name}", note=note)
        case StepRow():
            _row(page, str(row.number), row.condition, _body(page, row))


def _row(page: Page, number: str, condition: str, inner: str) -> None:
    mark = page.block(number, 16.5, page.colours.ink_third)
    page.add(
        '<table width="100%" cellspacing="0" cellpadding="0" border="0" '
        f'style="margin-bottom:{page.px(10)}px"><tr><td width="{page.px(34)}" valign="top">{mark}</td>'
        f"<td>{_condition(page, condition)}{inner}</td></tr></table>"
    )


def _condition(page: Page, condition: str) -> str:
    return page.block(page.text(condition), 13, page.colours.ink_second) if condition else ""


def _body(page: Page, row: StepRow) -> str:
    colours = page.colours
    words = page.text(with_state(quoted(row.text) if row.is_said else row.text, row.state))
    if row.is_said:
        words = f'<span style="color:{colours.caution};font-weight:600">{INTERNAL}</span>&nbsp; {words}'
    if row.killer:
        words += f' <span style="color:{colours.danger};font-size:{page.px(13)}px">{KILLER}</span>'
    inner = page.block(words, 16.5)
    if row.value_name:
        unit = f"({row.value_unit})" if row.value_unit else ""
        inner += page.block(page.text(f"{FILL_IN}:{row.value_name}{unit}"), 13.5, colours.ink_second)
    for note in row.notes:
        inner += page.block(page.text(note), 13.5, colours.ink_second)
    return inner + _choices(page, row)


def _choices(page: Page, row: StepRow) -> str:
    """Answers without a consequence on one line, each of the others on its own."""
    plain = [page.text(c.label) for c in row.choices if not (c.note or c.leads_to)]
    inner = page.block(" / ".join(plain), 14, page.colours.ink_second) if plain else ""
    for choice in row.choices:
        if choice.note or choice.leads_to:
            inner += page.block(_choice(page, choice), 14, page.colours.ink_second)
    return inner


def _choice(page: Page, choice: Choice) -> str:
    words = page.text(f"{choice.label}:{choice.note}" if choice.note else choice.label)
    if choice.leads_to:
        lead = page.link(choice.link, choice.leads_to) if choice.link else page.text(choice.leads_to)
        words += f" → {lead}"
    return words


def _caution(page: Page, row: Caution) -> None:
    colours = page.colours
    ground, colour = {
        WarningLevel.WARNING: (colours.danger_soft, colours.danger),
        WarningLevel.CAUTION: (colours.caution_soft, colours.caution),
        WarningLevel.INFORMATION: (colours.accent_soft, colours.accent),
    }[WarningLevel(row.level)]
    mark = f'<span style="color:{colour};font-weight:600">{row.level}</span>&nbsp; '
    inner = _condition(page, row.condition) + page.block(mark + page.text(row.text), 15.5)
    page.callout(inner, ground, padding=10)


def write_outcome(page: Page, block: OutcomeBlock) -> None:
    """Letter and title, who is responsible, what happens next, what it rests on, and the sentence to say."""
    colours = page.colours
    title = f'<span style="color:{colours.ink_third}">{block.letter}</span>&nbsp; {page.text(block.title)}'
    if block.is_default:
        title += f' <span style="color:{colours.ink_third};font-size:{page.px(13)}px">({OTHERWISE})</span>'
    facts = [f"{RESPONSIBLE}:{block.responsible}", block.priority, next_step(block)]
    inner = page.block(title, 15.5, bold=True, bottom=2)
    inner += page.block(page.text(" · ".join(filter(None, facts))), 14, colours.ink_second, bottom=2)
    if block.note:
        inner += page.block(page.text(f"{INTERNAL}:{block.note}"), 14, colours.ink_second, bottom=2)
    for ground in block.grounds:
        inner += page.block(page.law(ground), 13.5, bottom=2)
    page.callout(inner, colours.panel, bottom=4)
    page.say(block.say, f"outcome-{block.id}")
