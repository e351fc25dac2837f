"""The search column: what was typed comes up as a signal, results go down and are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from handbook.document.words import FULL_TEXT
from handbook.keys import key_of
from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width
from handbook.search.confidence import Confidence
from handbook.search.query import Query
from handbook.ui.announcing import announce
from handbook.ui.search.danger_door import DangerDoor
from handbook.ui.search.scope_bar import SCOPES, ScopeBar, scope_name
from handbook.ui.search.search_field import SearchField
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.turning_line import TurningLine

if TYPE_CHECKING:  # the field is painted before there is anything to list
    from handbook.law.shelf import LawPlace
    from handbook.model.handbook import Handbook
    from handbook.search.hits import Hit, Results
    from handbook.search.laws.beside import LawsBeside
    from handbook.ui.search.no_hit_page import NoHitPage, NothingFound
    from handbook.ui.search.results_model import ResultRow
    from handbook.ui.search.results_view import ResultsView

PREVIEW_DELAY_MS = 120
"""Pause in typing after which the first hit is shown in the reading pane."""
ANNOUNCE_MS = 900
"""Pause in typing after which those who hear the screen are told how many were found."""
FEW = 50
"""Found entries that can still be looked through, however small the handbook is."""
SHARE = 3
"""More than one in so many entries “found” says nothing: a sentence has some word of nearly every entry."""


LITERAL, BACK = "照打的字找", "改回猜的意思"


class SearchPanel(QWidget):
    """Field, what was assumed, scope chips, results."""

    query_changed = Signal(object)
    """Query."""
    entry_previewed = Signal(str)
    """Selected while moving or typing: to be shown, not to be remembered."""
    entry_activated = Signal(str)
    """Opened by Enter or click."""
    law_previewed = Signal(object)
    """LawPlace of the text of a law, likewise."""
    law_activated = Signal(object)
    """LawPlace, likewise."""
    pin_requested = Signal(str)
    unanswered = Signal(object)
    """Results: a pause came, and nothing is about what stands in the field."""
    guessed = Signal()
    """A pause came, and what is selected is a guess, which is shown to nobody who has not asked for it."""
    emergency_requested = Signal()
    contents_filtered = Signal(str)
    """What is typed while the contents stand below the field: it is looked for there."""
    contents_moved = Signal(str)
    """previous | next | page_up | page_down in the contents."""
    contents_entered = Signal()
    """Enter, while the contents stand below the field."""
    contents_pinned = Signal()
    """Ctrl+Enter, likewise."""
    contents_menu_requested = Signal()
    """The menu key, likewise."""
    menu_requested = Signal(str, QPoint)
    """Id of an entry, and the place on the screen where what may be done with it is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchPanel")
        self.field = SearchField()
        self.scope_bar = ScopeBar()
        self._theme = Theme()
        self._view: ResultsView | None = None
        self._contents: QWidget | None = None
        self._is_contents = False
        self._danger = DangerDoor()
        self._understood = QLabel()
        self._literal = KeyButton(LITERAL, key_of("literal"), "link")
        self._guess = ""
        """What the text that stands in the field was taken for."""
        self._as_typed = ""
        """The text that is searched only as it is typed; empty while slips are taken for what they may mean."""
        self._line = TurningLine(self._understood, self._literal)
        self._widen = QPushButton()
        self._progress = QProgressBar()
        self._preview = QTimer(self)
        self._preview.setSingleShot(True)
        self._preview.setInterval(PREVIEW_DELAY_MS)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(ANNOUNCE_MS)
        self._told = ""
        """What those who hear the screen were told last."""
        self._shown_query = Query("")
        self._results: Results | None = None
        """The answer that is shown; None while nothing is searched."""
        self._laws: LawsBeside | None = None
        """That of the texts of laws beneath it."""
        self._ways: NoHitPage | None = None
        self._nothing: NothingFound | None = None
        """What was asked in vain, while that stands."""
        self._is_single = False
        self._build()
        self._connect()

    @property
    def view(self) -> ResultsView:
        """The list, made when it is first needed."""
        if self._view is None:
            self._view = self._made_view()
        return self._view

    @property
    def query(self) -> Query:
        """What is asked now."""
        text = self.field.text()
        return Query(text, self.scope_bar.scope, is_literal=bool(text) and text == self._as_typed)

    @property
    def selected_id(self) -> str:
        """Id of the selected row, or empty."""
        return self._view.selected_id if self._view is not None else ""

    @property
    def is_contents(self) -> bool:
        """Whether the contents stand below the field, where else the results do."""
        return self._is_contents

    def put_contents(self, contents: QWidget) -> None:
        """The widget that takes the place of the results where the contents are wanted."""
        self._contents = contents
        self._column.addWidget(contents, 1)
        contents.hide()

    def put_ways(self, ways: NoHitPage) -> None:
        """What takes the place of the results where nothing is found and no page beside the column says so."""
        self._ways = ways
        self._column.addWidget(ways, 1)
        ways.retype_requested.connect(self.take_focus)
        ways.word_chosen.connect(self.ask)
        ways.hide()

    def show_contents(self, is_shown: bool) -> None:
        """The contents below the field, whole until something is typed; or the answer to what stands in it."""
        if is_shown == self._is_contents or self._contents is None:
            return
        self._is_contents = is_shown
        self._preview.stop()
        self._contents.setVisible(is_shown)
        self.field.show_purpose(is_contents=is_shown)
        self.scope_bar.setHidden(is_shown)
        if self._view is not None:
            self._view.setHidden(is_shown)
        if is_shown:
            self._hide_told()
            self.show_nothing(None)
            self.contents_filtered.emit("")
        else:
            self.query_changed.emit(self.query)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.field.apply_theme(theme)
        self.scope_bar.apply_theme(theme)
        self._danger.apply_theme(theme)
        if self._view is not None:
            self._view.apply_theme(theme)
        gap = theme.px(14)
        self._head.setContentsMargins(gap, gap, gap, theme.px(8))
        self._head.setSpacing(theme.px(8))

    def take_focus(self) -> None:
        """Put the cursor into the field with its text selected."""
        self.field.setFocus()
        self.field.selectAll()

    @Slot()
    def begin_anew(self) -> None:
        """What is typed next is something new, where the cursor is in the field."""
        if self.field.hasFocus():
            self.take_focus()

    def choose_scope(self, number: int) -> None:
        """Look among one kind, by the number of its chip; 0 = all."""
        self.scope_bar.choose(number)

    def bring_back(self, text: str, scope: int, selected: str) -> None:
        """Ask again what was asked before, with the same row selected; nothing is previewed by that."""
        self.show_contents(False)
        self.scope_bar.choose(scope)
        self.field.setText(text)
        self.view.select(selected)
        self._preview.stop()
        if self._selected_hit is None:
            self._on_preview()

    def show_results(self, results: Results, handbook: Handbook, laws: LawsBeside | None = None) -> None:
        """Show the answer to `results.query`, with that of the texts of laws beneath, unless something else is asked by now."""
        asked, now = results.query, self.query
        if (asked.text, asked.kind, asked.is_literal) != (now.text, now.kind, now.is_literal):
            return  # a late answer never replaces a newer one
        if asked.text != self._shown_query.text:
            self._guess = ""
        if results.confidence is Confidence.NONE:
            results = replace(results, hits=(), counts={})
        self._results, self._laws = results, laws
        counts = _telling_counts(results, len(handbook))
        if not self._is_contents:
            has_laws = laws is not None and not laws.is_empty
            self._show_understood(results, is_counted=bool(counts), has_laws=has_laws)
            self._danger.show_danger(results, handbook.value_by_key)
        self.show_nothing(None)
        self.scope_bar.show_counts(counts)
        is_only_close = results.confidence is not Confidence.FOUND
        kept = self._is_asked_again(asked)
        self.view.show_hits(
            results.hits,
            handbook,
            keep=self.view.selected_id if kept else "",
            keep_law=self.view.selected_law if kept else None,
            is_only_close=is_only_close,
            laws=laws,
        )
        self._shown_query = asked
        if not self._is_contents:
            self._preview.start()
            self._telling.start()

    def show_browsing(self, rows: Sequence[ResultRow], counts: Mapping[Kind, int]) -> None:
        """Show `rows` while nothing is searched."""
        self._results = None
        self._telling.stop()
        self._told = ""
        self._hide_told()
        self.show_nothing(None)
        self.scope_bar.show_counts(counts)
        self.view.show_rows(rows, select_first=False)
        self._shown_query = self.query

    def set_single(self, is_single: bool) -> None:
        """Whether no page stands beside the column: then the ways out stand in it, where there is no list."""
        if is_single != self._is_single:
            self._is_single = is_single
            self.show_nothing(self._nothing)

    def show_nothing(self, found: NothingFound | None) -> None:
        """Say, where no page beside says it, that nothing was found, and what can be done; None = no more."""
        self._nothing = found
        is_alone = self._is_single and self._ways is not None and not self._is_contents
        is_shown = is_alone and found is not None and not found.is_near
        if self._ways is not None:
            if found is not None and is_shown:
                self._ways.show_nothing(found)
            self._ways.setVisible(is_shown)
        if self._view is not None:
            self._view.setHidden(is_shown or self._is_contents)

    def leave_page(self) -> None:
        """What was asked again by itself is previewed to nobody: the page stays what it is."""
        self._preview.stop()

    @Slot(str)
    def ask(self, words: str) -> None:
        """Type `words` for the user, who sees what they find and can go on typing."""
        self.field.setText(words)
        self.field.setFocus()

    @Slot()
    def turn_literal(self) -> None:
        """Search only what is typed, instead of what it was taken for; or the other way round."""
        if self._literal.isHidden() or self._is_contents:
            return
        self._as_typed = "" if self.query.is_literal else self.field.text()
        self.query_changed.emit(self.query)

    @Slot(float, str)
    def show_progress(self, fraction: float, words: str) -> None:
        """Show how far the index is."""
        self._progress.show()
        self._progress.setValue(round(fraction * 100))
        self._say(words)

    @Slot()
    def end_progress(self) -> None:
        """The index is ready, or there will be none: its words go with the bar."""
        if not self._progress.isHidden():
            self._progress.hide()
            self._say("")

    def show_message(self, words: str) -> None:
        """Show one sentence below the field."""
        self._say(words)

    def _build(self) -> None:
        self._understood.setObjectName("understoodAs")
        self._understood.setTextFormat(Qt.TextFormat.PlainText)
        self._understood.setWordWrap(True)
        self._understood.hide()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("建立索引的进度")
        self._progress.hide()
        head = QWidget()
        self._head = QVBoxLayout(head)
        self._widen.setObjectName("scopeWiden")
        self._widen.setAccessibleName("在全部范围里看")
        self._widen.hide()
        self._widen.clicked.connect(self._on_widen)
        self._literal.setObjectName("searchLiteral")
        self._literal.hide()
        self._line.hide()
        self._literal.clicked.connect(self._on_literal)
        for widget in (self.field, self._progress, self._danger):
            self._head.addWidget(widget)
        self._head.addWidget(self._line)
        self._head.addWidget(self._widen)
        self._head.addWidget(self.scope_bar)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addStretch(0)

    def _made_view(self) -> ResultsView:
        from handbook.ui.search.results_view import ResultsView

        view = ResultsView()
        view.apply_theme(self._theme)
        self._column.addWidget(view, 1)
        view.setHidden(self._is_contents)
        view.row_activated.connect(self.entry_activated)
        view.example_chosen.connect(self.ask)
        view.menu_requested.connect(self.menu_requested)
        view.row_selected.connect(self._on_row_selected)
        view.law_activated.connect(self.law_activated)
        view.law_selected.connect(self._on_law_selected)
        view.laws_wanted.connect(self._on_laws_wanted)
        return view

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_text_changed)
        self.field.textChanged.connect(self._on_query_changed)
        self._danger.emergency_requested.connect(self.emergency_requested)
        self._telling.timeout.connect(self._on_telling)
        self.scope_bar.scope_changed.connect(self._on_query_changed)
        self.field.activated.connect(self._on_activated)
        self.field.moved.connect(self._on_moved)
        self.field.menu_requested.connect(self._on_menu)
        self.field.inputRejected.connect(self._on_too_long)
        self.field.pin_requested.connect(self._on_pin_requested)
        self._preview.timeout.connect(self._on_preview)

    def _is_asked_again(self, query: Query) -> bool:
        """The selection stays only while the same thing is asked again (a new index, a changed scope)."""
        shown = self._shown_query
        return (query.text, query.is_literal) == (shown.text, shown.is_literal)

    def _show_understood(self, results: Results, *, is_counted: bool, has_laws: bool) -> None:
        query, elsewhere = results.query, sum(results.counts.values())
        is_hidden = not results.hits and query.kind is not None and elsewhere > 0 and not has_laws
        self._widen.setVisible(is_hidden)
        many = f" {elsewhere} 条" if is_counted else ""
        self._widen.setText(f"看全部{many}  {key_of('scope_0')}")
        self._guess = self._guess if query.is_literal else results.understood_as
        self._literal.setVisible(bool(self._guess) and bool(query.text.strip()))
        self._literal.setText(BACK if query.is_literal else LITERAL)
        self._literal.setAccessibleName(self._literal.text())
        self._say("\n".join(_told(results, many, is_hidden=is_hidden, has_laws=has_laws)))

    def _hide_told(self) -> None:
        """Nothing is said of an answer."""
        for widget in (self._danger, self._literal, self._widen):
            widget.hide()
        self._say("")

    def _say(self, words: str) -> None:
        self._understood.setText(full_width(words))
        self._understood.setVisible(bool(words))
        self._line.setHidden(not words and self._literal.isHidden())

    @Slot()
    def _on_text_changed(self) -> None:
        self._as_typed = ""  # what is typed on is understood again as it may be meant

    @Slot()
    def _on_literal(self) -> None:
        self.turn_literal()
        self.field.setFocus()

    @Slot()
    def _on_telling(self) -> None:
        """Typing has come to rest: those who hear the screen are told what was found, once."""
        is_told = self._results is not None and not self._is_contents
        words = _announced(self._results, self._laws) if self._results is not None and is_told else ""
        if words != self._told:
            self._told = words
            announce(self.field, words)

    @Slot()
    def _on_query_changed(self, _changed: object = None) -> None:
        if self._is_contents:
            self.contents_filtered.emit(self.field.text())
        else:
            self.query_changed.emit(self.query)

    @Slot(str)
    def _on_moved(self, direction: str) -> None:
        if self._is_contents:
            self.contents_moved.emit(direction)
        else:
            self.view.move_selection(direction)

    @Slot()
    def _on_menu(self) -> None:
        if self._is_contents:
            self.contents_menu_requested.emit()
        elif self._view is not None:
            self._view.ask_menu()

    @Slot()
    def _on_widen(self) -> None:
        """All kinds instead of the one in which nothing was found."""
        self.scope_bar.choose(0)
        self.field.setFocus()

    @Slot()
    def _on_too_long(self) -> None:
        self._say("太长,放不下,多出的没有放进去。")

    @Slot()
    def _on_activated(self) -> None:
        if self._is_contents:
            self.contents_entered.emit()
        elif not self._widen.isHidden():
            self._on_widen()
        elif self.selected_id:
            self._preview.stop()
            self.entry_activated.emit(self.selected_id)
        elif self._view is not None and self._view.selected_law is not None:
            self._preview.stop()
            self.law_activated.emit(self._view.selected_law)
        elif self._view is not None and self._view.is_leading_to_laws:
            self._on_laws_wanted()
        elif self._view is not None and self._view.selected_example:
            self.ask(self._view.selected_example)

    @Slot()
    def _on_pin_requested(self) -> None:
        if self._is_contents:
            self.contents_pinned.emit()
        elif self.selected_id:
            self.pin_requested.emit(self.selected_id)

    @Slot(str)
    def _on_row_selected(self, entry_id: str) -> None:
        self._preview.stop()
        self.entry_previewed.emit(entry_id)

    @Slot(object)
    def _on_law_selected(self, place: LawPlace) -> None:
        self._preview.stop()
        self.law_previewed.emit(place)

    @Slot()
    def _on_laws_wanted(self) -> None:
        """The articles of laws instead of the row that tells how many there are; ours stand above them."""
        self.scope_bar.choose(SCOPES.index(Kind.REGULATION))
        self.view.select_first_law()
        self.field.setFocus()

    @Slot()
    def _on_preview(self) -> None:
        hit = self._selected_hit
        if hit is None:
            is_read = self._view is not None and self._view.selected_law is not None
            if self._results is not None and self._widen.isHidden() and not is_read:
                self.unanswered.emit(self._results)
        elif hit.is_weak or hit.is_corrected:
            self.guessed.emit()
        else:
            self.entry_previewed.emit(hit.id)

    @property
    def _selected_hit(self) -> Hit | None:
        hits = self._results.hits if self._results is not None else ()
        return next((hit for hit in hits if hit.id == self.selected_id), None)


def _telling_counts(results: Results, entries: int) -> Mapping[Kind, int]:
    """The counts, where they say anything of what was asked; else none."""
    is_telling = sum(results.counts.values()) <= max(FEW, entries / SHARE)
    return results.counts if is_telling and results.confidence is Confidence.FOUND else {}


def _told(results: Results, many: str, *, is_hidden: bool, has_laws: bool) -> Iterator[str]:
    """What is to be said of an answer, a line each."""
    query = results.query
    if results.unheeded_quote:
        yield f"没有一条含有“{results.unheeded_quote}”,下面是不带引号的结果。"
    if is_hidden:
        yield f"“{scope_name(query.kind)}”里没有,全部{many or '范围里有'}。"
    elif not results.hits and has_laws:
        yield f"手册里没有，只在{FULL_TEXT}里有。"
    elif query.text.strip() and not results.hits:
        yield f"没有找到。换个说法,或按 {key_of('contents')} 从目录里找。"
    elif results.confidence is not Confidence.FOUND:
        yield f"没有正好的,下面只是沾边。记为缺口按 {key_of('report_gap')}。"
    if query.is_literal:
        yield "只照打的字找。"
    elif results.understood_as:
        yield f"您要找的是:{results.understood_as}"


def _announced(results: Results, laws: LawsBeside | None) -> str:
    """The same for those who hear it, with how many there are."""
    count = (laws.count or len(laws.hits)) if laws is not None else 0
    of_laws = f"，{FULL_TEXT} {count} 条" if count else ""
    if not results.hits:
        return f"没有找到{of_laws}"
    if results.confidence is not Confidence.FOUND:
        return f"没有正好的，沾边的 {len(results.hits)} 条{of_laws}"
    return f"找到 {results.total} 条，第一条：{full_width(results.hits[0].title)}{of_laws}"
