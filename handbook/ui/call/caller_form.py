"""The caller's account, phone and address: one line at rest, fields while they are filled in."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.call.state.call import CallerField
from handbook.keys import key_of
from handbook.override import override
from handbook.ui.call.caller_hint import CallerHint
from handbook.ui.call.caller_summary import CallerSummary
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.line_field import LineField

KEY = key_of("caller")
"""Leads to the address, and on from field to field."""
KEYS = {CallerField.ADDRESS: KEY, CallerField.PHONE: key_of("phone")}
ORDER = (CallerField.ACCOUNT, CallerField.PHONE, CallerField.ADDRESS)
"""As they are asked for."""
SUMMARY, HINT, GAP = 38, 30, 4
"""Heights at 100 %; the two rows of the open form take the place of all three."""
ROW = (SUMMARY + HINT) // 2
IN_USE, ASIDE = 2, 1
"""Shares of the one line while the keyboard is in one of the fields."""
NARROWEST = 30
UNLIMITED = 16777215
LEAST = 0.2
MOST = {CallerField.ACCOUNT: 0.32, CallerField.PHONE: 0.42}
"""Shares of the one line for a number at rest; the address has what they leave."""


class CallerForm(QWidget):
    """Two lines of fields; one line where height is dear, in which the field that is filled in takes the room.

    A form that folds shows a summary and a hint instead, unless the keyboard is in it or there is nothing to sum up;
    both have the same place, so that opening it moves nothing.
    """

    entered = Signal(object, str)
    """CallerField and text."""
    typed = Signal(object, str)
    """CallerField and what stands in it while it is being typed."""
    left_by_key = Signal()
    """Enter in the last field, or Esc."""
    too_long = Signal(str)
    """What was pasted does not fit: what to say."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        order: Sequence[CallerField] = ORDER,
        name: str = "caller",
        target: int = 0,
        is_folding: bool = False,
    ) -> None:
        """`target`: least height of a field at 100 %; 0 = that of any field."""
        super().__init__(parent)
        self._target = target
        self._order = order
        self._name = name
        self._lacking: Collection[CallerField] = ()
        self._caller: Mapping[CallerField, str] = {}
        self._is_tight = False
        self._is_folding = is_folding
        self._theme = Theme()
        self._fields = {field: self._field(field) for field in order}
        self._labels = {field: self._label(field) for field in order}
        self.summary = CallerSummary()
        self.hint = CallerHint()
        self._rows = QWidget()
        self._told = QPushButton(self._fields[CallerField.ADDRESS])
        self._build()
        self._place()
        self._fold()

    @property
    def fields(self) -> dict[CallerField, LineField]:
        """The fields by what they hold."""
        return self._fields

    def as_typed(self) -> dict[CallerField, str]:
        """What stands in the fields, entered or not."""
        return {field: edit.text() for field, edit in self._fields.items()}

    def show_hint(self, words: str, short: str, way: str) -> None:
        """Say what is known of earlier calls: beneath the summary, or in a few words inside the open form."""
        self.hint.show_words(words, way)
        self._told.setText(f"{short} {way.rpartition(' ')[2]}".strip() if short else "")
        self._told.setToolTip(words)
        self._place_told()

    @property
    def gain(self) -> int:
        """Pixels of height that one line needs less than two."""
        px = self._theme.px
        return max(2 * px(ROW), px(SUMMARY) + px(HINT)) + GAP - px(ROW)

    @property
    def is_folded(self) -> bool:
        """Whether the summary stands in the place of the fields."""
        return self._rows.isHidden()

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        self.summary.apply_theme(theme)
        self.hint.apply_theme(theme)
        self._place()

    def show_caller(self, caller: Mapping[CallerField, str], *, is_other: bool) -> None:
        """Show the data of a call; of the same call, what is being typed stays."""
        self._caller = caller
        for field, edit in self._fields.items():
            if is_other or not edit.hasFocus():  # what is being typed belongs to this call alone
                words = caller.get(field, "")
                if edit.text() != words:
                    edit.setText(words)
                    edit.setCursorPosition(0)  # else a narrow field would show the end alone
        self.summary.show_caller(caller, self._lacking)
        self._fold()
        self._share()

    def show_lacking(self, fields: Collection[CallerField]) -> None:
        """Set the fields apart without which this call should not end; the key leads to them first."""
        if tuple(fields) != tuple(self._lacking):
            self._lacking = tuple(fields)
            self.summary.show_caller(self._caller, self._lacking)
            self._place()

    def set_tight(self, is_tight: bool) -> None:
        """One line instead of two."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self._place()

    @Slot()
    def take_focus(self) -> None:
        """Put the keyboard on the address; on what else lacks, where it is known; from one of the fields, on the next."""
        at = next((n for n, field in enumerate(self._order) if self._fields[field].hasFocus()), None)
        self.open_at(self._aim() if at is None else self._order[(at + 1) % len(self._order)])

    @Slot(object)
    def open_at(self, field: CallerField) -> None:
        """Put the keyboard on `field`, wherever it is."""
        self._rows.show()  # nothing hidden takes the keyboard
        self._fields[field].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_back(self, field: CallerField, text: str) -> None:
        """Show what was being typed when the program ended, with the keyboard behind it."""
        self.open_at(field)
        self._fields[field].setText(text)

    def ask_for_lacking(self) -> None:
        """Put the keyboard on the first lacking field, wherever it is."""
        self.open_at(next((f for f in self._order if f in self._lacking), self._order[0]))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if event.type() == QEvent.Type.FocusOut and isinstance(watched, LineField) and self._is_tight:
                watched.setCursorPosition(0)
            self._fold()
            self._share()
        elif event.type() == QEvent.Type.Resize and watched is self._fields[CallerField.ADDRESS]:
            self._place_told()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _build(self) -> None:
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 0, 0, 0)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for line in (self._upper, self._lower):
            line.setSpacing(PLAIN.px(6))
            rows.addLayout(line)
        rows.setSpacing(PLAIN.px(GAP if self._is_folding else 6))
        layout = QVBoxLayout(self)
        side, beneath = PLAIN.px(12), PLAIN.px(2)
        layout.setContentsMargins(side, 0, side, beneath)
        layout.setSpacing(GAP)
        for widget in (self._rows, self.summary, self.hint):
            layout.addWidget(widget)
        if self._is_folding:
            layout.addStretch(1)
        self.summary.field_wanted.connect(self.open_at)
        self._told.setObjectName("callerTold")
        self._told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._told.setCursor(Qt.CursorShape.PointingHandCursor)
        self._told.clicked.connect(self.hint.clicked)
        self._told.hide()

    def _label(self, field: CallerField) -> QLabel:
        label = QLabel(field.value)
        label.setObjectName("callerLabel")
        label.setBuddy(self._fields[field])
        return label

    def _field(self, field: CallerField) -> LineField:
        edit = LineField(is_inner=True)
        edit.setObjectName(f"{self._name}{field.name.title()}")
        edit.setAccessibleName(field.value)
        key = KEYS.get(field, "")
        edit.setToolTip(f"{field.value}({key})" if key else field.value)
        edit.setPlaceholderText(key)
        edit.setMinimumWidth(PLAIN.px(NARROWEST))
        edit.setProperty("field", field.value)
        edit.editingFinished.connect(self._on_finished)
        edit.entered.connect(self._on_entered)
        edit.escaped.connect(self._on_escaped)
        edit.inputRejected.connect(self._on_too_long)
        edit.textEdited.connect(self._on_typed)
        edit.installEventFilter(self)
        return edit

    def _place(self) -> None:
        for field, edit in self._fields.items():
            is_below = field is CallerField.ADDRESS and not self._is_tight
            line = self._lower if is_below else self._upper
            line.addWidget(self._labels[field])
            line.addWidget(edit)
        px = self._theme.px
        small = f"QLineEdit {{ font-size: {px(14)}px; padding: {px(4)}px {px(4)}px; }}"
        sheet = small if self._is_tight and not self._target else ""
        high = f"min-height: {px(self._target) - 2 * px(4) - 2}px;" if self._target else ""
        for field, edit in self._fields.items():
            edge = f"border-color: {self._theme.colours.caution};" if field in self._lacking else ""
            edit.setStyleSheet(f"QLineEdit {{ {edge} {high} }}" if edge or high else "")
            if self._is_folding:
                edit.setFixedHeight(px(ROW))
        self.setStyleSheet(sheet)
        if self._is_folding:
            self.summary.setFixedHeight(px(ROW if self._is_tight else SUMMARY))
            self.hint.setFixedHeight(px(HINT))
            lines = px(ROW) if self._is_tight else max(2 * px(ROW), px(SUMMARY) + px(HINT)) + GAP
            self.setFixedHeight(lines + PLAIN.px(2))
        self._fold()
        self._share()

    def _place_told(self) -> None:
        """At the right end of the address, inside its field, which stays where and as wide as it is."""
        edit, told = self._fields[CallerField.ADDRESS], self._told
        size = told.sizeHint()
        fits = bool(told.text()) and size.width() < edit.width() // 2
        told.setVisible(fits)
        edit.setTextMargins(0, 0, size.width() + PLAIN.px(4) if fits else 0, 0)
        told.setGeometry(edit.width() - size.width() - 5, 4, size.width(), edit.height() - 8)

    def _fold(self) -> None:
        """Summary and hint, or the fields: while one of them has the keyboard, or nothing was asked yet."""
        keyboard = self.window().focusWidget()  # also while another window is in front
        is_used = any(edit is keyboard for edit in self._fields.values())
        is_open = not self._is_folding or is_used or not any(self._caller.values())
        self._rows.setVisible(is_open)
        self.summary.setVisible(not is_open)
        self.hint.setVisible(not is_open and not self._is_tight)

    def _share(self) -> None:
        """Share the one line out, so that a number at rest is not cut off; two lines are shared evenly."""
        used = next((edit for edit in self._fields.values() if edit.hasFocus()), None)
        for field, edit in self._fields.items():
            is_rest = self._is_tight and not self._is_folding and used is None and field in MOST
            needed = self._needed(edit, round(self.width() * MOST[field])) if is_rest else NARROWEST
            edit.setMinimumWidth(needed)
            edit.setMaximumWidth(needed if is_rest else UNLIMITED)
            place = self._upper.indexOf(edit)
            if place >= 0:
                share = 0 if is_rest else IN_USE if edit is used and self._is_tight else ASIDE
                self._upper.setStretch(place, share)

    def _needed(self, edit: LineField, most: int) -> int:
        """Pixels that the words of a field at rest take."""
        words = edit.text() or edit.placeholderText()
        wanted = edit.fontMetrics().horizontalAdvance(words) + self._theme.px(8) + 12
        return min(max(wanted, round(self.width() * LEAST), NARROWEST), max(most, NARROWEST))

    def _aim(self) -> CallerField:
        """The field to which the key leads from elsewhere."""
        if not self._caller.get(CallerField.ADDRESS):
            return CallerField.ADDRESS
        return next((field for field in self._order if field in self._lacking), CallerField.ADDRESS)

    def _sender(self) -> tuple[CallerField, LineField]:
        field = CallerField(str(self.sender().property("field")))
        return field, self._fields[field]

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.typed.emit(self._sender()[0], text)

    @Slot()
    def _on_finished(self) -> None:
        field, edit = self._sender()
        if edit.text().strip() != self._caller.get(field, ""):
            self.entered.emit(field, edit.text())

    @Slot()
    def _on_entered(self) -> None:
        """Enter goes on to the next field, then away."""
        field, _ = self._sender()
        if field is self._order[-1]:
            self.left_by_key.emit()
        else:
            self.open_at(self._order[self._order.index(field) + 1])

    @Slot()
    def _on_too_long(self) -> None:
        field, _ = self._sender()
        self.too_long.emit(f"{field}放不下这么多字,多出的没有放进去。长的话请记在备注里({key_of('note')})。")

    @Slot()
    def _on_escaped(self) -> None:
        field, edit = self._sender()
        edit.setText(self._caller.get(field, ""))
        self.typed.emit(field, edit.text())
        self.left_by_key.emit()
