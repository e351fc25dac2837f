"""What a reader found goes in; the same, cleaned of what nobody sees and counted, comes out, or a refusal."""

import re
from dataclasses import dataclass, field, replace

from handbook.han_forms import fold_han
from handbook.law_files.limits import Limits
from handbook.law_files.refusal import Refusal, UnreadableLaw
from handbook.unseen_signs import visible

# Overrides, right-to-left embeddings and isolates: what stands between them is shown in another order than it is kept.
_REORDERING = re.compile("[\u202b\u202d\u202e\u2067]")
_MARKS = re.compile("[\u061c\u200e\u200f\u202a\u202c\u2066\u2068\u2069]")
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one reader found; fields as in `ReadFile`."""

    lines: list[str]
    pages: int = 0
    encoding: str = ""
    set_aside: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def checked(found: Found, limits: Limits) -> Found:
    """`found` with clean lines.

    Raises:
        UnreadableLaw: text is shown in another order than it is kept, there is too much of it, or none.
    """
    text = "\n".join(found.lines)
    if match := _REORDERING.search(text):
        code = f"U+{ord(match[0]):04X}"
        raise UnreadableLaw(Refusal.REORDERED, f"{code},在“{_near(text, match.start())}”")
    if len(text) > limits.characters:
        raise UnreadableLaw(Refusal.TOO_LONG, f"{len(text) / 10_000:.0f} 万字")
    remarks = list(found.remarks)
    if marks := len(_MARKS.findall(text)):
        remarks.append(f"去掉了 {marks} 个看不见的方向符号,文字次序没有变。")
    if nulls := text.count("\0"):
        remarks.append(f"去掉了 {nulls} 个空字符(NUL)。")
    lines = clean(found.lines)
    if not lines:
        raise UnreadableLaw(Refusal.NO_TEXT)
    unknown = _UNKNOWN.findall("\n".join(lines))
    if unknown:
        remarks.append(f"有 {len(unknown)} 个字认不出来(留着原样,显示成方框或问号),请对照原件。")
    return replace(found, lines=lines, set_aside=clean(found.set_aside), remarks=remarks)


def clean(lines: list[str]) -> list[str]:
    """Each as it is seen, in the plain forms of characters; blanks at the ends and empty lines go."""
    seen = fold_han(visible("\n".join(lines))).split("\n")
    return [
        line
        for line in (part.strip(" \t\u00a0\u3000\u2000\u2001\u2002\u2003\u2009") for part in seen)
        if line
    ]


def _near(text: str, at: int) -> str:
    return "".join(c for c in text[max(0, at - 8) : at + 8] if c.isprintable())
