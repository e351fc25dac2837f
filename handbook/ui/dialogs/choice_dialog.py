"""A dialog that asks to pick one of a few: a digit, the arrows and Enter, or a click."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from handbook.override import override
from handbook.ui.dialogs.fitting import RIM, fit

LEADING = 1.8
"""Height of a row in heights of a letter: what is clicked needs room."""
ID_ROLE = Qt.ItemDataRole.UserRole + 1


class ChoiceDialog(QDialog):
    """Gives the id of what was picked as a signal."""

    chosen = Signal(str)

    def __init__(
        self, title: str, question: str, choices: Sequence[tuple[str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("choiceDialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = QLabel(question)
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("choiceList")
        self.list.setAccessibleName(title)
        for number, (choice, label) in enumerate(choices, start=1):
            item = QListWidgetItem(f"{number}  {label}" if number <= 9 else f"    {label}")
            item.setData(ID_ROLE, choice)
            item.setSizeHint(QSize(0, round(self.fontMetrics().height() * LEADING)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        # The dialog takes the keys itself: a list would search its items by what is typed.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        buttons = QDialogButtonBox()
        buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        for widget in (words, self.list, buttons):
            layout.addWidget(widget)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self.list.itemDoubleClicked.connect(self._on_accepted)
        self.finished.connect(parent.window().activateWindow)
        self.ensurePolished()  # the letters of the window, which are larger than these pixels may think
        width = max(460, self.list.sizeHintForColumn(0) + 3 * RIM)
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        around = (
            words.heightForWidth(min(width, parent.window().width() - RIM) - 2 * RIM)
            + buttons.sizeHint().height()
        )
        fit(self, parent, width, max(320, rows + around + 6 * RIM))
        self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        number = key - Qt.Key.Key_1
        if 0 <= number < min(self.list.count(), 9):
            self.list.setCurrentRow(number)
            self._on_accepted()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = self.list.currentRow() + (-1 if key == Qt.Key.Key_Up else 1)
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_accepted(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(str(item.data(ID_ROLE)))
            self.accept()
