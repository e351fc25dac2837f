"""The caller's account, phone and address as fields; what was filled in comes up as a signal."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from handbook.call.state.call import CallerField
from handbook.keys import key_of
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField

KEY = key_of("caller")
ORDER = (CallerField.ACCOUNT, CallerField.PHONE, CallerField.ADDRESS)
"""As they are asked for."""
IN_USE, ASIDE = 2, 1
"""Shares of the one line while the keyboard is in one of the fields."""
NARROWEST = 40
"""Pixels at 100 % that every field keeps."""
UNLIMITED = 16777215
LEAST = 0.2
MOST = {CallerField.ACCOUNT: 0.32, CallerField.PHONE: 0.42}
"""Shares of the one line for a number at rest; the address has what they leave."""


class CallerForm(QWidget):
    """Two lines of fields; one line where height is dear, in which the field that is filled in takes the room."""

    entered = Signal(object, str)
    """CallerField and text."""
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
    ) -> None:
        """`target`: least height of a field at 100 %; 0 = that of any field."""
        super().__init__(parent)
        self._target = target
        self._order = order
        self._name = name
        self._lacking: Collection[CallerField] = ()
        self._caller: Mapping[CallerField, str] = {}
        self._is_tight = False
        self._theme = Theme()
        self._fields = {field: self._field(field) for field in order}
        self._upper = QHBoxLayout()
        self._lower = QHBoxLayout()
        layout = self._lines = QVBoxLayout(self)
        layout.addLayout(self._upper)
        layout.addLayout(self._lower)
        self._place()
        self._show_key()

    @property
    def fields(self) -> dict[CallerField, LineField]:
        """The fields by what they hold."""
        return self._fields

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
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
        self._show_key()
        self._share()

    def show_lacking(self, fields: Collection[CallerField]) -> None:
        """Set the fields apart without which this call should not end; the key leads to them first."""
        if tuple(fields) != tuple(self._lacking):
            self._lacking = tuple(fields)
            self._place()

    def set_tight(self, is_tight: bool) -> None:
        """One line instead of two."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self._place()

    @Slot()
    def take_focus(self) -> None:
        """Put the keyboard on the first field that is empty and lacking, else empty; from one of the fields, on the next."""
        self._fields[self._aim()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_for_lacking(self) -> None:
        """Put the keyboard on the first lacking field, wherever it is."""
        field = next((f for f in self._order if f in self._lacking), self._order[0])
        self._fields[field].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if event.type() == QEvent.Type.FocusOut and isinstance(watched, LineField) and self._is_tight:
                watched.setCursorPosition(0)
            self._share()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _field(self, field: CallerField) -> LineField:
        edit = LineField(is_inner=True)
        edit.setObjectName(f"{self._name}{field.name.title()}")
        edit.setAccessibleName(field.value)
        edit.setToolTip(f"{field.value}({KEY})")
        edit.setProperty("field", field.value)
        edit.editingFinished.connect(self._on_finished)
        edit.entered.connect(self._on_entered)
        edit.escaped.connect(self._on_escaped)
        edit.inputRejected.connect(self._on_too_long)
        edit.installEventFilter(self)
        return edit

    @property
    def _room(self) -> Theme:
        """The sizes of what stands around the letters: where room is dear, it does not grow with them."""
        return Theme() if self._is_tight else self._theme

    def _place(self) -> None:
        for field, edit in self._fields.items():
            is_below = field is CallerField.ADDRESS and not self._is_tight
            (self._lower if is_below else self._upper).addWidget(edit)
        side, beneath = self._room.px(12), self._room.px(2)
        self._lines.setContentsMargins(side, 0, side, beneath)
        self._lines.setSpacing(self._room.px(6))
        px = self._theme.px
        small = f"QLineEdit {{ font-size: {px(14)}px; padding: {px(4)}px {px(4)}px; }}"
        sheet = small if self._is_tight and not self._target else ""
        high = f"min-height: {px(self._target) - 2 * px(4) - 2}px;" if self._target else ""
        for field, edit in self._fields.items():
            edge = f"border-color: {self._theme.colours.caution};" if field in self._lacking else ""
            edit.setStyleSheet(f"QLineEdit {{ {edge} {high} }}" if edge or high else "")
        self.setStyleSheet(sheet)
        self._share()

    def _share(self) -> None:
        """Share the one line out, so that a number at rest is not cut off; two lines are shared evenly."""
        least = self._room.px(NARROWEST)
        used = next((edit for edit in self._fields.values() if edit.hasFocus()), None)
        for place, (field, edit) in enumerate(self._fields.items()):
            is_rest = self._is_tight and used is None and field in MOST
            needed = self._needed(edit, round(self.width() * MOST[field])) if is_rest else least
            edit.setMinimumWidth(needed)
            edit.setMaximumWidth(needed if is_rest else UNLIMITED)
            if place < self._upper.count():
                share = 0 if is_rest else IN_USE if edit is used and self._is_tight else ASIDE
                self._upper.setStretch(place, share)

    def _needed(self, edit: LineField, most: int) -> int:
        """Pixels that the words of a field at rest take."""
        words = edit.text() or edit.placeholderText()
        wanted = edit.fontMetrics().horizontalAdvance(words) + self._theme.px(8) + 12
        least = self._room.px(NARROWEST)
        return min(max(wanted, round(self.width() * LEAST), least), max(most, least))

    def _aim(self) -> CallerField:
        """The field to which the key leads."""
        order = self._order
        at = next((n for n, field in enumerate(order) if self._fields[field].hasFocus()), None)
        if at is not None:
            return order[(at + 1) % len(order)]
        empty = [field for field in order if not self._caller.get(field)]
        return next((field for field in empty if field in self._lacking), next(iter(empty), order[0]))

    def _show_key(self) -> None:
        """Name the key in the empty field to which it leads."""
        empty = [field for field in self._order if not self._caller.get(field)]
        first = next((field for field in empty if field in self._lacking), next(iter(empty), None))
        for field, edit in self._fields.items():
            edit.setPlaceholderText(f"{field.value} {KEY}" if field is first else field.value)

    def _sender(self) -> tuple[CallerField, LineField]:
        field = CallerField(str(self.sender().property("field")))
        return field, self._fields[field]

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
            self._fields[self._order[self._order.index(field) + 1]].setFocus()

    @Slot()
    def _on_too_long(self) -> None:
        field, _ = self._sender()
        self.too_long.emit(f"{field}放不下这么多字,多出的没有放进去。长的话请记在备注里({key_of('note')})。")

    @Slot()
    def _on_escaped(self) -> None:
        field, edit = self._sender()
        edit.setText(self._caller.get(field, ""))
        self.left_by_key.emit()
