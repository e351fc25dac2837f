"""When the heat stopped and came back go in; what is refunded for that time comes out, where the region has a rule for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from handbook.model import formula
from handbook.model.formula import Term
from handbook.model.reckoning import STOP_DAYS_RULE, STOP_HOURS, Choice, Reckoning
from handbook.model.value_figure import Measure
from handbook.reckon.facts import Facts, against, presumed
from handbook.reckon.finishing import Sum, finished, refused
from handbook.reckon.ground import Asking, Ground, SeasonDays
from handbook.reckon.numbers import written, yuan
from handbook.reckon.result import Line, Refusal, Result
from handbook.reckon.spreading import Spread, fee_of, worked

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """What was asked and typed."""

    facts: Facts
    season_year: int
    """The year in which the season begins."""
    begins: datetime
    """When the heat stopped, on the clock of the place."""
    ends: datetime
    """When it was back."""
    fee: Decimal | None = None
    area: Decimal | None = None


def stopped_refund(ground: Ground, wanted: Stopped) -> Result | Refusal:
    """What is refunded, or all that stands against reckoning it."""
    asking = ground.asking()
    for words in against(Reckoning.STOPPED, wanted.facts):
        asking.object_to(words)
    least = asking.amount(STOP_HOURS, Measure.HOUR)
    season = asking.season(wanted.season_year)
    rule = asking.choice(STOP_DAYS_RULE)
    spread = Spread(asking, season)
    fee, fee_lines = fee_of(asking, wanted.fee, wanted.area)
    hours = Fraction((wanted.ends - wanted.begins) // _minute(), _HOUR // _minute())
    _check_times(asking, wanted, season, hours, least)
    if (
        asking.faults
        or least is None
        or season is None
        or rule is None
        or fee is None
        or spread.rounding is None
    ):
        return refused(asking, Reckoning.STOPPED)
    told = f"{wanted.begins:%F %R} 停，{wanted.ends:%F %R} 通，共 {written(hours)} 小时"
    lines = [*fee_lines, Line(words=told)]
    days = _days(wanted.begins.date(), hours, rule) if hours > least else {}
    if not days:
        lines.append(Line(words=f"没到 {written(least)} 小时，不退"))
    exact = paid = Fraction(0)
    for day_fee in spread.fees(fee):
        count = sum((part for day, part in days.items() if day_fee.is_of(day)), Fraction(0))
        if not count:
            continue
        form = formula.STOP_REFUND if day_fee.month is None else formula.STOP_REFUND.by_month()
        figures = {form.first: day_fee.paid, Term.STOPPED_DAYS: count}
        shown = {form.first: yuan(day_fee.paid), Term.STOPPED_DAYS: f"{written(count)} 天（{rule}）"}
        lines += [day_fee.line, worked(form, figures, shown)]
        paid += form.worked(figures)
        exact += form.worked(figures | {form.first: day_fee.exact})
    return finished(
        asking,
        Sum(
            kind=Reckoning.STOPPED,
            exact=exact,
            paid=paid,
            rounding=spread.rounding,
            lines=lines,
            presumed=tuple(presumed(Reckoning.STOPPED, wanted.facts)),
            given=(
                f"应交热费：{yuan(fee)}",
                f"停：{wanted.begins:%F %R}；通：{wanted.ends:%F %R}",
                f"原因：{wanted.facts.cause}；用途：{wanted.facts.use}；收费：{wanted.facts.metering}；热费：{wanted.facts.paid}",
            ),
            at_most=fee,
        ),
    )


def _minute() -> timedelta:
    return timedelta(minutes=1)


def _check_times(
    asking: Asking, wanted: Stopped, season: SeasonDays | None, hours: Fraction, least: Fraction | None
) -> None:
    if wanted.ends <= wanted.begins:
        asking.object_to("通的时候要晚于停的时候，请看一眼再填。")
    elif season is not None and not (wanted.begins.date() in season and wanted.ends.date() in season):
        asking.object_to(f"停、通的时候不全在供热期里（{season.words}），请看一眼再填。")
    elif least is not None and hours == least:
        # 以上 holds it, 超过 does not; the figure does not tell the two apart.
        asking.object_to(f"正好 {written(least)} 小时：是“以上”还是“超过”要看条文原文，先不算，请转法务定。")


def _days(first: date, hours: Fraction, rule: Choice) -> Mapping[date, Fraction]:
    """Day → how much of it counts; whole days from the moment of stopping, named by the day on which each begins."""
    whole, rest = divmod(hours, _DAY // _HOUR)
    days = {first + timedelta(days=past): Fraction(1) for past in range(whole)}
    if rest and rule is not Choice.PART_DAY_FREE:
        part = Fraction(1) if rule is Choice.PART_DAY_WHOLE else rest / (_DAY // _HOUR)
        days[first + timedelta(days=whole)] = part
    return days
