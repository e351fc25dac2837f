"""哪里变了: the articles that say something else, side by side, and the cards that each of them touches."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from handbook.keys import key_of
from handbook.law.differences import ArticleChange, ChangeClass
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.rich_text import RichText
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.comparison_html import (
    CHANGE,
    cards_html,
    changes_html,
    decision_html,
    decision_words,
    numbers_of,
)
from handbook.ui.workshop.marks import images
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.version_box import VersionBox
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.law_desk import Compared, TickedDecision
from handbook.upkeep.law_rows import VersionRow

REAL = "真有变化"
_ORDER = (
    ChangeClass.CHANGED,
    ChangeClass.ADDED,
    ChangeClass.GONE,
    ChangeClass.RENUMBERED,
    ChangeClass.REFERENCE,
    ChangeClass.UNCHANGED,
)
_LIST_WIDTH, _CARDS_WIDTH = 232, 364
_AT_ONCE = 24
"""Articles that are laid out together; the next ones come when one goes there."""


class _ChangeList(QListWidget):
    """A: only what really changed."""

    real_wanted = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_A and held == Qt.KeyboardModifier.NoModifier:
            self.real_wanted.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class ComparisonPage(WorkshopPage):
    """Only what really changed is shown until more is asked for."""

    versions_chosen = Signal(str, object, object)
    """Title, day of the old version, day of the new one."""
    todos_wanted = Signal(object)
    """`Compared`: its cards are to be put into 待办."""
    entry_wanted = Signal(str)
    decision_wanted = Signal()
    """A file with the amendment decision is to be ticked against what changed."""

    def __init__(self) -> None:
        super().__init__("workshopComparison", "哪里变了")
        self.keys = told(
            ("mend_next", "下一处变化"),
            ("↑ ↓", "上下一条"),
            ("A", "只看真有变化的"),
            ("main_act", "放进待办"),
        )
        self.saved = "程序只比较，不替您合并条文"
        self._compared: Compared | None = None
        self._title = ""
        self._class: ChangeClass | None = None
        """None for all that really changed."""
        self._shown: list[ArticleChange] = []
        self._ticked: TickedDecision | None = None
        self._laid = range(0)
        """Which of `_shown` are laid out."""
        self.old = VersionBox("comparisonOld", "旧的一版")
        self.new = VersionBox("comparisonNew", "新的一版")
        self._between = QLabel("比")
        self._between.setObjectName("workshopInline")
        self._put = WhyButton("放进待办", key_of("main_act"))
        self._put.setObjectName("comparisonPut")
        self._decision = QPushButton("对修改决定")
        self._decision.setObjectName("comparisonDecision")
        for widget in (self.old, self._between, self.new, self._decision, self._put):
            self.add_act(widget)
        self.list = _ChangeList()
        self.list.setObjectName("comparisonList")
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName("变了的条文")
        self.text = RichText()
        self.text.setObjectName("comparisonText")
        self.text.setProperty("role", "page")
        self.text.setAccessibleName("两版对照")
        self.cards = RichText()
        self.cards.setObjectName("comparisonCards")
        self.cards.setProperty("role", "page")
        self.cards.setAccessibleName("哪些卡片受影响")
        self._build()
        self._connect()

    @property
    def compared(self) -> Compared | None:
        """What is shown."""
        return self._compared

    # -- what comes down

    def show_versions(self, title: str, versions: Sequence[VersionRow], old: date, new: date) -> None:
        """All versions of the law, the two that are compared chosen."""
        self._title = title
        self._show_choice(True)
        for box, chosen in ((self.old, old), (self.new, new)):
            box.blockSignals(True)
            box.clear()
            for version in versions:
                box.addItem(
                    full_width(f"{version.effective.isoformat()} 起（{version.state}）"), version.effective
                )
            days = [version.effective for version in versions]
            box.setCurrentIndex(days.index(chosen) if chosen in days else 0)
            box.blockSignals(False)
        self._heads[0].setText(full_width(f"旧的　{self.old.currentText()}"))
        self._heads[1].setText(full_width(f"新的　{self.new.currentText()}"))

    def show_file(self, file_name: str) -> None:
        """What stands on the shelf is compared with a file that is not taken in: there are no versions to choose."""
        self._compared = None
        self._show_choice(False)
        self._heads[0].setText("已经收下的")
        self._heads[1].setText(full_width(f"这份文件　{file_name}"))

    def _show_choice(self, is_shown: bool) -> None:
        for widget in (self.old, self._between, self.new, self._decision):
            widget.setVisible(is_shown)

    def show_compared(self, compared: Compared, today: date) -> None:
        """Two versions, from what really changed on; the same pair keeps the article one was at."""
        before = self._compared
        is_same = before is not None and _pair(before) == _pair(compared)
        row = self.list.currentRow() if is_same else 0
        if not is_same:
            self._class = None
            self._ticked = None
        self._show_decision()
        self._compared = compared
        self.show_head(compared.comparison.new.title)
        self._show_chips()
        cards = len({one.key for one in compared.touched})
        self._put.say(f"{cards} 处放进待办" if cards else "放进待办", "" if cards else "没牵到条目")
        new = compared.comparison.new.effective
        self._coming.setVisible(new > today)
        self._coming.setText(
            f"<b>{new.isoformat()} 才施行</b><br>到那天以前，卡片照旧；放进待办的会记着日子。"
        )
        self._fill(row)

    def show_ticked(self, ticked: TickedDecision) -> None:
        """What a decision orders, beside what changed."""
        self._ticked = ticked
        self._show_decision()
        self._show_article()

    def _show_decision(self) -> None:
        told = self._ticked
        self._told.setVisible(told is not None)
        if told is not None:
            words, is_fine = decision_words(told)
            self._told.setText(words)
            self._told.setProperty("fine", is_fine)
            self._told.style().unpolish(self._told)
            self._told.style().polish(self._told)

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        px = theme.px
        for part in (self._chip_box, self._columns, self.old, self.new):
            part.apply_theme(theme)
        above = PLAIN.px(7)
        self._chip_line.setContentsMargins(px(24), above, px(24), above)
        self._head_row.setContentsMargins(px(11), above, px(11), above)
        self._laid = range(0)
        self._show_article()

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return self._columns.keyboards()

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        self._columns.bring_keyboard(keyboard)

    @override
    def step(self, direction: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + direction) % self.list.count())
        else:
            self.mentioned.emit("两版没有这样的条文。")

    @override
    def act(self) -> None:
        if self._compared is not None and self._compared.touched:
            self.todos_wanted.emit(self._compared)
        else:
            self.mentioned.emit("这次变化没有牵到手册里的条目。")

    @override
    def begin(self) -> None:
        self.list.setFocus()

    # -- internals

    def _build(self) -> None:
        self._chips = QButtonGroup(self)
        self._chip_box = FlowBox(spacing=8)
        for number, words in enumerate((REAL, *map(str, _ORDER))):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setObjectName(f"comparisonChip{number}")
            self._chips.addButton(chip, number)
            self._chip_box.add(chip)
        note = QLabel("标点、空格、全角半角不算改动")
        note.setObjectName("workshopInline")
        self._chip_box.add(note)
        self._told = QLabel()
        self._told.setObjectName("decisionTold")
        self._chip_box.add(self._told)
        bar = QWidget()
        bar.setObjectName("workshopChips")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._chip_line = QHBoxLayout(bar)
        self._chip_line.addWidget(self._chip_box)
        self._columns = Columns()
        side = _panel("workshopSide")
        side_box = _bare(side)
        self._note = QLabel()
        self._note.setObjectName("sideNote")
        self._note.setWordWrap(True)
        side_box.addWidget(self.list, 1)
        side_box.addWidget(self._note)
        self._columns.add("条文", side, keyboard=self.list, width=_LIST_WIDTH, stays=True)
        middle = _panel("workshopPanel")
        heads = QWidget()
        self._head_row = QHBoxLayout(heads)
        self._heads = (QLabel(), QLabel())
        for head in self._heads:
            head.setObjectName("workshopNote")
            head.setWordWrap(True)
            self._head_row.addWidget(head, 1)
        middle_box = _bare(middle)
        middle_box.addWidget(heads)
        middle_box.addWidget(self.text, 1)
        self._columns.add("两版对照", middle, keyboard=self.text)
        right = _panel("workshopRight")
        right_box = _bare(right)
        self._coming = QLabel()
        self._coming.setObjectName("comingBox")
        self._coming.setWordWrap(True)
        right_box.addWidget(self.cards, 1)
        right_box.addWidget(self._coming)
        self._columns.add("哪些卡片受影响", right, keyboard=self.cards, width=_CARDS_WIDTH)
        self.body.addWidget(bar)
        self.body.addWidget(self._columns, 1)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.list.real_wanted.connect(self._on_real)
        self._chips.idClicked.connect(self._on_chip)
        self.old.activated.connect(self._on_versions)
        self.new.activated.connect(self._on_versions)
        self._put.clicked.connect(self.act)
        self._decision.clicked.connect(self.decision_wanted)
        self.cards.link_activated.connect(self.entry_wanted)

    def _show_chips(self) -> None:
        if self._compared is None:
            return
        counts = self._compared.comparison.counts
        real = sum(counts[kind] for kind in _ORDER if kind.is_real)
        words = [f"{REAL} {real}", *(f"{kind} {counts[kind]}" for kind in _ORDER)]
        chosen = 0 if self._class is None else 1 + _ORDER.index(self._class)
        for number, text in enumerate(words):
            chip = self._chips.button(number)
            chip.setText(text)
            chip.setChecked(number == chosen)
        others = sum(counts[kind] for kind in _ORDER if not kind.is_real)
        self._note.setText(f"另外 {others} 条没有实质变化")

    def _fill(self, row: int = 0) -> None:
        if self._compared is None:
            return
        changes = self._compared.comparison.changes
        self._shown = [
            one
            for one in changes
            if (one.change.is_real if self._class is None else one.change is self._class)
        ]
        self._laid = range(0)
        self.list.blockSignals(True)
        self.list.clear()
        for change in self._shown:
            item = QListWidgetItem(f"{numbers_of(change)}　{change.change}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{numbers_of(change)}，{change.change}")
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), len(self._shown) - 1))
        self.list.blockSignals(False)
        self._show_article()

    def _show_article(self) -> None:
        compared, row = self._compared, self.list.currentRow()
        if compared is None:
            return
        self.text.document().setDocumentMargin(0)
        self.cards.document().setDocumentMargin(self.theme.px(18))
        change = self._shown[row] if 0 <= row < len(self._shown) else None
        cards = cards_html(compared.touched, change, self.theme)
        if self._ticked is not None:
            cards += decision_html(self._ticked, self.theme)
        self.cards.show_page(cards, self.theme.colours, {})
        if change is None:
            words = f'<p style="color:{self.theme.colours.ink_second}">　两版没有这样的条文。</p>'
            self.text.show_page(words, self.theme.colours, {})
            return
        if row not in self._laid:
            first = max(0, row - 2)
            self._laid = range(first, min(first + _AT_ONCE, len(self._shown)))
        laid = [(number, self._shown[number]) for number in self._laid]
        self.text.show_page(changes_html(laid, row, self.theme), self.theme.colours, images(self.theme))
        self.text.scrollToAnchor(f"{CHANGE}{row}")
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() - self.theme.px(14))

    @Slot(int)
    def _on_row(self, _row: int) -> None:
        self._show_article()

    @Slot(int)
    def _on_chip(self, number: int) -> None:
        self._class = _ORDER[number - 1] if number else None
        self._fill()

    @Slot()
    def _on_real(self) -> None:
        self._class = None
        self._show_chips()
        self._fill()

    @Slot(int)
    def _on_versions(self, _index: int) -> None:
        self.versions_chosen.emit(self._title, self.old.currentData(), self.new.currentData())


def _pair(compared: Compared) -> tuple[str, date, date]:
    comparison = compared.comparison
    return (comparison.new.title, comparison.old.effective, comparison.new.effective)


def _panel(name: str) -> QWidget:
    panel = QWidget()
    panel.setObjectName(name)
    panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return panel


def _bare(panel: QWidget) -> QVBoxLayout:
    box = QVBoxLayout(panel)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    return box
