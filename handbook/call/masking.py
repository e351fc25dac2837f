"""Text that may hold a caller's data -> the same text with phone, identity and bank numbers, and names, unreadable."""

import re
import unicodedata

from handbook.call.names import mask_names

# A digit in any script (full width included); between two of them at most one separator.
_GAP = r"[\s\-–—.·・_/]?"
_SPOKEN = "零〇○一二三四五六七八九幺两"

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # Identity card: 17 digits and a digit or X, or the old 15; often written in groups.
        rf"(?<!\d)\d{{6}}{_GAP}\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{3}}[\dXx](?!\d)",
        # Bank card: 16 to 19 digits in groups of four.
        rf"(?<!\d)(?:\d{{4}}{_GAP}){{3,4}}\d{{1,7}}(?!\d)",
        # Mobile phone: 1[3-9] and nine more, grouped in any way.
        rf"(?<!\d)1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)",
        # Landline with area code, and a local number in two groups that is not a span of years.
        rf"(?<!\d)0\d{{2,3}}{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}(?!\d)",
        r"(?<!\d)(?!(?:19|20)\d\d[-–—]\s?(?:19|20)\d\d(?!\d))\d{3,4}[-–— ]\d{4}(?!\d)",
        # Anything else of seven digits or more: account and meter numbers.
        r"\d{7,}[Xx]?",
        # Read out digit by digit.
        rf"[{_SPOKEN}]{{7,}}",
    )
)
_PLACE = re.compile(
    r"\d+(?=\s*(?:号楼|号院|栋|幢|座|单元|门洞|室|户|门))"
    r"|(?<!\d)\d{1,4}(?:[-–—]\d{1,5}){2,}(?!\d)"
    r"|(?<=单元)\d+|(?<=号楼)\d+|(?<=栋)\d+"
)


def mask(text: str) -> str:
    """Numbers of seven digits or more, and phone numbers however grouped, with all but the last two digits as *;
    names that are surely names, with a star for each sign.

    Meant for logs, history and diagnostics. Counts, temperatures, dates with separators, article numbers
    and short hotlines stay readable.
    """
    text = _with_plain_digits(text)
    for pattern in _PATTERNS:
        text = pattern.sub(lambda match: _starred(match.group()), text)
    return mask_names(text)


def mask_strictly(text: str) -> str:
    """As `mask`, and house, unit and flat numbers too: for what leaves the desk in the editor's file."""
    return _PLACE.sub("#", mask(text))


def holds_caller_data(text: str) -> bool:
    """Whether a query names a caller: such a one is not kept in the search history."""
    plain = _with_plain_digits(text)
    return mask_strictly(plain) != plain


def _with_plain_digits(text: str) -> str:
    """Digits of all scripts as 0–9; nothing else changes."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def _starred(number: str) -> str:
    """Stars for all but the last two signs; separators stay."""
    return "".join("*" if c.isalnum() else c for c in number[:-2]) + number[-2:]
