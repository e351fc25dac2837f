"""What stands in 待办, gathered from all that waits, and what its rows and buttons wish, done."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from handbook.call.feedback import FeedbackLine
from handbook.errors import HandbookError
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.ui.workshop.todo_page import TodoPage
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.company_values import CompanyDesk
from handbook.upkeep.desk_todos import case_todos, lacking_todos, miss_todos, reported_todos, undone
from handbook.upkeep.draft_desk import DraftDesk
from handbook.upkeep.law_desk import Compared
from handbook.upkeep.law_todos import LawTodos, lapsed_todos, overdue_todos
from handbook.upkeep.todo import Todo, ordered
from handbook.upkeep.upstream import all_upstream, upstream_todos
from handbook.upkeep.walks import WalkShelf


class TodoPages(QObject):
    """Rows are made anew from the folder, the handbook and the records of this desk whenever they are shown."""

    wanted = Signal(object)
    """`Todo`: what its button says is wanted."""
    publication_unwanted = Signal(str)
    """File that was published a moment ago: that is to be taken back."""

    def __init__(
        self,
        window: WorkshopWindow,
        place: WorkPlace,
        desk: Callable[[], DraftDesk],
        handbook: Callable[[], Handbook],
        uses: Callable[[], dict[str, float]],
        feedback: Callable[[], list[FeedbackLine]],
        named: Callable[[Callable[[], object]], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._place = place
        self._desk = desk
        self._handbook = handbook
        self._uses = uses
        self._feedback = feedback
        self._named = named
        self._today = today
        self._put_away: list[Todo | str] = []
        """Rows that were done on this visit, and files that were published, the last one last."""
        self.page = TodoPage(self._kind_of)
        self.page.todo_chosen.connect(self.wanted)
        self.page.done_wanted.connect(self._on_done)
        self.page.undo_wanted.connect(self._on_undo)

    @Slot()
    def refresh(self) -> None:
        """Show what waits now; the row that was current stays so while it is there."""
        today = self._today()
        try:
            rows = ordered(self._rows(today), today)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self.page.show_todos(rows, today)
        self._window.bar.show_count(self.page.objectName(), len(rows))

    @Slot(str)
    def note_published(self, file: str) -> None:
        """A review ended with that, and led here: the key that takes back takes it back."""
        self._put_away.append(file)

    def put(self, compared: Compared) -> None:
        """Put a row for each card that a change of the law touches."""
        self._named(partial(self._put, compared))

    # -- internals

    def _rows(self, today: date) -> tuple[Todo, ...]:
        uses, handbook, lines = self._uses(), self._handbook(), self._feedback()
        desk, laws = self._desk(), self._laws()
        walks = WalkShelf(self._place.site, desk.person, _now)
        return (
            *laws.rows(uses),
            *lapsed_todos(handbook, uses),
            *overdue_todos(handbook, uses, today),
            *desk.todos(desk.shelf.drafts(), uses),
            *upstream_todos(all_upstream(desk.shelf, handbook), handbook, uses, today),
            *lacking_todos(CompanyDesk(desk.shelf, self._handbook, self._today).debt(), today),
            *case_todos(walks, handbook, uses, today),
            *undone((*reported_todos(lines, handbook, uses), *miss_todos(lines, handbook)), laws.done_keys()),
        )

    def _laws(self) -> LawTodos:
        return LawTodos(self._place.site, self._desk().person, _now)

    def _kind_of(self, entry_id: str) -> Kind | None:
        entry = self._handbook().exact(entry_id)
        return entry.kind if entry is not None else None

    def _put(self, compared: Compared) -> None:
        try:
            count = self._laws().put(compared.comparison, compared.touched)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self.refresh()
        self._window.mention(f"{count} 处已放进待办。" if count else "都在待办里了，没有重复放。")

    @Slot(object)
    def _on_done(self, todo: Todo) -> None:
        self._named(partial(self._put_done, todo))

    def _put_done(self, todo: Todo) -> None:
        try:
            self._laws().done(todo)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self._put_away.append(todo)
        self.refresh()
        self._window.foot.offer_undo(f"已从待办拿走：{todo.title}。")

    @Slot()
    def _on_undo(self) -> None:
        if not self._put_away:
            self._window.mention("没有可撤回的：这次还没有从待办拿走什么。")
            return
        todo = self._put_away.pop()
        if isinstance(todo, str):
            self.publication_unwanted.emit(todo)
            return
        try:
            self._laws().take_back(todo)
        except HandbookError as error:
            self._put_away.append(todo)
            self._window.tell(str(error))
            return
        self.refresh()
        self._window.mention(f"又放回待办：{todo.title}。")


def _now() -> datetime:
    return datetime.now().astimezone()
