"""Opens emergency cards over the window and returns to exactly where one was; the first act on a card pins it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QStackedWidget, QWidget

from handbook.call.state.call import CallerField
from handbook.call.state.clock import minutes_seconds
from handbook.call.state.dispatch import NEEDED
from handbook.call.state.run import Parent, Run
from handbook.keys import keys_of
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.override import override
from handbook.ui.call.call_controller import CallController
from handbook.ui.call.emergency_view import EmergencyView
from handbook.ui.call.in_front import CardLookedAt, CardOffered, CardWorked, OpenCard
from handbook.ui.call.run_controller import RunController
from handbook.ui.call.run_view import NO_TIMES
from handbook.ui.key_binding import sequence_of

KEY = "emergencyKey"
"""Name of the key that a dialog was given."""


@dataclass(frozen=True, slots=True)
class Beneath:
    """What one returns to when the cards are closed."""

    page: QWidget | None
    focus: QWidget | None
    dialogs: tuple[QDialog, ...]
    """Those that kept the keyboard to themselves, put aside meanwhile."""


class EmergencyController(QObject):
    """Looking at a card stores nothing; ticking or answering does, in the call that is on or in a new one."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self, view: EmergencyView, pages: QStackedWidget, calls: CallController, window: QWidget
    ) -> None:
        super().__init__(window)
        self._view = view
        self._pages = pages
        self._calls = calls
        self._commands = calls.commands
        self._front = calls.commands.front
        self._window = window
        self._handbook = Handbook()
        self._beneath: Beneath | None = None
        self._visits = count(1)
        self._controller = RunController(self, view.run_view, self._commands, calls.prompts)
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether the cards cover the window."""
        return self._front.is_covered

    def show_handbook(self, handbook: Handbook) -> None:
        """Offer the cards of `handbook`."""
        self._handbook = handbook
        self._view.show_handbook(handbook)

    @Slot()
    def open(self) -> None:
        """Pick a card; the key again goes back to picking."""
        is_first = self._beneath is None
        if is_first:
            dialogs = self._put_dialogs_aside()
            self._beneath = Beneath(self._pages.currentWidget(), self._window.focusWidget(), dialogs)
            self._pages.setCurrentWidget(self._view)
        else:
            self._leave_card()
        self._front.cover(CardOffered())
        if is_first:
            self.opened.emit()
        self._show_time()
        self._view.pick()

    @Slot(str)
    def open_card(self, entry_id: str) -> None:
        """Open one card."""
        card = self._handbook.get(entry_id)
        if not isinstance(card, EmergencyCard):
            return
        if self.is_open:
            self._leave_card()
        else:
            self.open()
        visit, pinned = next(self._visits), self._commands.open_run_of(card.id)
        run = pinned or Run(id=0, checklist=self._commands.copy_of(card))
        self._front.cover(self._worked(visit, run.id) if pinned else CardLookedAt(visit, run))
        self._view.show_card(card, run, self._commands.title_of, owner=visit, times=self._times(run))
        self._show_caller(is_other=True)

    def take_caller(self, field: CallerField | None = None) -> bool:
        """Put the keyboard into the caller's fields of the card that is open, on `field`; False where none is."""
        if self._front.card is None:
            return False
        self._view.ask_caller(field)
        return True

    @Slot()
    def close(self) -> None:
        """Return to where one was."""
        self._leave_card()
        self._uncover()

    def ensure_run(self) -> int:
        """Number of the card's run, pinned now if it was not; 0 where no card is open or the store refused."""
        card = self._front.card
        if not isinstance(card, CardLookedAt):
            worked = self._front.run if card is not None else None
            return worked.id if worked is not None else 0
        run = self._commands.pin(card.run.checklist.entry_id, is_aside=True)
        if run:
            self._front.cover(self._worked(card.visit, run))
            if card.run.cursor:
                self._commands.do(lambda: self._calls.desk.move(run, card.run.cursor))
        return run

    def box_unpinned(self, step: str) -> bool:
        """Box a step of a card that is only looked at; False where it is a run."""
        card = self._front.card
        if not isinstance(card, CardLookedAt):
            return False
        moved = replace(card.run, cursor=step)
        self._front.cover(replace(card, run=moved))
        self._show_run(card, moved)
        return True

    def settle(self) -> None:
        """What is being typed is taken when the keyboard leaves."""
        self._view.run_view.setFocus()

    def follow(self, answer: Parent, entry_id: str) -> None:
        """Another card takes the place of this one; what is no card waits at the desk."""
        if isinstance(self._handbook.get(entry_id), EmergencyCard):
            self.open_card(entry_id)
        elif self._commands.pin(entry_id, answer, is_aside=True):
            self._view.strip.answer(f"已加入通话台:{self._commands.title_of(entry_id)}。返回后打开。")

    def _connect(self) -> None:
        view, run = self._view, self._view.run_view
        view.card_chosen.connect(self.open_card)
        view.closed.connect(self.close)
        view.finish_requested.connect(self._controller.finish)
        view.undo_requested.connect(self._commands.undo)
        run.hint_raised.connect(view.strip.answer)
        run.objected.connect(view.strip.warn)
        run.field_wanted.connect(view.ask_caller)
        view.caller.entered.connect(self._on_caller)
        view.caller.typed.connect(self._calls.keep_typed)
        view.caller.left_by_key.connect(run.setFocus)
        view.caller.too_long.connect(view.strip.warn)
        self._controller.finished.connect(self._on_finished)
        self._calls.state_changed.connect(self._on_state)
        self._calls.caller_wanted.connect(self._on_caller_wanted)
        self._calls.leaving.connect(self._leave_card)
        self._calls.emergency_wanted.connect(self.open_card)
        self._calls.second_passed.connect(self._show_time)
        self._commands.answered.connect(self._on_said)
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

    def _worked(self, visit: int, run: int) -> CardWorked:
        call = self._calls.desk.active
        return CardWorked(visit, call.id if call is not None else 0, run)

    def _put_dialogs_aside(self) -> tuple[QDialog, ...]:
        """A modal dialog would keep the keys from the cards; it comes back as it was. A menu is closed."""
        while (menu := QApplication.activePopupWidget()) is not None and menu.close():
            pass
        dialogs = self._window.findChildren(QDialog)
        aside = tuple(d for d in dialogs if d.isVisible() and d.windowModality().value)
        for dialog in aside:
            dialog.hide()
        self._window.activateWindow()
        return aside

    @Slot()
    def _leave_card(self) -> None:
        """What stands in the fields of the card that is open must not go with them; what is no value becomes a note."""
        if self._front.card is not None:
            self.settle()
            left_over = self._view.run_view.take_left_over()
            if left_over and self.ensure_run():
                self._commands.keep_words(left_over)

    def _uncover(self) -> None:
        beneath, self._beneath = self._beneath, None
        if beneath is None:
            return
        self._front.uncover()
        if beneath.page is not None:
            self._pages.setCurrentWidget(beneath.page)
        if beneath.focus is not None:
            beneath.focus.setFocus()
        for dialog in beneath.dialogs:
            dialog.show()
        self.closed.emit()

    def _show_caller(self, *, is_other: bool = False) -> None:
        call = self._calls.desk.active
        if call is None:
            self._view.show_caller({}, NEEDED, NEEDED, is_other=is_other)
        else:
            desk = self._calls.desk
            missing, lacking = desk.missing_for_dispatch(), desk.missing_at_end()
            self._view.show_caller(call.caller, missing, lacking, is_other=is_other)

    def _show_run(self, card: OpenCard, run: Run) -> None:
        self._view.show_run(run, self._commands.title_of, owner=card.visit, times=self._times(run))

    def _times(self, run: Run) -> Mapping[str, datetime]:
        return self._calls.desk.step_times(run.id) if run.id else NO_TIMES

    @Slot()
    def _show_time(self) -> None:
        if self.is_open:
            desk = self._calls.desk
            call = desk.active
            self._view.show_call(minutes_seconds(desk.elapsed(call.id)) if call is not None else "")

    @Slot()
    def _on_state(self) -> None:
        card, run = self._front.card, self._front.run
        if not isinstance(card, CardWorked):
            return
        if run is None:
            self._view.run_view.take_left_over()  # what stood there was kept when the call was left
            self._uncover()
        else:
            self._show_caller()
            self._show_run(card, run)

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

    @Slot(object, str)
    def _on_caller(self, field: CallerField, text: str) -> None:
        """An address is an act: where no call is on, it begins one with the card."""
        if self.ensure_run():
            self._commands.do(lambda: self._calls.desk.enter_caller(field, text))

    @Slot()
    def _on_caller_wanted(self) -> None:
        if self._front.card is not None:
            self._view.ask_caller(is_lacking=True)
        else:
            self.close()  # while a card is picked there are no fields: those of the desk

    @Slot()
    def _on_finished(self) -> None:
        self._view.strip.answer("本卡已完成。按 Esc 返回原处。")
