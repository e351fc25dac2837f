"""The golden queries: what agents type, the entry that must come first, and how the search did."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.shipped_content.succession import present_ids

TABLE = Path(__file__).with_name("golden_queries.tsv")
BLIND = Path(__file__).with_name("blind_queries.tsv")
"""Written without sight of the search; half of it was looked at afterwards."""
EMERGENCY_CALLS = Path(__file__).with_name("emergency_calls.tsv")
"""Sentences of callers in danger."""
PLAIN_DANGER = Path(__file__).with_name("plain_danger.tsv")
"""What agents type in the first two seconds of them."""


@dataclass(frozen=True, slots=True)
class Golden:
    """One row: a query, the entries that are equally right today, and the way it is typed."""

    query: str
    expected: frozenset[str]
    way: str
    is_seen: bool = True
    """Whether its result was looked at while the search was mended."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and the ids that the search gave, best first."""

    golden: Golden
    found: Sequence[str]

    @property
    def is_first(self) -> bool:
        """Whether a right entry came first."""
        return bool(self.found) and self.found[0] in self.golden.expected

    @property
    def is_in_first_three(self) -> bool:
        """Whether a right entry came among the first three."""
        return not self.golden.expected.isdisjoint(self.found[:3])


def read_golden(table: Path = TABLE) -> list[Golden]:
    """All rows of `table`, ids that went followed to what took their place; lines that begin with # are notes."""
    rows = []
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            query, expected, way, *seen = line.split("\t")
            rows.append(Golden(query, present_ids(expected.split(" ")), way, seen != ["unseen"]))
    return rows


def report(judged: Iterable[Judged]) -> str:
    """A table by way of typing, then every row whose first hit was wrong."""
    by_way: dict[str, list[Judged]] = defaultdict(list)
    for row in judged:
        by_way[row.golden.way].append(row)
    lines = [f"{'way of typing':<18}{'rows':>6}{'first':>9}{'first 3':>9}"]
    everything = [row for rows in by_way.values() for row in rows]
    for way, rows in [*by_way.items(), ("all", everything)]:
        lines.append(f"{way:<18}{len(rows):>6}{share_first(rows):>9.1%}{share_first_three(rows):>9.1%}")
    for row in everything:
        if not row.is_first:
            mark = "second or third" if row.is_in_first_three else "MISSED"
            wanted = "/".join(sorted(row.golden.expected))
            lines.append(
                f"{mark}: [{row.golden.way}] {row.golden.query} -> {wanted}, found {', '.join(row.found[:3])}"
            )
    return "\n".join(lines)


def share_first(rows: Sequence[Judged]) -> float:
    """Share of rows with a right entry first."""
    return sum(row.is_first for row in rows) / len(rows)


def share_first_three(rows: Sequence[Judged]) -> float:
    """Share of rows with a right entry in the first three."""
    return sum(row.is_in_first_three for row in rows) / len(rows)
