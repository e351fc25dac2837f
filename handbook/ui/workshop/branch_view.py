"""分支图: the steps of a list in one row down the left, every way out in one column at the right, and the way that was walked.

It is drawn from the steps and never arranged by hand. What is drawn is all of Qt's own items, made anew when the list is
another; what was walked only changes their looks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QGraphicsLineItem,
    QGraphicsPathItem,
    QGraphicsPolygonItem,
    QGraphicsScene,
    QGraphicsTextItem,
    QGraphicsView,
)

from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.render.colours import Colours
from handbook.ui.announcing import announce
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.kind_tag import kind_colour
from handbook.ui.widgets.laid_text import letters
from handbook.ui.widgets.line_field import ENTER
from handbook.ui.workshop.branch_layout import CHANGED, NEW, Box, Layout, Line, Role, Words, laid_out, prepare
from handbook.ui.workshop.branch_words import has_triangle, node_words
from handbook.upkeep.branches import Branches, Exit, LeadKind, Node

WALKED, FORESEEN, PLAIN = 3.0, 2.5, 1.5
"""Thickness of lines at 100 %."""
ZOOMS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_RADIUS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What a trial walked."""

    walked: Mapping[str, str] = field(default_factory=dict[str, str])
    """Id of a step that was done → label as written (empty for what was only done, or a value)."""
    current: str = ""
    """The step that waits; empty at the end."""
    end: Exit | None = None
    """Where it ends, or would."""
    is_reached: bool = False
    out: frozenset[str] = frozenset()
    """Steps that do not come by the answers given."""
    tried: frozenset[str] = frozenset()
    """Keys of answers that were tried since their last change."""

    def took(self, one: Exit) -> bool:
        """Whether that answer was given."""
        return one.step in self.walked and self.walked[one.step] == one.written


class BranchView(QGraphicsView):
    """Arrows walk the steps, Enter goes to the one that is marked."""

    step_wanted = Signal(str)
    """Id of a step that is to be written at."""
    node_changed = Signal(str)
    """Another step is marked."""
    zoomed = Signal(int)
    """Per cent."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("branchView")
        self.setAccessibleName("分支图")
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(self.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = Theme()
        self._picture: Branches | None = None
        self._new: frozenset[str] = frozenset()
        self._changed: frozenset[str] = frozenset()
        self._way = Way()
        self._node = ""
        self._zoom = 1.0
        self._laid_width = 0
        self.layout_now = Layout()
        """What is drawn."""
        self._boxes: list[tuple[Box, QGraphicsPathItem]] = []
        self._words: list[tuple[Words, QGraphicsTextItem]] = []
        self._lines: list[tuple[Line, QGraphicsLineItem, QGraphicsPathItem | None]] = []
        self._chips: list[tuple[Words, QGraphicsPathItem]] = []
        self._marks: list[tuple[Words, QGraphicsPolygonItem]] = []

    # -- what comes down

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._draw()

    def show_branches(self, picture: Branches, changed: frozenset[str], new: frozenset[str]) -> None:
        """Draw a list; `changed` and `new`: ids of its steps that differ from what is published."""
        is_same = self._picture is not None and self._picture.entry_id == picture.entry_id
        self._picture, self._changed, self._new = picture, changed - new, new
        steps = [node.step for node in self.nodes]
        if not is_same or self._node not in steps:
            self._node = steps[0] if steps else ""
        self._draw()

    def show_way(self, way: Way) -> None:
        """What was walked; the step that waits is marked and brought into view."""
        self._way = way
        self._paint()
        self.mark(way.current or (way.end.step if way.end is not None else ""))

    def mark(self, step: str) -> None:
        """Mark a step and bring it into view."""
        if step != self._node and any(node.step == step for node in self.nodes):
            self._node = step
            self._paint()
            self.node_changed.emit(step)
        self._tell()
        box = self.layout_now.node_box(step)
        if box is not None:
            self.ensureVisible(
                box.room.adjusted(0, 0, self._theme.px(20), 0), self._theme.px(16), self._theme.px(60)
            )

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Steps in the order of arrows: those that can be reached, then the others."""
        picture = self._picture
        return (*picture.nodes, *picture.unreachable) if picture is not None else ()

    @property
    def node(self) -> Node | None:
        """The step that is marked."""
        return next((node for node in self.nodes if node.step == self._node), None)

    @property
    def zoom(self) -> float:
        """1.0 = 100 %."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show it larger or smaller; letters stay letters."""
        self._zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self.resetTransform()
        self.scale(self._zoom, self._zoom)
        self.zoomed.emit(round(self._zoom * 100))

    def zoom_by(self, direction: int) -> None:
        """One step larger (1) or smaller (-1)."""
        ahead = [z for z in ZOOMS if z > self._zoom + 0.01] if direction > 0 else []
        behind = [z for z in reversed(ZOOMS) if z < self._zoom - 0.01] if direction < 0 else []
        self.set_zoom((ahead or behind or [self._zoom])[0])

    def fit(self) -> None:
        """As large as all of it is seen, but not so small that it cannot be read."""
        room = self.viewport().size()
        size = self.layout_now
        if size.width and size.height:
            self.set_zoom(min(room.width() / size.width, room.height() / size.height, 1.0))

    # -- Qt

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -9999, Qt.Key.Key_End: 9999}
        if held & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        elif event.text() in ("+", "=", "-"):
            self.zoom_by(-1 if event.text() == "-" else 1)
        elif key in ENTER:
            if self._node:
                self.step_wanted.emit(self._node)
        elif key in moves:
            self._move(moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()  # digits and the like are the trial's

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = self._step_at(event)
        if step:
            self.mark(step)
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        step = self._step_at(event)
        if step:
            self.step_wanted.emit(step)
        event.accept()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._laid_width:
            self._draw()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._paint()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._paint()

    # -- internals

    def _move(self, by: int) -> None:
        steps = [node.step for node in self.nodes]
        if steps:
            at = steps.index(self._node) if self._node in steps else 0
            self.mark(steps[min(max(at + by, 0), len(steps) - 1)])

    def _step_at(self, event: QMouseEvent) -> str:
        point = self.mapToScene(event.position().toPoint())
        steps = {node.step for node in self.nodes}
        found = (box for box in self.layout_now.boxes if not box.is_target and box.room.contains(point))
        return next((box.step for box in found if box.step in steps), "")

    def _tell(self) -> None:
        node = self.node
        if node is None:
            return
        mark = "正在试这一步" if node.step == self._way.current else ""
        words = f"分支图，{node_words(node, mark=mark)}，可按 Enter"
        if words != self.accessibleName():
            self.setAccessibleName(words)
            if self.hasFocus():
                announce(self, words)

    def _draw(self) -> None:
        """Make all items anew."""
        scene = self.scene()
        at = self.verticalScrollBar().value()
        for items in (self._boxes, self._words, self._lines, self._chips, self._marks):
            items.clear()
        scene.clear()
        self.layout_now = Layout()
        if self._picture is None:
            return
        self._laid_width = self.viewport().width()
        fresh = self._new | self._changed
        laid = self.layout_now = laid_out(self._picture, self._theme, self._laid_width - 2, fresh)
        for line in laid.lines:
            item = scene.addLine(line.x1, line.y1, line.x2, line.y2)
            self._lines.append(
                (line, item, scene.addPath(_arrow(line, self._theme)) if line.has_arrow else None)
            )
        for box in laid.boxes:
            self._boxes.append((box, scene.addPath(self._outline(box))))
        for words in laid.words:
            if words.role is Role.KIND:
                self._chips.append((words, scene.addPath(_rounded(words.room.adjusted(-5, -2, 4, 2), 4))))
            if words.role is Role.LEAD and words.exit is not None and has_triangle(words.exit):
                self._marks.append((words, scene.addPolygon(_triangle(words.room, self._theme))))
            self._words.append((words, self._text(words)))
        scene.setSceneRect(0, 0, laid.width, laid.height)
        self._paint()
        self.verticalScrollBar().setValue(at)
        self._tell()

    def _text(self, words: Words) -> QGraphicsTextItem:
        item = self.scene().addText("")
        font = letters(words.pixels, is_bold=words.bold)
        item.setFont(font)
        prepare(item.document(), font, words.room.width())
        option = item.document().defaultTextOption()
        if words.role is Role.NUMBER:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        elif words.is_right:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        item.document().setDefaultTextOption(option)
        item.setPos(words.room.topLeft())
        item.setPlainText(words.text)
        return item

    def _outline(self, box: Box) -> QPainterPath:
        if box.exit is not None and not box.is_target:  # a row: only the line above it is seen
            path = QPainterPath(box.room.topLeft())
            path.lineTo(box.room.topRight())
            return path
        return _rounded(box.room, self._theme.px(_RADIUS))

    # -- looks

    def _paint(self) -> None:
        c = self._theme.colours
        self.setBackgroundBrush(QBrush(QColor(c.ground)))
        for line, item, arrow in self._lines:
            self._paint_line(line, item, arrow, c)
        for box, outline in self._boxes:
            self._paint_box(box, outline, c)
        for words, chip in self._chips:
            chip.setPen(QPen(Qt.PenStyle.NoPen))
            is_done = words.step in self._way.walked
            chip.setBrush(QColor(c.panel if is_done else c.ground))
        for words, mark in self._marks:
            kind = words.exit.entry_kind if words.exit is not None else None
            mark.setPen(QPen(Qt.PenStyle.NoPen))
            mark.setBrush(QColor(kind_colour(kind or Kind.PROCEDURE, c)))
        for words, text in self._words:
            self._paint_words(words, text, c)

    def _paint_line(
        self, line: Line, item: QGraphicsLineItem, arrow: QGraphicsPathItem | None, c: Colours
    ) -> None:
        px = self._theme.scale
        walked = self._is_walked(line)
        foreseen = line.exit is not None and line.exit == self._way.end and not walked
        if walked:
            pen = QPen(QColor(c.accent), WALKED * px)
        elif foreseen:
            pen = QPen(QColor(c.accent), FORESEEN * px)
            pen.setDashPattern([3.0, 2.0])
        else:
            pen = QPen(QColor(c.line_strong), PLAIN * px)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        item.setPen(pen)
        item.setZValue(1 if walked or foreseen else 0)
        if arrow is not None:
            solid = QPen(pen.color(), max(pen.widthF(), 1.5))
            solid.setCapStyle(Qt.PenCapStyle.RoundCap)
            solid.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            arrow.setPen(solid)
            arrow.setZValue(item.zValue())

    def _is_walked(self, line: Line) -> bool:
        way = self._way
        if line.exit is not None:
            is_end = line.exit == way.end and way.is_reached
            return way.took(line.exit) or is_end
        return self._is_passed(line.step)

    def _is_passed(self, step: str) -> bool:
        """Whether the way goes on below a step: it, or one after it, was done, and something comes after."""
        way, order = self._way, [node.step for node in (self._picture.nodes if self._picture else ())]
        if step not in order or not way.walked:
            return False
        last = order.index(way.current) if way.current in order else self._last_walked(order)
        return order.index(step) < last

    def _last_walked(self, order: list[str]) -> int:
        end = self._way.end
        if end is not None and end.step not in order:
            return len(order)
        return max((n for n, step in enumerate(order) if step in self._way.walked), default=0)

    def _paint_box(self, box: Box, item: QGraphicsPathItem, c: Colours) -> None:
        way, px = self._way, self._theme.scale
        item.setBrush(Qt.BrushStyle.NoBrush)
        if box.is_target:
            is_end = box.exit == way.end
            is_lit = is_end or (box.exit is not None and way.took(box.exit))
            item.setPen(QPen(QColor(c.accent if is_lit else c.line), (2 if is_lit else 1) * px))
            item.setBrush(QColor(c.accent_soft if is_lit else c.panel))
            return
        if box.exit is not None:
            item.setPen(QPen(QColor(c.line), px))
            return
        pen = QPen(QColor(c.line_strong), px)
        ground = c.panel
        if box.is_apart:
            pen.setStyle(Qt.PenStyle.DashLine)
            ground = c.ground
        elif box.step == way.current:
            pen = QPen(QColor(c.accent), 3 * px)
        elif box.step in way.walked:
            pen, ground = QPen(QColor(c.accent), 1.5 * px), c.accent_soft
        if box.step == self._node and self.hasFocus():
            pen = QPen(QColor(c.accent), (4 if box.step == way.current else 2.5) * px)
        item.setPen(pen)
        item.setBrush(QColor(ground))
        item.setZValue(-1)

    def _paint_words(self, words: Words, item: QGraphicsTextItem, c: Colours) -> None:
        way = self._way
        text, bold, colour = words.text, words.bold, c.ink
        match words.role:
            case Role.NUMBER | Role.KIND | Role.CONDITION:
                colour = c.ink_second
            case Role.WHY_NOT:
                colour = c.caution
            case Role.WORDS:
                bold = words.step == way.current
                colour = c.ink_third if words.step in way.out else c.ink
            case Role.ANSWER | Role.ROW if words.exit is not None:
                bold = way.took(words.exit) or words.exit == way.end
                colour = c.accent if bold else c.ink_second
                text = f"{text} ✓" if words.exit.key in way.tried else text
            case Role.GOING_ON:
                text, bold = self._going(words)
                colour = c.accent if bold else c.ink_second
            case Role.LEAD if words.exit is not None:
                colour = _lead_colour(words.exit, c)
            case Role.TITLE if words.exit is not None:
                bold = words.exit == way.end
                colour = c.caution if words.exit.is_missing else c.ink
            case Role.DETAIL if words.exit is not None:
                text = self._detail(words.exit)
                bold = text in (NEW, CHANGED)
                colour = c.caution if bold else c.ink_second
            case _:
                pass
        if item.toPlainText() != text:
            item.setPlainText(text)
        if item.font().bold() != bold:
            item.setFont(letters(words.pixels, is_bold=bold))
        item.setDefaultTextColor(QColor(colour))

    def _going(self, words: Words) -> tuple[str, bool]:
        """The answer that was given, bold, else all after which the next step comes."""
        node = next((node for node in self.nodes if node.step == words.step), None)
        took = [one for one in node.going_on if self._way.took(one)] if node is not None else []
        return (full_width(took[0].label), True) if took else (words.text, False)

    def _detail(self, one: Exit) -> str:
        is_untried = one.is_road and one.key not in self._way.tried
        if is_untried and one.step in self._new:
            return NEW
        if is_untried and one.step in self._changed:
            return CHANGED
        return full_width(one.detail)


def _lead_colour(one: Exit, c: Colours) -> str:
    match one.kind:
        case LeadKind.ENTRY:
            return kind_colour(one.entry_kind or Kind.PROCEDURE, c)
        case LeadKind.MORE:
            return c.ink_second
        case LeadKind.CALL_BACK:
            return c.law
        case _:
            return c.say


def _rounded(room: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(room, radius, radius)
    return path


def _triangle(words: QRectF, theme: Theme) -> QPolygonF:
    """Before the kind of an entry: the bundled font has no such sign."""
    side, x, y = theme.px(8), words.left() - theme.px(14), words.center().y()
    return QPolygonF([QPointF(x, y - side / 2), QPointF(x + side * 0.9, y), QPointF(x, y + side / 2)])


def _arrow(line: Line, theme: Theme) -> QPainterPath:
    """Two strokes at the end of a line, level or upright."""
    size = theme.px(5)
    path = QPainterPath()
    if line.y1 == line.y2:
        path.moveTo(line.x2 - size, line.y2 - size)
        path.lineTo(line.x2, line.y2)
        path.lineTo(line.x2 - size, line.y2 + size)
    else:
        path.moveTo(line.x2 - size, line.y2 - size)
        path.lineTo(line.x2, line.y2)
        path.lineTo(line.x2 + size, line.y2 - size)
    return path
