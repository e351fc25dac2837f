"""What 试算 asks: the kind, the facts as questions with answers, and the fields; made anew only where others are wanted."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from handbook.model.reckoning import CHIEF, Reckoning
from handbook.model.typesetting import typeset
from handbook.reckon import facts as known
from handbook.reckon.facts import QUESTIONS
from handbook.reckon.ground import Ground, offered, periods_offered
from handbook.ui.reckon.answers import Answers
from handbook.ui.reckon.form import (
    HINTS,
    Field,
    Form,
    facts_of,
    fields_of,
    label_of,
    not_offered,
    seasons_of,
)
from handbook.ui.reckon.label import label
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField

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


class FactsPart(QWidget):
    """Questions and fields as the form's kind wants them."""

    answered = Signal(str, int)
    """Name of a question and the number of its answer."""
    typed = Signal(object, str)
    """Field, and what stands in it now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self._shape: object = None
        """What of the form decides which parts stand there; they are made anew only where that is another."""
        self._questions: dict[str, Answers] = {}
        self._fields: dict[Field, LineField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._kind_place = QVBoxLayout()
        self._column.addLayout(self._kind_place)
        self._lacks = label("reckonSmall")
        self._column.addWidget(self._lacks)
        self._facts = QVBoxLayout()
        self._column.addLayout(self._facts)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid)

    @property
    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        return [
            *(button for one in self._questions.values() for button in one.buttons),
            *self._fields.values(),
        ]

    @property
    def first(self) -> Answers | None:
        """The first question; None where nothing is asked."""
        return next(
            (self._questions[name] for name in ("kind", "period", "season") if name in self._questions), None
        )

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        px = theme.px
        self._column.setSpacing(px(12))
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))
        self._facts.setSpacing(px(6))
        for one in self._questions.values():
            one.apply_theme(theme)

    def make(self, form: Form | None, on: Ground, held: QWidget | None) -> bool:
        """Make the parts that this form wants; whether they are others than before. `held`: what has the keyboard."""
        kinds = offered(on.handbook)
        asked = facts_of(form.kind, on) if form is not None else ()
        typed = fields_of(form, on) if form is not None else ()
        periods = periods_offered(on.handbook) if form is not None and form.kind is Reckoning.PERIOD else ()
        years = seasons_of(form.kind, on) if form is not None else ()
        labels = [label_of(name, form) for name in typed] if form is not None else []
        shape = (kinds, asked, typed, periods, years, labels, form.kind if form is not None else None)
        if shape == self._shape:
            return False
        self._shape = shape
        focused = next(
            (one.name for one in self._questions.values() if held is not None and one.isAncestorOf(held)), ""
        )
        self._drop()
        self._add(self._kind_place, Answers("kind", "试算什么？", [str(kind) for kind in kinds]))
        if periods:
            self._add(self._facts, Answers("period", "哪个期限？", [str(one) for one in periods]))
        if form is not None:
            self._add(self._facts, Answers("season", "哪一季？", [f"{one}–{one + 1}" for one in years]))
        for name in asked:
            self._add(self._facts, Answers(name, QUESTIONS[name], [str(one) for one in KINDS[name]]))
        for row, name in enumerate(typed):
            self._add_field(row, name, label_of(name, form) if form is not None else "")
        told = "；".join(not_offered(on, kinds, CHIEF))
        self._lacks.setText(typeset(f"本地没有规则，不试算：{told}。" if told else ""))
        self._lacks.setVisible(bool(told))
        if form is not None:
            self.put_in(form, on)
        if focused in self._questions:
            self._questions[focused].take_focus()
        return True

    def put_in(self, form: Form, on: Ground) -> None:
        """What the form holds stands in its parts."""
        chosen = {
            "kind": _place_of(form.kind, offered(on.handbook)),
            "period": _place_of(form.period, periods_offered(on.handbook)),
            "season": _place_of(form.season_year, seasons_of(form.kind, on)),
        }
        for name, question in self._questions.items():
            if name in chosen:
                question.choose(chosen[name])
            else:
                question.choose(_place_of(getattr(form.facts, name), list(KINDS[name])))
        for field, line in self._fields.items():
            if line.text() != form.texts.get(field, ""):
                line.setText(form.texts.get(field, ""))

    def _add(self, place: QVBoxLayout, question: Answers) -> None:
        question.apply_theme(self._theme)
        question.chosen.connect(self.answered)
        self._questions[question.name] = question
        place.addWidget(question)
        question.show()  # at once: the keyboard may be wanted there

    def _add_field(self, row: int, name: Field, words: str) -> None:
        beside = label("reckonLabel", words)
        beside.setWordWrap(False)
        line = LineField()
        line.setObjectName("reckonField")
        line.setAccessibleName(words)
        line.setPlaceholderText(typeset(HINTS.get(name, "")))
        line.setProperty("field", name.name)
        line.textChanged.connect(self._on_typed)
        line.moved.connect(self._on_moved)
        beside.setBuddy(line)
        self._grid.addWidget(beside, row, 0)
        self._grid.addWidget(line, row, 1)
        beside.show()
        line.show()
        self._fields[name] = line

    def _drop(self) -> None:
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

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.typed.emit(Field[str(self.sender().property("field"))], text)

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        lines = list(self._fields.values())
        at = next((n for n, line in enumerate(lines) if line.hasFocus()), 0)
        lines[min(max(at + step, 0), len(lines) - 1)].setFocus(Qt.FocusReason.TabFocusReason)


def _place_of(wanted: object, among: Sequence[object]) -> int:
    return next((n for n, one in enumerate(among) if one == wanted), -1)
