"""Every test runs offscreen, with the bundled font, in a home of its own, and reaches no desktop services."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ.pop("QT_STYLE_OVERRIDE", None)

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def user_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A fresh home for each test; nothing of the real user is read or written."""
    home = tmp_path / "home"
    monkeypatch.setenv("HANDBOOK_HOME", str(home))
    yield home


@pytest.fixture(scope="session")
def repository() -> Path:
    """Root of the checkout."""
    return REPOSITORY
