"""The emergency view: a digit picks a card, then digits answer its current question; Esc returns to where one was."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from handbook.call.state.call import CallerField
from handbook.call.state.run import Run
from handbook.document.compose import entry_blocks
from handbook.document.words import IMMEDIATE
from handbook.keys import key_of
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.caller_form import CallerForm
from handbook.ui.call.emergency_card_view import SidePane, lines_of
from handbook.ui.call.immediate_box import ImmediateBox
from handbook.ui.call.row_size import LARGE
from handbook.ui.call.run_view import NO_TIMES, RunView, TitleOf
from handbook.ui.call.strip import Strip
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.yielding_label import YieldingLabel

TARGET = 44
LIST_WIDTH, SIDE_WIDTH = 360, 320
CARD_WIDTH = 560
"""Least width of an open card, at 100 %; where the list would take it away, the list goes."""
HIGH = 660
"""Least height, at 100 %, at which the caller's fields have a line of their own."""
HINT = f"数字回答 · 空格打钩 · {key_of('caller')} 电话、地址 · {key_of('emergency')} 换卡 · Esc 返回"
BACK = "返回原处 Esc"
ID_ROLE = Qt.ItemDataRole.UserRole + 1


class EmergencyView(QWidget):
    """Covers the window; nothing beneath it is closed, scrolled or cleared."""

    card_chosen = Signal(str)
    closed = Signal()
    finish_requested = Signal()
    """The button; the keys of the list are its own."""
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencyView")
        self.setAccessibleName("应急卡")
        self.setAccessibleName("应急卡")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = Theme()
        self._handbook = Handbook()
        self._card: EmergencyCard | None = None
        self._is_compact = False
        self.list = QListWidget()
        self.run_view = RunView(size=LARGE)
        self.strip = Strip()
        self.caller = CallerForm(
            order=(CallerField.PHONE, CallerField.ADDRESS), name="emergency", target=TARGET
        )
        self.caller.set_tight(True)
        self._title = QLabel()
        self._box = ImmediateBox()
        self._side = SidePane()
        self._band = QWidget()
        self._band_words = YieldingLabel("应急卡")
        self._call = QLabel()
        self._foot = QWidget()
        self._is_asking = False
        """Whether the keyboard is in the caller's fields."""
        self._build()

    @property
    def card(self) -> EmergencyCard | None:
        """The card that is open; None while one is picked."""
        return self._card

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._band.setStyleSheet(
            f"#emergencyBand {{ background: {theme.colours.danger_band}; }} #emergencyBand QLabel {{ color: #ffffff; }}"
        )
        self._band_words.setStyleSheet(f"font-size: {theme.px(20)}px; font-weight: 600; color: #ffffff;")
        self.list.setStyleSheet(f"font-size: {theme.px(17)}px;")
        self.list.setMinimumWidth(theme.px(300))
        self.list.setMaximumWidth(theme.px(LIST_WIDTH))
        self._side.setFixedWidth(theme.px(SIDE_WIDTH))
        self._call.setStyleSheet(f"font-size: {theme.px(16)}px; color: #ffffff;")
        self._hint.setStyleSheet(f"font-size: {theme.px(18)}px; color: {theme.colours.ink_second};")
        self.run_view.apply_theme(theme)
        self.caller.apply_theme(theme)
        self.strip.apply_theme(theme)
        self._fill_list()
        if self._card is not None:
            self._show_words(self._card)

    def set_compact(self, is_compact: bool) -> None:
        """In the dock the list gives way once a card is open, and the side pane is left out."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            if self._card is not None:
                self._show_words(self._card)
        self._first.setVisible(not is_compact)
        self._back.setText(BACK.replace("原处", "") if is_compact else BACK)
        self._show_panes()
        self._hint.setVisible(not is_compact and self._card is None)
        margin = self._theme.px(10 if is_compact else 28)
        self._middle_layout.setContentsMargins(margin, margin // 2, margin, 0)
        room = (Theme() if is_compact else self._theme).px  # in a dock the letters have it instead
        self._band_line.setContentsMargins(room(20), room(10), room(16), room(10))
        self._middle_layout.setSpacing(room(8))
        self._foot_line.setContentsMargins(0, 0, 0, room(8))

    def show_call(self, time: str) -> None:
        """Tell that the call goes on, and how long it lasts; empty where none is on."""
        around = "{}" if self._is_compact else "通话 {} 未中断"
        self._call.setText(around.format(time) if time else "")

    def show_handbook(self, handbook: Handbook) -> None:
        """Offer the cards of `handbook`."""
        self._handbook = handbook
        self._fill_list()

    def pick(self) -> None:
        """Ask for a card."""
        self._card = None
        self._middle.hide()
        self._side.hide()
        self._hint.setVisible(not self._is_compact)
        self.list.show()
        self.list.setCurrentRow(0)
        self.setFocus()

    def show_card(
        self,
        card: EmergencyCard,
        run: Run,
        title_of: TitleOf,
        *,
        owner: object = 0,
        times: Mapping[str, datetime] = NO_TIMES,
    ) -> None:
        """Open `card`, whose phase 2 is `run`."""
        self._card = card
        self._show_words(card)
        self.set_compact(self._is_compact)  # first what goes, then what comes: a dock has no room for both
        self._middle.show()
        self.strip.forget()
        self.show_run(run, title_of, owner=owner, times=times)
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item is not None and item.data(ID_ROLE) == card.id:
                self.list.setCurrentRow(row)
        self.run_view.setFocus()

    def show_run(
        self, run: Run, title_of: TitleOf, *, owner: object = 0, times: Mapping[str, datetime] = NO_TIMES
    ) -> None:
        """Show the new state of phase 2."""
        self.run_view.show_run(run, title_of, owner=owner, times=times)
        self._finish.setEnabled(run.is_open)
        if self._card is not None:
            before = f"{run.pause.text} · " if run.pause is not None else ""
            after = f" · 按内容 {run.checklist.version} 版"
            self.strip.show_state(f"{before}{HINT}{after}", is_caution=run.pause is not None)

    def ask_caller(self, field: CallerField | None = None, *, is_lacking: bool = False) -> None:
        """Put the keyboard into the caller's fields; where height is dear they stand in the place of the foot meanwhile.

        `field`: on that one; else on the first that lacks, or as the key of the address leads.
        """
        self._is_asking = True
        self._show_panes()
        if field is not None:
            self.caller.open_at(field)
        else:
            (self.caller.ask_for_lacking if is_lacking else self.caller.take_focus)()

    def end_asking(self) -> None:
        """The keyboard is elsewhere."""
        if self._is_asking:
            self._is_asking = False
            self._show_panes()

    def show_caller(
        self,
        caller: Mapping[CallerField, str],
        missing: Sequence[str],
        lacking: Collection[CallerField],
        *,
        is_other: bool,
    ) -> None:
        """Show the caller's phone and address, and what the ticket lacks."""
        self.caller.show_caller(caller, is_other=is_other)
        self.caller.show_lacking(lacking)
        self.run_view.show_missing(missing)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_panes()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif self._card is None and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._choose_digit(key - Qt.Key.Key_0)
        elif self._card is None and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if key == Qt.Key.Key_Up else 1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
        elif self._card is None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_item(self.list.currentItem())
        else:
            super().keyPressEvent(event)

    def _choose_digit(self, digit: int) -> None:
        card = next((c for c in self._handbook.emergency if c.digit == digit), None)
        if card is not None:
            self.card_chosen.emit(card.id)

    def _show_panes(self) -> None:
        """While a card is open, its own width comes first: the key brings the list back."""
        is_card, px = self._card is not None, self._theme.px
        is_wide = self.width() >= px(LIST_WIDTH + CARD_WIDTH + SIDE_WIDTH)
        self.list.setVisible(not is_card or (is_wide and not self._is_compact))
        self._side.setVisible(is_card and not self._is_compact)
        is_high = self.height() >= px(HIGH)
        self.caller.setVisible(is_high or self._is_asking)
        self._foot.setVisible(is_high or not self._is_asking)

    def _show_words(self, card: EmergencyCard) -> None:
        letters = self._theme.px(20 if self._is_compact else 28)
        self._title.setStyleSheet(f"font-size: {letters}px; font-weight: 600;")
        self._title.setText(typeset(card.title))
        size = 18 if self._is_compact else 22
        blocks = entry_blocks(card, self._handbook)
        self._box.show_lines(lines_of(blocks), self._theme, size=size)
        self._side.show_card(blocks, self._theme)

    def _fill_list(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for card in self._handbook.emergency:
            digit = f"{card.digit}  " if card.digit is not None else "·  "
            item = QListWidgetItem(digit + typeset(card.title))
            item.setData(ID_ROLE, card.id)
            item.setToolTip(typeset(card.summary))
            self.list.addItem(item)
        self.list.setCurrentRow(row)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_band())
        columns = QHBoxLayout()
        columns.setSpacing(0)
        self.list.setObjectName("emergencyList")
        self.list.setAccessibleName("应急卡列表")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._on_item)
        columns.addWidget(self.list)
        columns.addWidget(self._build_middle(), 1)
        self._hint = QLabel(
            "按数字选卡；没有数字的用 ↑ ↓ 再按 Enter。\n选定后，数字回答当前问题，空格打钩。Esc 返回原处，原处什么都没动。"
        )
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        columns.addWidget(self._hint, 1)
        columns.addWidget(self._side)
        layout.addLayout(columns, 1)
        self._middle.hide()
        self._side.hide()

    def _build_band(self) -> QWidget:
        self._band.setObjectName("emergencyBand")
        self._band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = self._band_line = QHBoxLayout(self._band)
        line.addWidget(self._band_words)
        line.addStretch(1)
        line.addWidget(self._call)
        back = self._back = QPushButton(BACK)
        back.setObjectName("emergencyBack")
        back.setProperty("role", "band")
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self.closed)
        line.addWidget(back)
        return self._band

    def _build_middle(self) -> QWidget:
        """Title and phase 1 stay at the top; only the steps of phase 2 scroll."""
        self._middle = QWidget()
        layout = self._middle_layout = QVBoxLayout(self._middle)
        self._title.setWordWrap(True)
        first = self._first = QLabel(IMMEDIATE)
        first.setObjectName("sectionTitle")
        for widget in (self._title, first, self._box):
            layout.addWidget(widget)
        layout.addWidget(self.caller)
        layout.addWidget(self.run_view, 1)
        self._build_foot()
        layout.addWidget(self._foot)
        self.run_view.left_by_key.connect(self.closed)
        self.run_view.undo_requested.connect(self.undo_requested)
        return self._middle

    def _build_foot(self) -> None:
        """Answers to what was pressed, and what ends the card."""
        foot = self._foot_line = QHBoxLayout(self._foot)
        foot.addWidget(self.strip, 1)
        undo = QPushButton("撤销")
        undo.setToolTip(f"撤销这张卡里的上一步({key_of('undo')})")
        undo.setObjectName("emergencyUndo")
        undo.clicked.connect(self.undo_requested)
        self._finish = QPushButton("完成本卡")
        self._finish.setToolTip("都做完时也可以按 Enter")
        self._finish.setObjectName("emergencyFinish")
        self._finish.clicked.connect(self.finish_requested)
        for button in (undo, self._finish):
            button.setProperty("role", "large")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            foot.addWidget(button)

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.card_chosen.emit(str(item.data(ID_ROLE)))
