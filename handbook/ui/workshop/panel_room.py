"""A panel that is higher than its column: it is scrolled there, and never squeezed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget


class PanelRoom(QScrollArea):
    """Whatever takes the keyboard in it is scrolled to."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held = QWidget()
        self.box = QVBoxLayout(self._held)
        """Where the panel goes."""
        self.box.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._held)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._held.isAncestorOf(now) and self.verticalScrollBar().maximum():
            self.ensureWidgetVisible(now, 0, now.height() // 4)
