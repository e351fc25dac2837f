"""Markdown of an entry's body -> blocks: headings, paragraphs, lists, tables; links to entries alone."""

from collections.abc import Iterator, Sequence
from typing import Any

from handbook.document.blocks import Block, Bullet, Heading, Paragraph, Rich, Span, TableBlock, text_of


def markdown_blocks(text: str) -> Iterator[Block]:
    """Blocks of `text`."""
    from handbook.document.markdown_parser import (
        parse,  # as slow to load as a page to lay out; few have a body
    )

    walk = _Walk()
    for token in parse(text):
        yield from walk.take(token)


class _Walk:
    """Folds the flat list of tokens into blocks."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []
        self._heading = 0
        self._mark = ""
        self._rows: list[list[Rich]] | None = None

    def take(self, token: Any) -> Iterator[Block]:
        match token.type:
            case "heading_open":
                self._heading = max(2, int(token.tag[1:]))
            case "heading_close":
                self._heading = 0
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1) - 1)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._mark = self._next_mark()
            case "table_open":
                self._rows = []
            case "tr_open" if self._rows is not None:
                self._rows.append([])
            case "table_close":
                yield from self._table()
            case "inline":
                yield from self._text(rich_text(token.children or ()))
            case "fence" | "code_block":
                yield Paragraph((Span(token.content.strip()),))
            case _:
                pass

    def _next_mark(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "•"
        self._lists[-1] = number + 1
        return str(number + 1)

    def _text(self, rich: Rich) -> Iterator[Block]:
        if self._rows is not None:
            self._rows[-1].append(rich)
        elif self._heading:
            words = text_of(rich)
            yield Heading(words, level=self._heading, own=words)
        elif self._lists:
            # A second paragraph of an item stands under its text, without a mark.
            yield Bullet(rich, self._mark, indent=len(self._lists) - 1)
            self._mark = ""
        else:
            yield Paragraph(rich)

    def _table(self) -> Iterator[Block]:
        rows, self._rows = self._rows or [], None
        if rows:
            head = tuple("".join(span.text for span in cell) for cell in rows[0])
            yield TableBlock(head, tuple(tuple(row) for row in rows[1:]))


def rich_text(children: Sequence[Any]) -> Rich:
    """Inline tokens as spans."""
    spans: list[Span] = []
    bold, link = 0, ""
    for child in children:
        match child.type:
            case "strong_open" | "em_open":
                bold += 1
            case "strong_close" | "em_close":
                bold -= 1
            case "link_open":
                link = str(child.attrGet("href") or "")
            case "link_close":
                link = ""
            case "softbreak" | "hardbreak":
                # Chinese needs no space where a line of the source ends; words of Latin letters do.
                if spans and spans[-1].text[-1:].isascii():
                    spans.append(Span(" ", bold > 0, link))
            case _:
                if child.content:
                    spans.append(Span(child.content, bold > 0, link))
    return tuple(spans)
