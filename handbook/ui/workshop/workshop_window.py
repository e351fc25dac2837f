"""维护台: a window of its own beside the desk; pages under the words of its top bar, keys that mean the same on each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from handbook.keys import keys_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.key_binding import sequence_of
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.notice_bar import NoticeBar
from handbook.ui.widgets.yielding_label import YieldingLabel
from handbook.ui.workshop.find_box import FindBox
from handbook.ui.workshop.read_strip import ReadStrip
from handbook.ui.workshop.tab_button import TabButton
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.finding import Found

LEAST = (900, 600)
START = (1440, 900)
_LEAST_PAGE = 380
"""Height of a page at 100 % under which the window scrolls: with large letters its head alone may take three rows."""
_BETWEEN = "    "
"""Between two keys in the foot."""
UNDO_MS = 8000
"""How long the foot offers to take an act back."""


class _Room(QWidget):
    """Gives its one child all it has. No layout: a scroll area would take the height that long lists wish for as needed."""

    def __init__(self, child: QWidget) -> None:
        super().__init__()
        self._child = child
        child.setParent(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._child.setGeometry(self.rect())


class WorkshopWindow(QWidget):
    """Holds the pages; what they wish is done by the controller."""

    desk_wanted = Signal()
    """The desk is to come to the front; this window stays."""
    zoom_wanted = Signal(int)
    """+1, -1, 0 for 100 %."""
    help_wanted = Signal()
    turned = Signal(str)
    """Object name of the page that came up."""
    closed = Signal()

    def __init__(self, person: str, find: Callable[[str], Sequence[Found]]) -> None:
        super().__init__()
        self.setObjectName("workshopWindow")
        self.setWindowTitle("维护台 - 供热速查")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme = Theme()
        self._tabs: dict[str, TabButton] = {}
        self._under: dict[str, str] = {}
        """Page → the tab it belongs to."""
        self.pages = QStackedWidget()
        self.notice = NoticeBar()
        self.reading = ReadStrip()
        self.finder = FindBox(find, self)
        self._done = ""
        """What the foot offers to take back."""
        self._undo_time = QTimer(self)
        self._undo_time.setSingleShot(True)
        self._undo_time.setInterval(UNDO_MS)
        self._undo_time.timeout.connect(self._show_foot)
        self._build(person)
        self._bind()
        self.resize(*START)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    # -- what comes down

    def add_tab(self, word: str, page: WorkshopPage) -> None:
        """A word of the top bar and the page it opens."""
        tab = TabButton(word)
        tab.setObjectName(f"tab_{page.objectName()}")
        tab.clicked.connect(self._on_tab)
        self._tabs[page.objectName()] = tab
        self._group.addButton(tab)
        self._words.addWidget(tab)
        self.add_page(page, page)

    def add_page(self, page: WorkshopPage, under: WorkshopPage) -> None:
        """A page that is reached from the one `under` whose word it stands."""
        self._under[page.objectName()] = under.objectName()
        self.pages.addWidget(page)
        page.foot_changed.connect(self._show_foot)
        page.told.connect(self.tell)
        page.mentioned.connect(self.mention)
        page.left.connect(self._on_back)

    def turn_to(self, page: WorkshopPage) -> None:
        """Bring a page up."""
        before = self.page
        if before is not None and before is not page:
            before.end()
        self.pages.setCurrentWidget(page)
        self._let_one_decide()
        tab = self._tabs.get(self._under[page.objectName()])
        if tab is not None:
            tab.setChecked(True)
        self._undo_time.stop()
        self._show_foot()
        page.begin()
        self.turned.emit(page.objectName())

    @Slot(str)
    def tell(self, words: str) -> None:
        """One sentence that stays until it is closed."""
        self.notice.tell(full_width(words))
        announce(self, full_width(words))

    @Slot(str)
    def mention(self, words: str) -> None:
        """One that only informs."""
        self.notice.mention(full_width(words))
        announce(self, full_width(words))

    def offer_undo(self, words: str) -> None:
        """Say in the foot what was done, for as long as its key is looked for there."""
        self._done = full_width(f"{words}　Ctrl+Z 撤回")
        self._undo_time.start()
        self._show_foot()
        announce(self, self._done)

    def show_count(self, page: WorkshopPage, count: int) -> None:
        """How much waits on a page, behind its word."""
        self._tabs[page.objectName()].show_count(count)

    def show_company(self, words: str) -> None:
        """For whom the handbook is."""
        self._company.setText(full_width(words))

    def show_person(self, name: str) -> None:
        """Who works here."""
        self._person.setText(f"{name} · 编辑" if name else "")

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        px = theme.px
        self.setMinimumSize(*LEAST)
        self._bar_line.setContentsMargins(px(16), 0, px(16), 0)
        self._bar_line.setSpacing(px(10))
        self._words.setSpacing(px(4))
        self._bar.setFixedHeight(px(36) + 16)
        self._foot_line.setContentsMargins(px(16), 2, px(16), 3)
        self._foot.setFixedHeight(px(20) + 8)
        for tab in self._tabs.values():
            tab.apply_theme(theme)
        self.finder.apply_theme(theme)
        self.reading.apply_theme(theme)
        self.notice.apply_theme(theme)
        for number in range(self.pages.count()):
            page = self.pages.widget(number)
            if isinstance(page, WorkshopPage):
                page.apply_theme(theme)
        self._held.setMinimumHeight(px(_LEAST_PAGE))
        self._share_bar()
        self._share_room()

    @property
    def page(self) -> WorkshopPage | None:
        """The page that is up."""
        page = self.pages.currentWidget()
        return page if isinstance(page, WorkshopPage) else None

    # -- Qt

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        for number in range(self.pages.count()):
            page = self.pages.widget(number)
            if isinstance(page, WorkshopPage):
                page.end()
        self.closed.emit()
        super().closeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_bar()

    @override
    def event(self, event: QEvent) -> bool:
        """The key of the emergency cards is one of the whole program; here it also brings the desk with them up."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and sequence_of(event) in keys_of("emergency")
        ):
            self.desk_wanted.emit()
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._room.viewport():
            self._share_room()
        return super().eventFilter(watched, event)

    # -- internals

    def _build(self, person: str) -> None:
        self._bar = QWidget()
        self._bar.setObjectName("workshopBar")
        self._bar.setAccessibleName("维护台顶栏")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar_line = QHBoxLayout(self._bar)
        self._name = QLabel("维护台")
        self._name.setObjectName("programTitle")
        self._company = YieldingLabel()
        self._company.setObjectName("workshopDetail")
        self._group = QButtonGroup(self)
        self._words = QHBoxLayout()
        self._person = YieldingLabel()
        self._person.setObjectName("workshopDetail")
        self.show_person(person)
        self.desk_button = QPushButton("回通话台")
        self.desk_button.setObjectName("workshopDesk")
        self.desk_button.clicked.connect(self.desk_wanted)
        self._bar_line.addWidget(self._name)
        self._bar_line.addWidget(self._company)
        self._bar_line.addLayout(self._words)
        self._bar_line.addStretch(1)
        self._bar_line.addWidget(self.finder)
        self._bar_line.addWidget(self._person)
        self._bar_line.addWidget(self.desk_button)
        self._foot = QWidget()
        self._foot.setObjectName("workshopFoot")
        self._foot.setAccessibleName("按键提示")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot_line = QHBoxLayout(self._foot)
        self._keys = QLabel()
        self._keys.setTextFormat(Qt.TextFormat.PlainText)
        policy = self._keys.sizePolicy().Policy
        self._keys.setSizePolicy(policy.Ignored, policy.Preferred)
        self._saved = QLabel()
        self._saved.setTextFormat(Qt.TextFormat.PlainText)
        self._foot_line.addWidget(self._keys, 1)
        self._foot_line.addWidget(self._saved)
        self._room = QScrollArea()
        self._room.setObjectName("workshopRoom")
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setWidgetResizable(True)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held = _Room(self.pages)
        self._room.setWidget(self._held)
        self._room.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.notice, self._bar, self.reading):
            layout.addWidget(widget)
        layout.addWidget(self._room, 1)
        layout.addWidget(self._foot)

    def _bind(self) -> None:
        for keys, slot in (
            ("F8", self._on_next),
            ("Shift+F8", self._on_former),
            ("Ctrl+Return", self._on_act),
            ("Ctrl+Enter", self._on_act),
            ("Esc", self._on_back),
            ("F6", self._on_column),
            ("Shift+F6", self._on_column_back),
            ("Ctrl+Z", self._on_undo),
            ("Ctrl+K", self._on_find),
            ("Ctrl+L", self._on_find),
            ("F1", self.help_wanted),
            ("Ctrl+=", self._on_zoom_in),
            ("Ctrl++", self._on_zoom_in),
            ("Ctrl+-", self._on_zoom_out),
            ("Ctrl+0", self._on_zoom_reset),
            ("Ctrl+W", self.notice.close_notice),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _let_one_decide(self) -> None:
        """How much height is needed is a matter of the page that is up alone."""
        policy = QSizePolicy.Policy
        for number in range(self.pages.count()):
            page = self.pages.widget(number)
            if page is not None:
                is_up = page is self.pages.currentWidget()
                page.setSizePolicy(*(2 * (policy.Preferred if is_up else policy.Ignored,)))

    def _share_room(self) -> None:
        height = self._room.viewport().height()
        for number in range(self.pages.count()):
            page = self.pages.widget(number)
            if isinstance(page, WorkshopPage):
                page.use_room(height)

    def _share_bar(self) -> None:
        """The find box gives way first, then what stands elsewhere too."""
        px = self.theme.px
        fixed = [self._name, self.desk_button, *self._tabs.values()]
        widths = sum(widget.sizeHint().width() for widget in fixed) + px(4)
        gap = px(10) if widths + px(10) * 8 + px(32 + 90) <= self.width() else 5
        self._bar_line.setSpacing(gap)
        room = self.width() - widths - gap * 8 - px(32)
        self.finder.setFixedWidth(max(min(px(216), room), px(60)))
        self.finder.set_short(room < px(150))
        self._show_foot()

    def _set_keys(self, words: str) -> None:
        """As many keys as have room whole, the first first; what is kept gives way before the first of them does."""
        self._keys.setToolTip(words)
        self._keys.style().unpolish(self._keys)
        self._keys.style().polish(self._keys)
        metrics = QFontMetrics(
            sized(screen_font(), self.theme.px(13), bold=bool(self._keys.property("told")))
        )
        room = self.width() - 2 * self.theme.px(16)
        saved = metrics.horizontalAdvance(self._saved.text()) + self.theme.px(16)
        whole = metrics.horizontalAdvance(words)
        self._saved.setVisible(whole + saved <= room)
        parts = words.split(_BETWEEN)
        while len(parts) > 1 and metrics.horizontalAdvance(_BETWEEN.join(parts)) > room:
            parts.pop()
        self._keys.setText(_BETWEEN.join(parts))

    @Slot()
    def _on_tab(self) -> None:
        name = next((name for name, tab in self._tabs.items() if tab is self.sender()), "")
        page = self.findChild(WorkshopPage, name)
        if isinstance(page, WorkshopPage):
            self.turn_to(page)

    @Slot()
    def _show_foot(self) -> None:
        page = self.page
        if page is not None:
            self._saved.setText(full_width(page.saved))
            is_told = self._undo_time.isActive()
            self._keys.setProperty("told", is_told)
            self._set_keys(
                self._done if is_told else _BETWEEN.join(map(full_width, page.keys.split(_BETWEEN)))
            )

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.pages.isAncestorOf(now) and self._room.verticalScrollBar().maximum():
            self._room.ensureWidgetVisible(now, 0, self.theme.px(8))

    @Slot()
    def _on_next(self) -> None:
        if self.page is not None:
            self.page.step(1)

    @Slot()
    def _on_former(self) -> None:
        if self.page is not None:
            self.page.step(-1)

    @Slot()
    def _on_act(self) -> None:
        if self.page is not None:
            self.page.act()

    @Slot()
    def _on_undo(self) -> None:
        if self.page is not None:
            self.page.undo()

    @Slot()
    def _on_find(self) -> None:
        self.finder.setFocus()
        self.finder.selectAll()

    @Slot()
    def _on_column(self) -> None:
        self._to_column(1)

    @Slot()
    def _on_column_back(self) -> None:
        self._to_column(-1)

    def _to_column(self, direction: int) -> None:
        page = self.page
        columns = list(page.columns()) if page is not None else []
        if page is None or not columns:
            return
        focus = QApplication.focusWidget()
        here = next(
            (
                n
                for n, one in enumerate(columns)
                if focus is not None and (one is focus or one.isAncestorOf(focus))
            ),
            -1 if direction > 0 else 0,
        )
        page.bring_column(columns[(here + direction) % len(columns)])

    @Slot()
    def _on_back(self) -> None:
        page = self.page
        if page is None:
            return
        if self.finder.hasFocus():
            if not self.finder.leave():
                page.begin()
            return
        if page.back():
            return
        above = self.findChild(WorkshopPage, self._under[page.objectName()])
        if isinstance(above, WorkshopPage) and above is not page:
            self.turn_to(above)
        else:
            self.desk_wanted.emit()

    @Slot()
    def _on_zoom_in(self) -> None:
        self.zoom_wanted.emit(1)

    @Slot()
    def _on_zoom_out(self) -> None:
        self.zoom_wanted.emit(-1)

    @Slot()
    def _on_zoom_reset(self) -> None:
        self.zoom_wanted.emit(0)
