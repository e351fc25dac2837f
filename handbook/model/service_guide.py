"""What a 事务 entry tells at a glance, in the seven fields of a matter that GB/T 44191 names: 办事指南."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from annotated_types import MaxLen, MinLen

from handbook.model.region import Role
from handbook.model.site_value import SiteValue
from handbook.model.text import value_keys

AS_PUBLISHED = "以本单位公布为准"
"""What is said where the company settles it and the handbook does not know how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideLine:
    """One thing that a cell says."""

    text: Annotated[str, MinLen(1), MaxLen(120)]
    """The words, without a stop at the end; 以本单位公布为准 or 本地规定未取得 where nothing is known."""
    citations: tuple[str, ...] = ()
    """What it rests on where it is law: roles for local law, ids for national law, all among the citations of the entry.
    In a region that answers none of them the line claims nothing."""
    usual: bool = False
    """Whether it is what a company usually asks for, no law: shown as 通常…, 以本单位公布为准."""


Cell = Annotated[tuple[GuideLine, ...], MinLen(1), MaxLen(3)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGuide:
    """The fields in the order in which they are shown; each says something, if only that it is not known."""

    conditions: Cell
    """条件: who may have it, and when."""
    materials: Cell
    """材料: what is to be brought."""
    process: Cell
    """流程: what happens one after another."""
    time_limit: Cell
    """时限: by when to come, and by when an answer is there."""
    fee: Cell
    """收费: what it costs."""
    channels: Cell
    """渠道: where it is done."""
    responsible: Cell
    """责任单位: who does it."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All seven, in order."""
        return (
            self.conditions,
            self.materials,
            self.process,
            self.time_limit,
            self.fee,
            self.channels,
            self.responsible,
        )


def basis_of(line: GuideLine, values: Mapping[str, SiteValue]) -> tuple[str, ...]:
    """Ids of the articles by which the line holds, the chief one first: those that set its figures, else those it cites.

    Empty where it cites nothing, and where nothing of the region answers what it cites.
    """
    answered = tuple(name for name in line.citations if name not in list(Role))
    if not answered:
        return ()
    known = [values[key] for key in value_keys(line.text) if key in values and values[key].value]
    return tuple(dict.fromkeys(cited for value in known for cited in value.citations)) or answered
