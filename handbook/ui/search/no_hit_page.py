"""What is shown where nothing is about what was typed: it is said, and three ways lead on."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.search.confidence import Confidence
from handbook.search.hits import Results
from handbook.ui.theme import icons
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox

NONE_TITLE = "没有找到"
NEAR_TITLE = "没有正好的"
REPORTED = "已经记下，编辑补内容时会看到"
WIDEST = 640
"""Pixels at 100 %, as wide as the text of a page."""
HEIGHT = 60
"""Of a way, in pixels at 100 %."""
LONGEST_SHOWN = 40
"""Characters of what was typed; a pasted story is cut."""


@dataclass(frozen=True, slots=True)
class NothingFound:
    """What was asked in vain."""

    text: str
    entries: int
    """How many there are in the handbook."""
    is_near: bool
    """Whether something is listed that is close, though about something else."""
    words: tuple[str, ...] = ()
    """Words of `text` that find something."""


def is_unanswered(results: Results) -> bool:
    """Whether nothing is about just what was asked, in whatever scope."""
    is_somewhere = results.hits or any(results.counts.values())
    return results.confidence is not Confidence.FOUND or not is_somewhere


class WayOut(QAbstractButton):
    """A picture, what is done, a word on it, and its key at the right; done by a click, Enter or the space bar."""

    def __init__(self, name: str, picture: str, words: str, key: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._picture = picture
        self._key = key
        self._more = ""
        self._theme = Theme()
        self.setToolTip(f"{words}（{key}）")

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def say_more(self, words: str) -> None:
        """The second line."""
        self._more = words
        self.setAccessibleName(f"{self.text()}，{words}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(HEIGHT))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # a plain button hears the space bar alone
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, px = self._theme.colours, self._theme.px
        is_there = self.isEnabled()
        rim = c.accent if self.hasFocus() or (self.underMouse() and is_there) else c.control
        painter.setPen(QPen(QColor(rim if is_there else c.line), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(c.panel))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, 6, 6)
        size = px(18)
        image = icons.pixmap(self._picture, c.accent if is_there else c.ink_third, size)
        painter.drawPixmap(px(16), (self.height() - size) // 2, image)
        left, right = px(46), area.right() - px(14)
        small = sized(self.font(), px(13))
        upper = QRectF(left, px(8), right - left, px(22))
        cap = QFontMetrics(small).horizontalAdvance(self._key) + 1
        first = sized(self.font(), px(15.5), bold=True)
        whole = QFontMetrics(first).horizontalAdvance(self.text())
        if left + whole + px(12) + cap <= right:
            box = QRectF(right - cap, 0, cap, self.height())
            painter.setFont(small)
            painter.setPen(QColor(c.ink_second))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._key)
            right -= cap + px(12)
        self._draw(painter, first, upper, self.text(), c.ink if is_there else c.ink_second)
        lower = QRectF(left, px(31), right - left, px(20))
        self._draw(painter, small, lower, self._more, c.ink_second)

    def _draw(self, painter: QPainter, font: QFont, area: QRectF, words: str, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, round(area.width())))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)


class NoHitPage(QScrollArea):
    """Takes what was asked in vain and emits what is to be done."""

    retype_requested = Signal()
    word_chosen = Signal(str)
    """A word to be searched instead."""
    contents_requested = Signal()
    gap_reported = Signal()

    def __init__(self, name: str = "noHitPage", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(NONE_TITLE)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = Theme()
        self._title = QLabel()
        self._told = QLabel()
        self._words = FlowBox()
        self.retype = WayOut("wayRetype", "search", "换个说法再找", key_of("search"))
        self.contents = WayOut("wayContents", "contents", "翻目录", key_of("contents"))
        self.gap = WayOut("wayGap", "flag", "记为缺口", key_of("report_gap"))
        self._build()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px = theme.px
        side = px(28)
        self._column.setContentsMargins(side, px(28), side, px(16))
        self._column.setSpacing(px(8))
        self._inner.setMaximumWidth(px(WIDEST) + 2 * side)
        self._title.setStyleSheet(f"font-size: {px(22)}px; font-weight: 600;")
        self._told.setStyleSheet(f"font-size: {px(15)}px; color: {theme.colours.ink_second};")
        self._words.apply_theme(theme)
        for way in (self.retype, self.contents, self.gap):
            way.apply_theme(theme)

    def show_nothing(self, found: NothingFound) -> None:
        """Say what was asked in vain, and offer the ways that lead on from there."""
        self._title.setText(NEAR_TITLE if found.is_near else NONE_TITLE)
        short = found.text.strip()
        short = short[:LONGEST_SHOWN] + "…" * (len(short) > LONGEST_SHOWN)
        self._told.setText(f"{found.entries} 条里没有一条讲“{full_width(short)}”。下面三条路，任选一条。")
        self.retype.say_more("他话里有这些词，点一个就查" if found.words else "只打他说的毛病或东西，短一点")
        self.contents.say_more("按事分组，一层一层找")
        self._words.clear()
        for word in found.words:
            chip = QPushButton(full_width(word))
            chip.setObjectName("wayWord")
            chip.setProperty("role", "chip")
            chip.setProperty("word", word)
            chip.setAccessibleName(f"改查“{word}”")
            chip.clicked.connect(self._on_word)
            self._words.add(chip)
        self._words.setVisible(bool(found.words))
        self.show_reported(is_reported=False)
        self.verticalScrollBar().setValue(0)

    def show_reported(self, *, is_reported: bool) -> None:
        """Whether the gap is in the records already: it is reported once."""
        self.gap.setEnabled(not is_reported)
        self.gap.say_more(REPORTED if is_reported else "这句话记下给编辑，不带电话地址")

    def _build(self) -> None:
        self._inner = QWidget()
        self._inner.setObjectName("noHitInner")
        self._column = QVBoxLayout(self._inner)
        for label in (self._title, self._told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        for widget in (self._title, self._told, self.retype, self._words, self.contents, self.gap):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self.retype.clicked.connect(self.retype_requested)
        self.contents.clicked.connect(self.contents_requested)
        self.gap.clicked.connect(self.gap_reported)

    @Slot()
    def _on_word(self) -> None:
        self.word_chosen.emit(str(self.sender().property("word")))
