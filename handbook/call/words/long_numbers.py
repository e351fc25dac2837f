"""Text -> the stretches of it that are long numbers of a person: phones, accounts, identity and bank cards.

A long number is a run of seven digits or more, in any script and in Chinese numerals, however it is parted: what
stands between two digits may be anything short but words, or a word that reads a number out (转, 杠), or one or two letters
(HR65822-K732).
Dates, times, amounts and their like are such runs too; they are told by their shape and by what stands around them.
"""

import re
import string
from collections.abc import Iterator
from itertools import pairwise

from handbook.call.words.numerals import (
    DIGITS,
    LOOK_ALIKES,
    MANY,
    PLAIN,
    SPOKEN,
    fold,
    shape_of,
    without_numerals,
)

_USUAL_LENGTHS = (7, 8, 11)
FEWEST = 7
"""Digits of the shortest number that names somebody."""
_LONGEST = 160
"""Signs of a run that is looked at closely; nobody notes a longer list of anything."""

_DIGIT = rf"[{DIGITS}{SPOKEN}]"
_PART = r"[\W_]"
_WORDS = (
    "横杠|横线|短横|杠|空格|空|点|减|加|然后|接着|后面(?:是|加)?|后边(?:是|加)?|中间(?:是)?|最后(?:是)?|结尾(?:是)?|末了|"
    "尾号(?:是)?|末尾(?:是)?|前面(?:是)?|区号(?:是)?|再|接|"
    # Before an extension.
    "(?:请|再|然后|之后)?(?:转接|转|轉|按|拨|撥)(?:接|到|至)?(?:分机|分機|内线|號|号|键)*(?:是|为)?|"
    r"(?:分机|分機|内线)(?:号码|號碼|号|號)?(?:是|为)?|[Ee][Xx][Tt](?:n|ension)?(?:\.? ?[Nn]o)?|EXTENSION"
)
_LETTERS = r"[-_]?[A-Za-z]{1,2}[-_]?"
_REPEAT = rf"个(?<=[{DIGITS}]个)"
_GAP = rf"(?:{_PART}{{0,5}}|{_PART}{{0,3}}(?:{_WORDS}){_PART}{{0,3}}|{_LETTERS}|{_REPEAT})"
_LIKE = LOOK_ALIKES + "ZSBE"
_FIRST_DIGIT = (
    rf"(?=[{DIGITS}{SPOKEN}{LOOK_ALIKES}])(?:[0-9{MANY}]|(?<!周)(?<!星期)(?<!礼拜)[{DIGITS}]|[{SPOKEN}](?=[{DIGITS}{SPOKEN}])"
    rf"|(?<![A-Za-z])[{LOOK_ALIKES}](?=[0-9{_LIKE}]{{6}}))"
)
_LAST_LETTER = rf"(?:{_PART}{{0,5}}[Xx](?![A-Za-z])|[ZSB](?![A-Za-z0-9]))?"
_RUN = re.compile(
    rf"{_FIRST_DIGIT}(?:{_GAP}{_DIGIT}|(?:{_LETTERS})?[{LOOK_ALIKES}](?=[0-9{_LIKE}]|(?![A-Za-z])))+{_LAST_LETTER}"
)
# A mobile number in its usual groups, told with words between: 138那个0013那个8000.
_UNITS = "户元度℃平米条款室号楼层栋幢年月日时分秒天人个片组件次吨%岁块公里万千百十"
_FILLER = rf"(?:[这那]个|[^{DIGITS}{SPOKEN}{_UNITS}\n]){{1,8}}"
_TOLD = re.compile(
    rf"(?<!{_DIGIT})(?<!{_DIGIT}[.:/-]){_DIGIT}{{3}}{_FILLER}(?:{_DIGIT}{{4}}{_FILLER}{_DIGIT}{{4}}"
    rf"|{_DIGIT}{{3}}{_FILLER}{_DIGIT}{{5}}|{_DIGIT}{{8}})(?!{_DIGIT}|[.:/-]{_DIGIT}|\s?[{_UNITS}])"
)
# An identity number with the birthday written out, and an account whose letters stand apart.
_IDENTITY = re.compile(r"(?<!\d)\d{6}[\W_]{0,2}(?:19|20)\d\d年\d{1,2}月\d{1,2}日?[\W_]{0,2}\d{3}[\dXx](?!\d)")
_ACCOUNT = re.compile(
    r"(?:户号|编号|编码|表号|账号|帐号|卡号|合同号?|证号)(?:是|为)?[\W_]{0,3}[A-Za-z]{0,4}[\W_]{0,2}"
    r"(?P<number>\d{1,12}(?:[-_/ .]{0,2}[A-Za-z]{0,3}[-_/ .]{0,2}\d{1,12}){1,8})(?!\d)"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_SPELT_DIGIT = (
    "(?:l[ií]ng|y[aā]o|y[iī]|[eè]r|li[aǎ]ng|s[aā]n|s[iì]|w[uǔ]|li[uù]|q[iī]|b[aā]|ji[uǔ]|d[oò]ng|gu[aǎ]i|g[oō]u"
    "|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
)
_SPELT = re.compile(
    rf"(?=[A-Za-z])(?<![A-Za-z])(?i:{_SPELT_DIGIT}(?:[\W_]{{0,3}}{_SPELT_DIGIT}){{{FEWEST - 1},}})(?![A-Za-z])"
)

Span = tuple[int, int]


def long_numbers(text: str) -> Iterator[Span]:
    """Begin and end of each long number, in order."""
    folded = fold(text)
    found = sorted([*_runs(folded), *_told(folded), *(match.span() for match in _SPELT.finditer(text))])
    while found:
        begin, end = found.pop(0)
        while found and found[0][0] < end:
            end = max(end, found.pop(0)[1])
        yield begin, end


def _runs(folded: str) -> Iterator[Span]:
    for match in _RUN.finditer(folded):
        shape = shape_of(match.group())
        if _count(shape) >= FEWEST and (span := _to_hide(folded, match.start(), shape, match.group())):
            yield span


def _told(folded: str) -> Iterator[Span]:
    for match in _TOLD.finditer(folded):
        if _MOBILE.fullmatch(re.sub(r"\D", "", shape_of(match.group()))):
            yield match.span()
    for match in _IDENTITY.finditer(folded):
        yield match.span()
    for match in _ACCOUNT.finditer(folded):
        number = match.group("number")
        if re.search("[A-Za-z]", number) and _count(number) >= FEWEST:
            yield match.span("number")


def _to_hide(text: str, start: int, shape: str, signs: str) -> Span | None:
    """What of a run with enough digits is a number of somebody; None where it is an ordinary thing."""
    end = start + len(shape)
    if len(shape) > _LONGEST:
        return start, end
    if _is_ordinary(*_around(text, start, end), shape):
        return None
    # 2021、2022、2023四年: the numeral counts what stands before it.
    is_count = signs[-1] in PLAIN + "两" and signs[-2] in string.digits and _COUNTED.match(text, end)
    if is_count and _is_ordinary(*_around(text, start, end - 1), shape[:-1]):
        return None
    first, last = _strip_places(text, start, shape, *_strip_moments(shape, signs))
    rest = shape[first:last]
    span = (start + first, start + last)
    return span if _count(rest) >= FEWEST and not _is_ordinary(*_around(text, *span), rest) else None


def _around(text: str, begin: int, end: int) -> tuple[str, str]:
    """What stands close before and after."""
    return text[max(0, begin - 16) : begin], text[end : end + 8]


def is_calendar(folded: str) -> bool:
    """Whether folded signs are dates and times and nothing else."""
    return bool(_CALENDAR.fullmatch(shape_of(folded)))


def starred(number: str) -> str:
    """Stars for all digits, and letters among them, but the last two; what parts them stays."""
    if _SPELT.fullmatch(number):
        return re.sub(r"\w", "*", number)
    folded = fold(number)
    shape = shape_of(folded)
    among = [at for letters in _AMONG.finditer(shape) for at in range(*letters.span())]
    signs = sorted({*among, *(at for at, sign in enumerate(shape) if sign.isdigit())})
    # A sign that stands for two digits never stays.
    kept = {at for at in signs[-2:] if folded[at] != MANY}
    hidden = set(signs) - kept
    return "".join("*" if at in hidden else sign for at, sign in enumerate(number))


_AMONG = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,2}(?![A-Za-z])")


def _count(shape: str) -> int:
    return sum(map(str.isdigit, shape))


# Dates, times and degrees beside a number are taken off the ends of a run: 2026-11-22 138… names a day and a phone.

_DAY = r"(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
_TIME = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\.\d{1,6})?"
_TIMES = rf"{_TIME}(?:[-~]{{1,2}}{_TIME})?"
_DEGREES = r"\d{1,3}(?:\.\d{1,2})?\s?(?:℃|°C)"
_APART = r"[^\d〇./:\-]*[\s,;、()\[\]][^\d〇./:]*"
_FIRST = re.compile(rf"(?:{_DAY}(?:[ T]{{1,2}}{_TIMES})?|(?P<weak>{_TIMES}|{_DEGREES})){_APART}(?=[\d〇])")
_LAST = re.compile(rf"(?<=[\d〇]){_APART}(?<![./:\-])(?:{_DAY}(?:[ T]{{1,2}}{_TIMES})?|(?P<weak>{_TIMES}))$")
_WHOLE_NUMBER = re.compile(
    r"(?:\D*86\D*)?1\D*[3-9](?:\D*\d){9}|0(?:\D*\d){9,11}|\d{7,8}|\d{3,4}\D{1,3}\d{4}|(?:\d\D*){14,18}[\dXx]"
)
"""What a phone, an identity or a bank card looks like: a time beside anything else may be a part of it."""

_AFTER_PLACE = re.compile(r"(?:单元|号楼|栋|幢|楼)-?$")
_BEFORE_UNIT = re.compile(r"\s?(?:号楼|号院|单元|栋|幢|层|室(?![温内外])|℃|度|岁|小时|分钟|月|日)")
_HEAD = re.compile(r"\d{1,5}[^\d]*[\s,;、][^\d]*")
_TAIL = re.compile(r"(?<=[\dXx])[^\dXx]*[\s,;、。][^\dXx]*\d{1,4}(?:\.\d)?(?:-\d{1,2})?$")


def _strip_moments(shape: str, signs: str) -> Span:
    """The part of a run that is left without the dates and times at its ends."""
    seen = without_numerals(signs)  # nobody writes 七:一五
    years = _SPAN_OF_YEARS.match(seen)
    begin = years.end() if years else 0
    end = len(shape)
    while match := _FIRST.match(seen, begin, end):
        if match.group("weak") and not _is_whole(seen[match.end() : end], match.group("weak")):
            break
        begin = match.end()
    while match := _LAST.search(seen, begin, end):
        if match.group("weak") and not _is_whole(seen[begin : match.start()], match.group("weak")):
            break
        end = match.start()
    return begin, end


def _strip_places(text: str, start: int, shape: str, first: int, last: int) -> Span:
    """The same without a house or flat number, or a figure with its unit, beside a whole number."""
    if _AFTER_PLACE.search(text[max(0, start + first - 8) : start + first]):
        head = _HEAD.match(shape, first, last)
        if head and _WHOLE_NUMBER.fullmatch(shape[head.end() : last]):
            first = head.end()
    if _BEFORE_UNIT.match(text, start + last):
        tail = _TAIL.search(shape, first, last)
        if tail and _WHOLE_NUMBER.fullmatch(shape[first : tail.start()]):
            last = tail.start()
    return first, last


def _is_whole(rest: str, moment: str) -> bool:
    """Whether a time or a temperature beside `rest` is no part of it: that is a whole number, or far too short for one."""
    while other := _LAST.search(rest):
        moment += other.group()
        rest = rest[: other.start()]
    rest = rest.replace("〇", "0")
    if _count(rest) >= FEWEST:
        return bool(_WHOLE_NUMBER.fullmatch(rest))
    return moment.count(":") != 1 or _count(rest + moment) not in _USUAL_LENGTHS


# Ordinary things

_YEAR = r"(?:19|20)\d\d"
_MONTH = rf"{_YEAR}[-/.](?:0?[1-9]|1[0-2])"
_MONTH_DAY = r"(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[01]?\d|2[0-4])点(?:[0-5]?\d)?"
_SHARE = r"\d{1,3}(?:\.\d{1,2})?\s?(?:[%‰℃]|°C)"
_HOTLINE = r"(?:11[0-9]|12[0-2]|12[0-9]{3}|9[56]\d{3,4}|100\d\d|10[01]\d{2})"
_MOMENT = "|".join(
    (_DAY.replace(r"\1", r"[-/.]"), _MONTH, _TIME, _CLOCK, _SHARE, r"12[0-9]{3}|9[56]\d{3}", "7×24")
)
_TO = r"[ ,;、~+()\[\]/T\n|-]{1,4}"
# A month and a day stand first or alone: between others, single digits parted by hyphens would look the same.
_CALENDAR = re.compile(
    rf"(?:{_MONTH_DAY}(?:[-~ ]{{1,3}}{_MONTH_DAY})?(?:[ ,;、\n]{{1,3}}(?={_TIME}|{_CLOCK})|$))?"
    rf"(?:(?:{_MOMENT})(?:{_TO}(?:{_MOMENT}))*(?:[%℃ ,、]{{1,3}}\d)?)?"
    rf"|{_YEAR}(?:[ ,;、~/-]{{1,4}}{_YEAR})+"
)
_SPAN_OF_YEARS = re.compile(rf"{_YEAR}[-~/]{{1,2}}{_YEAR}[^\d./]*[\s,;:、()\[\]][^\d./]*")
_COMPACT_DAY = re.compile(r"20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_HOTLINES = re.compile(rf"{_HOTLINE}(?:[\W_]{{1,5}}{_HOTLINE})+")
_OF_A_PERSON = re.compile(
    r"(?:电话|手机|号码|联系|联络|回拨|拨打|致电|卡号|户号|编号|账号|帐号|证号|表号|身份证|微信|(?i:tel|phone|mobile|qq))"
    r"[^\d]{0,4}$"
)
_SMALL = r"(?:0|[1-9]\d{0,2})(?:\.\d{1,2})?"
_SMALLS = re.compile(rf"-?{_SMALL}[℃%°]?(?:[ ~/、,;+±×:\n-]{{1,3}}{_SMALL}[℃%°]?)+")
_TENTHS = re.compile(r"(?:0|[1-9]\d?)\.\d(?:[ ~/、,;\-]{1,3}(?:0|[1-9]\d?)\.\d)+")
_ITEMS = re.compile(r"\d+")
_UNIT = re.compile(
    r"\s?(?:℃|°C|度|%|％|㎡|m²|m2|平米|平方|元|块钱|MPa|kPa|Pa|mm|cm|km|毫米|厘米|公里|小时|分钟|吨|千瓦|kW|GJ)"
)
_COUNTED = re.compile(
    r"\s?(?:户(?!主|号|名)|层|楼|栋|幢|单元|室|号楼|号院|条|款|项|章|个|组|片|天|日|月|年|次|人|米|周|岁|期)"
)
_LARGE = r"(?:\d{1,3}(?:[, ]\d{3})+|[1-9]\d{0,8})(?:\.\d{1,2})?"
_AMOUNT = re.compile(rf"{_LARGE}(?:[-~]{{1,3}}{_LARGE})?")
_AMOUNT_AFTER = re.compile(r"\s?(?:元|块钱|万|亿|平方米|平米|㎡|m²|立方米|吨|GJ|吉焦|千瓦时|kWh)")
_AMOUNT_BEFORE = re.compile(r"(?:[¥￥$]|罚款?|处以?|金额|费用?)\s?$")
_MEASURED = re.compile(r"(?:温度?|供水|回水|压力?|面积|读数|数值|测得)[^\d\n]{0,3}$")
_STANDARD = re.compile(
    r"(?:GBJ?|CJJ?|JGJ?|DBJ?\d{0,2}|NB|TSG|HJ|SY|DL|JB|YB|ISO|IEC|EN)(?:/[TZ])?[\s-]?(?:\d{2}/[TZ]?\s?)?$"
)
_NUMBER_OF_STANDARD = re.compile(r"\d{2,6}(?:\.\d{1,2})?-(?:19|20)\d\d")
_CODE = re.compile(r"(?<![A-Za-z])(?!TEL|QQ)[A-Z]{1,4}-$")
_YEAR_AND_NUMBER = re.compile(rf"{_YEAR}-\d{{3,5}}")
_NUMBER_OF_DOCUMENT = re.compile(r"(?:19|20)\d\d[\])〕】﹞]\s?\d{1,5}")
_FIGURE = r"[¥$]?-?(?:\d{1,3}(?:,\d{3})+|\d{1,8})(?:\.\d{1,4})?"
_MARK_OF_UNIT = r"(?:[¥$㎡㎥℃%‰°]|m[2²3³])"
_SUM = re.compile(rf"{_FIGURE}(?:{_MARK_OF_UNIT}?\s?[×*xX÷/+=≈<>~-]{{1,2}}\s?{_FIGURE})+")
# Things that need no name, one after another: 9:00 16.5℃; 12:00 17.2℃, 108×4、133×4.5.
_DIMENSIONS = r"[1-9]\d{0,3}(?:\.\d{1,2})?[×*xX][1-9]\d{0,2}(?:\.\d{1,2})?"
_PLAIN_FIGURE = r"-?\d{1,5}(?:\.\d{1,2})?"
_ITEM = rf"(?:{_DAY.replace(chr(92) + '1', '[-/.]')}|{_TIMES}|{_DIMENSIONS}|{_PLAIN_FIGURE}{_MARK_OF_UNIT})"
_ROW = re.compile(rf"{_ITEM}(?:[ ,;、。/\n]{{1,3}}{_ITEM})*(?P<last>[ ,;、。/\n]{{1,3}}{_PLAIN_FIGURE})?")
_METER = re.compile(r"(?:读数|底数|示数|表数|上期|本期|上次|本次|起数|止数)[^\d\n]{0,3}$")
_METERED = re.compile(r"\d{1,7}\.\d{1,3}")
_LIKES = re.compile(r"\d{1,4}(?:-?([A-Za-z]{1,2})-?\d{1,4})(?:-?\1-?\d{1,4})*")
_SIZE = re.compile(r"[1-9]\d{0,3}(?:[×*xX][1-9]\d{0,3}){1,2}")
_LENGTH = re.compile(r"\s?(?:mm|cm|m|毫米|厘米|米)")


def _is_ordinary(near: str, after: str, shape: str) -> bool:
    """Whether a run of seven digits or more is a date, an amount, a list of measurements and the like."""
    if _CALENDAR.fullmatch(shape + after[: after.startswith("点")]) or _HOTLINES.fullmatch(shape):
        return True
    if _OF_A_PERSON.search(near):
        return False
    return (
        bool(_COMPACT_DAY.fullmatch(shape))
        or _is_measured(near, shape, after)
        or _is_counted(near, shape, after)
        or _is_amount(near, shape, after)
        or _is_row_of_items(shape, after)
        or bool(_METER.search(near) and _METERED.fullmatch(shape))
        or _is_sum(near, shape, after)
        or _is_list_of_likes(near, shape, after)
        or _is_numbered(near, shape, after)
    )


def _is_measured(near: str, shape: str, after: str) -> bool:
    """Temperatures and other small figures with their unit, or after what was measured."""
    if _TENTHS.fullmatch(shape):
        return True
    if _SIZE.fullmatch(shape):
        is_round = "×" in shape and all(int(item) % 10 == 0 for item in _ITEMS.findall(shape))
        return is_round or bool(_LENGTH.match(after))
    return bool(_SMALLS.fullmatch(shape) and (_UNIT.match(after) or _MEASURED.search(near)))


def _is_counted(near: str, shape: str, after: str) -> bool:
    """House numbers, floors, articles one after another: 1、2、3…, 第36、37、38条."""
    if re.search(r"[^\d ,、/;~#\n-]", shape):
        return False
    items = [int(item) for item in _ITEMS.findall(shape)]
    if len(items) == 1:  # 一二三四五六七层
        items = [int(digit) for digit in shape]
        return _is_row(items, 1) and bool(_COUNTED.match(after))
    if any(len(item) > 1 and item.startswith("0") for item in _ITEMS.findall(shape)):
        return False
    if max(items) < 2000 and re.match(r"\s?条", after):
        return True
    if near.endswith("第") and max(items) < 2000:
        return bool(re.match(r"\s?[款项章节页编步组层号届期次]", after))
    if max(items) < 100:
        return _is_row(items, 3 if len(items) < 5 else 99) or bool(_COUNTED.match(after))
    if min(items) >= 100 and max(items) < 1000 and len(items) > 2 and _is_row(items, 900):
        return True
    return all(re.fullmatch(r"[1-9]\d?[0-2]\d", str(item)) for item in items) and after[:1] in ("室", "房")


def _is_row(items: list[int], step: int) -> bool:
    return all(0 < b - a <= step for a, b in pairwise(items))


def _is_amount(near: str, shape: str, after: str) -> bool:
    """Money, areas, energy."""
    is_named = _AMOUNT_AFTER.match(after) or _AMOUNT_BEFORE.search(near)
    return bool(is_named and _AMOUNT.fullmatch(shape))


def _is_sum(near: str, shape: str, after: str) -> bool:
    """A sum with units: [42.72元/㎡]×77.71㎡=6661.58元."""
    is_named = _AMOUNT_AFTER.match(after) or _UNIT.match(after) or _AMOUNT_BEFORE.search(near)
    has_unit = re.search(_MARK_OF_UNIT, near[-2:] + shape) or "." in shape
    return bool(
        is_named and has_unit and re.search(r"[×*xX÷/+=≈]", near[-2:] + shape) and _SUM.fullmatch(shape)
    )


def _is_row_of_items(shape: str, after: str) -> bool:
    """Times, sizes and figures with their units; the unit of the last stands behind it."""
    row = _ROW.fullmatch(shape)
    return bool(row and (_UNIT.match(after) if row.group("last") else re.search(r"[ ,;、。/\n]", shape)))


def _is_list_of_likes(near: str, shape: str, after: str) -> bool:
    """Sizes or units one after another: DN50-DN100-DN150, 100W-200W."""
    likes = _LIKES.fullmatch(shape)
    return bool(likes and (near.endswith(likes.group(1)) or after.startswith(likes.group(1))))


def _is_numbered(near: str, shape: str, after: str) -> bool:
    """Standards and documents of authorities: GB 50736-2012, HF-2020-0501, 国办发〔2020〕129号."""
    if _NUMBER_OF_DOCUMENT.fullmatch(shape):
        return near[-1:] in "〔[(（【﹝" and after.startswith("号")
    if _YEAR_AND_NUMBER.fullmatch(shape) and _CODE.search(near):
        return True
    return bool(_NUMBER_OF_STANDARD.fullmatch(shape) and _STANDARD.search(near))
