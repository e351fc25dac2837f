"""记录: what was done with the company's entries, by whom and why; any earlier text becomes a draft again from here."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidgetItem, QWidget

from handbook.content.writing.draft import ActKind
from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.ruled_table import RuledTable
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.draft_desk import ActRow

HEADINGS = ("什么时候", "谁", "做了什么", "哪一条", "为什么")
_WIDE = (2, 3, 4)
_GIVING_WAY = (4,)
_NARROW = 860
_RECORD = (
    "这是一本记录，不是凭证：能写本单位文件夹的人，都能改它。要防着谁，请把那个文件夹的写权限只给维护的人。"
)
_NOTHING = "还没有记录。送审、通过、退回、撤回，都会记在这里。"


class LogPage(WorkshopPage):
    """The last act first. 恢复那时 makes a draft, which goes the way of every draft; 撤回发布 acts at once."""

    return_wanted = Signal(object)
    """`Act`: what the file said after it (of a draft thrown away: what the draft said) is to be a draft again."""
    undo_wanted = Signal(str)
    """File whose last publication is to be taken back at once."""
    opened = Signal(object)
    """`ActRow`: its entry is wanted."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__("workshopLog", "记录")
        self.keys = told(
            ("↑ ↓", "上下一件"), ("Enter", "看这一条"), ("main_act", "恢复那时"), ("take_back", "撤回发布")
        )
        self.saved = "每一样旧文本都留着"
        self._now = now
        self._rows: Sequence[ActRow] = ()
        self.filter = LineField(is_inner=True)
        self.filter.setObjectName("lawsFilter")
        self.filter.setPlaceholderText("找人、条目、原因")
        self.filter.setAccessibleName("找记录")
        self.table = RuledTable(HEADINGS, wide=_WIDE)
        self.table.setObjectName("lawsTable")
        self.table.setAccessibleName("记录")
        self.table.setShowGrid(False)
        self._nothing = QLabel(_NOTHING)
        self._nothing.setObjectName("todoNothing")
        self._nothing.setWordWrap(True)
        self._record = QLabel(_RECORD)
        self._record.setObjectName("workshopNote")
        self._record.setWordWrap(True)
        self._undo = QPushButton()
        self._undo.setObjectName("logUndo")
        self._return = WhyButton("恢复那时", key_of("main_act"))
        self._return.setObjectName("logReturn")
        self.add_act(self._undo)
        self.add_act(self._return)
        self.body.addWidget(self.filter)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._record)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.moved.connect(self._on_moved)
        self.filter.entered.connect(self._on_entered)
        self.table.itemActivated.connect(self._on_item)
        self.table.currentCellChanged.connect(self._on_current)
        self._return.clicked.connect(self.act)
        self._undo.clicked.connect(self.undo)

    # -- what comes down

    def show_rows(self, rows: Sequence[ActRow], what: str = "") -> None:
        """All acts, the last first; `what`: of which entry or place these are, in words."""
        chosen = self.chosen()
        self._rows = rows
        self.show_head(f"记录 · {what}" if what else "记录", f"{len(rows)} 件")
        self._nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._show(chosen.act.id if chosen is not None else 0)

    def chosen(self) -> ActRow | None:
        """The act that the table stands at."""
        number = self.table.id_at(self.table.currentRow())
        return None if number is None or number >= len(self._rows) else self._rows[number]

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        side, above = theme.px(24), theme.px(14)
        self.body.setContentsMargins(side, above, side, above)
        self.body.setSpacing(theme.px(12))
        self.filter.setMaximumWidth(theme.px(420))
        self._fit()

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return (self.filter, self.table)

    @Slot()
    @override
    def act(self) -> None:
        row = self.chosen()
        why = _why_no_return(row)
        if row is None or why:
            self.mentioned.emit(full_width(f"不能恢复那时：{why}。"))
        else:
            self.return_wanted.emit(row.act)

    @Slot()
    @override
    def undo(self) -> None:
        row = self.chosen()
        if row is not None and _may_undo(row):
            self.undo_wanted.emit(row.act.file)
        else:
            self.mentioned.emit("只有现在正用着的那次发布能马上撤回；请先选中它。再早的，按“恢复那时”。")

    @override
    def back(self) -> bool:
        if self.filter.hasFocus() and self.filter.text():
            self.filter.clear()
            return True
        return False

    @override
    def begin(self) -> None:
        (self.table if self.table.rowCount() else self.filter).setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- internals

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self.theme.px(40))
        is_narrow = self.width() < self.theme.px(_NARROW)
        for column in _GIVING_WAY:
            self.table.setColumnHidden(column, is_narrow)

    def _show(self, chosen: int = 0) -> None:
        words = self.filter.text().split()
        shown = [
            number
            for number, row in enumerate(self._rows)
            if all(word in " ".join(self._cells(row)) for word in words)
        ]
        self.table.show_rows([self._cells(self._rows[number]) for number in shown], shown)
        self._fit()
        at = next((n for n, number in enumerate(shown) if self._rows[number].act.id == chosen), 0)
        if shown:
            self.table.setCurrentCell(at, 0)
        self._follow()

    def _cells(self, row: ActRow) -> tuple[str, ...]:
        local = row.when.astimezone()
        day = "今天" if local.date() == self._now().astimezone().date() else local.date().isoformat()
        own = "（自己审自己）" if row.act.is_own and row.act.kind is ActKind.PUBLISH else ""
        now = "现在用的 · " if row.stands else ""
        cells = (f"{day} {local:%H:%M}", row.who, f"{now}{row.what}{own}", row.title, row.why)
        return tuple(full_width(cell) for cell in cells)

    def _follow(self) -> None:
        row = self.chosen()
        why = _why_no_return(row)
        self._return.say("恢复那时", why)
        may_undo = row is not None and _may_undo(row)
        self._undo.setText("撤回发布" if may_undo else "撤回发布 · 先选现在用的那次")
        self._undo.setAccessibleName(
            full_width(f"{self._undo.text()}，{row.title if row is not None else ''}")
        )
        self._arrange()

    @Slot(str)
    def _on_filter(self, _words: str) -> None:
        self._show()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        row = min(max(self.table.currentRow() + step, 0), self.table.rowCount() - 1)
        self.table.setCurrentCell(row, 0)

    @Slot()
    def _on_entered(self) -> None:
        row = self.chosen()
        if row is not None:
            self.opened.emit(row)

    @Slot(QTableWidgetItem)
    def _on_item(self, _item: QTableWidgetItem) -> None:
        self._on_entered()

    @Slot(int, int, int, int)
    def _on_current(self, _row: int, _column: int, _before: int, _before_column: int) -> None:
        self._follow()


def _may_undo(row: ActRow) -> bool:
    return row.stands and row.act.kind is ActKind.PUBLISH


def _why_no_return(row: ActRow | None) -> str:
    if row is None:
        return "没有选中的"
    if row.stands:
        return "现在就是这样"
    return "" if row.can_return else "那时的文本不在了"
