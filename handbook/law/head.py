"""The rows above the body -> what each is: title, number, history, preamble, or without a place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from handbook.law.draft import Choice, DraftLine, LineKind
from handbook.law.headings import Heading, numbered_heading
from handbook.law.history import DAY, begins_item, ends_in_event, organ_in, tells_history
from handbook.law.law_rows import Row, without_blanks
from handbook.law.stray_lines import page_head, signature_reason, stray_reason
from handbook.law.title import NUMBER, bare_title, compared, history_behind, title_rows

_INTRODUCTION = frozenset(("序言", "前言", "引言", "导言", "序"))
_ORGAN = re.compile(
    r".{2,30}(?:人民代表大会(?:常务委员会)?|人民政府|国务院|委员会|法院|检察院|办公厅|部|局|厅|署)"
)
_FIRST_ARTICLE = re.compile(r"第\s*[一1]\s*条(?!第)")
_DEEPEST = 80
_MOST_TITLE_ROWS = 4
_LEAST_OF_TITLE = 8
_LONGEST_HISTORY = 200
_PART_OF_HISTORY = re.compile(
    r"次?会议(?:审议|修订)?(?:通过|批准)?[）)]?$|^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{0,2}$"
)
_OPENING = re.compile(r"[（(]")
_CLOSING = re.compile(r"[）)]")


@dataclass(slots=True)
class Head:
    """What stands above the body."""

    title: str = ""
    number: str = ""
    organ: str = ""
    history: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    """Those above the history that stand over the whole body: the name of one part of a code that is kept by parts."""
    lines: list[DraftLine] = field(default_factory=list)
    """Of every row above the body."""


def find_title(rows: Sequence[Row]) -> list[int]:
    """Places of the rows of the title."""
    has_articles = any(_FIRST_ARTICLE.match(row.words) for row in rows)
    limit = next(
        (at for at, row in enumerate(rows[:_DEEPEST]) if _is_body(row)),
        min(len(rows), _DEEPEST if has_articles else 30),
    )
    return title_rows(rows[:limit], has_articles=has_articles)


def _is_body(row: Row) -> bool:
    return bool(_FIRST_ARTICLE.match(row.words) or numbered_heading(row) or row.tight in ("目录", "目次"))


def read_head(rows: Sequence[Row], title_at: Sequence[int], *, contents: range, end: int | None) -> Head:
    """`end`: place of the first row of the body; None where no articles stand, then the head ends with its own rows."""
    head = Head(title=bare_title("".join(_part(rows[at].words) for at in title_at)))
    if title_at and (behind := history_behind(rows[title_at[-1]].words)):
        head.history.append(behind)
    open_brackets = 0
    repeated: set[int] = set()
    for at, row in enumerate(rows[: len(rows) if end is None else end]):
        if at in contents:
            line = DraftLine(text=row.text, kind=LineKind.CONTENTS)
        elif not row.words:
            line = DraftLine(text=row.text, kind=LineKind.PAGE if row.is_page else LineKind.MARK)
        elif open_brackets > 0:
            line = _history(head, row)
            open_brackets += _opened(row.words)
        elif at in title_at or at in repeated or _is_title_again(head, rows, at, repeated):
            line = DraftLine(text=row.text, kind=LineKind.TITLE)
        elif row.mark == 1 and end is not None and title_at and at > title_at[0]:
            head.headings.append(Heading(0, without_blanks(row.words), (at,)))
            line = DraftLine(text=row.text, kind=LineKind.HEADING)
        else:
            is_above = bool(title_at) and at < title_at[0]
            found = _line(head, row, is_above_title=is_above)
            if found is None and end is None:
                break
            line = found or _other(head, row, is_above_title=is_above)
            if line.kind is LineKind.HISTORY and row.words.startswith(("（", "(")):
                open_brackets = max(0, _opened(row.words))
                if open_brackets and not _closes(rows, at):
                    open_brackets = 0
        head.lines.append(line)
    head.organ = organ_in(head.history) or head.organ or _organ_of_title(head.title)
    return head


def _is_title_again(head: Head, rows: Sequence[Row], at: int, repeated: set[int]) -> bool:
    """Whether the title, or all of it but its maker, stands here once more, over one row or several."""
    title = compared(head.title)
    words = ""
    if not title or (head.lines and _is_broken(head.lines[-1])):
        return False
    for end in range(at, min(at + _MOST_TITLE_ROWS, len(rows))):
        words += compared(bare_title(rows[end].words))
        if words == title or (len(words) >= _LEAST_OF_TITLE and title.endswith(words)):
            repeated.update(range(at, end + 1))
            return True
        if words not in title:
            return False
    return False


def _part(words: str) -> str:
    return without_blanks(words)


def _opened(words: str) -> int:
    return len(_OPENING.findall(words)) - len(_CLOSING.findall(words))


def _closes(rows: Sequence[Row], at: int) -> bool:
    """Whether the bracket that opens at `at` is closed soon, by rows that are no body."""
    depth = 0
    for row in rows[at : at + 20]:
        if _is_body(row):
            return False
        depth += _opened(row.words)
        if depth <= 0:
            return True
    return False


def _history(head: Head, row: Row) -> DraftLine:
    head.history.append(row.words)
    return DraftLine(text=row.text, kind=LineKind.HISTORY)


def _line(head: Head, row: Row, *, is_above_title: bool) -> DraftLine | None:
    """What surely belongs to a head."""
    if found := page_head(row, lambda _words: 0):
        return _unplaced(row, *found)
    if reason := stray_reason(row):
        return _unplaced(row, reason)
    if NUMBER.fullmatch(row.words):
        if head.number:
            return _history(head, row)
        head.number = without_blanks(row.words).strip("（）()【】")
        return DraftLine(text=row.text, kind=LineKind.NUMBER)
    if tells_history(row.words) or _goes_on_with_history(head, row):
        return _history(head, row)
    if _ORGAN.fullmatch(row.tight) and not is_above_title:
        head.organ = head.organ or row.tight
        return _history(head, row)
    if reason := signature_reason(row):
        return _unplaced(row, reason)
    return None


def _is_broken(line: DraftLine) -> bool:
    """Whether a line of history breaks off within brackets or the name of a law."""
    return line.kind is LineKind.HISTORY and any(
        line.text.count(left) > line.text.count(right) for left, right in ("《》", "〈〉", "<>", "（）", "()")
    )


def _goes_on_with_history(head: Head, row: Row) -> bool:
    """A line of history that was broken in two, or a meeting without the word for what it did."""
    words = row.words
    if len(words) > _LONGEST_HISTORY or words.endswith(("。", "：", ":", "；")) or begins_item(words):
        return False
    if DAY.match(words) or _PART_OF_HISTORY.search(words):
        return True
    before = next((line for line in reversed(head.lines) if line.kind is not LineKind.MARK), None)
    if before is None or before.kind is not LineKind.HISTORY:
        return False
    is_broken = any(
        before.text.count(left) > before.text.count(right)
        for left, right in ("《》", "〈〉", "<>", "（）", "()")
    )
    return is_broken or before.text[-1].isdigit() or (ends_in_event(words) and "，" not in words)


def _other(head: Head, row: Row, *, is_above_title: bool) -> DraftLine:
    if is_above_title:
        return _unplaced(row, "在题目前面,像公告或印发的话,不是条文")
    if row.tight in _INTRODUCTION or not row.is_short or row.mark > 1 or head.preamble:
        head.preamble.append(row.words)
        return DraftLine(text=row.text, kind=LineKind.PREAMBLE)
    return _unplaced(row, "在题目和正文之间,看不出是什么")


def _unplaced(row: Row, reason: str, suggested: Choice | None = None) -> DraftLine:
    return DraftLine(text=row.text, kind=LineKind.UNPLACED, reason=reason, suggested=suggested)


def _organ_of_title(title: str) -> str:
    match = re.match(
        r"(?P<organ>[^《》]{2,40}?(?:人民法院|人民检察院|常务委员会|人民政府|国务院|部|委员会))(?:关于|[、])",
        title,
    )
    return match["organ"] if match else ""
