"""A record goes in as it was pasted; the same record comes out with what people write in another shape put into the plain one.

Only what is certain is put straight: the clock of a telephone, a day that is told twice, labels or days and as many readings
in turn. What does not fit exactly is left as it is, and is blocked where it is read.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from handbook.model.record_words import (
    ALIKE,
    APIECE,
    CLOCK_AHEAD,
    CLOCK_BEHIND,
    DAY_AND_READING,
    DAY_OF_NOW,
    DAY_PARTS,
    DAYS_APIECE,
    EXACTLY,
    FIRST_MONTH,
    HALVES,
    LABEL_LIST_ALSO,
    LISTED_CLOCK,
    LISTED_DAYS,
    LONE_HALF,
    LONE_NUMBER,
    NOON,
    READING,
    READINGS_IN_TURN,
    RESHAPED,
    ROOMS,
    SOME_YEAR,
    SPAN_APIECE,
)

_RESHAPED = tuple((re.compile(pattern), plainly) for pattern, plainly in RESHAPED.items())
_CLOCK_AHEAD = re.compile(CLOCK_AHEAD)
_CLOCK_BEHIND = re.compile(CLOCK_BEHIND)
_LONE_HALF = re.compile(LONE_HALF)
_LISTED_DAYS = re.compile(LISTED_DAYS)
_DAYS_APIECE = re.compile(DAYS_APIECE)
_SPAN_APIECE = re.compile(SPAN_APIECE)
_DAY_OF_NOW = re.compile(DAY_OF_NOW)
_LONE_NUMBER = re.compile(LONE_NUMBER)
_DAY_AND_READING = re.compile(DAY_AND_READING)
_ROOM = "|".join(sorted(ROOMS, key=len, reverse=True))
_PART = "|".join(sorted((*DAY_PARTS, *LABEL_LIST_ALSO), key=len, reverse=True))
_LABELS_APIECE = tuple(
    re.compile(
        rf"(?P<labels>(?:{names})(?:\s*[、,/和及]?\s*(?:{names}))++)\s*(?P<apiece>{APIECE})?\s*:?\s*{READINGS_IN_TURN}"
    )
    for names in (_ROOM, LISTED_CLOCK, _PART)
)
_LABELS_ALIKE = tuple(
    re.compile(
        rf"(?P<labels>(?:{names})(?:\s*[、,/和及与]?\s*(?:{names}))++){ALIKE}(?P<number>{READING}){EXACTLY}"
    )
    for names in (_ROOM, LISTED_CLOCK, _PART)
)
_LABEL = re.compile(f"{_ROOM}|{LISTED_CLOCK}|{_PART}")
_MARKS = re.compile("[、,/和及]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def straightened(text: str) -> str:
    """`text` in plain digits, with clocks, headings and days told twice in the plain shape."""
    for pattern, plainly in _RESHAPED:
        text = pattern.sub(plainly, text)
    text = _CLOCK_AHEAD.sub(_clock, text)
    text = _CLOCK_BEHIND.sub(_clock, text)
    return _LONE_HALF.sub(_half, text)


def one_by_one(sentence: str) -> str:
    """`sentence` with each day or label beside its own reading, where it lists the ones and then the others."""
    if _NUMBER.search(sentence) is None:
        return sentence
    sentence = _SPAN_APIECE.sub(_span_apiece, sentence)
    sentence = _LISTED_DAYS.sub(_days_in_full, sentence)
    sentence = _DAYS_APIECE.sub(_days_apiece, sentence)
    for pattern in _LABELS_APIECE:
        sentence = pattern.sub(_labels_apiece, sentence)
    for pattern in _LABELS_ALIKE:
        sentence = pattern.sub(_labels_alike, sentence)
    sentence = _DAY_OF_NOW.sub(r"\g<1>,", sentence)
    sentence = _DAY_AND_READING.sub(r"\g<1>,", sentence)
    return _in_turn(sentence) or sentence


def _in_turn(sentence: str) -> str | None:
    """12.18，15.6，12.19，15.9: days that follow one another, each with its reading; None where it may be anything else."""
    numbers = [_LONE_NUMBER.fullmatch(number) for number in sentence.split(",")]
    found = [number for number in numbers if number is not None]
    of_days = [number for at, number in enumerate(found) if not at & 1]
    readings = [number for at, number in enumerate(found) if at & 1]
    days = [_day(number) for number in of_days]
    if len(found) < len(numbers) or len(days) < 1 + 1 or len(found) & 1 or None in days:
        return None
    steps = [(later - earlier).days for earlier, later in pairwise(day for day in days if day is not None)]
    are_readings = all(_day(number) is None and int(number["month"]) >= 10 for number in readings)
    if not are_readings or any(step != 1 for step in steps):
        return None
    pairs = zip(of_days, readings, strict=True)
    return ",".join(f"{day.group().strip()} {reading.group().strip()}" for day, reading in pairs)


def _day(number: re.Match[str]) -> date | None:
    """A day of some winter, the months of the new year behind those of the old; None where it is no day."""
    month = int(number["month"])
    try:
        return date(SOME_YEAR + (month < FIRST_MONTH), month, int(number["day"] or 0))
    except ValueError:
        return None


def _half(match: re.Match[str]) -> str:
    return HALVES[match["half"][0].lower()]


def _clock(match: re.Match[str]) -> str:
    """Counted through the day: 12:30 AM is 0:30."""
    hour, is_late = int(match["hour"]), HALVES[match["half"][0].lower()] == HALVES["p"]
    if hour <= NOON:
        hour = hour % NOON + NOON * is_late
    return f" {hour}{match['minutes'] or ':00'} "


def _days_in_full(match: re.Match[str]) -> str:
    days = [match["first"], *_NUMBER.findall(match["others"])]
    return "、".join(f"{match['month']}月{day}{match['sign']}" for day in days)


def _days_apiece(match: re.Match[str]) -> str:
    return _side_by_side(match, re.findall(r"(?:\d+月)?\d+[日号]", match["days"]))


def _span_apiece(match: re.Match[str]) -> str:
    days = range(int(match["first"]), int(match["last"]) + 1)
    return _side_by_side(match, [f"{match['month']}月{day}日" for day in days])


def _side_by_side(match: re.Match[str], days: Sequence[str]) -> str:
    numbers = _NUMBER.findall(match["numbers"])
    labels = (*_LABEL.findall(match.string[: match.start()]), *_LABEL.findall(match["what"]))
    if len(days) != len(numbers) or len(labels) > 1:
        return match.group()
    return ",".join(f"{day}{match['what']}{number}" for day, number in zip(days, numbers, strict=True))


def _labels_alike(match: re.Match[str]) -> str:
    labels = _LABEL.findall(match["labels"])
    return ",".join(f"{LABEL_LIST_ALSO.get(label, label)} {match['number']}" for label in labels)


def _labels_apiece(match: re.Match[str]) -> str:
    labels = _LABEL.findall(match["labels"])
    numbers = _NUMBER.findall(match["numbers"])
    # Without 分别 only two lists that are marked alike stand in parallel.
    is_parallel = set(_MARKS.findall(match["labels"])) == set(_MARKS.findall(match["numbers"]))
    if len(labels) != len(numbers) or not (match["apiece"] or is_parallel) or len(set(labels)) < len(labels):
        return match.group()
    named = (LABEL_LIST_ALSO.get(label, label) for label in labels)
    return ",".join(f"{label} {number}" for label, number in zip(named, numbers, strict=True)) + " "
