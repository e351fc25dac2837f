"""The middle column: the page that is read, and beside a call its ticket and what helps the current step."""

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.yielding_label import YieldingLabel


class Face(IntEnum):
    """What the column shows."""

    READING = 0
    TICKET = 1
    HELP = 2
    CARD = 3
    RECKON = 4


TABS = (Face.TICKET, Face.HELP, Face.CARD, Face.RECKON)
"""As they stand from left to right; the page that is read needs none: whoever opens an entry sees it."""
NAMES: Mapping[Face, str] = {
    Face.TICKET: "工单",
    Face.HELP: "帮这一步",
    Face.CARD: "整张卡",
    Face.RECKON: "试算",
}

KEYS: Mapping[Face, str] = {Face.TICKET: "ticket", Face.RECKON: "reckon"}
"""Names of the keys that lead straight to a face."""


class MiddleColumn(QWidget):
    """The tabs stand while a call is on; what stands beneath is put in by the window."""

    face_wanted = Signal(object)
    """Face."""

    def __init__(self, reading: QWidget, ticket: QWidget, step: QWidget) -> None:
        super().__init__()
        self.setObjectName("middleColumn")
        self.setAccessibleName("读")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._face = Face.READING
        self._pages = {Face.READING: reading, Face.TICKET: ticket, Face.HELP: step, Face.CARD: step}
        self._stack = QStackedWidget()
        for page in (reading, ticket, step):
            self._stack.addWidget(page)
        self._tabs: dict[Face, QPushButton] = {}
        self._hint = YieldingLabel("")
        self._hint.setObjectName("middleHint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tab_bar())
        layout.addWidget(self._stack, 1)

    @property
    def face(self) -> Face:
        """What is shown."""
        return self._face

    def put(self, face: Face, page: QWidget) -> None:
        """Let `page` be what is shown for a face that had none."""
        if face not in self._pages:
            self._pages[face] = page
            self._stack.addWidget(page)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._line.setContentsMargins(theme.px(28), theme.px(6), theme.px(16), theme.px(4))
        self._line.setSpacing(theme.px(4))

    def show_hint(self, words: str) -> None:
        """What stands beside the tabs; it goes where there is no room."""
        self._hint.setText(words)

    def show_tabs(self, names: Mapping[Face, str]) -> None:
        """Offer these, each by its name; none where no call is on."""
        for face, tab in self._tabs.items():
            tab.setVisible(face in names)
            tab.setText(names.get(face, NAMES[face]))
        self._bar.setVisible(bool(names))

    def show_face(self, face: Face) -> None:
        """Bring one to the front."""
        self._face = face
        for name, tab in self._tabs.items():
            tab.setChecked(name is face)
        self._stack.setCurrentWidget(self._pages[face])

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as the page that is read can be, and the tabs."""
        tabs = [tab.sizeHint().width() for tab in self._tabs.values() if not tab.isHidden()]
        page = self._pages[Face.READING].minimumSizeHint()
        return QSize(max(page.width(), sum(tabs)), page.height())

    def _tab_bar(self) -> QWidget:
        self._bar = QWidget()
        self._bar.setObjectName("middleTabs")
        self._bar.setAccessibleName("中间一栏看什么")
        line = self._line = QHBoxLayout(self._bar)
        for face in TABS:
            tab = QPushButton(NAMES[face])
            tab.setObjectName(f"face{face.name.capitalize()}")
            tab.setProperty("role", "segment")
            tab.setCheckable(True)
            if face in KEYS:
                tab.setToolTip(f"{NAMES[face]}（{key_of(KEYS[face])}）")
            tab.setProperty("face", face.value)
            tab.clicked.connect(self._on_tab)
            self._tabs[face] = tab
            line.addWidget(tab)
        line.addWidget(self._hint, 1)
        self._bar.hide()
        return self._bar

    @Slot()
    def _on_tab(self) -> None:
        face = Face(int(self.sender().property("face")))
        self._tabs[face].setChecked(face is self._face)  # whoever owns the column decides
        self.face_wanted.emit(face)
