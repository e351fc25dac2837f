"""One answer of a step in one row: what is answered, and where it leads; what is seldom written folds away below."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from handbook.content.writing.edits import Edit, Put, Remove
from handbook.content.yaml_reader import Path, Value
from handbook.model.step import Answer
from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.field_editors import FieldEditor, WordsEditor
from handbook.ui.workshop.form_context import FormContext
from handbook.upkeep.entry_form import fields_of, order_of

_GO_ON = "接着往下问"
_ELSEWHERE = "转到别的一条…"
_FOLDED = ("note", "hazard")


class AnswerRow(QWidget):
    """Its label, where it leads, and a cross."""

    put = Signal(object, object)
    edited = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, path: Path, context: FormContext, value: Mapping[str, Value], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("answerRow")
        self._path = path
        self._context = context
        self._outcome, self._entry = str(value.get("outcome") or ""), str(value.get("entry") or "")
        self._theme = Theme()
        self._specs = {spec.name: spec for spec in fields_of(Answer)}
        self.editors: dict[Path, FieldEditor] = {}
        words = WordsEditor((*path, "label"), self._specs["label"], context, value.get("label"), self)
        words.label.hide()
        words.help.hide()
        self._take(words)
        self._leads = QComboBox(self)
        self._leads.setAccessibleName(f"选了“{value.get('label') or ''}”以后")
        self._leads.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._leads.setMinimumContentsLength(8)
        self._leads.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fill_leads()
        self._leads.activated.connect(self._on_leads)
        more = QPushButton("···", self)
        more.setProperty("role", "link")
        more.setAccessibleName("旁边的小字、当心什么")
        more.clicked.connect(self.show_all)
        gone = QPushButton("×", self)
        gone.setProperty("role", "link")
        gone.setAccessibleName(f"拿掉回答{value.get('label') or ''}")
        gone.clicked.connect(self._on_remove)
        self._line = QHBoxLayout()
        self._line.addWidget(words, 3)
        self._line.addWidget(self._leads, 2, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._line)
        for name in _FOLDED:
            if value.get(name):
                self._unfold(name)

    @Slot()
    def show_all(self) -> None:
        """What is seldom written, too."""
        for name in _FOLDED:
            if (*self._path, name) not in self.editors:
                self._unfold(name).apply_theme(self._theme)
        self.editors[(*self._path, _FOLDED[0])].keyboard().setFocus()

    def reveal(self, path: Path) -> None:
        """Make the field of `path`, where it is one that folds away."""
        if any(path == (*self._path, name) and path not in self.editors for name in _FOLDED):
            self.show_all()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._box.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        self._box.setSpacing(theme.px(4))
        self._line.setSpacing(theme.px(6))
        for editor in self.editors.values():
            editor.apply_theme(theme)

    def _unfold(self, name: str) -> FieldEditor:
        """Made only when it is wanted: most answers never have one, and a text field is dear."""
        path = (*self._path, name)
        editor = WordsEditor(path, self._specs[name], self._context, self._context.part_at(path), self)
        self._take(editor)
        # In their order, whichever of them was there first.
        self._box.insertWidget(
            1 + sum((*self._path, other) in self.editors for other in _before(name)), editor
        )
        editor.show_faults(self._context.faults_at(path))
        editor.show()  # a layout shows what is new in it only later, and a hidden field takes no keyboard
        return editor

    def _take(self, editor: FieldEditor) -> None:
        editor.put.connect(self.put)
        editor.edited.connect(self.edited)
        self.editors[editor.path] = editor

    def _fill_leads(self) -> None:
        self._targets: list[tuple[str, str]] = [("", "")]
        self._leads.clear()
        self._leads.addItem(_GO_ON)
        spec = next(spec for spec in fields_of(Answer) if spec.name == "outcome")
        for name, words in self._context.names_for(spec):
            self._targets.append(("outcome", name))
            self._leads.addItem(full_width(f"到结论 {words}"))
        if self._entry:
            self._targets.append(("entry", self._entry))
            self._leads.addItem(full_width(f"转到：{self._context.title_of(self._entry)}"))
        self._targets.append(("entry", ""))
        self._leads.addItem(_ELSEWHERE)
        wanted = ("entry", self._entry) if self._entry else ("outcome", self._outcome)
        if wanted not in self._targets and self._outcome:
            self._targets.append(wanted)
            self._leads.addItem(full_width(f"没有结论“{self._outcome}”"))
        self._leads.setCurrentIndex(self._targets.index(wanted) if self._outcome or self._entry else 0)
        self._leads.setToolTip(self._leads.currentText())

    @Slot(int)
    def _on_leads(self, number: int) -> None:
        key, name = self._targets[number]
        if key == "entry" and not name:
            self._fill_leads()  # stays as it is until one was picked
            self._context.pick("转到哪一条", self._on_picked)
        else:
            self._lead(key, name)

    def _on_picked(self, entry_id: str) -> None:
        self._lead("entry", entry_id)

    def _lead(self, key: str, name: str) -> None:
        """One of the two, or none of them, in one edit."""
        edits: list[Edit] = [
            Remove((*self._path, other))
            for other in ("outcome", "entry")
            if other != key and self._context.part_at((*self._path, other)) is not None
        ]
        if key:
            edits.append(Put((*self._path, key), name, order_of(Answer)))
        self._outcome = name if key == "outcome" else ""
        self._entry = name if key == "entry" else ""
        self._fill_leads()
        if edits:
            self.edited.emit(edits)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_wanted.emit(self._path)


def _before(name: str) -> tuple[str, ...]:
    return _FOLDED[: _FOLDED.index(name)]
