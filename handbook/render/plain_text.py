"""A rendered page goes in; its words as plain text come out, a line a block."""

from html.parser import HTMLParser

from handbook.model.typesetting import plain
from handbook.override import override

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "tr", "br", "hr", "div", "table", "ul", "ol"}


class _Words(HTMLParser):
    """Cells of a row stand on one line, two blanks apart; everything else begins a line of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._is_ended = False
        """A block has ended; what follows begins a line, unless it is the next cell of the row."""
        self._has_cell = False
        """Something stands on the line of this row already."""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            if self._has_cell:
                self._is_ended = False
                self.lines[-1] += "  "
        elif tag == "tr" or (tag in _BLOCKS and not self.lines[-1].endswith("  ")):
            self._is_ended = True
        if tag == "tr":
            self._has_cell = False

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._is_ended = True

    @override
    def handle_data(self, data: str) -> None:
        if data.strip(" \n"):
            self._begin()
            self._has_cell = True
        self.lines[-1] += data

    def _begin(self) -> None:
        if self._is_ended and self.lines[-1].strip():
            self.lines.append("")
        self._is_ended = False


def plain_text(html: str) -> str:
    """The words of `html`."""
    parser = _Words()
    parser.feed(html)
    return "\n".join(plain(line).strip() for line in parser.lines if line.strip())
