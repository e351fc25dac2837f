"""The panels of the window, made and connected: reading pane, contents, call desk, emergency view, dialogs and keys."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from handbook.bulletin.kept import Kept
from handbook.call.state.call import CallerField
from handbook.document.blocks import Sheet
from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.model.kinds import Phase
from handbook.model.problem import Gravity, Problem
from handbook.model.typesetting import full_width
from handbook.ui.call.call_controller import CallController
from handbook.ui.call.call_panel import CallPanel
from handbook.ui.call.emergency_controller import EmergencyController
from handbook.ui.call.emergency_view import EmergencyView
from handbook.ui.call.notice_controller import NoticeController
from handbook.ui.call.ticket_pane import TicketPane
from handbook.ui.contents.contents_panel import ContentsPanel
from handbook.ui.key_binding import bind_keys
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.search.no_hit_page import NoHitPage
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField
from handbook.ui.window.call_places import CallPlaces
from handbook.ui.window.changed_law import ChangedLaw
from handbook.ui.window.columns import Column
from handbook.ui.window.entry_menus import EntryMenus
from handbook.ui.window.frame import Frame
from handbook.ui.window.idle_controller import IdleController
from handbook.ui.window.middle import Face, MiddleColumn
from handbook.ui.window.middle_controller import MiddleController
from handbook.ui.window.reading_controller import ReadingController
from handbook.ui.window.reckon_controller import ReckonController
from handbook.ui.window.services import Services
from handbook.ui.window.settings_controller import SettingsController
from handbook.ui.window.step_page import StepPage
from handbook.ui.window.ticket_controller import TicketController
from handbook.ui.window.window_dialogs import WindowDialogs
from handbook.ui.window.workshop_controller import WorkshopController


class Panels(QObject):
    """Each panel knows nothing of the others; what one wishes is done here."""

    update_wanted = Signal()
    """Newer content is to be shown now."""

    def __init__(self, window: Frame, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._columns = window.columns
        self._search = window.search
        self._problems: Sequence[Problem] = ()
        self._info = ""
        """State of the content, in words."""
        self._changed_law = ChangedLaw()
        self.contents = ContentsPanel()
        self.reader = ReaderPanel()
        self.call_panel = CallPanel()
        self.emergency_view = EmergencyView()
        self.ticket_pane = TicketPane()
        self.step_page = StepPage()
        self.nothing = NoHitPage()
        self.reader.put_instead(self.nothing)
        self.ways = NoHitPage("noHitWays")
        self._search.put_ways(self.ways)
        self.middle_column = MiddleColumn(self.reader, self.ticket_pane, self.step_page)
        window.put(self.contents, self.middle_column, self.call_panel, self.emergency_view)
        self.dialogs = WindowDialogs(services, window)
        self.reading = ReadingController(
            window.search, self.contents, self.reader, (self.nothing, self.ways), services, self
        )
        self.calls = CallController(services.desk, self.call_panel, window)
        self.notices = NoticeController(self.calls, self.call_panel)
        self.emergency = EmergencyController(self.emergency_view, window.pages, self.calls, window)
        self.settings = SettingsController(window, services.desk, self.dialogs)
        self.idle = IdleController(self.call_panel.idle, services, self)
        self.workshop = WorkshopController(
            window, services.bookmarks.use, services.feedback.lines, self.reading.answering
        )
        self.menus = EntryMenus(services.bookmarks, window)
        self._places = CallPlaces(window.search, self.reader, self.reading, services.desk)
        self.ticket = TicketController(self.ticket_pane, self.calls, window)
        self.reckon = ReckonController(self.calls, self)
        self.middle = MiddleController(
            self.middle_column, self.ticket, self.step_page, self.calls, self.reckon, self
        )
        self._connect()
        bind_keys(window, self._slots(), self._on_scope, self._on_run)
        self.calls.refresh()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        for panel in (
            self.contents,
            self.reader,
            self.ticket_pane,
            self.step_page,
            self.nothing,
            self.ways,
            self.middle_column,
            self.call_panel,
            self.emergency_view,
        ):
            panel.apply_theme(theme)
        self.dialogs.apply_theme(theme)
        self.settings.apply_theme(theme)
        self.workshop.apply_theme(theme)
        self.reckon.apply_theme(theme)

    def set_compact(self, is_compact: bool, *, is_emergency_compact: bool, is_low: bool) -> None:
        """Fit the panels to a narrow or low window, in the sizes of the text."""
        self._search.set_single(self._columns.is_single)
        self.call_panel.set_compact(is_compact)
        self.call_panel.set_tight(is_low)
        self.emergency_view.set_compact(is_emergency_compact)

    def close_emergency(self) -> None:
        """Leave the emergency view, if it is open."""
        self.emergency.close()

    def use_phase(self, phase: str) -> None:
        """Part of the season that is on, or empty."""
        self.reading.use_phase(Phase(phase) if phase in set(Phase) else None)

    def show_handbook(
        self, handbook: Handbook, problems: Sequence[Problem], *, read: Handbook | None = None
    ) -> None:
        """Read `handbook` in every panel; who writes works with it as it was `read`, with nothing laid over it.

        Raises:
            ExceptionGroup: some panel could not take it; the others did.
        """
        overdue = sum(1 for entry in handbook if entry.is_overdue(date.today()))
        self._info = full_width(f"内容 {handbook.edition} · {len(handbook)} 条")
        self._info += f" · {overdue} 条到期待复核" if overdue else ""
        self.show_problems(problems)
        faults: list[Exception] = []
        parts = (
            self.emergency,
            self.calls,
            self.notices,
            self.reading,
            self.reckon,
            self.middle,
            self.idle,
            self.menus,
            self.settings,
            self.workshop,
        )
        for part in parts:
            try:
                part.show_handbook((read or handbook) if part is self.workshop else handbook)
            except Exception as error:  # noqa: BLE001 (the other parts are needed all the more; raised below)
                faults.append(error)
        if faults:
            raise ExceptionGroup("not every panel could take the handbook", faults)

    def show_problems(self, problems: Sequence[Problem], *, with_advice: bool = False) -> None:
        """What can be looked at from the top bar, offered where there are errors; `with_advice`: or anything at all."""
        self._problems = problems
        counted = sum(1 for p in problems if with_advice or p.gravity is Gravity.ERROR)
        self._window.top_bar.show_info(self._info, counted)

    def use_notices(self, is_used: bool) -> None:
        """Whether the company announces outages: then their place under the address is kept free."""
        self.notices.use_notices(is_used)

    @Slot(object)
    def show_notices(self, kept: Kept) -> None:
        """Take what the company's share said last of outages."""
        self.notices.show_notices(kept)

    def answer(self, words: str) -> None:
        """One sentence to what the agent asked for."""
        self._on_answered(words)

    def _connect(self) -> None:
        window = self._window
        window.escaped.connect(self._on_escaped)
        window.docked.connect(self._on_docked)
        window.about_to_close.connect(self.calls.drafts.flush)
        search = self._search
        self._connect_top_bar()
        self._connect_workshop()
        search.pin_requested.connect(self._on_pin)
        self.reader.pin_requested.connect(self._on_pin)
        self.reader.flag_requested.connect(self._on_flag)
        self.reader.print_requested.connect(self._on_print)
        self.reader.script_requested.connect(self._on_script)
        self.call_panel.history_requested.connect(self.dialogs.show_history)
        self.dialogs.reopen_wanted.connect(self._on_reopen)
        self.emergency_view.foot.history_requested.connect(self.dialogs.show_history)
        self.call_panel.run_view.entry_requested.connect(self.reading.open)
        self.call_panel.idle.entry_requested.connect(self.reading.open)
        self.call_panel.idle.help_requested.connect(self._on_help)
        self.reading.entry_opened.connect(self._on_opened)
        self.reading.law_shown.connect(self.middle.follow_reader)
        self.reading.law_opened.connect(self._on_law_opened)
        self.reading.favourites_changed.connect(self.idle.show_favourites)
        self.calls.answered.connect(self._on_answered)
        self.notices.answered.connect(self._on_answered)
        self.calls.past_wanted.connect(self.dialogs.show_past_call)
        self.reader.place_changed.connect(self._show_pinned)
        self.calls.state_changed.connect(self._on_calls)
        self.calls.state_changed.connect(self.idle.follow)
        self.calls.restored.connect(self._on_restored)
        self.calls.search_wanted.connect(window.take_focus)
        self.calls.caller_turned.connect(self._on_caller_turned)
        self.calls.caller_wanted.connect(self._on_caller_wanted)
        self.emergency.closed.connect(self._search.begin_anew)
        for opened in (self.reading.entry_opened, search.entry_previewed, self.reader.turned):
            opened.connect(self.middle.follow_reader)
        self.step_page.link_activated.connect(self._on_step_link)
        self.middle.shown.connect(self._on_middle_shown)
        self.ticket.left.connect(self._on_desk)
        self._columns.column_wanted.connect(self.emergency.close)
        self._connect_search()
        self._connect_menus()
        self._connect_reckon()
        for part in (self.reading, self.calls, self.dialogs):
            part.notice_raised.connect(window.tell)
        for informer in (self.calls, self.dialogs):
            informer.hint_raised.connect(window.notice.mention)

    def _connect_top_bar(self) -> None:
        top_bar = self._window.top_bar
        top_bar.contents_requested.connect(self._on_contents)
        top_bar.emergency_requested.connect(self.emergency.open)
        top_bar.settings_requested.connect(self._on_settings)
        top_bar.help_requested.connect(self._on_help)
        top_bar.problems_requested.connect(self._on_problems)
        top_bar.update_requested.connect(self.update_wanted)

    def _connect_search(self) -> None:
        """The contents below the search field, and the ways out where nothing was found."""
        search = self._search
        self.ways.contents_requested.connect(self._on_contents)
        search.emergency_requested.connect(self.emergency.open)
        self.nothing.retype_requested.connect(self._window.take_focus)
        self.nothing.contents_requested.connect(self._on_contents)
        self.reading.nothing_found.connect(self.middle.follow_reader)
        self.reading.answered.connect(self._on_answered)
        search.contents_filtered.connect(self.contents.filter)
        search.contents_moved.connect(self.contents.move_selection)
        search.contents_entered.connect(self.contents.activate)
        search.contents_pinned.connect(self._on_pin_in_contents)
        search.contents_menu_requested.connect(self.contents.ask_menu)

    def _connect_workshop(self) -> None:
        workshop, top_bar = self.workshop, self._window.top_bar
        top_bar.workshop_requested.connect(workshop.open)
        for allow in (top_bar.show_workshop, self.menus.allow_edit, self.dialogs.allow_edit):
            workshop.rights_changed.connect(allow)
        for wanted in (self.dialogs.edit_wanted, self.menus.edit_requested):
            wanted.connect(workshop.edit)
        workshop.refused.connect(self._on_answered)
        workshop.entry_wanted.connect(self.reading.open)
        workshop.print_wanted.connect(self._on_print_beside_law)
        workshop.sheet_wanted.connect(self._on_print_sheet)
        self._window.closing.connect(workshop.close)

    def _connect_reckon(self) -> None:
        reckon = self.reckon
        self.call_panel.run_view.reckon_requested.connect(self._on_reckon_outcome)
        reckon.left.connect(self._on_desk)
        reckon.entry_wanted.connect(self.reading.open)
        reckon.value_wanted.connect(self.workshop.set_value)
        reckon.sheet_wanted.connect(self._on_print_reckoning)
        reckon.answered.connect(self._on_answered)
        self.workshop.rights_changed.connect(reckon.allow_set)

    def _connect_menus(self) -> None:
        menus = self.menus
        self._search.menu_requested.connect(menus.offer)
        self.contents.menu_requested.connect(menus.offer)
        self.call_panel.runs.menu_requested.connect(menus.offer_pinned)
        self.reader.menu_requested.connect(menus.offer_sentence)
        menus.open_requested.connect(self.reading.open)
        menus.pin_requested.connect(self._on_pin)
        menus.favourite_requested.connect(self.reading.toggle_favourite)
        menus.flag_requested.connect(self._on_flag_of)
        menus.copied.connect(self._on_copied)
        menus.copy_refused.connect(self.reading.refuse_copy)
        self.step_page.copy_refused.connect(self.reading.refuse_copy)

    def _slots(self) -> dict[str, Callable[[], None]]:
        """What each key of the table does, by its name there."""
        window = self._window
        return {
            "search": window.take_focus,
            "contents": self._on_contents,
            "literal": self._search.turn_literal,
            "report_gap": self.reading.report_gap,
            "back": self._on_back,
            "forward": self.reader.go_forward,
            "read": self._on_read,
            "find": self.reader.open_find,
            "favourite": self.reading.toggle_favourite,
            "copy_for_caller": self.reading.copy_for_caller,
            "flag": self._on_flag,
            "print": self._on_print,
            "script": self._on_script,
            "pin": self._on_pin_reading,
            "new_call": self._on_new_call,
            "end_call": self.calls.end_call,
            "desk": self._on_desk,
            "caller": self._on_caller,
            "phone": self._on_phone,
            "notice": self._on_notice,
            "link_notice": self._on_link_notice,
            "note": self.calls.ask_note,
            "earlier": self.calls.open_earlier,
            "dispatch": self.calls.dispatch,
            "ticket": self._on_ticket,
            "reckon": self._on_reckon,
            "step_help": self._on_step_help,
            "park": self.calls.park,
            "resume": self._on_resume,
            "next_call": self._on_next_call,
            "undo": self._on_undo,
            "redo": self._on_redo,
            "history": self.dialogs.show_history,
            "dock": window.toggle_dock,
            "zoom_in": window.zoom_in,
            "zoom_out": window.zoom_out,
            "zoom_reset": window.zoom_reset,
            "look": window.toggle_look,
            "take_update": self._on_update,
            "close_notice": window.notice.close_notice,
            "emergency": self.emergency.open,
            "settings": self._on_settings,
            "workshop": self._on_workshop,
            "help": self._on_help,
            "quit": window.leave,
        }

    @Slot()
    def _on_escaped(self) -> None:
        """One layer less: find, then whatever else has the keyboard, which goes to the search box."""
        if self.reader.find_bar.isVisible():
            self.reader.close_find()
        else:
            self._window.take_focus()

    @Slot()
    def _on_back(self) -> None:
        """Over the emergency cards, to the card left behind."""
        (self.emergency.go_back if self.emergency.is_open else self.reader.go_back)()

    @Slot()
    def _on_workshop(self) -> None:
        """What is being read is what is to be mended; where nothing is, what waits."""
        entry = self.reader.entry
        if entry is not None and self.reader.isVisible() and not self.emergency.is_open:
            self.workshop.edit(entry.id)
        else:
            self.workshop.open()

    @Slot()
    def _on_docked(self) -> None:
        """In a call, the call is what is seen."""
        if self.calls.desk.active is not None and not self.emergency.is_open:
            self._columns.show_column(Column.DESK)

    @Slot()
    def _on_undo(self) -> None:
        """What is taken back is seen."""
        self._show_what_undo_reaches()
        self.calls.commands.undo()

    @Slot()
    def _on_redo(self) -> None:
        """What is put in force again is seen."""
        self._show_what_undo_reaches()
        self.calls.commands.redo()

    def _show_what_undo_reaches(self) -> None:
        if not self.emergency.is_open and self.calls.desk.active is not None:
            self._columns.show_column(Column.DESK)

    @Slot()
    def _on_contents(self) -> None:
        self._columns.show_column(Column.SEARCH)
        if self._search.is_contents:
            self._window.take_focus()
            return
        self._search.show_contents(True)
        if self.reader.entry is not None:
            self.contents.show_entry(self.reader.entry.id)
        self._search.take_focus()

    @Slot()
    def _on_pin_in_contents(self) -> None:
        if self.contents.selected_id:
            self._on_pin(self.contents.selected_id)

    @Slot()
    def _on_scope(self) -> None:
        self._search.show_contents(False)
        self._columns.show_column(Column.SEARCH)
        self._search.choose_scope(int(self.sender().property("number")))
        self._search.field.setFocus()

    @Slot()
    def _on_run(self) -> None:
        number = int(self.sender().property("number"))
        if not self.emergency.show_nth(number):
            self._columns.show_column(Column.DESK)
            self.calls.show_nth(number)

    @Slot()
    def _on_ticket(self) -> None:
        if self.calls.desk.active is None:
            self._on_answered(f"现在没有进行中的通话;按 {key_of('new_call')} 新来电。")
        else:
            self.middle.toggle_ticket()

    @Slot()
    def _on_reckon(self) -> None:
        if self.calls.desk.active is None:
            self._on_answered(f"试算挨着通话做;按 {key_of('new_call')} 新来电。")
        elif self.emergency.is_open:
            self._on_answered("先把应急卡办完；试算在通话台旁边做。")
        else:
            self.middle.toggle_reckon()

    @Slot(str)
    def _on_reckon_outcome(self, name: str) -> None:
        """From an outcome: the form of this call, at what the outcome is about."""
        self.middle.open_reckon()
        self.reckon.lead(name)

    @Slot()
    def _on_step_help(self) -> None:
        if self.calls.shown_run is None:
            self._on_answered("没有在办的清单:先把一张加入通话台。")
        else:
            self.middle.turn_help()

    @Slot(str)
    def _on_step_link(self, url: str) -> None:
        """A link of the page beside the list: an entry is opened, a sentence copied."""
        scheme, _, rest = url.partition(":")
        if scheme == "entry":
            self.reading.open(rest)
        elif words := self.step_page.words_of(rest):
            self.calls.commands.copy(words)

    @Slot()
    def _on_middle_shown(self) -> None:
        """What was asked for by a key is seen, and has the keyboard."""
        self._columns.show_column(Column.READ)
        match self.middle_column.face:
            case Face.TICKET:
                self.ticket_pane.take_focus()
            case Face.READING:
                self.reader.take_focus()
            case Face.RECKON:
                if self.reckon.pane is not None:
                    self.reckon.pane.take_focus()
            case _ if self._columns.is_single:  # side by side the keyboard stays at the list
                self.step_page.setFocus()
            case _:
                pass

    @Slot()
    def _on_read(self) -> None:
        self._columns.show_column(Column.READ)
        self.middle.show_face(Face.READING)
        self.reader.take_focus()

    @Slot()
    def _on_desk(self) -> None:
        self._columns.show_column(Column.DESK)
        self.call_panel.take_focus()

    @Slot()
    def _on_notice(self) -> None:
        """What is opened is seen; over an emergency card nothing is laid."""
        if self._can_see_notice():
            self.notices.turn()

    @Slot()
    def _on_link_notice(self) -> None:
        if self._can_see_notice():
            self.notices.link()

    def _can_see_notice(self) -> bool:
        if self.emergency.is_open:
            self._on_answered("先把应急卡办完；停热通知在通话台上看。")
            return False
        if self.calls.desk.active is not None and not self.notices.is_composing:
            self._columns.show_column(Column.DESK)
        return True

    @Slot()
    def _on_caller(self) -> None:
        self._ask_caller(None)

    @Slot()
    def _on_phone(self) -> None:
        self._ask_caller(CallerField.PHONE)

    def _ask_caller(self, field: CallerField | None) -> None:
        """Put the keyboard on `field`; None = on the address, and from one of the fields on the next."""
        focused = QApplication.focusWidget()
        if isinstance(focused, LineField) and focused.is_composing:
            return  # the key belongs to the input method
        if self.emergency.take_caller(field):
            return
        if self.calls.desk.active is None:
            self._on_answered(f"现在没有进行中的通话;按 {key_of('new_call')} 新来电后再填户号、电话、地址。")
            return
        self._columns.show_column(Column.DESK)
        if field is not None:
            self.call_panel.caller.open_at(field)
        else:
            self.call_panel.caller.take_focus()

    @Slot()
    def _on_caller_wanted(self) -> None:
        """The fields of the desk must be seen before they take the keyboard."""
        if not self.emergency.is_open:
            self._columns.show_column(Column.DESK)

    @Slot()
    def _on_caller_turned(self) -> None:
        """What was looked for last belongs to the last caller: the next one is looked for everywhere."""
        self._search.choose_scope(0)

    @Slot()
    def _on_restored(self) -> None:
        """One column at a time: the call that came back is the one to see, unless somebody types already."""
        if self._columns.is_single and not self._search.query.text:
            self._on_desk()

    @Slot()
    def _on_new_call(self) -> None:
        self._columns.show_column(Column.DESK)
        self.calls.new_call()

    @Slot()
    def _on_resume(self) -> None:
        self._columns.show_column(Column.DESK)
        self.calls.resume_last()

    @Slot(int)
    def _on_reopen(self, number: int) -> None:
        self._columns.show_column(Column.DESK)
        self.calls.reopen(number)

    @Slot()
    def _on_next_call(self) -> None:
        self._columns.show_column(Column.DESK)
        self.calls.next_call()

    @Slot(str)
    def _on_answered(self, words: str) -> None:
        """A trifle is answered where the agent looks, not by a bar that moves the window."""
        if self.emergency.is_open:
            self.emergency_view.strip.answer(words)
        elif self.call_panel.isVisible():
            self.call_panel.say(words)
        else:
            self._window.notice.mention(words)

    @Slot(str)
    def _on_pin(self, entry_id: str) -> None:
        if self.calls.pin(entry_id):
            self._on_desk()

    @Slot()
    def _on_pin_reading(self) -> None:
        if self.reader.entry is not None:
            self._on_pin(self.reader.entry.id)

    @Slot(str)
    def _on_opened(self, _entry_id: str) -> None:
        self._show_read()

    @Slot()
    def _on_law_opened(self) -> None:
        self._show_read()

    def _show_read(self) -> None:
        """What was opened is seen."""
        self._columns.show_column(Column.READ)
        if self._columns.is_single:  # the search box is out of sight now: the keys go to the page
            self.reader.take_focus()

    @Slot()
    def _show_pinned(self) -> None:
        """Whether the card that is read is under way already."""
        entry = self.reader.entry
        run = self.calls.commands.open_run_of(entry.id) if entry is not None else None
        self.reader.show_pinned(is_pinned=run is not None)

    @Slot()
    def _on_calls(self) -> None:
        call = self.calls.desk.active
        self._places.follow()
        self._show_pinned()
        if call is not None:
            words = self._changed_law.words_of(call.id, self.calls.shown_run, self.reading.handbook)
            if words:
                self._on_answered(words)
        self._columns.show_count(len(call.runs) if call is not None else 0)

    @Slot()
    def _on_flag(self) -> None:
        self.dialogs.flag(self.reader.entry)

    @Slot(str)
    def _on_flag_of(self, entry_id: str) -> None:
        self.dialogs.flag(self.reading.handbook.get(entry_id))

    @Slot()
    def _on_copied(self) -> None:
        self.reader.confirm_copied()

    @Slot()
    def _on_print(self) -> None:
        window = self._window
        run, handbook = self.calls.shown_run, self.reading.handbook
        self.dialogs.print(self.reader.entry, run, handbook, window.theme, window.settings)

    @Slot(str)
    def _on_print_beside_law(self, entry_id: str) -> None:
        entry, workshop = self.reading.handbook.get(entry_id), self.workshop.workshop
        if entry is not None and workshop is not None:
            window = self._window
            self.dialogs.print_beside_law(
                entry, self.reading.handbook, window.theme, window.settings, workshop.window
            )

    @Slot(object)
    def _on_print_sheet(self, sheet: Sheet) -> None:
        window, workshop = self._window, self.workshop.workshop
        if workshop is not None:
            self.dialogs.print_sheet(
                sheet, self.reading.handbook, window.theme, window.settings, workshop.window
            )

    @Slot(object)
    def _on_print_reckoning(self, sheet: Sheet) -> None:
        window = self._window
        self.dialogs.print_sheet(sheet, self.reading.handbook, window.theme, window.settings, window)

    @Slot()
    def _on_script(self) -> None:
        self.dialogs.read_aloud(self.reader.entry, self.reading.handbook, self._window.theme)

    @Slot()
    def _on_settings(self) -> None:
        self.settings.open()

    @Slot()
    def _on_help(self) -> None:
        self.dialogs.show_help(self._window.theme)

    @Slot()
    def _on_update(self) -> None:
        self.update_wanted.emit()

    @Slot()
    def _on_problems(self) -> None:
        self.dialogs.show_problems(self._problems, self._window.theme)
