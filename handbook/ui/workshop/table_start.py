"""导入, before a file is chosen: what one has, in plain words, and a place on which a file is let fall."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import ENTER
from handbook.upkeep.bringing_rows import Purpose

WORDS = {
    Purpose.FAQ: ("常见问题表", "一行一问一答，写成知识草稿；手册里已有的只加问法"),
    Purpose.PHONES: ("电话本", "认得出的电话填进本单位资料，别的不收"),
    Purpose.VALUES: ("指标、价格、日期表", "一行一项，填进本单位资料"),
    Purpose.LINES: ("话术表", "一行一句，加到它那条话术里"),
    Purpose.ASKS: ("用户怎么问", "一行一句问法，加到它那一条里"),
    Purpose.SYNONYMS: ("一个意思的词", "一行一组，搜哪个都搜得到"),
    Purpose.OUTLINE: ("培训课件、Word 大纲", "一页或一节写成一份知识草稿，写明第几张、第几节"),
}
"""Purpose → what one has, and what becomes of it; in the order of the list."""
_PURPOSE = Qt.ItemDataRole.UserRole
_NOTE = "能收 xlsx、xls、ods、csv、tsv，大纲收 pptx、docx。文件只读不改，按“写成草稿”以前什么都不写。"
_DROP = "把文件拖到这里，或选上面一样再按 Enter 选文件。"
_DROPPING = "松手就读这个文件。"


class _Purposes(QListWidget):
    opened = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class TableStart(QWidget):
    """↑↓ says what the file is for, Enter chooses it."""

    file_wanted = Signal()
    form_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tableStart")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = _Purposes()
        self.list.setObjectName("tablePurposes")
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName("手头有什么")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        for purpose, (have, becomes) in WORDS.items():
            item = QListWidgetItem(full_width(f"{have}　　{becomes}"))
            item.setData(_PURPOSE, purpose)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, full_width(f"{have}，{becomes}，按回车选文件"))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._done = QLabel()
        self._done.setObjectName("tableDone")
        self._head = QLabel("手头有什么？")
        self._head.setObjectName("tableStartHead")
        self._note = QLabel(_NOTE)
        self._note.setObjectName("tableStartNote")
        self._drop = QLabel(_DROP)
        self._drop.setObjectName("lawsNothing")
        for label in (self._done, self._note, self._drop):
            label.setWordWrap(True)
        self.choose = KeyButton("选文件", key_of("main_act"), "primary")
        self.choose.setObjectName("tableChoose")
        self.form = QPushButton("存一份空表样")
        self.form.setObjectName("tableForm")
        self._acts = FlowBox(spacing=10)
        self._acts.add(self.choose)
        self._acts.add(self.form)
        self._box = QVBoxLayout(self)
        for widget in (self._done, self._head, self._note):
            self._box.addWidget(widget)
        self._box.addWidget(self.list, 1)
        self._box.addWidget(self._acts)
        self._box.addWidget(self._drop)
        self._box.addStretch(0)
        self._done.hide()
        self.list.opened.connect(self.file_wanted)
        self.list.itemDoubleClicked.connect(self._on_item)
        self.list.currentRowChanged.connect(self._on_row)
        self.choose.clicked.connect(self.file_wanted)
        self.form.clicked.connect(self.form_wanted)

    @property
    def purpose(self) -> Purpose:
        """What the file is for."""
        item = self.list.currentItem()
        return Purpose(item.data(_PURPOSE)) if item is not None else Purpose.FAQ

    def choose_purpose(self, purpose: Purpose) -> None:
        """Make that the chosen one."""
        self.list.setCurrentRow(list(WORDS).index(purpose))

    def show_done(self, words: str) -> None:
        """What became of the last table; empty = nothing to say."""
        self._done.setText(full_width(words))
        self._done.setVisible(bool(words))

    def show_dropping(self, is_over: bool) -> None:
        """A file is held over the page."""
        self._drop.setText(_DROPPING if is_over else _DROP)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        px = theme.px
        self._box.setContentsMargins(px(24), px(16), px(24), px(16))
        self._box.setSpacing(px(10))
        self._acts.apply_theme(theme)
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setMinimumHeight(px(80))
        self.list.setMaximumHeight(max(rows + px(8), px(80)))

    @Slot()
    def _on_item(self) -> None:
        self.file_wanted.emit()

    @Slot(int)
    def _on_row(self, _row: int) -> None:
        self.form.setVisible(self.purpose is not Purpose.OUTLINE)
