"""待办: the first row is the right thing to do; a button at the same place in each row does it."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.rich_text import RichText
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.article_html import GAP, escape, kind_tag, tag
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.todo_list import OFTEN, TodoList
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.todo import Todo, TodoKind

_LIST_WIDTH = 616
ALL = "全部"
_WAYS = {
    "lapsed:": "核对过这一条，它就自己走。",
    "overdue:": "复核过、改了复核日，它就自己走。",
    "review:": "每一处都看过，通过或者退回，它就走。",
    "back:": "改好再送审，或者丢掉草稿，它就走。",
    "lacking": "填好、送审、发布以后，它就自己走。",
    "upstream:": "并入或者留下本单位的，定了它就走。",
    "case:": "改好这一条，或者重记那条用例，它就走。",
}
"""Beginning of a key → how its row goes: when what it asks for is done, and not before."""


class TodoPage(WorkshopPage):
    """Rows in the order in which they are to be done."""

    todo_chosen = Signal(object)
    """`Todo`: what its button says is wanted."""
    done_wanted = Signal(object)
    """`Todo`: it was looked at and nothing has to be changed."""
    undo_wanted = Signal()

    def __init__(self, kind_of: Callable[[str], Kind | None]) -> None:
        """`kind_of`: id of an entry → its kind."""
        super().__init__("workshopTodo", "待办")
        self.keys = told(
            ("↑ ↓", "上下一件"),
            ("Enter", "去办"),
            ("todo_done", "看过了，不用改"),
            ("take_back", "撤回"),
        )
        self.saved = "按“用得多 × 拖得久”排，大的在前"
        self._kind_of = kind_of
        self._todos: Sequence[Todo] = ()
        self._day = date.today()
        self._kind: TodoKind | None = None
        """None for all."""
        self._chips = QButtonGroup(self)
        self._chip_box = FlowBox(spacing=8)
        self.list = TodoList()
        self.nothing = QLabel(
            "现在没有要办的。同事送审、坐席报错、搜不到、法规变了、条目到期，都会排到这里。"
        )
        self.nothing.setObjectName("todoNothing")
        self.nothing.setWordWrap(True)
        self.detail = RichText()
        self.detail.setObjectName("todoDetail")
        self.detail.setProperty("role", "page")
        self.detail.setAccessibleName("这一件")
        self._done = KeyButton("看过了，不用改", key_of("todo_done"))
        self._done.setObjectName("todoDone")
        self._go = WhyButton("去办", key_of("main_act"))
        self._go.setObjectName("todoGo")
        self.add_act(self._done)
        self.add_act(self._go)
        self._build()
        self.list.todo_activated.connect(self.todo_chosen)
        self.list.current_changed.connect(self._follow)
        self._chips.idClicked.connect(self._on_chip)
        self._go.clicked.connect(self.act)
        self._done.clicked.connect(self._on_done)
        self.bind({"todo_done": self._on_done})

    # -- what comes down

    def show_todos(self, todos: Sequence[Todo], day: date) -> None:
        """All rows, in their order; the one that was current stays so while it is there, else the one in its place is."""
        self._todos, self._day = todos, day
        counts = Counter(todo.kind for todo in todos)
        if self._kind is not None and not counts[self._kind]:
            self._kind = None
        self.show_head("待办")
        self._show_chips(counts)
        self._show()

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        for part in (self._chip_box, self.list, self._columns):
            part.apply_theme(theme)
        above = PLAIN.px(7)
        self._chip_line.setContentsMargins(theme.px(24), above, theme.px(24), above)
        self._follow()

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return self._columns.keyboards()

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        self._columns.bring_keyboard(keyboard)

    @override
    def step(self, direction: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + direction) % self.list.count())
            self._columns.bring_keyboard(self.list)
        else:
            self.mentioned.emit("现在没有要办的。")

    @override
    def act(self) -> None:
        todo = self.list.current
        if todo is not None:
            self.todo_chosen.emit(todo)
        else:
            self.mentioned.emit("现在没有要办的。")

    @override
    def undo(self) -> None:
        self.undo_wanted.emit()

    @override
    def begin(self) -> None:
        self._columns.bring_keyboard(self.list)

    # -- internals

    def _build(self) -> None:
        bar = QWidget()
        bar.setObjectName("workshopChips")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._chip_line = QHBoxLayout(bar)
        self._chip_line.addWidget(self._chip_box)
        for number, words in enumerate((ALL, *TodoKind)):
            chip = QPushButton(str(words))
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setObjectName(f"todoChip{number}")
            self._chips.addButton(chip, number)
            self._chip_box.add(chip)
        side = QWidget()
        side.setObjectName("workshopSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.nothing)
        box.addWidget(self.list, 1)
        self._columns = Columns()
        self._columns.add("要办的", side, keyboard=self.list, width=_LIST_WIDTH)
        self._columns.add("这一件", self.detail)
        self._columns.bring(side)
        self.body.addWidget(bar)
        self.body.addWidget(self._columns, 1)

    def _show_chips(self, counts: Counter[TodoKind]) -> None:
        chosen = 0 if self._kind is None else 1 + list(TodoKind).index(self._kind)
        for number, kind in enumerate((None, *TodoKind)):
            chip = self._chips.button(number)
            count = len(self._todos) if kind is None else counts[kind]
            word = ALL if kind is None else str(kind)
            chip.setText(f"{word} {count}")
            chip.setAccessibleName(f"{word}，{count} 件")
            chip.setVisible(kind is None or bool(count))
            chip.setChecked(number == chosen)

    def _show(self) -> None:
        before, row = self.list.current, self.list.currentRow()
        shown = [todo for todo in self._todos if self._kind is None or todo.kind is self._kind]
        rows = [(todo, self._kind_of(todo.entry_id) if todo.entry_id else None) for todo in shown]
        keys = [todo.key for todo in shown]
        chosen = before.key if before is not None and before.key in keys else ""
        if not chosen and before is not None and keys:  # it was done: the one that took its place
            chosen = keys[min(row, len(keys) - 1)]
        self.nothing.setVisible(not shown)
        self.list.show_todos(rows, self._day, chosen)

    @Slot()
    def _follow(self) -> None:
        todo = self.list.current
        self._go.say(todo.act if todo is not None else "去办", "" if todo is not None else "现在没有要办的")
        if todo is not None:
            self._go.setAccessibleName(full_width(f"{todo.act}，{todo.title}"))
        may_go = todo is not None and not todo.key.startswith(tuple(_WAYS))
        lacking = "" if may_go else f" · 先{todo.act}" if todo is not None else " · 现在没有要办的"
        self._done.setText(f"看过了，不用改{lacking}")
        self._done.setAccessibleName(self._done.text())
        self.detail.document().setDocumentMargin(self.theme.px(26))
        self.detail.show_page(self._detail_html(todo), self.theme.colours, {})

    def _detail_html(self, todo: Todo | None) -> str:
        colours, px = self.theme.colours, self.theme.px
        if todo is None:
            return f'<p style="color:{colours.ink_second}">没有选中的。</p>'
        kind = self._kind_of(todo.entry_id) if todo.entry_id else None
        mark = kind_tag(kind, self.theme) + GAP if kind is not None else ""
        coming = todo.from_day is not None and todo.from_day > self._day
        facts = [
            ("为什么", todo.reason),
            (
                "从哪天起",
                f"{todo.from_day.isoformat()}；到那天以前卡片照旧" if coming and todo.from_day else "",
            ),
            (
                "近来用得",
                "多" if todo.use >= OFTEN else "不多" if todo.use > 0 else "这台电脑上近来没人打开过",
            ),
            ("等了", f"{todo.age(self._day)} 天，从 {todo.since.isoformat()} 起"),
            ("怎么走", _way(todo)),
        ]
        rows = "".join(
            f'<tr><td width="{px(84)}" valign="top" style="color:{colours.ink_second};font-size:{px(14)}px">{name}</td>'
            f'<td style="font-size:{px(15)}px">{escape(full_width(words))}</td></tr>'
            for name, words in facts
            if words
        )
        return (
            f'<p style="font-size:{px(20)}px;margin-bottom:0"><b>{escape(full_width(todo.title))}</b></p>'
            f"<p>{mark}{tag(str(todo.kind), colours.law, colours.law_soft, self.theme)}</p>"
            f'<table width="100%" cellspacing="0" cellpadding="{px(6)}">{rows}</table>'
        )

    @Slot(int)
    def _on_chip(self, number: int) -> None:
        self._kind = list(TodoKind)[number - 1] if number else None
        self._show()

    @Slot()
    def _on_done(self) -> None:
        todo = self.list.current
        if todo is None:
            self.mentioned.emit("现在没有要办的。")
        elif todo.key.startswith(tuple(_WAYS)):
            self.mentioned.emit(f"这一件不能直接勾掉：{_way(todo)}按“{todo.act}”。")
        else:
            self.done_wanted.emit(todo)


def _way(todo: Todo) -> str:
    """How the row goes."""
    for beginning, way in _WAYS.items():
        if todo.key.startswith(beginning):
            return way
    key = key_of("take_back")
    return f"看一眼，该改的改；不用改就按“看过了，不用改”，可用 {key} 撤回。"
