"""Text as authors type it -> text as Chinese print sets it; called where a surface is written, and nowhere before.

Two things are done. Marks ``, : ; ? !`` and brackets that touch Chinese become full width (`full_width`), and a number
is joined to its unit by signs that nobody sees, so that no line ends within 24 小时内 (`held_together`); paper, which
breaks its own lines, needs the first alone. The model, stored labels, conditions, events and the index keep what was
typed: a run that was answered before stays answered, and what is compared stays equal.

Between digits (10:00, 1,000), in ``::``, behind the plus of a key (Ctrl+,) and beside Latin letters marks stay as they are, and so does all ASCII text:
paths, codes, addresses, ids. After NFKC, without blanks and joiners, both texts are the same; doing it twice is doing
it once.
"""

import re
from functools import lru_cache

NO_BREAK = "\u00a0"
WORD_JOINER = "\u2060"

CJK = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2103\U00020000-\U0003ffff"
"""What counts as Chinese, as the inside of a class."""
UNITS = (
    "小时以上|小时以内|小时内|小时|分钟以上|分钟以内|分钟内|分钟|个采暖期|个工作日|个月内|个月|平方米|毫米|厘米|"
    "工作日|天内|日内|年内|公里|元/㎡|米|元|天|日|月|年|秒|时|分|度|户|层|组|间|家|倍|次|条|款|项|号|步|栋|人|成|页|张|"
    "℃|㎡|MPa|kPa|kW|kg|mm|cm|m|%"
)
"""Units that stay with their number, longer ones first, as alternatives."""
ORDINAL = r"第[ \u00a0]?(?:\d+|[零〇一二三四五六七八九十百千]+)[ \u00a0]?(?:条之[一二三四五六七八九十]+|[条章节款项编步页天次张级类组层])?"
"""第三十六条, 第 36 条, 第 1 步."""

_IS_CJK = re.compile(f"[{CJK}]")
_WIDE = str.maketrans(",:;?!", "\uff0c\uff1a\uff1b\uff1f\uff01")
_PASSED = " \u00a0\u2060“”‘’"
"""Blanks, joiners and quotation marks between a mark and what it touches."""
_BRACKET = re.compile("[()]")
_MARKS = re.compile(f"[,:;?!](?:[{_PASSED}]*[,:;?!])*")
_BLANK_AFTER_MARK = re.compile(r"([，。：；？！（）、]) +(?=\S)")
_NUMBER_WITH_UNIT = re.compile(
    rf"(?<=\d)([ \u00a0]?)({UNITS})|(?<=[〇零一二三四五六七八九十百千两])([ \u00a0])({UNITS})"
)
_ORDINAL = re.compile(ORDINAL)
_BETWEEN = re.compile(r"(?<=[^\u00a0\u2060])(?=[^\u00a0\u2060])(?:(?<!\d)|(?!\d))")


def typeset(text: str) -> str:
    """`text` for a surface that breaks lines by itself: full-width marks, and numbers held to their units."""
    return held_together(full_width(text))


def plain(text: str) -> str:
    """`text` without the joiners, for copying; full-width marks are kept, as they are what was read."""
    return text.replace(WORD_JOINER, "").replace(NO_BREAK, " ")


@lru_cache(maxsize=8192)
def full_width(text: str) -> str:
    """`text` with full-width marks where they touch Chinese, and without the blanks behind these."""
    text = full_width_in_place(text)
    return _BLANK_AFTER_MARK.sub(r"\1", text) if " " in text and not text.isascii() else text


@lru_cache(maxsize=8192)
def full_width_in_place(text: str) -> str:
    """`text` with full-width marks where they touch Chinese, character for character: what counts places in it still counts right."""
    if text.isascii():
        return text
    if "(" in text:
        text = _wide_brackets(text)
    return _MARKS.sub(_widened, text)


def _widened(match: re.Match[str]) -> str:
    marks, text = match[0], match.string
    if "::" in marks:
        return marks  # 对象 :: 状态
    if text[match.start() - 1 : match.start()].isdigit() and text[match.end() : match.end() + 1].isdigit():
        return marks  # 10:00, 1,000
    key = marks[0] if text[match.start() - 1 : match.start()] == "+" else ""  # the comma of Ctrl+,
    is_wide = _touches_chinese(text, match.start(), match.end())
    return key + marks[len(key) :].translate(_WIDE) if is_wide else marks


def _touches_chinese(text: str, start: int, end: int) -> bool:
    while start and text[start - 1] in _PASSED:
        start -= 1
    while end < len(text) and text[end] in _PASSED:
        end += 1
    return bool(_IS_CJK.match(text[start - 1 : start]) or _IS_CJK.match(text[end : end + 1]))


def _wide_brackets(text: str) -> str:
    """Brackets in pairs with something Chinese between them, however deep they stand."""
    chars = list(text)
    open_at: list[int] = []
    done, chinese_before = 0, -1
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        if _IS_CJK.search(text, done, at):
            chinese_before = at
        done = at + 1
        if bracket[0] == "(":
            open_at.append(at)
        elif open_at and chinese_before > (start := open_at.pop()):
            chars[start], chars[at] = "\uff08", "\uff09"
    return "".join(chars)


def held_together(text: str) -> str:
    """`text` in which no line ends between a number and its unit, within that, or within 第三十六条."""
    if text.isascii():
        return text
    return _ORDINAL.sub(_joined_ordinal, _NUMBER_WITH_UNIT.sub(_joined_unit, text))


def _joined_unit(match: re.Match[str]) -> str:
    blank, unit = match[1] or match[3], match[2] or match[4]
    return (NO_BREAK if blank else WORD_JOINER) + (unit if unit.isascii() else WORD_JOINER.join(unit))


def _joined_ordinal(match: re.Match[str]) -> str:
    return _BETWEEN.sub(WORD_JOINER, match[0].replace(" ", NO_BREAK))
