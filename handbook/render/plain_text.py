"""A rendered page goes in; its words as plain text come out, a line a block."""

from html.parser import HTMLParser

from handbook.override import override
from handbook.render.typography import plain

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "tr", "br", "hr", "div", "table", "ul", "ol"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._break(is_paragraph=tag == "p")
        if tag == "li":
            self.lines[-1] = "- "
        if tag == "td" and self.lines[-1]:
            self.lines[-1] += "  "

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and tag != "tr":
            self._break(is_paragraph=tag == "p")

    @override
    def handle_data(self, data: str) -> None:
        self.lines[-1] += data

    def _break(self, *, is_paragraph: bool) -> None:
        # A number or a dot in its own cell stays on the line of its words.
        is_mark = self.lines[-1].strip() == "·" or self.lines[-1].strip().isdigit()
        if self.lines[-1].strip() and not (is_paragraph and is_mark):
            self.lines.append("")


def plain_text(html: str) -> str:
    """The words of `html`."""
    parser = _Words()
    parser.feed(html)
    return "\n".join(plain(line).strip() for line in parser.lines if line.strip())
