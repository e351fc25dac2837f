"""The cards beside the open one: digit, title, and how far each card under way has come; the selection moves nothing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from handbook.keys import key_of
from handbook.model.emergency import EmergencyCard
from handbook.model.kinds import Severity
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import letters

ROW, BAR = 44, 3
ID_ROLE = Qt.ItemDataRole.UserRole + 1
PROGRESS_ROLE = Qt.ItemDataRole.UserRole + 2
TITLE_ROLE = Qt.ItemDataRole.UserRole + 3
DIGIT_ROLE = Qt.ItemDataRole.UserRole + 4
DANGER_ROLE = Qt.ItemDataRole.UserRole + 5
CHANGE, CHOOSE = f"换卡先按 {key_of('emergency')}", "按数字就开"
RED = "红字是危险"
AnyIndex = QModelIndex | QPersistentModelIndex


class CardList(QWidget):
    """A head that says what the digits do, and the cards."""

    chosen = Signal(str)
    """Id of the card that was clicked."""
    shown = Signal(str)
    """Id of the card that is selected now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("emergencyCards")
        self.setAccessibleName("应急卡")
        self._theme = Theme()
        self._delegate = CardDelegate(self)
        self.rows = QListWidget()
        self.rows.setObjectName("emergencyList")
        self.rows.setAccessibleName("应急卡列表")
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setUniformItemSizes(True)
        self.rows.setItemDelegate(self._delegate)
        self.rows.setMouseTracking(True)
        self.rows.itemClicked.connect(self._on_clicked)
        self.rows.currentItemChanged.connect(self._on_current)
        self.head = QLabel(CHOOSE)
        self._red = QLabel(RED)
        line = QHBoxLayout()
        line.addWidget(self.head)
        line.addStretch(1)
        line.addWidget(self._red)
        self._line = line
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self.rows, 1)

    @property
    def current_id(self) -> str:
        """Id of the selected card; empty where there is none."""
        item = self.rows.currentItem()
        return str(item.data(ID_ROLE)) if item is not None else ""

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._delegate.theme = theme
        px, c = theme.px, theme.colours
        self._line.setContentsMargins(px(20), px(12), px(18), px(6))
        self.head.setStyleSheet(f"font-size: {px(13)}px; font-weight: 600; color: {c.ink_second};")
        self._red.setStyleSheet(f"font-size: {px(13)}px; color: {c.ink_second};")
        self.rows.doItemsLayout()
        self.rows.viewport().update()

    def show_cards(self, cards: Sequence[EmergencyCard]) -> None:
        """Offer `cards`."""
        row = self.rows.currentRow()
        self.rows.clear()
        for card in cards:
            title = typeset(card.title)
            digit = str(card.digit) if card.digit is not None else "·"
            item = QListWidgetItem(f"{digit}  {title}")
            item.setData(ID_ROLE, card.id)
            item.setData(TITLE_ROLE, title)
            item.setData(DIGIT_ROLE, digit)
            item.setData(DANGER_ROLE, card.severity in (None, Severity.DANGER))
            item.setToolTip(card.summary)
            self.rows.addItem(item)
        self.rows.setCurrentRow(row)

    def show_progress(self, progress: Mapping[str, tuple[int, int]]) -> None:
        """Id of a card under way → steps done, and steps there are."""
        for row in range(self.rows.count()):
            item = self.rows.item(row)
            done = progress.get(str(item.data(ID_ROLE)))
            words = f"{done[0]}/{done[1]}" if done else ""
            if item.data(PROGRESS_ROLE) != words:
                item.setData(PROGRESS_ROLE, words)
                spoken = f",做了 {words}" if words else ""
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}{spoken}")

    def show_choosing(self, *, is_choosing: bool) -> None:
        """What the digits do now."""
        self.head.setText(CHOOSE if is_choosing else CHANGE)

    def select(self, card_id: str) -> None:
        """Select a card; the first one where there is none of that id."""
        ids = [str(self.rows.item(row).data(ID_ROLE)) for row in range(self.rows.count())]
        self.rows.setCurrentRow(ids.index(card_id) if card_id in ids else 0)

    def step(self, step: int) -> None:
        """Select the card that many rows on."""
        self.rows.setCurrentRow(min(max(self.rows.currentRow() + step, 0), self.rows.count() - 1))

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(ID_ROLE)))

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.shown.emit(str(item.data(ID_ROLE)))


class CardDelegate(QStyledItemDelegate):
    """Every row is as high as every other, and nothing in it moves when it is selected."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = Theme()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self.theme.px(100), self.theme.px(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        c, px, area = self.theme.colours, self.theme.px, QRectF(option.rect)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_on:
            painter.fillRect(area, QColor(c.accent_soft))
            painter.fillRect(QRectF(area.left(), area.top(), px(BAR), area.height()), QColor(c.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(c.ground))
        middle = Qt.AlignmentFlag.AlignVCenter
        digit = QRectF(area.left() + px(16), area.top(), px(24), area.height())
        painter.setFont(letters(px(17), is_bold=True))
        painter.setPen(QColor(c.danger if index.data(DANGER_ROLE) else c.ink_second))
        painter.drawText(digit, middle | Qt.AlignmentFlag.AlignHCenter, str(index.data(DIGIT_ROLE)))
        right, progress = area.right() - px(14), str(index.data(PROGRESS_ROLE) or "")
        if progress:
            font = letters(px(14), is_bold=True)
            painter.setFont(font)
            painter.setPen(QColor(c.done))
            told = QRectF(area.left(), area.top(), right - area.left(), area.height())
            painter.drawText(told, middle | Qt.AlignmentFlag.AlignRight, progress)
            right -= QFontMetricsF(font).horizontalAdvance(progress) + px(8)
        font = letters(px(16), is_bold=is_on)
        painter.setFont(font)
        painter.setPen(QColor(c.ink))
        left = digit.right() + px(8)
        words = QFontMetricsF(font).elidedText(
            str(index.data(TITLE_ROLE)), Qt.TextElideMode.ElideRight, right - left
        )
        painter.drawText(QRectF(left, area.top(), right - left, area.height()), middle, words)
        painter.restore()
