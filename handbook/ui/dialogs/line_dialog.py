"""A dialog that asks for one line: a reason, a note."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from handbook.ui.dialogs.fitting import fit
from handbook.ui.widgets.line_field import LineField

LONGEST = 4000
"""Characters of one line; more is not cut but waits until it is made shorter."""


class LineDialog(QDialog):
    """Gives the line as a signal when it is confirmed, whole."""

    line_entered = Signal(str)
    typed = Signal(str)
    """What stands in the field after a key."""

    def __init__(self, title: str, question: str, parent: QWidget, *, may_be_empty: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("lineDialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._may_be_empty = may_be_empty
        words = QLabel(question)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.field = LineField()
        self.field.setObjectName("lineField")
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(
            "Enter 确定 · Esc 取消" if may_be_empty else "写一行 · Enter 确定 · Esc 取消"
        )
        self._too_long = QLabel()
        self._too_long.setObjectName("lineTooLong")
        self._too_long.setWordWrap(True)
        self._too_long.hide()
        self._buttons = QDialogButtonBox()
        self._fine = self._buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        for widget in (words, self.field, self._too_long, self._buttons):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._on_text)
        self.field.textEdited.connect(self.typed)
        self.field.inputRejected.connect(self._on_rejected)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(parent.window().activateWindow)
        fit(self, parent, 460, self.sizeHint().height())
        self._on_text("")

    def put_back(self, text: str) -> None:
        """What was being typed when the program died."""
        self.field.setText(text)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        beyond = len(text.strip()) - LONGEST
        self._fine.setEnabled(beyond <= 0 and (self._may_be_empty or bool(text.strip())))
        self._fine.setToolTip("" if self._fine.isEnabled() else "请先写一行" if beyond <= 0 else "请先删短")
        self._too_long.setText(f"最多 {LONGEST} 字,多了 {beyond} 字。一个字都没有删:请删短,或分成两条写。")
        self._too_long.setVisible(beyond > 0)

    @Slot()
    def _on_rejected(self) -> None:
        self._too_long.setText(f"太长,放不下,多出的没有放进去。最多 {LONGEST} 字。")
        self._too_long.show()

    @Slot()
    def _on_accepted(self) -> None:
        if self._fine.isEnabled():
            self.line_entered.emit(self.field.text().strip())
            self.accept()
