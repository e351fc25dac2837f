"""What every page of the workshop has: a head with what this is and its acts, a body, and words for the foot of the window."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.keys import keys_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.yielding_label import YieldingLabel

_TITLE = 20
_GAP = 10
_SIDE = 24


class WorkshopPage(QWidget):
    """A page; the keys of the window reach it by its methods."""

    foot_changed = Signal()
    """`keys` or `saved` is another."""
    told = Signal(str)
    """One sentence for whoever works here: it stays until it is closed."""
    mentioned = Signal(str)
    """One that only informs."""
    left = Signal()
    """Esc in a field of the page: one level back."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.theme = Theme()
        self.keys = ""
        """The keys of this page, for the left of the foot."""
        self.saved = ""
        """What is kept, for the right of the foot."""
        self.room = 0
        """Pixels of height that the window has for a page; a page that needs more scrolls as a whole."""
        self._acts: list[QWidget] = []
        self._is_arranging = False
        self._arranged: tuple[bool, bool, int, bool, int] | None = None
        """How the head stands; None before it was arranged."""
        self._head_title = QLabel(title)
        self._head_title.setObjectName("workshopTitle")
        self._head_title.setTextFormat(Qt.TextFormat.PlainText)
        self._head_title.setWordWrap(True)
        self._detail = YieldingLabel()
        self._detail.setObjectName("workshopDetail")
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._head = QWidget()
        self._head.setObjectName("workshopHead")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self._head_title)
        self._words.addWidget(self._detail, 1)
        self._words.addStretch(0)
        self._act_box = FlowBox(spacing=_GAP)
        self._head_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._head)
        self._head_line.addLayout(self._words, 1)
        self._head_line.addWidget(self._act_box, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        ground = QWidget()
        ground.setObjectName("workshopGround")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        ground.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(ground, 1)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        self._act_box.apply_theme(theme)
        self._head.setMinimumHeight(theme.px(40) + PLAIN.px(20))
        side = theme.px(_SIDE)
        above = PLAIN.px(8)
        self._head_line.setContentsMargins(side, above, side, above)
        self._head_line.setSpacing(theme.px(_GAP))
        self._words.setSpacing(theme.px(_GAP))
        self._arrange()

    def show_head(self, title: str, detail: str = "") -> None:
        """What this is, and its state."""
        if (self._head_title.text(), self._detail.text()) == (full_width(title), full_width(detail)):
            return
        self._head_title.setText(full_width(title))
        self._detail.setText(full_width(detail))
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(full_width(title))
        self._arrange()

    def put_before_title(self, widget: QWidget) -> None:
        """The way up, before the title."""
        self._words.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def put_behind_title(self, widget: QWidget) -> None:
        """A mark of the state, behind the title."""
        at = self._words.indexOf(self._detail)
        self._words.insertWidget(at, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_act(self, widget: QWidget) -> None:
        """Put something that is pressed or chosen at the right of the head; the main act comes last."""
        if isinstance(widget, QPushButton):
            widget.setAutoDefault(True)  # Enter presses it, as in a dialog
        self._acts.append(widget)
        self._act_box.add(widget)

    def use_room(self, height: int) -> None:
        """The window has this much height for a page."""
        self.room = height

    def bind(self, slots: Mapping[str, Callable[[], None]]) -> None:
        """Keys of this page alone, by their names in the table."""
        for name, slot in slots.items():
            for keys in keys_of(name):
                key = QShortcut(QKeySequence(keys), self)
                key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                key.activated.connect(slot)

    def columns(self) -> Sequence[QWidget]:
        """What takes the keyboard in each column, from left to right, for F6."""
        return ()

    def bring_column(self, keyboard: QWidget) -> None:
        """Let that column be seen and give it the keyboard."""
        keyboard.setFocus()

    def step(self, direction: int) -> None:
        """The next (1) or the former (-1) thing to mend."""

    def act(self) -> None:
        """The main act of the page."""

    def undo(self) -> None:
        """Take the last act back."""
        self.mentioned.emit("这一页没有可撤回的。")

    def back(self) -> bool:
        """Peel one layer; False where the page itself is to be left."""
        return False

    def begin(self) -> None:
        """The page came up: put the keyboard where work begins."""
        self.setFocus()

    def end(self) -> None:
        """The page is left or the window closes: whatever runs for it is to stop."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """One row where words and acts have room side by side, else two: no button loses its words."""
        if self._is_arranging:
            return
        self._is_arranging = True
        gap = self.theme.px(_GAP)
        shown = [act for act in self._acts if not act.isHidden()]
        acts = sum(act.sizeHint().width() for act in shown) + gap * max(len(shown) - 1, 0)
        title = QFontMetrics(sized(screen_font(), self.theme.px(_TITLE), bold=True))
        words = title.horizontalAdvance(self._head_title.text()) + 4
        items = (self._words.itemAt(n) for n in range(self._words.count()))
        others = [item.widget() for item in items if item is not None]
        words += sum(
            other.sizeHint().width() + gap
            for other in others
            if other is not None and other not in (self._head_title, self._detail) and not other.isHidden()
        )
        is_one_row = words + acts + gap + 2 * self.theme.px(_SIDE) <= self.width()
        is_one_line = words + 2 * self.theme.px(_SIDE) <= self.width()
        arranged = (is_one_row, is_one_line, acts if is_one_row else 0, bool(shown), len(others))
        if (
            arranged != self._arranged
        ):  # to set what is set already asks for the next layout, and so on for ever
            self._arranged = arranged
            self._set_rows(others, acts, is_one_row=is_one_row, is_one_line=is_one_line)
            self._act_box.setVisible(bool(shown))
        self._is_arranging = False

    def _set_rows(
        self, others: Sequence[QWidget | None], acts: int, *, is_one_row: bool, is_one_line: bool
    ) -> None:
        direction = QBoxLayout.Direction
        self._head_line.setDirection(direction.LeftToRight if is_one_row else direction.TopToBottom)
        align = Qt.AlignmentFlag.AlignVCenter if is_one_row else Qt.AlignmentFlag(0)
        self._head_line.setAlignment(self._act_box, align)
        if is_one_row:
            self._act_box.setFixedWidth(max(acts, 1))
        else:
            self._act_box.setMinimumWidth(0)
            self._act_box.setMaximumWidth(16_777_215)
        self._words.setDirection(direction.LeftToRight if is_one_line else direction.TopToBottom)
        for other in others:
            if other is not None and other not in (self._head_title, self._detail):
                self._words.setAlignment(other, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._head_title.setWordWrap(not is_one_line)
