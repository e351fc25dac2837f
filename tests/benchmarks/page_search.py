"""``python -m tests.benchmarks.page_search``: what the exported page finds of the shipped query lists, beside the program."""

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.export.files.html_file import as_compared, search_tables
from handbook.model.handbook import Handbook
from tests.shipped_content.golden import BLIND, EMERGENCY_CALLS, TABLE, read_golden
from tests.shipped_content.query_lists import NAMES, read_list

SEARCH = Path(__file__).parents[2] / "handbook" / "export" / "files" / "web" / "search.js"
CONTENT = Path(__file__).parents[2] / "content"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query and the entries that are equally right."""

    query: str
    expected: frozenset[str]

    @property
    def is_danger(self) -> bool:
        """Whether nothing but an emergency card answers it."""
        return all(entry_id.startswith("em-") for entry_id in self.expected)


def lists() -> dict[str, list[Wanted]]:
    """Name of a list -> its queries that have an answer."""
    tables = {"golden": TABLE, "blind": BLIND, "emergency_calls": EMERGENCY_CALLS}
    found = {
        name: [Wanted(row.query, row.expected) for row in read_golden(path)] for name, path in tables.items()
    }
    for name in NAMES:
        found[name] = [Wanted(row.text, row.expected) for row in read_list(name) if row.expected]
    return {name: rows for name, rows in found.items() if rows}


def found_by_page(node: str, handbook: Handbook, queries: Sequence[str]) -> list[list[str]]:
    """For each query the first three entries that the script of the page finds in the whole handbook."""
    cards = [
        {"id": e.id, "kind": e.kind.label[:2], "name": e.title, "asks": "|".join(map(as_compared, e.asks))}
        for e in handbook
    ]
    tables = search_tables([card["name"] + card["asks"] for card in cards])
    script = (
        SEARCH.read_text(encoding="utf-8")
        + f"\nconst book = handbookSearch.makeBook({json.dumps(cards)}, {json.dumps(tables)});"
        f"\nconsole.log(JSON.stringify({json.dumps(list(queries))}.map("
        "(query) => handbookSearch.rank(query, book).slice(0, 3).map((card) => card.id))));"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.js"
        path.write_text(script, encoding="utf-8")
        done = subprocess.run([node, str(path)], capture_output=True, text=True, check=True)
    answers: list[list[str]] = json.loads(done.stdout)
    return answers


def shares(rows: Sequence[Wanted], found: Mapping[str, Sequence[str]]) -> tuple[float, float]:
    """Share of queries with a right entry first, and among the first three."""
    first = sum(bool(found[row.query]) and found[row.query][0] in row.expected for row in rows)
    three = sum(not row.expected.isdisjoint(found[row.query][:3]) for row in rows)
    return first / len(rows), three / len(rows)


def main() -> None:
    """A line for each list, page and program side by side."""
    from shutil import which

    from handbook.content.loader import load_content
    from handbook.search.index import build_index, open_index
    from handbook.search.query import Query

    node = which("node")
    if node is None:
        raise SystemExit("no node to run the script of the page with")
    handbook = load_content(CONTENT).handbook
    wanted = lists()
    queries = list(dict.fromkeys(row.query for rows in wanted.values() for row in rows))
    page = dict(zip(queries, found_by_page(node, handbook, queries), strict=True))
    with tempfile.TemporaryDirectory() as folder:
        build_index(handbook, Path(folder) / "index")
        engine = open_index(Path(folder) / "index", handbook.revision)
        engine.take_floor(18)
        program = {q: [hit.id for hit in engine.search(Query(q, limit=3)).hits] for q in queries}
        engine.close()
    dangers = [row for rows in wanted.values() for row in rows if row.is_danger]
    print(f"{'list':<18}{'rows':>5}{'page: first':>13}{'three':>8}{'program: first':>16}{'three':>8}")
    for name, rows in [*wanted.items(), ("of danger", dangers)]:
        here, there = shares(rows, page), shares(rows, program)
        print(f"{name:<18}{len(rows):>5}{here[0]:>13.1%}{here[1]:>8.1%}{there[0]:>16.1%}{there[1]:>8.1%}")


if __name__ == "__main__":
    main()
