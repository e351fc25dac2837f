"""The ticket of the call that is on -> its pane; what is written over there goes to the desk."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from handbook.call.state.call import Call
from handbook.call.state.dispatch import NEEDED
from handbook.call.words.ticket_data import FACT_FIELDS, Ticket, composed_words
from handbook.document.words import DEMO_REFUSED, OLD_DEMO_REFUSED
from handbook.keys import key_of
from handbook.model.ticket_form import TicketField
from handbook.ui.call.call_controller import CallController
from handbook.ui.call.ticket_pane import Lack, TicketPane
from handbook.ui.call.ticket_row import FROM_NOTE, RowWords
from handbook.ui.dialogs.ticket_saving import TicketSaving
from handbook.ui.widgets.clipboard import put_on_clipboard
from handbook.ui.widgets.copied_sign import COPIED

WHY = {TicketField.ADDRESS: "没有地址,师傅找不到门", TicketField.PHONE: "没有电话,师傅到楼下打不通"}
KEYS = {TicketField.ADDRESS: "caller", TicketField.PHONE: "phone"}
"""Names of the keys that lead to their fields at the desk."""
MOST_NAMES = 3
"""Questions that one line names; the others are counted."""


class TicketController(QObject):
    """Shows what the desk has, and nothing else."""

    left = Signal()
    """The keyboard is wanted at the list again."""

    def __init__(self, pane: TicketPane, calls: CallController, window: QWidget) -> None:
        super().__init__(window)
        self._pane = pane
        self._calls = calls
        self._saving = TicketSaving(window)
        self._saving.answered.connect(pane.confirm)
        pane.row_written.connect(self._on_row)
        pane.copy_requested.connect(self._on_copy)
        pane.save_requested.connect(self._on_save)
        pane.left_by_key.connect(self.left)
        pane.list_wanted.connect(self.left)
        calls.leaving.connect(pane.keep)

    def refresh(self) -> None:
        """Show the ticket as it stands."""
        desk = self._calls.desk
        call = desk.active
        if call is None:
            return
        ticket = desk.ticket()
        self._pane.show_lacks(list(_lacks(desk.missing_for_dispatch())))
        self._pane.show_rows([_row(call, ticket, name) for name in TicketField])
        self._pane.show_text(desk.preview_ticket())

    def leave(self) -> None:
        """The ticket is not in front any more."""
        self._pane.keep()
        self._pane.forget()
        self._pane.confirm("")

    @Slot(object, str)
    def _on_row(self, name: TicketField, text: str) -> None:
        self._calls.commands.do(lambda: self._calls.desk.write_row(name, text))

    @Slot(str)
    def _on_copy(self, text: str) -> None:
        self._pane.confirm(
            COPIED
            if put_on_clipboard(text)
            else DEMO_REFUSED
            if self._calls.desk.is_demo
            else OLD_DEMO_REFUSED
        )

    @Slot()
    def _on_save(self) -> None:
        call = self._calls.desk.active
        if call is not None:
            self._saving.ask(call, self._calls.desk.preview_ticket().text)


def _row(call: Call, ticket: Ticket, name: TicketField) -> RowWords:
    hand, words = ticket.hand.get(name), ticket.words(name)
    fact = FACT_FIELDS.get(name)
    is_missing = fact is not None and not call.caller.get(fact) and bool(words)
    would_be = composed_words(call, name) if hand is not None else ""
    return RowWords(
        name=name,
        words=words.removeprefix(str(fact)) if is_missing else words,
        editable=words if fact is None else call.caller.get(fact, ""),
        is_missing=is_missing,
        is_by_hand=hand is not None,
        would_be=would_be if hand is not None and would_be != hand.composed else "",
        mark=FROM_NOTE if name is TicketField.NOTE and words else "",
    )


def _lacks(missing: tuple[str, ...]) -> Iterator[Lack]:
    """What lacks, the worst first: where to, whom to ring, then what was not asked in the lists."""
    for fact in NEEDED:
        if str(fact) in missing:
            name = next(field for field, held in FACT_FIELDS.items() if held is fact)
            yield Lack(str(fact), WHY[name], f"补{fact}", key_of(KEYS[name]), name)
    others = [name for name in missing if name not in map(str, NEEDED)]
    if others:
        more = f"等 {len(others)} 项" if len(others) > MOST_NAMES else ""
        names = "、".join(others[:MOST_NAMES]) + more
        yield Lack(names, "", "接着问", key_of("desk"))
