"""哪里: estate and buildings as chips in one field; places that were named before are offered by characters and initials."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton

from handbook.bulletin.form import one_line, split_place
from handbook.bulletin.words import buildings_shown
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField

_LONGEST = 9
"""Signs of a chip that are seen, so that both stand in one line; the tool tip has the rest."""
_ENDS = "，,、；;"
"""Behind an estate or a building these end it, as Enter does."""

Offer = Callable[[str, str], Sequence[str]]
"""(estate or nothing, typed) → what is offered."""


class _Typing(LineField):
    """Backspace at the start takes the chip before it away whole; Tab takes what was typed along."""

    erased = Signal()
    left = Signal()
    focused = Signal(bool)

    def __init__(self) -> None:
        super().__init__(is_inner=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_composing and event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if not self.is_composing and next:
            self.left.emit()
        return super().focusNextPrevChild(next)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class PlaceField(QFrame):
    """First the estate, then its buildings; both may be typed in one go: 锦华嘉园3-8号楼."""

    changed = Signal()
    entered = Signal()
    """Enter with nothing left to take: on to the next field."""
    escaped = Signal()

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.setObjectName("dispatchPlace")
        self.setAccessibleName("哪里")
        self._offer = offer
        self._theme = Theme()
        self._estate = ""
        self._buildings: list[str] = []
        self._chips: list[QPushButton] = []
        self._is_moved = False
        """Whether the arrows chose one of what is offered."""
        self.field = _Typing()
        self.field.setObjectName("dispatchPlaceField")
        self.list = QListWidget(self)
        self.list.setObjectName("dispatchOffered")
        self.list.setAccessibleName("以前发过的地方")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field, 1)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._on_edited)
        self.field.moved.connect(self._on_moved)
        self.field.entered.connect(self._on_entered)
        self.field.escaped.connect(self._on_escaped)
        self.field.erased.connect(self._on_erased)
        self.field.left.connect(self._on_left)
        self.field.focused.connect(self._on_focused)
        self.list.itemClicked.connect(self._on_item)
        self._name_field()

    @property
    def estate(self) -> str:
        """The estate as it stands, with what is typed just now."""
        return self._estate or split_place(self.field.text())[0]

    @property
    def buildings(self) -> str:
        """Its buildings, with what is typed just now."""
        typed = one_line(self.field.text()) if self._estate else split_place(self.field.text())[1]
        return "、".join((*self._buildings, typed) if typed else self._buildings)

    def show_place(self, estate: str, buildings: str) -> None:
        """Another place, from a draft or an open notice."""
        self._estate = estate
        self._buildings = [buildings] if buildings else []
        self.field.clear()
        self.list.hide()
        self._show_chips()

    def finish(self) -> None:
        """Take what is typed, as Tab would."""
        self._on_left()

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        self._row.setContentsMargins(theme.px(8), theme.px(5), theme.px(8), theme.px(5))
        self._row.setSpacing(theme.px(7))
        self.list.hide()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.field.setFocus()

    # -- what is typed

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if text[-1:] and text[-1] in _ENDS and text[:-1].strip():
            self.field.setText(text[:-1])
            self._take_typed()
        self._show_offers()
        self.changed.emit()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        if self.list.isVisible():
            self._is_moved = True
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
            announce(self.field, self.list.currentItem().text())

    @Slot()
    def _on_entered(self) -> None:
        if not self.field.text().strip() and not self._is_moved:
            self.list.hide()
            self.entered.emit()
            return
        self._take()
        self._show_offers()

    @Slot()
    def _on_left(self) -> None:
        if self.field.text().strip() or self._is_moved:
            self._take()
        self.list.hide()

    @Slot(bool)
    def _on_focused(self, has_focus: bool) -> None:
        self.setProperty("focused", has_focus)
        self.style().unpolish(self)
        self.style().polish(self)
        if has_focus:
            self._show_offers()
            return
        self.list.hide()
        if self.field.text().strip():
            self._take_typed()

    @Slot()
    def _on_escaped(self) -> None:
        if self.list.isVisible():
            self.list.hide()
        else:
            self.escaped.emit()

    @Slot()
    def _on_erased(self) -> None:
        if self._buildings:
            self._buildings.pop()
        else:
            self._estate = ""
        self._show_chips()
        self._show_offers()
        self.changed.emit()

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self._is_moved = True
        self._take()
        self.field.setFocus()
        self._show_offers()

    def _take(self) -> None:
        """What the arrows chose, or initials can only mean; else what was typed."""
        row = self.list.currentItem() if self.list.isVisible() else None
        typed = self.field.text().strip()
        is_initials = not self._estate and typed.isascii() and typed.isalpha()
        if row is not None and (self._is_moved or is_initials):
            self._take_words(str(row.data(Qt.ItemDataRole.UserRole)))
        else:
            self._take_typed()

    def _take_typed(self) -> None:
        typed = one_line(self.field.text())
        if self._estate:
            self._take_words(typed)
            return
        self._estate, buildings = split_place(typed)
        self._buildings = [buildings] if buildings else self._buildings
        if not self._estate and buildings:  # buildings alone: the estate is still wanted
            self._buildings = []
            return
        self.field.clear()
        self._show_chips()
        self.changed.emit()

    def _take_words(self, words: str) -> None:
        if not self._estate:
            self._estate = words
        elif words and words not in self._buildings:
            self._buildings.append(words)
        self.field.clear()
        self._show_chips()
        self.changed.emit()

    # -- what is shown

    def _show_offers(self) -> None:
        self._is_moved = False
        typed = self.field.text().strip()
        offers = self._offer(self._estate, typed) if self.field.hasFocus() and not self._buildings else ()
        self.list.clear()
        for words in offers:
            item = QListWidgetItem(buildings_shown(words) if self._estate else words)
            item.setData(Qt.ItemDataRole.UserRole, words)
            self.list.addItem(item)
        if not offers or (not typed and not self._estate):
            self.list.hide()
            return
        self.list.setCurrentRow(0)
        self._place_list()

    def _place_list(self) -> None:
        window, px = self.window(), self._theme.px
        if self.list.parent() is not window:
            self.list.setParent(window)
        below = self.mapTo(window, QPoint(0, self.height() + 3))
        height = max(self.list.sizeHintForRow(0), px(30)) * self.list.count() + px(12)
        self.list.setGeometry(
            below.x(), below.y(), self.width(), min(height, window.height() - below.y() - px(8))
        )
        self.list.show()
        self.list.raise_()

    def _show_chips(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for number, words in enumerate(self._shown()):
            chip = QPushButton(f"{_cut(words)}  ×")
            chip.setObjectName("dispatchChip")
            chip.setAccessibleName(f"去掉 {words}")
            chip.setToolTip(f"{words}（点一下去掉）")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setProperty("number", number)
            chip.clicked.connect(self._on_chip)
            self._row.insertWidget(number, chip)
            self._chips.append(chip)
        self._name_field()

    def _shown(self) -> list[str]:
        """Words of each chip: the estate, and all its buildings in one."""
        buildings = "、".join(buildings_shown(words) for words in self._buildings)
        return [words for words in (self._estate, buildings) if words] if self._estate else []

    def _name_field(self) -> None:
        place = " ".join((self._estate, *self._buildings)) if self._estate else ""
        self.field.setPlaceholderText(
            "" if self._buildings else "楼号，如 3-8号楼" if place else "小区、街道"
        )
        self.field.setAccessibleName(f"哪里，已写 {place}，再写楼号" if place else "哪里，小区或街道")

    @Slot()
    def _on_chip(self) -> None:
        sender = self.sender()
        number = sender.property("number") if sender is not None else None
        if number == 0:
            self._estate, self._buildings = "", []
        elif self._buildings:
            self._buildings.pop()
        self._show_chips()
        self.field.setFocus()
        self.changed.emit()


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST + 1 else f"{words[:_LONGEST]}…"
