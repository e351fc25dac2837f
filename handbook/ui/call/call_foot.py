"""The last row of the call desk: note and what is seldom needed at the left, dispatch and the end of the call at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from handbook.call.state.call import Call, CallerField
from handbook.call.state.run import Run
from handbook.document.words import MISSING
from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton

HEIGHT, TARGET = 60, 38
LOW_HEIGHT, LOW_TARGET = 42, 34
"""Where height is dear."""
KEYS = {str(CallerField.ADDRESS): key_of("caller"), str(CallerField.PHONE): key_of("phone")}
"""With which what is missing is filled in."""


class CallFoot(QWidget):
    """One row, whatever the width: where it is narrow the buttons say less."""

    note_requested = Signal()
    report_requested = Signal()
    dispatch_requested = Signal()
    end_requested = Signal()
    finish_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    reset_requested = Signal()
    abandon_requested = Signal()
    park_requested = Signal()
    history_requested = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        height: int = HEIGHT,
        target: int = TARGET,
        name: str = "",
        between: QWidget | None = None,
    ) -> None:
        """`height` and `target`: of the row and its buttons at 100 %; `name`: stands before the names of the buttons;
        `between`: what stands between the two sides.
        """
        super().__init__(parent)
        self._height = height
        self._target = target
        self._prefix = name
        self._between = between
        self.setObjectName("callFoot")
        self.setAccessibleName("备注、派单、结束")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._theme = Theme()
        self._is_tight = False
        self._notes = 0
        self._missing: Sequence[str] = ()
        self._is_sent = False
        self._note = _button("备注", self._named("noteButton"))
        self._more = QToolButton()
        self._dispatch = _button("派单", self._named("dispatchButton"))
        self._end = KeyButton("结束通话", key_of("end_call"), "primary")
        self._end.setObjectName(self._named("endCallButton"))
        self._list_actions: list[QAction] = []
        self._fitted: tuple[object, ...] = ()
        self._is_narrow = False
        self._build()

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        self._fit()

    def set_tight(self, is_tight: bool) -> None:
        """A lower row where height is dear."""
        self._is_tight = is_tight
        self._fit()

    def show_call(self, call: Call | None, run: Run | None, missing: Sequence[str]) -> None:
        """Show how many notes there are, what the dispatch lacks, and what may be done with the list."""
        self._notes = len(call.notes) if call is not None else 0
        self._missing = missing
        self._is_sent = call is not None and bool(call.dispatches)
        for action in self._list_actions:
            action.setEnabled(run is not None and (run.is_open or action.data() is None))
        tip = "\n".join(["还缺:", *missing_lines(missing)]) if missing else "派单前必须有的都有了"
        self._dispatch.setToolTip(full_width(f"{tip}\n({key_of('dispatch')})"))
        self._note.setToolTip(f"备注：看、改、加一条（{key_of('note')}）")
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _build(self) -> None:
        self._more.setObjectName(self._named("moreButton"))
        self._more.setText("…")
        self._more.setAccessibleName("更多")
        self._more.setToolTip("完成、撤销、重做、重置、中止、搁置、现场回报、记录")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setProperty("role", "more")
        menu = QMenu(self._more)
        menu.setObjectName(self._named("moreMenu"))
        acts: tuple[tuple[str, str, str, SignalInstance, bool], ...] = (
            ("完成这张清单", key_of("finish_list"), "finishAction", self.finish_requested, True),
            ("撤销", key_of("undo"), "undoAction", self.undo_requested, False),
            ("重做", key_of("redo"), "redoAction", self.redo_requested, False),
            ("重置(清空这张清单,会先问)", "", "resetAction", self.reset_requested, False),
            ("中止(不再做这张清单)", "", "abandonAction", self.abandon_requested, True),
        )
        for words, key, name, signal, needs_open in acts:
            action = self._action(menu, words, key, self._named(name), signal)
            action.setData(True if needs_open else None)
            self._list_actions.append(action)
        menu.addSeparator()
        self._action(
            menu, "搁置这通,先接别的", key_of("park"), self._named("parkAction"), self.park_requested
        )
        self._action(menu, "现场回报(未核实)…", "", self._named("reportAction"), self.report_requested)
        self._action(
            menu, "通话记录", key_of("history"), self._named("historyAction"), self.history_requested
        )
        self._more.setMenu(menu)
        self._note.clicked.connect(self.note_requested)
        self._dispatch.clicked.connect(self.dispatch_requested)
        self._end.clicked.connect(self.end_requested)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._note)
        self._row.addWidget(self._more)
        if self._between is not None:
            self._row.addWidget(self._between, 1)
        else:
            self._row.addStretch(1)
        self._row.addWidget(self._dispatch)
        self._row.addWidget(self._end)

    def _action(self, menu: QMenu, words: str, key: str, name: str, signal: SignalInstance) -> QAction:
        action = QAction(f"{words}\t{key}" if key else words, menu)  # the window binds the key itself
        action.setObjectName(name)
        action.triggered.connect(signal)
        menu.addAction(action)
        return action

    def _fit(self) -> None:
        """The fullest words that fit into one row."""
        state = (
            self.width(),
            self._theme,
            self._is_tight,
            self._notes,
            len(self._missing),
            self._is_sent,
        )
        if state == self._fitted:  # asked after every tick
            return
        self._fitted = state
        px = self._theme.px
        target = px(LOW_TARGET if self._is_tight else self._target)
        self.setFixedHeight(px(LOW_HEIGHT if self._is_tight else self._height))
        for button in (self._note, self._more, self._dispatch, self._end):
            button.setFixedHeight(target)
        if not self.isVisible():  # its width says nothing yet
            self._fitted = ()
            self._say(0)
            return
        for level in range(4):
            self._say(level)
            self._set_narrow(level >= 2)
            gap = px(8) if level < 2 else 4
            edge = 12 if level < 2 else 4
            self._row.setSpacing(gap)
            self._row.setContentsMargins(edge, 0, edge, 0)
            if self._row.minimumSize().width() <= self.width():
                return

    def _named(self, name: str) -> str:
        return f"{self._prefix}{name[0].upper()}{name[1:]}" if self._prefix else name

    def _set_narrow(self, is_narrow: bool) -> None:
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for button in (self._note, self._more, self._dispatch, self._end):
                button.setProperty("narrow", is_narrow)
                button.style().unpolish(button)
                button.style().polish(button)

    def _say(self, level: int) -> None:
        """What the buttons say; from level to level less."""
        number = len(self._missing)
        lacks = (
            (f" · {MISSING} {number} 项", f" · {MISSING} {number}", f" {number}", "")[level] if number else ""
        )
        self._dispatch.setText("已派单" if self._is_sent else f"派单{lacks}")
        self._dispatch.setAccessibleName(
            "已派单" if self._is_sent else f"派单,缺 {number} 项" if number else "派单"
        )
        self._note.setText(f"备注 {self._notes}" if self._notes and level < 3 else "备注")
        self._note.setAccessibleName(f"备注,{self._notes} 条")
        self._end.setText("结束通话" if level < 3 else "结束")
        self._end.show_key(key_of("end_call") if level == 0 else "")


def missing_lines(missing: Sequence[str]) -> list[str]:
    """What a ticket lacks, one a line, each with the key that fills it in where it has one."""
    return [f"· {name}  {KEYS[name]}" if name in KEYS else f"· {name}" for name in missing]


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAccessibleName(words)
    return button
