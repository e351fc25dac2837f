"""Changes -> rows in memory alone: what the call room stands on when the disk refuses, so that work can go on.

Whoever uses it must show that nothing will survive the program.
"""

from collections.abc import Sequence

from handbook.call.store.tables import TABLES, Change, Drop, Put, Row, Value

NOTICE = "通话记录现在不能存盘,本次操作只在内存里,关闭程序后就没有了;手册照常可查。"


class VolatileStore:
    """A `RowStore` without a file."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[Value, ...], Row]] = {name: {} for name in TABLES}
        self._last = 0

    @property
    def next_transaction(self) -> int:
        """Number that the next `write` will bear."""
        return self._last + 1

    def write(self, changes: Sequence[Change]) -> None:
        """Take all changes."""
        for change in changes:
            rows = self._rows[change.table]
            if isinstance(change, Put):
                rows[_key(change.table, change.row)] = dict(change.row)
            else:
                for row in self.rows(change.table, **change.match):
                    del rows[_key(change.table, row)]
        self._last += 1

    def rows(self, table: str, **match: Value) -> list[Row]:
        """Rows whose columns equal `match`, in key order."""
        found = [row for row in self._rows[table].values() if match.items() <= row.items()]
        return sorted(found, key=lambda row: [(v is not None, v) for v in _key(table, row)])

    def purge(self, drops: Sequence[Drop], more: Sequence[Change] = ()) -> None:
        """Drop rows, and take `more` with them."""
        if drops:
            self.write([*drops, *more])

    def back_up_if_due(self) -> bool:
        """There is nothing to copy to."""
        return False


def _key(table: str, row: Row) -> tuple[Value, ...]:
    return tuple(row[column] for column in TABLES[table].key)
