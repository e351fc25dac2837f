"""The letters of finished days in this user's own folder, until the process that visits the share has left them there.

The window, which alone can read the store of calls, lays them in; the process takes them out. A day that was left is remembered
by an empty file of its name, so that it is written once.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from handbook.call.day_sums import KEPT
from handbook.call.finished_days import FinishedDay
from handbook.fleet.inbox.letter import LARGEST, Letter, letter_of, read_letter, to_bytes
from handbook.fleet.inbox.words import TradeWords
from handbook.whole_file import PRIVATE, give_rights, write_whole

_WAITS, _LEFT = ".jsonl", ".left"
_NOBODY = "0" * 12
"""In place of the desk's number, which the process that leaves the letter knows."""


class Outbox:
    """A folder; made when the first letter comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def days(self) -> frozenset[date]:
        """The days whose letters wait, or were left."""
        return frozenset(_day(path) for ending in (_WAITS, _LEFT) for path in self._files(ending)) - {
            date.min
        }

    def lay_in(self, days: Iterable[FinishedDay], words: TradeWords) -> None:
        """Write the letters of these days, hours and all; only what may leave of a search is written.

        Raises:
            OSError: the disk refuses; what was not written is asked for again.
        """
        for finished in days:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            give_rights(self._folder, 0o700)
            letter = to_bytes(letter_of(_NOBODY, finished, words), with_hours=True)
            write_whole(self._file(finished.day, _WAITS), letter, mode=PRIVATE)

    def waiting(self) -> Iterator[Letter]:
        """The letters that wait, oldest first; a file that is none of ours is passed over."""
        for path in self._files(_WAITS):
            with suppress(OSError):
                if path.stat().st_size <= LARGEST and (letter := read_letter(path.read_bytes()).letter):
                    yield letter

    def left(self, day: date) -> None:
        """The letter of that day lies on the share."""
        self._file(day, _LEFT).touch(mode=PRIVATE)
        self._file(day, _WAITS).unlink(missing_ok=True)

    def tidy(self, now: datetime) -> None:
        """Forget the days that the store forgets too."""
        oldest = (now - KEPT - timedelta(days=1)).date().isoformat()
        with suppress(OSError):
            for ending in (_WAITS, _LEFT):
                for path in self._files(ending):
                    if path.stem < oldest:
                        path.unlink(missing_ok=True)

    def _files(self, ending: str) -> list[Path]:
        return sorted(self._folder.glob(f"????-??-??{ending}")) if self._folder.is_dir() else []

    def _file(self, day: date, ending: str) -> Path:
        return self._folder / f"{day.isoformat()}{ending}"


def _day(path: Path) -> date:
    try:
        return date.fromisoformat(path.stem)
    except ValueError:  # somebody else's file
        return date.min
