"""Work that a dead network disk may keep for ever goes in; its result, or after some time that there is none, comes out.

Nothing can end a call that waits for a disk; the thread that made it is left behind and keeps no program from ending.
"""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_LOOK_S = 0.05
"""Seconds between two looks at whether the result is still wanted."""


def within(seconds: float, work: Callable[[], T], is_stopped: Callable[[], bool] | None = None) -> T:
    """The result of `work`, done in a thread of its own; what it raises is raised here.

    Raises:
        TimeoutError: no answer after `seconds`, or `is_stopped` says that none is wanted any more.
    """
    asked = _Asked(work)
    threading.Thread(target=asked.run, daemon=True).start()
    deadline = time.monotonic() + seconds
    while not asked.answered.wait(max(0.0, min(_LOOK_S, deadline - time.monotonic()))):
        if time.monotonic() >= deadline or (is_stopped is not None and is_stopped()):
            raise TimeoutError
    return asked.result()


class _Asked(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        self.answered = threading.Event()
        self._work = work
        self._results: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._results.append(self._work())
        except BaseException as error:  # noqa: BLE001 (handed on)
            self._error = error
        self.answered.set()

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._results[0]
