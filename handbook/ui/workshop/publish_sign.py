"""Where the passphrase is typed: what is signed with it, for whom, and why not yet. It is handed on once and never kept."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.why_button import WhyButton
from handbook.upkeep.publication_steps import Main

_LONGEST_NOTE = 100
_LABEL = 92


class Signing(Enum):
    """What the passphrase is for."""

    FIRST = 0
    """What is here goes out, to a few first."""
    ALL = 1
    """What is out goes to all."""
    WITHDRAW = 2
    STOP = 3
    """It was not prepared on this computer."""
    SECOND = 4
    """What another one signed first."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One act, with what it takes; not to be kept."""

    what: Signing
    passphrase: str
    note: str = ""
    is_urgent: bool = False

    def __repr__(self) -> str:
        """Without the passphrase: nothing that is logged may hold it."""
        return f"Signed({self.what.name})"


class SignBox(QWidget):
    """A line for words, one for the passphrase, and the main button of the page."""

    signed = Signal(object)
    """`Signed`."""
    changed = Signal()
    """Something was typed or chosen: what the button says may be another."""
    keys_wanted = Signal()
    """The folder with the keys is to be chosen."""
    given_up = Signal()
    """No withdrawal, no stop."""
    drop_wanted = Signal()
    """What waits for the second signature is not to go out."""
    jump_wanted = Signal()
    """The button was pressed while something is lacking elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("publishSign")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._what = Signing.FIRST
        self._main = Main("签名")
        self._is_busy = False
        self._may_hurry = False
        self._wants_word = True
        self.told = QLabel()
        self.told.setObjectName("publishSignTold")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.note_label = QLabel()
        self.note = LineField()
        self.note.setObjectName("publishNote")
        self.note.setMaxLength(_LONGEST_NOTE)
        self.word_label = QLabel("签名口令")
        self.word = QLineEdit()
        self.word.setObjectName("publishWord")
        self.word.setEchoMode(QLineEdit.EchoMode.Password)
        self.word.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.word.setPlaceholderText("只用这一次，不留存")
        self.word.setAccessibleName("签名口令，只用这一次，不留存")
        for label in (self.note_label, self.word_label):
            label.setObjectName("publishLabel")
        self.go = WhyButton("签名", key_of("main_act"))
        self.go.setObjectName("publishGo")
        self._make_buttons()
        self._lay_out()
        self.note.textChanged.connect(self.changed)
        self.word.textChanged.connect(self.changed)
        self.note.entered.connect(self._on_entered)
        self.word.returnPressed.connect(self.press)
        self.urgent.toggled.connect(self._on_urgent)
        self.go.clicked.connect(self.press)
        self.keys.clicked.connect(self.keys_wanted)
        self.back.clicked.connect(self.given_up)
        self.drop.clicked.connect(self.drop_wanted)
        self._ask()

    def _make_buttons(self) -> None:
        self.keys = QPushButton("指一下签名钥匙在哪…")
        self.keys.setObjectName("publishKeys")
        self.urgent = QPushButton("现在就发给全部…")
        self.urgent.setObjectName("publishUrgent")
        self.urgent.setCheckable(True)
        self.urgent.setToolTip("等不了先看一阵的：写一句为什么，各台这通电话一完就换")
        self.back = QPushButton("先不了")
        self.back.setObjectName("publishBack")
        self.drop = QPushButton("退回，不发这一份")
        self.drop.setObjectName("publishDrop")
        self.drop.setToolTip("等着签的那一份不发了，要发得从头签；各台照旧")

    def _lay_out(self) -> None:
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.go)
        for button in (self.urgent, self.keys, self.back, self.drop):
            button.setAutoDefault(True)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.addWidget(self.told, 0, 0, 1, 2)
        self._grid.addWidget(self.note_label, 1, 0)
        self._grid.addWidget(self.note, 1, 1)
        self._grid.addWidget(self.word_label, 2, 0)
        self._grid.addWidget(self.word, 2, 1)
        self._grid.addLayout(self._buttons, 3, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)

    @property
    def what(self) -> Signing:
        """What is asked now."""
        return self._what

    @property
    def is_urgent(self) -> bool:
        """Whether all are to have it at once."""
        return self.urgent.isChecked()

    @property
    def has_word(self) -> bool:
        """Whether a passphrase was typed."""
        return bool(self.word.text())

    @property
    def has_note(self) -> bool:
        """Whether the line of words holds any."""
        return bool(self.note.text().strip())

    def ask(self, what: Signing, told: str = "", *, may_hurry: bool = False, wants_word: bool = True) -> None:
        """Ask for another act; what was typed for the last one goes. `may_hurry`: all may have it at once, for a reason.

        `wants_word`: a passphrase is of use here, and not on another one's computer alone.
        """
        self._may_hurry, self._wants_word = may_hurry, wants_word
        if not may_hurry:
            self.urgent.setChecked(False)
        if what is not self._what:
            self._what = what
            self.clear()
            self.urgent.setChecked(False)
        self.told.setText(full_width(told))
        self._ask()

    def say(self, main: Main, *, has_keys: bool, is_busy: bool = False) -> None:
        """What the button does, and why not yet."""
        self._main, self._is_busy = main, is_busy
        if is_busy:
            self.go.say(main.words, "正在签", "正在签发，稍等几秒")
        else:
            self.go.say(main.words, main.lacking, main.more)
        self.keys.setVisible(not has_keys)
        self.word.setEnabled(has_keys and not is_busy)
        self.note.setEnabled(not is_busy)
        self.drop.setEnabled(not is_busy)

    def clear(self) -> None:
        """Forget what was typed, the passphrase above all."""
        self.word.clear()
        self.note.clear()

    @Slot()
    def press(self) -> None:
        """Sign; where something is lacking, go to the first such thing."""
        if self._is_busy:
            return
        if not self._main.lacking:
            signed = Signed(self._what, self.word.text(), self.note.text().strip(), self.is_urgent)
            self.word.clear()
            self.signed.emit(signed)
        elif self.keys.isVisible():
            self.keys.setFocus()
        elif self.note.isVisible() and self.is_urgent and not self.has_note:
            self.note.setFocus()
        elif "口令" in self._main.lacking:
            self.word.setFocus()
        else:
            self.jump_wanted.emit()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._grid.setContentsMargins(theme.px(24), PLAIN.px(11), theme.px(24), PLAIN.px(12))
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnMinimumWidth(0, theme.px(_LABEL))
        self._buttons.setSpacing(theme.px(10))

    def _ask(self) -> None:
        self.urgent.setVisible(self._may_hurry)
        self.back.setVisible(self._what in (Signing.WITHDRAW, Signing.STOP))
        self.drop.setVisible(self._what is Signing.SECOND)
        for widget in (self.word_label, self.word):
            widget.setVisible(self._wants_word)
        wants_note = self._what is Signing.FIRST or (self._what is Signing.ALL and self.is_urgent)
        label = "为什么等不了" if self.is_urgent else "改了什么"
        self.note_label.setText(label)
        self.note.setAccessibleName(f"{label}，一句话，坐席换内容时看到")
        self.note.setPlaceholderText(
            "比如：抢修电话改了，旧的打不通" if self.is_urgent else "一句话，坐席换内容时看到；可以不写"
        )
        for widget in (self.note_label, self.note):
            widget.setVisible(wants_note)
        self.told.setVisible(bool(self.told.text()))

    @Slot()
    def _on_entered(self) -> None:
        self.word.setFocus()

    @Slot(bool)
    def _on_urgent(self, _is_on: bool) -> None:
        self.urgent.setText("还是先发几台" if self.is_urgent else "现在就发给全部…")
        self._ask()
        self.changed.emit()
        if self.is_urgent:
            self.note.setFocus()
