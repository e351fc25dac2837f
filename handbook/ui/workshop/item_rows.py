"""A list of parts as an outline: every part one row, the open one a box with its fields."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from handbook.content.yaml_reader import Path, Value
from handbook.model.kinds import StepKind
from handbook.model.step import Answer, Step
from handbook.model.text import fill_values
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.yielding_label import YieldingLabel
from handbook.ui.workshop.answer_row import AnswerRow
from handbook.ui.workshop.field_editors import FieldEditor, WordsEditor, editor_for
from handbook.ui.workshop.form_context import FormContext
from handbook.upkeep.entry_form import FieldSpec, Shape, fields_of
from handbook.upkeep.field_words import STEP_KIND_WORDS, STEP_TEXT_WORDS

_FIRST: Mapping[str, tuple[str, ...]] = {
    "Step": ("text", "answers", "hint", "when", "killer"),
    "Answer": ("label", "outcome", "entry", "note"),
    "Outcome": ("title", "responsible", "next_action", "owner", "say", "priority", "citations"),
    "CardOutcome": ("title", "priority", "next_action", "owner", "when"),
}
"""What is asked at once; the rest comes with 更多, or where it is written."""
_OF_KIND: Mapping[StepKind, tuple[str, ...]] = {
    StepKind.ASK: ("text", "answers", "hint", "when", "killer"),
    StepKind.DECIDE: ("text", "answers", "hint", "when"),
    StepKind.DO: ("text", "state", "hint", "when", "killer"),
    StepKind.SAY: ("text", "audience", "promises", "when"),
    StepKind.WARN: ("level", "text", "when"),
    StepKind.NOTE: ("text", "when"),
}
_NOT_OF_KIND: Mapping[StepKind, frozenset[str]] = {
    StepKind.DO: frozenset({"answers", "level"}),
    StepKind.SAY: frozenset({"answers", "level", "value", "state"}),
    StepKind.WARN: frozenset({"answers", "value", "state", "promises"}),
    StepKind.NOTE: frozenset({"answers", "value", "state", "level", "promises"}),
    StepKind.ASK: frozenset({"level", "state", "promises"}),
    StepKind.DECIDE: frozenset({"level", "state", "promises", "value"}),
}
_SHARED = "use"


class PartForm(QWidget):
    """The fields of one part, those that matter first; parts within it are laid out the same way."""

    put = Signal(object, object)
    edited = Signal(object)
    insert_wanted = Signal(object, int, object)
    """Path of a list, place, class of the new item."""
    remove_wanted = Signal(object)
    move_wanted = Signal(object, int, int)

    def __init__(
        self,
        path: Path,
        cls: type[Any],
        context: FormContext,
        value: Mapping[str, Value],
        parent: QWidget | None = None,
    ) -> None:
        """`parent`: given where it is known: a widget that is put below another one later is styled anew, and all in it."""
        super().__init__(parent)
        self.path, self.cls = path, cls
        self._context = context
        self._theme = Theme()
        self.editors: dict[Path, FieldEditor] = {}
        self._parts: list[PartForm | ItemRows] = []
        self._later: list[tuple[int, FieldSpec]] = []
        """Fields that are made only when they are wanted, and their places: most parts never have them."""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        kind = StepKind(str(value["kind"])) if cls is Step and value.get("kind") in list(StepKind) else None
        self._kind = kind
        first = _OF_KIND[kind] if kind is not None else _FIRST.get(cls.__name__, ())
        barred = _NOT_OF_KIND[kind] if kind is not None else frozenset()
        specs = [spec for spec in fields_of(cls) if spec.name not in barred or value.get(spec.name)]
        rank = {name: place for place, name in enumerate(first)}
        for place, spec in enumerate(sorted(specs, key=lambda one: rank.get(one.name, len(rank)))):
            if not first or spec.name in rank or spec.is_needed or value.get(spec.name):
                self._box.addWidget(self._field(spec, value.get(spec.name), kind))
            else:
                self._later.append((place, spec))
        self._more = QPushButton(f"更多（{len(self._later)}）")
        self._more.setProperty("role", "link")
        self._more.clicked.connect(self.show_all)
        self._box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.setVisible(bool(self._later))

    @Slot()
    def show_all(self) -> None:
        """Those fields, too, that are seldom used."""
        later, self._later = self._later, []
        known = self.all_editors()
        for place, spec in later:
            value = self._context.part_at((*self.path, spec.name))
            field = self._field(spec, value, self._kind)
            self._box.insertWidget(place, field)
            field.show()  # as in an answer: the layout does it only later
        self.apply_theme(self._theme)
        new = {path: editor for path, editor in self.all_editors().items() if path not in known}
        for path, editor in new.items():
            editor.show_faults(self._context.faults_at(path))
        if new and self._more.hasFocus():
            next(iter(new.values())).keyboard().setFocus()
        self._more.hide()

    def reveal(self, path: Path) -> None:
        """Make the field of `path`, where it is one of those that are made later."""
        if any(path[: len(self.path) + 1] == (*self.path, spec.name) for _, spec in self._later):
            self.show_all()
        for part in self._parts:
            part.reveal(path)

    def all_editors(self) -> dict[Path, FieldEditor]:
        """Those of the parts within it, too."""
        found = dict(self.editors)
        for part in self._parts:
            found |= part.all_editors()
        return found

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._box.setSpacing(theme.px(10))
        for part in (*self.editors.values(), *self._parts):
            part.apply_theme(theme)

    def _field(self, spec: FieldSpec, value: Value, kind: StepKind | None) -> QWidget:
        path = (*self.path, spec.name)
        editor = editor_for(path, spec, self._context, value, self)
        if editor is not None:
            if kind is not None and spec.name == "text" and isinstance(editor, WordsEditor):
                editor.label.setText(STEP_TEXT_WORDS[kind])
            editor.put.connect(self.put)
            editor.edited.connect(self.edited)
            self.editors[path] = editor
            return editor
        assert spec.part is not None  # noqa: S101 (the two shapes without an editor have one)
        rows: Sequence[Value] = value if isinstance(value, list) else []
        holder = QWidget(self)
        if spec.shape is Shape.ITEMS:
            inner: PartForm | ItemRows = ItemRows(path, spec, self._context, rows, holder, is_inner=True)
        else:
            parts = value if isinstance(value, dict) else {}
            inner = PartForm(path, spec.part, self._context, parts, holder)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        label = QLabel(full_width(spec.label))
        label.setObjectName("formLabel")
        label.setToolTip(full_width(spec.help))
        box.addWidget(label)
        box.addWidget(inner)
        inner.put.connect(self.put)
        inner.edited.connect(self.edited)
        inner.insert_wanted.connect(self.insert_wanted)
        inner.remove_wanted.connect(self.remove_wanted)
        inner.move_wanted.connect(self.move_wanted)
        self._parts.append(inner)
        return holder


_NUMBER_WIDTH, _TAG_WIDTH = 20, 40


class ItemRow(QPushButton):
    """One part as a row: number, what kind, its words, and what it holds."""

    def __init__(self, number: int, tag: str, words: str, more: str) -> None:
        super().__init__()
        self.setObjectName("itemRow")
        self.setProperty("role", "row")
        self.setAutoDefault(True)  # Enter opens it, as it does in every list here
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._rule = QColor()
        self._line = QHBoxLayout(self)
        self._place = number
        self._number = QLabel(str(number))
        self._number.setObjectName("workshopNote")
        self._tag = QLabel()
        self._tag.setObjectName("itemTag")
        self._words = YieldingLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._more = QLabel()
        self._more.setObjectName("workshopNote")
        self._fault = QLabel("▲ 要改")
        self._fault.setObjectName("formFault")
        self._fault.hide()
        for label in (self._number, self._tag):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._line.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self._words, 1)
        for label in (self._fault, self._more):
            self._line.addWidget(label)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_words(tag, words, more)

    def show_words(self, tag: str, words: str, more: str) -> None:
        """What kind, its words, and what it holds."""
        self._tag.setText(tag)
        self._tag.setVisible(bool(tag))
        self._words.setText(full_width(words))
        self._more.setText(full_width(more))
        said = (f"第 {self._place} 个", tag, words, more)
        self.setAccessibleName(full_width("，".join(filter(None, said))))

    def show_fault(self, is_faulty: bool) -> None:
        """Mark that something of it must be mended."""
        self._fault.setVisible(is_faulty)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self.setFixedHeight(theme.px(36))
        # Two figures and two signs have room in each row, so that the words of all begin at one edge.
        self._number.setMinimumWidth(theme.px(_NUMBER_WIDTH))
        self._tag.setMinimumWidth(theme.px(_TAG_WIDTH))
        self._line.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        self._line.setSpacing(theme.px(10))
        self._rule = QColor(theme.colours.line)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """A line beneath it parts it from the next; the row itself is told by its ground and, with the keyboard, its edge."""
        super().paintEvent(event)
        if not self.hasFocus():
            painter = QPainter(self)
            painter.setPen(self._rule)
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
            painter.end()


class ItemBox(QWidget):
    """The open part: its kind where it has one, its fields, and what is done with it as a whole."""

    kind_chosen = Signal(object, str)
    remove_wanted = Signal(object)

    def __init__(
        self, path: Path, cls: type[Any], context: FormContext, value: Value, number: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("itemBox")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._path = path
        self._box = QVBoxLayout(self)
        head = QHBoxLayout()
        count = QLabel(str(number))
        count.setObjectName("workshopSub")
        head.addWidget(count)
        self._kinds = QButtonGroup(self)
        rows = value if isinstance(value, dict) else {}
        self.form: PartForm | None = None
        if cls is Step and _SHARED not in rows:
            for at, kind in enumerate(StepKind):
                chip = QPushButton(STEP_KIND_WORDS[kind])
                chip.setCheckable(True)
                chip.setProperty("role", "chip")
                chip.setChecked(rows.get("kind") == kind.value)
                chip.setAccessibleName(f"这一步是：{STEP_KIND_WORDS[kind]}")
                self._kinds.addButton(chip, at)
                head.addWidget(chip)
            self._kinds.idClicked.connect(self._on_kind)
        head.addStretch(1)
        gone = QPushButton("拿掉")
        gone.setProperty("role", "link")
        gone.setAccessibleName(f"拿掉第 {number} 个")
        gone.clicked.connect(self._on_remove)
        head.addWidget(gone)
        self._box.addLayout(head)
        if _SHARED in rows:
            note = QLabel(
                "这一步是许多流程共用的，在这里不能改字；要说得不一样，就拿掉它，在下面加一步自己的。"
            )
            note.setObjectName("workshopNote")
            note.setWordWrap(True)
            self._box.addWidget(note)
        else:
            self.form = PartForm(path, cls, context, rows, self)
            self._box.addWidget(self.form)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._box.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self._box.setSpacing(theme.px(8))
        if self.form is not None:
            self.form.apply_theme(theme)

    @Slot(int)
    def _on_kind(self, at: int) -> None:
        self.kind_chosen.emit(self._path, list(StepKind)[at].value)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_wanted.emit(self._path)


class ItemRows(QWidget):
    """All parts of one list; at most one is open, and stays where it is when another one opens."""

    put = Signal(object, object)
    edited = Signal(object)
    insert_wanted = Signal(object, int, object)
    remove_wanted = Signal(object)
    move_wanted = Signal(object, int, int)
    opened = Signal(object, int)
    """Path of the list, and which one is open now."""

    def __init__(
        self,
        path: Path,
        spec: FieldSpec,
        context: FormContext,
        rows: Sequence[Value],
        parent: QWidget | None = None,
        *,
        is_inner: bool = False,
        open_at: int = -1,
    ) -> None:
        """`is_inner`: a list within a part, all of whose items are open: they are few and small."""
        super().__init__(parent)
        assert spec.part is not None  # noqa: S101 (a list of parts)
        self.path, self._spec, self._cls = path, spec, spec.part
        self._context = context
        self._is_inner = is_inner
        self._theme = Theme()
        self._values = list(rows)
        self._rows: list[ItemRow] = []
        self._boxes: dict[int, ItemBox] = {}
        self._inner: list[_InnerItem | AnswerRow] = []
        self.open_at = -1
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        for number, value in enumerate(self._values):
            if is_inner:
                self._add_inner(number, value)
            else:
                row = self._row(number, value)
                self._rows.append(row)
                self._layout.addWidget(row)
        add = QPushButton(f"＋ 加一个{spec.label}")
        add.setProperty("role", "link")
        add.setObjectName("itemAdd")
        add.clicked.connect(self._on_add)
        self.add_button = add
        self._layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        if 0 <= open_at < len(self._values):
            self.open(open_at)

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self._values)

    def open(self, number: int) -> None:
        """Open one part; the one that was open becomes a row again."""
        if self._is_inner or not 0 <= number < len(self._values):
            return
        if self.open_at in self._boxes:
            self._boxes[self.open_at].hide()
            self._rows[self.open_at].show()
        self.open_at = number
        if number not in self._boxes:
            self._make_box(number)
        else:
            self._show_again(self._boxes[number])
        self._rows[number].hide()
        self._boxes[number].show()
        self.opened.emit(self.path, number)

    def make_ready(self) -> bool:
        """Make the box of one more part, in a pause: of the one that is likeliest opened next. False: all are made."""
        numbers = [number for number in range(len(self._rows)) if number not in self._boxes]
        if numbers:
            self._make_box(min(numbers, key=lambda number: (abs(number - self.open_at), -number)))
        return len(numbers) > 1

    def take_keyboard(self) -> None:
        """To the words of the open part."""
        box = self._boxes.get(self.open_at)
        if box is not None and box.form is not None and box.form.editors:
            next(iter(box.form.editors.values())).keyboard().setFocus()
        elif self._rows:
            self._rows[0].setFocus()
        else:
            self.add_button.setFocus()

    def show_row(self, number: int, value: Value) -> None:
        """The words of a row follow what is typed in its box."""
        self._values[number] = value
        if number < len(self._rows):  # no new row: it would be styled and laid out before the page is painted
            self._rows[number].show_words(*row_words(self._cls, value, self._context))

    def mark_faults(self, numbers: frozenset[int]) -> None:
        """Which parts have something to mend."""
        for number, row in enumerate(self._rows):
            row.show_fault(number in numbers)

    def all_editors(self) -> dict[Path, FieldEditor]:
        """Those of the parts whose boxes are made."""
        found: dict[Path, FieldEditor] = {}
        for box in self._boxes.values():
            if box.form is not None:
                found |= box.form.all_editors()
        for item in self._inner:
            found |= item.editors if isinstance(item, AnswerRow) else item.form.all_editors()
        return found

    def reveal(self, path: Path) -> None:
        """Make the field of `path` in the parts that were opened."""
        for box in self._boxes.values():
            if box.form is not None:
                box.form.reveal(path)
        for item in self._inner:
            (item if isinstance(item, AnswerRow) else item.form).reveal(path)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        parts: tuple[ItemRow | ItemBox | _InnerItem | AnswerRow, ...] = (
            *self._rows,
            *self._boxes.values(),
            *self._inner,
        )
        for part in parts:
            part.apply_theme(theme)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↑↓ moves the part that has the keyboard, Ins adds one below it, wherever within it the keyboard is."""
        number = self._current()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and number >= 0:
            to = number + (1 if event.key() == Qt.Key.Key_Down else -1)
            if 0 <= to < len(self._values):
                self.move_wanted.emit(self.path, number, to)
            return
        if event.key() == Qt.Key.Key_Insert and not self._is_inner:
            self.insert_wanted.emit(self.path, number + 1 if number >= 0 else len(self._values), self._cls)
            return
        super().keyPressEvent(event)

    # -- internals

    def _current(self) -> int:
        for number, row in enumerate(self._rows):
            if row.hasFocus():
                return number
        if self._is_inner:
            return next(
                (n for n, item in enumerate(self._inner) if item.isAncestorOf(self.focusWidget())), -1
            )
        return self.open_at

    def _make_box(self, number: int) -> None:
        box = ItemBox((*self.path, number), self._cls, self._context, self._values[number], number + 1, self)
        box.hide()
        box.kind_chosen.connect(self._on_kind)
        box.remove_wanted.connect(self.remove_wanted)
        if box.form is not None:
            box.form.put.connect(self.put)
            box.form.edited.connect(self.edited)
            box.form.insert_wanted.connect(self.insert_wanted)
            box.form.remove_wanted.connect(self.remove_wanted)
            box.form.move_wanted.connect(self.move_wanted)
        box.apply_theme(self._theme)
        self._boxes[number] = box
        self._layout.insertWidget(self._layout.indexOf(self._rows[number]) + 1, box)

    def _show_again(self, box: ItemBox) -> None:
        """A box that was made before tells what has been written since, such as new words of a step that it refers to."""
        for path, editor in (box.form.all_editors() if box.form is not None else {}).items():
            editor.show_value(self._context.part_at(path))

    def _row(self, number: int, value: Value) -> ItemRow:
        tag, words, more = row_words(self._cls, value, self._context)
        row = ItemRow(number + 1, tag, words, more)
        row.clicked.connect(partial(self._on_row, number))
        return row

    def _add_inner(self, number: int, value: Value) -> None:
        rows = value if isinstance(value, dict) else {}
        if self._cls is Answer:
            answer = AnswerRow((*self.path, number), self._context, rows, self)
            answer.put.connect(self.put)
            answer.edited.connect(self.edited)
            answer.remove_wanted.connect(self.remove_wanted)
            self._inner.append(answer)
            self._layout.addWidget(answer)
            return
        item = _InnerItem((*self.path, number), self._cls, self._context, rows, self)
        item.form.put.connect(self.put)
        item.form.edited.connect(self.edited)
        item.form.insert_wanted.connect(self.insert_wanted)
        item.form.remove_wanted.connect(self.remove_wanted)
        item.form.move_wanted.connect(self.move_wanted)
        item.remove_wanted.connect(self.remove_wanted)
        self._inner.append(item)
        self._layout.addWidget(item)

    def _on_row(self, number: int) -> None:
        self.open(number)
        self.take_keyboard()

    @Slot(object, str)
    def _on_kind(self, path: Path, kind: str) -> None:
        self.put.emit((*path, "kind"), kind)

    @Slot()
    def _on_add(self) -> None:
        self.insert_wanted.emit(self.path, len(self._values), self._cls)


class _InnerItem(QWidget):
    """A small part within another one: its fields, and a cross."""

    remove_wanted = Signal(object)

    def __init__(
        self,
        path: Path,
        cls: type[Any],
        context: FormContext,
        value: Mapping[str, Value],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("innerItem")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._path = path
        self.form = PartForm(path, cls, context, value, self)
        gone = QPushButton("×")
        gone.setProperty("role", "link")
        name = str(value.get("label") or value.get("title") or value.get("text") or "")
        gone.setAccessibleName(f"拿掉{'回答' if cls is Answer else ''}{name}")
        gone.clicked.connect(self._on_remove)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.form, 1)
        self._line.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._line.setContentsMargins(theme.px(10), theme.px(6), 0, theme.px(6))
        self.form.apply_theme(theme)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_wanted.emit(self._path)


def row_words(cls: type[Any], value: Value, context: FormContext) -> tuple[str, str, str]:
    """Tag, words and what else is told of a part in its row."""
    rows = value if isinstance(value, dict) else {}
    values = context.handbook().value_by_key

    def words(*names: str) -> str:
        found = next((str(rows[name]) for name in names if rows.get(name)), "")
        return fill_values(" ".join(found.split()), values)

    if cls is Step and _SHARED in rows:
        return "共用", f"共用的一步：{rows[_SHARED]}", ""
    if cls is Step:
        kind = StepKind(str(rows["kind"])) if rows.get("kind") in list(StepKind) else None
        answers = rows.get("answers")
        more = f"{len(answers)} 个回答" if isinstance(answers, list) and answers else ""
        when = "有条件" if rows.get("when") else ""
        return STEP_KIND_WORDS[kind] if kind else "", words("text"), "　".join(filter(None, (when, more)))
    variants = rows.get("variants")
    if isinstance(variants, dict):
        first = next((str(one) for one in variants.values() if one), "")
        return "", words("situation") or fill_values(first, values), " · ".join(variants)
    return (
        "",
        words("title", "name", "text", "label", "avoid", "place"),
        words("value", "instead", "priority"),
    )
