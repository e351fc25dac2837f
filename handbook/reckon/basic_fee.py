"""The fee of a season and the days of a suspension go in; the basic fee comes out, for the whole season or a part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from handbook.model import formula
from handbook.model.formula import Term
from handbook.model.reckoning import BASIC_SHARE, PART_RULE, Choice, Reckoning
from handbook.reckon.facts import Facts, against, presumed
from handbook.reckon.finishing import Sum, finished, refused
from handbook.reckon.ground import Asking, Ground, SeasonDays
from handbook.reckon.numbers import percent, yuan
from handbook.reckon.result import Line, Refusal, Result
from handbook.reckon.spreading import DayFee, Spread, fee_of, worked


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicFee:
    """What was asked and typed."""

    facts: Facts
    season_year: int
    """The year in which the season begins."""
    fee: Decimal | None = None
    """Due for the whole season with heat, in yuan; None: price by `area`."""
    area: Decimal | None = None
    first: date | None = None
    """First day without heat; None: the season's first."""
    last: date | None = None
    """Last day without heat; None: the season's last."""


def basic_fee(ground: Ground, wanted: BasicFee) -> Result | Refusal:
    """What is due while suspended, or all that stands against reckoning it."""
    asking = ground.asking()
    for words in against(Reckoning.BASIC_FEE, wanted.facts):
        asking.object_to(words)
    share = asking.share(BASIC_SHARE)
    season = asking.season(wanted.season_year)
    suspended = _suspended(asking, wanted, season)
    is_part = season is not None and suspended is not None and suspended.count < season.count
    rule = asking.choice(PART_RULE) if is_part else Choice.WHOLE_SEASON
    spread = Spread(asking, season)
    fee, fee_lines = fee_of(asking, wanted.fee, wanted.area)
    if (
        asking.faults
        or share is None
        or season is None
        or suspended is None
        or fee is None
        or spread.rounding is None
    ):
        return refused(asking, Reckoning.BASIC_FEE)
    lines = [
        *fee_lines,
        Line(
            words=f"供热期 {season.words}，共 {season.count} 天；停热 {suspended.words}，共 {suspended.count} 天"
        ),
    ]
    if rule is Choice.WHOLE_SEASON:
        exact = paid = _whole(fee, share, lines)
    else:
        exact, paid = _part(spread.fees(fee), season, suspended, share, lines)
    return finished(
        asking,
        Sum(
            kind=Reckoning.BASIC_FEE,
            exact=exact,
            paid=paid,
            rounding=spread.rounding,
            lines=lines,
            presumed=tuple(presumed(Reckoning.BASIC_FEE, wanted.facts)),
            given=(
                f"应交热费：{yuan(fee)}",
                f"停热：{suspended.words}",
                f"用途：{wanted.facts.use}；收费：{wanted.facts.metering}",
            ),
            at_most=fee,
        ),
    )


def _suspended(asking: Asking, wanted: BasicFee, season: SeasonDays | None) -> SeasonDays | None:
    if season is None:
        return None
    first, last = wanted.first or season.first, wanted.last or season.last
    if last < first:
        asking.object_to(f"停热的最后一天（{last}）早于头一天（{first}），请看一眼再填。")
        return None
    if first not in season or last not in season:
        asking.object_to(f"停热的日子（{first} 至 {last}）不全在供热期里（{season.words}），请看一眼再填。")
        return None
    return SeasonDays(first, last)


def _whole(fee: Fraction, share: Fraction, lines: list[Line]) -> Fraction:
    figures = {Term.FEE: fee, Term.BASIC_SHARE: share}
    shown = {Term.FEE: yuan(fee), Term.BASIC_SHARE: percent(share)}
    lines.append(worked(formula.BASIC_FEE, figures, shown))
    return formula.BASIC_FEE.worked(figures)


def _part(
    fees: Sequence[DayFee], season: SeasonDays, suspended: SeasonDays, share: Fraction, lines: list[Line]
) -> tuple[Fraction, Fraction]:
    """The basic fee of the suspended days; what the heated ones cost stands in the working beside it."""
    exact = paid = Fraction(0)
    heated: list[Line] = []
    for fee in fees:
        without = sum(fee.is_of(day) for day in suspended)
        with_heat = sum(fee.is_of(day) for day in season) - without
        lines.append(fee.line)
        if without:
            figures = {Term.SUSPENDED_DAYS: Fraction(without), Term.BASIC_SHARE: share}
            form = formula.PART_BASIC_FEE if fee.month is None else formula.PART_BASIC_FEE.by_month()
            shown = {form.first: yuan(fee.paid), Term.SUSPENDED_DAYS: f"{without} 天"}
            shown[Term.BASIC_SHARE] = percent(share)
            lines.append(worked(form, figures | {form.first: fee.paid}, shown))
            paid += form.worked(figures | {form.first: fee.paid})
            exact += form.worked(figures | {form.first: fee.exact})
        if with_heat:
            form = formula.HEATED_FEE if fee.month is None else formula.HEATED_FEE.by_month()
            figures = {form.first: fee.paid, Term.HEATED_DAYS: Fraction(with_heat)}
            shown = {form.first: yuan(fee.paid), Term.HEATED_DAYS: f"{with_heat} 天"}
            heated.append(worked(form, figures, shown))
    lines += [Line(words="另外，用热的日子照交（不在下面的数里）："), *heated]
    return exact, paid
