"""Arrears and days go in; what the rule adds for being late comes out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from handbook.model import formula
from handbook.model.formula import Term
from handbook.model.reckoning import (
    LATE_DAYS_RULE,
    LATE_FEE_RATE,
    LATE_FEE_START,
    ROUNDING_RULE,
    Choice,
    Reckoning,
)
from handbook.model.value_figure import Measure
from handbook.reckon.facts import Facts, against, presumed
from handbook.reckon.finishing import Sum, finished, refused
from handbook.reckon.ground import Asking, Ground
from handbook.reckon.numbers import per_mille_or_percent, yuan
from handbook.reckon.result import Line, Refusal, Result
from handbook.reckon.spreading import worked


@dataclass(frozen=True, slots=True, kw_only=True)
class LateFee:
    """What was asked and typed."""

    facts: Facts
    arrears: Decimal
    """What is owed, in yuan."""
    paid_on: date
    """The day of paying, or the day until which it is reckoned."""
    due_from: date | None = None
    """The first day for which the contract counts it; None: the contract says none, or nobody knows."""
    season_year: int
    """The year in which the season begins whose fee is owed."""


def late_fee(ground: Ground, wanted: LateFee) -> Result | Refusal:
    """What is added, or all that stands against reckoning it."""
    asking = ground.asking()
    for words in against(Reckoning.LATE_FEE, wanted.facts):
        asking.object_to(words)
    if wanted.arrears <= 0:
        asking.object_to("欠费要大于 0，请看一眼再填。")
    share = asking.share(LATE_FEE_RATE, Measure.SHARE_PER_DAY)
    since = wanted.due_from if wanted.due_from is not None else _since(asking, wanted)
    paid_day = asking.choice(LATE_DAYS_RULE)
    rounding = asking.choice(ROUNDING_RULE)
    if asking.faults or share is None or since is None or rounding is None:
        return refused(asking, Reckoning.LATE_FEE)
    days = max((wanted.paid_on - since).days + (1 if paid_day is Choice.PAID_DAY_COUNTS else 0), 0)
    arrears = Fraction(wanted.arrears)
    figures = {Term.ARREARS: arrears, Term.DAILY_SHARE: share, Term.LATE_DAYS: Fraction(days)}
    shown = {
        Term.ARREARS: yuan(arrears),
        Term.DAILY_SHARE: f"每天 {per_mille_or_percent(share)}",
        Term.LATE_DAYS: f"{days} 天",
    }
    exact = formula.LATE_FEE.worked(figures)
    counting = Line(words=f"从 {since} 算到 {wanted.paid_on}（{paid_day}），共 {days} 天")
    no_contract = ("假定合同没有约定起算日",) if wanted.due_from is None else ()
    return finished(
        asking,
        Sum(
            kind=Reckoning.LATE_FEE,
            exact=exact,
            paid=exact,
            rounding=rounding,
            lines=(counting, worked(formula.LATE_FEE, figures, shown)),
            presumed=(*presumed(Reckoning.LATE_FEE, wanted.facts), *no_contract),
            given=(
                f"欠费：{yuan(arrears)}",
                f"起算：{since}{'' if wanted.due_from else '（没约定时的起算日）'}",
                f"算到：{wanted.paid_on}",
                f"用途：{wanted.facts.use}；收费：{wanted.facts.metering}",
            ),
            notes=("约定过高的可以请求法院调整，减免由专岗定。",),
        ),
    )


def _since(asking: Asking, wanted: LateFee) -> date | None:
    day = asking.day(LATE_FEE_START)
    return asking.dated(LATE_FEE_START, day, wanted.season_year) if day is not None else None
