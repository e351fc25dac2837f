"""Right click or the menu key on a result, a list of the call, a line of the contents or a sentence -> what may be done with it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from handbook.call.bookmarks import Bookmarks
from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.ui.widgets.clipboard import put_on_clipboard

OPEN, PIN, COPY, FLAG, EDIT = "打开", "加入通话台", "复制这句", "内容有误", "改这条"
STAR, UNSTAR = "收藏", "取消收藏"


class EntryMenus(QObject):
    """One menu at a time, with its first line chosen, so that Enter and the arrows work in it at once."""

    open_requested = Signal(str)
    pin_requested = Signal(str)
    favourite_requested = Signal(str)
    flag_requested = Signal(str)
    edit_requested = Signal(str)
    """Only where this user may edit."""
    copied = Signal()
    """A sentence stands on the clipboard."""
    copy_refused = Signal()
    """It comes from a region that nobody confirmed or from the demo company, and stands nowhere."""

    def __init__(self, bookmarks: Bookmarks, window: QWidget) -> None:
        super().__init__(window)
        self._bookmarks = bookmarks
        self._window = window
        self._handbook = Handbook()
        self._entry = ""
        self._sentence = ""
        self._may_edit = False
        self.menu: QMenu | None = None
        """The one that was shown last."""

    def show_handbook(self, handbook: Handbook) -> None:
        """Offer what fits the entries of `handbook` from now on."""
        self._handbook = handbook

    @Slot(bool)
    def allow_edit(self, may_edit: bool) -> None:
        """Whether this user may mend an entry."""
        self._may_edit = may_edit

    @Slot(str, QPoint)
    def offer(self, entry_id: str, at: QPoint) -> None:
        """For an entry in a list, at a place on the screen."""
        self._show(entry_id, "", at, is_read=False, is_pinned=False)

    @Slot(str, QPoint)
    def offer_pinned(self, entry_id: str, at: QPoint) -> None:
        """For a list that the call has already."""
        self._show(entry_id, "", at, is_read=False, is_pinned=True)

    @Slot(str, str, QPoint)
    def offer_sentence(self, entry_id: str, sentence: str, at: QPoint) -> None:
        """For a sentence of the page that shows an entry."""
        self._show(entry_id, sentence, at, is_read=True, is_pinned=False)

    def _show(self, entry_id: str, sentence: str, at: QPoint, *, is_read: bool, is_pinned: bool) -> None:
        entry = self._handbook.get(entry_id)
        entry_id = entry.id if entry is not None else entry_id  # what is marked or flagged is what is shown
        self._entry, self._sentence = entry_id, sentence
        menu = QMenu(self._window)
        menu.setObjectName("entryMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        if sentence:
            self._add(menu, COPY, self._on_copy)
        if entry is not None:
            if not is_read:
                self._add(menu, OPEN, self._on_open)
            if not is_pinned and entry.kind in (Kind.PROCEDURE, Kind.EMERGENCY):
                self._add(menu, PIN, self._on_pin, "pin" if is_read else "pin_selected")
            star = UNSTAR if self._bookmarks.is_favourite(entry_id) else STAR
            self._add(menu, star, self._on_favourite, "favourite" if is_read else "")
            self._add(menu, FLAG, self._on_flag, "flag" if is_read else "")
            if self._may_edit:
                self._add(menu, EDIT, self._on_edit, "workshop" if is_read else "")
        if menu.isEmpty():
            menu.deleteLater()
            return
        self.menu = menu
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])

    def _add(self, menu: QMenu, words: str, slot: Callable[[], None], key: str = "") -> None:
        """A line of the menu; a tab parts its words from the key that does the same."""
        action = QAction(f"{words}\t{key_of(key)}" if key else words, menu)
        action.triggered.connect(slot)
        menu.addAction(action)

    @Slot()
    def _on_open(self) -> None:
        self.open_requested.emit(self._entry)

    @Slot()
    def _on_pin(self) -> None:
        self.pin_requested.emit(self._entry)

    @Slot()
    def _on_favourite(self) -> None:
        self.favourite_requested.emit(self._entry)

    @Slot()
    def _on_flag(self) -> None:
        self.flag_requested.emit(self._entry)

    @Slot()
    def _on_edit(self) -> None:
        self.edit_requested.emit(self._entry)

    @Slot()
    def _on_copy(self) -> None:
        if self._handbook.assumed.gave(self._sentence, self._entry):
            self.copy_refused.emit()
            return
        if put_on_clipboard(self._sentence):
            self.copied.emit()
        else:
            self.copy_refused.emit()
