"""The caller's data on one line while nobody types them: labels, values, and what was not asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from handbook.call.state.call import CallerField
from handbook.call.words.tails import tail_of
from handbook.keys import key_of
from handbook.override import override
from handbook.ui.theme import icons
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.theme import Theme

NOT_ASKED = "没问到"
LABELS = {CallerField.ACCOUNT: "户号", CallerField.PHONE: "尾号", CallerField.ADDRESS: "地址"}
"""In the order in which they stand."""
LEAST_ADDRESS = 0.34
"""Share of the line below which the address must not fall; before that the account goes, which stands in the tip."""


@dataclass(frozen=True, slots=True)
class Part:
    """One label with its value, and where they stand."""

    field: CallerField
    words: str
    is_missing: bool
    area: QRectF
    label: float
    """Width of the label with its gap."""


class CallerSummary(QAbstractButton):
    """A click on a value, or Enter, opens the form at its field."""

    field_wanted = Signal(object)
    """CallerField."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callerSummary")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme = Theme()
        self._caller: Mapping[CallerField, str] = {}
        self._lacking: Collection[CallerField] = ()
        self._parts: tuple[Part, ...] = ()
        self._pressed = CallerField.ADDRESS
        self.clicked.connect(self._on_clicked)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is shown, from left to right."""
        return self._parts

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._share()

    def show_caller(self, caller: Mapping[CallerField, str], lacking: Collection[CallerField]) -> None:
        """Show the data; those `lacking` are set apart."""
        self._caller, self._lacking = caller, lacking
        said = [f"{field.value} {caller.get(field) or NOT_ASKED}" for field in LABELS]
        self.setAccessibleName(",".join(said))
        self.setToolTip("\n".join([*said, f"改:{key_of('caller')} 地址,{key_of('phone')} 电话"]))
        self._share()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(34))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._share()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._at(event.position())
        super().mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c, px = self._theme.colours, self._theme.px
        for part in self._parts:
            painter.setFont(self._label_font())
            painter.setPen(QColor(c.ink_second))
            painter.drawText(part.area, Qt.AlignmentFlag.AlignVCenter, LABELS[part.field])
            painter.setFont(self._value_font())
            missing = c.caution if part.field in self._lacking else c.ink_third
            painter.setPen(QColor(missing if part.is_missing else c.ink))
            painter.drawText(
                part.area.adjusted(part.label, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, part.words
            )
        size = px(16)
        image = icons.pixmap("edit", c.ink_second, size)
        painter.drawPixmap(self.width() - size - px(4), (self.height() - size) // 2, image)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _share(self) -> None:
        """The numbers are whole; the address is shortened; where it would have too little, the account goes."""
        fields = list(LABELS)
        if self._room(fields) < self.width() * LEAST_ADDRESS:
            fields.remove(CallerField.ACCOUNT)
        parts, left, gap = [], 0.0, self._theme.px(12)
        for field in fields:
            label, words = self._label(field), self._words(field)
            if field is CallerField.ADDRESS:
                room = max(0, round(self.width() - left - label - self._pencil()))
                words = QFontMetrics(self._value_font()).elidedText(words, Qt.TextElideMode.ElideRight, room)
            width = label + QFontMetrics(self._value_font()).horizontalAdvance(words)
            area = QRectF(left, 0, width + 2, self.height())
            parts.append(Part(field, words, not self._caller.get(field), area, label))
            left += width + gap
        self._parts = tuple(parts)
        self.setText(" ".join(f"{LABELS[part.field]} {part.words}" for part in parts))
        self.update()

    def _room(self, fields: list[CallerField]) -> float:
        """Pixels that the others leave to the value of the address."""
        values = QFontMetrics(self._value_font())
        others = sum(
            self._label(f) + values.horizontalAdvance(self._words(f)) + self._theme.px(12)
            for f in fields
            if f is not CallerField.ADDRESS
        )
        return self.width() - others - self._label(CallerField.ADDRESS) - self._pencil()

    def _words(self, field: CallerField) -> str:
        text = " ".join(self._caller.get(field, "").split())
        if field is CallerField.PHONE:
            text = tail_of(text) or text
        return text or NOT_ASKED

    def _label(self, field: CallerField) -> float:
        return QFontMetrics(self._label_font()).horizontalAdvance(LABELS[field]) + self._theme.px(5)

    def _pencil(self) -> float:
        return self._theme.px(26)

    def _label_font(self) -> QFont:
        return sized(self.font(), self._theme.px(13))

    def _value_font(self) -> QFont:
        return sized(self.font(), self._theme.px(15))

    def _at(self, place: QPointF) -> CallerField:
        inside = (part.field for part in self._parts if part.area.contains(place))
        return next(inside, CallerField.ADDRESS)

    @Slot()
    def _on_clicked(self) -> None:
        field, self._pressed = self._pressed, CallerField.ADDRESS
        self.field_wanted.emit(field)
