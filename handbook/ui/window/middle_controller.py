"""What stands in the middle column: the page that is read, the ticket of the call, or what helps the step it stands at."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from handbook.call.state.run import Run
from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.ui.call.call_controller import CallController
from handbook.ui.window.middle import NAMES, Face, MiddleColumn
from handbook.ui.window.reckon_controller import ReckonController
from handbook.ui.window.step_page import StepPage
from handbook.ui.window.ticket_controller import TicketController

PAINTED_MS = 40
"""After an act the list is painted first; what helps the next step follows."""


class MiddleController(QObject):
    """One face at a time. Nothing that arrives by itself replaces it, but for the outcome, which a key leads to."""

    shown = Signal()
    """Something was brought to the front by a deliberate key: the column is to be seen."""

    def __init__(
        self,
        column: MiddleColumn,
        ticket: TicketController,
        step_page: StepPage,
        calls: CallController,
        reckon: ReckonController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._column = column
        self._ticket = ticket
        self._page = step_page
        self._calls = calls
        self._reckon = reckon
        self._handbook = Handbook()
        self._call = 0
        """Number of the call that is on; 0 = none."""
        self._run: tuple[int, int] = (0, 0)
        """Call and run that are shown."""
        self._choices: dict[int, Face] = {}
        """Number of a call -> what its agent wants beside a list: help or the whole card."""
        self._beneath = Face.READING
        """What stood in front before the ticket."""
        self._at_outcome: tuple[int, int] = (0, 0)
        """Call and run whose outcome was shown already."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAINTED_MS)
        self._later.timeout.connect(self.refresh)
        column.face_wanted.connect(self.choose_face)
        calls.state_changed.connect(self.follow_call)

    def show_handbook(self, handbook: Handbook) -> None:
        """Help from `handbook` from now on."""
        self._handbook = handbook
        self.follow_call()

    @Slot(object)
    def choose_face(self, face: Face) -> None:
        """The agent wants this face: of help and card it is kept for the call."""
        if face in (Face.HELP, Face.CARD):
            self._choices[self._call] = face
        self.show_face(face)

    def show_face(self, face: Face) -> None:
        """Bring a face to the front; one that has nothing to show now gives way to the page that is read."""
        if face not in (Face.READING, *self._offered()):
            face = Face.READING
        before = self._column.face
        if before is Face.TICKET and face is not Face.TICKET:
            self._ticket.leave()
        elif before not in (Face.TICKET, Face.RECKON):
            self._beneath = before
        if face is Face.RECKON:
            self._column.put(face, self._reckon.prepared())
        self._column.show_face(face)
        self.refresh()

    @Slot()
    def toggle_ticket(self) -> None:
        """To the ticket, or back to what stood there before."""
        self.show_face(self._beneath if self._column.face is Face.TICKET else Face.TICKET)
        self.shown.emit()

    @Slot()
    def toggle_reckon(self) -> None:
        """To 试算, or back to what stood there before."""
        self.show_face(self._beneath if self._column.face is Face.RECKON else Face.RECKON)
        self.shown.emit()

    @Slot()
    def open_reckon(self) -> None:
        """To 试算, whatever stands there."""
        self.show_face(Face.RECKON)
        self.shown.emit()

    @Slot()
    def turn_help(self) -> None:
        """From help to the whole card and back; from anything else to the one that was chosen."""
        others = {Face.HELP: Face.CARD, Face.CARD: Face.HELP}
        self.choose_face(others.get(self._column.face, self._chosen))
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
        is_other_call = number != self._call
        self._call = number
        self._column.show_tabs(self._offered())
        words = f"{key_of('step_help')} 换" if run is not None else key_of("ticket")
        self._column.show_hint(words if call is not None else "")
        shown = (number, run.id if run is not None else 0)
        if shown != self._run:
            self._run = shown
            if run is not None or is_other_call or self._column.face in (Face.HELP, Face.CARD):
                self.show_face(self._chosen if run is not None else Face.READING)
        self._turn_at_outcome(run)
        if self._column.face is Face.TICKET:
            self.refresh()
        else:
            self._later.start()

    @Slot()
    def refresh(self) -> None:
        """Write anew what is in front, where it would read otherwise."""
        run = self._calls.shown_run
        step = run.current.id if run is not None and run.current is not None else ""
        match self._column.face:
            case Face.TICKET:
                self._ticket.refresh()
            case Face.RECKON:
                self._reckon.refresh()
            case Face.HELP if run is not None:
                applicable = {one.id for one in run.applicable}
                self._page.show_help(run.checklist, step, applicable, self._handbook)
            case Face.CARD if run is not None:
                entry = self._handbook.get(run.checklist.entry_id)
                if entry is not None:
                    self._page.show_card(entry, step, self._handbook)
            case _:
                pass

    @property
    def _chosen(self) -> Face:
        return self._choices.get(self._call, Face.HELP)

    def _offered(self) -> dict[Face, str]:
        """Faces that have something to show beside a call, each with its name."""
        if self._calls.desk.active is None:
            return {}
        run = self._calls.shown_run
        if run is None:
            return {Face.TICKET: NAMES[Face.TICKET], Face.RECKON: NAMES[Face.RECKON]}
        offered = {Face.TICKET: NAMES[Face.TICKET], Face.HELP: _name_of_step(run)}
        if self._handbook.get(run.checklist.entry_id) is not None:
            offered[Face.CARD] = NAMES[Face.CARD]
        offered[Face.RECKON] = NAMES[Face.RECKON]
        return offered

    def _turn_at_outcome(self, run: Run | None) -> None:
        """The outcome shows the ticket, once: whoever turns away from it is left there."""
        if run is None or not run.is_open:
            return
        is_known = self._at_outcome == self._run
        if run.reached_outcome is not None and not is_known:
            self._at_outcome = self._run
            self.show_face(Face.TICKET)
        elif run.reached_outcome is None and is_known:
            self._at_outcome = (0, 0)
            if self._column.face is Face.TICKET:
                self.show_face(self._beneath)


def _name_of_step(run: Run) -> str:
    """帮第 7 步, counted as the stage counts."""
    place = run.place_of(run.current.id) if run.current is not None else 0
    return f"帮第 {place} 步" if place else NAMES[Face.HELP]
