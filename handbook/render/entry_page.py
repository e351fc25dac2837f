"""An entry and a handbook go in; the page of the entry, with the words its copy links copy, comes out."""

from handbook.document.compose import entry_blocks
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.render.blocks import CITATION, write_blocks
from handbook.render.head import write_foot, write_head
from handbook.render.page import Page, PageStyle, RenderedPage


def render_entry(
    entry: Entry, handbook: Handbook, style: PageStyle | None = None, *, barred: str = ""
) -> RenderedPage:
    """The page of `entry`, in `style` (light, 100 % by default); the step named `barred` stands out."""
    page = Page(handbook, style or PageStyle(), entry_id=entry.id, barred=barred)
    blocks = entry_blocks(entry, handbook)
    write_head(page, entry)
    write_blocks(page, blocks)
    write_foot(page, entry)
    return page.finish()


def caller_words(entry: Entry, handbook: Handbook) -> str:
    """All that may be told to the caller, a line each, in order; empty where there is nothing."""
    copies = render_entry(entry, handbook).copies
    return "\n".join(dict.fromkeys(words for key, words in copies.items() if key != CITATION))
