"""The totals of the inbox -> one sheet for the lead: how many calls, of what kind, when, and what was searched in vain."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handbook.call.day_sums import UNRANKED, HourSum, seconds_at
from handbook.document.wording import minute
from handbook.export.paper.boxes import MM, Box, LineMark, Mark, Page, Placed, TextMark
from handbook.export.paper.charts import Area, Bar, Charts, RankedRow
from handbook.export.paper.document import Document
from handbook.export.paper.pieces import Measuring, Metrics
from handbook.export.paper.typography import chinese
from handbook.fleet.inbox.leaving import ENOUGH_SEATS
from handbook.fleet.inbox.summing import Named, Totals
from handbook.model.kinds import Kind, Priority

TITLE = "各台日报"
_WIDTH, _HEIGHT = 210 * MM, 297 * MM
_MARGIN = 16 * MM
_INNER = _WIDTH - 2 * _MARGIN
_GUTTER = 9 * MM
_HALF = (_INNER - _GUTTER) / 2
_MOST_DAYS = 62
"""Bars of days; more are put together by weeks."""
_WEEKEND = 5
_TOP = 12
"""Rows of a ranking."""
_GREY = 0.35


@dataclass(frozen=True, slots=True)
class Received:
    """How the folder was found."""

    broken: int = 0
    """Lines that could not be read."""
    unread: Mapping[str, int] | None = None
    """Why -> how many files do not count."""


def inbox_report(
    totals: Totals, received: Received, title_of: Callable[[str], str], printed: datetime, metrics: Metrics
) -> Document:
    """One A4 sheet; `title_of`: id of an entry -> its title."""
    marks = list(_Sheet(totals, received, title_of, Measuring(metrics)).marks(printed))
    page = Page(width=_WIDTH, height=_HEIGHT, placed=[Placed(0, 0, Box(height=_HEIGHT, marks=marks))])
    return Document(title=TITLE, width=_WIDTH, height=_HEIGHT, pages=[page], printed=printed)


class _Sheet:
    """Lays out from the top down."""

    def __init__(
        self, totals: Totals, received: Received, title_of: Callable[[str], str], measuring: Measuring
    ) -> None:
        self._totals = totals
        self._all = totals.all
        self._received = received
        self._title_of = title_of
        self._measuring = measuring
        self._charts = Charts(self._width)

    def _width(self, text: str, size: float, is_bold: bool) -> float:
        return self._measuring.width(text, is_bold) * size

    def marks(self, printed: datetime) -> Iterator[Mark]:
        """Everything on the sheet."""
        yield from self._head(printed)
        yield from self._figures(45 * MM)
        yield from self._days(68 * MM)
        yield from self._kinds(122 * MM)
        yield from self._hours(122 * MM)
        yield from self._rankings(189 * MM)
        yield from self._foot()

    def _head(self, printed: datetime) -> Iterator[Mark]:
        days = list(self._totals.days)
        span = f"{days[0]} 至 {days[-1]}" if days else "没有收到"
        yield TextMark(_MARGIN, 25 * MM, TITLE, 20, bold=True)
        x = _MARGIN + self._width(TITLE, 20, True) + 12
        yield TextMark(x, 25 * MM, span, 13)
        words = f"制表 {minute(printed)}"
        yield TextMark(_WIDTH - _MARGIN - self._width(words, 8, False), 25 * MM, words, 8, grey=_GREY)
        yield TextMark(_MARGIN, 32 * MM, self._wide(self._how_much(days)), 9.5, grey=_GREY)
        yield LineMark(_MARGIN, 35 * MM, _WIDTH - _MARGIN, 35 * MM, 0.8)

    def _how_much(self, days: Sequence[date]) -> str:
        totals = self._totals
        due = totals.seats * ((days[-1] - days[0]).days + 1) if days else 0
        lack = (
            f",其余 {due - totals.letters:,} 份没有收到(那天没开机,或还没送到)"
            if due > totals.letters
            else ""
        )
        return f"{totals.seats:,} 台,收到 {totals.letters:,} 份{lack}"

    def _figures(self, top: float) -> Iterator[Mark]:
        part = self._all
        share = f"占查询 {part.misses / part.searches:.1%}" if part.searches else ""
        told = (
            ("来电", f"{part.calls:,}", "通"),
            ("来电时长(中位)", _minutes(part, 50), f"分钟;九成 {_minutes(part, 90)} 以内"),
            ("查询", f"{part.searches:,}", f"次,打开条目 {part.opened:,}"),
            ("没搜到", f"{part.misses:,}", f"次,{share}" if share else "次"),
            ("工单", f"{sum(part.tickets.values()):,}", f"张,P0 {part.tickets.get(Priority.P0, 0):,}"),
        )
        each = _INNER / len(told)
        for at, (name, figure, words) in enumerate(told):
            x = _MARGIN + at * each
            if at:
                yield LineMark(x - 7, top - 5 * MM, x - 7, top + 13 * MM, 0.4, 0.7)
            yield TextMark(x, top, self._wide(name), 8.5, grey=_GREY)
            yield TextMark(x, top + 7.5 * MM, figure, 18, bold=True)
            room = each - 10
            yield TextMark(
                x, top + 12.5 * MM, self._charts.fitted(self._wide(words), 7.5, room), 7.5, grey=_GREY
            )

    def _days(self, top: float) -> Iterator[Mark]:
        days = self._totals.days
        if len(_every_day(days)) > _MOST_DAYS:
            bars = [Bar(f"{day.month}-{day.day}", calls) for day, calls in _weeks(days).items()]
            yield from self._heading(_MARGIN, top, "每周来电", "通,按周一所在的日子")
        else:
            bars = [
                Bar(f"{d.month}-{d.day}", _calls(days, d), d.weekday() >= _WEEKEND) for d in _every_day(days)
            ]
            yield from self._heading(_MARGIN, top, "每天来电", "通;浅色是周末")
        yield from self._charts.bars(Area(_MARGIN, top + 3 * MM, _INNER, 43 * MM), bars)

    def _kinds(self, top: float) -> Iterator[Mark]:
        part = self._all
        lists = [
            RankedRow(kind.label, count, self._wide(f"{count:,} 张,完成 {_finished(part, kind):,}"))
            for kind in (Kind.PROCEDURE, Kind.EMERGENCY)
            for count in [part.lists[kind].pinned if kind in part.lists else 0]
        ]
        tickets = [
            RankedRow(f"工单 {priority or '未定级'}", count, f"{count:,} 张")
            for priority in (*Priority, UNRANKED)
            for count in [part.tickets.get(priority, 0)]
        ]
        yield from self._heading(_MARGIN, top, "来电办了什么", "清单和工单")
        height = 2 * Charts.row_height
        yield from self._charts.ranked(Area(_MARGIN, top + 3 * MM, _HALF, height), lists, 0.24)
        area = Area(_MARGIN, top + 5.5 * MM + height, _HALF, 6 * Charts.row_height)
        yield from self._charts.ranked(area, tickets, 0.24)
        words = f"关键步跳过 {part.skipped:,} 次;回答改过 {part.reopened:,} 次"
        yield TextMark(_MARGIN, top + 59 * MM, self._wide(words), 8.5, grey=_GREY)

    def _hours(self, top: float) -> Iterator[Mark]:
        x = _MARGIN + _HALF + _GUTTER
        hours = dict.fromkeys(range(24), 0)
        for (_, hour), part in self._totals.hours.items():
            hours[hour] += part.calls
        days = len(self._totals.seats_of_hours)
        if not days:
            yield from self._heading(x, top, "一天里的来电", "")
            words = f"同一天报了时刻的不到 {ENOUGH_SEATS} 台,不按小时列,免得看出是谁。"
            yield TextMark(x, top + 8 * MM, self._wide(words), 8.5, grey=_GREY)
            return
        yield from self._heading(x, top, "一天里的来电", f"通,{days} 天合计;一天 {ENOUGH_SEATS} 台以上才列")
        bars = [Bar(f"{hour}", calls) for hour, calls in hours.items()]
        yield from self._charts.bars(Area(x, top + 3 * MM, _HALF, 54 * MM), bars)

    def _rankings(self, top: float) -> Iterator[Mark]:
        right = _MARGIN + _HALF + _GUTTER
        yield from self._heading(_MARGIN, top, "没搜到最多", "次 · 台;不是行话的字写成 □")
        yield from self._heading(right, top, "用得最多的清单", "次 · 台")
        height = _TOP * Charts.row_height
        for x, named, title_of in (
            (_MARGIN, self._totals.misses, str),
            (right, self._totals.lists, self._title_of),
        ):
            rows = [_ranked(one, self._wide(title_of(one.name))) for one in named[:_TOP]]
            yield from self._charts.ranked(Area(x, top + 3 * MM, _HALF, height), rows, 0.58)
            if not rows:
                yield TextMark(x, top + 8 * MM, "没有。", 8.5, grey=_GREY)

    def _foot(self) -> Iterator[Mark]:
        top = _HEIGHT - 17 * MM
        yield LineMark(_MARGIN, top - 4 * MM, _WIDTH - _MARGIN, top - 4 * MM, 0.4, 0.6)
        unread = self._received.unread or {}
        listed = "、".join(f"{why} {count:,}" for why, count in unread.items() if count)
        spoilt = f"没有计入的文件:{listed}。" if listed else "收到的文件都计入了。"
        broken = f"写坏的行 {self._received.broken:,},没有计入。" if self._received.broken else ""
        lines = (
            "只有次数和时长,没有来电人、地址、电话;没搜到的词只留行话,带人名、门牌、号码或超过 20 个字的整条留在本机。",
            f"各台自己报的数,作参考,不作凭据。时长误差不超过 10%。{spoilt}{broken}",
        )
        for at, words in enumerate(lines):
            fitted = self._charts.fitted(self._wide(words), 7.5, _INNER)
            yield TextMark(_MARGIN, top + at * 4 * MM, fitted, 7.5, grey=_GREY)

    def _heading(self, x: float, y: float, words: str, beside: str) -> Iterator[Mark]:
        yield TextMark(x, y, words, 11, bold=True)
        after = x + self._width(words, 11, True) + 8
        yield TextMark(after, y, self._wide(beside), 7.5, grey=_GREY)

    def _wide(self, text: str) -> str:
        return chinese(text)


def _ranked(one: Named, label: str) -> RankedRow:
    return RankedRow(label, one.times, f"{one.times:,} · {one.seats:,}")


def _calls(days: Mapping[date, HourSum], day: date) -> int:
    return days[day].calls if day in days else 0


def _every_day(days: Mapping[date, HourSum]) -> list[date]:
    """From the first to the last, also those of which nothing came."""
    first, last = min(days, default=None), max(days, default=None)
    if first is None or last is None:
        return []
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _weeks(days: Mapping[date, HourSum]) -> dict[date, int]:
    weeks: dict[date, int] = {}
    for day in _every_day(days):
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + _calls(days, day)
    return weeks


def _minutes(part: HourSum, percent: int) -> str:
    seconds = seconds_at(part.durations, percent)
    return f"{seconds / 60:.1f}" if seconds is not None else "–"


def _finished(part: HourSum, kind: Kind) -> int:
    return part.lists[kind].finished if kind in part.lists else 0
