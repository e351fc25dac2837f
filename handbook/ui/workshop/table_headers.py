"""The heads of a sheet that is brought: above each column what it is, at the left the sheet's own numbers of the rows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QHeaderView, QWidget

from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.marks import paint_box
from handbook.ui.workshop.table_model import SheetModel, letter_of
from handbook.ui.workshop.value_field import ChoiceBox
from handbook.upkeep.bringing_columns import Field

_CHOICE_ROW, _HEAD_ROW = 52, 34
_CHOICE_HIGH = 36
_NUMBER_WIDTH = 52
_SIDE = 10


class ColumnHeader(QHeaderView):
    """A box above each column; its head, as the sheet has it, beneath."""

    field_chosen = Signal(int, object)
    """Column and `Field`."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._theme = Theme()
        self._boxes: list[ChoiceBox] = []
        self._is_offered = True
        self.setObjectName("tableColumns")
        self.setAccessibleName("这一列是什么")
        self.setSectionsClickable(False)
        self.sectionResized.connect(self._place)
        self.geometriesChanged.connect(self._place)

    @property
    def boxes(self) -> Sequence[ChoiceBox]:
        """From left to right."""
        return tuple(self._boxes)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        for box in self._boxes:
            box.apply_theme(theme)
        self.setMinimumSectionSize(theme.px(72))
        self.updateGeometry()
        self._place()
        self.viewport().update()

    def show_fields(self, fields: Sequence[Field], mapping: Mapping[int, Field]) -> None:
        """What each column may be and is; no boxes where there is nothing to choose."""
        self._is_offered = bool(fields)
        wanted = self.count() if fields else 0
        while len(self._boxes) > wanted:
            box = self._boxes.pop()
            box.hide()
            box.deleteLater()
        while len(self._boxes) < wanted:
            box = ChoiceBox()
            box.setParent(self.viewport())
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(2)
            box.apply_theme(self._theme)
            box.activated.connect(self._on_chosen)
            self._boxes.append(box)
        names = [str(Field.IGNORED), *map(str, fields)]
        for column, box in enumerate(self._boxes):
            box.blockSignals(True)
            if [box.itemText(n) for n in range(box.count())] != names:
                box.clear()
                box.addItems(names)
            field = mapping.get(column, Field.IGNORED)
            box.setCurrentText(str(field))
            box.blockSignals(False)
            box.setObjectName(f"tableField{column}")
            head = self._model.head(column)
            box.setAccessibleName(f"{letter_of(column)} 列{f'“{head}”' if head else ''}是什么")
            is_used = field is not Field.IGNORED
            if box.property("used") != is_used:
                box.setProperty("used", is_used)
                box.style().unpolish(box)
                box.style().polish(box)
            box.show()
        self.updateGeometry()
        self._place()

    def open(self, column: int) -> None:
        """Let somebody choose what a column is."""
        if 0 <= column < len(self._boxes):
            self._boxes[column].setFocus()
            self._boxes[column].showPopup()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(super().sizeHint().width(), px(_HEAD_ROW) + (px(_CHOICE_ROW) if self._is_offered else 0))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter.save()
        painter.fillRect(rect, QColor(colours.panel))
        head = QRect(rect.left(), rect.bottom() + 1 - px(_HEAD_ROW), rect.width(), px(_HEAD_ROW))
        painter.fillRect(head, QColor(colours.ground))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(head.topLeft(), head.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = sized(screen_font(), px(13))
        painter.setFont(font)
        painter.setPen(QColor(colours.ink_second))
        room = head.adjusted(px(_SIDE), 0, -px(4), 0)
        words = str(self._model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    @Slot()
    def _place(self) -> None:
        px = self._theme.px
        for column, box in enumerate(self._boxes):
            left = self.sectionViewportPosition(column)
            above = (px(_CHOICE_ROW) - px(_CHOICE_HIGH)) // 2
            box.setGeometry(left + px(6), above, self.sectionSize(column) - px(12), px(_CHOICE_HIGH))

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        box = self.sender()
        column = next((n for n, one in enumerate(self._boxes) if one is box), -1)
        if column >= 0:
            self.field_chosen.emit(column, Field(self._boxes[column].itemText(number)))


class NumberHeader(QHeaderView):
    """Rows that are to be mended carry a triangle."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self._theme = Theme()
        self.setObjectName("tableNumbers")
        self.setAccessibleName("行号")
        self.setSectionsClickable(False)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.updateGeometry()
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        rows = self._model.rowCount()
        digits = len(str(self._model.number_at(rows - 1)))
        return QSize(max(px(_NUMBER_WIDTH), px(9) * digits + px(30)), super().sizeHint().height())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours, px = self._theme.colours, self._theme.px
        is_bad = self._model.is_to_mend(logicalIndex)
        painter.save()
        painter.fillRect(rect, QColor(colours.ground))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = sized(screen_font(), px(13), bold=is_bad)
        words = str(self._model.number_at(logicalIndex))
        width = QFontMetrics(font).horizontalAdvance(words)
        mark = px(11)
        left = rect.left() + (rect.width() - width - (mark + px(4) if is_bad else 0)) / 2
        if is_bad:
            box = QRectF(left, rect.center().y() - mark / 2, mark, mark)
            paint_box(painter, box, colours, is_fine=False, is_warning=True)
            left += mark + px(4)
        painter.setFont(font)
        painter.setPen(QColor(colours.caution if is_bad else colours.ink_second))
        painter.drawText(
            QRectF(left, rect.top(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, words
        )
        painter.restore()
