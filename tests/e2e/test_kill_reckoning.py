"""kill -9 while somebody fills in 试算: 300 ms after the last key all of the form is on the disk, and stands there after the restart."""

import os
import random
import sys
from pathlib import Path

import pytest

from handbook.call.journal import Journal
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from handbook.ui.call.drafts import RECKON_KEY
from handbook.ui.reckon.form import Form
from handbook.ui.reckon.kept_form import form_from_text
from tests.conftest import REPOSITORY
from tests.helpers.killed import reported_until_killed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")


def killed_after(program: Path, home: Path, lines: int, delay: float) -> list[str]:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "HANDBOOK_HOME": str(home)}
    command = [sys.executable, "-m", "tests.e2e.reckoning_window", str(program)]
    return reported_until_killed(command, lines=lines, delay=delay, environment=environment, limit=120)


def in_store(home: Path) -> Form | None:
    """The form that the one open call has; one draft holds all of it."""
    store = Store.open(home / "calls.db", SystemClock())
    assert store.notices == ()
    journal = Journal(store)
    [row] = journal.open_calls()
    kept = [text for name, text in journal.drafts(row.id).items() if name == RECKON_KEY]
    store.close()
    assert len(kept) <= 1
    return form_of(kept[0]) if kept else None


def form_of(text: str) -> Form:
    read = form_from_text(text)
    assert read is not None
    return read[0]


def test_nothing_filled_in_is_lost(program_folder: Path, tmp_path: Path) -> None:
    dice = random.Random(20)
    kept: Form | None = None
    due = confirmed = 0
    for _ in range(4):
        reported = killed_after(program_folder, tmp_path, dice.randint(6, 12), dice.random() * 0.3)
        back = [form_of(line.split(" ", 1)[1]) for line in reported if line.startswith("back ")]
        assert back == ([kept] if kept is not None else [])
        rests = [n for n, line in enumerate(reported) if line == "due"]
        due += len(rests)
        told = [line.split(" ", 1)[1] for line in reported[rests[-1] - 1 :] if line.startswith("did ")]
        kept = in_store(tmp_path)
        assert kept is not None
        assert kept in map(form_of, told)  # what stood there at the last rest, or was done after it
        confirmed += bool(kept.seen)
    print(f"{due} forms were due when the program was killed; of 4 kept {confirmed} had their rows confirmed")
    assert due >= 8
