"""The manual's one source goes in; its page for the help window comes out."""

from handbook import __version__, paths
from handbook.model.handbook import Handbook
from handbook.render.knowledge import styled_markdown
from handbook.render.markdown import markdown_to_html
from handbook.render.page import Page, PageStyle
from handbook.ui.shortcuts import key_table
from handbook.ui.theme.theme import Theme


def manual_text() -> str:
    """The manual as Markdown, with the key table filled in."""
    text = (paths.resources() / "manual" / "manual.md").read_text(encoding="utf-8")
    return text.replace("@KEYS@", key_table()).replace("@VERSION@", __version__)


def manual_page(theme: Theme) -> str:
    """The manual as HTML."""
    page = Page(Handbook(), PageStyle(theme.colours, theme.scale))
    return styled_markdown(page, markdown_to_html(manual_text()))
