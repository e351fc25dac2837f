"""The ticket as data: what is missing, a row a field, and the text as it will be copied; wishes come up as signals."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from handbook.call.words.ticket_text import TicketText
from handbook.model.ticket_form import TicketField
from handbook.model.typesetting import typeset
from handbook.ui.call.ticket_row import RowWords, TicketRow
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton

WIDTH = 640
"""Widest at 100 %: as wide as a page."""
HEAD = "复制出去是这样"
EMPTY = "这通还没有记下什么,没有工单。"
QUIET = frozenset({TicketField.LISTS, TicketField.VERSION})
"""Fields without a row: the text below has them, and nobody rights them."""
ALWAYS = frozenset(
    {
        TicketField.LEVEL,
        TicketField.ADDRESS,
        TicketField.PHONE,
        TicketField.ACT,
        TicketField.DUE,
        TicketField.KNOWN,
        TicketField.HAZARD,
        TicketField.DEMAND,
        TicketField.TOLD,
        TicketField.OPEN,
    }
)
"""Rows that keep their place; the others stand where they have words."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that the ticket lacks."""

    name: str
    why: str
    """What it does to whoever goes there; may be empty."""
    act: str
    """Words of the button that leads to it."""
    key: str
    field: TicketField | None = None
    """The row that fills it; None = a step of the list."""


class TicketPane(QWidget):
    """Follows the call: nothing of it is kept here."""

    row_written = Signal(object, str)
    """TicketField and text."""
    list_wanted = Signal()
    """What lacks is asked in the list."""
    copy_requested = Signal(str)
    save_requested = Signal()
    left_by_key = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ticketPane")
        self.setAccessibleName("工单")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._lines: list[_LackLine] = []
        self._text = ""
        self.rows = {name: TicketRow(name) for name in TicketField if name not in QUIET}
        self._build()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setStyleSheet(_sheet(theme))
        self._around.setContentsMargins(theme.px(28), theme.px(10), theme.px(28), theme.px(16))
        self._column.setSpacing(theme.px(8))
        self._body.setMaximumWidth(theme.px(WIDTH))
        self._copy_text.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        for row in self.rows.values():
            row.apply_theme(theme)
        for line in self._lines:
            line.apply_theme(theme)

    def show_lacks(self, lacks: Sequence[Lack]) -> None:
        """Name what lacks, the worst first; a line whose lack is filled stays as an empty place until `forget`."""
        known = {line.lack.name: line for line in self._lines}
        for lack in lacks:
            if lack.name not in known:
                line = _LackLine(lack)
                line.act_requested.connect(self._on_act)
                line.apply_theme(self._theme)
                self._lines.append(line)
                self._lack_column.addWidget(line)
        open_now = {lack.name for lack in lacks}
        for line in self._lines:
            line.show_open(is_open=line.lack.name in open_now)
        self._lack_box.setVisible(bool(self._lines))

    def show_rows(self, rows: Sequence[RowWords]) -> None:
        """Show the fields of the ticket; a row that is being written stays as it is."""
        given = {row.name: row for row in rows}
        for name, row in self.rows.items():
            words = given.get(name, RowWords(name=name, words=""))
            row.show_row(words)
            row.setVisible(name in ALWAYS or bool(words.words) or row.is_edited)

    def show_text(self, text: TicketText) -> None:
        """Show the text as it will be copied, and what does not fit."""
        self._text = text.text
        self._copy_text.setText(typeset(text.text or EMPTY))
        count = f"{len(text.text)}/{text.limit} 字"
        words = f"{count},放不下:{'、'.join(text.left_out)}" if text.left_out else f"{count},都放得下"
        self._count.setText(typeset(words) if text.text else "")
        self._count.setProperty("caution", "yes" if text.left_out else "")
        self._count.style().unpolish(self._count)
        self._count.style().polish(self._count)
        for button in (self._copy, self._save):
            button.setEnabled(bool(text.text))

    def forget(self) -> None:
        """The ticket is left: the next time only what lacks then has a line."""
        for line in self._lines:
            self._lack_column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines.clear()
        self._lack_box.hide()

    @Slot()
    def keep(self) -> None:
        """What stands in a field belongs to the ticket."""
        for row in self.rows.values():
            row.keep()

    def take_focus(self) -> None:
        """Put the keyboard on the first row."""
        first = next(iter(self._shown()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self, words: str) -> None:
        """Say at the text that it was done."""
        self._answer.setText(words)

    def _build(self) -> None:
        self._lack_box = QWidget()
        self._lack_column = QVBoxLayout(self._lack_box)
        self._lack_column.setContentsMargins(0, 0, 0, 0)
        self._lack_box.hide()
        table = QFrame()
        table.setObjectName("ticketTable")
        lines = QVBoxLayout(table)
        lines.setContentsMargins(1, 1, 1, 1)
        lines.setSpacing(0)
        for row in self.rows.values():
            lines.addWidget(row)
            row.written.connect(self.row_written)
            row.moved.connect(self._on_moved)
            row.left_by_key.connect(self.left_by_key)
        body = self._body = QWidget()
        body.setObjectName("ticketBody")
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lack_box)
        column.addWidget(table)
        column.addLayout(self._head())
        self._copy_text = QLabel()
        self._copy_text.setObjectName("ticketCopied")
        self._copy_text.setAccessibleName(HEAD)
        self._copy_text.setWordWrap(True)
        self._copy_text.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self._copy_text)
        column.addLayout(self._foot())
        column.addStretch(1)
        inner = QWidget()
        inner.setObjectName("ticketBody")
        self._around = QHBoxLayout(inner)
        self._around.addWidget(body, 1)
        self._around.addStretch(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _head(self) -> QHBoxLayout:
        title = QLabel(HEAD)
        title.setObjectName("sectionTitle")
        self._count = QLabel()
        self._count.setObjectName("ticketCount")
        self._count.setWordWrap(True)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout()
        line.addWidget(title)
        line.addWidget(self._count, 1)
        return line

    def _foot(self) -> QHBoxLayout:
        self._answer = QLabel()
        self._answer.setObjectName("ticketCount")
        self._answer.setWordWrap(True)
        self._save = QPushButton("另存…")
        self._save.setObjectName("ticketPaneSave")
        self._save.clicked.connect(self.save_requested)
        self._copy = QPushButton("复制")
        self._copy.setObjectName("ticketPaneCopy")
        self._copy.clicked.connect(self._on_copy)
        line = QHBoxLayout()
        line.addWidget(self._answer, 1)
        line.addWidget(self._save)
        line.addWidget(self._copy)
        return line

    def _shown(self) -> list[TicketRow]:
        return [row for row in self.rows.values() if not row.isHidden()]

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        shown, row = self._shown(), self.sender()
        if isinstance(row, TicketRow) and row in shown:
            next_row = shown[min(max(shown.index(row) + step, 0), len(shown) - 1)]
            next_row.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(next_row)

    @Slot()
    def _on_act(self) -> None:
        line = self.sender()
        field = line.lack.field if isinstance(line, _LackLine) else None
        if field is None:
            self.list_wanted.emit()
        else:
            self.rows[field].edit()

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self._text)


class _LackLine(QFrame):
    """还缺:电话, why that matters, and the way to fill it."""

    act_requested = Signal()

    def __init__(self, lack: Lack) -> None:
        super().__init__()
        self.setObjectName("ticketLack")
        self.lack = lack
        self._name = QLabel(typeset(f"还缺:{lack.name}"))
        self._name.setObjectName("ticketLackName")
        self._name.setWordWrap(not lack.why)
        self._why = QLabel(typeset(lack.why))
        self._why.setWordWrap(True)
        self._act = KeyButton(lack.act, lack.key)
        self._act.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._act.clicked.connect(self.act_requested)
        self.setAccessibleName(typeset(f"还缺:{lack.name}。{lack.why}"))
        line = self._line = QHBoxLayout(self)
        line.addWidget(self._name, 0 if lack.why else 1)
        if lack.why:
            line.addWidget(self._why, 1)
        line.addWidget(self._act)
        for part in (self._name, self._why, self._act):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(
                True
            )  # the place stays: what is below must not jump while one fills
            part.setSizePolicy(policy)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._line.setContentsMargins(theme.px(14), theme.px(6), theme.px(8), theme.px(6))
        self._line.setSpacing(theme.px(10))

    def show_open(self, *, is_open: bool) -> None:
        """Show the words, or their empty place."""
        for part in (self._name, self._why, self._act):
            part.setVisible(is_open and (part is not self._why or bool(self.lack.why)))
        self.setProperty("open", "yes" if is_open else "")
        self.style().unpolish(self)
        self.style().polish(self)


def _sheet(theme: Theme) -> str:
    c, px = theme.colours, theme.px
    return f"""
    #ticketPane, #ticketBody {{ background: {c.ground}; }}
    #ticketTable, #ticketCopied {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 6px; }}
    #ticketRow {{ border: 2px solid transparent; border-bottom: 1px solid {c.line}; }}
    #ticketRow:hover {{ background: {c.ground}; }}
    #ticketRow:focus {{ border: 2px solid {c.accent}; border-radius: 6px; }}
    #ticketLabel {{ color: {c.ink_second}; font-size: {px(14)}px; }}
    #ticketWords[missing="yes"] {{ color: {c.caution}; font-weight: 600; }}
    #ticketWouldBe {{ color: {c.ink_second}; font-size: {px(13)}px; }}
    #ticketMark {{ color: {c.accent}; font-size: {px(13)}px; }}
    #ticketBack {{ font-size: {px(13)}px; padding: 0 {px(6)}px; min-height: {px(18)}px; }}
    #ticketCount {{ color: {c.ink_second}; font-size: {px(13)}px; }}
    #ticketCount[caution="yes"] {{ color: {c.caution}; font-weight: 600; }}
    #ticketLack[open="yes"] {{ background: {c.caution_soft}; border-left: 3px solid {c.caution}; }}
    #ticketLackName {{ color: {c.caution}; font-weight: 600; }}
    """
