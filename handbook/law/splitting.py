"""Lines of text -> a law: title, history, headings, articles, annexes; every line is placed or listed with a reason.

Nothing is dropped in silence: characters read = characters placed + characters listed, blanks not counted.
"""

import re
from collections import Counter
from collections.abc import Sequence

from handbook.law.article_starts import Starts, find_starts
from handbook.law.contents_table import contents_rows
from handbook.law.days import days_in
from handbook.law.draft import Draft, DraftLine, LineKind
from handbook.law.head import find_title, read_head
from handbook.law.headings import Headings, know_headings, numbered_heading
from handbook.law.history import changes_in
from handbook.law.law_rows import Row, count, rows_of
from handbook.law.law_text import LawArticle
from handbook.law.reading_body import BodyReader
from handbook.law.title import bare_title, place_in

_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
"""Characters that mean something in one font alone."""


def split(lines: Sequence[str], *, is_marked: bool = True) -> Draft:
    """The law that stands in `lines`; nothing is decided yet.

    `lines` are paragraphs as a reader of files gives them: ``#`` marks and comments of Markdown may stand in them, rows of
    tables are ``| a | b |``. `is_marked`: the file knows its paragraphs; False for those put together from a page.
    """
    rows = rows_of(lines, is_marked=is_marked)
    title_at = find_title(rows)
    title = bare_title("".join("".join(rows[at].words.split()) for at in title_at))
    contents = contents_rows(rows, title)
    starts = find_starts(rows, skipped=contents, title=title)
    headings = know_headings(rows, starts.by_row.keys())
    begin = _begin(rows, starts, headings, contents)
    head = read_head(rows, title_at, contents=contents, end=begin if starts.by_row else None)
    reader = BodyReader(
        rows=rows,
        starts=starts,
        headings=headings,
        title=head.title,
        contents=contents,
        times=Counter(row.tight for row in rows),
        lines=head.lines,
        preamble=head.preamble,
        path=head.headings,
    )
    reader.read(len(head.lines))
    articles = tuple(reader.law_articles())
    changes = changes_in(head.history)
    listed = sum(count(line.text) for line in reader.lines if line.kind is LineKind.UNPLACED)
    read = sum(count(row.text) for row in rows)
    return Draft(
        title=head.title,
        number=head.number,
        organ=head.organ,
        place=place_in(head.title),
        history=tuple(head.history),
        changes=changes,
        days=days_in(
            history=head.history,
            preamble=reader.preamble,
            articles=articles,
            annexes=reader.law_annexes(),
            changes=changes,
        ),
        lines=tuple(reader.lines),
        articles=articles,
        annexes=reader.law_annexes(),
        preamble=tuple(reader.preamble),
        problems=tuple(_problems(head.title, starts, articles, reader.lines)),
        characters_read=read,
        characters_placed=read - listed,
        characters_listed=listed,
    )


def _begin(rows: Sequence[Row], starts: Starts, headings: Headings, contents: range) -> int:
    """Where the body begins: at the first chapter, or at the first article and the headings right above it."""
    first = min(starts.by_row, default=0)
    chapters = (at for at in range(first) if at not in contents and numbered_heading(rows[at]))
    begin = next(chapters, first)
    while begin > 0 and begin - 1 not in contents:
        above = begin - 1
        if rows[above].words and not _is_heading_of_body(headings, above):
            break
        begin = above
    return begin


def _is_heading_of_body(headings: Headings, at: int) -> bool:
    if headings.rows[at].mark == 1:
        return False
    if headings.at(at, is_body=False) is not None:
        return True
    above = next((n for n in range(at - 1, -1, -1) if headings.rows[n].words), None)
    heading = headings.at(above, is_body=False) if above is not None else None
    return heading is not None and at in heading.rows


def _problems(
    title: str, starts: Starts, articles: Sequence[LawArticle], lines: Sequence[DraftLine]
) -> list[str]:
    found = [] if title else ["没有找到题目"]
    if not articles:
        found.append("没有分条:整段文字放在前言里" if lines else "没有文字")
    found += starts.problems
    found += [f"{one.written_number}没有文字" for one in articles if not one.words.strip()]
    for one in articles:
        if unknown := sorted(set(_PRIVATE.findall(one.words))):
            found.append(f"{one.written_number}有认不出的字:{'、'.join(unknown)},请对照原件")
    return found
