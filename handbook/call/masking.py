"""Text that may hold a caller's data -> the same text with phone, identity and bank numbers, and names, unreadable."""

import re
import unicodedata

from handbook.call.long_numbers import long_numbers, starred
from handbook.call.names import mask_names

_READ = "零〇○一二三四五六七八九十百两幺壹贰叁肆伍陆柒捌玖"
_NUMBER = rf"(?:\d+|[{_READ}]+)"
_HOUSE = r"(?:号楼|号院|[#＃]\s*楼|栋|幢|座(?!位|机|谈|便|垫)|单元|门洞)"
_ROOM = r"(?:室(?!内|外|温)|户(?!主|号|内|外|型|用|名)|门(?!口|外|前|锁|铃|窗|缝))"
_NO_HOUSE = rf"(?<![同每整这那哪另唯统\d{_READ}])(?![一两](?:座|[栋幢][楼房都里]))"
_PLACES = (
    # 5号楼, 三单元; not 同一单元, 整一栋, 一座城.
    re.compile(rf"{_NO_HOUSE}(?P<number>{_NUMBER})(?=\s*{_HOUSE})"),
    re.compile(rf"(?P<number>(?:\d+|[{_READ}]{{2,}}))(?=\s*{_ROOM})"),
    re.compile(rf"(?P<number>{_NUMBER})(?=\s*门[\s\-–—]*{_NUMBER})"),
    # What follows the house, the unit or the floor is the flat: 3单元501, 单元二零一, 5栋-2-301, #门301, 5楼502.
    re.compile(
        rf"(?P<before>(?:号楼|栋|幢|单元|门洞|[A-Za-z]座|#门)[\s\-–—,，]*)(?P<number>{_NUMBER}(?:[-–—]{_NUMBER})*)"
    ),
    re.compile(rf"(?P<before>[\d{_READ}]楼\s*)(?P<number>\d{{3,4}}|[{_READ}]{{3,4}})"),
    # 红旗街12号, 和平路八十八号.
    re.compile(
        rf"(?P<before>[街路道巷弄里村屯区园苑院城庄]\s*)(?P<number>{_NUMBER})(?=\s*[号弄巷](?!线|阀|管|机|炉))"
    ),
    # 3-2-501, 五-三-二零一.
    re.compile(
        rf"(?<![\d{_READ}.:/-])(?P<number>(?:\d{{1,4}}|[{_READ}]{{1,4}})"
        rf"(?:[-‐‑–—－](?:\d{{1,5}}|[{_READ}]{{1,5}})){{2,}})(?![\d{_READ}.:/-])"
    ),
)


def mask(text: str) -> str:
    """Numbers of seven digits or more, however they are parted, with all but the last two digits as *;
    names that are surely names, with a star for each sign.

    Meant for logs, history and diagnostics. Counts, temperatures, dates with separators, article numbers
    and short hotlines stay readable.
    """
    text = _with_plain_digits(text)
    parts: list[str] = []
    end = 0
    for begin, after in long_numbers(text):
        parts += [text[end:begin], starred(text[begin:after])]
        end = after
    return mask_names("".join([*parts, text[end:]]))


def mask_strictly(text: str) -> str:
    """As `mask`, and house, unit and flat numbers too: for what leaves the desk in the editor's file."""
    text = mask(text)
    for pattern in _PLACES:
        text = pattern.sub(_hidden, text)
    return text


def holds_caller_data(text: str) -> bool:
    """Whether a query names a caller: such a one is not kept in the search history."""
    plain = _with_plain_digits(text)
    return mask_strictly(plain) != plain


def _hidden(match: re.Match[str]) -> str:
    return f"{match.groupdict().get('before') or ''}#"


def _with_plain_digits(text: str) -> str:
    """Digits of all scripts as 0–9; nothing else changes."""
    return "".join(c if c.isascii() or not c.isdecimal() else str(unicodedata.decimal(c)) for c in text)
