"""Dialogs that are opened from the window: help, settings, problems, history, flags, scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from handbook.call.feedback import FlagReason
from handbook.call.state.run import Run
from handbook.call.store.store_errors import StoreError
from handbook.document.blocks import Sheet
from handbook.document.words import DEMO_REFUSED
from handbook.errors import HandbookError
from handbook.export.endings import check_ending, ending_of
from handbook.export.safe_file import write_safely
from handbook.keys import key_of
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.problem import Problem
from handbook.model.script import Script
from handbook.settings import Settings
from handbook.ui.dialogs.flag_dialog import FlagDialog
from handbook.ui.dialogs.help_dialog import HelpDialog
from handbook.ui.dialogs.history_dialog import HistoryDialog
from handbook.ui.dialogs.manual import manual_page, manual_pictures, manual_text
from handbook.ui.dialogs.problems import problems_page
from handbook.ui.dialogs.script_dialog import ScriptDialog
from handbook.ui.dialogs.settings.shown import SettingsShown
from handbook.ui.dialogs.text_dialog import TextDialog
from handbook.ui.dialogs.ticket_dialog import TicketDialog
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.clipboard import put_on_clipboard
from handbook.ui.window.services import Services

if TYPE_CHECKING:
    from handbook.ui.dialogs.settings.settings_dialog import SettingsDialog


class WindowDialogs(QObject):
    """Each opens one dialog; none blocks."""

    notice_raised = Signal(str)
    reopen_wanted = Signal(int)
    """Number of a call that had ended and goes on."""
    hint_raised = Signal(str)
    """What only informs: it goes by itself."""
    edit_wanted = Signal(str)
    """Id of an entry that is to be mended at once."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._may_edit = False

    def apply_theme(self, theme: Theme) -> None:
        """Hand `theme` on to the dialogs that are open and paint with its colours."""
        for text in self._window.findChildren(TextDialog):
            text.apply_theme(theme)
        for script in self._window.findChildren(ScriptDialog):
            script.apply_theme(theme)

    def show_help(self, theme: Theme) -> None:
        """The manual with all keys."""
        HelpDialog("帮助", manual_page, manual_text(), theme, self._window, manual_pictures).show()

    def show_problems(self, problems: Sequence[Problem], theme: Theme) -> None:
        """Problems of the content."""
        TextDialog("内容问题", partial(problems_page, problems), theme, self._window).show()

    def print(
        self, entry: Entry | None, run: Run | None, handbook: Handbook, theme: Theme, settings: Settings
    ) -> None:
        """Paper and PDF, with a preview; begins with the paper and the kind of file of `settings`."""
        paper = _paper_dialogs()
        print_choices, print_dialog = paper.print_choices, paper.print_dialog
        favourites = self._services.bookmarks.favourites()
        record = print_choices.recorded_run(run, self._services.desk, handbook) if run is not None else None
        offered = print_choices.choices(handbook, entry, record, favourites)
        print_dialog.PrintDialog(
            offered,
            handbook,
            theme,
            self._window,
            paper=settings.paper,
            file_format=settings.file_format,
        ).open()

    def print_beside_law(
        self, entry: Entry, handbook: Handbook, theme: Theme, settings: Settings, over: QWidget
    ) -> None:
        """An entry with the official words of its article, asked for in the window `over`."""
        paper = _paper_dialogs()
        paper.print_dialog.PrintDialog(
            paper.print_choices.beside_the_law(handbook, entry),
            handbook,
            theme,
            over,
            paper=settings.paper,
            file_format=settings.file_format,
        ).open()

    def print_sheet(
        self, sheet: Sheet, handbook: Handbook, theme: Theme, settings: Settings, over: QWidget
    ) -> None:
        """One sheet that stands in no handbook, asked for in the window `over`."""
        paper = _paper_dialogs()
        paper.print_dialog.PrintDialog(
            {"这张单子": paper.print_choices.PrintChoice((sheet,))},
            handbook,
            theme,
            over,
            paper=settings.paper,
            file_format=settings.file_format,
        ).open()

    def settings(self, shown: SettingsShown, theme: Theme) -> SettingsDialog:
        """The window of settings, not yet on screen; what is chosen in it is for others to do."""
        dialog: SettingsDialog = _paper_dialogs().settings_dialog.SettingsDialog(shown, theme, self._window)
        return dialog

    def show_history(self) -> None:
        """Calls that have ended."""
        dialog = HistoryDialog(self._services.history, self._services.totals, self._window)
        dialog.call_chosen.connect(self.show_past_call)
        dialog.csv_wanted.connect(self._on_totals_wanted)
        dialog.reopen_wanted.connect(self.reopen_wanted)
        dialog.open()

    @Slot(int)
    def show_past_call(self, number: int) -> None:
        """Ticket and record of a call that has ended."""
        try:
            past = self._services.history.read(number)
        except (StoreError, KeyError) as error:
            self.notice_raised.emit(f"这通记录打不开了:{error}")
            return
        TicketDialog(past.ticket, past.record, past.call, self._window, is_copied=False).open()

    @Slot(bool)
    def allow_edit(self, may_edit: bool) -> None:
        """Whether this user may mend an entry, where one says what is wrong with it."""
        self._may_edit = may_edit

    def flag(self, entry: Entry | None) -> None:
        """Say that an entry is wrong."""
        if entry is None:
            self.hint_raised.emit("先打开要标记的条目。")
            return
        dialog = FlagDialog(entry.id, entry.title, self._window, may_edit=self._may_edit)
        dialog.flagged.connect(self._on_flagged)
        dialog.edit_wanted.connect(self.edit_wanted)
        dialog.export_wanted.connect(self._on_export_wanted)
        dialog.open()

    def export_feedback(self, target: Path) -> None:
        """Write flags, misses and entries left at once as one CSV for the editor; an existing file is replaced whole."""
        feedback = self._services.feedback
        self._write_csv(target, "反馈表", feedback.to_csv, f" {len(feedback.lines())} 条反馈")

    def export_totals(self, target: Path) -> None:
        """Write what was counted, a line for each hour, as one CSV; an existing file is replaced whole."""
        self._write_csv(target, "统计表", self._services.totals.to_csv, "统计")

    def _write_csv(self, target: Path, name: str, text: Callable[[], str], what: str) -> None:
        # Whoever chose the name was asked before overwriting, but not where an ending has to be added.
        has_ending = bool(ending_of(target))
        if not has_ending:
            target = target.with_name(f"{target.name}.csv")
        try:
            check_ending(target, ("csv",), name)
            write_safely(target, text().encode(), force=has_ending)
        except HandbookError as error:
            self.notice_raised.emit(str(error))
        else:
            self.hint_raised.emit(f"已写{what}到 {target}。")

    def read_aloud(self, entry: Entry | None, handbook: Handbook, theme: Theme) -> None:
        """The teleprompter for a script."""
        if not isinstance(entry, Script):
            self.hint_raised.emit(f"打开一条话术后再按 {key_of('script')}。")
            return
        dialog = ScriptDialog(entry, handbook, theme, self._window)
        dialog.copy_requested.connect(self._on_copy)
        dialog.show()

    @Slot(str)
    def _on_copy(self, words: str) -> None:
        if not put_on_clipboard(words):
            self.hint_raised.emit(DEMO_REFUSED)

    @Slot()
    def _on_export_wanted(self) -> None:
        self._asked_for_csv("导出反馈", "反馈.csv").fileSelected.connect(self._on_feedback_file)

    @Slot(str)
    def _on_feedback_file(self, name: str) -> None:
        self.export_feedback(Path(name))

    @Slot()
    def _on_totals_wanted(self) -> None:
        self._asked_for_csv("导出统计", "统计.csv").fileSelected.connect(self._on_totals_file)

    @Slot(str)
    def _on_totals_file(self, name: str) -> None:
        self.export_totals(Path(name))

    def _asked_for_csv(self, title: str, name: str) -> QFileDialog:
        asked = QFileDialog(self._window, title, name, "CSV (*.csv)")
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.open()
        return asked

    @Slot(str, object, str)
    def _on_flagged(self, entry_id: str, reason: FlagReason, remark: str) -> None:
        try:
            self._services.feedback.flag(entry_id, reason, remark)
        except StoreError as error:
            self.notice_raised.emit(str(error))


def _paper_dialogs() -> ModuleType:
    from handbook.ui.dialogs import paper_dialogs  # with the whole export room

    return paper_dialogs
