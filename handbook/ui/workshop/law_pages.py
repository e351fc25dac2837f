"""What the pages on laws wish, done: a file is taken in, a version goes or gets another day, an article is read and vouched for."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from handbook.errors import HandbookError
from handbook.law.checks import Missing
from handbook.law.claims import own_numbers
from handbook.law.numbering import written_article
from handbook.model.handbook import Handbook
from handbook.model.official_text import OfficialText
from handbook.model.regulation import RegulationArticle
from handbook.model.typesetting import full_width
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.workshop.article_page import ArticlePage
from handbook.ui.workshop.comparison_page import ComparisonPage
from handbook.ui.workshop.day_choices import day_of
from handbook.ui.workshop.import_page import ImportPage
from handbook.ui.workshop.laws_page import LawsPage
from handbook.ui.workshop.reading_queue import ReadingQueue
from handbook.ui.workshop.taking_in import FILES, TakingIn
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.law_desk import Accepted, Compared, LawDesk, TickedDecision
from handbook.upkeep.law_rows import LawRow

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
        self._known_problems: set[str] = set()
        """What of the folder cannot be read and was told."""
        self.person = ""
        self.laws = LawsPage()
        self.importing = ImportPage()
        self.article = ArticlePage(today)
        self.comparison = ComparisonPage()
        self.reading = ReadingQueue(desk, window.reading, self)
        self.taking_in = TakingIn(window, self.laws, self.importing, self.reading, desk, named)
        self._connect()

    @Slot()
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
                fresh = desk.view(laws, entry, view.day, view.as_number, view.as_law)
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
        laws, article, comparison = self.laws, self.article, self.comparison
        laws.law_wanted.connect(self.show_law)
        laws.comparison_wanted.connect(self.compare_last)
        laws.removal_wanted.connect(self._on_remove)
        laws.redating_wanted.connect(self._on_redate)
        laws.taking_back_wanted.connect(self._on_take_back)
        article.entry_wanted.connect(self._on_article)
        article.number_wanted.connect(self._on_number)
        article.article_chosen.connect(self._on_chosen)
        article.card_wanted.connect(self.entry_wanted)
        article.check_given.connect(self._on_check)
        article.source_wanted.connect(self._on_source_wanted)
        article.source_dropped.connect(self._on_source_dropped)
        article.comparison_wanted.connect(self.compare_last)
        comparison.versions_chosen.connect(self._compare)
        comparison.entry_wanted.connect(self.entry_wanted)
        self.reading.read.connect(self._on_read)
        self.taking_in.accepted.connect(self._on_accepted)
        self.taking_in.refused.connect(self.refresh)
        self.taking_in.same_day.connect(self._on_same_day)
        comparison.decision_wanted.connect(self._on_decision_wanted)

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

    # -- a file was taken in

    @Slot(object)
    def _on_accepted(self, accepted: Accepted) -> None:
        self.changed.emit()
        text = accepted.text
        if accepted.earlier is not None:
            self._compare(text.title, accepted.earlier, text.effective)
        else:
            self.show_law(text.title)

    @Slot(object, str)
    def _on_same_day(self, compared: Compared, file_name: str) -> None:
        self.comparison.show_file(file_name)
        self.comparison.show_compared(compared, self._today())
        self._window.turn_to(self.comparison)

    # -- an amendment decision beside what changed

    @Slot()
    def _on_decision_wanted(self) -> None:
        dialog = QFileDialog(self._window, "修改决定", "", FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_decision_file)
        dialog.open()

    @Slot(str)
    def _on_decision_file(self, name: str) -> None:
        self.tick_decision(Path(name))

    def tick_decision(self, path: Path) -> None:
        """Read a decision in the child process, and tick its orders against the comparison that is shown."""
        compared = self.comparison.compared
        if compared is not None:
            self.reading.add_job(path, partial(_ticked, self._desk(), compared))
            self.reading.go_on()

    @Slot(object)
    def _on_read(self, read: object) -> None:
        if isinstance(read, TickedDecision):
            self.comparison.show_ticked(read)
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
        first = next((view for view in views if view.is_open), views[0])
        self.article.show_entries(views)
        self.article.show_view(first, self.person)
        self._window.turn_to(self.article)

    @Slot(str, object)
    def _on_article(self, entry_id: str, day: date | None) -> None:
        entry = self._handbook().exact(entry_id)
        if isinstance(entry, RegulationArticle):
            desk = self._desk()
            number, law = self._laid_beside(entry)
            self.article.show_view(desk.view(desk.read(), entry, day, number, law), self.person)
        else:
            self._window.tell(_GONE)

    @Slot(str, str)
    def _on_number(self, entry_id: str, number: str) -> None:
        """Lay an entry beside another article than its number says: the number may have been inferred wrongly."""
        entry = self._handbook().exact(entry_id)
        if isinstance(entry, RegulationArticle):
            desk = self._desk()
            other = "" if entry.numbers == (number,) else number
            self.article.show_view(desk.view(desk.read(), entry, number=other), self.person)

    @Slot(str, str, str)
    def _on_chosen(self, entry_id: str, law: str, number: str) -> None:
        """Lay an entry that bears no number beside the article that a person chose for it."""
        entry = self._handbook().exact(entry_id)
        if not isinstance(entry, RegulationArticle):
            self._window.tell(_GONE)
            return
        desk = self._desk()
        view = desk.view(desk.read(), entry, number=number, law=law)
        if view.official is None:
            self._window.tell(
                full_width(f"《{law}》现行的一版里没有{written_article(number)}；请看一眼条号，再摆过来。")
            )
        else:
            self.article.show_view(view, self.person)

    def _show_article(self, entry: RegulationArticle, number: str = "") -> None:
        """`number`: of several, the one whose words are read."""
        desk = self._desk()
        laws = desk.read()
        row = next((row for row in desk.rows(laws) if entry in row.entries), None)
        self.article.show_entries([desk.view(laws, one) for one in row.entries] if row else [])
        self.article.show_view(desk.view(laws, entry, number=number), self.person)
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
        official = self._looked_at(desk, entry)
        if official is None:
            self._window.tell("这一条的原文刚被移出了，没有记。")
            self.refresh()
            return
        try:
            check = desk.vouch(entry, official)
        except HandbookError as error:
            self._window.tell(str(error))
            self.refresh()
            return
        self.changed.emit()
        self._window.mention(full_width(f"已记：{desk.cited(entry, check)}，核对人 {self.person}。"))
        if self._window.page is self.article:
            self._show_article(entry, check.number if len(own_numbers(entry)) > 1 else "")

    def _looked_at(self, desk: LawDesk, entry: RegulationArticle) -> OfficialText | None:
        """The words that stand beside the entry on the page, as they are in the folder now."""
        number, law = self._laid_beside(entry)
        return desk.view(desk.read(), entry, number=number, law=law).official

    def _laid_beside(self, entry: RegulationArticle) -> tuple[str, str]:
        """The article, and the law, beside which the entry is laid on the page, where that is not its own."""
        view = self.article.view
        is_shown = view is not None and view.entry.id == entry.id
        return (view.as_number, view.as_law) if view is not None and is_shown else ("", "")

    # -- a figure that stands in another source

    @Slot(str, object)
    def _on_source_wanted(self, entry_id: str, figure: Missing) -> None:
        what = f"“{figure.words}”" if figure.words else "这一句要点"
        question = full_width(f"{what}写在哪份文件、第几条?会写明是您今天标的。")
        dialog = LineDialog("标明另有出处", question, self._window)
        if figure.source is not None:
            dialog.put_back(figure.source.source)
        dialog.line_entered.connect(partial(self._on_source_typed, entry_id, figure))
        dialog.open()

    def _on_source_typed(self, entry_id: str, figure: Missing, words: str) -> None:
        self._named(partial(self._say_source, entry_id, figure, words))

    @Slot(str, object)
    def _on_source_dropped(self, entry_id: str, figure: Missing) -> None:
        words = figure.source.source if figure.source is not None else ""
        self._named(partial(self._say_source, entry_id, figure, words, is_taken_back=True))

    def _say_source(self, entry_id: str, figure: Missing, words: str, *, is_taken_back: bool = False) -> None:
        entry = self._handbook().exact(entry_id)
        if not isinstance(entry, RegulationArticle):
            self._window.tell(_GONE)
            return
        act = partial(self._desk().say_source, entry, figure, words, is_taken_back=is_taken_back)
        if not self._do(act):
            return
        what = f"“{figure.words}”" if figure.words else "这一句要点"
        if is_taken_back:
            self._window.mention(f"已撤掉：{what}不再标另有出处。")
        else:
            self._window.mention(f"已记：{what}另有出处，{self.person} 标明。要撤回，按“撤掉”。")

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


def _ticked(
    desk: LawDesk,
    compared: Compared,
    path: Path,
    is_stopped: Callable[[], bool],
    _progress: Callable[[float], None],
) -> TickedDecision:
    return desk.ticked(compared, path, is_stopped=is_stopped)
