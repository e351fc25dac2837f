"""Chooses an entry by a few words or the number of an article; what it says is shown before it is taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from handbook.model.handbook import Handbook
from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField
from handbook.ui.workshop.reading_page import ReadingPage
from handbook.upkeep.finding import Found, found_entries

_MOST = 40


class EntryPicker(QDialog):
    """↑↓ choose, Enter takes, Esc leaves."""

    picked = Signal(str)
    """Id of an entry."""

    def __init__(self, label: str, handbook: Handbook, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("entryPicker")
        self.setWindowTitle(full_width(label))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._handbook = handbook
        self._theme = theme
        self._found: Sequence[Found] = ()
        self.field = LineField()
        self.field.setAccessibleName(f"{label}，写标题里的字或条号")
        self.field.setPlaceholderText("标题里的字，或条号如 第34条")
        self.list = QListWidget()
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName("找到的条目")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page = ReadingPage()
        left = QVBoxLayout()
        left.addWidget(self.field)
        left.addWidget(self.list, 1)
        line = QHBoxLayout(self)
        line.addLayout(left, 1)
        line.addWidget(self.page, 1)
        self.resize(theme.px(900), theme.px(520))
        self.field.textChanged.connect(self._on_words)
        self.field.moved.connect(self._on_moved)
        self.field.entered.connect(self._on_entered)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemDoubleClicked.connect(self._on_item)
        self._on_words("")

    @Slot(str)
    def _on_words(self, words: str) -> None:
        self._found = found_entries(self._handbook, words, _MOST)
        self.list.clear()
        for found in self._found:
            self.list.addItem(QListWidgetItem(full_width(found.words)))
        self.list.setCurrentRow(0 if self._found else -1)

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        if self._found:
            self.list.setCurrentRow((self.list.currentRow() + step) % len(self._found))

    @Slot(int)
    def _on_row(self, row: int) -> None:
        entry = self._handbook.exact(self._found[row].entry_id) if 0 <= row < len(self._found) else None
        if entry is not None:
            self.page.show_entry(entry, self._handbook, self._theme)

    @Slot()
    def _on_entered(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            self.picked.emit(self._found[row].entry_id)
            self.accept()

    @Slot(QListWidgetItem)
    def _on_item(self, _item: QListWidgetItem) -> None:
        self._on_entered()
