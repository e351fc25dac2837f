"""Text as authors type it -> text as Chinese print sets it, and its pieces that must not be parted.

Marks are those of `handbook.model.typesetting`, as on every surface; pieces such as 18 ℃, 24 小时,
第三十六条, words and numbers stay whole; no line begins with a closing mark or ends with an opening one.
"""

import re
from enum import IntEnum
from functools import lru_cache

from handbook.han_forms import fold_han
from handbook.model.text import hole_pattern
from handbook.model.typesetting import CJK, ORDINAL, UNITS, full_width

_IS_CJK = re.compile(f"[{CJK}]")
_NUMBER = rf"[≥≤<>≈±~¥￥]?\d[\d.,:–—\-~～×/+]*(?:[ \u00a0]?(?:{UNITS}))?"
CLOSING = frozenset("，。、；：？！）」』】》〉〕〗”’…—～%‰℃·,.;:?!)]}~")
OPENING = frozenset("（「『【《〈〔〖“‘([{")
# Full-width marks with ink in one half only; the blank half gives way beside another mark.
_INK_LEFT = frozenset("，。、；：）」』】》〉〕〗”’")
_INK_RIGHT = frozenset("（「『【《〈〔〖“‘")
SQUEEZE = 0.5
"""Em that a blank half gives up."""

# Ideographs up to the one before a closing mark, which belongs to the mark; an ordinal is a word of its own.
_NUMERALS = "零〇一二三四五六七八九十百千"
_CLOSE = f"[{re.escape(''.join(sorted(CLOSING)))}]"
_BRACE = hole_pattern(20)
_OPEN = rf"(?:(?!{_BRACE})[{re.escape(''.join(sorted(OPENING)))}])"
_ALL_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]*")
_IDEOGRAPH = rf"(?:(?!第[ \u00a0\d{_NUMERALS}])[\u3400-\u9fff])"
_STRETCH = rf"{_IDEOGRAPH}+(?!{_CLOSE})"
_WORD = rf"{ORDINAL}|{_NUMBER}|{_BRACE}|[A-Za-z][A-Za-z0-9_@#&/.\-+'’=*%]*"
_TOKEN = re.compile(rf"{_WORD}|{_STRETCH}|——|……|[ \t\r\n]+|.", re.DOTALL)
# The same with the marks that hold on to a word; only the first ideograph of a stretch is held by an opening mark.
_PIECE = re.compile(rf" |{_OPEN}+(?:(?:{_WORD}|[^ ]){_CLOSE}*)?|{_STRETCH}|(?:{_WORD}|.){_CLOSE}*", re.DOTALL)
_BLANK = re.compile(r"[^\S\u00a0]+")
_RARE = re.compile("[\u00a0~]")
"""A blank that holds words together, and a closing mark that may begin a number."""


@lru_cache(maxsize=8192)
def chinese(text: str) -> str:
    """`text` with full-width marks, and plain characters for radicals that an agent pasted: the font has none."""
    return text if text.isascii() else full_width(fold_han(text))


@lru_cache(maxsize=8192)
def clusters(text: str) -> tuple[str, ...]:
    """Pieces of `text` between which a line may end, and soft ones within which it may too; blanks stand alone."""
    text = _BLANK.sub(" ", text)
    return tuple(_held_together(text) if _RARE.search(text) else _PIECE.findall(text))


def _held_together(text: str) -> list[str]:
    """The same, one token after another, for texts in which a mark may hold on to the word after it."""
    pieces: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match.group(0)
        if word == " ":
            pieces.append(" ")
            continue
        last = pieces[-1] if pieces else " "
        glued = word[0] in CLOSING or last[-1] in OPENING or "\u00a0" in (word[0], last[-1])
        if glued and last != " ":
            head = 1 if is_soft(word) else len(word)
            pieces[-1] = last + word[:head]
            if word[head:]:
                pieces.append(word[head:])
        else:
            pieces.append(word)
    return pieces


def is_soft(piece: str) -> bool:
    """Whether a piece is a stretch of plain ideographs, between any two of which a line may end."""
    if piece[0] == "第" and piece[1:2] in _NUMERALS:
        return len(piece) == 1
    return bool(_ALL_IDEOGRAPHS.fullmatch(piece))


class MarkShape(IntEnum):
    """Where a full-width mark has its ink; the other half is blank and gives way beside another mark."""

    PLAIN = 0
    INK_LEFT = 1
    INK_RIGHT = 2


_LEFT, _RIGHT = (re.escape("".join(sorted(marks))) for marks in (_INK_LEFT, _INK_RIGHT))
_SQUEEZED = re.compile(f"(?<=[{_LEFT}])(?=[{_LEFT}{_RIGHT}])|(?<=[{_RIGHT}])(?=[{_RIGHT}])")
_GAPS = ((0.0, 0.0, 0.0), (0.0, SQUEEZE, SQUEEZE), (0.0, 0.0, SQUEEZE))


@lru_cache(maxsize=16384)
def mark_shape(char: str) -> MarkShape:
    """The shape of one character."""
    if char in _INK_LEFT:
        return MarkShape.INK_LEFT
    return MarkShape.INK_RIGHT if char in _INK_RIGHT else MarkShape.PLAIN


def gap(before: MarkShape, after: MarkShape) -> float:
    """Em by which the second moves left beside the first."""
    return _GAPS[before][after]


def squeeze(before: str, after: str) -> float:
    """Em by which `after` moves left beside `before`, both single characters."""
    return gap(mark_shape(before), mark_shape(after))


def unsqueezed(text: str) -> list[str]:
    """Stretches of `text` between which a blank half is squeezed out; every kind of space becomes a blank."""
    return _SQUEEZED.split(_BLANK.sub(" ", text))


@lru_cache(maxsize=16384)
def is_wide(char: str) -> bool:
    """Whether a character is one em wide in any Chinese font."""
    return bool(_IS_CJK.match(char)) and char not in "\uff61"
