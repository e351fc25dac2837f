"""The window: panels side by side; values go down to them, their wishes come up and are passed on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from handbook.model.handbook import Handbook
from handbook.model.kinds import Phase
from handbook.model.problem import Gravity, Problem
from handbook.override import override
from handbook.settings import Settings
from handbook.ui.call.call_panel import CallPanel
from handbook.ui.call.call_session import CallSession
from handbook.ui.call.emergency_session import EmergencySession
from handbook.ui.call.emergency_view import EmergencyView
from handbook.ui.columns import Columns
from handbook.ui.contents.contents_panel import ContentsPanel
from handbook.ui.docking import SMALLEST, Docking
from handbook.ui.errands import Errands
from handbook.ui.lookup import Lookup
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.search.search_panel import SearchPanel
from handbook.ui.shortcuts import bound
from handbook.ui.theme.fonts import screen_family, screen_font
from handbook.ui.theme.palette import palette_of
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme, next_zoom, theme_of
from handbook.ui.top_bar import TopBar
from handbook.ui.widgets.notice_bar import NoticeBar
from handbook.ui.workplace import Workplace

START_SIZE = (1440, 900)
THREE_COLUMNS_WIDTH = 1040
COMPACT_WIDTH = 760
EMERGENCY_WIDTH = 900
HINTS = "↑ ↓ 选择 · Enter 打开 · Ctrl+Enter 加入通话台 · Alt+0…6 范围 · Ctrl+J 到清单 · F9 应急 · F1 全部按键"


class MainWindow(QMainWindow):
    """Search column, reading pane, call desk, and the emergency view over them."""

    settings_changed = Signal(object)
    """Settings."""
    painted_first = Signal()
    """The window was painted for the first time: what is slow may begin."""
    closing = Signal()

    def __init__(self, settings: Settings, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("供热速查")
        self._settings = settings
        self._theme = Theme()
        self._problems: Sequence[Problem] = ()
        self._was_painted = False
        self.top_bar = TopBar()
        self.notice = NoticeBar()
        self.search = SearchPanel()
        self.contents = ContentsPanel()
        self.reader = ReaderPanel()
        self.call_panel = CallPanel()
        self.emergency_view = EmergencyView()
        self._left = QStackedWidget()
        self._status = QLabel(HINTS)
        self.columns = Columns((self._left, self.reader, self.call_panel))
        self.pages = QStackedWidget()
        self._build()
        self.docking = Docking(self)
        self.errands = Errands(workplace, self)
        self.lookup = Lookup(self.search, self.contents, self.reader, workplace, self)
        self.calls = CallSession(workplace.desk, self.call_panel, self)
        self.emergency = EmergencySession(self.emergency_view, self.pages, self.calls, self)
        self._connect()
        self._bind_keys()
        self.apply_settings(settings)
        self.docking.open_wide()
        if settings.is_docked:
            self._dock(True)
        self.calls.refresh()

    # -- what comes down

    @property
    def theme(self) -> Theme:
        """The look in use."""
        return self._theme

    @property
    def settings(self) -> Settings:
        """The settings in use."""
        return self._settings

    def apply_settings(self, settings: Settings) -> None:
        """Take look, text size and season from `settings`."""
        self._settings = settings
        self._apply_theme(theme_of(is_dark=_is_dark(settings.look), scale=settings.scale))
        self.top_bar.show_phase(settings.phase)
        self.lookup.use_phase(Phase(settings.phase) if settings.phase in set(Phase) else None)

    def show_handbook(self, handbook: Handbook, problems: Sequence[Problem]) -> None:
        """Read `handbook`; `problems` can be looked at."""
        self._problems = problems
        errors = sum(1 for p in problems if p.gravity is Gravity.ERROR)
        overdue = sum(1 for entry in handbook if entry.is_overdue(date.today()))
        words = f"内容 {handbook.version} · {len(handbook)} 条"
        words += f" · {overdue} 条到期待复核" if overdue else ""
        self.top_bar.show_info(words, errors)
        self.lookup.show_handbook(handbook)
        self.calls.show_handbook(handbook)
        self.emergency.show_handbook(handbook)

    def tell(self, words: str) -> None:
        """One plain sentence across the window."""
        self.notice.tell(words)

    def take_focus(self) -> None:
        """Put the cursor into the search box."""
        self.emergency.close()
        self._left.setCurrentWidget(self.search)
        self.columns.show_room(0)
        self.search.take_focus()

    # -- Qt

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted_first.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    # -- internals

    def _build(self) -> None:
        self._left.addWidget(self.search)
        self._left.addWidget(self.contents)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)  # in the page: nothing comes over an emergency card
        layout.addWidget(self.top_bar)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self._status_bar())
        self.pages.addWidget(middle)
        self.pages.addWidget(self.emergency_view)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.pages, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(*SMALLEST)
        self.resize(*START_SIZE)

    def _status_bar(self) -> QWidget:
        self._bar = QWidget()
        self._bar.setObjectName("statusBar")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self._bar)
        layout.setContentsMargins(16, 3, 16, 4)
        self._status.setSizePolicy(
            self._status.sizePolicy().Policy.Ignored, self._status.sizePolicy().Policy.Preferred
        )
        layout.addWidget(self._status, 1)
        return self._bar

    def _connect(self) -> None:
        self.top_bar.contents_requested.connect(self._on_contents)
        self.top_bar.emergency_requested.connect(self.emergency.open)
        self.top_bar.dock_requested.connect(self._on_dock)
        self.top_bar.look_requested.connect(self._on_look)
        self.top_bar.help_requested.connect(self._on_help)
        self.top_bar.problems_requested.connect(self._on_problems)
        self.top_bar.phase_changed.connect(self._on_phase)
        self.search.pin_requested.connect(self._on_pin)
        self.reader.pin_requested.connect(self._on_pin)
        self.reader.flag_requested.connect(self._on_flag)
        self.reader.print_requested.connect(self._on_print)
        self.reader.script_requested.connect(self._on_script)
        self.call_panel.history_requested.connect(self.errands.show_history)
        self.call_panel.run_view.left_by_key.connect(self.take_focus)
        self.lookup.entry_opened.connect(self._on_opened)
        self.calls.state_changed.connect(self._on_calls)
        self.calls.search_wanted.connect(self.take_focus)
        self.columns.room_wanted.connect(self.emergency.close)
        self.closing.connect(self.docking.remember)
        for part in (self.lookup, self.calls, self.errands):
            part.notice_raised.connect(self.tell)

    def _bind_keys(self) -> None:
        slots: dict[str, Callable[[], None]] = {
            "search": self.take_focus,
            "contents": self._on_contents,
            "back": self.reader.go_back,
            "forward": self.reader.go_forward,
            "read": self._on_read,
            "find": self.reader.open_find,
            "favourite": self.lookup.toggle_favourite,
            "copy_for_caller": self.lookup.copy_for_caller,
            "flag": self._on_flag,
            "print": self._on_print,
            "script": self._on_script,
            "pin": self._on_pin_reading,
            "new_call": self._on_new_call,
            "end_call": self.calls.end_call,
            "desk": self._on_desk,
            "note": self.calls.ask_note,
            "dispatch": self.calls.dispatch,
            "park": self.calls.park,
            "resume": self.calls.resume_last,
            "undo": self.calls.undo,
            "redo": self.calls.redo,
            "history": self.errands.show_history,
            "dock": self._on_dock,
            "zoom_in": self._on_zoom_in,
            "zoom_out": self._on_zoom_out,
            "zoom_reset": self._on_zoom_reset,
            "look": self._on_look,
            "emergency": self.emergency.open,
            "help": self._on_help,
            "quit": self._on_quit,
        }
        for shortcut in bound():
            for keys in shortcut.keys:
                made = QShortcut(QKeySequence(keys), self)
                name, _, number = shortcut.name.partition("_")
                if name in ("scope", "run") and number.isdigit():
                    made.setProperty("number", int(number))
                    made.activated.connect(self._on_scope if name == "scope" else self._on_run)
                elif shortcut.name in slots:
                    made.activated.connect(slots[shortcut.name])

    def _apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(screen_font(theme.scale))
            app.setPalette(palette_of(theme.colours))
            # A widget with a style sheet does not follow the application font: the sheet names the family.
            app.setStyleSheet(stylesheet(theme, screen_family()))
        for panel in (
            self.top_bar,
            self.search,
            self.reader,
            self.call_panel,
            self.emergency_view,
            self.columns,
        ):
            panel.apply_theme(theme)
        if not self._was_painted:
            self.columns.reset_widths(theme)
        self._relayout()

    def _change(self, settings: Settings) -> None:
        self.apply_settings(settings)
        self.settings_changed.emit(settings)

    def _zoom(self, scale: float) -> None:
        if scale != self._settings.scale:
            self._change(replace(self._settings, scale=scale))

    def _relayout(self) -> None:
        """Fit the layout to the width, in the sizes of the text: a dock and 200 % text both are narrow."""
        width = self.width()
        is_compact = width < self._theme.px(COMPACT_WIDTH)
        self.top_bar.set_compact(is_compact, is_docked=self._settings.is_docked)
        self.call_panel.set_compact(is_compact)
        self._bar.setVisible(not is_compact)
        self.columns.set_single(width < self._theme.px(THREE_COLUMNS_WIDTH), self._theme)
        self.emergency_view.set_compact(width < self._theme.px(EMERGENCY_WIDTH))

    def _dock(self, is_docked: bool) -> None:
        if is_docked:
            self.docking.dock(self._settings, self._theme.scale)
        else:
            self.docking.undock()
        self._relayout()

    @Slot()
    def _on_contents(self) -> None:
        self.columns.show_room(0)
        if self._left.currentWidget() is self.contents:
            self.take_focus()
            return
        self._left.setCurrentWidget(self.contents)
        if self.reader.entry is not None:
            self.contents.show_entry(self.reader.entry.id)
        self.contents.take_focus()

    @Slot()
    def _on_scope(self) -> None:
        self._left.setCurrentWidget(self.search)
        self.columns.show_room(0)
        self.search.scope_bar.choose(int(self.sender().property("number")))
        self.search.field.setFocus()

    @Slot()
    def _on_run(self) -> None:
        self.columns.show_room(2)
        self.calls.show_nth(int(self.sender().property("number")))

    @Slot()
    def _on_read(self) -> None:
        self.columns.show_room(1)
        self.reader.take_focus()

    @Slot()
    def _on_desk(self) -> None:
        self.columns.show_room(2)
        self.call_panel.take_focus()

    @Slot()
    def _on_new_call(self) -> None:
        self.columns.show_room(2)
        self.calls.new_call()

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
        self.columns.show_room(1)

    @Slot()
    def _on_calls(self) -> None:
        call = self.calls.desk.active
        self.columns.show_count(len(call.runs) if call is not None else 0)

    @Slot()
    def _on_flag(self) -> None:
        self.errands.flag(self.reader.entry)

    @Slot()
    def _on_print(self) -> None:
        run = self.call_panel.run_view.run if self.calls.desk.active is not None else None
        self.errands.print(self.reader.entry, run, self.lookup.handbook, self._theme)

    @Slot()
    def _on_script(self) -> None:
        self.errands.read_aloud(self.reader.entry, self.lookup.handbook, self._theme)

    @Slot()
    def _on_dock(self) -> None:
        settings = replace(self._settings, is_docked=not self._settings.is_docked)
        self._settings = settings
        self._dock(settings.is_docked)
        self.settings_changed.emit(settings)

    @Slot()
    def _on_look(self) -> None:
        look = "light" if self._theme.colours.is_dark else "dark"
        self._change(replace(self._settings, look=look))

    @Slot(str)
    def _on_phase(self, phase: str) -> None:
        self._change(replace(self._settings, phase=phase))

    @Slot()
    def _on_zoom_in(self) -> None:
        self._zoom(next_zoom(self._settings.scale, +1))

    @Slot()
    def _on_zoom_out(self) -> None:
        self._zoom(next_zoom(self._settings.scale, -1))

    @Slot()
    def _on_zoom_reset(self) -> None:
        self._zoom(1.0)

    @Slot()
    def _on_help(self) -> None:
        self.errands.show_help(self._theme)

    @Slot()
    def _on_problems(self) -> None:
        self.errands.show_problems(self._problems, self._theme)

    @Slot()
    def _on_quit(self) -> None:
        self.close()


def _is_dark(look: str) -> bool:
    if look == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return look == "dark"
