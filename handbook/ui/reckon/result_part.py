"""What comes of 试算: the sentence for the caller with why it holds no sum, and the working line by line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from handbook.model.typesetting import typeset
from handbook.reckon.result import Result
from handbook.reckon.speaking import NO_REGION, NO_WORD, OPEN
from handbook.ui.reckon.form import Told
from handbook.ui.reckon.label import label
from handbook.ui.reckon.result_html import ENTRY, VALUE, result_html, result_words
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.copied_sign import COPIED, CopiedSign
from handbook.ui.widgets.key_button import KeyButton

_IN_SHORT = {NO_WORD: "公司没定过可以说", NO_REGION: "地区没确认", OPEN: "还有事没定"}
SAY = "对用户说"


class ResultPart(QFrame):
    """A result, a refusal, or what is still to be done."""

    copy_requested = Signal(str)
    """The sentence for the caller."""
    entry_requested = Signal(str)
    value_wanted = Signal(str)
    """Key of the site value that is to be set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reckonResult")
        self._theme = Theme()
        self._words = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._say = QFrame()
        self._say.setObjectName("reckonSay")
        self._sentence = label("reckonSentence")
        self._why_not = label("reckonSmall")
        self._copy = KeyButton("复制")
        self._copy.setObjectName("reckonCopy")
        self._copy.clicked.connect(self._on_copy)
        line = self._say_line = QHBoxLayout(self._say)
        words = QVBoxLayout()
        words.addWidget(self._sentence)
        words.addWidget(self._why_not)
        line.addLayout(words, 1)
        line.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self._working = label("reckonWorking")
        self._working.setTextFormat(Qt.TextFormat.RichText)
        self._working.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._working.linkActivated.connect(self._on_link)
        column.addWidget(self._say)
        column.addWidget(self._working)
        self._copied = CopiedSign(self)
        self._copied.timeout.connect(self._show_copy)

    @property
    def sentence_stop(self) -> QWidget:
        """Where the tab key stops at the sentence."""
        return self._copy

    @property
    def working_stop(self) -> QWidget:
        """The links of the working, which may be many."""
        return self._working

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`; what is shown takes them when it is shown next."""
        self._theme = theme
        self._say_line.setContentsMargins(theme.px(14), theme.px(8), theme.px(8), theme.px(8))

    def show_told(self, told: Told, *, may_set: bool) -> None:
        """Show what comes of the form; `may_set`: whether this user may set values, and a link leads there."""
        small = self._theme.px(13.5)
        self._working.setText(result_html(told, self._theme.colours, small, may_set=may_set))
        self._working.setAccessibleName(result_words(told))
        self._say.setVisible(isinstance(told, Result))
        if isinstance(told, Result):
            self._words = told.spoken.words
            self._sentence.setText(typeset(f"{SAY}：“{self._words}”"))
            reason = why_not(told.spoken.why_not, is_day=told.day is not None)
            self._why_not.setText(typeset(reason))
            self._why_not.setVisible(bool(reason))
            self._copy.setAccessibleName(f"复制：{self._words}")

    def confirm_copied(self) -> None:
        """The sentence is on the clipboard."""
        self._copied.put_on(self._copy, COPIED)

    @Slot()
    def _show_copy(self) -> None:
        self._copy.setText("复制")

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self._words)

    @Slot(str)
    def _on_link(self, link: str) -> None:
        if link.startswith(VALUE):
            self.value_wanted.emit(link.removeprefix(VALUE))
        else:
            self.entry_requested.emit(link.removeprefix(ENTRY))


def why_not(reasons: Sequence[str], *, is_day: bool = False) -> str:
    """Why the number (of a period: the day) is not said, in one sentence.

    Values that are not sure are counted: each bears its own mark beneath.
    """
    told = [short for reason, short in _IN_SHORT.items() if reason in reasons]
    unsure = sum(reason not in _IN_SHORT for reason in reasons)
    if unsure:
        told.insert(len(told) - (OPEN in reasons), f"{unsure} 个数没核实")
    what = "不说日子" if is_day else "不说数"
    return f"{what}：{'，'.join(told)}。" if told else ""
