"""Entry -> its searchable lines in reading order, kind by kind, with site values written out.

Neither what a card or script warns against is among them, nor what an entry says of others (`leads.py`): 不适用 and answers that open
another entry.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.knowledge import Case, Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script
from handbook.model.site_value import SiteValue
from handbook.model.step import Outcome, Step

_VALUE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+|[*_`]{1,3}", re.MULTILINE)


class SiteTexts:
    """Writes site values out in texts."""

    def __init__(self, values: Mapping[str, SiteValue]) -> None:
        self._values = values

    def fill(self, text: str) -> str:
        """`text` with each ``{{key}}`` replaced by the value as shown; unknown keys stay as they are."""
        return _VALUE.sub(self._value, text) if "{{" in text else text

    def _value(self, match: re.Match[str]) -> str:
        value = self._values.get(match[1])
        return value.text if value else match[0]


def body_of(entry: Entry, texts: SiteTexts) -> list[str]:
    """All searchable lines but title, asks, tags and summary; no line is empty."""
    return [line for piece in _pieces(entry) for line in _lines(texts.fill(piece))]


def aside_of(entry: Entry, texts: SiteTexts) -> list[str]:
    """Lines that find the entry but must never stand alone below its title: one could be read out to a caller."""
    return [line for piece in _asides(entry) for line in _lines(texts.fill(piece))]


def _lines(piece: str) -> list[str]:
    return [line for line in map(str.strip, piece.splitlines()) if line]


def _pieces(entry: Entry) -> Iterator[str]:
    match entry:
        case Procedure():
            yield from _procedure(entry)
        case EmergencyCard():
            yield from _emergency(entry)
        case RegulationArticle():
            yield from _regulation(entry)
        case Script():
            yield from _script(entry)
        case Knowledge():
            yield from entry.key_points
            yield from entry.tell_caller
            yield _plain(entry.body)
            yield entry.diagram_caption
        case Case():
            yield from (entry.place, entry.time, entry.facts, entry.dispute, entry.result)
            yield from entry.lessons
            yield _plain(entry.body)
        case _:
            pass


def _asides(entry: Entry) -> Iterator[str]:
    """The fitter's steps; rules and claims that do not hold and are asked about; phrases to avoid in an entry about them."""
    match entry:
        case Procedure():
            yield from _steps(entry.onsite_steps)
        case RegulationArticle():
            yield from entry.dont_say
            yield from (f"{s.text} {s.note}" for s in entry.superseded)
        case Script():
            yield from (t.avoid for t in entry.taboos)
        case _:
            pass


def _plain(markdown: str) -> str:
    return _MARKUP.sub("", _LINK.sub(r"\1", markdown))


def _procedure(entry: Procedure) -> Iterator[str]:
    yield from _steps(entry.steps)
    yield from _outcomes(entry.outcomes)


def _emergency(entry: EmergencyCard) -> Iterator[str]:
    yield from (line.text for line in entry.immediate)
    yield from _steps(entry.steps)
    yield from entry.calm
    yield from (entry.stop, entry.takeover)
    yield entry.done


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    group = ""
    for step in steps:
        if step.group and step.group != group:
            group = step.group
            yield group
        if step.is_standing:  # in many entries alike: it tells none of them from the others
            continue
        yield step.text
        yield from (step.hint, step.state, step.why)
        yield from (f"{a.label} {a.note}".strip() for a in step.own_answers if not a.entry)
        if step.value:
            yield step.value.name


def _outcomes(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.is_standing:
            continue
        yield f"{outcome.title} {'、'.join(outcome.responsible)}"
        yield from (outcome.next_action, outcome.say, outcome.note)


def _regulation(entry: RegulationArticle) -> Iterator[str]:
    yield entry.citation
    yield "、".join(entry.law_short_names)
    yield from entry.key_points
    yield from (f"{f.name} {f.value} {f.note}".strip() for f in entry.figures)
    yield from entry.tell_caller
    yield entry.penalties
    yield from (entry.article_note, entry.official_text)


def _script(entry: Script) -> Iterator[str]:
    yield entry.set
    for line in entry.lines:
        yield line.situation
        yield from line.variants.values()
    yield from entry.do
    yield from (t.instead for t in entry.taboos)
