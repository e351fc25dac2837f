"""The caller's data -> which calls that are kept came from the same number, account or flat, and how many from the building.

What was entered in a call is read once, when the call is first met; a look-up then compares values in memory, so that
it can be asked while an address is being typed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handbook.call.journal import CallRow, Journal
from handbook.call.state.call import Call, CallerField
from handbook.call.state.events import FieldEntered, Record
from handbook.call.state.undo import in_force
from handbook.call.words.addresses import Place, place_of

DAYS = 7
"""How far back calls count."""
LEAST_PHONE, LEAST_ACCOUNT = 7, 4
"""Signs below which a number is only begun."""


class Same(StrEnum):
    """What an earlier call has in common with this one, as it is said."""

    ADDRESS = "此地址"
    PHONE = "此号码"
    ACCOUNT = "此户号"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of earlier calls."""

    same: Same | None = None
    """By what they were found; None where there are none."""
    calls: tuple[int, ...] = ()
    """Numbers of those of the same caller or flat, the newest first."""
    last: datetime | None = None
    """When the newest of them began."""
    title: str = ""
    """What it was about; empty where it had no list."""
    in_building: int = 0
    """Calls from other flats of the same building."""
    days: int = DAYS
    """So far back it was looked: the retention may keep less."""

    @property
    def words(self) -> str:
        """The line that is shown; empty where nothing is known."""
        kept = f"{self.days} 天内" + (f"(记录只留 {self.days} 天)" if self.days < DAYS else "")
        building = f"本楼 {self.in_building} 通" if self.in_building else ""
        if self.same is None:
            return f"{kept}{building}" if building else ""
        last = f"上次 {self.last:%m-%d} {self.title}".rstrip() if self.last is not None else ""
        said = [f"{self.same} {kept}第 {len(self.calls) + 1} 次来电", last, building]
        return " · ".join(filter(None, said))

    @property
    def short(self) -> str:
        """The same in a few words, where there is no room for the line."""
        if self.same is not None:
            return f"第 {len(self.calls) + 1} 次来电"
        return f"本楼 {self.in_building} 通" if self.in_building else ""


NOTHING = Earlier()


@dataclass(frozen=True, slots=True)
class _Known:
    """One call as it is compared."""

    id: int
    started: datetime
    phone: str
    account: str
    place: Place | None


class EarlierCalls:
    """Reads each ended call once."""

    def __init__(self, journal: Journal, retention_days: int) -> None:
        self._journal = journal
        self._days = min(retention_days, DAYS)
        self._known: dict[int, _Known] = {}

    def look_again(self, now: datetime, most: int | None = None) -> bool:
        """Take up the calls that ended since, and let go of those that are kept no longer.

        `most`: so many at a time, as each has to be read. Whether all of them are known now.
        """
        rows = [row for row in self._journal.calls() if row.ended is not None and self._counts(row, now)]
        self._known = {row.id: self._known[row.id] for row in rows if row.id in self._known}
        new = [row for row in rows if row.id not in self._known]
        for row in new[:most]:
            self._known[row.id] = _known(row.id, row.started, self._journal.records(row.id))
        return most is None or len(new) <= most

    def find(self, caller: Mapping[CallerField, str], waiting: Iterable[Call] = ()) -> Earlier:
        """What is known of calls like this one; `waiting`: other calls that are open."""
        if self._days <= 0:
            return NOTHING
        asked = _read(0, datetime.min, caller)
        if not (asked.phone or asked.account or asked.place):
            return NOTHING
        waiting = tuple(waiting)
        known = [*self._known.values(), *(_read(c.id, c.started, c.caller) for c in waiting)]
        found = {same: [k for k in known if _is_alike(same, asked, k)] for same in Same}
        alike = sorted({k.id: k for calls in found.values() for k in calls}.values(), key=lambda k: -k.id)
        ids = {k.id for k in alike}
        place = asked.place
        building = [
            k for k in known if place and k.place and k.id not in ids and k.place.is_same_building(place)
        ]
        return Earlier(
            same=next((same for same in Same if found[same]), None),
            calls=tuple(k.id for k in alike),
            last=alike[0].started if alike else None,
            title=self._title_of(alike[0].id, waiting) if alike else "",
            in_building=len(building),
            days=self._days,
        )

    def _counts(self, row: CallRow, now: datetime) -> bool:
        return timedelta(0) <= now - row.started <= timedelta(days=self._days)

    def _title_of(self, number: int, waiting: Sequence[Call]) -> str:
        titles = (c.runs[0].checklist.title for c in waiting if c.id == number and c.runs)
        return next(titles, "") or self._journal.first_title(number)


def _known(number: int, started: datetime, records: Sequence[Record]) -> _Known:
    entered = (r.event for r in in_force(records) if isinstance(r.event, FieldEntered))
    return _read(number, started, {CallerField(event.field): event.text for event in entered})


def _read(number: int, started: datetime, caller: Mapping[CallerField, str]) -> _Known:
    phone = _digits(caller.get(CallerField.PHONE, "").partition("转")[0])
    account = "".join(c for c in caller.get(CallerField.ACCOUNT, "").casefold() if c.isalnum())
    return _Known(
        id=number,
        started=started,
        phone=_national(phone) if len(phone) >= LEAST_PHONE else "",
        account=account if len(account) >= LEAST_ACCOUNT else "",
        place=place_of(caller.get(CallerField.ADDRESS, "")),
    )


def _digits(text: str) -> str:
    return "".join(_each_digit(text))


def _each_digit(text: str) -> Iterator[str]:
    return (str(int(c)) for c in text if c.isdecimal())


def _national(digits: str) -> str:
    """Without the code of the country."""
    return digits.removeprefix("0086").removeprefix("86") if len(digits) > 11 else digits


def _is_alike(same: Same, asked: _Known, known: _Known) -> bool:
    match same:
        case Same.PHONE:
            return bool(asked.phone) and _is_same_phone(asked.phone, known.phone)
        case Same.ACCOUNT:
            return bool(asked.account) and asked.account == known.account
        case Same.ADDRESS:
            return (
                asked.place is not None and known.place is not None and asked.place.is_same_flat(known.place)
            )


def _is_same_phone(one: str, other: str) -> bool:
    """The same number; a number of the town with or without the code of its area."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    return (
        len(short) in (7, 8)
        and long.startswith("0")
        and len(long) - len(short) in (3, 4)
        and long.endswith(short)
    )
