"""The line of answers above the steps: always as high, two lines or one, so that nothing it says moves anything."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.theme import Theme

LINES = 2
HELD_MS = 2500
"""So long an answer stays, whatever else happens meanwhile."""


class Strip(QLabel):
    """Shows the state of the list, and over it the answer to the last act: refused, copied, noted."""

    changed = Signal()
    """It says something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runStrip")
        self.setAccessibleName("清单的提示")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._theme = Theme()
        self._state = ("", False)
        self._answer: tuple[str, bool] | None = None
        self._is_stale = False
        self._lines = LINES
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(HELD_MS)
        self._held.timeout.connect(self._on_held)

    @property
    def words(self) -> str:
        """What is said, in full; what is painted may be shortened to two lines."""
        return (self._answer or self._state)[0]

    @property
    def has_news(self) -> bool:
        """Whether it says more than how things are done: an answer, or something to heed."""
        return self._answer is not None or self._state[1]

    @property
    def is_caution(self) -> bool:
        """Whether it is said in the colour of caution."""
        return (self._answer or self._state)[1]

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedHeight(self.lines_height(self._lines))
        self._show()

    def lines_height(self, lines: int) -> int:
        """Height of that many lines."""
        return QFontMetrics(self._screen_font()).lineSpacing() * lines + self._theme.px(6)

    def set_lines(self, lines: int) -> None:
        """Be that many lines high."""
        if lines != self._lines:
            self._lines = lines
            self.apply_theme(self._theme)

    def show_state(self, words: str, *, is_caution: bool = False) -> None:
        """Say how the list stands; an answer given just now stays before it for a while."""
        self._state = (words, is_caution)
        self._is_stale = True
        if not self._held.isActive():
            self._on_held()

    @Slot(str)
    def answer(self, words: str, *, is_caution: bool = False) -> None:
        """Answer an act; it stays until the next one, and long enough to be read."""
        self._answer = (words, is_caution)
        self._is_stale = False
        self._held.start()
        self._show()

    @Slot(str)
    def warn(self, words: str) -> None:
        """Answer an act with caution."""
        self.answer(words, is_caution=True)

    def forget(self) -> None:
        """Drop the answer: something else is on screen."""
        self._answer = None
        self._held.stop()
        self._show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show()

    @Slot()
    def _on_held(self) -> None:
        if self._is_stale:
            self._answer = None
            self._show()

    def _screen_font(self) -> QFont:
        return sized(self.font(), self._theme.px(13))

    def _show(self) -> None:
        words, is_caution = self._answer or self._state
        room = QRect(0, 0, max(self.width() - self._theme.px(20), 60), 10_000)
        whole = typeset(words)
        shown = fitted(whole, room, QFontMetrics(self._screen_font()), self._lines)
        self.setText(shown)
        self.setToolTip(whole if shown != whole else "")
        self.setAccessibleName(words)
        c, px = self._theme.colours, self._theme.px
        ground, ink, bar = (
            (c.caution_soft, c.ink, c.caution) if is_caution else ("transparent", c.ink_second, "transparent")
        )
        style = (
            f"background: {ground}; color: {ink}; border-left: 4px solid {bar};"
            f"padding: 1px {px(6)}px; font-size: {px(13)}px;"
        )
        if style != self.styleSheet():
            self.setStyleSheet(style)
        self.changed.emit()


def fitted(words: str, room: QRect, metrics: QFontMetrics, lines: int = LINES) -> str:
    """`words`, shortened with … where they need more than that many lines of `room`."""
    flags = int(Qt.TextFlag.TextWordWrap)

    def fits(text: str) -> bool:
        return metrics.boundingRect(room, flags, text).height() <= metrics.lineSpacing() * lines + 1

    if fits(words):
        return words
    least, most = 0, len(words)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(f"{words[:middle]}…") else (least, middle - 1)
    return f"{words[:least]}…"
