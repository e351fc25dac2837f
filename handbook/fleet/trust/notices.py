"""A share that dispatch signs notices on -> the list as it stands; asked every half minute by a process that stays."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from handbook.bulletin.notice import LARGEST, Notice, read_notices
from handbook.fleet.trust.roles import BULLETINS, NOTICES
from handbook.fleet.trust.signed_reading import LookRefused, SignedReading, good_until, stands

POLL_S = 20.0
"""Seconds for all that is read from a share in one poll."""
_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Moments outside are no moments of a notice: nothing could be reckoned with them."""


class NoticePoll:
    """Polls one share; what it learned stays in memory, so that a poll where nothing moved reads one small file."""

    def __init__(self, share: Path, trust: Path, root: bytes) -> None:
        """`trust`: a folder of its own, for what is believed; `root`: the company's first root."""
        self._share = share
        self._trust = trust
        self._root = root
        self._believed = b""
        self._until = _EARLIEST
        self._notices: tuple[Notice, ...] | None = None

    def poll(self, seconds: float = POLL_S) -> tuple[Notice, ...] | None:
        """The notices, the newest first; None where dispatch never sent any.

        Raises:
            LookRefused: the share is away, slow, too old, set back, signed by somebody else, or the list is none.
            OSError: the desk's own disk refuses.
        """
        if self._believed and stands(self._share, self._believed, self._until):
            return self._notices
        self._believed = b""
        reading = SignedReading(self._share, self._trust, self._root, seconds)
        reading.refresh()
        data = reading.fetched(NOTICES, LARGEST) if reading.is_signed_for(BULLETINS) else None
        try:
            notices = notices_in(data) if data is not None else None
        except ValueError:
            raise LookRefused("停热通知的单子读不懂,没有采用。先问调度,并请告诉管理员。") from None
        self._notices, self._believed = notices, reading.believed
        self._until = good_until(self._believed)
        return notices


def notices_in(data: bytes) -> tuple[Notice, ...]:
    """The notices of a list, as `read_notices`, and with moments that can be reckoned with.

    Raises:
        ValueError: it is no such list.
    """
    try:
        found = read_notices(data)
    except RecursionError:
        raise ValueError("no list of notices") from None
    if not all(_EARLIEST < moment < _LATEST for moment in _moments(found)):
        raise ValueError("a moment that cannot be")
    return found


def _moments(notices: Iterable[Notice]) -> Iterable[datetime]:
    for one in notices:
        yield from (moment for moment in (one.sent, one.starts, one.until) if moment is not None)
