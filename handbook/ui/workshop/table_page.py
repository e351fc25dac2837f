"""导入: a company's own table, seen as a table, with one row above it that says what each column is; nothing is written before the button."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.row_preview import RowPreview
from handbook.ui.workshop.table_grid import TableGrid
from handbook.ui.workshop.table_side import TableSide
from handbook.ui.workshop.table_start import TableStart
from handbook.ui.workshop.table_style import table_style
from handbook.ui.workshop.tick_box import TickBox
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.version_box import VersionBox
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.bringing_columns import FIELDS, REQUIRED, Field
from handbook.upkeep.bringing_desk import BringingDesk
from handbook.upkeep.bringing_rows import Purpose, RowProblem

MOST_SHOWN = 200
"""Rows that the sheet shows at once; the others are reached by a button and counted."""
_SIDE_WIDTH = 400
_LOW = 560
"""Height of the page at 100 % under which the words above the sheet stand beside it."""
_TITLES = {
    Purpose.FAQ: "导入问答表",
    Purpose.PHONES: "导入电话本",
    Purpose.VALUES: "导入本单位的值",
    Purpose.LINES: "导入话术",
    Purpose.ASKS: "导入问法",
    Purpose.SYNONYMS: "导入同义词",
    Purpose.OUTLINE: "导入大纲",
}
_SAVED = "只读您的文件，不改它 · 还没写进去"
_GUESSED = "已按表头猜好，改上面一行就行；下面是您的表"
_OUTLINED = "一行是一页或一节，可以在格里改"


class TablePage(WorkshopPage):
    """What is mended goes into the desk that is shown; files, and what is to be written, go out as wishes."""

    file_wanted = Signal(object)
    """`Purpose` for which a file is to be chosen."""
    files_dropped = Signal(object)
    """Paths of files that were let fall on the page."""
    form_wanted = Signal(object)
    """`Purpose` of which an empty table is to be saved."""
    rows_wanted = Signal()
    """Rows that are to be mended are to be saved as a table."""
    drafts_wanted = Signal()
    """What was just written is to be looked at."""
    write_wanted = Signal(bool)
    """Whether only rows that are fine are to be written."""

    def __init__(self) -> None:
        super().__init__("workshopTable", "导入")
        self._desk: BringingDesk | None = None
        self._handbook = Handbook()
        self._first = 0
        """Place of the first row that is shown, among those that may be."""
        self._is_writing = False
        self._is_low = False
        """Whether the sheet needs the height that words above it would take."""
        self.setAcceptDrops(True)
        self._make_acts()
        self.start = TableStart()
        self.grid = TableGrid()
        self.side = TableSide()
        self._column = self._make_column()
        self._end = self._make_end()
        self._columns = Columns()
        self._columns.add("您的表", self._column, keyboard=self.grid)
        self._columns.add("会变成什么", self.side, keyboard=self.side.area, width=_SIDE_WIDTH)
        self._columns.bring(self._column)
        work = QWidget()
        self._work_box = QVBoxLayout(work)
        self._work_box.setContentsMargins(0, 0, 0, 0)
        self._work_box.setSpacing(0)
        self._work_box.addWidget(self._columns, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(work)
        self.body.addWidget(self._stack, 1)
        self._connect()
        self.bind({"take_mend": self._on_take_here})
        self.close_table()

    # -- what comes down

    @property
    def desk(self) -> BringingDesk | None:
        """The table that is open."""
        return self._desk

    @property
    def takes_only_fine(self) -> bool:
        """Whether rows that are to be mended are left out."""
        return self.only_fine.isChecked()

    def show_desk(self, desk: BringingDesk, handbook: Handbook) -> None:
        """A table that was read; nothing of an earlier one stays."""
        self._desk = desk
        self._first = 0
        self.only_fine.setChecked(False)
        self._only_bad.setChecked(False)
        self.start.show_done("")
        self._stack.setCurrentIndex(1)
        self.keys = told(
            ("mend_next", "下一行要改"),
            ("Enter", "在格里改"),
            *((("column_kind", "这一列换别的"),) if not desk.is_outline else ()),
            ("take_mend", "照建议改"),
            ("main_act", "写成草稿"),
            ("column_next", "换栏"),
        )
        self._show_choices()
        self.refresh(handbook)
        self.foot_changed.emit()

    def close_table(self, done: str = "") -> None:
        """No table is open; `done`: what became of the last one."""
        self._desk = None
        self.keys = told(("↑ ↓", "选"), ("Enter", "选文件"), ("main_act", "选文件"))
        self.saved = ""
        self._stack.setCurrentIndex(0)
        self.start.show_done(done)
        for act in (self._purpose, self._sheet, self._other):
            act.hide()
        self.show_head("导入", "把手头的表和课件拿进来")
        self.foot_changed.emit()

    def refresh(self, handbook: Handbook | None = None) -> None:
        """Show what the table would become now; the current cell stays."""
        desk = self._desk
        if handbook is not None:
            self._handbook = handbook
        if desk is None:
            return
        tally = desk.tally
        more = desk.sheet.more_rows
        counted = f"{tally.rows} 行" + (f"，另有 {more} 行没读" if more else "")
        self.show_head(_TITLES[desk.purpose], f"{desk.file_name} · {counted}")
        self._show_notes(desk)
        self._show_rows(desk)
        self.side.show_tally(tally, "".join(desk.brought.lacking))
        self.side.mends.show_problems(desk.brought.problems)
        self._show_end(desk)
        self._show_row()

    def show_writing(self, done: int, of: int) -> None:
        """Drafts are being written; `of` 0 = none any more."""
        self._is_writing = bool(of)
        if of:
            self.write.say(f"正在写 {done}/{of}")
        elif self._desk is not None:
            self._show_end(self._desk)
        self.saved = f"正在写 {done}/{of}" if of else _SAVED if self._desk is not None else ""
        self.foot_changed.emit()

    def show_drafts(self, count: int) -> None:
        """A way to what was just written; none for 0."""
        self.drafts.setText(f"看写成的 {count} 份草稿")
        self.drafts.setVisible(bool(count))

    @override
    def apply_theme(self, theme: Theme) -> None:
        self.setStyleSheet(table_style(theme))
        super().apply_theme(theme)
        px = theme.px
        for part in (
            *(self.start, self.grid, self.side, self._columns, self._bar, self._end_acts, self.only_fine),
            *(self._purpose, self._sheet),
        ):
            part.apply_theme(theme)
        self._column_box.setContentsMargins(px(20), px(8), px(20), px(12))
        self._column_box.setSpacing(px(6))
        self._end_box.setContentsMargins(px(18), px(8), px(18), px(10))
        self._end_box.setSpacing(px(6))
        self._show_row()

    @override
    def use_room(self, height: int) -> None:
        super().use_room(height)
        is_low = height < self.theme.px(_LOW)
        if is_low != self._is_low:
            self._is_low = is_low
            if self._desk is not None:
                self._show_notes(self._desk)

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return self._columns.keyboards() if self._desk is not None else (self.start.list, self.start.choose)

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        if self._desk is None:
            keyboard.setFocus()
            return
        self._columns.bring_keyboard(keyboard)
        if keyboard is self.side.area:
            self.side.keyboard.setFocus()

    @override
    def step(self, direction: int) -> None:
        """To the next row that is to be mended, round and round."""
        desk = self._desk
        if desk is None:
            self.mentioned.emit("还没有选文件。")
            return
        self.grid.settle()
        if desk.brought.lacking:
            self._go_to_columns()
            return
        numbers = desk.problem_rows
        if not numbers:
            self.mentioned.emit("没有要改的行。")
            return
        here = self.grid.number
        ahead = [number for number in numbers if (number - here) * direction > 0]
        number = (ahead or numbers)[0 if direction > 0 else -1]
        self._go_to(next(one for one in desk.brought.problems if one.number == number))

    @override
    def act(self) -> None:
        desk = self._desk
        if desk is None:
            self.file_wanted.emit(self.start.purpose)
            return
        self.grid.settle()
        if self._is_writing:
            self.mentioned.emit("正在写，写完就告诉您。")
        elif desk.brought.lacking:
            self.mentioned.emit(desk.brought.lacking[0])
            self._go_to_columns()
        elif desk.brought.problems and not self.takes_only_fine:
            first = desk.brought.problems[0]
            self._go_to(first)
            self.mentioned.emit(f"第 {first.number} 行：{first.sentence}")
        elif not desk.writing(only_fine=True):
            self.mentioned.emit("没有可写的：手册里都有了，或还有行要改。")
        else:
            self.write_wanted.emit(self.takes_only_fine)

    @override
    def undo(self) -> None:
        place = self._desk.undo() if self._desk is not None and not self._is_writing else None
        if place is None:
            self.mentioned.emit("没有可撤回的：还没有改过格。")
            return
        self.refresh()
        self._show_number(place[0])
        self.grid.go_to(*place)

    @override
    def begin(self) -> None:
        (self.grid if self._desk is not None else self.start.list).setFocus()

    @override
    def end(self) -> None:
        self.grid.settle()

    # -- files that are let fall

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event):
            event.acceptProposedAction()
            self.start.show_dropping(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.start.show_dropping(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_of(event)
        self.start.show_dropping(False)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    # -- internals: building

    def _make_acts(self) -> None:
        self._sheet = VersionBox("tableSheet", "工作表")
        self._purpose = VersionBox("tablePurpose", "这张表用来")
        self.drafts = QPushButton()
        self.drafts.setObjectName("tableDrafts")
        self.drafts.setAutoDefault(True)
        self.drafts.hide()
        self._other = QPushButton("换文件")
        self._other.setObjectName("tableOther")
        for widget in (self._sheet, self._purpose, self._other, self.drafts):
            self.add_act(widget)

    def _make_column(self) -> QWidget:
        self._what = QLabel("这一列是什么")
        self._what.setObjectName("tableBarHead")
        self._guessed = QLabel(_GUESSED)
        self._guessed.setObjectName("tableBarNote")
        self._only_bad = QPushButton()
        self._only_bad.setObjectName("tableOnlyBad")
        self._only_bad.setCheckable(True)
        self._only_bad.setProperty("role", "chip")
        self._shown = QLabel()
        self._shown.setObjectName("tableBarNote")
        self._former = QPushButton(f"前 {MOST_SHOWN} 行")
        self._former.setObjectName("tableFormer")
        self._further = QPushButton(f"后 {MOST_SHOWN} 行")
        self._further.setObjectName("tableFurther")
        self._bar = FlowBox(spacing=10)
        for widget in (self._what, self._guessed, self._only_bad, self._shown, self._former, self._further):
            self._bar.add(widget)
        self._notes = QLabel()
        self._notes.setObjectName("tableNotes")
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setWordWrap(True)
        column = QWidget()
        column.setObjectName("tableColumn")
        column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column_box = QVBoxLayout(column)
        self._column_box.addWidget(self._notes)
        self._column_box.addWidget(self._bar)
        self._column_box.addWidget(self.grid, 1)
        return column

    def _make_end(self) -> QWidget:
        self.only_fine = TickBox()
        self.only_fine.setObjectName("tableOnlyFine")
        self._keep = QPushButton()
        self._keep.setObjectName("tableKeep")
        self.write = WhyButton("写成草稿", key_of("main_act"))
        self.write.setObjectName("tableWrite")
        self._end_acts = FlowBox(spacing=10)
        self._end_acts.add(self.only_fine)
        self._end_acts.add(self._keep)
        self._end_acts.add(self.write)
        end = QWidget()
        end.setObjectName("tableEnd")
        end.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._end_box = QVBoxLayout(end)
        self._end_box.addWidget(self._end_acts)
        return end

    def _connect(self) -> None:
        self.start.file_wanted.connect(self.act)
        self.start.form_wanted.connect(self._on_form)
        self.grid.edited.connect(self._on_edited)
        self.grid.field_chosen.connect(self._on_field)
        self.grid.row_changed.connect(self._on_row)
        self.side.mends.chosen.connect(self._on_mend_chosen)
        self.side.mends.taken.connect(self._on_mend_taken)
        self._only_bad.toggled.connect(self._on_only_bad)
        self._former.clicked.connect(self._on_former)
        self._further.clicked.connect(self._on_further)
        self._other.clicked.connect(self._on_other)
        self._purpose.activated.connect(self._on_purpose)
        self._sheet.activated.connect(self._on_sheet)
        self.only_fine.toggled.connect(self._on_only_fine)
        self._keep.clicked.connect(self.rows_wanted)
        self.drafts.clicked.connect(self.drafts_wanted)
        self.write.clicked.connect(self.act)
        self._columns.arranged.connect(self._place_end)

    # -- internals: showing

    def _show_choices(self) -> None:
        desk = self._desk
        if desk is None:
            return
        self._sheet.clear()
        self._sheet.addItems([f"工作表：{sheet.name}" for sheet in desk.sheets])
        self._sheet.setVisible(len(desk.sheets) > 1)
        self._purpose.clear()
        for purpose in Purpose:
            if purpose is not Purpose.OUTLINE:
                self._purpose.addItem(f"用来：{purpose}", purpose)
        self._purpose.setCurrentText(f"用来：{desk.purpose}")
        self._purpose.setVisible(not desk.is_outline)
        self._other.show()
        self._guessed.setText(_OUTLINED if desk.is_outline else _GUESSED)
        self.saved = _SAVED

    def _show_notes(self, desk: BringingDesk) -> None:
        """The first clause of each; the whole sentences were told when the file was read, and stand in the tip."""
        clauses = [note.partition("，")[0].rstrip("。") for note in desk.notes]
        self._notes.setText(full_width(" · ".join(clauses)))
        self._notes.setToolTip(full_width("\n".join(desk.notes)))
        self._notes.setAccessibleName(full_width("".join(desk.notes)))
        is_low = self._is_low
        self._notes.setVisible(bool(clauses) and not is_low)
        self.side.show_notes("\n".join((desk.file_name, *desk.notes)) if is_low else "")
        for label in (self._what, self._guessed):
            label.setVisible(not is_low)

    def _rows(self, desk: BringingDesk) -> list[tuple[int, tuple[str, ...]]]:
        bad = set(desk.problem_rows) if self._only_bad.isChecked() else None
        return [(number, row) for number, row in desk.sheet.data() if bad is None or number in bad]

    def _show_rows(self, desk: BringingDesk) -> None:
        count = len(desk.problem_rows)
        if not count and self._only_bad.isChecked():
            self._only_bad.setChecked(False)
        self._only_bad.setText(f"只看要改的 {count}")
        self._only_bad.setVisible(bool(count))
        rows = self._rows(desk)
        self._first = min(self._first, max(len(rows) - 1, 0) // MOST_SHOWN * MOST_SHOWN)
        shown = rows[self._first : self._first + MOST_SHOWN]
        is_parted = len(rows) > MOST_SHOWN
        self._shown.setText(f"看的是 {self._first + 1}–{self._first + len(shown)}，共 {len(rows)} 行")
        for widget in (self._shown, self._former, self._further):
            widget.setVisible(is_parted)
        needed = REQUIRED[desk.purpose]
        by_field = {field: column for column, field in reversed(desk.mapping.items())}
        remarks = {row.number: row.remarks[0] for row in desk.brought.rows if row.remarks}
        problems = [
            problem if problem.column >= 0 else RowProblem(problem.number, 0, problem.sentence, problem.mend)
            for problem in desk.brought.problems
        ]
        place = by_field.get(needed[0], 0) if needed else 0
        self.grid.show_rows(desk.heads, shown, problems, remarks, place)
        self.grid.show_fields(() if desk.is_outline else FIELDS[desk.purpose], desk.mapping)

    def _show_end(self, desk: BringingDesk) -> None:
        bad = len(desk.problem_rows)
        fine = len(desk.writing(only_fine=True))
        self.only_fine.show_words(f"先收没问题的 {fine} 行，{bad} 行另存成表让我改")
        self._keep.setText(f"存出这 {bad} 行")
        self.only_fine.setVisible(bool(bad and fine))
        self._keep.setVisible(bool(bad))
        if desk.brought.lacking:
            self.write.say("写成草稿", f"先说 {len(desk.brought.lacking)} 列是什么", desk.brought.lacking[0])
        elif bad and not self.takes_only_fine:
            self.write.say("写成草稿", f"先改 {bad} 行", desk.brought.problems[0].sentence)
        elif not fine:
            self.write.say("写成草稿", "没有可写的")
        else:
            self.write.say(f"写成草稿 · {fine} 条")
        self._end_acts.updateGeometry()

    def _show_row(self) -> None:
        desk = self._desk
        row = desk.row(self.grid.number) if desk is not None else None
        html = RowPreview(self.theme, self._handbook).html(row) if row is not None else ""
        self.side.show_preview(self.grid.number, html)

    def _show_number(self, number: int) -> None:
        """Let that row be among those that are shown."""
        desk = self._desk
        if desk is None or self.grid.model_of_sheet.row_of(number) >= 0:
            return
        if number not in [own for own, _ in self._rows(desk)]:
            self._only_bad.setChecked(False)
        places = [own for own, _ in self._rows(desk)]
        if number in places:
            self._first = places.index(number) // MOST_SHOWN * MOST_SHOWN
            self._show_rows(desk)

    def _go_to(self, problem: RowProblem, *, is_seen: bool = True) -> None:
        self._show_number(problem.number)
        if is_seen:
            self._columns.bring(self._column)
        self.grid.go_to(problem.number, problem.column)
        self.side.mends.show_current(problem)
        if is_seen:
            self.grid.setFocus()

    def _go_to_columns(self) -> None:
        """To the first column of which nobody said what it is."""
        self._columns.bring(self._column)
        boxes = self.grid.columns_head.boxes
        free = [box for box in boxes if box.currentText() == Field.IGNORED]
        if boxes:
            (free or list(boxes))[0].setFocus()

    # -- internals: what happens

    @Slot()
    def _place_end(self) -> None:
        """Beside the sheet where there is room, else beneath whichever column is seen."""
        box = self.side.box if self._columns.is_wide else self._work_box
        if box.indexOf(self._end) < 0:
            box.addWidget(self._end)

    @Slot(int, int, str)
    def _on_edited(self, number: int, column: int, words: str) -> None:
        if self._is_writing:
            self.mentioned.emit("正在写草稿，写完再改。")
        elif self._desk is not None and self._desk.edit(number, column, words):
            self.refresh()

    @Slot(int, object)
    def _on_field(self, column: int, field: Field) -> None:
        if self._desk is not None:
            self._desk.choose_field(column, field)
            self.refresh()

    @Slot(int)
    def _on_row(self, _number: int) -> None:
        self._show_row()

    @Slot(object)
    def _on_mend_chosen(self, problem: RowProblem | None) -> None:
        if problem is not None:
            self._go_to(problem, is_seen=False)

    @Slot(object)
    def _on_mend_taken(self, problem: RowProblem) -> None:
        self._take(problem)

    @Slot()
    def _on_take_here(self) -> None:
        """The mend of the current cell, else of its row."""
        if self._desk is None:
            return
        self.grid.settle()
        in_row = [one for one in self._desk.brought.problems if one.number == self.grid.number]
        here = self.grid.problem
        problem = next((one for one in in_row if here is not None and one.sentence == here.sentence), None)
        problem = problem or next((one for one in in_row if one.mend is not None), None)
        if problem is None or problem.mend is None:
            self.mentioned.emit("这一行没有现成的改法，请在格里改。")
        else:
            self._take(problem)

    def _take(self, problem: RowProblem) -> None:
        desk = self._desk
        if desk is None or self._is_writing:
            return
        has_list = self.side.mends.hasFocus()
        self._go_to(problem, is_seen=not has_list or problem.mend is None)
        if problem.mend is None:
            self.grid.edit(self.grid.currentIndex())
        elif desk.take(problem):
            self.refresh()
            if has_list and not self.side.mends.count():
                self.bring_column(self.grid)

    @Slot(bool)
    def _on_only_bad(self, _is_on: bool) -> None:
        self._first = 0
        if self._desk is not None:
            self._show_rows(self._desk)
            self._show_row()

    @Slot()
    def _on_former(self) -> None:
        self._turn(-MOST_SHOWN)

    @Slot()
    def _on_further(self) -> None:
        self._turn(MOST_SHOWN)

    def _turn(self, rows: int) -> None:
        desk = self._desk
        if desk is not None and 0 <= self._first + rows < len(self._rows(desk)):
            self._first += rows
            self._show_rows(desk)
            self.grid.scrollToTop()

    @Slot()
    def _on_other(self) -> None:
        if self._desk is not None:
            self.file_wanted.emit(self._desk.purpose)

    @Slot()
    def _on_form(self) -> None:
        self.form_wanted.emit(self.start.purpose)

    @Slot(int)
    def _on_purpose(self, place: int) -> None:
        if self._desk is not None:
            self._desk.choose_purpose(Purpose(self._purpose.itemData(place)))
            self.refresh()

    @Slot(int)
    def _on_sheet(self, place: int) -> None:
        if self._desk is not None:
            self._desk.choose_sheet(place)
            self._first = 0
            self.refresh()

    @Slot(bool)
    def _on_only_fine(self, _is_on: bool) -> None:
        if self._desk is not None:
            self._show_end(self._desk)


def _files_of(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
