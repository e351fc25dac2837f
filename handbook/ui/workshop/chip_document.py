"""A text of the content and a document that shows its numbers as chips: one goes over into the other without loss.

What is a chip follows from the text alone: every piece whose name is known (`ChipStock.find`), and nothing else.
Positions of a document count UTF-16 units, a chip as one; those of a text count characters.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from handbook.model.text import pieces
from handbook.ui.workshop.chip_object import CHIP, RAW, ChipStock, chip_format

OBJECT = "\ufffc"
"""The character that stands for a chip in the document."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a document: words of one format, one chip, or one end of a line."""

    raw: str
    """As the content writes it."""
    at: int
    """Position in the document."""
    is_chip: bool = False


@dataclass(frozen=True, slots=True)
class Stray:
    """A place of the document that is to be written anew."""

    first: int
    last: int
    text: str
    """As the content writes it."""
    is_chip: bool
    """Whether a chip is to stand there, or the text itself."""


class Places:
    """The text of a document, and where each of its characters stands there."""

    def __init__(self, document: QTextDocument) -> None:
        self.chips: list[tuple[int, str]] = []
        """Where a chip begins in the text, and how it is written."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        parts: list[str] = []
        for stretch in stretches(document):
            parts.append(stretch.raw)
            if stretch.is_chip:
                self.chips.append((len(self._starts), stretch.raw))
                self._starts += [stretch.at] * len(stretch.raw)
                self._ends += [stretch.at + 1] * len(stretch.raw)
                continue
            at = stretch.at
            for sign in stretch.raw:
                self._starts.append(at)
                at += _units(sign)
                self._ends.append(at)
        self.raw = "".join(parts)
        self._last = self._ends[-1] if self._ends else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters `start` to `end` of the text as positions of the document; a chip that is touched counts whole."""
        start, end = max(start, 0), min(end, len(self.raw))
        if start >= end:
            at = self.position(start)
            return at, at
        return self._starts[start], self._ends[end - 1]

    def position(self, offset: int) -> int:
        """Where the character `offset` begins in the document."""
        return self._starts[offset] if 0 <= offset < len(self._starts) else self._last if offset > 0 else 0

    def offset(self, position: int) -> int:
        """The first character of the text that stands at `position` of the document or behind it."""
        return bisect_left(self._starts, position)


def stretches(document: QTextDocument) -> Iterator[Stretch]:
    """The document from its beginning to its end."""
    block = document.begin()
    while block.isValid():
        if block.position():
            yield Stretch("\n", block.position() - 1)
        yield from _within(block)
        block = block.next()


def fill(cursor: QTextCursor, raw: str, stock: ChipStock) -> None:
    """Write `raw` at `cursor`, known names as chips."""
    for piece in pieces(raw):
        if stock.find(piece) is None:
            cursor.insertText(piece.text, QTextCharFormat())
        else:
            cursor.insertText(OBJECT, chip_format(piece.text))


def strays(document: QTextDocument, stock: ChipStock) -> list[Stray]:
    """What is no chip and should be one, and the other way round.

    The last one comes first, so that writing each anew leaves the places of the others.
    """
    places = Places(document)
    wanted = {piece.start: piece.text for piece in pieces(places.raw) if stock.find(piece) is not None}
    have = dict(places.chips)
    found = [
        (start, start + len(text), text, True) for start, text in wanted.items() if have.get(start) != text
    ]
    for start, text in have.items():
        is_covered = any(first <= start < last for first, last, _, _ in found)
        if wanted.get(start) != text and not is_covered:
            found.append((start, start + len(text), text, False))
    return [
        Stray(*places.span(start, end), text, is_chip) for start, end, text, is_chip in sorted(found)[::-1]
    ]


def set_right(document: QTextDocument, wrong: list[Stray]) -> None:
    """Write what `strays` found anew, as one with the change before it: undone, both are gone."""
    cursor = QTextCursor(document)
    if document.isUndoAvailable():
        cursor.joinPreviousEditBlock()
    else:
        cursor.beginEditBlock()
    for stray in wrong:
        cursor.setPosition(stray.first)
        cursor.setPosition(stray.last, QTextCursor.MoveMode.KeepAnchor)
        if stray.is_chip:
            cursor.insertText(OBJECT, chip_format(stray.text))
        else:
            cursor.insertText(stray.text, QTextCharFormat())
    cursor.endEditBlock()


def _within(block: QTextBlock) -> Iterator[Stretch]:
    step = block.begin()
    while not step.atEnd():
        fragment = step.fragment()
        form, at, text = fragment.charFormat(), fragment.position(), fragment.text()
        if form.objectType() == CHIP:
            for number, sign in enumerate(text):
                is_chip = sign == OBJECT
                yield Stretch(str(form.property(RAW)) if is_chip else sign, at + number, is_chip)
        else:
            yield Stretch(text, at)
        step += 1


def _units(sign: str) -> int:
    return 2 if ord(sign) > 0xFFFF else 1
