"""Text -> the stretches of it that are numbers of houses, units and flats.

A number is one of a place by what stands beside it: 5号楼, 三单元, 单元501, 红旗街12号, 502室; or by its shape: 3-2-501.
Counts (三户, 三四十户), units of measure (单元18度) and dates (2026-11-22) look alike and stay.
"""

import re
from collections.abc import Iterator

from handbook.call.words.long_numbers import Span, is_calendar
from handbook.call.words.numerals import PLAIN, fold

_READ = f"{PLAIN}十百两"
_SIGN = rf"[0-9*{_READ}]"
"""A star too: a number that was long enough is masked before."""
_NUMBER = rf"(?:[0-9*]{{1,6}}|[{_READ}]{{1,6}})"
_END = rf"(?!{_SIGN})"
_JOINT = r"[\s\-–—,，、/]*"
_HOUSE = r"(?:号楼|号院|号房|[#＃]\s*[楼院栋]|栋|幢|座(?!位|机|谈|便|垫)|单元|门洞)"
_NO_HOUSE = rf"(?<![同每整这那哪另唯统{_READ}0-9])(?![一两](?:座|[栋幢][楼房都里]))"
_MEASURE = (
    r"\s?(?:℃|°|度|%|个|天|日|月|年|点|时|分|小时|元|块|人|次|件|片|组|米|平|㎡|m|层|级|倍|条|多|余|几|台|车|[:.]\d|"
    r"[~-]\d{1,2}(?:℃|°C|度))"
)
_STREET = "街路道巷弄里村屯区园苑院城庄府邸郡轩阁寓厦场坊堡岗营镇乡湾段墅庭同厝寨"
_FLAT = rf"(?:[1-9]\d?0[1-9]|[{PLAIN}]{{1,2}}零[{PLAIN}])"
"""What no count looks like, or seldom."""
_COUNT = r"(?<![共约有计达近超余了响及等总好])(?<!停[热暖])(?<![全整]楼)"

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 5号楼, 三单元; not 同一单元, 整一栋, 一座城.
        rf"{_NO_HOUSE}(?P<number>{_NUMBER})(?=\s*{_HOUSE})",
        # 502室, 三零二室, 1603房间; not 两室一厅.
        rf"(?P<number>(?:(?<=[号楼栋幢门元-])[0-9]|[0-9*]{{2,6}}|[{_READ}]{{2,6}}))(?=\s*室(?!内|外|温|\s*[\d{_READ}]\s*[厅卫厨]))",
        rf"(?P<number>\d{{3,4}}|[{PLAIN}]{{3,4}})(?=\s*(?:号\s*)?(?:房(?![屋子主东本产证租费租])|号(?=\s*室)))",
        rf"(?<!{_SIGN}){_COUNT}(?P<number>{_FLAT})(?=\s*户(?!主|号|内|外|型|用|名|居民|住户|人家))",
        rf"(?P<number>(?:\d{{1,6}}|[{_READ}]{{2,6}}))(?=\s*门(?!口|外|前|锁|铃|窗|缝))",
        rf"(?P<number>{_NUMBER})(?=\s*门{_JOINT}{_NUMBER})",
        # 26楼1门, 12#3单元, 3#-2-501.
        rf"(?P<number>{_NUMBER})(?=\s*楼{_JOINT}{_NUMBER}\s*(?:门|单元))",
        rf"(?P<number>{_NUMBER})(?=\s*[#＃]{_JOINT}(?:{_NUMBER}\s*(?:单元|门|室|户|-)|\d{{3,4}}{_END}))",
        # What follows the house, the unit or the floor is the flat: 3单元501, 单元二零一, 5栋-2-301, #门301, 5楼502.
        rf"(?:号楼|栋|幢|单元|门洞|[A-Za-z]座|{_NUMBER}\s*(?:门|座)){_JOINT}"
        rf"(?P<number>{_NUMBER}(?:[-–—]{_NUMBER}){{0,4}}){_END}(?!{_MEASURE})",
        rf"[\d{_READ}]楼{_JOINT}(?P<number>\d{{3,4}}|[{_READ}]{{3,4}}){_END}(?!{_MEASURE})",
        # 红旗街12号, 和平路八十八号, 阳光小区3-501.
        rf"[{_STREET}](?<![本全该整]小区)\s*(?P<number>{_NUMBER}(?:\s*[-之]\s*{_NUMBER})?)(?=\s*[号弄巷](?!线|阀|管|机|炉|泵|站))",
        rf"[{_STREET}]\s*(?P<number>{_NUMBER}(?:-{_NUMBER}){{1,4}}){_END}(?!{_MEASURE}|户)",
        # 和平路88号附3号, 弄3号502, 5楼1号.
        rf"[{_STREET}]\s*{_NUMBER}\s*号[附\s,，-]*(?P<number>{_NUMBER}(?:-{_NUMBER}){{0,4}}){_END}(?!{_MEASURE}|\s?户)",
        rf"[\d{_READ}]楼{_JOINT}(?P<number>{_NUMBER})(?=\s*号(?!线|阀|管|机|炉|泵|站))",
        rf"(?:[东西南北中]户|[\d{_READ}]梯)\s*(?P<number>\d{{3,4}}){_END}",
        rf"(?P<number>{_NUMBER})(?=\s*委\s*{_NUMBER}\s*组)",
        rf"{_NUMBER}\s*委\s*(?P<number>{_NUMBER})(?=\s*组)",
        rf"(?:[楼栋幢房室]号|房间号|单元号|楼栋|门牌号?)(?:是|为)?[\s:,，]{{0,3}}(?P<number>{_NUMBER}(?:-{_NUMBER}){{0,4}}){_END}"
        rf"(?!{_MEASURE}|\s?户)",
        # 3-501室, 3-501.
        rf"(?<!{_SIGN})(?<!-)(?P<number>{_NUMBER}(?:-{_NUMBER}){{1,4}})(?=\s*(?:室(?!内|外|温)|房(?![屋子主东本产证租费])))",
        rf"(?:^|[住址在到家]|(?:[\n,;，；。]|[^\d]:))\s*(?P<number>\d{{1,2}}-{_FLAT}){_END}(?![.:/-]|{_MEASURE}|\s?户)",
        # 3-2-501, 五-三-二零一.
        rf"(?<!{_SIGN})(?<![./-])(?<!{_SIGN}:)(?P<number>(?:[0-9]{{1,4}}|[{_READ}]{{1,4}})"
        rf"(?:-(?:[0-9]{{1,5}}|[{_READ}]{{1,5}})){{2,}})(?!{_SIGN}|[.:/-])",
        # The same where it was masked as a long number; the middle of a phone number is longer than a unit's.
        rf"(?<!{_SIGN})(?<![./-])(?<!{_SIGN}:)(?P<number>{_SIGN}{{1,4}}(?:-{_SIGN}{{1,2}}){{1,2}}-{_SIGN}{{3,4}})"
        rf"(?!{_SIGN}|[.:/-])",
    )
)


def place_numbers(text: str) -> Iterator[Span]:
    """Begin and end of each number of a place, in order and apart from one another."""
    folded = fold(text)
    found = sorted(span for pattern in _PATTERNS for span in _spans(pattern, folded))
    while found:
        begin, end = found.pop(0)
        while found and found[0][0] < end:
            end = max(end, found.pop(0)[1])
        yield begin, end


def _spans(pattern: re.Pattern[str], folded: str) -> Iterator[Span]:
    at = 0
    while match := pattern.search(folded, at):
        if not (_YEAR.search(match.group("number")) and is_calendar(match.group("number"))):
            yield match.span("number")
        # What is a number here may be what the next stands behind: 五栋二门301.
        at = max(match.start() + 1, match.start("number"))
        if match.start() == match.start("number"):
            at = match.end("number")
