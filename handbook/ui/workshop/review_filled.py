"""Places of a review that the program filled in: one line, folded, that asks for no tick; opened it lists them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.article_html import escape
from handbook.ui.workshop.marks import paint_fold
from handbook.ui.workshop.review_html import plain_words, runs_html
from handbook.upkeep.filled_in import folded_words
from handbook.upkeep.place_change import PlaceChange

_LETTERS = 14.5
_MARK = 10


class FoldLine(QPushButton):
    """A line of words behind a triangle; Space and Enter open and fold it, ↑ leads back to what is ticked."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self.setObjectName("reviewFold")
        self.setCheckable(True)
        self.setAutoDefault(True)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(policy.Policy.Preferred)
        self.setSizePolicy(policy)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.moved.emit(-1)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(sized(screen_font(), self._theme.px(_LETTERS)))
        room = max(width - self._left() - self._theme.px(8), 40)
        words = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, self.text())
        return max(words.height() + self._theme.px(12), self._theme.px(34))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self.heightForWidth(max(self.width(), self._theme.px(300))))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(34))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px, colours = self._theme.px, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = sized(screen_font(), px(_LETTERS))
        line = QFontMetrics(font).height()
        mark = QRectF(px(10), px(6) + (line - px(_MARK)) / 2, px(_MARK), px(_MARK))
        paint_fold(painter, mark, colours.ink_second, is_down=self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(colours.ink))
        room = QRectF(self._left(), px(6), self.width() - self._left() - px(8), self.height() - px(6))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _left(self) -> int:
        return self._theme.px(10 + _MARK + 8)


class FilledGroup(QWidget):
    """Hidden where there is nothing of the kind."""

    moved = Signal(int)
    """↑ (-1): back to the places that are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reviewFilled")
        self._theme = Theme()
        self._changes: Sequence[PlaceChange] = ()
        self.line = FoldLine()
        self.words = QLabel()
        self.words.setObjectName("reviewFilledWords")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.line)
        self._box.addWidget(self.words)
        self.line.toggled.connect(self._on_toggled)
        self.line.moved.connect(self.moved)
        self.hide()

    def show_changes(self, changes: Sequence[PlaceChange]) -> None:
        """What the program filled in; folded again where it is something else than before."""
        if [change.key for change in changes] != [change.key for change in self._changes]:
            self.line.setChecked(False)
        self._changes = changes
        named = folded_words((change.change.path, change.place) for change in changes)
        words = full_width(f"顺带填好的 {len(changes)} 处，不用一处处勾：{named}")
        self.line.setText(words)
        self.setVisible(bool(changes))
        self._show()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.line.apply_theme(theme)
        self.words.setContentsMargins(theme.px(28), 0, theme.px(8), theme.px(4))
        self._show()

    def _show(self) -> None:
        is_open = self.line.isChecked()
        rows = [(full_width(change.place), change.after or change.before) for change in self._changes]
        px, colours = self._theme.px, self._theme.colours
        cells = "".join(
            f'<tr><td valign="top" style="color:{colours.ink_second}">{escape(place)}</td>'
            f'<td valign="top">{runs_html(runs, self._theme)}</td></tr>'
            for place, runs in rows
        )
        self.words.setText(
            f'<table cellspacing="0" cellpadding="{px(3)}" style="font-size:{px(_LETTERS)}px">{cells}</table>'
        )
        said = "；".join(f"{place}：{plain_words(runs)}" for place, runs in rows)
        self.words.setAccessibleName(said)
        state = f"展开着。{said}" if is_open else "折着，按空格展开"
        self.line.setAccessibleName(full_width(f"{self.line.text()}，{state}"))

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        self.words.setVisible(is_open)
        self._show()
