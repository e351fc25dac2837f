"""The checks of a file that was read, in fixed order: a check is green by itself, or asks; below them the sum of all characters."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.law.draft import Choice, Draft
from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField
from handbook.ui.workshop.article_html import GAP, escape
from handbook.ui.workshop.check_row import CheckRow
from handbook.ui.workshop.day_choices import DayChoices
from handbook.ui.workshop.stray_list import StrayList
from handbook.ui.workshop.tick_box import TickBox
from handbook.upkeep.law_rows import Decided, ReadLaw

_LOW = 500
"""Height of the page at 100 % under which the sum stands behind the checks, which need the height."""


class ImportChecks(QWidget):
    """`missing` says what a person still has to decide, and where."""

    changed = Signal()
    """Something was decided, or what is missing is another."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("importSide")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.missing: Sequence[tuple[str, QWidget]] = ()
        """Words, and what takes the keyboard for it; the first first."""
        self._theme = Theme()
        self._law: ReadLaw | None = None
        self._choices: dict[int, Choice] = {}
        self.days = DayChoices()
        self.strays = StrayList()
        self._title = _field("法规全名", "importTitle")
        self._place = _field("施行地域，省或市；全国的空着", "importPlace")
        self._source = _field("从哪儿拿到的，如：省人大网站 Word 文件", "importSource")
        self._foreign = _wrapped("importForeign")
        self._elsewhere = TickBox()
        self._elsewhere.setObjectName("importElsewhere")
        self._elsewhere.show_words("知道是外地的，收下只作查阅")
        """A law of another place is taken in only where somebody says that it is meant."""
        self._history = _wrapped("importHistory")
        self._history.setTextFormat(Qt.TextFormat.RichText)
        self._articles = _wrapped("importArticles")
        self._sum = _wrapped("importSum")
        self._sum.setTextFormat(Qt.TextFormat.RichText)
        self._make_checks()
        self._build()
        for field in (self._title, self._place, self._source):
            field.textChanged.connect(self._on_text)
        self.days.changed.connect(self._follow)
        self._elsewhere.toggled.connect(self._on_elsewhere)
        self.strays.decided.connect(self._on_decided)

    @property
    def choices(self) -> Mapping[int, Choice]:
        """Place of an unplaced line in the draft → what becomes of it."""
        return self._choices

    def show_law(self, law: ReadLaw) -> None:
        """A file that was read; nothing of an earlier one stays."""
        draft = law.draft
        self._law = law
        self._choices = {n: s for n in draft.unplaced if (s := draft.lines[n].suggested) is not None}
        self._title.setText(draft.title)
        self._place.setText(draft.place)
        self._source.clear()
        there = f"已有 {len(law.known)} 版，这份会成为它的又一版" if law.known else "还没有，收下后是第一版"
        self._title_check.show_words("名称", there)
        self._foreign.setVisible(bool(law.foreign))
        self._foreign.setText(full_width(law.foreign))
        self._elsewhere.setVisible(bool(law.foreign))
        self._elsewhere.setChecked(False)
        self.days.show_days(draft.days)
        self._show_history(draft)
        self._show_articles(draft)
        lines = [(number, draft.lines[number]) for number in draft.unplaced]
        self.strays.show_lines(lines, self._choices)
        self.strays.setVisible(bool(lines))
        words = f"{len(lines)} 行没处安放" if lines else "每一行都有去处"
        self._line_check.show_words(words, "一行都不会悄悄丢掉")
        self._show_sum()
        self._follow()
        self.area.verticalScrollBar().setValue(0)

    def decided(self) -> Decided | None:
        """What a person decided; None while something is missing."""
        day = self.days.day
        if self._law is None or self.missing or day is None:
            return None
        return Decided(
            law=self._law,
            title="".join(self._title.text().split()),
            place=self._place.text().strip(),
            source=self._source.text().strip(),
            effective=day,
            choices=dict(self._choices),
        )

    def take_keyboard(self) -> None:
        """To what is missing first, else to the title."""
        (self.missing[0][1] if self.missing else self._title).setFocus()

    def bring(self, widget: QWidget) -> None:
        """Scroll to one of the fields."""
        self.area.ensureWidgetVisible(widget)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        for part in (self.days, self.strays, self._elsewhere):
            part.apply_theme(theme)
        for check in self._checks:
            check.apply_theme(theme)
        self._show_sum()

    def use_room(self, height: int) -> None:
        """The page has this much height: the sum stands at the foot, or behind the checks."""
        is_low = height < self._theme.px(_LOW)
        box = self._check_box if is_low else self._box
        if box.indexOf(self._sum) < 0:
            box.addWidget(self._sum)

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

    def _make_checks(self) -> None:
        named = QHBoxLayout()
        named.addWidget(self._title, 2)
        named.addWidget(self._place, 1)
        self._title_check = CheckRow("名称")
        self._title_check.body.addLayout(named)
        self._title_check.body.addWidget(self._foreign)
        self._title_check.body.addWidget(self._elsewhere)
        self._history_check = CheckRow("历次")
        self._history_check.body.addWidget(self._history)
        self._day_check = CheckRow("从哪天起施行？")
        self._day_check.show_words("从哪天起施行？", "请您定，程序不猜")
        self._day_check.body.addWidget(self.days)
        self._article_check = CheckRow("条文")
        self._article_check.body.addWidget(self._articles)
        self._line_check = CheckRow("没处安放的")
        self._line_check.body.addWidget(self.strays)
        self._source_check = CheckRow("从哪儿拿到的？")
        self._source_check.show_words("从哪儿拿到的？", "会写在原文下面")
        self._source_check.body.addWidget(self._source)

    def _build(self) -> None:
        checks = QWidget()
        checks.setObjectName("importChecks")
        checks.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._check_box = _bare_box(checks)
        for check in self._checks:
            self._check_box.addWidget(check)
        self._check_box.addStretch(1)
        self.area = QScrollArea()
        self.area.setObjectName("importScroll")
        self.area.setAccessibleName("要您定的")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(checks)
        self._box = _bare_box(self)
        self._box.addWidget(self.area, 1)
        self._box.addWidget(self._sum)

    def _show_history(self, draft: Draft) -> None:
        steps = [f"{change.day.isoformat()} {escape(change.word)}" for change in draft.changes]
        if steps:
            steps[-1] = f"<b>{steps[-1]}</b>"
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

    def _show_sum(self) -> None:
        if self._law is None:
            return
        draft, colours, px = self._law.draft, self._theme.colours, self._theme.px
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
        """What is missing, at each check and for the page."""
        if self._law is None:
            return
        left = [n for n in self._law.draft.unplaced if n not in self._choices]
        missing: list[tuple[str, QWidget]] = []
        if not self._title.text().strip():
            missing.append(("法规名称", self._title))
        is_asked = bool(self._law.foreign) and not self._elsewhere.isChecked()
        if is_asked:
            missing.append(("是外地的，收不收", self._elsewhere))
        if self.days.day is None:
            words = "施行日期写成 2027-01-01 这样" if self.days.is_mistyped else "从哪天起施行"
            missing.append((words, self.days.first))
        if left:
            missing.append((f"{len(left)} 行没处安放的", self.strays))
        if not self._source.text().strip():
            missing.append(("从哪儿拿到的", self._source))
        self._title_check.set_fine(bool(self._title.text().strip()) and not is_asked)
        self._day_check.set_fine(self.days.day is not None)
        self._line_check.set_fine(not left)
        self._source_check.set_fine(bool(self._source.text().strip()))
        self.missing = missing
        self.changed.emit()

    @Slot(int, object)
    def _on_decided(self, number: int, choice: Choice) -> None:
        self._choices[number] = choice
        self.strays.show_choices(self._choices)
        self._follow()
        self.strays.go_on()

    @Slot(bool)
    def _on_elsewhere(self, _is_on: bool) -> None:
        self._follow()

    @Slot(str)
    def _on_text(self, _words: str) -> None:
        self._follow()


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
