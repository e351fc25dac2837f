"""What the pages on laws wish, done: a file is taken in, a version goes or gets another day, an article is read and vouched for."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from handbook.errors import HandbookError
from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.model.regulation import RegulationArticle
from handbook.model.typesetting import full_width
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.workshop.article_page import ArticlePage
from handbook.ui.workshop.comparison_page import ComparisonPage
from handbook.ui.workshop.day_choices import day_of
from handbook.ui.workshop.import_page import ImportPage
from handbook.ui.workshop.laws_page import LawsPage
from handbook.ui.workshop.reading_queue import ReadingQueue
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.law_desk import LawDesk
from handbook.upkeep.law_rows import Decided, LawRow, ReadLaw

FILES = "法规文件 (*.docx *.pdf *.html *.htm *.md *.txt);;所有文件 (*)"
_GONE = "这一条已经不在手册里了，可能刚被改走；请回到法规列表重新选。"


class LawPages(QObject):
    """Reads the folder anew for every act: what another one made impossible meanwhile is told, and shown."""

    changed = Signal()
    """The folder holds something else: everything is to be shown anew, and the content read."""
    entry_wanted = Signal(str)

    def __init__(
        self,
        window: WorkshopWindow,
        desk: Callable[[], LawDesk],
        handbook: Callable[[], Handbook],
        named: Callable[[Callable[[], object]], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._handbook = handbook
        self._named = named
        self._today = today
        self._is_deciding = False
        """A file was read and is neither taken in nor given up."""
        self._known_problems: set[str] = set()
        """What of the folder cannot be read and was told."""
        self.person = ""
        self.laws = LawsPage()
        self.importing = ImportPage()
        self.article = ArticlePage(today)
        self.comparison = ComparisonPage()
        self.reading = ReadingQueue(desk, window.reading, self)
        self._connect()

    def refresh(self) -> None:
        """Show what stands in the folder now; the page that is up, and the place on it, stay."""
        desk = self._desk()
        laws = desk.read()
        rows = desk.rows(laws)
        self.laws.show_rows(rows, desk.last_act())
        view = self.article.view
        if view is not None:
            entry = self._handbook().exact(view.entry.id)
            row = next((row for row in rows if entry in row.entries), None)
            if isinstance(entry, RegulationArticle) and row is not None:
                self.article.show_entries([desk.view(laws, one) for one in row.entries])
                fresh = desk.view(laws, entry, view.day)
                if fresh != view:
                    self.article.show_view(fresh, self.person)
        problems = {f"{problem.file}：{problem.message}" for problem in laws.problems}
        for words in sorted(problems - self._known_problems):
            self._window.tell(words)
        self._known_problems = problems

    def show_entry(self, entry_id: str) -> None:
        """Read one article beside ours."""
        entry = self._handbook().exact(entry_id)
        if isinstance(entry, RegulationArticle):
            self._show_article(entry)
        else:
            self._window.tell(_GONE)

    def end(self) -> None:
        """The window closes: what is read ends."""
        self.reading.end()

    # -- internals

    def _connect(self) -> None:
        laws, importing, article, comparison = self.laws, self.importing, self.article, self.comparison
        laws.import_wanted.connect(self._on_import)
        laws.resume_wanted.connect(self._on_resume)
        laws.files_dropped.connect(self.take_files)
        laws.law_wanted.connect(self.show_law)
        laws.comparison_wanted.connect(self.compare_last)
        laws.removal_wanted.connect(self._on_remove)
        laws.redating_wanted.connect(self._on_redate)
        laws.taking_back_wanted.connect(self._on_take_back)
        importing.accepted.connect(self._on_accepted)
        importing.other_file_wanted.connect(self._on_import)
        importing.given_up.connect(self._on_given_up)
        article.entry_wanted.connect(self._on_article)
        article.card_wanted.connect(self.entry_wanted)
        article.check_given.connect(self._on_check)
        article.comparison_wanted.connect(self.compare_last)
        comparison.versions_chosen.connect(self._compare)
        comparison.entry_wanted.connect(self.entry_wanted)
        self.reading.read.connect(self._on_read)
        self.reading.refused.connect(self._on_refused)
        self.reading.stopped.connect(self._window.mention)

    def _do(self, act: Callable[[], object], done: str = "") -> bool:
        """Do one act on the folder; what it refuses is told, and everything is shown anew either way."""
        try:
            act()
        except HandbookError as error:
            self._window.tell(str(error))
            self.refresh()
            return False
        self.changed.emit()
        if done:
            self._window.foot.offer_undo(done)
        return True

    def _row(self, title: str) -> LawRow | None:
        desk = self._desk()
        return next((row for row in desk.rows(desk.read()) if row.title == title), None)

    # -- reading a file

    @Slot()
    def _on_import(self) -> None:
        dialog = QFileDialog(self._window, "导入法规", "", FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_names)
        dialog.open()

    @Slot(list)
    def _on_names(self, names: list[str]) -> None:
        if self._window.page is self.importing:  # 换文件
            self._is_deciding = False
        self.take_files([Path(name) for name in names])

    @Slot(object)
    def take_files(self, paths: list[Path]) -> None:
        """Read them one after the other; while one is being decided, they wait."""
        self.reading.add(paths)
        if self._is_deciding:
            self._window.mention(f"{len(paths)} 个文件等着：先把《{self._open_title()}》收下或放下。")
        else:
            self.reading.go_on()

    @Slot(object)
    def _on_read(self, law: ReadLaw) -> None:
        self._is_deciding = True
        self.importing.show_law(law)
        self._show_open()
        for remark in law.remarks:
            self._window.mention(remark)
        if self._window.page in (self.laws, self.importing):
            self._window.turn_to(self.importing)
        else:
            self._window.mention(f"{law.file_name} 读好了：到“法规”按“接着收”。")

    @Slot(str)
    def _on_refused(self, words: str) -> None:
        self._window.tell(words)
        self.reading.go_on()

    @Slot()
    def _on_resume(self) -> None:
        if self.importing.law is not None:
            self._is_deciding = True
            self._window.turn_to(self.importing)

    @Slot()
    def _on_given_up(self) -> None:
        self._is_deciding = False
        self._window.turn_to(self.laws)
        self._window.mention(f"《{self._open_title()}》没有收，原件没动；要收按“接着收”。")
        self.reading.go_on()

    def _open_title(self) -> str:
        law = self.importing.law
        return (law.draft.title or law.file_name) if law is not None else ""

    def _show_open(self) -> None:
        self.laws.show_open(self._open_title())

    @Slot(object)
    def _on_accepted(self, decided: Decided) -> None:
        self._named(partial(self._accept, decided))

    def _accept(self, decided: Decided) -> None:
        try:
            accepted = self._desk().accept(decided)
        except HandbookError as error:
            self._window.tell(str(error))
            self.refresh()
            return
        self._is_deciding = False
        self.importing.forget()
        self._show_open()
        self.changed.emit()
        text = accepted.text
        kept = f"已收下《{text.title}》{text.effective.isoformat()} 起的一版，{len(text.articles)} 条"
        self._window.mention(f"{kept}。原件也存了；要撤回到“法规”按 {key_of('take_back')}。")
        if accepted.earlier is not None:
            self._compare(text.title, accepted.earlier, text.effective)
        else:
            self.show_law(text.title)
        self.reading.go_on()

    # -- the shelf

    @Slot(str, object)
    def _on_remove(self, title: str, day: date) -> None:
        act = partial(self._with_desk, LawDesk.remove, title, day)
        self._named(partial(self._do, act, f"已移出《{title}》{day} 起的一版。"))

    @Slot(str, object)
    def _on_redate(self, title: str, day: date) -> None:
        question = full_width(f"《{title}》现在记的是 {day} 起施行。改成哪一天？（年-月-日）")
        dialog = LineDialog("改施行日期", question, self._window)
        dialog.put_back(day.isoformat())
        dialog.line_entered.connect(partial(self._redate, title, day))
        dialog.open()

    def _redate(self, title: str, day: date, words: str) -> None:
        new = day_of(words)
        if new is None:
            self._window.tell(f"“{words}”看不出是哪一天，没有改。日期写成 2027-01-01 这样。")
            return
        act = partial(self._with_desk, LawDesk.set_day, title, day, new)
        self._named(partial(self._do, act, f"《{title}》改为 {new} 起施行。"))

    @Slot()
    def _on_take_back(self) -> None:
        self._named(self._take_back)

    def _take_back(self) -> None:
        words = self._desk().last_act()
        if self._do(partial(self._with_desk, LawDesk.take_back)):
            self._window.mention(f"已撤回：{words}。")

    def _with_desk(self, act: Callable[..., object], *values: object) -> None:
        act(self._desk(), *values)

    # -- reading an article

    @Slot(str)
    def show_law(self, title: str) -> None:
        """Its first article that is not vouched for, beside ours."""
        desk = self._desk()
        laws = desk.read()
        row = next((row for row in desk.rows(laws) if row.title == title), None)
        if row is None:
            self._window.tell(f"《{title}》不在了，可能刚被移出。")
            self.refresh()
            return
        if not row.entries:
            self._window.mention(f"手册里还没有《{title}》的条目，原文可在“法规”范围里搜到。")
            if self._window.page is self.importing:
                self._window.turn_to(self.laws)
            return
        views = [desk.view(laws, entry) for entry in row.entries]
        first = next((v for v in views if v.official is not None and not v.standing.holds), views[0])
        self.article.show_entries(views)
        self.article.show_view(first, self.person)
        self._window.turn_to(self.article)

    @Slot(str, object)
    def _on_article(self, entry_id: str, day: date | None) -> None:
        entry = self._handbook().exact(entry_id)
        if isinstance(entry, RegulationArticle):
            desk = self._desk()
            self.article.show_view(desk.view(desk.read(), entry, day), self.person)
        else:
            self._window.tell(_GONE)

    def _show_article(self, entry: RegulationArticle) -> None:
        desk = self._desk()
        laws = desk.read()
        row = next((row for row in desk.rows(laws) if entry in row.entries), None)
        self.article.show_entries([desk.view(laws, one) for one in row.entries] if row else [])
        self.article.show_view(desk.view(laws, entry), self.person)
        self._window.turn_to(self.article)

    @Slot(str)
    def _on_check(self, entry_id: str) -> None:
        self._named(partial(self._check, entry_id))

    def _check(self, entry_id: str) -> None:
        entry = self._handbook().exact(entry_id)
        if not isinstance(entry, RegulationArticle):
            self._window.tell(_GONE)
            return
        desk = self._desk()
        official = desk.official(desk.read(), entry)
        if not official:
            self._window.tell("这一条的原文刚被移出了，没有记。")
            self.refresh()
            return
        try:
            desk.vouch(entry, official[0])
        except HandbookError as error:
            self._window.tell(str(error))
            self.refresh()
            return
        self.changed.emit()
        self._window.mention(f"已记：{entry.citation}，核对人 {self.person}。")
        if self._window.page is self.article:
            self._show_article(entry)

    # -- comparing

    @Slot(str)
    def compare_last(self, title: str) -> None:
        """The last two versions of a law."""
        row = self._row(title)
        days = sorted(version.effective for version in row.versions) if row is not None else []
        if len(days) < 2:
            self._window.mention(f"《{title}》{'只有一版' if days else '还没有原文'}，收下另一版后再比。")
        else:
            self._compare(title, days[-2], days[-1])

    @Slot(str, object, object)
    def _compare(self, title: str, old: date, new: date) -> None:
        if old == new:
            self._window.mention("两边选的是同一版；请选两版不一样的。")
        try:
            compared = self._desk().compared(title, *sorted((old, new)))
        except HandbookError as error:
            self._window.tell(str(error))
            self.refresh()
            return
        row = self._row(title)
        versions = sorted(row.versions, key=lambda version: version.effective) if row is not None else []
        self.comparison.show_versions(title, versions, *sorted((old, new)))
        self.comparison.show_compared(compared, self._today())
        self._window.turn_to(self.comparison)
