"""The foot of the workshop: the keys of the page at the left, what is kept at the right, and for a while what can be taken back."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.workshop.told_keys import BETWEEN

UNDO_MS = 8000
"""How long it offers to take an act back; the key works on after that."""
_LETTERS = 13
_SIDE = 16


class FootBar(QWidget):
    """No key is cut: those that have no room are left out, and all stand in the tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("workshopFoot")
        self.setAccessibleName("按键提示")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._page_keys = ""
        self._done = ""
        """What it offers to take back."""
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.setInterval(UNDO_MS)
        self._time.timeout.connect(self._show)
        self.keys = QLabel()
        self.keys.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy.Policy
        self.keys.setSizePolicy(policy.Ignored, policy.Preferred)
        self.saved = QLabel()
        self.saved.setTextFormat(Qt.TextFormat.PlainText)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.keys, 1)
        self._line.addWidget(self.saved)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        self._line.setContentsMargins(theme.px(_SIDE), PLAIN.px(2), theme.px(_SIDE), PLAIN.px(3))
        self.setFixedHeight(theme.px(20) + PLAIN.px(8))
        self._show()

    def show_page(self, keys: str, saved: str) -> None:
        """The keys of the page that is up, and what it keeps."""
        self._page_keys = BETWEEN.join(map(full_width, keys.split(BETWEEN)))
        self.saved.setText(full_width(saved))
        self._show()

    def offer_undo(self, words: str) -> None:
        """Say what was done, for as long as its key is looked for here."""
        self._done = full_width(f"{words}　{key_of('take_back')} 撤回")
        self._time.start()
        self._show()
        announce(self, self._done)

    def end_undo(self) -> None:
        """Another page came up: the keys are shown again."""
        self._time.stop()
        self._show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    @Slot()
    def _show(self) -> None:
        """As many keys as have room whole, the first first; what is kept gives way before the first of them does."""
        is_told = self._time.isActive()
        words = self._done if is_told else self._page_keys
        self.keys.setToolTip(words)
        if self.keys.property("told") != is_told:
            self.keys.setProperty("told", is_told)
            self.keys.style().unpolish(self.keys)
            self.keys.style().polish(self.keys)
        metrics = QFontMetrics(sized(screen_font(), self._theme.px(_LETTERS), bold=is_told))
        room = self.width() - 2 * self._theme.px(_SIDE)
        saved = metrics.horizontalAdvance(self.saved.text()) + self._theme.px(_SIDE)
        self.saved.setVisible(metrics.horizontalAdvance(words) + saved <= room)
        parts = words.split(BETWEEN)
        while len(parts) > 1 and metrics.horizontalAdvance(BETWEEN.join(parts)) > room:
            parts.pop()
        self.keys.setText(BETWEEN.join(parts))
