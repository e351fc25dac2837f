"""kill -9 while somebody types: 300 ms after the last key all is on the disk, and in its field after the restart."""

import os
import random
import sys
from pathlib import Path

import pytest

from handbook.call.journal import Journal
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from tests.conftest import REPOSITORY
from tests.helpers.killed import reported_until_killed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")


def killed_after(program: Path, home: Path, lines: int, delay: float) -> list[str]:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "HANDBOOK_HOME": str(home)}
    command = [sys.executable, "-m", "tests.e2e.typing_window", str(program)]
    return reported_until_killed(command, lines=lines, delay=delay, environment=environment, limit=90)


def in_store(home: Path) -> dict[str, str]:
    """Field -> what is kept of it: its draft, else what was entered."""
    store = Store.open(home / "calls.db", SystemClock())
    assert store.notices == ()
    journal = Journal(store)
    kept: dict[str, str] = {}
    for row in journal.open_calls():
        call, _ = journal.read(row)
        kept |= {f"caller:{field.name}": text for field, text in call.caller.items()}
        kept |= journal.drafts(row.id)
    store.close()
    return kept


def test_nothing_typed_is_lost(program_folder: Path, tmp_path: Path) -> None:
    dice = random.Random(14)
    kept: dict[str, str] = {}
    due = 0
    for _ in range(4):
        reported = killed_after(program_folder, tmp_path, dice.randint(4, 8), dice.random() * 0.3)
        back = dict(line.split()[1:] for line in reported if line.startswith("back"))
        if "caller:ADDRESS" in kept:
            assert back == {"caller:ADDRESS": kept["caller:ADDRESS"]}
        last = {k: t for _, k, t in (line.split() for line in reported if line.startswith("due"))}
        due += len(last)
        kept = in_store(tmp_path)
        for key, text in last.items():
            if key.startswith("caller"):
                assert kept[key].startswith(text)
    assert due >= 4
