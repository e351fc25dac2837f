"""Who else has the entry open: told before one writes, never in the way of writing."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from handbook.content.writing.at_work import SILENCE_S, Other
from handbook.model.typesetting import full_width
from handbook.ui.announcing import announce
from handbook.ui.theme.theme import PLAIN, Theme

_MINUTES = round(SILENCE_S / 60)


class NoteStrip(QWidget):
    """Hidden while one is alone; put away, it comes back when somebody else comes."""

    look_wanted = Signal()
    """What the other one has saved is to be seen."""
    write_wanted = Signal()
    """To write all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noteStrip")
        self.setAccessibleName("谁也在改")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._others: Sequence[Other] = ()
        self._is_put_away = False
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.look = QPushButton("先看改了什么")
        self.look.setObjectName("noteLook")
        self.write = QPushButton("照样改")
        self.write.setObjectName("noteWrite")
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.words, 1)
        self._line.addWidget(self.look)
        self._line.addWidget(self.write)
        self.look.clicked.connect(self.look_wanted)
        self.write.clicked.connect(self._on_write)
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        above = PLAIN.px(5)
        self._line.setContentsMargins(theme.px(24), above, theme.px(24), above)
        self._line.setSpacing(theme.px(10))

    def show_others(self, others: Sequence[Other], now: datetime) -> None:
        """All who are at work on it besides this person; nobody hides the strip."""
        known = {(other.key, other.took_over) for other in self._others}
        if {(other.key, other.took_over) for other in others} - known:
            self._is_put_away = False
        self._others = others
        words = others_words(others, now)
        is_news = words != self.words.text() and bool(words) and not self._is_put_away
        self.words.setText(words)
        self.setAccessibleName(words or "谁也在改")
        self.setVisible(bool(others) and not self._is_put_away)
        if is_news:
            announce(self, words)

    @Slot()
    def _on_write(self) -> None:
        self._is_put_away = True
        self.hide()
        self.write_wanted.emit()


def others_words(others: Sequence[Other], now: datetime) -> str:
    """王敏 10:14 起在改这条（前台三号）…; empty for nobody."""
    if not others:
        return ""
    said = "；".join(_other_words(other, now) for other in others)
    return full_width(f"{said}。您照样可以改，存的时候先比一比，两份都在。")


def silent_words(silent: Sequence[Other]) -> str:
    """王敏 5 分钟没动静了，您接着改… for those who stood still."""
    names = "、".join(dict.fromkeys(other.name for other in silent))
    return full_width(f"{names} {_MINUTES} 分钟没动静了，您接着改。存过的草稿都在这里。")


def _other_words(other: Other, now: datetime) -> str:
    machine = f"（{other.machine}）" if other.machine else ""
    if other.took_over:
        return f"您 {_MINUTES} 分钟没动静，{other.name} 接着改了{machine}"
    if other.since is None:
        return f"{other.name} 在改这条{machine}"
    day = "" if other.since.date() == now.date() else f"{other.since:%m-%d} "
    return f"{other.name} {day}{other.since:%H:%M} 起在改这条{machine}"
