"""What was done in a pinned checklist, as plain values -> what its printed form needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from handbook.document import words


class TickState(StrEnum):
    """What the box before a step shows; 已核实 (a value was entered) is more than 已打钩."""

    OPEN = "未做"
    TICKED = "已打钩"
    VERIFIED = "已核实"
    SKIPPED = "跳过"
    NOT_APPLICABLE = words.NOT_APPLICABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One step of a run."""

    state: TickState = TickState.OPEN
    answer: str = ""
    """Label of the answer that was chosen."""
    value: str = ""
    """The value as entered, without its unit."""
    reason: str = ""
    """Why it was skipped."""
    at: datetime | None = None
    """When it was last touched; local time."""


UNTOUCHED = StepRecord()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run of a checklist; steps are named by `step_name`."""

    call: str = ""
    """Number or name of the call."""
    started: datetime | None = None
    ended: datetime | None = None
    steps: Mapping[str, StepRecord] = field(default_factory=dict[str, StepRecord])
    outcome: str = ""
    """Id of the outcome that was reached."""
    note: str = ""
    """Notes of the agent."""
    facts: tuple[tuple[str, str], ...] = ()
    """Label and text of what else belongs on the sheet, such as 户号."""
    content_version: str = ""
    """Content version that the run was pinned at, where it differs from the present one."""
    is_from_copy: bool = False
    """The list has left the handbook; the sheet is as it was stored with the call, as with every run."""
    is_drill: bool = False
    """A drill is marked 演练 on every page."""

    def step(self, name: str) -> StepRecord:
        """The record of one step; untouched where there is none."""
        return self.steps.get(name, UNTOUCHED)


def step_name(step_id: str, number: int) -> str:
    """Name of a step in a record: its id, else ``step-`` and its place from 1 in its list (notes and warnings count)."""
    return step_id or f"step-{number}"
