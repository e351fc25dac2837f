"""What every page of the workshop has: a head with what this is and its acts, a body, and words for the foot of the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.yielding_label import YieldingLabel

HEAD_HEIGHT = 60


class WorkshopPage(QWidget):
    """A page; the keys of the window reach it by its methods."""

    foot_changed = Signal()
    """`keys` or `saved` is another."""
    told = Signal(str)
    """One sentence for whoever works here: it stays until it is closed."""
    mentioned = Signal(str)
    """One that only informs."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.theme = Theme()
        self.keys = ""
        """The keys of this page, for the left of the foot."""
        self.saved = ""
        """What is kept, for the right of the foot."""
        self._head_title = QLabel(title)
        self._head_title.setObjectName("workshopTitle")
        self._detail = YieldingLabel()
        self._detail.setObjectName("workshopDetail")
        self._head = QWidget()
        self._head.setObjectName("workshopHead")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head_line = QHBoxLayout(self._head)
        self._head_line.addWidget(self._head_title)
        self._head_line.addWidget(self._detail, 1)
        self.body = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addLayout(self.body, 1)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        self._head.setMinimumHeight(theme.px(HEAD_HEIGHT))
        side = theme.px(24)
        self._head_line.setContentsMargins(side, theme.px(8), side, theme.px(8))
        self._head_line.setSpacing(theme.px(10))

    def show_head(self, title: str, detail: str = "") -> None:
        """What this is, and its state."""
        self._head_title.setText(title)
        self._detail.setText(detail)
        self.setAccessibleName(title)

    def add_act(self, button: QPushButton) -> None:
        """Put a button at the right of the head; the main act comes last."""
        self._head_line.addWidget(button)

    def step(self, direction: int) -> None:
        """The next (1) or the former (-1) thing to mend."""

    def act(self) -> None:
        """The main act of the page."""

    def back(self) -> bool:
        """Peel one layer; False where the page itself is to be left."""
        return False

    def begin(self) -> None:
        """The page came up: put the keyboard where work begins."""
        self.setFocus()

    def end(self) -> None:
        """The page is left or the window closes: whatever runs for it is to stop."""
