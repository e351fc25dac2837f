"""The emergency view: a digit picks a card, then digits answer its current question; Esc returns to where one was.

Complete in itself: the call is noted, sent and ended here, and address and phone are the desk's own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.call.state.call import Call, CallerField
from handbook.call.state.card_times import Limit
from handbook.call.state.run import Run
from handbook.document.compose import entry_blocks
from handbook.document.words import CALM
from handbook.keys import key_of
from handbook.model.checklist import Checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.call_foot import CallFoot
from handbook.ui.call.emergency_band import EmergencyBand, TrailCard
from handbook.ui.call.emergency_card_view import SidePane
from handbook.ui.call.emergency_fields import EmergencyFields
from handbook.ui.call.emergency_list import CardList
from handbook.ui.call.emergency_preview import PreviewPane
from handbook.ui.call.immediate_box import LETTERS, ImmediateBox, boxed
from handbook.ui.call.row_size import LARGE
from handbook.ui.call.run_view import NO_TIMES, RunView, TitleOf
from handbook.ui.call.step_words import version_alone
from handbook.ui.call.strip import Strip
from handbook.ui.theme.fonts import screen_family
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import PLAIN, Theme, in_steps, smaller
from handbook.ui.widgets.line_field import ENTER

TARGET, FOOT = 44, 64
LIST_WIDTH, SIDE_WIDTH = 288, 316
CARD_WIDTH = 560
"""Least width of an open card, at 100 %; where the list would take it away, the list goes."""
HIGH, LEAST_HIGH = 760, 610
"""Least height, at 100 %, at which the caller's fields have a line of their own: in a dock, and in a wide window."""
LEAST_WIDTH, LEAST_HEIGHT, LEAST_DOCK_HEIGHT = 320, 570, 840
"""Pixels at 100 % that most cards need to stand whole: letters grow no further than that leaves them."""
BESIDE_MS = 40
ROOMY = 880
"""Least height, at 100 %, at which band and white have all their room."""
ROOM_IN_FOOT = 620
"""Least width, at 100 %, at which the foot has room for what is said, between its buttons."""
COMPACT_LETTERS = 18
HINT = f"数字回答 · 空格打钩 · {key_of('caller')} 地址、{key_of('phone')} 电话 · {key_of('emergency')} 换卡 · Esc 返回"
PICK_HINT = "数字 1–9 直接开 · ↑ ↓ 看下一张 · Enter 开始 · Esc 返回,原处不变"
FIELDS = f"地址、电话 {key_of('caller')}"
_ADDRESS_SIGNS, _FEW_SIGNS = 16, 8
"""Signs of an address that stand on the button, from its end, where the door is; in a narrow window so few."""
LINE_KEYS: Mapping[int, int] = {
    Qt.Key.Key_1: 1,
    Qt.Key.Key_Exclam: 1,
    Qt.Key.Key_2: 2,
    Qt.Key.Key_At: 2,
    Qt.Key.Key_QuoteDbl: 2,
    Qt.Key.Key_3: 3,
    Qt.Key.Key_NumberSign: 3,
    Qt.Key.Key_sterling: 3,
    Qt.Key.Key_section: 3,
}
"""What Shift and a digit give on the keyboards in use → number of the boxed line."""


@dataclass(frozen=True, slots=True)
class CardState:
    """What is known of the card that is open."""

    run: Run
    owner: object = 0
    """Whoever opens another card, or comes again, shares no field with this one."""
    times: Mapping[str, datetime] = field(default_factory=lambda: NO_TIMES)
    """Step id → when it was done."""
    said: Mapping[int, datetime] = field(default_factory=dict[int, datetime])
    """Number of a boxed line → when it was said."""
    limits: Sequence[Limit] = ()


@dataclass(frozen=True, slots=True)
class CallState:
    """What is known of the call beside the card."""

    call: Call | None = None
    missing: Sequence[str] = ()
    """What the dispatch lacks."""
    lacking: Collection[CallerField] = ()
    """Data without which it should not end."""
    progress: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    """Id of a card under way → steps done, and steps there are."""


class EmergencyView(QWidget):
    """Covers the window; nothing beneath it is closed, scrolled or cleared."""

    card_chosen = Signal(str)
    preview_wanted = Signal(str)
    """Id of the card that is selected while one is chosen."""
    pick_requested = Signal()
    back_requested = Signal()
    """To the card left behind."""
    closed = Signal()
    line_toggled = Signal(int)
    """Number of a boxed line, from 1."""
    copy_requested = Signal(str)
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencyView")
        self.setAccessibleName("应急卡")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._given = Theme()
        self._theme = Theme()
        self._handbook = Handbook()
        self._card: EmergencyCard | None = None
        self._checklist: Checklist | None = None
        self._preview: tuple[EmergencyCard, Checklist, Sequence[Limit]] | None = None
        self._call = CallState()
        self._trail: Sequence[EmergencyCard] = ()
        self._told: tuple[str, ...] = ()
        self._is_compact = False
        self._is_aside = False
        """In the dock: what stands beside the card is shown in its place."""
        self._is_alone = False
        """In a wide window: the card has the place of what stands beside it, which comes by a button."""
        self._beside = QTimer(self)
        """What stands beside a card that is only selected comes when the arrow keys rest."""
        self._beside.setSingleShot(True)
        self._beside.setInterval(BESIDE_MS)
        self._is_asking = False
        """Whether the keyboard is in the caller's fields."""
        self.band = EmergencyBand()
        self.cards = CardList()
        self.list = self.cards.rows
        self.box = ImmediateBox(can_tick=True)
        self.caller = EmergencyFields()
        self.run_view = RunView(size=LARGE)
        self.preview = PreviewPane()
        self.strip = Strip()
        self.side = SidePane()
        self._strip_place = QWidget()
        self.foot = CallFoot(height=FOOT, target=TARGET, name="emergency", between=self._strip_place)
        self._low_row = QWidget()
        self._pick_foot = QWidget()
        self._kept = QLabel(typeset("在办的卡留着,随时回来"))
        self._pick_keys = QLabel(typeset(PICK_HINT))
        self._fields_button = QPushButton(FIELDS)
        self._aside_button = QPushButton(CALM)
        self._build()
        self._connect()

    @property
    def card(self) -> EmergencyCard | None:
        """The card that is open; None while one is picked."""
        return self._card

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`; the letters as far as the width goes."""
        self._given = theme
        self._fit_theme(is_new=True)

    def set_compact(self, is_compact: bool) -> None:
        """In the dock the list gives way once a card is open, and what stands beside it is shown by a button."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._is_aside = False
            self._show_words()
        self._show_panes()

    def show_time(self, time: str) -> None:
        """Tell how long the call lasts; empty where none is on."""
        self._told = (time, *self._told[1:]) if time else ()
        self.band.show_call(*(part for part in self._told if part))

    def show_handbook(self, handbook: Handbook) -> None:
        """Offer the cards of `handbook`."""
        self._handbook = handbook
        self.cards.show_cards(handbook.emergency)

    def pick(self, card_id: str) -> None:
        """Ask for a card; the one of that id is selected, else the first."""
        self._card = None
        self._is_aside = False
        self.band.show_trail(None, ())
        self.cards.show_choosing(is_choosing=True)
        self._show_panes()
        self.strip.forget()
        self.strip.show_state(typeset(PICK_HINT))
        self.cards.select(card_id)
        self.preview_wanted.emit(self.cards.current_id)
        self.setFocus()

    def show_preview(
        self, card: EmergencyCard, checklist: Checklist, limits: Sequence[Limit], *, is_begun: bool
    ) -> None:
        """Show the card that is selected, plain."""
        self._preview = (card, checklist, limits)
        self.preview.show_card(card, checklist, is_begun=is_begun)
        self._beside.start()

    def show_card(
        self, card: EmergencyCard, state: CardState, title_of: TitleOf, trail: Sequence[EmergencyCard]
    ) -> None:
        """Open `card`; `trail`: cards left behind, the last one last."""
        self._card, self._checklist, self._trail = card, state.run.checklist, trail
        self._is_aside = False
        self._show_words()
        self.cards.show_choosing(is_choosing=False)
        self._show_panes()
        self.strip.forget()
        self.show_run(state, title_of)
        self.cards.select(card.id)
        self._show_side(card, state.limits, is_choosing=False)
        self._fit_card()
        self.run_view.setFocus()

    def show_run(self, state: CardState, title_of: TitleOf) -> None:
        """Show the new state of the card."""
        run = state.run
        self._checklist = run.checklist
        self.run_view.show_run(run, title_of, owner=state.owner, times=state.times)
        self.box.show_said(state.said, is_enabled=run.is_open)
        self.side.show_limits(state.limits)
        if self._card is not None:
            before = f"{run.pause.text} · " if run.pause is not None else ""
            after = f" · 按内容 {version_alone(run.checklist)} 版"
            self.strip.show_state(f"{before}{HINT}{after}", is_caution=run.pause is not None)
            self._show_trail(run)
            self._keep_whole()

    def show_call(self, state: CallState, told: Sequence[str], *, is_other: bool) -> None:
        """Show the caller's phone and address, what the ticket lacks, which cards are under way.

        `told`: tail of the number and priority, those there are.
        """
        self._call = state
        self._told = (*(self._told[:1] or ("",)), *told)
        self.band.show_call(*(part for part in self._told if part))
        call, run = state.call, self.run_view.run if self._card is not None else None
        self.caller.show_caller(call.caller if call is not None else {}, is_other=is_other)
        self.caller.show_lacking(state.lacking)
        self._name_fields()
        self.run_view.show_missing(state.missing)
        self.foot.show_call(call, run if run is not None and run.id else None, state.missing)
        self.cards.show_progress(state.progress)
        if run is not None:
            self._show_trail(run)
            self._keep_whole()

    def ask_caller(self, wanted: CallerField | None = None, *, is_lacking: bool = False) -> None:
        """Put the keyboard into the caller's fields; where height is dear they stand in the place of the foot meanwhile.

        `wanted`: on that one; else on the first that lacks, or as the key of the address leads.
        """
        self._is_asking = True
        self._is_aside = False
        self._show_panes()
        if wanted is not None:
            self.caller.open_at(wanted)
        else:
            (self.caller.ask_for_lacking if is_lacking else self.caller.take_focus)()

    def end_asking(self) -> None:
        """The keyboard is elsewhere."""
        if self._is_asking:
            self._is_asking = False
            self._show_panes()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_theme()
        self._show_panes()
        self._fit_card()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._pick_key(event) if self._card is None else self._card_key(event)):
            super().keyPressEvent(event)

    def _card_key(self, event: QKeyEvent) -> bool:
        """Shift and a digit tick a boxed line, wherever on the card the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = LINE_KEYS.get(event.key(), 0) if held == Qt.KeyboardModifier.ShiftModifier else 0
        if not 0 < number <= len(self.box.lines):
            return False
        if not event.isAutoRepeat() and self.box.lines[number - 1].tick.isEnabled():
            self.line_toggled.emit(number)
        return True

    def _pick_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not event.isAutoRepeat():
            card = next((c for c in self._handbook.emergency if c.digit == key - Qt.Key.Key_0), None)
            if card is not None:
                self.card_chosen.emit(card.id)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.cards.step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in ENTER:
            self._on_start()
        else:
            return False
        return True

    def _fit_theme(self, *, is_new: bool = False) -> None:
        """Where the window is too small for the size of the text, the largest in which most cards stand whole."""
        scale = self._most_scale()
        if is_new or scale != self._theme.scale:
            self._use_scale(scale)

    def _most_scale(self) -> float:
        """Largest size of the text in which most cards stand whole."""
        least = LEAST_DOCK_HEIGHT if self.width() < ROOM_IN_FOOT else LEAST_HEIGHT
        most = min(self.width() / LEAST_WIDTH, self.height() / least)
        return min(self._given.scale, in_steps(most))

    def _fit_card(self) -> None:
        """Let question and answers of every step of the card stand whole.

        What stands beside the card gives way first, then the letters become smaller: measured on the card itself, since
        one has longer lines and more answers than another.
        """
        if self._card is None or not self.isVisible():
            return
        self._is_alone = False
        if self._theme.scale != self._most_scale():
            self._use_scale(self._most_scale())
        self._show_panes()
        self._make_room()

    def _make_room(self) -> None:
        if self._lacks() > 0 and not self._is_compact and not self._is_alone:
            self._is_alone = True
            self._show_panes()
        while (lacks := self._lacks()) > 0 and self._theme.scale > 1:
            self._use_scale(smaller(self._theme, self.height(), lacks).scale)

    def _keep_whole(self) -> None:
        """A step may have grown, or what stands around it: what is on the stage is never cut for that."""
        if self._card is None or not self.isVisible() or self._is_asking:
            return
        self._place_parts()
        if self.run_view.stage.is_cut:
            self._make_room()

    def _lacks(self) -> int:
        """Pixels of height that the open card lacks, as it is laid out now."""
        self._place_parts()
        return self.run_view.lacking_height()

    def _place_parts(self) -> None:
        """Give the parts their places now; Qt would only before it paints."""
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def _use_scale(self, scale: float) -> None:
        theme = self._theme = replace(self._given, scale=scale)
        for part in (self.band, self.cards, self.run_view, self.caller, self.strip, self.preview, self.foot):
            part.apply_theme(theme)
        self.cards.setFixedWidth(theme.px(LIST_WIDTH))
        whole = "" if scale == self._given.scale else stylesheet(theme, screen_family())
        self.setStyleSheet(whole + self._sheet(theme))
        self._pick_foot.setFixedHeight(theme.px(FOOT))
        for button in (self._fields_button, self._aside_button):
            button.setFixedHeight(theme.px(TARGET))
        self._show_panes()
        self._show_words()
        if self._card is not None and self._checklist is not None:
            self._show_side(self._card, self.side.limits, is_choosing=False)
        elif self._preview is not None:
            card, checklist, limits = self._preview
            self.preview.show_card(card, checklist, is_begun=card.id in self._call.progress)
            self._show_side(card, limits, is_choosing=True)

    def _name_fields(self) -> None:
        """On the button that stands for the fields, what is known of them: whoever reads it back must see it."""
        caller: Mapping[CallerField, str] = self._call.call.caller if self._call.call is not None else {}
        address, phone = caller.get(CallerField.ADDRESS, ""), caller.get(CallerField.PHONE, "")
        signs = _FEW_SIGNS if self._is_compact else _ADDRESS_SIGNS
        shown = address if len(address) <= signs else f"…{address[-signs:]}"
        known = " · ".join(part for part in (shown or "没有地址", phone[-4:] or "没有电话") if part)
        is_known = bool(address or phone)
        self._fields_button.setText(typeset(f"{known} {key_of('caller')}") if is_known else FIELDS)
        self._fields_button.setAccessibleName(
            f"地址{address or '没有'},电话{phone or '没有'}" if is_known else FIELDS
        )

    def _sheet(self, theme: Theme) -> str:
        c, px = theme.colours, theme.px
        return (
            f"#emergencyCards, #emergencyList, #callFoot {{ background: {c.panel}; }}"
            f"#emergencyList {{ border: none; }}"
            f"#emergencyCards {{ border-right: 1px solid {c.line}; }}"
            f"#emergencySide {{ border-left: 1px solid {c.line}; }}"
            f"#emergencyPickFoot {{ background: {c.panel}; border-top: 1px solid {c.line}; }}"
            f"#emergencyPickFoot QLabel {{ font-size: {px(14)}px; color: {c.ink_second}; }}"
            f"#emergencyLowRow QPushButton {{ font-size: {px(14)}px; padding: 0 {px(8)}px; min-height: 0; }}"
        )

    def _space(self, *, is_snug: bool) -> None:
        """White between the parts."""
        px = self._theme.px
        margin, gap = px(10 if self._is_compact else 28), px(6 if self._is_compact or is_snug else 10)
        self._middle_layout.setContentsMargins(margin, gap, margin, 0)
        self._middle_layout.setSpacing(gap)

    def _show_panes(self) -> None:
        """While a card is open, its own width comes first: the key brings the list back."""
        is_card, px, is_compact = self._card is not None, self._theme.px, self._is_compact
        is_wide = not is_compact and self.width() >= px(LIST_WIDTH + CARD_WIDTH + SIDE_WIDTH)
        has_list = is_wide or not is_card
        self.cards.setVisible(has_list)
        self.cards.setMaximumWidth(16777215 if is_compact else px(LIST_WIDTH))
        self.cards.setMinimumWidth(0 if is_compact else px(LIST_WIDTH))
        self.band.show_list_away(not has_list)
        self.preview.setVisible(not is_card and not is_compact)
        is_beside = not is_compact and not (self._is_alone and is_card)
        self._middle.setVisible(is_card and not (not is_beside and self._is_aside))
        self.side.setVisible((is_card or is_wide) and (is_beside or self._is_aside))
        self.side.setMaximumWidth(px(SIDE_WIDTH) if is_beside else 16777215)
        self.side.setMinimumWidth(px(SIDE_WIDTH) if is_beside else 0)
        is_high = self.height() >= px(HIGH if is_compact else LEAST_HIGH)
        is_snug = self.height() < px(ROOMY)
        self.band.set_low(is_compact or is_snug)
        self._space(is_snug=is_snug)
        self.foot.set_tight(not is_high)
        self._put_said(is_in_foot=self.width() >= px(ROOM_IN_FOOT) and not (is_compact and not is_card))
        has_fields = is_high or self._is_asking
        self.caller.setVisible(has_fields)
        has_foot = is_high or not self._is_asking
        self.foot.setVisible(is_card and has_foot)
        self._pick_foot.setVisible(not is_card and not is_compact)
        self._low_row.setVisible(has_foot)
        self._fields_button.setVisible(is_card and not has_fields)
        self._name_fields()
        self._aside_button.setVisible(is_card and not is_beside)
        self._aside_button.setText("回到卡" if self._is_aside else CALM)
        self.strip.setVisible(has_foot)

    def _put_said(self, *, is_in_foot: bool) -> None:
        place = self._strip_line if is_in_foot else self._low_place
        if place.indexOf(self._low_row) < 0:
            place.addWidget(self._low_row)

    def _show_words(self) -> None:
        if self._checklist is not None:
            size = COMPACT_LETTERS if self._is_compact else LETTERS
            self.box.show_lines(boxed(self._checklist.immediate), self._theme, size=size)

    def _show_side(self, card: EmergencyCard, limits: Sequence[Limit], *, is_choosing: bool) -> None:
        call = self._call.call
        known = call.caller if is_choosing and call is not None else {}
        self.side.show_card(entry_blocks(card, self._handbook), limits, self._theme, caller=known)

    def _show_trail(self, run: Run) -> None:
        card = self._card
        if card is not None:
            shown = TrailCard(card.id, card.title, card.digit, run.progress, str(run.checklist.severity))
            before = [
                TrailCard(left.id, left.title, left.digit, self._call.progress.get(left.id))
                for left in self._trail
            ]
            self.band.show_trail(shown, before)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self.cards)
        columns.addWidget(self._build_middle(), 1)
        columns.addWidget(self.preview, 1)
        columns.addWidget(self.side)
        layout.addLayout(columns, 1)
        self._build_low_row()
        self._low_place = QVBoxLayout()
        layout.addLayout(self._low_place)
        layout.addWidget(self.foot)
        self._pick_foot.setObjectName("emergencyPickFoot")
        self._pick_foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self._pick_foot)
        line.setContentsMargins(PLAIN.px(20), 0, PLAIN.px(20), 0)
        line.addWidget(self._kept)
        line.addStretch(1)
        line.addWidget(self._pick_keys)
        layout.addWidget(self._pick_foot)
        self._middle.hide()
        self.side.hide()

    def _build_middle(self) -> QWidget:
        """Phase 1 and the caller stay at the top; only the steps of phase 2 scroll."""
        self._middle = QWidget()
        layout = self._middle_layout = QVBoxLayout(self._middle)
        layout.addWidget(self.box)
        layout.addWidget(self.caller)
        layout.addWidget(self.run_view, 1)
        return self._middle

    def _build_low_row(self) -> None:
        """What has no place beside the card, and the answers to what was pressed: inside the foot, in the dock over it."""
        self._low_row.setObjectName("emergencyLowRow")
        self._low_line = QHBoxLayout(self._low_row)
        self._low_line.setContentsMargins(PLAIN.px(8), 0, PLAIN.px(8), 0)
        for button, name in (
            (self._fields_button, "emergencyFields"),
            (self._aside_button, "emergencyAside"),
        ):
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._low_line.addWidget(button)
        self._strip_line = QHBoxLayout(self._strip_place)
        self._strip_line.setContentsMargins(0, 0, 0, 0)
        self._strip_line.addWidget(self._low_row, 1)
        self._low_line.addWidget(self.strip, 1)

    def _connect(self) -> None:
        self.band.back_requested.connect(self.back_requested)
        self.band.card_wanted.connect(self.card_chosen)
        self.band.pick_requested.connect(self.pick_requested)
        self.band.close_requested.connect(self.closed)
        self.cards.chosen.connect(self.card_chosen)
        self.cards.shown.connect(self._on_selected)
        self.box.toggled.connect(self.line_toggled)
        self.box.copy_requested.connect(self.copy_requested)
        self.side.copy_requested.connect(self.copy_requested)
        self.preview.start_requested.connect(self._on_start)
        self.run_view.left_by_key.connect(self.closed)
        self.run_view.undo_requested.connect(self.undo_requested)
        self._fields_button.clicked.connect(self._on_fields)
        self._aside_button.clicked.connect(self._on_aside)
        self._beside.timeout.connect(self._show_beside)

    @Slot()
    def _show_beside(self) -> None:
        if self._card is None and self._preview is not None:
            card, _, limits = self._preview
            self._show_side(card, limits, is_choosing=True)

    @Slot(str)
    def _on_selected(self, card_id: str) -> None:
        if self._card is None:
            self.preview_wanted.emit(card_id)

    @Slot()
    def _on_start(self) -> None:
        if self.cards.current_id:
            self.card_chosen.emit(self.cards.current_id)

    @Slot()
    def _on_fields(self) -> None:
        self.ask_caller(is_lacking=True)

    @Slot()
    def _on_aside(self) -> None:
        """Turn between the card and what stands beside it."""
        self._is_aside = not self._is_aside
        self._show_panes()
        if not self._is_aside:
            self.run_view.setFocus()
