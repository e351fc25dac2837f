"""整页对照: the page as readers have it and as they would have it, beside each other where there is room, else below."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtGui import QColor, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.typesetting import NO_BREAK, WORD_JOINER, full_width_in_place
from handbook.override import override
from handbook.render.entry_page import render_entry
from handbook.render.page import PageStyle
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.rich_text import RichText

_BESIDE = 760
"""Pixels at 100 % from which both stand side by side."""
_LEAST_WORDS = 2


class WholePages(QWidget):
    """Words that are new are marked in the new page."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self.before = _page("现在坐席看到的")
        self.after = _page("改完坐席看到的")
        self._heads = [QLabel("现在坐席看到的"), QLabel("改完坐席看到的")]
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides: list[QVBoxLayout] = []
        self._line.setContentsMargins(0, 0, 0, 0)
        for head, page in zip(self._heads, (self.before, self.after), strict=True):
            head.setObjectName("workshopNote")
            side = QVBoxLayout()
            self._sides.append(side)
            side.addWidget(head)
            side.addWidget(page, 1)
            self._line.addLayout(side, 1)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`; the pages are shown anew by whoever has them."""
        self._theme = theme
        self._line.setSpacing(theme.px(14))
        for side in self._sides:
            side.setSpacing(theme.px(4))
        for page in (self.before, self.after):
            page.setMinimumHeight(theme.px(220))
        self._arrange()

    def show_entries(
        self,
        before: Entry | None,
        after: Entry | None,
        books: tuple[Handbook, Handbook],
        today: date,
        new: list[str],
    ) -> None:
        """Both states with the handbook of each; `new`: stretches of words that are new."""
        theme = self._theme
        style = PageStyle(theme.colours, theme.scale, today)
        for page, entry, book, lacking in (
            (self.before, before, books[0], "以前没有这一条。"),
            (self.after, after, books[1], "这样写还读不出来，或者整条撤下了。"),
        ):
            page.document().setDocumentMargin(theme.px(18))
            bare = f'<p style="color:{theme.colours.ink_second}">{lacking}</p>'
            html = render_entry(entry, book, style).html if entry is not None else bare
            page.show_page(html, theme.colours, {})
        self._mark(new)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        direction = QBoxLayout.Direction
        is_wide = self.width() >= self._theme.px(_BESIDE)
        self._line.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def _mark(self, new: list[str]) -> None:
        """Stand the new words on a marked ground; a selection of the view, so that the page itself is not formatted again."""
        marks = []
        for start, end in _found(self.after.toPlainText(), new):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.after.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format.setBackground(QColor(self._theme.colours.mark))
            marks.append(mark)
        self.after.setExtraSelections(marks)
        if marks:
            cursor = QTextCursor(self.after.document())
            cursor.setPosition(marks[0].cursor.selectionStart())
            self.after.setTextCursor(cursor)
            self.after.ensureCursorVisible()


def _page(name: str) -> RichText:
    page = RichText()
    page.setProperty("role", "page")
    page.setAccessibleName(name)
    return page


def _found(shown: str, new: list[str]) -> Iterator[tuple[int, int]]:
    """Where on a page each stretch stands first; signs that hold words together do not count."""
    kept = [(at, sign) for at, sign in enumerate(shown) if sign not in (WORD_JOINER, NO_BREAK, " ")]
    bare = full_width_in_place("".join(sign for _, sign in kept))
    for words in new:
        looked_for = "".join(
            c for c in full_width_in_place(words) if c not in (WORD_JOINER, NO_BREAK, " ", "\n")
        )
        at = bare.find(looked_for) if len(looked_for) >= _LEAST_WORDS else -1
        if at >= 0:
            yield kept[at][0], kept[at + len(looked_for) - 1][0] + 1
