"""The call desk: timer, pinned lists, the run on screen, what is to be done with the call."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.call.state.call import Call, CallerField
from handbook.call.state.clock import minutes_seconds
from handbook.call.state.run import Run
from handbook.keys import key_of
from handbook.model.typesetting import NO_BREAK
from handbook.ui.call.caller_form import CallerForm
from handbook.ui.call.run_list import RunList
from handbook.ui.call.run_view import NO_TIMES, RunView, TitleOf
from handbook.ui.call.strip import Strip
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField

EMPTY = (
    f"没有进行中的通话。\n{key_of('new_call')} 新来电;在结果里按 {key_of('pin_selected')} 把清单加入通话台。"
)


class CallPanel(QWidget):
    """Shows one call; every wish comes up as a signal."""

    new_call_requested = Signal()
    end_requested = Signal()
    dispatch_requested = Signal()
    note_requested = Signal()
    park_requested = Signal()
    history_requested = Signal()
    resume_requested = Signal(int)
    caller_entered = Signal(object, str)
    """CallerField and text."""
    finish_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    reset_requested = Signal()
    abandon_requested = Signal()
    left_by_key = Signal()
    """The keyboard is wanted elsewhere: back to the search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callPanel")
        self.setAccessibleName("通话台")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._call: Call | None = None
        self.runs = RunList()
        self.run_view = RunView()
        self._timer = QLabel("")
        self.strip = Strip()
        self._empty = QLabel(EMPTY)
        self._parked = QWidget()
        self._waiting: dict[int, str] = {}
        """Calls that wait, as the buttons name them."""
        self.caller = CallerForm(is_folding=True)
        self._build()

    @property
    def fields(self) -> dict[CallerField, LineField]:
        """The caller's data."""
        return self.caller.fields

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.caller.apply_theme(theme)
        self.strip.apply_theme(theme)
        self.run_view.apply_theme(theme)
        if self._call is not None:
            self.runs.show_runs(self._call.runs, self._call.shown_run, theme)

    def take_focus(self) -> None:
        """Put the keyboard on the steps, or on the first field where nothing is pinned; never where nobody sees it."""
        if self.run_view.isVisible():
            self.run_view.setFocus()
        elif self._call is not None and self.isVisible():
            self.caller.open_at(CallerField.ACCOUNT)

    def set_compact(self, is_compact: bool) -> None:
        """In the dock the buttons leave out their keys; every function keeps its key."""
        self._new.show_key("" if is_compact else key_of("new_call"))
        self._end.show_key("" if is_compact else key_of("end_call"))
        for layout in (self._head_layout, self._foot_layout):
            margins = layout.contentsMargins()
            margins.setLeft(16 if layout is self._head_layout and not is_compact else 12)
            margins.setRight(8 if is_compact else 12)
            layout.setContentsMargins(margins)

    def set_tight(self, is_tight: bool) -> None:
        """Where height is dear the steps get what the caller's fields and the last buttons can spare."""
        self.caller.set_tight(is_tight)
        for button in (self._note, self._dispatch):
            button.setProperty("role", "small" if is_tight else "")
            button.style().unpolish(button)
            button.style().polish(button)
        margins = self._foot_layout.contentsMargins()
        margins.setTop(4 if is_tight else 8)
        margins.setBottom(4 if is_tight else 8)
        self._foot_layout.setContentsMargins(margins)

    def show_time(self, milliseconds: int | None) -> None:
        """Show how long the call lasts; None where there is none."""
        self._timer.setText(minutes_seconds(milliseconds) if milliseconds is not None else "")

    def show_call(
        self,
        call: Call | None,
        title_of: TitleOf,
        missing: Sequence[str] = (),
        lacking: Collection[CallerField] = (),
        times: Mapping[str, datetime] = NO_TIMES,
    ) -> None:
        """Show `call` with the run on screen, or that there is none."""
        is_other = (call.id if call else 0) != (self._call.id if self._call else 0)
        is_turned = (call.shown_run if call else 0) != (self._call.shown_run if self._call else 0)
        self._call = call
        run = _shown_run(call)
        self._empty.setVisible(call is None)
        for widget in (self._park, self.caller, self._foot):
            widget.setVisible(call is not None)
        for widget in (self._actions, self.run_view):
            widget.setVisible(run is not None)
        self.runs.show_runs(call.runs if call else (), call.shown_run if call else 0, self._theme)
        if is_other or is_turned:  # an answer to an act on another list would mislead
            self.strip.forget()
        if call is None:
            self.strip.hide()
            return
        self.caller.show_caller(call.caller, is_other=is_other)
        self.caller.show_lacking(lacking)
        self._show_missing(missing)
        if run is not None:
            self.run_view.show_run(run, title_of, owner=(call.id, run.id), times=times)
            self.run_view.show_missing(missing)
            self._finish.setEnabled(run.is_open)
            self._abandon.setEnabled(run.is_open)
        is_caution = run is not None and (run.pause is not None or bool(run.cleared))
        self.strip.show_state(strip_words(run), is_caution=is_caution)
        self.strip.setVisible(bool(self.strip.words))

    def show_parked(self, calls: Sequence[Call]) -> None:
        """Calls that wait, as buttons."""
        waiting = {call.id: f"回到:{_name_of(call)}" for call in calls}
        if waiting != self._waiting:  # else they stay as they are: this is asked after every tick
            self._waiting = waiting
            self._show_waiting()

    def _show_waiting(self) -> None:
        for old in self._parked.findChildren(QPushButton):
            old.hide()
            old.deleteLater()
        for number, (call, words) in enumerate(reversed(self._waiting.items())):
            button = QPushButton(words)
            button.setProperty("role", "small")
            button.setProperty("call", call)
            button.setToolTip("" if number else key_of("resume"))
            button.clicked.connect(self._on_resume)
            self._parked_layout.addWidget(button)
        self._parked.setVisible(bool(self._waiting))

    @Slot(str)
    def say(self, words: str) -> None:
        """Answer at the list itself."""
        self.answer(words, False)

    @Slot(str)
    def warn(self, words: str) -> None:
        """Answer at the list itself, with caution."""
        self.answer(words, True)

    @Slot(str, bool)
    def answer(self, words: str, is_caution: bool) -> None:
        """Answer at the list itself: refused, copied, noted; it is seen even where no list is shown."""
        self.strip.answer(words, is_caution=is_caution)
        self.strip.show()

    def _show_missing(self, missing: Sequence[str]) -> None:
        is_sent = self._call is not None and bool(self._call.dispatches)
        words = f"派单 · 缺 {len(missing)} 项" if missing else "派单"
        self._dispatch.setText("已派单" if is_sent else words)
        words = "还缺:" + "、".join(missing) if missing else "派单前必须有的都有了"
        self._dispatch.setToolTip(f"{words}({key_of('dispatch')})")

    def _build(self) -> None:
        self._empty.setWordWrap(True)
        self._empty.setObjectName("callEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.strip.hide()
        parked = self._parked_layout = QVBoxLayout(self._parked)
        parked.setContentsMargins(12, 0, 12, 4)
        self._parked.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._head())
        layout.addWidget(self._parked)
        layout.addWidget(self._empty)
        self.caller.entered.connect(self.caller_entered)
        self.caller.left_by_key.connect(self._on_fields_left)
        self.caller.too_long.connect(self.warn)
        layout.addWidget(self.caller)
        layout.addWidget(self.runs)
        layout.addWidget(self.strip)
        self.run_view.left_by_key.connect(self.left_by_key)
        layout.addWidget(self.run_view, 1)
        self._actions = self._run_actions()
        layout.addWidget(self._actions)
        layout.addStretch(0)
        self._foot = self._call_actions()
        layout.addWidget(self._foot)

    def _head(self) -> QWidget:
        head = QWidget()
        title = QLabel("通话台")
        title.setObjectName("callTitle")
        self._timer.setObjectName("callTimer")
        self._timer.setAccessibleName("通话时长")
        new = self._new = KeyButton("新来电", key_of("new_call"))
        new.setObjectName("newCallButton")
        new.clicked.connect(self.new_call_requested)
        self._park = self._small("搁置", f"先接别的来电,这通原样留着({key_of('park')})", "parkButton")
        self._park.clicked.connect(self.park_requested)
        history = self._small("记录", f"本班通话记录({key_of('history')})", "historyButton")
        history.clicked.connect(self.history_requested)
        layout = self._head_layout = QHBoxLayout(head)
        layout.setContentsMargins(16, 8, 12, 2)
        layout.addWidget(title)
        layout.addWidget(self._timer)
        layout.addStretch(1)
        layout.addWidget(self._park)
        layout.addWidget(history)
        layout.addWidget(new)
        return head

    def _run_actions(self) -> QWidget:
        bar = QWidget()
        around = QVBoxLayout(bar)
        around.setContentsMargins(12, 0, 12, 0)
        buttons = FlowBox(spacing=6)
        around.addWidget(buttons)
        self._finish = self._small(
            "完成", f"完成这张清单({key_of('finish_list')};都做完时按 Enter)", "finishButton"
        )
        self._finish.clicked.connect(self.finish_requested)
        buttons.add(self._finish)
        for words, tip, name, signal in (
            ("撤销", f"撤销上一步({key_of('undo')})", "undoButton", self.undo_requested),
            ("重做", f"重做({key_of('redo')})", "redoButton", self.redo_requested),
            ("重置", "清空这张清单(会先问)", "resetButton", self.reset_requested),
            ("中止", "不再做这张清单", "abandonButton", self.abandon_requested),
        ):
            button = self._small(words, tip, name)
            button.clicked.connect(signal)
            buttons.add(button)
            self._abandon = button  # the last one
        return bar

    def _call_actions(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("callFoot")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        around = self._foot_layout = QVBoxLayout(bar)
        around.setContentsMargins(12, 8, 12, 8)
        buttons = FlowBox(spacing=6)  # large letters in a dock need a second line
        around.addWidget(buttons)
        note = self._note = self._plain("备注", f"加一条备注({key_of('note')})", "noteButton")
        note.clicked.connect(self.note_requested)
        self._dispatch = self._plain("派单", "检查派单最低要求", "dispatchButton")
        self._dispatch.clicked.connect(self.dispatch_requested)
        end = self._end = KeyButton("结束并复制", key_of("end_call"), "primary")
        end.setObjectName("endCallButton")
        end.clicked.connect(self.end_requested)
        for button in (note, self._dispatch, end):
            buttons.add(button)
        return bar

    def _small(self, words: str, tip: str, name: str) -> QPushButton:
        button = self._plain(words, tip, name)
        button.setProperty("role", "small")
        return button

    def _plain(self, words: str, tip: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tip)
        button.setObjectName(name)
        button.setAccessibleName(words)
        return button

    @Slot()
    def _on_fields_left(self) -> None:
        """On to the steps, or to the search where there are none."""
        if self.run_view.isVisible():
            self.run_view.setFocus()
        else:
            self.left_by_key.emit()

    @Slot()
    def _on_resume(self) -> None:
        self.resume_requested.emit(int(self.sender().property("call")))


def _name_of(call: Call) -> str:
    return call.runs[0].checklist.title if call.runs else f"{call.started:%H:%M} 来电"


def _shown_run(call: Call | None) -> Run | None:
    return next((r for r in call.runs if r.id == call.shown_run), None) if call is not None else None


_KEYS = ("空格 打钩", "数字 回答", "Enter 填数", "↑↓ 移动", "Esc 回搜索")
KEYS = " · ".join(words.replace(" ", NO_BREAK) for words in _KEYS)
"""A key and what it does stay on one line."""


def strip_words(run: Run | None) -> str:
    """What stands above the steps: where it was left, what was cleared, else which content it follows."""
    if run is None:
        return ""
    steps = run.checklist.step_by_id
    if run.pause is not None:
        last = steps.get(run.pause.last_done)
        return f"{run.pause.text} · 上一步:{last.text} — 请再确认一遍" if last else run.pause.text
    if run.cleared:
        return "改了前面的回答,清除了:" + ";".join(f"{steps[c.step].text} {c.text}" for c in run.cleared)
    if not run.is_open:
        return f"清单已结束 · 按内容 {run.checklist.version} 版 · {key_of('undo')} 撤销结束"
    return f"按内容 {run.checklist.version} 版 · {KEYS}"
