"""One value of 本单位资料: its name, its field, how it stands; while it is current also where it comes from, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from handbook.model.text import DEMO
from handbook.model.typesetting import NO_BREAK, full_width, typeset
from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.workshop.value_field import ChoiceBox, LinkButton, ValueField
from handbook.upkeep.company_rows import Lack, Row, RowState, Wanted

HEIGHT = 68
_NAME, _FIELD, _DATE = 148, 236, 116
_SIDE, _GAP = 24, 16
_WIDE, _MIDDLE = 640, 520
"""Widths at 100 % from which name, field and note stand side by side; or name and field, the note beneath."""
_SPOKEN = "会念给用户听"
_UNBOUND = 16_777_215


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What stands in the fields of a row; None where nobody touched that field."""

    key: str
    value: str
    source: str | None
    date: str | None


class CompanyRow(QWidget):
    """Enter goes on to the next row; Tab also visits source and date of the current one."""

    became_current = Signal(str)
    typed = Signal(str)
    """Key of the row: another sign in its value."""
    edited = Signal(str)
    """Key of the row: another sign in any of its fields."""
    step_wanted = Signal(int)
    """To the next row (1) or the former (-1)."""
    article_wanted = Signal(str)
    confirm_wanted = Signal(str)
    """The default is to be taken as it is."""
    region_chosen = Signal(str)

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.setObjectName("companyRow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self.row = row
        self._is_current = False
        self._demo = ""
        """What the demo company says here, while it is laid in."""
        self._is_seen_beside = False
        self._touched: set[Lack] = set()
        self._mode = ""
        self._width = 0
        self._name = QLabel()
        self._name.setObjectName("companyName")
        self._name.setWordWrap(True)
        self._aside = QLabel(_SPOKEN)
        self._aside.setObjectName("companyAside")
        self._aside.setWordWrap(True)
        self.field = ValueField()
        self.field.setObjectName(f"value_{row.key}")
        self.choice = ChoiceBox()
        self.choice.setObjectName(f"choice_{row.key}")
        self._locked = QLabel()
        self._locked.setObjectName("companyLocked")
        self._locked.setWordWrap(True)
        self._unit = QLabel()
        self._unit.setObjectName("companyUnit")
        self.source = ValueField()
        self.source.setObjectName(f"source_{row.key}")
        self.source.setPlaceholderText("如通信录")
        self.date = ValueField()
        self.date.setObjectName(f"date_{row.key}")
        self.date.setPlaceholderText("年-月-日")
        self._note = QLabel()
        self._note.setObjectName("companyNote")
        self._note.setTextFormat(Qt.TextFormat.RichText)
        self._more = QLabel()
        self._more.setObjectName("companyMore")
        self.article = LinkButton()
        self.article.setObjectName(f"article_{row.key}")
        self.confirm = LinkButton("就用这个")
        self.confirm.setObjectName(f"confirm_{row.key}")
        self._build()
        self._connect()
        self.show_row(row)

    # -- what comes down

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px = theme.px
        self._grid.setHorizontalSpacing(px(_GAP))
        self._grid.setVerticalSpacing(px(4))
        above = px(5) + PLAIN.px(7)
        self._grid.setContentsMargins(px(_SIDE), above, px(_SIDE), above)
        self._field_line.setSpacing(px(8))
        self._source_line.setSpacing(px(8))
        self._names.setSpacing(px(2))
        self._notes.setSpacing(px(2))
        self.date.setFixedWidth(px(_DATE))
        self.choice.apply_theme(theme)
        self.setMinimumHeight(px(HEIGHT))
        self._mode = ""
        self._arrange()
        self._say()

    def use_width(self, width: int) -> None:
        """Stand side by side or beneath each other, as there is room."""
        self._width = width
        self._arrange()

    def show_row(self, row: Row) -> None:
        """How it stands now; a field in which somebody writes keeps what he wrote."""
        self.row = row
        is_region = row.wanted is Wanted.REGION
        self.choice.setVisible(is_region)
        self.field.setVisible(not row.is_locked and not is_region)
        self._locked.setVisible(row.is_locked)
        self._name.setText(full_width(row.label))
        self._locked.setText(full_width(f"{row.value} {row.unit}".strip() or "没有取得"))
        self._unit.setText(full_width(row.unit))
        self._unit.setVisible(bool(row.unit) and not row.is_locked)
        is_ours = row.state in (RowState.FINE, RowState.TO_MEND) and bool(row.value)
        _write(self.field, row.value)
        _write(self.source, row.source if is_ours else "")
        _write(self.date, row.date if is_ours else "")
        self._touched.clear()
        self._mark(self.field, "mend", row.state is RowState.TO_MEND)
        self.article.setVisible(bool(row.article))
        self.article.setText(full_width(f"看{row.article_words}"))
        self._follow()

    def show_demo(self, words: str) -> None:
        """What the demo company says here: seen while nothing is written, and never what is written."""
        self._demo = words
        self._say()

    def show_choices(self, names: Mapping[str, str], chosen: str) -> None:
        """What may be chosen where this is the row of the region: name by what is chosen."""
        self.choice.clear()
        for name, words in names.items():
            self.choice.addItem(full_width(words), name)
        self.choice.setCurrentIndex(self.choice.findData(chosen))

    def set_current(self, is_current: bool, *, is_seen_beside: bool = False) -> None:
        """Whether its sentences are shown, and whether they stand beside it."""
        self._is_seen_beside = is_seen_beside
        self._is_current = is_current
        self._mark(self, "current", is_current)
        for part in (self._name, self._aside):
            part.style().unpolish(part)
            part.style().polish(part)
        self._follow()

    @property
    def edit(self) -> RowEdit:
        """What stands in the fields."""
        return RowEdit(
            key=self.row.key,
            value=self.field.text(),
            source=self.source.text() if Lack.SOURCE in self._touched else None,
            date=self.date.text() if Lack.DATE in self._touched else None,
        )

    @property
    def is_composing(self) -> bool:
        """Whether an input method has something open in one of its fields."""
        return any(field.is_composing for field in (self.field, self.source, self.date))

    @property
    def keyboard(self) -> QWidget:
        """What takes the keyboard first."""
        if self.row.wanted is Wanted.REGION:
            return self.choice
        if not self.row.is_locked:
            return self.field
        return self.article if self.row.article else self

    def bring(self, lack: Lack = Lack.VALUE) -> None:
        """Put the keyboard where that is written."""
        if not self.row.is_locked and self.row.wanted is not Wanted.REGION:
            self._source_box.show()
        target = {Lack.SOURCE: self.source, Lack.DATE: self.date}.get(lack, self.keyboard)
        target.setFocus()
        if isinstance(target, ValueField):
            target.deselect()
            target.end(False)

    # -- Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.use_width(self.width())

    # -- internals

    def _build(self) -> None:
        self._names = QVBoxLayout()
        self._names.addWidget(self._name)
        self._names.addWidget(self._aside)
        self._names.addStretch(1)
        self._field_line = QHBoxLayout()
        self._field_line.setContentsMargins(0, 0, 0, 0)
        for widget in (self.field, self.choice, self._locked):
            self._field_line.addWidget(widget, 1)
        self._field_line.addWidget(self._unit)
        self._fields = QVBoxLayout()
        self._fields.addLayout(self._field_line)
        self._fields.addStretch(1)
        self._source_box = QWidget()
        self._source_box.setObjectName("companySource")
        self._source_line = QHBoxLayout(self._source_box)
        self._source_line.setContentsMargins(0, 0, 0, 0)
        name = QLabel("来源")
        name.setObjectName("companySourceName")
        self._source_line.addWidget(name)
        self._source_line.addWidget(self.source, 1)
        self._source_line.addWidget(self.date)
        self._notes = QVBoxLayout()
        for label in (self._note, self._more):
            label.setWordWrap(True)
            self._notes.addWidget(label)
        self._notes.addWidget(self._source_box)
        self._notes.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeft)
        self._notes.addWidget(self.article, 0, Qt.AlignmentFlag.AlignLeft)
        self._notes.addStretch(1)
        self._grid = QGridLayout(self)
        # Now, since whatever is shown before it has a parent is a window of its own.
        for number, layout in enumerate((self._names, self._fields, self._notes)):
            self._grid.addLayout(layout, 0, number)

    def _connect(self) -> None:
        self.field.textEdited.connect(self._on_value)
        self.source.textEdited.connect(self._on_source)
        self.date.textEdited.connect(self._on_date)
        for field in (self.field, self.source, self.date):
            field.focused.connect(self._on_focus)
            field.entered.connect(self._on_entered)
            field.moved.connect(self.step_wanted)
        for part in (self.choice, self.article, self.confirm):
            part.focused.connect(self._on_focus)
        self.choice.activated.connect(self._on_choice)
        self.article.clicked.connect(self._on_article)
        self.confirm.clicked.connect(self._on_confirm)

    def _arrange(self) -> None:
        px = self._theme.px
        width = self._width
        is_long = self.row.wanted is Wanted.TEXT or self.row.is_locked
        mode = "wide" if width >= px(_WIDE) else "middle" if width >= px(_MIDDLE) else "narrow"
        if mode == "wide" and is_long and len(self.row.value) > 18:
            mode = "middle"
        if mode == self._mode:
            return
        self._mode = mode
        for layout in (self._names, self._fields, self._notes):
            self._grid.removeItem(layout)
        places = {
            "wide": ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)),
            "middle": ((0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)),
            "narrow": ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)),
        }[mode]
        for layout, place in zip((self._names, self._fields, self._notes), places, strict=True):
            self._grid.addLayout(layout, *place)
        self._grid.setRowStretch(1, int(mode == "middle"))
        name = px(_NAME) if mode != "narrow" else _UNBOUND
        for label in (self._name, self._aside):
            label.setMinimumWidth(name if mode != "narrow" else 0)
            label.setMaximumWidth(name)
        self._grid.setColumnStretch(0, int(mode == "narrow"))
        self._grid.setColumnStretch(1, int(mode == "middle"))
        self._grid.setColumnStretch(2, int(mode == "wide"))
        self._grid.setColumnMinimumWidth(1, px(_FIELD) if mode == "wide" else 0)
        self._name.setContentsMargins(0, px(6) if mode != "narrow" else 0, 0, 0)
        self._note.setContentsMargins(0, px(5) if mode == "wide" else 0, 0, 0)
        self._locked.setContentsMargins(0, px(6) if mode != "narrow" else 0, 0, 0)

    def _follow(self) -> None:
        row = self.row
        is_open = self._is_current and not row.is_locked and row.wanted is not Wanted.REGION
        self._source_box.setVisible(is_open)
        self.confirm.setVisible(is_open and row.state is RowState.DEFAULT)
        self._aside.setVisible(is_open and row.is_spoken)
        self._say()

    def _say(self) -> None:
        row, colours = self.row, self._theme.colours
        self._note.setText(_note_html(row, self._used(), colours.done, colours.caution))
        more, kind = _more(row, is_current=self._is_current)
        if self._demo and row.state is RowState.EMPTY:
            more, kind = "没填，现在显示示例" if row.uses else "", ""
        self._more.setText(typeset(more))
        self._more.setVisible(bool(more))
        self._mark(self._more, "kind", kind)
        spoken = self.spoken()
        self.field.setAccessibleName(spoken)
        self.choice.setAccessibleName(spoken)
        self.setAccessibleName(spoken)
        self.article.setAccessibleName(full_width(f"{spoken},看{row.article_words}"))
        self.confirm.setAccessibleName(full_width(f"{row.label}就用 {row.value} {row.unit}".strip()))
        self.source.setAccessibleName(full_width(f"{row.label}的来源"))
        self.date.setAccessibleName(full_width(f"{row.label}的来源日期,年-月-日"))
        self.field.setPlaceholderText(full_width(f"{DEMO}{self._demo}") if self._demo else "没填")

    def spoken(self) -> str:
        """Label, state, what is the matter, and where it is used, for whoever hears the screen."""
        row = self.row
        lacks = "还差" + "、".join(row.lacks) if row.lacks else ""
        value = f"{row.value} {row.unit}".strip() if row.is_locked else ""
        demo = f"现在显示示例 {self._demo}" if self._demo and row.state is RowState.EMPTY else ""
        parts = (row.label, value, str(row.state), demo, row.message, lacks, row.used_words)
        return full_width(",".join(filter(None, parts)))

    def _used(self) -> str:
        row = self.row
        beside = ",见右边" if self._is_current and self._is_seen_beside and row.uses else ""
        return row.used_words + (beside if row.state is not RowState.EMPTY else "")

    @staticmethod
    def _mark(widget: QWidget, name: str, value: object) -> None:
        if widget.property(name) != value:
            widget.setProperty(name, value)
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    @Slot(str)
    def _on_value(self, _text: str) -> None:
        self.typed.emit(self.row.key)
        self.edited.emit(self.row.key)

    @Slot(str)
    def _on_source(self, _text: str) -> None:
        self._touched.add(Lack.SOURCE)
        self.edited.emit(self.row.key)

    @Slot(str)
    def _on_date(self, _text: str) -> None:
        self._touched.add(Lack.DATE)
        self.edited.emit(self.row.key)

    @Slot()
    def _on_focus(self) -> None:
        self.became_current.emit(self.row.key)

    @Slot()
    def _on_entered(self) -> None:
        self.step_wanted.emit(1)

    @Slot(int)
    def _on_choice(self, number: int) -> None:
        self.region_chosen.emit(str(self.choice.itemData(number)))

    @Slot()
    def _on_article(self) -> None:
        self.article_wanted.emit(self.row.article)

    @Slot()
    def _on_confirm(self) -> None:
        self.confirm_wanted.emit(self.row.key)


def _write(field: ValueField, text: str) -> None:
    """Blanks at the end that somebody is typing stay."""
    if not field.is_composing and field.text().split() != text.split():
        field.setText(text)
        if not field.hasFocus():
            field.setCursorPosition(0)  # of a long one its beginning is seen


def _note_html(row: Row, used: str, fine: str, caution: str) -> str:
    message = escape(typeset(row.message))
    told = escape(typeset(used).replace(" 处", f"{NO_BREAK}处"))
    match row.state:
        case RowState.TO_MEND:
            return f'<span style="color:{caution}"><b>▲ 要改</b> {message}</span>'
        case RowState.FINE:
            behind = "" if row.wanted is Wanted.REGION else f" · {told}"
            return f'<span style="color:{fine}">✓ {row.kind}</span>{behind}'
        case RowState.DEFAULT | RowState.LOCKED:
            behind = "" if row.wanted is Wanted.REGION else f" · {told}"
            return f"{full_width(row.state)}{behind}"
        case _:
            return told


def _more(row: Row, *, is_current: bool) -> tuple[str, str]:
    """The second line of the note, and whether it is something to do."""
    if row.lacks:
        return "▲ 还差" + "、".join(row.lacks), "open"
    if row.state is RowState.TO_MEND:
        return row.used_words, ""
    if row.state is RowState.EMPTY:
        return (f"没填时显示〔待填:{row.label}〕" if row.uses else ""), ""
    if row.message:
        return row.message, "open"
    if is_current and row.state is RowState.FINE:
        return "", ""  # it stands in the fields
    return " ".join(filter(None, (row.source, row.date))), ""
