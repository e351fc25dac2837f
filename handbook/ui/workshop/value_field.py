"""The fields of a form whose whole visit can be taken back: the key of undo is the page's, not that of one field."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPushButton

from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField
from handbook.ui.workshop.marks import paint_fold


class ValueField(LineField):
    """Says when it gets the keyboard."""

    focused = Signal()

    def __init__(self) -> None:
        super().__init__(is_inner=True)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    @override
    def _edits(self, event: QKeyEvent) -> bool:
        return False  # the page takes back what was written, also what is on the disk


class ChoiceBox(QComboBox):
    """Says when it gets the keyboard; the wheel scrolls the page and chooses nothing."""

    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(9)
        left = self.width() - side - self._theme.px(10)
        box = QRectF(left, (self.height() - side * 0.7) / 2, side, side * 0.7)
        painter = QPainter(self)
        paint_fold(painter, box, self._theme.colours.ink_second, is_down=True)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LinkButton(QPushButton):
    """A button that looks like a link, and says when it gets the keyboard."""

    focused = Signal()

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setProperty("role", "link")
        self.setAutoDefault(True)  # Enter presses it, as in a dialog

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
