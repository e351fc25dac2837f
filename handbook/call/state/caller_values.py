"""A call -> the caller's account, address and phone as the ticket gives them: what was entered, and nothing else."""

import re
import unicodedata
from collections.abc import Mapping

from handbook.call.state.call import Call, CallerField
from handbook.call.state.run import Run
from handbook.model.kinds import StepKind
from handbook.model.step import Step

FIELD_NAMES: dict[CallerField, tuple[str, ...]] = {
    CallerField.ACCOUNT: ("户号", "用户编号", "用户号", "卡号", "供热编号"),
    CallerField.ADDRESS: ("地址", "住址", "楼栋", "小区"),
    CallerField.PHONE: ("电话", "手机", "联系方式"),
}
"""Words by which the value of a step is known to be one of the caller's data."""
NOT_ASKED = "未问到"
_WRITES_DOWN = re.compile(r"只?记(?![得住])|登记|写清|写下")
"""How a step begins that has the agent write something down."""
_WRITTEN = re.compile(r"(?<!用户)已(?:另|经)?(?:记|登记|录(?!音)|写)")
"""How the state of such a step reads; what the caller wrote down is the caller's."""
_PLACE = re.compile(r"地址|住址|小区|楼|单元|门牌|路名|路口|站名|位置")
_OWN_PHONE = re.compile(r"^(?:记下|登记|回拨|联系|报信人|能打通的)*(?:电话|手机|联系方式)")
"""物业电话 is somebody else's."""
_ITEMS = re.compile(r"[、,和\uff0c]")
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


def writes_down(step: Step) -> bool:
    """Whether a tick in the step claims that something was written down; the tick itself writes nothing."""
    if step.kind is not StepKind.DO or step.value is not None:
        return False
    return bool(_WRITES_DOWN.match(step.text) or _WRITTEN.search(step.state))


def written_fields(step: Step) -> tuple[CallerField, ...]:
    """Address or phone that a step such as “记下小区、楼、回拨电话” has the agent write down."""
    if not writes_down(step):
        return ()
    items = _ITEMS.split(step.text)
    found = {
        CallerField.ADDRESS: any(_PLACE.search(item) for item in items),
        CallerField.PHONE: any(_OWN_PHONE.match(item) for item in items),
    }
    return tuple(field for field, is_meant in found.items() if is_meant)


def writes_nothing_else(step: Step) -> bool:
    """Whether such a step asks for address and phone alone; “谁能开门” is something else."""
    return all(_PLACE.search(item) or _OWN_PHONE.match(item) for item in _ITEMS.split(step.text))


def caller_data(call: Call) -> Mapping[CallerField, str]:
    """What was entered for the call, else in the newest step that asks for it; what was not given is missing."""
    entered = _entered(call)
    found: dict[CallerField, str] = {}
    for field in CallerField:
        values = [value for run in call.runs for value in _values(run, field)]
        if text := entered.get(field, "") or next(reversed(values), ""):
            found[field] = text
    return found


def _entered(call: Call) -> Mapping[CallerField, str]:
    """The fields of the call; a phone that was typed after the address is the phone."""
    entered = {field: _one_line(text) for field, text in call.caller.items()}
    address = entered.get(CallerField.ADDRESS, "")
    if not entered.get(CallerField.PHONE) and _PHONE.search(_with_plain_digits(address)):
        entered |= {CallerField.ADDRESS: "", **parted((CallerField.ADDRESS, CallerField.PHONE), address)}
    return entered


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


def _with_plain_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
