"""The parser of Markdown, as far as entries may use it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_cjk_friendly import cjk_friendly


@cache
def _parser() -> Any:
    parser: Any = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.use(cjk_friendly)
    parser.validateLink = lambda url: url.startswith("entry:")
    return parser


def parse(text: str) -> Sequence[Any]:
    """Tokens of `text`: no HTML, no images, links to entries alone (``entry:``)."""
    tokens: Sequence[Any] = _parser().parse(text)
    return tokens
