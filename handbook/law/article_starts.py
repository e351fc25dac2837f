"""Rows -> which of them begin an article, told from sentences that begin with the number of one.

“第十二条第二款规定…” inside article 11 is a reference, “第十九条中级人民法院…” the beginning of article 19: what decides is
what follows the number, whether a blank parts them, and whether the number goes on from the one before.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from handbook.law.headings import begins_annex, numbered_heading
from handbook.law.law_rows import SENTENCE_END, Row
from handbook.law.numbering import ARTICLE, article_number, number_in, order_of, written_article

_DIGIT = "〇○零一二三四五六七八九十百千两\\d"
_PART_OF_ARTICLE = re.compile(
    rf"\s*(?:第\s*[{_DIGIT}]+\s*[款项目]|[至到、和及与]\s*第\s*[{_DIGIT}]+|或者?\s*第\s*[{_DIGIT}])"
)
_GOES_ON = re.compile(
    rf"第\s*[{_DIGIT}]+\s*条|"
    r"规定|所[列称规指述]|的|[至、，,。]|和|或|以?及|与|中[的规所第“]|修改|改为|删[去除]|增加|作为|（[一二三四五六七八九十]+）项"
)
_AFTER_NUMBER = re.compile(r"\s*[:：．.、]?\s*")
_MISREAD = re.compile(rf"第\s*(?P<number>[{_DIGIT}－—–\-―ー丨|]{{2,8}})\s*条\s+")
_DASH = re.compile(r"[－—–\-―ー丨|]")
_WIDEST_GAP = 3
_OUT_OF_ORDER = "条号接不上前后"


@dataclass(frozen=True)
class Start:
    """A row that begins, or might begin, an article."""

    row: int
    number: str
    rest: str
    """What stands behind the number."""
    is_parted: bool
    """A blank or a bracket parts number and words."""
    goes_on: bool
    """The words go on as those of a reference do."""
    is_quoted: bool
    """It stands in quotation marks that were opened in a line before."""
    breaks_in: bool = False
    """The line before breaks off within a sentence."""

    @cached_property
    def key(self) -> tuple[int, int]:
        """Its place among the articles."""
        return order_of(self.number)

    @property
    def is_doubtful(self) -> bool:
        """Only its number could tell that it begins an article."""
        return self.goes_on and not self.is_parted


@dataclass(slots=True)
class Starts:
    """What was found out about a text."""

    by_row: dict[int, Start] = field(default_factory=dict)
    """Place of a row → the article that begins there."""
    strays: dict[int, str] = field(default_factory=dict)
    """Place of a row that looks like an article and is none of this law → why it has no place."""
    end: int | None = None
    """Place from which articles are numbered anew: another text is appended there."""
    problems: list[str] = field(default_factory=list)
    last: int = -1
    """Place of the last article; -1 where there is none."""


def find_starts(rows: Sequence[Row], *, skipped: range, title: str) -> Starts:
    """`skipped`: the table of contents."""
    found = Starts()
    candidates = _candidates(rows, skipped)
    first = _first(rows, candidates, title)
    if first is None:
        return found
    candidates = candidates[first:]
    again = next((n for n in range(1, len(candidates)) if _begins_anew(rows, candidates, n)), len(candidates))
    if again < len(candidates):
        found.end = candidates[again].row
        for one in candidates[again:]:
            found.strays[one.row] = "条号又从头开始,像是另一件法规"
    _follow(rows, candidates[:again], found)
    return found


def _candidates(rows: Sequence[Row], skipped: range) -> list[Start]:
    found: list[Start] = []
    depth = 0
    before: Row | None = None
    for at, row in enumerate(rows):
        if at in skipped or not row.words:
            continue
        start = _candidate(row, at, is_quoted=depth > 0, before=before)
        before = row
        if start is None and found:
            start = _misread(row, at, found[-1])
        if start is not None:
            found.append(start)
        if depth and row.words.startswith("“"):
            depth -= 1  # each paragraph of a quotation opens it anew, only the last closes it
        if begins_annex(row) or numbered_heading(row):
            depth = 0
        depth = max(0, depth + row.words.count("“") - row.words.count("”"))
    return found


def _candidate(row: Row, at: int, *, is_quoted: bool, before: Row | None) -> Start | None:
    match = ARTICLE.match(row.words)
    number = article_number(match) if match else None
    if match is None or number is None:
        return None
    behind = row.words[match.end() :]
    if _PART_OF_ARTICLE.match(behind):
        return None
    rest = behind[len(_AFTER_NUMBER.match(behind)[0]) :]  # type: ignore[index]
    is_parted = not behind or behind[0].isspace() or behind[0] in "【〔（(:：．."
    goes_on = _GOES_ON.match(behind) is not None
    return Start(at, number, rest, is_parted, goes_on, is_quoted, before is not None and _breaks_off(before))


def _breaks_off(row: Row) -> bool:
    """Whether the row ends within a sentence."""
    return not (row.is_short or row.is_table or SENTENCE_END.search(row.words))


def _misread(row: Row, at: int, before: Start) -> Start | None:
    """第三十－条: a character reader took 一 for a dash; believed only where the number then goes on."""
    match = _MISREAD.match(row.words)
    number = number_in(_DASH.sub("一", match["number"])) if match else None
    if match is None or number != before.key[0] + 1:
        return None
    return Start(at, str(number), row.words[match.end() :].strip(), True, False, False)


def _first(rows: Sequence[Row], candidates: Sequence[Start], title: str) -> int | None:
    """Place among the candidates of the first article; None in a decision that only speaks of articles."""
    firsts = [n for n, one in enumerate(candidates) if one.key == (1, 0) and not one.is_quoted]
    if firsts:
        return next((n for n in firsts if not candidates[n].is_doubtful), firsts[0])
    firm = [n for n, one in enumerate(candidates) if not (one.is_doubtful or one.is_quoted) and one.rest]
    if not firm:
        return None
    first = candidates[firm[0]]
    speaks_of_others = any(re.match(r"[一二三]、", row.words) for row in rows[: first.row])
    is_run = any(candidates[n].key == (first.key[0] + 1, 0) for n in firm[1:2])
    is_decision = bool(re.search(r"决定|修正案|批复|答复|解答|通知|意见|复函", title))
    needs_run = is_decision or not first.is_parted
    return None if speaks_of_others or (needs_run and not is_run) else firm[0]  # else an excerpt


def _begins_anew(rows: Sequence[Row], candidates: Sequence[Start], n: int) -> bool:
    """Whether another text begins with this 第一条."""
    one = candidates[n]
    if one.key != (1, 0) or one.is_doubtful:
        return False
    after = next((c for c in candidates[n + 1 :] if not c.is_doubtful), None)
    if after is None or after.key != (2, 0):
        return False
    before = candidates[n - 1]
    return before.key >= (2, 0) or any(begins_annex(rows[at]) for at in range(before.row + 1, one.row))


def _follow(rows: Sequence[Row], candidates: Sequence[Start], found: Starts) -> None:
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n, one in enumerate(candidates):
        if not one.is_doubtful:
            places[one.key].append(n)
    annexes = [at for at, row in enumerate(rows) if begins_annex(row)]
    is_excerpt = candidates[0].key != (1, 0)
    if is_excerpt:
        found.problems.append(f"从{written_article(candidates[0].number)}开始:前面的条文没有")
    last: Start | None = None
    for n, one in enumerate(candidates):
        if last is None:
            is_taken = True
        else:
            goes_on = one.key in ((last.key[0] + 1, 0), (last.key[0], last.key[1] + 1))
            is_wanted = goes_on and not one.breaks_in and not _is_later(places, one.key, n)
            if one.is_doubtful and not is_wanted:
                continue
            is_taken = goes_on or _is_taken(
                rows, candidates, n, last, places, annexes=annexes, is_excerpt=is_excerpt
            )
            if is_taken:
                _say_gap(found, last, one, is_excerpt=is_excerpt)
        if not is_taken:
            found.strays[one.row] = f"{written_article(one.number)}在这里{_OUT_OF_ORDER}"
            continue
        found.by_row[one.row] = last = one
        found.last = one.row
        if _DASH.search(rows[one.row].words[:10]):
            found.problems.append(
                f"“{rows[one.row].words.split()[0]}”按{written_article(one.number)}收下了,请看一眼"
            )


def _is_taken(
    rows: Sequence[Row],
    candidates: Sequence[Start],
    n: int,
    last: Start,
    places: Mapping[tuple[int, int], Sequence[int]],
    *,
    annexes: Sequence[int],
    is_excerpt: bool,
) -> bool:
    """Whether a number that does not go on from the last begins an article all the same: one is missing, or is doubled."""
    one = candidates[n]
    if one.key < last.key or (one.key == last.key and not one.is_parted):
        return False
    if one.key == last.key:
        return True
    expected = ((last.key[0] + 1, 0), (last.key[0], last.key[1] + 1))
    if any(_is_later(places, key, n) for key in expected):
        return False
    if bisect_right(annexes, last.row) < bisect_right(annexes, one.row):
        return False
    has_next = _is_later(places, (one.key[0] + 1, 0), n)
    above = next((rows[at] for at in range(one.row - 1, -1, -1) if rows[at].words), None)
    is_under_heading = above is not None and numbered_heading(above) is not None
    is_near = one.key[0] - last.key[0] <= _WIDEST_GAP
    return is_excerpt or has_next or (one.is_parted and (is_near or is_under_heading))


def _is_later(places: Mapping[tuple[int, int], Sequence[int]], key: tuple[int, int], n: int) -> bool:
    """Whether a candidate of that number comes behind the one at `n`."""
    return bool(places.get(key)) and places[key][-1] > n


def _say_gap(found: Starts, last: Start, one: Start, *, is_excerpt: bool) -> None:
    if one.key == last.key:
        found.problems.append(f"{written_article(one.number)}出现两次")
        return
    (before, sub_before), (number, sub) = last.key, one.key
    if number == before:
        missing = (sub_before + 1, sub - 1)
        words = [written_article(f"{number}-{n}") for n in missing]
    else:
        missing = (before + 1, number - 1)
        words = [written_article(str(n)) for n in missing]
        if sub and missing[0] > missing[1]:
            words, missing = [written_article(str(number))] * 2, (1, 1)
    if missing[0] > missing[1] or is_excerpt:
        return
    lacking = words[0] if missing[0] == missing[1] else f"{words[0]}至{words[1]}"
    found.problems.append(f"{written_article(last.number)}之后是{written_article(one.number)},缺{lacking}")
