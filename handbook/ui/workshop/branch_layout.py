"""The branches of a list -> where boxes, words and lines stand: one row of steps at the left, every exit in one column at the right.

Lines of exits are level and each at a height of its own, and the row of steps is left of where they begin: none crosses another.
A target that is reached twice is drawn twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QTextDocument, QTextOption

from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import advance, letters
from handbook.ui.workshop.branch_words import APART, END_HEAD, IDLE, has_triangle, lead_word
from handbook.upkeep.branches import END, KIND_WORDS, Branches, Exit, LeadKind, Node

NODE_WIDTH, NODE_HEIGHT = 330, 40
EXIT_WIDTH, EXIT_HEIGHT = 316, 32
PITCH = 62
_GAP = PITCH - NODE_HEIGHT
_LEFT, _NARROW_LEFT = 72, 20
_TOP = 18
_MOST_BETWEEN, _LEAST_BETWEEN = 262, 150
"""Room for the words of exits."""
_STEM = 48
"""Where the line through the steps stands, from their left edge."""
_WORDS = 15.0
EXIT_WORDS = 14.5
SMALL = 13.0
NEW, CHANGED = "新加，没试过", "改过，没试过"


class Role(Enum):
    """What a stretch of words is; its look follows."""

    NUMBER = 0
    KIND = 1
    WORDS = 2
    CONDITION = 3
    WHY_NOT = 4
    ANSWER = 5
    """Beside the line of an exit."""
    ROW = 6
    """An answer in a box of rows."""
    GOING_ON = 7
    """Answers after which the next step comes."""
    LEAD = 8
    TITLE = 9
    DETAIL = 10
    HEAD = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of words and its room; none is cut."""

    role: Role
    text: str
    room: QRectF
    pixels: int
    bold: bool = False
    step: str = ""
    exit: Exit | None = None
    is_right: bool = False
    """Whether it ends at the right of its room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box; of a step, of a row within one, or of what an exit leads to."""

    room: QRectF
    step: str
    exit: Exit | None = None
    is_target: bool = False
    is_apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line; with an arrow at its end where it has one."""

    x1: float
    y1: float
    x2: float
    y2: float
    has_arrow: bool
    step: str
    exit: Exit | None = None
    """None for a stretch of the line through the steps, which leads out of `step`."""


@dataclass(slots=True)
class Layout:
    """All that is drawn."""

    boxes: list[Box] = field(default_factory=list[Box])
    words: list[Words] = field(default_factory=list[Words])
    lines: list[Line] = field(default_factory=list[Line])
    width: float = 0.0
    height: float = 0.0

    def node_box(self, step: str) -> Box | None:
        """The box of a step."""
        found = (box for box in self.boxes if box.step == step and box.exit is None and not box.is_target)
        return next(found, None)


def laid_out(picture: Branches, theme: Theme, width: float, fresh: frozenset[str] = frozenset()) -> Layout:
    """The picture in so many pixels, or as many as it needs at least; `fresh`: steps at whose exits stands that they are new."""
    return _Laying(theme, width, fresh).all_of(picture)


@lru_cache(maxsize=4096)
def height_of(text: str, pixels: int, width: float, *, bold: bool = False) -> int:
    """Height of words broken in so many pixels."""
    document = QTextDocument(text)
    prepare(document, letters(pixels, is_bold=bold), width)
    return ceil(document.size().height())


def prepare(document: QTextDocument, font: QFont, width: float) -> None:
    """Break the words of `document` as they are measured."""
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultFont(font)
    document.setTextWidth(width)


class _Laying:
    def __init__(self, theme: Theme, width: float, fresh: frozenset[str]) -> None:
        self._px = theme.px
        self._fresh = fresh
        px = self._px
        fixed = px(NODE_WIDTH) + px(EXIT_WIDTH) + px(_NARROW_LEFT)
        spare = width - fixed - px(_LEFT) - px(_MOST_BETWEEN)
        self._left = px(_LEFT) if spare >= 0 else max(px(_NARROW_LEFT), px(_LEFT) + ceil(spare))
        between = width - fixed - self._left
        self._between = min(max(between, px(_LEAST_BETWEEN)), px(_MOST_BETWEEN))
        self._right = self._left + px(NODE_WIDTH)
        """Of the steps."""
        self._exit = self._right + self._between
        self._y = float(px(_TOP))
        self._out = Layout()

    def all_of(self, picture: Branches) -> Layout:
        px, out = self._px, self._out
        for node in picture.nodes:
            self._node(node)
            self._stem(node)
        self._ends(picture.ends)
        if picture.unreachable:
            self._y += px(36)
            high = height_of(APART, px(_WORDS), px(NODE_WIDTH), bold=True)
            room = QRectF(self._left, self._y, px(NODE_WIDTH), high)
            self._put(Role.HEAD, APART, room, px(_WORDS), bold=True)
            self._y += high + px(10)
            for node in picture.unreachable:
                self._apart(node)
                self._y += px(12)
        out.width = self._exit + px(EXIT_WIDTH) + px(_NARROW_LEFT)
        out.height = self._y + px(_TOP)
        return out

    # -- steps

    def _node(self, node: Node) -> None:
        if node.is_box:
            self._box(node)
            return
        px, roads = self._px, node.roads
        inner = self._inner_height(node)
        slots = [self._slot_height(road) for road in roads]
        spread = sum(slots) + px(4) * max(len(slots) - 1, 0)
        height = float(max(px(NODE_HEIGHT), inner + px(16), spread + px(6) if len(slots) > 1 else spread))
        top = self._y
        self._out.boxes.append(Box(room=QRectF(self._left, top, px(NODE_WIDTH), height), step=node.step))
        self._inner(node, top + (height - inner) / 2)
        y = top + (height - spread) / 2
        for road, slot in zip(roads, slots, strict=True):
            self._road(road, y + slot / 2, node.step)
            y += slot + px(4)
        self._y += height

    def _box(self, node: Node) -> None:
        """A head and a row for each answer, each with an exit of its own."""
        inner = self._inner_height(node)
        head = float(max(self._px(NODE_HEIGHT), inner + self._px(16)))
        self._rows(node.step, node.exits, head)
        self._inner(node, self._y + (head - inner) / 2)
        self._y = self._bottom

    def _rows(self, step: str, exits: Sequence[Exit], head: float) -> None:
        px = self._px
        room = float(px(NODE_WIDTH) - px(46) - px(12))
        heights = []
        for one in exits:
            words = height_of(self._ticked(one), px(EXIT_WORDS), room, bold=True)
            target = self._target_height(one) if one.kind is not LeadKind.ON else 0
            heights.append(float(max(px(34), words + px(12), target + px(4))))
        whole = QRectF(self._left, self._y, px(NODE_WIDTH), head + sum(heights))
        self._out.boxes.append(Box(room=whole, step=step))
        y = self._y + head
        for one, height in zip(exits, heights, strict=True):
            row = QRectF(self._left, y, px(NODE_WIDTH), height)
            self._out.boxes.append(Box(room=row, step=step, exit=one))
            text = full_width(one.label)
            high = height_of(self._ticked(one), px(EXIT_WORDS), room, bold=True)
            at = self._left + px(46)
            place = QRectF(at, y + (height - high) / 2, room, high)
            self._put(Role.ROW, text, place, px(EXIT_WORDS), step=step, exit=one)
            if one.kind is not LeadKind.ON:
                middle = y + height / 2
                self._line(self._right, middle, self._exit, middle, step, one, has_arrow=True)
                self._target(one, middle, step)
            y += height
        self._bottom = y

    def _apart(self, node: Node) -> None:
        px = self._px
        inner = self._inner_height(node)
        height = float(max(px(NODE_HEIGHT), inner + px(16)))
        room = QRectF(self._left, self._y, px(NODE_WIDTH), height)
        self._out.boxes.append(Box(room=room, step=node.step, is_apart=True))
        self._inner(node, self._y + (height - inner) / 2)
        self._y += height

    def _ends(self, ends: Sequence[Exit]) -> None:
        px = self._px
        note = IDLE if all(one.is_idle for one in ends) else ""
        width = float(px(NODE_WIDTH) - px(32))
        head_high = height_of(END_HEAD, px(_WORDS), width, bold=True)
        note_high = height_of(note, px(SMALL), width) if note else 0
        head = float(max(px(NODE_HEIGHT), head_high + note_high + px(16)))
        y = self._y + (head - head_high - note_high) / 2
        self._rows(END, ends, head)
        room = QRectF(self._left + px(16), y, width, head_high)
        self._put(Role.HEAD, END_HEAD, room, px(_WORDS), bold=True, step=END)
        if note:
            room = QRectF(self._left + px(16), y + head_high, width, note_high)
            self._put(Role.CONDITION, note, room, px(SMALL), step=END)
        self._y = self._bottom

    def _inner_parts(self, node: Node) -> list[tuple[Role, str, int]]:
        """Words of a step, and what stands under them."""
        px = self._px
        parts = [(Role.WORDS, full_width(node.words), px(_WORDS))]
        if node.why_not:
            parts.append((Role.WHY_NOT, full_width(f"走不到：{node.why_not}"), px(SMALL)))
        if node.condition:
            parts.append((Role.CONDITION, full_width(node.condition), px(SMALL)))
        if node.note:
            parts.append((Role.CONDITION, full_width(node.note), px(SMALL)))
        return parts

    def _inner_height(self, node: Node) -> int:
        width = self._words_width(node)
        parts = self._inner_parts(node)
        return sum(height_of(t, p, width, bold=role is Role.WORDS) for role, t, p in parts)

    def _inner(self, node: Node, y: float) -> None:
        px = self._px
        small = px(SMALL)
        line = height_of("第", px(_WORDS), 100)
        low = height_of("第", small, 100)
        kind = KIND_WORDS[node.kind]
        at = y + (line - low) / 2
        room = QRectF(self._left + px(12), at, px(28), low)
        self._put(Role.NUMBER, str(node.number), room, small, step=node.step)
        room = QRectF(self._left + px(47), at, advance(kind, letters(small)) + 2, low)
        self._put(Role.KIND, kind, room, small, step=node.step)
        x = self._left + px(NODE_WIDTH) - px(12) - self._words_width(node)
        for role, text, pixels in self._inner_parts(node):
            is_bold = role is Role.WORDS
            high = height_of(text, pixels, self._words_width(node), bold=is_bold)
            room = QRectF(x, y, self._words_width(node), high)
            self._put(role, text, room, pixels, step=node.step)
            y += high

    def _words_width(self, node: Node) -> float:
        px = self._px
        kind = advance(KIND_WORDS[node.kind], letters(px(SMALL)))
        return px(NODE_WIDTH) - px(40) - kind - px(24) - px(12)

    def _stem(self, node: Node) -> None:
        """From a step to the next one, with the answers after which it comes."""
        px = self._px
        going = () if node.is_box else node.going_on
        text = going_words(going)
        width = float(px(NODE_WIDTH) - px(64) + self._between - px(30))
        labels = [self._ticked(one) for one in going]
        high = 0
        if text:
            high = max(
                height_of(text, px(SMALL), width),
                *(height_of(t, px(SMALL), width, bold=True) for t in labels),
            )
        gap = float(max(px(_GAP), high + px(5)))
        x = float(self._left + px(_STEM))
        self._line(x, self._y, x, self._y + gap, node.step, None, has_arrow=True)
        if text:
            y = self._y + (gap - high) / 2
            room = QRectF(self._left + px(64), y, width, high)
            self._put(Role.GOING_ON, text, room, px(SMALL), step=node.step)
        self._y += gap

    # -- exits

    def _ticked(self, one: Exit) -> str:
        """As it stands once it was tried: room is kept for that."""
        return f"{full_width(one.label)} ✓"

    def _answer_room(self, one: Exit) -> tuple[float, int]:
        px = self._px
        most = self._between - px(22) - px(34)
        wide = advance(self._ticked(one), letters(px(EXIT_WORDS), is_bold=True)) + 2
        width = min(float(ceil(wide)), float(most))
        return width, height_of(self._ticked(one), px(EXIT_WORDS), width, bold=True)

    def _slot_height(self, one: Exit) -> int:
        return max(self._px(EXIT_HEIGHT), self._target_height(one), self._answer_room(one)[1])

    def _road(self, one: Exit, middle: float, step: str) -> None:
        px = self._px
        width, high = self._answer_room(one)
        start = self._right + px(22)
        self._line(self._right, middle, start - px(6), middle, step, one, has_arrow=False)
        room = QRectF(start, middle - high / 2, width, high)
        self._put(Role.ANSWER, full_width(one.label), room, px(EXIT_WORDS), step=step, exit=one)
        self._line(start + width + px(8), middle, self._exit, middle, step, one, has_arrow=True)
        self._target(one, middle, step)

    def _target_parts(self, one: Exit) -> tuple[float, float, bool]:
        """Where the title begins, its width, and whether the detail stands beside it."""
        px = self._px
        mark = px(14) if has_triangle(one) else 0
        lead = advance(lead_word(one), letters(px(SMALL), is_bold=True)) + mark
        begin = px(12) + max(lead, px(44)) + px(8)
        room = px(EXIT_WIDTH) - begin - px(12)
        detail = self._detail(one)
        beside = self._detail_width(detail) + px(12) if detail else 0
        title = advance(full_width(one.title), letters(px(EXIT_WORDS), is_bold=True)) + 2
        is_beside = title + beside <= room
        return begin, room - beside if is_beside else room, is_beside

    def _detail(self, one: Exit) -> str:
        """The widest that may stand there."""
        told = [full_width(one.detail)]
        if one.step in self._fresh:
            told.append(NEW)
        return max(told, key=self._detail_width)

    def _detail_width(self, detail: str) -> float:
        return advance(detail, letters(self._px(SMALL), is_bold=True)) + 2 if detail else 0.0

    def _target_height(self, one: Exit) -> int:
        px = self._px
        _, width, is_beside = self._target_parts(one)
        high = height_of(full_width(one.title), px(EXIT_WORDS), width, bold=True)
        if not is_beside and self._detail(one):
            high += height_of(self._detail(one), px(SMALL), width, bold=True)
        return max(px(EXIT_HEIGHT), high + px(9))

    def _target(self, one: Exit, middle: float, step: str) -> None:
        px = self._px
        height = float(self._target_height(one))
        top = middle - height / 2
        room = QRectF(self._exit, top, px(EXIT_WIDTH), height)
        self._out.boxes.append(Box(room=room, step=step, exit=one, is_target=True))
        begin, width, is_beside = self._target_parts(one)
        title = full_width(one.title)
        high = height_of(title, px(EXIT_WORDS), width, bold=True)
        detail = self._detail(one)
        below = 0 if is_beside or not detail else height_of(detail, px(SMALL), width, bold=True)
        y = middle - (high + below) / 2
        line = height_of("第", px(EXIT_WORDS), 100)
        low = height_of("第", px(SMALL), 100)
        mark = px(14) if has_triangle(one) else 0
        lead = lead_word(one)
        wide = advance(lead, letters(px(SMALL), is_bold=True)) + 2
        room = QRectF(self._exit + px(12) + mark, y + (line - low) / 2, wide, low)
        self._put(Role.LEAD, lead, room, px(SMALL), bold=True, step=step, exit=one)
        x = self._exit + begin
        self._put(Role.TITLE, title, QRectF(x, y, width, high), px(EXIT_WORDS), step=step, exit=one)
        if not detail:
            return
        room = QRectF(x, y + high, width, below)
        if is_beside:
            wide = self._detail_width(detail)
            high = height_of(detail, px(SMALL), wide, bold=True)
            room = QRectF(self._exit + px(EXIT_WIDTH) - px(12) - wide, middle - high / 2, wide, high)
        self._put(Role.DETAIL, detail, room, px(SMALL), step=step, exit=one)

    # -- parts

    def _put(
        self,
        role: Role,
        text: str,
        room: QRectF,
        pixels: int,
        *,
        bold: bool = False,
        step: str = "",
        exit: Exit | None = None,
    ) -> None:
        self._out.words.append(
            Words(
                role=role,
                text=text,
                room=room,
                pixels=pixels,
                bold=bold,
                step=step,
                exit=exit,
                is_right=role is Role.DETAIL and room.right() > self._exit + self._px(EXIT_WIDTH - 14),
            )
        )

    def _line(
        self, x1: float, y1: float, x2: float, y2: float, step: str, exit: Exit | None, *, has_arrow: bool
    ) -> None:
        self._out.lines.append(Line(x1=x1, y1=y1, x2=x2, y2=y2, has_arrow=has_arrow, step=step, exit=exit))


def going_words(going: Sequence[Exit]) -> str:
    """Answers after which the next step comes, in one line."""
    return " / ".join(full_width(one.label) for one in going)
