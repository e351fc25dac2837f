"""The form of an entry: its sections as words above, in each the fields, and lists of parts as outlines."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from handbook.content.writing.judging import Finding
from handbook.content.yaml_reader import Path, Value
from handbook.model.handbook import CLASS_OF_KIND
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.workshop.field_editors import FieldEditor, editor_for
from handbook.ui.workshop.form_context import FormContext
from handbook.ui.workshop.item_rows import ItemRows, PartForm
from handbook.upkeep.entry_form import FieldSpec, Shape, fields_of
from handbook.upkeep.field_words import GROUPS

_READY_MS = 150
"""So long after a key, or after the part made before, the fields of one more part are made."""


class EntryFormView(QWidget):
    """Built anew where parts come, go or move; while one types it stays as it is."""

    put = Signal(object, object)
    edited = Signal(object)
    insert_wanted = Signal(object, int, object)
    remove_wanted = Signal(object)
    move_wanted = Signal(object, int, int)
    part_opened = Signal(object)
    """Path of the part that is open now."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entryForm")
        self._theme = Theme()
        self._context: FormContext | None = None
        self._value: Mapping[str, Value] = {}
        self._findings: Sequence[Finding] = ()
        self._groups: list[str] = []
        self._open_at: dict[Path, int] = {}
        self._editors: dict[Path, FieldEditor] = {}
        self._lists: dict[Path, ItemRows] = {}
        self._parts: list[PartForm] = []
        self._group = ""
        self._readying = QTimer(self)
        self._readying.setSingleShot(True)
        self._readying.setInterval(_READY_MS)
        self._readying.timeout.connect(self._make_ready)
        self._tabs = FlowBox(spacing=4)
        self._tabs.setObjectName("formTabs")
        self._buttons = QButtonGroup(self)
        self._buttons.idClicked.connect(self._on_tab)
        self.area = QScrollArea()
        self.area.setObjectName("formArea")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("要填的")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._tabs)
        box.addWidget(self.area, 1)

    # -- what comes down

    def show_entry(self, context: FormContext, value: Mapping[str, Value]) -> None:
        """Another entry, from its first section that matters."""
        self._context = context
        self._open_at.clear()
        self._groups = [group for group in GROUPS if any(one.group == group for one in self._specs(context))]
        self._show_tabs()
        preferred = ("步骤", "话", "正文", self._groups[0])
        self.refresh(value, group=next(group for group in preferred if group in self._groups))

    def refresh(self, value: Mapping[str, Value], *, group: str = "") -> None:
        """Build the section anew; what was open stays open, and the place where it is."""
        self._value = value
        self._group = group or self._group
        place = self.area.verticalScrollBar().value()
        self._build()
        button = self._buttons.button(self._groups.index(self._group))
        if button is not None:
            button.setChecked(True)
        self.area.verticalScrollBar().setValue(place if not group else 0)

    def follow(self, value: Mapping[str, Value]) -> None:
        """Words changed in place: rows say the new ones, nothing is built."""
        self._value = value
        self._readying.start()
        for path, rows in self._lists.items():
            items = value.get(str(path[0]))
            if isinstance(items, list) and 0 <= rows.open_at < len(items):
                rows.show_row(rows.open_at, items[rows.open_at])

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark where something must be mended: in the fields, in the rows, and on the sections."""
        self._findings = findings
        grave = [finding for finding in findings if finding.must_be_mended]
        for path, editor in self._all_editors().items():
            editor.show_faults(self.faults_at(path))
        for path, rows in self._lists.items():
            numbers = (
                one.path[len(path)]
                for one in grave
                if one.path[: len(path)] == path and len(one.path) > len(path)
            )
            rows.mark_faults(frozenset(number for number in numbers if isinstance(number, int)))

    def faults_at(self, path: Path) -> Sequence[str]:
        """What must be mended at `path` or below it; also asked for fields that are made later."""
        return [one.message for one in self._findings if one.must_be_mended and one.path[: len(path)] == path]

    def go_to(self, path: Path) -> None:
        """Open the section and the part of `path`, and give its field the keyboard."""
        if self._context is None:
            return
        spec = next((one for one in self._specs(self._context) if path and one.name == path[0]), None)
        group = spec.group if spec is not None else self._groups[0]
        if group != self._group:
            self.refresh(self._value, group=group)
        rows = self._lists.get(path[:1])
        if rows is not None and len(path) > 1 and isinstance(path[1], int):
            rows.open(path[1])
        parts: tuple[ItemRows | PartForm, ...] = (*self._lists.values(), *self._parts)
        for part in parts:
            part.reveal(path)
        self.show_findings(self._findings)
        editors = self._all_editors()
        fitting = [
            own
            for own, editor in editors.items()
            if (path[: len(own)] == own or own[: len(path)] == path) and editor.isVisibleTo(self)
        ]
        if fitting:
            best = max(
                fitting,
                key=lambda own: (path[: len(own)] == own, len(own) if path[: len(own)] == own else -len(own)),
            )
            keyboard = editors[best].keyboard()
            keyboard.setFocus()
            self.area.ensureWidgetVisible(editors[best])
        elif rows is not None:
            rows.take_keyboard()

    def open_item(self, path: Path, number: int) -> None:
        """Open a part of a list, as after it came."""
        self._open_at[path] = number
        rows = self._lists.get(path)
        if rows is not None:
            rows.open(number)
            rows.take_keyboard()
            box = self.focusWidget()
            if box is not None:
                self.area.ensureWidgetVisible(box)

    @property
    def open_path(self) -> Path:
        """The part that is open in this section; () where none is."""
        return next(((*path, rows.open_at) for path, rows in self._lists.items() if rows.open_at >= 0), ())

    def step_item(self, direction: int) -> bool:
        """The next (1) or former (-1) part of the section's list; False at its end."""
        for path, rows in self._lists.items():
            at = rows.open_at + direction
            if 0 <= at < rows.count:
                self.open_item(path, at)
                return True
        return False

    def take_keyboard(self) -> None:
        """To the open part, else to the first field."""
        rows = next(iter(self._lists.values()), None)
        if rows is not None:
            rows.take_keyboard()
        elif self._editors:
            next(iter(self._editors.values())).keyboard().setFocus()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._tabs.apply_theme(theme)
        self._dress()

    # -- internals

    def _specs(self, context: FormContext) -> Sequence[FieldSpec]:
        return fields_of(CLASS_OF_KIND[context.kind])

    def _show_tabs(self) -> None:
        for button in self._buttons.buttons():
            self._buttons.removeButton(button)
        self._tabs.clear()
        for number, group in enumerate(self._groups):
            tab = QPushButton(group)
            tab.setCheckable(True)
            tab.setProperty("role", "tab")
            tab.setAccessibleName(f"{group}，这一条的一部分")
            self._buttons.addButton(tab, number)
            self._tabs.add(tab)

    def _build(self) -> None:
        assert self._context is not None  # noqa: S101 (shown before it is refreshed)
        self._editors, self._lists, self._parts = {}, {}, []
        holder = self._holder = QWidget()
        holder.setObjectName("formHolder")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._holder_box = QVBoxLayout(holder)
        specs = [one for one in self._specs(self._context) if one.group == self._group]
        for spec in sorted(specs, key=lambda one: one.shape is not Shape.ITEMS):
            self._add(spec)
        self._holder_box.addStretch(1)
        old = self.area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.area.setWidget(holder)
        holder.show()  # a scroll area that is on the screen shows no new one by itself
        self._dress()
        self.show_findings(self._findings)
        self._readying.start()

    @Slot()
    def _make_ready(self) -> None:
        """A part opens at once if its fields are there; they are made one part at a time, while nobody types."""
        if any(rows.make_ready() for rows in self._lists.values()):
            self._readying.start()

    def _add(self, spec: FieldSpec) -> None:
        assert self._context is not None  # noqa: S101 (as above)
        path: Path = (spec.name,)
        value = self._value.get(spec.name)
        editor = editor_for(path, spec, self._context, value, self._holder)
        if editor is not None:
            editor.put.connect(self.put)
            editor.edited.connect(self.edited)
            self._editors[path] = editor
            self._holder_box.addWidget(editor)
        elif spec.shape is Shape.ITEMS:
            items = value if isinstance(value, list) else []
            rows = ItemRows(
                path, spec, self._context, items, self._holder, open_at=self._open_at.get(path, -1)
            )
            rows.put.connect(self.put)
            rows.edited.connect(self.edited)
            rows.insert_wanted.connect(self.insert_wanted)
            rows.remove_wanted.connect(self.remove_wanted)
            rows.move_wanted.connect(self.move_wanted)
            rows.opened.connect(self._on_opened)
            self._lists[path] = rows
            self._holder_box.addWidget(rows)
        elif spec.part is not None:
            part = PartForm(
                path, spec.part, self._context, value if isinstance(value, dict) else {}, self._holder
            )
            part.put.connect(self.put)
            part.edited.connect(self.edited)
            part.insert_wanted.connect(self.insert_wanted)
            part.remove_wanted.connect(self.remove_wanted)
            part.move_wanted.connect(self.move_wanted)
            self._parts.append(part)
            self._holder_box.addWidget(part)

    def _dress(self) -> None:
        if self._context is None:
            return
        side = self._theme.px(16)
        self._holder_box.setContentsMargins(side, side, side, side)
        self._holder_box.setSpacing(self._theme.px(14))
        parts: tuple[FieldEditor | ItemRows | PartForm, ...] = (
            *self._editors.values(),
            *self._lists.values(),
            *self._parts,
        )
        for part in parts:
            part.apply_theme(self._theme)

    def _all_editors(self) -> dict[Path, FieldEditor]:
        found = dict(self._editors)
        parts: tuple[ItemRows | PartForm, ...] = (*self._lists.values(), *self._parts)
        for part in parts:
            found |= part.all_editors()
        return found

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        self.refresh(self._value, group=self._groups[number])
        self.take_keyboard()

    @Slot(object, int)
    def _on_opened(self, path: Path, number: int) -> None:
        self._open_at[path] = number
        self._readying.start()
        self.show_findings(self._findings)
        self.part_opened.emit((*path, number))
