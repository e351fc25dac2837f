"""What the pages on entries wish, done: an entry is edited, tried, sent, looked through and published; what is refused is told."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from handbook.content.writing.draft import Draft, DraftRefused, MovedOn
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.content.yaml_reader import Path
from handbook.errors import HandbookError
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.procedure import Procedure
from handbook.model.typesetting import full_width
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.workshop.branch_page import BranchPage
from handbook.ui.workshop.edit_page import EditPage
from handbook.ui.workshop.entries_page import EntriesPage
from handbook.ui.workshop.entry_picker import EntryPicker
from handbook.ui.workshop.three_columns_page import ThreeColumnsPage, two_editors
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.draft_desk import DraftDesk
from handbook.upkeep.edit_desk import EditDesk, file_of, kind_of_file
from handbook.upkeep.entry_rows import EntryRow, entry_rows
from handbook.upkeep.retiring import retire_draft, why_not_retired
from handbook.upkeep.scaffold import copied_entry, free_id, new_entry
from handbook.upkeep.three_ways import ThreeWays
from handbook.upkeep.walks import WalkFailure

_READING = "正在读内容，读完就打开。"


class EntryPages(QObject):
    """Reads the folder anew for every act; the judge is read once, off this thread, and again when content changed."""

    changed = Signal()
    """A draft was saved, sent or published: todos and rows are to be shown anew."""
    draft_sent = Signal(object)
    """`Draft` that waits for a reviewer now."""
    draft_wanted = Signal(object)
    """`Draft` whose changes are to be shown."""
    log_wanted = Signal(str)
    """Name of a file whose history is to be shown; empty for all."""
    opened = Signal(object)
    """`EditDesk` whose form has come up."""
    judge_ready = Signal()
    """The content was read: what waited for it can be judged."""

    def __init__(
        self,
        window: WorkshopWindow,
        drafts: Callable[[], DraftDesk],
        make_judge: Callable[[], Judge],
        handbook: Callable[[], Handbook],
        uses: Callable[[], dict[str, float]],
        named: Callable[[Callable[[], object]], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._drafts = drafts
        self._make_judge = make_judge
        self._handbook = handbook
        self._uses = uses
        self._named = named
        self._today = today
        self._judge: Judge | None = None
        self._reading = 0
        """Counts the readings that were begun: what an older one found is not the content any more."""
        self._waiting: list[Callable[[Judge], object]] = []
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._on_judge)
        self._work.failed.connect(self._on_no_judge)
        self.entries = EntriesPage()
        self.editing = EditPage(self._pick, datetime.now)
        self.branches = BranchPage()
        self.both = ThreeColumnsPage("workshopBoth")
        self._moved: tuple[EditDesk, MovedOn] | None = None
        """What two people wrote, and somebody has to look at."""
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)  # not while a page is being left or the window closes
        self._asking.timeout.connect(self._ask_both)
        self._connect()

    @property
    def judge(self) -> Judge | None:
        """Of the content that is published; None while it is being read."""
        return self._judge

    @property
    def rows(self) -> Sequence[EntryRow]:
        """All entries and drafts, as they were read last."""
        return self.entries.rows

    def show_written(self, files: Collection[str]) -> None:
        """What was just written, among all that somebody is writing; a single draft is opened."""
        if len(files) == 1:
            self.edit_draft(self._shelf().begun(next(iter(files))))
            return
        self.refresh()
        self.entries.show_written(files)
        self._window.turn_to(self.entries)
        self.entries.list.setFocus()

    @Slot()
    def refresh(self) -> None:
        """Show what stands in the folder now."""
        shelf = self._shelf()
        handbook = self._handbook()
        files = {file_of(entry.kind, entry.id) for entry in handbook}
        try:
            drafts = shelf.drafts()
            own = [file for file in files if shelf.published(file) is not None]
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self.entries.show_rows(entry_rows(handbook, own, drafts, self._uses()))

    def content_changed(self) -> None:
        """What is published is another: the judge is read anew."""
        self._judge = None
        self._read()

    def edit(self, entry_id: str, path: Path = ()) -> None:
        """Open an entry in the form."""
        entry = self._handbook().exact(entry_id)
        if entry is None:
            self._window.tell("这一条已经不在手册里了，可能刚被改走；请回到条目重新选。")
        else:
            self.with_judge(partial(self._edit_file, entry.kind, file_of(entry.kind, entry.id), path))

    def edit_draft(self, draft: Draft, path: Path = ()) -> None:
        """Open a draft in the form."""
        kind = kind_of_file(draft.file)
        if kind is not None:
            self.with_judge(partial(self._edit_file, kind, draft.file, path))

    def show_walk(self, failure: WalkFailure) -> None:
        """Go a kept walk that does not hold any more, over the entry as it is being written."""
        entry = self._handbook().exact(failure.walk.entry)
        if entry is not None:
            file = file_of(entry.kind, entry.id)
            self.with_judge(partial(self._show_walk, entry.kind, file, failure))

    def write_new(self, kind: Kind | None, title: str = "", ask: str = "") -> None:
        """Begin a new entry; asks for its kind and title where they are not given."""
        if kind is None:
            kinds = (Kind.KNOWLEDGE, Kind.SCRIPT, Kind.PROCEDURE, Kind.EMERGENCY, Kind.CASE)
            choices = [(one.value, one.label) for one in kinds]
            dialog = ChoiceDialog("新写一条", "写哪一类？", choices, self._window)
            dialog.chosen.connect(partial(self._on_kind, title, ask))
            dialog.open()
            return
        if not title:
            line = LineDialog("新写一条", "标题怎么写？用户和坐席一看就懂的几个字。", self._window)
            line.line_entered.connect(partial(self._begin_new, kind, ask))
            if ask:
                line.put_back(ask)
            line.open()
            return
        self._begin_new(kind, ask, title)

    def with_judge(self, act: Callable[[Judge], object]) -> None:
        """Do something with the content as it is published, once it has been read."""
        if self._judge is not None:
            act(self._judge)
            return
        self._waiting.append(act)
        self._window.mention(_READING)
        self.prepare()

    def prepare(self) -> None:
        """Begin to read the content: whoever opens the workshop is going to need it."""
        if self._judge is None and not self._work.is_busy:
            self._read()

    @Slot()
    def end(self) -> None:
        """The window closes: what is typed is kept, what runs is waited for."""
        self.editing.save()
        self._work.wait()

    # -- internals

    def _shelf(self) -> DraftShelf:
        return self._drafts().shelf

    def _connect(self) -> None:
        self.entries.entry_wanted.connect(self._on_row)
        self.entries.new_wanted.connect(self._on_new)
        self.entries.log_wanted.connect(self._on_log)
        editing = self.editing
        editing.send_wanted.connect(self._on_send)
        editing.changes_wanted.connect(self.draft_wanted)
        editing.history_wanted.connect(self.log_wanted)
        editing.trial_wanted.connect(self._on_trial)
        editing.discard_wanted.connect(self._on_discard)
        editing.copy_wanted.connect(self._on_copy)
        editing.retire_wanted.connect(self._on_retire)
        editing.moved_on.connect(self._on_moved)
        editing.look_wanted.connect(self._on_look)
        self.both.text_chosen.connect(self._on_both)
        # Not at each saving: rows ask for every file of the company's folder, which may be a share.
        self._window.turned.connect(self._on_turned)
        self.branches.step_wanted.connect(self._on_step)

    def _read(self) -> None:
        self._reading += 1
        self._work.start(partial(_made, self._reading, self._make_judge))

    @Slot(object)
    def _on_judge(self, made: tuple[int, Judge]) -> None:
        number, judge = made
        if number != self._reading:
            return
        self._judge = judge
        waiting, self._waiting = self._waiting, []
        if self.editing.desk is not None:
            self.editing.desk.use_judge(judge)
            self.editing.refresh()
        for act in waiting:
            act(judge)
        self.judge_ready.emit()

    @Slot(object)
    def _on_no_judge(self, error: Exception) -> None:
        self._waiting.clear()
        if not isinstance(error, HandbookError):
            raise error
        self._window.tell(f"内容没能读全，现在不能改条目。{error}")

    def _edit_file(self, kind: Kind, file: str, path: Path, judge: Judge, text: str = "") -> None:
        self.editing.save()
        if self.editing.has_unsaved:
            self._window.turn_to(self.editing)  # why it is not saved was told; it stands nowhere else
            return
        try:
            desk = EditDesk(self._shelf(), judge, kind, file, text)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self.editing.show_desk(desk, path)
        self._window.turn_to(self.editing)
        self.opened.emit(desk)

    def _show_walk(self, kind: Kind, file: str, failure: WalkFailure, judge: Judge) -> None:
        self._edit_file(kind, file, (), judge)
        desk = self.editing.desk
        if desk is None or desk.file != file or desk.judged.entry is None:
            return  # what keeps it from being opened was told
        self._on_trial(desk.judged.entry, desk.judged.handbook)
        self.branches.show_walk(failure.walk)
        self._window.mention(failure.sentence)

    @Slot(str)
    def _on_turned(self, name: str) -> None:
        if name == self.entries.objectName():
            self.refresh()

    @Slot(object)
    def _on_row(self, row: EntryRow) -> None:
        self._named(partial(self.with_judge, partial(self._edit_file, row.kind, row.file, ())))

    @Slot(object)
    def _on_new(self, kind: Kind | None) -> None:
        self._named(partial(self.write_new, kind))

    @Slot()
    def _on_log(self) -> None:
        self.log_wanted.emit("")

    def _on_kind(self, title: str, ask: str, kind: str) -> None:
        self.write_new(Kind(kind), title, ask)

    def _begin_new(self, kind: Kind, ask: str, title: str) -> None:
        taken = {entry.id for entry in self._handbook()}
        taken |= {draft.file.rpartition("/")[2].removesuffix(".yaml") for draft in self._shelf().drafts()}
        entry_id = free_id(kind, taken, self._today())
        asks = [one for one in dict.fromkeys((ask, title)) if one]
        text = new_entry(kind, entry_id, " ".join(title.split()), self._today(), asks)
        file = file_of(kind, entry_id)
        self.with_judge(partial(self._edit_new, kind, file, text))

    def _edit_new(self, kind: Kind, file: str, text: str, judge: Judge) -> None:
        self._edit_file(kind, file, (), judge, text)
        self.editing.save()
        self.editing.go_to_fault()

    # -- acts of the form

    def _pick(self, label: str, take: Callable[[str], None]) -> None:
        picker = EntryPicker(label, self._handbook(), self._window.theme, self._window)
        picker.picked.connect(take)
        picker.open()

    @Slot(object)
    def _on_send(self, desk: EditDesk) -> None:
        try:
            self._drafts().check(desk.draft)
        except DraftRefused as error:
            self._window.tell(str(error))
            return
        self._named(partial(self._ask_why, desk))

    def _ask_why(self, desk: EditDesk) -> None:
        dialog = LineDialog("送审", "为什么改？一句话，给看的人。", self._window)
        dialog.line_entered.connect(partial(self._send, desk))
        dialog.open()

    def _send(self, desk: EditDesk, why: str) -> None:
        try:
            desk.take(self._drafts().send(desk.draft, why))
        except MovedOn as moved:
            self._on_moved(desk, moved)
            return
        except DraftRefused as error:
            self._window.tell(str(error))
            return
        self.editing.refresh()
        self.changed.emit()
        self.draft_sent.emit(desk.draft)

    @Slot(object, object)
    def _on_trial(self, entry: Entry, handbook: Handbook) -> None:
        desk = self.editing.desk
        if isinstance(entry, Procedure | EmergencyCard) and desk is not None:
            self.branches.show_entry(entry, handbook, *desk.steps_since())
            self._window.turn_to(self.branches)

    @Slot(str)
    def _on_step(self, step_id: str) -> None:
        desk = self.editing.desk
        steps = desk.part_at(("steps",)) if desk is not None else None
        self._window.turn_to(self.editing)
        for number, step in enumerate(steps if isinstance(steps, list) else []):
            if isinstance(step, dict) and step.get("id") == step_id:
                self.editing.form.go_to(("steps", number, "text"))

    @Slot(object)
    def _on_discard(self, desk: EditDesk) -> None:
        question = "丢掉这一条没发布的改动？丢掉的文本在改动记录里还能找回。"
        dialog = ChoiceDialog("丢掉草稿", question, [("drop", "丢掉"), ("keep", "不丢")], self._window)
        dialog.chosen.connect(partial(self._discard, desk))
        dialog.open()

    def _discard(self, desk: EditDesk, choice: str) -> None:
        if choice != "drop":
            return
        try:
            desk.save()
            self._shelf().discard(desk.draft)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self.refresh()
        self.changed.emit()
        self._window.turn_to(self.entries)
        self._window.mention("草稿丢掉了，各台看到的没有变。")

    @Slot(object)
    def _on_copy(self, desk: EditDesk) -> None:
        title = str(desk.value.get("title") or "")
        taken = {entry.id for entry in self._handbook()}
        entry_id = free_id(desk.kind, taken, self._today())
        text = copied_entry(desk.text, entry_id, f"{title}（另一条）", self._today())
        self.with_judge(partial(self._edit_new, desk.kind, file_of(desk.kind, entry_id), text))

    @Slot(object)
    def _on_retire(self, desk: EditDesk) -> None:
        entry = desk.judged.entry
        if entry is None or self._handbook().exact(entry.id) is None:
            self._window.mention("这一条还没发布过，丢掉草稿就行。")
            return
        why = why_not_retired(entry)
        if why:
            self._window.tell(f"{why}。")
            return
        self._pick("由哪一条接替？收藏、打印的单子、别处的链接都会转到它", partial(self._on_successor, entry))

    def _on_successor(self, entry: Entry, into: str) -> None:
        successor = self._handbook().get(into)
        if successor is None:
            return
        why = why_not_retired(entry, successor)
        if why:
            self._window.tell(f"{why}。")
            return
        self._named(partial(self._ask_retire, entry, successor))

    def _ask_retire(self, entry: Entry, successor: Entry) -> None:
        question = full_width(
            f"停用“{entry.title}”，由“{successor.title}”接替。为什么？几个字，会显示给点到旧条目的人。"
        )
        dialog = LineDialog("停用这一条", question, self._window)
        dialog.line_entered.connect(partial(self._retire, entry, successor))
        dialog.open()

    def _retire(self, entry: Entry, successor: Entry, reason: str) -> None:
        try:
            draft = retire_draft(self._shelf(), self._handbook(), entry, successor, reason)
            sent = self._drafts().send(draft, f"停用“{entry.title}”：{reason}")
        except HandbookError as error:
            self._window.tell(f"{error}。")
            return
        self.changed.emit()
        self.draft_sent.emit(sent)

    @Slot(object, object)
    def _on_moved(self, desk: EditDesk, moved: MovedOn) -> None:
        """Somebody else wrote meanwhile: one looks at both and says what holds; nothing is lost by either."""
        if desk.text == moved.there.text:
            desk.take(moved.there)
            self.editing.refresh()
            return
        if self._moved is not None and self._moved[0] is desk and self._moved[1].there == moved.there:
            self._asking.start()
            return
        try:
            # Until it is decided what is typed here stands nowhere else.
            self._shelf().keep_aside(desk.as_typed)
        except HandbookError as error:
            self._window.tell(str(error))
        self._moved = (desk, moved)
        self._show_both(desk, moved, desk.draft.text, desk.text)

    def _show_both(self, desk: EditDesk, moved: MovedOn, base: str, mine: str) -> None:
        who = moved.there.name or "别人"
        texts = (base, moved.there.text, mine)
        ways = ThreeWays(desk.kind, desk.file, texts, desk.judged.handbook)
        title = str(desk.value.get("title") or "这一条")
        self.both.show_ways(ways, two_editors(who), title, f"{moved}。两份都留着")
        self._asking.start()

    @Slot()
    def _ask_both(self) -> None:
        if self._moved is not None and self._window.page is not self.both and self._window.isVisible():
            self._window.turn_to(self.both)

    @Slot(object)
    def _on_both(self, text: str) -> None:
        """Everything is decided: that is the draft, unless somebody wrote again."""
        if self._moved is None:
            return
        desk, moved = self._moved
        there = moved.there
        try:
            if there.text != text:
                self._shelf().keep_aside(there)
            desk.write_over(there, text)
        except MovedOn as again:
            self._moved = (desk, again)
            self._show_both(desk, again, there.text, text)
            return
        except HandbookError as error:
            self._window.tell(str(error))
            return
        self._moved = None
        self.editing.was_saved.emit(desk.file)
        self.editing.show_desk(desk)
        self._window.turn_to(self.editing)
        self.changed.emit()
        self._window.mention("存好了。两边原来写的，都留在改动记录里。")

    @Slot(str)
    def _on_look(self, file: str) -> None:
        """What somebody else has saved of the entry that is edited."""
        try:
            draft = self._shelf().draft(file)
        except HandbookError as error:
            self._window.tell(str(error))
            return
        mine = self.editing.desk
        if draft is None or (mine is not None and draft == mine.draft):
            self._window.mention("还没有存下别的改动，没有可看的。")
        else:
            self.draft_wanted.emit(draft)


def _made(number: int, make: Callable[[], Judge], _report: Report) -> tuple[int, Judge]:
    return number, make()
