"""An address, what this desk last learned and the time -> the one line under the address, or nothing.

A line asserts only what is sure now: not after its time, not of a list that is no longer refreshed, not of a name that is
only alike. What nobody can be sure of says whom to ask.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from handbook.bulletin.buildings import read_buildings
from handbook.bulletin.kept import Kept
from handbook.bulletin.notice import Notice, Situation
from handbook.bulletin.place import Match, Outcome, match
from handbook.bulletin.place_words import is_street
from handbook.bulletin.plain_writing import plain_place
from handbook.bulletin.words import (
    buildings_shown,
    is_overdue,
    place_of,
    said_of,
    spoken_time,
    ticket_line_of,
)

FRESH_FOR = timedelta(minutes=10)
"""So long a list counts that the share has not confirmed again."""
AHEAD = timedelta(seconds=30)
"""So far a clock may be set back between two looks at the share."""
RESTORED_FOR = timedelta(hours=4)
"""So long after the heat came back that is still said."""
UNTIMED_FOR = timedelta(hours=24)
"""So long a notice without a time counts as what is so now."""
ASK = "先问调度"
NO_TIME = "几点好没说准"


class Tone(Enum):
    """How the line looks."""

    CAUTION = "caution"
    CALM = "calm"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Line:
    """What stands under the address."""

    heading: str
    detail: str
    time: str
    """At the right end: when, or which buildings."""
    tone: Tone
    mark: str = ""
    """▲ or ✓; empty = none."""
    notice: Notice | None = None
    """The notice that it is about; None where it is about all of them."""
    sentence: str = ""
    """What may be said to the caller and copied; empty where nothing may be."""
    ticket: str = ""
    """The line for the ticket; empty where the call is none of this notice's."""
    advice: str = ""
    """What the agent heeds before the sentence is said."""

    @property
    def words(self) -> str:
        """All of it, for whoever hears the screen."""
        return "，".join(part for part in (self.heading, self.detail, self.time) if part)


def line_for(address: str, kept: Kept | None, now: datetime, phone: str = "") -> Line | None:
    """What to say of `address` at `now`; `phone`: that of dispatch, as far as the company has filled it in."""
    if kept is None:
        return None
    chosen = _chosen(address, kept.notices, now)
    if not is_fresh(kept, now):
        return _stopped(kept, now, phone, chosen)
    if chosen is None:
        return None
    notice, found = chosen
    if found.outcome is Outcome.PERHAPS:
        return _perhaps(notice, found)
    if found.outcome is Outcome.OUTSIDE:
        return _outside(notice, found)
    return _inside(notice, found, now, phone)


def is_fresh(kept: Kept, now: datetime) -> bool:
    """Whether the share said lately that these are all; what it says in the future was said by a clock that is wrong."""
    return -AHEAD <= now - kept.checked <= FRESH_FOR


def _chosen(address: str, notices: Iterable[Notice], now: datetime) -> tuple[Notice, Match] | None:
    """The notice that says most of the address: one that holds it, then what may hold it, then its neighbours; the newest."""
    found = [(notice, match(address, notice.estate, notice.buildings)) for notice in notices]
    found = [(notice, one) for notice, one in found if one.outcome is not Outcome.NONE]
    found.sort(key=lambda pair: (pair[0].sent, pair[0].number), reverse=True)
    kept = [
        pair for n, pair in enumerate(found) if not any(_takes_over(newer, pair, now) for newer in found[:n])
    ]
    shown = [pair for pair in kept if _is_shown(pair[0], pair[1], now)]
    return min(shown, key=lambda pair: _rank(pair[0], pair[1], now), default=None)


def _takes_over(newer: tuple[Notice, Match], older: tuple[Notice, Match], now: datetime) -> bool:
    """Whether the heat came back after `older` was sent; tomorrow's plan stays."""
    (back, at), (before, held) = newer, older
    if back.situation is not Situation.RESTORED or _is_ahead(before, now):
        return False
    return at.outcome is held.outcome is Outcome.INSIDE or _place(back) == _place(before)


def _place(notice: Notice) -> tuple[object, ...]:
    return plain_place(notice.estate), read_buildings(notice.buildings)


def _is_ahead(notice: Notice, now: datetime) -> bool:
    return notice.situation is Situation.PLANNED and notice.starts is not None and notice.starts > now


def _is_shown(notice: Notice, found: Match, now: datetime) -> bool:
    if notice.situation is not Situation.RESTORED:
        return True
    since = notice.until if notice.until is not None and notice.until <= now else notice.sent
    return found.outcome is Outcome.INSIDE and now - since < RESTORED_FOR


_ORDER = {Outcome.INSIDE: 0, Outcome.PERHAPS: 1, Outcome.OUTSIDE: 2, Outcome.NONE: 3}


def _rank(notice: Notice, found: Match, now: datetime) -> tuple[bool, int, bool]:
    return found.is_near, _ORDER[found.outcome], _is_ahead(notice, now)


def _stopped(kept: Kept, now: datetime, phone: str, chosen: tuple[Notice, Match] | None) -> Line:
    """Nobody knows what holds now."""
    is_later = kept.checked > now
    heading = "停热通知的时间对不上" if is_later else f"停热通知停在{_apart(spoken_time(kept.checked, now))}"
    notice, found = chosen if chosen is not None else (None, None)
    if notice is None or found is None or found.outcome is not Outcome.INSIDE:
        return Line(heading, _ask(phone), "", Tone.CAUTION, "▲")
    when = "时间对不上" if is_later else f"通知停在{_apart(spoken_time(kept.checked, now))}"
    ticket = f"关联停热 {notice.label}：{place_of(notice)}，{when}"
    return Line(heading, _ask(phone), "", Tone.CAUTION, "▲", notice, ticket=ticket)


def _inside(notice: Notice, found: Match, now: datetime, phone: str) -> Line:
    said, ticket = said_of(notice, now), ticket_line_of(notice)
    within = f"{found.building}在内" if found.building else f"{_here(notice)}都在内"
    if notice.situation is Situation.RESTORED:
        since = spoken_time(notice.until, now) if notice.until is not None else ""
        return Line("刚恢复", within, since, Tone.GOOD, "✓", notice, said, ticket)
    if is_overdue(notice, now) or _is_forgotten(notice, now):
        heading = "已过预计时间" if is_overdue(notice, now) else "通知发出一天多了"
        ticket = f"关联停热 {notice.label}：{place_of(notice)}，{heading}"
        advice = f"{_ask(phone)}，别再念原来的时间" if is_overdue(notice, now) else _ask(phone)
        return Line(heading, _ask(phone), "", Tone.CAUTION, "▲", notice, said, ticket, advice)
    if _is_ahead(notice, now) and notice.starts is not None:
        return Line(
            "计划停热", within, f"{_planned(notice.starts, now)} 起", Tone.CAUTION, "", notice, said, ticket
        )
    heading = f"{_here(notice)}{'抢修中' if notice.situation is Situation.REPAIR else '停热检修中'}"
    until = _until(notice.until, now)
    return Line(heading, within, until, Tone.CAUTION, "", notice, said, ticket)


def _is_forgotten(notice: Notice, now: datetime) -> bool:
    """Whether one without a time is too old to be what is so now."""
    return notice.until is None and now - (notice.starts or notice.sent) > UNTIMED_FOR


def _outside(notice: Notice, found: Match) -> Line:
    what = "抢修" if notice.situation is Situation.REPAIR else "计划停热"
    heading = f"{'同一条街' if is_street(notice.estate) else '同小区'}有{what}"
    detail = f"您问的 {found.building}不在内，照常往下问" if found.building else "您问的不在内，照常往下问"
    return Line(heading, detail, buildings_shown(notice.buildings), Tone.CALM, "", notice)


def _perhaps(notice: Notice, found: Match) -> Line:
    """It says what to ask; it asserts nothing, so there is nothing to say to the caller yet."""
    what = "抢修" if notice.situation is Situation.REPAIR else "计划停热"
    if found.is_near:
        asked = "问清是哪条街" if is_street(notice.estate) else "问清是哪个小区"
        return Line(f"可能是{notice.estate}", f"{asked}，那边有{what}", "", Tone.CALM, "", notice)
    shown = buildings_shown(notice.buildings)
    ticket = ticket_line_of(notice) if found.building else ""
    asked = "对一下楼号" if found.building else "问清几号" if is_street(notice.estate) else "问清几号楼"
    return Line(f"可能是{_here(notice)}的{what}", asked, shown, Tone.CALM, "", notice, ticket=ticket)


def _here(notice: Notice) -> str:
    return "这条街" if is_street(notice.estate) else "本小区"


def _ask(phone: str) -> str:
    return f"{ASK} {phone}".rstrip()


def _until(until: datetime | None, now: datetime) -> str:
    return f"预计{_apart(spoken_time(until, now))}" if until is not None else NO_TIME


def _planned(starts: datetime, now: datetime) -> str:
    return f"计划{_apart(spoken_time(starts, now))}"


def _apart(words: str) -> str:
    """A blank between a word and a digit."""
    return f" {words}" if words[:1].isdigit() else words
