"""A file is being read: which one, for how long, and a button that stops it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import PLAIN, Theme


class ReadStrip(QWidget):
    """Below the top bar, on every page, as long as the reading takes."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readStrip")
        self.setAccessibleName("正在读文件")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setObjectName("readBar")
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("读了多久，满了就不再读")
        policy = QSizePolicy.Policy
        self.bar.setSizePolicy(policy.Fixed, policy.Fixed)
        self.stop = QPushButton("停")
        self.stop.setObjectName("readStop")
        self.stop.setAccessibleName("停，不读了")
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.words, 1)
        self._line.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.stop)
        self.stop.clicked.connect(self.stop_wanted)
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        above = PLAIN.px(5)
        self._line.setContentsMargins(theme.px(16), above, theme.px(16), above)
        self._line.setSpacing(theme.px(12))
        self.bar.setFixedSize(theme.px(150), theme.px(4))

    def show_reading(self, name: str, waiting: int) -> None:
        """A file begins; `waiting` more come after it."""
        more = f"，后面还有 {waiting} 个" if waiting else ""
        self.words.setText(full_width(f"正在读 {name}{more}。在另一个进程里读，可以接着干别的。"))
        self.setAccessibleName(self.words.text())
        self.bar.setValue(0)
        self.show()

    def advance(self, share: float) -> None:
        """`share` of the time that it may take is over, 0–1."""
        self.bar.setValue(round(1000 * min(max(share, 0.0), 1.0)))
