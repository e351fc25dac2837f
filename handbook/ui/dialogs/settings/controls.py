"""What a setting is set with: choices, a tick, a number, a key, a folder. Each emits what was chosen, and shows what is set."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from handbook.desktop.key_parts import key_parts
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.key_binding import sequence_of
from handbook.ui.widgets.composing_field import ComposingField
from handbook.ui.widgets.flow_box import FlowBox

GAP = 3
"""Pixels between choices."""
_ALONE = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Choices(FlowBox):
    """Buttons of which one is down; Tab comes to that one, the arrows choose among them."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]], name: str) -> None:
        super().__init__(spacing=GAP)
        self.setAccessibleName(name)
        self._name = name
        self._options: list[tuple[object, str]] = []
        self._values: list[object] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self.offer(options)

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """Have one button for each of `options`, a value and its words; what was down before is told anew."""
        if list(options) == self._options:
            return
        self._options = list(options)
        self._values = [value for value, _ in options]
        for button in self._group.buttons():
            self._group.removeButton(button)
        self.clear()
        for number, (_, words) in enumerate(options):
            button = QPushButton(full_width(words))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("role", "segment")
            button.setAccessibleDescription(self._name)
            self._group.addButton(button, number)
            self.add(button)

    @override
    def sizeHint(self) -> QSize:
        """All in one line: a row of rows wraps it only where that has no room."""
        buttons = self._group.buttons()
        wide = sum(button.sizeHint().width() for button in buttons) + GAP * (len(buttons) - 1)
        return QSize(wide, max((button.sizeHint().height() for button in buttons), default=0))

    def show_value(self, value: object) -> None:
        """Have the button of `value` down, or none where it has none."""
        number = self._values.index(value) if value in self._values else -1
        self._group.setExclusive(False)
        for at, button in enumerate(self._group.buttons()):
            button.setChecked(at == number)
            is_first = at == max(number, 0)  # Qt moves this on with each choice, but only from then on
            policy = Qt.FocusPolicy.StrongFocus if is_first else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self._group.setExclusive(True)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])


class Tick(QCheckBox):
    """Yes or no."""

    chosen = Signal(object)

    def __init__(self, words: str) -> None:
        super().__init__(full_width(words))
        self.clicked.connect(self._on_clicked)

    def show_value(self, value: object) -> None:
        """Ticked or not."""
        self.setChecked(bool(value))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = QRectF(self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.palette().color(QPalette.ColorRole.Base)  # the box is filled: the tick is cut out of it
        painter.setPen(QPen(ground, max(2.0, box.width() / 8)))
        corners = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.3))
        painter.drawPolyline(
            [QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in corners]
        )

    @Slot(bool)
    def _on_clicked(self, is_ticked: bool) -> None:
        self.chosen.emit(is_ticked)


class NumberField(ComposingField):
    """A whole number within `bounds`; it counts with Enter or when the field is left."""

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, bounds: range, name: str) -> None:
        super().__init__()
        self._bounds = bounds
        self._shown = ""
        self.setAccessibleName(name)
        self.setMaxLength(8)
        self.editingFinished.connect(self._on_finished)

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("0000") + size.height(), size.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_value(self, value: object) -> None:
        """Show the number that is set; one that was refused and is still being mended stays."""
        if str(value) != self._shown or not self.isModified():
            self._shown = str(value)
            self.setText(self._shown)

    @Slot()
    def _on_finished(self) -> None:
        words = self.text().strip()
        if not self.isModified():
            return
        if words.isdecimal() and int(words) in self._bounds:
            self._shown = str(int(words))
            self.setText(self._shown)
            self.chosen.emit(int(words))
        else:
            least, most = self._bounds[0], self._bounds[-1]
            self.refused.emit(f"要写 {least} 到 {most} 的整数。没有改,还是 {self._shown}。")


class KeyField(QLineEdit):
    """Takes the keys that are pressed in it together; Backspace takes the key away."""

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setPlaceholderText("没有")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(
            self.fontMetrics().horizontalAdvance(self.text() or "没有") + size.height(), size.height()
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_value(self, value: object) -> None:
        """The key that is set, as it is written."""
        self.setText(str(value))
        self.updateGeometry()

    @override
    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.modifiers() & _HELD:
            event.accept()  # it is meant as a key to set, whatever else it does
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.chosen.emit("")
        elif key not in _ALONE:
            keys = sequence_of(event)
            if event.modifiers() & _HELD and key_parts(keys) is not None:
                self.chosen.emit(QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText))
            else:
                self.refused.emit("要按住 Ctrl、Alt 或 Win,再按一个字母、数字或功能键。没有改。")
            event.accept()


class NoteLabel(QLabel):
    """A sentence at a control: on its line where it fits, else wrapped beneath; a padlock may stand before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._padlock: QPixmap | None = None
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @override
    def sizeHint(self) -> QSize:
        line, left = self.fontMetrics(), self.contentsMargins().left()
        wide = line.horizontalAdvance(self.text()) + left + 6
        return QSize(wide, max(line.height(), self.minimumHeight()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 4, self.fontMetrics().height())

    def show_padlock(self, padlock: QPixmap | None) -> None:
        """Put `padlock` before the words, or take it away."""
        self._padlock = padlock
        wide = round(padlock.deviceIndependentSize().width() * 1.4) if padlock is not None else 0
        self.setContentsMargins(wide, 0, 0, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._padlock is not None:
            size = self._padlock.deviceIndependentSize()
            QPainter(self).drawPixmap(QPointF(0, (self.height() - size.height()) / 2), self._padlock)
