"""A dialog to say that an entry is wrong, outdated or incomplete: one key for the reason, one line, Enter."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from handbook.call.feedback import LONGEST_TEXT, FlagReason
from handbook.call.state.input_text import plain_line
from handbook.call.words.masking import mask_strictly
from handbook.model.typesetting import full_width
from handbook.ui.dialogs.numbered_chip import numbered_chip
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.line_field import LineField


class FlagDialog(QDialog):
    """Gives the reason and the line as a signal."""

    flagged = Signal(str, object, str)
    """Id of the entry, FlagReason, remark."""
    edit_wanted = Signal(str)
    """Id of the entry that is to be mended at once, by whoever may; what was written is kept as a flag before."""
    export_wanted = Signal()
    """All that was flagged, sought in vain or left at once is wanted as a file."""

    def __init__(self, entry_id: str, title: str, parent: QWidget, *, may_edit: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("flagDialog")
        self.setWindowTitle("内容有误")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entry_id = entry_id
        self._group = QButtonGroup(self)
        words = QLabel(f"“{full_width(title)}”哪里不对？（数字会自动遮住，不要写用户信息）")
        words.setWordWrap(True)
        line = FlowBox()
        for number, reason in enumerate(FlagReason):
            button = numbered_chip(reason.value, number)
            self._group.addButton(button, number)
            line.add(button)
        first = self._group.button(0)
        first.setChecked(True)
        self.field = LineField()
        self.field.setObjectName("flagField")
        self.field.setAccessibleName("哪里不对")
        self._too_long = QLabel(f"最多 {LONGEST_TEXT} 字。一个字都没有删:请先删短再记。")
        self._too_long.setWordWrap(True)
        self._too_long.hide()
        self._kept = QLabel()
        self._kept.setObjectName("flagKept")
        self._kept.setWordWrap(True)
        self._kept.setTextFormat(Qt.TextFormat.PlainText)
        self._kept.hide()
        self.field.textChanged.connect(self._on_text)
        buttons = QDialogButtonBox()
        self._fine = buttons.addButton("记下", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        export = buttons.addButton("导出全部反馈…", QDialogButtonBox.ButtonRole.ActionRole)
        export.setObjectName("exportFeedback")
        export.setAutoDefault(False)
        export.clicked.connect(self.export_wanted)
        if may_edit:
            edit = buttons.addButton("改这条", QDialogButtonBox.ButtonRole.ActionRole)
            edit.setObjectName("flagEdit")
            edit.setAutoDefault(False)
            edit.clicked.connect(self._on_edit)
        buttons.accepted.connect(self.accept_flag)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(line)
        layout.addWidget(self.field)
        layout.addWidget(self._kept)
        layout.addWidget(self._too_long)
        layout.addWidget(buttons)
        self.finished.connect(parent.window().activateWindow)
        self.field.setFocus()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        is_short = len(text.strip()) <= LONGEST_TEXT
        self._fine.setEnabled(is_short)
        self._too_long.setHidden(is_short)
        written = plain_line(text) if is_short else ""
        kept = mask_strictly(written)
        self._kept.setText(f"记下的是：{kept}")
        self._kept.setHidden(kept == written)

    @Slot()
    def accept_flag(self) -> None:
        """Give reason and line, and close; a line that is too long waits until it is made shorter."""
        if not self._fine.isEnabled():
            return
        self._flag()
        self.accept()

    @Slot()
    def _on_edit(self) -> None:
        if not self._fine.isEnabled():
            return
        if self.field.text().strip():
            self._flag()
        self.accept()
        self.edit_wanted.emit(self._entry_id)

    def _flag(self) -> None:
        reason = list(FlagReason)[self._group.checkedId()]
        self.flagged.emit(self._entry_id, reason, self.field.text().strip())
