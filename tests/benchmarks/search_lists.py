"""``python -m tests.benchmarks.search_lists [--show LIST]``: what strangers ask of the shipped handbook, each list in both halves."""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.content.loader import load_content
from handbook.search.confidence import Confidence
from handbook.search.engine import SearchEngine
from handbook.search.hits import Results
from handbook.search.index import build_index, open_index
from handbook.search.query import Query
from tests.shipped_content.query_lists import NAMES, Asked, read_list

CONTENT = Path(__file__).parents[2] / "content"


@dataclass(frozen=True, slots=True)
class Answered:
    """A row and what the search says to it."""

    asked: Asked
    results: Results

    @property
    def ids(self) -> list[str]:
        """The first three hits."""
        return [hit.id for hit in self.results.hits[:3]]

    @property
    def is_first(self) -> bool:
        """Whether a right entry came first."""
        return bool(self.ids) and self.ids[0] in self.asked.expected

    @property
    def is_among_three(self) -> bool:
        """Whether a right entry came among the first three."""
        return not self.asked.expected.isdisjoint(self.ids)

    @property
    def is_marked(self) -> bool:
        """Whether it is said that nothing is about just this."""
        return self.results.confidence is not Confidence.FOUND


def answers(engine: SearchEngine, name: str) -> list[Answered]:
    """The whole list, answered."""
    return [Answered(row, engine.search(Query(row.text, limit=10))) for row in read_list(name)]


def share(rows: Sequence[Answered], name: str) -> float:
    """Share of rows of which the property `name` holds; 0 where there are no rows."""
    return sum(bool(getattr(row, name)) for row in rows) / max(1, len(rows))


def tell(name: str, rows: Sequence[Answered]) -> None:
    """A line for each half and each way."""
    for half, is_seen in (("seen", True), ("unseen", False)):
        kept = [row for row in rows if row.asked.is_seen is is_seen]
        print(_line(f"{name} {half}", kept))
    for way in dict.fromkeys(row.asked.way for row in rows):
        print(_line(f"   {way}", [row for row in rows if row.asked.way == way]))


def tell_misses(rows: Sequence[Answered]) -> None:
    """How far the log of misses can be trusted where somebody knows what was wanted, of what nothing was tuned on.

    A miss is a question of ours whose entry is not among the first three. It is logged by confidence, or by what an
    agent then does who looks on and opens what was wanted further down, or opens nothing and asks again.
    """
    kept = [row for row in rows if row.asked.expected and not row.asked.is_seen]
    missed = [row for row in kept if not row.is_among_three]
    told = [row for row in kept if row.is_marked]
    both = [row for row in kept if row.is_marked or not row.is_among_three]
    for name, logged in (("by confidence", told), ("and by behaviour", both)):
        right = [row for row in logged if not row.is_among_three]
        print(
            f"misses {name:<18} logged {len(logged):>4}  precision {len(right) / max(1, len(logged)):6.1%}"
            f"  recall {len(right) / max(1, len(missed)):6.1%} of {len(missed)}"
        )


def _line(label: str, rows: Sequence[Answered]) -> str:
    none = sum(row.results.confidence is Confidence.NONE for row in rows) / max(1, len(rows))
    line = f"{label:<24}{len(rows):>5}"
    if any(row.asked.expected for row in rows):
        line += f"  first {share(rows, 'is_first'):6.1%}  three {share(rows, 'is_among_three'):6.1%}"
        wrong = [row for row in rows if row.ids and row.ids[0] in row.asked.wrong]
        line += f"  wrong first {len(wrong)}" if any(row.asked.wrong for row in rows) else ""
    return f"{line}  marked {share(rows, 'is_marked'):6.1%}  none {none:6.1%}"


def main() -> None:
    """Print all lists; with --show the seen rows of one that went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", default="")
    shown = parser.parse_args().show
    handbook = load_content(CONTENT).handbook
    with tempfile.TemporaryDirectory() as folder:
        build_index(handbook, Path(folder) / "index")
        engine = open_index(Path(folder) / "index", handbook.revision)
        engine.take_floor(18)
        asked: list[Answered] = []
        for name in NAMES:
            rows = answers(engine, name)
            asked += rows
            tell(name, rows)
            if name == shown:
                _show([row for row in rows if row.asked.is_seen])
        tell_misses(asked)
        engine.close()


def _show(rows: Sequence[Answered]) -> None:
    for row in rows:
        wanted = "/".join(sorted(row.asked.expected))
        if (wanted and (not row.is_first or row.is_marked)) or not (wanted or row.is_marked):
            mark = row.results.confidence.name
            print(
                f"  {row.asked.way}\t{row.asked.text}\t{wanted}\t{mark} {row.results.understood_as}\t{row.ids}"
            )


if __name__ == "__main__":
    main()
