"""One failing write, sync or truncate at every place: said in words, nothing acknowledged lost, work goes on after."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import apsw
import pytest

from handbook.call.desk import CallDesk
from handbook.call.journal import Journal
from handbook.call.state.events import Record
from handbook.call.store.store import Store
from handbook.call.store.store_errors import StoreError
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.power_cut import Disk, connector
from tests.unit.call.samples import checklist


@dataclass
class Outcome:
    """What one run with one failure came to."""

    refusals: int
    acknowledged: list[Record]
    memory_agrees: bool


def work_with_a_failure(folder: Path, fail_at: int, failure: type[apsw.Error]) -> Outcome | None:
    """None where the failure fell into the opening and the store said so."""
    disk = Disk(f"{failure.__name__}-{fail_at}")
    disk.fail_at, disk.failure = fail_at, failure
    clock = FakeClock()
    try:
        store = Store.open(folder / "calls.db", clock, connector=connector(disk))
    except StoreError:
        return None
    desk, refusals = CallDesk(store, clock), 0
    for number in range(12):
        clock.advance(1)
        try:
            if desk.active is None:
                desk.pin(checklist())
            elif number == 6:
                clock.advance(3600)
                desk.housekeep()
            elif desk.active.runs:
                desk.toggle(1, ("power", "book")[number % 2])
            else:
                desk.pin(checklist())
        except StoreError:
            refusals += 1
    journal = Journal(store)
    acknowledged = journal.records(desk.active.id) if desk.active else []
    agrees = desk.active is None or desk.active.elapsed == acknowledged[-1].elapsed
    shutil.copytree(folder, folder.with_name("killed"))
    store.close()
    disk.unregister()
    return Outcome(refusals, acknowledged, agrees)


def assert_nothing_lost(folder: Path, outcome: Outcome) -> None:
    for left in (folder, folder.with_name("killed")):
        store = Store.open(left / "calls.db", FakeClock())
        assert store.notices == ()
        if outcome.acknowledged:
            [call] = Journal(store).open_calls()
            assert Journal(store).records(call.id) == outcome.acknowledged
        store.close()


BOTH = pytest.mark.parametrize("failure", [apsw.IOError, apsw.FullError], ids=["i/o error", "full"])


def fail_at_each(folder: Path, places: range, failure: type[apsw.Error]) -> tuple[int, int]:
    """How many failures the opening refused, and how many a wish of the agent was refused for."""
    refused_opening, refused_wish = 0, 0
    for place in places:
        store = folder / f"{place}" / "store"
        outcome = work_with_a_failure(store, place, failure)
        if outcome is None:
            refused_opening += 1
            Store.open(store / "calls.db", FakeClock()).close()
            continue
        assert outcome.memory_agrees
        assert outcome.refusals <= 1
        refused_wish += outcome.refusals
        assert_nothing_lost(store, outcome)
    return refused_opening, refused_wish


@BOTH
def test_a_failure_here_and_there(tmp_path: Path, failure: type[apsw.Error]) -> None:
    assert min(fail_at_each(tmp_path, range(0, 200, 9), failure)) > 0


@pytest.mark.slow
@BOTH
def test_a_failure_at_every_operation(tmp_path: Path, failure: type[apsw.Error]) -> None:
    refused = fail_at_each(tmp_path, range(200), failure)
    print(f"200 failures of the disk: opening refused {refused[0]}, wish refused {refused[1]}, 0 lost")
    assert min(refused) > 10
