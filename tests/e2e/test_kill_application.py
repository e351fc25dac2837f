"""kill -9 while the real window works calls, again and again: nothing that was painted as done is lost."""

import os
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from handbook.call.journal import Journal
from handbook.call.state.clock import SystemClock
from handbook.call.state.events import Answered, Carried, Ticked, ValueEntered
from handbook.call.store.store import Store
from tests.conftest import REPOSITORY
from tests.helpers.killed import reported_until_killed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")


@dataclass
class Found:
    """What a series of kills showed."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list[str])
    moved: list[str] = field(default_factory=list[str])
    """Reopenings that did not come back to the step at which the call stood."""
    reopened: int = 0
    seconds: list[float] = field(default_factory=list[float])
    """From the start of the process to the call on screen."""


def killed_after(program: Path, home: Path, lines: int, delay: float) -> list[str]:
    """What the window had reported when it was killed, `delay` seconds after its `lines`-th act."""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "HANDBOOK_HOME": str(home)}
    environment["QT_LOGGING_RULES"] = "qt.qpa.*=false"
    command = [sys.executable, "-m", "tests.e2e.ticking_window", str(program), str(time.time())]
    return reported_until_killed(command, lines=lines + 1, delay=delay, environment=environment, limit=90)


def in_store(home: Path) -> tuple[set[str], str]:
    """Every act in the store as the window reports it, and where the call that is on stands."""
    store = Store.open(home / "calls.db", SystemClock())
    assert store.notices == ()
    journal = Journal(store)
    acts: set[str] = set()
    stands = "0 0 -"
    for row in journal.calls():
        call, records = journal.read(row)
        for record in records:
            event = record.event
            if isinstance(event, Ticked | Answered | ValueEntered | Carried):
                acts.add(f"{row.id} {event.run} {event.step} {text_of(event)}")
        if call.is_open and not call.is_parked:  # a call that was killed before its list was pinned has none
            current = call.run(call.shown_run).current if call.shown_run else None
            stands = f"{row.id} {call.shown_run} {current.id if current else '-'}"
    store.close()
    return acts, stands


def text_of(event: Ticked | Answered | ValueEntered | Carried) -> str:
    """What the row of the step says after it; a list takes over what another one of the call has learned."""
    match event:
        case Ticked():
            return "已打钩"
        case Answered(label=label):
            return label
        case ValueEntered(text=text):
            return text
        case Carried(label=label, text=text):
            return label or text


def kill_often(program: Path, home: Path, kills: int, seed: int = 0) -> Found:
    dice = random.Random(seed * 1_000_003 + kills)
    found = Found()
    stands = ""
    for _ in range(kills):
        lines = killed_after(program, home, dice.randint(1, 25), dice.random() * 0.02)
        back, done = lines[0].split(), [line.removeprefix("done ") for line in lines[1:]]
        if stands:
            found.reopened += 1
            found.seconds.append(float(back[4]))
            if " ".join(back[1:4]) != stands:
                found.moved.append(f"{stands} -> {' '.join(back[1:4])}")
        acts, stands = in_store(home)
        found.acknowledged += len(done)
        found.lost += [act for act in done if act not in acts]
    return found


def test_nothing_painted_is_lost(program_folder: Path, tmp_path: Path) -> None:
    found = kill_often(program_folder, tmp_path / "killed", 6)
    assert found.acknowledged >= 6
    assert found.lost == []
    assert found.reopened == 5
    assert found.moved == []


@pytest.mark.slow
def test_a_thousand_kills(program_folder: Path, tmp_path: Path) -> None:
    total = Found()
    for number in range(40):
        found = kill_often(program_folder, tmp_path / str(number), 25, seed=number + 1)
        total.acknowledged += found.acknowledged
        total.lost += found.lost
        total.moved += found.moved
        total.reopened += found.reopened
        total.seconds += found.seconds
        print_found(total, (number + 1) * 25)
    assert total.lost == []
    assert total.moved == []


def print_found(found: Found, kills: int) -> None:
    slowest = sorted(found.seconds)
    print(
        f"{kills} kills: {found.acknowledged} acts painted as done, {len(found.lost)} lost, "
        f"{len(found.moved)} of {found.reopened} reopenings elsewhere {found.moved[-3:]}; back on screen "
        f"p50 {slowest[len(slowest) // 2]:.2f} s, worst {slowest[-1]:.2f} s",
        flush=True,
    )
