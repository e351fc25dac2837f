"""Buttons of the reading pane go in; a bar comes out that shows them whole at every width, in a second line at need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.copied_sign import COPIED
from handbook.ui.widgets.key_button import KeyButton

MARGIN = 12
"""Pixels at 100 %."""


class ReaderBar(QWidget):
    """Where there is no room the buttons with words first leave out their keys, then go beneath the others."""

    def __init__(
        self,
        left: Sequence[QAbstractButton],
        worded: Sequence[KeyButton],
        right: Sequence[QAbstractButton],
        answer: QLabel,
    ) -> None:
        super().__init__()
        self.setObjectName("readerBar")
        self._worded = worded
        self._keys = {button: button.key for button in worded}
        self._plain = [*left, *right]
        self._answer = answer
        self._theme = Theme()
        around = self._around = QVBoxLayout(self)
        self._first = QHBoxLayout()
        self._second = QHBoxLayout()
        around.addLayout(self._first)
        around.addLayout(self._second)
        self._second.addStretch(1)
        for button in left:
            self._first.addWidget(button)
        self._first.addStretch(1)
        self._first.addWidget(answer)
        for wide in worded:
            self._first.addWidget(wide)
        self._place = self._first.count() - len(worded)
        for button in right:
            self._first.addWidget(button)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        side, above = theme.px(MARGIN), theme.px(6)
        self._around.setContentsMargins(side, above, side, above)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Place the buttons that are shown anew."""
        shown = [button for button in self._worded if not button.isHidden()]
        is_beneath = bool(shown) and self._room() < self._needed(shown, with_keys=False)
        has_keys = is_beneath or self._room() >= self._needed(shown, with_keys=True)
        for button in self._worded:
            button.show_key(self._keys[button] if has_keys else "")
        if is_beneath != (self._second.count() > 1):
            self._move(is_beneath=is_beneath)

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two lines can be: in one line the buttons never keep the pane wide."""
        icons = [button.sizeHint().width() for button in self._plain]
        words = [button.sizeHint().width() for button in self._worded if not button.isHidden()]
        lines = (sum(icons) + self._first.spacing() * len(icons), *words)
        return QSize(max(lines) + 2 * self._theme.px(MARGIN), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _move(self, *, is_beneath: bool) -> None:
        for number, button in enumerate(self._worded):  # a layout takes a button from the one it stands in
            if is_beneath:
                self._second.insertWidget(number, button)
            else:
                self._first.insertWidget(self._place + number, button)

    def _room(self) -> int:
        return self.width() - 2 * self._theme.px(MARGIN)

    def _needed(self, worded: Sequence[KeyButton], *, with_keys: bool) -> int:
        """Pixels of one line with all buttons in it."""
        for button in worded:
            button.show_key(self._keys[button] if with_keys else "")
        answer = self._answer.fontMetrics().horizontalAdvance(COPIED)  # for these words there is always room
        widths = [button.sizeHint().width() for button in (*self._plain, *worded)]
        return sum(widths) + answer + self._first.spacing() * (len(widths) + 1)
