"""What is being typed at the call desk -> the store, soon after the last key, before any other act and before closing."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from handbook.call.desk import LASTING, CallDesk
from handbook.call.state.call import CallerField
from handbook.call.store.store_errors import StoreError
from handbook.ui.call.in_front import CardWorked, Front, ListInFront
from handbook.ui.widgets.line_field import LineField

SOON_MS = 200
"""From the first key that is not kept yet; 300 ms after the last one all is on the disk."""
VALUE = "value-"
"""How the name of a value's field begins; the id of its step follows."""
RECKON_KEY = f"{LASTING}reckon"
"""Name of the draft of 试算: one form for each call."""


def caller_key(field: CallerField) -> str:
    """Name of the draft of one of the caller's data."""
    return f"caller:{field.name}"


def value_key(run: int, step: str) -> str:
    """Name of the draft of a value."""
    return f"value:{run}:{step}"


def note_key(number: int) -> str:
    """Name of the draft of a note; 0 = a new one."""
    return f"note:{number}"


def reason_key(asked: str, run: int = 0, step: str = "") -> str:
    """Name of the draft of a reason: what it was asked for, of which run and step if of one."""
    return f"reason:{asked}:{run}:{step}"


class Drafts(QObject):
    """Drafts of the same field replace each other; one that says what is stored already is none."""

    failed = Signal(str)
    """The disk refused; said once until it takes them again."""

    def __init__(self, desk: CallDesk, front: Front, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._front = front
        self._pending: dict[tuple[int, str], str] = {}
        self._has_failed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.flush)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def kept(self, key: str) -> str:
        """What was being typed in the field of `key` of the call that is on; empty where nothing was."""
        self.flush()
        return self._desk.drafts.get(key, "")

    def note(self, key: str, text: str) -> None:
        """`text` stands in the field of `key` of the call that is on."""
        call = self._desk.active
        if call is not None:
            self._pending[(call.id, key)] = text
            if not self._soon.isActive():
                self._soon.start()

    @Slot()
    def flush(self) -> None:
        """Keep what was typed since."""
        self._soon.stop()
        while self._pending:
            (call, key), text = next(iter(self._pending.items()))
            try:
                self._desk.keep_draft(call, key, text)
            except StoreError as error:
                if not self._has_failed:
                    self._has_failed = True
                    self.failed.emit(str(error))
                return
            del self._pending[(call, key)]
            self._has_failed = False

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The field of a value is watched from the first time it has the keyboard."""
        if not isinstance(new, LineField) or new.window() is not self._window or new.property("drafted"):
            return
        if new.objectName().startswith(VALUE):
            new.setProperty("drafted", True)
            new.textChanged.connect(self._on_value)

    @Slot(str)
    def _on_value(self, text: str) -> None:
        field, now = self.sender(), self._front.now
        if isinstance(now, ListInFront | CardWorked):
            self.note(value_key(now.run, field.objectName().removeprefix(VALUE)), text)
