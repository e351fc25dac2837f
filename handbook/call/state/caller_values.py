"""What was typed into a field of the caller -> the data it holds: an address is often typed with the phone behind it."""

import re
import unicodedata
from collections.abc import Mapping

from handbook.call.state.call import CallerField

NOT_ASKED = "未问到"
_LABEL = r"(?:(?:联系|回拨)?(?:电话|手机|联系方式)(?:号码|号)?(?:是|为)?\s*[:\uff1a]?\s*)?"
_PHONE = re.compile(
    rf"{_LABEL}(?<!\d)((?:\+?86[-\s]?)?(?:1[3-9](?:[-\s]?\d){{9}}|0\d{{2,3}}[-\s]?\d{{7,8}}|\d{{7,8}})"
    r"(?:\s*转\s*\d{1,6})?)(?!\d)"
)
_BREAK = re.compile(r"(?<=\d)[-\s](?=\d)")
_RUNG = re.compile(r"(?<!\d)(?:(?:86)?1[3-9]\d{9}|0\d{9,11}|400\d{7}|\d{7,8}|[19]\d{4,5})(?!\d)")
"""Mobile, area code and number, service line, number of the town, and those of companies and banks: 96000."""
_EDGES = " \t,、;。/:\uff0c\uff1b\uff1a"


def entered_parts(
    field: CallerField, text: str, known: Mapping[CallerField, str]
) -> Mapping[CallerField, str]:
    """Field -> text to enter; a phone behind the address goes to its own field while that is empty."""
    if field is not CallerField.ADDRESS or known.get(CallerField.PHONE):
        return {field: text}
    plain = _with_plain_digits(text)
    numbers = _PHONE.findall(plain)
    rest = " ".join(_PHONE.sub(" ", plain).split()).strip(_EDGES)
    if not numbers:
        return {field: text}
    return {CallerField.ADDRESS: rest, CallerField.PHONE: "、".join(numbers)}


def can_be_rung(text: str) -> bool:
    """Whether what stands in the field of the phone has a number in it that can be dialled.

    An address typed into the wrong field has none, nor has a mobile number with a digit too few or too many.
    """
    plain = _with_plain_digits(text)
    return any(_RUNG.search(written) for written in (plain, _BREAK.sub("", plain)))


def _with_plain_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
