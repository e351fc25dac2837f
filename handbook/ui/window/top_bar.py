"""The bar at the top: name of the program, state of the content, and the buttons that are always at hand."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from handbook.keys import key_of
from handbook.model.kinds import Phase
from handbook.override import override
from handbook.ui.theme import icons
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.yielding_label import YieldingLabel


class TopBar(QWidget):
    """Wishes come up as signals."""

    contents_requested = Signal()
    dock_requested = Signal()
    emergency_requested = Signal()
    look_requested = Signal()
    help_requested = Signal()
    problems_requested = Signal()
    phase_changed = Signal(str)
    """Part of the season, or empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAccessibleName("顶栏")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = YieldingLabel("供热速查")
        self._title.setObjectName("programTitle")
        self._info = QLabel()
        self._info.setObjectName("contentInfo")
        self.phase_button = QPushButton()
        self._phases = QActionGroup(self)
        self._contents = KeyButton("目录", key_of("contents"))
        self._dock = KeyButton("靠边停靠", key_of("dock"))
        self._emergency = KeyButton("应急卡", key_of("emergency"), "danger")
        self._problems = self._quiet("problemsButton", "内容有问题")
        self._problems.hide()
        self._look = self._quiet("lookButton", f"浅色、深色切换({key_of('look')})")
        self._help = self._quiet("helpButton", f"帮助与全部按键({key_of('help')})")
        self._build()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        c = theme.colours
        icons.put(self._look, "sun" if c.is_dark else "moon", c.ink_second, theme.px(18))
        icons.put(self._help, "help", c.ink_second, theme.px(18))
        icons.put(self._problems, "problem", c.caution, theme.px(18))
        side, above = theme.px(16), theme.px(8)
        self._line.setContentsMargins(side, above, side, above)
        self._line.setSpacing(theme.px(10))
        self._fit()

    def show_info(self, words: str, problems: int) -> None:
        """State of the content; a button where it has problems."""
        self._info.setText(words)
        self._problems.setVisible(problems > 0)
        self._problems.setToolTip(f"内容有 {problems} 个问题,点开看")

    def show_phase(self, phase: str) -> None:
        """Choose `phase` without a signal."""
        self.phase_button.setText(f"阶段:{phase or '不限'}")
        for action in self._phases.actions():
            action.setChecked(action.data() == phase)

    def set_compact(self, is_compact: bool, *, is_docked: bool) -> None:
        """Leave out what a narrow window has no room for; every function keeps its key."""
        for widget in (self._info, self.phase_button, self._look, self._help, self._contents):
            widget.setVisible(not is_compact)
        self._dock.setText("展开" if is_docked else "靠边停靠")
        self._dock.show_key("" if is_compact else key_of("dock"))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Large letters in a narrow dock: the words of the emergency button come before its key."""
        self._emergency.show_key(key_of("emergency"))
        if self._line.minimumSize().width() > self.width():
            self._emergency.show_key("")

    def _build(self) -> None:
        self.phase_button.setObjectName("phaseButton")
        self.phase_button.setAccessibleName("供热阶段")
        self.phase_button.setToolTip("当前阶段的条目排得靠前一点")
        menu = QMenu(self.phase_button)
        for phase in ("", *(p.value for p in Phase)):
            action = QAction(phase or "不限", self._phases)
            action.setData(phase)
            action.setCheckable(True)
            menu.addAction(action)
        self.phase_button.setMenu(menu)
        self._contents.setObjectName("contentsButton")
        self._emergency.setObjectName("emergencyButton")
        self._dock.setObjectName("dockButton")
        self._info.setSizePolicy(
            self._info.sizePolicy().Policy.Ignored, self._info.sizePolicy().Policy.Preferred
        )
        layout = self._line = QHBoxLayout(self)
        layout.addWidget(self._title)
        layout.addWidget(self._info, 1)
        for widget in (
            self._problems,
            self.phase_button,
            self._look,
            self._help,
            self._contents,
            self._dock,
            self._emergency,
        ):
            layout.addWidget(widget)
        self._contents.clicked.connect(self.contents_requested)
        self._dock.clicked.connect(self.dock_requested)
        self._emergency.clicked.connect(self.emergency_requested)
        self._look.clicked.connect(self.look_requested)
        self._help.clicked.connect(self.help_requested)
        self._problems.clicked.connect(self.problems_requested)
        self._phases.triggered.connect(self._on_phase)

    def _quiet(self, name: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    @Slot(QAction)
    def _on_phase(self, action: QAction) -> None:
        self.phase_changed.emit(str(action.data()))
