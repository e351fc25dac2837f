"""Text goes in; the same text with what belongs together held together comes out."""

import re

NO_BREAK = "\u00a0"
WORD_JOINER = "\u2060"

_UNITS = r"℃|%|小时|分钟|秒|天|日|月|年|元/㎡|元|米|㎡|个月|公里|度|条|款|项"
_SPACED = re.compile(rf"(?<=[\d〇零一二三四五六七八九十百]) (?={_UNITS})")
_CLOSE = re.compile(rf"(?<=\d)(?={_UNITS})")
_NUMBER_AFTER_WORD = re.compile(rf"(?<=第)( ?)(?=[\d一二三四五六七八九十百]+[ {NO_BREAK}{WORD_JOINER}]?条)")


def held_together(text: str) -> str:
    """`text` in which numbers cannot part from their units, nor 第 from its number."""
    text = _SPACED.sub(NO_BREAK, text)
    text = _CLOSE.sub(WORD_JOINER, text)
    return _NUMBER_AFTER_WORD.sub(lambda m: NO_BREAK if m.group(1) else WORD_JOINER, text)


def plain(text: str) -> str:
    """`text` without the marks that `held_together` put in, for copying."""
    return text.replace(WORD_JOINER, "").replace(NO_BREAK, " ")
