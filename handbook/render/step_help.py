"""What helps a step -> its page, with the words that its copy links copy."""

from handbook.document.step_help import StepHelp
from handbook.document.words import HELP_EMPTY, LOOK, SAY_SO
from handbook.model.handbook import Handbook
from handbook.render.blocks import write_blocks
from handbook.render.page import Page, PageStyle, RenderedPage


def render_step_help(found: StepHelp, handbook: Handbook, style: PageStyle) -> RenderedPage:
    """The page of `found`: what may be said, the drawing, grounds, related, in this order and only what exists."""
    page = Page(handbook, style)
    if found.sentences:
        page.heading(SAY_SO, top=6)
        for number, sentence in enumerate(found.sentences):
            page.say(sentence.text, f"help-{number}", note=sentence.situation)
    if found.picture is not None:
        page.heading(LOOK)
        write_blocks(page, (found.picture,))
    write_blocks(page, (part for part in (found.grounds, found.related) if part is not None))
    if not page.parts:
        page.paragraph(page.text(HELP_EMPTY), colour=page.colours.ink_second, top=10)
    return page.finish()
