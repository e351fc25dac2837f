"""Texts go in; numbers and units that could break apart, odd degree signs and invisible characters come out."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import all_texts, caller_texts, prose
from handbook.content.rules.wording import plain
from handbook.model.problem import Problem

_ODD_DEGREE = re.compile(r"(?:[°º˚]\s*[CcCc]|摄氏度|(?<=\d)\s*[Cc](?![A-Za-z\d]))")
_SPOKEN_DEGREE = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?\s*度(?!角|电|[以之]?外转)")
_TURNED = re.compile(r"(?:转|旋|拧|扳|成|呈|掰|扭)[^,。;]{0,6}$")
_UNIT = r"(?:℃|分钟|小时|个小时|天|日|个月|月|年|元|米|厘米|平方米|㎡|%|次|圈)"
_PARTED = re.compile(rf"\d(?:\s{{2,}}|\s*\n\s*|[\u3000\t]\s*)(?={_UNIT})")
INVISIBLE = re.compile("[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff]")


def unit_spelling(content: LoadedContent) -> Iterator[Problem]:
    """“20 ℃” and “24 小时” are written so that the program can keep them on one line."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        spoken = {placed.path for placed in caller_texts(entry)}
        for placed in prose(entry):
            rule, message = _mistake(placed.text, is_spoken=placed.path in spoken)
            if rule:
                yield origin.problem(placed.path, rule, message)
        for placed in all_texts(entry):
            hidden = INVISIBLE.search(placed.text)
            if hidden:
                code = f"U+{ord(hidden.group()):04X}"
                message = f"文字里有看不见的字符 {code},请删去重打;数字和单位之间用普通空格,程序会保证不断行"
                yield origin.problem(placed.path, "invisible-character", message)


def _mistake(text: str, *, is_spoken: bool) -> tuple[str, str]:
    text = plain(text)
    parted = _PARTED.search(text)
    if parted:
        return "unit-spelling", "数字和单位被拆开了,请写成 24 小时(中间最多一个空格,不换行)"
    odd = _ODD_DEGREE.search(text)
    if odd:
        return "unit-spelling", f"“{odd.group().strip()}”请写成 ℃,如 20 ℃"
    if is_spoken:
        return "", ""
    for found in _SPOKEN_DEGREE.finditer(text):
        if not _TURNED.search(text[: found.start()]):
            return "unit-spelling", f"“{found.group()}”指温度时请写成 ℃,如 20 ℃"
    return "", ""
