"""Searching and reading: what is typed, chosen and marked in one panel goes to the handbook and comes to the others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from handbook.call.store.store_errors import StoreError
from handbook.document.wording import assumed_left_out, demo_refusal, merged_words, not_for_callers
from handbook.document.words import FULL_TEXT
from handbook.law.shelf import LawPlace, LawShelf
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, Phase
from handbook.render.entry_page import caller_words
from handbook.search.hits import Hit, Results
from handbook.search.laws.beside import LawsBeside, beside, looks_in_laws
from handbook.search.laws.local_laws import local_and_cited
from handbook.search.query import Query
from handbook.ui.contents.contents_panel import ContentsPanel
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.search.known_words import KnownWords
from handbook.ui.search.long_search import LongSearch, Searched, is_long
from handbook.ui.search.no_hit_page import NoHitPage, NothingFound, is_unanswered
from handbook.ui.search.rows import home_rows, rows_of_entries, rows_of_kind
from handbook.ui.search.search_panel import SearchPanel
from handbook.ui.search.search_port import LawFinder, Searcher
from handbook.ui.widgets.clipboard import put_on_clipboard
from handbook.ui.window.paper_codes import answer_code
from handbook.ui.window.services import Services

SETTLED_MS = 2500
"""A search that stands so long was meant; one that finds nothing is a miss for the editor."""


class ReadingController(QObject):
    """Connects the search column, the contents tree and the reading pane."""

    notice_raised = Signal(str)
    entry_opened = Signal(str)
    favourites_changed = Signal()
    law_shown = Signal()
    """The text of a law is on the page, be it for a look."""
    law_opened = Signal()
    """It was opened, and is to be seen."""
    nothing_found = Signal()
    """The page says so now: it is to be seen."""
    answered = Signal(str)
    """One sentence to what the agent asked for."""

    def __init__(
        self,
        search: SearchPanel,
        contents: ContentsPanel,
        reader: ReaderPanel,
        nothing: tuple[NoHitPage, NoHitPage],
        services: Services,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._contents = contents
        self._reader = reader
        self._nothing, self._ways = nothing
        """What says it where the page of an entry stands, and where the column stands alone."""
        self._desk = services.desk
        self._bookmarks = services.bookmarks
        self._feedback = services.feedback
        self.counts = services.counts
        self._handbook = Handbook()
        self._searcher: Searcher | None = None
        self._laws: LawFinder | None = None
        self._first_laws: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        """Titles of the region's laws on heating, and of those that cards cite; found when they are first needed."""
        self._law_marks: Mapping[LawPlace, tuple[str, ...]] = {}
        self._has_laws = False
        """Whether the texts of laws have something of what stands in the field."""
        self._long: LongSearch | None = None
        self._going_on = QTimer(self)
        """What was pasted is searched a few sentences at a time, so that the window stays alive."""
        self._going_on.setInterval(0)
        self._going_on.timeout.connect(self._on_going_on)
        self._phase: Phase | None = None
        self._hits: Mapping[str, Hit] = {}
        """In the order in which they are listed."""
        self._known: KnownWords | None = None
        self._asked = ""
        """What was searched for and is not counted yet; each text once, while it stands."""
        self._counted = ""
        self._is_miss = False
        self._understood_as = ""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._on_settled)
        self._connect()

    @property
    def handbook(self) -> Handbook:
        """What is read."""
        return self._handbook

    def show_handbook(self, handbook: Handbook) -> None:
        """Read `handbook` from now on."""
        self._handbook = handbook
        self._bookmarks.follow(handbook.present_id)
        self._feedback.follow(handbook.present_id)
        self._known = None
        self._first_laws = None
        self._contents.show_handbook(handbook)
        self._reader.show_handbook(handbook)
        self.ask_again()

    def use_searcher(self, searcher: Searcher | None) -> None:
        """Search with `searcher`; None while an index is being made."""
        self._searcher = searcher
        self._long = LongSearch(searcher) if searcher is not None else None
        if searcher is not None:
            searcher.remember_use(self._bookmarks.use())
        self.ask_again()

    def list_meanwhile(self) -> None:
        """No index holds for what is read now: until there is one, nothing that was found before stands in the list."""
        if self._searcher is None and self._search.query.text.strip():
            self._browse(self._search.query.kind)

    def use_laws(self, laws: LawFinder | None) -> None:
        """Find in the texts of `laws` beside the entries; None where there are none."""
        self._laws = laws
        self._reader.use_laws(laws.shelf if laws is not None else LawShelf())
        if self._search.query.text.strip():
            self.ask_again()

    def use_phase(self, phase: Phase | None) -> None:
        """Part of the season that is on."""
        self._phase = phase
        self._reader.use_phase(phase)
        self.ask_again()

    @Slot()
    def ask_again(self) -> None:
        """Answer what stands in the field."""
        self._on_query_changed(self._search.query)

    @Slot(str)
    def open(self, entry_id: str) -> None:
        """Show an entry and remember that it was opened."""
        entry = self._handbook.get(entry_id)
        if entry is None:
            self.notice_raised.emit(f"没有条目“{entry_id}”:它可能没有载入,请看内容问题。")
            return
        went = self._handbook.successor(entry_id)
        if went is not None:
            self.answered.emit(merged_words(entry.title, went.reason))
            entry_id = entry.id
        self._reader.show_entry(entry, marks=self._marks_of(entry_id))
        self._reader.show_favourite(self._bookmarks.is_favourite(entry_id))
        self._count_search()  # whoever opens something has found what was meant, however soon
        self._note_use(entry_id)
        self.counts.opened()
        self._bookmarks.record_opened(entry_id)
        self._feedback.entry_opened(entry_id)
        self.entry_opened.emit(entry_id)

    @Slot(object)
    def open_law(self, place: LawPlace) -> None:
        """Show the text of a law and remember that it was opened: where it stands, and none of its words."""
        self._reader.show_law(place, marks=self._law_marks.get(place, ()))
        if self._reader.law == place:
            self._count_search()
            self.law_shown.emit()
            self.law_opened.emit()

    def bring_law_back(self, law: LawPlace, place: float) -> None:
        """Show the text of a law as it was left, likewise."""
        self._on_law_previewed(law)
        self._reader.view.go_to(place)

    def bring_back(self, entry_id: str, place: float) -> None:
        """Show an entry as it was left, `place` (0.0–1.0) from its top; that is no new visit."""
        if self._handbook.get(entry_id) is not None:
            self._on_previewed(entry_id)
            self._reader.view.go_to(place)

    @Slot()
    @Slot(str)
    def copy_for_caller(self, entry_id: str = "") -> None:
        """Copy all that may be told to the caller."""
        entry = self._handbook.get(entry_id) if entry_id else self._reader.entry
        if entry is None:
            if self._reader.law is not None:
                self.answered.emit(f"{FULL_TEXT}不是对用户说的话：要用哪句，选中再复制。")
            return
        words = caller_words(entry, self._handbook).splitlines()
        sure = [line for line in words if not self._handbook.assumed.gave(line, entry.id)]
        if sure:
            self._put_on_clipboard("\n".join(sure))
            if len(sure) < len(words):
                self.answered.emit(assumed_left_out(self._handbook, len(words) - len(sure)))
        elif words:
            self.refuse_copy()
        else:
            self._reader.confirm_copied("本条没有可以对用户说的话")

    @Slot()
    def refuse_copy(self) -> None:
        """Say why words of a region that nobody confirmed, or of the demo company, are not copied."""
        self.answered.emit(not_for_callers(self._handbook))

    @Slot()
    def report_gap(self) -> None:
        """Keep for the editor that an entry is wanted for what stands in the field."""
        text = self._search.query.text.strip()
        if not text:
            self.answered.emit("搜索框里没有字：先打他说的话，再记为缺口。")
            return
        try:
            self._feedback.report_gap(text)
        except StoreError as error:
            self.notice_raised.emit(str(error))
            return
        for page in (self._nothing, self._ways):
            page.show_reported(is_reported=True)
        self.answered.emit("已记为缺口，编辑补内容时会看到。")

    @Slot()
    @Slot(str)
    def toggle_favourite(self, entry_id: str = "") -> None:
        """Mark or unmark an entry, by default the one that is shown."""
        entry = self._reader.entry
        wanted = self._handbook.present_id(entry_id) if entry_id else (entry.id if entry else "")
        if not wanted:
            return
        try:
            is_marked = self._bookmarks.toggle_favourite(wanted)
            if entry is not None and entry.id == wanted:
                self._reader.show_favourite(is_marked)
        except StoreError as error:
            self.notice_raised.emit(str(error))
        self.favourites_changed.emit()
        if not self._search.query.text.strip():
            self.ask_again()

    def _marks_of(self, entry_id: str) -> tuple[str, ...]:
        """Texts of the entry that the search met; found only for what is opened."""
        hit = self._hits.get(entry_id)
        return hit.marks if hit is not None else ()

    def _connect(self) -> None:
        self._search.query_changed.connect(self._on_query_changed)
        self._search.entry_activated.connect(self.open)
        self._search.entry_previewed.connect(self._on_previewed)
        self._search.law_activated.connect(self.open_law)
        self._search.law_previewed.connect(self._on_law_previewed)
        self._reader.law_link_activated.connect(self._on_law_link)
        self._search.unanswered.connect(self._on_unanswered)
        self._search.guessed.connect(self._reader.leave_preview)
        self._search.pin_requested.connect(self._note_use)
        self._nothing.word_chosen.connect(self._search.ask)
        for page in (self._nothing, self._ways):
            page.gap_reported.connect(self.report_gap)
        self._reader.pin_requested.connect(self._note_use)
        self._contents.entry_activated.connect(self.open)
        self._reader.entry_link_activated.connect(self._on_link)
        self._reader.copy_requested.connect(self._on_copy)
        self._reader.copy_all_requested.connect(self.copy_for_caller)
        self._reader.view.copy_refused.connect(self.refuse_copy)
        self._reader.favourite_toggled.connect(self.toggle_favourite)
        self._reader.place_changed.connect(self._on_place_changed)

    def _browse(self, kind: Kind | None) -> None:
        handbook = self._handbook
        self._hits = {}
        self._reader.show_instead(is_shown=False)
        if self._searcher is not None:  # between two questions: while one types, nothing changes its place
            self._searcher.remember_use(self._bookmarks.use())
        if kind is None:
            rows = home_rows(handbook, self._bookmarks.favourites(), self._bookmarks.recents())
        else:
            rows = rows_of_kind(handbook, kind)
        counts = {k: len(handbook.of_kind(k)) for k in Kind} if len(handbook) else {}
        self._search.show_browsing(rows, counts)

    @Slot(object)
    def _on_query_changed(self, query: Query) -> None:
        self._going_on.stop()
        self._asked = ""
        if not query.text.strip():
            self._settled.stop()
            self._counted = ""
            self._browse(query.kind)
        elif (answer := answer_code(query.text, self._handbook)) is not None:
            entries = [e for i in answer.entry_ids if (e := self._handbook.get(i)) is not None]
            self._hits = {}
            self._reader.show_instead(is_shown=False)
            self._search.show_browsing(rows_of_entries(self._handbook, entries), {})
            self._search.show_message(answer.words)
        elif self._searcher is not None and self._long is not None:
            query = replace(query, phase=self._phase)
            if is_long(query.text):
                self._show_searched(self._long.begin(query))
            else:
                self._show_results(self._searcher.search(query))

    def _show_results(self, results: Results) -> None:
        self._hits = {hit.id: hit for hit in sorted(results.hits, key=lambda hit: bool(hit.is_weak))}
        laws = self._found_in_laws(results.query)
        self._has_laws = laws is not None and not laws.is_empty
        if not is_unanswered(results):
            self._reader.show_instead(is_shown=False)
        self._search.show_results(results, self._handbook, laws)
        self._asked = results.query.text
        self._is_miss = results.missed
        self._understood_as = results.understood_as
        self._settled.start()  # half-typed words are neither searches nor misses

    def _found_in_laws(self, query: Query) -> LawsBeside | None:
        """What stands beneath our own hits; None where the texts of laws are not asked."""
        self._law_marks = {}
        if self._laws is None or not looks_in_laws(query.kind) or is_long(query.text):
            return None
        self._laws = self._laws.on(date.today())  # a desk is open past midnight
        if self._first_laws is None:
            self._first_laws = local_and_cited(self._handbook)
        local, cited = self._first_laws
        is_listed = query.kind is not None
        found = self._laws.find(
            query.text,
            limit=query.limit if is_listed else 0,
            local_laws=local,
            cited_laws=cited,
            only_current=not is_listed,
        )
        self._law_marks = {hit.place: hit.marks for hit in found.hits}
        return beside(found, query.kind)

    def _show_searched(self, searched: Searched) -> None:
        self._show_results(searched.results)
        if searched.note:
            self._search.show_message(searched.note)
        if searched.is_done:
            self._going_on.stop()
        else:
            self._going_on.start()

    @Slot()
    def _on_going_on(self) -> None:
        if self._long is not None:
            self._show_searched(self._long.go_on())

    @Slot(str)
    def _on_previewed(self, entry_id: str) -> None:
        entry = self._handbook.get(entry_id)
        if entry is not None:
            self._reader.show_entry(entry, marks=self._marks_of(entry_id), remember=False)
            self._reader.show_favourite(self._bookmarks.is_favourite(entry.id))

    @Slot(object)
    def _on_law_previewed(self, place: LawPlace) -> None:
        self._reader.show_law(place, marks=self._law_marks.get(place, ()), remember=False)
        self.law_shown.emit()

    @Slot(object)
    def _on_law_link(self, place: LawPlace) -> None:
        self._law_marks = {}
        self.open_law(place)

    @Slot(object)
    def _on_unanswered(self, results: Results) -> None:
        """The page of another topic gives way to what can be done now."""
        if not is_unanswered(results):
            return
        query = results.query
        is_near = bool(results.hits) or self._has_laws
        found = NothingFound(query.text, len(self._handbook), is_near, self._words_in(query.text))
        self._nothing.show_nothing(found)
        self._reader.show_instead(is_shown=True)
        self._search.show_nothing(found)
        self.nothing_found.emit()

    def answering(self, words: str) -> tuple[str, ...]:
        """Ids of the entries that answer, as the search lists them; none while an index is being made."""
        if self._searcher is None or not words.strip():
            return ()
        results = self._searcher.search(Query(words, phase=self._phase))
        if is_unanswered(results):
            return ()
        return tuple(hit.id for hit in sorted(results.hits, key=lambda hit: bool(hit.is_weak)))

    def _words_in(self, text: str) -> tuple[str, ...]:
        """Words of the trade in `text` that find something."""
        searcher = self._searcher
        if searcher is None:
            return ()
        if self._known is None:
            self._known = KnownWords(self._handbook)
        words = self._known.within(text)
        return tuple(word for word in words if not is_unanswered(searcher.search(Query(word, limit=1))))

    @Slot(str)
    def _note_use(self, entry_id: str) -> None:
        """Something listed was of use; what is not listed was not found by this search."""
        if entry_id in self._hits:
            self._count_search()
            self._feedback.result_used(list(self._hits).index(entry_id) + 1)

    @Slot()
    def _on_settled(self) -> None:
        self._count_search()
        if self._asked and self._is_miss:
            self._feedback.record_miss(self._asked)

    def _count_search(self) -> None:
        asked = " ".join(self._asked.split())
        if asked and asked != self._counted:
            self._counted = asked
            call = self._desk.active
            number = call.id if call is not None else 0
            self._feedback.searched(asked, call=number, understood_as=self._understood_as)
            self.counts.searched(is_miss=self._is_miss)

    @Slot(str)
    def _on_link(self, entry_id: str) -> None:
        self._hits = {}
        self.open(entry_id)

    @Slot(str)
    def _on_copy(self, words: str) -> None:
        entry = self._reader.entry
        if self._handbook.assumed.gave(words, entry.id if entry is not None else ""):
            self.refuse_copy()
        else:
            self._put_on_clipboard(words)

    def _put_on_clipboard(self, words: str) -> None:
        if not put_on_clipboard(words):
            self.answered.emit(demo_refusal(self._handbook))
            return
        if self._reader.entry is not None:
            self._note_use(self._reader.entry.id)
        self._reader.confirm_copied()

    @Slot()
    def _on_place_changed(self) -> None:
        entry = self._reader.entry
        if entry is not None:
            self._reader.show_favourite(self._bookmarks.is_favourite(entry.id))
