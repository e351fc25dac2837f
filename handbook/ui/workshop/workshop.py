"""The workshop at work: its window, its pages, and what stands behind them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from handbook.content.law_folder import LawFolder
from handbook.content.person import Person
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.content.writing.shipped import ShippedTexts
from handbook.errors import HandbookError
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.regulation import RegulationArticle
from handbook.ui.dialogs.help_dialog import HelpDialog
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.dialogs.manual import manual_page, manual_text
from handbook.ui.workshop.company_pages import CompanyPages
from handbook.ui.workshop.entry_pages import EntryPages
from handbook.ui.workshop.law_pages import LawPages
from handbook.ui.workshop.todo_page import TodoPage
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.finding import Found, found_entries
from handbook.upkeep.law_desk import Compared, LawDesk
from handbook.upkeep.law_todos import LawTodos, lapsed_todos, overdue_todos
from handbook.upkeep.todo import Todo, ordered

_QUESTION = "收下法规、核对条文都要署名。请写您的姓名（只问这一次，可在设置里改）："


class Workshop(QObject):
    """Pages wish, this and `LawPages` do: every act goes through the law desk, and what it refuses is told."""

    content_changed = Signal()
    """The company's folder holds something else: it is to be read anew."""
    entry_wanted = Signal(str)
    """Id of an entry that is to be read at the desk."""
    print_wanted = Signal(str)
    """Id of an entry that is to be printed beside its official words."""
    site_moved = Signal(object)
    """Path to which the company's folder was copied: it is the one to be read and edited from now on."""
    named = Signal(str)
    """The name under which this person works."""

    def __init__(
        self,
        *,
        place: WorkPlace,
        editor: str,
        handbook: Callable[[], Handbook],
        uses: Callable[[], dict[str, float]],
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self._place = place
        self._shipped = ShippedTexts(place.root)
        self._editor = editor
        self._handbook = handbook
        self._uses = uses
        self._today = today
        self._pending: Callable[[], None] | None = None
        """What waits for the name of the person."""
        self._put_away: list[Todo] = []
        """Rows that were done on this visit, the last one last."""
        self.window = WorkshopWindow(editor, self._find)
        self.todos = TodoPage(self._kind_of)
        self.pages = LawPages(self.window, self.desk, handbook, self._with_name, today)
        self.pages.person = editor
        self.writing = EntryPages(
            self.window, self.shelf, self._make_judge, handbook, uses, self._with_name, today
        )
        self.window.add_tab("待办", self.todos)
        self.window.add_tab("条目", self.writing.entries)
        self.window.add_tab("法规", self.pages.laws)
        self.window.add_page(self.writing.editing, self.writing.entries)
        self.window.add_page(self.writing.branches, self.writing.entries)
        self.company = CompanyPages(self.window, self.shelf, handbook, today)
        self.window.add_tab("本单位", self.company.page)
        for page in (self.pages.importing, self.pages.article, self.pages.comparison):
            self.window.add_page(page, self.pages.laws)
        self._connect()

    def open(self) -> None:
        """Show the window, on the page where work waits: the todos, or the laws where there is nothing to do."""
        is_first = self.window.page is None or not self.window.isVisible()
        self.refresh()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if is_first:
            self.window.turn_to(self.todos if self.todos.list.count() else self.pages.laws)

    @Slot()
    def refresh(self) -> None:
        """Show what stands in the folder now; page and place stay."""
        region = self._handbook().region
        words = region.words if region is not None else ""
        self.window.bar.show_company(f"{words} · 只在这台电脑" if self._place.is_local else words)
        self.pages.refresh()
        self.writing.refresh()
        self.company.refresh()
        self._show_todos()

    def desk(self) -> LawDesk:
        """What does the acts on laws, under the name of this person."""
        person = self._person()
        return LawDesk(LawFolder(self._place.site, person, _now), person, self._handbook, self._today)

    def shelf(self) -> DraftShelf:
        """The drafts of the company's folder, under the name of this person."""
        return DraftShelf(self._place.site, self._shipped, self._person(), _now)

    # -- internals

    def _make_judge(self) -> Judge:
        region = self._handbook().region
        return Judge.of(self._place.root, self._place.site, region.id if region is not None else "")

    def _connect(self) -> None:
        self.pages.changed.connect(self._on_changed)
        self.pages.entry_wanted.connect(self.entry_wanted)
        self.pages.article.print_wanted.connect(self.print_wanted)
        self.pages.comparison.todos_wanted.connect(self._on_todos)
        self.todos.todo_chosen.connect(self._on_todo)
        self.todos.done_wanted.connect(self._on_done)
        self.todos.undo_wanted.connect(self._on_undo)
        self.window.finder.found_chosen.connect(self._on_found)
        self.window.help_wanted.connect(self._on_help)
        self.company.entry_wanted.connect(self.pages.show_entry)
        self.window.closed.connect(self.company.end)
        self.window.closed.connect(self.pages.end)

    def _person(self) -> Person:
        return Person(self._editor or self._place.account or "未署名", self._place.account)

    def _law_todos(self) -> LawTodos:
        return LawTodos(self._place.site, self._person(), _now)

    def _kind_of(self, entry_id: str) -> Kind | None:
        entry = self._handbook().exact(entry_id)
        return entry.kind if entry is not None else None

    def _find(self, words: str) -> tuple[Found, ...]:
        return found_entries(self._handbook(), words)

    def _show_todos(self) -> None:
        uses, handbook, today = self._uses(), self._handbook(), self._today()
        rows = ordered(
            (
                *self._law_todos().rows(uses),
                *lapsed_todos(handbook, uses),
                *overdue_todos(handbook, uses, today),
            ),
            today,
        )
        self.todos.show_todos(rows, today)
        self.window.bar.show_count(self.todos.objectName(), len(rows))

    @Slot()
    def _on_changed(self) -> None:
        self.refresh()
        self.content_changed.emit()

    # -- who works here

    def _with_name(self, act: Callable[[], object]) -> None:
        """Do `act` under the name of this person, which is asked for once."""
        if self._editor:
            act()
            return
        self._pending = partial(_done, act)
        dialog = LineDialog("您的姓名", _QUESTION, self.window)
        dialog.line_entered.connect(self._on_named)
        dialog.open()

    @Slot(str)
    def _on_named(self, name: str) -> None:
        self._editor = self.pages.person = " ".join(name.split())
        self.named.emit(self._editor)
        self.window.bar.show_person(self._editor)
        pending, self._pending = self._pending, None
        if pending is not None:
            pending()

    # -- what is to be done

    @Slot(object)
    def _on_todos(self, compared: Compared) -> None:
        self._with_name(partial(self._put_todos, compared))

    def _put_todos(self, compared: Compared) -> None:
        try:
            count = self._law_todos().put(compared.comparison, compared.touched)
        except HandbookError as error:
            self.window.tell(str(error))
            return
        self._show_todos()
        self.window.mention(f"{count} 处已放进待办。" if count else "都在待办里了，没有重复放。")

    @Slot(object)
    def _on_todo(self, todo: Todo) -> None:
        entry = self._handbook().exact(todo.entry_id) if todo.entry_id else None
        if isinstance(entry, RegulationArticle):
            self.pages.show_entry(entry.id)
        elif entry is not None:
            self.entry_wanted.emit(entry.id)
        else:
            self.window.mention(f"{todo.title}：{todo.reason}")

    @Slot(object)
    def _on_done(self, todo: Todo) -> None:
        self._with_name(partial(self._put_done, todo))

    def _put_done(self, todo: Todo) -> None:
        try:
            self._law_todos().done(todo)
        except HandbookError as error:
            self.window.tell(str(error))
            return
        self._put_away.append(todo)
        self._show_todos()
        self.window.foot.offer_undo(f"已从待办拿走：{todo.title}。")

    @Slot()
    def _on_undo(self) -> None:
        if not self._put_away:
            self.window.mention("没有可撤回的：这次还没有从待办拿走什么。")
            return
        todo = self._put_away.pop()
        try:
            self._law_todos().take_back(todo)
        except HandbookError as error:
            self._put_away.append(todo)
            self.window.tell(str(error))
            return
        self._show_todos()
        self.window.mention(f"又放回待办：{todo.title}。")

    # -- finding and help

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        if found.is_article:
            self.pages.show_entry(found.entry_id)
        else:
            self.entry_wanted.emit(found.entry_id)

    @Slot()
    def _on_help(self) -> None:
        HelpDialog("帮助", manual_page, manual_text(), self.window.theme, self.window).show()


def _done(act: Callable[[], object]) -> None:
    act()


def _now() -> datetime:
    return datetime.now().astimezone()
