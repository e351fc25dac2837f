"""The manual's one source goes in; its page for the help window comes out."""

import re

from handbook import __version__, paths
from handbook.document.markdown import markdown_blocks
from handbook.keys import key_of, key_table, keys_between
from handbook.model.handbook import Handbook
from handbook.render.blocks import write_blocks
from handbook.render.page import Page, PageStyle
from handbook.ui.theme.theme import Theme

_KEY = re.compile(r"@([a-z_0-9]+)(?:…([a-z_0-9]+))?@")
"""A key by its name in the table, or a row of them by the first and the last."""
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


def manual_text() -> str:
    """The manual as Markdown, with the key table and every key in its sentences filled in."""
    text = (paths.resources() / "manual" / "manual.md").read_text(encoding="utf-8")
    text = text.replace("@VERSION@", __version__)
    return _KEY.sub(_key, text).replace("@KEYS@", key_table())


def _key(mark: re.Match[str]) -> str:
    first, last = mark.groups()
    return _MARKDOWN.sub(r"\\\1", keys_between(first, last) if last else key_of(first))


def manual_page(theme: Theme) -> str:
    """The manual as HTML."""
    page = Page(Handbook(), PageStyle(theme.colours, theme.scale))
    write_blocks(page, markdown_blocks(manual_text()))
    return page.finish().html
