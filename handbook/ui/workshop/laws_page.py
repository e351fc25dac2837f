"""法规: every law that the handbook has a text of or speaks of, its versions, and what is still to be checked."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QTableWidgetItem

from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.ruled_table import RuledTable
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.law_rows import LawRow

HEADINGS = ("法规", "地域", "版本", "条文", "我们的条目", "已核对", "要看的")
_WIDE = (0, 2)
_NOTHING = "还没有官方原文。把从人大、政府网站或法务拿到的 Word、PDF、网页文件拖到这里,或按“导入法规”。"


class LawsPage(WorkshopPage):
    """Enter opens a law; what changes the shelf comes up as signals."""

    import_wanted = Signal()
    law_wanted = Signal(str)
    """Title: read its articles beside ours."""
    comparison_wanted = Signal(str)
    """Title of a law with two versions at least."""
    removal_wanted = Signal(str, object)
    """Title and day of a version."""
    redating_wanted = Signal(str, object)
    taking_back_wanted = Signal()
    files_dropped = Signal(object)
    """Paths of files that were let fall on the page."""

    def __init__(self) -> None:
        super().__init__("workshopLaws", "法规")
        self.keys = "Enter 看条文与要点    Ctrl+Enter 导入法规    F8 下一部要看的    Ctrl+Z 撤回上一步"
        self._rows: Sequence[LawRow] = ()
        self.filter = LineField(is_inner=True)
        self.filter.setObjectName("lawsFilter")
        self.filter.setPlaceholderText("找法规名、地域")
        self.filter.setAccessibleName("找法规")
        self.table = RuledTable(HEADINGS, wide=_WIDE)
        self.table.setObjectName("lawsTable")
        self.table.setAccessibleName("法规")
        self.nothing = QLabel(_NOTHING)
        self.nothing.setObjectName("lawsNothing")
        self.nothing.setWordWrap(True)
        self._compare = QPushButton("比较两版")
        self._compare.setObjectName("lawsCompare")
        self._more = QPushButton("更多")
        self._more.setObjectName("lawsMore")
        self._back = QPushButton("撤回上一步")
        self._back.setObjectName("lawsTakeBack")
        self._import = KeyButton("导入法规", "Ctrl+Enter", "primary")
        self._import.setObjectName("lawsImport")
        for button in (self._compare, self._more, self._back, self._import):
            self.add_act(button)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table, 1)
        self.setAcceptDrops(True)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.moved.connect(self._on_moved)
        self.filter.entered.connect(self._on_entered)
        self.filter.escaped.connect(self._on_escaped)
        self.table.itemActivated.connect(self._on_item)
        self.table.currentCellChanged.connect(self._on_current)
        self._compare.clicked.connect(self._on_compare)
        self._more.clicked.connect(self._on_more)
        self._back.clicked.connect(self.taking_back_wanted)
        self._import.clicked.connect(self.import_wanted)

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.body.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(12))
        self.body.setSpacing(theme.px(10))

    def show_rows(self, rows: Sequence[LawRow], last_act: str) -> None:
        """All laws; `last_act` is what taking back would undo, in words."""
        self._rows = rows
        self._back.setEnabled(bool(last_act))
        self._back.setToolTip(f"撤回:{last_act}" if last_act else "还没有可撤回的")
        with_text = [row for row in rows if row.has_text]
        self.show_head("法规", f"{len(with_text)} 部有官方原文,{len(rows) - len(with_text)} 部只有要点")
        self.nothing.setVisible(not with_text)
        self._show()

    def chosen(self) -> LawRow | None:
        """The law that the table stands at."""
        number = self.table.id_at(self.table.currentRow())
        return None if number is None else self._rows[number]

    @override
    def step(self, direction: int) -> None:
        shown = [
            row
            for row in range(self.table.rowCount())
            if (number := self.table.id_at(row)) is not None and self._rows[number].to_check
        ]
        if not shown:
            self.mentioned.emit("没有要看的:有原文的条目都核对过,或还没有原文。")
            return
        now = self.table.currentRow()
        ahead = [n for n in shown if (n > now if direction > 0 else n < now)]
        self.table.setCurrentCell((ahead or shown)[0 if direction > 0 else -1], 0)
        self.table.setFocus()

    @override
    def act(self) -> None:
        self.import_wanted.emit()

    @override
    def begin(self) -> None:
        self.filter.setFocus()

    def _show(self) -> None:
        words = self.filter.text().split()
        shown = [
            number
            for number, row in enumerate(self._rows)
            if all(word in f"{row.title} {row.place}" for word in words)
        ]
        self.table.show_rows([_cells(self._rows[number]) for number in shown], shown)
        self._follow()

    def _follow(self) -> None:
        row = self.chosen()
        has_two = row is not None and len(row.versions) > 1
        self._compare.setEnabled(has_two)
        self._compare.setToolTip("" if has_two else "这部法规只有一版,收下另一版后再比")
        self._more.setEnabled(row is not None and row.has_text)

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
            self.law_wanted.emit(row.title)

    @Slot()
    def _on_escaped(self) -> None:
        if self.filter.text():
            self.filter.clear()

    @Slot(QTableWidgetItem)
    def _on_item(self, _item: QTableWidgetItem) -> None:
        self._on_entered()

    @Slot(int, int, int, int)
    def _on_current(self, _row: int, _column: int, _before: int, _before_column: int) -> None:
        self._follow()

    @Slot()
    def _on_compare(self) -> None:
        row = self.chosen()
        if row is not None:
            self.comparison_wanted.emit(row.title)

    @Slot()
    def _on_more(self) -> None:
        row = self.chosen()
        if row is None:
            return
        menu = QMenu(self)
        for version in row.versions:
            for words, wanted in (("改施行日期…", self._on_redate), ("移出", self._on_remove)):
                act = menu.addAction(f"{version.effective.isoformat()} 起的一版:{words}")
                act.setData((row.title, version.effective))
                act.triggered.connect(wanted)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @Slot()
    def _on_redate(self) -> None:
        title, day = _data_of(self.sender())
        self.redating_wanted.emit(title, day)

    @Slot()
    def _on_remove(self) -> None:
        title, day = _data_of(self.sender())
        self.removal_wanted.emit(title, day)


def _data_of(action: object) -> tuple[str, date]:
    data = action.data() if hasattr(action, "data") else None
    if not isinstance(data, tuple):
        raise TypeError("no version hangs on this act")
    return data


def _cells(row: LawRow) -> tuple[str, ...]:
    newest = row.versions[0] if row.versions else None
    versions = "  ".join(f"{v.effective.isoformat()} {v.state}" for v in row.versions) or "没有原文"
    return (
        row.title,
        row.place or "全国",
        versions,
        str(newest.articles) if newest else "",
        str(len(row.entries)) if row.entries else "",
        str(row.checked) if row.entries else "",
        str(row.to_check) if row.to_check else "",
    )
