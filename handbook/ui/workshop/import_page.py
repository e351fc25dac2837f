"""导入法规: what was read on the left, line by line with its place; what a person has to decide on the right."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.law.draft import Choice, Draft
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField
from handbook.ui.workshop.article_html import GAP, escape
from handbook.ui.workshop.check_row import CheckRow
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.day_choices import DayChoices
from handbook.ui.workshop.draft_view import DraftView
from handbook.ui.workshop.stray_list import StrayList
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.why_button import WhyButton
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.law_rows import Decided, ReadLaw

_CHECKS_WIDTH = 560
_LOW = 500


class ImportPage(WorkshopPage):
    """Nothing is taken in before every check is green; the button says what is missing."""

    accepted = Signal(object)
    """`Decided`."""
    other_file_wanted = Signal()
    given_up = Signal()
    """Esc: the file is not taken in now."""

    def __init__(self) -> None:
        super().__init__("workshopImport", "导入法规")
        self.keys = told(
            ("mend_next", "下一处没处放的"),
            ("1 2 3", "选去处"),
            ("main_act", "收下"),
            ("column_next", "换栏"),
            ("level_back", "先不收"),
        )
        self._law: ReadLaw | None = None
        self._choices: dict[int, Choice] = {}
        self._missing: list[tuple[str, QWidget]] = []
        self._other = QPushButton("换文件")
        self._other.setObjectName("importOther")
        self._accept = WhyButton("收下", key_of("main_act"))
        self._accept.setObjectName("importAccept")
        self.add_act(self._other)
        self.add_act(self._accept)
        self.view = DraftView()
        self.days = DayChoices()
        self.strays = StrayList()
        self._make_fields()
        self._make_checks()
        self._build()
        self._connect()

    @property
    def law(self) -> ReadLaw | None:
        """The file that is being decided."""
        return self._law

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
        self.days.show_days(draft.days)
        self._day_check.show_words("从哪天起施行？", "请您定，程序不猜")
        self._show_history(draft)
        self._show_articles(draft)
        self._show_strays(draft)
        there = f"已有 {len(law.known)} 版，这份会成为它的又一版" if law.known else "还没有，收下后是第一版"
        self._title_check.show_words("名称", there)
        self._foreign.setVisible(bool(law.foreign))
        self._foreign.setText(full_width(law.foreign))
        self.view.show_draft(draft, self._choices)
        self._show_sum()
        self._follow()
        self._checks_area.verticalScrollBar().setValue(0)
        self.foot_changed.emit()

    def forget(self) -> None:
        """The file was taken in: there is nothing to go on with."""
        self._law = None

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        px = theme.px
        for part in (self.view, self.days, self.strays, self._bar, self._columns):
            part.apply_theme(theme)
        for check in self._checks:
            check.apply_theme(theme)
        above = PLAIN.px(5)
        self._bar_line.setContentsMargins(px(22), above, px(22), above)
        self._bar_line.setSpacing(px(10))
        self._show_sum()

    # -- keys

    @override
    def use_room(self, height: int) -> None:
        super().use_room(height)
        self._place_sum()

    @override
    def columns(self) -> Sequence[QWidget]:
        return self._columns.keyboards()

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        self._columns.bring_keyboard(keyboard)
        if keyboard is self._checks_area:
            (self._missing[0][1] if self._missing else self._title).setFocus()

    @override
    def step(self, direction: int) -> None:
        """To the next line that found no place, round and round."""
        if not self.strays.count():
            self.mentioned.emit("每一行都放好了，没有要定的。")
            return
        self.strays.setCurrentRow((self.strays.currentRow() + direction) % self.strays.count())
        self._go_to(self.strays)

    @override
    def act(self) -> None:
        if self._law is None:
            return
        if self._missing:
            words, widget = self._missing[0]
            self.mentioned.emit(f"还差：{words}。")
            self._go_to(widget)
            return
        day = self.days.day
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
        self.given_up.emit()
        return True

    @override
    def begin(self) -> None:
        self._on_row(self.strays.currentRow())
        self._go_to(self._missing[0][1] if self._missing else self._accept)

    def choose(self, choice: Choice) -> None:
        """Decide on the line that is chosen in the list, and go on to the next undecided one."""
        self.strays.decide(choice)

    # -- internals

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

    def _make_fields(self) -> None:
        self._title = _field("法规全名", "importTitle")
        self._place = _field("施行地域，省或市；全国的空着", "importPlace")
        self._source = _field("从哪儿拿到的，如：省人大网站 Word 文件", "importSource")
        self._foreign = _wrapped("importForeign")
        self._history = _wrapped("importHistory")
        self._articles = _wrapped("importArticles")
        self._sum = _wrapped("importSum")
        self._sum.setTextFormat(Qt.TextFormat.RichText)

    def _make_checks(self) -> None:
        named = QHBoxLayout()
        named.addWidget(self._title, 2)
        named.addWidget(self._place, 1)
        self._title_check = CheckRow("名称")
        self._title_check.body.addLayout(named)
        self._title_check.body.addWidget(self._foreign)
        self._history_check = CheckRow("历次")
        self._history_check.body.addWidget(self._history)
        self._day_check = CheckRow("从哪天起施行？")
        self._day_check.body.addWidget(self.days)
        self._article_check = CheckRow("条文")
        self._article_check.body.addWidget(self._articles)
        self._line_check = CheckRow("没处安放的")
        self._line_check.body.addWidget(self.strays)
        self._source_check = CheckRow("从哪儿拿到的？")
        self._source_check.show_words("从哪儿拿到的？", "会写在原文下面")
        self._source_check.body.addWidget(self._source)

    def _build(self) -> None:
        self._former = QPushButton("上一处")
        self._former.setObjectName("importFormer")
        self._next = KeyButton("下一处没处放的", key_of("mend_next"))
        self._next.setObjectName("importNext")
        self._columns = Columns()
        self._columns.add("原文", self._text_column(), keyboard=self.view)
        self._checks_column = self._check_column()
        self._columns.add("要您定的", self._checks_column, keyboard=self._checks_area, width=_CHECKS_WIDTH)
        self._columns.bring(self._checks_column)
        self.body.addWidget(self._columns, 1)

    def _text_column(self) -> QWidget:
        head = QLabel("读到的原文")
        head.setObjectName("workshopInlineHead")
        note = QLabel("左边小字是认出来的位置；黄底是没处安放的")
        note.setObjectName("workshopInline")
        self._bar = FlowBox(spacing=10)
        for widget in (head, note, self._former, self._next):
            self._bar.add(widget)
        bar = QWidget()
        bar.setObjectName("workshopPanel")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar_line = QHBoxLayout(bar)
        self._bar_line.addWidget(self._bar)
        column = QWidget()
        column.setObjectName("importColumn")
        column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = _bare_box(column)
        box.addWidget(bar)
        box.addWidget(self.view, 1)
        return column

    def _check_column(self) -> QWidget:
        checks = QWidget()
        checks.setObjectName("importChecks")
        checks.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = _bare_box(checks)
        for check in self._checks:
            box.addWidget(check)
        box.addStretch(1)
        self._checks_box = box
        self._checks_area = QScrollArea()
        self._checks_area.setObjectName("importScroll")
        self._checks_area.setAccessibleName("要您定的")
        self._checks_area.setWidgetResizable(True)
        self._checks_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._checks_area.setWidget(checks)
        column = QWidget()
        column.setObjectName("importSide")
        column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column_box = _bare_box(column)
        self._column_box.addWidget(self._checks_area, 1)
        self._column_box.addWidget(self._sum)
        return column

    @Slot()
    def _place_sum(self) -> None:
        """At the foot of the column; where that is low, behind the checks, which need the height."""
        is_low = self.room < self.theme.px(_LOW)
        box = self._checks_box if is_low else self._column_box
        if box.indexOf(self._sum) < 0:
            box.addWidget(self._sum)

    def _connect(self) -> None:
        self._columns.arranged.connect(self._place_sum)
        for field in (self._title, self._place, self._source):
            field.textChanged.connect(self._on_text)
        self.days.changed.connect(self._follow)
        self.strays.currentRowChanged.connect(self._on_row)
        self.strays.decided.connect(self._on_decided)
        self.view.line_chosen.connect(self._on_line)
        self._other.clicked.connect(self.other_file_wanted)
        self._accept.clicked.connect(self.act)
        self._former.clicked.connect(self._on_former)
        self._next.clicked.connect(self._on_next)

    def _show_history(self, draft: Draft) -> None:
        steps = [f"{change.day.isoformat()} {escape(change.word)}" for change in draft.changes]
        if steps:
            steps[-1] = f"<b>{steps[-1]}</b>"
        self._history.setTextFormat(Qt.TextFormat.RichText)
        self._history.setText(f"{GAP}→{GAP}".join(steps) or "文中没有写明通过、修改的日子")
        self._history_check.set_fine(True)

    def _show_articles(self, draft: Draft) -> None:
        chapters = Counter(article.path[0] if article.path else "" for article in draft.articles)
        subs = sum("-" in article.number for article in draft.articles)
        words = f"{len(draft.articles)} 条" + ("" if draft.problems else "，号码连着，没有缺")
        details = (
            f"{sum(map(bool, chapters))} 章" if any(chapters) else "",
            f"含“之一”类 {subs} 条" if subs else "",
            f"附件 {len(draft.annexes)} 个" if draft.annexes else "",
        )
        parts = "　".join(f"{name} {number}" for name, number in chapters.items() if name)
        warnings = (f"▲ {problem}" for problem in draft.problems)
        self._articles.setText(full_width("\n".join(filter(None, (parts, *warnings)))))
        self._articles.setVisible(bool(self._articles.text()))
        self._article_check.show_words(words, " · ".join(filter(None, details)))
        self._article_check.set_fine(not draft.problems, is_warning=bool(draft.problems))

    def _show_strays(self, draft: Draft) -> None:
        lines = [(number, draft.lines[number]) for number in draft.unplaced]
        self.strays.show_lines(lines, self._choices)
        self.strays.setVisible(bool(lines))
        for button in (self._former, self._next):
            button.setVisible(bool(lines))
        words = f"{len(lines)} 行没处安放" if lines else "每一行都有去处"
        self._line_check.show_words(words, "一行都不会悄悄丢掉")

    def _show_sum(self) -> None:
        if self._law is None:
            return
        draft, colours, px = self._law.draft, self.theme.colours, self.theme.px
        is_whole = draft.characters_read == draft.characters_placed + draft.characters_listed
        end = (
            f'<b style="color:{colours.done}">✓ 一字不少</b>'
            if is_whole
            else f'<b style="color:{colours.caution}">▲ 数目对不上，先别收，把原件交给维护人员</b>'
        )
        then = "收下后：比一比和前一版哪里变了。" if self._law.known else "收下后：看条文和要点对不对得上。"
        self._sum.setText(
            f'<span style="font-size:{px(14.5)}px">读入 <b>{_grouped(draft.characters_read)}</b> 字 ＝ '
            f"放好 <b>{_grouped(draft.characters_placed)}</b> ＋ 列出 <b>{_grouped(draft.characters_listed)}</b>"
            f'{GAP}{end}</span><br><span style="font-size:{px(13)}px;color:{colours.ink_second}">{then}</span>'
        )

    @Slot()
    def _follow(self) -> None:
        """What is missing, on the button and at each check."""
        if self._law is None:
            return
        left = [n for n in self._law.draft.unplaced if n not in self._choices]
        missing: list[tuple[str, QWidget]] = []
        if not self._title.text().strip():
            missing.append(("法规名称", self._title))
        if self.days.day is None:
            words = "施行日期写成 2027-01-01 这样" if self.days.is_mistyped else "从哪天起施行"
            missing.append((words, self.days.first))
        if left:
            missing.append((f"{len(left)} 行没处安放的", self.strays))
        if not self._source.text().strip():
            missing.append(("从哪儿拿到的", self._source))
        self._title_check.set_fine(bool(self._title.text().strip()))
        self._day_check.set_fine(self.days.day is not None)
        self._line_check.set_fine(not left)
        self._source_check.set_fine(bool(self._source.text().strip()))
        self._missing = missing
        lacking = f"还差 {len(missing)} 样" if missing else ""
        self._accept.say(
            "收下", lacking, "还差：" + "、".join(words for words, _ in missing) if missing else ""
        )
        self._columns.word(self._checks_column, f"要您定的 {len(missing)}" if missing else "要您定的")

    def _go_to(self, widget: QWidget) -> None:
        if self._checks_area.isAncestorOf(widget):
            self._columns.bring(self._checks_column)
            self._checks_area.ensureWidgetVisible(widget)
        widget.setFocus()

    @Slot(int)
    def _on_row(self, row: int) -> None:
        number = self.strays.number_at(row)
        if number is not None:
            self.view.go_to(number)

    @Slot(int)
    def _on_line(self, number: int) -> None:
        """A yellow line was chosen in the text."""
        self.strays.choose_line(number)
        self._go_to(self.strays)

    @Slot(int, object)
    def _on_decided(self, number: int, choice: Choice) -> None:
        self._choices[number] = choice
        self.strays.show_choices(self._choices)
        self.view.show_choices(self._choices)
        self._follow()
        self.strays.go_on()

    @Slot(str)
    def _on_text(self, _words: str) -> None:
        self._follow()

    @Slot()
    def _on_former(self) -> None:
        self.step(-1)

    @Slot()
    def _on_next(self) -> None:
        self.step(1)


def _field(words: str, name: str) -> LineField:
    field = LineField()
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setObjectName(name)
    return field


def _wrapped(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _bare_box(widget: QWidget) -> QVBoxLayout:
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    return box


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
