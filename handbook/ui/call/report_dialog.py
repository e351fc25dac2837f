"""What was sent from the field: pasted whole, read line by line beside what the list says, taken over one line at a time."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from handbook.call.state.call import Call, CallerField, FieldReport
from handbook.call.state.run import Mark, Run
from handbook.call.words.field_report import (
    UNVERIFIED,
    LineKind,
    ReportLine,
    Slip,
    Standing,
    is_of_this_edition,
    read_report,
    standing,
)
from handbook.model.typesetting import full_width, typeset
from handbook.override import override
from handbook.ui.dialogs.fitting import fit
from handbook.ui.widgets.composing_text import ComposingText

PLACE = Qt.ItemDataRole.UserRole + 1
"""Record of the report and number of the line; of a head nothing."""
WORDS = "现场发来的话没有核实:收下只是留存,不打钩、不派单。逐条看过,要哪条记哪条。"
HINT = "把聊天里的“现场回报”整段贴在这里 · Enter 收下 · Esc 关闭"


class ReportDialog(QDialog):
    """Gives what is pasted, and which line is to hold; shows the call that comes of it."""

    pasted = Signal(str)
    taken = Signal(int, int)
    """Record of the report, number of the line in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle(full_width(UNVERIFIED))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words = QLabel(typeset(WORDS))
        self._words.setWordWrap(True)
        self.text = ComposingText()
        self.text.setObjectName("reportText")
        self.text.setAccessibleName("贴现场回报")
        self.text.setPlaceholderText(full_width(HINT))
        self.lines = QListWidget()
        self.lines.setObjectName("reportLines")
        self.lines.setAccessibleName("现场回报的各条")
        self.lines.setWordWrap(True)
        self.answer = QLabel()
        self.answer.setObjectName("reportAnswer")
        self.answer.setWordWrap(True)
        self._buttons = QDialogButtonBox()
        self.accept_text = self._buttons.addButton("收下", QDialogButtonBox.ButtonRole.ActionRole)
        self.take = self._buttons.addButton("记下这条", QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.accept_text, self.take):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        for widget, stretch in (
            (self._words, 0),
            (self.text, 1),
            (self.lines, 3),
            (self.answer, 0),
            (self._buttons, 0),
        ):
            layout.addWidget(widget, stretch)
        self.text.entered.connect(self._on_entered)
        self.accept_text.clicked.connect(self._on_entered)
        self.take.clicked.connect(self._on_take)
        self.lines.itemActivated.connect(self._on_take)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(parent.window().activateWindow)
        fit(self, parent, 620, 560)
        self.text.setFocus()

    def show_call(self, call: Call, *, is_taken: bool = False) -> None:
        """Show the reports of the call beside what it holds now; `is_taken`: what was pasted is among them."""
        at = self.lines.currentRow()
        self.lines.clear()
        for report in reversed(call.reports):
            self._add(call, report)
        has_reports = bool(call.reports)
        self.lines.setVisible(has_reports)
        self.take.setVisible(has_reports)
        if is_taken:
            self.text.clear()
            self.lines.setFocus()
            at = 1
        if has_reports:
            self.lines.setCurrentRow(min(max(at, 1), self.lines.count() - 1))

    @Slot(str, bool)
    def say(self, words: str, _is_caution: bool = False) -> None:
        """What came of the last wish, or why nothing did."""
        self.answer.setText(typeset(words))
        self.answer.setAccessibleName(full_width(words))

    @override
    def reject(self) -> None:
        """What was pasted and not taken is in the chat still."""
        if not self.text.is_composing:
            super().reject()

    def _add(self, call: Call, report: FieldReport) -> None:
        read = read_report(report.text)
        run = call.run(report.run) if report.run else None
        parts = [
            f"{report.at.astimezone():%H:%M} {UNVERIFIED}",
            run.checklist.title if run is not None else "没有对上清单",
        ]
        if run is not None and not is_of_this_edition(run, read):
            parts.append("按另一版清单填的")
        if read.slip is not Slip.NONE:
            parts.append(read.slip)
        head = QListWidgetItem(full_width(" · ".join(parts)))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        self.lines.addItem(head)
        for number, line in enumerate(read.lines):
            item = QListWidgetItem(full_width(f"{line.words}\n{_beside(line, call, run)}"))
            item.setData(PLACE, (report.seq, number))
            self.lines.addItem(item)

    @Slot()
    def _on_entered(self) -> None:
        if text := self.text.toPlainText().strip():
            self.pasted.emit(text)
        else:
            self.say("还没有贴。先在聊天里复制“现场回报”那段。")

    @Slot()
    def _on_take(self) -> None:
        item = self.lines.currentItem()
        place = item.data(PLACE) if item is not None else None
        if place is None:
            self.say("先选一条。")
        else:
            self.taken.emit(*place)


def _beside(line: ReportLine, call: Call, run: Run | None) -> str:
    """What the call holds where the line says something, in words."""
    found = standing(line, call, run)
    if found is not Standing.OTHER:
        return f"    {found}"
    return f"    {found},现在是:{_held(line, call, run)}"


def _held(line: ReportLine, call: Call, run: Run | None) -> str:
    if line.kind is LineKind.FACT:
        return call.caller.get(CallerField(line.name), "")
    state = run.state(line.name) if run is not None else None
    return state.text if state is not None and state.mark is not Mark.OPEN else str(Mark.OPEN)
