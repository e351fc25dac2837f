"""What was typed or pasted -> text that can be stored, put into a ticket and printed, without signs that nobody sees."""

import re
import unicodedata

from handbook.unseen_signs import visible

_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HALF = re.compile("[\ud800-\udfff]")
_WIDE_WORD = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
# Marks inside a number; Chinese punctuation of a sentence stays as it is.
_IN_NUMBERS = re.compile(r"(?<=[0-9])[．－／：](?=[0-9])|[＋－−﹣](?=[0-9])|(?<=[0-9])％|(?<=[0-9])＃(?=\S)")


def plain(text: str) -> str:
    """Trimmed, without unseen signs; digits and letters in half width; half characters are question marks.

    Lines stay lines, with one kind of end; every other kind of blank becomes a space.
    """
    text = visible(_HALF.sub("?", text))
    text = _WIDE_WORD.sub(_narrow, _BLANKS.sub(" ", text))
    text = "".join(c if c.isascii() or not c.isdecimal() else str(unicodedata.decimal(c)) for c in text)
    return _IN_NUMBERS.sub(_narrow, text).strip()


def plain_line(text: str) -> str:
    """As `plain`, on one line."""
    return " ".join(plain(text).split())


def cut(text: str, longest: int) -> str:
    """At most `longest` signs, the last of them … where something is left out; no sign seen as one is cut apart."""
    if len(text) <= longest:
        return text
    end = longest - 1
    while end and _holds_on(text[end - 1], text[end]):
        end -= 1
    return f"{text[:end]}…"


def _holds_on(before: str, sign: str) -> bool:
    """Whether `sign` is seen together with the one before it."""
    is_mark = (
        unicodedata.category(sign).startswith("M") or sign == "\u200d" or "\U0001f3fb" <= sign <= "\U0001f3ff"
    )
    return is_mark or before == "\u200d"


def _narrow(match: re.Match[str]) -> str:
    return "-" if match.group() in "−﹣" else unicodedata.normalize("NFKC", match.group())
