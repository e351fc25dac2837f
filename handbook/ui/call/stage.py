"""The stage: a box at a fixed place with the current step alone, or the outcome; nothing else has answer buttons."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QScrollArea, QToolButton, QWidget

from handbook.document.words import KILLER, OTHER_OUTCOME
from handbook.keys import key_of
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.answer_buttons import AnswerButtons
from handbook.ui.call.outcome_box import OutcomeBox
from handbook.ui.call.row_size import RowSize
from handbook.ui.call.step_stage import StepStage
from handbook.ui.theme.icons import put
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import advance, letters

PAD = 16
"""Pixels between the border and what stands in the box."""
HEAD = 34
FINISH = "完成这张"
SHARE = 0.45
"""Of the column, at most; beyond that what stands before the question is scrolled."""


class Stage(QWidget):
    """Its top edge never moves; its height follows what it shows, within the place that was kept for the tallest step."""

    undo_requested = Signal()
    skip_requested = Signal()
    confirm_requested = Signal()
    clear_requested = Signal()
    copy_requested = Signal()
    finish_requested = Signal()
    other_requested = Signal()
    """Another outcome is wanted."""

    def __init__(self, size: RowSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runStage")
        self.setAccessibleName("当前步骤")
        self._size = size
        self._theme = Theme()
        self._has_keys = False
        self._content: StepStage | OutcomeBox | None = None
        self._is_new = False
        self._kept_contents: list[StepStage | OutcomeBox] = []
        self.head = StageHead(size, self)
        self.head.undo.clicked.connect(self.undo_requested)
        self.head.act.clicked.connect(self._on_act)
        self.head.clear.triggered.connect(self.clear_requested)
        self.head.copy.triggered.connect(self.copy_requested)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._holder = QWidget()
        self._scroll.setWidget(self._holder)
        self._scroll.viewport().setAutoFillBackground(False)
        self._holder.setAutoFillBackground(False)  # the area filled it
        self.other = self._foot_button(OTHER_OUTCOME, "stageOther")
        self.other.clicked.connect(self.other_requested)
        self.finish = self._foot_button(f"{FINISH} Enter", "stageFinish")
        self.finish.setAccessibleName(FINISH)
        self.finish.clicked.connect(self.finish_requested)

    @property
    def content(self) -> StepStage | OutcomeBox | None:
        """What is shown: a `StepStage`, or the outcome."""
        return self._content

    @property
    def holder(self) -> QWidget:
        """The parent of whatever can be shown."""
        return self._holder

    @property
    def room(self) -> int:
        """Pixels of height for what is shown."""
        return self._scroll.viewport().height()

    @property
    def is_cut(self) -> bool:
        """Whether question and answers of the step that is shown do not stand whole."""
        step = self.step
        return step is not None and step.needed_height(self.inner_width(self.width())) > self.room

    @property
    def step(self) -> StepStage | None:
        """The step that is shown; None at the outcome."""
        return self._content if isinstance(self._content, StepStage) else None

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.head.apply_theme(theme)
        accent = theme.colours.accent
        self.finish.setStyleSheet(
            f"QPushButton {{ color: {accent}; border-color: {accent}; font-weight: 600; font-size: {theme.px(15)}px;"
            f" padding: 0 {theme.px(8)}px; min-height: 0; }}"
            f"QPushButton:focus {{ border: 2px solid {accent}; }}"
        )
        self.other.setStyleSheet(
            f"QPushButton {{ font-size: {theme.px(15)}px; padding: 0 {theme.px(8)}px; min-height: 0; }}"
        )
        self.update()

    def show_keys(self, *, has_keys: bool) -> None:
        """Whether the keyboard acts here: the border is thicker then."""
        if has_keys != self._has_keys:
            self._has_keys = has_keys
            self.update()

    def take_in(self, contents: Iterable[StepStage | OutcomeBox]) -> None:
        """Keep `contents`, made hidden in `holder`, of which one is shown at a time; those before are dropped."""
        self._content = None
        for old in self._kept_contents:
            old.hide()
            old.deleteLater()
        self._kept_contents = list(contents)

    def show_content(self, content: StepStage | OutcomeBox) -> None:
        """Show one of what was taken in; the keyboard is never left on what is hidden."""
        if content is self._content:
            return
        before, self._content = self._content, content
        content.show()
        if before is not None:
            before.hide()
        self._scroll.verticalScrollBar().setValue(0)
        self._is_new = True

    def show_finish(self, *, can_finish: bool, can_choose: bool) -> None:
        """Offer to finish the list, at the lower right, and another outcome at the left."""
        self.finish.setVisible(can_finish)
        self.other.setVisible(can_choose)

    def height_for(self, width: int, *, room: int) -> int:
        """Height of the box at that width where it has `room`: it hugs what it shows."""
        content = self._content
        if content is None:
            return self._around()
        return min(self._around() + content.height_for(self.inner_width(width)), max(room, 0))

    def kept_height(
        self, width: int, column: int, steps: Sequence[StepStage], *, enough: int, needed: int
    ) -> int:
        """The place kept for the tallest of `steps` in a column of that height.

        Where a label does not fit its column, all steps of the list have fewer columns; unless that would leave less
        than `enough` of the column to the outline: labels take two lines then. Where even `needed` is not left to it,
        each step has the columns in which it is lowest, and what stands before a question is scrolled.
        """
        inner = self.inner_width(width)
        grids = [step.answers for step in steps if step.answers is not None]
        most = self._size.columns
        fitting = next((n for n in range(most, 1, -1) if all(grid.fits(inner, n) for grid in grids)), 1)
        found: dict[int, int] = {}
        for columns in range(fitting, most + 1):
            for grid in grids:
                grid.set_columns(columns)
            found[columns] = self._kept(inner, column, steps)
            if column - found[columns] >= enough:
                return found[columns]
        best = min(found, key=lambda columns: found[columns])
        for grid in grids:
            grid.set_columns(best)
        if column - found[best] >= needed:
            return found[best]
        for grid in grids:
            grid.set_columns(_lowest(grid, inner, most))
        return min(self._kept(inner, column, steps), self._least(inner, steps))

    def bare_height(self, width: int, steps: Sequence[StepStage]) -> int:
        """Height below which question and answers of one of `steps` are not whole, as their answers are arranged now."""
        inner = self.inner_width(width)
        around = height_of_head(self._theme, self._size)
        return max((step.bare_height(inner) for step in steps), default=0) + around

    def _kept(self, inner: int, column: int, steps: Sequence[StepStage]) -> int:
        around = height_of_head(self._theme, self._size)
        tallest = max((step.kept_height(inner) for step in steps), default=0) + around
        return max(min(tallest, round(column * SHARE)), self._least(inner, steps))

    def _least(self, inner: int, steps: Sequence[StepStage]) -> int:
        around = height_of_head(self._theme, self._size)
        return max((step.least_height(inner) for step in steps), default=0) + around

    def inner_width(self, width: int) -> int:
        """Width of what stands in the box."""
        return width - 2 * self._theme.px(PAD)

    def lay_out(self) -> None:
        """Give what is shown its place; only where even question and answers have none, all of it scrolls."""
        px, content = self._theme.px, self._content
        pad, head = px(PAD), px(max(HEAD, self._size.target))
        self.head.setGeometry(pad, px(4), self.width() - pad + px(8) - pad, head)
        room = self.height() - self._around()
        if not self.finish.isHidden():
            tall = px(max(36, self._size.target))
            top, font = self.height() - px(12) - tall, letters(px(15), is_bold=True)
            wide = int(advance(self.finish.text(), font)) + px(34)
            self.finish.setGeometry(self.width() - pad - wide, top, wide, tall)
            self.other.setGeometry(pad, top, int(advance(self.other.text(), font)) + px(30), tall)
        inner = self.inner_width(self.width())
        self._scroll.setGeometry(pad - px(4), px(4) + head, inner + px(8), max(room, 0))
        if content is None:
            return
        needed = content.needed_height(inner)
        scrolls = needed > room
        width = inner - (px(10) if scrolls else 0)
        height = max(room, content.needed_height(width) if scrolls else needed)
        self._holder.resize(inner + px(8) - (px(12) if scrolls else 0), height)
        content.setGeometry(px(4), 0, width, height)
        if (
            self._is_new and scrolls and isinstance(content, StepStage)
        ):  # the question before what leads to it
            self._scroll.verticalScrollBar().setValue(height - content.fixed_height(width))
        self._is_new = self._is_new and room <= 0

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._has_keys else 1.0
        painter.setPen(QPen(QColor(self._theme.colours.accent), width))
        painter.setBrush(QColor(self._theme.colours.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _foot_button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.hide()
        return button

    def _around(self) -> int:
        """Height of head, foot and margins."""
        foot = 0 if self.finish.isHidden() else self._theme.px(max(36, self._size.target) + 6)
        return height_of_head(self._theme, self._size) + foot

    @Slot()
    def _on_act(self) -> None:
        if self.head.is_confirming:
            self.confirm_requested.emit()
        else:
            self.skip_requested.emit()


def _lowest(grid: AnswerButtons, width: int, most: int) -> int:
    """Number of columns with which `grid` is lowest at that width; of equal ones the most."""
    heights: dict[int, int] = {}
    for columns in range(most, 0, -1):
        grid.set_columns(columns)
        heights[columns] = grid.height_for(width)
    return min(heights, key=lambda columns: heights[columns])


def height_of_head(theme: Theme, size: RowSize) -> int:
    """Height of head and margins."""
    return theme.px(4) + theme.px(max(HEAD, size.target)) + theme.px(12)


class StageHead(QWidget):
    """第 n 步,共 m 步 · 撤销 · 跳过 · more."""

    def __init__(self, size: RowSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._theme = Theme()
        self.is_confirming = False
        self._killer = QLabel(KILLER.removesuffix("项"), self)
        self._killer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._killer.setToolTip(KILLER)
        self._words = ("", "")
        self.where = QLabel(self)
        self.where.setObjectName("stageWhere")
        self.undo = self._button("撤销", f"撤销上一步({key_of('undo')})", "stageUndo")
        self.act = self._button("跳过", "跳过这一步(-)", "stageSkip")
        self.more = self._button("", "更多", "stageMore")
        menu = QMenu(self.more)
        self.copy = QAction("复制这句话\tC", menu)
        self.clear = QAction("清空这一步\t退格", menu)
        menu.addAction(self.copy)
        menu.addAction(self.clear)
        self.every = QAction("看每一步\tL", menu)
        self.every.setVisible(False)
        menu.addAction(self.every)
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c, px = theme.colours, theme.px
        self.where.setStyleSheet(f"color: {c.ink_second}; font-size: {px(13.5)}px;")
        self._killer.setStyleSheet(
            f"color: {c.ink}; font-size: {px(12)}px; border: 1px solid {c.control}; border-radius: 3px;"
        )
        style = (
            f"QToolButton {{ border: 1px solid transparent; background: transparent; color: {c.ink_second};"
            f" font-size: {px(13.5)}px; padding: 0 {px(6)}px; border-radius: 4px; min-height: 0; }}"
            f"QToolButton:hover {{ background: {c.accent_soft}; }}"
            f"QToolButton:focus {{ border: 2px solid {c.accent}; }}"
            f"QToolButton:disabled {{ color: {c.ink_third}; }}"
            "QToolButton::menu-indicator { image: none; width: 0; }"
        )
        for button in (self.undo, self.act, self.more):
            button.setStyleSheet(style)
        put(self.undo, "undo", c.ink_second, px(16))
        put(self.more, "more", c.ink_second, px(18))
        self._place()

    def show_place(
        self,
        words: str,
        *,
        short: str = "",
        is_killer: bool,
        can_skip: bool,
        is_confirming: bool,
        can_copy: bool,
    ) -> None:
        """Say where the list stands, `short` where room is dear, and offer what can be done here."""
        self.is_confirming = is_confirming
        self._words = (typeset(words), short or typeset(words))
        self.where.setToolTip(self._words[0])
        self._killer.setVisible(is_killer)
        self.act.setText("仍是 空格" if is_confirming else "跳过 -")
        self.act.setToolTip("再读一遍,仍是这样(空格)" if is_confirming else "跳过这一步(-)")
        self.act.setAccessibleName(self.act.text())
        self.act.setVisible(is_confirming or can_skip)
        self.copy.setEnabled(can_copy)
        self._place()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _button(self, words: str, tip: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(words or tip)
        button.setObjectName(name)
        button.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _place(self) -> None:
        """From the right: more, skip, undo; where room is short undo shrinks to its sign."""
        px, right = self._theme.px, self.width()
        height = px(self._size.target)
        y = (self.height() - height) // 2
        x = 0
        if not self._killer.isHidden():
            wide = self._killer.fontMetrics().horizontalAdvance(self._killer.text()) + px(12)
            self._killer.setGeometry(0, (self.height() - px(22)) // 2, wide, px(22))
            x = wide + px(10)
        self.where.setText(self._words[0])
        needed = self.where.sizeHint().width()
        least = self.where.fontMetrics().horizontalAdvance(self._words[1])
        self.undo.setVisible(
            x + least + 2 * px(36) + (0 if self.act.isHidden() else _width(self.act, px)) <= right
        )
        shown = [button for button in (self.more, self.act, self.undo) if not button.isHidden()]
        full = sum(_width(button, px) for button in shown)
        is_tight = x + needed + full > right
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if is_tight else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        self.undo.setToolButtonStyle(style)
        for button in shown:
            wide = px(36) if button is self.undo and is_tight else _width(button, px)
            right -= wide
            button.setGeometry(right, y, wide, height)
        if needed > right - x:
            self.where.setText(self._words[1])
        self.where.setGeometry(x, 0, max(right - x, 0), self.height())


def _width(button: QToolButton, px: Callable[[float], int]) -> int:
    button.ensurePolished()
    words = button.fontMetrics().horizontalAdvance(button.text()) if button.text() else 0
    sign = 0 if button.icon().isNull() else px(24)
    return max(words + sign + px(18), px(36))
