"""The sections of 本单位资料 with what each still lacks, under how much is lacking in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.marks import paint_box
from handbook.upkeep.company_rows import REGION_KEY, Debt, Row, RowState, Section

_HEIGHT = 46
_SIDE, _GAP, _MARK = 24, 10, 18
_STATE = Qt.ItemDataRole.UserRole


class Mark(Enum):
    """The mark before a section."""

    OPEN = 0
    FINE = 1
    LOCKED = 2


@dataclass(frozen=True, slots=True)
class SectionState:
    """How a section stands."""

    mark: Mark
    badge: str
    """差 1, 默认值，待确认; mostly empty."""
    is_open: bool
    """Whether the badge is something to do."""


def state_of(section: Section, rows: Sequence[Row]) -> SectionState:
    """The worst of its rows decides."""
    if section is Section.LAW:
        return SectionState(Mark.LOCKED, f"只看，{len(rows)} 项", False)
    states = [row.state for row in rows]
    lacking, wrong = states.count(RowState.EMPTY), states.count(RowState.TO_MEND)
    unsourced = sum(bool(row.lacks) and row.state is not RowState.TO_MEND for row in rows)
    if lacking:
        return SectionState(Mark.OPEN, f"差 {lacking}", True)
    if wrong:
        return SectionState(Mark.OPEN, f"要改 {wrong}", True)
    if unsourced:
        return SectionState(Mark.OPEN, f"缺来源 {unsourced}", True)
    if RowState.DEFAULT in states:
        return SectionState(Mark.OPEN, "默认值，待确认", False)
    return SectionState(Mark.FINE, "", False)


class SectionList(QListWidget):
    """One row for each section."""

    section_chosen = Signal(object)
    """`Section`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("companySections")
        self.setAccessibleName("资料分项")
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = _SectionPainter(self)
        self.setItemDelegate(self._painter)
        for section in Section:
            self.addItem(QListWidgetItem(section))
        self.setCurrentRow(0)
        self.currentRowChanged.connect(self._on_row)

    @property
    def current(self) -> Section:
        """The section that is open."""
        return list(Section)[max(self.currentRow(), 0)]

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._painter.theme = theme
        self.setMinimumHeight(theme.px(_HEIGHT * 2))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_states(self, states: dict[Section, SectionState]) -> None:
        """What each lacks."""
        for number, section in enumerate(Section):
            state = states[section]
            item = self.item(number)
            item.setData(_STATE, state)
            told = state.badge or "都好了"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{section}，{told}")

    def bring(self, section: Section) -> None:
        """Open a section."""
        self.setCurrentRow(list(Section).index(section))

    @Slot(int)
    def _on_row(self, number: int) -> None:
        if number >= 0:
            self.section_chosen.emit(list(Section)[number])


class _SectionPainter(QStyledItemDelegate):
    """Mark, name, badge; the badge goes beneath the name where both have no room in a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = Theme()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self.theme.px(_HEIGHT))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours, px = self.theme.colours, self.theme.px
        state = index.data(_STATE)
        if not isinstance(state, SectionState):
            return
        box = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.fillRect(box, QColor(colours.accent_soft))
            painter.fillRect(QRectF(box.left(), box.top(), px(4), box.height()), QColor(colours.accent))
        mark = QRectF(box.left() + px(_SIDE), box.center().y() - px(_MARK) / 2, px(_MARK), px(_MARK))
        if state.mark is Mark.LOCKED:
            _paint_lock(painter, mark, colours.ink_second)
        else:
            paint_box(painter, mark, colours, is_fine=state.mark is Mark.FINE)
        left = mark.right() + px(_GAP)
        room = QRectF(left, box.top(), box.right() - px(16) - left, box.height())
        painter.setFont(self._letters(is_bold=is_chosen))
        painter.setPen(QColor(colours.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        self._paint_badge(painter, room, state)
        painter.restore()

    def _paint_badge(self, painter: QPainter, room: QRectF, state: SectionState) -> None:
        if not state.badge:
            return
        colours, px = self.theme.colours, self.theme.px
        font = sized(screen_font(), px(13), bold=state.is_open)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(state.badge) + (px(12) if state.is_open else 0)
        badge = QRectF(
            room.right() - width, room.center().y() - metrics.height() / 2 - 1, width, metrics.height() + 2
        )
        if state.is_open:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.caution_soft))
            painter.drawRoundedRect(badge, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(colours.caution if state.is_open else colours.ink_second))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, state.badge)

    def _letters(self, *, is_bold: bool) -> QFont:
        return sized(screen_font(), self.theme.px(15.5), bold=is_bold)


class DebtBox(QWidget):
    """The debt in one line, never a percentage; the bar beneath is only its picture."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("companyDebt")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.owed = QLabel()
        self.owed.setObjectName("companyOwed")
        self.owed.setWordWrap(True)
        self._to_mend = QLabel()
        self._to_mend.setObjectName("companyToMend")
        self._to_mend.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setObjectName("companyProgress")
        self._bar.setTextVisible(False)
        self._box = QVBoxLayout(self)
        for widget in (self.owed, self._to_mend, self._bar):
            self._box.addWidget(widget)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        px = theme.px
        self._box.setContentsMargins(px(20), px(14), px(20), px(14))
        self._box.setSpacing(px(5))

    def show_debt(self, debt: Debt, defaults: int) -> None:
        """How much is lacking; `defaults`: how many values nobody has confirmed."""
        self.owed.setText(debt.words)
        told = []
        if debt.to_mend:
            told.append(f"另有 {debt.to_mend} 项要改")
        if defaults:
            told.append(f"{defaults} 项默认值待确认")
        self._to_mend.setText("，".join(told) or "没有要改的")
        self._bar.setRange(0, max(debt.rows, 1))
        self._bar.setValue(debt.rows - debt.lacking)
        self._bar.setAccessibleName(full_width(f"填了 {debt.rows - debt.lacking} 项,共 {debt.rows} 项"))


def defaults_in(rows: Sequence[Row]) -> int:
    """How many values are still those that ship."""
    return sum(row.state is RowState.DEFAULT and row.key != REGION_KEY for row in rows)


def _paint_lock(painter: QPainter, box: QRectF, colour: str) -> None:
    """A padlock as large as `box`."""
    unit = box.width() / 16
    painter.save()
    painter.setPen(QPen(QColor(colour), 1.6 * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    body = QRectF(box.left() + 3 * unit, box.top() + 7 * unit, 10 * unit, 7.5 * unit)
    painter.drawRoundedRect(body, 1.5 * unit, 1.5 * unit)
    hoop = QRectF(box.left() + 5 * unit, box.top() + 2 * unit, 6 * unit, 8 * unit)
    painter.drawArc(hoop, 0, 180 * 16)
    for left in (hoop.left(), hoop.right()):
        painter.drawLine(QPointF(left, hoop.center().y()), QPointF(left, body.top()))
    painter.restore()
