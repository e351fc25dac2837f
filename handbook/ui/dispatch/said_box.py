"""坐席会这样说: the sentence as it is put together while one types; a click or Enter on it lets dispatch write its own."""

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from handbook.model.script import reading_seconds
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing_text import ComposingText
from handbook.ui.widgets.line_field import ENTER

LEAST_HEIGHT = 72


class _OwnWords(ComposingText):
    """Esc leaves the text as it was."""

    left = Signal()
    escaped = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_composing and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class SaidBox(QFrame):
    """`written` with own words, or with nothing where those put together are to count again."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dispatchSaid")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = Theme()
        self._said = ""
        self._time = ""
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setWordWrap(True)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.editor = _OwnWords()
        self.editor.setObjectName("dispatchOwnWords")
        self.editor.setAccessibleName("坐席会这样说，自己写；Enter 写好，Esc 不改")
        self.editor.hide()
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._label)
        self._box.addWidget(self.editor)
        self.editor.entered.connect(self._on_written)
        self.editor.left.connect(self._on_written)
        self.editor.escaped.connect(self._on_escaped)

    @property
    def said(self) -> str:
        """The sentence, without quotation marks."""
        return self._said

    @property
    def is_editing(self) -> bool:
        """Whether own words are written just now."""
        return not self.editor.isHidden()

    def show_said(self, said: str, time: str) -> None:
        """The sentence, and the time in it that is set in bold."""
        if (said, time) != (self._said, self._time):
            self._said, self._time = said, time
            self._show()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._box.setContentsMargins(theme.px(14), theme.px(8), theme.px(12), theme.px(8))
        self.setMinimumHeight(theme.px(LEAST_HEIGHT))
        self.editor.setFixedHeight(theme.px(LEAST_HEIGHT - 10))
        self._show()

    def _show(self) -> None:
        seconds = reading_seconds(self._said)
        words = escape(self._said)
        if self._time:
            words = words.replace(escape(self._time), f"<b>{escape(self._time)}</b>", 1)
        small = f"font-size:{self._theme.px(13)}px;color:{self._theme.colours.say}"
        self._label.setText(
            f'<p style="line-height:110%;margin:0">「{words}」<span style="{small}">&nbsp;&nbsp; {seconds}&nbsp;秒</span></p>'
        )
        self.setAccessibleName(f"坐席会这样说，{seconds} 秒：{self._said}。按 Enter 改字")

    # -- writing

    def finish(self) -> None:
        """Take own words that are written just now, as Enter would."""
        self._on_written()

    def edit(self) -> None:
        """Let dispatch write its own words, beginning with those that stand there."""
        self.editor.setPlainText(self._said)
        self._label.hide()
        self.editor.show()
        self.editor.setFocus()
        self.editor.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and event.key() in (*ENTER, Qt.Key.Key_Space):
            self.edit()
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_editing:
            self.edit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark(has_focus=True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark(has_focus=False)

    def _mark(self, *, has_focus: bool) -> None:
        self.setProperty("focused", has_focus)
        self.style().unpolish(self)
        self.style().polish(self)

    @Slot()
    def _on_written(self) -> None:
        if self.is_editing:
            text = self.editor.toPlainText()
            self._close()
            if text.strip() != self._said:
                self.written.emit(text)

    @Slot()
    def _on_escaped(self) -> None:
        self._close()

    def _close(self) -> None:
        had_focus = self.editor.hasFocus()
        self.editor.hide()
        self._label.show()
        if had_focus:
            self.setFocus()
