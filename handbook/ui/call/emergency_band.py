"""The band over an emergency card is its trail: the card left behind, the open one, the call, and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QToolButton, QWidget

from handbook.keys import key_of
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.theme.icons import put
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import advance, letters

HEIGHT, LOW_HEIGHT = 64, 52
TARGET = 44
TITLE, LEAST_TITLE = 24, 16
BADGE = 30
PICK = "应急卡"
LEVELS = 6
"""Steps in which the band says less, until the title of the open card has its place."""


@dataclass(frozen=True, slots=True)
class TrailCard:
    """A card as the band names it."""

    id: str
    title: str
    digit: int | None = None
    progress: tuple[int, int] | None = None
    severity: str = ""

    @property
    def done(self) -> str:
        """3/11; empty where nothing was done in it."""
        return f"{self.progress[0]}/{self.progress[1]}" if self.progress else ""

    @property
    def words(self) -> str:
        """In one line."""
        digit = f"{self.digit} " if self.digit is not None else ""
        return typeset(f"{digit}{self.title} {self.done}".strip())


class EmergencyBand(QWidget):
    """Where it is narrow it says less; the title of the open card comes first."""

    back_requested = Signal()
    """To the card left behind."""
    card_wanted = Signal(str)
    """Id of a card further back."""
    pick_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencyBand")
        self.setAccessibleName("应急卡,来路与通话")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._trail: Sequence[TrailCard] = ()
        self._open: TrailCard | None = None
        self._call: tuple[str, ...] = ()
        self._level = 0
        self._is_low = False
        self._is_list_away = False
        self._back_words = ("返回原处", "返回")
        self.title = BandTitle(self)
        self.more = QToolButton(self)
        self.more.setObjectName("emergencyTrailMore")
        self.more.setAccessibleName("更早的应急卡")
        self.more.setToolTip("更早的应急卡")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.before = BandButton("emergencyTrail", self)
        self.pick = BandButton("emergencyPick", self)
        self.back = BandButton("emergencyBack", self)
        self.before.setAccessibleName("回到上一张卡")
        self.before.clicked.connect(self.back_requested)
        self.pick.clicked.connect(self.pick_requested)
        self.back.clicked.connect(self.close_requested)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c, px = theme.colours, theme.px
        self.setStyleSheet(f"#emergencyBand {{ background: {c.danger_band}; }}")
        self.more.setStyleSheet(
            "QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }"
            "QToolButton::menu-indicator { image: none; width: 0; }"
        )
        put(self.more, "more", c.on_band, px(20))
        for part in (self.before, self.pick, self.back, self.title):
            part.apply_theme(theme)
        self.set_low(self._is_low)
        self._place()

    def set_low(self, is_low: bool) -> None:
        """A lower band, where height is dear."""
        self._is_low = is_low
        self.setFixedHeight(self._theme.px(LOW_HEIGHT if is_low else HEIGHT))

    def show_list_away(self, is_away: bool) -> None:
        """Whether the cards cannot be seen: the band has a button that shows them."""
        if is_away != self._is_list_away:
            self._is_list_away = is_away
            self._place()

    def show_trail(self, open_card: TrailCard | None, trail: Sequence[TrailCard]) -> None:
        """Show the open card (None while one is picked) and those left behind, the last one last."""
        if (open_card, tuple(trail)) == (self._open, self._trail):
            return
        self._open, self._trail = open_card, tuple(trail)
        self._menu.clear()
        for card in reversed(self._trail[:-1]):
            action = QAction(card.words, self._menu)
            action.setData(card.id)
            action.triggered.connect(self._on_action)
            self._menu.addAction(action)
        if self._trail:
            last = self._trail[-1]
            self.before.setAccessibleName(f"回到上一张卡:{last.words}")
            self.before.setToolTip(f"回到 {last.words}({key_of('back')})")
        self._place()

    def show_call(self, *parts: str) -> None:
        """Clock, tail of the number, priority of the call; those there are."""
        if parts != self._call:
            self._call = parts
            self._place()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        c, px = self._theme.colours, self._theme.px
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._trail:
            painter.setFont(letters(px(20)))
            painter.setPen(QColor(c.band_second))
            gap = QRect(
                self.before.geometry().right(),
                0,
                self.title.x() - self.before.geometry().right(),
                self.height(),
            )
            painter.drawText(gap, Qt.AlignmentFlag.AlignCenter, "›")
        right = (self.pick if self.pick.isVisibleTo(self) else self.back).x() - px(14)
        for n, words in reversed(list(enumerate(self._told()))):
            font = letters(px(16), is_bold=not n)
            painter.setFont(font)
            painter.setPen(QColor(c.on_band))
            wide = ceil(advance(words, font)) + 2
            painter.drawText(QRect(right - wide, 0, wide, self.height()), middle, words)
            right -= wide

    def _told(self) -> list[str]:
        """What is told of the call, as room allows; points between."""
        parts = self._call if self._level < 2 else self._call[:1] if self._level < 4 else ()
        return [words if not n else f" · {words}" for n, words in enumerate(parts)]

    def _place(self) -> None:
        for level in range(LEVELS):
            self._level = level
            if self._fits(level):
                break
        self.update()

    def _fits(self, level: int) -> bool:
        """Lay out, saying less from level to level; whether the title is whole."""
        px = self._theme.px
        edge = px(20 if level < 3 else 8)
        height, target = self.height(), px(TARGET)
        y = (height - target) // 2
        is_least = level == LEVELS - 1
        self.back.show_words(
            "" if is_least else self._back_words[level >= 2], "Esc" if level < 4 or is_least else ""
        )
        self.pick.show_words("" if is_least else "换卡", key_of("emergency") if level < 3 or is_least else "")
        right = self.width() - edge
        self.pick.setVisible(self._open is not None and self._is_list_away)
        for button in (self.back, self.pick):
            if button is self.back or self.pick.isVisibleTo(self):
                wide = button.sizeHint().width()
                right -= wide
                button.setGeometry(right, y, wide, target)
                right -= px(8)
        told = sum(
            ceil(advance(words, letters(px(16), is_bold=not n))) + 2 for n, words in enumerate(self._told())
        )
        right -= told + px(14)
        x = edge
        self.more.setVisible(len(self._trail) > 1 and level < 4)
        if self.more.isVisibleTo(self):
            self.more.setGeometry(x, y, px(32), target)
            x += px(36)
        self.before.setVisible(bool(self._trail))
        if self._trail:
            last = self._trail[-1]
            self.before.show_card(last if level < 2 else None, key_of("back") if level < 1 else "")
            wide = self.before.sizeHint().width()
            self.before.setGeometry(x, y, wide, target)
            x += wide + px(22)
        card = self._open
        if card is None:
            hint = "按数字就开;↑ ↓ 先看,Enter 开始" if level < 2 else ""
            self.title.show_words(None, PICK, typeset(hint))
        else:
            side = " · ".join(part for part in (card.done, card.severity) if part)
            self.title.show_words(
                card.digit if level < 4 else None, typeset(card.title), side if level < 3 else ""
            )
        room = max(right - x, 0)
        self.title.setGeometry(x, 0, room, height)
        return self.title.needed() <= room

    @Slot()
    def _on_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.card_wanted.emit(str(action.data()))


class BandTitle(QWidget):
    """Digit in a square, title, and what is said of it; letters grow smaller before the title is cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("emergencyTitle")
        self._theme = Theme()
        self._digit = ""
        self._words = PICK
        self._side = ""

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.update()

    def show_words(self, digit: int | None, words: str, side: str) -> None:
        """Show `words`, and `side` behind them."""
        self._digit, self._words, self._side = str(digit) if digit is not None else "", words, side
        self.setAccessibleName(" ".join(part for part in (self._digit, words, side) if part))
        self.setToolTip(words)
        self.update()

    def needed(self) -> int:
        """Pixels in which all of it stands in its largest letters."""
        px = self._theme.px
        side = advance(self._side, letters(px(16))) + px(14) if self._side else 0
        return self._before() + ceil(advance(self._words, letters(px(TITLE), is_bold=True)) + side) + 2

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, c = self._theme.px, self._theme.colours
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._digit:
            badge = QRectF(0, (self.height() - px(BADGE)) / 2, px(BADGE), px(BADGE))
            _paint_badge(painter, badge, self._digit, self._theme)
        x = self._before()
        font = self._fitting(self.width() - x)
        painter.setFont(font)
        painter.setPen(QColor(c.on_band))
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - x)
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), middle, words)
        left = x + metrics.horizontalAdvance(words) + px(14)
        if self._side and self.width() - left > 0:
            painter.setFont(letters(px(16)))
            painter.setPen(QColor(c.band_second))
            painter.drawText(QRectF(left, px(2), self.width() - left, self.height()), middle, self._side)

    def _before(self) -> int:
        return self._theme.px(BADGE + 12) if self._digit else 0

    def _fitting(self, room: int) -> QFont:
        px = self._theme.px
        for size in range(TITLE, LEAST_TITLE, -1):
            font = letters(px(size), is_bold=True)
            if advance(self._words, font) <= room:
                return font
        return letters(px(LEAST_TITLE), is_bold=True)


class BandButton(QAbstractButton):
    """An outlined button of the band: arrow, digit, words, key."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._theme = Theme()
        self._digit = ""
        self._key = ""
        self._is_back = False

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.update()

    def show_words(self, words: str, key: str) -> None:
        """Show `words` and the key that does the same."""
        self._key = key
        self.setText(words)
        self.setAccessibleName(words or key)
        self.setToolTip(f"{words}({key})" if key else words)
        self.update()

    def show_card(self, card: TrailCard | None, key: str) -> None:
        """Lead back to `card`; None = say no more than the arrow."""
        self._is_back = True
        self._key = key
        self._digit = str(card.digit) if card is not None and card.digit is not None else ""
        self.setText(
            typeset(f"{card.title.partition('、')[0]} {card.done}".strip()) if card is not None else ""
        )
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        wide = sum(width + gap for width, gap, _ in self._parts())
        return QSize(max(ceil(wide) + px(24), px(TARGET)), px(TARGET))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._theme.colours
        rim = QColor(c.on_band)
        rim.setAlphaF(1.0 if self.underMouse() else 0.6)
        painter.setPen(QPen(rim, 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        parts = self._parts()
        x = (self.width() - sum(width + gap for width, gap, _ in parts)) / 2
        for width, gap, paint in parts:
            paint(painter, QRectF(x, 0, width + 2, self.height()))
            x += width + gap

    def _parts(self) -> list[tuple[float, int, Callable[[QPainter, QRectF], None]]]:
        """(width, white behind it, how it is painted), from the left."""
        px = self._theme.px
        parts: list[tuple[float, int, Callable[[QPainter, QRectF], None]]] = []
        if self._is_back:
            parts.append((advance("←", letters(px(18))), px(8), self._paint_arrow))
        if self._digit:
            parts.append((px(24), px(8), self._paint_digit))
        if self.text():
            parts.append((advance(self.text(), letters(px(15))), px(8), self._paint_text))
        if self._key:
            parts.append((advance(self._key, letters(px(13))), px(8), self._paint_key))
        return [
            (width, gap if n < len(parts) - 1 else 0, paint) for n, (width, gap, paint) in enumerate(parts)
        ]

    def _paint_arrow(self, painter: QPainter, area: QRectF) -> None:
        self._paint_words(painter, area, "←", 18, self._theme.colours.on_band)

    def _paint_digit(self, painter: QPainter, area: QRectF) -> None:
        side = self._theme.px(24)
        _paint_badge(
            painter, QRectF(area.left(), (area.height() - side) / 2, side, side), self._digit, self._theme
        )

    def _paint_text(self, painter: QPainter, area: QRectF) -> None:
        self._paint_words(painter, area, self.text(), 15, self._theme.colours.on_band)

    def _paint_key(self, painter: QPainter, area: QRectF) -> None:
        self._paint_words(painter, area, self._key, 13, self._theme.colours.band_second)

    def _paint_words(self, painter: QPainter, area: QRectF, words: str, size: int, colour: str) -> None:
        painter.setFont(letters(self._theme.px(size)))
        painter.setPen(QColor(colour))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _paint_badge(painter: QPainter, area: QRectF, digit: str, theme: Theme) -> None:
    """A digit in a square of the band's own white."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colours.on_band))
    painter.drawRoundedRect(area, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(letters(round(area.height() * 0.66), is_bold=True))
    painter.setPen(QColor(theme.colours.danger_band))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, digit)
