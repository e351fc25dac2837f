"""Sums <-> rows of the store: what each call adds, written at its end, and what is kept of the hours."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

import msgspec

from handbook.call.day_sums import EMPTY, KEPT, HourSum, added, hour_of, is_datable, sum_of_call, time_in_hand
from handbook.call.journal import CallRow, Journal
from handbook.call.past_line import PastLine, past_line
from handbook.call.state.call import Call
from handbook.call.state.events import Record
from handbook.call.store.store import RowStore
from handbook.call.store.tables import Change, Drop, Put, Row

_SUM = msgspec.json.Decoder(HourSum)
_LINE = msgspec.json.Decoder(PastLine)


def past_row(call: Call, records: list[Record]) -> Put:
    """What is stored beside a call in the transaction that ends it."""
    sums = sum_of_call(call, records)
    row: Row = {
        "call": call.id,
        "sums": msgspec.json.encode(sums).decode(),
        "line": msgspec.json.encode(past_line(call, time_in_hand(records)[0])).decode(),
    }
    return Put("past", row)


class DaySumRows:
    """The kept hours, and the calls that will be added to them; each call stands in one of the two, never in both."""

    def __init__(self, store: RowStore, journal: Journal) -> None:
        self._store = store
        self._journal = journal
        self._swept: date | None = None

    def kept(self, is_wanted: Callable[[int], bool] = bool) -> dict[int, HourSum]:
        """Hour -> its sum, of calls that were purged and of what was counted in the window; of the hours that are wanted."""
        rows = ((int(row["hour"] or 0), row) for row in self._store.rows("day_sum"))
        return {hour: _SUM.decode(str(row["body"])) for hour, row in rows if is_wanted(hour)}

    def lines(self) -> dict[int, PastLine]:
        """Call -> its line; a call that ended under an older program has none."""
        return {int(row["call"] or 0): _LINE.decode(str(row["line"])) for row in self._store.rows("past")}

    def of_calls(self, calls: Iterable[CallRow], now: datetime) -> dict[int, HourSum]:
        """Hour -> what these calls add to it.

        A call with a false stamp, by a clock that was wrong then, belongs to no day and is left out. So is one whose
        records can no longer be read: counting must not keep it from being purged.
        """
        stored = {int(row["call"] or 0): row for row in self._store.rows("past")}
        hours: dict[int, list[HourSum]] = {}
        for call in calls:
            if not is_datable(call.started, now):
                continue
            row = stored.get(call.id)
            part = _SUM.decode(str(row["sums"])) if row else self._folded(call)
            hours.setdefault(hour_of(call.started), []).append(part)
        return {hour: added(parts) for hour, parts in hours.items()}

    def changes(self, new: Mapping[int, HourSum], now: datetime) -> list[Change]:
        """What adds `new` to the hours that are kept; an hour that is over for longer than that, or to come, is left out."""
        oldest, newest = hour_of(now - KEPT), hour_of(now)
        return [
            Put("day_sum", {"hour": hour, "body": msgspec.json.encode(self._with(hour, part)).decode()})
            for hour, part in new.items()
            if oldest <= hour <= newest
        ]

    def outlived(self, now: datetime) -> list[Change]:
        """What drops the hours that are kept no longer; looked for once a day, for all of them are read."""
        if self._swept == now.date():
            return []
        self._swept = now.date()
        oldest = hour_of(now - KEPT)
        hours = (int(row["hour"] or 0) for row in self._store.rows("day_sum"))
        return [Drop("day_sum", {"hour": hour}) for hour in hours if hour < oldest]

    def _with(self, hour: int, part: HourSum) -> HourSum:
        return added(
            [part, *(_SUM.decode(str(row["body"])) for row in self._store.rows("day_sum", hour=hour))]
        )

    def _folded(self, call: CallRow) -> HourSum:
        try:
            return sum_of_call(*self._journal.read(call))
        except (LookupError, ValueError, msgspec.MsgspecError):
            return EMPTY
