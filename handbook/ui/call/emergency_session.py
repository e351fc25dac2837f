"""Opens emergency cards over the window and returns to exactly where one was; the first act on a card pins it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QStackedWidget, QWidget

from handbook.call.state.call import Call, CallerField
from handbook.call.state.clock import minutes_seconds
from handbook.call.state.dispatch import NEEDED
from handbook.call.state.run import Parent, Run
from handbook.keys import keys_of
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.override import override
from handbook.ui.call.call_session import CallSession
from handbook.ui.call.emergency_view import EmergencyView
from handbook.ui.call.pinning import pinned_copy
from handbook.ui.call.run_view import NO_TIMES
from handbook.ui.key_binding import sequence_of

KEY = "emergencyKey"
"""Name of the key that a dialog was given."""


class EmergencySession(QObject):
    """Looking at a card stores nothing; ticking or answering does, in the call that is on or in a new one."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self, view: EmergencyView, pages: QStackedWidget, calls: CallSession, window: QWidget
    ) -> None:
        super().__init__(window)
        self._view = view
        self._pages = pages
        self._calls = calls
        self._acts = calls.acts
        self._window = window
        self._handbook = Handbook()
        self._focus: QWidget | None = None
        self._previous: QWidget | None = None
        self._aside: list[QDialog] = []
        self._run = 0
        self._visit = 0
        self._looked_at: Run | None = None
        """The card that is open, while nothing was done in it."""
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether the view covers the window."""
        return self._pages.currentWidget() is self._view

    def show_handbook(self, handbook: Handbook) -> None:
        """Offer the cards of `handbook`."""
        self._handbook = handbook
        self._view.show_handbook(handbook)

    @Slot()
    def open(self) -> None:
        """Pick a card; the key again goes back to picking."""
        if not self.is_open:
            self._put_dialogs_aside()
            self._focus = self._window.focusWidget()
            self._previous = self._pages.currentWidget()
            self._pages.setCurrentWidget(self._view)
            self.opened.emit()
        self._take(0)
        self._show_time()
        self._view.pick()

    @Slot(str)
    def open_card(self, entry_id: str) -> None:
        """Open one card."""
        card = self._handbook.get(entry_id)
        if not isinstance(card, EmergencyCard):
            return
        if not self.is_open:
            self.open()
        self._keep_words()
        pinned = self._pinned(card)
        self._take(pinned.id if pinned else 0)
        self._visit += 1
        run = pinned or self._unpinned(card)
        self._looked_at = None if pinned else run
        self._view.show_card(card, run, self._calls.title_of, owner=self._visit, times=self._times())
        self._show_caller(is_other=True)

    @Slot()
    def take_caller(self) -> None:
        """The key of the caller's data over an open card: the caller's fields of the card itself."""
        if self.is_open and self._view.card is not None:
            self._view.ask_caller()

    @Slot()
    def close(self) -> None:
        """Return to where one was."""
        if self.is_open and self._previous is not None:
            self._keep_words()
            self._acts.covering_run = None
            self._run = 0
            self._pages.setCurrentWidget(self._previous)
            if self._focus is not None:
                self._focus.setFocus()
            self._focus = None
            for dialog in self._aside:
                dialog.show()
            self._aside = []
            self.closed.emit()

    def _connect(self) -> None:
        view, run = self._view, self._view.run_view
        view.card_chosen.connect(self.open_card)
        view.closed.connect(self.close)
        view.finish_requested.connect(self._on_finish)
        view.undo_requested.connect(self._acts.undo)
        run.toggled.connect(self._on_toggled)
        run.answered.connect(self._on_answered)
        run.value_entered.connect(self._on_value)
        run.skip_requested.connect(self._on_skip)
        run.confirm_requested.connect(self._on_confirm)
        run.moved_to.connect(self._on_moved)
        run.copy_requested.connect(self._on_copy)
        run.hint_raised.connect(view.strip.answer)
        run.objected.connect(self._on_objected)
        view.caller.entered.connect(self._on_caller)
        view.caller.left_by_key.connect(self._on_fields_left)
        view.caller.too_long.connect(self._on_objected)
        self._calls.state_changed.connect(self._on_state)
        self._calls.caller_wanted.connect(self._on_caller_wanted)
        self._calls.leaving.connect(self._on_leaving)
        self._calls.emergency_wanted.connect(self.open_card)
        self._calls.second_passed.connect(self._show_time)
        self._acts.answered.connect(self._on_said)
        for menu in self._window.findChildren(QMenu):
            menu.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a menu is open, the window's own shortcuts sleep: the key of the emergency cards must not."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and sequence_of(event) in keys_of("emergency")
        ):
            self.open()
            return True
        return super().eventFilter(watched, event)

    def _take(self, run: int) -> None:
        self._run = run
        self._acts.covering_run = run

    def _put_dialogs_aside(self) -> None:
        """A modal dialog would keep the keys from the cards; it comes back as it was. A menu is closed."""
        while (menu := QApplication.activePopupWidget()) is not None and menu.close():
            pass
        dialogs = self._window.findChildren(QDialog)
        self._aside = [d for d in dialogs if d.isVisible() and d.windowModality().value]
        for dialog in self._aside:
            dialog.hide()
        self._window.activateWindow()

    def _keep_words(self) -> None:
        """What was typed for a value of the card and is none must not go with its field: it becomes a note."""
        left_over = self._view.run_view.take_left_over() if self._view.card is not None else []
        if left_over and self._ensure_pinned():
            self._acts.keep_words(left_over)

    def _show_caller(self, *, is_other: bool = False) -> None:
        call = self._calls.desk.active
        if call is None:
            self._view.show_caller({}, NEEDED, NEEDED, is_other=is_other)
        else:
            desk = self._calls.desk
            missing, lacking = desk.missing_for_dispatch(), desk.missing_at_end()
            self._view.show_caller(call.caller, missing, lacking, is_other=is_other)

    def _pinned(self, card: EmergencyCard) -> Run | None:
        call = self._calls.desk.active
        runs = call.runs if call is not None else ()
        return next((r for r in runs if r.checklist.entry_id == card.id and r.is_open), None)

    def _unpinned(self, card: EmergencyCard) -> Run:
        return Run(id=0, checklist=pinned_copy(card, self._handbook))

    def _times(self) -> Mapping[str, datetime]:
        return self._calls.desk.step_times(self._run) if self._run else NO_TIMES

    def _ensure_pinned(self) -> int:
        """Number of the card's run, pinned now if it was not; 0 where the store refused."""
        card = self._view.card
        if not self._run and card is not None:
            moved_to = self._looked_at.cursor if self._looked_at is not None else ""
            run = self._calls.pin_aside(card.id)
            self._take(run)
            self._looked_at = None
            if run and moved_to:
                self._acts.do(lambda: self._calls.desk.move(run, moved_to))
        return self._run

    def _act(self, action: Callable[[int], Call]) -> Call | None:
        run = self._ensure_pinned()
        return self._acts.do(lambda: action(run)) if run else None

    @Slot()
    def _show_time(self) -> None:
        if self.is_open:
            desk = self._calls.desk
            call = desk.active
            self._view.show_call(minutes_seconds(desk.elapsed(call.id)) if call is not None else "")

    @Slot()
    def _on_state(self) -> None:
        call = self._calls.desk.active
        if not self.is_open or not self._run:
            return
        if call is None or all(run.id != self._run for run in call.runs):
            self._view.run_view.take_left_over()  # what stood there was kept when the call was left
            self.close()
        else:
            self._show_caller()
            self._view.show_run(
                call.run(self._run), self._calls.title_of, owner=self._visit, times=self._times()
            )

    @Slot(str, bool)
    def _on_said(self, words: str, is_caution: bool) -> None:
        if self.is_open:
            self._view.strip.answer(words, is_caution=is_caution)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A dialog takes the keys from the window, so each gets the key of its own."""
        if new is not None and not self._view.caller.isAncestorOf(new):
            self._view.end_asking()
        dialog = new.window() if new is not None else None
        if isinstance(dialog, QDialog) and dialog.findChild(QShortcut, KEY) is None:
            for keys in keys_of("emergency"):
                key = QShortcut(QKeySequence(keys), dialog)
                key.setObjectName(KEY)
                key.activated.connect(self.open)

    @Slot(str)
    def _on_toggled(self, step: str) -> None:
        if run := self._ensure_pinned():
            self._acts.toggle(run, step)

    @Slot(str, str)
    def _on_answered(self, step: str, label: str) -> None:
        call = self._act(lambda run: self._calls.desk.answer(run, step, label))
        if call is None:
            return
        target = call.run(self._run).leads_to(step)
        if isinstance(self._handbook.get(target), EmergencyCard):
            self.open_card(target)
        elif target and self._calls.pin_aside(target, Parent(self._run, step)):
            self._view.strip.answer(f"已加入通话台:{self._calls.title_of(target)}。返回后打开。")

    @Slot(str, str)
    def _on_value(self, step: str, text: str) -> None:
        self._act(lambda run: self._calls.desk.enter_value(run, step, text))

    @Slot(object, str)
    def _on_caller(self, field: CallerField, text: str) -> None:
        """An address is an act: where no call is on, it begins one with the card."""
        if self._ensure_pinned():
            self._acts.do(lambda: self._calls.desk.enter_caller(field, text))

    @Slot()
    def _on_caller_wanted(self) -> None:
        if self.is_open and self._view.card is not None:
            self._view.ask_caller(is_lacking=True)
        else:
            self.close()  # while a card is picked there are no fields: those of the desk

    @Slot()
    def _on_fields_left(self) -> None:
        self._view.run_view.setFocus()

    @Slot()
    def _on_leaving(self) -> None:
        if self.is_open and self._view.card is not None:
            self._view.run_view.setFocus()  # what is being typed is taken when the keyboard leaves
            self._keep_words()

    @Slot(str)
    def _on_objected(self, words: str) -> None:
        self._view.strip.answer(words, is_caution=True)

    @Slot(str)
    def _on_skip(self, step: str) -> None:
        self._calls.ask_skip(self._ensure_pinned(), step)

    @Slot(str)
    def _on_confirm(self, step: str) -> None:
        if run := self._ensure_pinned():
            self._acts.reconfirm(run, step)

    @Slot(str)
    def _on_moved(self, step: str) -> None:
        if self._looked_at is not None:  # moving is no act: it pins nothing
            self._looked_at = replace(self._looked_at, cursor=step)
            self._view.show_run(self._looked_at, self._calls.title_of, owner=self._visit)
        else:
            self._act(lambda run: self._calls.desk.move(run, step))

    @Slot(str)
    def _on_copy(self, words: str) -> None:
        if self._acts.copy(words):
            self._view.run_view.confirm_copied()

    @Slot()
    def _on_finish(self) -> None:
        run = self._ensure_pinned()
        if run and self._acts.finish(run):
            self._view.strip.answer("本卡已完成。按 Esc 返回原处。")
