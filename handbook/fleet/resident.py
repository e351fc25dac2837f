"""A process that stays: it polls the share for notices every half minute, visits it for packs every half hour, and tells each.

What it tells is a line of JSON in ASCII::

    {"kind": "alive", "words": "..."}        # a sign of life; words where a poll failed
    {"kind": "notices", "checked": "2026-11-28T06:10:00+00:00", "notices": [...]}   # after each poll that reached the share
    {"kind": "visit", "state": "taken", "words": "...", "number": 7, "version": "...", "is_urgent": false}

`notices` are rows of the list (`handbook.bulletin.notice`), the newest first. Where dispatch never sent any there are signs of
life alone. What was learned is kept for the next start as well (`handbook.bulletin.kept`).
"""

import json
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from handbook.bulletin.kept import Kept, write_kept
from handbook.bulletin.notice import Notice, write_notices
from handbook.disk_words import reason
from handbook.fleet.trust.notices import NoticePoll
from handbook.fleet.trust.signed_reading import LookRefused
from handbook.fleet.visit import Places, State, Visit, root_of, visit

POLL_EVERY_S = 30.0
VISIT_EVERY_S = 30 * 60.0
JITTER = 0.2
"""Share by which one desk's time differs from another's, lest a thousand come at once."""
LIFE_S = 24 * 3600.0
"""Seconds after which the process makes room for a fresh one."""
KEPT_EVERY_S = 60.0
"""Seconds after which it is written again that nothing has changed."""


class Wish(Enum):
    """What the window wants of the process while it waits."""

    NOTHING = "nothing"
    LOOK = "look"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What this desk is, and where things are."""

    places: Places
    program: str
    """Version of the program."""
    pinned: int = 0
    seat: str = ""


class Resident:
    """Polls and visits, one after the other, until the day is over or `wait` says so."""

    def __init__(
        self,
        post: Callable[[], Post],
        kept: Path,
        say: Callable[[str], None],
        wait: Callable[[float], Wish],
    ) -> None:
        """`post` is asked before each visit, since the administrator may change it; `kept`: where notices are kept.

        `say` takes a line. `wait` waits for so many seconds at most, and returns earlier where the window wishes something.
        """
        self._post = post
        self._kept_at = kept
        self._say = say
        self._wait = wait
        self._poll: NoticePoll | None = None
        self._polls_at: Places | None = None
        self._written: Kept | None = None

    def run(self) -> None:
        """Return when the process is to end."""
        began = time.monotonic()
        next_poll = next_visit = began
        post = self._post()
        while (moment := time.monotonic()) < began + LIFE_S:
            if moment >= next_poll:
                self._look_for_notices(post)
                next_poll = time.monotonic() + _about(POLL_EVERY_S)
            if moment >= next_visit:
                self._tell({"kind": "alive", "words": ""})  # a visit may take a while
                post = self._post()
                self._tell({"kind": "visit", **asdict(_visited(post))})
                next_visit = time.monotonic() + _about(VISIT_EVERY_S)
            wish = self._wait(max(0.0, min(next_poll, next_visit) - time.monotonic()))
            if wish is Wish.END:
                return
            if wish is Wish.LOOK:
                next_poll = next_visit = time.monotonic()

    def _look_for_notices(self, post: Post) -> None:
        words = ""
        try:
            notices = self._polled(post.places)
            if notices is not None:
                self._learn(Kept(datetime.now(UTC).replace(microsecond=0), notices))
                return
        except LookRefused as error:
            words = str(error)
        except OSError as error:
            words = reason(error)
        self._tell({"kind": "alive", "words": words})

    def _polled(self, places: Places) -> tuple[Notice, ...] | None:
        if self._poll is None or self._polls_at != places:
            root = root_of(places.roots)
            if root is None:  # nobody is trusted yet; the visit tells it
                return None
            self._poll = NoticePoll(places.share, places.trust / "notices", root)
            self._polls_at = places
        return self._poll.poll()

    def _learn(self, kept: Kept) -> None:
        """Tell it, and keep it unless that was kept a moment ago: a thousand times a day is often enough for a disk."""
        rows = json.loads(write_notices(kept.notices))
        self._tell({"kind": "notices", "checked": kept.checked.isoformat(), "notices": rows})
        written = self._written
        if written is not None and written.notices == kept.notices:
            since = (kept.checked - written.checked).total_seconds()
            if abs(since) < KEPT_EVERY_S:  # or the clock was set
                return
        write_kept(self._kept_at, kept)
        self._written = kept

    def _tell(self, event: dict[str, object]) -> None:
        self._say(json.dumps(event))


def _visited(post: Post) -> Visit:
    try:
        return visit(post.places, post.program, post.pinned, post.seat, datetime.now(UTC))
    except OSError as error:  # this computer's own disk
        return Visit(state=State.STOPPED, words=f"内容更新停了({reason(error)}),先用现在的内容。")


def _about(seconds: float) -> float:
    return seconds * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 (no secret)
