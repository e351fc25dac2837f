"""Activations of steps -> which of them count: two of the same step within 700 ms count once."""

from collections.abc import Hashable

from handbook.call.state.clock import Clock

WINDOW_SECONDS = 0.7


class ActivationGuard:
    """Remembers the last activation alone; a key held down keeps counting as one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: tuple[Hashable, float] | None = None

    def forget(self) -> None:
        """Let the next activation count, whatever it is."""
        self._last = None

    def is_repeat(self, step: Hashable) -> bool:
        """Whether this activation belongs to the one before; to be called once for each."""
        now = self._clock.monotonic()
        is_same = self._last is not None and self._last[0] == step
        is_soon = self._last is not None and now - self._last[1] < WINDOW_SECONDS
        self._last = (step, now)
        return is_same and is_soon
