"""法规: every law that the handbook has a text of or speaks of, its versions, and what is still to be checked."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QTableWidgetItem, QWidget

from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.ruled_table import RuledTable
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.law_rows import LawRow

HEADINGS = ("法规", "地域", "版本", "条文", "我们的条目", "已核对", "要看的")
_WIDE = (0, 2)
_NUMBERS_FROM = 3
_GIVING_WAY = (3, 5)
_NARROW = 860
_NOTHING = "还没有官方原文。把从人大、政府网站或法务拿到的 Word、PDF、网页文件拖到这里，或按“导入法规”。"
_DROP = "松手就读：几个文件排着队，一个一个来。"
_SHOWN_VERSIONS = 2


class LawsPage(WorkshopPage):
    """Enter opens a law; what changes the shelf comes up as signals."""

    import_wanted = Signal()
    resume_wanted = Signal()
    """Back to the file that was read and is not decided."""
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
        self.keys = told(
            ("Enter", "看条文与要点"),
            ("main_act", "导入法规"),
            ("mend_next", "下一部要看的"),
            ("take_back", "撤回上一步"),
        )
        self._rows: Sequence[LawRow] = ()
        self._last_act = ""
        self.filter = LineField(is_inner=True)
        self.filter.setObjectName("lawsFilter")
        self.filter.setPlaceholderText("找法规名、地域")
        self.filter.setAccessibleName("找法规")
        self.table = RuledTable(HEADINGS, wide=_WIDE, numbers_from=_NUMBERS_FROM)
        self.table.setObjectName("lawsTable")
        self.table.setAccessibleName("法规")
        self.table.setShowGrid(False)
        self.nothing = QLabel(_NOTHING)
        self.nothing.setObjectName("lawsNothing")
        self.nothing.setWordWrap(True)
        self._make_acts()
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.table, 1)
        self.setAcceptDrops(True)
        self._connect()

    # -- what comes down

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        side, above = theme.px(24), theme.px(14)
        self.body.setContentsMargins(side, above, side, above)
        self.body.setSpacing(theme.px(12))
        self.filter.setMaximumWidth(theme.px(420))
        self._fit_rows()
        self._fit_columns()

    def show_rows(self, rows: Sequence[LawRow], last_act: str) -> None:
        """All laws; `last_act` is what taking back would undo, in words. The law that was chosen stays so."""
        chosen = self.chosen()
        self._rows = rows
        self._last_act = last_act
        self._back.setToolTip(full_width(f"撤回：{last_act}" if last_act else "还没有可撤回的"))
        self._back.setAccessibleName(full_width(f"撤回上一步，{last_act or '还没有可撤回的'}"))
        with_text = sum(row.has_text for row in rows)
        to_check = sum(row.to_check for row in rows)
        detail = f"{with_text} 部有官方原文，{len(rows) - with_text} 部只有要点"
        self.show_head("法规", detail + (f" · 要看的 {to_check} 条" if to_check else ""))
        self.nothing.setVisible(not with_text)
        self._show(chosen.title if chosen is not None else "")

    def show_open(self, title: str) -> None:
        """A file that was read and is not decided; empty where there is none."""
        self._resume.setText(full_width(f"接着收：{title}"))
        self._resume.setVisible(bool(title))

    def chosen(self) -> LawRow | None:
        """The law that the table stands at."""
        number = self.table.id_at(self.table.currentRow())
        return None if number is None or number >= len(self._rows) else self._rows[number]

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return (self.filter, self.table)

    @override
    def step(self, direction: int) -> None:
        shown = [
            row
            for row in range(self.table.rowCount())
            if (number := self.table.id_at(row)) is not None and self._rows[number].to_check
        ]
        if not shown:
            self.mentioned.emit("没有要看的：有原文的条目都核对过，或还没有原文。")
            return
        now = self.table.currentRow()
        ahead = [n for n in shown if (n > now if direction > 0 else n < now)]
        self.table.setCurrentCell((ahead or shown)[0 if direction > 0 else -1], 0)
        self.table.setFocus()

    @override
    def act(self) -> None:
        self.import_wanted.emit()

    @override
    def undo(self) -> None:
        if self._last_act:
            self.taking_back_wanted.emit()
        else:
            self.mentioned.emit("没有可撤回的：还没有收下、移出或改过日期。")

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
        """Where names would be cut, figures that stand in the law itself give way."""
        super().resizeEvent(event)
        self._fit_columns()

    # -- files that are let fall

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event):
            event.acceptProposedAction()
            self._show_dropping(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_dropping(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_of(event)
        self._show_dropping(False)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _show_dropping(self, is_over: bool) -> None:
        self.setProperty("dropping", is_over)
        self.nothing.setText(_DROP if is_over else _NOTHING)
        self.nothing.setVisible(is_over or not any(row.has_text for row in self._rows))
        self.nothing.style().unpolish(self.nothing)
        self.nothing.style().polish(self.nothing)

    # -- internals

    def _make_acts(self) -> None:
        self._resume = QPushButton()
        self._resume.setObjectName("lawsResume")
        self._resume.hide()
        self._compare = QPushButton("比较两版")
        self._compare.setObjectName("lawsCompare")
        self._more = QPushButton("改日期、移出")
        self._more.setObjectName("lawsMore")
        self._back = KeyButton("撤回上一步", key_of("take_back"))
        self._back.setObjectName("lawsTakeBack")
        self._import = KeyButton("导入法规", key_of("main_act"), "primary")
        self._import.setObjectName("lawsImport")
        for button in (self._resume, self._compare, self._more, self._back, self._import):
            self.add_act(button)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_filter)
        self.filter.moved.connect(self._on_moved)
        self.filter.entered.connect(self._on_entered)
        self.table.itemActivated.connect(self._on_item)
        self.table.currentCellChanged.connect(self._on_current)
        self._resume.clicked.connect(self.resume_wanted)
        self._compare.clicked.connect(self._on_compare)
        self._more.clicked.connect(self._on_more)
        self._back.clicked.connect(self.undo)
        self._import.clicked.connect(self.import_wanted)

    def _show(self, chosen: str = "") -> None:
        words = self.filter.text().split()
        shown = [
            number
            for number, row in enumerate(self._rows)
            if all(word in f"{row.title} {row.place}" for word in words)
        ]
        self.table.show_rows([_cells(self._rows[number]) for number in shown], shown)
        self._fit_rows()
        at = next((n for n, number in enumerate(shown) if self._rows[number].title == chosen), 0)
        if shown:
            self.table.setCurrentCell(at, 0)
        self._follow()

    def _fit_rows(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self.theme.px(40))

    def _fit_columns(self) -> None:
        is_narrow = self.width() < self.theme.px(_NARROW)
        for column in _GIVING_WAY:
            self.table.setColumnHidden(column, is_narrow)

    def _follow(self) -> None:
        row = self.chosen()
        has_two = row is not None and len(row.versions) > 1
        why = "" if has_two else "只有一版" if row is not None and row.has_text else "没有原文"
        self._compare.setText("比较两版" if has_two else f"比较两版 · {why}")
        self._more.setText("改日期、移出" if row is not None and row.has_text else "改日期、移出 · 没有原文")

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

    @Slot(QTableWidgetItem)
    def _on_item(self, _item: QTableWidgetItem) -> None:
        self._on_entered()

    @Slot(int, int, int, int)
    def _on_current(self, _row: int, _column: int, _before: int, _before_column: int) -> None:
        self._follow()

    @Slot()
    def _on_compare(self) -> None:
        row = self.chosen()
        if row is not None and len(row.versions) > 1:
            self.comparison_wanted.emit(row.title)
        elif row is not None:
            self.mentioned.emit(
                f"《{row.title}》{'只有一版' if row.has_text else '还没有原文'}，收下另一版后再比。"
            )
            self._import.setFocus()

    @Slot()
    def _on_more(self) -> None:
        row = self.chosen()
        if row is None or not row.has_text:
            self.mentioned.emit("这部法规还没有原文，没有可改的；先导入一份。")
            self._import.setFocus()
            return
        menu = QMenu(self)
        for version in row.versions:
            for words, wanted in (("改施行日期…", self._on_redate), ("移出", self._on_remove)):
                act = menu.addAction(f"{version.effective.isoformat()} 起的一版：{words}")
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


def _files_of(event: QDropEvent) -> list[Path]:
    """Files of this machine among what is carried; nothing is fetched from elsewhere."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _cells(row: LawRow) -> tuple[str, ...]:
    newest = row.versions[0] if row.versions else None
    versions = " · ".join(f"{v.effective.isoformat()} {v.state}" for v in row.versions[:_SHOWN_VERSIONS])
    more = len(row.versions) - _SHOWN_VERSIONS
    cells = (
        row.title,
        row.place or "全国",
        (versions + (f" · 还有 {more} 版" if more > 0 else "")) or "没有原文",
        str(newest.articles) if newest else "",
        str(len(row.entries)) if row.entries else "",
        str(row.checked) if row.entries else "",
        str(row.to_check) if row.to_check else "",
    )
    return tuple(full_width(cell) for cell in cells)
