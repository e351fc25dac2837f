"""A number in a sentence, drawn as one small block: what stands in it, how wide it is, and the block itself.

Solid and blue is a site value that is given; dashed and amber is what is asked during the call, or a value nobody has
confirmed yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from handbook.model.site_value import SiteValue
from handbook.model.text import Piece, PieceKind, hole_of, missing_keys, pieces, value_reference
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme

CHIP = QTextFormat.ObjectTypes.UserObject.value + 11
"""Type of the text object."""
RAW = QTextFormat.Property.UserProperty.value + 11
"""Property of its format: how the content writes it."""
_SIDE = 6
"""Room beside the words, within the border."""
_APART = 2
"""Room outside the border."""
_RADIUS = 5
_DASHES = [3.0, 2.0]


@dataclass(frozen=True, slots=True)
class Chip:
    """One number as it is shown and offered."""

    raw: str
    """As the content writes it."""
    words: str
    """What stands in the block."""
    is_given: bool
    """Whether it is a value the company has given, said as it stands."""
    label: str = ""
    """What it is."""
    note: str = ""
    """Where it comes from, or how often it is used."""

    @property
    def told(self) -> str:
        """For the pointer and for whoever hears the screen."""
        name = "" if self.label in self.words else self.label
        return "，".join(part for part in (name, self.words, self.note) if part)

    def answers(self, words: str) -> bool:
        """Whether `words` stand in its name, in its value or in what the content calls it."""
        wanted = words.strip().casefold()
        return any(wanted in part.casefold() for part in (self.label, self.words, self.raw))


class ChipStock:
    """The site values and placeholders that may stand in a text."""

    def __init__(
        self,
        values: Sequence[SiteValue] = (),
        placeholders: Sequence[str] = (),
        uses: Mapping[str, int] | None = None,
    ) -> None:
        """`uses`: key of a value → number of places that use it."""
        self._known = {value.key: value for value in values}
        self._uses = uses or {}
        self._holes = {name: Chip(hole_of(name), name, False, name, "通话时填") for name in placeholders}

    @cached_property
    def _values(self) -> dict[str, Chip]:
        # Made when first asked for: a form has many fields, and few of them hold a value.
        known, uses = self._known, self._uses
        return {key: _value_chip(value, known, uses) for key, value in known.items()}

    def find(self, piece: Piece) -> Chip | None:
        """The chip of a piece; None for words, and for a name that nobody knows: it stays as it is written."""
        if piece.kind is PieceKind.VALUE:
            return self._values.get(piece.name)
        return self._holes.get(piece.name) if piece.kind is PieceKind.HOLE else None

    def chip_of(self, raw: str) -> Chip:
        """The chip that is written `raw`; an unknown one shows just that."""
        piece = next(pieces(raw), None)
        found = self.find(piece) if piece is not None else None
        return found or Chip(raw, raw, False)

    def offered(self, words: str = "") -> list[Chip]:
        """Those that `words` find, values first; a name that begins with them comes before the others."""
        wanted = words.strip().casefold()
        found = [chip for chip in (*self._values.values(), *self._holes.values()) if chip.answers(words)]
        return sorted(found, key=lambda chip: not chip.label.casefold().startswith(wanted))


def _value_chip(value: SiteValue, known: Mapping[str, SiteValue], uses: Mapping[str, int]) -> Chip:
    raw, label, used = value_reference(value.key), full_width(value.label), uses.get(value.key, 0)
    note = f"用在 {used} 处" if used else ""
    if not value.value:
        return Chip(raw, f"待填：{label}", False, label, note)
    words = f"{value.value} {value.unit}" if value.unit else value.value
    is_given = not any(missing_keys(raw, known))
    doubt = "" if is_given else "典型值，还没确认"
    return Chip(raw, full_width(words), is_given, label, "，".join(part for part in (doubt, note) if part))


def chip_format(raw: str) -> QTextCharFormat:
    """The format of the one character that stands for `raw`."""
    form = QTextCharFormat()
    form.setObjectType(CHIP)
    form.setProperty(RAW, raw)
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return form


def chip_width(words: str, font: QFont, theme: Theme) -> float:
    """Width of the whole block, with the room outside it."""
    room = theme.px(_SIDE) + theme.px(_APART)
    return ceil(QFontMetricsF(font).horizontalAdvance(words)) + 2 * room


def paint_chip(
    painter: QPainter, rect: QRectF, baseline: float, chip: Chip, theme: Theme, *, is_selected: bool = False
) -> None:
    """Paint within `rect`, the words at `baseline` in the font of the painter; shortened where they have no room."""
    colours, px = theme.colours, theme.px
    ink = colours.accent if chip.is_given else colours.caution
    ground = colours.accent_soft if chip.is_given else colours.caution_soft
    box = rect.adjusted(px(_APART) + 0.5, 0.5, -px(_APART) - 0.5, -0.5)
    pen = QPen(QColor(colours.panel if is_selected else ink), px(1))
    if not chip.is_given:
        pen.setDashPattern(_DASHES)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(QColor(ink if is_selected else ground))
    painter.drawRoundedRect(box, px(_RADIUS), px(_RADIUS))
    painter.setPen(QColor(colours.panel if is_selected else ink))
    room = box.width() - 2 * px(_SIDE) + 2
    metrics = QFontMetricsF(painter.font())
    words = metrics.elidedText(chip.words, Qt.TextElideMode.ElideMiddle, room)
    left = box.left() + (box.width() - metrics.horizontalAdvance(words)) / 2
    painter.drawText(QPointF(left, baseline), words)
    painter.restore()


class ChipObject(QPyTextObject):
    """Draws the chips of one document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.stock = ChipStock()
        self.theme = Theme()
        self.selected = (0, 0)
        """First and last position of what is selected."""
        self.covered: list[tuple[QRectF, float, Chip]] = []
        """Chips that were painted within it: Qt lays the colour of the selection over them."""

    @override
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        font = doc.defaultFont()
        wide = chip_width(self.stock.chip_of(str(format.property(RAW))).words, font, self.theme)
        room = doc.textWidth() - 2 * doc.documentMargin() - 1
        # Wider than a line it could not be broken, and its end would never be seen.
        return QSizeF(min(wide, room) if room > 0 else wide, QFontMetricsF(font).height())

    @override
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        font = doc.defaultFont()
        painter.setFont(font)
        # Lines of rich text begin between pixels; the base line of an object is its lower edge less the descent.
        box = QRectF(rect)
        box.translate(0, round(box.top()) - box.top())
        baseline = box.bottom() - QFontMetrics(font).descent()
        chip = self.stock.chip_of(str(format.property(RAW)))
        first, last = self.selected
        if first <= posInDocument < last:
            self.covered.append((box, baseline, chip))
        paint_chip(painter, box, baseline, chip, self.theme)

    def paint_covered(self, painter: QPainter, font: QFont) -> None:
        """Paint what was covered by the selection once more, over it, so that its words can be read."""
        painter.setFont(font)
        for rect, baseline, chip in self.covered:
            paint_chip(painter, rect, baseline, chip, self.theme, is_selected=True)
        self.covered = []
