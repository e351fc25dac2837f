"""What stands in the middle column: the page that is read or the ticket of the call; a call that ends takes its own along."""

from PySide6.QtCore import QObject, Signal, Slot

from handbook.call.state.run import Run
from handbook.keys import key_of
from handbook.ui.call.call_controller import CallController
from handbook.ui.window.middle import NAMES, Face, MiddleColumn
from handbook.ui.window.ticket_controller import TicketController


class MiddleController(QObject):
    """One face at a time. Nothing that arrives by itself replaces it, but for the outcome, which a key leads to."""

    shown = Signal()
    """Something was brought to the front by a deliberate key: the column is to be seen."""

    def __init__(
        self,
        column: MiddleColumn,
        ticket: TicketController,
        calls: CallController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._column = column
        self._ticket = ticket
        self._calls = calls
        self._call = 0
        """Number of the call that is on; 0 = none."""
        self._at_outcome: tuple[int, int] = (0, 0)
        """Call and run whose outcome was shown already."""
        column.face_wanted.connect(self.show_face)
        calls.state_changed.connect(self.follow_call)

    @Slot(object)
    def show_face(self, face: Face) -> None:
        """Bring a face to the front, if it can be shown now."""
        if self._calls.desk.active is None:
            face = Face.READING
        if self._column.face is Face.TICKET and face is not Face.TICKET:
            self._ticket.leave()
        self._column.show_face(face)
        self._refresh()

    @Slot()
    def toggle_ticket(self) -> None:
        """To the ticket, or back to what was read."""
        self.show_face(Face.READING if self._column.face is Face.TICKET else Face.TICKET)
        self.shown.emit()

    @Slot()
    @Slot(str)
    def follow_reader(self, _entry_id: str = "") -> None:
        """An entry was opened or looked at: that is what is seen."""
        self.show_face(Face.READING)

    @Slot()
    def follow_call(self) -> None:
        """Show the state of the call that is on."""
        call, run = self._calls.desk.active, self._calls.shown_run
        number = call.id if call is not None else 0
        if number != self._call:
            self._call = number
            self._at_outcome = (0, 0)
            self.show_face(Face.READING)
        self._column.show_tabs({Face.TICKET: NAMES[Face.TICKET]} if call is not None else {})
        self._column.show_hint(key_of("ticket"))
        self._turn_at_outcome(run)
        self._refresh()

    def _turn_at_outcome(self, run: Run | None) -> None:
        """The outcome shows the ticket, once: whoever turns away from it is left there."""
        if run is None or run.reached_outcome is None or not run.is_open:
            if run is not None and run.is_open and self._at_outcome == (self._call, run.id):
                self._at_outcome = (0, 0)
                if self._column.face is Face.TICKET:
                    self.show_face(Face.READING)
            return
        if self._at_outcome != (self._call, run.id):
            self._at_outcome = (self._call, run.id)
            self.show_face(Face.TICKET)

    def _refresh(self) -> None:
        if self._column.face is Face.TICKET:
            self._ticket.refresh()
