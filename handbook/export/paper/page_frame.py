"""Head, foot and tab of a page: which sheet this is, how grave, how old, and how to tell whether it still holds."""

from dataclasses import dataclass

from handbook.document.blocks import Sheet, plain
from handbook.document.wording import UNCONTROLLED
from handbook.export.paper.boxes import MM, Box, LineMark, Mark, Placed, QrMark, RectMark, TagMark, TextMark
from handbook.export.paper.frame import SECOND, Frame
from handbook.export.paper.scale import SMALLEST_TEXT, Paper
from handbook.export.paper.structure import Element, Role
from handbook.export.paper.typeset import text_marks

PRODUCT = "供热速查"
QR_SIDE = 11.5 * MM
_FOOT_LEADING = 1.25


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """Where a page stands in its card, and in its pack if it is part of one."""

    page: int
    pages: int
    pack_page: int = 0
    pack_pages: int = 0

    @property
    def words(self) -> str:
        """第 2 / 3 页, with the card's own count after the pack's."""
        own = f"第 {self.page} / {self.pages} 页"
        if not self.pack_pages:
            return own
        return f"第 {self.pack_page} / {self.pack_pages} 页" + (
            f" · 本卡 {self.page}/{self.pages}" if self.pages > 1 else ""
        )


def head_box(sheet: Sheet, frame: Frame, *, is_first: bool) -> Box:
    """Title and severity over a rule; the first page adds what the sheet is for.

    On the first page the title is the heading of the card; on later ones it is a running head.
    """
    marks: list[Mark] = []
    badge_marks: list[Mark] = []
    scale = frame.scale
    size = scale.title if is_first else scale.heading
    badge = ("演练 " if sheet.is_drill else "") + sheet.severity
    badge_width = _badge(badge_marks, badge, frame, size) if badge else 0.0
    marks.append(TagMark(Element(Role.HEADING_1, frame.parent) if is_first else None))
    title = sheet.title if is_first else f"{sheet.title}(续)"
    y = 0.0
    for line in frame.setter.lines(plain(title), size, frame.width - badge_width - 0.6 * size, True):
        marks += text_marks(line, 0, y + 0.93 * size, size)
        y += 1.26 * size
    if is_first and badge:
        frame.tag(marks)
    marks += badge_marks
    y += 0.16 * size
    rule = 2.4 if is_first else 1.2
    marks.append(LineMark(0, y, frame.width, y, rule))
    y += rule / 2
    if is_first and sheet.subtitle:
        frame.tag(marks)
        y = frame.text(
            marks, sheet.subtitle, 0, y + 0.3 * scale.small, frame.width, size=scale.small, grey=SECOND
        )
    return Box(height=y + (0.6 if is_first else 0.8) * frame.em, marks=marks)


def _badge(marks: list[Mark], words: str, frame: Frame, title_size: float) -> float:
    """The severity in a frame at the right; 危险 stands white on black. Returns its width."""
    size = max(min(frame.em * 1.05, title_size * 0.75), SMALLEST_TEXT)
    text = frame.setter.width(words, size, True)
    width = text + 1.5 * size
    height = min(1.75 * size, 1.32 * title_size)
    top = max(0.0, 0.62 * title_size - height / 2)
    left = frame.width - width
    is_danger = "危险" in words
    fill = 0.0 if is_danger else None
    marks.append(RectMark(left + 0.7, top, width - 1.4, height, stroke=1.4, fill=fill))
    baseline = top + height / 2 + 0.38 * size
    marks.append(
        TextMark(
            x=left + 0.75 * size, y=baseline, text=words, size=size, bold=True, grey=1.0 if is_danger else 0.0
        )
    )
    return width


def foot_size(frame: Frame) -> float:
    """Size of the foot's type; all else in the foot follows from it and the width."""
    return SMALLEST_TEXT if frame.em < 14 else frame.scale.small


def foot_box(sheet: Sheet, frame: Frame, printed: str, numbers: PageNumbers, *, is_read: bool = False) -> Box:
    """What tells sheets apart, in as many lines as the page is narrow, beside the QR code.

    `is_read`: a screen reader reads it; elsewhere it is a running foot, which none does.
    """
    marks: list[Mark] = [LineMark(0, 0, frame.width, 0, 0.8)]
    marks.append(TagMark(Element(Role.PARAGRAPH, frame.parent) if is_read else None))
    size = foot_size(frame)
    side = QR_SIDE * max(1.0, size / SMALLEST_TEXT)
    room = frame.width - (side + 0.8 * size if sheet.code else 0.0)
    top = 0.5 * size
    y = top
    lines = _foot_lines(sheet=sheet, printed=printed, numbers=numbers, frame=frame, size=size, room=room)
    for words, right in lines:
        line = frame.setter.line(words)
        marks += text_marks(line, 0, y + 0.9 * size, size, grey=SECOND)
        if right:
            width = frame.setter.width(right, size, True)
            marks.append(TextMark(room - width, y + 0.9 * size, right, size, True))
        y += _FOOT_LEADING * size
    if sheet.code:
        marks.append(TagMark(None))  # its code stands beside it in letters
        marks.append(QrMark(frame.width - side, top, side, sheet.code))
        y = max(y, top + side)
    return Box(height=y, marks=marks)


def _foot_lines(
    sheet: Sheet, printed: str, numbers: PageNumbers, frame: Frame, size: float, room: float
) -> list[tuple[str, str]]:
    """Words at the left and at the right of each line."""
    facts = [
        sheet.entry_id,
        f"内容 {sheet.content_version}" if sheet.content_version else "",
        f"复核 {sheet.reviewed}" if sheet.reviewed else "",
        f"打印 {printed}",
    ]
    facts = [fact.replace(" ", "\u00a0") for fact in facts if fact]
    ask = f"查是否现行:在搜索框输入 {sheet.code}" if sheet.code else ""
    if room > 100 * MM:
        page_width = frame.setter.width(numbers.words, size, True) + size
        left = _filled(facts, frame, size, room - page_width)
        return [
            (left[0], numbers.words),
            *((line, "") for line in left[1:]),
            *_closing(ask, frame, size, room),
        ]
    lines = _filled([numbers.words, *facts], frame, size, room)
    return [(line, "") for line in [*lines, UNCONTROLLED, *([f"查现行:输入 {sheet.code}"] if ask else [])]]


def _closing(ask: str, frame: Frame, size: float, room: float) -> list[tuple[str, str]]:
    both = f"{UNCONTROLLED}。{ask}" if ask else UNCONTROLLED
    if frame.setter.width(both, size) <= room:
        return [(both, "")]
    return [(UNCONTROLLED, ""), (ask, "")]


def _filled(facts: list[str], frame: Frame, size: float, room: float) -> list[str]:
    """Facts joined by dots, in as few lines as they need."""
    lines: list[str] = []
    for fact in facts:
        joined = f"{lines[-1]} · {fact}" if lines else fact
        if lines and frame.setter.width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.append(fact)
    return lines


def continues_box(frame: Frame) -> Box:
    """接下页, at the right under the text."""
    marks: list[Mark] = [TagMark(None)]
    frame.right_text(marks, "接下页", frame.width, 0, size=foot_size(frame), bold=True)
    return Box(height=frame.line_height(frame.scale.small), marks=marks)


def tab_placed(name: str, position: int, count: int, paper: Paper) -> Placed:
    """A black tab at the outer edge; `position` of `count` from the top, so that a pack can be thumbed."""
    width = min(8.5 * MM, paper.right - 3 * MM)
    slot = (paper.height - paper.top - paper.bottom) / max(count, 1)
    size = max(SMALLEST_TEXT, min(12.0, slot / 3))
    label = name if len(name) * size * 1.05 + 6 <= slot else name[:2]
    height = min(slot - 1, max(len(label) * size * 1.05 + 8, 24))
    marks: list[Mark] = [TagMark(None), RectMark(0, 0, width, height, fill=0.0)]
    y = (height - len(label) * size * 1.05) / 2 + 0.9 * size
    for char in label:
        marks.append(TextMark(x=(width - size) / 2 - 0.5, y=y, text=char, size=size, bold=True, grey=1.0))
        y += size * 1.05
    top = paper.top + position * slot
    return Placed(paper.width - width, top, Box(height=height, marks=marks))
