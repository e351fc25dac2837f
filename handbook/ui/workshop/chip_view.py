"""A text of the content as it is seen: chips among words, marks beneath them, as high as its lines.

What writing does to it is `handbook.ui.workshop.chip_text`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QToolTip, QWidget

from handbook.model.text import VARIANT, pieces
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.chip_document import OBJECT, Places, fill
from handbook.ui.workshop.chip_object import CHIP, RAW, ChipObject, chip_format

_EDGE = 5
"""Room between the outside of the border and the words, above and below."""
_SIDE = 10
_MARGIN = 1
_LEADING = 116
"""Height of a line in percent where there are several, so that chips do not touch those above."""
_LEAST_WIDTH = 120
VARIANT_TIP = "没填这个数时念后面这句"


class ChipView(QTextEdit):
    """Grows with its text up to `most_lines`, then scrolls."""

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
        self._is_loading = False
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
        self.selectionChanged.connect(self._on_selection)
        self._dress()

    # -- what comes down

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = self._chips.theme = theme
        self._dress()

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
    def fault(self) -> str:
        """What is to be mended here."""
        return self._fault

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
    def createMimeDataFromSelection(self) -> QMimeData:
        cursor, places = self.textCursor(), Places(self.document())
        first, last = places.offset(cursor.selectionStart()), places.offset(cursor.selectionEnd())
        data = QMimeData()
        data.setText(places.raw[first:last])
        return data

    # -- looks

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

    @contextmanager
    def _loading(self) -> Iterator[None]:
        self._is_loading = True
        try:
            yield
        finally:
            self._is_loading = False

    @Slot()
    def _on_selection(self) -> None:
        cursor = self.textCursor()
        self._chips.selected = (cursor.selectionStart(), cursor.selectionEnd())
        self.viewport().update()

    def _dress(self) -> None:
        colours, px = self._theme.colours, self._theme.px
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
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
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
        is_bar = any(bar.selectionStart() <= here <= bar.selectionEnd() for bar in self._bars)
        return VARIANT_TIP if is_bar else ""
