"""Work that never ends is not waited for; everything else is as if it had been called."""

import threading
import time
from collections.abc import Iterator

import pytest

from handbook.patience import within


@pytest.fixture
def dead() -> Iterator[threading.Event]:
    """What a dead disk waits for."""
    event = threading.Event()
    yield event
    event.set()


def test_a_result_is_handed_on() -> None:
    assert within(60, lambda: 3) == 3
    assert within(60, lambda: None) is None


def test_an_error_is_handed_on() -> None:
    def fail() -> None:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        within(60, fail)


def test_a_dead_disk_is_given_up(dead: threading.Event) -> None:
    with pytest.raises(TimeoutError):
        within(0.1, dead.wait)


def test_what_is_not_wanted_any_more_is_given_up_at_once(dead: threading.Event) -> None:
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        within(3600, dead.wait, lambda: True)
    assert time.monotonic() - began < 60
