"""试算 beside a call: the form and what comes of it; what is asked, the record and the result each have a part of their own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from handbook.model.handbook import Handbook
from handbook.model.reckoning import Period, Reckoning
from handbook.override import override
from handbook.reckon.facts import Facts
from handbook.reckon.ground import Ground, offered, periods_offered
from handbook.reckon.result import Result
from handbook.reckon.rows import Record
from handbook.ui.reckon.facts_part import KINDS, FactsPart
from handbook.ui.reckon.foot import ReckonFoot, is_newer
from handbook.ui.reckon.form import (
    Field,
    Form,
    Lacking,
    Told,
    record_of,
    season_of,
    season_year,
    seasons_of,
    told_by,
)
from handbook.ui.reckon.record_part import RecordPart
from handbook.ui.reckon.result_part import ResultPart
from handbook.ui.reckon.style import reckon_style
from handbook.ui.theme.theme import Theme

WIDTH = 640
"""Widest at 100 %: as wide as a page."""
READ_MS = 150
"""After the last key in the record it is read: a key in a long one never waits for that."""


class ReckonPane(QWidget):
    """One form; `show_form` puts another in, `form_changed` tells what the agent made of it. Nothing of a call is kept here."""

    form_changed = Signal(object)
    """Form."""
    readings_wanted = Signal()
    """The readings of this call's lists are to go into the record."""
    keep_requested = Signal(object)
    """Result: into the ticket."""
    take_back_requested = Signal(str)
    """Kind of the sum that is to leave the ticket."""
    print_requested = Signal(object)
    """Result."""
    copy_requested = Signal(str)
    """The sentence for the caller."""
    entry_requested = Signal(str)
    value_wanted = Signal(str)
    """Key of the site value that is to be set."""
    left_by_key = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reckonPane")
        self.setAccessibleName("试算")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._on: Ground | None = None
        self._form: Form | None = None
        self._told: Told = Lacking(())
        self._record = Record()
        self._kept: Mapping[str, str] = {}
        self._may_set = False
        self._readers = QTimer(self)
        self._readers.setSingleShot(True)
        self._readers.setInterval(READ_MS)
        self._readers.timeout.connect(self._read)
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._reveal.timeout.connect(self._show_result)
        self._is_at_rows = False
        """Whether the rows of the record are to be seen, rather than what comes of them."""
        self._build()
        self._connect()

    # What is shown

    @property
    def form(self) -> Form | None:
        """What is filled in."""
        return self._form

    @property
    def told(self) -> Told:
        """What comes of it."""
        return self._told

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setStyleSheet(reckon_style(theme))
        px = theme.px
        self._around.setContentsMargins(px(28), px(10), px(28), px(16))
        self._column.setSpacing(px(12))
        self._body.setMaximumWidth(px(WIDTH))
        self._facts_part.apply_theme(theme)
        self._record_part.apply_theme(theme)
        self._result.apply_theme(theme)
        self._foot.apply_theme(theme)
        self._show_rows()
        self._show_told()

    def use_ground(self, handbook: Handbook, today: date, *, may_set: bool) -> None:
        """Reckon by `handbook`, as of `today`, from the next form on; `may_set`: whether this user may set site values."""
        self._may_set = may_set
        if self._on is None or self._on.handbook is not handbook or self._on.today != today:
            self._on = Ground(handbook, today)

    def begin(self, facts: Facts, kind: Reckoning | None, kept: Mapping[str, str]) -> None:
        """Show a new form, with what the call knows already."""
        on = self._on
        if on is not None:
            kinds = offered(on.handbook)
            first = kind if kind in kinds else next(iter(kinds), None)
            form = Form(kind=first, season_year=season_year(on), facts=facts) if first is not None else None
            self.show_form(form, kept)

    def show_form(self, form: Form | None, kept: Mapping[str, str]) -> None:
        """Show `form`; None: nothing can be reckoned here. `kept`: kind -> line of the ticket, of what stands there already."""
        self._kept = kept
        if form is not None and self._on is not None and form.kind not in offered(self._on.handbook):
            form = None
        if form != self._form:
            self._form = form
            self._put_in()
        self._make_parts()
        self._read()

    def learn(self, before: Facts, now: Facts) -> None:
        """Take over what the call learned since it knew `before`, where the agent left it undecided."""
        form = self._form
        if form is None:
            return
        learned: dict[str, Any] = {
            name: getattr(now, name)
            for name, kind in KINDS.items()
            if getattr(now, name) != getattr(before, name) and getattr(form.facts, name) == kind["UNDECIDED"]
        }
        self._change(replace(form, facts=replace(form.facts, **learned)))

    def show_kept(self, kept: Mapping[str, str]) -> None:
        """Say what stands in the ticket now."""
        if kept != self._kept:
            self._kept = kept
            self._show_foot()

    def add_readings(self, text: str) -> None:
        """Put readings at the end of the record, on lines of their own."""
        self._record_part.add(text)

    def say(self, words: str) -> None:
        """Answer at the record."""
        self._record_part.say(words)

    def confirm_copied(self) -> None:
        """The sentence is on the clipboard."""
        self._result.confirm_copied()

    def take_focus(self) -> None:
        """The keyboard goes to the first question."""
        if self._facts_part.first is not None:
            self._facts_part.first.take_focus()
        else:
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_kind(self, kind: Reckoning) -> None:
        """Reckon something else; what was answered and typed stays."""
        form, on = self._form, self._on
        if form is not None and on is not None and kind in offered(on.handbook):
            self._change(_of_kind(form, kind, on))

    def choose_period(self, wanted: Period, days: Mapping[Field, str]) -> None:
        """Ask for a period; `days`: what is known of its days, put where nothing was typed."""
        form, on = self._form, self._on
        if form is not None and on is not None and wanted in periods_offered(on.handbook):
            self._change(_of_kind(form, Reckoning.PERIOD, on).with_period(wanted, days))

    # How it is built

    def _build(self) -> None:
        self._facts_part = FactsPart()
        self._record_part = RecordPart()
        self._result = ResultPart()
        self._foot = ReckonFoot()
        body = self._body = QWidget()
        body.setObjectName("reckonBody")
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._facts_part, self._record_part, self._result):
            column.addWidget(part)
        column.addStretch(1)
        inner = self._inner = QWidget()
        inner.setObjectName("reckonBody")
        self._around = QHBoxLayout(inner)
        self._around.addWidget(body, 1)
        self._around.addStretch(0)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("reckonScroll")
        self._scroll.setAccessibleName("试算的内容")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._foot)

    def _connect(self) -> None:
        self._facts_part.answered.connect(self._on_answer)
        self._facts_part.typed.connect(self._on_typed)
        self._record_part.typed.connect(self._on_record)
        self._record_part.entered.connect(self._on_record_entered)
        self._record_part.confirmed.connect(self._on_seen)
        self._record_part.readings_wanted.connect(self.readings_wanted)
        self._result.copy_requested.connect(self.copy_requested)
        self._result.entry_requested.connect(self.entry_requested)
        self._result.value_wanted.connect(self.value_wanted)
        self._foot.keep_pressed.connect(self._on_keep)
        self._foot.print_pressed.connect(self._on_print)

    def _make_parts(self) -> None:
        """Questions and fields as this kind wants them."""
        form, on = self._form, self._on
        if on is not None and self._facts_part.make(form, on, self.focusWidget()):
            self._record_part.setVisible(form is not None and form.kind is Reckoning.REFUND)
            self._put_in()
            self._chain_keys()

    def _chain_keys(self) -> None:
        """The tab key goes from the top to the bottom; the links of the working, which may be many, come last."""
        stops = [*self._facts_part.stops, *self._record_part.stops, self._result.sentence_stop]
        stops += [*self._foot.stops, self._result.working_stop]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _put_in(self) -> None:
        """What the form holds stands in its parts."""
        if self._form is not None and self._on is not None:
            self._facts_part.put_in(self._form, self._on)
            self._record_part.put_in(self._form.record)

    # What is done

    def _change(self, form: Form) -> None:
        """Another form: what comes of it is seen at once."""
        if form == self._form:
            return
        self._form = form
        self._make_parts()
        self._put_in()
        self._read()
        self.form_changed.emit(form)

    @Slot(str, int)
    def _on_answer(self, name: str, number: int) -> None:
        form, on = self._form, self._on
        if form is None or on is None:
            return
        match name:
            case "kind":
                self.choose_kind(offered(on.handbook)[number])
            case "period":
                self._change(form.with_period(periods_offered(on.handbook)[number]))
            case "season":
                self._change(replace(form, season_year=seasons_of(form.kind, on)[number], seen=""))
            case _:
                answer: dict[str, Any] = {name: list(KINDS[name])[number]}
                self._change(replace(form, facts=replace(form.facts, **answer)))

    @Slot(object, str)
    def _on_typed(self, name: Field, text: str) -> None:
        if self._form is not None and text != self._form.texts.get(name, ""):
            self._change(self._form.with_text(name, text))

    @Slot(str)
    def _on_record(self, text: str) -> None:
        """What was typed is part of the form at once; it is read when the hand rests."""
        if self._form is None or text == self._form.record:
            return
        self._form = replace(self._form, record=text)
        self._record_part.say("")
        self._readers.start()
        self.form_changed.emit(self._form)

    @Slot()
    def _on_record_entered(self) -> None:
        """Enter: the record is done, on to its rows."""
        self._read()
        self._record_part.seen.setFocus(Qt.FocusReason.TabFocusReason)
        self._is_at_rows = True
        self._reveal.start()

    @Slot()
    def _on_seen(self) -> None:
        """The rows are right; where a piece was not read, the keyboard goes to the record."""
        self._read()
        form = self._form
        if form is None:
            return
        if self._record.blocked or not self._record.rows:
            self._record_part.take_focus()
        else:
            self._change(replace(form, seen="" if form.is_seen else form.record))
            self._show_lack()

    @Slot()
    def _on_keep(self) -> None:
        kind = self._form.kind if self._form is not None else None
        if kind is not None and str(kind) in self._kept and not is_newer(self._told, self._kept):
            self.take_back_requested.emit(str(kind))
        elif isinstance(self._told, Result):
            self.keep_requested.emit(self._told)
        else:
            self._show_lack()

    @Slot()
    def _on_print(self) -> None:
        if isinstance(self._told, Result):
            self.print_requested.emit(self._told)
        else:
            self._show_lack()

    def _show_lack(self) -> None:
        self._is_at_rows = False
        self._reveal.start()

    @Slot()
    def _show_result(self) -> None:
        """What is to be looked at is seen, once it was laid out: the rows whole, what comes of them from its beginning."""
        if self._is_at_rows:
            self._scroll.ensureWidgetVisible(self._record_part.seen, 0, self._theme.px(12))
            return
        top = self._result.mapTo(self._inner, QPoint(0, 0)).y()
        self._scroll.verticalScrollBar().setValue(top - self._theme.px(120))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left_by_key.emit()
        else:
            super().keyPressEvent(event)

    # What comes of it

    @Slot()
    def _read(self) -> None:
        self._readers.stop()
        form, on = self._form, self._on
        if form is None or on is None:
            self._told = Lacking(("本地没有一种试算有规则。",))
        else:
            self._record = record_of(form, on) if form.kind is Reckoning.REFUND else Record()
            self._told = told_by(form, on, self._record)
        self._show_rows()
        self._show_told()

    def _show_rows(self) -> None:
        form, on = self._form, self._on
        if form is not None and on is not None:
            season = season_of(on, form.season_year)
            self._record_part.show_rows(self._record, season, is_seen=form.is_seen)

    def _show_told(self) -> None:
        self._result.show_told(self._told, may_set=self._may_set)
        self._show_foot()

    def _show_foot(self) -> None:
        kind = str(self._form.kind) if self._form is not None else ""
        self._foot.show_told(self._told, kind, self._kept)


def _of_kind(form: Form, kind: Reckoning, on: Ground) -> Form:
    """The same, reckoning something else; a season that the one kind does not look at gives way to the likeliest of the other."""
    before, now = seasons_of(form.kind, on), seasons_of(kind, on)
    is_untouched = form.season_year == before[0] or form.season_year not in now
    year = now[0] if is_untouched else form.season_year
    seen = form.seen if year == form.season_year else ""  # days without a year are read of another one
    return replace(form, kind=kind, season_year=year, seen=seen)
