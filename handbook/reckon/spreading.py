"""A season's fee and days of it go in; what each of these days costs comes out, by the rule of the region: equal days or a table of months."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from handbook.model import formula
from handbook.model.formula import Formula, Term
from handbook.model.reckoning import MONTH_SHARES, PRICE, ROUNDING_RULE, SPREAD_RULE, Choice
from handbook.model.value_figure import Measure
from handbook.reckon.ground import Asking, SeasonDays
from handbook.reckon.numbers import CENT, DIME, YUAN, percent, rounded, written, yuan
from handbook.reckon.result import Line

_STEPS = {
    Choice.CENT_AT_END: CENT,
    Choice.CENT_DAY_FEE: CENT,
    Choice.DIME_AT_END: DIME,
    Choice.YUAN_AT_END: YUAN,
}
_MOST_DAYS_TOLD = 10


@dataclass(frozen=True, slots=True)
class DayFee:
    """What one day costs, for some days of the season."""

    exact: Fraction
    paid: Fraction
    """The same as the rule rounds it."""
    line: Line
    month: int | None
    """The month for whose days it holds; None = all."""

    def is_of(self, day: date) -> bool:
        """Whether a day costs that."""
        return self.month is None or day.month == self.month


def step_of(rounding: Choice) -> Fraction:
    """To what the last sum is rounded."""
    return _STEPS[rounding]


def worked(
    form: Formula, figures: Mapping[Term, Fraction], shown: Mapping[Term, str], unit: str = ""
) -> Line:
    """A line of the working: the formula, and the same with figures and what comes out."""
    result = yuan(form.worked(figures)) if not unit else f"{written(form.worked(figures))} {unit}"
    return Line(formula=form.words, words=f"{form.gives} = {form.with_words(shown)} = {result}")


def fee_of(asking: Asking, fee: Decimal | None, area: Decimal | None) -> tuple[Fraction | None, list[Line]]:
    """The fee as it was typed, or price by area; None where neither is at hand, which is told."""
    if area is not None and area <= 0:
        asking.object_to("计费面积要大于 0，请看一眼再填。")
        return None, []
    if fee is not None:
        if fee <= 0:
            asking.object_to("应交热费要大于 0，请看一眼再填。")
            return None, []
        return Fraction(fee), []
    if area is None:
        asking.object_to("还差应交热费：填账单上的热费，或者填计费面积按热价算。")
        return None, []
    price = asking.amount(PRICE, Measure.YUAN_PER_SQUARE_METRE)
    if price is None:
        return None, []
    figures = {Term.PRICE: price, Term.AREA: Fraction(area)}
    shown = {Term.PRICE: f"{written(price)} 元/㎡", Term.AREA: f"{written(Fraction(area))} ㎡"}
    # What is due is paid in cents: of 0.005 yuan there is no refund.
    return rounded(formula.FEE.worked(figures), CENT), [worked(formula.FEE, figures, shown)]


class Spread:
    """How a season's fee falls on its days; what is unfit is told when it is made, `fees` are asked for when nothing was."""

    def __init__(self, asking: Asking, season: SeasonDays | None) -> None:
        self._season = season
        self.rounding = asking.choice(ROUNDING_RULE)
        self.rule = asking.choice(SPREAD_RULE)
        self._months = asking.months(MONTH_SHARES, season) if self.rule is Choice.BY_MONTHS else {}

    def fees(self, fee: Fraction) -> list[DayFee]:
        """What a day costs: one fee for all, or one for each month."""
        season = self._season
        if season is None:
            return []  # told before
        if self.rule is Choice.EQUAL_DAYS:
            figures = {Term.FEE: fee, Term.SEASON_DAYS: Fraction(season.count)}
            shown = {Term.FEE: yuan(fee), Term.SEASON_DAYS: f"{season.count} 天"}
            return [self._fee(formula.DAY_FEE, figures, shown, None)]
        days = season.months()
        return [self._of_month(fee, days[month], month, share) for month, share in self._months.items()]

    def _of_month(self, fee: Fraction, days: int, month: int, share: Fraction) -> DayFee:
        figures = {Term.FEE: fee, Term.MONTH_SHARE: share, Term.MONTH_DAYS: Fraction(days)}
        shown = {Term.FEE: yuan(fee), Term.MONTH_SHARE: percent(share), Term.MONTH_DAYS: f"{days} 天"}
        return self._fee(formula.MONTH_DAY_FEE, figures, shown, month)

    def _fee(
        self, form: Formula, figures: dict[Term, Fraction], shown: dict[Term, str], month: int | None
    ) -> DayFee:
        exact = form.worked(figures)
        line = worked(form, figures, shown)
        name = f"（{month} 月）" if month is not None else ""
        if self.rounding is Choice.CENT_DAY_FEE:
            paid = rounded(exact, CENT)
            words = f"{line.words}{name}，先取到 {yuan(paid)}"
            return DayFee(exact, paid, Line(formula=line.formula, words=words), month)
        return DayFee(exact, exact, Line(formula=line.formula, words=line.words + name), month)


def days_words(days: list[date]) -> str:
    """Days in a row as spans: 2026-01-05 至 2026-01-08、2026-01-12."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and (day - spans[-1][-1]).days == 1:
            spans[-1][1:] = [day]
        else:
            spans.append([day])
    told = [" 至 ".join(str(day) for day in span) for span in spans]
    rest = len(told) - _MOST_DAYS_TOLD
    return "、".join(told[:_MOST_DAYS_TOLD]) + (f" 等，另有 {rest} 段" if rest > 0 else "")
