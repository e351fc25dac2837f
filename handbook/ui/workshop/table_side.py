"""Beside a brought sheet: how many rows become what, what is to be mended, and what the current row will be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.mend_list import MendList
from handbook.ui.workshop.row_stack import RowStack
from handbook.upkeep.bringing_desk import Tally

_ROWS = (
    ("drafts", "条新的知识草稿"),
    ("values", "项写进本单位资料"),
    ("asks", "行并进已有条目（只加“怎么问”）"),
    ("groups", "组同义词"),
    ("lines", "句加进话术"),
    ("joined", "行和别的行相同，合在一起"),
    ("nothing", "行手册里已有，或没有可收的"),
)


class TableSide(QWidget):
    """Words come in; the list of what is to be mended takes the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tableSide")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._tally = Tally()
        self.mends = MendList()
        self._title = self._label("tableSideTitle")
        self._counts = self._label("tableCounts")
        self._counts.setTextFormat(Qt.TextFormat.RichText)
        self._mend_head = self._label("tableSideHead")
        self._row_head = self._label("tableSideHead")
        self.preview = self._label("tablePreview")
        self.preview.setTextFormat(Qt.TextFormat.RichText)
        self._count_card = _card(self._counts)
        self._row_card = _card(self.preview)
        self._notes = self._label("tableNotes")
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._stack = RowStack()
        self._stack.setObjectName("tableSideInner")
        for number, widget in enumerate(
            (
                *(self._title, self._count_card, self._mend_head, self.mends, self._row_head, self._row_card),
                self._notes,
            )
        ):
            self._stack.insert(number, widget)
        self._notes.hide()
        self.area = QScrollArea()
        self.area.setObjectName("tableSideScroll")
        self.area.setAccessibleName("会变成什么")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._stack)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(1, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addWidget(self.area, 1)

    @property
    def keyboard(self) -> QWidget:
        """What takes the keyboard."""
        return self.mends if self.mends.count() else self.area

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px = theme.px
        self._stack.set_room(side=px(18), above=px(12), spacing=px(8))
        for card in (self._count_card, self._row_card):
            layout = card.layout()
            if layout is not None:
                layout.setContentsMargins(px(14), px(10), px(14), px(10))
        self.mends.apply_theme(theme)
        self.show_tally(self._tally)

    def show_tally(self, tally: Tally, lacking: str = "") -> None:
        """How many rows become what; `lacking`: why nothing can be said yet."""
        self._tally = tally
        colours, px = self._theme.colours, self._theme.px
        self._title.setText(full_width(f"{tally.rows} 行会变成" if not lacking else "还看不出会变成什么"))
        counted = [(getattr(tally, name), words) for name, words in _ROWS if getattr(tally, name)]
        lines = [_counted(n, words, px(17), colours.ink) for n, words in counted]
        if tally.to_mend:
            lines.append(_counted(tally.to_mend, "行要改", px(17), colours.caution, is_bold=True))
        if lacking:
            lines = [f'<p style="margin:0;color:{colours.caution};font-weight:600">{lacking}</p>']
        self._counts.setText("".join(lines))
        said = [f"{n} {words}" for n, words in counted] + (
            [f"{tally.to_mend} 行要改"] if tally.to_mend else []
        )
        self._counts.setAccessibleName(full_width(lacking or "，".join(said)))
        self._count_card.setVisible(bool(lines))
        self._mend_head.setText(f"要改的 {tally.to_mend} 行")
        self._mend_head.setVisible(bool(tally.to_mend))

    def show_notes(self, words: str) -> None:
        """What has no room above the sheet; mostly nothing."""
        self._notes.setText(full_width(words))
        self._notes.setVisible(bool(words))

    def show_preview(self, number: int, html: str) -> None:
        """What the row `number` will be; nothing where there is no such row."""
        self._row_head.setText(f"第 {number} 行会变成")
        self.preview.setText(html)
        for widget in (self._row_head, self._row_card):
            widget.setVisible(bool(html))

    @staticmethod
    def _label(name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setWordWrap(True)
        return label


def _card(label: QLabel) -> QFrame:
    card = QFrame()
    card.setObjectName("tableCard")
    box = QVBoxLayout(card)
    box.addWidget(label)
    return card


def _counted(number: int, words: str, pixels: int, colour: str, *, is_bold: bool = False) -> str:
    weight = "font-weight:600;" if is_bold else ""
    return (
        f'<p style="margin:0 0 4px 0;color:{colour};{weight}"><span style="font-size:{pixels}px;font-weight:600">{number}</span>'
        f"　{words}</p>"
    )
