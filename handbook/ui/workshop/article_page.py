"""要点与原文: our points on the left, the official words on the right, and below them what a person vouches for."""

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from handbook.law.figures import PlacedFigure
from handbook.law.numbering import written_article
from handbook.model.article_name import article_name
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.rich_text import RichText
from handbook.ui.workshop.import_page import day_of
from handbook.ui.workshop.timeline_strip import TimelineStrip
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.article_view import ArticleView

_FIGURE = "figure:"


class ArticlePage(WorkshopPage):
    """Reads one entry at a time; the list at the left goes through those of the law."""

    entry_wanted = Signal(str, object)
    """Id of an entry, and the day whose version is to be read (None for today)."""
    check_given = Signal(str)
    """Id of the entry whose points this person vouches for."""
    comparison_wanted = Signal(str)
    """Title of the law."""

    def __init__(self) -> None:
        super().__init__("workshopArticle", "要点与原文")
        self.keys = "Alt+PgUp PgDn 前一版、后一版    F8 下一个没对上的数    Ctrl+PgDn 下一条没核对的    Ctrl+Enter 记为已核对"
        self._view: ArticleView | None = None
        self._unchecked: Sequence[str] = ()
        self._at_figure = -1
        self._compare = KeyButton("和哪版比", "Ctrl+Shift+B")
        self._compare.setObjectName("articleCompare")
        self.add_act(self._compare)
        self.list = QListWidget()
        self.list.setObjectName("articleList")
        self.list.setAccessibleName("本法规的条目")
        self.timeline = TimelineStrip()
        self.day = LineField()
        self.day.setObjectName("articleDay")
        self.day.setAccessibleName("按某一天读")
        self.day.setPlaceholderText("年-月-日")
        self.points = RichText()
        self.points.setObjectName("articlePoints")
        self.points.setAccessibleName("我们的要点")
        self.words = RichText()
        self.words.setObjectName("articleWords")
        self.words.setAccessibleName("官方原文")
        self._ticks = [QCheckBox() for _ in range(3)]
        self._why = QLabel()
        self._who = QLabel()
        self._give = KeyButton("记为已核对原文", "Ctrl+Enter", "primary")
        self._give.setObjectName("articleGive")
        self._build()
        self._connect()

    # -- what comes down

    def show_entries(self, views: Sequence[ArticleView]) -> None:
        """The entries of the law, each with how it stands; those not yet checked are gone through by key."""
        self.list.blockSignals(True)
        self.list.clear()
        for view in views:
            item = QListWidgetItem(f"{article_name(view.entry) or view.entry.title}\n{state_words(view)}")
            item.setData(Qt.ItemDataRole.UserRole, view.entry.id)
            item.setToolTip(view.entry.title)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._unchecked = [v.entry.id for v in views if v.official is not None and not v.standing.holds]
        with_text = sum(view.official is not None for view in views)
        self.saved = f"有原文 {with_text} 条,还有 {len(self._unchecked)} 条没核对"
        self.foot_changed.emit()

    def show_view(self, view: ArticleView, person: str) -> None:
        """One entry; ticks of an earlier one are gone."""
        self._view = view
        self._at_figure = -1
        name = article_name(view.entry)
        self.show_head(f"{name}  {view.entry.title}".strip(), f"{view.law} · {state_words(view)}")
        self.timeline.show_steps(
            view.steps,
            view.version.effective if view.version is not None else None,
            view.day,
            is_start_unknown=view.is_start_unknown,
        )
        self.day.setText(view.day.isoformat())
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == view.entry.id:
                self.list.blockSignals(True)
                self.list.setCurrentRow(row)
                self.list.blockSignals(False)
        self._show_texts()
        self._show_ticks(person)

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        px = theme.px
        self.timeline.apply_theme(theme)
        self.list.setFixedWidth(px(210))
        self.day.setFixedWidth(px(140))
        self._panel_box.setContentsMargins(px(24), px(12), px(24), px(12))
        self._panel_box.setSpacing(px(8))
        if self._view is not None:
            self._show_texts()

    # -- keys

    @override
    def step(self, direction: int) -> None:
        view = self._view
        if view is None or not view.lacking:
            self.mentioned.emit("要点里的数都在原文里。" if view and view.official else "还没有原文可对。")
            return
        self._at_figure = (self._at_figure + direction) % len(view.lacking)
        self._show_texts()
        self.points.scrollToAnchor(f"{_FIGURE}{self._at_figure}")

    @override
    def act(self) -> None:
        view = self._view
        if view is None:
            return
        first = next((tick for tick in self._ticks if not tick.isChecked()), None)
        if view.why_not:
            self.mentioned.emit(";".join(view.why_not) + "。")
        elif first is not None:
            self.mentioned.emit("三样都看过、打了钩,才能记。")
            first.setFocus()
        else:
            self.check_given.emit(view.entry.id)

    @override
    def begin(self) -> None:
        self.list.setFocus()

    # -- internals

    def _build(self) -> None:
        right = QWidget()
        right_box = QVBoxLayout(right)
        right_box.setContentsMargins(0, 0, 0, 0)
        right_box.setSpacing(0)
        right_box.addWidget(self.words, 1)
        right_box.addWidget(self._panel())
        split = QSplitter()
        split.addWidget(self.points)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        above = QHBoxLayout()
        above.addWidget(self.timeline, 1)
        above.addWidget(QLabel("按某一天读"))
        above.addWidget(self.day)
        whole = QVBoxLayout()
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(split, 1)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.list)
        line.addLayout(whole, 1)
        self.body.addLayout(line, 1)

    def _panel(self) -> QWidget:
        panel = QWidget()
        panel.setObjectName("checkPanel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._panel_box = QVBoxLayout(panel)
        head = QLabel("<b>核对要由人来做</b>  下面三样看过,才能记“已核对原文”")
        self._panel_box.addWidget(head)
        for number, tick in enumerate(self._ticks):
            tick.setObjectName(f"articleTick{number + 1}")
            tick.toggled.connect(self._on_tick)
            self._panel_box.addWidget(tick)
        self._why.setWordWrap(True)
        self._why.setObjectName("articleWhy")
        self._panel_box.addWidget(self._why)
        line = QHBoxLayout()
        line.addWidget(self._who, 1)
        line.addWidget(self._give)
        self._panel_box.addLayout(line)
        return panel

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.timeline.chosen.connect(self._on_day)
        self.day.returnPressed.connect(self._on_typed_day)
        self._give.clicked.connect(self.act)
        self._compare.clicked.connect(self._on_compare)
        for keys, slot in (
            ("Alt+PgUp", self._on_former),
            ("Alt+PgDown", self._on_later),
            ("Ctrl+PgDown", self._on_next_unchecked),
            ("Ctrl+PgUp", self._on_former_unchecked),
            ("Ctrl+Shift+B", self._on_compare),
        ):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(slot)

    def _show_texts(self) -> None:
        view = self._view
        if view is not None:
            self.points.show_page(points_html(view, self.theme, self._at_figure), self.theme.colours, {})
            self.words.show_page(words_html(view, self.theme), self.theme.colours, {})

    def _show_ticks(self, person: str) -> None:
        view = self._view
        if view is None:
            return
        number = article_name(view.entry) or "(没有条号)"
        theirs = (
            written_article(view.version.number)
            if view.version is not None and view.version.number
            else "没有"
        )
        since = view.version.effective.isoformat() if view.version is not None else ""
        coming = view.official.coming(view.day) if view.official is not None else None
        then = f";{coming.effective.isoformat()} 有新版要来" if coming is not None else ""
        figures = len(view.matches)
        words = (
            f"条号:我们写{number},原文是{theirs}",
            f"现行:{since} 起{then}" if since else "现行:没有原文",
            f"{figures} 个数都对得上" if figures else "要点里没有数",
        )
        for tick, text in zip(self._ticks, words, strict=True):
            tick.blockSignals(True)
            tick.setChecked(False)
            tick.setEnabled(view.official is not None)
            tick.setText(text)
            tick.blockSignals(False)
        self._ticks[2].setEnabled(view.official is not None and not view.lacking)
        self._why.setText("▲ " + ";".join(view.why_not) if view.why_not else "")
        self._why.setVisible(bool(view.why_not))
        self._who.setText(
            f"核对人 {person}    {date.today().isoformat()}" if person else "核对人:请先在维护台写上您的名字"
        )
        self._follow()

    def _follow(self) -> None:
        view = self._view
        left = sum(not tick.isChecked() for tick in self._ticks)
        is_blocked = view is None or bool(view.why_not)
        self._give.setText(
            "记为已核对原文" if not left and not is_blocked else f"记为已核对原文 · 还差 {left or 1} 样"
        )
        self._give.setAccessibleName(self._give.text())

    @Slot(bool)
    def _on_tick(self, _is_on: bool) -> None:
        self._follow()

    @Slot(int)
    def _on_row(self, row: int) -> None:
        item = self.list.item(row)
        if item is not None:
            self.entry_wanted.emit(item.data(Qt.ItemDataRole.UserRole), None)

    @Slot(object)
    def _on_day(self, day: date) -> None:
        if self._view is not None:
            self.entry_wanted.emit(self._view.entry.id, day)

    @Slot()
    def _on_typed_day(self) -> None:
        day = day_of(self.day.text())
        if day is None:
            self.mentioned.emit("日期写成 2026-11-28 这样。")
        else:
            self._on_day(day)

    @Slot()
    def _on_former(self) -> None:
        self.timeline.turn(-1)

    @Slot()
    def _on_later(self) -> None:
        self.timeline.turn(1)

    @Slot()
    def _on_next_unchecked(self) -> None:
        self._to_unchecked(1)

    @Slot()
    def _on_former_unchecked(self) -> None:
        self._to_unchecked(-1)

    def _to_unchecked(self, direction: int) -> None:
        others = [row for row in range(self.list.count()) if self._id_at(row) in self._unchecked]
        ahead = [row for row in others if (row - self.list.currentRow()) * direction > 0]
        if not others:
            self.mentioned.emit("有原文的都核对过了。")
        else:
            self.list.setCurrentRow((ahead or others)[0 if direction > 0 else -1])

    def _id_at(self, row: int) -> str:
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _on_compare(self) -> None:
        if self._view is not None:
            self.comparison_wanted.emit(self._view.law)


def state_words(view: ArticleView) -> str:
    """How an entry stands, in a word: 已核对原文, 待复核, 没有原文."""
    standing = view.standing
    if standing.holds:
        return "已核对原文"
    if view.official is None:
        return f"没有原文 · {view.entry.verification}"
    if standing.changed_on is not None:
        return f"待复核 · {standing.changed_on.isoformat()} 已改"
    return f"没核对 · {view.entry.verification}"


def points_html(view: ArticleView, theme: Theme, at_figure: int) -> str:
    """Our points: a figure that the words have is marked, one that they lack is told."""
    colours, px = theme.colours, theme.px
    lacking = list(view.lacking)
    by_line: dict[int, list[tuple[PlacedFigure, bool]]] = {}
    for match in view.matches:
        by_line.setdefault(match.ours.line, []).append((match.ours, bool(match.theirs)))
    found = len(view.matches) - len(lacking)
    head = f"{len(view.matches)} 个数:{found} 个在原文里" + (f",{len(lacking)} 个不在" if lacking else "")
    parts = [
        f'<p style="font-size:{px(15)}px;font-weight:600">我们的要点'
        f'<span style="font-size:{px(13)}px;font-weight:400;color:{colours.ink_second}">    '
        f"{head if view.official is not None and view.matches else ''}</span></p>"
    ]
    for line, point in enumerate(view.points):
        figures = by_line.get(line, [])
        marked = _marked(point, [(f.figure.start, f.figure.end, has) for f, has in figures], theme)
        lost = [f for f, has in figures if not has]
        ground = colours.caution_soft if lost and view.official is not None else colours.panel
        anchors = "".join(
            f'<a name="{_FIGURE}{n}"></a>' for n, one in enumerate(lacking) if one.ours.line == line
        )
        told = ""
        if lost and view.official is not None:
            is_here = any(lacking[at_figure].ours is f for f in lost) if at_figure >= 0 else False
            words = "、".join(f"“{escape(f.words)}”" for f in lost)
            told = (
                f'<p style="font-size:{px(13.5)}px;color:{colours.caution};font-weight:600">'
                f"▲ 这版原文里没有{words}{'  ←' if is_here else ''}</p>"
                f'<p style="font-size:{px(13)}px;color:{colours.ink_second}">可能写在别的文件里,或要点该改;改要点在条目里改</p>'
            )
        parts.append(
            f'<table width="100%" cellspacing="0" cellpadding="{px(10)}" bgcolor="{ground}"><tr><td>{anchors}'
            f'<p style="font-size:{px(15.5)}px">{marked}</p>{told}</td></tr></table>'
        )
    for title, texts in (("可以对用户说", view.tell), ("别说", view.avoid)):
        if texts:
            parts.append(
                f'<p style="font-size:{px(14)}px;font-weight:600;color:{colours.ink_second}">{title}</p>'
            )
            parts += [f'<p style="font-size:{px(15)}px">{escape(text)}</p>' for text in texts]
    if view.cited_by:
        names = "、".join(map(escape, view.cited_by[:12]))
        more = f"等 {len(view.cited_by)} 张" if len(view.cited_by) > 12 else f"共 {len(view.cited_by)} 张"
        parts.append(
            f'<p style="font-size:{px(13.5)}px;color:{colours.ink_second}">用到它的:{names}({more})</p>'
        )
    return "".join(parts)


def words_html(view: ArticleView, theme: Theme) -> str:
    """The official words, with the figures that our points have."""
    colours, px = theme.colours, theme.px
    if view.official is None or view.version is None:
        return (
            f'<p style="font-size:{px(15)}px;color:{colours.ink_second}">还没有这一条的官方原文。'
            "从“法规”导入这部法规,原文就会在这里。</p>"
        )
    marks: dict[int, set[tuple[int, int]]] = {}
    for match in view.matches:
        for placed in match.theirs:
            marks.setdefault(placed.line, set()).add((placed.figure.start, placed.figure.end))
    version = view.version
    parts = [f'<p style="font-size:{px(15)}px;font-weight:600">官方原文</p>']
    if not version.number:
        parts.append(f'<p style="font-size:{px(16)}px;color:{colours.caution}">这一版里没有这一条了。</p>')
    for number, line in enumerate(version.lines):
        head = f"<b>{written_article(version.number)}</b>　" if number == 0 and version.number else ""
        words = _marked(line, [(a, b, True) for a, b in sorted(marks.get(number, ()))], theme)
        parts.append(f'<p style="font-size:{px(16.5)}px;line-height:170%">{head}{words}</p>')
    parts.append(f'<p style="font-size:{px(13)}px;color:{colours.ink_third}">{escape(version.source)}</p>')
    if view.matches:
        parts.append(
            f'<p style="font-size:{px(13)}px;color:{colours.ink_third}">黄底:要点里提到、原文里也找得到的数</p>'
        )
    return "".join(parts)


def _marked(text: str, spans: Sequence[tuple[int, int, bool]], theme: Theme) -> str:
    """`text` as HTML, its spans on yellow where they have a counterpart, underlined where they lack one."""
    colours = theme.colours
    out, at = "", 0
    for start, end, has in sorted(spans):
        if start < at:
            continue
        style = (
            f"background-color:{colours.mark};font-weight:600"
            if has
            else f"color:{colours.caution};font-weight:600;text-decoration:underline"
        )
        out += f'{escape(text[at:start])}<span style="{style}">{escape(text[start:end])}</span>'
        at = end
    return out + escape(text[at:])
