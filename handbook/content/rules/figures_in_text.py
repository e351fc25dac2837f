"""Text goes in; deadlines, fees, temperatures, clock times and telephone numbers written out as literals come out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.content.rules.wording import HIDDEN, plain, without_values
from handbook.model.site_value import SiteValue

_NUMBER = r"\d+(?:\.\d+)?(?:\s*[–\-~至到—]\s*\d+(?:\.\d+)?)?"
_CHINESE = "一二两三四五六七八九十百千"
_MASKS = (
    # A date with its year names an edition or an event; with 前 or 截止 it is a deadline.
    re.compile(r"\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?(?!\s*(?:之前|以前|前|底前|截止))"),
    re.compile(r"(?:19|20)\d{2}-\d{2}(?:-\d{2})?(?!\d|\s*(?:之前|以前|前|截止))"),
    # A handle is turned by degrees: an angle, not a temperature.
    re.compile(r"(?<=[转旋拧扳成呈])[^,。;\d]{0,4}\d{1,4}\s*(?:°|度)|\d{1,4}\s*(?:°|度)(?=角)"),
    re.compile(r"(?:[转旋拧扳成呈])[^,。;\d]{0,3}[九一]?[十百]{1,3}八?十?度|九十度角?"),
    # 三九天 is the cold spell, not nine days.
    re.compile(r"[三数]九天|三伏天|三天两头|一年到头"),
    # Ordinals and article numbers are counts.
    re.compile(r"第\s*[\d一二三四五六七八九十百]{1,8}\s*(?:条|款|项|天|日|年|个|次|步|组|号)"),
)
_FIGURE = (
    re.compile(
        rf"(?<![\d.A-Za-z]){_NUMBER}\s*(?:个)?(?:分钟|秒钟?|小时|钟头|天|日|周|星期|月|年|采暖期|[hH](?![A-Za-z])|元|块钱?|万元?|%|%|‰|℃|°\s*C|度|摄氏度)"
    ),
    re.compile(rf"(?<![第几\d])[{_CHINESE}半]{{1,6}}(?:多|来)?个?(?:小时|钟头)"),
    re.compile(
        r"(?<![第几\d每])[二两三四五六七八九十百]{1,6}(?:多|来)?(?:分钟|秒钟|个月|个?星期|元|块钱|个采暖期|℃)|半个月|[一两]周(?=内|之内|以内|后)|一个月(?=内|之内|以内|前)"
    ),
    re.compile(
        r"(?<![第几这那前过头近十数九])(?:两|[二三四五六七八九十]{1,4})(?:多)?天(?!地|气|然|花|生|窗)"
    ),
    re.compile(r"(?<![第几这那前过头近])[两二三五十]年(?=以?内|之内|期|的?时效)"),
    re.compile(
        r"(?:零下)?(?<!几)[一二三四五六七八九]?十[一二三四五六七八九]?度(?!电)|零下[一二三四五六七八九十]{1,4}度"
    ),
    re.compile(r"[百千]分之[一二三四五六七八九十百]{1,6}"),
    re.compile(
        r"(?<!\d)\d{1,2}:\d{2}(?!\d)|(?<![\d第])\d{1,2}\s*(?:[–\-~至到—]\s*\d{1,2}\s*)?(?:点(?!击|名|燃|儿)|时(?!间|候|段|效|刻|常|不时))"
    ),
    re.compile(rf"(?:上午|下午|早上|晚上|中午|凌晨)[{_CHINESE}]{{1,3}}点"),
)
_LOOSE = (
    re.compile(r"(?<![第几\d每])(?:半|一)分钟"),
    re.compile(r"(?<=[前过头近])[三四五六七八九十]{1,4}天"),
)
_PHONE = re.compile(
    r"(?<![\d.])(?:1(?:10|19|20|22)|12(?:345|319|315|329|338|348|356|369|388))(?!\d|\s*(?:平|㎡|米|户|组|号楼|元|分|小时|天|个|%|℃|度))|"
    r"(?<!\d)(?:\d{3,4}[\- ]\d{7,8}|400[\- ]?\d{3,4}[\- ]?\d{3,4}|1[3-9]\d{9}|9[56]\d{3}|\d{7,8})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A literal figure and whether it looks like a telephone number."""

    words: str
    is_phone: bool
    is_loose: bool = False
    """Whether it is a way of speaking (半分钟, 头十天) rather than a time that could be held against us."""


def figures_in(text: str) -> Iterator[FoundFigure]:
    """Every literal figure in `text`, longest reading first; counts such as 一组, 几度, 第36条 are left out."""
    masked = plain(without_values(text))
    for mask in _MASKS:
        masked = mask.sub(lambda m: HIDDEN * len(m.group()), masked)
    for found in _PHONE.finditer(masked):
        yield FoundFigure(found.group(), is_phone=True)
    taken: list[tuple[int, int]] = []
    for pattern in _FIGURE:
        for found in pattern.finditer(masked):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield FoundFigure(found.group().strip(), is_phone=False)
    for pattern in _LOOSE:
        for found in pattern.finditer(masked):
            yield FoundFigure(found.group(), is_phone=False, is_loose=True)


def fitting_keys(words: str, values: Sequence[SiteValue]) -> list[str]:
    """Keys of the site values that say the same figure, such as p3_arrival for 24 小时."""
    bare = re.sub(r"\s+", "", words)
    return [v.key for v in values if v.value and bare.startswith(v.value) and _same_unit(bare, v)][:3]


def _same_unit(bare: str, value: SiteValue) -> bool:
    unit = bare.removeprefix(value.value)
    return not unit or (
        bool(value.unit) and (value.unit.startswith(unit) or (unit == "度" and value.unit == "℃"))
    )
