"""A procedure or an emergency card -> its steps in a row, and where each answer leads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from handbook.call.state.rules import CallRefused
from handbook.model.checklist import Checklist
from handbook.model.emergency import CardOutcome, EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, StepKind
from handbook.model.procedure import Procedure
from handbook.model.step import Answer, Outcome, Step
from handbook.upkeep.trial import (
    OTHERWISE,
    Ending,
    EndKind,
    Trial,
    Tried,
    begun,
    card_end_id,
    card_end_title,
    checklist_of,
    replayed,
    sample_value,
    title_of,
)
from handbook.upkeep.ways import VALUE, Ways

KIND_WORDS: Mapping[StepKind, str] = {
    StepKind.ASK: "问",
    StepKind.DO: "做",
    StepKind.SAY: "说",
    StepKind.WARN: "提醒",
    StepKind.NOTE: "说明",
    StepKind.DECIDE: "判断",
}
"""What the workshop calls the kinds of steps."""
END = "*"
"""Stands for the step in the keys of ends that no answer leads to."""


class LeadKind(StrEnum):
    """Where an answer leads; the value is the word that is shown."""

    ON = "接着往下问"
    MORE = "多走"
    """On, and through steps that come only after this answer."""
    OUTCOME = "结论"
    CALL_BACK = "回拨"
    ENTRY = "转到"
    CARD = "处置"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """One answer, or one way in which a list ends without any."""

    step: str
    """Id of the step; `END` where no answer leads there."""
    label: str
    """As it is shown."""
    written: str
    """As its author wrote it; `VALUE` for a value that is entered."""
    kind: LeadKind
    target: str = ""
    """Id of the outcome or entry."""
    title: str = ""
    """What is there, in words."""
    detail: str = ""
    """Who acts and how urgent: 维修班 · P3."""
    entry_kind: Kind | None = None
    """Kind of the entry that is opened."""
    is_missing: bool = False
    """Whether what it leads to is not there."""
    is_idle: bool = False
    """Whether only those come there who skip a question, or come back from another entry."""

    @property
    def key(self) -> str:
        """By which it is known again in another state of the entry."""
        return f"{self.step}:{self.written}"

    @property
    def is_road(self) -> bool:
        """Whether it leads anywhere but to the next step, and answers lead there."""
        return self.kind is not LeadKind.ON and not self.is_idle


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One step."""

    step: str
    number: int
    """Place in the list, from 1."""
    kind: StepKind
    words: str
    note: str = ""
    """The small print of the step."""
    condition: str = ""
    """仅当第 6 步“有一个没开到头”; empty where it always comes."""
    exits: tuple[Exit, ...] = ()
    """One for each answer, and one for a value that is entered; empty of a step that is only done or read."""
    why_not: str = ""
    """Why it is never reached; empty where it is."""

    @property
    def is_box(self) -> bool:
        """Whether its answers are rows of a box."""
        return self.kind is StepKind.DECIDE

    @property
    def roads(self) -> tuple[Exit, ...]:
        """Answers that lead anywhere but to the next step."""
        return tuple(one for one in self.exits if one.is_road)

    @property
    def going_on(self) -> tuple[Exit, ...]:
        """Answers after which the next step comes."""
        return tuple(one for one in self.exits if not one.is_road)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branches:
    """All of one list."""

    entry_id: str
    title: str
    nodes: tuple[Node, ...]
    """Steps that can be reached, in order."""
    unreachable: tuple[Node, ...]
    """Those that no answers lead to."""
    ends: tuple[Exit, ...]
    """Where it ends when it was gone through: the default outcome, or what an emergency card comes to."""

    @property
    def roads(self) -> tuple[Exit, ...]:
        """Every way out of the row of steps, in order."""
        ends = (one for one in self.ends if one.is_road)
        return (*(one for node in self.nodes for one in node.roads), *ends)


def branches(entry: Tried, handbook: Handbook) -> Branches:
    """The picture of `entry` as it is written, values filled in."""
    checklist = checklist_of(entry, handbook)
    ways = Ways(checklist.steps)
    nodes: list[Node] = []
    unreachable: list[Node] = []
    for number, (step, written) in enumerate(zip(checklist.steps, entry.steps, strict=True), 1):
        why_not = "" if ways.reaches(step) else _why_not(step, checklist, ways)
        node = Node(
            step=step.id,
            number=number,
            kind=step.kind,
            words=step.text,
            note=step.hint,
            condition=_condition(step.when, checklist, "仅当"),
            exits=tuple(_exits(step, written, checklist, handbook)),
            why_not=why_not,
        )
        (unreachable if why_not else nodes).append(node)
    return Branches(
        entry_id=entry.id,
        title=checklist.title,
        nodes=tuple(nodes),
        unreachable=tuple(unreachable),
        ends=tuple(_ends(entry, checklist, ways)),
    )


def foreseen(entry: Tried, answers: Mapping[str, str], handbook: Handbook) -> Ending:
    """Where `entry` ends with the answers given so far (step id -> label as written, or value).

    What was not answered counts as leading nowhere else, so without any answer it is the default.
    """
    return replayed(begun(entry, handbook), answers).ending


def way_to(trial: Trial, road: Exit) -> Trial | None:
    """`trial` from its beginning, with answers that take `road`; None where none do.

    Only what has to be answered in a certain way is; every other question gets its first answer that leads nowhere else.
    """
    ways = Ways(trial.checklist.steps)
    found = _answers_to(trial, road, ways)
    if found is None:
        return None
    trial = trial.restarted()
    for _ in range(4 * len(trial.checklist.steps) + 4):
        step = trial.current
        if trial.opened:
            trial = trial.come_back()
            continue
        if step is None:
            return trial if road.step == END else None
        try:
            trial = _gone_on(trial, step, found.get(step.id))
        except CallRefused:
            return None
        if step.id == road.step and step.id in trial.answers:
            return trial
    return None


# -- internals


def _answers_to(trial: Trial, road: Exit, ways: Ways) -> dict[str, str] | None:
    if road.step != END:
        step = trial.checklist.step_by_id.get(road.step)
        label = trial.shown(road.step, road.written) if road.written else VALUE
        return ways.to_answer(step, label) if step is not None else None
    ends = trial.checklist.card_outcomes
    if not ends:
        return ways.to_end({})
    names = [card_end_id(end) for end in _written_ends(trial.entry)]
    place = names.index(road.target) if road.target in names else len(ends)
    wanted = ends[place].when if place < len(ends) else {}
    return ways.to_end(wanted, [end.when for end in ends[:place]])


def _gone_on(trial: Trial, step: Step, wanted: str | None) -> Trial:
    """One act further: what is wanted, else what leads nowhere else."""
    if wanted is None:
        plain = [answer for answer in step.answers if not answer.outcome]
        plain = [answer for answer in plain if not answer.entry] or plain
        own = [answer for answer in plain if not answer.is_standing]
        wanted = VALUE if step.value is not None else (own or plain)[0].label if plain else None
    if wanted:
        return trial.answer(step.id, wanted)
    if wanted == VALUE and step.value is not None:
        return trial.enter(step.id, sample_value(step.value))
    return trial.tick()


def _exits(step: Step, written: Step, checklist: Checklist, handbook: Handbook) -> Iterator[Exit]:
    if step.value is not None:
        unit = f"({step.value.unit})" if step.value.unit else ""
        label = f"填{step.value.name}{unit}"
        yield Exit(step=step.id, label=label, written=VALUE, kind=LeadKind.ON)
    for answer, as_written in zip(step.answers, written.answers, strict=True):
        yield _exit(step, answer, as_written.label, checklist, handbook)


def _exit(step: Step, answer: Answer, written: str, checklist: Checklist, handbook: Handbook) -> Exit:
    if answer.outcome:
        outcome = checklist.outcome(answer.outcome)
        is_call_back = outcome is not None and outcome.is_standing
        return Exit(
            step=step.id,
            label=answer.label,
            written=written,
            kind=LeadKind.CALL_BACK if is_call_back else LeadKind.OUTCOME,
            target=answer.outcome,
            title=outcome.title if outcome is not None else "没有这个结论",
            detail=_detail(outcome),
            is_missing=outcome is None,
        )
    if answer.entry:
        found = handbook.get(answer.entry)
        return Exit(
            step=step.id,
            label=answer.label,
            written=written,
            kind=LeadKind.ENTRY,
            target=found.id if found is not None else answer.entry,
            title=title_of(answer.entry, handbook) if found is not None else "没有这个条目",
            entry_kind=found.kind if found is not None else None,
            is_missing=found is None,
        )
    more = [
        number
        for number, other in enumerate(checklist.steps, 1)
        if answer.label in other.when.get(step.id, ()) and _tells(other.when[step.id], step)
    ]
    return Exit(
        step=step.id,
        label=answer.label,
        written=written,
        kind=LeadKind.MORE if more else LeadKind.ON,
        title=f"再走{numbers_words(more)}" if more else "",
    )


def _tells(labels: tuple[str, ...], step: Step) -> bool:
    """Whether a condition tells answers of `step` from each other."""
    return step.value is not None or any(answer.label not in labels for answer in step.answers)


def _ends(entry: Tried, checklist: Checklist, ways: Ways) -> Iterator[Exit]:
    if isinstance(entry, Procedure):
        outcome = checklist.outcome(checklist.default_outcome)
        yield Exit(
            step=END,
            label="其余情况",
            written=checklist.default_outcome,
            kind=LeadKind.OUTCOME,
            target=checklist.default_outcome,
            title=outcome.title if outcome is not None else "没有这个结论",
            detail=_detail(outcome),
            is_missing=outcome is None,
            is_idle=ways.to_end({}) is None,
        )
        return
    before: list[Mapping[str, tuple[str, ...]]] = []
    for shown, written in zip(checklist.card_outcomes, entry.outcomes, strict=True):
        name = card_end_id(written)
        yield Exit(
            step=END,
            label=_condition(shown.when, checklist, "") or "其余情况",
            written=name,
            kind=LeadKind.CARD,
            target=name,
            title=card_end_title(shown, checklist.title),
            detail=f"{shown.owner} · {shown.priority}",
            is_idle=ways.to_end(shown.when, before) is None,
        )
        before.append(shown.when)
    if not entry.outcomes:
        yield Exit(
            step=END,
            label="走完",
            written=OTHERWISE,
            kind=LeadKind.CARD,
            target=OTHERWISE,
            title=checklist.done,
        )


def _written_ends(entry: Tried) -> tuple[CardOutcome, ...]:
    return entry.outcomes if isinstance(entry, EmergencyCard) else ()


def _detail(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    return " · ".join(part for part in (outcome.owner, str(outcome.priority or "")) if part)


def _condition(when: Mapping[str, tuple[str, ...]], checklist: Checklist, lead: str) -> str:
    parts = []
    for name, labels in when.items():
        step = checklist.step_by_id.get(name)
        where = f"第 {checklist.number(name)} 步" if step is not None else "一个没有了的步骤"
        parts.append(f"{where}“{'、'.join(labels)}”")
    return f"{lead}{',且'.join(parts)}" if parts else ""


def _why_not(step: Step, checklist: Checklist, ways: Ways) -> str:
    for name, labels in step.when.items():
        asked = checklist.step_by_id.get(name)
        if asked is None:
            return "条件里的那一步没有了"
        number = checklist.number(name)
        if number >= checklist.number(step.id):
            return f"条件里的第 {number} 步排在它后面"
        known = {answer.label for answer in asked.answers}
        if not known & set(labels):
            return f"第 {number} 步没有“{'、'.join(labels)}”这个回答"
    if ways.ends_before(step):
        return "走到它以前,每个回答都已经有结论了"
    return "几个条件凑不到一起"


def numbers_words(numbers: list[int]) -> str:
    """第 3 步, 第 3、5 步, 第 3–6 步."""
    parts = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        row = [number for _, number in run]
        parts.append(f"{row[0]}–{row[-1]}" if len(row) > 2 else "、".join(map(str, row)))
    return f"第 {'、'.join(parts)} 步"


def exit_of(picture: Branches, ending: Ending) -> Exit | None:
    """The way out of the picture that an end is drawn at; None where no answer was given that leads there and no end is."""
    if ending.step:
        nodes = [node for node in picture.nodes if node.step == ending.step]
        found = (one for node in nodes for one in node.exits if one.label == ending.label)
        return next(found, None)
    if ending.kind is EndKind.CARD:
        return next((one for one in picture.ends if one.target == ending.id), None)
    return next(iter(picture.ends), None)
