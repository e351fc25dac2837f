"""Address and phone on an emergency card: right under the boxed lines, large, one store with the desk."""

from collections.abc import Collection, Mapping
from math import ceil

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from handbook.call.state.call import CallerField
from handbook.override import override
from handbook.ui.call.caller_form import KEYS
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.laid_text import advance, letters
from handbook.ui.widgets.line_field import LineField

HEIGHT = 58
LETTERS, SMALL_LETTERS = 21, 17
ORDER = (CallerField.ADDRESS, CallerField.PHONE)
"""As they stand; what is asked for first is the phone, by which a lost call is taken up again."""
ASKED = (CallerField.PHONE, CallerField.ADDRESS)
SHARES = {CallerField.ADDRESS: 2, CallerField.PHONE: 1}
NARROW = 420
"""Under this width, at 100 %, the letters are smaller."""


class EmergencyFields(QWidget):
    """Both fields in one frame; Enter goes on to the other one while that is empty, then away."""

    entered = Signal(object, str)
    """CallerField and text."""
    typed = Signal(object, str)
    left_by_key = Signal()
    too_long = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencyCaller")
        self.setAccessibleName("地址、电话")
        self._theme = Theme()
        self._caller: Mapping[CallerField, str] = {}
        self._lacking: Collection[CallerField] = ()
        self.cells = {field: FieldCell(field, self) for field in ORDER}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for field, cell in self.cells.items():
            self._row.addWidget(cell, SHARES[field])
            edit = cell.field
            edit.editingFinished.connect(self._on_finished)
            edit.entered.connect(self._on_entered)
            edit.escaped.connect(self._on_escaped)
            edit.inputRejected.connect(self._on_too_long)
            edit.textEdited.connect(self._on_typed)
            edit.installEventFilter(self)

    @property
    def fields(self) -> dict[CallerField, LineField]:
        """The fields by what they hold."""
        return {field: cell.field for field, cell in self.cells.items()}

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        for cell in self.cells.values():
            cell.apply_theme(theme, is_small=self.width() < theme.px(NARROW))
        self.update()

    def show_caller(self, caller: Mapping[CallerField, str], *, is_other: bool) -> None:
        """Show the data of a call; of the same call, what is being typed stays."""
        self._caller = caller
        for field, edit in self.fields.items():
            words = caller.get(field, "")
            if (is_other or not edit.hasFocus()) and edit.text() != words:
                edit.setText(words)
                edit.setCursorPosition(0)  # else a narrow field would show the end alone

    def show_lacking(self, fields: Collection[CallerField]) -> None:
        """Set the fields apart without which this call should not end."""
        self._lacking = tuple(fields)
        for field, cell in self.cells.items():
            cell.show_lacking(is_lacking=field in fields)

    @Slot()
    def take_focus(self) -> None:
        """Put the keyboard on the address; from one of the fields, on the other."""
        at = next((field for field, edit in self.fields.items() if edit.hasFocus()), None)
        self.open_at(CallerField.PHONE if at is CallerField.ADDRESS else CallerField.ADDRESS)

    @Slot(object)
    def open_at(self, field: CallerField) -> None:
        """Put the keyboard on `field`."""
        self.fields[field].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_for_lacking(self) -> None:
        """Put the keyboard on the first lacking field."""
        self.open_at(next((field for field in ASKED if field in self._lacking), ORDER[0]))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if event.type() == QEvent.Type.FocusOut and isinstance(watched, LineField):
                watched.setCursorPosition(0)  # at rest a narrow field shows the beginning
            self.update()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply_theme(self._theme)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, area = self._theme.colours, QRectF(self.rect())
        painter.setPen(QPen(QColor(c.control), 1))
        painter.setBrush(QColor(c.panel))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        phone = self.cells[CallerField.PHONE]
        painter.fillRect(phone.x(), 1, 1, self.height() - 2, QColor(c.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for field, cell in self.cells.items():
            has_keys = cell.field.hasFocus()
            if has_keys or field in self._lacking:
                colour = c.accent if has_keys else c.caution
                painter.setPen(QPen(QColor(colour), 2 if has_keys else 1))
                painter.drawRoundedRect(QRectF(cell.geometry()).adjusted(1, 1, -1, -1), 7, 7)

    def _sender(self) -> tuple[CallerField, LineField]:
        field = CallerField(str(self.sender().property("field")))
        return field, self.fields[field]

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
        field, _ = self._sender()
        other = CallerField.PHONE if field is CallerField.ADDRESS else CallerField.ADDRESS
        if self.fields[other].text().strip():
            self.left_by_key.emit()
        else:
            self.open_at(other)

    @Slot()
    def _on_escaped(self) -> None:
        field, edit = self._sender()
        edit.setText(self._caller.get(field, ""))
        self.typed.emit(field, edit.text())
        self.left_by_key.emit()

    @Slot()
    def _on_too_long(self) -> None:
        self.too_long.emit(f"{self._sender()[0]}放不下这么多字,多出的没有放进去。长的话请记在备注里。")


class FieldCell(QWidget):
    """A visible label with its key, and the field beneath it; a click anywhere leads into the field."""

    def __init__(self, field: CallerField, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = KEYS[field]
        self._name = field.value
        self._is_lacking = False
        self._theme = Theme()
        self.label = QLabel(self)
        self.field = LineField(is_inner=True)
        self.field.setObjectName(f"emergency{field.name.title()}")
        self.field.setAccessibleName(field.value)
        self.field.setToolTip(f"{field.value}({self._key})")
        self.field.setProperty("field", field.value)
        self.field.setFrame(False)
        self.field.setMinimumWidth(PLAIN.px(40))
        self.label.setBuddy(self.field)
        self.label.setContentsMargins(PLAIN.px(2), 0, 0, 0)  # where the letters of the field begin
        self.setCursor(Qt.CursorShape.IBeamCursor)
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addWidget(self.label)
        layout.addWidget(self.field, 1)

    def apply_theme(self, theme: Theme, *, is_small: bool) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px, c = theme.px, theme.colours
        self._layout.setContentsMargins(px(14 if not is_small else 8), px(5), px(6), px(4))
        size = px(SMALL_LETTERS if is_small else LETTERS)
        if self.field.property("field") == CallerField.PHONE.value:
            self.setMinimumWidth(ceil(advance("138 8888 8888", letters(size, is_bold=True))) + px(22))
        self.field.setStyleSheet(
            f"QLineEdit, QLineEdit:focus {{ border: none; background: transparent; padding: 0; min-height: 0;"
            f" font-size: {size}px; font-weight: 600; color: {c.ink}; }}"
        )
        self._write()

    def show_lacking(self, *, is_lacking: bool) -> None:
        """Say at the label that it was not asked for."""
        self._is_lacking = is_lacking
        self._write()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.field.setFocus(Qt.FocusReason.MouseFocusReason)

    def _write(self) -> None:
        c = self._theme.colours
        colour = c.caution if self._is_lacking else c.ink_second
        self.label.setText(f"{self._name}  {self._key}")
        self.label.setStyleSheet(f"font-size: {self._theme.px(13)}px; color: {colour};")
