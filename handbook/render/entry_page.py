"""An entry and a handbook go in; the page of the entry, with the words its copy links copy, comes out."""

from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.knowledge import Case, Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script
from handbook.render import emergency, knowledge, procedure, regulation, script
from handbook.render.page import Page, PageStyle, RenderedPage


def render_entry(entry: Entry, handbook: Handbook, style: PageStyle | None = None) -> RenderedPage:
    """The page of `entry`, in `style` (light, 100 % by default)."""
    page = Page(handbook, style or PageStyle())
    match entry:
        case Procedure():
            procedure.write(page, entry)
        case EmergencyCard():
            emergency.write(page, entry)
        case RegulationArticle():
            regulation.write(page, entry)
        case Script():
            script.write(page, entry)
        case Knowledge():
            knowledge.write_knowledge(page, entry)
        case Case():
            knowledge.write_case(page, entry)
        case _:
            raise TypeError(f"no page for {type(entry).__name__}")
    return page.finish()


def caller_words(entry: Entry, handbook: Handbook) -> str:
    """All that may be told to the caller, a line each, in order; empty where there is nothing."""
    copies = render_entry(entry, handbook).copies
    return "\n".join(dict.fromkeys(words for key, words in copies.items() if key != "citation"))
