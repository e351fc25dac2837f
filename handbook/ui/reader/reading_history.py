"""Where the reader was: back and forward over entries, each with the place it was left at."""

from dataclasses import dataclass


@dataclass(slots=True)
class Visit:
    """One entry that was read, and how far it was scrolled (0.0–1.0 of the whole)."""

    entry_id: str
    place: float = 0.0


class ReadingHistory:
    """Back and forward, as in a browser."""

    LIMIT = 200

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at = -1

    @property
    def current(self) -> Visit | None:
        """The entry being read."""
        return self._visits[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier visit."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a later visit."""
        return self._at + 1 < len(self._visits)

    def visit(self, entry_id: str) -> None:
        """Begin a new visit; later ones are forgotten. The same entry again is no new visit."""
        if self.current is not None and self.current.entry_id == entry_id:
            return
        del self._visits[self._at + 1 :]
        self._visits.append(Visit(entry_id))
        del self._visits[: -self.LIMIT]
        self._at = len(self._visits) - 1

    def leave_at(self, place: float) -> None:
        """Remember how far the current entry is scrolled."""
        if self.current is not None:
            self.current.place = place

    def move(self, step: int) -> Visit | None:
        """One visit back (-1) or forward (+1); None where there is none."""
        if not 0 <= self._at + step < len(self._visits):
            return None
        self._at += step
        return self.current
