"""A call -> the one block of text that goes into the ticket: at most 300 characters, always in the same order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handbook.call.call import Call, CallerField
from handbook.call.dispatch import name_of
from handbook.call.rules import caller_field_of
from handbook.call.run import Mark, Run, StepState
from handbook.model.kinds import StepKind
from handbook.model.step import Step

LIMIT = 300
"""Characters, line feeds included."""
SEGMENTS = ("户号/地址/电话", "现象与范围", "已做排查", "测得数值", "处理与承诺", "待办与责任人")
NOTHING = "无"


@dataclass(frozen=True, slots=True)
class Item:
    """A few words in one segment; what must stay is shortened at need, never dropped."""

    segment: int
    text: str
    must_stay: bool = False


def ticket_text(call: Call, limit: int = LIMIT) -> str:
    """The block; long calls lose their least telling items first and say how many."""
    items = _items(call)
    dropped = [0] * len(SEGMENTS)
    while len(text := _layout(items, dropped)) > limit and (victim := _least_telling(items)) is not None:
        dropped[items.pop(victim).segment] += 1
    for longest in (60, 40, 28, 20, 14, 10):
        if len(text) <= limit:
            return text
        text = _layout([_clipped(item, longest) for item in items], dropped)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _layout(items: list[Item], dropped: list[int]) -> str:
    lines = []
    for segment, name in enumerate(SEGMENTS):
        words = ";".join(_one_line(item.text) for item in items if item.segment == segment)
        more = f"等,另 {dropped[segment]} 项见记录" if dropped[segment] else ""
        lines.append(f"{name}:{words or ('' if more else NOTHING)}{more}")
    return "\n".join(lines)


def _least_telling(items: list[Item]) -> int | None:
    """Notes and done steps go first, then answers, from the last."""
    order = (4, 2, 1, 3)
    candidates = (
        number
        for segment in order
        for number in range(len(items) - 1, -1, -1)
        if items[number].segment == segment and not items[number].must_stay
    )
    return next(candidates, None)


def _clipped(item: Item, longest: int) -> Item:
    if len(item.text) <= longest:
        return item
    return replace(item, text=f"{item.text[: longest - 1]}…")


def _items(call: Call) -> list[Item]:
    return [
        Item(0, _caller_line(call), must_stay=True),
        *(item for run in call.runs for item in _run_items(run)),
        *(Item(4, _dispatch_words(d.missing, d.reason), must_stay=True) for d in call.dispatches[-1:]),
        *(Item(4, f"备注:{_one_line(note.text)}") for note in call.notes),
    ]


def _caller_line(call: Call) -> str:
    return "/".join(f"{_caller_value(call, field) or '未问到'}" for field in CallerField)


def _caller_value(call: Call, wanted: CallerField) -> str:
    """What was entered for the call, else the newest value of a step that asks for it."""
    if text := _one_line(call.caller.get(wanted, "")):
        return text
    values = [
        run.state(step.id).value
        for run in call.runs
        for step in run.applicable
        if caller_field_of(step) is wanted and run.state(step.id).value
    ]
    return _one_line(values[-1]) if values else ""


def _run_items(run: Run) -> Iterator[Item]:
    if not run.end or not run.end.is_abandoned:
        yield Item(1, run.checklist.title, must_stay=True)
    for step in run.applicable:
        state = run.state(step.id)
        if state.mark is not Mark.OPEN:
            yield from _step_items(step, state)
    yield from _end_items(run)


def _step_items(step: Step, state: StepState) -> Iterator[Item]:
    if state.mark is Mark.SKIPPED:
        if step.killer:
            yield Item(2, f"跳过“{_short(name_of(step))}”({_one_line(state.reason)})", must_stay=True)
        return
    if state.value and caller_field_of(step) is None:
        yield Item(3, _value_words(step, state.value))
    if state.answer:
        yield Item(1 if step.kind is StepKind.ASK else 2, _answer_words(step, state.answer))
    elif step.kind is StepKind.DO and not state.value:
        yield Item(2, _short(step.text) + (f":{step.state}" if step.state else ""))


def _value_words(step: Step, value: str) -> str:
    unit = step.value.unit if step.value else ""
    text = _one_line(value)
    return f"{name_of(step)} {text}{'' if text.endswith(unit) else unit}"


def _answer_words(step: Step, label: str) -> str:
    """A very short answer says nothing without its question."""
    return label if len(label) > 2 else f"{_short(name_of(step))}:{label}"


def _end_items(run: Run) -> Iterator[Item]:
    outcome = run.outcome or (run.reached_outcome if run.is_open and run.states else None)
    if run.end and run.end.is_abandoned:
        reason = f"({_one_line(run.end.reason)})" if run.end.reason else ""
        yield Item(4, f"“{run.checklist.title}”中止{reason}", must_stay=True)
    elif run.is_open and outcome is None:
        at = f"停在第 {run.checklist.number(run.current.id)} 步" if run.current else "未结束"
        yield Item(5, f"“{run.checklist.title}”{at}", must_stay=True)
    if outcome:
        promise = f",{outcome.promise}" if outcome.promise else ""
        yield Item(4, f"{outcome.title}{promise}", must_stay=True)
        yield Item(5, f"{outcome.next_action}({outcome.owner})", must_stay=True)


def _dispatch_words(missing: tuple[str, ...], reason: str) -> str:
    return f"已派单(缺{'、'.join(missing)},因{_one_line(reason)})" if missing else "已派单"


def _short(text: str) -> str:
    text = text.rstrip("?\uff1f。")
    return text if len(text) <= 16 else f"{text[:15]}…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
