"""A sentence as it will be said: the value on yellow, what else it lacks as a dashed chip; wrapped, and as high as it needs."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from handbook.document.words import quoted
from handbook.model.typesetting import NO_BREAK, full_width_in_place
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.upkeep.company_rows import Part, PartRole, Sentence

_PIXELS = 15
_LINE = 1.62
_BAR = 4
_SIDE, _ABOVE = 18, 12
_LEAST = 160


class SentenceView(QWidget):
    """On the ground of what is said; what is only read has a grey one."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._text = ""
        self._runs: list[tuple[int, int, PartRole]] = []
        self._is_spoken = True
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """What is shown, chips and all."""
        return self._text

    @property
    def marked(self) -> tuple[str, ...]:
        """The stretches on yellow."""
        return tuple(self._text[start:end] for start, end, role in self._runs if role is PartRole.VALUE)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_sentence(self, sentence: Sentence) -> None:
        """Another one, or the same with another value."""
        self._is_spoken = sentence.is_spoken
        before, behind = quoted("|").split("|") if sentence.is_spoken else ("", "")
        shown = [Part(PartRole.WORDS, before), *sentence.parts, Part(PartRole.WORDS, behind)]
        self._text, self._runs = _laid(shown)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self._layout(width)
        return round(layout.lineCount() * self._pitch()) + 2 * self._theme.px(_ABOVE)

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(320)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), self._theme.px(_PIXELS * 2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.say_soft if self._is_spoken else colours.ground))
        painter.drawRoundedRect(self.rect(), 5, 5)
        bar = colours.say if self._is_spoken else colours.line_strong
        painter.fillRect(QRectF(0, 0, px(_BAR), self.height()), QColor(bar))
        layout = self._layout(self.width())
        origin = QPointF(px(_SIDE), px(_ABOVE))
        for start, end, role in self._runs:
            for box in self._boxes(layout, start, end):
                self._paint_ground(painter, box.translated(origin), role)
        painter.setPen(QColor(colours.ink))
        layout.draw(painter, origin, self._colours())

    # -- internals

    def _paint_ground(self, painter: QPainter, box: QRectF, role: PartRole) -> None:
        colours = self._theme.colours
        if role is PartRole.VALUE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.mark))
            painter.drawRect(box)
        else:
            painter.setPen(QPen(QColor(colours.caution), 1, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(colours.caution_soft))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _colours(self) -> list[QTextLayout.FormatRange]:
        found = []
        for start, end, role in self._runs:
            if role is not PartRole.VALUE:
                one = QTextLayout.FormatRange()
                one.start, one.length = start, end - start
                form = one.format
                form.setForeground(QColor(self._theme.colours.caution))
                one.format = form
                found.append(one)
        return found

    def _boxes(self, layout: QTextLayout, start: int, end: int) -> list[QRectF]:
        """Where a stretch stands, a box for each line that it runs over."""
        found = []
        letters = QFontMetricsF(self._letters()).height()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                found.append(QRectF(left, line.y() - 1, right - left, letters + 2))
        return found

    def _layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._text, self._letters())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        room = max(width - 2 * self._theme.px(_SIDE), 40)
        layout.beginLayout()
        top = (self._pitch() - QFontMetricsF(self._letters()).height()) / 2
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room)
            line.setPosition(QPointF(0, top))
            top += self._pitch()
        layout.endLayout()
        return layout

    def _letters(self) -> QFont:
        return sized(screen_font(), self._theme.px(_PIXELS))

    def _pitch(self) -> float:
        return self._theme.px(_PIXELS) * _LINE


def _laid(parts: Sequence[Part]) -> tuple[str, list[tuple[int, int, PartRole]]]:
    """The text with full-width marks, and where in it each part that is marked stands."""
    text = ""
    runs: list[tuple[int, int, PartRole]] = []
    for part in parts:
        words = part.text
        if part.role is PartRole.GAP:
            words = f"{NO_BREAK}待填:{part.text}{NO_BREAK}"
        elif part.role is PartRole.HOLE:
            words = f"{NO_BREAK}{part.text}{NO_BREAK}"
        if part.role is not PartRole.WORDS and words:
            runs.append((len(text), len(text) + len(words), part.role))
        text += words
    return full_width_in_place(text), runs


def _x(found: object) -> float:
    """PySide gives the place alone or with the cursor, by version."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
