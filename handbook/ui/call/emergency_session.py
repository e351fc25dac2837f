"""Opens emergency cards over the window and returns to exactly where one was; the first act on a card pins it."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from handbook.call.call import Call
from handbook.call.checklist import make_checklist
from handbook.call.clock import minutes_seconds
from handbook.call.run import Run
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.site_text import fill_values
from handbook.ui.call.call_session import CallSession
from handbook.ui.call.emergency_view import EmergencyView


class EmergencySession(QObject):
    """Looking at a card stores nothing; ticking or answering does, in the call that is on or in a new one."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self, view: EmergencyView, pages: QStackedWidget, calls: CallSession, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._pages = pages
        self._calls = calls
        self._handbook = Handbook()
        self._focus: QWidget | None = None
        self._previous: QWidget | None = None
        self._run = 0
        view.card_chosen.connect(self.open_card)
        view.closed.connect(self.close)
        run = view.run_view
        run.toggled.connect(self._on_toggled)
        run.answered.connect(self._on_answered)
        run.value_entered.connect(self._on_value)
        run.skip_requested.connect(self._on_skip)
        run.confirm_requested.connect(self._on_confirm)
        run.moved_to.connect(self._on_moved)
        run.copy_requested.connect(calls.copy)
        calls.state_changed.connect(self._on_state)

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
        """F9: pick a card; F9 again goes back to picking."""
        if not self.is_open:
            self._focus = QApplication.focusWidget()
            self._previous = self._pages.currentWidget()
            self._pages.setCurrentWidget(self._view)
            self.opened.emit()
        self._run = 0
        self._view.pick(self._call_words())

    @Slot(str)
    def open_card(self, entry_id: str) -> None:
        """Open one card."""
        card = self._handbook.get(entry_id)
        if not isinstance(card, EmergencyCard):
            return
        if not self.is_open:
            self.open()
        pinned = self._pinned(card)
        self._run = pinned.id if pinned else 0
        self._view.show_card(card, pinned or self._unpinned(card), self._calls.title_of)

    @Slot()
    def close(self) -> None:
        """Return to where one was."""
        if self.is_open and self._previous is not None:
            self._pages.setCurrentWidget(self._previous)
            if self._focus is not None:
                self._focus.setFocus()
            self._focus = None
            self.closed.emit()

    def _pinned(self, card: EmergencyCard) -> Run | None:
        call = self._calls.desk.active
        runs = call.runs if call is not None else ()
        return next((r for r in runs if r.checklist.entry_id == card.id and r.is_open), None)

    def _unpinned(self, card: EmergencyCard) -> Run:
        known = self._handbook.value_by_key
        checklist = make_checklist(
            card, version=self._handbook.version, revision=self._handbook.revision,
            resolve=lambda text: fill_values(text, known),
        )  # fmt: skip
        return Run(id=0, checklist=checklist)

    def _ensure_pinned(self) -> int:
        card = self._view.card
        if not self._run and card is not None:
            self._run = self._calls.pin_aside(card.id)
        return self._run

    def _call_words(self) -> str:
        desk = self._calls.desk
        call = desk.active
        return f"通话 {minutes_seconds(desk.elapsed(call.id))} 未中断" if call is not None else ""

    def _show(self, call: Call | None) -> None:
        if call is not None and self._run:
            self._view.show_run(call.run(self._run), self._calls.title_of)

    @Slot()
    def _on_state(self) -> None:
        call = self._calls.desk.active
        if self.is_open and self._run and call is not None and any(r.id == self._run for r in call.runs):
            self._show(call)

    @Slot(str)
    def _on_toggled(self, step: str) -> None:
        self._show(self._calls.act(self._ensure_pinned(), "toggle", step))

    @Slot(str, str)
    def _on_answered(self, step: str, label: str) -> None:
        run = self._ensure_pinned()
        call = self._calls.act(run, "answer", step, label)
        self._show(call)
        if call is not None and run:
            answers = call.run(run).checklist.step_by_id[step].answers
            target = next((a.entry for a in answers if a.label == label), "")
            if isinstance(self._handbook.get(target), EmergencyCard):
                self.open_card(target)
            elif target:
                self._calls.pin_aside(target)

    @Slot(str, str)
    def _on_value(self, step: str, text: str) -> None:
        self._show(self._calls.act(self._ensure_pinned(), "enter_value", step, text))

    @Slot(str)
    def _on_skip(self, step: str) -> None:
        self._calls.ask_skip(self._ensure_pinned(), step)

    @Slot(str)
    def _on_confirm(self, step: str) -> None:
        self._show(self._calls.act(self._ensure_pinned(), "reconfirm", step))

    @Slot(str)
    def _on_moved(self, step: str) -> None:
        if self._run:
            self._show(self._calls.act(self._run, "move", step))
