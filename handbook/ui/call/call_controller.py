"""Wishes of the call panel become commands to the call desk; the states that follow go back to the panel."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from handbook.call.desk import CallDesk
from handbook.call.state.call import CallerField
from handbook.call.state.rules import CallRefused
from handbook.call.state.run import Parent, Run
from handbook.call.store.store_errors import StoreError
from handbook.keys import key_of, run_key
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.ui.call.call_commands import CallCommands
from handbook.ui.call.call_panel import CallPanel
from handbook.ui.call.call_prompts import CallPrompts
from handbook.ui.call.drafts import RECKON_KEY, Drafts, caller_key
from handbook.ui.call.in_front import ListInFront
from handbook.ui.call.run_controller import RunController
from handbook.ui.dialogs.ticket_dialog import TicketDialog
from handbook.ui.widgets.line_field import LineField

TICK_MS = 1000
WARM_MS, AT_A_TIME = 250, 10
"""After the start the calls that are kept are read, a few at a time."""
HOUSEKEEPING_MS = 5 * 60 * 1000


class CallController(QObject):
    """The calls of this window."""

    notice_raised = Signal(str)
    hint_raised = Signal(str)
    """What only informs: it goes by itself."""
    answered = Signal(str)
    """Why nothing was done, for want of something small: to be said where the agent looks."""
    restored = Signal()
    """A call that was open when the program ended is on again."""
    state_changed = Signal()
    second_passed = Signal()
    emergency_wanted = Signal(str)
    """Id of the emergency card to which an answer led."""
    search_wanted = Signal()
    """The keyboard has nothing to do at the desk."""
    caller_wanted = Signal()
    """The keyboard is wanted in the caller's fields."""
    past_wanted = Signal(int)
    """Number of a call that has ended: its ticket is to be read."""
    leaving = Signal()
    """The call is about to end or to wait: what still stands in a field belongs to it."""
    caller_turned = Signal()
    """Whoever speaks next is somebody else."""

    def __init__(self, desk: CallDesk, panel: CallPanel, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panel = panel
        self._window = window
        self.commands = CallCommands(desk, self)
        self.drafts = Drafts(desk, self.commands.front, window)
        self.prompts = CallPrompts(self.commands, self.drafts, window)
        self.list_controller = RunController(self, panel.run_view, self.commands, self.prompts)
        self._clock = self._timer(TICK_MS)
        self._clock.timeout.connect(self._on_second)
        self._upkeep = self._timer(HOUSEKEEPING_MS)
        self._upkeep.timeout.connect(self._on_upkeep)
        self._warm = QTimer(self)
        self._warm.setSingleShot(True)
        self._warm.setInterval(WARM_MS)
        self._warm.timeout.connect(self._on_warm)
        self._connect()

    @property
    def desk(self) -> CallDesk:
        """The call desk."""
        return self._desk

    @property
    def shown_run(self) -> Run | None:
        """The list that the call shows, whether or not a card covers it."""
        call, number = self._desk.active, self.ensure_run()
        return call.run(number) if call is not None and number else None

    def show_handbook(self, handbook: Handbook) -> None:
        """Pin from `handbook` from now on; open runs keep their copies."""
        self.commands.show_handbook(handbook)
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
        if restored.warning:
            self.notice_raised.emit(restored.warning)
        if restored.notice:
            self.hint_raised.emit(f"{restored.notice}按 {key_of('desk')} 接着办。")
        self.refresh()
        self._warm.start()
        if self._desk.active is not None:
            self.restored.emit()
            self.show_drafts()

    @Slot()
    def refresh(self) -> None:
        """Show the state of the desk."""
        call = self._desk.active
        missing = self._desk.missing_for_dispatch() if call is not None else ()
        times = self._desk.step_times(call.shown_run) if call is not None else {}
        lacking = self._desk.missing_at_end() if call is not None else ()
        self._panel.show_call(call, self.commands.title_of, missing, lacking, times)
        self._panel.show_parked(self._desk.parked)
        self.show_earlier_calls()
        self._show_time()
        self.state_changed.emit()

    def pin(self, entry_id: str, parent: Parent | None = None) -> int:
        """Pin the checklist of an entry; the number of its run, 0 where it has none."""
        before = self._desk.active.shown_run if self._desk.active is not None else 0
        run = self.commands.pin(entry_id, parent)
        call = self._desk.active
        if run and before and call is not None and call.shown_run == before != run:
            number = next(n for n, r in enumerate(call.runs, start=1) if r.id == run)
            way = f"按 {key} 打开" if (key := run_key(number)) else "点它打开"
            self._panel.say(f"已加入:{call.run(run).checklist.title}。{way};现在这张没动。")
        return run

    def show_nth(self, number: int) -> None:
        """Bring the n-th run of the list on screen."""
        call = self._desk.active
        if call is not None and 1 <= number <= len(call.runs):
            self._on_run_chosen(call.runs[number - 1].id)

    def ensure_run(self) -> int:
        """Number of the run that the call shows; 0 where it shows none."""
        beneath = self.commands.front.beneath
        return beneath.run if isinstance(beneath, ListInFront) else 0

    def box_unpinned(self, _step: str) -> bool:
        """The list of a call is always a run."""
        return False

    def settle(self) -> None:
        """What is still in a field belongs to the call."""
        self.leaving.emit()
        focused = QGuiApplication.focusObject()
        if isinstance(focused, LineField) and self._panel.isAncestorOf(focused):
            QGuiApplication.inputMethod().commit()
            focused.clearFocus()
            self._panel.take_focus()

    def follow(self, answer: Parent, entry_id: str) -> None:
        """Pin what an answer leads to and turn to it; an emergency card opens over the window."""
        number = self.commands.pin(entry_id, answer, is_aside=True)
        call = self._desk.active
        if not number or call is None or number == answer.run:
            return
        if call.run(number).checklist.kind is Kind.EMERGENCY:
            self.emergency_wanted.emit(entry_id)  # its first lines are to be said before anything is ticked
        else:
            self._on_run_chosen(number)

    @Slot()
    def new_call(self) -> None:
        """Begin a call; the one before it is parked. What the caller says is typed into the search box."""
        self._wait_and(self.begin_call)

    @Slot()
    def begin_call(self) -> None:
        """Begin a call, whatever the one before it lacks."""
        if self.commands.do(self._desk.new_call) is not None:
            self.caller_turned.emit()
            self.search_wanted.emit()

    @Slot()
    def end_call(self) -> None:
        """End the call and copy its ticket text."""
        if self._desk.active is None:
            self.answered.emit("现在没有进行中的通话。")
            return
        self.settle()
        if missing := self._desk.missing_at_end():
            self.prompts.end_without(missing)
        else:
            self.end_now()

    @Slot(str)
    def end_now(self, reason: str = "") -> None:
        """End the call, whatever it lacks; `reason`: why that could not be asked for."""
        self._keep_words()
        ended = self.commands.end(reason)
        if ended is not None:
            self.caller_turned.emit()
            self.search_wanted.emit()
            if ended.ticket:
                TicketDialog(ended.ticket, ended.record, ended.call, self._window).open()
            else:
                self.hint_raised.emit("这通没有记下什么,没有工单。")

    @Slot()
    def park(self) -> None:
        """Let the call wait."""
        self._wait_and(self.park_now)

    @Slot()
    def park_now(self) -> None:
        """Let the call wait, whatever it lacks."""
        self.drafts.flush()
        try:
            self._desk.park()
        except (StoreError, CallRefused) as error:
            self.commands.refuse(error)
            return
        self.refresh()
        self.caller_turned.emit()
        self.search_wanted.emit()

    @Slot()
    def resume_last(self) -> None:
        """Come back to the call that was parked last."""
        if self._desk.parked:
            self._on_resume(self._desk.parked[-1].id)
        else:
            self.answered.emit("没有搁置的通话。")

    @Slot()
    def next_call(self) -> None:
        """Turn to the open call that began after the one that is on; from the last one to the first."""
        on = self._desk.active
        others = sorted(call.id for call in self._desk.parked)
        if not others:
            self.answered.emit("没有别的通话。")
        else:
            after = [call for call in others if on is not None and call > on.id]
            self._on_resume((after or others)[0])

    @Slot(object, str)
    def _on_typed(self, field: CallerField, text: str) -> None:
        self.keep_typed(field, text)
        self.show_earlier_calls()

    def keep_typed(self, field: CallerField, text: str) -> None:
        """What is typed for one of the caller's data is kept, unless it says what was entered already."""
        call = self._desk.active
        entered = call.caller.get(field, "") if call is not None else ""
        self.drafts.note(caller_key(field), "" if text.strip() == entered else text)

    def show_drafts(self) -> None:
        """What was being typed when the program ended stands in its field again, with the keyboard in it."""
        run, said = self.shown_run, False
        for key, text in self._desk.drafts.items():
            kind, _, rest = key.partition(":")
            number, _, step = rest.partition(":")
            if kind == "caller":
                self._panel.caller.put_back(CallerField[rest], text)
            elif kind == "value" and run is not None and number == str(run.id):
                self._panel.put_value_back(step, text)
            said = said or kind == "note"
        left = [f"上次没写完的备注还在,按 {key_of('note')} 接着写。"] if said else []
        if RECKON_KEY in self._desk.drafts:
            left.append(f"上次填的试算还在,按 {key_of('reckon')} 接着算。")
        if left:
            self._panel.say("".join(left))

    @Slot()
    def show_earlier_calls(self) -> None:
        """Say what is known of calls like this one, as far as its data are typed."""
        if self._desk.active is None:
            return
        earlier = self._desk.earlier(self._panel.caller.as_typed())
        way = f"看上一单 {key_of('earlier')}" if earlier.calls else ""
        self._panel.caller.show_hint(earlier.words, earlier.short, way)

    @Slot()
    def open_earlier(self) -> None:
        """Read the ticket of the last call like this one; turn to it where it still waits."""
        calls = self._desk.earlier(self._panel.caller.as_typed()).calls if self._desk.active else ()
        ended = [call for call in calls if call not in {parked.id for parked in self._desk.parked}]
        if ended:
            self.past_wanted.emit(ended[0])
        elif calls:
            self._on_resume(calls[0])
        else:
            self.answered.emit("没有同一地址、号码或户号的来电。")

    @Slot()
    def _on_warm(self) -> None:
        """The calls that are kept are read before the first key that asks for them."""
        try:
            if not self._desk.read_earlier(AT_A_TIME):
                self._warm.start()
        except StoreError as error:
            self.notice_raised.emit(str(error))

    @Slot()
    def ask_note(self) -> None:
        """Ask for a note."""
        if self._desk.active is None:
            self.answered.emit(f"现在没有进行中的通话;按 {key_of('new_call')} 新来电后再记备注。")
        else:
            self.prompts.note()

    @Slot()
    def ask_report(self) -> None:
        """What was sent from the field, and a place to paste more."""
        if self._desk.active is None:
            self.answered.emit(
                f"现在没有进行中的通话;按 {key_of('new_call')} 新来电或接着办那通,再贴现场回报。"
            )
        else:
            self.prompts.reports()

    @Slot()
    def dispatch(self) -> None:
        """Check the dispatch minimum, and record the ticket as sent or ask for a reason."""
        self.settle()
        call = self._desk.active
        if call is None:
            self.answered.emit("现在没有进行中的通话。")
        elif missing := self._desk.missing_for_dispatch():
            self.prompts.dispatch_reason(missing)
        else:
            self.commands.dispatch()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.start()
        return timer

    def _connect(self) -> None:
        panel, view, commands = self._panel, self._panel.run_view, self.commands
        commands.changed.connect(self.refresh)
        commands.acting.connect(self.drafts.flush)
        self.drafts.failed.connect(self.notice_raised)
        commands.answered.connect(panel.answer)
        commands.notice_raised.connect(self.notice_raised)
        commands.hint_raised.connect(self.answered)
        self.prompts.caller_wanted.connect(self._on_caller_wanted)
        self.prompts.end_confirmed.connect(self.end_now)
        panel.new_call_requested.connect(self.new_call)
        panel.end_requested.connect(self.end_call)
        panel.dispatch_requested.connect(self.dispatch)
        panel.note_requested.connect(self.ask_note)
        panel.report_requested.connect(self.ask_report)
        panel.park_requested.connect(self.park)
        panel.resume_requested.connect(self._on_resume)
        panel.idle.reopen_requested.connect(self.reopen)
        panel.caller_entered.connect(self._on_caller)
        panel.caller.typed.connect(self._on_typed)
        panel.caller.hint.clicked.connect(self.open_earlier)
        panel.finish_requested.connect(self.list_controller.finish)
        panel.undo_requested.connect(commands.undo)
        panel.redo_requested.connect(commands.redo)
        panel.reset_requested.connect(self.list_controller.reset)
        panel.abandon_requested.connect(self.list_controller.abandon)
        panel.left_by_key.connect(self.search_wanted)
        panel.runs.run_chosen.connect(self._on_run_chosen)
        view.hint_raised.connect(panel.say)
        view.objected.connect(panel.warn)
        view.field_wanted.connect(self._on_field_wanted)

    def _wait_and(self, go_on: Callable[[], None]) -> None:
        """The call on screen is about to wait: ask first where nobody could be sent for it."""
        self.settle()
        self._keep_words()
        missing = self._desk.missing_to_wait() if self._desk.active is not None else ()
        if missing:
            self.prompts.wait_without(missing, go_on)
        else:
            go_on()

    @Slot()
    def _on_caller_wanted(self) -> None:
        self.caller_wanted.emit()
        if not self.commands.front.is_covered:
            self._panel.caller.ask_for_lacking()

    @Slot(object)
    def _on_field_wanted(self, field: CallerField) -> None:
        """A step asks for it: to its field, or to a line where the form has none for it."""
        if field in self._panel.fields:
            self._panel.caller.open_at(field)
        else:
            self.prompts.caller_line(field)

    def _keep_words(self) -> None:
        """What was typed for a value and is none must not go with its field: it becomes a note."""
        if self._desk.active is not None:
            self.commands.keep_words(self._panel.run_view.take_left_over())

    def _show_time(self) -> None:
        call = self._desk.active
        self._panel.show_time(self._desk.elapsed(call.id) if call is not None else None)

    @Slot()
    def _on_second(self) -> None:
        self._show_time()
        self.second_passed.emit()

    @Slot()
    def _on_upkeep(self) -> None:
        try:
            warning = self._desk.housekeep()
        except StoreError as error:
            warning = str(error)
        if warning:
            self.notice_raised.emit(warning)

    @Slot(int)
    def _on_run_chosen(self, run: int) -> None:
        self._keep_words()
        self.commands.show(run)
        self._panel.run_view.bring_into_view()
        self._panel.run_view.setFocus()

    @Slot(int)
    def _on_resume(self, call: int) -> None:
        self._wait_and(partial(self.resume_now, call))

    def resume_now(self, call: int) -> None:
        """Come back to a call that waits, whatever the one before it lacks."""
        if self.commands.do(lambda: self._desk.resume(call)) is not None:
            self._panel.take_focus()

    @Slot(int)
    def reopen(self, call: int) -> None:
        """Take a call up again that had ended; the one before it waits."""
        self._wait_and(partial(self.reopen_now, call))

    def reopen_now(self, call: int) -> None:
        """The same, whatever the one before it lacks."""
        try:
            again = self.commands.do(lambda: self._desk.reopen(call))
        except KeyError:  # it went with the retention while its line was still to be seen
            self.notice_raised.emit("这通记录已经清除,接不上了。请按新来电办。")
            self.refresh()
            return
        if again is not None:
            self._panel.take_focus()
            self._panel.say(
                f"接着办 {again.started.astimezone():%H:%M} 那通。结束时工单写“补充”,只写新添的。"
            )

    @Slot(object, str)
    def _on_caller(self, field: CallerField, text: str) -> None:
        self.commands.do(lambda: self._desk.enter_caller(field, text))
