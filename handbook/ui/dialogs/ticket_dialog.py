"""A dialog that shows what remains of a call: the ticket text, which is on the clipboard, and the full record."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.call.state.call import Call
from handbook.document.words import OLD_DEMO_REFUSED
from handbook.model.text import holds_demo
from handbook.ui.dialogs.fitting import fit
from handbook.ui.dialogs.ticket_saving import TicketSaving
from handbook.ui.widgets.clipboard import put_on_clipboard
from handbook.ui.widgets.guarded_text import GuardedText


class TicketDialog(QDialog):
    """Read-only; both texts can be copied again, the ticket can be saved for other programs. Enter closes a text that was copied, and copies one that was not."""

    def __init__(
        self, ticket: str, record: str, call: Call, parent: QWidget, *, is_copied: bool = True
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ticketDialog")
        self.setWindowTitle("工单文字")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ticket = ticket
        self._record = record
        self._call = call
        self._saving = TicketSaving(self)
        is_copied = is_copied and not holds_demo(ticket)
        self._answer = QLabel("已复制工单文字,可直接粘贴。" if is_copied else "")
        if holds_demo(ticket + record):
            self._answer.setText(OLD_DEMO_REFUSED)
        self._answer.setWordWrap(True)
        self.text = GuardedText(ticket)
        self.text.setObjectName("ticketText")
        self.text.setAccessibleName("工单文字")
        self.text.setReadOnly(True)
        self._toggle = QPushButton("看完整记录")
        save = QPushButton("另存…")
        save.setObjectName("ticketSave")
        save.setEnabled(bool(ticket))
        copy = QPushButton("复制")
        close = QPushButton("关闭")
        first = close if is_copied else copy
        first.setDefault(True)
        line = QHBoxLayout()
        line.addWidget(self._toggle)
        line.addWidget(save)
        line.addStretch(1)
        line.addWidget(copy)
        line.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._answer)
        layout.addWidget(self.text, 1)
        layout.addLayout(line)
        self._toggle.clicked.connect(self._on_toggle)
        save.clicked.connect(self._on_save)
        self._saving.answered.connect(self._answer.setText)
        copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.accept)
        self.finished.connect(parent.window().activateWindow)
        first.setFocus()
        fit(self, parent, 620, 380)

    @Slot()
    def _on_toggle(self) -> None:
        is_record = self.text.toPlainText() == self._record
        self.text.setPlainText(self._ticket if is_record else self._record)
        self._toggle.setText("看完整记录" if is_record else "看工单文字")
        self._answer.setText(OLD_DEMO_REFUSED if holds_demo(self.text.toPlainText()) else "")

    @Slot()
    def _on_copy(self) -> None:
        is_copied = put_on_clipboard(self.text.toPlainText())
        self._answer.setText("已复制" if is_copied else OLD_DEMO_REFUSED)

    @Slot()
    def _on_save(self) -> None:
        self._saving.ask(self._call, self._ticket)
