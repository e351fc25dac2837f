"""The contents tree: kinds, then families, laws or sets, then entries; an activated entry comes up as a signal."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.ui.theme.theme import Theme

ID_ROLE = Qt.ItemDataRole.UserRole + 1


class ContentsPanel(QWidget):
    """Browsing without the index."""

    entry_activated = Signal(str)
    menu_requested = Signal(str, QPoint)
    """Id of an entry, and the place on the screen where what may be done with it is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contentsPanel")
        self.setAccessibleName("目录")
        self.tree = QTreeWidget()
        self.tree.setObjectName("contentsTree")
        self.tree.setAccessibleName("目录")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        layout = self._column = QVBoxLayout(self)
        layout.addWidget(self.tree)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._on_menu)
        self.tree.itemActivated.connect(self._on_item)
        self.tree.itemClicked.connect(self._on_item)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        gap = theme.px(8)
        self._column.setContentsMargins(gap, gap, 0, 0)

    def show_handbook(self, handbook: Handbook) -> None:
        """Fill the tree."""
        self.tree.clear()
        for kind in Kind:
            entries = handbook.of_kind(kind)
            top = QTreeWidgetItem([f"{kind.label}  {len(entries)}"])
            self.tree.addTopLevelItem(top)
            groups: dict[str, QTreeWidgetItem] = {}
            for entry in entries:
                top_or_group = _group(entry, top, groups)
                item = QTreeWidgetItem([entry.title])
                item.setData(0, ID_ROLE, entry.id)
                top_or_group.addChild(item)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def show_entry(self, entry_id: str) -> None:
        """Select the entry without activating it."""
        item = next((i for i in self._items() if i.data(0, ID_ROLE) == entry_id), None)
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    def take_focus(self) -> None:
        """Put the keyboard into the tree."""
        self.tree.setFocus()

    def _items(self) -> Iterator[QTreeWidgetItem]:
        stack = [self.tree.topLevelItem(i) for i in range(self.tree.topLevelItemCount())]
        while stack:
            item = stack.pop()
            if item is not None:
                yield item
                stack += [item.child(i) for i in range(item.childCount())]

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        item = self.tree.itemAt(place)
        if item is not None and item.data(0, ID_ROLE):
            self.menu_requested.emit(str(item.data(0, ID_ROLE)), self.tree.viewport().mapToGlobal(place))

    @Slot(QTreeWidgetItem, int)
    def _on_item(self, item: QTreeWidgetItem, _column: int) -> None:
        entry_id = item.data(0, ID_ROLE)
        if entry_id:
            self.entry_activated.emit(str(entry_id))
        else:
            item.setExpanded(not item.isExpanded())


def _group(entry: Entry, top: QTreeWidgetItem, groups: dict[str, QTreeWidgetItem]) -> QTreeWidgetItem:
    """The tree item below which `entry` stands."""
    name = _group_name(entry)
    if not name:
        return top
    if name not in groups:
        groups[name] = QTreeWidgetItem([name])
        top.addChild(groups[name])
    return groups[name]


def _group_name(entry: Entry) -> str:
    match entry:
        case Procedure():
            return entry.family.value
        case RegulationArticle():
            return entry.law
        case _:
            return ""
