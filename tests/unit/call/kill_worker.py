"""Run as a script with the path of a store: ticks without end, and prints what was acknowledged after each tick.

With two more words the clock is wrong: by so many seconds at the start, and by so many more after every third tick.
"""

import itertools
import sys
from datetime import datetime, timedelta
from pathlib import Path

from handbook.call.desk import CallDesk
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from tests.unit.call.samples import checklist


class WrongClock(SystemClock):
    """The computer's clock, some time off."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.off = timedelta(seconds=seconds)

    def now(self) -> datetime:
        return super().now() + self.off


def main(path: Path, off: int = 0, jump: int = 0) -> None:
    clock = WrongClock(off)
    desk = CallDesk(Store.open(path, clock), clock)
    desk.restore()
    call = desk.active or desk.pin(checklist())
    for number in itertools.count():
        # Two steps in turn, so that the guard against double activations lets every one pass.
        step = ("power", "book")[number % 2]
        mark = call.run(1).state(step).is_ticked
        call = desk.skip(1, step, f"第 {number} 次") if mark else desk.tick(1, step)
        print(call.id, call.run(1).state(step).text, flush=True)
        if jump and number % 3 == 2:
            clock.off += timedelta(seconds=jump if number % 2 else -jump)
            desk.housekeep()
        if number % 50 == 49:
            desk.housekeep()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
