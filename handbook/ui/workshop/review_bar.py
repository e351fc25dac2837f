"""Under a review: a sentence, 退回, and the main act with what keeps it back."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from handbook.keys import key_of, keys_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.key_binding import sequence_of
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.why_button import WhyButton

LET_THROUGH = "通过"
_BESIDE = 900


class SentenceField(LineField):
    """The key that sends back works from here, too, where a line edit would take a word away by it."""

    @override
    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride and not self.is_composing
        if is_asked and isinstance(event, QKeyEvent) and sequence_of(event) in keys_of("send_back"):
            event.ignore()
            return False
        return super().event(event)


class ReviewBar(QWidget):
    """One row, or two where there is no room."""

    back_pressed = Signal()
    pass_pressed = Signal()
    words_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._arranged: tuple[bool, int] | None = None
        """How it stands; None before it was arranged."""
        self._theme = Theme()
        self.field = SentenceField()
        self.field.setObjectName("reviewWords")
        self.back = KeyButton("退回", key_of("send_back"))
        self.back.setObjectName("reviewBack")
        self.back.setAutoDefault(True)
        self.give = WhyButton(LET_THROUGH, key_of("main_act"))
        self.give.setObjectName("reviewPass")
        self._acts = FlowBox(spacing=10)
        self._acts.add(self.back)
        self._acts.add(self.give)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.addWidget(self.field, 1)
        self._line.addWidget(self._acts, 0, Qt.AlignmentFlag.AlignVCenter)
        self.back.clicked.connect(self.back_pressed)
        self.give.clicked.connect(self.pass_pressed)
        self.field.textChanged.connect(self.words_changed)

    @property
    def words(self) -> str:
        """What was typed."""
        return self.field.text().strip()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._acts.apply_theme(theme)
        self._line.setContentsMargins(theme.px(24), PLAIN.px(10), theme.px(24), PLAIN.px(10))
        self._line.setSpacing(theme.px(10))
        self.field.setMinimumHeight(theme.px(34))
        self.arrange()

    def ask(self, words: str) -> None:
        """What the sentence is for."""
        self.field.setPlaceholderText(full_width(words))
        self.field.setAccessibleName(full_width(words))

    def arrange(self) -> None:
        """In one row where it has room."""
        direction = QBoxLayout.Direction
        acts = self.back.sizeHint().width() + self.give.sizeHint().width() + self._theme.px(10)
        is_wide = self.width() >= max(acts + self._theme.px(300), self._theme.px(_BESIDE) // 2)
        arranged = (is_wide, acts if is_wide else 0)
        if arranged == self._arranged:
            return  # to set what is set already asks for the next layout, and so on for ever
        self._arranged = arranged
        self._line.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._line.setAlignment(self._acts, Qt.AlignmentFlag.AlignVCenter if is_wide else Qt.AlignmentFlag(0))
        if is_wide:
            self._acts.setFixedWidth(acts)
        else:
            self._acts.setMinimumWidth(0)
            self._acts.setMaximumWidth(16_777_215)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.arrange()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.panel))
        painter.setPen(QColor(self._theme.colours.line))
        painter.drawLine(0, 0, self.width(), 0)
