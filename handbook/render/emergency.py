"""An emergency card goes in; its page for the reading pane comes out."""

from handbook.keys import key_of
from handbook.model.emergency import EmergencyCard
from handbook.render import parts
from handbook.render.page import Page
from handbook.render.steps import StepWriter


def write(page: Page, entry: EmergencyCard) -> None:
    """Phase 1 boxed and large, phase 2, what steadies the caller, when to stop, end mark."""
    digit = f"{key_of('emergency')} {entry.digit}" if entry.digit is not None else ""
    parts.head(page, entry, [entry.kind.label, digit], parts.facts_of(entry))
    page.heading("先说先做", top=8)
    _immediate(page, entry)
    parts.not_for(page, entry.not_for)
    StepWriter(page, entry.steps, "step").write()
    parts.say_list(page, "稳住对方", entry.calm, "calm")
    page.heading("什么时候停,谁接管")
    page.paragraph(page.text(entry.stop), 15.5)
    page.paragraph(page.text(entry.takeover), 15.5)
    _promises(page, entry)
    parts.dont_say(page, entry.dont_say)
    page.paragraph(f"■ 本卡完成:{page.text(entry.done)}", 15.5, page.colours.ink_second, top=14)
    parts.citations(page, entry.citations)
    parts.related(page, entry)
    parts.foot(page, entry)


def _immediate(page: Page, entry: EmergencyCard) -> None:
    colours = page.colours
    rows = ""
    for number, line in enumerate(entry.immediate, start=1):
        if line.kind == "say":
            page.offer_copy(f"now-{number}", line.text)
            words = f"「{page.text(line.text)}」"
        else:
            words = page.text(line.text)
        rows += (
            f'<tr><td width="{page.px(36)}" valign="top">{page.block(str(number), 22, colours.danger, bold=True)}</td>'
            f"<td>{page.block(words, 22, bottom=6)}</td></tr>"
        )
    page.callout(
        f'<table width="100%" cellspacing="0" cellpadding="{page.px(2)}" border="0">{rows}</table>',
        colours.danger_soft,
    )


def _promises(page: Page, entry: EmergencyCard) -> None:
    if not entry.promises:
        return
    page.heading("时限(本公司)")
    known = page.handbook.value_by_key
    words = [f"{known[k].label} {page.value(k)}" for k in entry.promises if k in known]
    page.paragraph(" · ".join(words), 15.5)
