"""维护台: a window of its own beside the desk; pages under the words of its top bar, keys that mean the same on each."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.notice_bar import NoticeBar
from handbook.ui.workshop.workshop_page import WorkshopPage

LEAST = (900, 600)
START = (1440, 900)


class WorkshopWindow(QWidget):
    """Holds the pages; what they wish is done by the controller."""

    desk_wanted = Signal()
    """The desk is to come to the front; this window stays."""
    zoom_wanted = Signal(int)
    """+1, -1, 0 for 100 %."""
    turned = Signal(str)
    """Object name of the page that came up."""
    closed = Signal()

    def __init__(self, company: str, person: str) -> None:
        super().__init__()
        self.setObjectName("workshopWindow")
        self.setWindowTitle("维护台 - 供热速查")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._tabs: dict[str, QPushButton] = {}
        self._under: dict[str, str] = {}
        """Page → the tab it belongs to."""
        self._counts: dict[str, int] = {}
        self.pages = QStackedWidget()
        self.notice = NoticeBar()
        self._build(company, person)
        self._bind()
        self.resize(*START)

    # -- what comes down

    def add_tab(self, word: str, page: WorkshopPage) -> None:
        """A word of the top bar and the page it opens."""
        tab = QPushButton(word)
        tab.setObjectName(f"tab_{page.objectName()}")
        tab.setProperty("role", "tab")
        tab.setCheckable(True)
        tab.setAutoExclusive(False)
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
        page.told.connect(self.notice.tell)
        page.mentioned.connect(self.notice.mention)

    def turn_to(self, page: WorkshopPage) -> None:
        """Bring a page up."""
        before = self.page
        if before is not None and before is not page:
            before.end()
        self.pages.setCurrentWidget(page)
        tab = self._tabs.get(self._under[page.objectName()])
        if tab is not None:
            tab.setChecked(True)
        self._show_foot()
        page.begin()
        self.turned.emit(page.objectName())

    def show_count(self, page: WorkshopPage, count: int) -> None:
        """How much waits on a page, behind its word."""
        self._counts[page.objectName()] = count
        tab = self._tabs[page.objectName()]
        word = tab.text().partition("  ")[0]
        tab.setText(f"{word}  {count}" if count else word)
        tab.setAccessibleName(f"{word},{count} 件" if count else word)

    def show_person(self, name: str) -> None:
        """Who works here."""
        self._person.setText(name)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px = theme.px
        self.setMinimumSize(*LEAST)
        self._bar_line.setContentsMargins(px(16), 0, px(16), 0)
        self._bar_line.setSpacing(px(10))
        self._bar.setFixedHeight(px(52))
        self._foot_line.setContentsMargins(px(16), px(3), px(16), px(4))
        self.notice.apply_theme(theme)
        for number in range(self.pages.count()):
            page = self.pages.widget(number)
            if isinstance(page, WorkshopPage):
                page.apply_theme(theme)

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

    # -- internals

    def _build(self, company: str, person: str) -> None:
        self._bar = QWidget()
        self._bar.setObjectName("workshopBar")
        self._bar.setAccessibleName("维护台顶栏")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar_line = QHBoxLayout(self._bar)
        name = QLabel("维护台")
        name.setObjectName("programTitle")
        self._company = QLabel(company)
        self._company.setObjectName("workshopDetail")
        self._group = QButtonGroup(self)
        self._words = QHBoxLayout()
        self._person = QLabel(person)
        self._person.setObjectName("workshopDetail")
        self.desk_button = QPushButton("回通话台")
        self.desk_button.setObjectName("workshopDesk")
        self.desk_button.clicked.connect(self.desk_wanted)
        self._bar_line.addWidget(name)
        self._bar_line.addWidget(self._company)
        self._bar_line.addLayout(self._words)
        self._bar_line.addStretch(1)
        self._bar_line.addWidget(self._person)
        self._bar_line.addWidget(self.desk_button)
        foot = QWidget()
        foot.setObjectName("statusBar")
        foot.setAccessibleName("按键提示")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot_line = QHBoxLayout(foot)
        self._keys = QLabel()
        policy = self._keys.sizePolicy().Policy
        self._keys.setSizePolicy(policy.Ignored, policy.Preferred)
        self._saved = QLabel()
        self._foot_line.addWidget(self._keys, 1)
        self._foot_line.addWidget(self._saved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.notice, self._bar):
            layout.addWidget(widget)
        layout.addWidget(self.pages, 1)
        layout.addWidget(foot)

    def _bind(self) -> None:
        for keys, slot in (
            ("F8", self._on_next),
            ("Shift+F8", self._on_former),
            ("Ctrl+Return", self._on_act),
            ("Ctrl+Enter", self._on_act),
            ("Esc", self._on_back),
            ("Ctrl+=", self._on_zoom_in),
            ("Ctrl++", self._on_zoom_in),
            ("Ctrl+-", self._on_zoom_out),
            ("Ctrl+0", self._on_zoom_reset),
            ("Ctrl+W", self.notice.close_notice),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

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
            self._keys.setText(page.keys)
            self._saved.setText(page.saved)

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
    def _on_back(self) -> None:
        page = self.page
        if page is None or page.back():
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
