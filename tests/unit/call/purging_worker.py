"""Run as a script with the path of a store and the retention: ends and purges calls without end, and prints how many ended.

The clock goes on by a day with each call, as if the program were used every day; it begins where the store ends.
"""

import sys
from pathlib import Path

from handbook.call.day_sum_rows import DaySumRows
from handbook.call.day_sums import added
from handbook.call.desk import CallDesk
from handbook.call.journal import Journal
from handbook.call.store.store import Store
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import checklist

DAY = 86400.0


def main(path: Path, retention_days: int) -> None:
    clock = FakeClock()
    store = Store.open(path, clock)
    seen = next((row["value"] for row in store.rows("meta", name="clock_seen")), None)
    if seen:
        clock.advance(max(0.0, float(seen) - clock.now().timestamp()) + 60)
    journal = Journal(store)
    desk = CallDesk(store, clock, retention_days=retention_days)
    desk.restore()
    kept = DaySumRows(store, journal).kept().values()
    ended = added(kept).calls + sum(call.ended is not None for call in journal.calls())
    while True:
        if desk.active is None:
            desk.pin(checklist())
        desk.end_call()
        ended += 1
        print(ended, flush=True)
        clock.advance(DAY)
        desk.housekeep()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
