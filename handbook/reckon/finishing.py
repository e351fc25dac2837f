"""The exact sum and its working go in; the result as it is shown and kept comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from handbook.model.reckoning import Choice, Reckoning
from handbook.reckon.ground import Asking
from handbook.reckon.numbers import as_decimal, rounded, written, yuan
from handbook.reckon.result import LeftOut, Line, Refusal, Result
from handbook.reckon.speaking import spoken_sum
from handbook.reckon.spreading import step_of

PRESUMING = "假定下面几条都成立，"
"""Before a result while anything is undecided."""


def refused(
    asking: Asking,
    kind: Reckoning,
    left_out: Sequence[LeftOut] = (),
    self_measured: Sequence[LeftOut] = (),
) -> Refusal:
    """Nothing was reckoned."""
    return Refusal(
        kind=kind, faults=asking.faults, left_out=tuple(left_out), self_measured=tuple(self_measured)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum that was worked out, before its last rounding."""

    kind: Reckoning
    exact: Fraction
    """Without any rounding."""
    paid: Fraction
    """By the rule, before its last step."""
    rounding: Choice
    lines: Sequence[Line]
    presumed: Sequence[str]
    given: Sequence[str]
    left_out: Sequence[LeftOut] = ()
    self_measured: Sequence[LeftOut] = ()
    notes: Sequence[str] = ()
    at_most: Fraction | None = None
    """What it cannot exceed, whatever the rounding of a day's fee adds up to."""


def finished(asking: Asking, found: Sum) -> Result:
    """`found` rounded, with all that it rests on and what may be said of it."""
    whole = rounded(found.paid, step_of(found.rounding))
    working = list(found.lines)
    if found.at_most is not None and whole > found.at_most:
        whole = found.at_most
        working.append(Line(words=f"不超过应交热费 {yuan(whole)}，按这个数"))
    amount = as_decimal(whole)
    off = whole - found.exact
    told = f"{'多' if off > 0 else '少'} {written(abs(off))} 元" if off else "没有零头"
    working.append(Line(words=f"取整（{found.rounding}）：{yuan(found.exact)} → {amount} 元，{told}"))
    presumed = tuple(dict.fromkeys(found.presumed))
    return Result(
        kind=found.kind,
        amount=amount,
        headline=f"{PRESUMING if presumed else ''}试算 {amount} 元",
        presumed=presumed,
        given=tuple(found.given),
        lines=tuple(working),
        rounding=Decimal(off.numerator) / Decimal(off.denominator),
        left_out=tuple(found.left_out),
        self_measured=tuple(found.self_measured),
        used=asking.used,
        articles=asking.articles,
        notes=(*found.notes, *unsure_notes(asking)),
        spoken=spoken_sum(asking.ground, found.kind, amount, asking.used, presumed),
        edition=asking.ground.handbook.edition,
        reckoned_on=asking.ground.today,
    )


UNSURE = "口径待核实："
"""How the note on values that are not sure begins; they are named after it."""


def unsure_notes(asking: Asking) -> tuple[str, ...]:
    """That values are not confirmed, or not 高, where it is so."""
    unsure = "、".join(f"“{one.label}”（{one.confidence}）" for one in asking.used if not one.is_sure)
    return (f"{UNSURE}{unsure}。",) if unsure else ()
