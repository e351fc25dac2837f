"""One plain sentence across the window, until it is closed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class NoticeBar(QWidget):
    """Hidden until there is something to say; later sentences are put beneath earlier ones."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        close = QPushButton("知道了")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addWidget(self._words, 1)
        layout.addWidget(close)
        close.clicked.connect(self.hide)
        close.clicked.connect(self._words.clear)
        close.clicked.connect(self.closed)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown."""
        return self._words.text()

    def tell(self, words: str) -> None:
        """Show `words`."""
        lines = [line for line in self._words.text().split("\n") if line]
        if words and words not in lines:
            self._words.setText("\n".join([*lines, words]))
        self.setVisible(bool(self._words.text()))
