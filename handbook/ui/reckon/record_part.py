"""The record of temperatures in 试算: as it is pasted or typed, the rows that were read of it, and that they are right."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from handbook.model.typesetting import typeset
from handbook.reckon.ground import SeasonDays
from handbook.reckon.rows import Record
from handbook.ui.reckon.answers import LABEL
from handbook.ui.reckon.label import label
from handbook.ui.reckon.result_html import rows_html, rows_words
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing_text import ComposingText
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.why_button import WhyButton

RECORD_LINES = 4
RECORD = "室温记录"
RECORD_HINT = "一行一次，照用户说的、单子上写的贴进来：1月5日 20:00 客厅 18.5 度"


class RecordPart(QWidget):
    """`typed` with every key; what was read of it comes back by `show_rows`."""

    typed = Signal(str)
    """The record as it stands there now."""
    entered = Signal()
    """Enter: the record is done."""
    confirmed = Signal()
    """The rows are right, or the button that says so was pressed while they are not."""
    readings_wanted = Signal()
    """The readings of this call's lists are to go into the record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._label = label("reckonLabel", RECORD)
        self._label.setWordWrap(False)
        self._take = KeyButton("取本次通话的室温")
        self._take.setObjectName("reckonTake")
        self._take.clicked.connect(self.readings_wanted)
        self._head = FlowBox()
        self._head.add(self._label)
        self._head.add(self._take)
        self._text = ComposingText()
        self._text.setObjectName("reckonRecord")
        self._text.setAccessibleName(RECORD)
        self._text.setPlaceholderText(RECORD_HINT)
        self._text.textChanged.connect(self._on_text)
        self._text.entered.connect(self.entered)
        self._rows = label("reckonRows")
        self._rows.setTextFormat(Qt.TextFormat.RichText)
        self.seen = WhyButton("都对")
        self.seen.setObjectName("reckonSeen")
        self.seen.clicked.connect(self.confirmed)
        self._note = label("reckonNote")
        line = QHBoxLayout()
        line.addWidget(self.seen)
        line.addWidget(self._note, 1)
        for part in (self._head, self._text, self._rows):
            column.addWidget(part)
        column.addLayout(line)

    @property
    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        return [self._take, self._text, self.seen]

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        self._label.setMinimumSize(theme.px(LABEL), theme.px(32))
        self._head.apply_theme(theme)
        self._text.setFixedHeight(theme.px(24) * RECORD_LINES)

    def put_in(self, record: str) -> None:
        """The record of another form."""
        if self._text.toPlainText() != record:
            self._text.setPlainText(record)

    def add(self, readings: str) -> None:
        """Put readings at the end of the record, on lines of their own."""
        before = self._text.toPlainText().rstrip()
        self._text.setPlainText("\n".join(filter(None, (before, readings))))

    def say(self, words: str) -> None:
        """Answer beside the button."""
        self._note.setText(typeset(words))

    def take_focus(self) -> None:
        """The keyboard goes to the record."""
        self._text.setFocus(Qt.FocusReason.TabFocusReason)

    def show_rows(self, record: Record, season: SeasonDays | None, *, is_seen: bool) -> None:
        """Show what was read, and whether it was said to be right."""
        self._rows.setText(rows_html(record, season, self._theme.colours, self._theme.px(13)))
        self._rows.setAccessibleName(rows_words(record))
        self._rows.setVisible(bool(record.rows or record.blocked))
        count, unread = len(record.rows), len(record.blocked)
        self.seen.setVisible(bool(count or unread))
        if unread:
            self.seen.say("都对", f"还差 {unread} 处没读准", "先改上面带▲的几处")
        elif is_seen:
            self.seen.say(f"{count} 个读数看过了", "", "")
        else:
            self.seen.say(f"{count} 个读数都对")

    @Slot()
    def _on_text(self) -> None:
        self.typed.emit(self._text.toPlainText())
