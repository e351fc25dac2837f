"""要点与原文: our points on the left, the official words on the right, and below them what a person vouches for."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from handbook.keys import key_of
from handbook.model.article_name import article_name
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.rich_text import RichText
from handbook.ui.workshop.article_html import points_html, state_words, words_html
from handbook.ui.workshop.article_links import CARD, EDIT, NUMBER, SOURCE, UNSOURCE, WHOLE_TEXT
from handbook.ui.workshop.check_panel import CheckPanel
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.day_choices import day_of
from handbook.ui.workshop.marks import images
from handbook.ui.workshop.panel_room import PanelRoom
from handbook.ui.workshop.same_figures import SAME, SameFigures
from handbook.ui.workshop.timeline_strip import TimelineStrip
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.article_view import ArticleView

_LIST_WIDTH = 208
_LOW = 560
"""Height at 100 % under which the check is a column of its own and the line of time has one row."""
_ID = Qt.ItemDataRole.UserRole


class ArticlePage(WorkshopPage):
    """Reads one entry at a time; the list at the left goes through those of the law."""

    number_wanted = Signal(str, str)
    """Id of an entry, and the article that it is to be laid beside instead."""
    article_chosen = Signal(str, str, str)
    """Id of an entry without a number, title of a law, and the article of it that it is to be laid beside."""
    entry_wanted = Signal(str, object)
    """Id of an entry, and the day whose version is to be read (None for today)."""
    card_wanted = Signal(str)
    """Id of an entry that is to be read at the desk."""
    check_given = Signal(str)
    """Id of the entry whose points this person vouches for."""
    source_wanted = Signal(str, object)
    """Id of the entry, and the figure or the whole text of it (`Missing`) of which is to be said where it stands."""
    source_dropped = Signal(str, object)
    """The same of one of which that is to be taken back."""
    edit_wanted = Signal(str)
    """Id of the entry whose points are to be written at."""
    print_wanted = Signal(str)
    """Id of an entry that is to be printed beside its official words."""
    comparison_wanted = Signal(str)
    """Title of the law."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("workshopArticle", "要点与原文")
        self.keys = told(
            ("version_former", "前一版"),
            ("version_next", "后一版"),
            ("versions", "和哪版比"),
            ("mend_next", "下一个没对上的数"),
            ("unchecked_next", "下一条没核对的"),
        )
        self._today = today
        self._view: ArticleView | None = None
        self._unchecked: Sequence[str] = ()
        self._at_figure = -1
        self._up = QPushButton()
        self._up.setObjectName("articleUp")
        self._up.setProperty("role", "link")
        self.put_before_title(self._up)
        self._state = QLabel()
        self._state.setObjectName("stateTag")
        self.put_behind_title(self._state)
        self._compare = KeyButton("和哪版比", key_of("versions"))
        self._compare.setObjectName("articleCompare")
        self._print = KeyButton("打印对照", key_of("print"))
        self._print.setObjectName("articlePrint")
        self._edit = QPushButton("改要点")
        self._edit.setObjectName("articleEdit")
        self.add_act(self._edit)
        self.add_act(self._print)
        self.add_act(self._compare)
        self.list = QListWidget()
        self.list.setObjectName("articleList")
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName("本法规的条目")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.timeline = TimelineStrip()
        self.day = LineField()
        self.day.setObjectName("articleDay")
        self.day.setAccessibleName("按某一天读，年-月-日")
        self.day.setPlaceholderText("年-月-日")
        self.points = RichText()
        self.points.setObjectName("articlePoints")
        self.points.setProperty("role", "page")
        self.points.setAccessibleName("我们的要点")
        self.words = RichText()
        self.words.setObjectName("articleWords")
        self.words.setProperty("role", "page")
        self.words.setAccessibleName("官方原文")
        self._same = SameFigures((self.points, self.words))
        self.panel = CheckPanel()
        self._build()
        self._connect()

    @property
    def view(self) -> ArticleView | None:
        """What is shown."""
        return self._view

    # -- what comes down

    def show_entries(self, views: Sequence[ArticleView]) -> None:
        """The entries of the law, each with how it stands; those not yet checked are gone through by key."""
        self.list.blockSignals(True)
        self.list.clear()
        for view in views:
            name = article_name(view.entry)
            words = full_width(f"{name or view.entry.title}\n{state_words(view)}")
            item = QListWidgetItem(words)
            item.setData(_ID, view.entry.id)
            item.setToolTip(full_width(view.entry.title))
            said = f"{name}，{view.entry.title}，{state_words(view)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, full_width(said))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._choose_shown()
        self._unchecked = [view.entry.id for view in views if view.is_open]
        with_text = sum(view.official is not None for view in views)
        self.saved = f"有原文 {with_text} 条，还有 {len(self._unchecked)} 条没核对"
        self.foot_changed.emit()

    def show_view(self, view: ArticleView, person: str) -> None:
        """One entry; ticks of an earlier one are gone."""
        self._view = view
        self._at_figure = -1
        name = article_name(view.entry)
        self._up.setText(full_width(f"{view.law} ›"))
        self._up.setAccessibleName(full_width(f"回到法规，{view.law}"))
        self._show_state(view)
        self.show_head(f"{name}　{view.entry.title}".strip("　"))
        self.timeline.show_steps(
            view.steps,
            view.version.effective if view.version is not None else None,
            self._today(),
            is_start_unknown=view.is_start_unknown,
        )
        self.day.setText(view.day.isoformat())
        self._choose_shown()
        self._show_texts()
        self.panel.show_view(view, person, self._today().isoformat())

    def _choose_shown(self) -> None:
        """The row of the entry that is read is the current one, also among rows that were made anew."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self._view is not None and self._id_at(row) == self._view.entry.id:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _show_state(self, view: ArticleView) -> None:
        kind = "fine" if view.is_checked else "open" if view.is_open else ""
        mark = "✓ " if view.is_checked else "▲ " if view.is_open else ""
        self._state.setText(full_width(mark + state_words(view)))
        self._state.setProperty("kind", kind)
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        px = theme.px
        for part in (self.timeline, self.panel, self._columns, self._same):
            part.apply_theme(theme)
        self.day.setFixedWidth(px(136))
        self._day_box.setContentsMargins(px(8), px(6), px(24), px(6))
        self._day_box.setSpacing(px(4))
        self._show_texts()

    # -- keys

    @override
    def use_room(self, height: int) -> None:
        super().use_room(height)
        self._on_arranged()

    @override
    def columns(self) -> Sequence[QWidget]:
        return (self.timeline, *self._columns.keyboards())

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        if keyboard is self.timeline:
            keyboard.setFocus()
        else:
            self._columns.bring_keyboard(keyboard)

    @override
    def step(self, direction: int) -> None:
        view = self._view
        if view is None or view.official is None or not view.lacking:
            self.mentioned.emit("要点里的数都在原文里。" if view and view.official else "还没有原文可对。")
            return
        at = self._at_figure if self._at_figure >= 0 else (-1 if direction > 0 else 0)
        self._at_figure = (at + direction) % len(view.lacking)
        self._columns.bring(self.points)
        self._show_texts()
        place = view.missing.index(view.lacking[self._at_figure])
        self._same.put_keyboard(f"{SOURCE}{place}", self.points)

    @override
    def act(self) -> None:
        if not self.panel.isVisible():
            self._columns.bring(self._panel_column)
        self.panel.press()

    @override
    def begin(self) -> None:
        if self.list.isVisible():
            self.list.setFocus()
        else:
            self.points.setFocus()

    # -- internals

    def _build(self) -> None:
        right = QWidget()
        right.setObjectName("workshopRight")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._right_box = _bare(QVBoxLayout(right))
        self._right_box.addWidget(self.words, 1)
        self._right_box.addWidget(self.panel)
        self._panel_column = PanelRoom()
        self._panel_box = self._panel_column.box
        side = QWidget()
        side.setObjectName("workshopSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        _bare(QVBoxLayout(side)).addWidget(self.list)
        self._columns = Columns()
        self._columns.add("条目", side, keyboard=self.list, width=_LIST_WIDTH)
        self._columns.add("我们的要点", self.points)
        self._columns.add("官方原文", right, keyboard=self.words)
        self._columns.add("核对", self._panel_column, keyboard=self.panel.give, is_offered=False)
        self._columns.bring(self.points)
        self._columns.arranged.connect(self._on_arranged)
        self._time = QWidget()
        self._time.setObjectName("timelineBox")
        self._time.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = _bare(QHBoxLayout(self._time))
        line.addWidget(self.timeline, 1)
        self._day_box = QVBoxLayout()
        label = QLabel("按某一天读")
        label.setObjectName("workshopNote")
        label.setBuddy(self.day)
        self._day_label = label
        self._day_box.addStretch(1)
        self._day_box.addWidget(label)
        self._day_box.addWidget(self.day)
        self._day_box.addStretch(1)
        line.addLayout(self._day_box)
        self.body.addWidget(self._time)
        self.body.addWidget(self._columns, 1)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.timeline.chosen.connect(self._on_day)
        self.day.returnPressed.connect(self._on_typed_day)
        self.points.link_activated.connect(self._on_link)
        self.words.link_activated.connect(self._on_word)
        self.panel.given.connect(self._on_given)
        self.panel.refused.connect(self.mentioned)
        self.panel.article_chosen.connect(self._on_chosen)
        self.panel.figure_wanted.connect(self._on_figure_wanted)
        self._compare.clicked.connect(self._on_compare)
        self._print.clicked.connect(self._on_print)
        self._edit.clicked.connect(self._on_edit)
        self._up.clicked.connect(self.left)
        self.bind(
            {
                "version_former": self._on_former,
                "version_next": self._on_later,
                "unchecked_next": self._on_next_unchecked,
                "unchecked_former": self._on_former_unchecked,
                "versions": self._on_compare,
                "print": self._on_print,
            }
        )

    def _show_texts(self) -> None:
        view = self._view
        if view is None:
            return
        margin = self.theme.px(22)
        for text, html in (
            (self.points, points_html(view, self.theme, self._at_figure)),
            (self.words, words_html(view, self.theme)),
        ):
            text.document().setDocumentMargin(margin)
            text.show_page(html, self.theme.colours, images(self.theme))

    @Slot()
    def _on_arranged(self) -> None:
        """In a low window the check has the height of a column, and the line of time one row."""
        is_low = self.room < self.theme.px(_LOW)
        self.timeline.set_low(is_low)
        self._day_label.setVisible(not is_low)
        box = self._panel_box if is_low else self._right_box
        if box.indexOf(self.panel) < 0:
            box.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignTop if is_low else Qt.AlignmentFlag(0))
            self.panel.show()
        self._columns.offer(self._panel_column, is_low)

    @Slot(int)
    def _on_row(self, row: int) -> None:
        if self.list.item(row) is not None:
            self.entry_wanted.emit(self._id_at(row), None)

    @Slot(str)
    def _on_word(self, link: str) -> None:
        if self._view is not None and link.startswith(NUMBER):
            self.number_wanted.emit(self._view.entry.id, link.removeprefix(NUMBER))
        elif link.startswith(SAME):
            self._same.go_to(link, self.words)

    @Slot(str, str)
    def _on_chosen(self, law: str, number: str) -> None:
        if self._view is not None:
            self.article_chosen.emit(self._view.entry.id, law, number)

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

    @Slot(str)
    def _on_link(self, link: str) -> None:
        if link.startswith(CARD):
            self.card_wanted.emit(link.removeprefix(CARD))
        elif link.startswith(SAME):
            self._same.go_to(link, self.points)
        elif link.startswith(NUMBER):
            self._on_word(link)
        elif link == EDIT:
            self._on_edit()
        elif self._view is not None and link.startswith((SOURCE, UNSOURCE)):
            word, _, place = link.partition(":")
            wish = self.source_wanted if f"{word}:" == SOURCE else self.source_dropped
            rows = self._view.wholes if place.startswith(WHOLE_TEXT) else self._view.missing
            wish.emit(self._view.entry.id, rows[int(place.removeprefix(WHOLE_TEXT))])

    @Slot()
    def _on_figure_wanted(self) -> None:
        self.step(1)

    @Slot()
    def _on_given(self) -> None:
        if self._view is not None:
            self.check_given.emit(self._view.entry.id)

    @Slot()
    def _on_former(self) -> None:
        if not self.timeline.turn(-1):
            self.mentioned.emit("这是最早的一版；更早的没有拿到。")

    @Slot()
    def _on_later(self) -> None:
        if not self.timeline.turn(1):
            self.mentioned.emit("这是最新的一版。")

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
        return str(self.list.item(row).data(_ID))

    @Slot()
    def _on_print(self) -> None:
        if self._view is not None:
            self.print_wanted.emit(self._view.entry.id)

    @Slot()
    def _on_edit(self) -> None:
        if self._view is not None:
            self.edit_wanted.emit(self._view.entry.id)

    @Slot()
    def _on_compare(self) -> None:
        if self._view is not None:
            self.comparison_wanted.emit(self._view.law)


def _bare(box: "QVBoxLayout | QHBoxLayout") -> "QVBoxLayout | QHBoxLayout":
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    return box
