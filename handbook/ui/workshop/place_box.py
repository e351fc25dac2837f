"""One place that a draft changes: where, what happened to it, the words, and a tick 看过."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.marks import paint_box
from handbook.ui.workshop.review_html import place_html, plain_words
from handbook.upkeep.place_change import PlaceChange

_SIDE, _GAP = 18, 10
_PLACE, _SMALL = 15, 13
_RADIUS = 8
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _SeenTick(QCheckBox):
    """Where the place is, behind a drawn box; ↑ and ↓ go to the others, Space ticks and goes on."""

    moved = Signal(int)
    passed = Signal()
    """It was ticked by the key: the next one is wanted."""
    reached = Signal()
    """The keyboard came here."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._theme = Theme()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.moved.emit(step)
            event.accept()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            # At the press, so that the release belongs to nobody; a key that is held ticks one place alone.
            if not event.isAutoRepeat():
                self.toggle()
                if self.isChecked():
                    self.passed.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(self._height_in(width), self._theme.px(_SIDE)) + self._theme.px(6)

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._letters()).horizontalAdvance(self.text()) + self._left() + 6
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_SIDE + 6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px, colours = self._theme.px, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetrics(self._letters()).height()
        top = px(3) + max(0, (line - px(_SIDE)) / 2)
        square = QRectF(3, top, px(_SIDE), px(_SIDE))
        paint_box(painter, square, colours, is_fine=self.isChecked())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square.adjusted(-2, -2, 2, 2), 5, 5)
        painter.setFont(self._letters())
        painter.setPen(QColor(colours.ink))
        room = QRectF(self._left(), px(3), self.width() - self._left(), self.height())
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self.text())

    def _left(self) -> int:
        return self._theme.px(_SIDE + _GAP) + 3

    def _letters(self) -> QFont:
        return sized(screen_font(), self._theme.px(_PLACE), bold=True)

    def _height_in(self, width: int) -> int:
        room = max(width - self._left(), 40)
        return (
            QFontMetrics(self._letters())
            .boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, self.text())
            .height()
        )


class PlaceBox(QWidget):
    """The current one is boxed in accent."""

    seen_changed = Signal()
    moved = Signal(int)
    """↑ (-1) or ↓ (1)."""
    passed = Signal()
    """It was ticked by the key: the next one that is not is wanted."""
    reached = Signal()
    """It becomes the current one."""
    remark_wanted = Signal(str)
    """Where it is: a sentence about this place is wanted."""

    def __init__(
        self, change: PlaceChange, *, needs_second: bool, is_seen: bool, elsewhere: str = ""
    ) -> None:
        """`elsewhere`: where a number that stood here still stands."""
        super().__init__()
        self.setObjectName("placeBox")
        self.change = change
        self.elsewhere = elsewhere
        self.needs_second = needs_second
        self._theme = Theme()
        self._is_current = False
        place = full_width(change.place)
        self.tick = _SeenTick(place)
        self.tick.setObjectName("placeTick")
        self.tick.setChecked(is_seen)
        more = f"，{elsewhere}" if elsewhere else ""
        self.tick.setAccessibleName(full_width(f"{place}，{change.words}{self._said()}{more}，看过"))
        self._happened = QLabel(full_width(change.words))
        self._happened.setObjectName("workshopNote")
        self._happened.setTextFormat(Qt.TextFormat.PlainText)
        self._happened.setWordWrap(True)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.tick, 1)
        self._head.addWidget(self._happened)
        self.words = QLabel()
        self.words.setObjectName("placeWords")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        asked = "要另一个人点头" if needs_second else "请念出声再放行"
        self._grave = _warning(f"{change.grave}：{asked}" if change.grave else "")
        self.left = _warning(elsewhere)
        self._remark = QPushButton("对这一处说一句")
        self._remark.setObjectName("placeRemark")
        self._remark.setProperty("role", "link")
        self._remark.setAccessibleName(f"对这一处说一句，{place}")
        self._remark.hide()
        self._body = QVBoxLayout()
        self._body.addWidget(self.words)
        self._body.addWidget(self.left)
        self._body.addWidget(self._grave)
        self._body.addWidget(self._remark, 0, Qt.AlignmentFlag.AlignLeft)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addLayout(self._head)
        self._box.addLayout(self._body)
        self.tick.toggled.connect(self._on_toggled)
        self.tick.moved.connect(self.moved)
        self.tick.passed.connect(self.passed)
        self.tick.reached.connect(self.reached)
        self._remark.clicked.connect(self._on_remark)

    @property
    def is_seen(self) -> bool:
        """Whether it was ticked."""
        return self.tick.isChecked()

    def set_seen(self, is_seen: bool) -> None:
        """Tick it, or not, without a word to anybody."""
        self.tick.blockSignals(True)
        self.tick.setChecked(is_seen)
        self.tick.blockSignals(False)

    def set_current(self, is_current: bool) -> None:
        """Box it in accent."""
        self._is_current = is_current
        self._remark.setVisible(is_current)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px = theme.px
        self.tick.apply_theme(theme)
        self._head.setSpacing(px(6))
        self._box.setContentsMargins(px(16), px(7), px(16), px(12))
        self._body.setContentsMargins(0, px(16), 0, 0)
        self._body.setSpacing(px(8))
        self.words.setText(place_html(self.change, theme))
        self._arrange()
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.tick.setFocus()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """What happened stands at the right of the place, or below it where both have no room in one line."""
        letters = QFontMetrics(sized(screen_font(), self._theme.px(_SMALL)))
        happened = letters.horizontalAdvance(self._happened.text()) + self._theme.px(12)
        is_wide = self.tick.sizeHint().width() + happened + self._theme.px(44) <= self.width()
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._happened.setMinimumWidth(happened if is_wide else 0)
        sides = Qt.AlignmentFlag.AlignVCenter
        self._happened.setAlignment(
            sides | (Qt.AlignmentFlag.AlignRight if is_wide else Qt.AlignmentFlag.AlignLeft)
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._is_current else 1.0
        frame = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        path = QPainterPath()
        path.addRoundedRect(frame, _RADIUS, _RADIUS)
        painter.fillPath(path, QColor(colours.panel))
        painter.save()
        painter.setClipPath(path)
        head = QRectF(0, 0, self.width(), self._head.geometry().bottom() + self._theme.px(8))
        painter.fillRect(head, QColor(colours.accent_soft if self._is_current else colours.ground))
        painter.setPen(QColor(colours.line))
        painter.drawLine(head.bottomLeft(), head.bottomRight())
        painter.restore()
        painter.setPen(QPen(QColor(colours.accent if self._is_current else colours.line), width))
        painter.drawPath(path)

    def _said(self) -> str:
        """For a reader of the screen: the old words and the new ones."""
        before, after = plain_words(self.change.before), plain_words(self.change.after)
        parts = (f"，原来：{before}" if before else "", f"，改成：{after}" if after else "")
        return "".join(parts) if before != after else f"：{after}"

    @Slot(bool)
    def _on_toggled(self, _is_seen: bool) -> None:
        self.seen_changed.emit()

    @Slot()
    def _on_remark(self) -> None:
        self.remark_wanted.emit(self.change.place)


def _warning(words: str) -> QLabel:
    """A line in amber; hidden where there is nothing to say."""
    label = QLabel(full_width(f"▲ {words}"))
    label.setObjectName("articleWhy")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setVisible(bool(words))
    return label
