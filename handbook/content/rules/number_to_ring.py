"""Entries of danger go in; lines that tell somebody to ring, and no number in them, come out as problems.

Nothing else found a number that was deleted: a line that says 请马上打。 is short, spoken and asks one act, which is all that the
other rules look for.
"""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import QUOTED_MISTAKES, caller_texts, placed_steps
from handbook.content.rules.wording import plain
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.kinds import Severity
from handbook.model.problem import Problem
from handbook.model.text import holes, value_keys, variants

_URGED = r"马上|赶紧|赶快|立刻|立即|快|先|就|请|您|用户|他|帮忙"
_RINGS = re.compile(
    rf"(?:(?:{_URGED})(?:打|拨打?|报)|拨打)(?=$|[,。;、!:\s]|说(?!一声)|请|告诉|叫|求助|断电)"
)
_DIGITS = re.compile(r"\d{3}")
_KNOWN = re.compile(r"打(?:回来?)?给我|给(?:您|他|她|用户)打|回拨|调度|班长|物业|电话里")
"""Who is rung is said in words, or is the caller."""


def number_to_ring(content: LoadedContent) -> Iterator[Problem]:
    """Whoever is told to ring hears where: in the same line, as digits or as a value."""
    for entry in content.handbook:
        if entry.severity is not Severity.DANGER:
            continue
        for path, text in dict.fromkeys(_lines(entry)):
            found = _RINGS.search(plain(text))
            if found and not _names_one(text):
                message = (
                    f"“{found.group()}”后面没有号码,听的人不知道打哪里;请写上号码(如 {{{{fire}}}}),或写明找谁"
                )
                yield content.origins[entry.id].problem(path, "ring-without-number", message)


def _lines(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What a caller hears and what the agent does, each way in which it is written."""
    for placed in caller_texts(entry):
        if not placed.is_in(QUOTED_MISTAKES):
            yield placed.path, placed.text
    for path, step in placed_steps(entry):
        yield from (((*path, "text"), way) for way in variants(step.text))
    if isinstance(entry, EmergencyCard):
        for index, line in enumerate(entry.immediate):
            yield from ((("immediate", index, "text"), way) for way in variants(line.text))


def _names_one(text: str) -> bool:
    return (
        any(value_keys(text))
        or any(holes(text))
        or _DIGITS.search(text) is not None
        or _KNOWN.search(text) is not None
    )
