"""What dispatch's form keeps on this computer: who sits there, the places that were named before, and what is not sent yet."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.bulletin.form import LONGEST, NoticeForm, TimeChosen, one_line
from handbook.bulletin.notice import Situation
from handbook.whole_file import PRIVATE, write_whole

MOST = 400
"""Places that are kept, the last named first."""
OFFERED = 6
_LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Remembered:
    """Read at the start, written at each change."""

    sender: str = ""
    """The name that dispatch gave itself. Kept here and not among the settings: the window of a desk that is open beside
    the form writes these whole, as it knows them."""
    places: tuple[tuple[str, str], ...] = ()
    """Estate and buildings, the last named first; each estate may stand with several buildings."""
    draft: NoticeForm = NoticeForm()  # noqa: RUF009  frozen

    def with_places(self, places: Iterable[tuple[str, str]]) -> "Remembered":
        """With `places` before the others."""
        kept = dict.fromkeys((*((one_line(e), one_line(b)) for e, b in places if e.strip()), *self.places))
        return replace(self, places=tuple(kept)[:MOST])


def read_remembered(place: Path) -> Remembered:
    """What is kept at `place`; nothing where it cannot be read. A part that makes no sense is left out."""
    try:
        with place.open("rb") as file:
            said = json.loads(file.read(_LARGEST))
        if not isinstance(said, dict):
            return Remembered()
    except (OSError, ValueError, RecursionError):
        return Remembered()
    sender, places = said.get("sender"), said.get("places")
    return Remembered(
        sender=one_line(sender)[:LONGEST] if isinstance(sender, str) else "",
        places=_places(places) if isinstance(places, list) else (),
        draft=_draft(said.get("draft")),
    )


def write_remembered(place: Path, remembered: Remembered) -> None:
    """Replace what is kept at `place`, for this user alone.

    Raises:
        OSError: the disk refuses; what was kept stays.

    """
    said = {
        "sender": remembered.sender,
        "places": remembered.places,
        "draft": asdict(remembered.draft),
    }
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(place, json.dumps(said, ensure_ascii=False, default=_written).encode(), mode=PRIVATE)


def estates_offered(places: Sequence[tuple[str, str]], typed: str) -> tuple[str, ...]:
    """Estates that begin with `typed`, by characters or by the first letters of their sounds; then those that hold it."""
    wanted = one_line(typed).casefold()
    estates = tuple(dict.fromkeys(estate for estate, _ in places))
    if not wanted:
        return estates[:OFFERED]
    begin = [estate for estate in estates if estate.casefold().startswith(wanted)]
    sound = [
        estate
        for estate in estates
        if wanted.isascii() and any(i.startswith(wanted) for i in _initials(estate))
    ]
    hold = [estate for estate in estates if wanted in estate.casefold()]
    return tuple(dict.fromkeys((*begin, *sound, *hold)))[:OFFERED]


def buildings_offered(places: Sequence[tuple[str, str]], estate: str, typed: str) -> tuple[str, ...]:
    """Buildings that were named of `estate` before and begin with `typed`."""
    named = dict.fromkeys(b for e, b in places if e == estate and b and b.startswith(one_line(typed)))
    return tuple(named)[:OFFERED]


@lru_cache(maxsize=MOST)
def _initials(estate: str) -> tuple[str, ...]:
    """First letters of its sounds; of 长 and 重 both are tried, one at a time."""
    from pypinyin import Style, lazy_pinyin, pinyin  # its tables take longer to load than the window to show

    usual = "".join(sound[:1].casefold() for sound in lazy_pinyin(estate, errors=_one_by_one))
    readings = [pinyin(sign, style=Style.NORMAL, heteronym=True, errors=_one_by_one)[0] for sign in estate]
    others = (
        usual[:n] + letter + usual[n + 1 :]
        for n, sounds in enumerate(readings)
        for letter in dict.fromkeys(sound[:1].casefold() for sound in sounds)
    )
    return tuple(dict.fromkeys((usual, *others)))


def load_sounds(places: Iterable[tuple[str, str]]) -> None:
    """Read the initials of `places` before somebody types one; takes most of a second, on a thread of its own."""
    for estate, _ in places:
        _initials(estate)


def _one_by_one(run: str) -> Any:
    return list(run)


def _places(said: list[object]) -> tuple[tuple[str, str], ...]:
    found = []
    for one in said[:MOST]:
        match one:
            case [str(estate), str(buildings)] if estate.strip():
                found.append((one_line(estate)[:LONGEST], one_line(buildings)[:LONGEST]))
            case _:
                pass
    return tuple(found)


def _draft(said: object) -> NoticeForm:
    if not isinstance(said, dict):
        return NoticeForm()
    try:
        texts = {
            name: one_line(str(said.get(name, "")))[: 4 * LONGEST]
            for name in ("estate", "buildings", "reason", "internal", "said")
        }
        return NoticeForm(
            situation=Situation(said.get("situation", "repair")),
            starts=_time(said.get("starts")),
            until=_time(said.get("until")),
            number=max(int(said.get("number", 0)), 0),
            **texts,
        )
    except (TypeError, ValueError):
        return NoticeForm()


def _time(said: object) -> TimeChosen:
    if not isinstance(said, dict):
        return TimeChosen()
    at = datetime.fromisoformat(said["at"]) if isinstance(said.get("at"), str) else None
    kept = {
        field.name: said[field.name]
        for field in fields(TimeChosen)
        if field.name in said and field.name != "at"
    }
    chosen = TimeChosen(at=at if at is not None and at.tzinfo is not None else None, **kept)
    is_right = type(chosen.minutes) is int and isinstance(chosen.typed, str)
    if not is_right or not isinstance(chosen.is_typing, bool) or not isinstance(chosen.is_unknown, bool):
        raise ValueError("no time")
    return chosen


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(type(value).__name__)
