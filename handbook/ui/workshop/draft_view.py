"""The text that was read, line by line, each with its place at the left; what found no place is yellow."""

import re
from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal, Slot

from handbook.law.draft import Choice, Draft, DraftLine, LineKind
from handbook.law.numbering import written_article
from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.rich_text import RichText
from handbook.ui.workshop.article_html import escape
from handbook.ui.workshop.marks import FOLD, images

PLACE_WIDTH = 84
_TITLE, _HEADING, _LETTERS, _SMALL = 18, 16, 15, 13
"""Pixels at 100 %."""
_KEPT_AROUND = 2
"""Well-placed articles shown before and after what is to be decided; longer stretches fold."""
_PART = re.compile(r"第[一二三四五六七八九十百\d]{1,5}[编章节]")
_ITEM = re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]")
_LINE, _FOLD = "line:", "fold:"
_HEADS = (LineKind.TITLE, LineKind.HEADING, LineKind.HISTORY, LineKind.NUMBER)


class DraftView(RichText):
    """A click on a yellow line, or on a folded stretch, comes up or unfolds."""

    line_chosen = Signal(int)
    """Place of an unplaced line in the draft."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("importText")
        self.setAccessibleName("读到的原文")
        self._theme = Theme()
        self._draft: Draft | None = None
        self._choices: Mapping[int, Choice] = {}
        self._unfolded: set[int] = set()
        self._current = -1
        self.link_activated.connect(self._on_link)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._show()

    def show_draft(self, draft: Draft, choices: Mapping[int, Choice]) -> None:
        """Show another text from its beginning."""
        self._draft, self._choices = draft, dict(choices)
        self._unfolded = set()
        self._current = -1
        self._show()

    def show_choices(self, choices: Mapping[int, Choice]) -> None:
        """What was decided about the yellow lines; the place in the text stays."""
        at = self.verticalScrollBar().value()
        self._choices = dict(choices)
        self._show()
        self.verticalScrollBar().setValue(at)

    def go_to(self, number: int) -> None:
        """Bring a line of the draft into view, and mark it."""
        if number != self._current:
            self._current = number
            self._show()
        self.scrollToAnchor(f"{_LINE}{number}")
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setValue(0 if bar.value() < height * 0.6 else bar.value() - height // 3)

    def _show(self) -> None:
        draft, px, colours = self._draft, self._theme.px, self._theme.colours
        if draft is None:
            return
        rows = []
        for part in _stretches(draft, self._unfolded):
            if len(part) > 1:
                rows.append(self._folded(draft, part))
            else:
                rows.append(self._row(part[0], draft.lines[part[0]]))
        end = f'<tr><td></td><td align="center" style="color:{colours.ink_second}">—— 到这里读完 ——</td></tr>'
        html = (
            f'<table width="100%" cellspacing="0" cellpadding="{px(6)}" '
            f'style="font-size:{px(_LETTERS)}px;color:{colours.ink}">{"".join(rows)}{end}</table>'
        )
        self.show_page(html, colours, images(self._theme))

    def _row(self, number: int, line: DraftLine) -> str:
        colours, px = self._theme.colours, self._theme.px
        is_open = line.kind is LineKind.UNPLACED
        is_current = number == self._current
        ground = f' bgcolor="{colours.mark if is_current else colours.caution_soft}"' if is_open else ""
        ink = colours.caution if is_open else colours.law
        is_head = line.kind in (LineKind.TITLE, LineKind.HEADING)
        weight, align = ("bold", "center") if is_head else ("normal", "left")
        size = _TITLE if line.kind is LineKind.TITLE else _HEADING if is_head else _LETTERS
        place = place_of(line)
        chosen = self._choices.get(number)
        if is_open:
            place = "没处放" if chosen is None else str(chosen)
        words = escape(full_width(line.text))
        if line.kind in (LineKind.HISTORY, LineKind.NUMBER):
            words = f'<span style="color:{colours.ink_second}">{words}</span>'
        if is_open:
            words = f'<a href="{_LINE}{number}" style="color:{colours.ink};text-decoration:none">{words}</a>'
        mark = escape(place)
        if is_open and chosen is not None:
            mark = f'<span style="color:{colours.done}">✓ {mark}</span>'
        elif is_open:
            mark = f"<b>{mark}</b>"
        return (
            f'<tr{ground}><td width="{px(PLACE_WIDTH)}" align="right" style="color:{ink};font-size:{px(_SMALL)}px">'
            f'<a name="{_LINE}{number}"></a>{mark}</td>'
            f'<td align="{align}" style="font-weight:{weight};font-size:{px(size)}px">{words}</td></tr>'
        )

    def _folded(self, draft: Draft, part: tuple[int, ...]) -> str:
        colours = self._theme.colours
        numbers = [draft.lines[n].article for n in part if draft.lines[n].kind is LineKind.ARTICLE]
        first, last = (written_article(numbers[0]), written_article(numbers[-1])) if numbers else ("", "")
        words = f"{first}到{last}都放好了，点开看" if numbers else f"{len(part)} 行都放好了，点开看"
        return (
            f'<tr bgcolor="{colours.ground}"><td></td><td><a href="{_FOLD}{part[0]}" '
            f'style="color:{colours.ink_second};text-decoration:none"><img src="{FOLD}"> {words}</a></td></tr>'
        )

    @Slot(str)
    def _on_link(self, link: str) -> None:
        if link.startswith(_LINE):
            self.line_chosen.emit(int(link.removeprefix(_LINE)))
        elif link.startswith(_FOLD):
            first = int(link.removeprefix(_FOLD))
            at = self.verticalScrollBar().value()
            self._unfolded.add(first)
            self._show()
            self.verticalScrollBar().setValue(at)


def place_of(line: DraftLine) -> str:
    """The place of a line in short: 标题, 第 36 条, (二)项, 款."""
    if line.kind is LineKind.ARTICLE:
        number, _, sub = line.article.partition("-")
        return f"第 {number} 条" + (f"之{sub}" if sub else "")
    if line.kind is LineKind.PARAGRAPH:
        return ""
    part = _PART.match(line.text)
    if line.kind is LineKind.HEADING and part is not None:
        return part[0]
    item = _ITEM.match(line.text)
    if line.kind is LineKind.ITEM and item is not None:
        return f"（{item[1]}）项"
    return str(line.kind)


def _stretches(draft: Draft, unfolded: set[int]) -> Iterator[tuple[int, ...]]:
    """Lines one by one, long well-placed stretches of articles together."""
    shown = {n for n, line in enumerate(draft.lines) if line.kind is LineKind.UNPLACED or line.kind in _HEADS}
    articles = [n for n, line in enumerate(draft.lines) if line.kind is LineKind.ARTICLE]
    near = set()
    for n in sorted(shown):
        before = [a for a in articles if a < n][-_KEPT_AROUND:]
        after = [a for a in articles if a > n][:_KEPT_AROUND]
        near |= {*before, *after}
    stretch: list[int] = []
    current = -1
    for n, line in enumerate(draft.lines):
        if line.kind is LineKind.ARTICLE:
            current = n
        is_folded = n not in shown and current >= 0 and current not in near
        if is_folded:
            stretch.append(n)
            continue
        yield from _closed(stretch, unfolded)
        stretch = []
        yield (n,)
    yield from _closed(stretch, unfolded)


def _closed(stretch: list[int], unfolded: set[int]) -> Iterator[tuple[int, ...]]:
    if len(stretch) > 3 and stretch[0] not in unfolded:
        yield tuple(stretch)
    else:
        yield from ((n,) for n in stretch)
