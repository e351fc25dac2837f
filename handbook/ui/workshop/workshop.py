"""The workshop at work: its window, its pages, and what stands behind them."""

import platform
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from handbook.call.feedback import FeedbackLine
from handbook.content.law_folder import LawFolder
from handbook.content.person import Person
from handbook.content.writing.at_work import AtWork, Other
from handbook.content.writing.draft import Draft
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.content.writing.shipped import ShippedTexts
from handbook.errors import HandbookError
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.ui.dialogs.help_dialog import HelpDialog
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.dialogs.manual import manual_page, manual_pictures, manual_text
from handbook.ui.workshop.company_pages import CompanyPages
from handbook.ui.workshop.draft_pages import DraftPages
from handbook.ui.workshop.entry_pages import EntryPages
from handbook.ui.workshop.folder_acts import FolderActs
from handbook.ui.workshop.law_pages import LawPages
from handbook.ui.workshop.note_keeper import NoteKeeper
from handbook.ui.workshop.original_pages import OriginalPages
from handbook.ui.workshop.publish_pages import PublishPages
from handbook.ui.workshop.table_pages import TablePages
from handbook.ui.workshop.todo_pages import TodoPages
from handbook.ui.workshop.unsaved_keeper import UnsavedKeeper
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.bringing_rows import Purpose
from handbook.upkeep.company_values import FILE as VALUES_FILE
from handbook.upkeep.company_values import CompanyDesk
from handbook.upkeep.draft_desk import DraftDesk, kind_of_file
from handbook.upkeep.finding import Found, found_entries
from handbook.upkeep.law_desk import LawDesk
from handbook.upkeep.publication import Fault
from handbook.upkeep.publication_child import PublicationChild, PublicationPlace
from handbook.upkeep.todo import Todo, TodoKind
from handbook.upkeep.unsaved_texts import UnsavedTexts
from handbook.upkeep.walks import Walk, WalkShelf, failures

_QUESTION = "收下法规、改条目、填资料都要署名。请写您的姓名（只问这一次，可在设置里改）："
_FIRST_VALUES = "填本单位资料"
_NO_SHARE = "本单位还没有设更新文件夹，发不到各台。请管理员在程序旁边的默认设置里写上它在哪。"


def _nothing(_words: str) -> Sequence[str]:
    return ()


class Workshop(QObject):
    """Pages wish; this and the controllers beside it do: every act goes through a desk, and what it refuses is told."""

    content_changed = Signal()
    """The company's folder holds something else: it is to be read anew."""
    entry_wanted = Signal(str)
    """Id of an entry that is to be read at the desk."""
    print_wanted = Signal(str)
    """Id of an entry that is to be printed beside its official words."""
    site_moved = Signal(object)
    """Path to which the company's folder was copied: it is the one to be read and edited from now on."""
    keys_chosen = Signal(object)
    """Path of the folder with the keys that sign content."""
    sheet_wanted = Signal(object)
    """`Sheet` that stands in no handbook: it is to be printed."""
    demo_wanted = Signal()
    """The demo company is to be laid in, or taken out."""
    named = Signal(str)
    """The name under which this person works."""

    def __init__(
        self,
        *,
        place: WorkPlace,
        editor: str,
        handbook: Callable[[], Handbook],
        uses: Callable[[], dict[str, float]],
        feedback: Callable[[], list[FeedbackLine]] = list,
        keys: Callable[[], str] = str,
        search: Callable[[str], Sequence[str]] = _nothing,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`search`: words → ids of entries, as the desk's search lists them. `keys`: the folder with the keys, or nothing."""
        super().__init__()
        self._keys = keys
        self._search = search
        self._place = place
        self._shipped = ShippedTexts(place.root)
        self._editor = editor
        self._handbook = handbook
        self._uses = uses
        self._today = today
        self._pending: Callable[[], None] | None = None
        """What waits for the name of the person."""
        self.window = WorkshopWindow(editor, self._find)
        self.todos = TodoPages(
            self.window,
            place,
            self.draft_desk,
            handbook,
            uses,
            feedback,
            self._with_name,
            today,
        )
        self.pages = LawPages(self.window, self.desk, handbook, self._with_name, today)
        self.pages.person = editor
        self.writing = EntryPages(
            self.window, self.draft_desk, self._make_judge, handbook, uses, self._with_name, today
        )
        self.unsaved: UnsavedKeeper | None = None
        if place.unsaved is not None:
            texts = UnsavedTexts(place.unsaved, place.site)
            self.unsaved = UnsavedKeeper(texts, self.writing.editing, self._title_of, self.window)
            self.writing.opened.connect(self.unsaved.bring_back)
        self.drafts = DraftPages(self.window, self.draft_desk, self.writing.with_judge, self._with_name)
        at_work = AtWork(place.site, self._person(), platform.node(), _now, time.monotonic)
        self.notes = NoteKeeper(at_work, self._person, self.window)
        self.notes.watch(self.writing.editing)
        self.notes.taken_over.connect(self._on_taken_over)
        self.company = CompanyPages(self.window, self.shelf, handbook, today)
        self.tables = TablePages(self.window, self.shelf, handbook, self._with_name, today)
        self.originals = OriginalPages(self.window, self.shelf, handbook)
        self.publishing = PublishPages(self.window, self._child, self._revision, self._with_name)
        self.folder = FolderActs(self.window, place, today)
        self._add_pages()
        self._connect()

    def open(self) -> None:
        """Show the window, on the page where work waits: the todos, or the laws where there is nothing to do."""
        is_first = self.window.page is None or not self.window.isVisible()
        self.refresh()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.writing.prepare()
        self.folder.keep_daily()
        if is_first:
            self.window.turn_to(self.todos.page if self.todos.page.list.count() else self.pages.laws)
            if self.unsaved is not None:
                self.unsaved.tell()

    def edit(self, entry_id: str) -> None:
        """Open an entry in the form, under the name of this person; an article where it is compared with its law."""
        if isinstance(self._handbook().exact(entry_id), RegulationArticle):
            self.pages.show_entry(entry_id)
        else:
            self._with_name(partial(self.writing.edit, entry_id))

    def _title_of(self, draft: Draft) -> str:
        return self.draft_desk().title(draft)

    @Slot()
    def refresh(self) -> None:
        """Show what stands in the folder now; page and place stay."""
        region = self._handbook().region
        words = region.words if region is not None else ""
        self.window.bar.show_company(f"{words} · 只在这台电脑" if self._place.is_local else words)
        self.pages.refresh()
        self.writing.refresh()
        self.company.refresh()
        self.tables.refresh()
        self.publishing.refresh()
        self.drafts.refresh()
        self.todos.refresh()

    def show_demo(self, invented: Mapping[str, str], *, is_laid_in: bool) -> None:
        """The demo company as it is shown at the desk; nothing here works with its values."""
        self.window.demo_strip.show_demo(is_laid_in)
        self.company.show_demo(invented, is_laid_in=is_laid_in)

    def desk(self) -> LawDesk:
        """What does the acts on laws, under the name of this person."""
        person = self._person()
        return LawDesk(LawFolder(self._place.site, person, _now), person, self._handbook, self._today)

    def draft_desk(self) -> DraftDesk:
        """What does the acts on drafts, under the name of this person."""
        return DraftDesk(
            self.shelf(),
            self._judge,
            self._person(),
            self._place.editors,
            failing_cases=self._failing_cases,
        )

    def shelf(self) -> DraftShelf:
        """The drafts of the company's folder, under the name of this person."""
        return DraftShelf(self._place.site, self._shipped, self._person(), _now)

    # -- internals

    def _add_pages(self) -> None:
        window = self.window
        window.add_tab("待办", self.todos.page)
        window.add_tab("条目", self.writing.entries)
        window.add_tab("法规", self.pages.laws)
        window.add_tab("本单位", self.company.page)
        window.add_tab("导入", self.tables.page)
        window.add_tab("发布", self.publishing.page)
        window.add_page(self.drafts.review, self.todos.page)
        window.add_page(self.drafts.log, self.writing.entries)
        window.add_page(self.writing.editing, self.writing.entries)
        window.add_page(self.writing.branches, self.writing.entries)
        window.add_page(self.writing.both, self.writing.entries)
        window.add_page(self.originals.page, self.todos.page)
        for page in (self.pages.importing, self.pages.article, self.pages.comparison):
            window.add_page(page, self.pages.laws)

    def _connect(self) -> None:
        self.pages.changed.connect(self._on_changed)
        self.pages.entry_wanted.connect(self.entry_wanted)
        self.pages.article.print_wanted.connect(self.print_wanted)
        self.pages.article.edit_wanted.connect(self._on_points)
        self.pages.comparison.todos_wanted.connect(self.todos.put)
        self.todos.wanted.connect(self._on_todo)
        self.writing.changed.connect(self.todos.refresh)
        self.writing.draft_sent.connect(self.drafts.show_draft)
        self.writing.draft_wanted.connect(self.drafts.show_draft)
        self.writing.log_wanted.connect(self.drafts.show_log)
        self.writing.judge_ready.connect(self.drafts.refresh)
        self.writing.branches.walk_kept.connect(self._on_walk)
        self.drafts.changed.connect(self.refresh)
        self.drafts.content_changed.connect(self._on_published)
        self.drafts.published.connect(self.todos.note_published)
        self.todos.publication_unwanted.connect(self.drafts.ask_undo)
        self.drafts.edit_wanted.connect(self._on_edit_draft)
        self.drafts.ended.connect(self._on_next)
        self.originals.draft_made.connect(self._on_edit_draft)
        self.originals.settled.connect(self._on_settled)
        self.company.entry_wanted.connect(self.pages.show_entry)
        self.company.send_wanted.connect(self._on_company)
        self.company.page.folder_button.clicked.connect(self.folder.offer)
        self.company.table_wanted.connect(self._on_table)
        self.company.demo_wanted.connect(self.demo_wanted)
        self.window.demo_strip.leave_wanted.connect(self.demo_wanted)
        self.tables.changed.connect(self.refresh)
        self.tables.drafts_wanted.connect(self._on_brought)
        self.publishing.keys_chosen.connect(self.keys_chosen)
        self.publishing.sheet_wanted.connect(self.sheet_wanted)
        self.publishing.fault_wanted.connect(self._on_fault)
        self.folder.restored.connect(self._on_published)
        self.folder.moved.connect(self.site_moved)
        self.window.finder.found_chosen.connect(self._on_found)
        self.window.help_wanted.connect(self._on_help)
        self.window.closed.connect(self.notes.end)
        self.window.closed.connect(self.company.end)
        self.window.closed.connect(self.writing.end)
        self.window.closed.connect(self.tables.end)
        self.window.closed.connect(self.publishing.end)
        self.window.closed.connect(self.folder.end)
        self.window.closed.connect(self.pages.end)

    def _make_judge(self) -> Judge:
        region = self._handbook().region
        return Judge.of(self._place.root, self._place.site, region.id if region is not None else "")

    def _child(self) -> PublicationChild | str:
        """Who looks at the share and signs; or why there is none."""
        place, region = self._place, self._handbook().region
        if place.share is None:
            return _NO_SHARE
        keys = self._keys()
        return PublicationChild(
            PublicationPlace(
                root=place.root,
                site=place.site if place.site.is_dir() else None,
                # One that nobody confirmed is what the content takes by itself, and is at hand compiled and indexed.
                region=region.id if region is not None and region.is_confirmed else "",
                share=place.share,
                keys=Path(keys) if keys else None,
                by=self._editor,
            )
        )

    def _revision(self) -> str:
        return self._handbook().revision

    @Slot(object)
    def _on_fault(self, fault: Fault) -> None:
        """To what keeps the content from going out."""
        if fault.entry and self._handbook().exact(fault.entry) is not None:
            self.edit(fault.entry)
        elif fault.file and kind_of_file(fault.file) is not None:
            self._on_edit_draft(self.shelf().begun(fault.file))
        else:
            self.window.mention(fault.words)

    def _judge(self) -> Judge | None:
        return self.writing.judge

    def _person(self) -> Person:
        return Person(self._editor or self._place.account or "未署名", self._place.account)

    def _walks(self) -> WalkShelf:
        return WalkShelf(self._place.site, self._person(), _now)

    def _failing_cases(self, draft: Draft) -> int:
        judged = self.draft_desk().judged(draft)
        entry = judged.entry if judged is not None else None
        if judged is None or not isinstance(entry, Procedure | EmergencyCard):
            return 0
        return len(failures(entry, judged.handbook, self._walks().walks(entry.id)))

    def _find(self, words: str) -> tuple[Found, ...]:
        ranked = self._search(words)
        return found_entries(self._handbook(), words, ranked=ranked, drafts=self.writing.rows)

    @Slot()
    def _on_changed(self) -> None:
        self.refresh()
        self.content_changed.emit()

    @Slot()
    def _on_published(self) -> None:
        self.writing.content_changed()
        self._on_changed()

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
    def _on_todo(self, todo: Todo) -> None:
        match todo.kind:
            case TodoKind.REVIEW:
                self.drafts.show_file(todo.key.partition(":")[2])
            case TodoKind.SENT_BACK:
                self._on_edit_draft(self.shelf().begun(todo.key.partition(":")[2]))
            case TodoKind.MISS:
                self._with_name(partial(self.writing.write_new, None, ask=todo.title))
            case TodoKind.LACKING:
                self.window.turn_to(self.company.page)
            case TodoKind.CASE:
                self._with_name(partial(self._show_case, todo.entry_id))
            case TodoKind.UPSTREAM:
                self._with_name(partial(self.originals.show_entry, todo.entry_id))
            case _ if todo.entry_id and self._handbook().exact(todo.entry_id) is not None:
                self.edit(todo.entry_id)
            case _:
                self.window.mention(f"{todo.title}：{todo.reason}")

    def _show_case(self, entry_id: str) -> None:
        """The first kept walk through an entry that fails, gone as far as it goes."""
        handbook = self._handbook()
        entry = handbook.exact(entry_id)
        found = (
            failures(entry, handbook, self._walks().walks(entry_id))
            if isinstance(entry, Procedure | EmergencyCard)
            else ()
        )
        if found:
            self.writing.show_walk(found[0])
        else:
            self.window.mention("这一条的用例都过了，没有要看的。")
            self.todos.refresh()

    @Slot(object)
    def _on_taken_over(self, silent: tuple[Other, ...]) -> None:
        """Somebody's window stood still and this person goes on: the log says so, as it says what comes of it."""
        names = "、".join(dict.fromkeys(other.name for other in silent))
        try:
            self.shelf().took_over(self.notes.file, names)
        except HandbookError as error:
            self.window.tell(str(error))

    @Slot(object)
    def _on_edit_draft(self, draft: Draft) -> None:
        """Write at a draft: in the form, or on the page of the values; other files have no page of their own."""
        if kind_of_file(draft.file) is not None:
            self._with_name(partial(self.writing.edit_draft, draft))
        elif draft.file == VALUES_FILE:
            self.window.turn_to(self.company.page)
        else:
            self.drafts.show_draft(draft)

    @Slot(str)
    def _on_points(self, entry_id: str) -> None:
        """Our points of an article are written like any other entry; a change lets the check of it lapse."""
        self._with_name(partial(self.writing.edit, entry_id))

    @Slot()
    def _on_settled(self) -> None:
        self._on_published()
        self._on_next()

    @Slot()
    def _on_next(self) -> None:
        self.todos.refresh()
        self.window.turn_to(self.todos.page)

    @Slot()
    def _on_table(self) -> None:
        self.tables.begin(Purpose.PHONES)

    @Slot(object)
    def _on_brought(self, files: Sequence[str]) -> None:
        """Drafts that a table was written into: entries in the list, values on their page, other files as they differ."""
        entries = [file for file in files if kind_of_file(file) is not None]
        if entries:
            self._with_name(partial(self.writing.show_written, entries))
        elif files:
            self._on_edit_draft(self.shelf().begun(files[0]))

    @Slot(object)
    def _on_company(self, desk: CompanyDesk) -> None:
        self._with_name(partial(self.drafts.ask_and_send, desk.draft, _FIRST_VALUES))

    @Slot(object)
    def _on_walk(self, walk: Walk) -> None:
        self._with_name(partial(self._keep_walk, walk))

    def _keep_walk(self, walk: Walk) -> None:
        try:
            kept = self._walks().keep(walk)
        except HandbookError as error:
            self.window.tell(str(error))
            return
        self.window.mention(f"记成用例了：{kept.name}。以后每次发布前都会走一遍。")

    # -- finding and help

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        if found.file:
            self._on_edit_draft(self.shelf().begun(found.file))
        else:
            self.edit(found.entry_id)

    @Slot()
    def _on_help(self) -> None:
        HelpDialog("帮助", manual_page, manual_text(), self.window.theme, self.window, manual_pictures).show()


def _done(act: Callable[[], object]) -> None:
    act()


def _now() -> datetime:
    return datetime.now().astimezone()
