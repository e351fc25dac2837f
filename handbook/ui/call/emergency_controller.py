"""Opens emergency cards over the window and returns to exactly where one was; the first act on a card pins it."""

from dataclasses import dataclass, replace
from itertools import count

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget

from handbook.call.state.call import CallerField
from handbook.call.state.card_outcome import priority_of
from handbook.call.state.card_times import limits_of, said_first
from handbook.call.state.clock import minutes_seconds
from handbook.call.state.dispatch import NEEDED
from handbook.call.state.run import Parent, Run
from handbook.keys import keys_of
from handbook.model.checklist import Checklist, immediate_line
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.ui.call.call_controller import CallController
from handbook.ui.call.emergency_view import CallState, CardState, EmergencyView
from handbook.ui.call.in_front import CardLookedAt, CardOffered, CardWorked, OpenCard
from handbook.ui.call.run_controller import RunController
from handbook.ui.key_binding import wake

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
        self._trail: list[str] = []
        """Ids of the cards left behind since the view was opened, the last one last."""
        self._over: tuple[QDialog, ...] = ()
        """What was asked over a card when another one was to be picked."""
        self._before_pick = ""
        """Id of the card that is come back to where none is picked after all."""
        self._copies: dict[str, Checklist] = {}
        """What previews were made of, since the content was read."""
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
        self._copies = {}
        self._view.show_handbook(handbook)

    @Slot()
    def open(self) -> None:
        """Pick a card; the key again goes back to picking."""
        is_first = self._beneath is None
        if is_first:
            dialogs = self._put_dialogs_aside()
            self._beneath = Beneath(self._pages.currentWidget(), self._window.focusWidget(), dialogs)
            self._pages.setCurrentWidget(self._view)
            self._trail = []
        else:
            self._over = (*self._over, *self._put_dialogs_aside())
            self._leave_card()
            if self._front.card is not None:
                self._before_pick = self._shown_id()
        selected = self._last_card()
        self._front.cover(CardOffered())
        if is_first:
            self.opened.emit()
        self._show_time()
        self._show_call(is_other=True)
        self._view.pick(selected)

    @Slot(str)
    def open_card(self, entry_id: str) -> None:
        """Open one card; the one before it is left behind, and one key leads back to it."""
        card = self._handbook.get(entry_id)
        if not isinstance(card, EmergencyCard):
            return
        entry_id = card.id
        left = ""
        if self.is_open:
            left = self._shown_id() or self._before_pick
            self._leave_card()
        else:
            self.open()
        self._before_pick = ""
        if entry_id in self._trail:
            del self._trail[self._trail.index(entry_id) :]
        elif left and left != entry_id:
            self._trail.append(left)
        visit, pinned = next(self._visits), self._commands.open_run_of(card.id)
        run = pinned or self._calls.desk.would_be(self._commands.copy_of(card))
        cover = self._worked(visit, run.id) if pinned else CardLookedAt(visit, run)
        self._front.cover(cover)
        self._view.show_card(card, self._state(cover, run), self._commands.title_of, self._trail_cards())
        self._show_call(is_other=True)

    @Slot()
    def go_back(self) -> None:
        """To the card left behind; where there is none, nothing."""
        if self._trail and self._front.card is not None:
            self.open_card(self._trail[-1])

    def show_nth(self, number: int) -> bool:
        """Bring the n-th run of the call before the agent where the cards are open: a card takes the place of the one
        that is; for a list they are closed. False where the list is still to be shown by who shows lists.
        """
        call = self._calls.desk.active
        if not self.is_open or call is None or not 1 <= number <= len(call.runs):
            return False
        run = call.runs[number - 1]
        if run.is_open and run.checklist.kind is Kind.EMERGENCY:
            self.open_card(run.checklist.entry_id)
            return True
        self.close()
        return False

    def take_caller(self, field: CallerField | None = None) -> bool:
        """Put the keyboard into the caller's fields of the card that is open, on `field`; False where none is."""
        if self._front.card is None:
            return False
        self._view.ask_caller(field)
        return True

    @Slot()
    def leave(self) -> None:
        """One layer less: from choosing back to the card that was open, else to where one was."""
        before, over = self._before_pick, self._over
        if before and self._front.card is None:
            self.open_card(before)
            self._over = ()
            for dialog in over:
                dialog.show()
        else:
            self.close()

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
            if self._commands.pin(entry_id, answer, is_aside=True):  # with what is known already
                self.open_card(entry_id)
        elif self._commands.pin(entry_id, answer, is_aside=True):
            self._view.strip.answer(f"已加入通话台:{self._commands.title_of(entry_id)}。返回后打开。")

    def _connect(self) -> None:
        view, run = self._view, self._view.run_view
        view.card_chosen.connect(self.open_card)
        view.preview_wanted.connect(self._on_preview)
        view.pick_requested.connect(self.open)
        view.back_requested.connect(self.go_back)
        view.closed.connect(self.leave)
        view.line_toggled.connect(self._on_line)
        view.copy_requested.connect(self._commands.copy)
        view.undo_requested.connect(self._commands.undo)
        self._connect_foot()
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
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _connect_foot(self) -> None:
        foot = self._view.foot
        foot.note_requested.connect(self._calls.ask_note)
        foot.report_requested.connect(self._calls.ask_report)
        foot.dispatch_requested.connect(self._calls.dispatch)
        foot.end_requested.connect(self._calls.end_call)
        foot.park_requested.connect(self._calls.park)
        foot.finish_requested.connect(self._controller.finish)
        foot.reset_requested.connect(self._controller.reset)
        foot.abandon_requested.connect(self._controller.abandon)
        foot.undo_requested.connect(self._commands.undo)
        foot.redo_requested.connect(self._commands.redo)

    def _worked(self, visit: int, run: int) -> CardWorked:
        call = self._calls.desk.active
        return CardWorked(visit, call.id if call is not None else 0, run)

    def _put_dialogs_aside(self) -> tuple[QDialog, ...]:
        """A dialog would keep the keys from the cards, or stand before them; it comes back as it was. A menu is closed."""
        while (menu := QApplication.activePopupWidget()) is not None and menu.close():
            pass
        dialogs = self._window.findChildren(QDialog)
        aside = tuple(d for d in dialogs if d.isVisible())
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
        over, self._over = self._over, ()
        self._before_pick = ""
        for dialog in (*beneath.dialogs, *over):
            dialog.show()
        self.closed.emit()

    def _show_call(self, *, is_other: bool = False) -> None:
        desk, call = self._calls.desk, self._calls.desk.active
        if call is None:
            self._view.show_call(CallState(missing=NEEDED), (), is_other=is_other)
            return
        progress = {
            run.checklist.entry_id: run.progress
            for run in call.runs
            if run.is_open and run.checklist.immediate
        }
        state = CallState(call, desk.missing_for_dispatch(), desk.missing_at_end(), progress)
        phone = call.caller.get(CallerField.PHONE, "")
        shown = [self._front.run] if self._front.run is not None else call.runs
        priorities = [priority for run in shown if (priority := priority_of(run)) is not None]
        told = (f"尾号 {phone[-4:]}" if phone else "", str(min(priorities)) if priorities else "")
        self._view.show_call(state, told, is_other=is_other)

    def _show_run(self, card: OpenCard, run: Run) -> None:
        self._view.show_run(self._state(card, run), self._commands.title_of)

    def _state(self, card: OpenCard, run: Run) -> CardState:
        """What the view shows of `run`; of one that is only looked at, its times run from now."""
        desk, call = self._calls.desk, self._calls.desk.active
        if call is None or not run.id:
            limits = limits_of(run.checklist, desk.now())
            return CardState(run, owner=card.visit, limits=limits)
        return CardState(
            run,
            owner=card.visit,
            times=desk.step_times(run.id),
            said=said_first(call, run),
            limits=limits_of(run.checklist, desk.pinned_at(run.id) or desk.now(), call, run.id),
        )

    def _shown_id(self) -> str:
        """Id of the card that is open; empty where none is."""
        shown = self._view.card
        return shown.id if shown is not None and self._front.card is not None else ""

    def _last_card(self) -> str:
        """Id of the card that is open, else of the one under way that was pinned last; empty where there is none."""
        if self._before_pick:
            return self._before_pick
        call = self._calls.desk.active
        runs = (
            [run for run in call.runs if run.is_open and run.checklist.immediate] if call is not None else []
        )
        last = max(runs, key=lambda run: run.id).checklist.entry_id if runs else ""
        return self._handbook.present_id(last)

    def _trail_cards(self) -> list[EmergencyCard]:
        found = (self._handbook.get(entry_id) for entry_id in self._trail)
        return [card for card in found if isinstance(card, EmergencyCard)]

    @Slot(str)
    def _on_preview(self, entry_id: str) -> None:
        """Nothing of it is stored."""
        card = self._handbook.get(entry_id)
        if not isinstance(card, EmergencyCard):
            return
        entry_id = card.id
        pinned = self._commands.open_run_of(entry_id)
        if entry_id not in self._copies:
            self._copies[entry_id] = self._commands.copy_of(card)
        checklist = pinned.checklist if pinned is not None else self._copies[entry_id]
        desk, call = self._calls.desk, self._calls.desk.active
        begun = desk.pinned_at(pinned.id) if pinned is not None else None
        limits = limits_of(checklist, begun or desk.now(), call, pinned.id if pinned is not None else 0)
        self._view.show_preview(card, checklist, limits, is_begun=pinned is not None)

    @Slot(int)
    def _on_line(self, number: int) -> None:
        """A boxed line was said, or was not after all: an act, so it takes the card up."""
        if not (run := self.ensure_run()):
            return
        line, desk = immediate_line(number), self._calls.desk
        shown = self._front.run
        if shown is not None and line in shown.said:
            self._commands.do(lambda: desk.unsay(run, line))
        else:
            self._commands.do(lambda: desk.say(run, line))

    @Slot()
    def _show_time(self) -> None:
        if self.is_open:
            desk = self._calls.desk
            call = desk.active
            self._view.show_time(minutes_seconds(desk.elapsed(call.id)) if call is not None else "")

    @Slot()
    def _on_state(self) -> None:
        card, run = self._front.card, self._front.run
        if not isinstance(card, CardWorked):
            return
        if run is None:
            self._view.run_view.take_left_over()  # what stood there was kept when the call was left
            self._uncover()
        else:
            self._show_run(card, run)
            self._show_call()

    @Slot(str, bool)
    def _on_said(self, words: str, is_caution: bool) -> None:
        if self.is_open:
            self._view.strip.answer(words, is_caution=is_caution)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A modal dialog takes the keys of the whole program, so each gets the key of its own."""
        if new is not None and not self._view.caller.isAncestorOf(new):
            self._view.end_asking()
        dialog = new.window() if new is not None else None
        if isinstance(dialog, QDialog) and dialog.isModal() and dialog.findChild(QShortcut, KEY) is None:
            for keys in keys_of("emergency"):
                key = QShortcut(QKeySequence(keys), dialog)
                key.setObjectName(KEY)
                key.activated.connect(self.open)
                wake(key, self.open)

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
