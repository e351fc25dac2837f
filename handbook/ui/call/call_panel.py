"""The call desk: the calls as tabs, the caller, pinned lists, the run on screen, what is to be done with the call."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from handbook.bulletin.standing import Line
from handbook.call.state.call import Call, CallerField
from handbook.call.state.clock import minutes_seconds
from handbook.call.state.run import Run
from handbook.call.words.tails import tail_of
from handbook.keys import key_of
from handbook.model.typesetting import NO_BREAK
from handbook.override import override
from handbook.ui.call.call_foot import CallFoot
from handbook.ui.call.call_tabs import CallTabs
from handbook.ui.call.caller_form import CallerForm
from handbook.ui.call.drafts import VALUE
from handbook.ui.call.fold_line import HEIGHT, FoldLine
from handbook.ui.call.idle_desk import IdleDesk
from handbook.ui.call.notice_line import SIDE, NoticeLine
from handbook.ui.call.notice_sheet import NoticeSheet
from handbook.ui.call.run_list import RunList
from handbook.ui.call.run_view import NO_TIMES, ROOMY_ROWS, RunView, TitleOf
from handbook.ui.call.step_words import version_alone
from handbook.ui.call.strip import LINES, Strip
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.line_field import LineField

SPACING = 4
NARROW = 420
"""Pixels at 100 % below which an answer needs two lines also where height is dear."""


class CallPanel(QWidget):
    """Shows one call; every wish comes up as a signal."""

    new_call_requested = Signal()
    end_requested = Signal()
    dispatch_requested = Signal()
    note_requested = Signal()
    report_requested = Signal()
    park_requested = Signal()
    history_requested = Signal()
    resume_requested = Signal(int)
    caller_entered = Signal(object, str)
    """CallerField and text."""
    finish_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    reset_requested = Signal()
    abandon_requested = Signal()
    left_by_key = Signal()
    """The keyboard is wanted elsewhere: back to the search."""
    sheet_escaped = Signal()
    """Esc while the sentence of a notice lies over the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callPanel")
        self.setAccessibleName("通话台")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._call: Call | None = None
        self._parked = 0
        self._elapsed: int | None = None
        self._is_tight = False
        self._linked = 0
        """Number of the notice that the ticket has."""
        self._sheet_top = 0
        """Where the sentence of a notice lies."""
        self._is_folded = False
        """Whether calls, hint and lists are one line."""
        self._is_open = False
        """Whether they are opened from it for the moment."""
        self.fold = FoldLine()
        self.runs = RunList()
        self.run_view = RunView()
        self.strip = Strip()
        self.idle = IdleDesk()
        self.tabs = CallTabs()
        self.foot = CallFoot()
        self.caller = CallerForm(is_folding=True)
        self.notice = NoticeLine()
        self._is_notice_wanted = False
        """Whether the place of the notice is kept free from the next call on."""
        self._before_sheet: QWidget | None = None
        """What had the keyboard before the sentence was opened."""
        self._build()
        self.sheet = NoticeSheet(self)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.sheet_escaped)

    @property
    def fields(self) -> dict[CallerField, LineField]:
        """The caller's data."""
        return self.caller.fields

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.caller.apply_theme(theme)
        self.notice.apply_theme(theme)
        self.sheet.apply_theme(theme)
        self.tabs.apply_theme(theme)
        self.foot.apply_theme(theme)
        self.idle.apply_theme(theme)
        self.strip.apply_theme(theme)
        self.fold.apply_theme(theme)
        self.run_view.apply_theme(theme)
        if self._call is not None:
            self.runs.show_runs(self._call.runs, self._call.shown_run, theme)
        self._place_sheet()

    @property
    def uses_notices(self) -> bool:
        """Whether the place of the notice is kept free now."""
        return not self.notice.isHidden()

    def use_notices(self, is_used: bool) -> None:
        """Keep the place of the notice free, or not; a call that is on stays as it is."""
        self._is_notice_wanted = is_used

    def show_notice(self, line: Line | None, *, linked: int) -> None:
        """Say `line` under the address; `linked`: number of the notice that the ticket has, 0 = none."""
        number = line.notice.number if line is not None and line.notice is not None else 0
        self.notice.show_line(line, is_linked=linked > 0 and linked == number)
        if line is None:
            self.close_sheet()
        elif not self.sheet.isHidden():
            self.sheet.show_line(line, is_linked=linked > 0)
            self._place_sheet()
        self._linked = linked

    def open_sheet(self) -> None:
        """Lay the sentence of the line over the finished items, with the keyboard in it."""
        line = self.notice.line
        if line is None:
            return
        self._before_sheet = QApplication.focusWidget()
        self.sheet.show_line(line, is_linked=self._linked > 0)
        self.sheet.show()
        self._sheet_top = 0
        self._place_sheet()
        self._escape.setEnabled(True)
        self.sheet.take_focus()

    @Slot()
    def close_sheet(self) -> None:
        """Take it away; the keyboard goes back to where it was, if it is still here."""
        if self.sheet.isHidden():
            return
        focused = QApplication.focusWidget()
        has_keyboard = focused is not None and (focused is self.sheet or self.sheet.isAncestorOf(focused))
        self._escape.setEnabled(False)
        before, self._before_sheet = self._before_sheet, None
        field = next((field for field, edit in self.fields.items() if edit is before), None)
        if has_keyboard and field is not None:
            self.caller.open_at(field)  # it was folded away when the keyboard left it
        elif has_keyboard and before is not None and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif has_keyboard:
            self.take_focus()
        self.sheet.hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_sheet()

    @Slot()
    def _place_sheet(self) -> None:
        """Beneath the step that is on, never over it; where no list is shown, beneath the line itself."""
        if self.sheet.isHidden():
            return
        view, width, high = self.run_view, self.width() - 2 * SIDE, self.height() - SPACING
        end = (self.foot.y() if self.foot.isVisible() else self.height()) - SPACING
        least = self.notice.geometry().bottom() + SPACING
        if view.isVisible():
            least = view.mapTo(self, QPoint(0, view.stage.geometry().bottom())).y() + 2 * SPACING
        self._sheet_top = max(self._sheet_top, least)  # a shorter step does not draw it up again
        above = QRect(SIDE, SPACING, width, self.notice.y() - 2 * SPACING)
        beneath = [(self._sheet_top, end), (least, end), (least, high)]
        areas = [QRect(SIDE, top, width, max(bottom - top, 0)) for top, bottom in beneath]
        self.sheet.place([*areas, above])
        if self.sheet.y() >= least:
            self._sheet_top = self.sheet.y()

    def take_focus(self) -> None:
        """Put the keyboard on the steps, or on the first field where nothing is pinned; never where nobody sees it."""
        if self.run_view.isVisible():
            self.run_view.setFocus()
        elif self._call is not None and self.isVisible():
            self.caller.open_at(CallerField.ACCOUNT)

    def put_value_back(self, step: str, text: str) -> None:
        """Show what was being typed for a value when the program ended."""
        field = self.run_view.findChild(LineField, f"{VALUE}{step}")
        if field is not None and field.isEnabled():
            field.setFocus()
            field.setText(text)

    def set_compact(self, is_compact: bool) -> None:
        """In the dock the buttons leave out their keys; every function keeps its key."""
        self.tabs.set_compact(is_compact)

    def set_tight(self, is_tight: bool) -> None:
        """Where height is dear the steps get what the caller's fields and the last buttons can spare."""
        self._is_tight = is_tight
        self.notice.set_low(is_tight)
        self._show_folded()
        self.foot.set_tight(is_tight)
        self.tabs.set_low(is_tight)

    def show_time(self, milliseconds: int | None) -> None:
        """Show how long the call lasts; None where there is none."""
        self._elapsed = milliseconds
        self.tabs.show_time(milliseconds)
        self._say_folded()

    def show_call(
        self,
        call: Call | None,
        title_of: TitleOf,
        missing: Sequence[str] = (),
        lacking: Collection[CallerField] = (),
        times: Mapping[str, datetime] = NO_TIMES,
    ) -> None:
        """Show `call` with the run on screen, or that there is none."""
        is_other = (call.id if call else 0) != (self._call.id if self._call else 0)
        is_turned = (call.shown_run if call else 0) != (self._call.shown_run if self._call else 0)
        self._call = call
        run = _shown_run(call)
        if is_other or call is None:
            self.notice.setVisible(call is not None and self._is_notice_wanted)
            self.close_sheet()
        self.idle.setVisible(call is None)
        for widget in (self.caller, self.foot):
            widget.setVisible(call is not None)
        self.run_view.setVisible(run is not None)
        self.runs.show_runs(call.runs if call else (), call.shown_run if call else 0, self._theme)
        if is_other or is_turned:
            self._is_open = False
        if run is None:
            self._fold()
        if is_other or is_turned:  # an answer to an act on another list would mislead
            self.strip.forget()
        if call is None:
            self.strip.hide()
            return
        self.caller.show_caller(call.caller, is_other=is_other)
        self.caller.show_lacking(lacking)
        self.foot.show_call(call, run, missing)
        if run is not None:
            self.run_view.show_run(run, title_of, owner=(call.id, run.id), times=times)
            self.run_view.show_missing(missing)
        is_caution = run is not None and (run.pause is not None or bool(run.cleared))
        self.strip.show_state(strip_words(run), is_caution=is_caution)
        self._place_strip()

    def show_parked(self, calls: Sequence[Call]) -> None:
        """Calls that wait stand as tabs beside the one that is on; the idle desk has the way to a new one itself."""
        self._parked = len(calls)
        on = [self._call] if self._call is not None else []
        self.tabs.new.setVisible(bool(on))
        self.tabs.show_calls([*on, *calls], self._call.id if self._call is not None else 0)
        self.tabs.setVisible(bool(on or calls) and not (self._is_folded and not self._is_open))

    @Slot(str)
    def say(self, words: str) -> None:
        """Answer at the list itself."""
        self.answer(words, False)

    @Slot(str)
    def warn(self, words: str) -> None:
        """Answer at the list itself, with caution."""
        self.answer(words, True)

    @Slot(str, bool)
    def answer(self, words: str, is_caution: bool) -> None:
        """Answer at the list itself: refused, copied, noted; it is seen even where no list is shown."""
        self.strip.answer(words, is_caution=is_caution)
        self._place_strip()

    def _build(self) -> None:
        self.strip.hide()
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(PLAIN.px(SPACING))
        layout.addWidget(self.fold)
        layout.addWidget(self.tabs)
        self.caller.entered.connect(self.caller_entered)
        self.caller.left_by_key.connect(self._on_fields_left)
        self.caller.too_long.connect(self.warn)
        layout.addWidget(self.caller)
        self.notice.hide()
        layout.addWidget(self.notice)
        layout.addWidget(self.runs)
        layout.addWidget(self.strip)
        self.run_view.left_by_key.connect(self.left_by_key)
        self.run_view.undo_requested.connect(self.undo_requested)
        layout.addWidget(self.run_view, 1)
        layout.addWidget(self.idle, 1)
        layout.addStretch(0)
        layout.addWidget(self.foot)
        self._connect()

    @Slot()
    def _fold(self) -> None:
        """Fold calls, hint and lists to one line where fewer rows than wanted would fit beneath them."""
        view = self.run_view
        if self._is_folded and self._is_open and not view.isHidden():
            return  # what was opened by hand stays until it is closed
        gained = self._gain() if self._is_folded else 0
        is_folded = not view.isHidden() and view.rows_in(view.height() - gained) < ROOMY_ROWS
        if is_folded != self._is_folded:
            self._is_folded, self._is_open = is_folded, False
            self._show_folded()

    def _gain(self) -> int:
        """Pixels of height that the list has more of while they are folded."""
        away = self.tabs.minimumHeight() + self.runs.minimumHeight() + 2 * SPACING
        kept = 0 if self._is_tight else self.caller.gain
        return max(away + kept + self.strip.lines_height(LINES) - self.fold.minimumHeight(), 0)

    @Slot()
    def _turn_fold(self) -> None:
        if self._is_folded:
            self._is_open = not self._is_open
            self._show_folded()

    def _show_folded(self) -> None:
        is_away = self._is_folded and not self._is_open
        self.tabs.setVisible(not is_away)
        self.runs.setVisible(not is_away)
        self.caller.set_tight(self._is_tight or is_away)
        self.run_view.can_unfold = self._is_folded
        is_narrow = self.width() < self._theme.px(NARROW)
        self.strip.set_lines(1 if is_away and not is_narrow else LINES)
        self.fold.setFixedHeight(self.strip.height() if is_away else self._theme.px(HEIGHT))
        self._place_strip()
        self._say_folded()

    @Slot()
    def _place_strip(self) -> None:
        """What it has to say stands in the place of the folded line for as long as it is news."""
        is_away = self._is_folded and not self._is_open
        is_news = self.strip.has_news
        before = self.fold if is_away else self.runs
        if self._column.indexOf(self.strip) != self._column.indexOf(before) + 1:
            self._column.removeWidget(self.strip)
            self._column.insertWidget(self._column.indexOf(before) + 1, self.strip)
        self.strip.setVisible(
            bool(self.strip.words) and (is_news or (not is_away and self._call is not None))
        )
        self.fold.setVisible(self._is_folded and not (is_away and is_news))

    def _say_folded(self) -> None:
        """Clock, number and list of the call that is on; what is known of earlier calls; how many calls and lists there are."""
        call = self._call
        if call is None or not self._is_folded:
            return
        run = _shown_run(call)
        tail = tail_of(call.caller.get(CallerField.PHONE, ""))
        listed = ""
        if run is not None:
            done, total = run.progress
            listed = f"{run.checklist.severity.value} {run.checklist.title} {done}/{total}"
        parts = (
            minutes_seconds(self._elapsed) if self._elapsed is not None else "",
            f"尾号 {tail}" if tail else "",
            listed,
            f"清单 {len(call.runs)}" if len(call.runs) > 1 else "",
            f"搁置 {self._parked}" if self._parked else "",
            self.caller.hint.text(),
        )
        self.fold.show_words(" · ".join(part for part in parts if part), is_open=self._is_open)

    def _connect(self) -> None:
        self.fold.clicked.connect(self._turn_fold)
        self.run_view.fold_requested.connect(self._turn_fold)
        self.run_view.rows_fit.connect(self._fold)
        self.run_view.placed.connect(self._place_sheet)
        self.fold.hide()
        self.strip.changed.connect(self._place_strip)
        self.tabs.new_call_requested.connect(self.new_call_requested)
        self.tabs.call_chosen.connect(self.resume_requested)
        self.idle.new_call_requested.connect(self.new_call_requested)
        self.idle.history_requested.connect(self.history_requested)
        foot = self.foot
        foot.note_requested.connect(self.note_requested)
        foot.report_requested.connect(self.report_requested)
        foot.dispatch_requested.connect(self.dispatch_requested)
        foot.end_requested.connect(self.end_requested)
        foot.finish_requested.connect(self.finish_requested)
        foot.undo_requested.connect(self.undo_requested)
        foot.redo_requested.connect(self.redo_requested)
        foot.reset_requested.connect(self.reset_requested)
        foot.abandon_requested.connect(self.abandon_requested)
        foot.park_requested.connect(self.park_requested)
        foot.history_requested.connect(self.history_requested)

    @Slot()
    def _on_fields_left(self) -> None:
        """On to the steps, or to the search where there are none."""
        if self.run_view.isVisible():
            self.run_view.setFocus()
        else:
            self.left_by_key.emit()


def _shown_run(call: Call | None) -> Run | None:
    return next((r for r in call.runs if r.id == call.shown_run), None) if call is not None else None


_KEYS = ("空格 打钩", "数字 回答", "Enter 填数", "↑↓ 移动", "Esc 回搜索")
KEYS = " · ".join(words.replace(" ", NO_BREAK) for words in _KEYS)
"""A key and what it does stay on one line."""


def strip_words(run: Run | None) -> str:
    """What stands above the steps: where it was left, what was cleared, else which content it follows."""
    if run is None:
        return ""
    steps = run.checklist.step_by_id
    if run.pause is not None:
        last = steps.get(run.pause.last_done)
        return f"{run.pause.text} · 上一步:{last.text} — 请再确认一遍" if last else run.pause.text
    if run.cleared:
        return "改了前面的回答,清除了:" + ";".join(f"{steps[c.step].text} {c.text}" for c in run.cleared)
    if not run.is_open:
        return f"清单已结束 · 按内容 {version_alone(run.checklist)} 版 · {key_of('undo')} 撤销结束"
    return f"按内容 {version_alone(run.checklist)} 版 · {KEYS}"
