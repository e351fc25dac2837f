"""Text that YAML stumbles over -> the one foreign character (full-width colon, hard blank, tab …) that is to blame.

A character is to blame where the text reads better once it is replaced by the one that YAML wants: guesses from the
words of an error would take the full-width marks of ordinary sentences for mistakes.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from handbook.paper_characters import named

MOST_TRIES = 100
_MOST_WORK = 3_000_000
"""Characters that are read anew at most for one mistake; a huge file gets fewer tries."""

_NAMES = {
    "\t": "制表符(Tab)",
    "\u00a0": "不间断空格",
    "\u3000": "全角空格",
    "\u202f": "窄不间断空格",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u0085": "控制换行符",
    "\u200b": "零宽空格",
    "\u200c": "零宽非连接符",
    "\u200d": "零宽连接符",
    "\u2060": "零宽连接符",
    "\u00ad": "软连字符",
    "\ufeff": "字节顺序标记(BOM)",
    "\u200e": "文字方向标记",
    "\u200f": "文字方向标记",
    "：": "全角冒号",
    "，": "全角逗号",
    "、": "顿号",
    "；": "全角分号",
    "。": "句号",
    "［": "全角方括号",
    "］": "全角方括号",
    "【": "方头括号",
    "】": "方头括号",
    "〔": "六角括号",
    "〕": "六角括号",
    "｛": "全角花括号",
    "｝": "全角花括号",
    "（": "全角括号",
    "）": "全角括号",
    "“": "中文引号",
    "”": "中文引号",
    "‘": "中文引号",
    "’": "中文引号",
    "＂": "全角引号",
    "＇": "全角引号",
    "－": "全角横线",
    "—": "破折号",
    "–": "短破折号",
    "‐": "连字符",
    "‑": "不断行连字符",
    "−": "减号",
    "＃": "全角井号",
    "｜": "全角竖线",
    "＞": "全角大于号",
}
_PLAIN = dict(
    zip(
        "：﹕︰∶，﹐、；［］【】〔〕｛｝“”„＂‘’＇－—–‐‑−﹣。｡",
        '::::,,,,[][][]{}""""\'\'\'-------..',
        strict=True,
    )
)
_IN_SENTENCES = frozenset("“”„‘’。—、；")
"""Marks that no sentence does without: within one they are not tried."""
_PAIRS = tuple(zip("“‘［【〔｛”“＂’＇", "”’］】〕｝”“＂’＇", strict=True))
_WANTED = {
    ":": "半角冒号加一个空格",
    ",": "半角逗号加一个空格",
    "-": "半角横线",
    "[": "半角方括号 [ ]",
    "]": "半角方括号 [ ]",
    "{": "半角花括号 { }",
    "}": "半角花括号 { }",
    '"': '半角引号 "',
    "'": "半角引号 '",
    " ": "普通空格",
    ".": "半角点号",
}
_TIGHT_COLON = re.compile(r"(?<=[A-Za-z0-9_\"'}\]]):(?=[^\s:/])")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class ForeignMark:
    """A character that is to blame."""

    offset: int
    line: int
    """From 1."""
    column: int
    message: str
    mended: str
    """The whole text without the mistake."""


_Change = tuple[int, int, str]
"""Start and end of a stretch, and what is to stand there."""


@dataclass(frozen=True, slots=True)
class _Mend:
    """Stretches of a text and what is to stand there instead; the first is the one that is named."""

    changes: tuple[_Change, ...]

    def apply(self, text: str) -> str:
        for start, end, new in sorted(self.changes, reverse=True):
            text = text[:start] + new + text[end:]
        return text


def forbidden_mark(text: str) -> ForeignMark | None:
    """The first character that YAML takes for a break or refuses, wherever it stands."""
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    what = "会被当成换行" if found[0] in "\u0085\u2028\u2029" else "看不见,也不允许"
    name = f"{_NAMES.get(found[0], '控制字符')} {named(found[0])}"
    message = f"这里有{name},{what}。请删去(多半是从别处粘贴来的);要换行就按回车"
    return _mark(text, found.start(), message, text[: found.start()] + text[found.end() :])


def foreign_mark(text: str, lines: Iterable[int], distance: Callable[[str], float]) -> ForeignMark | None:
    """The character in `lines` (from 1, the likeliest first) to blame; None where it is none.

    `distance` tells how far a text is from being read, 0 = it is. One character that helps is taken before several
    that help more: the next is told once this one is mended.
    """
    count = len(_starts(text))
    lines = [number for number in dict.fromkeys(lines) if 1 <= number <= count]
    best: tuple[tuple[bool, float], _Mend] | None = None
    tries = max(8, min(MOST_TRIES, _MOST_WORK // max(len(text), 1)))
    before = distance(text)
    for mend in islice(_mends(text, lines), tries):
        left = distance(mend.apply(text))
        rank = (len(mend.changes) > 1, left)
        if left < before and (best is None or rank < best[0]):
            best = (rank, mend)
            if rank == (False, 0):
                break
    return _told(text, best[1]) if best else None


def _told(text: str, mend: _Mend) -> ForeignMark:
    start, _, new = mend.changes[0]
    char = text[start]
    if char == ":":
        message = "冒号后面要有一个空格,请写成“键: 值”(用半角冒号,不用全角冒号“：”)"
    elif not new.strip() and char.isspace():
        where = "缩进" if _is_indent(text, start) else "分隔"
        how = f"改成{_WANTED[' ']}" if new else "删去"
        message = f"这里的{_named(char)}不能用来{where},请{how}"
    elif not new:
        message = f"这里有看不见的{_named(char)},请删去(多半是从别处粘贴来的)"
    else:
        wanted = _WANTED.get(new.strip(), f"半角的 {new.strip()}")
        message = f"这里用了{_named(char)},YAML 不认,请改成{wanted}"
    return _mark(text, start, message, mend.apply(text))


def _named(char: str) -> str:
    name = _NAMES.get(char, "字符" if char.isalnum() else "符号")
    shown = named(char)
    return f"{name}{shown}" if shown[0] == "“" else f"{name} {shown} "


def _mark(text: str, offset: int, message: str, mended: str) -> ForeignMark:
    starts = _starts(text)
    line = bisect_right(starts, offset)
    return ForeignMark(offset, line, offset - starts[line - 1] + 1, message, mended)


def _starts(text: str) -> list[int]:
    """Where each line begins, as editors count lines."""
    return [0, *(found.end() for found in _BREAK.finditer(text))]


def _is_indent(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return not line.strip(" \t\u00a0\u3000-")


def _mends(text: str, lines: Iterable[int]) -> Iterator[_Mend]:
    """What may be changed in `lines`, one after another: one character, a pair, an indent, all of the line."""
    starts = [*_starts(text), len(text) + 1]
    every: list[_Change] = []
    for number in lines:
        start = starts[number - 1]
        end = starts[number] - 1
        found = _singles(text, start, end)
        yield from (_Mend((change,)) for change in found)
        yield from _indents(text, start, end)
        yield from _pairs(text, start, end)
        yield from _together(found, text)
        every += found
    yield from _together(every, text)


def _together(changes: Sequence[_Change], text: str) -> Iterator[_Mend]:
    """All of one character at once, then all of any."""
    each = {start: (start, end, new) for start, end, new in reversed(changes)}  # the first of several ways
    changes = sorted(each.values())
    for char in dict.fromkeys(text[start] for start, _, _ in changes):
        same = tuple(change for change in changes if text[change[0]] == char)
        if len(same) > 1:
            yield _Mend(same)
    if len(changes) > 1:
        yield _Mend(tuple(changes))


def _singles(text: str, start: int, end: int) -> list[_Change]:
    found = [
        (at, at + 1, plain)
        for at in range(start, end)
        if not text[at].isascii() or text[at] == "\t"
        for plain in _plain(text, at)
    ]
    found += [(start + f.start(), start + f.end(), ": ") for f in _TIGHT_COLON.finditer(text[start:end])]
    return found


def _plain(text: str, at: int) -> tuple[str, ...]:
    """What YAML may want instead of the character at `at`; () where it has nothing against it."""
    char = text[at]
    category = unicodedata.category(char)
    if category == "Cf":
        return ("",)
    if category == "Zs" or char == "\t":
        return (" ", "")
    plain = _PLAIN.get(char) or unicodedata.normalize("NFKC", char)
    if not plain.isascii() or (char in _IN_SENTENCES and not _stands_at_a_seam(text, at)):
        return ()
    is_last = text[at + 1 : at + 2] in ("", " ", "\n", "\r")
    return (f"{plain} " if plain in ":,|>#" and not is_last else plain,)


def _stands_at_a_seam(text: str, at: int) -> bool:
    """Whether what is before or after the mark is no word of a sentence: a blank, a sign of YAML, a digit."""
    return any(
        char.isascii() or char in _PLAIN for char in (text[at - 1 : at] or " ", text[at + 1 : at + 2] or " ")
    )


def _indents(text: str, start: int, end: int) -> Iterator[_Mend]:
    """An indent with foreign blanks, as wide as it may have looked."""
    blank = start
    while blank < end and (text[blank] == "\t" or unicodedata.category(text[blank]) == "Zs"):
        blank += 1
    indent = text[start:blank]
    first = next((at for at, char in enumerate(indent) if char != " "), None)
    if first is None:
        return
    for tab in (2, 4, 8):
        width = sum(tab if c == "\t" else 2 if c == "\u3000" else 1 for c in indent)
        rest = " " * (width - first)
        yield _Mend(((start + first, blank, rest),))


def _pairs(text: str, start: int, end: int) -> Iterator[_Mend]:
    line = text[start:end]
    for opening, closing in _PAIRS:
        first = line.find(opening)
        last = line.rfind(closing)
        if 0 <= first < last:
            pair = ((first, opening), (last, closing))
            yield _Mend(tuple((start + at, start + at + 1, _PLAIN[mark]) for at, mark in pair))
