"""Text -> the same text without the signs that nobody sees, and that files, tickets and paper choke on."""

import re

# Soft line breaks of word processors, line and paragraph separators: a new line, wherever a line may end.
_LINE_ENDS = re.compile("\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
# Control characters but tab and line feed: they part words (U+0007 ends a cell of a table in Word).
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Joiners and selectors that hold an emoji together, behind a pictograph (or a key cap's digit).
_PICTURE = "\u00a9\u00ae\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fbff"
_JOINED = re.compile(
    rf"(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])|(?<=[{_PICTURE}])\ufe0f|(?<=[#*0-9])\ufe0f(?=\u20e3)"
)
_TAGGED = re.compile("(?<=\U0001f3f4)[\U000e0061-\U000e007a\U000e0030-\U000e0039]+\U000e007f")
# What is never seen: marks of direction and width, joiners, fillers, selectors, tags, half characters, non-characters.
_UNSEEN = re.compile(
    "[\x00\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000110bd\U000110cd"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_ANY_UNSEEN = re.compile(f"{_UNSEEN.pattern[:-1]}{_CONTROLS.pattern[1:-1]}\r\x0b\x0c\x85\u2028\u2029]")


def visible(text: str) -> str:
    """`text` without the signs that nobody sees and that files and paper choke on; everything seen stays as it is."""
    if not _ANY_UNSEEN.search(text):
        return text
    text = _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text))
    kept = {at for pattern in (_JOINED, _TAGGED) for m in pattern.finditer(text) for at in range(*m.span())}
    return "".join(sign for at, sign in enumerate(text) if at in kept or not _UNSEEN.match(sign))
