"""试算 beside the call that is on: its form is kept with the call, its result goes into the ticket when the agent says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from handbook.model.handbook import Handbook
from handbook.ui.call.call_controller import CallController
from handbook.ui.call.drafts import RECKON_KEY
from handbook.ui.theme.theme import Theme

if TYPE_CHECKING:
    from datetime import date
    from types import ModuleType

    from handbook.reckon.facts import Facts
    from handbook.reckon.result import Result
    from handbook.ui.call.reckoned import Reckoned
    from handbook.ui.reckon.form import Form
    from handbook.ui.reckon.pane import ReckonPane

NO_READINGS = "这通的清单里还没有填过室温；照用户说的打在上面也行。"


class ReckonController(QObject):
    """The pane and all that works sums out are imported when somebody first asks for them."""

    left = Signal()
    """The keyboard is wanted at the list again."""
    entry_wanted = Signal(str)
    value_wanted = Signal(str)
    """Key of a site value that is to be set."""
    sheet_wanted = Signal(object)
    """A sheet that stands in no handbook is to be printed."""
    answered = Signal(str)

    def __init__(self, calls: CallController, parent: QObject) -> None:
        super().__init__(parent)
        self._calls = calls
        self._handbook = Handbook()
        self._theme = Theme()
        self._may_set = False
        self._forms: dict[int, Form] = {}
        """Number of an open call -> its form."""
        self._known: dict[int, Facts] = {}
        """Number of an open call -> what its lists said of the facts when its form was seen last."""
        self._pane: ReckonPane | None = None
        calls.state_changed.connect(self._on_calls)

    @property
    def _work(self) -> ModuleType:
        from handbook.ui.window import reckon_work  # with all that works sums out

        return reckon_work

    @property
    def pane(self) -> ReckonPane | None:
        """What was made; None before."""
        return self._pane

    def prepared(self) -> QWidget:
        """The pane, made where it is asked for the first time."""
        if self._pane is None:
            pane = self._pane = self._work.ReckonPane()
            pane.apply_theme(self._theme)
            pane.form_changed.connect(self._on_form)
            pane.readings_wanted.connect(self._on_readings)
            pane.keep_requested.connect(self._on_keep)
            pane.take_back_requested.connect(self._on_take_back)
            pane.print_requested.connect(self._on_print)
            pane.copy_requested.connect(self._on_copy)
            pane.entry_requested.connect(self.entry_wanted)
            pane.value_wanted.connect(self.value_wanted)
            pane.left_by_key.connect(self.left)
        return self._pane

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        if self._pane is not None:
            self._pane.apply_theme(theme)

    def show_handbook(self, handbook: Handbook) -> None:
        """Reckon by `handbook` from now on; what was kept in a call stays as it was."""
        self._handbook = handbook

    @Slot(bool)
    def allow_set(self, may_set: bool) -> None:
        """Whether this user may set site values."""
        self._may_set = may_set

    def refresh(self) -> None:
        """Show the form of the call that is on, begun with what its lists know."""
        call, pane = self._calls.desk.active, self._pane
        if call is None or pane is None:
            return
        pane.use_ground(self._handbook, self._today, may_set=self._may_set)
        kept = {kind: one.text for kind, one in call.sums.items()}
        known = self._work.known_facts(call)
        if call.id not in self._forms:
            self._take_up(call.id)
        if call.id in self._forms:
            before = self._known.get(call.id, known)
            self._known[call.id] = known
            pane.show_form(self._forms[call.id], kept)
            pane.learn(before, known)
        else:
            self._known[call.id] = known
            led = next(iter(self._led()), None)
            pane.begin(known, led.kind if led is not None else None, kept)
            if pane.form is not None:
                self._forms[call.id] = pane.form
            if led is not None and led.period is not None:
                pane.choose_period(led.period, self._work.known_days(led.period, call, self._today))

    def lead(self, name: str) -> None:
        """Turn the form to what the outcome of the list on screen is about: that of `name`, else the chief one."""
        call, pane, led = self._calls.desk.active, self._pane, self._led()
        one = next((one for one in led if one.name == name), next(iter(led), None))
        if call is None or pane is None or one is None:
            return
        if one.period is None:
            pane.choose_kind(one.kind)
        else:
            pane.choose_period(one.period, self._work.known_days(one.period, call, self._today))

    def _led(self) -> tuple[Reckoned, ...]:
        return self._calls.commands.reckoned_of(self._calls.shown_run)

    @property
    def _today(self) -> date:
        return self._calls.desk.now().date()

    def _take_up(self, call: int) -> None:
        """The form that was filled in before the program ended, or before the call did."""
        kept = self._work.form_from_text(self._calls.drafts.kept(RECKON_KEY))
        if kept is not None:
            self._forms[call], self._known[call] = kept

    @Slot(object)
    def _on_form(self, form: Form) -> None:
        """What is filled in is a draft of the call: on the disk soon after the last key."""
        call = self._calls.desk.active
        if call is not None:
            self._forms[call.id] = form
            self._calls.drafts.note(RECKON_KEY, self._work.form_text(form, self._known[call.id]))

    @Slot()
    def _on_calls(self) -> None:
        """A form of a call that is not open is let go; it is kept with the call."""
        desk = self._calls.desk
        on = {call.id for call in (*desk.parked, *([desk.active] if desk.active is not None else []))}
        self._forms = {number: form for number, form in self._forms.items() if number in on}
        self._known = {number: known for number, known in self._known.items() if number in on}
        if self._pane is not None and desk.active is not None:
            self._pane.show_kept({kind: one.text for kind, one in desk.active.sums.items()})

    @Slot()
    def _on_readings(self) -> None:
        call, pane = self._calls.desk.active, self._pane
        if call is None or pane is None:
            return
        text = self._work.readings(call)
        if text:
            pane.add_readings(text)
        else:
            pane.say(NO_READINGS)

    @Slot(object)
    def _on_keep(self, result: Result) -> None:
        desk, commands = self._calls.desk, self._calls.commands
        kept = commands.do(
            partial(
                desk.keep_sum, str(result.kind), self._work.ticket_line(result), self._work.as_json(result)
            )
        )
        if kept is not None:
            self.answered.emit("试算放进工单了，写的是未定。")

    @Slot(str)
    def _on_take_back(self, kind: str) -> None:
        if self._calls.commands.do(partial(self._calls.desk.take_sum_back, kind)) is not None:
            self.answered.emit("试算从工单拿下了。")

    @Slot(object)
    def _on_print(self, result: Result) -> None:
        self.sheet_wanted.emit(self._work.reckoning_sheet(result))

    @Slot(str)
    def _on_copy(self, words: str) -> None:
        if self._calls.commands.copy(words) and self._pane is not None:
            self._pane.confirm_copied()
