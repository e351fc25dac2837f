"""The notes of a call: all of them, whole, each to be corrected, and a new one with the phrases of the site."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from handbook.call.state.call import Note
from handbook.keys import key_of
from handbook.model.typesetting import typeset
from handbook.ui.dialogs.fitting import fit
from handbook.ui.widgets.composing_text import ComposingText
from handbook.ui.widgets.flow_box import FlowBox

NEW = 0
"""In the place of a note's number: the one that is not written yet."""
NUMBER = Qt.ItemDataRole.UserRole + 1
HINT = f"Enter 记下 · {key_of('new_line')} 换行 · Esc 取消"


class NoteDialog(QDialog):
    """Gives what was written or corrected when it is confirmed: note by note, whole."""

    written = Signal(int, str)
    """Number of the note that is corrected (0 = a new one), and its text; an empty one takes a note out."""
    typed = Signal(int, str)
    """The same while it is being typed."""

    def __init__(self, notes: Sequence[Note], phrases: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteDialog")
        self.setWindowTitle("备注")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._stored = {NEW: "", **{note.seq: note.text for note in notes}}
        self._texts = dict(self._stored)
        self._number = NEW
        self.list = QListWidget()
        self.list.setObjectName("noteList")
        self.list.setAccessibleName("这通的备注")
        self.list.setVisible(bool(notes))
        for note in notes:
            self._add(note.seq, f"{note.at:%H:%M}  {' '.join(note.text.split())}", note.text)
        self._add(NEW, "＋ 新备注", "")
        self.text = ComposingText()
        self.text.setObjectName("noteText")
        self.text.setAccessibleName("备注")
        self.text.setPlaceholderText(HINT)
        self._words = QLabel(typeset("只记与用热有关、派单用得上的内容。改过的备注,原来的话留在记录里。"))
        self._words.setWordWrap(True)
        self._phrases = FlowBox()
        for phrase in phrases:
            button = QPushButton(phrase)
            button.setProperty("role", "chip")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._on_phrase)
            self._phrases.add(button)
        self._phrases.setVisible(bool(phrases))
        self._buttons = QDialogButtonBox()
        self._fine = self._buttons.addButton("记下", QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        for widget, stretch in (
            (self._words, 0),
            (self.list, 1),
            (self.text, 2),
            (self._phrases, 0),
            (self._buttons, 0),
        ):
            layout.addWidget(widget, stretch)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.text.textChanged.connect(self._on_text)
        self.text.entered.connect(self._on_accepted)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(parent.window().activateWindow)
        fit(self, parent, 520, 420 if notes else 320)
        self.list.setCurrentRow(self.list.count() - 1)
        self._on_text()
        self.text.setFocus()

    def put_back(self, number: int, text: str) -> None:
        """Show what was being typed for a note when the program ended; the keyboard stays in it."""
        if number in self._texts:
            self._texts[number] = text
            self.choose(number)
            self.text.setPlainText(text)

    def choose(self, number: int) -> None:
        """Show the note of that number."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item is not None and item.data(NUMBER) == number:
                self.list.setCurrentRow(row)

    def _add(self, number: int, words: str, whole: str) -> None:
        item = QListWidgetItem(words)
        item.setData(NUMBER, number)
        item.setToolTip(whole)
        self.list.addItem(item)

    def _changes(self) -> list[tuple[int, str]]:
        """Notes that read otherwise than they are stored."""
        return [(n, t.strip()) for n, t in self._texts.items() if t.strip() != self._stored[n]]

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self._number = int(item.data(NUMBER))
            self.text.setPlainText(self._texts[self._number])
            self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    @Slot()
    def _on_text(self) -> None:
        text = self.text.toPlainText()
        if text != self._texts[self._number]:
            self._texts[self._number] = text
            self.typed.emit(self._number, text)
        self._fine.setEnabled(bool(self._changes()))
        is_removed = self._number != NEW and not text.strip()
        self._fine.setText("删去" if is_removed else "改好" if self._number != NEW else "记下")
        self._fine.setToolTip("" if self._fine.isEnabled() else "请先写")

    @Slot()
    def _on_phrase(self) -> None:
        """A phrase is put where the cursor is, apart from what stands before it."""
        button = self.sender()
        if isinstance(button, QPushButton):
            cursor = self.text.textCursor()
            before = self.text.toPlainText()[: cursor.position()]
            joint = ";" if before.strip() and before.rstrip()[-1] not in ";；。\n" else ""
            cursor.insertText(f"{joint}{button.text()}")
            self.text.setFocus()

    @Slot()
    def _on_accepted(self) -> None:
        if changes := self._changes():
            for number, text in changes:
                self.written.emit(number, text)
            self.accept()
