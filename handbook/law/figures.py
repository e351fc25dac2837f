"""Figures in texts, whichever way they are written: 16 ℃ = 十六摄氏度, 50% = 百分之五十, 5000 万元 = 五千万元.

No figures are numbers of articles and their parts, ordinals (第二次), marks of lists, dates, and what counts a single
thing in passing (一次, 一人).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handbook.chinese_numbers import DIGITS, number_of
from handbook.han_forms import fold_han
from handbook.law.units import MANY_ONLY, UNIT, UNITS
from handbook.model.text import PieceKind, pieces

_HAN = "零〇一二两三四五六七八九十百千万亿廿卅半"
_HAN_NUMBER = rf"[{_HAN}]+(?:点[零〇一二三四五六七八九]+)?"
_NUMBER = rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?\s*[百千万亿]*(?:\d[千百])?|{_HAN_NUMBER})"
_JOINT = r"\s*(?:以上|以下)?\s*(?:至|到|或者|或|和|[-—–~─、,，])?\s*"
_FIGURE = re.compile(
    rf"(?<![\d.几头每某同{_HAN}])(?!(?<=数)[十百千万])(?P<number>{_NUMBER})\s*(?P<unit>{UNIT})",
    re.ASCII | re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\d{_HAN}])(?P<whole>[百千万]|{_HAN_NUMBER}|\d+)分之(?P<part>{_HAN_NUMBER}|\d+(?:\.\d+)?)"
    rf"(?:\s*[至到]\s*(?P<last>{_HAN_NUMBER}|\d+(?:\.\d+)?)(?!分之|\d|\s*(?:{UNIT})))?",
    re.ASCII | re.IGNORECASE,
)
_FRACTION = re.compile(r"(?<![\d/])(?P<part>\d{1,3})/(?P<whole>\d{1,3})(?![\d/])", re.ASCII)
_CLOCK = re.compile(
    rf"(?<![\d:])(?:(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?![\d:])"
    rf"|(?P<at>\d{{1,2}})\s*[时点](?![间候效限段])(?:\s*(?P<past>\d{{1,2}})\s*分(?!钟)|(?P<half>半))?"
    rf"|(?P<han>(?!一点)[{_HAN}]{{1,3}})[时点](?=整|半|至|到|前|后|起|止|以|之|[,，、。;)—~-]|$)(?P<han_half>半)?"
    rf"|(?<=[至到])(?P<until>(?!一时)[{_HAN}]{{1,3}})时(?![间候效限段]))",
    re.ASCII | re.MULTILINE,
)
_BIG = re.compile(
    rf"(?<![\d.几{_HAN}])(?!(?<=数)[十百千万])(?:\d+(?:\.\d+)?\s*[万亿]|[一二两三四五六七八九十百千]+[万亿])",
    re.ASCII,
)
"""五千万, where no unit follows."""
_HALVES = re.compile(r"一半|半数")
_WHOLE = re.compile(r"全额|全部")
"""What stands for 100 % in a law; no figure of its own."""
_BEFORE = re.compile(rf"(?<![\d.第])(?P<number>{_NUMBER}){_JOINT}$", re.ASCII)

_DAY = rf"(?:[{_HAN}]{{1,3}}|\d{{1,2}})"
_NO_FIGURE = re.compile(
    # dates
    r"(?<!\d)(?:19|20|21)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?!\d)"
    rf"|(?<!\d)(?:(?:19|20|21)\d\d|[〇零○一二三四五六七八九]{{4}})\s*年(?:\s*{_DAY}\s*月(?:\s*{_DAY}\s*[日号])?)?"
    rf"|{_DAY}\s*月份?\s*{_DAY}\s*[日号](?:\s*(?:至|到|[-—–~])\s*{_DAY}\s*[日号])?"
    rf"|(?:[每当次本上下][月年]|月)\s*{_DAY}\s*[日号]"
    rf"|(?<![个{_HAN}\d])(?:十[一二]?|[一二三四五六七八九]|1[0-2]|[1-9])\s*月(?!\s*内)"
    # numbers of articles, their parts, ordinals
    rf"|第\s*(?:[{_HAN}]+|\d+)(?:\s*[、和与及至到~-]\s*第?(?:[{_HAN}]+|\d+)(?=\s*[章节条款项目]))*\s*(?:之[一二三四五六七八九十]+|[^\s\d,.;。、])?"
    # marks of lists
    rf"|^[ \t]*(?:[(]\s*(?:[{_HAN}]{{1,3}}|\d{{1,2}})\s*[)]|[{_HAN}]{{1,3}}、|\d{{1,2}}(?:、|\.(?!\d)))",
    re.ASCII | re.MULTILINE,
)
_COMMA = 0x2C - 0x21
"""A comma of full width parts two numbers (100，200 元), one of half width may part thousands."""
_ONE_WIDTH = str.maketrans(
    {chr(0xFF01 + n): chr(0x21 + n) for n in range(94) if n != _COMMA}
    | {"\u00a0": " ", "\u3000": " ", "○": "〇"}
)
_Add = Callable[[Decimal | None, str, int, int], None]


@dataclass(frozen=True, slots=True)
class FigureFound:
    """One figure at ``text[start:end]``."""

    value: Decimal
    """In `unit`; a share is a fraction of the whole: 0.5 is 50 %."""
    unit: str
    """One word for all ways of writing it (`handbook.law.units`); empty where none is written (五千万)."""
    start: int
    end: int

    @property
    def key(self) -> tuple[Decimal, str]:
        """The same for figures that say the same: a year is twelve months, an hour sixty minutes."""
        if self.unit == "年":
            return _plain(self.value * 12), "个月"
        if self.unit == "小时":
            return _plain(self.value * 60), "分钟"
        return self.value, self.unit


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure and the text that it stands in."""

    line: int
    """Place of that text in the row of texts."""
    figure: FigureFound
    words: str
    """As it is written there."""


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure of ours and where the official text has it."""

    ours: PlacedFigure
    theirs: tuple[PlacedFigure, ...]
    """Empty where it has none."""


def figures(text: str) -> tuple[FigureFound, ...]:
    """The figures of `text` in order; of a range both ends, with the unit that stands behind the second."""
    blank = _masked(text)
    found: dict[tuple[int, int], FigureFound] = {}

    def add(value: Decimal | None, unit: str, start: int, end: int) -> None:
        is_taken = any(start < other.end and other.start < end for other in found.values())
        if value is not None and not is_taken:
            found[start, end] = FigureFound(_plain(value), unit, start, end)

    for match in _SHARE.finditer(blank):
        for part in ("part", "last"):
            if match[part]:
                begin = match.start() if part == "part" else match.start(part)
                add(_share(match[part], match["whole"]), "占比", begin, match.end(part))
    for match in _FRACTION.finditer(blank):
        add(_share(match["part"], match["whole"]), "占比", match.start(), match.end())
    for match in _CLOCK.finditer(blank):
        add(_hour(match), "时", match.start(), match.end())
    for match in _FIGURE.finditer(blank):
        _add_measured(match, blank, add)
    for match in _HALVES.finditer(blank):
        add(Decimal("0.5"), "占比", match.start(), match.end())
    for match in _BIG.finditer(blank):
        add(_value(match[0]), "", match.start(), match.end())
    return tuple(sorted(found.values(), key=lambda one: one.start))


def matched(points: Sequence[str], words: Sequence[str]) -> tuple[FigureMatch, ...]:
    """Every figure of `points`, with its counterparts in `words`."""
    theirs: dict[tuple[Decimal, str], list[PlacedFigure]] = defaultdict(list)
    bare_values: dict[Decimal, list[PlacedFigure]] = defaultdict(list)
    for placed in placed_figures(words):
        theirs[placed.figure.key].append(placed)
        bare_values[placed.figure.value].append(placed)
    for line, text in enumerate(words):
        for match in _WHOLE.finditer(text):
            whole = FigureFound(Decimal(1), "占比", *match.span())
            theirs[whole.key].append(PlacedFigure(line, whole, match[0]))
    rows = []
    for placed in placed_figures(points):
        value, unit = placed.figure.key
        same = [*theirs[value, unit], *theirs[value, ""]] if unit else bare_values[value]
        rows.append(FigureMatch(placed, tuple(same)))
    return tuple(rows)


def without_counterpart(points: Sequence[str], words: Sequence[str]) -> tuple[PlacedFigure, ...]:
    """The figures of `points` that stand nowhere in `words`."""
    return tuple(row.ours for row in matched(points, words) if not row.theirs)


def placed_figures(texts: Sequence[str]) -> Iterator[PlacedFigure]:
    """The figures of each text, in order."""
    for line, text in enumerate(texts):
        for figure in figures(text):
            yield PlacedFigure(line, figure, text[figure.start : figure.end])


def _masked(text: str) -> str:
    """`text` of the same length, of one width, with blanks where a number is no figure."""
    blank = "".join(
        piece.text if piece.kind is PieceKind.WORDS else "\0" * len(piece.text) for piece in pieces(text)
    )
    blank = fold_han(blank).translate(_ONE_WIDTH)
    return _NO_FIGURE.sub(lambda match: "\0" * len(match[0]), blank)


def _add_measured(match: re.Match[str], blank: str, add: _Add) -> None:
    written = "".join(match["unit"].split()).lower()
    unit, factor = UNITS[written]
    value = _value(match["number"])
    if value is None or (value < 2 and not MANY_ONLY.isdisjoint((unit, written))):
        return
    start = match.start()
    if blank[max(0, start - 2) : start] == "零下":
        value, start = -value, start - 2
    if value == Decimal("0.5") and unit == "年":
        value, unit = Decimal(6), "个月"
    add(value * factor, unit, start, match.end())
    before = _BEFORE.search(blank, max(0, start - 24), start)
    first = _value(before["number"]) if before else None
    if before is None or first is None or first >= value:
        return
    scale = 10000 if first < value / 1000 and match["number"].strip()[-1] == "万" else 1
    if match["number"].strip().endswith("万") and first < 1000:
        scale = 10000  # 一至三万元
    add(first * scale * factor, unit, before.start("number"), before.end("number"))


def _hour(match: re.Match[str]) -> Decimal | None:
    if written := match["han"] or match["until"]:
        value = _value(written)
        return value + (Decimal("0.5") if match["han_half"] else 0) if value is not None else None
    minutes = int(match["minute"] or match["past"] or (30 if match["half"] else 0))
    hour = int(match["hour"] or match["at"])
    return Decimal(hour) + Decimal(minutes) / 60 if hour <= 24 and minutes < 60 else None


def _share(part: str, whole: str) -> Decimal | None:
    value, parts = _value(part), _value(whole)
    return value / parts if value is not None and parts else None


def _value(written: str) -> Decimal | None:
    """1,000, 1.5万, 5000万, 1万5千, 五千万, 两千, 一点五; None for what is no number (二五, 一二)."""
    text = "".join(written.split()).replace(",", "").replace("○", "〇")
    high, billion, low = text.rpartition("亿")
    if billion:
        above, below = _value(high or "一"), _value(low) if low else Decimal(0)
        return above * 100_000_000 + below if above is not None and below is not None else None
    if text[:1].isascii():
        return _arabic(text)
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        return None  # 二〇二六, 三五
    value = number_of(text)
    return Decimal(str(value)) if value is not None else None


def _arabic(text: str) -> Decimal | None:
    total = Decimal(0)
    for number, signs in re.findall(r"(\d+(?:\.\d+)?)([百千万]*)", text, re.ASCII):
        value = Decimal(number)
        for sign in signs:
            value *= {"百": 100, "千": 1000, "万": 10000}[sign]
        total += value
    return total if text else None


def _plain(value: Decimal) -> Decimal:
    """The same number written one way, so that equal values are equal keys: a third has six places."""
    rounded = round(value, 6).normalize()
    return rounded if rounded != rounded.to_integral() else rounded.quantize(Decimal(1))
