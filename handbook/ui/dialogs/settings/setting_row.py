"""One line of the settings window: what it is called, what it is set with, and what is told at it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from handbook.model.typesetting import full_width
from handbook.ui.dialogs.settings.controls import NoteLabel
from handbook.ui.theme import icons
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox

LABEL, HIGH = 118, 32
"""Pixels at 100 % text."""


class SettingRow(QWidget):
    """The controls stand beside the label, or beneath it in a narrow window; what is told comes after them."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setObjectName("settingRow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = QLabel(full_width(label))
        self._controls: list[QWidget] = []
        self._box = FlowBox(spacing=10)
        self._note = NoteLabel()
        self._note.setObjectName("settingNote")
        self._standing = ""
        self._is_locked = False
        self._theme = Theme()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._box, 1)

    @property
    def words(self) -> str:
        """All that it says, for whoever looks for a setting."""
        return f"{self.label.text()} {self._note.text()}"

    @property
    def told(self) -> str:
        """What is told at the control."""
        return self._note.text()

    def add(self, control: QWidget) -> None:
        """Put `control` after the others."""
        self._controls.append(control)
        self._box.add(control)

    def close_line(self) -> None:
        """All controls are there: what is told comes last."""
        self._box.add(self._note)

    def apply_theme(self, theme: Theme, *, is_narrow: bool) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._layout.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        self._layout.setSpacing(theme.px(10))
        self._box.apply_theme(theme)
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        self.label.setMinimumWidth(0 if is_narrow else theme.px(LABEL))
        self.label.setMinimumHeight(theme.px(HIGH))
        for widget in (*self._controls, self._note):
            widget.setMinimumHeight(theme.px(HIGH))
        self._show_padlock()
        self._paint("plain")

    def show_note(self, words: str) -> None:
        """What is told as long as nothing else is."""
        self._standing = full_width(words)
        self._say(self._standing, "plain")

    def tell(self, words: str, tone: str = "caution") -> None:
        """Tell it at the control until the setting changes, and to a screen reader: caution | done | plain."""
        self._say(full_width(words) or self._standing, tone if words else "plain")
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._note, full_width(words)))

    def lock(self, reason: str) -> None:
        """Grey out the controls and say why; an empty reason gives them back."""
        self._is_locked = bool(reason)
        for control in self._controls:
            control.setEnabled(not reason)
            control.setAccessibleDescription(full_width(reason))
        self._show_padlock()
        if reason:
            self._say(full_width(reason), "plain")

    def _show_padlock(self) -> None:
        side, ink = self._theme.px(16), self._theme.colours.ink_second
        self._note.show_padlock(icons.pixmap("lock", ink, side) if self._is_locked else None)

    def _say(self, words: str, tone: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))
        self._paint(tone)
        self._note.updateGeometry()

    def _paint(self, tone: str) -> None:
        c = self._theme.colours
        ink = {"caution": c.caution, "done": c.done}.get(tone, c.ink_second)
        self._note.setStyleSheet(f"color: {ink}; font-size: {self._theme.px(13.5)}px;")
