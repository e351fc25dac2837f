"""One field of the ticket: its words, and a line to write them over; what was written comes up as a signal."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.model.ticket_form import TicketField
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import ENTER, LineField

LABEL_WIDTH, HEIGHT, FIELD_HEIGHT = 84, 38, 34
"""Pixels at 100 %."""
BY_HAND = "手工改过"
FROM_NOTE = "备注"
NOTHING = "—"
TAKE_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """What a row shows; the words as they are stored."""

    name: TicketField
    words: str
    editable: str = ""
    """What the row becomes a field with: of a fact what was given, without what the ticket says about it."""
    is_missing: bool = False
    """A fact that nobody gave."""
    is_by_hand: bool = False
    would_be: str = ""
    """What the program would write by now, where that is not what it wrote when the hand wrote this over."""
    mark: str = ""
    """A word beside the words: that they came from a note."""


class TicketRow(QWidget):
    """Enter or a click makes it a field; in the field Enter keeps, Esc gives up."""

    written = Signal(object, str)
    """TicketField, and what is to stand there; empty = what the program writes."""
    moved = Signal(int)
    """-1 up, 1 down."""
    left_by_key = Signal()
    edited = Signal()
    """The row has become a field."""

    def __init__(self, name: TicketField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ticketRow")
        self.setAccessibleName(str(name))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._row = RowWords(name=name, words="")
        self._label = QLabel(typeset(str(name)))
        self._label.setObjectName("ticketLabel")
        self._words = self._text("ticketWords")
        self._would_be = self._text("ticketWouldBe")
        self._mark = QLabel()
        self._mark.setObjectName("ticketMark")
        self._back = QPushButton("还原")
        self._back.setObjectName("ticketBack")
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.setAccessibleName(f"{name}:还原成程序写的")
        self._back.setToolTip("还原成程序写的(退格)")
        self._back.clicked.connect(self._on_back)
        self.field = LineField(is_inner=True)
        self.field.setObjectName("ticketField")
        self.field.setAccessibleName(str(name))
        self.field.hide()
        self.field.entered.connect(self._on_entered)
        self.field.escaped.connect(self.give_up)
        self.field.moved.connect(self._on_moved)
        self.field.editingFinished.connect(self.keep)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._words)
        middle.addWidget(self.field)
        middle.addWidget(self._would_be)
        line = self._line = QHBoxLayout(self)
        line.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(middle, 1)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def row(self) -> RowWords:
        """What it shows."""
        return self._row

    @property
    def is_edited(self) -> bool:
        """Whether it is a field now."""
        return not self.field.isHidden()

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._label.setFixedWidth(theme.px(LABEL_WIDTH))
        self._label.setContentsMargins(0, theme.px(2), 0, 0)
        self._mark.setContentsMargins(0, theme.px(3), 0, 0)
        self.setMinimumHeight(theme.px(HEIGHT))
        self.field.setMinimumHeight(theme.px(FIELD_HEIGHT - 10))
        self._line.setContentsMargins(theme.px(14), theme.px(7), theme.px(12), theme.px(7))
        self._line.setSpacing(theme.px(8))

    def show_row(self, row: RowWords) -> None:
        """Show other words; what is being typed stays."""
        self._row = row
        self._words.setText(typeset(row.words) or NOTHING)
        self._words.setProperty("missing", "yes" if row.is_missing else "")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._would_be.setText(typeset(f"现在会写:{row.would_be}") if row.would_be else "")
        self._would_be.setVisible(bool(row.would_be))
        mark = BY_HAND if row.is_by_hand else row.mark
        self._mark.setText(mark)
        self._mark.setVisible(bool(mark))
        self._back.setVisible(row.is_by_hand)
        told = [f"{row.name}:{row.words or '空'}", mark, self._would_be.text()]
        self.setAccessibleName(typeset(";".join(filter(None, told))))

    @Slot()
    def edit(self) -> None:
        """Become a field with the words in it."""
        if self.is_edited:
            return
        self.field.setText(self._row.editable)
        self._words.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()
        self.edited.emit()

    @Slot()
    def keep(self) -> None:
        """Be a row again; what was typed over is wanted."""
        if not self.is_edited:
            return
        before = self._row.editable
        text = self.field.text().strip()
        self._close()
        if text != before:
            self.written.emit(self._row.name, text)

    @Slot()
    def give_up(self) -> None:
        """Be a row again, with the words as they were."""
        self._close()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER:
            self.edit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.left_by_key.emit()
        elif key in TAKE_BACK and self._row.is_by_hand:
            self._on_back()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.edit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def _text(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _close(self) -> None:
        self.field.hide()
        self._words.show()

    @Slot()
    def _on_back(self) -> None:
        self.written.emit(self._row.name, "")

    @Slot()
    def _on_entered(self) -> None:
        self.keep()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        self.keep()
        self.moved.emit(step)
