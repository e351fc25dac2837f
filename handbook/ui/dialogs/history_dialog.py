"""Calls that have ended: a list to search, each read-only, with its ticket text to copy again."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from handbook.call.history import CallHistory
from handbook.call.store.store_errors import StoreError
from handbook.ui.dialogs.fitting import fit
from handbook.ui.widgets.line_field import LineField

LEADING = 1.8
"""Height of a row in heights of a letter: what is clicked needs room."""
ID_ROLE = Qt.ItemDataRole.UserRole + 1


class HistoryDialog(QDialog):
    """Typing searches, the arrows choose, Enter or a double click opens."""

    call_chosen = Signal(int)

    def __init__(self, history: CallHistory, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("historyDialog")
        self.setWindowTitle("通话记录")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._history = history
        self.field = LineField(is_inner=True)
        self.field.setPlaceholderText("搜索本机保留的通话记录")
        self.field.setAccessibleName("搜索通话记录")
        self.list = QListWidget()
        self.list.setAccessibleName("通话记录")
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._on_text)
        self.field.moved.connect(self._on_moved)
        self.field.entered.connect(self._on_entered)
        self.field.escaped.connect(self.reject)
        self.list.itemActivated.connect(self._on_item)
        self.finished.connect(parent.window().activateWindow)
        fit(self, parent, 560, 480)
        self._on_text("")

    @Slot(str)
    def _on_text(self, words: str) -> None:
        self.list.clear()
        try:
            calls = self._history.search(words) if words.strip() else self._history.calls()
        except StoreError as error:
            self.list.addItem(str(error))
            return
        for call in calls:
            titles = "、".join(call.titles) or "未用清单"
            item = QListWidgetItem(f"{call.started:%m-%d %H:%M}  {titles}")
            item.setData(ID_ROLE, call.id)
            item.setSizeHint(QSize(0, round(self.fontMetrics().height() * LEADING)))
            self.list.addItem(item)
        if not calls:
            self.list.addItem("没有保留的通话记录。")
        self.list.setCurrentRow(0)

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        row = self.list.currentRow() + step
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))

    @Slot()
    def _on_entered(self) -> None:
        if self.list.currentItem() is not None:
            self._on_item(self.list.currentItem())

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        number = item.data(ID_ROLE)
        if number is not None:
            self.call_chosen.emit(int(number))
