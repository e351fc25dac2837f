"""What the page of the company's values wishes, done: every change goes into its draft, and what that refuses is told."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal, Slot

from handbook.content.writing.draft_shelf import DraftShelf
from handbook.document.words import LAY_DEMO_IN, LEAVE_DEMO
from handbook.errors import HandbookError
from handbook.model.handbook import Handbook
from handbook.ui.workshop.company_page import CompanyPage
from handbook.ui.workshop.company_row import RowEdit
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.company_rows import Lack
from handbook.upkeep.company_values import CompanyDesk


class CompanyPages(QObject):
    """One visit lasts from the first look until the window closes: so long every change can be taken back."""

    entry_wanted = Signal(str)
    table_wanted = Signal()
    demo_wanted = Signal()
    send_wanted = Signal(object)
    """`CompanyDesk` whose draft is to be sent."""

    def __init__(
        self,
        window: WorkshopWindow,
        shelf: Callable[[], DraftShelf],
        handbook: Callable[[], Handbook],
        today: Callable[[], date],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._shelf = shelf
        self._handbook = handbook
        self._today = today
        self._desk: CompanyDesk | None = None
        self._demo: Mapping[str, str] = {}
        """Values of the demo company while it is laid in."""
        self.page = CompanyPage()
        self._connect()

    @property
    def desk(self) -> CompanyDesk | None:
        """The visit; None before the first look, and where the draft cannot be read."""
        return self._desk

    def show_demo(self, invented: Mapping[str, str], *, is_laid_in: bool) -> None:
        """What the demo company says of what nobody gave (key → words); none: it cannot be laid in."""
        self._demo = invented if is_laid_in else {}
        words = LEAVE_DEMO if is_laid_in else LAY_DEMO_IN
        self.page.show_demo(words if invented else "", self._demo)
        if self._desk is not None and self.page.current:
            self._on_sentences(self.page.current, self._typed(self.page.current))

    @Slot()
    def refresh(self) -> None:
        """Show what stands on the disk now, where the page was looked at on this visit."""
        if self._desk is not None:
            self._read()

    @Slot()
    def end(self) -> None:
        """The window closes: the next visit begins anew, with whoever works then."""
        self._desk = None

    # -- internals

    def _read(self) -> None:
        self.page.settle()
        try:
            if self._desk is None:
                self._desk = CompanyDesk(self._shelf(), self._handbook, self._today)
            else:
                self._desk.read()
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self._show()

    def _connect(self) -> None:
        page = self.page
        page.sentences_wanted.connect(self._on_sentences)
        page.row_settled.connect(self._on_settled)
        page.confirm_wanted.connect(self._on_confirm)
        page.undo_wanted.connect(self._on_undo)
        page.send_wanted.connect(self._on_send)
        page.entry_wanted.connect(self.entry_wanted)
        page.region_wanted.connect(self._on_region)
        page.table_wanted.connect(self.table_wanted)
        page.demo_wanted.connect(self.demo_wanted)
        self._window.turned.connect(self._on_turned)

    def _show(self) -> None:
        desk = self._desk
        if desk is None:
            return
        handbook = self._handbook()
        self.page.show_regions(handbook.region_names, desk.region)
        self.page.show_rows(desk.rows(), desk.debt(), desk.missing(), is_changed=desk.is_changed)
        self.page.show_saved(_clock(desk.draft.saved) if desk.draft.version else "")

    @Slot(str)
    def _on_turned(self, name: str) -> None:
        if name == self.page.objectName():
            self._read()
            if not self.page.current:
                self.page.begin()

    @Slot(str, str)
    def _on_sentences(self, key: str, value: str) -> None:
        if self._desk is not None:
            self.page.show_sentences(key, self._desk.sentences(key, value, self._demo))

    @Slot(object)
    def _on_settled(self, edit: RowEdit) -> None:
        self._put(edit.key, edit.value, edit.source, edit.date)

    @Slot(str)
    def _on_region(self, region: str) -> None:
        desk = self._desk
        if desk is None:
            return
        try:
            desk.choose_region(region)
        except HandbookError as error:
            self._window.tell(str(error))
        self._show()

    @Slot(str)
    def _on_confirm(self, key: str) -> None:
        desk = self._desk
        row = desk.row(key) if desk is not None else None
        if desk is None or row is None:
            return
        if not desk.last_source:
            self.page.go_to(key, Lack.SOURCE)
            self._window.mention("写上从哪儿来的，就算您确认了。")
            return
        self._put(key, row.value, desk.last_source, None)

    def _put(self, key: str, value: str, source: str | None, day: str | None) -> None:
        desk = self._desk
        if desk is None:
            return
        try:
            words = desk.put(key, value, source=source, date=day)
        except HandbookError as error:
            self._window.tell(str(error))
            self.page.hold(key)
        else:
            if words:
                self._window.tell(f"{words}。")
        self._show()
        if key == self.page.current:
            self._on_sentences(key, self._typed(key))

    def _typed(self, key: str) -> str:
        widget = self.page.widget_of(key)
        return widget.field.text() if widget is not None and key == self.page.current else ""

    @Slot()
    def _on_undo(self) -> None:
        desk = self._desk
        if desk is None:
            return
        try:
            key = desk.undo()
        except HandbookError as error:
            self._window.tell(str(error))
            self._show()
            return
        self._show()
        if key:
            self.page.go_to(key)
            self._on_sentences(key, self._typed(key))
        else:
            self._window.mention("没有可撤回的：这次还没有改过。")

    @Slot()
    def _on_send(self) -> None:
        self.send_wanted.emit(self._desk)


def _clock(saved: datetime | None) -> str:
    return saved.astimezone().strftime("%H:%M:%S") if saved is not None else ""
