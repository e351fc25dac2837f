"""The search column: what was typed comes up as a signal, results go down and are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width
from handbook.search.query import Query
from handbook.ui.search.scope_bar import ScopeBar, scope_name
from handbook.ui.search.search_field import SearchField
from handbook.ui.theme.theme import Theme

if TYPE_CHECKING:  # the field is painted before there is anything to list
    from handbook.model.handbook import Handbook
    from handbook.search.hits import Results
    from handbook.ui.search.results_model import ResultRow
    from handbook.ui.search.results_view import ResultsView

PREVIEW_DELAY_MS = 120
"""Pause in typing after which the first hit is shown in the reading pane."""


class SearchPanel(QWidget):
    """Field, what was assumed, scope chips, results."""

    query_changed = Signal(object)
    """Query."""
    entry_previewed = Signal(str)
    """Selected while moving or typing: to be shown, not to be remembered."""
    entry_activated = Signal(str)
    """Opened by Enter or click."""
    pin_requested = Signal(str)
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
        self._understood = QLabel()
        self._widen = QPushButton()
        self._progress = QProgressBar()
        self._preview = QTimer(self)
        self._preview.setSingleShot(True)
        self._preview.setInterval(PREVIEW_DELAY_MS)
        self._shown_query = Query("")
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
        return Query(self.field.text(), self.scope_bar.scope)

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
            self._understood.hide()
            self._widen.hide()
            self.contents_filtered.emit("")
        else:
            self.query_changed.emit(self.query)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.field.apply_theme(theme)
        self.scope_bar.apply_theme(theme)
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

    def show_results(self, results: Results, handbook: Handbook) -> None:
        """Show the answer to `results.query`, unless something else is asked by now."""
        if results.query.text != self.query.text or results.query.kind != self.query.kind:
            return  # a late answer never replaces a newer one
        if not self._is_contents:
            self._show_understood(results)
        self.scope_bar.show_counts(results.counts)
        self.view.show_hits(results.hits, handbook, keep=self._kept(results.query))
        self._shown_query = results.query
        if results.hits and not self._is_contents:
            self._preview.start()

    def show_browsing(self, rows: Sequence[ResultRow], counts: Mapping[Kind, int]) -> None:
        """Show `rows` while nothing is searched."""
        self._understood.hide()
        self._widen.hide()
        self.scope_bar.show_counts(counts)
        self.view.show_rows(rows, select_first=False)
        self._shown_query = self.query

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
            self._understood.hide()

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
        for widget in (self.field, self._progress, self._understood, self._widen, self.scope_bar):
            self._head.addWidget(widget)
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
        view.example_chosen.connect(self._on_example)
        view.menu_requested.connect(self.menu_requested)
        view.row_selected.connect(self._on_row_selected)
        return view

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_query_changed)
        self.scope_bar.scope_changed.connect(self._on_query_changed)
        self.field.activated.connect(self._on_activated)
        self.field.moved.connect(self._on_moved)
        self.field.menu_requested.connect(self._on_menu)
        self.field.inputRejected.connect(self._on_too_long)
        self.field.pin_requested.connect(self._on_pin_requested)
        self._preview.timeout.connect(self._on_preview)

    def _kept(self, query: Query) -> str:
        """The selection stays only while the same thing is asked again (a new index, a changed scope)."""
        return self.view.selected_id if query.text == self._shown_query.text else ""

    def _show_understood(self, results: Results) -> None:
        elsewhere = sum(results.counts.values())
        is_hidden = not results.hits and results.query.kind is not None and elsewhere > 0
        self._widen.setVisible(is_hidden)
        if is_hidden:
            name = scope_name(results.query.kind)
            self._say(f"“{name}”里没有,全部 {elsewhere} 条。")
            self._widen.setText(f"看全部 {elsewhere} 条  {key_of('scope_0')}")
        elif results.query.text.strip() and not results.hits:
            self._say(f"没有找到。换个说法,或按 {key_of('contents')} 从目录里找。")
        elif results.understood_as:
            self._say(f"您要找的是:{results.understood_as}")
        else:
            self._understood.hide()

    def _say(self, words: str) -> None:
        self._understood.setText(full_width(words))
        self._understood.setVisible(bool(words))

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
        elif self._view is not None and self._view.selected_example:
            self._on_example(self._view.selected_example)

    @Slot(str)
    def _on_example(self, words: str) -> None:
        """Typed for the user, who sees what it finds and can go on typing."""
        self.field.setText(words)
        self.field.setFocus()

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

    @Slot()
    def _on_preview(self) -> None:
        if self.selected_id:
            self.entry_previewed.emit(self.selected_id)
