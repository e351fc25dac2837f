"""Whose time is over: a table of ages, to the second."""

from datetime import UTC, datetime, timedelta

import pytest

from handbook.call.journal import CallRow
from handbook.call.retention import DEFAULT_DAYS, due_for_purge

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def ended(ago: timedelta) -> CallRow:
    return CallRow(1, NOW - ago - SECOND, NOW - ago, NOW - ago)


def still_open(ago: timedelta) -> CallRow:
    return CallRow(1, NOW - 90 * DAY, NOW - ago, None)


@pytest.mark.parametrize(
    ("call", "days", "is_due"),
    [
        pytest.param(ended(7 * DAY), 7, False, id="seven days to the second"),
        pytest.param(ended(7 * DAY + SECOND), 7, True, id="a second more"),
        pytest.param(ended(timedelta(0)), 0, True, id="nothing is kept"),
        pytest.param(ended(-DAY), 0, True, id="nothing is kept though the clock went back"),
        pytest.param(ended(-DAY), 7, False, id="ended in the future by the clock"),
        pytest.param(ended(2 * DAY), 1, True, id="one day"),
        pytest.param(still_open(7 * DAY), 0, False, id="open, touched a week ago"),
        pytest.param(still_open(7 * DAY + SECOND), 0, False, id="open and forgotten"),
        pytest.param(still_open(30 * DAY + SECOND), 30, False, id="forgotten, with a longer retention"),
        pytest.param(still_open(40_000 * DAY), 7, False, id="open for a century, by the clock"),
    ],
)
def test_ages(call: CallRow, days: int, *, is_due: bool) -> None:
    assert due_for_purge([call], NOW, days) == ([call] if is_due else [])


def test_seven_days_are_the_default() -> None:
    assert DEFAULT_DAYS == 7
