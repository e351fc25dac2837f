"""The notices of dispatch, the typed address and the time -> the line under the address, its sentence and the ticket's line."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from handbook.bulletin.kept import Kept
from handbook.bulletin.standing import Line, line_for
from handbook.call.state.call import CallerField
from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.ui.announcing import announce
from handbook.ui.call.call_controller import CallController
from handbook.ui.call.call_panel import CallPanel
from handbook.ui.widgets.line_field import LineField

PHONE = "dispatch_centre"
"""Site value."""
QUIET_MS = 900
"""After the last key before a line is told to whoever hears the screen."""
NO_CALL = "现在没有进行中的通话。"
NO_NOTICE = "这个地址没有停热通知。"


class NoticeController(QObject):
    """Nothing here moves the window, opens one or makes a sound."""

    answered = Signal(str)
    """Why a key did nothing, or what it did."""

    def __init__(self, calls: CallController, panel: CallPanel) -> None:
        super().__init__(calls)
        self._calls = calls
        self._panel = panel
        self._kept: Kept | None = None
        self._phone = ""
        self._seen: tuple[str, datetime] | None = None
        """Address and minute that the line was made for."""
        self._told: set[tuple[int, str]] = set()
        """Call and words that were told already: politely means once."""
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._tell)
        calls.state_changed.connect(self.refresh)
        calls.second_passed.connect(self._on_second)
        panel.caller.typed.connect(self._on_typed)
        panel.notice.clicked.connect(self.turn)
        panel.sheet.closed.connect(self.close)
        panel.sheet.copy_requested.connect(self._on_copy)
        panel.sheet.link_requested.connect(self.link)
        panel.sheet_escaped.connect(self.close)

    def show_handbook(self, handbook: Handbook) -> None:
        """Name the phone of dispatch that the company filled in."""
        value = handbook.value_by_key.get(PHONE)
        self._phone = value.value if value is not None else ""
        self.refresh()

    def use_notices(self, is_used: bool) -> None:
        """Whether the company has notices: then their place is kept free, from the next call on."""
        self._panel.use_notices(is_used)
        self.refresh()

    @Slot(object)
    def show_notices(self, kept: Kept) -> None:
        """Take what the share said last."""
        self._kept = kept
        self.refresh()

    @property
    def line(self) -> Line | None:
        """What stands under the address."""
        return self._panel.notice.line

    @Slot()
    def refresh(self) -> None:
        """Make the line anew, by what is typed, announced and linked now."""
        desk, panel = self._calls.desk, self._panel
        call = desk.active
        if call is None or not panel.uses_notices:
            self._seen = None
            panel.show_notice(None, linked=0)
            return
        now = desk.now()
        self._seen = address, _ = self._place_and_minute(now)
        line = line_for(address, self._kept, now, self._phone)
        panel.show_notice(line, linked=call.notice.number if call.notice is not None else 0)
        if line is not None and (call.id, line.words) not in self._told:
            self._quiet.start()

    @Slot()
    def turn(self) -> None:
        """Open the sentence, or close it."""
        if self.is_composing:
            return  # the key belongs to the input method
        if not self._panel.sheet.isHidden():
            self.close()
        elif self._calls.desk.active is None:
            self.answered.emit(NO_CALL)
        elif self.line is None:
            self.answered.emit(NO_NOTICE)
        else:
            self._panel.open_sheet()

    @Slot()
    def close(self) -> None:
        """Close the sentence; the keyboard goes back to where it was."""
        self._panel.close_sheet()

    @Slot()
    def link(self) -> None:
        """Say that the call is one of the notice; once more takes that back, whatever the line says meanwhile."""
        if self.is_composing:
            return
        desk, commands = self._calls.desk, self._calls.commands
        call, line = desk.active, self.line
        if call is None:
            self.answered.emit(NO_CALL)
        elif call.notice is not None:
            label = f"T-{call.notice.number}"
            if commands.do(desk.unlink_notice) is not None:
                self.answered.emit(f"{label} 不并进这张单了。再按 {key_of('link_notice')} 并进去。")
        elif line is None:
            self.answered.emit(NO_NOTICE)
        elif line.notice is None or not line.ticket:
            self.answered.emit(f"还不能并进这张单：{line.heading}，{line.detail}。")
        else:
            number, words = line.notice.number, line.ticket
            if commands.do(lambda: desk.link_notice(number, words)) is not None:
                self.answered.emit(f"工单里多一行：{words}。再按 {key_of('link_notice')} 取消。")

    @Slot(object, str)
    def _on_typed(self, field: CallerField, _text: str) -> None:
        if field is CallerField.ADDRESS:
            self.refresh()

    @Slot()
    def _on_second(self) -> None:
        """A line may turn into another one with the minute; what was typed before the program ended stands in its field again."""
        if self._seen is not None and self._seen != self._place_and_minute(self._calls.desk.now()):
            self.refresh()

    def _place_and_minute(self, now: datetime) -> tuple[str, datetime]:
        return self._panel.caller.as_typed()[CallerField.ADDRESS], now.replace(second=0, microsecond=0)

    @Slot(str)
    def _on_copy(self, words: str) -> None:
        if self._calls.commands.copy(words):
            self._panel.sheet.confirm_copied()

    @Slot()
    def _tell(self) -> None:
        call, line = self._calls.desk.active, self.line
        if call is not None and line is not None and (call.id, line.words) not in self._told:
            self._told.add((call.id, line.words))
            announce(self._panel.notice, f"停热通知：{line.words}")

    @property
    def is_composing(self) -> bool:
        """Whether the keys belong to the input method."""
        focused: QWidget | None = QApplication.focusWidget()
        return isinstance(focused, LineField) and focused.is_composing
