"""条目: all entries with how they stand, found by words and kind; from here one writes."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from handbook.han_forms import fold_han
from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.entry_rows import EntryRow

_ROW = Qt.ItemDataRole.UserRole
_WRITTEN = "在写的"
_WRITTEN_AT = len(Kind) + 1


class _Entries(QListWidget):
    """Enter opens, N begins a new one."""

    opened = Signal()
    new_wanted = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        elif event.key() == Qt.Key.Key_N and not event.modifiers():
            self.new_wanted.emit()
        else:
            super().keyPressEvent(event)


class EntriesPage(WorkshopPage):
    """↑↓ from the field chooses, Enter opens."""

    entry_wanted = Signal(object)
    """`EntryRow` that is to be edited."""
    new_wanted = Signal(object)
    """`Kind` of a new entry."""
    log_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("workshopEntries", "条目")
        self.keys = "↑ ↓ 选　Enter 改这条　N 新写一条"
        self._rows: Sequence[EntryRow] = ()
        self.show_head("条目", "改的是本单位的一份，原件不动")
        self._log = QPushButton("改动记录")
        self._log.setObjectName("entriesLog")
        self.add_act(self._log)
        self._new = KeyButton("新写一条", "N", "primary")
        self._new.setObjectName("entriesNew")
        self.add_act(self._new)
        self.field = LineField()
        self.field.setObjectName("entriesFind")
        self.field.setAccessibleName("按标题找")
        self.field.setPlaceholderText("按标题找")
        self._kinds = QButtonGroup(self)
        bar = QWidget()
        bar.setObjectName("workshopChips")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = QHBoxLayout(bar)
        self._chips = FlowBox(spacing=8)
        self._chips.add(self.field)
        self._bar.addWidget(self._chips)
        for number, words in enumerate(("全部", *(kind.short_label for kind in Kind), _WRITTEN)):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            chip.setProperty("role", "chip")
            self._kinds.addButton(chip, number)
            self._chips.add(chip)
        self.list = _Entries()
        self.list.setObjectName("entriesList")
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName("条目")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self.list, 1)
        self.body.addLayout(box, 1)
        self.field.textChanged.connect(self._on_words)
        self.field.moved.connect(self._on_moved)
        self.field.entered.connect(self._on_opened)
        self._kinds.idClicked.connect(self._on_kind)
        self.list.opened.connect(self._on_opened)
        self.list.itemActivated.connect(self._on_item)
        self.list.new_wanted.connect(self.act)
        self._new.clicked.connect(self.act)
        self._log.clicked.connect(self.log_wanted)

    def show_rows(self, rows: Sequence[EntryRow]) -> None:
        """All of them; what is typed still chooses."""
        self._rows = rows
        self._fill()

    @property
    def rows(self) -> Sequence[EntryRow]:
        """All of them, whatever is shown."""
        return self._rows

    def show_written(self, files: Collection[str]) -> None:
        """Those that somebody is writing, with the keyboard at the first of `files`."""
        self.field.clear()
        self._kinds.button(_WRITTEN_AT).setChecked(True)
        self._fill()
        for number in range(self.list.count()):
            row = self.list.item(number).data(_ROW)
            if row.file in files:
                self.list.setCurrentRow(number)
                return

    @property
    def current(self) -> EntryRow | None:
        """The chosen row."""
        item = self.list.currentItem()
        row = item.data(_ROW) if item is not None else None
        return row if isinstance(row, EntryRow) else None

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._bar.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(8))
        self._chips.apply_theme(theme)
        self.field.setFixedWidth(theme.px(260))

    @override
    def columns(self) -> Sequence[QWidget]:
        return (self.field, self.list)

    @override
    def begin(self) -> None:
        self.field.setFocus()

    @override
    def act(self) -> None:
        self.new_wanted.emit(self._kind)

    @override
    def back(self) -> bool:
        if self.field.text():
            self.field.clear()
            return True
        return False

    @property
    def _kind(self) -> Kind | None:
        number = self._kinds.checkedId()
        return list(Kind)[number - 1] if 0 < number < _WRITTEN_AT else None

    def _fill(self) -> None:
        words = fold_han(self.field.text()).lower().split()
        kind = self._kind
        is_written = self._kinds.checkedId() == _WRITTEN_AT
        before = self.current
        self.list.clear()
        for row in self._rows:
            folded = fold_han(row.title).lower()
            is_meant = (kind is None or row.kind is kind) and (bool(row.state) or not is_written)
            if is_meant and all(word in folded for word in words):
                item = QListWidgetItem(full_width(f"{row.kind.short_label}　{row.title}　　{row.words}"))
                item.setData(_ROW, row)
                said = f"{row.kind.short_label}，{row.title}，{row.words}，按回车改这条"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, full_width(said))
                self.list.addItem(item)
                if before is not None and row.entry_id == before.entry_id:
                    self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.saved = f"{self.list.count()} 条"
        self.foot_changed.emit()

    @Slot(str)
    def _on_words(self, _words: str) -> None:
        self._fill()

    @Slot(int)
    def _on_kind(self, _number: int) -> None:
        self._fill()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())

    @Slot()
    def _on_opened(self) -> None:
        if self.current is not None:
            self.entry_wanted.emit(self.current)

    @Slot(QListWidgetItem)
    def _on_item(self, _item: QListWidgetItem) -> None:
        self._on_opened()
