"""Run as a script with the path of a store: ticks without end, and prints what was acknowledged after each tick."""

import itertools
import sys
from pathlib import Path

from handbook.call.clock import SystemClock
from handbook.call.desk import CallDesk
from handbook.call.store import Store
from tests.unit.call.samples import checklist


def main(path: Path) -> None:
    desk = CallDesk(Store.open(path, SystemClock()), SystemClock())
    desk.restore()
    call = desk.active or desk.pin(checklist())
    for number in itertools.count():
        # Two steps in turn, so that the guard against double activations lets every one pass.
        step = ("power", "book")[number % 2]
        mark = call.run(1).state(step).is_ticked
        call = desk.skip(1, step, f"第 {number} 次") if mark else desk.tick(1, step)
        print(call.id, call.run(1).state(step).text, flush=True)
        if number % 50 == 49:
            desk.housekeep()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
