"""待办: the first row is the right thing to do; a button at the same place in each row does it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QTableWidgetItem

from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.ruled_table import RuledTable
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.todo import Todo

HEADINGS = ("类", "是什么", "为什么", "近来用得", "等了")
_OFTEN = 0.3
"""From here on an entry is called much used."""
_WIDE = (1, 2)


class TodoPage(WorkshopPage):
    """Rows in the order in which they are to be done."""

    todo_chosen = Signal(object)
    """`Todo`: what its button says is wanted."""
    done_wanted = Signal(object)
    """`Todo`: it was looked at and nothing has to be changed."""

    def __init__(self) -> None:
        super().__init__("workshopTodo", "待办")
        self.keys = "↑ ↓ 上下一件    Enter 去办    Ctrl+Backspace 看过了,不用改"
        self.saved = "按“用得多 × 拖得久”排,大的在前"
        self._todos: Sequence[Todo] = ()
        self._done = KeyButton("看过了,不用改", "Ctrl+Backspace")
        self._done.setObjectName("todoDone")
        self._go = KeyButton("去办", "Enter", "primary")
        self._go.setObjectName("todoGo")
        self.add_act(self._done)
        self.add_act(self._go)
        self.nothing = QLabel("现在没有要办的。收下新版法规、条目到期,都会排到这里。")
        self.nothing.setObjectName("lawsNothing")
        self.table = RuledTable(HEADINGS, wide=_WIDE, numbers_from=3)
        self.table.setObjectName("todoTable")
        self.table.setAccessibleName("待办")
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table, 1)
        self.table.itemActivated.connect(self._on_item)
        self.table.currentCellChanged.connect(self._on_current)
        self._go.clicked.connect(self.act)
        self._done.clicked.connect(self._on_done)
        self._done.setShortcut("Ctrl+Backspace")

    def show_todos(self, todos: Sequence[Todo], day: date) -> None:
        """All rows, in their order."""
        self._todos = todos
        kinds: dict[str, int] = {}
        for todo in todos:
            kinds[str(todo.kind)] = kinds.get(str(todo.kind), 0) + 1
        self.show_head("待办", "  ".join(f"{kind} {count}" for kind, count in kinds.items()))
        self.nothing.setVisible(not todos)
        self.table.setVisible(bool(todos))
        rows = [(str(t.kind), t.title, t.reason, _use_words(t.use), f"{t.age(day)} 天") for t in todos]
        self.table.show_rows(rows, list(range(len(todos))))
        self._follow()

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.body.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(12))

    @override
    def act(self) -> None:
        todo = self._chosen()
        if todo is not None:
            self.todo_chosen.emit(todo)

    @override
    def begin(self) -> None:
        self.table.setFocus()

    def _chosen(self) -> Todo | None:
        number = self.table.id_at(self.table.currentRow())
        return None if number is None else self._todos[number]

    def _follow(self) -> None:
        todo = self._chosen()
        self._go.setText(todo.act if todo is not None else "去办")
        for button in (self._go, self._done):
            button.setEnabled(todo is not None)

    @Slot(int, int, int, int)
    def _on_current(self, _row: int, _column: int, _before: int, _before_column: int) -> None:
        self._follow()

    @Slot(QTableWidgetItem)
    def _on_item(self, _item: QTableWidgetItem) -> None:
        self.act()

    @Slot()
    def _on_done(self) -> None:
        todo = self._chosen()
        if todo is not None:
            self.done_wanted.emit(todo)


def _use_words(use: float) -> str:
    return "多" if use >= _OFTEN else "少" if use else ""
