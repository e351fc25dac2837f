"""What the call desk must ask before it acts: reasons, notes, an outcome, and whether it is meant."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from handbook.call.run import Run
from handbook.model.step import Step
from handbook.ui.call.call_acts import CallActs
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from handbook.ui.dialogs.line_dialog import LineDialog


class CallAsking(QObject):
    """Each method opens one dialog that does not block; the answer goes to the desk."""

    def __init__(self, acts: CallActs, window: QWidget) -> None:
        super().__init__(window)
        self._acts = acts
        self._window = window

    def skip_reason(self, run: int, step: Step) -> None:
        """Why a killer step is skipped."""
        dialog = self._line("跳过关键项", f"“{step.text}”关系到人身安全。为什么跳过?", run)
        dialog.setProperty("step", step.id)
        dialog.line_entered.connect(self._on_skip)
        dialog.open()

    def abandon_reason(self, run: Run) -> None:
        """Why a list is given up."""
        title = run.checklist.title
        dialog = self._line("中止清单", f"为什么不再做“{title}”?(可以留空)", run.id, may_be_empty=True)
        dialog.line_entered.connect(self._on_abandon)
        dialog.open()

    def note(self) -> None:
        """A note to the call."""
        dialog = self._line("备注", "只记与用热有关、派单用得上的内容。", 0)
        dialog.line_entered.connect(self._on_note)
        dialog.open()

    def dispatch_reason(self, words: str) -> None:
        """Why the ticket is sent though something lacks."""
        dialog = self._line("派单还缺", words, 0)
        dialog.line_entered.connect(self._on_dispatch)
        dialog.open()

    def outcome(self, run: Run) -> None:
        """At which outcome a list ends where its answers led to none."""
        choices = [(outcome.id, outcome.title) for outcome in run.checklist.outcomes]
        dialog = ChoiceDialog("结束清单", "还没有得出结论。以哪个结论结束?", choices, self._window)
        dialog.setProperty("run", run.id)
        dialog.chosen.connect(self._on_outcome)
        dialog.open()

    def reset(self, run: Run) -> None:
        """Whether everything in a list is to be cleared."""
        box = QMessageBox(self._window)
        box.setObjectName("resetBox")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setProperty("run", run.id)
        box.setWindowTitle("重置清单")
        box.setText(f"清空“{run.checklist.title}”里已做的全部内容?可以用“撤销”(Ctrl+Z)找回。")
        box.addButton("清空", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.accepted.connect(self._on_reset)
        box.open()

    def _line(self, title: str, question: str, run: int, *, may_be_empty: bool = False) -> LineDialog:
        dialog = LineDialog(title, question, self._window, may_be_empty=may_be_empty)
        dialog.setProperty("run", run)
        return dialog

    def _asked_run(self) -> int:
        return int(self.sender().property("run"))

    @Slot(str)
    def _on_skip(self, reason: str) -> None:
        self._acts.skip(self._asked_run(), str(self.sender().property("step")), reason)

    @Slot(str)
    def _on_abandon(self, reason: str) -> None:
        self._acts.abandon(self._asked_run(), reason)

    @Slot(str)
    def _on_note(self, text: str) -> None:
        self._acts.note(text)

    @Slot(str)
    def _on_dispatch(self, reason: str) -> None:
        self._acts.dispatch(reason)

    @Slot(str)
    def _on_outcome(self, outcome: str) -> None:
        self._acts.finish(self._asked_run(), outcome)

    @Slot()
    def _on_reset(self) -> None:
        self._acts.reset(self._asked_run())
