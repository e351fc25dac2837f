"""A pinned list, the step it stands at and the handbook -> what helps that step: what may be said, a drawing, grounds, related.

Nothing is made up: sentences are those of the list around the step, of scripts that the entry names, and one that steadies.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from handbook.document.blocks import Picture, Reference, References
from handbook.document.composing import Composing
from handbook.document.words import CALM, GROUNDS, RELATED
from handbook.model.checklist import Checklist
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Audience, StepKind, Tone
from handbook.model.knowledge import Knowledge
from handbook.model.script import Script, ScriptLine
from handbook.model.step import Step

THIS_STEP = "这一步"
SOOTHING_SET = "安抚"
"""Set of scripts that steady whoever calls."""
MOST_OF_SCRIPTS = 2
LEAST_IN_COMMON = 2
"""Pairs of characters that a steadying line shares with the list; one alone is chance."""
_BESIDE = (StepKind.SAY, StepKind.WARN, StepKind.NOTE)
"""Steps that stand between a question and the sentences that go with it."""
_HAN = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for the caller, and when they are said."""

    situation: str
    text: str


@dataclass(frozen=True, slots=True)
class StepHelp:
    """What helps a step; every part may be empty."""

    sentences: tuple[Sentence, ...] = ()
    picture: Picture | None = None
    grounds: References | None = None
    related: References | None = None


def step_help(
    checklist: Checklist, step_id: str, applicable: Collection[str], handbook: Handbook
) -> StepHelp:
    """What helps the step `step_id`; of the list only what is in `applicable` is said.

    An empty `step_id` is a list of which every step is done: then nothing is tied to a step.
    """
    composing, entry = Composing(handbook), handbook.get(checklist.entry_id)
    step = checklist.step_by_id.get(step_id)
    found: list[Sentence] = []
    if step is not None:
        found += _around(checklist, step, applicable)
        found += _of_scripts(composing, entry, step)
    found += _steadying(composing, checklist, step)
    once = {sentence.text: sentence for sentence in reversed(found)}
    return StepHelp(
        sentences=tuple(sentence for sentence in found if once[sentence.text] is sentence),
        picture=_picture(composing, entry, step),
        grounds=_grounds(composing, entry),
        related=_related(composing, entry, step),
    )


def _around(checklist: Checklist, step: Step, applicable: Collection[str]) -> Iterator[Sentence]:
    """The sentences right before the step, its own, and those right after it."""
    steps, at = checklist.steps, checklist.number(step.id) - 1
    first, last = at, at + 1
    while first and steps[first - 1].kind in _BESIDE:
        first -= 1
    while last < len(steps) and steps[last].kind in _BESIDE:
        last += 1
    for one in steps[first:last]:
        if one.kind is StepKind.SAY and one.id in applicable and one.effective_audience is Audience.CALLER:
            yield Sentence(THIS_STEP, one.text)


def _of_scripts(composing: Composing, entry: Entry | None, step: Step) -> list[Sentence]:
    """Lines of the scripts that the entry names, those that speak of the step first; else the first of all."""
    named = (*entry.related, *entry.citations) if entry is not None else ()
    scripts = [found for i in named if isinstance(found := composing.handbook.get(i), Script)]
    lines = [line for script in scripts for line in script.lines if line.audience is Audience.CALLER]
    wanted = _pairs(_words_of(step))
    ranked = sorted(lines, key=lambda line: -len(wanted & _pairs(_words_of_line(line))))
    fitting = [line for line in ranked if wanted & _pairs(_words_of_line(line))]
    return [_sentence(composing, line, Tone.STANDARD) for line in (fitting or lines[:1])[:MOST_OF_SCRIPTS]]


def _steadying(composing: Composing, checklist: Checklist, step: Step | None) -> Iterator[Sentence]:
    """One line that steadies: the card's own, else one of our scripts that speaks of the same."""
    if checklist.calm:
        yield Sentence(CALM, checklist.calm[0])
        return
    scripts = (script for script in composing.handbook.scripts if script.set == SOOTHING_SET)
    lines = [line for script in scripts for line in script.lines if line.audience is Audience.CALLER]
    summary = entry.summary if (entry := composing.handbook.get(checklist.entry_id)) is not None else ""
    wanted = _pairs(f"{checklist.title} {summary} {_words_of(step) if step is not None else ''}")
    best = max(lines, key=lambda line: len(wanted & _pairs(_words_of_line(line))), default=None)
    if best is not None and len(wanted & _pairs(_words_of_line(best))) >= LEAST_IN_COMMON:
        yield _sentence(composing, best, Tone.SOOTHING)


def _sentence(composing: Composing, line: ScriptLine, tone: Tone) -> Sentence:
    text = line.variants.get(tone) or line.variants[Tone.STANDARD]
    return Sentence(composing.fill(line.situation), composing.fill(text))


def _picture(composing: Composing, entry: Entry | None, step: Step | None) -> Picture | None:
    """The drawing of a related entry, of several the one that speaks most of the step."""
    found = [composing.handbook.get(i) for i in entry.related] if entry is not None else []
    drawn = [
        one
        for one in found
        if isinstance(one, Knowledge) and one.diagram and one.diagram in composing.handbook.diagrams
    ]
    wanted = _pairs(_words_of(step)) if step is not None else frozenset[str]()
    best = max(drawn, key=lambda one: len(wanted & _pairs(f"{one.title} {one.summary}")), default=None)
    if best is None:
        return None
    svg, caption = composing.handbook.diagrams[best.diagram], composing.fill(best.diagram_caption)
    return Picture(svg, caption or composing.fill(best.title), best.diagram)


def _grounds(composing: Composing, entry: Entry | None) -> References | None:
    items = tuple(Reference(composing.article(i)) for i in entry.citations) if entry is not None else ()
    return References(GROUNDS, items) if items else None


def _related(composing: Composing, entry: Entry | None, step: Step | None) -> References | None:
    """Where the answers of the step lead, then what the entry names; scripts stand above with their words."""
    led = [answer.entry for answer in step.answers if answer.entry] if step is not None else []
    named = list(entry.related) if entry is not None else []
    items = tuple(
        Reference((composing.link(i),), composing.kind(i))
        for i in dict.fromkeys((*led, *named))
        if composing.knows(i)
    )
    return References(RELATED, items) if items else None


def _words_of(step: Step) -> str:
    value = step.value.name if step.value is not None else ""
    return " ".join((step.text, step.hint, value, *(answer.label for answer in step.own_answers)))


def _words_of_line(line: ScriptLine) -> str:
    return f"{line.situation} {line.variants[Tone.STANDARD]}"


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters: two texts that share some speak of the same."""
    return frozenset(run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1))
