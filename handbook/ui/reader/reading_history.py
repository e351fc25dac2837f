"""Where the reader was: back and forward over entries and articles of laws, each with the place it was left at."""

from dataclasses import dataclass

from handbook.law.shelf import LawPlace


@dataclass(slots=True)
class Visit:
    """One entry or text of a law that was read, and how far it was scrolled (0.0–1.0 of the whole)."""

    entry_id: str
    """Empty where it is the text of a law."""
    place: float = 0.0
    law: LawPlace | None = None
    """Where the text is; of its words nothing is kept."""


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
        self._begin(Visit(entry_id))

    def visit_law(self, law: LawPlace) -> None:
        """The same for the text of a law."""
        self._begin(Visit("", law=law))

    def _begin(self, visit: Visit) -> None:
        if self.current is not None and (self.current.entry_id, self.current.law) == (
            visit.entry_id,
            visit.law,
        ):
            return
        del self._visits[self._at + 1 :]
        self._visits.append(visit)
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
