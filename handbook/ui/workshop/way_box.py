"""One place at which three texts do not agree: the three side by side, and whose words hold."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.workshop.review_html import plain_words, runs_html
from handbook.upkeep.three_ways import Cell, Side, Standing, WayPlace

_LETTERS, _SMALL = 16, 13
_RADIUS = 8
_LEAST_COLUMN = 220
"""Pixels at 100 % under which the three stand beneath each other."""
_SIDES = (Side.THEIRS, Side.OURS)


@dataclass(frozen=True, slots=True)
class Headings:
    """What the three texts are called, and what is pressed to take one."""

    base: str
    theirs: str
    ours: str
    who: str
    """Who or what has the second one."""
    take_theirs: str = "用他的"
    take_ours: str = "用我的"


class _Choice(QPushButton):
    reached = Signal()
    """The keyboard came here."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()


class WayBox(QWidget):
    """The current one is boxed in accent; one that needs no choice only tells."""

    chosen = Signal(str, object)
    """Key of the place and `Side`."""
    reached = Signal()
    """It becomes the current one."""

    def __init__(self, place: WayPlace, headings: Headings) -> None:
        super().__init__()
        self.setObjectName("wayBox")
        self.place = place
        self._headings = headings
        self._theme = Theme()
        self._is_current = False
        self._side: Side | None = place.usual
        self._where = QLabel(full_width(place.place))
        self._where.setObjectName("workshopSub")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setWordWrap(True)
        self._told = QLabel()
        self._told.setObjectName("wayTold")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self.cells = tuple(_cell_label() for _ in range(3))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for cell in self.cells:
            self._line.addWidget(cell, 1)
        self._group = QButtonGroup(self)
        self._choices = FlowBox(spacing=8)
        self.buttons: list[QPushButton] = []
        if place.can_choose:
            self._add_choices()
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._where)
        self._box.addWidget(self._told)
        self._box.addLayout(self._line)
        self._box.addWidget(self._choices)
        self._choices.setVisible(place.can_choose)  # not before it has its place: it would be a window
        self._group.idClicked.connect(self._on_clicked)
        self.show_side(self._side)

    def show_side(self, side: Side | None) -> None:
        """Whose words hold here; None while nobody has said."""
        self._side = side
        self._group.setExclusive(False)
        for number, button in enumerate(self.buttons):
            button.setChecked(_SIDES[number] is side)
        self._group.setExclusive(True)
        words = _told(self.place, side, self._headings)
        self._told.setText(full_width(words))
        is_open = self.place.standing is Standing.BOTH and side is None
        self._told.setProperty("open", is_open)
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)
        self.setAccessibleName(full_width(f"{self.place.place}，{words}"))
        for button in self.buttons:
            button.setAccessibleName(full_width(f"{self.place.place}，{button.text()}，{words}"))

    def set_current(self, is_current: bool) -> None:
        """Box it in accent."""
        self._is_current = is_current
        self.update()

    def take_keyboard(self) -> None:
        """To the side that holds, or the first one."""
        checked = next((button for button in self.buttons if button.isChecked()), None)
        if self.buttons:
            (checked or self.buttons[0]).setFocus()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px = theme.px
        self._box.setContentsMargins(px(16), px(12), px(16), px(12))
        self._box.setSpacing(px(8))
        self._line.setSpacing(px(16))
        self._choices.apply_theme(theme)
        names = (self._headings.base, self._headings.theirs, self._headings.ours)
        shown = (self.place.base, self.place.theirs, self.place.ours)
        for label, name, cell in zip(self.cells, names, shown, strict=True):
            label.setText(_cell_html(name, cell, theme))
            label.setAccessibleName(full_width(f"{name}：{plain_words(cell.runs) or '没有'}"))
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._is_current else 1.0
        frame = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(QColor(colours.accent if self._is_current else colours.line), width))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)

    def _add_choices(self) -> None:
        for number, words in enumerate((self._headings.take_theirs, self._headings.take_ours)):
            button = _Choice(full_width(words))
            button.setObjectName(f"wayChoice{number}")
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.reached.connect(self.reached)
            self._group.addButton(button, number)
            self._choices.add(button)
            self.buttons.append(button)

    def _arrange(self) -> None:
        is_wide = self.width() >= 3 * self._theme.px(_LEAST_COLUMN)
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self.place.key, _SIDES[number])


def _cell_label() -> QLabel:
    label = QLabel()
    label.setObjectName("wayCell")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _cell_html(name: str, cell: Cell, theme: Theme) -> str:
    px, colours = theme.px, theme.colours
    head = (
        f'<span style="font-size:{px(_SMALL)}px;color:{colours.ink_second}">{escape(full_width(name))}</span>'
    )
    words = (
        f'<span style="font-size:{px(_LETTERS)}px;color:{colours.ink}">{runs_html(cell.runs, theme)}</span>'
        if cell.runs
        else f'<span style="font-size:{px(_SMALL)}px;color:{colours.ink_second}">（这里没有）</span>'
    )
    return f"{head}<br>{words}"


def _told(place: WayPlace, side: Side | None, headings: Headings) -> str:
    match place.standing:
        case Standing.BOTH if side is None:
            return "两边都改了，请定用哪个"
        case Standing.BOTH:
            return f"两边都改了，{headings.take_theirs if side is Side.THEIRS else headings.take_ours}"
        case Standing.THEIRS if side is Side.OURS:
            return f"只有{headings.who}改了，没收，留您的"
        case Standing.THEIRS:
            return f"只有{headings.who}改了，已收下"
        case Standing.TOGETHER:
            return "改在不同的句子，两边的都留下"
    return "只有您改了，留着"
