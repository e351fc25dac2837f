"""Where the agent was in each call: what was searched, which page was read and how far; kept in memory alone."""

from dataclasses import dataclass

from handbook.call.desk import CallDesk
from handbook.law.shelf import LawPlace
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.search.search_panel import SearchPanel
from handbook.ui.window.reading_controller import ReadingController


@dataclass(frozen=True, slots=True)
class Place:
    """What search column and reading pane showed."""

    query: str
    scope: int
    """Number of the scope."""
    selected: str
    """Id of the selected hit."""
    entry: str
    """Id of the entry on the page; empty where there was none."""
    law: LawPlace | None
    """Where the text of a law was read instead."""
    page: float
    """How far it was scrolled (0.0–1.0)."""


class CallPlaces:
    """One place for each open call, by its number."""

    def __init__(
        self, search: SearchPanel, reader: ReaderPanel, reading: ReadingController, desk: CallDesk
    ) -> None:
        self._search = search
        self._reader = reader
        self._reading = reading
        self._desk = desk
        self._places: dict[int, Place] = {}
        self._at = 0
        """The call that was on when the desk was looked at last; 0 = none."""

    def follow(self) -> None:
        """Where another call is on than before, keep the place of the one that was left and bring its own back."""
        call = self._desk.active
        now = call.id if call is not None else 0
        if now == self._at:
            return
        before, self._at = self._at, now
        waiting = {parked.id for parked in self._desk.parked}
        if before in waiting:
            self._places[before] = self._here()
        self._places = {n: place for n, place in self._places.items() if n in waiting or n == now}
        if (place := self._places.pop(now, None)) is not None:
            self._go_to(place)

    def _here(self) -> Place:
        entry = self._reader.entry
        return Place(
            query=self._search.field.text(),
            scope=self._search.scope_bar.number,
            selected=self._search.selected_id,
            entry=entry.id if entry is not None else "",
            law=self._reader.law,
            page=self._reader.view.place,
        )

    def _go_to(self, place: Place) -> None:
        self._search.bring_back(place.query, place.scope, place.selected)
        if place.entry:
            self._reading.bring_back(place.entry, place.page)
        elif place.law is not None:
            self._reading.bring_law_back(place.law, place.page)
