"""Every key of the table acts from wherever the keyboard is: real key events, the real window, a real X server.

Offscreen this cannot be seen: which keys a line edit claims for itself depends on the platform.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.e2e.pressed_keys import NO_WINDOW
from tests.helpers.x11_screen import missing_programs, screen

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="X11 is the desktop of Linux"),
    pytest.mark.skipif(bool(missing_programs()), reason=missing_programs()),
]


@pytest.fixture(scope="module")
def dead_keys(program_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Holder of the keyboard -> keys that did not act."""
    with screen() as display:
        environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(REPOSITORY),
            "HANDBOOK_HOME": str(tmp_path_factory.mktemp("keys")),
        }
        environment.pop("WAYLAND_DISPLAY", None)
        command = [sys.executable, "-m", "tests.e2e.pressed_keys", str(program_folder)]
        done = subprocess.run(
            command, check=False, env=environment, cwd=REPOSITORY, capture_output=True, text=True, timeout=600
        )
    assert done.returncode == 0, done.stderr
    last = done.stdout.strip().splitlines()[-1]
    if last.startswith(NO_WINDOW):
        pytest.skip(last.removeprefix(NO_WINDOW))
    found: dict[str, list[str]] = json.loads(last)
    return found


def test_every_key_acts_from_every_holder(dead_keys: Mapping[str, list[str]]) -> None:
    assert len(dead_keys) > 30
    assert {"button", "card", "card's address, composing", "value, keys of the list"} <= dead_keys.keys()
    assert {name: keys for name, keys in dead_keys.items() if keys} == {}
