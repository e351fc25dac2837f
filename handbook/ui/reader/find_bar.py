"""Find in the entry: a field with a count; the words to find and the wish to step come up as signals."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from handbook.override import override
from handbook.ui.theme import icons
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing_field import ComposingField


class FindBar(QWidget):
    """A bar at the foot of the reading pane."""

    words_changed = Signal(str)
    step_requested = Signal(int)
    """+1 next, -1 previous."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName("在本条目中查找")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = ComposingField()
        self.field.setObjectName("findField")
        self.field.setAccessibleName("在本条目中查找")
        self.field.setPlaceholderText("在本条目中查找")
        self._count = QLabel()
        self._buttons = {
            "up": self._button("上一处", "Shift+Enter"),
            "down": self._button("下一处", "Enter"),
            "clear": self._button("关闭查找", "Esc"),
        }
        layout = self._line = QHBoxLayout(self)
        layout.addWidget(self.field, 1)
        layout.addWidget(self._count)
        for button in self._buttons.values():
            layout.addWidget(button)
        self.field.textChanged.connect(self.words_changed)
        self._buttons["up"].clicked.connect(self._on_previous)
        self._buttons["down"].clicked.connect(self._on_next)
        self._buttons["clear"].clicked.connect(self.closed)
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        for name, button in self._buttons.items():
            icons.put(button, name, theme.colours.ink_second, theme.px(16))
        side, above = theme.px(12), theme.px(6)
        self._line.setContentsMargins(side, above, side, above)

    def open(self) -> None:
        """Show the bar with its words selected."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def show_count(self, current: int, total: int) -> None:
        """Which match is shown, of how many; `current` counts from 1."""
        words = f"{current}/{total}" if total else "没有找到"
        self._count.setText(words if self.field.text() else "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_requested.emit(-1 if backwards else 1)
        else:
            super().keyPressEvent(event)

    def _button(self, name: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(f"{name}({key})")
        return button

    @Slot()
    def _on_previous(self) -> None:
        self.step_requested.emit(-1)

    @Slot()
    def _on_next(self) -> None:
        self.step_requested.emit(1)
