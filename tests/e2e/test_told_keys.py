"""What the program says of keys follows the table: with the keys given to other functions, every word moves with them."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from handbook.keys import SHORTCUTS
from tests.conftest import REPOSITORY
from tests.e2e.told_keys import movable, moved

MUST_NAME = (
    "welcome page",
    "refusal of note",
    "refusal of caller",
    "refusal of script",
    "card",
    "refused value",
    "manual",
    "hints",
    "empty desk",
    "emergency hint",
    "note hint",
    "bare room",
)
"""Where at least one key is named."""


def said(folder: Path, home: Path, by: int) -> Mapping[str, str]:
    """Where something stands -> its words, with the keys moved on `by` rows."""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "HANDBOOK_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.told_keys", str(folder), str(by)],
        check=False,
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def usual(program_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What is said with the keys as they are."""
    return said(program_folder, tmp_path_factory.mktemp("usual"), 0)


def keys_that_move() -> re.Pattern[str]:
    """Every key that moves; the longest first, and none that only begins another."""
    keys = sorted((s.shown for s in movable() if s.keys), key=len, reverse=True)
    return re.compile("(?<![+A-Za-z])(?:" + "|".join(map(re.escape, keys)) + r")(?![0-9A-Za-z])")


@pytest.mark.parametrize("by", [1, 5, 14])
def test_every_word_follows_the_table(
    by: int, usual: Mapping[str, str], program_folder: Path, tmp_path: Path
) -> None:
    now = {name: row.shown for name, row in moved(by).items()}
    new = {s.shown: now[s.name] for s in SHORTCUTS if s.name in now}
    found = said(program_folder, tmp_path / "moved", by)
    pattern = keys_that_move()
    expected = {where: pattern.sub(lambda key: new[key[0]], words) for where, words in usual.items()}
    assert [where for where in MUST_NAME if expected[where] == usual[where]] == []
    assert sum(expected[where] != usual[where] for where in usual) > 60
    assert {w: (found.get(w), words) for w, words in expected.items() if found.get(w) != words} == {}
    assert found["menu"] == "True"
