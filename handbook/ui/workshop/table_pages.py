"""What the page of 导入 wishes, done: a file is read, what it becomes is written into drafts, and what is refused is told."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from handbook.content.writing.draft import Draft
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.model.handbook import Handbook
from handbook.table_files.table_file import Outline, TableFile
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.workshop.table_page import TablePage
from handbook.ui.workshop.table_reading import TableReading
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.bringing_desk import BringingDesk
from handbook.upkeep.bringing_drafts import DraftsNotWritten, Left, Written, write_drafts
from handbook.upkeep.bringing_rows import BroughtRow, Purpose
from handbook.upkeep.bringing_tables import blank_form, is_plain_text, table_bytes
from handbook.whole_file import write_whole

_TABLES = "表格 (*.xlsx *.xls *.ods *.csv *.tsv *.txt);;课件和文档 (*.pptx *.docx);;所有文件 (*)"
_OUTLINES = "课件和文档 (*.pptx *.docx);;表格 (*.xlsx *.xls *.ods *.csv *.tsv *.txt);;所有文件 (*)"
_KINDS = {"xlsx": "Excel 表格 (*.xlsx)", "csv": "CSV 表格 (*.csv)"}
_NAMED_ROWS = 5


class TablePages(QObject):
    """The file is never touched; drafts are written off this thread, when the button is pressed and not before."""

    changed = Signal()
    """Drafts were written: todos and rows are to be shown anew."""
    drafts_written = Signal(object)
    """A tuple of `Draft`."""
    drafts_wanted = Signal(object)
    """Names of the files whose drafts were just written: they are to be looked at."""

    def __init__(
        self,
        window: WorkshopWindow,
        shelf: Callable[[], DraftShelf],
        handbook: Callable[[], Handbook],
        named: Callable[[Callable[[], object]], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._shelf = shelf
        self._handbook = handbook
        self._named = named
        self._today = today
        self._wanted = Purpose.FAQ
        self.page = TablePage()
        self.reading = TableReading(window.reading, self)
        self._writing = BackgroundWork(self)
        self._files: tuple[str, ...] = ()
        """What the open table, or the last one, was written into."""
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """The handbook may be another: what the open table would become is asked anew."""
        desk, handbook = self.page.desk, self._handbook()
        if desk is not None and not self._writing.is_busy and desk.use(handbook):
            self.page.refresh(handbook)

    def begin(self, purpose: Purpose) -> None:
        """Bring the page up, and let a file be chosen for that purpose."""
        self.page.start.choose_purpose(purpose)
        self._window.turn_to(self.page)
        self._on_file_wanted(purpose)

    def take_file(self, path: Path, purpose: Purpose) -> None:
        """Read that file for that purpose; another one is seen by its heads."""
        self._wanted = purpose
        self.reading.start(path, partial(_opened, self._handbook(), self._shelf().room, purpose))

    @Slot()
    def end(self) -> None:
        """The window closes: what is read ends, what is being written is written."""
        self.reading.end()
        self._writing.wait()

    # -- internals

    def _connect(self) -> None:
        page = self.page
        page.file_wanted.connect(self._on_file_wanted)
        page.files_dropped.connect(self._on_dropped)
        page.form_wanted.connect(self._on_form_wanted)
        page.rows_wanted.connect(self._on_rows_wanted)
        page.write_wanted.connect(self._on_write_wanted)
        page.drafts_wanted.connect(self._on_drafts_wanted)
        self.reading.read.connect(self._on_read)
        self.reading.refused.connect(self._window.tell)
        self.reading.stopped.connect(self._window.mention)
        self._writing.progressed.connect(self._on_progress)
        self._writing.finished.connect(self._on_written)
        self._writing.failed.connect(self._on_not_written)
        self._window.closed.connect(self.end)

    # -- a file comes in

    @Slot(object)
    def _on_file_wanted(self, purpose: Purpose) -> None:
        self._wanted = purpose
        filters = _OUTLINES if purpose is Purpose.OUTLINE else _TABLES
        dialog = QFileDialog(self._window, "选要导入的文件", "", filters)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot(str)
    def _on_file(self, name: str) -> None:
        self.take_file(Path(name), self._wanted)

    @Slot(object)
    def _on_dropped(self, paths: Sequence[Path]) -> None:
        if len(paths) > 1:
            self._window.mention(f"一次收一个文件，先读 {paths[0].name}。")
        desk = self.page.desk
        self.take_file(paths[0], desk.purpose if desk is not None else self.page.start.purpose)

    @Slot(object)
    def _on_read(self, desk: BringingDesk) -> None:
        if self._writing.is_busy:
            self._window.tell(f"正在写草稿，{desk.file_name} 没有打开；写完再选一次。")
            return
        handbook = self._handbook()
        desk.use(handbook)
        self._files = ()
        self.page.show_drafts(0)
        self.page.show_desk(desk, handbook)
        if desk.notes:
            self._window.mention("".join(desk.notes))
        if self._window.page is self.page:
            self.page.begin()
        else:
            self._window.mention(f"{desk.file_name} 读好了：到“导入”接着收。")

    # -- tables go out

    @Slot(object)
    def _on_form_wanted(self, purpose: Purpose) -> None:
        self._save_as("存一份空表样", str(purpose).replace("→", "到"), blank_form(purpose), "xlsx")

    @Slot()
    def _on_rows_wanted(self) -> None:
        desk = self.page.desk
        if desk is None or not desk.problem_rows:
            return
        stem = f"{Path(desk.file_name).stem}-要改{len(desk.problem_rows)}行"
        kind = "csv" if is_plain_text(desk.file_name) else "xlsx"
        self._save_as("存出要改的行", stem, desk.table_to_mend, kind)

    def _save_as(self, title: str, stem: str, table: Sequence[Sequence[str]], kind: str) -> None:
        """`kind`: what is offered first, as the file was that came in; the other one can be chosen."""
        filters = ";;".join(sorted(_KINDS.values(), key=lambda one: one != _KINDS[kind]))
        dialog = QFileDialog(self._window, title, f"{stem}.{kind}", filters)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.filterSelected.connect(partial(self._on_kind_of_file, dialog, stem))
        dialog.fileSelected.connect(partial(self._save, table))
        dialog.open()

    def _on_kind_of_file(self, dialog: QFileDialog, stem: str, chosen: str) -> None:
        kind = next(kind for kind, words in _KINDS.items() if words == chosen)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{stem}.{kind}")

    def _save(self, table: Sequence[Sequence[str]], name: str) -> None:
        try:
            write_whole(Path(name), table_bytes(table, name))
        except OSError as error:
            self._window.tell(
                f"没有存上 {Path(name).name}（{reason(error)}），请换个文件夹，或先关掉正开着它的程序。"
            )
        else:
            self._window.mention(f"已存为 {Path(name).name}；改好了再导入它就行。")

    # -- drafts are written

    @Slot(bool)
    def _on_write_wanted(self, only_fine: bool) -> None:
        self._named(partial(self._write, only_fine))

    def _write(self, only_fine: bool) -> None:
        desk = self.page.desk
        if desk is None or self._writing.is_busy:
            return
        rows = desk.writing(only_fine=only_fine)
        desk.keep_columns()
        self.page.show_writing(0, len(rows))
        self._writing.start(partial(_written, rows, self._shelf(), self._handbook(), self._today()))

    @Slot(float, str)
    def _on_progress(self, _share: float, words: str) -> None:
        done, _, of = words.partition("/")
        self.page.show_writing(int(done), max(int(of), 1))

    @Slot(object)
    def _on_written(self, written: Written) -> None:
        self.page.show_writing(0, 0)
        words = told_words(written)
        desk = self.page.desk
        if desk is not None and desk.problem_rows:
            desk.keep_only(desk.problem_rows)
            self.page.only_fine.setChecked(False)
            self.page.refresh()
            left = len(desk.problem_rows)
            self._window.mention(f"{words}剩下 {left} 行要改的还在这里。")
        else:
            self.page.close_table(words)
            self._window.mention(words)
            if self._window.page is self.page:
                self.page.begin()
        self._tell_written(written.drafts)
        if written.drafts and self.page.desk is None and self._window.page is self.page:
            self.page.drafts.setFocus()  # what comes next, mostly

    @Slot(object)
    def _on_not_written(self, error: Exception) -> None:
        self.page.show_writing(0, 0)
        if not isinstance(error, HandbookError):
            self._window.tell("没有写完，表还在这里；请再按一次“写成草稿”，写过的不会重写。")
            self.changed.emit()
            raise error
        self._window.tell(f"{error}。")
        if isinstance(error, DraftsNotWritten):
            self._tell_written(error.written)

    @Slot()
    def _on_drafts_wanted(self) -> None:
        self.drafts_wanted.emit(self._files)

    def _tell_written(self, drafts: tuple[Draft, ...]) -> None:
        if drafts:
            self._files = tuple(dict.fromkeys((*self._files, *(draft.file for draft in drafts))))
            self.page.show_drafts(len(self._files))
            self.drafts_written.emit(drafts)
            self.changed.emit()


def told_words(written: Written) -> str:
    """What became of a table, in a few sentences."""
    count = len(written.drafts)
    words = (
        f"{written.rows} 行写成了草稿，在 {count} 份里，送审、发布以后才生效。" if count else "没有新的要写。"
    )
    if written.left:
        words += f"{len(written.left)} 行没有再写：{_left_words(written.left)}"
    if written.taken_back:
        words += f"{written.taken_back} 份本来在待审，加了这些，要再送一次。"
    return words + (f"{written.words}。" if written.words else "")


def _left_words(left: Sequence[Left]) -> str:
    shown = "".join(f"第 {one.number} 行{one.sentence}" for one in left[:_NAMED_ROWS])
    return shown + ("……" if len(left) > _NAMED_ROWS else "")


def _opened(handbook: Handbook, room: Path, wanted: Purpose, read: TableFile | Outline) -> BringingDesk:
    return BringingDesk(read, handbook, room, wanted)


def _written(
    rows: Sequence[BroughtRow], shelf: DraftShelf, handbook: Handbook, today: date, report: Report
) -> Written:
    def tell(done: int, of: int) -> None:
        report(done / max(of, 1), f"{done}/{of}")

    return write_drafts(rows, shelf, handbook, today, tell)
