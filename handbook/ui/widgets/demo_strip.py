"""A line over everything of a window, as long as the demo company is laid in, with the button that takes it out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget

from handbook.document.words import DEMO_PAGE, LEAVE_DEMO
from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme

_SHORT = "示例公司：〔示例〕的数不能念给用户。"
_WIDE = 760
"""Width at 100 % from which the whole sentence stands beside the button."""


class DemoStrip(QWidget):
    """Over the cards for a danger, too: nobody sees an invented number without it."""

    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("demoStrip")
        self.setAccessibleName(DEMO_PAGE)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self.words = QLabel(DEMO_PAGE)
        self.words.setObjectName("demoWords")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.leave = QPushButton(LEAVE_DEMO)
        self.leave.setObjectName("demoLeave")
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it was
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.addWidget(self.words, 1)
        self._line.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignRight)
        self.leave.clicked.connect(self.leave_wanted)
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c = theme.colours
        self.setStyleSheet(
            f"#demoStrip {{ background: {c.caution_soft}; border-bottom: 1px solid {c.caution}; }}"
            f"#demoWords {{ color: {c.caution}; font-weight: 600; font-size: {theme.px(14)}px; }}"
        )
        side, above = theme.px(16), PLAIN.px(4)
        self._line.setContentsMargins(side, above, side, above)
        self._line.setSpacing(theme.px(12))
        self._fit()

    def show_demo(self, is_laid_in: bool) -> None:
        """Whether it is."""
        self.setVisible(is_laid_in)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = DEMO_PAGE if self.width() >= self._theme.px(_WIDE) else _SHORT
        if words != self.words.text():
            self.words.setText(words)
