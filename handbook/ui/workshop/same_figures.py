"""A figure under the pointer, or reached by Tab, lights up wherever the other text has it too."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QTextEdit

from handbook.render.colours import Colours
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.rich_text import RichText

SAME = "same:"
"""Begins the link of a figure; figures that say the same have the same link."""


class SameFigures(QObject):
    """Two texts beside each other whose figures are links."""

    def __init__(self, texts: Sequence[RichText]) -> None:
        super().__init__(texts[0])
        self._texts = texts
        self._colours = Theme().colours
        for text in texts:
            text.highlighted.connect(self._on_pointer)
            text.link_reached.connect(self._light)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._colours = theme.colours

    def go_to(self, link: str, beside: RichText) -> None:
        """Bring the first such figure of the text that is not `beside` into view."""
        for text in self._texts:
            spans = _spans(text, link)
            if text is not beside and spans:
                text.setTextCursor(_at(spans[0].selectionStart(), text))
                text.ensureCursorVisible()

    def put_keyboard(self, link: str, text: RichText) -> None:
        """Bring the first such link of `text` into view, with the keyboard on it: Enter takes it."""
        if not _spans(text, link):
            return
        text.setFocus()
        text.setTextCursor(
            _at(0, text)
        )  # the next link is the first one then, whatever had the keyboard before
        text.focusNextPrevChild(True)
        while text.hasFocus() and text.textCursor().charFormat().anchorHref() != link:
            text.focusNextPrevChild(True)
        text.ensureCursorVisible()

    @Slot(QUrl)
    def _on_pointer(self, url: QUrl) -> None:
        self._light(url.toString())

    @Slot(str)
    def _light(self, link: str) -> None:
        for text in self._texts:
            spans = _spans(text, link) if link.startswith(SAME) else []
            text.setExtraSelections([_lit(cursor, self._colours) for cursor in spans])


def _spans(text: RichText, link: str) -> list[QTextCursor]:
    """Every run of `text` with that link."""
    found = []
    block = text.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            if fragment.charFormat().anchorHref() == link:
                cursor = QTextCursor(block)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                found.append(cursor)
            pieces += 1
        block = block.next()
    return found


def _at(position: int, text: RichText) -> QTextCursor:
    cursor = QTextCursor(text.document())
    cursor.setPosition(position)
    return cursor


def _lit(cursor: QTextCursor, colours: Colours) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format.setBackground(QColor(colours.accent))
    selection.format.setForeground(QColor(colours.on_accent))
    return selection
