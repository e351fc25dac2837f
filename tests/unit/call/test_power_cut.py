"""A power cut at any write, with unsynced writes dropped and torn: nothing acknowledged is lost.

The same test under synchronous=NORMAL must lose ticks, or it would prove nothing.
"""

import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook.call.desk import CallDesk
from handbook.call.journal import Journal
from handbook.call.state.events import Record
from handbook.call.store.store import Store
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.power_cut import Disk, connector
from tests.unit.call.samples import checklist, cold_flat

TICKS = 40


@dataclass
class Cut:
    """What had been acknowledged when the power went, and what is left."""

    acknowledged: dict[int, list[Record]]
    """Call -> its records."""
    image: Path


def work_until_the_cut(folder: Path, seed: int, synchronous: str) -> Cut:
    dice = random.Random(seed)
    disk = Disk(f"disk-{seed}-{synchronous}")
    disk.folder, disk.seed, disk.is_redo_lost = folder / "before", seed, synchronous != "FULL"
    clock = FakeClock()
    store = Store.open(disk.folder / "calls.db", clock, connector=connector(disk, synchronous=synchronous))
    # About ten operations a tick; some cuts fall into the backup in the middle.
    disk.cut_at = disk.operations + dice.randrange(TICKS * 10)
    acknowledged: dict[int, list[Record]] = {}
    desk = CallDesk(store, clock)
    journal = Journal(store)
    desk.new_call()
    desk.pin(checklist())
    desk.pin(checklist(cold_flat()))
    for number in range(TICKS):
        if disk.image:
            break
        clock.advance(1)
        call = desk.toggle(1, dice.choice(["power", "book"]))
        if number == TICKS // 2:
            clock.advance(3600)
            desk.housekeep()
        if disk.image is None:
            acknowledged[call.id] = journal.records(call.id)
    if disk.image is None:
        disk.cut_at = disk.operations
        disk.count()
    store.close()
    assert disk.image is not None
    disk.unregister()
    return Cut(acknowledged, disk.image)


def lost_ticks(cut: Cut) -> int:
    """Opens what is left with the real store and its usual SQLite; damage counts as an error."""
    store = Store.open(cut.image / "calls.db", FakeClock())
    try:
        assert store.notices == ()
        journal = Journal(store)
        return sum(
            journal.records(call)[number : number + 1] != [record]
            for call, records in cut.acknowledged.items()
            for number, record in enumerate(records)
        )
    finally:
        store.close()


def runs_with_losses(folder: Path, cuts: int, synchronous: str) -> int:
    losses = 0
    for seed in range(cuts):
        cut = work_until_the_cut(folder / f"{synchronous}-{seed}", seed, synchronous)
        losses += lost_ticks(cut) > 0
    return losses


def test_no_acknowledged_tick_is_lost(tmp_path: Path) -> None:
    assert runs_with_losses(tmp_path, 50, "FULL") == 0


def test_the_simulation_can_tell_the_settings_apart(tmp_path: Path) -> None:
    assert runs_with_losses(tmp_path, 12, "NORMAL") > 0


@pytest.mark.slow
def test_a_thousand_power_cuts(tmp_path: Path) -> None:
    full = runs_with_losses(tmp_path, 1000, "FULL")
    normal = runs_with_losses(tmp_path, 1000, "NORMAL")
    print(f"runs with lost ticks of 1000: FULL {full}, NORMAL {normal}")
    assert full == 0
    assert normal > 500
