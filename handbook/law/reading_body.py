"""The rows below the head -> articles with their paragraphs, annexes, and what has no place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from handbook.law.article_starts import Start, Starts
from handbook.law.draft import Choice, DraftLine, LineKind
from handbook.law.headings import Heading, Headings, begins_annex, numbered_heading
from handbook.law.law_rows import SENTENCE_END, Row
from handbook.law.law_text import Annex, LawArticle
from handbook.law.numbering import ITEM, SUB_ITEM
from handbook.law.stray_lines import has_no_words, is_day, page_head, signature_reason, stray_reason
from handbook.law.title import bare_title

_NEAR_END = 6
_TITLE_ABOVE = 12


@dataclass(slots=True)
class _Open:
    """An article that is being read."""

    start: Start
    path: tuple[str, ...]
    paragraphs: list[str]


@dataclass(slots=True, kw_only=True)
class BodyReader:
    """Goes through the rows once; what it finds stands in its lists."""

    rows: Sequence[Row]
    starts: Starts
    headings: Headings
    title: str
    contents: range
    times: Counter[str]
    """How often the words of a row come."""
    lines: list[DraftLine]
    """One of each row; those of the head stand in it already."""
    preamble: list[str]
    path: list[Heading]
    """The headings that stand over the next article."""
    _articles: list[_Open] = field(default_factory=list)
    _annexes: list[tuple[str, list[str]]] = field(default_factory=list)
    _unused: list[Heading] = field(default_factory=list)
    _is_under_heading: bool = False
    _stray_number: str = ""
    _annex_at: int = -1

    def law_articles(self) -> Iterator[LawArticle]:
        """The articles in the order of the text."""
        for one in self._articles:
            yield LawArticle(number=one.start.number, path=one.path, paragraphs=tuple(one.paragraphs))

    def law_annexes(self) -> tuple[Annex, ...]:
        """The annexes in the order of the text."""
        return tuple(Annex(title=title, lines=tuple(lines)) for title, lines in self._annexes)

    def read(self, begin: int) -> None:
        """All rows from `begin` on."""
        self._annex_at = self._appended_at()
        at = begin
        while at < len(self.rows):
            at += self._read_one(at)
        for heading in self._unused:
            if not heading.is_used and self._articles:
                for at in heading.rows:
                    self._replace(at, "这个标题下面没有条文")

    def _read_one(self, at: int) -> int:
        """Places the row at `at`, of a heading all its rows; gives how many."""
        row = self.rows[at]
        if at in self.contents:
            self._add(row, LineKind.CONTENTS)
        elif row.is_page:
            self._add(row, LineKind.PAGE)
        elif not row.words:
            self._add(row, LineKind.MARK)
        elif at in self.starts.by_row:
            self._begin_article(row, self.starts.by_row[at])
        elif self._begins_annex(at):
            self._annexes.append((row.words, []))
            self._add(row, LineKind.ANNEX)
        elif self._annexes:
            self._read_annex(row, at)
        elif at in self.starts.strays:
            self._stray_number = row.words.split()[0][:12]
            self._list(row, self.starts.strays[at])
        elif found := self._running_head(row):
            self._list(row, *found)
        elif (heading := self._heading(at)) is not None:
            for place in heading.rows:
                self._add_heading(self.rows[place], at, place)
            self._open_heading(heading)
            return heading.rows[-1] - at + 1
        else:
            self._read_text(row, at)
        return 1

    def _heading(self, at: int) -> Heading | None:
        return self.headings.at(at, is_body=bool(self._articles))

    def _add_heading(self, row: Row, first: int, place: int) -> None:
        # rows between the two of a heading are pages or comments
        for between in range(len(self.lines), place):
            if between > first:
                other = self.rows[between]
                self._add(other, LineKind.PAGE if other.is_page else LineKind.MARK)
        self._add(row, LineKind.HEADING)
        if not self.starts.by_row:
            self.preamble.append(row.words)

    def _open_heading(self, heading: Heading) -> None:
        self.path = [*(one for one in self.path if one.depth < heading.depth), heading]
        self._unused.append(heading)
        self._is_under_heading = True
        self._stray_number = ""

    def _begin_article(self, row: Row, start: Start) -> None:
        for heading in self.path:
            heading.is_used = True
        path = tuple(heading.text for heading in self.path)
        self._articles.append(_Open(start, path, [start.rest] if start.rest else []))
        self._is_under_heading = False
        self._stray_number = ""
        self._add(row, LineKind.ARTICLE)

    def _read_text(self, row: Row, at: int) -> None:
        if found := self._unplaced(row, at):
            self._list(row, *found)
            return
        kind = _kind(row)
        if not self._articles:
            self.preamble.append(row.words)
            kind = LineKind.TABLE if row.is_table else LineKind.PREAMBLE
        else:
            self._articles[-1].paragraphs.append(row.words)
        self._add(row, kind)

    def _unplaced(self, row: Row, at: int) -> tuple[str, Choice | None] | None:
        """Why a row is no paragraph."""
        if has_no_words(row):
            return "没有文字,只有符号", None
        if reason := stray_reason(row):
            return reason, None
        if self._is_signature(row, at):
            return signature_reason(row) or "", None
        if self._articles and self._is_under_heading:
            return "在标题下面,却没有条号", None
        if self._stray_number:
            return f"跟在没处放的“{self._stray_number}”后面", None
        return None

    def _running_head(self, row: Row) -> tuple[str, Choice | None] | None:
        """Why a row is the head or foot of a page."""
        if row.is_table or row.mark or numbered_heading(row):
            return None
        if bare_title(row.words) == self.title:
            return "题目又出现一次,像页眉", Choice.LEAVE_OUT
        return page_head(row, self._times)

    def _times(self, words: str) -> int:
        """How often words come on lines of their own that might be those of a page; short ones of forms do not count."""
        return self.times[words] if len(words) > 5 and not ITEM.match(words) else 0

    def _is_signature(self, row: Row, at: int) -> bool:
        if row.is_table or signature_reason(row) is None:
            return False
        is_end = at > self.starts.last and len(self.rows) - at <= _NEAR_END
        if is_end or not self._articles or not is_day(row):
            return is_end
        before = self._articles[-1].paragraphs
        return not before or SENTENCE_END.search(before[-1]) is not None

    def _read_annex(self, row: Row, at: int) -> None:
        reason = stray_reason(row) if len(self.rows) - at <= _NEAR_END * 2 else None
        if reason and not row.words.startswith("注") and "说明" in reason:
            self._list(row, reason)
        else:
            self._annexes[-1][1].append(row.words)
            self._add(row, LineKind.ANNEX)

    def _begins_annex(self, at: int) -> bool:
        """Annexes stand behind the last article, not between two."""
        if at <= self.starts.last:
            return False
        return at == self._annex_at or begins_annex(self.rows[at])

    def _appended_at(self) -> int:
        """Place of the title of another text that is appended without a word such as 附; -1 where there is none."""
        end = self.starts.end
        if end is None:
            return -1
        above = range(max(self.starts.last + 1, end - _TITLE_ABOVE), end)
        if any(begins_annex(self.rows[at]) for at in range(self.starts.last + 1, end)):
            return -1
        titles = [at for at in above if self.rows[at].is_short and self._heading(at) is None]
        return titles[0] if titles else -1

    def _add(self, row: Row, kind: LineKind) -> None:
        self.lines.append(DraftLine(text=row.text, kind=kind, article=self._number))

    def _list(self, row: Row, reason: str, suggested: Choice | None = None) -> None:
        self.lines.append(
            DraftLine(
                text=row.text,
                kind=LineKind.UNPLACED,
                article=self._number,
                reason=reason,
                suggested=suggested,
            )
        )

    @property
    def _number(self) -> str:
        return self._articles[-1].start.number if self._articles else ""

    def _replace(self, at: int, reason: str) -> None:
        line = self.lines[at]
        self.lines[at] = DraftLine(
            text=line.text, kind=LineKind.UNPLACED, article=line.article, reason=reason
        )


def _kind(row: Row) -> LineKind:
    if row.is_table:
        return LineKind.TABLE
    if ITEM.match(row.words) or SUB_ITEM.match(row.words):
        return LineKind.ITEM
    return LineKind.PARAGRAPH
