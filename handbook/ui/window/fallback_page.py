"""A handbook, or what is left of it -> a plain page to find and read in, for when the real panels cannot be made."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from handbook.keys import key_of, keys_of
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind

NOTHING = "一条内容也没有打开。人有危险先打 119、120、110;漏水先关阀,闻到煤气先出门再打电话。请重新安装本程序,或找维护人员。"
_ENTRY = int(Qt.ItemDataRole.UserRole)


class FallbackPage(QWidget):
    """Emergency cards first; typing narrows the list. Built of Qt's own widgets alone, since something of ours failed."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bareRoom")
        self._handbook = Handbook()
        self._entries: Sequence[Entry] = ()
        self._words = QLabel(words)
        self._words.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setObjectName("bareField")
        self.field.setAccessibleName("查找条目")
        self.field.setPlaceholderText(f"输入几个字查找;{key_of('emergency')} 只看应急卡")
        self.list = QListWidget()
        self.list.setObjectName("bareList")
        self.list.setAccessibleName("条目")
        self.page = QTextBrowser()
        self.page.setObjectName("barePage")
        self.page.setAccessibleName("条目内容")
        self.page.setOpenLinks(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        halves = QSplitter()
        halves.addWidget(left)
        halves.addWidget(self.page)
        halves.setStretchFactor(1, 2)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        self._row = row
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(halves, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(self._on_chosen)
        for keys in keys_of("emergency"):
            QShortcut(QKeySequence(keys), self, self._on_emergency)
        for keys in keys_of("search"):
            QShortcut(QKeySequence(keys), self, self.field.setFocus)

    def put_notice(self, notice: QWidget) -> None:
        """Show the window's notices in here, since their place is covered."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, notice)

    def show_handbook(self, handbook: Handbook) -> None:
        """List its entries, emergency cards first; the first of them is open."""
        self._handbook = handbook
        cards = [entry for entry in handbook if entry.kind is Kind.EMERGENCY]
        self._entries = [*cards, *(entry for entry in handbook if entry.kind is not Kind.EMERGENCY)]
        self._fill(self._entries)
        if not self._entries:
            self.page.setPlainText(NOTHING)

    def _fill(self, entries: Sequence[Entry]) -> None:
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(f"{entry.kind.label} · {entry.title}")
            item.setData(_ENTRY, entry.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        parts = words.split()
        self._fill([entry for entry in self._entries if all(part in _said(entry) for part in parts)])

    @Slot()
    def _on_emergency(self) -> None:
        self.field.clear()
        self._fill([entry for entry in self._entries if entry.kind is Kind.EMERGENCY])
        self.list.setFocus()

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        entry = self._handbook.get(str(item.data(_ENTRY))) if item is not None else None
        if entry is not None:
            self.page.setPlainText(_words_of(entry, self._handbook))


def _said(entry: Entry) -> str:
    return " ".join((entry.title, entry.summary, *entry.asks))


def _words_of(entry: Entry, handbook: Handbook) -> str:
    """The entry in plain words; where even its page cannot be made, what stands in its fields."""
    try:
        from handbook.render import entry_page, plain_text  # it may be these that cannot be loaded

        return plain_text.plain_text(entry_page.render_entry(entry, handbook).html)
    except Exception:  # noqa: BLE001 (this page is for when anything may fail; the words are what counts)
        immediate = [line.text for line in getattr(entry, "immediate", ())]
        steps = [step.text for step in getattr(entry, "steps", ())]
        return "\n".join((entry.title, entry.summary, *immediate, *steps))
