"""Procedure (排查流程): a guided checklist for one kind of call."""

from dataclasses import dataclass
from typing import ClassVar

from handbook.model.entry import Entry
from handbook.model.kinds import Extent, Family, Kind
from handbook.model.service_guide import ServiceGuide
from handbook.model.step import Outcome, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Entry):
    """Questions, answers and outcomes on the phone; the fitter's steps apart."""

    kind: ClassVar[Kind] = Kind.PROCEDURE

    family: Family
    """Fault or service family."""
    extent: Extent | None = None
    """How far the trouble reaches, where the procedure is for one extent."""
    demand: str = ""
    """What a caller with this matter wants of the company, such as 要求退费; empty where the fault says it."""
    not_for: tuple[str, ...] = ()
    """When not to use this procedure (look-alikes)."""
    guide: ServiceGuide | None = None
    """Conditions, materials, process, time, fee, channels and who does it; every procedure of severity 事务 has one."""
    steps: tuple[Step, ...]
    """Phone steps, in order."""
    onsite_steps: tuple[Step, ...] = ()
    """Steps for the fitter on site; never told to a caller."""
    outcomes: tuple[Outcome, ...]
    """Where branches end."""
    default_outcome: str
    """Id of the outcome when the list is done and no answer led elsewhere."""
    dispatch_minimum: tuple[str, ...] = ()
    """Ids of the steps that must be answered before 派单."""

    def outcome(self, outcome_id: str) -> Outcome | None:
        """The outcome of that id, or None."""
        return next((o for o in self.outcomes if o.id == outcome_id), None)
