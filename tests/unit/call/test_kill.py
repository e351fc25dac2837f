"""kill -9 in the middle of ticking, again and again on the same store: every tick that was reported is there."""

import os
import random
import sys
import time
from pathlib import Path

import pytest

import handbook
from handbook.call.events import Skipped, Ticked
from handbook.call.journal import Journal
from handbook.call.store import Store
from tests.helpers.killed import reported_until_killed
from tests.unit.call.fake_clock import FakeClock

ROOT = Path(handbook.__file__).parent.parent
WORKER = "tests.unit.call.kill_worker"


def ticked_until_killed(path: Path, lines: int) -> list[str]:
    """What the worker had reported when it was killed, some moment after its `lines`-th report."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    delay = random.Random(lines).random() * 0.005
    command = [sys.executable, "-m", WORKER, str(path)]
    return reported_until_killed(command, lines=lines, delay=delay, environment=environment)


def stored(path: Path, call: int) -> tuple[list[str], float]:
    """Texts of the ticks in the store, in order, and the seconds until the store was open."""
    begin = time.perf_counter()
    store = Store.open(path, FakeClock())
    seconds = time.perf_counter() - begin
    assert store.notices == ()
    records = Journal(store).records(call)
    store.close()
    acts = [record.event for record in records if isinstance(record.event, Ticked | Skipped)]
    return ["已打钩" if isinstance(e, Ticked) else f"已跳过 {e.reason}" for e in acts], seconds


def lost_after_kills(path: Path, kills: int) -> tuple[int, int, float]:
    """Ticks lost, ticks reported, and the slowest reopening in seconds."""
    dice = random.Random(kills)
    lost, total, slowest, before = 0, 0, 0.0, 0
    for _ in range(kills):
        reported = ticked_until_killed(path, dice.randint(1, 20))
        call = int(reported[0].split()[0])
        texts = [line.split(" ", 1)[1] for line in reported]
        found, seconds = stored(path, call)
        # One more may be stored than was reported: it was killed in between.
        lost += found[before : before + len(texts)] != texts
        before, total, slowest = len(found), total + len(texts), max(slowest, seconds)
    return lost, total, slowest


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_kills_lose_nothing(tmp_path: Path) -> None:
    lost, total, _ = lost_after_kills(tmp_path / "calls.db", 25)
    assert total > 25
    assert lost == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_a_thousand_kills(tmp_path: Path) -> None:
    lost, total, slowest = 0, 0, 0.0
    for number in range(40):
        found = lost_after_kills(tmp_path / f"{number}" / "calls.db", 25)
        lost, total, slowest = lost + found[0], total + found[1], max(slowest, found[2])
    print(f"1000 kills: {total} ticks reported, {lost} kills with a loss, slowest reopening {slowest:.3f} s")
    assert lost == 0
