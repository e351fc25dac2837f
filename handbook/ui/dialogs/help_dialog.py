"""The manual with a list of its heads and a field that finds in it; all of it by keyboard alone."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.dialogs.text_dialog import TextDialog
from handbook.ui.matched_text import find_all, in_utf16
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing_field import ComposingField

_HEAD = re.compile(r"^## (.+)$", re.MULTILINE)
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Where a head stands in the document."""


class FindField(ComposingField):
    """Its arrows move through the heads, Enter goes to the next place that was found."""

    def __init__(self, dialog: "HelpDialog") -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self.setObjectName("helpFind")
        self.setAccessibleName("在帮助里找")
        self.setPlaceholderText("在帮助里找：一个词、一个键")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_composing or not self._dialog.take_key(event):
            super().keyPressEvent(event)


class HelpDialog(TextDialog):
    """Type to find, Enter for the next place, ↑ ↓ for the heads, Esc to clear and then to close."""

    def __init__(
        self,
        title: str,
        page: Callable[[Theme], str],
        text: str,
        theme: Theme,
        parent: QWidget,
        pictures: Callable[[Theme], Mapping[str, QImage]] | None = None,
    ) -> None:
        """`text`: the Markdown that `page` shows; its heads of the second level are listed."""
        self._heads = [full_width(words) for words in _HEAD.findall(text)]
        self._found: list[tuple[int, int]] = []
        self._at = -1
        self.heads = QListWidget()
        super().__init__(title, page, theme, parent, pictures)
        self.setObjectName("helpDialog")
        self.field = FindField(self)
        self.count = QLabel()
        self.count.setObjectName("helpCount")
        self.heads.setObjectName("helpHeads")
        self.heads.setAccessibleName("帮助的标题")
        self.field.textChanged.connect(self._on_text)
        self.heads.currentRowChanged.connect(self._on_head)
        self._put_beside()
        self._fit_heads()
        self.field.setFocus()

    @property
    def matches(self) -> int:
        """How many places were found."""
        return len(self._found)

    @property
    def current_match(self) -> int:
        """Number of the one that stands out, from 1; 0 where there is none."""
        return self._at + 1

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._fit_heads()
        self._paint()

    def take_key(self, event: QKeyEvent) -> bool:
        """What a key does in the field, besides typing; whether it was one of these."""
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._step(-1 if is_back else 1)
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = min(max(self.heads.currentRow() + step, 0), self.heads.count() - 1)
                self.heads.setCurrentRow(row)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                bar = self.view.verticalScrollBar()
                way = 1 if event.key() == Qt.Key.Key_PageDown else -1
                bar.setValue(bar.value() + way * bar.pageStep())
            case Qt.Key.Key_Escape if self.field.text():
                self.field.clear()
            case _:
                return False
        return True

    @override
    def _show_page(self, theme: Theme) -> None:
        super()._show_page(theme)
        self._theme = theme
        row = self.heads.currentRow()
        self.heads.blockSignals(True)
        self.heads.clear()
        block = self.view.document().begin()
        wanted = iter(self._heads)
        head = next(wanted, None)
        while block.isValid() and head is not None:
            if _plain(block.text()) == _plain(head):
                item = QListWidgetItem(head)
                item.setData(PLACE_ROLE, block.position())
                self.heads.addItem(item)
                head = next(wanted, None)
            block = block.next()
        self.heads.setCurrentRow(row)
        self.heads.blockSignals(False)

    def _put_beside(self) -> None:
        layout = self.layout()
        if not isinstance(layout, QVBoxLayout):
            return
        layout.removeWidget(self.view)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.count)
        both = QHBoxLayout()
        both.addWidget(self.heads)
        both.addWidget(self.view, 1)
        layout.insertLayout(0, line)
        layout.insertLayout(1, both, 1)

    def _fit_heads(self) -> None:
        self.heads.setFixedWidth(self.heads.sizeHintForColumn(0) + self._theme.px(28))

    def _step(self, step: int) -> None:
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self._paint()
            self._scroll_to(self._found[self._at][0])

    def _scroll_to(self, place: int) -> None:
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(place)
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + self.view.cursorRect(cursor).top() - self._theme.px(16))

    def _paint(self) -> None:
        c = self._theme.colours
        selections = []
        for number, (start, end) in enumerate(self._found):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.view.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            form.setBackground(QColor(c.mark_strong if number == self._at else c.mark))
            form.setForeground(QColor(c.ink))
            selection.cursor = cursor
            selection.format = form
            selections.append(selection)
        self.view.setExtraSelections(selections)
        if not self.field.text().strip():
            self.count.clear()
        else:
            self.count.setText(f"{self.current_match}/{self.matches}" if self._found else "没有找到")

    @Slot(str)
    def _on_text(self, words: str) -> None:
        text = self.view.document().toPlainText()
        self._found = in_utf16(text, find_all(text, words.strip()))
        self._at = 0 if self._found else -1
        self._paint()
        if self._found:
            self._scroll_to(self._found[0][0])

    @Slot(int)
    def _on_head(self, row: int) -> None:
        item = self.heads.item(row)
        if item is not None:
            self._scroll_to(int(item.data(PLACE_ROLE)))


def _plain(words: str) -> str:
    return "".join(full_width(words).split()).replace("\u2060", "")
