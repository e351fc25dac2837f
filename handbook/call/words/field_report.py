"""A report that was pasted from the field's file -> its lines, and what each of them would say in the list it names.

All of it is hearsay: whoever sends a text can write every letter of it. The code in its first line and the letters in its
last find slips, and prove nothing; a line holds when the agent takes it over, by the rules for what is typed.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from handbook.call.state.call import Call, CallerField
from handbook.call.state.rules import CallRefused
from handbook.call.state.run import Mark, Run
from handbook.model.step import Step
from handbook.model.typesetting import full_width
from handbook.unseen_signs import visible

UNVERIFIED = "现场回报(未核实)"
LONGEST = 8192
"""Bytes of a report; the file that makes them makes none that is longer."""
_HEAD = re.compile(r"现场回报 ?([0-9A-Z]{4}-[0-9A-Z]{4}) ?([0-9A-Z]{8})")
_CHECK = re.compile(r"校对 ?([0-9A-Z]{4})")
_STEP = re.compile(r"〔([a-z0-9][a-z0-9._-]{0,90})〕\s*(?:第 ?\d{1,3} ?步)?\s*(.*)")
_FACT = re.compile(rf"({'|'.join(CallerField)})[:\uff1a](.+)")
_HALF = re.compile("[\ud800-\udfff]")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MOST_LINES = 400


class ReportRefused(CallRefused):
    """What was pasted is no report."""

    def __init__(self) -> None:
        super().__init__(
            f"贴来的内容太长:现场回报最多 {LONGEST // 1024} KB。请只贴“现场回报”那一段,别的记在备注里。"
        )


class LineKind(Enum):
    """What a line speaks of."""

    ANSWER = auto()
    VALUE = auto()
    DONE = auto()
    FACT = auto()
    WORDS = auto()
    """Anything else; it can become a note."""


_SECTIONS = {"已知": LineKind.ANSWER, "测得": LineKind.VALUE, "已做": LineKind.DONE}


class Slip(StrEnum):
    """What went wrong in copying, as far as it shows."""

    NONE = ""
    NO_HEAD = "开头没有回报码,不知道是哪张清单"
    CHANGED = "校对码对不上:可能没贴全,或者改过"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a report."""

    kind: LineKind
    words: str
    """As it is read, without the name of its step."""
    name: str = ""
    """Id of a step, whether or not a list has it, or the name of a fact of the caller."""
    text: str = ""
    """The answer, value or fact."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a pasted text says of itself."""

    code: str
    """Currency code of the sheet; empty where there is none."""
    list_id: str
    lines: tuple[ReportLine, ...]
    slip: Slip


class Standing(StrEnum):
    """How a line stands to what the call holds."""

    NEW = "还没有记过"
    SAME = "和记下的一样"
    OTHER = "和记下的不一样"
    WORDS = "对不上清单,可以记成备注"


def report_text(pasted: str) -> str:
    """What is kept of a pasted text: all of it without signs that nobody sees. Raises `ReportRefused`."""
    if len(pasted) > LONGEST or len(pasted.encode("utf-8", "surrogatepass")) > LONGEST:
        raise ReportRefused
    return visible(_HALF.sub("?", pasted)).strip()


def is_same_report(one: str, other: str) -> bool:
    """Whether the two differ in blanks alone, as after a second way through a chat."""
    return _seen(one) == _seen(other)


def read_report(text: str) -> ReadReport:
    """The lines of a text that `report_text` gave; whatever it is, it is read, and what is unknown stays words."""
    rows = [" ".join(row.split()) for row in text.split("\n")]
    at = next((n for n, row in enumerate(rows) if _HEAD.fullmatch(row)), None)
    head = _HEAD.fullmatch(rows[at]) if at is not None else None
    if head is None:
        return ReadReport("", "", tuple(ReportLine(LineKind.WORDS, r) for r in rows if r), Slip.NO_HEAD)
    body = rows[at:]
    end = next((n for n, row in enumerate(body) if _CHECK.fullmatch(row)), None)
    check = _CHECK.fullmatch(body[end]) if end is not None else None
    is_whole = check is not None and check_letters("\n".join(body[:end])) == check[1]
    # Whatever stands before the first line or behind the last one is no part of the report, and is words.
    around = [*rows[:at], *(body[end + 1 :] if end is not None else [])]
    lines = [*_lines(body[1:end]), *(ReportLine(LineKind.WORDS, row) for row in around if row)]
    slip = Slip.NONE if is_whole else Slip.CHANGED
    return ReadReport(head[1], head[2], tuple(lines[:_MOST_LINES]), slip)


def _lines(rows: list[str]) -> Iterator[ReportLine]:
    kind = LineKind.WORDS
    for row in rows:
        if row in _SECTIONS:
            kind = _SECTIONS[row]
        elif step := _STEP.fullmatch(row):
            question, mark, said = step[2].rpartition("\uff1a")
            text = "" if kind is LineKind.DONE else (said if mark else step[2])
            yield ReportLine(
                kind if question or kind is LineKind.DONE else LineKind.WORDS, step[2], step[1], text
            )
        elif fact := _FACT.fullmatch(row):
            yield ReportLine(LineKind.FACT, row, fact[1], fact[2].strip())
        elif row:
            yield ReportLine(LineKind.WORDS, row)


def check_letters(text: str) -> str:
    """Four letters over all that is seen of a text, as the file of the field reckons them (FNV-1a, 20 of its bits)."""
    total = 0x811C9DC5
    for sign in _seen(text):
        total = ((total ^ ord(sign)) * 0x01000193) & 0xFFFFFFFF
    return "".join(_ALPHABET[(total >> place) & 31] for place in (0, 5, 10, 15))


def _seen(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign)[0] not in "ZC")


def run_named(call: Call, report: ReadReport) -> int:
    """Number of the list of the call that a report is about; 0 where it has none.

    A code names the entry by its first half. Where several lists have it, the whole code decides, then which is the newest.
    """
    named = [run for run in call.runs if report.code and _code_of(run)[:4] == report.code[:4]]
    return max(named, key=lambda run: (_code_of(run) == report.code, run.id)).id if named else 0


def is_of_this_edition(run: Run, report: ReadReport) -> bool:
    """Whether the list reads as the sheet did that the report was made with."""
    return _code_of(run) == report.code


def _code_of(run: Run) -> str:
    return run.checklist.paper.code if run.checklist.paper is not None else ""


def label_of(step: Step, text: str) -> str:
    """The answer of a step that reads like `text`; empty where none does."""
    return next((a.label for a in step.answers if full_width(a.label) == full_width(text)), "")


def standing(line: ReportLine, call: Call, run: Run | None) -> Standing:
    """How a line stands to what the call holds now; neither is changed by asking."""
    if line.kind is LineKind.FACT:
        return _beside(call.caller.get(CallerField(line.name), ""), line.text)
    step = run.checklist.step_by_id.get(line.name) if run is not None else None
    if run is None or step is None or not step.kind.can_be_ticked or line.kind is LineKind.WORDS:
        return Standing.WORDS
    state = run.state(step.id)
    match line.kind:
        case LineKind.ANSWER if label := label_of(step, line.text):
            return _beside(state.answer, label)
        case LineKind.VALUE if step.value is not None:
            number = line.text.removesuffix(step.value.unit).strip()
            return _beside(state.value, number)
        case LineKind.DONE:
            return (
                Standing.SAME
                if state.is_done
                else Standing.OTHER
                if state.mark is Mark.SKIPPED
                else Standing.NEW
            )
        case _:
            return Standing.WORDS


def _beside(held: str, said: str) -> Standing:
    if not held:
        return Standing.NEW
    return Standing.SAME if held == said else Standing.OTHER
