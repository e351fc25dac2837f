"""The top bar of the workshop: for whom it is, the words of its pages, what finds an entry, who works here, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.yielding_label import YieldingLabel
from handbook.ui.workshop.find_box import FindBox
from handbook.ui.workshop.tab_button import TabButton

_FIND_WIDTH, _FIND_SHORT, _FIND_LEAST = 216, 150, 60
_GAP, _NARROW_GAP = 10, 5
_PLACES = 8
"""Gaps between what stands in the bar."""


class WorkshopBar(QWidget):
    """The find box gives way first, then what stands elsewhere too; words that have no room then stand in a row of their own."""

    tab_chosen = Signal(str)
    """Name of the page whose word was pressed."""
    desk_wanted = Signal()

    def __init__(self, finder: FindBox) -> None:
        super().__init__()
        self.setObjectName("workshopBar")
        self.setAccessibleName("维护台顶栏")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._tabs: dict[str, TabButton] = {}
        self._finder = finder
        self._name = QLabel("维护台")
        self._name.setObjectName("programTitle")
        self._company = YieldingLabel()
        self._company.setObjectName("workshopDetail")
        self._group = QButtonGroup(self)
        self._word_box = QWidget()
        self._words = QHBoxLayout(self._word_box)
        self._words.setContentsMargins(0, 0, 0, 0)
        self._person = YieldingLabel()
        self._person.setObjectName("workshopDetail")
        self.desk_button = QPushButton("回通话台")
        self.desk_button.setObjectName("workshopDesk")
        self.desk_button.clicked.connect(self.desk_wanted)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        first = QWidget()
        self._line = QHBoxLayout(first)
        self._rows.addWidget(first)
        self._has_two_rows = False
        self._line.addWidget(self._name)
        self._line.addWidget(self._company)
        self._line.addWidget(self._word_box)
        self._line.addStretch(1)
        for widget in (finder, self._person, self.desk_button):
            self._line.addWidget(widget)

    @property
    def tabs(self) -> Sequence[TabButton]:
        """The words, from left to right."""
        return tuple(self._tabs.values())

    def add_tab(self, name: str, word: str, key: str) -> None:
        """A word, the name of the page it opens, and the key that does the same."""
        tab = TabButton(word)
        tab.setToolTip(full_width(f"{word}（{key}）"))
        tab.setObjectName(f"tab_{name}")
        tab.clicked.connect(self._on_tab)
        self._tabs[name] = tab
        self._group.addButton(tab)
        self._words.addWidget(tab)

    def mark(self, name: str) -> None:
        """The page under that word is up."""
        if name in self._tabs:
            self._tabs[name].setChecked(True)

    def show_count(self, name: str, count: int) -> None:
        """How much waits behind a word."""
        self._tabs[name].show_count(count)
        self._share()

    def show_company(self, words: str) -> None:
        """For whom the handbook is."""
        self._company.setText(full_width(words))

    def show_person(self, name: str) -> None:
        """Who works here."""
        self._person.setText(f"{name} · 编辑" if name else "")

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        self._line.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._words.setSpacing(theme.px(4))
        for tab in self._tabs.values():
            tab.apply_theme(theme)
        self._finder.apply_theme(theme)
        self._share()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        px = self._theme.px
        tabs = sum(tab.sizeHint().width() + px(4) for tab in self._tabs.values())
        fixed = self._name.sizeHint().width() + self.desk_button.sizeHint().width() + px(32)
        narrow = PLAIN.px(_NARROW_GAP) * _PLACES
        self._set_two_rows(fixed + tabs + narrow + px(_FIND_LEAST) > self.width())
        widths = fixed if self._has_two_rows else fixed + tabs
        is_roomy = widths + px(_GAP) * _PLACES + px(90) <= self.width()
        gap = px(_GAP) if is_roomy else PLAIN.px(_NARROW_GAP)
        self._line.setSpacing(gap)
        room = self.width() - widths - gap * _PLACES
        self._finder.setFixedWidth(max(min(px(_FIND_WIDTH), room), px(_FIND_LEAST)))
        self._finder.set_short(room < px(_FIND_SHORT))

    def _set_two_rows(self, has_two: bool) -> None:
        row = self._theme.px(36) + PLAIN.px(16)
        self.setFixedHeight(row * 2 if has_two else row)
        if has_two == self._has_two_rows:
            return
        self._has_two_rows = has_two
        if has_two:
            self._line.removeWidget(self._word_box)
            self._rows.addWidget(self._word_box, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._rows.removeWidget(self._word_box)
            self._line.insertWidget(self._line.indexOf(self._company) + 1, self._word_box)

    @Slot()
    def _on_tab(self) -> None:
        name = next((name for name, tab in self._tabs.items() if tab is self.sender()), "")
        self.tab_chosen.emit(name)
