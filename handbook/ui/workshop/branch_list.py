"""The branches of a list as rows of words: the same as the picture, for whoever hears it or would rather read it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import ENTER
from handbook.ui.workshop.branch_words import end_words, go_words, lead_words, node_words
from handbook.upkeep.branches import KIND_WORDS, Branches, Node

_STEP = Qt.ItemDataRole.UserRole


class BranchList(QListWidget):
    """A row for each step, with its answers; Enter or a double click goes there."""

    step_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("branchList")
        self.setProperty("role", "rows")
        self.setAccessibleName("分支，一步一行")
        self.setWordWrap(True)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(self._on_item)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self.setSpacing(theme.px(0.5))
        self.doItemsLayout()

    def show_branches(self, picture: Branches) -> None:
        """A row for each step, then where it ends; the current row stays so."""
        row = max(self.currentRow(), 0)
        self.clear()
        for node in (*picture.nodes, *picture.unreachable):
            self._add(_row_words(node), node_words(node), node.step)
        self._add(end_words(picture).replace("。", "\n").replace("；", "\n"), end_words(picture), "")
        self.setCurrentRow(min(row, self.count() - 1))

    def choose(self, step: str) -> None:
        """Make the row of a step the current one."""
        for row in range(self.count()):
            if self.item(row).data(_STEP) == step:
                self.setCurrentRow(row)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self._on_item(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _add(self, words: str, said: str, step: str) -> None:
        item = QListWidgetItem(words)
        item.setData(_STEP, step)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.addItem(item)

    def _on_item(self, item: QListWidgetItem | None) -> None:
        step = item.data(_STEP) if item is not None else ""
        if step:
            self.step_wanted.emit(step)


def _row_words(node: Node) -> str:
    head = f"{go_words(node)}　{KIND_WORDS[node.kind]}　{node.words}"
    more = [f"走不到：{node.why_not}"] if node.why_not else []
    more += [node.condition] if node.condition else []
    more += [f"{one.label}　→　{lead_words(one)}" for one in node.exits]
    return full_width("\n".join([head, *(f"　　{line}" for line in more)]))
