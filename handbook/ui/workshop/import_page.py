"""导入法规: what was read on the left, line by line with its place; what a person has to decide on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.draft_view import DraftView
from handbook.ui.workshop.import_checks import ImportChecks
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.law_rows import ReadLaw

_CHECKS_WIDTH = 560


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
        self._other = QPushButton("换文件")
        self._other.setObjectName("importOther")
        self._accept = WhyButton("收下", key_of("main_act"))
        self._accept.setObjectName("importAccept")
        self.add_act(self._other)
        self.add_act(self._accept)
        self.view = DraftView()
        self.checks = ImportChecks()
        self._former = QPushButton("上一处")
        self._former.setObjectName("importFormer")
        self._next = KeyButton("下一处没处放的", key_of("mend_next"))
        self._next.setObjectName("importNext")
        self._text = self._text_column()
        self._columns = Columns()
        self._columns.add("原文", self._text, keyboard=self.view)
        self._columns.add("要您定的", self.checks, keyboard=self.checks.area, width=_CHECKS_WIDTH)
        self._columns.bring(self.checks)
        self.body.addWidget(self._columns, 1)
        self._connect()

    @property
    def law(self) -> ReadLaw | None:
        """The file that is being decided."""
        return self._law

    # -- what comes down

    def show_law(self, law: ReadLaw) -> None:
        """A file that was read; nothing of an earlier one stays."""
        self._law = law
        self.show_head("导入法规", f"{law.file_name}    {law.about_file}")
        self.saved = f"原件指纹 {law.sha256[:4]}…{law.sha256[-4:]}"
        for button in (self._former, self._next):
            button.setVisible(bool(law.draft.unplaced))
        self.view.show_draft(law.draft, {})
        self.checks.show_law(law)
        self._on_row(self.checks.strays.currentRow())
        self.foot_changed.emit()

    def forget(self) -> None:
        """The file was taken in: there is nothing to go on with."""
        self._law = None

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        for part in (self.view, self.checks, self._bar, self._columns):
            part.apply_theme(theme)
        above = PLAIN.px(5)
        self._bar_line.setContentsMargins(theme.px(22), above, theme.px(22), above)
        self._bar_line.setSpacing(theme.px(10))

    @override
    def use_room(self, height: int) -> None:
        super().use_room(height)
        self.checks.use_room(height)

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return self._columns.keyboards()

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        self._columns.bring_keyboard(keyboard)
        if keyboard is self.checks.area:
            self.checks.take_keyboard()

    @override
    def step(self, direction: int) -> None:
        """To the next line that found no place, round and round."""
        strays = self.checks.strays
        if not strays.count():
            self.mentioned.emit("每一行都放好了，没有要定的。")
            return
        strays.setCurrentRow((strays.currentRow() + direction) % strays.count())
        self._go_to(strays)

    @override
    def act(self) -> None:
        decided = self.checks.decided()
        if self.checks.missing:
            words, widget = self.checks.missing[0]
            self.mentioned.emit(f"还差：{words}。")
            self._go_to(widget)
        elif self._law is not None and decided is not None:
            self.accepted.emit(decided)

    @override
    def back(self) -> bool:
        self.given_up.emit()
        return True

    @override
    def begin(self) -> None:
        self._on_row(self.checks.strays.currentRow())
        self._go_to(self.checks.missing[0][1] if self.checks.missing else self._accept)

    # -- internals

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
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self.view, 1)
        return column

    def _connect(self) -> None:
        self.checks.changed.connect(self._follow)
        self.checks.strays.currentRowChanged.connect(self._on_row)
        self.checks.strays.decided.connect(self._on_decided)
        self.view.line_chosen.connect(self._on_line)
        self._other.clicked.connect(self.other_file_wanted)
        self._accept.clicked.connect(self.act)
        self._former.clicked.connect(self._on_former)
        self._next.clicked.connect(self._on_next)

    def _go_to(self, widget: QWidget) -> None:
        if self.checks.isAncestorOf(widget):
            self._columns.bring(self.checks)
            self.checks.bring(widget)
        widget.setFocus()

    @Slot()
    def _follow(self) -> None:
        missing = self.checks.missing
        lacking = f"还差 {len(missing)} 样" if missing else ""
        more = "还差：" + "、".join(words for words, _ in missing) if missing else ""
        self._accept.say("收下", lacking, more)
        self._columns.word(self.checks, f"要您定的 {len(missing)}" if missing else "要您定的")

    @Slot(int)
    def _on_row(self, row: int) -> None:
        number = self.checks.strays.number_at(row)
        if number is not None:
            self.view.go_to(number)

    @Slot(int)
    def _on_line(self, number: int) -> None:
        """A yellow line was chosen in the text."""
        self.checks.strays.choose_line(number)
        self._go_to(self.checks.strays)

    @Slot(int, object)
    def _on_decided(self, _number: int, _choice: object) -> None:
        self.view.show_choices(self.checks.choices)

    @Slot()
    def _on_former(self) -> None:
        self.step(-1)

    @Slot()
    def _on_next(self) -> None:
        self.step(1)
