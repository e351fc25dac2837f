"""The workshop at work: its window, its pages, and what stands behind them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from handbook.content.law_folder import LawFolder, LawRefused, Person
from handbook.errors import HandbookError
from handbook.model.handbook import Handbook
from handbook.model.regulation import RegulationArticle
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.workshop.article_page import ArticlePage
from handbook.ui.workshop.comparison_page import ComparisonPage
from handbook.ui.workshop.import_page import ImportPage, day_of
from handbook.ui.workshop.laws_page import LawsPage
from handbook.ui.workshop.todo_page import TodoPage
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.law_desk import Compared, LawDesk
from handbook.upkeep.law_rows import Decided, ReadLaw
from handbook.upkeep.law_todos import LawTodos, lapsed_todos, overdue_todos
from handbook.upkeep.todo import Todo, ordered

FILES = "法规文件 (*.docx *.pdf *.html *.htm *.md *.txt);;所有文件 (*)"


class Workshop(QObject):
    """Pages wish, this does: every act goes through the law desk, and what it refuses is told."""

    content_changed = Signal()
    """The company's folder holds something else: it is to be read anew."""
    entry_wanted = Signal(str)
    """Id of an entry that is to be read at the desk."""
    named = Signal(str)
    """The name under which this person works."""

    def __init__(
        self,
        *,
        site: Path,
        account: str,
        editor: str,
        handbook: Callable[[], Handbook],
        uses: Callable[[], dict[str, float]],
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self._site = site
        self._account = account
        self._editor = editor
        self._handbook = handbook
        self._uses = uses
        self._today = today
        self._title = ""
        """Law whose articles are read."""
        self._files: list[Path] = []
        """Files that wait to be read, one after the other."""
        self._stopping = Event()
        self._pending: Callable[[], None] | None = None
        """What waits for the name of the person."""
        region = handbook().region
        self.window = WorkshopWindow(region.words if region is not None else "", editor)
        self.todos = TodoPage()
        self.laws = LawsPage()
        self.importing = ImportPage()
        self.article = ArticlePage()
        self.comparison = ComparisonPage()
        self.window.add_tab("待办", self.todos)
        self.window.add_tab("法规", self.laws)
        for page in (self.importing, self.article, self.comparison):
            self.window.add_page(page, self.laws)
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._on_read)
        self._work.failed.connect(self._on_failed)
        self._connect()

    def open(self) -> None:
        """Show the window, on the page where work waits."""
        is_first = not self.window.isVisible()
        self.refresh()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if is_first:
            self.window.turn_to(self.laws)

    @Slot()
    def refresh(self) -> None:
        """Show what stands in the folder now."""
        desk = self._desk()
        laws = desk.read()
        self.laws.show_rows(desk.rows(laws), desk.last_act())
        rows = ordered(
            (
                *self._law_todos().rows(self._uses()),
                *lapsed_todos(self._handbook(), self._uses()),
                *overdue_todos(self._handbook(), self._uses(), self._today()),
            ),
            self._today(),
        )
        self.todos.show_todos(rows, self._today())
        self.window.show_count(self.todos, len(rows))
        for problem in laws.problems:
            self.window.notice.tell(f"{problem.file}:{problem.message}")

    # -- internals

    def _connect(self) -> None:
        self.laws.import_wanted.connect(self._on_import)
        self.laws.files_dropped.connect(self._on_files)
        self.laws.law_wanted.connect(self._on_law)
        self.laws.comparison_wanted.connect(self._on_compare)
        self.laws.removal_wanted.connect(self._on_remove)
        self.laws.redating_wanted.connect(self._on_redate)
        self.laws.taking_back_wanted.connect(self._on_take_back)
        self.importing.accepted.connect(self._on_accepted)
        self.importing.other_file_wanted.connect(self._on_import)
        self.importing.left.connect(self._on_left)
        self.article.entry_wanted.connect(self._on_article)
        self.article.check_given.connect(self._on_check)
        self.article.comparison_wanted.connect(self._on_compare)
        self.comparison.versions_chosen.connect(self._on_versions)
        self.comparison.todos_wanted.connect(self._on_todos)
        self.comparison.entry_wanted.connect(self.entry_wanted)
        self.todos.todo_chosen.connect(self._on_todo)
        self.todos.done_wanted.connect(self._on_done)
        self.window.closed.connect(self._on_closed)

    def _person(self) -> Person:
        return Person(self._editor or self._account or "未署名", self._account)

    def _desk(self) -> LawDesk:
        person = self._person()
        return LawDesk(LawFolder(self._site, person, _now), person, self._handbook, self._today)

    def _law_todos(self) -> LawTodos:
        return LawTodos(self._site, self._person(), _now)

    def _do(self, act: Callable[[], object], done: str = "") -> bool:
        """Do one act on the folder; what it refuses is told, and everything is shown anew."""
        try:
            act()
        except HandbookError as error:
            self.window.notice.tell(str(error))
            return False
        if done:
            self.window.notice.mention(done)
        self.refresh()
        self.content_changed.emit()
        return True

    def _named(self, act: Callable[[], None]) -> None:
        """Do `act` under the name of this person, which is asked for once."""
        if self._editor:
            act()
            return
        self._pending = act
        question = "收下法规、核对条文都要署名。请写您的姓名(只问这一次,可在设置里改):"
        dialog = LineDialog("您的姓名", question, self.window)
        dialog.line_entered.connect(self._on_named)
        dialog.open()

    @Slot(str)
    def _on_named(self, name: str) -> None:
        self._editor = " ".join(name.split())
        self.named.emit(self._editor)
        self.window.show_person(self._editor)
        pending, self._pending = self._pending, None
        if pending is not None:
            pending()

    # -- reading a file

    @Slot()
    def _on_import(self) -> None:
        dialog = QFileDialog(self.window, "导入法规", "", FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot(str)
    def _on_file(self, name: str) -> None:
        self._on_files([Path(name)])

    @Slot(object)
    def _on_files(self, paths: Sequence[Path]) -> None:
        self._files += paths
        if not self._work.is_busy:
            self._read_next()

    def _read_next(self) -> None:
        if not self._files:
            return
        path = self._files.pop(0)
        self._stopping.clear()
        self.window.notice.mention(f"正在读 {path.name} …(在另一个进程里读,可接着干别的)")
        self._work.start(partial(self._read, self._desk(), path))

    def _read(self, desk: LawDesk, path: Path, _report: Report) -> ReadLaw:
        return desk.draft(path, is_stopped=self._stopping.is_set)

    @Slot(object)
    def _on_read(self, law: ReadLaw) -> None:
        if self._stopping.is_set():
            return
        for remark in law.remarks:
            self.window.notice.mention(remark)
        self.importing.show_law(law)
        self.window.turn_to(self.importing)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, HandbookError):
            raise error
        self.window.notice.tell(str(error))
        self._read_next()

    @Slot()
    def _on_left(self) -> None:
        self.window.turn_to(self.laws)
        self._read_next()

    @Slot(object)
    def _on_accepted(self, decided: Decided) -> None:
        self._named(partial(self._accept, decided))

    def _accept(self, decided: Decided) -> None:
        try:
            accepted = self._desk().accept(decided)
        except HandbookError as error:
            self.window.notice.tell(str(error))
            return
        self.refresh()
        self.content_changed.emit()
        text = accepted.text
        self.window.notice.mention(
            f"已收下《{text.title}》{text.effective.isoformat()} 起的一版,{len(text.articles)} 条。原件也存了;可在“法规”里撤回。"
        )
        if accepted.earlier is not None:
            self._compare(text.title, accepted.earlier, text.effective)
        else:
            self._on_law(text.title)
        self._read_next()

    # -- the shelf

    @Slot(str, object)
    def _on_remove(self, title: str, day: date) -> None:
        self._named(partial(self._remove, title, day))

    def _remove(self, title: str, day: date) -> None:
        self._do(
            partial(self._desk().remove, title, day), f"已移出《{title}》{day} 起的一版;按 Ctrl+Z 撤回。"
        )

    @Slot(str, object)
    def _on_redate(self, title: str, day: date) -> None:
        dialog = LineDialog(
            "改施行日期", f"《{title}》现在记的是 {day} 起施行。改成哪一天?(年-月-日)", self.window
        )
        dialog.put_back(day.isoformat())
        dialog.line_entered.connect(partial(self._redate, title, day))
        dialog.open()

    def _redate(self, title: str, day: date, words: str) -> None:
        new = day_of(words)
        if new is None:
            self.window.notice.tell("日期写成 2027-01-01 这样;没有改。")
            return
        self._do(partial(self._desk().set_day, title, day, new), f"《{title}》改为 {new} 起施行;可撤回。")

    @Slot()
    def _on_take_back(self) -> None:
        words = self._desk().last_act()
        self._do(self._desk().take_back, f"已撤回:{words}。")

    # -- reading an article

    @Slot(str)
    def _on_law(self, title: str) -> None:
        desk = self._desk()
        laws = desk.read()
        row = next((row for row in desk.rows(laws) if row.title == title), None)
        if row is None:
            return
        self._title = title
        if not row.entries:
            self.window.notice.mention(f"手册里还没有《{title}》的条目,原文可在“法规”范围里搜到。")
            return
        views = [desk.view(laws, entry) for entry in row.entries]
        self.article.show_entries(views)
        first = next(
            (view for view in views if view.official is not None and not view.standing.holds), views[0]
        )
        self.article.show_view(first, self._editor)
        self.window.turn_to(self.article)

    @Slot(str, object)
    def _on_article(self, entry_id: str, day: date | None) -> None:
        entry = self._handbook().exact(entry_id)
        if isinstance(entry, RegulationArticle):
            desk = self._desk()
            self.article.show_view(desk.view(desk.read(), entry, day), self._editor)

    @Slot(str)
    def _on_check(self, entry_id: str) -> None:
        self._named(partial(self._check, entry_id))

    def _check(self, entry_id: str) -> None:
        entry = self._handbook().exact(entry_id)
        if not isinstance(entry, RegulationArticle):
            return
        desk = self._desk()
        official = desk.official(desk.read(), entry)
        if official and self._do(
            partial(desk.vouch, entry, official[0]), f"已记:{entry.citation},核对人 {self._editor}。"
        ):
            laws = desk.read()
            row = next((row for row in desk.rows(laws) if entry in row.entries), None)
            self.article.show_entries([desk.view(laws, one) for one in row.entries] if row else [])
            self.article.show_view(desk.view(laws, entry), self._editor)

    # -- comparing

    @Slot(str)
    def _on_compare(self, title: str) -> None:
        days = self._days(title)
        if len(days) < 2:
            self.window.notice.mention(f"《{title}》只有一版,收下另一版后再比。")
        else:
            self._compare(title, days[-2], days[-1])

    @Slot(str, object, object)
    def _on_versions(self, title: str, old: date, new: date) -> None:
        self._compare(title, old, new)

    def _compare(self, title: str, old: date, new: date) -> None:
        try:
            compared = self._desk().compared(title, old, new)
        except HandbookError as error:
            self.window.notice.tell(str(error))
            return
        self.comparison.show_versions(title, self._days(title), old, new)
        self.comparison.show_compared(compared, self._today())
        self.window.turn_to(self.comparison)

    def _days(self, title: str) -> list[date]:
        desk = self._desk()
        row = next((row for row in desk.rows(desk.read()) if row.title == title), None)
        return sorted(version.effective for version in row.versions) if row is not None else []

    # -- what is to be done

    @Slot(object)
    def _on_todos(self, compared: Compared) -> None:
        self._named(partial(self._put_todos, compared))

    def _put_todos(self, compared: Compared) -> None:
        try:
            count = self._law_todos().put(compared.comparison, compared.touched)
        except LawRefused as error:
            self.window.notice.tell(str(error))
            return
        self.refresh()
        self.window.notice.mention(f"{count} 处已放进待办。" if count else "都在待办里了,没有重复放。")

    @Slot(object)
    def _on_todo(self, todo: Todo) -> None:
        entry = self._handbook().exact(todo.entry_id) if todo.entry_id else None
        if isinstance(entry, RegulationArticle):
            desk = self._desk()
            laws = desk.read()
            row = next((row for row in desk.rows(laws) if entry in row.entries), None)
            self.article.show_entries([desk.view(laws, one) for one in row.entries] if row else [])
            self.article.show_view(desk.view(laws, entry), self._editor)
            self.window.turn_to(self.article)
        elif entry is not None:
            self.entry_wanted.emit(entry.id)
        else:
            self.window.notice.mention(f"{todo.title}:{todo.reason}")

    @Slot(object)
    def _on_done(self, todo: Todo) -> None:
        if todo.key.startswith(("lapsed:", "overdue:")):
            self.window.notice.mention("这一件要核对、复核过才会走,不能直接勾掉;按“去核对”。")
            return
        self._named(partial(self._put_done, todo))

    def _put_done(self, todo: Todo) -> None:
        self._do(partial(self._law_todos().done, todo), f"已从待办拿走:{todo.title}。")

    @Slot()
    def _on_closed(self) -> None:
        self._stopping.set()
        self._work.wait()


def _now() -> datetime:
    return datetime.now().astimezone()
