"""A connection that a test changes on its way."""

from collections.abc import Iterable, Sequence
from typing import Any

from handbook.call.store.connection import Connection
from handbook.call.store.tables import Value


class Wrapped:
    """Passes everything on; a test overrides what it wants to change."""

    def __init__(self, inner: Connection) -> None:
        self.inner = inner

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Iterable[Sequence[Any]]:
        return self.inner.execute(sql, values)

    def close(self) -> None:
        self.inner.close()
