"""Flags, searches without a hit and cards left at once -> masked rows, and one CSV for the editor."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from handbook.call.state.clock import Clock
from handbook.call.state.input_text import cut, plain_line
from handbook.call.store.store import RowStore
from handbook.call.store.store_errors import StoreError
from handbook.call.store.tables import Drop, Put, Row
from handbook.call.words.masking import mask_strictly
from handbook.csv_cells import harmless

SOON_SECONDS = 60.0
"""A search in whose place another one stands within this time was not answered, where nothing of it was opened."""
FAR_DOWN = 4
"""From this place in the list on, what was wanted did not stand where it is looked for."""
GLANCE_SECONDS = 3.0
"""A card left sooner than this was not what the agent had looked for."""
LONGEST_TEXT = 500
"""Characters of one row; a search that was longer ends in …."""
HEADER = ("时间", "类别", "条目", "内容版本", "内容")
BYTE_ORDER_MARK = "\ufeff"


class FlagReason(StrEnum):
    """What is wrong with an entry."""

    WRONG = "错误"
    OUTDATED = "过时"
    INCOMPLETE = "缺内容"


MISS = "未搜到"
GAP = "记为缺口"
GLANCE = "打开即离开"


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """One row for the editor."""

    id: int
    at: str
    kind: str
    """A `FlagReason`, 未搜到, 记为缺口 or 打开即离开."""
    entry: str
    version: str
    text: str


@dataclass(frozen=True, slots=True)
class _Search:
    """A search that stood long enough to be meant."""

    text: str
    call: int
    at: float
    """By the clock that only runs forward, in seconds."""
    understood_as: str = ""
    is_used: bool = False

    def is_continued_by(self, text: str) -> bool:
        """Whether `text` is the same search typed on or cut short, or this one with its slip mended."""
        mine, other = self.text.replace(" ", ""), text.replace(" ", "")
        return mine in other or other in mine or (bool(self.understood_as) and self.understood_as in other)


class Feedback:
    """Collects locally; nothing leaves the desk but the file that the user exports."""

    def __init__(self, store: RowStore, clock: Clock, *, version: str = "") -> None:
        self._store = store
        self._clock = clock
        self._version = version
        self._present_id: Callable[[str], str] = str
        self._opened: tuple[str, float] | None = None
        self._missed: str = ""
        self._missed_row = 0
        """Id of the row of the last miss; 0 = it was not kept, or is none."""
        self._search: _Search | None = None

    def follow(self, present_id: Callable[[str], str]) -> None:
        """Tell the editor where entries are that went since, by `present_id` (kept id → id today), from now on."""
        self._present_id = present_id

    def flag(self, entry_id: str, reason: FlagReason, remark: str = "") -> None:
        """Keep a flag with one line of remark; raises StoreError if it cannot be kept."""
        self._keep(reason.value, entry_id, remark)

    def record_miss(self, query: str) -> bool:
        """Keep a search that was not answered, once while it stays the same; False, and no error, if it cannot be kept."""
        query = " ".join(query.split())
        if not query or query == self._missed:
            return True
        self._missed, self._missed_row = query, self._store.next_transaction
        is_kept = self._try_to_keep(MISS, "", query)
        self._missed_row = self._missed_row if is_kept else 0
        return is_kept

    def report_gap(self, query: str) -> None:
        """Keep that somebody wants an entry for `query`, in place of the row of a miss that stands for it already.

        Raises:
            StoreError: it could not be kept.
        """
        query = " ".join(query.split())
        if not query:
            return
        stood = self._missed_row if query == self._missed else 0
        self._keep(GAP, "", query, instead_of=stood)
        self._missed, self._missed_row = query, 0

    def searched(self, query: str, *, call: int, understood_as: str = "") -> bool:
        """Note a search that was meant, in the call of that number (0 = none); never raises.

        The one before it was a miss where nothing of it was opened and this one asks something else of the same call,
        soon after. `understood_as` is what was searched instead of `query`, so that mending a slip is no miss.
        """
        query = " ".join(query.split())
        if not query:
            return True
        before, now = self._search, self._clock.monotonic()
        is_same = before is not None and before.call == call and before.is_continued_by(query)
        is_used = before is not None and is_same and before.is_used
        self._search = _Search(query, call, now, understood_as, is_used=is_used)
        if before is None or is_same or before.is_used:
            return True
        is_soon = now - before.at <= SOON_SECONDS
        return not (call and before.call == call and is_soon) or self.record_miss(before.text)

    def result_used(self, place: int = 0) -> bool:
        """Note that something found was of use: the `place`-th of its list, counted from 1; 0 = unknown. Never raises."""
        if self._search is None:
            return True
        self._search = replace(self._search, is_used=True)
        return place < FAR_DOWN or self.record_miss(self._search.text)

    def entry_opened(self, entry_id: str) -> bool:
        """Note that an entry came on screen; the one before it is judged as left."""
        kept = self.entry_left()
        self._opened = (entry_id, self._clock.monotonic())
        return kept

    def entry_left(self) -> bool:
        """Note that the entry went from the screen; kept if that was at once. Never raises."""
        opened = self._opened
        self._opened = None
        if opened is None or self._clock.monotonic() - opened[1] >= GLANCE_SECONDS:
            return True
        return self._try_to_keep(GLANCE, opened[0], "")

    def lines(self) -> list[FeedbackLine]:
        """Everything collected, oldest first."""
        return [
            FeedbackLine(
                int(row["id"] or 0), *(str(row[c]) for c in ("at", "kind", "entry", "version", "text"))
            )
            for row in self._store.rows("feedback")
        ]

    def to_csv(self) -> str:
        """The table for the editor, with a byte order mark so that spreadsheets read it as UTF-8."""
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(HEADER)
        for line in self.lines():
            # Kept by an older program, it may show more than it should.
            text_now = mask_strictly(plain_line(line.text))
            present = self._present_id(line.entry)
            entry = line.entry if present == line.entry else f"{line.entry}(已并入 {present})"
            writer.writerow(map(harmless, (line.at[:16], line.kind, entry, line.version, text_now)))
        return BYTE_ORDER_MARK + text.getvalue()

    def clear(self, up_to: int) -> None:
        """Forget the rows up to and including id `up_to`, once the editor has them."""
        drops = [Drop("feedback", {"id": line.id}) for line in self.lines() if line.id <= up_to]
        self._store.purge(drops)

    def _keep(self, kind: str, entry: str, text: str, *, instead_of: int = 0) -> None:
        row: Row = {
            "id": self._store.next_transaction,
            "at": self._clock.now().isoformat(),
            "kind": kind,
            "entry": entry,
            "version": self._version,
            "text": cut(mask_strictly(plain_line(text)), LONGEST_TEXT),
        }
        drops = [Drop("feedback", {"id": instead_of})] if instead_of else []
        self._store.write([*drops, Put("feedback", row)])

    def _try_to_keep(self, kind: str, entry: str, text: str) -> bool:
        try:
            self._keep(kind, entry, text)
        except StoreError:
            return False
        return True
