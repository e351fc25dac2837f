"""Rows of a PDF -> paragraphs: where one ends is concluded from indents, short rows, gaps, and how laws number parts."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from handbook.law.numbering import ARTICLE, HEADING, ITEM, article_number, order_of
from handbook.law_files.pdf.rows import Row

# 第十九条规定的…, 第三条、第四条: what goes on so is a reference that happens to begin a row.
_REFERENCE = re.compile(r"\s*(?:第|规定|的|所|至|、|和|或|及|与|款|项|中的|之规定|以外|前款|，|；|。|）|\))")
_SENTENCE_END = re.compile(r"[。；：:;！？]$|[。！？][”’」』）)]$")
_LONG_HEADING = 40
_SHORT_BY = 1.6
_SHORT_BY_WHERE_INDENTED = 4.0
_INDENT = 0.8
_WIDE_GAP = 1.45
_OPENING, _CLOSING = "（(《〈", "）)》〉"
_LONGEST_NOTE = 300
_WORD_END = re.compile(r"[a-z]$")


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where text of a kind of page stands."""

    left: float
    right: float
    pitch: float
    step: float
    """From one row to the next, in points."""


def paragraphs(pages: list[list[Row]]) -> list[str]:
    """The paragraphs of all rows, in order, also across pages."""
    rows = [row for page in pages for row in page]
    if not rows:
        return []
    frames = _frames(rows)
    is_indented = _is_indented(rows, frames)
    joiner = _Joiner(is_indented)
    for row in rows:
        joiner.take(row, frames[_group(row)])
    return joiner.done


def _group(row: Row) -> tuple[int, int]:
    """Left and right pages may have other margins, columns have."""
    return row.page % 2, row.column


def _frames(rows: list[Row]) -> dict[tuple[int, int], _Frame]:
    groups: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        groups.setdefault(_group(row), []).append(row)
    whole = {column: _frame([r for r in rows if r.column == column]) for column in {r.column for r in rows}}
    return {key: _frame(some) if len(some) >= 40 else whole[key[1]] for key, some in groups.items()}


def _frame(rows: list[Row]) -> _Frame:
    long = [row for row in rows if len(row.text) > 12] or rows
    pitch = sorted(row.pitch for row in long)[len(long) // 2]
    lefts = Counter(round(row.left) for row in long)
    many = max(3, len(long) * 0.05)
    # The commonest left edge may be the indent, where short paragraphs outnumber wrapped rows.
    left = min([x for x, count in lefts.items() if count >= many], default=min(row.left for row in long))
    right = sorted(row.right for row in rows)[int(len(rows) * 0.9)]
    steps = sorted(a.y - b.y for a, b in pairwise(rows) if a.page == b.page and a.y > b.y)
    return _Frame(left, right, pitch, steps[len(steps) // 2] if steps else pitch * 1.5)


def _is_indented(rows: list[Row], frames: dict[tuple[int, int], _Frame]) -> bool:
    """Whether paragraphs of this document begin with an indent: most rows that begin an article do."""
    starts = [row for row in rows if ARTICLE.match(row.text)]
    if not starts:
        starts = rows
    indented = sum(row.left > frames[_group(row)].left + row.pitch * _INDENT for row in starts)
    return indented > 0.6 * len(starts)


class _Joiner:
    """Takes row after row and knows whether it goes on or begins."""

    def __init__(self, is_indented: bool) -> None:
        self.done: list[str] = []
        self._is_indented = is_indented
        self._last_article = (0, 0)
        self._before: Row | None = None
        self._frame_before: _Frame | None = None
        self._missing = 0.0
        """By how many characters the row before is short of the right edge."""

    def take(self, row: Row, frame: _Frame) -> None:
        text = row.text
        begins = self._begins(row, frame)
        number = self._article(text)
        if number is not None and begins:
            self._last_article = number
        if begins:
            self.done.append(text)
        else:
            self.done[-1] += f" {text}" if self._is_latin(text) else text
        self._before, self._frame_before = row, frame
        self._missing = (frame.right - row.right) / row.pitch

    def _begins(self, row: Row, frame: _Frame) -> bool:
        before, earlier = self._before, self._frame_before
        if before is None or earlier is None:
            return True
        if self._is_bracket_open():
            return False
        if self._is_stepping(row.text) or self._is_heading(row.text) or self._is_item(row.text):
            return True
        indent = row.left - frame.left
        if indent > row.pitch * _INDENT:
            return not (self._hangs(row, before) or _is_wrapped_title(before, row, earlier, frame))
        if (
            before.page == row.page
            and before.column == row.column
            and before.y - row.y > _WIDE_GAP * frame.step
        ):
            return True
        if not self._is_indented and _SENTENCE_END.search(before.text):
            return True  # a full row at the end of a paragraph is likelier than a sentence that ends with its row
        most = _SHORT_BY_WHERE_INDENTED if self._is_indented else _SHORT_BY
        return self._missing > most or abs(before.pitch - row.pitch) > 0.25 * row.pitch

    def _hangs(self, row: Row, before: Row) -> bool:
        """Whether a row as far in as the one before, which is full and ends no sentence, only goes on."""
        is_full = self._missing < _SHORT_BY
        is_level = abs(row.left - before.left) < 0.3 * row.pitch
        return is_full and is_level and not _SENTENCE_END.search(before.text)

    def _is_bracket_open(self) -> bool:
        """Whether what stands before, a line or two long, opened a bracket: the note beneath a title goes on."""
        text = self.done[-1]
        opened = sum(text.count(c) for c in _OPENING) - sum(text.count(c) for c in _CLOSING)
        return opened > 0 and len(text) < _LONGEST_NOTE and text[0] in _OPENING

    def _article(self, text: str) -> tuple[int, int] | None:
        match = ARTICLE.match(text)
        number = article_number(match) if match else None
        return order_of(number) if number else None

    def _is_stepping(self, text: str) -> bool:
        """Whether the row begins with the number that comes next, and does not speak of that article only."""
        match = ARTICLE.match(text)
        number = self._article(text)
        if match is None or number is None or _REFERENCE.match(text[match.end() :]):
            return False
        if text[match.end() :][:1].isspace() and _SENTENCE_END.search(self.done[-1]):
            return True  # written as an article; that its number is odd is for others to see
        main, sub = self._last_article
        return number in ((main + 1, 0), (main, sub + 1)) and self._may_begin()

    def _is_heading(self, text: str) -> bool:
        match = HEADING.match(text)
        if (
            match is None
            or len(text) > _LONG_HEADING
            or _SENTENCE_END.search(text)
            or text.endswith(("，", "、"))
        ):
            return False
        rest = text[match.end() :]
        return not _REFERENCE.match(rest) and (rest[:1].isspace() or self._may_begin())

    def _is_item(self, text: str) -> bool:
        return bool(ITEM.match(text)) and self._may_begin()

    def _may_begin(self) -> bool:
        """Whether what stands before has come to an end: a sentence, a heading, or a row that is no full one."""
        return bool(_SENTENCE_END.search(self.done[-1])) or self._missing > _SHORT_BY

    def _is_latin(self, text: str) -> bool:
        """Whether a row ends between two words of letters; capitals and figures (DN200) are broken anywhere."""
        return bool(_WORD_END.search(self.done[-1])) and text[0].isascii() and text[0].islower()


def _is_wrapped_title(before: Row, row: Row, earlier: _Frame, frame: _Frame) -> bool:
    """Two centred rows in one size, the upper one a long one, are one title."""
    if abs(before.pitch - row.pitch) > 0.05 * row.pitch or before.page != row.page:
        return False
    if not (_is_centred(before, earlier) and _is_centred(row, frame)) or row.text[0] in _OPENING:
        return False
    if any(HEADING.match(text) or _SENTENCE_END.search(text) for text in (before.text, row.text)):
        return False
    is_close = before.y - row.y < 2.2 * row.pitch
    return is_close and before.right - before.left > 0.55 * (earlier.right - earlier.left)


def _is_centred(row: Row, frame: _Frame) -> bool:
    left, right = row.left - frame.left, frame.right - row.right
    return left > 0.5 * row.pitch and right > 0.5 * row.pitch and abs(left - right) < 1.2 * row.pitch
