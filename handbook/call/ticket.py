"""A call -> the one block of text that goes into the ticket: at most 300 characters, always in the same order."""

from collections import Counter
from collections.abc import Callable, Iterator
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
DROP_ORDER = (4, 2, 1, 3, 5, 0)
"""Numbers of segments, the first to lose an item first."""


@dataclass(frozen=True, slots=True)
class Item:
    """A few words in one segment; what must stay is shortened at need, never dropped."""

    segment: int
    text: str
    must_stay: bool = False


def ticket_text(call: Call, limit: int = LIMIT) -> str:
    """The block; long calls lose their least telling items first and say how many.

    What must stay is shortened before it is dropped, and the first item of every segment is never dropped;
    a limit under 200 may still cut the end.
    """
    block = _Block(_items(call), limit)
    block.drop(lambda item, _: not item.must_stay)
    block.shorten(60, 40, 28, 20)
    block.drop(lambda item, rivals: item.segment > 0 and rivals > 1)
    block.shorten(14, 10)
    return block.text()[:limit]


class _Block:
    """Items on their way to a text that fits."""

    def __init__(self, items: list[Item], limit: int) -> None:
        self._items = items
        self._limit = limit
        self._dropped = Counter[int]()

    def text(self) -> str:
        return "\n".join(f"{name}:{self._words(number)}" for number, name in enumerate(SEGMENTS))

    def _words(self, segment: int) -> str:
        words = (_one_line(item.text) for item in self._items if item.segment == segment)
        line = ("/" if segment == 0 else ";").join(words)
        if self._dropped[segment]:
            return f"{line}等,另 {self._dropped[segment]} 项见记录"
        return line or NOTHING

    def drop(self, may_go: Callable[[Item, int], bool]) -> None:
        """Drop items while the text is too long; `may_go` is told how many items the segment has."""
        for item in self._least_telling_first():
            if len(self.text()) <= self._limit:
                return
            if may_go(item, sum(other.segment == item.segment for other in self._items)):
                self._items.remove(item)
                self._dropped[item.segment] += 1

    def _least_telling_first(self) -> list[Item]:
        """Notes and done steps, then answers, then values, each from the last: the grave lists come first."""
        from_last = list(reversed(self._items))
        return sorted(from_last, key=lambda item: DROP_ORDER.index(item.segment))

    def shorten(self, *lengths: int) -> None:
        """Shorten items to ever fewer characters while the text is too long; a phone number stays whole."""
        for longest in lengths:
            if len(self.text()) > self._limit:
                self._items = [_clipped(item, max(longest, 20 * (item.segment == 0))) for item in self._items]


def _clipped(item: Item, longest: int) -> Item:
    if len(item.text) <= longest:
        return item
    return replace(item, text=f"{item.text[: longest - 1]}…")


def _items(call: Call) -> list[Item]:
    return [
        *(Item(0, _caller_value(call, f) or "未问到", must_stay=True) for f in CallerField),
        *(Item(4, _dispatch_words(d.missing, d.reason), must_stay=True) for d in call.dispatches[-1:]),
        *(item for run in call.runs for item in _run_items(run)),
        *(Item(4, f"备注:{_one_line(note.text)}") for note in call.notes),
    ]


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
