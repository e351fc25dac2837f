"""Flags, searches without a hit and cards left at once -> masked rows, and one CSV for the editor."""

import csv
import io
from dataclasses import dataclass
from enum import StrEnum

from handbook.call.state.clock import Clock
from handbook.call.state.input_text import cut, plain_line
from handbook.call.store.store import RowStore
from handbook.call.store.store_errors import StoreError
from handbook.call.store.tables import Drop, Put, Row
from handbook.call.words.masking import mask_strictly
from handbook.csv_cells import harmless

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
GLANCE = "打开即离开"


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """One row for the editor."""

    id: int
    at: str
    kind: str
    """A `FlagReason`, 未搜到 or 打开即离开."""
    entry: str
    version: str
    text: str


class Feedback:
    """Collects locally; nothing leaves the desk but the file that the user exports."""

    def __init__(self, store: RowStore, clock: Clock, *, version: str = "") -> None:
        self._store = store
        self._clock = clock
        self._version = version
        self._opened: tuple[str, float] | None = None
        self._missed: str = ""

    def flag(self, entry_id: str, reason: FlagReason, remark: str = "") -> None:
        """Keep a flag with one line of remark; raises StoreError if it cannot be kept."""
        self._keep(reason.value, entry_id, remark)

    def record_miss(self, query: str) -> bool:
        """Keep a search without a hit, once while it stays the same; False, and no error, if it cannot be kept."""
        query = " ".join(query.split())
        if not query or query == self._missed:
            return True
        self._missed = query
        return self._try_to_keep(MISS, "", query)

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
            writer.writerow(map(harmless, (line.at[:16], line.kind, line.entry, line.version, text_now)))
        return BYTE_ORDER_MARK + text.getvalue()

    def clear(self, up_to: int) -> None:
        """Forget the rows up to and including id `up_to`, once the editor has them."""
        drops = [Drop("feedback", {"id": line.id}) for line in self.lines() if line.id <= up_to]
        self._store.purge(drops)

    def _keep(self, kind: str, entry: str, text: str) -> None:
        row: Row = {
            "id": self._store.next_transaction,
            "at": self._clock.now().isoformat(),
            "kind": kind,
            "entry": entry,
            "version": self._version,
            "text": cut(mask_strictly(plain_line(text)), LONGEST_TEXT),
        }
        self._store.write([Put("feedback", row)])

    def _try_to_keep(self, kind: str, entry: str, text: str) -> bool:
        try:
            self._keep(kind, entry, text)
        except StoreError:
            return False
        return True
