"""The names of the steps of a build go in; numbered lines with the time each took come out."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """Prints to `stream`, one line a step."""

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        self._stream = stream
        self._number = 0

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Announce a step; when it is done, say how long it took."""
        self._number += 1
        began = time.monotonic()
        self._say(f"[{self._number:2}] {words} …")
        yield
        self._say(f"     done in {time.monotonic() - began:.1f} s")

    def note(self, words: str) -> None:
        """A line of its own."""
        self._say(f"     {words}")

    def _say(self, line: str) -> None:
        print(line, file=self._stream, flush=True)
