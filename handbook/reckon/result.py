"""What comes out of a reckoning: frozen values that hold every figure used, and read the same whatever the content becomes."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from handbook.model.kinds import Confidence
from handbook.model.reckoning import Reckoning


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A site value as it stood when it was reckoned with."""

    key: str
    label: str
    words: str
    """As it is shown, with its unit."""
    source: str
    date: str
    """Date of the source; empty where none was given."""
    confidence: Confidence
    is_confirmed: bool
    """Whether somebody stands behind it: the region was chosen, its articles have not changed, it is not only usual."""
    scope: str
    """公司, 市, 省 or 国家."""
    articles: tuple[str, ...] = ()
    """Ids of the articles that set it."""

    @property
    def is_sure(self) -> bool:
        """Whether it is 高 and confirmed."""
        return self.confidence is Confidence.HIGH and self.is_confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the working."""

    formula: str = ""
    """退费 = 日标准热费 × 不达标天数 × 比例; empty for what is counted or looked up."""
    words: str
    """The same with figures, or what was counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A reading that does not count, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article that is cited."""

    id: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What may be said to the caller."""

    words: str
    """One sentence that promises nothing."""
    holds_sum: bool = False
    """Whether the sum is in it."""
    why_not: tuple[str, ...] = ()
    """What stands against saying the sum; empty where it is in `words`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was worked out, with all that it rests on."""

    kind: Reckoning
    amount: Decimal | None = None
    """Yuan, rounded by the rule; None of a period."""
    day: date | None = None
    """Last day of a period; None of a sum."""
    headline: str
    """The result in a few words: 试算 33.50 元; with 假定 before it while anything is undecided."""
    presumed: tuple[str, ...] = ()
    """What is taken for granted because it is undecided, each beginning with 假定."""
    given: tuple[str, ...] = ()
    """What was typed or chosen: 应交热费：3065.60 元."""
    lines: tuple[Line, ...] = ()
    """The working, in order."""
    rounding: Decimal | None = None
    """What rounding added (+) or took away (-), to more places than are paid; None where nothing is paid."""
    left_out: tuple[LeftOut, ...] = ()
    self_measured: tuple[LeftOut, ...] = ()
    """Readings that the caller took: 自测,不作依据."""
    used: tuple[Used, ...] = ()
    articles: tuple[Article, ...] = ()
    notes: tuple[str, ...] = ()
    """What a colleague has to know besides: 口径待核实, and that lawyers decide."""
    spoken: Spoken
    edition: str = ""
    """Of the handbook that it was reckoned with."""
    reckoned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason why nothing was reckoned, as it is shown."""

    key: str = ""
    """Key of the site value that is missing or unfit; empty where it is a fact or what was typed."""
    label: str = ""
    words: str
    """A sentence: what, where, what instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Nothing was reckoned; all that stands against it, at once."""

    kind: Reckoning
    faults: tuple[Fault, ...]
    left_out: tuple[LeftOut, ...] = ()
    self_measured: tuple[LeftOut, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The sentences."""
        return tuple(fault.words for fault in self.faults)


def as_json(result: Result) -> str:
    """`result` as text that `from_json` reads back equal; amounts stay exact."""
    return json.dumps(asdict(result), ensure_ascii=False, default=str, separators=(",", ":"))


def from_json(text: str) -> Result:
    """What `as_json` wrote. Raises ValueError, KeyError or TypeError where it is something else."""
    kept: dict[str, Any] = json.loads(text)
    return Result(
        **{
            **kept,
            "kind": Reckoning(kept["kind"]),
            "amount": _amount(kept["amount"]),
            "rounding": _amount(kept["rounding"]),
            "day": date.fromisoformat(kept["day"]) if kept["day"] else None,
            "reckoned_on": date.fromisoformat(kept["reckoned_on"]),
            "presumed": tuple(kept["presumed"]),
            "given": tuple(kept["given"]),
            "notes": tuple(kept["notes"]),
            "lines": tuple(Line(**row) for row in kept["lines"]),
            "left_out": tuple(LeftOut(**row) for row in kept["left_out"]),
            "self_measured": tuple(LeftOut(**row) for row in kept["self_measured"]),
            "articles": tuple(Article(**row) for row in kept["articles"]),
            "used": tuple(map(_used, kept["used"])),
            "spoken": Spoken(**{**kept["spoken"], "why_not": tuple(kept["spoken"]["why_not"])}),
        }
    )


def _amount(words: str | None) -> Decimal | None:
    return None if words is None else Decimal(words)


def _used(row: dict[str, Any]) -> Used:
    return Used(**{**row, "confidence": Confidence(row["confidence"]), "articles": tuple(row["articles"])})
