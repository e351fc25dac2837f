"""A sentence that is written: words with numbers in them, each number one block to the caret.

The owner gives and gets the text as the content writes it (`show_text`, `raw`, `edited`); names that nobody knows stand
there as they are written. ``{`` offers what may be put in; what is typed behind it looks among these.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QWidget

from handbook.keys import keys_of
from handbook.model.site_value import SiteValue
from handbook.model.text import PieceKind, pieces
from handbook.model.typesetting import plain
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.key_binding import sequence_of
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing import claims, is_edit
from handbook.ui.widgets.composing_field import MOST_CHARACTERS
from handbook.ui.widgets.line_field import ENTER
from handbook.ui.workshop.chip_document import OBJECT, fill, set_right, strays
from handbook.ui.workshop.chip_keys import HOLDING, is_of_picker, is_typing, needs
from handbook.ui.workshop.chip_object import Chip, ChipStock
from handbook.ui.workshop.chip_picker import ChipPicker
from handbook.ui.workshop.chip_view import ChipView
from handbook.unseen_signs import visible

OPENERS = ("{", "\uff5b")
"""What opens the picker; an input method for Chinese sends the wide one for the same key."""
_BRACES = "{}\uff5b\uff5d"
_LONGEST_LOOK = 20
"""Whoever has typed more behind the brace is writing, not looking for a number."""
TOO_LONG = f"贴的字超过 {MOST_CHARACTERS} 个，没放进来；请分几段贴"


@dataclass(slots=True)
class _Pick:
    """A number is being looked for."""

    start: int
    """Where the brace stands, or the chip that may be swapped."""
    end: int
    """End of what was selected there before: the number takes its place."""
    steps: int
    """Steps of undo before it; going back to them takes the brace and the words behind it away."""
    raw: str
    """The text before it."""
    swapped: str = ""
    """How the chip is written that may be swapped."""
    is_over: bool = False
    """Whether that chip still stands there, selected."""


class ChipText(ChipView):
    """Grows with its text up to `most_lines`, then scrolls. The owner shows what `set_fault` and `refused` say."""

    edited = Signal(str)
    """The text after a change by whoever writes; not while composing or looking for a number."""
    entered = Signal()
    """Enter in a text of one line."""
    refused = Signal(str)
    """Why a paste was not taken."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        is_one_line: bool = False,
        most_lines: int = 6,
        pixels: float = 15,
    ) -> None:
        """`pixels`: size of the letters at 100 %."""
        super().__init__(parent, is_one_line=is_one_line, most_lines=most_lines, pixels=pixels)
        self._raw = ""
        self._is_composing = False
        self._is_changed = False
        self._handling = 0
        self._pick: _Pick | None = None
        self._picker: ChipPicker | None = None
        self._watched: list[QObject] = []
        self._fitting.timeout.connect(self._place_picker)
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._on_caret)

    # -- what comes down

    @override
    def apply_theme(self, theme: Theme) -> None:
        self._end_pick()
        super().apply_theme(theme)

    def use_values(
        self, values: Sequence[SiteValue], placeholders: Sequence[str], uses: Mapping[str, int] | None = None
    ) -> None:
        """What may stand in the text and be picked; `uses`: key of a value → number of places that use it."""
        self._end_pick()
        self._chips.stock = ChipStock(values, placeholders, uses)
        wrong = strays(self.document(), self._chips.stock)
        if wrong and not self.document().isUndoAvailable():
            self._load(self.raw())
        elif wrong:
            with self._loading():
                set_right(self.document(), wrong)
        self._lay_out()
        self._tell_words()

    def show_text(self, raw: str) -> None:
        """Show another text; what was typed can no longer be taken back here. The same text leaves all as it is."""
        self._end_pick()
        if raw != self.raw():
            self._marks = []
            self._load(raw)
        self._raw = raw
        self._tell_words()

    def insert(self, raw: str) -> None:
        """Put `raw` where the caret stands, as if it were typed."""
        self._end_pick()
        with self._handled():
            cursor = self.textCursor()
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            fill(cursor, raw, self._chips.stock)
            cursor.endEditBlock()
            self._is_changed = True

    def open_picker(self) -> None:
        """As if ``{`` were typed; on a chip that is selected, to put another in its place."""
        if self.isReadOnly() or self._is_composing:
            return
        self.setFocus()
        self._end_pick()
        if self._selected_chip():
            self._swap()
        else:
            self._type_opener(OPENERS[0])

    # -- what is asked

    @property
    def is_composing(self) -> bool:
        """Whether an input method has text that is not committed yet."""
        return self._is_composing

    @property
    def is_picking(self) -> bool:
        """Whether a number is being looked for: Esc ends it."""
        return self._pick is not None

    @property
    def picker(self) -> ChipPicker | None:
        """The list, while it is open."""
        return self._picker

    def can_undo(self) -> bool:
        """Whether Ctrl+Z is the text's own: something was typed that it can take back."""
        return self.document().isUndoAvailable()

    # -- Qt

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._keeps(event))
            return event.isAccepted()
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._picker is not None:
            self._fitting.start()  # what the text lies on was scrolled: the list goes with it
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_composing:
            event.accept()
            return
        with self._handled():
            if not self._pressed(event):
                words = event.text() if is_typing(event) else ""
                self._turn_swap_into_look(words)
                if words and not self.isReadOnly() and self._has_braces():
                    self._write(words)  # it may make a chip, which is taken back together with it
                else:
                    super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        words = event.commitString()
        with self._handled():
            if words in OPENERS and self._pick is None:
                self._is_composing = False
                super().inputMethodEvent(QInputMethodEvent())  # it is over; its words are typed below
                self._type_opener(words)
                return
            self._turn_swap_into_look(words or event.preeditString())
            self._is_composing = bool(event.preeditString())
            super().inputMethodEvent(event)
            self._is_changed = True

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab, too, may pick a word: then the keyboard stays here.
        return True if self._is_composing else super().focusNextPrevChild(next)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        raw = self.raw()
        if [piece.kind for piece in pieces(raw)] == [PieceKind.GAP]:
            self.selectAll()  # a blank: what is typed takes its place

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._is_composing = False  # no composition outlives the focus, whatever the input method says
        self._end_pick()
        self._settle()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._end_pick()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self._chip_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0 and not self.textCursor().hasSelection():
            self.setTextCursor(self._cursor(at, at + 1))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._chip_at(event.position().toPoint())
        if at < 0:
            super().mouseDoubleClickEvent(event)
            return
        self.setTextCursor(self._cursor(at, at + 1))
        self.open_picker()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly():
            return
        if len(source.text()) > MOST_CHARACTERS:
            self.refused.emit(TOO_LONG)
            return
        words = plain(visible(source.text())).replace(OBJECT, "")
        if self._is_one_line:
            words = " ".join(words.strip("\n").split("\n"))
        with self._handled():
            self._write(words)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        with self._handled():  # what was dragged within the text leaves one place and comes to another
            super().dropEvent(event)

    # -- keys

    def _keeps(self, event: QKeyEvent) -> bool:
        """Whether a key is the text's own before the window looks among its shortcuts."""
        if self._pick is not None and not self._is_composing and is_of_picker(event):
            return True
        claimed = claims(event, is_composing=self._is_composing, is_edit=self._edits(event))
        return needs(event) if claimed is None else claimed

    def _edits(self, event: QKeyEvent) -> bool:
        document = self.document()
        return is_edit(event, can_undo=document.isUndoAvailable(), can_redo=document.isRedoAvailable())

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the key was dealt with here; False where it is Qt's."""
        event.accept()
        if self._pick is not None and is_of_picker(event):
            self._press_picker(self._pick, event.key())
        elif self._edits(event):
            (self.undo if sequence_of(event) in keys_of("undo") else self.redo)()
        elif event.key() in ENTER and not event.modifiers() & HOLDING:
            self._press_enter()
        elif event.text() in OPENERS and is_typing(event) and self._pick is None and not self.isReadOnly():
            self._type_opener(event.text())
        elif sequence_of(event) in keys_of("undo") | keys_of("redo") or not needs(event):
            event.ignore()  # the window's
        else:
            return False
        return True

    def _press_enter(self) -> None:
        if self._selected_chip() and not self.isReadOnly():
            self._swap()
        elif self._is_one_line:
            self.entered.emit()
        elif not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()

    def _press_picker(self, pick: _Pick, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            if pick.swapped and not pick.is_over:
                self._take(pick, pick.swapped)
            else:
                self._end_pick()
        elif key in ENTER:
            chip = self._picker.current if self._picker is not None else None
            if chip is None:
                self._end_pick()
            else:
                self._take(pick, chip.raw)
        elif self._picker is not None:
            self._picker.step(-1 if key == Qt.Key.Key_Up else 1)

    # -- picking

    def _type_opener(self, sign: str) -> None:
        """Write the brace as a step of its own, and offer what may follow."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        pick = _Pick(first, last, self.document().availableUndoSteps(), self.raw())
        with self._handled():
            self._write(sign)
            self._pick = pick
            self._is_changed = True

    def _swap(self) -> None:
        """Offer others for the chip that is selected."""
        at = self.textCursor().selectionStart()
        raw = self._chip_raw(at)
        steps = self.document().availableUndoSteps()
        self._pick = _Pick(at, at + 1, steps, self.raw(), swapped=raw, is_over=True)
        self._offer(self._pick, "")

    def _turn_swap_into_look(self, typed: str) -> None:
        """Typing on a chip that is to be swapped looks for another one: a brace takes its place."""
        if self._pick is None or not self._pick.is_over or not typed or typed in OPENERS:
            return
        self._pick.is_over = False
        cursor = self._cursor(self._pick.start, self._pick.end)
        cursor.beginEditBlock()
        cursor.insertText(OPENERS[0], QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _looked_for(self) -> str | None:
        """The words behind the brace; None where no number is looked for any more."""
        pick, cursor = self._pick, self.textCursor()
        if pick is None:
            return None
        if pick.is_over:
            selected = (cursor.selectionStart(), cursor.selectionEnd())
            is_there = selected == (pick.start, pick.end) and self._chip_raw(pick.start) == pick.swapped
            return "" if is_there else None
        here = cursor.position()
        if cursor.hasSelection() or here <= pick.start or here - pick.start - 1 > _LONGEST_LOOK:
            return None
        typed = self._cursor(pick.start, here).selectedText()
        if typed[:1] not in OPENERS or any(sign in _BRACES or sign in "\u2029\u2028" for sign in typed[1:]):
            return None
        return typed[1:]

    def _offer(self, pick: _Pick, words: str) -> None:
        if self._picker is None:
            self._picker = ChipPicker(self._theme, self.window())
            self._picker.chosen.connect(self._on_chosen)
            above: QWidget | None = self
            while above is not None and above is not self.window():
                above.installEventFilter(self)
                self._watched.append(above)
                above = above.parentWidget()
        chips = self._chips.stock.offered(words)
        self._picker.offer(chips, current=pick.swapped, typed=words, is_swap=pick.is_over)
        self._place_picker()

    @Slot()
    def _place_picker(self) -> None:
        if self._picker is None or self._pick is None:
            return
        caret = self.cursorRect(self._cursor(self._pick.start))
        top = self.viewport().mapTo(self.window(), caret.topLeft())
        self._picker.place(QRect(top, caret.size()))

    @Slot(object)
    def _on_chosen(self, chip: Chip) -> None:
        if self._pick is not None:
            self._take(self._pick, chip.raw)

    def _take(self, pick: _Pick, raw: str) -> None:
        """Put `raw` where the number was looked for, as one step from the text before."""
        with self._handled():
            self._close_picker()
            here = self.textCursor().position()
            document = self.document()
            while document.availableUndoSteps() > pick.steps and document.isUndoAvailable():
                document.undo()
            is_back = self.raw() == pick.raw
            if is_back and raw == pick.swapped:
                self.setTextCursor(self._cursor(pick.start, pick.end))
                return
            cursor = self._cursor(pick.start, pick.end if is_back else max(here, pick.start))
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            fill(cursor, raw, self._chips.stock)
            cursor.endEditBlock()
            self.setTextCursor(cursor)
            self._is_changed = True

    def _end_pick(self) -> None:
        if self._pick is not None:
            self._close_picker()
            self._settle()

    def _close_picker(self) -> None:
        self._pick = None
        for above in self._watched:
            above.removeEventFilter(self)
        self._watched = []
        if self._picker is not None:
            self._picker.hide()
            self._picker.deleteLater()
            self._picker = None

    # -- changes

    def _write(self, words: str) -> None:
        """Write at the caret, as a step of undo that a chip made of it can be joined to."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.insertText(words, QTextCharFormat())
        cursor.endEditBlock()
        self.ensureCursorVisible()

    def _has_braces(self) -> bool:
        words = self.document().toPlainText()
        return any(sign in words for sign in "{}")

    @contextmanager
    def _handled(self) -> Iterator[None]:
        """What changes meanwhile is looked at once, when Qt is through with it."""
        self._handling += 1
        try:
            yield
        finally:
            self._handling -= 1
        if not self._handling and self._is_changed:
            self._settle()
        elif not self._handling and self._pick is not None and self._looked_for() is None:
            self._end_pick()

    @Slot()
    def _on_text(self) -> None:
        if self._is_loading:
            return
        self._is_changed = True
        if not self._handling:
            self._settle()

    def _settle(self) -> None:
        """After a change: chips where names are whole, the list beside what is typed, and word to the owner."""
        self._is_changed = False
        if self._is_composing or self._is_loading:
            return
        # What was taken back or done again was right when it was typed; setting it right would end the redoing.
        wrong = [] if self.document().isRedoAvailable() else strays(self.document(), self._chips.stock)
        if wrong:
            with self._loading():
                set_right(self.document(), wrong)
        if self._pick is not None:
            words = self._looked_for()
            if words is None:
                self._close_picker()
            else:
                self._offer(self._pick, words)
        self._show_marks()
        raw = self.raw()
        if self._pick is None and raw != self._raw:
            self._raw = raw
            self._tell_words()
            self.edited.emit(raw)

    @Slot()
    def _on_caret(self) -> None:
        if self._is_loading:
            return
        if self._pick is not None and not self._handling and self._looked_for() is None:
            self._end_pick()
        cursor = self.textCursor()
        if self.hasFocus() and not cursor.hasSelection() and (raw := self._chip_raw(cursor.position())):
            announce(self, self._chips.stock.chip_of(raw).told)
