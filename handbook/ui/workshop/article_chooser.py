"""An entry that bears no number: the law and the article beside which it is laid are chosen here, and nothing is guessed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from handbook.law.numbering import ARTICLE, article_number
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField
from handbook.ui.workshop.version_box import VersionBox


class ArticleChooser(QWidget):
    """A box with the laws at hand, a field for the number, and what lays both beside the entry."""

    chosen = Signal(str, str)
    """Title of a law, and the number of an article as the handbook writes it: 36 or 36-1."""
    refused = Signal(str)
    """Why not, in a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("articleChooser")
        words = QLabel("这一条没写条号：对哪部法规的第几条？")
        words.setObjectName("workshopNote")
        self.law = VersionBox("articleLaw", "法规")
        self.number = LineField()
        self.number.setObjectName("articleNumber")
        self.number.setAccessibleName("第几条，写 36 或 三十六条之一")
        self.number.setPlaceholderText("第几条")
        self.take = QPushButton("摆过来对")
        self.take.setObjectName("articleTake")
        self.law.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.law.setMinimumContentsLength(10)
        self.law.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = QHBoxLayout()
        self._line.addWidget(self.number)
        self._line.addWidget(self.take)
        self._line.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.addWidget(words)
        self._box.addWidget(self.law)
        self._box.addLayout(self._line)
        self.number.returnPressed.connect(self._on_taken)
        self.take.clicked.connect(self._on_taken)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.law.apply_theme(theme)
        self.setStyleSheet(_style(theme))
        self.number.setFixedWidth(theme.px(136))
        self.law.setMaximumWidth(theme.px(420))
        self._line.setSpacing(theme.px(8))
        self._box.setContentsMargins(0, theme.px(2), 0, theme.px(6))
        self._box.setSpacing(theme.px(6))

    def show_laws(self, laws: Sequence[str], law: str, number: str) -> None:
        """The laws at hand, with the one that is chosen, if any; what stands there of the same laws stays."""
        if [self.law.itemText(place) for place in range(self.law.count())] != list(laws):
            before = self.law.currentText()
            self.law.clear()
            self.law.addItems(list(laws))
            self.law.setCurrentIndex(self.law.findText(before) if before in laws else 0)
        if law in laws:
            self.law.setCurrentIndex(self.law.findText(law))
            self.number.setText(number)

    def forget(self) -> None:
        """Another entry is shown: what was written for the one before is not its."""
        self.number.clear()

    @Slot()
    def _on_taken(self) -> None:
        number = number_of(self.number.text())
        if number:
            self.chosen.emit(self.law.currentText(), number)
        else:
            self.number.setFocus()
            self.refused.emit("还差条号：写 36、36-1 或 第三十六条之一。")


def _style(theme: Theme) -> str:
    c, px = theme.colours, theme.px
    return f"""
    QComboBox {{
        background: {c.panel}; border: 1px solid {c.control}; border-radius: 6px; min-height: {px(25)}px;
        padding: {px(4)}px {px(28)}px {px(4)}px {px(10)}px; font-size: {px(14.5)}px;
    }}
    QComboBox:hover {{ border-color: {c.accent}; }}
    QComboBox:focus {{ border: 2px solid {c.accent}; }}
    QComboBox::drop-down {{ border: none; width: 0; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{
        background: {c.panel}; border: 1px solid {c.line_strong}; selection-background-color: {c.accent_soft};
        selection-color: {c.ink}; outline: none;
    }}
    """


def number_of(typed: str) -> str:
    """36, 第 36 条, 三十六条之一, 36-1 -> 36, 36-1; empty where it is no number of an article."""
    bare = "".join(typed.split()).removeprefix("第")
    main, joint, sub = bare.replace("之", "-").replace("条", "").partition("-")
    written = f"第{main}条" + (f"之{sub}" if joint else "")
    match = ARTICLE.fullmatch(written)
    return article_number(match) or "" if match is not None else ""
