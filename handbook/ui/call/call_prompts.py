"""What the call desk must ask before it acts: reasons, notes, an outcome, and whether it is meant."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from handbook.call.state.call import CallerField
from handbook.call.state.dispatch import REFUSED
from handbook.call.state.run import Run
from handbook.document.words import KILLER, OTHER_OUTCOME
from handbook.keys import key_of
from handbook.model.step import Step
from handbook.ui.call.call_commands import CallCommands
from handbook.ui.call.call_foot import missing_lines
from handbook.ui.call.drafts import Drafts, note_key, reason_key
from handbook.ui.call.report_dialog import ReportDialog
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.dialogs.note_dialog import NEW, NoteDialog

GO_ON = ""
OTHER = "?"
"""Choices beside the ready reasons: to go on asking, and to write a reason."""
REASONS = ("用户已挂断", REFUSED, "别的单上有")
"""Why address or phone could not be asked for; one digit each."""


class CallPrompts(QObject):
    """Each method opens one dialog that does not block; the answer goes to the desk."""

    caller_wanted = Signal()
    """The agent goes on asking: the keyboard to the caller's fields."""
    end_confirmed = Signal(str)
    """The call is to end all the same, for this reason."""

    def __init__(self, commands: CallCommands, drafts: Drafts, window: QWidget) -> None:
        super().__init__(window)
        self._commands = commands
        self._drafts = drafts
        self._window = window
        self._go_on: Callable[[], None] | None = None

    def skip_reason(self, run: int, step: Step) -> None:
        """Why a killer step is skipped."""
        dialog = self._line(
            f"跳过{KILLER}", f"“{step.text}”关系到人身安全。为什么跳过?", reason_key("skip", run, step.id)
        )
        dialog.setProperty("run", run)
        dialog.setProperty("step", step.id)
        dialog.line_entered.connect(self._on_skip)
        dialog.open()

    def abandon_reason(self, run: Run) -> None:
        """Why a list is given up."""
        title = run.checklist.title
        question = f"为什么不再做“{title}”?(可以留空)"
        dialog = self._line("中止清单", question, reason_key("abandon", run.id), may_be_empty=True)
        dialog.setProperty("run", run.id)
        dialog.line_entered.connect(self._on_abandon)
        dialog.open()

    def caller_line(self, field: CallerField) -> None:
        """What the form of the caller has no field for."""
        dialog = self._line(f"记下{field}", f"{field}:", reason_key(field.name))
        dialog.setProperty("field", field.value)
        dialog.line_entered.connect(self._on_caller_line)
        dialog.open()

    def note(self) -> None:
        """The notes of the call, and a new one."""
        call = self._commands.desk.active
        if call is None:
            return
        dialog = NoteDialog(call.notes, self._commands.note_phrases, self._window)
        for note in (*(note.seq for note in call.notes), NEW):
            if text := self._commands.desk.drafts.get(note_key(note)):
                dialog.put_back(note, text)
        dialog.typed.connect(self._on_note_typed)
        dialog.written.connect(self._commands.write_note)
        dialog.finished.connect(self._on_notes_closed)
        dialog.open()

    def reports(self) -> None:
        """What was sent from the field, line by line, and a place to paste more."""
        call = self._commands.desk.active
        if call is None:
            return
        dialog = ReportDialog(self._window)
        dialog.show_call(call)
        dialog.pasted.connect(self._on_report_pasted)
        dialog.taken.connect(self._on_report_line_taken)
        self._commands.answered.connect(dialog.say)
        dialog.open()

    def dispatch_reason(self, missing: Sequence[str]) -> None:
        """What a ticket lacks, and why it is sent all the same."""
        lines = "\n".join(missing_lines(missing))
        words = f"还缺 {len(missing)} 项:\n{lines}\n\n请补问;确实问不到的,写明原因后仍可派单。"
        dialog = self._line("派单还缺", words, reason_key("dispatch"))
        dialog.line_entered.connect(self._commands.dispatch)
        dialog.open()

    def end_without(self, missing: Sequence[str]) -> None:
        """Whether a call for which somebody goes is to end though nobody could find the place; going on comes first."""
        choices = [
            (GO_ON, "接着问(回到没填的那一格)"),
            *((reason, f"照样结束:{reason}") for reason in REASONS),
            (OTHER, "照样结束:写别的原因…"),
        ]
        self._ask_without(
            f"没有{'、'.join(missing)}就结束?",
            f"{_lacks(missing, is_grave=self._commands.desk.is_grave_at_end)}工单上会写“未问到”和原因。",
            choices,
            self._on_end,
        )

    def wait_without(self, missing: Sequence[str], go_on: Callable[[], None]) -> None:
        """Whether a grave call is to wait though nobody could be sent; `go_on` lets it."""
        self._go_on = go_on
        choices = [(GO_ON, "接着问(回到没填的那一格)"), (OTHER, "先搁置,回来再问")]
        self._ask_without(
            f"没有{'、'.join(missing)}就搁置?", _lacks(missing, is_grave=True), choices, self._on_wait
        )

    def _ask_without(
        self, title: str, words: str, choices: Sequence[tuple[str, str]], slot: Callable[[str], None]
    ) -> None:
        dialog = ChoiceDialog(title, words, choices, self._window)
        dialog.chosen.connect(slot)
        dialog.rejected.connect(self.caller_wanted)
        dialog.open()

    def outcome(self, run: Run) -> None:
        """At which outcome a list ends: where its answers led to none, or to one that does not fit."""
        reached = run.reached_outcome
        choices = [(other.id, other.title) for other in run.checklist.outcomes if other != reached]
        why = f"答出来的是“{reached.title}”。" if reached else "还没有得出结论。"
        title = OTHER_OUTCOME if reached else "结束清单"
        dialog = ChoiceDialog(title, f"{why}以哪个结论结束?", choices, self._window)
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
        box.setText(f"清空“{run.checklist.title}”里已做的全部内容?可以用“撤销”({key_of('undo')})找回。")
        box.addButton("清空", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.accepted.connect(self._on_reset)
        box.open()

    def _line(self, title: str, question: str, key: str, *, may_be_empty: bool = False) -> LineDialog:
        """A dialog for one line that is not lost to a crash: it stands there again when the same is asked again."""
        dialog = LineDialog(title, question, self._window, may_be_empty=may_be_empty)
        dialog.put_back(self._drafts.kept(key))
        dialog.setProperty("draft", key)
        dialog.typed.connect(self._on_reason_typed)
        dialog.finished.connect(self._on_reason_closed)
        return dialog

    def _asked_run(self) -> int:
        return int(self.sender().property("run"))

    @Slot(int, str)
    def _on_note_typed(self, number: int, text: str) -> None:
        self._drafts.note(note_key(number), text)

    @Slot(str)
    def _on_reason_typed(self, text: str) -> None:
        self._drafts.note(str(self.sender().property("draft")), text)

    @Slot()
    def _on_reason_closed(self) -> None:
        """Entered or given up: there is nothing to come back to."""
        self._drafts.note(str(self.sender().property("draft")), "")
        self._drafts.flush()

    @Slot()
    def _on_notes_closed(self) -> None:
        """Written or given up: there is nothing to come back to."""
        self._drafts.flush()
        for key in [key for key in self._commands.desk.drafts if key.startswith(note_key(NEW)[:-1])]:
            self._drafts.note(key, "")
        self._drafts.flush()

    @Slot(str)
    def _on_skip(self, reason: str) -> None:
        self._commands.skip(self._asked_run(), str(self.sender().property("step")), reason)

    @Slot(str)
    def _on_caller_line(self, text: str) -> None:
        field = CallerField(str(self.sender().property("field")))
        self._commands.do(lambda: self._commands.desk.enter_caller(field, text))

    @Slot(str)
    def _on_abandon(self, reason: str) -> None:
        self._commands.abandon(self._asked_run(), reason)

    @Slot(str)
    def _on_end(self, choice: str) -> None:
        if choice == GO_ON:
            self.caller_wanted.emit()
        elif choice == OTHER:
            dialog = self._line("照样结束", "为什么问不到?写进工单和记录。", reason_key("end"))
            dialog.line_entered.connect(self.end_confirmed)
            dialog.rejected.connect(self.caller_wanted)
            dialog.open()
        else:
            self.end_confirmed.emit(choice)

    @Slot(str)
    def _on_wait(self, choice: str) -> None:
        if choice == GO_ON:
            self.caller_wanted.emit()
        elif self._go_on is not None:
            self._go_on()

    @Slot(str)
    def _on_outcome(self, outcome: str) -> None:
        self._commands.finish(self._asked_run(), outcome)

    @Slot(str)
    def _on_report_pasted(self, text: str) -> None:
        before = self._commands.desk.active
        after = self._commands.do(lambda: self._commands.desk.add_report(text))
        dialog = self.sender()
        if after is None or before is None or not isinstance(dialog, ReportDialog):
            return
        is_new = len(after.reports) > len(before.reports)
        dialog.show_call(after, is_taken=True)
        self._commands.answered.emit("收下了,一条也没有记进清单。" if is_new else "这段已经收过了。", False)

    @Slot(int, int)
    def _on_report_line_taken(self, report: int, line: int) -> None:
        after = self._commands.do(lambda: self._commands.desk.take_over(report, line))
        dialog = self.sender()
        if after is not None and isinstance(dialog, ReportDialog):
            dialog.show_call(after)
            self._commands.answered.emit("记下了。", False)

    @Slot()
    def _on_reset(self) -> None:
        self._commands.reset(self._asked_run())


def _lacks(missing: Sequence[str], *, is_grave: bool) -> str:
    whose = "这通是急单" if is_grave else "这单要有人上门"
    return f"{whose},还缺{'、'.join(missing)},师傅找不到人。"
