"""A call -> the one block of text that goes into the ticket: at most 300 characters, always in the same order."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from handbook.call.answer_words import end_of, question_of, shortened, telling_signs
from handbook.call.call import Call, CallerField
from handbook.call.caller_values import caller_fields_of, caller_words
from handbook.call.dispatch import name_of
from handbook.call.gaps import without_gaps
from handbook.call.run import Mark, Run, StepState
from handbook.model.kinds import StepKind
from handbook.model.step import Step

LIMIT = 300
"""Characters, line feeds included."""
SEGMENTS = ("户号/地址/电话", "现象与范围", "已做排查", "测得数值", "处理与承诺", "待办与责任人")
NOTHING = "无"
DROP_ORDER = (4, 2, 1, 3, 5, 0)
"""Numbers of segments, the first to lose an item first."""
TELLING = 3
"""An answer of more telling signs than this may lose its question where there is no room."""


@dataclass(frozen=True, slots=True)
class Item:
    """A few words in one segment; what must stay is shortened at need, never dropped."""

    segment: int
    text: str
    must_stay: bool = False
    question: str = ""
    """What stands before an answer that says nothing alone."""

    @property
    def words(self) -> str:
        """Question and answer on one line."""
        return f"{self.question}:{self.text}" if self.question else self.text

    def fit_to_paste(self) -> "Item":
        """On one line, without the marks of site values that are not filled in."""
        text, question = (without_gaps(_one_line(words)) for words in (self.text, self.question))
        return replace(self, text=text, question=question)


def ticket_text(call: Call, limit: int = LIMIT) -> str:
    """The block; long calls lose words of their questions, then their least telling items, and say how many.

    What must stay is shortened before it is dropped, and the first item of every segment is never dropped;
    a limit under 200 may still cut the end.
    """
    block = _Block(_items(call), limit)
    block.shorten_questions(12, 9)
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
        words = (item.words for item in self._items if item.segment == segment)
        line = ("/" if segment == 0 else ";").join(words)
        if self._dropped[segment]:
            return f"{line}等,另 {self._dropped[segment]} 项见记录"
        return line or NOTHING

    def shorten_questions(self, *lengths: int) -> None:
        """Shorten the questions while the text is too long, and leave out those whose answers tell most."""
        for longest in lengths:
            if len(self.text()) <= self._limit:
                return
            self._items = [replace(i, question=end_of(i.question, longest)) for i in self._items]
        asked = [item for item in self._items if len(telling_signs(item.text)) > TELLING]
        for item in sorted(asked, key=lambda item: -len(telling_signs(item.text))):
            if len(self.text()) > self._limit:
                self._items[self._items.index(item)] = replace(item, question="")

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
    return replace(item, text=shortened(item.text, longest))


def _items(call: Call) -> list[Item]:
    items = [
        *(Item(0, caller_words(call, f), must_stay=True) for f in CallerField),
        *(Item(4, _dispatch_words(d.missing, d.reason), must_stay=True) for d in call.dispatches[-1:]),
        *(item for run in call.runs for item in _run_items(run)),
        *(Item(4, f"备注:{note.text}") for note in call.notes),
    ]
    return [item.fit_to_paste() for item in items]


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
    if state.value and not caller_fields_of(step):
        yield Item(3, _value_words(step, state.value))
    if state.answer and is_why_not_measured(step, state.answer):
        yield Item(3, state.answer, question=name_of(step))
    elif state.answer:
        segment = 1 if step.kind is StepKind.ASK else 2
        yield Item(segment, state.answer, question=question_of(step, state.answer))
    elif step.kind is StepKind.DO and not state.value:
        yield Item(2, _short(step.text) + (f":{step.state}" if step.state else ""))


def is_why_not_measured(step: Step, label: str) -> bool:
    """Whether the answer says why there is no value."""
    return step.value is not None and any(a.is_standing and a.label == label for a in step.answers)


def _value_words(step: Step, value: str) -> str:
    unit = step.value.unit if step.value else ""
    text = _one_line(value)
    return f"{name_of(step)} {text}{'' if text.endswith(unit) else unit}"


def _end_items(run: Run) -> Iterator[Item]:
    outcome = run.outcome or (run.reached_outcome if run.is_open and run.states else None)
    if run.end and run.end.is_abandoned:
        reason = f"({_one_line(run.end.reason)})" if run.end.reason else ""
        yield Item(4, f"“{run.checklist.title}”中止{reason}", must_stay=True)
    elif run.is_open and outcome is None:
        at = f"停在第 {run.checklist.number(run.current.id)} 步" if run.current else "未结束"
        yield Item(5, f"“{run.checklist.title}”{at}", must_stay=True)
    if outcome:
        promise = f",{without_gaps(outcome.promise)}" if outcome.promise else ""
        yield Item(4, f"{outcome.title}{promise}", must_stay=True)
        yield Item(5, f"{without_gaps(outcome.next_action)}({outcome.owner})", must_stay=True)


def _dispatch_words(missing: tuple[str, ...], reason: str) -> str:
    return f"已派单(缺{'、'.join(missing)},因{_one_line(reason)})" if missing else "已派单"


def _short(text: str) -> str:
    return shortened(without_gaps(text.rstrip("?\uff1f。")), 16)


def _one_line(text: str) -> str:
    return " ".join(text.split())
