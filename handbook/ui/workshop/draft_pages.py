"""What the pages 审改动 and 记录 wish, done: a draft is looked through, published, sent back; what stood there before comes again."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from handbook.content.writing.draft import Act, Draft, MovedOn
from handbook.content.writing.judging import Judge
from handbook.errors import HandbookError
from handbook.keys import key_of
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.workshop.log_page import LogPage
from handbook.ui.workshop.review_page import ReviewPage
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.draft_desk import ActRow, DraftDesk


class DraftPages(QObject):
    """Every act goes through the desk of drafts, made anew for it; what that refuses is told."""

    content_changed = Signal()
    """Something was published, or taken back: desks are to read the folder."""
    changed = Signal()
    """A draft was sent, or sent back."""
    published = Signal(str)
    """File that was let through just now: it may be taken back at once."""
    edit_wanted = Signal(object)
    """`Draft` that is to be written at."""
    ended = Signal()
    """The draft that was looked at is none any more: what comes next is wanted."""

    def __init__(
        self,
        window: WorkshopWindow,
        desk: Callable[[], DraftDesk],
        with_judge: Callable[[Callable[[Judge], object]], None],
        named: Callable[[Callable[[], object]], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._with_judge = with_judge
        self._named = named
        self._shown: tuple[str, str] | None = None
        """File and place of the history that was asked for."""
        self.review = ReviewPage(desk, datetime.now, named)
        self.log = LogPage(datetime.now)
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Show what stands in the folder now, on the page that is up."""
        if self._window.page is self.review:
            self.review.refresh()
        elif self._window.page is self.log:
            self._show_rows()

    def show_draft(self, draft: Draft) -> None:
        """What is different in a draft, place by place."""
        self._with_judge(partial(self._show_draft, draft))

    def show_file(self, file: str) -> None:
        """The draft of a file, as it stands now."""
        try:
            draft = self._desk().shelf.draft(file)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        if draft is None:
            self._window.mention("这一条已经发布或丢掉草稿了，没有要看的。")
            self.changed.emit()
        else:
            self.show_draft(draft)

    def show_log(self, file: str, place: str = "") -> None:
        """What was done with a file; with one of its places, where that is given; with all files for an empty name."""
        self._shown = (file, place)
        self._show_rows()
        self._window.turn_to(self.log)

    def ask_and_send(self, draft: Draft, reason: str = "") -> None:
        """Send a draft of the values or of another file for review, once somebody said why."""
        dialog = LineDialog("送审", "为什么改？一句话，给看的人。", self._window)
        dialog.line_entered.connect(partial(self._send, draft))
        dialog.put_back(reason)
        dialog.field.selectAll()
        dialog.open()

    # -- internals

    def _connect(self) -> None:
        review, log = self.review, self.log
        review.published.connect(self._on_published)
        review.returned.connect(self._on_returned)
        review.gone.connect(self.ended)
        review.history_wanted.connect(self.show_log)
        review.edit_wanted.connect(self.edit_wanted)
        log.return_wanted.connect(self._on_return)
        log.undo_wanted.connect(self.ask_undo)
        log.opened.connect(self._on_opened)

    def _show_draft(self, draft: Draft, _judge: Judge) -> None:
        self.review.show_draft(draft)
        self._window.turn_to(self.review)

    def _show_rows(self) -> None:
        file, place = self._shown or ("", "")
        desk = self._desk()
        try:
            rows = desk.history(file, place)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        what = place or (desk.title(desk.shelf.begun(file)) if file else "")
        self.log.show_rows(rows, what)

    def _send(self, draft: Draft, why: str) -> None:
        self._with_judge(partial(self._send_now, draft, why))

    def _send_now(self, draft: Draft, why: str, judge: Judge) -> None:
        try:
            sent = self._desk().send(draft, why)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self.changed.emit()
        self._show_draft(sent, judge)

    @Slot(object)
    def _on_published(self, act: Act) -> None:
        title = self._desk().title(self._desk().shelf.begun(act.file))
        self.content_changed.emit()
        self.published.emit(act.file)
        self.ended.emit()
        key = key_of("take_back")
        self._window.mention(f"已发布：{title}。写错了按 {key} 撤回；以后在“条目”的改动记录里也能撤回。")

    @Slot(object)
    def _on_returned(self, draft: Draft) -> None:
        self.changed.emit()
        self.ended.emit()
        self._window.mention(f"退回给{draft.name or '写的人'}了：{self._desk().title(draft)}。")

    @Slot(object)
    def _on_return(self, act: Act) -> None:
        self._named(partial(self._take_back, act))

    def _take_back(self, act: Act) -> None:
        try:
            draft = self._desk().take_back(act)
        except MovedOn as moved:
            self._window.tell(str(moved))
            self.edit_wanted.emit(moved.there)
            return
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self.changed.emit()
        self.edit_wanted.emit(draft)
        self._window.mention("那时的样子放进草稿了：看一眼，送审、发布以后各台才变。")

    @Slot(str)
    def ask_undo(self, file: str) -> None:
        """Take the last publication of a file back, once somebody said yes."""
        self._named(partial(self._ask_undo, file))

    def _ask_undo(self, file: str) -> None:
        desk = self._desk()
        title = desk.title(desk.shelf.begun(file))
        question = f"撤回“{title}”的这次发布？各台马上读回发布前的样子；撤回的这一份留在记录里。"
        choices = [("undo", "撤回这次发布"), ("keep", "不撤回")]
        dialog = ChoiceDialog("撤回发布", question, choices, self._window)
        dialog.chosen.connect(partial(self._undo, file, title))
        dialog.open()

    def _undo(self, file: str, title: str, choice: str) -> None:
        if choice != "undo":
            return
        try:
            self._desk().undo_last_publication(file)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self.content_changed.emit()
        if self._window.page is self.log:
            self._show_rows()
        self._window.mention(f"撤回了：{title}。各台读到的又是发布前的样子。")

    @Slot(object)
    def _on_opened(self, row: ActRow) -> None:
        self.edit_wanted.emit(self._desk().shelf.begun(row.act.file))
