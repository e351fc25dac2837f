"""The frame of the window: top bar, search column, look, dock; what it is furnished with is made elsewhere."""

from dataclasses import fields, replace
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from handbook.company_defaults import CompanyDefaults
from handbook.keys import key_of, keys_between
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.settings import Settings, with_values
from handbook.ui.search.search_panel import SearchPanel
from handbook.ui.theme.fonts import screen_family, screen_font
from handbook.ui.theme.palette import palette_of
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme, next_zoom, theme_of
from handbook.ui.widgets.demo_strip import DemoStrip
from handbook.ui.widgets.notice_bar import NoticeBar
from handbook.ui.window.columns import Column, Columns
from handbook.ui.window.docking import Docking
from handbook.ui.window.top_bar import TopBar

START_SIZE = (1440, 900)
THREE_COLUMNS_WIDTH = 1040
COMPACT_WIDTH = 760
EMERGENCY_WIDTH = 900
LOW_HEIGHT = 680
_OF_THE_DOCK = {"dock_edge", "dock_width", "is_on_top"}
_LOCKABLE = {"look": "深浅", "scale": "文字大小"}
"""Settings that a key changes, and what they are called."""
HINTS = " · ".join(
    (
        "↑ ↓ 选择",
        "Enter 打开",
        f"{key_of('pin_selected')} 加入通话台",
        f"{keys_between('scope_0', 'scope_6')} 范围",
        f"{key_of('desk')} 到清单",
        f"{key_of('emergency')} 应急",
        f"{key_of('help')} 全部按键",
    )
)


class Furniture(Protocol):
    """What the frame asks of the panels that it is furnished with."""

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""

    def use_phase(self, phase: str) -> None:
        """Part of the season that is on, or empty."""

    def set_compact(self, is_compact: bool, *, is_emergency_compact: bool, is_low: bool) -> None:
        """Fit a narrow or low window, in the sizes of the text."""

    def close_emergency(self) -> None:
        """Leave the emergency view, if it is open."""


class Frame(QMainWindow):
    """Values go down to the panels; their wishes come up and are passed on."""

    settings_changed = Signal(object)
    """Settings."""
    not_kept = Signal(str)
    """The settings are in force but could not be written: why."""
    painted_first = Signal()
    """The window was painted for the first time: what is slow may begin."""
    about_to_close = Signal()
    """What is being typed must be kept now: after `closing` nothing is stored any more."""
    closing = Signal()
    docked = Signal()
    """The window went to the edge of the screen: one column is seen from now on."""
    escaped = Signal()
    """Esc, where nothing that has the keyboard had a use for it."""

    def __init__(self, settings: Settings, defaults: CompanyDefaults | None = None) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("供热速查")
        self._settings = settings
        self.defaults = defaults or CompanyDefaults()
        """What the company decided; its locked settings change by nothing that is done here."""
        self._theme = Theme()
        self._furniture: Furniture | None = None
        self._was_painted = False
        self._is_dressed = False
        self.top_bar = TopBar()
        self.notice = NoticeBar()
        self.demo_strip = DemoStrip()
        self.search = SearchPanel()
        self._status = QLabel(HINTS)
        self.columns = Columns((self.search, _blank("readerPanel"), _blank("callPanel")))
        self.pages = QStackedWidget()
        self._build()
        self.docking = Docking(self)
        self.closing.connect(self.docking.remember)
        self.not_kept.connect(self.tell)
        self.top_bar.dock_requested.connect(self.toggle_dock)
        self.top_bar.phase_changed.connect(self.choose_phase)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_desktop_look)
        self.apply_settings(settings)
        self.docking.open_wide()
        if settings.is_docked:
            self._dock(True)

    # -- what comes down

    @property
    def theme(self) -> Theme:
        """The look in use."""
        return self._theme

    @property
    def settings(self) -> Settings:
        """The settings in use."""
        return self._settings

    def put(self, contents: QWidget, reader: QWidget, call_panel: QWidget, cover: QWidget) -> None:
        """Put the panels in their places, `cover` over them all; the columns show blank ones until then."""
        self.search.put_contents(contents)
        self.columns.put(Column.READ, reader)
        self.columns.put(Column.DESK, call_panel)
        self.pages.addWidget(cover)

    def take_furniture(self, furniture: Furniture) -> None:
        """From now on what the frame changes reaches `furniture` too; it stands in the frame already."""
        self._furniture = furniture
        furniture.apply_theme(self._theme)
        self.columns.apply_theme(self._theme)
        furniture.use_phase(self._settings.phase)
        self._relayout()

    def apply_settings(self, settings: Settings) -> None:
        """Take look, text size and season from `settings`."""
        self._settings = settings
        theme = theme_of(is_dark=_is_dark(settings.look), scale=settings.scale)
        if theme != self._theme or not self._is_dressed:
            self._apply_theme(theme)
        self.top_bar.show_phase(settings.phase)
        if self._furniture is not None:
            self._furniture.use_phase(settings.phase)

    def take_settings(self, settings: Settings) -> None:
        """Use `settings` at once, but for what the company locked, and have them kept."""
        before = self._settings
        settings = with_values(settings, {name: getattr(before, name) for name in self.defaults.locked})
        changed = {f.name for f in fields(Settings) if getattr(settings, f.name) != getattr(before, f.name)}
        if not changed:
            return
        self.apply_settings(settings)
        if changed & _OF_THE_DOCK:
            self.docking.forget_edge()
            if settings.is_docked:
                self._dock(True)
        self.settings_changed.emit(settings)

    @Slot(str)
    def tell(self, words: str) -> None:
        """One plain sentence across the window."""
        self.notice.tell(words)

    def take_focus(self) -> None:
        """Put the cursor into the search box."""
        if self._furniture is not None:
            self._furniture.close_emergency()
        self.search.show_contents(False)
        self.columns.show_column(Column.SEARCH)
        self.search.take_focus()

    # -- Qt

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted_first.emit()
        self.docking.settle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.about_to_close.emit()
        self.closing.emit()
        super().closeEvent(event)

    # -- acts on the window itself

    @Slot()
    def toggle_dock(self) -> None:
        """To the edge of the screen, or back."""
        settings = replace(self._settings, is_docked=not self._settings.is_docked)
        self._settings = settings
        self._dock(settings.is_docked)
        self.settings_changed.emit(settings)

    @Slot()
    def toggle_look(self) -> None:
        """Light, dark; that of the desktop is the desktop's again, so that it is followed from then on."""
        is_dark = not self._theme.colours.is_dark
        look = "system" if is_dark == _is_dark("system") else "dark" if is_dark else "light"
        self._change("look", look)

    @Slot(str)
    def choose_phase(self, phase: str) -> None:
        """Part of the season that is on, or empty."""
        self.take_settings(replace(self._settings, phase=phase, is_phase_by_date=False))

    @Slot()
    def zoom_in(self) -> None:
        """Text one step larger."""
        self._zoom(next_zoom(self._settings.scale, +1))

    @Slot()
    def zoom_out(self) -> None:
        """Text one step smaller."""
        self._zoom(next_zoom(self._settings.scale, -1))

    @Slot()
    def zoom_reset(self) -> None:
        """Text at 100 %."""
        self._zoom(1.0)

    @Slot()
    def leave(self) -> None:
        """End the program."""
        self.close()

    @Slot()
    def _on_desktop_look(self) -> None:
        """The desktop turned dark or light: followed where the settings say so, and once."""
        is_dark = _is_dark(self._settings.look)
        if is_dark != self._theme.colours.is_dark:
            self._apply_theme(theme_of(is_dark=is_dark, scale=self._settings.scale))

    # -- internals

    def _build(self) -> None:
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)  # in the page: nothing comes over an emergency card
        layout.addWidget(self.top_bar)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self._status_bar())
        self.pages.addWidget(middle)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.demo_strip)  # over the cards, too
        outer.addWidget(self.pages, 1)
        self.setCentralWidget(whole)
        self.resize(*START_SIZE)

    def _status_bar(self) -> QWidget:
        self._bar = QWidget()
        self._bar.setObjectName("statusBar")
        self._bar.setAccessibleName("按键提示")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = self._bar_line = QHBoxLayout(self._bar)
        policy = self._status.sizePolicy().Policy
        self._status.setSizePolicy(policy.Ignored, policy.Preferred)
        layout.addWidget(self._status, 1)
        return self._bar

    def _apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._is_dressed = True
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(screen_font(theme.scale))
            app.setPalette(palette_of(theme.colours))
            # A widget with a style sheet does not follow the application font: the sheet names the family.
            app.setStyleSheet(stylesheet(theme, screen_family()))
        side = theme.px(16)
        self._bar_line.setContentsMargins(side, theme.px(3), side, theme.px(4))
        for panel in (self.demo_strip, self.top_bar, self.notice, self.search, self.columns):
            panel.apply_theme(theme)
        if self._furniture is not None:
            self._furniture.apply_theme(theme)
        if not self._was_painted:
            self.columns.reset_widths(theme)
        self._relayout()

    def _change(self, name: str, value: object) -> None:
        """By a key: one that is locked says so."""
        if name in self.defaults.locked:
            self.notice.mention(
                full_width(f"{_LOCKABLE[name]}由本单位定,写在 {self.defaults.file} 里,这里改不了。")
            )
            return
        self.take_settings(with_values(self._settings, {name: value}))

    def _zoom(self, scale: float) -> None:
        if scale != self._settings.scale:
            self._change("scale", scale)

    def _relayout(self) -> None:
        """Fit the layout to the width, in the sizes of the text: a dock and 200 % text both are narrow."""
        width = self.width()
        is_compact = width < self._theme.px(COMPACT_WIDTH)
        self.top_bar.show_docked(self._settings.is_docked)
        self._bar.setVisible(not is_compact)
        self.columns.set_single(width < self._theme.px(THREE_COLUMNS_WIDTH), self._theme)
        if self._furniture is not None:
            self._furniture.set_compact(
                is_compact,
                is_emergency_compact=width < self._theme.px(EMERGENCY_WIDTH),
                # The window's own height: a notice that comes or goes must not lay the desk out anew.
                is_low=self.height() < self._theme.px(LOW_HEIGHT),
            )

    def _dock(self, is_docked: bool) -> None:
        if is_docked:
            self.docking.dock(self._settings, self._theme.scale)
            self.docked.emit()
        else:
            self.docking.undock()
        self._relayout()


def _blank(name: str) -> QWidget:
    """Stands where a panel will stand, in its colours."""
    blank = QWidget()
    blank.setObjectName(name)
    blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return blank


def _is_dark(look: str) -> bool:
    if look == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return look == "dark"
