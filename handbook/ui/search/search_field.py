"""The search box: text that was committed comes up as a signal; composition of the input method is left alone."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from handbook.override import override
from handbook.ui.theme import icons
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing_field import ComposingField

_MOVES = {
    Qt.Key.Key_Up: "previous",
    Qt.Key.Key_Down: "next",
    Qt.Key.Key_PageUp: "page_up",
    Qt.Key.Key_PageDown: "page_down",
}


class SearchField(ComposingField):
    """Line edit with an icon and a clear button of its own."""

    moved = Signal(str)
    """previous | next | page_up | page_down: the selection in the results is to move."""
    activated = Signal()
    """Enter: open what is selected."""
    pin_requested = Signal()
    """Ctrl+Enter: pin what is selected."""
    menu_requested = Signal()
    """The menu key: what may be done with what is selected."""
    cleared = Signal()
    """Esc or the clear button emptied the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.show_purpose(is_contents=False)
        self._theme = Theme()
        self._clear = QToolButton(self)
        self._clear.setObjectName("searchClear")
        self._clear.setAccessibleName("清空搜索")
        self._clear.setToolTip("清空(Esc)")
        self._clear.setProperty("role", "quiet")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._clear.clicked.connect(self._on_clear)
        self.textChanged.connect(self._on_text_changed)

    def show_purpose(self, *, is_contents: bool) -> None:
        """What is looked in with what is typed: the contents below, or everything."""
        self.setAccessibleName("目录" if is_contents else "搜索")
        self.setPlaceholderText("在目录的标题里找" if is_contents else "输入现象、拼音或条号")

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        icons.put(self._clear, "clear", theme.colours.ink_second, theme.px(16))
        self.setTextMargins(0, 0, theme.px(28), 0)
        self._place_clear()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_composing and self._take_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:  # the keyboard's place is the selected result
            self.menu_requested.emit()
        else:
            super().contextMenuEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._theme.px(18)
        image = icons.pixmap("search", self._theme.colours.ink_second, size)
        QPainter(self).drawPixmap(self._theme.px(12), (self.height() - size) // 2, image)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_clear()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.pin_requested if control else self.activated).emit()
            return True
        move = _MOVES.get(Qt.Key(key))
        if move and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.moved.emit(move)
            return True
        if key == Qt.Key.Key_Escape and self.text():
            self._on_clear()
            return True
        return False

    @Slot()
    def _on_clear(self) -> None:
        self.clear()
        self.setFocus()
        self.cleared.emit()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _place_clear(self) -> None:
        size = self._theme.px(28)
        self._clear.setGeometry(
            self.width() - size - self._theme.px(6), (self.height() - size) // 2, size, size
        )
