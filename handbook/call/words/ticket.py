"""A call -> the one block of text that goes into the ticket: at most 300 characters, always in the same order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from handbook.call.state.answer_words import end_of, question_of, shortened, telling_signs
from handbook.call.state.call import Call, CallerField
from handbook.call.state.caller_values import NOT_ASKED
from handbook.call.state.dispatch import counting_runs, name_of
from handbook.call.state.run import Mark, Run, StepState
from handbook.call.words.gaps import without_gaps
from handbook.model.kinds import StepKind
from handbook.model.step import Step

LIMIT = 300
"""Characters, line feeds included."""
SEGMENTS = ("户号/地址/电话", "现象与范围", "已做排查", "测得数值", "处理与承诺", "待办与责任人")
NOTHING = "无"
DROP_ORDER = (2, 1, 3, 4, 5, 0)
"""Numbers of segments, the first to lose an item first; what somebody typed goes after all that was only chosen."""
LONG_WORDS = 150
"""Characters of one typed text that stay while anything else is left to go."""
IN_RECORD = "…全文见记录"
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
    is_typed: bool = False
    """Words of the agent's own, not chosen from the list: nobody can guess them again."""

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

    What was typed and what must stay is shortened, visibly, before it is dropped; the first item of every segment
    is never dropped, and nothing stays dropped that still fits. A limit under 200 may still cut the end.
    """
    block = _Block(_items(call), limit)
    block.shorten_questions(12, 9)
    block.shorten(LONG_WORDS, is_typed=True)
    block.drop(lambda item, _: not item.must_stay and not item.is_typed)
    block.shorten(60, 40, 28, is_typed=False)
    block.shorten(120, 90, is_typed=True)
    block.shorten(20, is_typed=False)
    block.shorten(60, 40, is_typed=True)
    block.drop(lambda item, rivals: item.segment > 0 and rivals > 1)
    block.shorten(28, 20, is_typed=True)
    block.shorten(14, 10, is_typed=False)
    block.shorten(14, 10, is_typed=True)
    return block.text()[:limit]


class _Block:
    """Items on their way to a text that fits."""

    def __init__(self, items: list[Item], limit: int) -> None:
        self._items = items
        self._limit = limit
        self._dropped: dict[int, Item] = {}
        """Place in the list -> what stood there."""

    def text(self) -> str:
        return "\n".join(f"{name}:{self._words(number)}" for number, name in enumerate(SEGMENTS))

    @property
    def _fits(self) -> bool:
        return len(self.text()) <= self._limit

    @property
    def _kept(self) -> list[tuple[int, Item]]:
        return [(place, item) for place, item in enumerate(self._items) if place not in self._dropped]

    def _words(self, segment: int) -> str:
        words = (item.words for _, item in self._kept if item.segment == segment)
        line = ("/" if segment == 0 else ";").join(words)
        gone = sum(item.segment == segment for item in self._dropped.values())
        if gone:
            return f"{line}等,另 {gone} 项见记录" if line else f"{gone} 项见记录"
        return line or NOTHING

    def shorten_questions(self, *lengths: int) -> None:
        """Shorten the questions while the text is too long, and leave out those whose answers tell most."""
        for longest in lengths:
            if self._fits:
                return
            self._items = [replace(i, question=end_of(i.question, longest)) for i in self._items]
        asked = [place for place, item in self._kept if len(telling_signs(item.text)) > TELLING]
        for place in sorted(asked, key=lambda place: -len(telling_signs(self._items[place].text))):
            if not self._fits:
                self._items[place] = replace(self._items[place], question="")

    def drop(self, may_go: Callable[[Item, int], bool]) -> None:
        """Drop items while the text is too long; `may_go` is told how many items the segment has."""
        gone: list[int] = []
        for place, item in self._least_telling_first():
            if self._fits:
                break
            if may_go(item, sum(other.segment == item.segment for _, other in self._kept)):
                self._dropped[place] = item
                gone.append(place)
        for place in reversed(gone):  # a long one that went last may have left room for a short one
            back = self._dropped.pop(place)
            if not self._fits:
                self._dropped[place] = back

    def _least_telling_first(self) -> list[tuple[int, Item]]:
        """Done steps, then answers, then the rest, each from the last: the grave lists come first. Typed words go last."""
        from_last = list(reversed(self._kept))
        return sorted(from_last, key=lambda kept: (kept[1].is_typed, DROP_ORDER.index(kept[1].segment)))

    def shorten(self, *lengths: int, is_typed: bool) -> None:
        """Shorten what was typed, or the rest, to ever fewer characters while the text is too long."""
        for longest in lengths:
            if not self._fits:
                self._items = [
                    _clipped(item, longest) if item.is_typed is is_typed else item for item in self._items
                ]


def _clipped(item: Item, longest: int) -> Item:
    """At most `longest` characters; a phone number stays whole, and of typed words it is said where they stand whole."""
    if item.segment == 0:
        return replace(item, text=shortened(item.text, max(longest, 20)))
    text = item.text.removesuffix(IN_RECORD)
    if not item.is_typed or longest <= 3 * len(IN_RECORD) or len(item.text) <= longest:
        return replace(item, text=shortened(text, longest))
    return replace(item, text=text[: longest - len(IN_RECORD)] + IN_RECORD)


def _items(call: Call) -> list[Item]:
    items = [
        *_caller_items(call),
        *_dispatch_items(call),
        *(item for run in counting_runs(call) for item in _run_items(run)),
        *(item for run in call.runs if run.end and run.end.is_abandoned for item in _run_items(run)),
        *(Item(4, f"备注:{note.text}", is_typed=True) for note in call.notes),
    ]
    return [item.fit_to_paste() for item in items]


def _caller_items(call: Call) -> Iterator[Item]:
    """What was entered, and of what was not, why not."""
    known = call.caller
    for field in CallerField:
        reason = call.unasked.get(field, "")
        not_asked = f"{NOT_ASKED}({_one_line(reason)})" if reason else NOT_ASKED
        yield Item(0, known.get(field) or not_asked, must_stay=True, is_typed=True)


def _dispatch_items(call: Call) -> Iterator[Item]:
    for sent in call.dispatches[-1:]:
        yield Item(4, _dispatch_words(sent.missing, sent.reason), must_stay=True, is_typed=bool(sent.reason))


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
            words = f"跳过“{_short(name_of(step))}”({_one_line(state.reason)})"
            yield Item(2, words, must_stay=True, is_typed=True)
        return
    if state.value:
        yield Item(3, _value_words(step, state), is_typed=True)
    if state.answer and is_why_not_measured(step, state.answer):
        yield Item(3, state.answer, question=name_of(step))
    elif state.answer:
        segment = 1 if step.kind is StepKind.ASK else 2
        yield Item(segment, state.answer, question=question_of(step, state.answer))
    elif step.kind is StepKind.DO and not state.value and not state.is_known:
        # A tick in “记下…:已记” writes nothing down: what was, stands in the first line or in a note.
        yield Item(2, _short(step.text) + (f":{step.state}" if step.state else ""))


def is_why_not_measured(step: Step, label: str) -> bool:
    """Whether the answer says why there is no value."""
    return step.value is not None and any(a.is_standing and a.label == label for a in step.answers)


def _value_words(step: Step, state: StepState) -> str:
    unit = step.value.unit if step.value else ""
    text = _one_line(state.value)
    doubt = f"({Mark.QUESTIONED})" if state.is_questioned else ""
    return f"{name_of(step)} {text}{'' if text.endswith(unit) else unit}{doubt}"


def _end_items(run: Run) -> Iterator[Item]:
    outcome = run.outcome or (run.reached_outcome if run.is_open and run.states else None)
    if run.end and run.end.is_abandoned:
        reason = f"({_one_line(run.end.reason)})" if run.end.reason else ""
        yield Item(4, f"“{run.checklist.title}”中止{reason}", must_stay=True, is_typed=bool(reason))
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
