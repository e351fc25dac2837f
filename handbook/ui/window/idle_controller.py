"""What the window shows between two calls: the last ones and the favourites at the desk, the day on the page."""

from contextlib import suppress

from PySide6.QtCore import QObject, Slot

from handbook.call.history import PastCall
from handbook.call.store.store_errors import StoreError
from handbook.model.handbook import Handbook
from handbook.ui.call.idle_desk import LAST, IdleDesk
from handbook.ui.window.services import Services


class IdleController(QObject):
    """Reads what is shown only while no call is on: nothing is looked up during one."""

    def __init__(self, idle: IdleDesk, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._idle = idle
        self._services = services
        self._handbook = Handbook()

    def show_handbook(self, handbook: Handbook) -> None:
        """Name favourites by `handbook` from now on."""
        self._handbook = handbook
        self.show_favourites()

    @Slot()
    def follow(self) -> None:
        """A call began, ended or waits: between two calls the last ones are listed anew."""
        if self._services.desk.active is not None:
            return
        calls: tuple[PastCall, ...] = ()
        ended = 0
        with suppress(StoreError):  # the desk works without; whoever opens the history is told
            calls = self._services.history.calls(limit=LAST)
            ended = self._services.totals.ended_calls()
        self._idle.show_calls(calls)
        self._idle.show_lesson(ended)

    @Slot()
    def show_favourites(self) -> None:
        """The entries that are marked, as far as they are there."""
        marked = (self._handbook.get(entry) for entry in self._services.bookmarks.favourites())
        self._idle.show_favourites([entry for entry in marked if entry is not None])
