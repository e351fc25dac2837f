"""导入法规: what was read on the left, line by line with its place; what a person has to decide on the right."""

from collections import Counter
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from handbook.law.draft import Choice, Draft
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField
from handbook.ui.workshop.check_row import CheckRow
from handbook.ui.workshop.draft_view import DraftView
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.law_rows import Decided, ReadLaw

CHOICES = (Choice.LEAVE_OUT, Choice.TO_ARTICLE_BEFORE, Choice.AS_NOTE)
_NARROW = 1200


class ImportPage(WorkshopPage):
    """Nothing is taken in before every check is green; the button says what is missing."""

    accepted = Signal(object)
    """`Decided`."""
    other_file_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("workshopImport", "导入法规")
        self.keys = "F8 下一处没处放的    1 2 3 选去处    Ctrl+Enter 收下    Esc 不收"
        self._law: ReadLaw | None = None
        self._choices: dict[int, Choice] = {}
        self._missing: list[tuple[str, QWidget]] = []
        self._other = QPushButton("换文件")
        self._accept = KeyButton("收下", "Ctrl+Enter", "primary")
        self._accept.setObjectName("importAccept")
        self.add_act(self._other)
        self.add_act(self._accept)
        self.view = DraftView()
        self._build()
        self._other.clicked.connect(self.other_file_wanted)
        self._accept.clicked.connect(self.act)
        self.view.line_chosen.connect(self._on_line)

    # -- what comes down

    def show_law(self, law: ReadLaw) -> None:
        """A file that was read; nothing of an earlier one stays."""
        draft = law.draft
        self._law = law
        self._choices = {n: s for n in draft.unplaced if (s := draft.lines[n].suggested) is not None}
        self.show_head("导入法规", f"{law.file_name}    {law.about_file}")
        self.saved = f"原件指纹 {law.sha256[:4]}…{law.sha256[-4:]}"
        self._title.setText(draft.title)
        self._place.setText(draft.place)
        self._source.clear()
        self._show_days(draft)
        self._show_history(draft)
        self._show_articles(draft)
        self._show_unplaced(draft)
        same = (
            f"已有 {len(law.known)} 版,这份会成为它的又一版" if law.known else "还没有这部法规,收下后是第一版"
        )
        self._title_check.show_words("名称", same)
        self._foreign.setVisible(bool(law.foreign))
        self._foreign.setText(law.foreign)
        counted = draft.characters_read == draft.characters_placed + draft.characters_listed
        self._sum.setText(
            f"读入 <b>{_grouped(draft.characters_read)}</b> 字 = 放好 <b>{_grouped(draft.characters_placed)}</b>"
            f" + 列出 <b>{_grouped(draft.characters_listed)}</b>"
            + ("  ✓ 一字不少" if counted else "  ▲ 数目对不上,请不要收下,把原件交给维护人员")
        )
        self.view.show_draft(draft, self._choices)
        self._follow()
        self.foot_changed.emit()

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.view.apply_theme(theme)
        px = theme.px
        self._right_box.setContentsMargins(px(24), px(12), px(24), px(12))
        self._right_box.setSpacing(px(8))
        for check in self._checks:
            check.apply_theme(theme)
        self._lines.setMinimumHeight(px(150))
        self._split.setOrientation(
            Qt.Orientation.Horizontal if self.width() >= px(_NARROW) * 0.75 else Qt.Orientation.Vertical
        )

    # -- keys

    @override
    def step(self, direction: int) -> None:
        """To the next line that found no place, round and round."""
        if not self._lines.count():
            self.mentioned.emit("每一行都放好了,没有要定的。")
            return
        row = (self._lines.currentRow() + direction) % self._lines.count()
        self._lines.setCurrentRow(row)
        self._lines.setFocus()

    @override
    def act(self) -> None:
        if self._law is None:
            return
        if self._missing:
            words, widget = self._missing[0]
            self.mentioned.emit(f"还差:{words}。")
            widget.setFocus()
            return
        day = self._chosen_day()
        if day is None:
            return
        self.accepted.emit(
            Decided(
                law=self._law,
                title="".join(self._title.text().split()),
                place=self._place.text().strip(),
                source=self._source.text().strip(),
                effective=day,
                choices=dict(self._choices),
            )
        )

    @override
    def back(self) -> bool:
        self.left.emit()
        return True

    @override
    def begin(self) -> None:
        first = self._missing[0][1] if self._missing else self._accept
        first.setFocus()

    def choose(self, choice: Choice) -> None:
        """Decide on the line that is chosen in the list, and go on to the next undecided one."""
        item = self._lines.currentItem()
        if item is None:
            return
        self._choices[item.data(Qt.ItemDataRole.UserRole)] = choice
        self._word_line(item)
        self._mark_segments()
        self.view.show_choices(self._choices)
        self._follow()
        undecided = [
            n
            for n in range(self._lines.count())
            if self._lines.item(n).data(Qt.ItemDataRole.UserRole) not in self._choices
        ]
        if undecided:
            after = [n for n in undecided if n > self._lines.currentRow()]
            self._lines.setCurrentRow((after or undecided)[0])

    # -- internals

    def _make_fields(self) -> None:
        self._title = _field("法规全名", "importTitle")
        self._place = _field("施行地域(省或市);全国的空着", "importPlace")
        self._source = _field("如:省人大网站 Word 文件", "importSource")
        self._other_day = _field("别的日期:年-月-日,如 2027-01-01", "importDay")
        self._foreign = QLabel()
        self._foreign.setObjectName("importForeign")
        self._foreign.setWordWrap(True)
        self._history = QLabel()
        self._history.setWordWrap(True)
        self._articles = QLabel()
        self._articles.setWordWrap(True)
        self._days = QButtonGroup(self)
        self._day_box = QVBoxLayout()
        self._lines = QListWidget()
        self._lines.setObjectName("importLines")
        self._lines.setAccessibleName("没处安放的行")
        self._lines.setWordWrap(True)
        self._lines.currentRowChanged.connect(self._on_row)
        self._lines.installEventFilter(self)
        for field in (self._title, self._place, self._source, self._other_day):
            field.textChanged.connect(self._on_text)

    def _make_checks(self) -> None:
        named = QHBoxLayout()
        named.addWidget(self._title, 2)
        named.addWidget(self._place, 1)
        self._title_check = CheckRow("名称")
        self._title_check.body.addLayout(named)
        self._title_check.body.addWidget(self._foreign)
        self._history_check = CheckRow("历次")
        self._history_check.body.addWidget(self._history)
        self._day_check = CheckRow("从哪天起施行?")
        self._day_check.body.addLayout(self._day_box)
        self._day_check.body.addWidget(self._other_day)
        self._article_check = CheckRow("条文")
        self._article_check.body.addWidget(self._articles)
        self._line_check = CheckRow("没处安放的")
        self._line_check.body.addWidget(self._lines)
        self._segments = self._segment_row()
        self._source_check = CheckRow("从哪儿拿到的?")
        self._source_check.body.addWidget(self._source)

    @property
    def _checks(self) -> tuple[CheckRow, ...]:
        """In the order in which they are gone through."""
        return (
            self._title_check,
            self._history_check,
            self._day_check,
            self._article_check,
            self._line_check,
            self._source_check,
        )

    def _build(self) -> None:
        self._make_fields()
        self._make_checks()
        right = QWidget()
        right.setObjectName("importChecks")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._right_box = QVBoxLayout(right)
        for check in self._checks:
            self._right_box.addWidget(check)
        self._right_box.addStretch(1)
        self._sum = QLabel()
        self._sum.setObjectName("importSum")
        self._sum.setWordWrap(True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(right)
        column = QWidget()
        column_box = QVBoxLayout(column)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(0)
        column_box.addWidget(area, 1)
        column_box.addWidget(self._sum)
        self._split = QSplitter()
        self._split.addWidget(self.view)
        self._split.addWidget(column)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self.body.addWidget(self._split, 1)

    def _segment_row(self) -> QButtonGroup:
        row = QHBoxLayout()
        group = QButtonGroup(self)
        for number, choice in enumerate(CHOICES):
            button = QPushButton(f"{number + 1} {choice}")
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setObjectName(f"importChoice{number + 1}")
            group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        group.idClicked.connect(self._on_segment)
        self._line_check.body.addLayout(row)
        return group

    def _show_days(self, draft: Draft) -> None:
        for button in self._days.buttons():
            self._days.removeButton(button)
            self._day_box.removeWidget(button)
            button.deleteLater()
        for number, found in enumerate(draft.days):
            doubt = f",{found.doubt}" if found.doubt else ""
            button = QRadioButton(f"{found.day.isoformat()}  {found.where}写着“{found.words}”{doubt}")
            button.setObjectName(f"importDay{number + 1}")
            button.toggled.connect(self._on_day)
            self._days.addButton(button, number)
            self._day_box.addWidget(button)
        self._other_day.clear()
        self._day_check.show_words("从哪天起施行?", "请您定,程序不猜")

    def _show_history(self, draft: Draft) -> None:
        steps = "  →  ".join(f"{change.day.isoformat()} {change.word}" for change in draft.changes)
        self._history.setText(steps or "文中没有写明通过、修改的日子")
        self._history_check.set_fine(True)

    def _show_articles(self, draft: Draft) -> None:
        count = len(draft.articles)
        chapters = Counter(article.path[0] if article.path else "" for article in draft.articles)
        subs = sum("-" in article.number for article in draft.articles)
        words = f"{count} 条" + ("" if draft.problems else ",号码连着,没有缺")
        details = [
            f"含“之一”类 {subs} 条" if subs else "",
            f"附件 {len(draft.annexes)} 个" if draft.annexes else "",
        ]
        lines = ["  ".join(f"{name} {number}" for name, number in chapters.items() if name), *draft.problems]
        self._articles.setText("\n".join(filter(None, lines)))
        self._articles.setVisible(bool(self._articles.text()))
        self._article_check.show_words(words, "  ".join(filter(None, details)))
        self._article_check.set_fine(not draft.problems, is_warning=bool(draft.problems))

    def _show_unplaced(self, draft: Draft) -> None:
        self._lines.clear()
        for number in draft.unplaced:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, number)
            self._lines.addItem(item)
            self._word_line(item)
        has_any = bool(draft.unplaced)
        self._lines.setVisible(has_any)
        for button in self._segments.buttons():
            button.setVisible(has_any)
        self._line_check.show_words(
            f"{len(draft.unplaced)} 行没处安放" if has_any else "每一行都有去处", "一行都不会悄悄丢掉"
        )
        if has_any:
            first = next((n for n in range(self._lines.count()) if draft.unplaced[n] not in self._choices), 0)
            self._lines.setCurrentRow(first)

    def _word_line(self, item: QListWidgetItem) -> None:
        if self._law is None:
            return
        number = item.data(Qt.ItemDataRole.UserRole)
        line = self._law.draft.lines[number]
        chosen = self._choices.get(number)
        item.setText(f"{'✓ ' + chosen if chosen else '□ 还没定'}    {line.text}\n        {line.reason}")

    def _mark_segments(self) -> None:
        item = self._lines.currentItem()
        chosen = self._choices.get(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None
        self._segments.setExclusive(False)
        for number, choice in enumerate(CHOICES):
            self._segments.button(number).setChecked(choice is chosen)
        self._segments.setExclusive(True)

    def _chosen_day(self) -> date | None:
        button = self._days.checkedId()
        if (
            self._law is not None
            and 0 <= button < len(self._law.draft.days)
            and not self._other_day.text().strip()
        ):
            return self._law.draft.days[button].day
        return day_of(self._other_day.text())

    def _follow(self) -> None:
        """What is missing, on the button and at each check."""
        if self._law is None:
            return
        day, typed = self._chosen_day(), self._other_day.text().strip()
        left = [n for n in self._law.draft.unplaced if n not in self._choices]
        missing: list[tuple[str, QWidget]] = []
        if not self._title.text().strip():
            missing.append(("法规名称", self._title))
        if day is None:
            missing.append(
                ("施行日期写成 2027-01-01 这样", self._other_day)
                if typed
                else ("从哪天起施行", self._days.button(0) or self._other_day)
            )
        if left:
            missing.append((f"{len(left)} 行没处安放的", self._lines))
        if not self._source.text().strip():
            missing.append(("从哪儿拿到的", self._source))
        self._title_check.set_fine(bool(self._title.text().strip()))
        self._day_check.set_fine(day is not None)
        self._line_check.set_fine(not left)
        self._source_check.set_fine(bool(self._source.text().strip()))
        self._missing = missing
        self._accept.setText(f"收下 · 还差 {len(missing)} 样" if missing else "收下")
        self._accept.setAccessibleName(
            f"收下,还差:{'、'.join(words for words, _ in missing)}" if missing else "收下"
        )
        self._accept.setProperty("role", "" if missing else "primary")
        self._accept.style().unpolish(self._accept)
        self._accept.style().polish(self._accept)

    @Slot(int)
    def _on_row(self, row: int) -> None:
        item = self._lines.item(row)
        self._mark_segments()
        if item is not None:
            self.view.go_to(item.data(Qt.ItemDataRole.UserRole))

    @Slot(int)
    def _on_line(self, number: int) -> None:
        """A yellow line was chosen in the text."""
        for row in range(self._lines.count()):
            if self._lines.item(row).data(Qt.ItemDataRole.UserRole) == number:
                self._lines.setCurrentRow(row)
                self._lines.setFocus()

    @Slot(int)
    def _on_segment(self, number: int) -> None:
        self.choose(CHOICES[number])

    @Slot(bool)
    def _on_day(self, is_chosen: bool) -> None:
        if is_chosen:
            self._other_day.clear()
        self._follow()

    @Slot(str)
    def _on_text(self, _words: str) -> None:
        checked = self._days.checkedButton()
        if self._other_day.text().strip() and checked is not None:
            self._days.setExclusive(False)
            checked.setChecked(False)
            self._days.setExclusive(True)
        self._follow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """1, 2 and 3 decide while the list has the keyboard."""
        if watched is self._lines and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            number = event.key() - Qt.Key.Key_1
            if 0 <= number < len(CHOICES) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.choose(CHOICES[number])
                return True
        return super().eventFilter(watched, event)


def day_of(text: str) -> date | None:
    """2027-01-01, 2027.1.1, 2027年1月1日 or 20270101 as a day; None for anything else."""
    digits = "".join(c if c.isdigit() else " " for c in text).split()
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    try:
        year, month, day = map(int, digits)
        return date(year, month, day) if year >= 1949 else None
    except ValueError:
        return None


def _field(words: str, name: str) -> LineField:
    field = LineField()
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setObjectName(name)
    return field


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
