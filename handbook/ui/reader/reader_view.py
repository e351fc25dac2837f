"""One entry on the page: HTML shown, matches marked, place kept, copy links answered at the link."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from handbook.law.law_text import LawText
from handbook.law.shelf import LawShelf
from handbook.model.assumed import AssumedWords
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Phase
from handbook.model.knowledge import Knowledge
from handbook.model.text import holds_demo
from handbook.model.typesetting import plain, typeset
from handbook.override import override
from handbook.render.entry_page import render_entry
from handbook.render.law_page import render_law
from handbook.render.page import PageStyle
from handbook.render.welcome import render_welcome
from handbook.ui.matched_text import find_marks, in_utf16
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.diagrams import WIDTH as PICTURE_WIDTH
from handbook.ui.widgets.diagrams import picture, pictures_in
from handbook.ui.widgets.rich_text import RichText

_SENTENCE_END = re.compile("[。！？；][」”）]*")
_AROUND = " \u3000「」"
"""Not of the sentence: room, and the marks of what may be told."""
TEXT_WIDTH = 640
"""Widest text at 100 %, about 40 characters."""
MARGIN = 28


class ReaderView(RichText):
    """The reading pane's page."""

    sentence_wanted = Signal(str, QPoint)
    """A sentence of the page, and the place on the screen where what may be done with it is wanted."""
    copy_refused = Signal()
    """What is selected comes from a region that nobody confirmed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerView")
        self.setAccessibleName("条目内容")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.document().setDocumentMargin(0)
        self._theme = Theme()
        self._copies: dict[str, str] = {}
        self._assumed = AssumedWords()
        self._entry_id = ""
        """Of the page, where it is that of an entry."""
        self._words: tuple[str, ...] = ()
        self._matches: list[tuple[int, int]] = []
        self._current = -1
        self._is_stepping = False
        self._after_title = 0
        """Where the page's own heading ends: what it is called is no news, so nothing is marked in it."""

    @property
    def place(self) -> float:
        """How far it is scrolled, 0.0–1.0."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    @property
    def matches(self) -> int:
        """Number of marked matches."""
        return len(self._matches)

    @property
    def current_match(self) -> int:
        """Number of the current match, from 1; 0 where there is none."""
        return self._current + 1

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`; the page is to be shown anew."""
        self._theme = theme
        self._fit_width()

    def show_entry(self, entry: Entry, handbook: Handbook) -> None:
        """Show the page of `entry` from its top."""
        page = render_entry(entry, handbook, PageStyle(self._theme.colours, self._theme.scale))
        diagram = entry.diagram if isinstance(entry, Knowledge) else ""
        self._copies = page.copies
        self._assumed, self._entry_id = handbook.assumed, entry.id
        self.show_page(page.html, self._theme.colours, picture(diagram, handbook.diagrams, self._theme))
        self._after_title = self._end_of_title(entry)
        self._words = ()
        self._matches = []
        self._current = -1

    def show_again(self, entry: Entry, handbook: Handbook, place: float) -> None:
        """Show `entry` in another look or size, at the same place and with the same words marked."""
        words, current = self._words, self._current
        self.show_entry(entry, handbook)
        self._mark_again(words, current, place)

    def show_law(self, text: LawText, number: str, shelf: LawShelf) -> None:
        """Show an article of `text`, or its contents where `number` is empty, from the top."""
        page = render_law(text, number, shelf, PageStyle(self._theme.colours, self._theme.scale))
        self._copies = {}
        self._assumed, self._entry_id = AssumedWords(), ""
        self.show_page(page.html, self._theme.colours, {})
        self._after_title = 0
        self._words = ()
        self._matches = []
        self._current = -1

    def show_law_again(self, text: LawText, number: str, shelf: LawShelf, place: float) -> None:
        """The same in another look or size, at the same place and with the same words marked."""
        words, current = self._words, self._current
        self.show_law(text, number, shelf)
        self._mark_again(words, current, place)

    def show_welcome(self, handbook: Handbook, phase: Phase | None) -> None:
        """Show the day: what stands here before anything is read."""
        page = render_welcome(handbook, PageStyle(self._theme.colours, self._theme.scale), phase)
        self._copies = {}
        self._assumed, self._entry_id = handbook.assumed, ""
        self._after_title = 0
        self.show_page(page.html, self._theme.colours, {})

    def words_of(self, key: str) -> str:
        """What the copy link `key` copies; empty where there is none."""
        return self._copies.get(key, "")

    def go_to(self, place: float) -> None:
        """Scroll to `place` (0.0–1.0)."""
        bar = self.verticalScrollBar()
        bar.setValue(round(place * bar.maximum()))

    def mark(self, words: Iterable[str], *, is_stepping: bool = False) -> None:
        """Mark every one of `words` and scroll to the first; when stepping, the current one stands out."""
        self._is_stepping = is_stepping
        self._words = tuple(words)
        self._find(0)
        if self._matches:
            self._scroll_to_current()

    def step_match(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) match, round the ends."""
        if self._matches:
            self._current = (self._current + step) % len(self._matches)
            self._paint_marks()
            self._scroll_to_current()

    def sentence_at(self, cursor: QTextCursor) -> str:
        """What is selected, else the sentence in which `cursor` stands; as it is copied."""
        if cursor.hasSelection():
            return plain(cursor.selection().toPlainText()).strip()
        text, at = cursor.block().text(), cursor.positionInBlock()
        ends = [found.end() for found in _SENTENCE_END.finditer(text)]
        start = max((end for end in ends if end <= at), default=0)
        end = min((end for end in ends if end > at), default=len(text))
        return plain(text[start:end]).strip(_AROUND)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self._is_assumed():
            self.copy_refused.emit()
        else:
            super().keyPressEvent(event)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        # Dragging and the middle button copy too.
        return QMimeData() if self._is_assumed() else super().createMimeDataFromSelection()

    def _is_assumed(self) -> bool:
        """Whether what is selected comes from a region that nobody confirmed, or from the demo company."""
        cursor = self.textCursor()
        return cursor.hasSelection() and (
            self._is_beside_demo(cursor) or self._assumed.gave(self.sentence_at(cursor), self._entry_id)
        )

    def _is_beside_demo(self, cursor: QTextCursor) -> bool:
        """Whether a paragraph that is selected, in part or whole, holds an invented value: half of one bears no mark."""
        block = self.document().findBlock(cursor.selectionStart())
        while block.isValid() and block.position() < cursor.selectionEnd():
            if holds_demo(block.text()):
                return True
            block = block.next()
        return False

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # Qt's own menu speaks of addresses of links, which are of no use to anybody here.
        cursor = self.textCursor()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.cursorRect(cursor).bottomLeft())
        else:
            place = event.globalPos()
            if not cursor.hasSelection():
                cursor = self.cursorForPosition(event.pos())
        self.sentence_wanted.emit(self.sentence_at(cursor), place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_width()
        super().resizeEvent(event)

    @override
    def _finish_page(self) -> None:
        self._fit_pictures()

    def _fit_width(self) -> None:
        """Keep lines short: margins take what is wider than the text may be."""
        least = self._theme.px(MARGIN)
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        side = max(least, (room - self._theme.px(TEXT_WIDTH)) // 2)
        # The text stays left of the middle on very wide panes: the eye returns to the search column.
        self.setViewportMargins(min(side, self._theme.px(72)), self._theme.px(18), least, 0)
        width = min(self._theme.px(TEXT_WIDTH), room - min(side, self._theme.px(72)) - least)
        self.document().setTextWidth(width)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(max(width, 200))
        self._fit_pictures()

    def _fit_pictures(self) -> None:
        """Make pictures no wider than the text, or a bar would have to be moved to read."""
        width = min(self._theme.px(PICTURE_WIDTH), self.lineWrapColumnOrWidth())
        if not self._images:
            return
        unfit = [found for found in pictures_in(self.document()) if found[2].width() != width]
        if not unfit:
            return
        with self.formatting() as document:
            for start, end, form in unfit:
                form.setWidth(width)
                cursor = QTextCursor(document)
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(form)

    def _mark_again(self, words: tuple[str, ...], current: int, place: float) -> None:
        self._words = words
        self._find(current)
        self.go_to(place)

    def _find(self, current: int) -> None:
        text = self.document().toPlainText()
        found = in_utf16(text, find_marks(text, self._words))
        # Whoever steps through the page asked for every place; what a search met need not be said twice.
        self._matches = [m for m in found if self._is_stepping or m[0] >= self._after_title]
        self._current = min(max(current, 0), len(self._matches) - 1)
        self._paint_marks()

    def _end_of_title(self, entry: Entry) -> int:
        block, title = self.document().begin(), _bare(typeset(entry.title))
        while block.isValid():
            if _bare(block.text()) == title:
                return block.position() + block.length()
            block = block.next()
        return 0

    def _paint_marks(self) -> None:
        selections = []
        for number, (start, end) in enumerate(self._matches):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            is_current = self._is_stepping and number == self._current
            c = self._theme.colours
            form.setBackground(QColor(c.mark_strong if is_current else c.mark))
            form.setForeground(QColor(c.ink))  # links, law numbers and notes are too faint on it
            selection.cursor = cursor
            selection.format = form
            selections.append(selection)
        self.setExtraSelections(selections)

    def _scroll_to_current(self) -> None:
        start, _ = self._matches[self._current]
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        top = self.cursorRect(cursor).top()
        if not 0 <= top <= self.viewport().height() - self._theme.px(60):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - self.viewport().height() // 4)


def _bare(text: str) -> str:
    return "".join(plain(text).split())
