"""A call -> the caller's account, address and phone as the ticket gives them, from the fields and from the steps."""

import re
import unicodedata
from collections.abc import Mapping

from handbook.call.call import Call, CallerField
from handbook.call.run import Run
from handbook.model.step import Step

FIELD_NAMES: dict[CallerField, tuple[str, ...]] = {
    CallerField.ACCOUNT: ("户号", "用户编号", "用户号", "卡号", "供热编号"),
    CallerField.ADDRESS: ("地址", "住址", "楼栋", "小区"),
    CallerField.PHONE: ("电话", "手机", "联系方式"),
}
"""Words by which the value of a step is known to be one of the caller's data."""
NOT_ASKED = "未问到"
NOTED_ELSEWHERE = "已另记"
"""A step that notes it was ticked, and nothing was entered here."""
_NOTED = "已记"
_NOTING = re.compile(r"记下|核对|登记")
_LED_BY = r"(?:记下|核对|登记|、|回拨|联系)"
"""What stands before a word of the caller's own data; 物业电话 is somebody else's."""
_LABEL = r"(?:(?:联系|回拨)?(?:电话|手机|联系方式)(?:号码|号)?(?:是|为)?\s*[:\uff1a]?\s*)?"
_PHONE = re.compile(
    rf"{_LABEL}(?<!\d)((?:\+?86[-\s]?)?(?:1[3-9](?:[-\s]?\d){{9}}|0\d{{2,3}}[-\s]?\d{{7,8}}|\d{{7,8}})"
    r"(?:\s*转\s*\d{1,6})?)(?!\d)"
)
_ACCOUNT = re.compile(
    r"(?:户号|用户编号|卡号)?\s*[:\uff1a]?\s*(?<![\dA-Za-z])([A-Za-z]{0,3}\d{4,})(?![\d号栋楼室])"
)
_MANY_DIGITS = re.compile(r"\d(?:[-\s]?\d){6}")
_EDGES = " \t,、;。/:\uff0c\uff1b\uff1a"


def caller_fields_of(step: Step) -> tuple[CallerField, ...]:
    """Which of the caller's data the step's value holds; a value such as 地址电话 holds two."""
    name = step.value.name if step.value else ""
    return tuple(f for f, words in FIELD_NAMES.items() if any(word in name for word in words))


def caller_words(call: Call, wanted: CallerField) -> str:
    """What was entered for the call, else the newest value of a step that asks for it, else that it was not given."""
    if text := _one_line(call.caller.get(wanted, "")):
        return text
    values = [value for run in call.runs for value in _values(run, wanted)]
    if values:
        return values[-1]
    return NOTED_ELSEWHERE if any(_is_noted(run, wanted) for run in call.runs) else NOT_ASKED


def parted(fields: tuple[CallerField, ...], text: str) -> Mapping[CallerField, str]:
    """Field -> its part of a value that holds several; a field of which nothing is found is missing.

    Numbers that cannot be told from the rest stay there, and their field says where they stand.
    """
    text = _one_line(_with_plain_digits(text))
    if len(fields) < 2:
        return dict.fromkeys(fields, text)
    rest = CallerField.ADDRESS if CallerField.ADDRESS in fields else fields[0]
    found: dict[CallerField, str] = {}
    for field, pattern in ((CallerField.PHONE, _PHONE), (CallerField.ACCOUNT, _ACCOUNT)):
        if field in fields and field is not rest and (numbers := pattern.findall(text)):
            found[field] = "、".join(numbers)
            text = pattern.sub(" ", text)
    if text := _one_line(text).strip(_EDGES):
        found[rest] = text
    if _MANY_DIGITS.search(text):
        found = {**dict.fromkeys(fields, f"见{rest}"), **found}
    return found


def _values(run: Run, wanted: CallerField) -> list[str]:
    parts = (
        parted(fields, run.state(step.id).value).get(wanted, "")
        for step in run.applicable
        if wanted in (fields := caller_fields_of(step))
    )
    return [part for part in parts if part]


def _is_noted(run: Run, wanted: CallerField) -> bool:
    """Whether a step such as “记下地址、回拨电话:地址电话已记” was ticked."""
    words = "|".join(FIELD_NAMES[wanted])
    noted = re.compile(rf"{_LED_BY}(?:{words})")
    return any(
        (step.state.endswith(_NOTED) and re.search(words, step.state))
        or (_NOTING.match(step.text) and noted.search(step.text))
        for step in run.applicable
        if run.state(step.id).is_done
    )


def _with_plain_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
