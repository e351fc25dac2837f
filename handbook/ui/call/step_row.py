"""One step of a run: mark, words, answers, value, time; wishes come up, states go down, nothing ever moves."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.call.state.rules import ValueRefused, questionable_value, value_to_keep
from handbook.call.state.run import Mark, StepState
from handbook.keys import key_of
from handbook.model.kinds import StepKind, WarningLevel
from handbook.model.step import Step
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.render.colours import Colours
from handbook.ui.call.answer_buttons import DIGITS, LETTERS, AnswerButtons
from handbook.ui.call.step_words import StepWords, html_of, is_copyable, is_tall, notes_of, side_words
from handbook.ui.call.tick_box import TickBox
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.copied_sign import CopiedSign
from handbook.ui.widgets.line_field import LineField

SIDE_WIDTH = 58
HINT_NOTE = f"长的话请记在备注里({key_of('note')})。"


@dataclass(frozen=True, slots=True)
class RowSize:
    """How large the rows of a list are, at 100 %."""

    body: int = 16
    """Pixels of the words."""
    target: int = 32
    """Least side of what is pressed."""


@dataclass(frozen=True, slots=True)
class RowState:
    """What a row shows."""

    state: StepState
    at: datetime | None = None
    """When the step came into this state."""
    is_current: bool = False
    has_keys: bool = False
    """Whether the keyboard acts on the current step."""
    is_excluded: bool = False
    is_to_confirm: bool = False
    is_open_run: bool = True


class StepRow(QWidget):
    """A step; its height is the same in every state."""

    toggled = Signal(str)
    answered = Signal(str, str)
    value_entered = Signal(str, str)
    value_left = Signal()
    """Enter or Esc in the value: the keyboard goes back to the list."""
    objected = Signal(str)
    """Why the value was not taken, or what is asked before it is."""
    skip_requested = Signal(str)
    confirm_requested = Signal(str)
    copy_requested = Signal(str)
    moved_to = Signal(str)

    def __init__(self, step: Step, said: StepWords, leads: list[str], *, size: RowSize | None = None) -> None:
        super().__init__()
        self.step = step
        self._said = said
        self._size = size or RowSize()
        self._theme = Theme()
        self._shown = RowState(StepState())
        is_large = self._size.target > 32
        self.box = TickBox(target=self._size.target)
        self.words = QLabel()
        self._hint = QLabel(notes_of(said))
        self._value_name = QLabel(typeset(step.value.name) if step.value else "")
        self._unit = QLabel(step.value.unit if step.value else "")
        self.side = QLabel()
        # Where nothing but a value is asked for, a digit begins it, and the reasons why not have letters.
        self._is_value_first = step.value is not None and not step.own_answers
        self.answers = (
            AnswerButtons(
                step.answers,
                leads=leads,
                is_large=is_large,
                keys=LETTERS if self._is_value_first else DIGITS + LETTERS,
                is_short=self._is_value_first,
            )
            if step.answers
            else None
        )
        self.value: LineField | None = LineField(is_inner=True) if step.value else None
        self.action = QPushButton()
        self.action.setProperty("role", "large" if is_large else "small")
        self._asked = ""
        """The value about which the agent was asked whether it is sure."""
        self._is_sure = False
        self._copied = CopiedSign(self)
        self._right: QVBoxLayout | None = None
        self._build()
        self._wire()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.box.apply_theme(theme)
        gap = theme.px(6)
        tall = is_tall(self.step)
        self._grid.setContentsMargins(gap, gap // 2, gap, gap if tall else gap // 2)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(theme.px(4))
        self._middle.setSpacing(theme.px(4))
        if self._right is not None:
            self._right.setSpacing(theme.px(2))
        if self.answers is not None:
            self.answers.apply_theme(theme)
        if self.value is not None:
            self.value.setMinimumWidth(theme.px(60))
        self._grid.setColumnMinimumWidth(2, theme.px(SIDE_WIDTH))
        if not self.is_information:  # room for all that may stand at the right, whether it is there or not
            self._grid.setRowMinimumHeight(0, theme.px(max(32 if tall else 40, self._size.target)))
        self.side.setMinimumWidth(theme.px(SIDE_WIDTH))
        self.action.setMinimumWidth(theme.px(SIDE_WIDTH))
        above = theme.px(self._size.target - self._size.body) // 4
        self._middle.setContentsMargins(0, above, 0, 0 if tall else gap)
        self._paint_state()

    def show_state(self, shown: RowState) -> None:
        """Show `shown`; the geometry stays."""
        if shown == self._shown:
            return
        is_new_value = shown.state.value != self._shown.state.value
        self._shown = shown
        state = shown.state
        self.box.show_mark(state.mark, is_excluded=shown.is_excluded)
        can_act = shown.is_open_run and not shown.is_excluded
        if self.answers is not None:
            self.answers.show_chosen(state.answer, is_enabled=can_act)
        if self.value is not None:
            self.value.setEnabled(can_act)
            if is_new_value and not self.value.hasFocus():  # else what was not taken would go without a word
                self.value.setText(state.value)
        self._paint_state()

    @property
    def shown(self) -> RowState:
        """What the row shows."""
        return self._shown

    @property
    def is_information(self) -> bool:
        """Warnings and notes carry no tick box."""
        return not self.step.kind.can_be_ticked

    def start_value(self, first: str = "") -> None:
        """Put the keyboard into the value; `first` is what was typed already."""
        if self.value is not None and self.value.isEnabled():
            self.value.setFocus()
            self.value.selectAll()
            if first:
                self.value.insert(first)

    def take_left_over(self) -> tuple[str, str] | None:
        """Name and words of a value that was not taken; the field shows what is kept again. None where there is none."""
        if self.value is None or self.step.value is None or not self.value.isEnabled():
            return None
        words = self.value.text().strip()
        if not words or words == self._shown.state.value:
            return None
        self.value.setText(self._shown.state.value)
        return self.step.value.name, words

    def confirm_copied(self) -> None:
        """Say at the button that it was done."""
        self._copied.put_on(self.action)

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
            is_tinted = self._shown.has_keys and not ground
            painter.setBrush(QColor(colours.accent_soft) if is_tinted else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(area, 6, 6)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_information and not self._shown.is_excluded and self._shown.is_open_run:
            self.moved_to.emit(self.step.id)
        super().mousePressEvent(event)

    def _build(self) -> None:
        for label in (self.words, self._hint):
            label.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self.side.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.box, 0, 0, top)
        self._middle = QVBoxLayout()
        self._middle.addWidget(self.words)
        if self._hint.text():
            self._middle.addWidget(self._hint)
        self._middle.addStretch(1)
        self._grid.addLayout(self._middle, 0, 1)
        beneath = (self.answers, self._value_line())
        for line, widget in enumerate(reversed(beneath) if self._is_value_first else beneath, start=1):
            if widget is not None:  # beneath the words, and as wide as the row: fewer lines to scroll
                self._grid.addWidget(widget, line, 1, 1, 2)
        if is_copyable(self.step):  # both are shown at once: the state, and the button to copy
            right = QVBoxLayout()
            self._right = right
            right.addWidget(self.action, 0, top)
            right.addWidget(self.side, 1)
            self._grid.addLayout(right, 0, 2, top)
        else:  # one or the other, at the same place
            self._grid.addWidget(self.side, 0, 2, top)
            self._grid.addWidget(self.action, 0, 2, top)

    def _wire(self) -> None:
        for widget in (self.box, self.action, self.side):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(not (self.is_information and widget is self.action))
            widget.setSizePolicy(policy)
        self.box.setVisible(not self.is_information)
        self.box.clicked.connect(self._on_box)
        self.action.clicked.connect(self._on_action)
        self._copied.timeout.connect(self._paint_state)
        if self.answers is not None:
            self.answers.chosen.connect(self._on_answer)
        if self.value is not None:
            self.value.editingFinished.connect(self._on_value)
            self.value.textEdited.connect(self._on_value_edited)
            self.value.inputRejected.connect(self._on_value_too_long)
            self.value.entered.connect(self._on_value_entered)
            self.value.escaped.connect(self._on_value_escaped)

    def _value_line(self) -> QWidget | None:
        if self.value is None or self.step.value is None:
            return None
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        self._value_name.setWordWrap(True)
        layout.addWidget(self._value_name)
        self.value.setAccessibleName(self.step.value.name)
        self.value.setObjectName(f"value-{self.step.id}")
        layout.addWidget(self.value, 1)
        layout.addWidget(self._unit)
        return line

    @Slot()
    def _paint_state(self) -> None:
        shown, c, px = self._shown, self._theme.colours, self._theme.px
        ink, second = c.ink, c.ink_second
        if shown.is_excluded:
            ink = second = c.ink_third
        elif shown.state.is_done:
            ink = c.ink_second
        # Sizes stand here too: the application's style sheet would overrule a font that was only set.
        for label, colour, size in (
            (self.words, ink, self._size.body),
            (self._hint, second, 14),
            (self._value_name, second, 14),
            (self._unit, second, 14),
            (self.side, c.ink_second, 13),
        ):
            _restyle(label, f"color: {colour}; font-size: {px(size)}px;")
        html = html_of(self._said, c, is_excluded=shown.is_excluded)
        if html != self.words.text():
            self.words.setText(html)
        self._show_side()
        self.update()

    def _show_side(self) -> None:
        shown = self._shown
        offers = self._offers_action()
        words = side_words(self.step, shown.state, shown.at, is_excluded=shown.is_excluded)
        self.side.setText("待确认" if shown.is_to_confirm else words)
        self.action.setVisible(offers)
        self.side.setVisible(not self.is_information and (not offers or is_copyable(self.step)))
        if not self._copied.isActive():
            self.action.setText(_action_words(self.step, is_to_confirm=shown.is_to_confirm))
        self.action.setToolTip(_action_tip(self.step, is_to_confirm=shown.is_to_confirm))
        self.action.setAccessibleName(f"{self.action.text()}:{self.step.text}")

    def _offers_action(self) -> bool:
        shown = self._shown
        if self.is_information or shown.is_excluded or not shown.is_open_run:
            return False
        if is_copyable(self.step) or shown.is_to_confirm:
            return True
        return shown.is_current and shown.state.mark is Mark.OPEN  # at every open step it would be a thicket

    @Slot()
    def _on_box(self) -> None:
        self.toggled.emit(self.step.id)

    @Slot()
    def _on_action(self) -> None:
        if self._shown.is_to_confirm:
            self.confirm_requested.emit(self.step.id)
        elif is_copyable(self.step):
            self.copy_requested.emit(self.step.id)
        else:
            self.skip_requested.emit(self.step.id)

    @Slot(str)
    def _on_answer(self, label: str) -> None:
        self.answered.emit(self.step.id, label)

    def _words(self) -> str:
        return self.value.text().strip() if self.value is not None else ""

    def _objection(self) -> str:
        """Why the value cannot be taken as it stands; empty where it can."""
        try:
            value_to_keep(self.step, self._words())
        except ValueRefused as refused:
            return str(refused)
        return "" if self._is_sure else questionable_value(self.step, self._words())

    @Slot()
    def _on_value(self) -> None:
        """The keyboard leaves: what may be taken is; the rest stays in the field, and it is said why."""
        if self.value is None or self._words() == self._shown.state.value:
            return
        if words := self._objection():
            self._asked = self._words()
            self.objected.emit(words)
        elif value_to_keep(self.step, self._words()) == self._shown.state.value:
            self.value.setText(self._shown.state.value)  # the same, said in other words
        else:
            self.value_entered.emit(self.step.id, self.value.text())

    @Slot()
    def _on_value_entered(self) -> None:
        """Enter: on to the list; from what is not plausible only the second time, from what is no number never."""
        is_new = self._words() != self._shown.state.value
        self._is_sure = self._is_sure or (is_new and self._asked == self._words())
        if self.value is not None and is_new and (words := self._objection()):
            self._asked = self._words()
            self.value.selectAll()
            self.objected.emit(words)
        else:
            self.value_left.emit()

    @Slot()
    def _on_value_edited(self) -> None:
        self._asked = ""
        self._is_sure = False

    @Slot()
    def _on_value_too_long(self) -> None:
        self.objected.emit(f"放不下这么多字,多出的没有放进去。{HINT_NOTE}")

    @Slot()
    def _on_value_escaped(self) -> None:
        if self.value is not None:
            self.value.setText(self._shown.state.value)
        self.value_left.emit()


def _restyle(label: QLabel, style: str) -> None:
    if label.styleSheet() != style:
        label.setStyleSheet(style)


def _action_words(step: Step, *, is_to_confirm: bool) -> str:
    if is_to_confirm:
        return "仍是"
    return "复制" if is_copyable(step) else "跳过"


def _action_tip(step: Step, *, is_to_confirm: bool) -> str:
    if is_to_confirm:
        return "再读一遍,仍是这样(空格)"
    return "复制这句话(C)" if is_copyable(step) else "跳过这一步(-)"


def _ground(step: Step, colours: Colours) -> tuple[str, str] | None:
    """Ground and bar of a row that is set apart; None for a plain one."""
    if step.kind is StepKind.SAY:
        return colours.say_soft, colours.say
    if step.kind is StepKind.WARN:
        if step.level is WarningLevel.WARNING:
            return colours.danger_soft, colours.danger
        return colours.caution_soft, colours.caution
    return None
