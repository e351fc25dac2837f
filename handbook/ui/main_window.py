"""The window: panels side by side; values go down to them, their wishes come up and are passed on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from handbook.call.bookmarks import Bookmarks
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, Phase
from handbook.model.problem import Gravity, Problem
from handbook.settings import Settings
from handbook.ui.contents.contents_panel import ContentsPanel
from handbook.ui.dialogs.manual import manual_page
from handbook.ui.dialogs.problems import problems_page
from handbook.ui.dialogs.text_dialog import TextDialog
from handbook.ui.lookup import Lookup
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.search.search_panel import SearchPanel
from handbook.ui.shortcuts import bound
from handbook.ui.theme.fonts import screen_font
from handbook.ui.theme.palette import palette_of
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme, next_zoom, theme_of
from handbook.ui.top_bar import TopBar
from handbook.ui.widgets.notice_bar import NoticeBar

LEFT_WIDTH = 372
START_SIZE = (1440, 900)
SMALLEST = (760, 480)


class MainWindow(QMainWindow):
    """Search column, reading pane and what stands around them."""

    settings_changed = Signal(object)
    """Settings."""
    painted_first = Signal()
    """The window was painted for the first time: what is slow may begin."""
    closing = Signal()

    def __init__(self, settings: Settings, bookmarks: Bookmarks) -> None:
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
        self._left = QStackedWidget()
        self._status = QLabel()
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self.lookup = Lookup(self.search, self.contents, self.reader, bookmarks, self)
        self._connect()
        self._bind_keys()
        self.apply_settings(settings)

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

    def tell(self, words: str) -> None:
        """One plain sentence across the window."""
        self.notice.tell(words)

    def take_focus(self) -> None:
        """Put the cursor into the search box."""
        self._left.setCurrentWidget(self.search)
        self.search.take_focus()

    # -- Qt

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted_first.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    # -- internals

    def _build(self) -> None:
        self._left.addWidget(self.search)
        self._left.addWidget(self.contents)
        for panel in (self._left, self.reader):
            self._columns.addWidget(panel)
        self._columns.setHandleWidth(1)
        self._columns.setChildrenCollapsible(False)
        self._columns.setStretchFactor(1, 1)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.notice)
        layout.addWidget(self._columns, 1)
        layout.addWidget(self._status_bar())
        self.setCentralWidget(middle)
        self.setMinimumSize(*SMALLEST)
        self.resize(*START_SIZE)

    def _status_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("statusBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(bar)
        layout.setContentsMargins(16, 3, 16, 4)
        self._status.setText("↑ ↓ 选择 · Enter 打开 · Alt+0…6 范围 · Ctrl+B 目录 · F1 全部按键")
        layout.addWidget(self._status)
        return bar

    def _connect(self) -> None:
        self.top_bar.contents_requested.connect(self._on_contents)
        self.top_bar.emergency_requested.connect(self._on_emergency)
        self.top_bar.look_requested.connect(self._on_look)
        self.top_bar.help_requested.connect(self._on_help)
        self.top_bar.problems_requested.connect(self._on_problems)
        self.top_bar.phase_changed.connect(self._on_phase)
        self.lookup.notice_raised.connect(self.tell)

    def _bind_keys(self) -> None:
        slots: dict[str, Callable[[], None]] = {
            "search": self.take_focus,
            "contents": self._on_contents,
            "back": self.reader.go_back,
            "forward": self.reader.go_forward,
            "read": self.reader.take_focus,
            "find": self.reader.open_find,
            "favourite": self.lookup.toggle_favourite,
            "copy_for_caller": self.lookup.copy_for_caller,
            "zoom_in": self._on_zoom_in,
            "zoom_out": self._on_zoom_out,
            "zoom_reset": self._on_zoom_reset,
            "look": self._on_look,
            "emergency": self._on_emergency,
            "help": self._on_help,
            "quit": self._on_quit,
        }
        for shortcut in bound():
            for keys in shortcut.keys:
                made = QShortcut(QKeySequence(keys), self)
                if shortcut.name.startswith("scope_"):
                    made.setProperty("scope", int(shortcut.name[-1]))
                    made.activated.connect(self._on_scope)
                else:
                    made.activated.connect(slots[shortcut.name])

    def _apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(screen_font(theme.scale))
            app.setPalette(palette_of(theme.colours))
            app.setStyleSheet(stylesheet(theme))
        for panel in (self.top_bar, self.search, self.reader):
            panel.apply_theme(theme)
        self._left.setMinimumWidth(theme.px(300))
        self._left.setMaximumWidth(theme.px(620))
        if not self._was_painted:
            self._columns.setSizes([theme.px(LEFT_WIDTH), START_SIZE[0] - theme.px(LEFT_WIDTH)])

    def _change(self, settings: Settings) -> None:
        self.apply_settings(settings)
        self.settings_changed.emit(settings)

    def _zoom(self, scale: float) -> None:
        if scale != self._settings.scale:
            self._change(replace(self._settings, scale=scale))

    def _show_page(self, title: str, html: str) -> None:
        TextDialog(title, html, self._theme, self).show()

    @Slot()
    def _on_contents(self) -> None:
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
        self.search.scope_bar.choose(int(self.sender().property("scope")))
        self.search.field.setFocus()

    @Slot()
    def _on_emergency(self) -> None:
        self.take_focus()
        self.search.field.clear()
        self.search.scope_bar.choose(1 + list(Kind).index(Kind.EMERGENCY))

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
        self._show_page("帮助", manual_page(self._theme))

    @Slot()
    def _on_problems(self) -> None:
        self._show_page("内容问题", problems_page(self._problems, self._theme))

    @Slot()
    def _on_quit(self) -> None:
        self.close()


def _is_dark(look: str) -> bool:
    if look == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return look == "dark"
