"""One widget for each shape of a field; what a person changes goes out as the edits that it means."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from handbook.content.writing.edits import Edit, Insert, Put, Remove
from handbook.content.yaml_reader import Path, Value
from handbook.model.kinds import Tone
from handbook.model.script import reading_seconds
from handbook.model.text import fill_values
from handbook.model.typesetting import full_width, full_width_in_place
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.line_field import LineField
from handbook.ui.workshop.chip_text import ChipText
from handbook.ui.workshop.form_context import FormContext
from handbook.ui.workshop.tick_box import TickBox
from handbook.upkeep.entry_form import FieldSpec, Shape

_FEW = 6
"""So many choices stand side by side; more are a list that opens."""
_EASY_SECONDS = 12
"""A sentence that is read aloud is best no longer than that."""


class FieldEditor(QWidget):
    """Label above, what is edited below, and beneath it what is wrong with it."""

    put = Signal(object, object)
    """Path, and what is to stand there."""
    edited = Signal(object)
    """A list of `Edit`s that belong together."""

    def __init__(self, path: Path, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """`parent`: what it is going to stand in: a widget that comes below another one later is styled anew."""
        super().__init__(parent)
        self.path = path
        self.spec = spec
        self.context = context
        self.theme = Theme()
        self.setObjectName("formField")
        self.setAccessibleName(full_width(spec.label))
        self.label = QLabel(full_width(spec.label), self)
        self.label.setObjectName("formLabel")
        self.help = QLabel(full_width(spec.help), self)
        self.help.setObjectName("workshopNote")
        self.help.setWordWrap(True)
        self.fault = QLabel(self)
        self.fault.setObjectName("formFault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.head = QHBoxLayout()
        self.head.addWidget(self.label)
        self.head.addWidget(self.help, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self.head)

    def finish(self, value: Value) -> None:
        """Called once the editor's own widgets are made."""
        self.body.addWidget(self.fault)
        self.show_value(value)

    def show_value(self, value: Value) -> None:
        """Show what stands there, without a signal."""

    def keyboard(self) -> QWidget:
        """What takes the keyboard."""
        return self

    def show_faults(self, words: Sequence[str]) -> None:
        """What is wrong, in sentences; none = all is fine."""
        self.fault.setText(full_width("\n".join(f"▲ 要改　{one}" for one in words)))
        self.fault.setVisible(bool(words))

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        self.body.setSpacing(theme.px(4))
        self.head.setSpacing(theme.px(8))

    @property
    def said(self) -> str:
        """For a screen reader."""
        return full_width(f"{self.spec.label}。{self.spec.help}" if self.spec.help else self.spec.label)


class WordsEditor(FieldEditor):
    """One line, or words of any length."""

    def __init__(
        self, path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
    ) -> None:
        super().__init__(path, spec, context, parent)
        self.words = ChipText(self, is_one_line=spec.shape is Shape.LINE)
        self.words.setAccessibleName(self.said)
        self.words.use_values(context.handbook().values, ())
        self.body.addWidget(self.words)
        self.words.edited.connect(self._on_words)
        self.finish(value)

    @override
    def show_value(self, value: Value) -> None:
        words = full_width_in_place(value) if isinstance(value, str) else ""
        if words != self.words.raw():
            self.words.show_text(words)

    @override
    def keyboard(self) -> QWidget:
        return self.words

    @override
    def show_faults(self, words: Sequence[str]) -> None:
        super().show_faults(words)
        self.words.set_fault("；".join(words))

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.words.apply_theme(theme)

    @Slot(str)
    def _on_words(self, words: str) -> None:
        self.put.emit(self.path, words)


class LinesEditor(FieldEditor):
    """A list of words, one a line; a change of one line is an edit of that one alone."""

    def __init__(
        self, path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
    ) -> None:
        super().__init__(path, spec, context, parent)
        self._lines: list[str] = []
        self.words = ChipText(self, is_one_line=False)
        self.words.setAccessibleName(f"{self.said}　一行一条")
        self.words.use_values(context.handbook().values, ())
        if not spec.help:
            self.help.setText("一行一条")
        self.body.addWidget(self.words)
        self.words.edited.connect(self._on_words)
        self.finish(value)

    @override
    def show_value(self, value: Value) -> None:
        lines = value if isinstance(value, list) else []
        self._lines = [full_width_in_place(str(one or "")) for one in lines]
        words = "\n".join(self._lines)
        if _written(self.words.raw()) != self._lines:
            self.words.show_text(words)

    @override
    def keyboard(self) -> QWidget:
        return self.words

    @override
    def show_faults(self, words: Sequence[str]) -> None:
        super().show_faults(words)
        self.words.set_fault("；".join(words))

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.words.apply_theme(theme)

    @Slot(str)
    def _on_words(self, words: str) -> None:
        lines = _written(words)
        edits = line_edits(self.path, self._lines, lines)
        self._lines = lines
        if not lines:
            self.put.emit(self.path, [])
        elif edits:
            self.edited.emit(edits)


class ChoiceEditor(FieldEditor):
    """One of a few words."""

    def __init__(
        self, path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
    ) -> None:
        super().__init__(path, spec, context, parent)
        self._values: list[str] = []
        self._group = QButtonGroup(self)
        self._chips = FlowBox(self)
        self._box = QComboBox(self)
        self._box.setAccessibleName(self.said)
        is_name = spec.shape is Shape.NAME
        choices = context.names_for(spec) if is_name else spec.choices
        self._is_few = len(choices) <= _FEW and not is_name
        empty = [] if spec.is_needed or spec.default else [("", "不写")]
        for written, words in (*empty, *choices):
            self._values.append(written)
            if self._is_few:
                chip = QPushButton(full_width(words))
                chip.setCheckable(True)
                chip.setProperty("role", "chip")
                chip.setAccessibleName(f"{self.spec.label}，{words}")
                self._group.addButton(chip, len(self._values) - 1)
                self._chips.add(chip)
            else:
                self._box.addItem(full_width(words))
        self.body.addWidget(self._chips if self._is_few else self._box)
        (self._box if self._is_few else self._chips).hide()
        self.finish(value)
        self._group.idClicked.connect(self._on_choice)
        self._box.activated.connect(self._on_choice)

    @override
    def show_value(self, value: Value) -> None:
        written = value if isinstance(value, str) else self.spec.default
        if written and written not in self._values:
            self._values.append(written)
            self._box.addItem(full_width(f"没有“{written}”"))
        at = self._values.index(written) if written in self._values else -1
        if self._is_few:
            button = self._group.button(at)
            if button is not None:
                button.setChecked(True)
        else:
            self._box.setCurrentIndex(at)

    @override
    def keyboard(self) -> QWidget:
        return (self._group.checkedButton() or self._group.button(0)) if self._is_few else self._box

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._chips.apply_theme(theme)

    @Slot(int)
    def _on_choice(self, at: int) -> None:
        self.put.emit(self.path, self._values[at])


class ChoicesEditor(FieldEditor):
    """Any number of a few words, or of the parts of an entry."""

    def __init__(
        self, path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
    ) -> None:
        super().__init__(path, spec, context, parent)
        match spec.shape:
            case Shape.NAMES:
                choices = context.names_for(spec)
            case Shape.VALUES:
                choices = context.values(is_promise=True)
            case _:
                choices = spec.choices
        self._chips = FlowBox(self)
        self._buttons: list[tuple[str, QPushButton]] = []
        for written, words in choices:
            chip = QPushButton(full_width(words if len(words) < 24 else f"{words[:22]}…"))
            chip.setToolTip(full_width(words))
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setAccessibleName(f"{spec.label}，{words}")
            chip.clicked.connect(self._on_chip)
            self._chips.add(chip)
            self._buttons.append((written, chip))
        self.body.addWidget(self._chips)
        self._unknown: list[str] = []
        self.finish(value)

    @override
    def show_value(self, value: Value) -> None:
        chosen = [str(one) for one in value] if isinstance(value, list) else []
        known = {written for written, _ in self._buttons}
        self._unknown = [one for one in chosen if one not in known]
        for written, chip in self._buttons:
            chip.setChecked(written in chosen)

    @override
    def keyboard(self) -> QWidget:
        return self._buttons[0][1] if self._buttons else self

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._chips.apply_theme(theme)

    @Slot()
    def _on_chip(self) -> None:
        chosen: list[Value] = [written for written, chip in self._buttons if chip.isChecked()]
        self.put.emit(self.path, [*chosen, *self._unknown])


class FlagEditor(FieldEditor):
    """Yes or no."""

    def __init__(
        self, path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
    ) -> None:
        super().__init__(path, spec, context, parent)
        self.label.hide()
        self.help.hide()
        self.tick = TickBox()
        self.tick.show_words(self.said)
        self.body.addWidget(self.tick)
        self.finish(value)
        self.tick.toggled.connect(self._on_tick)

    @override
    def show_value(self, value: Value) -> None:
        self.tick.blockSignals(True)
        self.tick.setChecked(value == "true")
        self.tick.blockSignals(False)

    @override
    def keyboard(self) -> QWidget:
        return self.tick

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.tick.apply_theme(theme)

    @Slot(bool)
    def _on_tick(self, is_on: bool) -> None:
        self.put.emit(self.path, "true" if is_on else "")


class ShortEditor(FieldEditor):
    """A number or a day."""

    def __init__(
        self, path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
    ) -> None:
        super().__init__(path, spec, context, parent)
        self.line = LineField()
        self.line.setAccessibleName(self.said)
        self.line.setPlaceholderText("年-月-日" if spec.shape is Shape.DAY else "数")
        self.body.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish(value)
        self.line.textEdited.connect(self._on_text)

    @override
    def show_value(self, value: Value) -> None:
        words = value if isinstance(value, str) else ""
        if words != self.line.text().strip():
            self.line.setText(words)

    @override
    def keyboard(self) -> QWidget:
        return self.line

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.line.setFixedWidth(theme.px(150))

    @Slot(str)
    def _on_text(self, words: str) -> None:
        self.put.emit(self.path, words.strip())


class EntriesEditor(FieldEditor):
    """Other entries by their titles, picked among those that are there."""

    def __init__(
        self, path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
    ) -> None:
        super().__init__(path, spec, context, parent)
        self._ids: list[str] = []
        self._chips = FlowBox(self)
        self._add = QPushButton("＋ 加一条" if spec.shape is Shape.ENTRIES else "选一条")
        self._add.setProperty("role", "link")
        self._add.setAccessibleName(f"{spec.label}，{self._add.text()}")
        self._add.clicked.connect(self._on_add)
        self.body.addWidget(self._chips)
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish(value)

    @override
    def show_value(self, value: Value) -> None:
        values = value if isinstance(value, list) else [value] if value else []
        ids = [str(one) for one in values]
        if ids == self._ids and ids:
            return
        self._ids = ids
        self._chips.clear()
        for entry_id in ids:
            chip = QPushButton(full_width(f"{self.context.title_of(entry_id)}　×"))
            chip.setProperty("role", "chip")
            chip.setAccessibleName(f"{self.context.title_of(entry_id)}，按下拿掉")
            chip.clicked.connect(partial(self._take_out, entry_id))
            self._chips.add(chip)
        self._chips.setVisible(bool(ids))

    @override
    def keyboard(self) -> QWidget:
        return self._add

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._chips.apply_theme(theme)

    @Slot()
    def _on_add(self) -> None:
        self.context.pick(self.spec.label, self._take_in)

    def _take_in(self, entry_id: str) -> None:
        if self.spec.shape is Shape.ENTRY:
            self.put.emit(self.path, entry_id)
            self.show_value(entry_id)
        elif entry_id not in self._ids:
            self.edited.emit([Insert(self.path, len(self._ids), entry_id)])
            self.show_value([*self._ids, entry_id])

    def _take_out(self, entry_id: str) -> None:
        if entry_id not in self._ids:
            return
        at = self._ids.index(entry_id)
        left = [one for one in self._ids if one != entry_id]
        if not left:
            self.put.emit(self.path, "" if self.spec.shape is Shape.ENTRY else [])
        else:
            self.edited.emit([Remove((*self.path, at))])
        self.show_value(list(left))
        self._add.setFocus()


class VariantsEditor(FieldEditor):
    """The same thing said in a few ways, each with the seconds that it takes."""

    def __init__(
        self, path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
    ) -> None:
        super().__init__(path, spec, context, parent)
        self._rows: dict[str, tuple[QLabel, QLabel, ChipText]] = {}
        self._boxes = QVBoxLayout()
        first = Tone.STANDARD.value  # it alone is needed
        for tone, words in sorted(spec.choices, key=lambda one: one[0] != first):
            head = QHBoxLayout()
            name = QLabel(words)
            name.setObjectName("formTone")
            seconds = QLabel()
            seconds.setObjectName("workshopNote")
            head.addWidget(name)
            head.addStretch(1)
            head.addWidget(seconds)
            field = ChipText(self, is_one_line=False)
            field.setAccessibleName(f"{spec.label}，{words}")
            field.use_values(context.handbook().values, ())
            field.setPlaceholderText("没写也行" if tone != first else "")
            field.edited.connect(partial(self._on_words, tone))
            self._boxes.addLayout(head)
            self._boxes.addWidget(field)
            self._rows[tone] = (name, seconds, field)
        self.body.addLayout(self._boxes)
        self.finish(value)

    @override
    def show_value(self, value: Value) -> None:
        written = value if isinstance(value, dict) else {}
        for tone, (_, _, field) in self._rows.items():
            words = full_width_in_place(str(written.get(tone) or ""))
            if words != field.raw():
                field.show_text(words)
            self._count(tone, words)

    @override
    def keyboard(self) -> QWidget:
        return next(iter(self._rows.values()))[2]

    def field_of(self, tone: str) -> ChipText | None:
        """Where one of the ways is written."""
        return self._rows[tone][2] if tone in self._rows else None

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._boxes.setSpacing(theme.px(4))
        for _, _, field in self._rows.values():
            field.apply_theme(theme)

    def _on_words(self, tone: str, words: str) -> None:
        self._count(tone, words)
        path = (*self.path, tone)
        if words:
            self.put.emit(path, words)
        elif self.context.part_at(path) is not None:
            self.edited.emit([Remove(path)])

    def _count(self, tone: str, words: str) -> None:
        label = self._rows[tone][1]
        seconds = reading_seconds(fill_values(words, self.context.handbook().value_by_key)) if words else 0
        more = f"　{_EASY_SECONDS} 秒以内好念" if seconds > _EASY_SECONDS else ""
        label.setText(f"{seconds} 秒{more}" if words else "")


class ConditionEditor(FieldEditor):
    """Under which answers of earlier steps it holds."""

    def __init__(
        self, path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
    ) -> None:
        super().__init__(path, spec, context, parent)
        self._chips = FlowBox(self)
        self._add = QPushButton("＋ 只在某个回答时")
        self._add.setProperty("role", "link")
        self._add.setAccessibleName(f"{spec.label}，加一个条件")
        self._add.clicked.connect(self._on_add)
        self.body.addWidget(self._chips)
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._value: dict[str, list[Value]] = {}
        self.finish(value)

    @override
    def show_value(self, value: Value) -> None:
        rows = value if isinstance(value, dict) else {}
        self._value = {step: list(labels) for step, labels in rows.items() if isinstance(labels, list)}
        names = dict(self.context.steps())
        self._chips.clear()
        for step, labels in self._value.items():
            for label in labels:
                words = f"第 {names.get(step, step)}：{label}"
                chip = QPushButton(full_width(f"{words}　×"))
                chip.setProperty("role", "chip")
                chip.setAccessibleName(f"{words}，按下拿掉")
                chip.clicked.connect(partial(self._take_out, step, str(label)))
                self._chips.add(chip)
        self._chips.setVisible(bool(self._value))

    @override
    def keyboard(self) -> QWidget:
        return self._add

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._chips.apply_theme(theme)

    @Slot()
    def _on_add(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = self.context.part_at((*self.path[:-1], "id"))
        for step, words in self.context.steps():
            if step != own:
                below = menu.addMenu(full_width(words[:30]))
                for label in self.context.answers_of(step):
                    below.addAction(full_width(label)).triggered.connect(partial(self._take_in, step, label))
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _take_in(self, step: str, label: str) -> None:
        labels = self._value.get(step, [])
        if label not in labels:
            self._write({**self._value, step: [*labels, label]})

    def _take_out(self, step: str, label: str) -> None:
        left = [one for one in self._value.get(step, []) if one != label]
        rest = {name: labels for name, labels in self._value.items() if name != step}
        self._write({**rest, step: left} if left else rest)

    def _write(self, value: dict[str, list[Value]]) -> None:
        written: Value = {step: list(labels) for step, labels in value.items()}
        self.put.emit(self.path, written)
        self.show_value(written)


def editor_for(
    path: Path, spec: FieldSpec, context: FormContext, value: Value, parent: QWidget
) -> FieldEditor | None:
    """The widget of a field; None of parts and lists of parts, which the form lays out itself."""
    match spec.shape:
        case Shape.LINE | Shape.TEXT:
            return WordsEditor(path, spec, context, value, parent)
        case Shape.LINES:
            return LinesEditor(path, spec, context, value, parent)
        case Shape.CHOICE | Shape.NAME:
            return ChoiceEditor(path, spec, context, value, parent)
        case Shape.CHOICES | Shape.NAMES | Shape.VALUES:
            return ChoicesEditor(path, spec, context, value, parent)
        case Shape.FLAG:
            return FlagEditor(path, spec, context, value, parent)
        case Shape.NUMBER | Shape.DAY:
            return ShortEditor(path, spec, context, value, parent)
        case Shape.ENTRY | Shape.ENTRIES:
            return EntriesEditor(path, spec, context, value, parent)
        case Shape.VARIANTS:
            return VariantsEditor(path, spec, context, value, parent)
        case Shape.CONDITION:
            return ConditionEditor(path, spec, context, value, parent)
        case Shape.PART | Shape.ITEMS:
            return None


def line_edits(path: Path, old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """The edits that make the list of words at `path` another one; from its end, so that places before stay."""
    edits: list[Edit] = []
    for tag, a, b, c, d in reversed(SequenceMatcher(a=list(old), b=list(new), autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        edits += [Remove((*path, at)) for at in range(b - 1, a + paired - 1, -1)]
        edits += [Insert(path, a + paired, words) for words in reversed(new[c + paired : d])]
        edits += [Put((*path, a + n), new[c + n]) for n in range(paired)]
    return edits


def _written(words: str) -> list[str]:
    return [line.strip() for line in words.split("\n") if line.strip()]
