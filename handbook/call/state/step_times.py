"""Records of a call -> when each step of a run came into the state it is in."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from handbook.call.state.events import Answered, Record, Reset, Skipped, Ticked, Unticked, ValueEntered
from handbook.call.state.undo import in_force


def step_times(records: Iterable[Record], run: int) -> Mapping[str, datetime]:
    """Step id -> wall time of the last act in it that is in force; steps that are open again are not named."""
    times: dict[str, datetime] = {}
    for record in in_force(records):
        if record.event.run != run:
            continue
        match record.event:
            case Ticked(step=step) | Answered(step=step) | ValueEntered(step=step) | Skipped(step=step):
                times[step] = record.at
            case Unticked(step=step):
                times.pop(step, None)
            case Reset():
                times.clear()
            case _:
                pass
    return times
