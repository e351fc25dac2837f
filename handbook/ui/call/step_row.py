"""One step of a run: mark, words, answers, value, time; wishes come up, states go down, nothing ever moves."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from handbook.call.run import Mark, StepState
from handbook.model.kinds import StepKind, WarningLevel
from handbook.model.script import reading_seconds
from handbook.model.step import Step
from handbook.render.colours import Colours
from handbook.ui.call.answer_buttons import AnswerButtons
from handbook.ui.call.tick_box import TickBox
from handbook.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class RowState:
    """What a row shows."""

    state: StepState
    is_current: bool = False
    is_excluded: bool = False
    is_to_confirm: bool = False
    is_open_run: bool = True


class StepRow(QWidget):
    """A step; its height is the same in every state."""

    toggled = Signal(str)
    answered = Signal(str, str)
    value_entered = Signal(str, str)
    skip_requested = Signal(str)
    confirm_requested = Signal(str)
    copy_requested = Signal(str)
    moved_to = Signal(str)

    def __init__(self, step: Step, number: int, leads: list[str], *, body: int = 16) -> None:
        super().__init__()
        self.step = step
        self._number = number
        self._body = body
        self._theme = Theme()
        self._shown = RowState(StepState())
        self.box = TickBox()
        self._words = QLabel(_words_of(step))
        self._hint = QLabel(step.hint)
        self._side = QLabel()
        self.answers = AnswerButtons(step.answers, leads=leads) if step.answers else None
        self.value: QLineEdit | None = QLineEdit() if step.value else None
        self._action = QPushButton("跳过")
        self._build()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.box.apply_theme(theme)
        gap = theme.px(6)
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setHorizontalSpacing(theme.px(6))
        self._side.setFixedWidth(theme.px(54))
        self._action.setFixedWidth(theme.px(54))
        for label, size in ((self._words, self._body), (self._hint, 14), (self._side, 13)):
            font = label.font()
            font.setPixelSize(theme.px(size))
            label.setFont(font)
        self._paint_state()

    def show_state(self, shown: RowState) -> None:
        """Show `shown`; the geometry stays."""
        self._shown = shown
        state = shown.state
        self.box.show_mark(state.mark, is_excluded=shown.is_excluded)
        can_act = shown.is_open_run and not shown.is_excluded
        if self.answers is not None:
            self.answers.show_chosen(state.answer, is_enabled=can_act)
        if self.value is not None:
            self.value.setEnabled(can_act)
            if not self.value.hasFocus():
                self.value.setText(state.value)
        self._paint_state()

    @property
    def is_information(self) -> bool:
        """Warnings and notes carry no tick box."""
        return not self.step.kind.can_be_ticked

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = _ground(self.step, colours)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground[0]))
            painter.drawRoundedRect(area, 6, 6)
            painter.setBrush(QColor(ground[1]))
            painter.drawRect(QRectF(area.left(), area.top() + 3, 4, area.height() - 6))
        if self._shown.is_current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(area, 6, 6)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_information:
            self.moved_to.emit(self.step.id)
        super().mousePressEvent(event)

    def _build(self) -> None:
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._side.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._action.setProperty("role", "small")
        self._action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grid = QGridLayout(self)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignTop)
        middle = QVBoxLayout()
        middle.setSpacing(4)
        middle.setContentsMargins(0, 5, 0, 0)
        for widget in (self._words, self._hint if self.step.hint else None, self.answers, self._value_line()):
            if widget is not None:
                middle.addWidget(widget)
        middle.addStretch(1)
        self._grid.addLayout(middle, 0, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 5, 0, 0)
        right.addWidget(self._side)
        right.addWidget(self._action)
        right.addStretch(1)
        self._grid.addLayout(right, 0, 2)
        self._wire()

    def _wire(self) -> None:
        hides_box = self.is_information
        policy = self.box.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.box.setSizePolicy(policy)
        self.box.setVisible(not hides_box)
        kept = self._action.sizePolicy()
        kept.setRetainSizeWhenHidden(not self.is_information)
        self._action.setSizePolicy(kept)
        self.box.clicked.connect(self._on_box)
        self._action.clicked.connect(self._on_action)
        if self.answers is not None:
            self.answers.chosen.connect(self._on_answer)
        if self.value is not None:
            self.value.editingFinished.connect(self._on_value)

    def _value_line(self) -> QWidget | None:
        if self.value is None or self.step.value is None:
            return None
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        name = QLabel(self.step.value.name)
        layout.addWidget(name)
        self.value.setAccessibleName(self.step.value.name)
        self.value.setObjectName(f"value-{self.step.id}")
        self.value.setMaxLength(60)
        layout.addWidget(self.value, 1)
        layout.addWidget(QLabel(self.step.value.unit))
        return line

    def _paint_state(self) -> None:
        shown, colours = self._shown, self._theme.colours
        colour = colours.ink
        if shown.is_excluded:
            colour = colours.ink_third
        elif shown.state.is_done:
            colour = colours.ink_second
        self._words.setStyleSheet(f"color: {colour};")
        self._hint.setStyleSheet(f"color: {colours.ink_third if shown.is_excluded else colours.ink_second};")
        self._side.setStyleSheet(f"color: {colours.ink_second};")
        self._side.setText(_side_words(shown, self.step))
        self._action.setText("仍是" if shown.is_to_confirm else _action_words(self.step))
        self._action.setToolTip(_action_words(self.step))
        self._action.setVisible(self._offers_action())
        self.update()

    def _offers_action(self) -> bool:
        shown = self._shown
        if self.is_information or shown.is_excluded or not shown.is_open_run:
            return False
        if self.step.kind is StepKind.SAY or shown.is_to_confirm:
            return True
        return shown.state.mark is Mark.OPEN

    @Slot()
    def _on_box(self) -> None:
        self.toggled.emit(self.step.id)

    @Slot()
    def _on_action(self) -> None:
        if self._shown.is_to_confirm:
            self.confirm_requested.emit(self.step.id)
        elif self.step.kind is StepKind.SAY:
            self.copy_requested.emit(self.step.id)
        else:
            self.skip_requested.emit(self.step.id)

    @Slot(str)
    def _on_answer(self, label: str) -> None:
        self.answered.emit(self.step.id, label)

    @Slot()
    def _on_value(self) -> None:
        if self.value is not None and self.value.text().strip() != self._shown.state.value:
            self.value_entered.emit(self.step.id, self.value.text())


def _words_of(step: Step) -> str:
    if step.kind is StepKind.SAY:
        return f"「{step.text}」"
    if step.kind is StepKind.WARN:
        return f"{(step.level or WarningLevel.CAUTION).value}  {step.text}"
    words = f"{step.text} :: {step.state}" if step.state else step.text
    return f"{words}  〔关键项〕" if step.killer else words


def _side_words(shown: RowState, step: Step) -> str:
    if shown.is_excluded:
        return "不适用"
    if shown.is_to_confirm:
        return "待确认"
    mark = shown.state.mark
    if mark is Mark.OPEN:
        return f"{reading_seconds(step.text)} 秒" if step.kind is StepKind.SAY else ""
    return mark.value.removeprefix("已") if mark is Mark.SKIPPED else mark.value


def _action_words(step: Step) -> str:
    return "复制" if step.kind is StepKind.SAY else "跳过"


def _ground(step: Step, colours: Colours) -> tuple[str, str] | None:
    """Ground and bar of a row that is set apart; None for a plain one."""
    if step.kind is StepKind.SAY:
        return colours.say_soft, colours.say
    if step.kind is StepKind.WARN:
        if step.level is WarningLevel.WARNING:
            return colours.danger_soft, colours.danger
        return colours.caution_soft, colours.caution
    return None
