"""Markdown of content goes in; clean HTML with nothing but text, lists, tables and links to entries comes out."""

from functools import cache
from typing import Any

import nh3

ENTRY = "entry"
"""Scheme of links to entries, the only ones there are."""
_TAGS = {
    "p",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "h4",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "br",
    "hr",
    "blockquote",
    "code",
}


@cache
def _parser() -> Any:
    # No types: validateLink is replaced below, as markdown-it documents. Imported on first use: it costs as much as the rest of a page.
    from markdown_it import MarkdownIt
    from mdit_py_cjk_friendly import cjk_friendly  # plain CommonMark does not make **注意:**请 bold

    parser: Any = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")
    parser.use(cjk_friendly)
    # Only links to entries; the rest of the text stays.
    parser.validateLink = lambda url: url.startswith(f"{ENTRY}:")
    return parser


def clean(html: str) -> str:
    """`html` cut down to the allowed tags; links to entries alone."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={ENTRY},
        attribute_filter=_kept,
        link_rel=None,
    )


def _kept(_tag: str, _name: str, value: str) -> str | None:
    """The cleaner lets links without a scheme pass, such as ../a.html and //server/share: they go too."""
    return value if value.startswith(f"{ENTRY}:") else None


def markdown_to_html(text: str) -> str:
    """`text` as clean HTML."""
    return clean(_parser().render(text)) if text.strip() else ""
