"""哪里变了: the articles that say something else, side by side, and the cards that each of them touches."""

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from handbook.law.changed_words import Op, Row, changed_rows
from handbook.law.differences import ArticleChange, ChangeClass
from handbook.law.numbering import written_article
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.rich_text import RichText
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.law_desk import Compared
from handbook.upkeep.touched_cards import TouchedCard

REAL = "真有变化"
_ORDER = (
    ChangeClass.CHANGED,
    ChangeClass.ADDED,
    ChangeClass.GONE,
    ChangeClass.RENUMBERED,
    ChangeClass.REFERENCE,
    ChangeClass.UNCHANGED,
)


class ComparisonPage(WorkshopPage):
    """Only what really changed is shown until more is asked for."""

    versions_chosen = Signal(str, object, object)
    """Title, day of the old version, day of the new one."""
    todos_wanted = Signal(object)
    """`Compared`: its cards are to be put into 待办."""
    entry_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("workshopComparison", "哪里变了")
        self.keys = "F8 下一处变化    ↑ ↓ 上下一条    A 只看真有变化的    Ctrl+Enter 放进待办"
        self.saved = "程序只比较,不替您合并条文"
        self._compared: Compared | None = None
        self._title = ""
        self._class: ChangeClass | None = None
        """None for all that really changed."""
        self._shown: list[ArticleChange] = []
        self.old = QComboBox()
        self.old.setObjectName("comparisonOld")
        self.old.setAccessibleName("旧的一版")
        self.new = QComboBox()
        self.new.setObjectName("comparisonNew")
        self.new.setAccessibleName("新的一版")
        self._put = KeyButton("放进待办", "Ctrl+Enter", "primary")
        self._put.setObjectName("comparisonPut")
        for widget in (self.old, QLabel("比"), self.new):
            self._head_line.addWidget(widget)
        self.add_act(self._put)
        self._chips = QButtonGroup(self)
        self._chip_line = QHBoxLayout()
        self._told = QLabel("标点、空格、全角半角不算改动")
        self._told.setObjectName("workshopDetail")
        self.list = QListWidget()
        self.list.setObjectName("comparisonList")
        self.list.setAccessibleName("变了的条文")
        self.text = RichText()
        self.text.setObjectName("comparisonText")
        self.text.setAccessibleName("两版对照")
        self.cards = RichText()
        self.cards.setObjectName("comparisonCards")
        self.cards.setAccessibleName("哪些卡片受影响")
        self._build()
        self.old.activated.connect(self._on_versions)
        self.new.activated.connect(self._on_versions)
        self._put.clicked.connect(self.act)
        self.list.currentRowChanged.connect(self._on_row)
        self.cards.link_activated.connect(self.entry_wanted)
        self._chips.idClicked.connect(self._on_chip)

    # -- what comes down

    def show_versions(self, title: str, days: Sequence[date], old: date, new: date) -> None:
        """The versions to choose from."""
        self._title = title
        self.show_head(title)
        for box, chosen in ((self.old, old), (self.new, new)):
            box.blockSignals(True)
            box.clear()
            for day in days:
                box.addItem(f"{day.isoformat()} 起", day)
            box.setCurrentIndex(list(days).index(chosen))
            box.blockSignals(False)

    def show_compared(self, compared: Compared, today: date) -> None:
        """What became of each article, and what of the handbook it touches."""
        self._compared = compared
        self._class = None
        counts = compared.comparison.counts
        self._show_chips(counts[ChangeClass.CHANGED] + counts[ChangeClass.ADDED] + counts[ChangeClass.GONE])
        cards = len({one.key for one in compared.touched})
        self._put.setText(f"{cards} 处放进待办" if cards else "没有要放进待办的")
        self._put.setAccessibleName(self._put.text())
        new = compared.comparison.new.effective
        self._told.setText(
            "标点、空格、全角半角不算改动"
            + (f" · {new.isoformat()} 才施行,到那天以前卡片照旧" if new > today else "")
        )
        self._fill()

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        px = theme.px
        self._chip_line.setContentsMargins(px(24), px(8), px(24), px(8))
        self._chip_line.setSpacing(px(8))
        self.list.setFixedWidth(px(232))
        self.cards.setMinimumWidth(px(260))
        self._show_article()

    # -- keys

    @override
    def step(self, direction: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + direction) % self.list.count())

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
        chips = QWidget()
        chips.setObjectName("comparisonChips")
        chips.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        chips.setLayout(self._chip_line)
        for number, words in enumerate((REAL, *map(str, _ORDER))):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setObjectName(f"comparisonChip{number}")
            self._chips.addButton(chip, number)
            self._chip_line.addWidget(chip)
        self._chip_line.addStretch(1)
        self._chip_line.addWidget(self._told)
        split = QSplitter()
        split.addWidget(self.text)
        split.addWidget(self.cards)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 2)
        side = QWidget()
        side_box = QVBoxLayout(side)
        side_box.setContentsMargins(0, 0, 0, 0)
        side_box.addWidget(self.list)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(side)
        line.addWidget(split, 1)
        self.body.addWidget(chips)
        self.body.addLayout(line, 1)

    def _show_chips(self, real: int) -> None:
        if self._compared is None:
            return
        counts = self._compared.comparison.counts
        words = [f"{REAL} {real}", *(f"{kind} {counts[kind]}" for kind in _ORDER)]
        for number, text in enumerate(words):
            chip = self._chips.button(number)
            if chip is not None:
                chip.setText(text)
                chip.setChecked(number == 0)

    def _fill(self) -> None:
        if self._compared is None:
            return
        changes = self._compared.comparison.changes
        self._shown = [
            one
            for one in changes
            if (one.change.is_real if self._class is None else one.change is self._class)
        ]
        self.list.blockSignals(True)
        self.list.clear()
        for change in self._shown:
            self.list.addItem(QListWidgetItem(f"{numbers_of(change)}    {change.change}"))
        self.list.setCurrentRow(0 if self._shown else -1)
        self.list.blockSignals(False)
        self._show_article()

    def _show_article(self) -> None:
        compared = self._compared
        row = self.list.currentRow()
        if compared is None:
            return
        if not 0 <= row < len(self._shown):
            words = "两版没有这样的条文。"
            self.text.show_page(f"<p>{words}</p>", self.theme.colours, {})
            self.cards.show_page(cards_html(compared.touched, None, self.theme), self.theme.colours, {})
            return
        change = self._shown[row]
        old, new = compared.comparison.old.effective, compared.comparison.new.effective
        self.text.show_page(change_html(change, old, new, self.theme), self.theme.colours, {})
        self.cards.show_page(cards_html(compared.touched, change, self.theme), self.theme.colours, {})

    @Slot(int)
    def _on_row(self, _row: int) -> None:
        self._show_article()

    @Slot(int)
    def _on_chip(self, number: int) -> None:
        self._class = _ORDER[number - 1] if number else None
        self._fill()

    @Slot(int)
    def _on_versions(self, _index: int) -> None:
        self.versions_chosen.emit(self._title, self.old.currentData(), self.new.currentData())


def numbers_of(change: ArticleChange) -> str:
    """第三十四条, 第四十二条→第四十条."""
    old = written_article(change.old.number) if change.old else ""
    new = written_article(change.new.number) if change.new else ""
    return new if old == new or not old else f"{old}→{new}" if new else old


def change_html(change: ArticleChange, old: date, new: date, theme: Theme) -> str:
    """Both wordings in two columns: what went is grey and struck, what is new is green and bold."""
    colours, px = theme.colours, theme.px
    before = change.old.paragraphs if change.old else ()
    after = change.new.paragraphs if change.new else ()
    rows = changed_rows(before, after)
    heads = "".join(
        f'<td width="50%" style="font-size:{px(13.5)}px;color:{colours.ink_second}">{words}</td>'
        for words in (f"旧的  {old.isoformat()} 起", f"新的  {new.isoformat()} 起")
    )
    lines = "".join(
        f'<tr><td valign="top">{_side(row, theme, is_new=False)}</td><td valign="top">{_side(row, theme, is_new=True)}</td></tr>'
        for row in rows
    )
    nothing = ""
    if change.old is None:
        nothing = f'<p style="color:{colours.ink_second}">(旧的一版没有这一条)</p>'
    elif change.new is None:
        nothing = f'<p style="color:{colours.ink_second}">(新的一版没有这一条了)</p>'
    return (
        f'<p style="font-size:{px(16)}px;font-weight:600">{numbers_of(change)}    {change.change}</p>{nothing}'
        f'<table width="100%" cellspacing="0" cellpadding="{px(8)}" style="font-size:{px(16)}px">'
        f"<tr>{heads}</tr>{lines}</table>"
    )


def _side(row: Row, theme: Theme, *, is_new: bool) -> str:
    colours = theme.colours
    out = ""
    for piece in row.pieces:
        text = escape(piece.new if is_new else piece.old)
        if piece.op is Op.SAME or not text:
            out += text
        elif is_new:
            out += f'<span style="background-color:{colours.say_soft};color:{colours.say};font-weight:600">{text}</span>'
        else:
            out += f'<span style="color:{colours.ink_third};text-decoration:line-through">{text}</span>'
    return out


def cards_html(touched: Sequence[TouchedCard], change: ArticleChange | None, theme: Theme) -> str:
    """What of the handbook the article in view touches, the gravest first; and how much the whole change does."""
    colours, px = theme.colours, theme.px
    numbers = (
        {article.number for article in (change.old, change.new) if article is not None} if change else set()
    )
    here = [one for one in touched if numbers & set(one.numbers)]
    parts = [
        f'<p style="font-size:{px(16)}px;font-weight:600">哪些卡片受影响'
        f'<span style="font-size:{px(13)}px;font-weight:400;color:{colours.ink_second}">    整部 {len(touched)} 处</span></p>'
    ]
    if not here:
        parts.append(f'<p style="color:{colours.ink_second}">这一条没有牵到手册里的条目。</p>')
    for one in here:
        title = escape(one.title)
        if one.entry_id:
            title = f'<a href="{one.entry_id}" style="color:{colours.ink};text-decoration:none">{title}</a>'
        parts.append(
            f'<p style="font-size:{px(15)}px;margin-bottom:0"><b>{title}</b>    '
            f'<span style="color:{colours.ink_third};font-size:{px(13)}px">{escape(one.kind)}</span>    '
            f'<span style="color:{colours.caution};font-size:{px(13)}px;font-weight:600">{one.gravity}</span></p>'
            f'<p style="font-size:{px(13.5)}px;color:{colours.ink_second};margin-top:2px">{escape(one.reason)}</p>'
        )
    return "".join(parts)
