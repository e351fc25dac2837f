"""How sums that callers dispute are put together: the terms, their order and their words, once for texts and for reckoning.

What an entry prints as a formula (`handbook.document.formulas`) and what `handbook.reckon` works out are the same value,
so that the two cannot differ.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from handbook.model.reckoning import Choice


class Term(StrEnum):
    """A quantity of a formula, by the name it has on screen."""

    FEE = "应交热费"
    PRICE = "热价"
    AREA = "计费面积"
    SEASON_DAYS = "供热期天数"
    DAY_FEE = "日标准热费"
    MONTH_SHARE = "当月占比"
    MONTH_DAYS = "当月供热天数"
    MONTH_DAY_FEE = "当月日热费"
    COLD_AREA = "不达标房间面积"
    COLD_DAYS = "不达标天数"
    SHARE = "比例"
    REFUND = "退费"
    ARREARS = "欠费"
    DAILY_SHARE = "每日比例"
    LATE_DAYS = "逾期天数"
    LATE_FEE = "违约金"
    BASIC_SHARE = "基础费比例"
    BASIC_FEE = "基础费"
    SUSPENDED_DAYS = "停热天数"
    HEATED_DAYS = "用热天数"
    HEATED_FEE = "用热期间热费"
    STOPPED_DAYS = "停供天数"
    STOP_REFUND = "停供退费"


class Sign(StrEnum):
    """What is done with the next term."""

    TIMES = "×"
    OVER = "÷"


@dataclass(frozen=True, slots=True)
class Formula:
    """A product and quotient, worked from the left to the right."""

    gives: Term
    first: Term
    then: tuple[tuple[Sign, Term], ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """What has to be known, in order."""
        return (self.first, *(term for _, term in self.then))

    @property
    def right(self) -> str:
        """日标准热费 × 不达标天数 × 比例."""
        return self.with_words({})

    @property
    def words(self) -> str:
        """退费 = 日标准热费 × 不达标天数 × 比例."""
        return f"{self.gives} = {self.right}"

    def with_words(self, words: Mapping[Term, str]) -> str:
        """The right side with `words` in place of the terms that have some: 16.75 元 × 10 天 × 50%."""
        rest = (f" {sign} {words.get(term, term)}" for sign, term in self.then)
        return words.get(self.first, str(self.first)) + "".join(rest)

    def by_month(self) -> "Formula":
        """The same with the day's fee of a month, where the fee is spread by a table of months."""
        first = Term.MONTH_DAY_FEE if self.first is Term.DAY_FEE else self.first
        return Formula(self.gives, first, self.then)

    def worked(self, figures: Mapping[Term, Fraction]) -> Fraction:
        """What comes out, exactly. Raises KeyError where a term is missing, ZeroDivisionError where a divisor is 0."""
        result = figures[self.first]
        for sign, term in self.then:
            result = result * figures[term] if sign is Sign.TIMES else result / figures[term]
        return result


def _formula(gives: Term, first: Term, *then: tuple[Sign, Term]) -> Formula:
    return Formula(gives, first, then)


_TIMES, _OVER = Sign.TIMES, Sign.OVER
FEE = _formula(Term.FEE, Term.PRICE, (_TIMES, Term.AREA))
DAY_FEE = _formula(Term.DAY_FEE, Term.FEE, (_OVER, Term.SEASON_DAYS))
MONTH_DAY_FEE = _formula(Term.MONTH_DAY_FEE, Term.FEE, (_TIMES, Term.MONTH_SHARE), (_OVER, Term.MONTH_DAYS))
REFUND = _formula(Term.REFUND, Term.DAY_FEE, (_TIMES, Term.COLD_DAYS), (_TIMES, Term.SHARE))
ROOM_REFUND = _formula(
    Term.REFUND,
    Term.DAY_FEE,
    (_TIMES, Term.COLD_AREA),
    (_OVER, Term.AREA),
    (_TIMES, Term.COLD_DAYS),
    (_TIMES, Term.SHARE),
)
LATE_FEE = _formula(Term.LATE_FEE, Term.ARREARS, (_TIMES, Term.DAILY_SHARE), (_TIMES, Term.LATE_DAYS))
BASIC_FEE = _formula(Term.BASIC_FEE, Term.FEE, (_TIMES, Term.BASIC_SHARE))
PART_BASIC_FEE = _formula(
    Term.BASIC_FEE, Term.DAY_FEE, (_TIMES, Term.SUSPENDED_DAYS), (_TIMES, Term.BASIC_SHARE)
)
HEATED_FEE = _formula(Term.HEATED_FEE, Term.DAY_FEE, (_TIMES, Term.HEATED_DAYS))
STOP_REFUND = _formula(Term.STOP_REFUND, Term.DAY_FEE, (_TIMES, Term.STOPPED_DAYS))

ALL = (
    FEE,
    DAY_FEE,
    MONTH_DAY_FEE,
    REFUND,
    ROOM_REFUND,
    LATE_FEE,
    BASIC_FEE,
    PART_BASIC_FEE,
    HEATED_FEE,
    STOP_REFUND,
)
"""Every formula there is."""


class FormulaGroup(StrEnum):
    """Formulas that an entry shows together, by the word under which authors ask for them."""

    REFUND = "退费"
    LATE_FEE = "违约金"
    BASIC_FEE = "基础费"
    STOP_REFUND = "停供退费"

    def formulas(self, rules: Collection[Choice] = ()) -> tuple[Formula, ...]:
        """In the order in which they are worked, as the `rules` of a region say; by equal days and whole flat where they say nothing."""
        return tuple(_by_rules(form, rules) for form in _GROUPS[self])


_GROUPS: Mapping[FormulaGroup, tuple[Formula, ...]] = {
    FormulaGroup.REFUND: (DAY_FEE, REFUND),
    FormulaGroup.LATE_FEE: (LATE_FEE,),
    FormulaGroup.BASIC_FEE: (BASIC_FEE, DAY_FEE, PART_BASIC_FEE, HEATED_FEE),
    FormulaGroup.STOP_REFUND: (DAY_FEE, STOP_REFUND),
}


def _by_rules(form: Formula, rules: Collection[Choice]) -> Formula:
    if form is REFUND and Choice.COLD_ROOMS in rules:
        form = ROOM_REFUND
    if Choice.BY_MONTHS in rules:
        return MONTH_DAY_FEE if form is DAY_FEE else form.by_month()
    return form


def written_out(form: Formula, inner: Formula) -> str:
    """The right side of `form` with that of `inner` in place of what it gives: 应交热费 ÷ 供热期天数 × 不达标天数 × 比例."""
    return form.with_words({inner.gives: inner.right})


SAID = frozenset(form.right for form in (*ALL, *(form.by_month() for form in ALL))) | frozenset(
    written_out(form, DAY_FEE) for form in ALL if form.first is Term.DAY_FEE
)
"""Right sides as a text may write them."""
