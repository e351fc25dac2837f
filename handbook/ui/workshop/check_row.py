"""One check of an import: its mark, its words, and what stands under them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.workshop.marks import paint_box

SIDE = 18
_MARGIN = 24


class CheckMark(QWidget):
    """Green with a tick, amber with a triangle, or open; never told by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self.is_fine = False
        self.is_warning = False

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(SIDE)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        paint_box(painter, box, self._theme.colours, is_fine=self.is_fine, is_warning=self.is_warning)


class CheckRow(QWidget):
    """`body` holds what belongs to the check."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setObjectName("checkRow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.is_fine = False
        self._mark = CheckMark()
        self._words = QLabel(words)
        self._words.setObjectName("checkWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._more = QLabel()
        self._more.setObjectName("checkMore")
        self._more.setTextFormat(Qt.TextFormat.PlainText)
        self._more.setWordWrap(True)
        self._heads = FlowBox(spacing=10)
        self._heads.add(self._words)
        self._heads.add(self._more)
        self._line = QHBoxLayout()
        self._line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._heads, 1)
        self.body = QVBoxLayout()
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._line)
        self._box.addLayout(self.body)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        px = theme.px
        self._mark.apply_theme(theme)
        self._heads.apply_theme(theme)
        self._line.setSpacing(px(12))
        self.body.setContentsMargins(px(SIDE + 12), 0, 0, 0)
        self.body.setSpacing(px(8))
        self._box.setContentsMargins(px(_MARGIN), px(13), px(_MARGIN), px(13))
        self._box.setSpacing(px(7))

    def show_words(self, words: str, more: str = "") -> None:
        """What is checked, and what is known of it."""
        self._words.setText(full_width(words))
        self._more.setText(full_width(more))
        self._more.setVisible(bool(more))
        self._say()

    def set_fine(self, is_fine: bool, *, is_warning: bool = False) -> None:
        """Green, amber, or still open; an open one is what whoever works here has to look at."""
        self.is_fine = is_fine
        self._mark.is_fine = is_fine
        self._mark.is_warning = is_warning and not is_fine
        self._mark.update()
        self._say()
        is_open = not is_fine and not is_warning
        if self.property("open") != is_open:
            self.setProperty("open", is_open)
            self.style().unpolish(self)
            self.style().polish(self)

    def _say(self) -> None:
        mark = self._mark
        state = "好了" if mark.is_fine else "请看一眼" if mark.is_warning else "要您定"
        self.setAccessibleName(f"{self._words.text()}，{state}")
        self._mark.setAccessibleName(state)
