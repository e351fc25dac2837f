"""Plain sentences across the window; what only informs goes by itself, everything else stays until it is closed."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget

from handbook.keys import key_of
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.copied_sign import COPIED
from handbook.ui.widgets.key_button import KeyButton

KEY = key_of("close_notice")
COPY = "复制给维护人员"
LOOK_MS = 500
"""How often the bar looks whether its time is over."""
LEAST_MS = 6000
MS_PER_SIGN = 300
"""Three signs a second: half the speed of silent reading, since a caller is on the line."""
ROW_SIGNS = 34
"""Where fewer signs than this have room, the button stands beneath the words."""


def reading_ms(words: str) -> int:
    """How long `words` stay, in milliseconds."""
    return LEAST_MS + MS_PER_SIGN * len(words)


class NoticeBar(QWidget):
    """Hidden until there is something to say; later sentences are put beneath earlier ones.

    The time of a passing sentence counts only while it can be read: not under the mouse, with the keyboard on
    its button, beneath an emergency card or in a window that nobody works in (WCAG 2.2.1).
    """

    closed = Signal()
    copy_wanted = Signal()
    """What stands behind a sentence that was told with a report is wanted on the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("通知")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lines: dict[str, bool] = {}
        """Sentence → whether it passes."""
        self._reported: set[str] = set()
        """Sentences behind which there is a report for the maintainer."""
        self._left = 0
        self._pointer = QPoint()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._close = KeyButton("知道了", KEY)
        self._close.setObjectName("noticeClose")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it was
        self._copy = QPushButton(COPY)
        self._copy.setObjectName("noticeCopy")
        self._copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignRight)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._close.clicked.connect(self.close_notice)
        self._copy.clicked.connect(self.copy_wanted)
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        side, above = theme.px(16), theme.px(6)
        self._row.setContentsMargins(side, above, side, above)

    @property
    def words(self) -> str:
        """What is shown."""
        return self._words.text()

    @property
    def is_held(self) -> bool:
        """Whether the time stands still."""
        is_read = self.isVisible() and self.isActiveWindow()
        return not is_read or self.underMouse() or self._close.hasFocus()

    @Slot(str)
    def tell(self, words: str) -> None:
        """Show `words` until they are closed: an error, or something to act on."""
        self._add(words, is_passing=False)

    def tell_with_report(self, words: str) -> None:
        """As `tell`, with a button that copies the report for the maintainer (`copy_wanted`)."""
        self._reported.add(words)
        self._copy.setText(COPY)
        self._add(words, is_passing=False)

    def confirm_copied(self) -> None:
        """Say on the button that the report is on the clipboard."""
        self._copy.setText(COPIED)

    @Slot(str)
    def mention(self, words: str) -> None:
        """Show `words` for as long as reading them takes: they only inform."""
        self._add(words, is_passing=True)

    def take_back(self, words: str) -> None:
        """What was said is so no more: put `words` away, and leave the others."""
        if self._lines.pop(words, None) is not None:
            self._reported.discard(words)
            self._show()

    @Slot()
    def close_notice(self) -> None:
        """Put everything away; where the window shows something else, nothing is."""
        if self.isVisible():
            self._lines.clear()
            self._reported.clear()
            self._show()
            self.closed.emit()

    def let_pass(self, milliseconds: int) -> None:
        """Count `milliseconds` as read; sentences whose time is over go, unless somebody aims at something."""
        if self.is_held:
            return
        self._left -= milliseconds
        if self._left <= 0 and not self._is_pointer_busy():
            self._lines = {words: is_passing for words, is_passing in self._lines.items() if not is_passing}
            self._show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self.fontMetrics().horizontalAdvance("汉") * ROW_SIGNS
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    @Slot()
    def _on_look(self) -> None:
        self.let_pass(LOOK_MS)

    def _add(self, words: str, *, is_passing: bool) -> None:
        if words:
            self._pointer = QCursor.pos()
            self._lines[words] = is_passing and self._lines.get(words, True)
            self._left = max(
                self._left, reading_ms("".join(w for w, passes in self._lines.items() if passes))
            )
        self._show()

    def _show(self) -> None:
        self._words.setText("\n".join(self._lines))
        self._copy.setVisible(bool(self._reported & self._lines.keys()))
        self.setVisible(bool(self._lines))
        if any(self._lines.values()):
            self._look.start()
        else:
            self._look.stop()
            self._left = 0

    def _is_pointer_busy(self) -> bool:
        """Whether the mouse moves or is pressed over the window, where everything is about to move up."""
        before, self._pointer = self._pointer, QCursor.pos()
        is_here = self.window().frameGeometry().contains(self._pointer)
        is_pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        return is_here and (is_pressed or self._pointer != before)
