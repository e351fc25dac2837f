"""维护台: a window of its own beside the desk; pages under the words of its top bar, keys that mean the same on each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from handbook.keys import key_of, keys_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.key_binding import sequence_of
from handbook.ui.screen_space import resize_within
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.demo_strip import DemoStrip
from handbook.ui.widgets.notice_bar import NoticeBar
from handbook.ui.workshop.find_box import FindBox
from handbook.ui.workshop.foot_bar import FootBar
from handbook.ui.workshop.page_room import PageRoom
from handbook.ui.workshop.read_strip import ReadStrip
from handbook.ui.workshop.workshop_bar import WorkshopBar
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.finding import Found

LEAST = (900, 600)
START = (1440, 900)


class WorkshopWindow(QWidget):
    """Holds the pages; what they wish is done by the controller."""

    desk_wanted = Signal()
    """The desk is to come to the front; this window stays."""
    zoom_wanted = Signal(int)
    """+1, -1, 0 for 100 %."""
    look_wanted = Signal()
    """Light or dark, whichever is not."""
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
        self._mentioned = ""
        """What was mentioned last: what is mentioned next takes its place, another page puts it away."""
        self._under: dict[str, WorkshopPage] = {}
        """Name of a page → the page under whose word it stands."""
        self.notice = NoticeBar()
        self.demo_strip = DemoStrip()
        self.reading = ReadStrip()
        self.finder = FindBox(find, self)
        self.bar = WorkshopBar(self.finder)
        self.bar.show_person(person)
        self.room = PageRoom()
        self.foot = FootBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.demo_strip, self.notice, self.bar, self.reading):
            layout.addWidget(widget)
        layout.addWidget(self.room, 1)
        layout.addWidget(self.foot)
        self.bar.tab_chosen.connect(self._on_tab)
        self.bar.desk_wanted.connect(self.desk_wanted)
        self._bind()
        resize_within(self, QSize(*START))

    # -- what comes down

    def add_tab(self, word: str, page: WorkshopPage) -> None:
        """A word of the top bar and the page it opens."""
        key = f"page_{len(self.bar.tabs) + 1}"
        self.bar.add_tab(page.objectName(), word, key_of(key))
        self.add_page(page, page)
        for keys in keys_of(key):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setObjectName(page.objectName())
            shortcut.activated.connect(self._on_tab_key)

    def add_page(self, page: WorkshopPage, under: WorkshopPage) -> None:
        """A page that is reached from the one `under` whose word it stands."""
        self._under[page.objectName()] = under
        self.room.add(page)
        page.foot_changed.connect(self._on_foot)
        page.told.connect(self.tell)
        page.mentioned.connect(self.mention)
        page.left.connect(self._on_back)

    def turn_to(self, page: WorkshopPage) -> None:
        """Bring a page up."""
        before = self.page
        if before is not None and before is not page:
            before.end()
            self._take_mention_back()
        self.room.bring(page)
        self.bar.mark(self._under[page.objectName()].objectName())
        self.foot.end_undo()
        self._on_foot()
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
        self._take_mention_back()
        self._mentioned = full_width(words)
        self.notice.mention(self._mentioned)
        announce(self, self._mentioned)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        self.setMinimumSize(*LEAST)
        for part in (self.demo_strip, self.notice, self.bar, self.reading, self.room, self.foot):
            part.apply_theme(theme)

    @property
    def page(self) -> WorkshopPage | None:
        """The page that is up."""
        return self.room.page

    # -- Qt

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self.room.pages():
            page.end()
        self.closed.emit()
        super().closeEvent(event)

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

    # -- internals

    def _take_mention_back(self) -> None:
        if self._mentioned:
            self.notice.take_back(self._mentioned)
            self._mentioned = ""

    def _bind(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "mend_next": self._on_next,
            "mend_former": self._on_former,
            "main_act": self._on_act,
            "level_back": self._on_back,
            "column_next": self._on_column,
            "column_former": self._on_column_back,
            "take_back": self._on_undo,
            "search": self._on_find,
            "help": self._on_help,
            "zoom_in": self._on_zoom_in,
            "zoom_out": self._on_zoom_out,
            "zoom_reset": self._on_zoom_reset,
            "look": self.look_wanted.emit,
            "close_notice": self.notice.close_notice,
        }
        for name, slot in slots.items():
            for keys in keys_of(name):
                QShortcut(QKeySequence(keys), self).activated.connect(slot)

    @Slot(str)
    def _on_tab(self, name: str) -> None:
        page = self._under.get(name)
        if page is not None:
            self.turn_to(page)

    @Slot()
    def _on_tab_key(self) -> None:
        self._on_tab(self.sender().objectName())

    @Slot()
    def _on_foot(self) -> None:
        if self.page is not None:
            self.foot.show_page(self.page.keys, self.page.saved)

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
            self._take_mention_back()  # what was lacking before may be there now; the act says anew what is
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
    def _on_help(self) -> None:
        self.help_wanted.emit()

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
        here = -1 if direction > 0 else 0
        for number, one in enumerate(columns):
            if focus is not None and (one is focus or one.isAncestorOf(focus)):
                here = number
        page.bring_column(columns[(here + direction) % len(columns)])

    @Slot()
    def _on_back(self) -> None:
        """One level less: what was found, what the page has open, the page itself; then the desk."""
        page = self.page
        if page is None:
            return
        if self.finder.hasFocus():
            if not self.finder.leave():
                page.begin()
        elif not page.back():
            above = self._under[page.objectName()]
            if above is page:
                self.desk_wanted.emit()
            else:
                self.turn_to(above)

    @Slot()
    def _on_zoom_in(self) -> None:
        self.zoom_wanted.emit(1)

    @Slot()
    def _on_zoom_out(self) -> None:
        self.zoom_wanted.emit(-1)

    @Slot()
    def _on_zoom_reset(self) -> None:
        self.zoom_wanted.emit(0)
