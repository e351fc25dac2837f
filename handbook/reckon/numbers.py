"""Exact fractions go in; amounts rounded half up, and numbers as they are written beside a formula, come out."""

from decimal import Decimal
from fractions import Fraction

CENT = Fraction(1, 100)
DIME = Fraction(1, 10)
YUAN = Fraction(1)
_SHOWN = Fraction(1, 10 * 1000)
"""How finely a number is shown in the working; it is reckoned with exactly."""
YUAN_WORD = "元"


def rounded(exact: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple of `step`; from the middle upwards, as money is rounded."""
    # In whole numbers: fractions would cancel at every step, which is most of the time of a sum.
    over, under = exact.numerator * step.denominator, exact.denominator * step.numerator
    whole, rest = divmod(over, under)
    return Fraction((whole + (rest + rest >= under)) * step.numerator, step.denominator)


def as_decimal(exact: Fraction) -> Decimal:
    """A fraction of hundredths or tenths as the amount that is shown: 33.50."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1) / Decimal(100))


def written(exact: Fraction) -> str:
    """As short as it goes: 183, 0.5; 约 16.7519 where it has no end."""
    shown = rounded(exact, _SHOWN)
    number = Decimal(shown.numerator) / Decimal(shown.denominator)
    words = f"{number.normalize():f}"
    return words if shown == exact else f"约 {words}"


def yuan(exact: Fraction) -> str:
    """33.5 元."""
    return f"{written(exact)} {YUAN_WORD}"


def percent(exact: Fraction) -> str:
    """50%."""
    return f"{written(exact * 100)}%"


def per_mille_or_percent(exact: Fraction) -> str:
    """4‰ for small shares, 50% for others: as they are spoken of."""
    return percent(exact) if exact >= CENT or exact == 0 else f"{written(exact * 1000)}‰"
