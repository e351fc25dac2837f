"""A sentence that is written: words with numbers in them, each number one block to the caret.

The owner gives and gets the text as the content writes it (`show_text`, `raw`, `edited`); names that nobody knows stand
there as they are written. ``{`` offers what may be put in; what is typed behind it looks among these.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QToolTip, QWidget

from handbook.keys import keys_of
from handbook.model.site_value import SiteValue
from handbook.model.text import VARIANT, pieces
from handbook.model.typesetting import full_width, plain
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.key_binding import sequence_of
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing import claims, is_edit
from handbook.ui.widgets.composing_field import MOST_CHARACTERS
from handbook.ui.widgets.line_field import ENTER
from handbook.ui.workshop.chip_document import OBJECT, Places, fill, set_right, strays
from handbook.ui.workshop.chip_object import CHIP, RAW, Chip, ChipObject, ChipStock, chip_format
from handbook.ui.workshop.chip_picker import ChipPicker
from handbook.unseen_signs import visible

OPENERS = ("{", "\uff5b")
"""What opens the picker; an input method for Chinese sends the wide one for the same key."""
_BRACES = "{}\uff5b\uff5d"
_LONGEST_LOOK = 20
"""Whoever has typed more behind the brace is writing, not looking for a number."""
_EDGE = 5
"""Room between the outside of the border and the words, above and below."""
_SIDE = 10
_MARGIN = 1
_LEADING = 116
"""Height of a line in percent where there are several, so that chips do not touch those above."""
_LEAST_WIDTH = 120
VARIANT_TIP = "没填这个数时念后面这句"
TOO_LONG = f"贴的字超过 {MOST_CHARACTERS} 个，没放进来；请分几段贴"
_Held = Qt.KeyboardModifier
_HOLDING = _Held.ControlModifier | _Held.AltModifier | _Held.MetaModifier
_PLAIN_KEYS = frozenset(
    (
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        *ENTER,
    )
)
_EDITING = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord,
    QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
    QKeySequence.StandardKey.MoveToStartOfDocument,
    QKeySequence.StandardKey.MoveToEndOfDocument,
    QKeySequence.StandardKey.SelectStartOfDocument,
    QKeySequence.StandardKey.SelectEndOfDocument,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
)
"""What a text does with keys that are held; every other one is the window's, on each platform."""
_TEXT = QTextCursor.MoveMode.KeepAnchor


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


class ChipText(QTextEdit):
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
        super().__init__(parent)
        self._is_one_line = is_one_line
        self._most_lines = most_lines
        self._pixels = pixels
        self._theme = Theme()
        self._fault = ""
        self._raw = ""
        self._is_composing = False
        self._is_loading = False
        self._is_changed = False
        self._handling = 0
        self._pick: _Pick | None = None
        self._picker: ChipPicker | None = None
        self._watched: list[QObject] = []
        self._marks: list[QTextCursor] = []
        self._bars: list[QTextCursor] = []
        self._chips = ChipObject(self.document())
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("fault", False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = self.document().documentLayout()
        layout.registerHandler(CHIP, self._chips)
        layout.documentSizeChanged.connect(self._on_size)
        self.document().setDocumentMargin(_MARGIN)
        if not is_one_line:
            spaced = QTextBlockFormat()
            spaced.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            self.document().setUndoRedoEnabled(False)
            QTextCursor(self.document()).setBlockFormat(spaced)  # every further line takes it over
            self.document().setUndoRedoEnabled(True)
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._on_caret)
        self.selectionChanged.connect(self._on_selection)
        self.apply_theme(self._theme)

    # -- what comes down

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._end_pick()
        self._theme = self._chips.theme = theme
        colours, px = theme.colours, theme.px
        frames = [
            ("QTextEdit", colours.control, 1),
            ("QTextEdit:focus", colours.accent, 2),
            ('QTextEdit[fault="true"]', colours.caution, 2),
        ]
        self.document().setDefaultFont(sized(screen_font(), px(self._pixels)))
        # What is added to a line stands below its words: half of it goes above, so that they are in the middle.
        added = self._pitch() - self._letters()
        above, below = px(_EDGE) + added // 2, px(_EDGE) - added // 2
        self.setStyleSheet(
            f"QTextEdit {{ background: {colours.panel}; color: {colours.ink}; border-radius: 6px;"
            f" font-size: {px(self._pixels)}px; selection-background-color: {colours.accent};"
            f" selection-color: {colours.on_accent}; placeholder-text-color: {colours.ink_third}; }}"
            + "".join(
                f"{which} {{ border: {wide}px solid {colour}; "
                f" padding: {above - wide}px {px(_SIDE) - wide}px {below - wide}px {px(_SIDE) - wide}px; }}"
                for which, colour, wide in frames
            )
        )
        self._lay_out()
        self._show_marks()

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

    def set_fault(self, words: str) -> None:
        """Say that something is to be mended here; empty: nothing is."""
        self._fault = words
        if self.property("fault") != bool(words):
            self.setProperty("fault", bool(words))
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()
        self._tell_words()

    def marks(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline these parts of the text (first character, the one behind the last); a chip that is touched, whole."""
        places = Places(self.document())
        self._marks = [
            self._cursor(*places.span(start, end))
            for start, end in spans
            if start < end and start < len(places.raw)
        ]
        self._show_marks()

    def put_caret(self, offset: int) -> None:
        """The caret before that character of the text."""
        self.setTextCursor(self._cursor(Places(self.document()).position(offset)))
        self.ensureCursorVisible()

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

    def raw(self) -> str:
        """The text as the content writes it."""
        return Places(self.document()).raw

    def words(self) -> str:
        """The text with what stands in each chip."""
        stock = self._chips.stock
        return "".join(
            piece.text if (chip := stock.find(piece)) is None else chip.words for piece in pieces(self.raw())
        )

    @property
    def is_one_line(self) -> bool:
        """Whether Enter ends the text instead of a line."""
        return self._is_one_line

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

    @property
    def fault(self) -> str:
        """What is to be mended here."""
        return self._fault

    def can_undo(self) -> bool:
        """Whether Ctrl+Z is the text's own: something was typed that it can take back."""
        return self.document().isUndoAvailable()

    # -- sizes

    @override
    def sizeHint(self) -> QSize:
        high = self._most_lines * self._pitch() if self._is_long() else self._content()
        return QSize(self._theme.px(_LEAST_WIDTH) * 2, high + 2 * _MARGIN + 2 * self._theme.px(_EDGE))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self.sizeHint().height())

    # -- Qt

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._keeps(event))
            return event.isAccepted()
        return super().event(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self._tip_at(event.pos())
            QToolTip.showText(event.globalPos(), tip, self.viewport())
            return True
        return super().viewportEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._chips.covered = []
        super().paintEvent(event)
        if self._chips.covered:
            painter = QPainter(self.viewport())
            painter.translate(0, -self.verticalScrollBar().value())
            self._chips.paint_covered(painter, self.document().defaultFont())

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
                words = event.text() if self._is_typing(event) else ""
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
                super().inputMethodEvent(
                    QInputMethodEvent()
                )  # the composition is over; its words are typed below
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
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._is_composing = False  # no composition outlives the focus, whatever the input method says
        self._end_pick()
        self._settle()

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
    def createMimeDataFromSelection(self) -> QMimeData:
        cursor, places = self.textCursor(), Places(self.document())
        first, last = places.offset(cursor.selectionStart()), places.offset(cursor.selectionEnd())
        data = QMimeData()
        data.setText(places.raw[first:last])
        return data

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

    # -- keys

    def _keeps(self, event: QKeyEvent) -> bool:
        """Whether a key is the text's own before the window looks among its shortcuts."""
        if self._pick is not None and not self._is_composing and self._is_of_picker(event):
            return True
        claimed = claims(event, is_composing=self._is_composing, is_edit=self._edits(event))
        return self._needs(event) if claimed is None else claimed

    def _needs(self, event: QKeyEvent) -> bool:
        if self._is_typing(event):
            return True
        if event.key() in _PLAIN_KEYS and not event.modifiers() & _HOLDING:
            return True
        return any(event.matches(key) for key in _EDITING)

    @staticmethod
    def _is_typing(event: QKeyEvent) -> bool:
        """A sign to write; the third one of a key comes with Ctrl and Alt on Windows."""
        held = event.modifiers() & _HOLDING
        both = _Held.ControlModifier | _Held.AltModifier
        return bool(event.text()) and event.text().isprintable() and held in (_Held.NoModifier, both)

    @staticmethod
    def _is_of_picker(event: QKeyEvent) -> bool:
        keys = (*ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)
        return event.key() in keys and not event.modifiers() & (_HOLDING | _Held.ShiftModifier)

    def _edits(self, event: QKeyEvent) -> bool:
        document = self.document()
        return is_edit(event, can_undo=document.isUndoAvailable(), can_redo=document.isRedoAvailable())

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the key was dealt with here; False where it is Qt's."""
        event.accept()
        if self._pick is not None and self._is_of_picker(event):
            self._press_picker(self._pick, event.key())
        elif self._edits(event):
            (self.undo if sequence_of(event) in keys_of("undo") else self.redo)()
        elif event.key() in ENTER and not event.modifiers() & _HOLDING:
            self._press_enter()
        elif (
            event.text() in OPENERS
            and self._is_typing(event)
            and self._pick is None
            and not self.isReadOnly()
        ):
            self._type_opener(event.text())
        elif sequence_of(event) in keys_of("undo") | keys_of("redo") or not self._needs(event):
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

    @contextmanager
    def _loading(self) -> Iterator[None]:
        self._is_loading = True
        try:
            yield
        finally:
            self._is_loading = False
            self._is_changed = False

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

    @Slot()
    def _on_selection(self) -> None:
        cursor = self.textCursor()
        self._chips.selected = (cursor.selectionStart(), cursor.selectionEnd())
        self.viewport().update()

    def _load(self, raw: str) -> None:
        with self._loading():
            here = self.textCursor().position()
            document = self.document()
            document.setUndoRedoEnabled(False)
            cursor = QTextCursor(document)
            cursor.beginEditBlock()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            fill(cursor, raw, self._chips.stock)
            cursor.endEditBlock()
            document.setUndoRedoEnabled(True)
            self.setTextCursor(self._cursor(min(here, document.characterCount() - 1)))
        self._show_marks()

    # -- looks

    def _show_marks(self) -> None:
        """Underlined faults, and the bars between two ways of a sentence in grey."""
        colours = self._theme.colours
        places = Places(self.document())
        bars = []
        at = places.raw.find(VARIANT)
        while at >= 0:
            bars.append(self._cursor(*places.span(at, at + len(VARIANT))))
            at = places.raw.find(VARIANT, at + len(VARIANT))
        self._bars = bars
        grey = QTextCharFormat()
        grey.setForeground(QBrush(QColor(colours.ink_third)))
        grey.setBackground(QBrush(QColor(colours.line)))
        fault = QTextCharFormat()
        fault.setForeground(QBrush(QColor(colours.caution)))
        fault.setBackground(QBrush(QColor(colours.caution_soft)))
        fault.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        fault.setUnderlineColor(QColor(colours.caution))
        shown = []
        for form, cursors in ((grey, bars), (fault, self._marks)):
            for cursor in cursors:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor
                selection.format = form
                shown.append(selection)
        self.setExtraSelections(shown)

    def _tell_words(self) -> None:
        """For whoever hears the screen: the text interface has but one sign for a chip."""
        words = self.words()
        spoken = words if words != self.raw() else ""
        self.setAccessibleDescription("。".join(part for part in (full_width(self._fault), spoken) if part))

    def _lay_out(self) -> None:
        """Chips have other words or sizes: measure them anew."""
        document = self.document()
        document.markContentsDirty(0, document.characterCount())
        self._on_size()

    @Slot()
    def _on_size(self) -> None:
        self.updateGeometry()
        self._fitting.start()  # a document that is still being laid out must not be given another width

    @Slot()
    def _fit(self) -> None:
        is_long = self._is_long()
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()
        self._place_picker()

    def _pitch(self) -> int:
        """Height of a line, with a chip or without."""
        high = self._letters()
        return high if self._is_one_line else ceil(high * _LEADING / 100)

    def _letters(self) -> int:
        """Height of a line before anything is added to it."""
        metrics = QFontMetrics(self.document().defaultFont())
        return max(metrics.ascent() + metrics.descent(), metrics.lineSpacing())

    def _is_long(self) -> bool:
        """Whether it scrolls; fonts round each line their own way, and a pixel more is no line more."""
        return self._content() > (self._most_lines + 0.5) * self._pitch()

    def _content(self) -> int:
        document = self.document()
        high = ceil(document.size().height()) - 2 * _MARGIN  # lays out what is not yet
        lines, block = 0, document.begin()
        while block.isValid():
            lines += max(block.layout().lineCount(), 1)
            block = block.next()
        return max(high, lines * self._pitch())

    # -- places

    def _cursor(self, first: int, last: int | None = None) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        if last is not None:
            cursor.setPosition(last, _TEXT)
        return cursor

    def _chip_raw(self, position: int) -> str:
        """How the chip at `position` is written; empty where none stands."""
        if not 0 <= position < self.document().characterCount() - 1:
            return ""
        if self.document().characterAt(position) != OBJECT:
            return ""
        form = self._cursor(position + 1).charFormat()
        return str(form.property(RAW)) if form.objectType() == CHIP else ""

    def _selected_chip(self) -> str:
        """How the chip is written that is selected alone."""
        cursor = self.textCursor()
        is_one = cursor.selectionEnd() - cursor.selectionStart() == 1
        return self._chip_raw(cursor.selectionStart()) if is_one else ""

    def _chip_at(self, point: QPoint) -> int:
        """Position of the chip under `point` of the viewport; -1 where none is."""
        here = self.cursorForPosition(point).position()
        for position in (here - 1, here):
            raw = self._chip_raw(position)
            if not raw:
                continue
            left = self.cursorRect(self._cursor(position))
            size = self._chips.intrinsicSize(self.document(), position, chip_format(raw))
            if QRect(left.left(), left.top(), ceil(size.width()), left.height()).contains(point):
                return position
        return -1

    def _tip_at(self, point: QPoint) -> str:
        at = self._chip_at(point)
        if at >= 0:
            return full_width(f"{self._chips.stock.chip_of(self._chip_raw(at)).told}；双击换一个")
        here = self.cursorForPosition(point).position()
        return (
            VARIANT_TIP
            if any(bar.selectionStart() <= here <= bar.selectionEnd() for bar in self._bars)
            else ""
        )
