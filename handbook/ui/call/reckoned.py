"""An outcome of a list -> the sums and periods that may be worked out for it: those whose rule it speaks of, if the region has one."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.reckoning import CHIEF, Period, Reckoning
from handbook.model.step import Outcome
from handbook.model.text import value_keys

MOST = 3
"""So many are led to; an outcome that speaks of more has its chief ones first."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What may be worked out."""

    kind: Reckoning
    period: Period | None = None
    """Which one, of the kind 期限."""

    @property
    def name(self) -> str:
        """How links call it: REFUND, PERIOD.LIMITATION."""
        return self.kind.name if self.period is None else f"{self.kind.name}.{self.period.name}"

    @property
    def words(self) -> str:
        """退费; 诉讼时效到哪天."""
        return str(self.kind if self.period is None else self.period)


def reckoned_of(entry: Entry | None, outcome_id: str, handbook: Handbook) -> tuple[Reckoned, ...]:
    """What the outcome of that id leads to, the chief one first; none where the region has no rule for it.

    A sum is what the outcome speaks of itself, else what the entry has among its key words.
    """
    if entry is None:
        return ()
    outcomes = entry.outcomes if isinstance(entry, Procedure) else ()
    outcome = next((one for one in outcomes if one.id == outcome_id), None)
    spoken = tuple(dict.fromkeys(_spoken(outcome))) if outcome is not None else ()
    ruled = [key for key in spoken if _has_rule(key, handbook)]
    own = [kind for kind, key in CHIEF.items() if key in ruled]
    tagged = [kind for kind, key in CHIEF.items() if kind in entry.tags and _has_rule(key, handbook)]
    periods = {period.key: period for period in Period}
    sums = [Reckoned(kind) for kind in (own or tagged[:1])]
    days = [Reckoned(Reckoning.PERIOD, periods[key]) for key in ruled if key in periods]
    return tuple([*sums, *days][:MOST])


def _spoken(outcome: Outcome) -> Iterator[str]:
    """Keys of the values that it speaks of: what the agent reads for himself, then what is said, then what is promised."""
    for text in (outcome.note, outcome.next_action, outcome.say):
        yield from value_keys(text)
    if outcome.promise:
        yield outcome.promise


def _has_rule(key: str, handbook: Handbook) -> bool:
    """Whether somebody stands behind the value; what is only usual is no rule."""
    value = handbook.value_by_key.get(key)
    return value is not None and bool(value.value) and not value.is_typical
