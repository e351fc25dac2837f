"""The bar at the top: name of the program, state of the content, and the commands that are always at hand."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QMenu, QPushButton, QToolButton, QWidget

from handbook.keys import key_of
from handbook.model.kinds import Phase
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.theme import icons
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.bar_button import BarButton, Extent
from handbook.ui.widgets.key_button import KeyButton

MARGIN, GAP = 16, 8
UPDATE = "有更新"
"""Where there is no room for the whole sentence; the key does the same without it."""


class TopBar(QWidget):
    """Wishes come up as signals."""

    contents_requested = Signal()
    dock_requested = Signal()
    emergency_requested = Signal()
    settings_requested = Signal()
    workshop_requested = Signal()
    help_requested = Signal()
    problems_requested = Signal()
    update_requested = Signal()
    """Newer content is to be shown now."""
    phase_changed = Signal(str)
    """Part of the season, or empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self.setObjectName("topBar")
        self.setAccessibleName("顶栏")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel("供热速查")
        self._title.setObjectName("programTitle")
        self._info = QLabel()
        self._info.setObjectName("contentInfo")
        self.phase_button = QPushButton()
        self._phases = QActionGroup(self)
        self._problems = QToolButton()
        self._problems.hide()
        self._info_words = ""
        self._update = KeyButton(UPDATE, key_of("take_update"), "link")
        self._update_words = ""
        """That there is newer content; empty where there is none."""
        self._update.hide()
        self._has_problems = False
        self._contents = BarButton("目录", "contents", key_of("contents"))
        self._dock = BarButton("停靠", "dock", key_of("dock"))
        self._settings = BarButton("设置", "settings", key_of("settings"))
        self._workshop = BarButton("维护台", "edit", key_of("workshop"))
        self._may_edit = False
        self._help = BarButton("按键", "help", key_of("help"))
        self._emergency = KeyButton("应急卡", key_of("emergency"), "danger")
        self._build()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._line.setContentsMargins(theme.px(MARGIN), theme.px(8), theme.px(MARGIN), theme.px(8))
        self._line.setSpacing(theme.px(GAP))
        for button in (*self._commands(), self._workshop):  # whoever may edit is known later
            button.apply_theme(theme)
        self._info.ensurePolished()
        icons.put(self._problems, "problem", theme.colours.caution, theme.px(18))
        self._fit()

    def show_info(self, words: str, problems: int) -> None:
        """State of the content; a button where it has problems."""
        self._info_words = words
        self._has_problems = problems > 0
        self._problems.setToolTip(f"内容有 {problems} 个问题,点开看")
        self._fit()

    def show_update(self, words: str) -> None:
        """Offer newer content in the place of its state, in one line; nothing else moves. Empty = no more."""
        if words != self._update_words:
            self._update_words = words
            self._update.setAccessibleName(words or UPDATE)
            self._update.setToolTip(f"{words}({key_of('take_update')})")
            self._fit()
            announce(self._update, words)

    def show_phase(self, phase: str) -> None:
        """Choose `phase` without a signal."""
        self.phase_button.setText(full_width(f"阶段:{phase or '不限'}"))
        for action in self._phases.actions():
            action.setChecked(action.data() == phase)
        self._fit()

    def show_workshop(self, may_edit: bool) -> None:
        """Where nobody may edit, nothing speaks of it."""
        self._may_edit = may_edit
        self._fit()

    def show_docked(self, is_docked: bool) -> None:
        """Whether the window stands at the edge: the command leads back then."""
        self._dock.name("展开" if is_docked else "停靠", "展开成宽窗口" if is_docked else "靠边停靠")
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(
            0, super().minimumSizeHint().height()
        )  # what has no room is left out, never the window wider

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _commands(self) -> tuple[BarButton, ...]:
        shown = (self._workshop,) if self._may_edit else ()
        return self._contents, self._dock, *shown, self._settings, self._help

    def _fit(self) -> None:
        """Show as much as there is room for; every function keeps its key."""
        for extent, left_out, update in self._arrangements():
            shown: list[QWidget] = [w for w in (self._title, self.phase_button) if w not in left_out]
            shown += [self._problems] * self._has_problems
            if update:
                self._update.setText(update)
                shown.append(self._update)
            buttons = [b for b in self._commands() if b not in left_out]
            wide = sum(w.sizeHint().width() for w in (*shown, self._emergency))
            wide += sum(b.width_at(extent) for b in buttons)
            gaps = self._theme.px(GAP) * (len(shown) + len(buttons) + 1)
            room = self.width() - wide - 2 * self._theme.px(MARGIN) - gaps
            if room >= 0:
                break
        self._update.setVisible(bool(update))
        is_told = self._info.fontMetrics().horizontalAdvance(self._info_words) <= room
        self._info.setText(self._info_words if is_told else "")  # whole or not at all
        for button in self._commands():
            button.show_extent(extent)
            button.setVisible(button not in left_out)
        self._problems.setVisible(self._has_problems)
        self._workshop.setVisible(self._may_edit and self._workshop not in left_out)
        for widget in (self._title, self.phase_button):
            widget.setVisible(widget not in left_out)

    def _arrangements(self) -> Iterator[tuple[Extent, tuple[QWidget, ...], str]]:
        """From the fullest on: the commands shrink to their icons before anything is left out; each with what is said of
        newer content.
        """
        short = UPDATE if self._update_words else ""
        for extent in (Extent.WHOLE, Extent.WORDS, Extent.ICON):
            yield extent, (), self._update_words
            if short:
                yield extent, (), short
        leaving = (
            self._workshop,
            self.phase_button,
            self._title,
            self._help,
            self._contents,
            self._settings,
        )
        for number in range(1, len(leaving) + 1):
            yield Extent.ICON, leaving[:number], short if number < leaving.index(self._help) + 1 else ""

    def _build(self) -> None:
        self.phase_button.setObjectName("phaseButton")
        self.phase_button.setAccessibleName("供热阶段")
        self.phase_button.setToolTip("当前阶段的条目排得靠前一点")
        self.phase_button.setProperty("role", "bar")
        menu = QMenu(self.phase_button)
        for phase in ("", *(p.value for p in Phase)):
            action = QAction(phase or "不限", self._phases)
            action.setData(phase)
            action.setCheckable(True)
            menu.addAction(action)
        self.phase_button.setMenu(menu)
        self._update.setObjectName("updateButton")
        self._update.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it was
        self._problems.setObjectName("problemsButton")
        self._problems.setProperty("role", "quiet")
        self._problems.setAccessibleName("内容有问题")
        self._contents.setObjectName("contentsButton")
        self._settings.setObjectName("settingsButton")
        self._workshop.setObjectName("workshopButton")
        self._workshop.hide()
        self._help.setObjectName("helpButton")
        self._help.name("按键", "帮助与全部按键")
        self._emergency.setObjectName("emergencyButton")
        self._dock.setObjectName("dockButton")
        self._info.setSizePolicy(
            self._info.sizePolicy().Policy.Ignored, self._info.sizePolicy().Policy.Preferred
        )
        layout = self._line = QHBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self._title)
        layout.addWidget(self._update)
        layout.addWidget(self._info, 1)
        commands = (self._contents, self._dock, self._workshop, self._settings, self._help)
        for widget in (self._problems, self.phase_button, *commands, self._emergency):
            layout.addWidget(widget)
        self._contents.clicked.connect(self.contents_requested)
        self._dock.clicked.connect(self.dock_requested)
        self._settings.clicked.connect(self.settings_requested)
        self._workshop.clicked.connect(self.workshop_requested)
        self._emergency.clicked.connect(self.emergency_requested)
        self._help.clicked.connect(self.help_requested)
        self._problems.clicked.connect(self.problems_requested)
        self._update.clicked.connect(self.update_requested)
        self._phases.triggered.connect(self._on_phase)
        self.show_docked(False)

    @Slot(QAction)
    def _on_phase(self, action: QAction) -> None:
        self.phase_changed.emit(str(action.data()))
