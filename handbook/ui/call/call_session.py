"""Wishes of the call panel go to the call desk; its new states come back to the panel, refusals to the strip."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from handbook.call.call import Call, CallerField
from handbook.call.checklist import make_checklist
from handbook.call.desk import CallDesk
from handbook.call.rules import CallRefused, DispatchRefused, questionable_value
from handbook.call.run import Parent
from handbook.call.store_errors import StoreError
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.site_text import fill_values
from handbook.ui.call.call_panel import CallPanel
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.dialogs.ticket_dialog import TicketDialog

TICK_MS = 1000
HOUSEKEEPING_MS = 5 * 60 * 1000


class CallSession(QObject):
    """The calls of this window."""

    notice_raised = Signal(str)
    state_changed = Signal()
    nested_opened = Signal(str)
    """Id of the checklist that an answer opened."""

    def __init__(self, desk: CallDesk, panel: CallPanel, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panel = panel
        self._window = window
        self._handbook = Handbook()
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._on_second)
        self._clock.start()
        self._upkeep = QTimer(self)
        self._upkeep.setInterval(HOUSEKEEPING_MS)
        self._upkeep.timeout.connect(self._on_upkeep)
        self._upkeep.start()
        self._connect()

    @property
    def desk(self) -> CallDesk:
        """The call desk."""
        return self._desk

    def show_handbook(self, handbook: Handbook) -> None:
        """Pin from `handbook` from now on; open runs keep their copies."""
        self._handbook = handbook
        self.refresh()

    def restore(self) -> None:
        """Bring back the calls that were open when the program ended."""
        try:
            restored = self._desk.restore()
            waiting = [c for c in restored.calls if c.is_open]
            if waiting and self._desk.active is None:
                self._desk.resume(waiting[-1].id)
        except (StoreError, CallRefused) as error:
            self.notice_raised.emit(str(error))
            return
        if restored.notice:
            self.notice_raised.emit(restored.notice)
        self.refresh()

    def refresh(self) -> None:
        """Show the state of the desk."""
        call = self._desk.active
        missing = self._desk.missing_for_dispatch() if call is not None else ()
        self._panel.show_call(call, self.title_of, missing)
        self._panel.show_parked(self._desk.parked)
        self._on_second()
        self.state_changed.emit()

    def title_of(self, entry_id: str) -> str:
        """Title of an entry, for answers that open it."""
        entry = self._handbook.get(entry_id)
        return entry.title if entry is not None else entry_id

    def pin(self, entry_id: str, parent: Parent | None = None) -> int:
        """Pin the checklist of an entry; the number of its run, 0 where it has none."""
        entry = self._handbook.get(entry_id)
        if not isinstance(entry, Procedure | EmergencyCard):
            self.notice_raised.emit("只有排查流程和应急卡可以加入通话台。")
            return 0
        call = self._desk.active
        same = (
            next((r for r in call.runs if r.checklist.entry_id == entry_id and r.is_open), None)
            if call
            else None
        )
        if same is not None:  # pinned already: come back to it
            self._do(lambda: self._desk.show(same.id))
            return same.id
        checklist = make_checklist(
            entry, version=self._handbook.version, revision=self._handbook.revision, resolve=self._resolve
        )
        pinned = self._do(lambda: self._desk.pin(checklist, parent))
        return max(r.id for r in pinned.runs) if pinned is not None else 0

    def show_nth(self, number: int) -> None:
        """Ctrl+1…9: bring the n-th run of the list on screen."""
        call = self._desk.active
        if call is not None and 1 <= number <= len(call.runs):
            self._on_run_chosen(call.runs[number - 1].id)

    def pin_aside(self, entry_id: str) -> int:
        """Pin without changing what is on screen; the number of the run, 0 where it cannot be pinned."""
        call = self._desk.active
        shown = call.shown_run if call is not None else 0
        run = self.pin(entry_id)
        if run and shown and run != shown:
            self._do(lambda: self._desk.show(shown))
        return run

    def act(self, run: int, wish: str, *args: str) -> Call | None:
        """Do one thing in a run by the name of the desk's method: toggle, answer, enter_value, reconfirm, move."""
        methods: dict[str, Callable[..., Call]] = {
            "toggle": self._desk.toggle,
            "answer": self._desk.answer,
            "enter_value": self._desk.enter_value,
            "reconfirm": self._desk.reconfirm,
            "move": self._desk.move,
        }
        return self._do(lambda: methods[wish](run, *args)) if run else None

    def ask_skip(self, run: int, step: str) -> None:
        """Skip a step; a killer step asks for the reason first."""
        call = self._desk.active
        if call is None or not run:
            return
        found = call.run(run).checklist.step_by_id[step]
        if not found.killer:
            self._do(lambda: self._desk.skip(run, step))
            return
        dialog = LineDialog("跳过关键项", f"“{found.text}”关系到人身安全。为什么跳过?", self._window)
        dialog.setProperty("run", run)
        dialog.setProperty("step", step)
        dialog.line_entered.connect(self._on_skip_reason)
        dialog.open()

    @Slot(str)
    def copy(self, words: str) -> None:
        """Put words on the clipboard, and say so at the list."""
        QGuiApplication.clipboard().setText(words)
        self._panel.say(f"已复制:{words}")

    @Slot()
    def new_call(self) -> None:
        """Begin a call; the one before it is parked."""
        self._do(self._desk.new_call)
        self._panel.fields[CallerField.ACCOUNT].setFocus()

    @Slot()
    def end_call(self) -> None:
        """End the call and copy its ticket text."""
        if self._desk.active is None:
            self.notice_raised.emit("现在没有进行中的通话。")
            return
        self._commit_edits()
        try:
            ended = self._desk.end_call()
        except (StoreError, CallRefused) as error:
            self._refuse(error)
            return
        QGuiApplication.clipboard().setText(ended.ticket)
        TicketDialog(ended.ticket, ended.record, self._window).open()
        self.refresh()

    @Slot()
    def undo(self) -> None:
        """Take back the last action in the run on screen."""
        self._with_run(self._desk.undo)

    @Slot()
    def redo(self) -> None:
        """Put it in force again."""
        self._with_run(self._desk.redo)

    def _connect(self) -> None:
        panel, view = self._panel, self._panel.run_view
        panel.new_call_requested.connect(self.new_call)
        panel.end_requested.connect(self.end_call)
        panel.dispatch_requested.connect(self._on_dispatch)
        panel.note_requested.connect(self._on_note)
        panel.park_requested.connect(self._on_park)
        panel.resume_requested.connect(self._on_resume)
        panel.caller_entered.connect(self._on_caller)
        panel.finish_requested.connect(self._on_finish)
        panel.undo_requested.connect(self.undo)
        panel.redo_requested.connect(self.redo)
        panel.reset_requested.connect(self._on_reset)
        panel.abandon_requested.connect(self._on_abandon)
        panel.runs.run_chosen.connect(self._on_run_chosen)
        view.toggled.connect(self._on_toggled)
        view.answered.connect(self._on_answered)
        view.value_entered.connect(self._on_value)
        view.skip_requested.connect(self._on_skip)
        view.confirm_requested.connect(self._on_confirm)
        view.moved_to.connect(self._on_moved)
        view.copy_requested.connect(self.copy)

    def _do(self, action: Callable[[], Call]) -> Call | None:
        """Do it; what is shown afterwards is what the disk has."""
        try:
            call = action()
        except (StoreError, CallRefused) as error:
            self._refuse(error)
            return None
        self.refresh()
        return call

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, StoreError):
            self.notice_raised.emit(str(error))
        self._panel.say(str(error), is_caution=True)

    def _with_run(self, action: Callable[[int], Call]) -> Call | None:
        call = self._desk.active
        if call is None or not call.shown_run:
            return None
        number = call.shown_run
        return self._do(lambda: action(number))

    def _resolve(self, text: str) -> str:
        return fill_values(text, self._handbook.value_by_key)

    def _commit_edits(self) -> None:
        """What is still in a field belongs to the call."""
        focused = QGuiApplication.focusObject()
        if isinstance(focused, QWidget) and self._panel.isAncestorOf(focused):
            focused.clearFocus()

    @Slot()
    def _on_second(self) -> None:
        call = self._desk.active
        self._panel.show_time(self._desk.elapsed(call.id) if call is not None else None)

    @Slot()
    def _on_upkeep(self) -> None:
        try:
            self._desk.housekeep()
        except StoreError as error:
            self.notice_raised.emit(str(error))

    @Slot(int)
    def _on_run_chosen(self, run: int) -> None:
        self._do(lambda: self._desk.show(run))
        self._panel.run_view.setFocus()

    @Slot(str)
    def _on_toggled(self, step: str) -> None:
        self._with_run(lambda run: self._desk.toggle(run, step))

    @Slot(str, str)
    def _on_answered(self, step: str, label: str) -> None:
        call = self._with_run(lambda run: self._desk.answer(run, step, label))
        if call is not None and call.shown_run:
            self._open_nested(call, step, label)

    def _open_nested(self, call: Call, step: str, label: str) -> None:
        run = call.run(call.shown_run)
        answers = run.checklist.step_by_id[step].answers
        target = next((a.entry for a in answers if a.label == label), "")
        if target and run.state(step).answer == label:
            number = self.pin(target, Parent(run.id, step))
            if number:
                self._on_run_chosen(number)
                self.nested_opened.emit(target)

    @Slot(str, str)
    def _on_value(self, step: str, text: str) -> None:
        call = self._with_run(lambda run: self._desk.enter_value(run, step, text))
        if call is not None and call.shown_run:
            question = questionable_value(call.run(call.shown_run).checklist.step_by_id[step], text)
            if question:
                self._panel.say(question, is_caution=True)

    @Slot(str)
    def _on_skip(self, step: str) -> None:
        call = self._desk.active
        if call is not None and call.shown_run:
            self.ask_skip(call.shown_run, step)

    @Slot(str)
    def _on_skip_reason(self, reason: str) -> None:
        dialog = self.sender()
        run, step = int(dialog.property("run")), str(dialog.property("step"))
        self._do(lambda: self._desk.skip(run, step, reason))

    @Slot(str)
    def _on_confirm(self, step: str) -> None:
        self._with_run(lambda run: self._desk.reconfirm(run, step))

    @Slot(str)
    def _on_moved(self, step: str) -> None:
        self._with_run(lambda run: self._desk.move(run, step))

    @Slot()
    def _on_finish(self) -> None:
        self._commit_edits()
        self._with_run(self._desk.finish)

    @Slot()
    def _on_reset(self) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle("重置清单")
        box.setText("清空这张清单里已做的全部内容?可以用“撤销”找回。")
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.accepted.connect(self._on_reset_confirmed)
        box.open()

    @Slot()
    def _on_reset_confirmed(self) -> None:
        self._with_run(self._desk.reset)

    @Slot()
    def _on_abandon(self) -> None:
        dialog = LineDialog("中止清单", "为什么不再做这张清单?(可以留空)", self._window, may_be_empty=True)
        dialog.line_entered.connect(self._on_abandon_reason)
        dialog.open()

    @Slot(str)
    def _on_abandon_reason(self, reason: str) -> None:
        self._with_run(lambda run: self._desk.abandon(run, reason))

    @Slot()
    def _on_note(self) -> None:
        dialog = LineDialog("备注", "只记与用热有关、派单用得上的内容。", self._window)
        dialog.line_entered.connect(self._on_note_text)
        dialog.open()

    @Slot(str)
    def _on_note_text(self, text: str) -> None:
        if self._do(lambda: self._desk.add_note(text)) is not None:
            self._panel.say(f"已记备注:{text}")

    @Slot()
    def _on_park(self) -> None:
        self._commit_edits()
        try:
            self._desk.park()
        except (StoreError, CallRefused) as error:
            self._refuse(error)
        self.refresh()

    @Slot(int)
    def _on_resume(self, call: int) -> None:
        self._do(lambda: self._desk.resume(call))

    @Slot(object, str)
    def _on_caller(self, field: CallerField, text: str) -> None:
        self._do(lambda: self._desk.enter_caller(field, text))

    @Slot()
    def _on_dispatch(self) -> None:
        self._commit_edits()
        try:
            self._desk.dispatch()
        except DispatchRefused as refused:
            dialog = LineDialog("派单还缺", f"{refused} ", self._window)
            dialog.line_entered.connect(self._on_dispatch_reason)
            dialog.open()
            return
        except (StoreError, CallRefused) as error:
            self._refuse(error)
            return
        self.refresh()
        self._panel.say("已记录派单。结束时一并复制工单文字。")

    @Slot(str)
    def _on_dispatch_reason(self, reason: str) -> None:
        if self._do(lambda: self._desk.dispatch(reason)) is not None:
            self._panel.say("已记录派单(缺项与原因写入记录)。", is_caution=True)
