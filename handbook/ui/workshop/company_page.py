"""本单位资料: the values that only the company knows; beside them the sentences in which agents will say them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.company_row import CompanyRow
from handbook.ui.workshop.company_style import company_style
from handbook.ui.workshop.row_stack import RowStack
from handbook.ui.workshop.section_list import DebtBox, SectionList, defaults_in, state_of
from handbook.ui.workshop.sentence_pane import SentencePane
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.company_rows import REGION_KEY, Debt, Lack, Missing, Row, RowState, Section, Sentence

TITLE = "本单位资料"
_DETAIL = "电话、承诺、价格只在这里填一次，卡片里到处都跟着变"
_SAVED = "现在只改在您的草稿里 · 发布后生效"
PAUSE_MS = 500
"""After the last key a value is judged and kept."""
_SIDE_WIDTH, _SAY_WIDTH = 264, 388


class CompanyPage(WorkshopPage):
    """Shows and asks; what is written goes out as signals, and comes back as rows."""

    sentences_wanted = Signal(str, str)
    """Key and words of the value that is being typed, or looked at: with every key."""
    row_settled = Signal(object)
    """`RowEdit`: somebody paused, or the row or the page is left."""
    confirm_wanted = Signal(str)
    """Key of a default that is to be taken as it is."""
    region_wanted = Signal(str)
    """Id of a region; nothing of it is written here."""
    entry_wanted = Signal(str)
    """Id of the article that sets a value."""
    table_wanted = Signal()
    demo_wanted = Signal()
    send_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("workshopCompany", TITLE)
        self.keys = told(
            ("Enter", "下一项"),
            ("mend_next", "下一个没填的"),
            ("main_act", "送审"),
            ("take_back", "撤回"),
        )
        self.saved = _SAVED
        self._rows: tuple[Row, ...] = ()
        self._missing: tuple[Missing, ...] = ()
        self._is_changed = False
        self._debt = Debt(rows=0, lacking=0, to_mend=0)
        self._regions: Mapping[str, str] = {}
        self._region = ""
        self._demo: Mapping[str, str] = {}
        """Words of the demo company, shown where nothing is written."""
        self._widgets: dict[str, CompanyRow] = {}
        """Of the section that is open."""
        self._current = ""
        self._open_edits: set[str] = set()
        """Keys of rows with something typed that was not kept yet."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._make_acts()
        self._build()
        self._connect()
        self.show_head(TITLE, _DETAIL)
        self.show_demo("")

    # -- what comes down

    @override
    def apply_theme(self, theme: Theme) -> None:
        self.setStyleSheet(company_style(theme))
        super().apply_theme(theme)
        for part in (self._columns, self.debt, self.sections, self.sentences, self._heading):
            part.apply_theme(theme)
        px = theme.px
        self._heading_box.setContentsMargins(px(28), px(16), px(24), px(4))
        self._section_count.setContentsMargins(0, px(4), 0, 0)
        self._side_note.setContentsMargins(px(20), px(8), px(16), px(12))
        for widget in self._widgets.values():
            widget.apply_theme(theme)

    def show_rows(
        self, rows: Sequence[Row], debt: Debt, missing: Sequence[Missing], *, is_changed: bool
    ) -> None:
        """How everything stands; where somebody writes, and the place on the page, stay."""
        self._rows, self._missing, self._is_changed = tuple(rows), tuple(missing), is_changed
        self._debt = debt
        self.debt.show_debt(debt, defaults_in(rows))
        self.sections.show_states({one: state_of(one, self._in(one)) for one in Section})
        self._show_section()
        self._show_send()

    def show_regions(self, names: Mapping[str, str], chosen: str) -> None:
        """The regions that may be chosen: name by id."""
        self._regions, self._region = names, chosen
        row = self._widgets.get(REGION_KEY)
        if row is not None:
            row.show_choices(names, chosen)

    def show_sentences(self, key: str, sentences: Sequence[Sentence]) -> None:
        """The sentences of a value, where it is still the current one."""
        if key == self._current:
            self.sentences.show_sentences(sentences)

    def show_saved(self, when: str) -> None:
        """When the draft was last kept, such as 10:03:52; empty where there is none."""
        self.saved = f"草稿已存 {when} · 发布后生效" if when else _SAVED
        self.foot_changed.emit()

    def show_demo(self, words: str, invented: Mapping[str, str] = MappingProxyType({})) -> None:
        """What the button of the demo company does now; empty: there is no such button. `invented`: what it says, by key."""
        self._demo = invented
        for key, widget in self._widgets.items():
            widget.show_demo(invented.get(key, ""))
        self.demo_button.setText(full_width(words))
        self.demo_button.setAccessibleName(full_width(words))
        self.demo_button.setVisible(bool(words))
        self._arrange()

    def show_table_offer(self, is_offered: bool) -> None:
        """Whether a table can be taken in."""
        self.table_button.setVisible(is_offered)
        self._arrange()

    def go_to(self, key: str, lack: Lack = Lack.VALUE) -> None:
        """Open the section of a value and put the keyboard where it is written."""
        row = self._row(key)
        if row is None:
            return
        self.settle()
        self._columns.bring(self.form)
        if row.section is not self.sections.current:
            self.sections.bring(row.section)
        widget = self._widgets[key]
        self._set_current(key)
        widget.bring(lack)
        self.form.ensureWidgetVisible(widget, 0, self.theme.px(12))

    @Slot()
    def settle(self) -> None:
        """What was typed and not kept yet is kept now."""
        self._pause.stop()
        for key in sorted(self._open_edits):
            widget = self._widgets.get(key)
            self._open_edits.discard(key)
            if widget is not None:
                self.row_settled.emit(widget.edit)

    def hold(self, key: str) -> None:
        """What was typed could not be kept: it stays in its fields, and is tried again with the next key or when they are left."""
        if key in self._widgets:
            self._open_edits.add(key)

    @property
    def current(self) -> str:
        """Key of the row whose sentences are shown."""
        return self._current

    def widget_of(self, key: str) -> CompanyRow | None:
        """The row of a value in the section that is open."""
        return self._widgets.get(key)

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return self._columns.keyboards()

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        self._columns.bring_keyboard(keyboard)
        widget = self._widgets.get(self._current) or next(iter(self._widgets.values()), None)
        if keyboard is self.form and widget is not None:
            widget.keyboard.setFocus()

    @override
    def step(self, direction: int) -> None:
        self.settle()
        keys = [row.key for row in self._rows]
        wanted = [row for row in self._rows if row.is_open]
        if not wanted:
            self.mentioned.emit("都填好了，没有要改的。")
            return
        now = keys.index(self._current) if self._current in keys else -1
        ahead = [row for row in wanted if (keys.index(row.key) - now) * direction > 0]
        row = (ahead or wanted)[0 if direction > 0 else -1]
        self.go_to(row.key, _first_lack(row))

    @override
    def act(self) -> None:
        self.settle()
        if self._missing:
            first = self._missing[0]
            self.go_to(first.key, first.lack)
            self.mentioned.emit(full_width(f"{first.words}。"))
        elif not self._is_changed:
            self.mentioned.emit("还没改过什么，没有要送审的。")
        else:
            self.send_wanted.emit()

    @override
    def undo(self) -> None:
        self.settle()
        self.undo_wanted.emit()

    @override
    def begin(self) -> None:
        widget = self._widgets.get(self._current)
        if widget is None:
            first = next((row for row in self._rows if row.state is RowState.EMPTY), None)
            if first is not None:
                self.go_to(first.key)
            else:
                self._columns.bring_keyboard(self.sections)
        else:
            widget.keyboard.setFocus()

    @override
    def end(self) -> None:
        self.settle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark_current()

    # -- internals: building

    def _make_acts(self) -> None:
        self.table_button = QPushButton("从表格填")
        self.table_button.setObjectName("companyTable")
        self.demo_button = QPushButton()
        self.demo_button.setObjectName("companyDemo")
        self.next_button = KeyButton("下一个没填的", key_of("mend_next"))
        self.next_button.setObjectName("companyNext")
        self.send_button = WhyButton("送审", key_of("main_act"))
        self.send_button.setObjectName("companySend")
        self.folder_button = QPushButton("备份和搬家")
        self.folder_button.setObjectName("companyFolder")
        self.folder_button.setAccessibleName("备份和搬家：存备份、从备份恢复、搬到共享文件夹")
        for button in (
            self.folder_button,
            self.table_button,
            self.demo_button,
            self.next_button,
            self.send_button,
        ):
            self.add_act(button)

    def _build(self) -> None:
        self.debt = DebtBox()
        self.sections = SectionList()
        self._side_note = QLabel("每改一处都记下谁、何时、改前改后。")
        self._side_note.setObjectName("companySideNote")
        self._side_note.setWordWrap(True)
        side = QWidget()
        side.setObjectName("workshopSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 1, 0)  # the line between the columns
        box.setSpacing(0)
        box.addWidget(self.debt)
        box.addWidget(self.sections, 1)
        box.addWidget(self._side_note)
        self._section_name = QLabel()
        self._section_name.setObjectName("companySection")
        self._section_count = QLabel()
        self._section_count.setObjectName("companyCount")
        self._section_count.setWordWrap(True)
        self._heading = FlowBox(spacing=10)
        self._heading.add(self._section_name)
        self._heading.add(self._section_count)
        heading = QWidget()
        self._heading_box = QVBoxLayout(heading)
        self._heading_box.addWidget(self._heading)
        self._stack = RowStack()
        self._stack.setObjectName("companyFormInner")
        self._stack.insert(0, heading)
        self.form = QScrollArea()
        self.form.setObjectName("companyForm")
        self.form.setAccessibleName("填写")
        self.form.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.setWidgetResizable(True)
        self.form.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form.setWidget(self._stack)
        self.sentences = SentencePane()
        self._columns = Columns()
        self._columns.add("分项", side, keyboard=self.sections, width=_SIDE_WIDTH, stays=True)
        self._columns.add("填写", self.form)
        self._columns.add("坐席会这样说", self.sentences, keyboard=self.sentences.area, width=_SAY_WIDTH)
        self._columns.bring(self.form)
        self.body.addWidget(self._columns, 1)

    def _connect(self) -> None:
        self.sections.section_chosen.connect(self._on_section)
        self.sentences.fill_wanted.connect(self._on_fill)
        self.table_button.clicked.connect(self.table_wanted)
        self.demo_button.clicked.connect(self.demo_wanted)
        self.next_button.clicked.connect(self._on_next)
        self.send_button.clicked.connect(self.act)
        self._columns.arranged.connect(self._mark_current)

    # -- internals: rows

    def _row(self, key: str) -> Row | None:
        return next((row for row in self._rows if row.key == key), None)

    def _in(self, section: Section) -> list[Row]:
        return [row for row in self._rows if row.section is section]

    def _show_section(self) -> None:
        """Rows that are there already are written anew, so that the keyboard and what is typed stay."""
        rows = self._in(self.sections.current)
        if [row.key for row in rows] != list(self._widgets):
            self._make_rows(rows)
        for row in rows:
            if row.key not in self._open_edits:
                self._widgets[row.key].show_row(row)
        self._section_name.setText(self.sections.current)
        self._section_count.setText(_counted(rows))
        self._heading.updateGeometry()

    def _make_rows(self, rows: Sequence[Row]) -> None:
        self._drop_rows()
        before: QWidget = self.sections
        for number, row in enumerate(rows):
            widget = CompanyRow(row)
            widget.became_current.connect(self._on_current)
            widget.typed.connect(self._on_typed)
            widget.edited.connect(self._on_edited)
            widget.step_wanted.connect(self._on_step)
            widget.article_wanted.connect(self.entry_wanted)
            widget.confirm_wanted.connect(self._on_confirm)
            widget.region_chosen.connect(self._on_region)
            widget.apply_theme(self.theme)
            widget.show_demo(self._demo.get(row.key, ""))
            widget.use_width(self._stack.width())
            self._stack.insert(number + 1, widget)
            self._widgets[row.key] = widget
            for part in (
                widget.field,
                widget.choice,
                widget.source,
                widget.date,
                widget.confirm,
                widget.article,
            ):
                QWidget.setTabOrder(before, part)
                before = part
            if row.key == REGION_KEY:
                widget.show_choices(self._regions, self._region)
        QWidget.setTabOrder(before, self.sentences.area)

    def _drop_rows(self) -> None:
        for widget in self._widgets.values():
            self._stack.let_go(widget)
        self._widgets.clear()

    def _set_current(self, key: str) -> None:
        if key == self._current:
            return
        self.settle()
        self._current = key
        self._mark_current()
        self._ask_sentences()

    @Slot()
    def _mark_current(self) -> None:
        for key, widget in self._widgets.items():
            widget.set_current(key == self._current, is_seen_beside=self._columns.is_wide)

    def _ask_sentences(self) -> None:
        widget = self._widgets.get(self._current)
        if widget is not None:
            words = widget.row.value if widget.row.is_locked else widget.field.text()
            self.sentences_wanted.emit(self._current, words)

    def _show_send(self) -> None:
        count = len(self._missing)
        if count:
            self.send_button.say("送审", f"还差 {count} 样", self._missing[0].words)
        elif not self._is_changed:
            self.send_button.say("送审", "还没改")
        else:
            self.send_button.say("送审")
        is_owed = bool(self._debt.lacking or self._debt.to_mend)
        role = "primary" if is_owed and (count or not self._is_changed) else ""
        if self.next_button.property("role") != role:  # one main act at a time
            self.next_button.setProperty("role", role)
            self.next_button.style().unpolish(self.next_button)
            self.next_button.style().polish(self.next_button)

    # -- internals: what happens

    @Slot(object)
    def _on_section(self, _section: Section) -> None:
        self.settle()
        self._show_section()
        self.form.verticalScrollBar().setValue(0)
        if self._current not in self._widgets:
            self._current = next(iter(self._widgets), "")
        self._mark_current()
        self._ask_sentences()

    @Slot(str)
    def _on_current(self, key: str) -> None:
        self._set_current(key)

    @Slot(str)
    def _on_typed(self, key: str) -> None:
        widget = self._widgets.get(key)
        if widget is not None:
            self.sentences_wanted.emit(key, widget.field.text())

    @Slot(str)
    def _on_edited(self, key: str) -> None:
        self._open_edits.add(key)
        self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        """While an input method composes nothing is judged or kept."""
        if any(self._widgets[key].is_composing for key in self._open_edits if key in self._widgets):
            self._pause.start()
        else:
            self.settle()

    @Slot(int)
    def _on_step(self, direction: int) -> None:
        """To the row after this one, also of the next section; past the last nothing happens."""
        keys = [row.key for row in self._rows if not row.is_locked]
        if self._current in keys:
            number = keys.index(self._current) + direction
            if 0 <= number < len(keys):
                self.go_to(keys[number])

    @Slot(str)
    def _on_fill(self, key: str) -> None:
        self.go_to(key)

    @Slot()
    def _on_next(self) -> None:
        self.step(1)

    @Slot(str)
    def _on_confirm(self, key: str) -> None:
        self.settle()
        self.confirm_wanted.emit(key)

    @Slot(str)
    def _on_region(self, region: str) -> None:
        if region != self._region:
            self.region_wanted.emit(region)
            self.show_regions(self._regions, self._region)


_TOLD = (
    RowState.FINE,
    RowState.TO_MEND,
    RowState.EMPTY,
    RowState.UNSET,
    RowState.DEFAULT,
    RowState.LOCKED,
)


def _first_lack(row: Row) -> Lack:
    is_value = row.state in (RowState.EMPTY, RowState.TO_MEND)
    return Lack.VALUE if is_value or not row.lacks else row.lacks[0]


def _counted(rows: Sequence[Row]) -> str:
    """8 项：填好 6，要改 1，没填 1."""
    counts = Counter(row.state for row in rows)
    words = "，".join(f"{full_width(state)} {counts[state]}" for state in _TOLD if counts[state])
    return f"{len(rows)} 项：{words}"
