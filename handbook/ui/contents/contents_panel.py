"""The contents tree: kinds, then families, laws or sets, then entries; an activated entry comes up as a signal."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Family, Kind
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.matched_text import find_all
from handbook.ui.theme.theme import Theme

ID_ROLE = Qt.ItemDataRole.UserRole + 1
NAME_ROLE = Qt.ItemDataRole.UserRole + 2
"""Name of a group, without its count."""
_TOGETHER = {Family.OUTAGE: Family.SUSPENSION.value}
"""Heat that stays away and heat that is asked to: whoever looks for one looks under the other."""
NOTHING = "目录里没有这几个字"
PAGE = 6


class ContentsTree(QTreeWidget):
    """Its branches are drawn with lines of the theme; Qt leaves dark corners beside a selected row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setIndentation(theme.px(18))
        self.viewport().update()

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: object) -> None:
        item = self.itemFromIndex(index)  # type: ignore[arg-type]
        if item is None or item.childCount() == 0:
            return
        side = self._theme.px(4)
        x, y = rect.right() - self._theme.px(9), rect.center().y()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.ink_second), self._theme.px(1.5)))
        if item.isExpanded():
            painter.drawPolyline(
                [QPoint(x - side, y - side // 2), QPoint(x, y + side // 2), QPoint(x + side, y - side // 2)]
            )
        else:
            painter.drawPolyline(
                [QPoint(x - side // 2, y - side), QPoint(x + side // 2, y), QPoint(x - side // 2, y + side)]
            )
        painter.restore()


class ContentsPanel(QWidget):
    """Browsing without the index."""

    entry_activated = Signal(str)
    menu_requested = Signal(str, QPoint)
    """Id of an entry, and the place on the screen where what may be done with it is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contentsPanel")
        self.setAccessibleName("目录")
        self._filter = ""
        self.nothing = QLabel(NOTHING)
        self.nothing.setObjectName("contentsNothing")
        self.nothing.hide()
        self.tree = ContentsTree()
        self.tree.setObjectName("contentsTree")
        self.tree.setAccessibleName("目录")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        layout = self._column = QVBoxLayout(self)
        layout.addWidget(self.nothing)
        layout.addWidget(self.tree)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._on_menu)
        self.tree.itemActivated.connect(self._on_item)
        self.tree.itemClicked.connect(self._on_item)

    @property
    def selected_id(self) -> str:
        """Id of the selected entry; empty where a group is selected, or nothing."""
        item = self.tree.currentItem()
        return str(item.data(0, ID_ROLE) or "") if item is not None and not item.isHidden() else ""

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        gap = theme.px(8)
        self._column.setContentsMargins(gap, gap, 0, 0)
        self.tree.apply_theme(theme)

    def show_handbook(self, handbook: Handbook) -> None:
        """Fill the tree."""
        self.tree.clear()
        for kind in Kind:
            entries = handbook.of_kind(kind)
            top = QTreeWidgetItem([""])
            top.setData(0, NAME_ROLE, kind.label)
            self.tree.addTopLevelItem(top)
            groups: dict[str, QTreeWidgetItem] = {}
            for entry in entries:
                top_or_group = _group(entry, top, groups)
                item = QTreeWidgetItem([full_width(entry.title)])
                item.setData(0, ID_ROLE, entry.id)
                top_or_group.addChild(item)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._show_filtered()

    def show_entry(self, entry_id: str) -> None:
        """Select the entry without activating it."""
        item = next((i for i in self._items() if i.data(0, ID_ROLE) == entry_id), None)
        if item is not None and not item.isHidden():
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    @Slot(str)
    def filter(self, words: str) -> None:
        """Show the entries whose title, or the group they stand in, has every one of `words`; the first is selected."""
        if words.split() != self._filter.split():
            self._filter = words
            self._show_filtered()

    @Slot(str)
    def move_selection(self, direction: str) -> None:
        """Previous | next | page_up | page_down among the lines that are shown; the keyboard may be elsewhere."""
        way = "previous" if direction in ("previous", "page_up") else "next"
        for _ in range(PAGE if direction.startswith("page") else 1):
            item, current = self.tree.currentItem(), None
            if item is not None:
                current = self.tree.itemAbove(item) if way == "previous" else self.tree.itemBelow(item)
            if current is not None:
                self.tree.setCurrentItem(current)

    @Slot()
    def activate(self) -> None:
        """Open the selected entry, or unfold the selected group."""
        item = self.tree.currentItem()
        if item is not None and not item.isHidden():
            self._on_item(item, 0)

    @Slot()
    def ask_menu(self) -> None:
        """Ask what may be done with the selected entry, at its line; nothing where a group is selected."""
        item = self.tree.currentItem()
        if item is not None and self.selected_id:
            self._on_menu(self.tree.visualItemRect(item).center())

    def take_focus(self) -> None:
        """Put the keyboard into the tree."""
        self.tree.setFocus()

    def _show_filtered(self) -> None:
        words = self._filter.split()
        shown = 0
        first: QTreeWidgetItem | None = None
        for number in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(number)
            if top is not None:
                count, leaf = self._filtered(top, words)
                shown += count
                first = first or leaf
        self.nothing.setVisible(bool(words) and not shown)
        if words and first is not None:
            self.tree.setCurrentItem(first)
        elif not words:
            self.tree.collapseAll()
            item = self.tree.currentItem()
            if item is not None:
                self.tree.scrollToItem(item)

    def _filtered(self, item: QTreeWidgetItem, words: list[str]) -> tuple[int, QTreeWidgetItem | None]:
        """Show what of `item` has `words`; how many entries that is, and the first of them."""
        if item.data(0, ID_ROLE):
            is_met = all(find_all(item.text(0), word) for word in words)
            item.setHidden(not is_met)
            return int(is_met), item if is_met else None
        name = str(item.data(0, NAME_ROLE))
        rest = [word for word in words if not find_all(name, word)]
        count, first = 0, None
        for number in range(item.childCount()):
            child = item.child(number)
            if child is not None:
                more, leaf = self._filtered(child, rest)
                count += more
                first = first or leaf
        item.setText(0, f"{name}  {count}")
        item.setHidden(bool(words) and not count)
        item.setExpanded(bool(words) and count > 0)
        return count, first

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
        groups[name] = QTreeWidgetItem([""])
        groups[name].setData(0, NAME_ROLE, name)
        top.addChild(groups[name])
    return groups[name]


def _group_name(entry: Entry) -> str:
    match entry:
        case Procedure():
            return _TOGETHER.get(entry.family, entry.family.value)
        case RegulationArticle():
            return entry.law
        case _:
            return ""
