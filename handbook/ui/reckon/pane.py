"""试算 beside a call: what is asked, the record read into rows, the result with its working; nothing of a call is kept here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.document.reckoning_sheet import UNDECIDED, ticket_line
from handbook.model.handbook import Handbook
from handbook.model.reckoning import CHIEF, Reckoning
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.reckon import facts as known
from handbook.reckon.facts import QUESTIONS, Facts
from handbook.reckon.ground import Ground, offered, periods_offered
from handbook.reckon.result import Refusal, Result
from handbook.reckon.rows import Record
from handbook.ui.reckon.answers import LABEL, Answers
from handbook.ui.reckon.form import (
    HINTS,
    Field,
    Form,
    Lacking,
    Told,
    facts_of,
    fields_of,
    label_of,
    not_offered,
    record_of,
    season_of,
    season_year,
    told_by,
)
from handbook.ui.reckon.result_html import (
    ENTRY,
    NOT_YET,
    VALUE,
    result_html,
    result_words,
    rows_html,
    rows_words,
)
from handbook.ui.reckon.style import reckon_style
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing_text import ComposingText
from handbook.ui.widgets.copied_sign import COPIED, CopiedSign
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.why_button import WhyButton

WIDTH = 640
"""Widest at 100 %: as wide as a page."""
RECORD_LINES = 4
READ_MS = 150
"""After the last key in the record it is read: a key in a long one never waits for that."""
KINDS: Mapping[str, type[StrEnum]] = {
    "cause": known.Cause,
    "use": known.Use,
    "metering": known.Metering,
    "paid": known.Paid,
    "measured": known.Measured,
    "hours": known.Hours,
    "mending": known.Mending,
}
"""Field of the facts -> its answers."""
_MOST_NAMED = 2
"""Values that the foot names; the others are counted."""
_MOST_REASONS = 3
"""Reasons against saying a sum that are told; the figures beneath bear each their own mark."""
RECORD = "室温记录"
RECORD_HINT = "一行一次，照用户说的、单子上写的贴进来：1月5日 20:00 客厅 18.5 度"
SAY = "对用户说"
KEEP, TAKE_BACK = "放进工单", "从工单拿下"


class QuietWhyButton(WhyButton):
    """One that is not the main act of its page."""

    @override
    def say(self, words: str, lacking: str = "", more: str = "") -> None:
        super().say(words, lacking, more)
        if self.property("role"):
            self.setProperty("role", "")
            self.style().unpolish(self)
            self.style().polish(self)


class ReckonPane(QWidget):
    """One form; `show_form` puts another in, `form_changed` tells what the agent made of it."""

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
        self._shape: object = None
        """What of the form decides which parts stand there; they are made anew only where that is another."""
        self._questions: dict[str, Answers] = {}
        self._fields: dict[Field, LineField] = {}
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
        self._copied = CopiedSign(self)
        self._copied.timeout.connect(self._show_copy)

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
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))
        self._facts.setSpacing(px(6))
        self._foot_line.setContentsMargins(px(28), px(8), px(16), px(8))
        self._foot_line.setSpacing(px(6))
        self._under.setMinimumHeight(px(38))  # two lines: what stands above does not jump while one answers
        self._say_line.setContentsMargins(px(14), px(8), px(8), px(8))
        self._acts.apply_theme(theme)
        self._record_label.setMinimumSize(px(LABEL), px(32))
        self._record_head.apply_theme(theme)
        self._fit_record()
        for one in self._questions.values():
            one.apply_theme(theme)
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
        before = self._text.toPlainText().rstrip()
        self._text.setPlainText("\n".join(filter(None, (before, text))))

    def say(self, words: str) -> None:
        """Answer at the record."""
        self._record_note.setText(typeset(words))

    def confirm_copied(self) -> None:
        """The sentence is on the clipboard."""
        self._copied.put_on(self._copy, COPIED)

    def take_focus(self) -> None:
        """The keyboard goes to the first question."""
        first = next(iter(self._choices()), None)
        if first is not None:
            first.take_focus()
        else:
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_kind(self, kind: Reckoning) -> None:
        """Reckon something else; what was answered and typed stays."""
        if self._form is not None and self._on is not None and kind in offered(self._on.handbook):
            self._change(replace(self._form, kind=kind))

    # How it is built

    def _build(self) -> None:
        body = self._body = QWidget()
        body.setObjectName("reckonBody")
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        self._kind_place = QVBoxLayout()
        column.addLayout(self._kind_place)
        self._lacks = self._label("reckonSmall")
        column.addWidget(self._lacks)
        self._facts = QVBoxLayout()
        column.addLayout(self._facts)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        column.addWidget(self._record_box())
        column.addWidget(self._result_box())
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
        outer.addWidget(self._foot())

    def _record_box(self) -> QWidget:
        self._record_part = QWidget()
        column = QVBoxLayout(self._record_part)
        column.setContentsMargins(0, 0, 0, 0)
        label = self._label("reckonLabel", RECORD)
        label.setWordWrap(False)
        self._record_label = label
        self._take = KeyButton("取本次通话的室温")
        self._take.setObjectName("reckonTake")
        self._take.clicked.connect(self.readings_wanted)
        self._record_head = FlowBox()
        self._record_head.add(label)
        self._record_head.add(self._take)
        self._text = ComposingText()
        self._text.setObjectName("reckonRecord")
        self._text.setAccessibleName(RECORD)
        self._text.setPlaceholderText(RECORD_HINT)
        self._text.textChanged.connect(self._on_record)
        self._text.entered.connect(self._on_record_entered)
        self._rows = self._label("reckonRows")
        self._rows.setTextFormat(Qt.TextFormat.RichText)
        self._seen = WhyButton("都对")
        self._seen.setObjectName("reckonSeen")
        self._seen.clicked.connect(self._on_seen)
        self._record_note = self._label("reckonNote")
        line = QHBoxLayout()
        line.addWidget(self._seen)
        line.addWidget(self._record_note, 1)
        for part in (self._record_head, self._text, self._rows):
            column.addWidget(part)
        column.addLayout(line)
        return self._record_part

    def _result_box(self) -> QWidget:
        box = self._result = QFrame()
        box.setObjectName("reckonResult")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        self._say = QFrame()
        self._say.setObjectName("reckonSay")
        self._sentence = self._label("reckonSentence")
        self._why_not = self._label("reckonSmall")
        self._copy = KeyButton("复制")
        self._copy.setObjectName("reckonCopy")
        self._copy.clicked.connect(self._on_copy)
        line = self._say_line = QHBoxLayout(self._say)
        words = QVBoxLayout()
        words.addWidget(self._sentence)
        words.addWidget(self._why_not)
        line.addLayout(words, 1)
        line.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self._working = self._label("reckonWorking")
        self._working.setTextFormat(Qt.TextFormat.RichText)
        self._working.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._working.linkActivated.connect(self._on_link)
        column.addWidget(self._say)
        column.addWidget(self._working)
        return box

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("reckonFoot")
        self._headline = self._label("reckonHeadline")
        self._under = self._label("reckonSmall")
        self._keep = WhyButton(KEEP)
        self._keep.setObjectName("reckonKeep")
        self._keep.clicked.connect(self._on_keep)
        self._print = QuietWhyButton("打印")
        self._print.setObjectName("reckonPrint")
        self._print.clicked.connect(self._on_print)
        self._acts = FlowBox()
        self._acts.add(self._keep)
        self._acts.add(self._print)
        column = self._foot_line = QVBoxLayout(foot)
        column.addWidget(self._headline)
        column.addWidget(self._under)
        column.addWidget(self._acts)
        return foot

    def _label(self, name: str, words: str = "") -> QLabel:
        label = QLabel(typeset(words))
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _choices(self) -> list[Answers]:
        """Kind, period and season, in order."""
        return [self._questions[name] for name in ("kind", "period", "season") if name in self._questions]

    def _make_parts(self) -> None:
        """Questions and fields as this kind wants them."""
        form, on = self._form, self._on
        if on is None:
            return
        kinds = offered(on.handbook)
        asked = facts_of(form.kind, on) if form is not None else ()
        typed = fields_of(form, on) if form is not None else ()
        periods = periods_offered(on.handbook) if form is not None and form.kind is Reckoning.PERIOD else ()
        this_year = season_year(on)
        labels = [label_of(name, form) for name in typed] if form is not None else []
        shape = (kinds, asked, typed, periods, this_year, labels, form.kind if form is not None else None)
        if shape == self._shape:
            return
        self._shape = shape
        held = self.focusWidget()
        focused = next(
            (one.name for one in self._questions.values() if held is not None and one.isAncestorOf(held)), ""
        )
        self._drop_parts()
        self._add(self._kind_place, Answers("kind", "试算什么？", [str(kind) for kind in kinds]))
        if periods:
            self._add(self._facts, Answers("period", "哪个期限？", [str(one) for one in periods]))
        if form is not None:
            years = (this_year, this_year - 1)
            self._add(self._facts, Answers("season", "哪一季？", [f"{one}–{one + 1}" for one in years]))
        for name in asked:
            self._add(self._facts, Answers(name, QUESTIONS[name], [str(one) for one in KINDS[name]]))
        for row, name in enumerate(typed):
            self._add_field(row, name, label_of(name, form) if form is not None else "")
        told = "；".join(not_offered(on, kinds, CHIEF))
        self._lacks.setText(typeset(f"本地没有规则，不试算：{told}。" if told else ""))
        self._lacks.setVisible(bool(told))
        self._record_part.setVisible(form is not None and form.kind is Reckoning.REFUND)
        self._put_in()
        self._chain_keys()
        if focused in self._questions:
            self._questions[focused].take_focus()

    def _add(self, place: QVBoxLayout, question: Answers) -> None:
        question.apply_theme(self._theme)
        question.chosen.connect(self._on_answer)
        self._questions[question.name] = question
        place.addWidget(question)
        question.show()  # at once: the keyboard may be wanted there

    def _add_field(self, row: int, name: Field, words: str) -> None:
        label = self._label("reckonLabel", words)
        label.setWordWrap(False)
        line = LineField()
        line.setObjectName("reckonField")
        line.setAccessibleName(words)
        line.setPlaceholderText(typeset(HINTS.get(name, "")))
        line.setProperty("field", name.name)
        line.textChanged.connect(self._on_typed)
        line.moved.connect(self._on_moved)
        label.setBuddy(line)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(line, row, 1)
        label.show()
        line.show()
        self._fields[name] = line

    def _drop_parts(self) -> None:
        for question in self._questions.values():
            question.hide()
            question.setParent(None)
            question.deleteLater()
        self._questions.clear()
        self._fields.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _chain_keys(self) -> None:
        """The tab key goes from the top to the bottom; the links of the working, which may be many, come last."""
        stops: list[QWidget] = [button for one in self._questions.values() for button in one.buttons]
        stops += self._fields.values()
        stops += [self._take, self._text, self._seen, self._copy, self._keep, self._print, self._working]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _put_in(self) -> None:
        """What the form holds stands in its parts."""
        form, on = self._form, self._on
        if form is None or on is None:
            return
        chosen = {
            "kind": _place_of(form.kind, offered(on.handbook)),
            "period": _place_of(form.period, periods_offered(on.handbook)),
            "season": season_year(on) - form.season_year,
        }
        for name, question in self._questions.items():
            if name in chosen:
                question.choose(chosen[name])
            else:
                question.choose(_place_of(getattr(form.facts, name), list(KINDS[name])))
        for field, line in self._fields.items():
            if line.text() != form.texts.get(field, ""):
                line.setText(form.texts.get(field, ""))
        if self._text.toPlainText() != form.record:
            self._text.setPlainText(form.record)

    def _fit_record(self) -> None:
        self._text.setFixedHeight(self._theme.px(24) * RECORD_LINES)

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
                self._change(replace(form, kind=offered(on.handbook)[number]))
            case "period":
                self._change(replace(form, period=periods_offered(on.handbook)[number]))
            case "season":
                self._change(replace(form, season_year=season_year(on) - number, seen=""))
            case _:
                answer: dict[str, Any] = {name: list(KINDS[name])[number]}
                self._change(replace(form, facts=replace(form.facts, **answer)))

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        name = Field[str(self.sender().property("field"))]
        if self._form is not None and text != self._form.texts.get(name, ""):
            self._change(self._form.with_text(name, text))

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        lines = list(self._fields.values())
        at = next((n for n, line in enumerate(lines) if line.hasFocus()), 0)
        lines[min(max(at + step, 0), len(lines) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_record(self) -> None:
        """What was typed is part of the form at once; it is read when the hand rests."""
        text = self._text.toPlainText()
        if self._form is None or text == self._form.record:
            return
        self._form = replace(self._form, record=text)
        self._record_note.setText("")
        self._readers.start()
        self.form_changed.emit(self._form)

    @Slot()
    def _on_record_entered(self) -> None:
        """Enter: the record is done, on to its rows."""
        self._read()
        self._seen.setFocus(Qt.FocusReason.TabFocusReason)
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
            self._text.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._change(replace(form, seen="" if form.is_seen else form.record))
            self._show_lack()

    @Slot()
    def _on_keep(self) -> None:
        kind = self._form.kind if self._form is not None else None
        if kind is not None and str(kind) in self._kept and not self._is_newer:
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

    @Slot()
    def _on_copy(self) -> None:
        if isinstance(self._told, Result):
            self.copy_requested.emit(self._told.spoken.words)

    @Slot(str)
    def _on_link(self, link: str) -> None:
        if link.startswith(VALUE):
            self.value_wanted.emit(link.removeprefix(VALUE))
        else:
            self.entry_requested.emit(link.removeprefix(ENTRY))

    def _show_lack(self) -> None:
        self._is_at_rows = False
        self._reveal.start()

    @Slot()
    def _show_result(self) -> None:
        """What is to be looked at is seen, once it was laid out: the rows whole, what comes of them from its beginning."""
        if self._is_at_rows:
            self._scroll.ensureWidgetVisible(self._seen, 0, self._theme.px(12))
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
        if form is None or on is None:
            return
        season = season_of(on, form.season_year)
        colours, small = self._theme.colours, self._theme.px(13)
        self._rows.setText(rows_html(self._record, season, colours, small))
        self._rows.setAccessibleName(rows_words(self._record))
        self._rows.setVisible(bool(self._record.rows or self._record.blocked))
        count, unread = len(self._record.rows), len(self._record.blocked)
        self._seen.setVisible(bool(count or unread))
        if unread:
            self._seen.say("都对", f"还差 {unread} 处没读准", "先改上面带▲的几处")
        elif form.is_seen:
            self._seen.say(f"{count} 个读数看过了", "", "")
        else:
            self._seen.say(f"{count} 个读数都对")

    def _show_told(self) -> None:
        told, colours = self._told, self._theme.colours
        self._working.setText(result_html(told, colours, self._theme.px(13.5), may_set=self._may_set))
        self._working.setAccessibleName(result_words(told))
        is_result = isinstance(told, Result)
        self._say.setVisible(is_result)
        if isinstance(told, Result):
            self._sentence.setText(typeset(f"{SAY}：“{told.spoken.words}”"))
            why_not = _why_not(told.spoken.why_not)
            self._why_not.setText(typeset(why_not))
            self._why_not.setVisible(bool(why_not))
            self._copy.setAccessibleName(f"复制：{told.spoken.words}")
        self._show_foot()

    @property
    def _is_newer(self) -> bool:
        """Whether what is worked out now is another than what stands in the ticket."""
        told = self._told
        return isinstance(told, Result) and ticket_line(told) != self._kept.get(str(told.kind))

    def _show_foot(self) -> None:
        told, form = self._told, self._form
        kind = str(form.kind) if form is not None else ""
        stands = f"工单里有：{self._kept[kind]}" if kind in self._kept else ""
        if isinstance(told, Result):
            amount = f"{told.amount} 元" if told.amount is not None else f"{told.day}"
            before = f"假定 {len(told.presumed)} 条，" if told.presumed else ""
            self._headline.setText(typeset(f"{before}{UNDECIDED} {amount}"))
            self._headline.setAccessibleName(f"{UNDECIDED}：{told.headline}")
            under = f"只给自己看，不报给用户。{stands}"
        else:
            self._headline.setText(typeset(NOT_YET if isinstance(told, Refusal) else "还没出数"))
            self._headline.setAccessibleName(self._headline.text())
            under = f"{_in_short(told)}{stands}"
        self._headline.setProperty("open", "" if isinstance(told, Result) else "yes")
        self._headline.style().unpolish(self._headline)
        self._headline.style().polish(self._headline)
        self._under.setText(typeset(under))
        lacking = "" if isinstance(told, Result) else "还没出数"
        if kind in self._kept and not self._is_newer:
            self._keep.say(TAKE_BACK)
        elif kind in self._kept:
            self._keep.say("换掉工单里的", lacking)
        else:
            self._keep.say(KEEP, lacking)
        self._print.say("打印", lacking)

    @Slot()
    def _show_copy(self) -> None:
        self._copy.setText("复制")


def _why_not(reasons: Sequence[str]) -> str:
    """Why the sum is not said; of many reasons the first ones."""
    if not reasons:
        return ""
    more = f"等 {len(reasons)} 条" if len(reasons) > _MOST_REASONS else ""
    return f"不说数：{'；'.join(reasons[:_MOST_REASONS])}{more}"


def _in_short(told: Refusal | Lacking) -> str:
    """What stands against a result, in so few words that they stand in the foot: values by their names."""
    if isinstance(told, Lacking):
        first, rest = next(iter(told.words), ""), len(told.words) - 1
        return f"{first}另有 {rest} 样，见上面。" if rest > 0 else first
    values = [f"“{fault.label}”" for fault in told.faults if fault.key]
    if values:
        more = f"等 {len(values)} 条" if len(values) > _MOST_NAMED else ""
        return f"还没有能用的{'、'.join(values[:_MOST_NAMED])}{more}，见上面。"
    rest = len(told.faults) - 1
    return f"{told.faults[0].words}另有 {rest} 样，见上面。" if rest > 0 else told.faults[0].words


def _place_of(wanted: object, among: Sequence[object]) -> int:
    return next((n for n, one in enumerate(among) if one == wanted), -1)
