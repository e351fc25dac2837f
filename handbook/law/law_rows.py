"""Lines as a reader of files gives them -> rows of a law: cleaned of what nobody sees, Markdown told from words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from handbook.han_forms import fold_han
from handbook.unseen_signs import visible

_MARKS = re.compile(r"(?P<marks>#{1,6})[ \t\u00a0\u3000]+(?=\S)")
_BLANKS = " " * 8
# Longer runs say nothing more, and patterns that look for blanks twice would take ages over them.
_LONG_BLANK = re.compile(r"\s{9,}")
_COMMENT = re.compile(r"<!--.*?-->")
_NOT_SHOWN = re.compile(r"<!--.*-->|#{1,6}|[-=*_—–─━~·.\s]{3,}|\|(?:\s*:?-{3,}:?\s*\|)+")
_PAGE = re.compile(
    r"[-—–－─·•]{1,2}\s*\d{1,4}\s*[-—–－─·•]{1,2}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*[共总]\s*\d{1,4}\s*页)?"
    r"|[Pp]age\s+\d{1,4}(?:\s+of\s+\d{1,4})?|\d{1,4}\s*/\s*\d{1,4}"
)
_BARE_PAGE = re.compile(r"\d{1,4}")
_HAN = "\u3007\u3400-\u9fff，。、；：《》（）〔〕“”"
_BLANK_IN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
SENTENCE_END = re.compile(r"[。；：;:！？!?…][”’》」）)]*$")
"""How a line ends that is a whole sentence, or leads one in."""
_PUNCTUATION = re.compile(r"[。；;，,！？!?：:＝=×]")


@dataclass(frozen=True)
class Row:
    """One line that is not empty."""

    text: str
    """As it was read, without what nobody sees and blanks around it."""
    words: str
    """The same without marks of Markdown; empty where no words are left."""
    mark: int = 0
    """How many ``#`` stand before it."""
    is_page: bool = False

    @cached_property
    def tight(self) -> str:
        """Its words without any blank."""
        return "".join(self.words.split())

    @property
    def is_table(self) -> bool:
        """Whether it is a row of a table."""
        return len(self.words) > 2 and self.words.startswith("|") and self.words.endswith("|")

    @cached_property
    def is_short(self) -> bool:
        """Whether it may be a heading: short, and no sentence nor the beginning of one."""
        return (
            0 < len(self.tight) <= 30
            and not self.is_table
            and not _PUNCTUATION.search(self.words)
            and not SENTENCE_END.search(self.words)
        )


def rows_of(lines: Sequence[str], *, is_marked: bool) -> list[Row]:
    """The rows of `lines`, without empty ones.

    A number alone on a line is that of a page where such numbers rise by one from line to line, or where the file knows no
    paragraphs (`is_marked` False).
    """
    texts = [
        _LONG_BLANK.sub(_BLANKS, text)
        for line in lines
        for part in visible(fold_han(line)).split("\n")
        if (text := part.strip())
    ]
    bare = {at: int(text) for at, text in enumerate(texts) if _BARE_PAGE.fullmatch(text) and text.isascii()}
    numbers = list(bare.values())
    do_rise = len(numbers) > 2 and all(b == a + 1 for a, b in pairwise(numbers))
    return [
        _row(text, is_page=bool(_PAGE.fullmatch(text)) or (at in bare and (do_rise or not is_marked)))
        for at, text in enumerate(texts)
    ]


def _row(text: str, *, is_page: bool) -> Row:
    if is_page or _NOT_SHOWN.fullmatch(text):
        return Row(text, "", is_page=is_page)
    marks = _MARKS.match(text)
    if marks is None:
        return Row(text, text)
    words = _COMMENT.sub("", text[marks.end() :]).strip()
    return Row(text, words.rstrip("#").strip() or words, len(marks["marks"]))


def words_of(text: str) -> str:
    """The words of a cleaned line, without marks of Markdown."""
    return _row(text, is_page=False).words or text


def without_blanks(text: str) -> str:
    """`text` without blanks between Chinese characters; between other words one blank stays."""
    return " ".join(_BLANK_IN_HAN.sub("", text).split())


def count(text: str) -> int:
    """Characters of `text`, blanks not counted."""
    return len("".join(text.split()))


def following(rows: Sequence[Row], at: int) -> Iterator[int]:
    """Places of the rows with words after `at`."""
    return (n for n in range(at + 1, len(rows)) if rows[n].words)
