r"""Lines of a law <-> the same lines as they stand in its file, where some beginnings mean something.

``\`` before a character: that character and nothing else. ``\u000a;``: the character of that number. ``\0``: no character,
for a paragraph that is empty.
"""

import re

from handbook.law.numbering import ARTICLE

NOTES = "附注"
"""Heading of the lines that were laid aside."""
_ANNEX = re.compile(r"附(?:件|表|录|图|文)?(?=$|[\s:：(（一二三四五六七八九十\d])")
_FOREIGN_ANNEX = "附件 \\:"
_BROKEN = re.compile(r"[\n\r\ud800-\udfff]|^\s|\s$")
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-f]{4});|(?P<nothing>0)|(?P<char>.))", re.DOTALL)
_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")
_MEANT = ("#", "-", "|", "\\", "<!--")


def escaped(text: str) -> str:
    """`text` as one line whose beginning means nothing special."""
    return _BROKEN.sub(lambda m: f"\\u{ord(m[0]):04x};", text.replace("\\", "\\\\")) or "\\0"


def plain(text: str) -> str:
    """`escaped` undone; a backslash at the very end stays."""
    return _ESCAPE.sub(
        lambda m: chr(int(m["code"], 16)) if m["code"] else "" if m["nothing"] else m["char"], text
    )


def paragraph(text: str) -> str:
    """A paragraph that stands at the beginning of a line."""
    written = escaped(text)
    if is_row(written) and not written.startswith("\\"):
        return written
    is_taken = text.startswith(_MEANT[:3]) or text.startswith(_MEANT[4]) or ARTICLE.match(text)
    return f"\\{written}" if is_taken else written


def after_number(text: str) -> str:
    """The first paragraph of an article: 之一 would go to the number before it."""
    written = escaped(text)
    return f"\\{written}" if written.startswith("之") else written


def heading(text: str) -> str:
    """A heading of articles, told from those of annexes and notes."""
    written = escaped(text)
    return f"\\{written}" if written == NOTES or _ANNEX.match(written) else written


def annex_title(text: str) -> str:
    """The heading of an annex; one that does not say so gets the word before it."""
    written = escaped(text)
    return written if _ANNEX.match(written) else _FOREIGN_ANNEX + written


def read_annex_title(written: str) -> str | None:
    """What stands after ``##`` -> the title of an annex, None where it is the heading of articles."""
    if written.startswith(_FOREIGN_ANNEX):
        return plain(written.removeprefix(_FOREIGN_ANNEX))
    return plain(written) if _ANNEX.match(written) else None


def is_row(line: str) -> bool:
    """Whether a line is a row of a table, and not the rule below its first one."""
    return len(line) > 1 and line.startswith("|") and line.endswith("|") and not is_rule(line)


def is_rule(line: str) -> bool:
    """Whether a line is the rule below the first row of a table."""
    return _RULE.fullmatch(line) is not None


def cells(row: str) -> int:
    """How many cells a row has."""
    return max(row.count("|") - 1, 1)
