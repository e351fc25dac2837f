"""``python -m tests.benchmarks.law_search [LAWS ARTICLES]``: what invented statutes on board cost, beside the ordinary search.

Time of building, memory that is kept, and each query of the shipped lists as the window asks it: p50 and p95 of the law
search in milliseconds of this machine and as shares of the ordinary engine's on the same queries. `LAWS ARTICLES`
is 40 and 3,500 where nothing is said; 3477 147282 is the stress case.
"""

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from handbook.content.loader import load_content
from handbook.search.index import build_index, open_index
from handbook.search.laws.law_search import LawSearch
from handbook.search.laws.local_laws import local_and_cited
from handbook.search.query import Query
from tests.benchmarks.search_lists import CONTENT
from tests.helpers.invented_statutes import TODAY, shelf_of
from tests.shipped_content.query_lists import NAMES, read_list

OFTEN_MET = (
    "第36条",
    "供热条例36条",
    "36-1",
    "供热条例",
    "供热设施",
    "退还热费",
    "室内温度 测量",
    "五日内 热费",
)
"""Queries that the invented statutes have something of, asked beside the lists."""
_ROUNDS = 3


def milliseconds(ask: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """For each query the quickest of a few rounds, by CPU time of this thread."""
    best = [float("inf")] * len(queries)
    for _ in range(_ROUNDS):
        for place, text in enumerate(queries):
            started = time.thread_time()
            ask(text)
            best[place] = min(best[place], (time.thread_time() - started) * 1000)
    return best


def main(laws: int, articles: int) -> None:
    """Print the figures."""
    texts = shelf_of(laws, articles)
    characters = sum(len(article.words) for text in texts for article in text.articles)
    with tempfile.TemporaryDirectory() as folder:
        handbook = load_content(CONTENT).handbook
        build_index(handbook, Path(folder) / "index")
        engine = open_index(Path(folder) / "index", handbook.revision)
        started = time.thread_time()
        search = LawSearch.build(texts, TODAY, folding=engine.folding)
        built = time.thread_time() - started
        print(
            f"{laws} laws, {articles} articles, {characters} characters: built in {built:.2f} s of CPU time"
        )
        _tell_memory(search)
        local, cited = local_and_cited(handbook)
        lists = [row.text for name in NAMES for row in read_list(name) if row.is_seen]
        for name, queries in (("lists", lists), ("met", OFTEN_MET)):
            ours = milliseconds(lambda text: engine.search(Query(text)), queries)
            for scope, limit, only_current in (("all", 0, True), ("laws", 50, False)):
                theirs = milliseconds(
                    lambda text, limit=limit, only_current=only_current: search.find(  # type: ignore[misc]
                        text, limit=limit, local_laws=local, cited_laws=cited, only_current=only_current
                    ),
                    queries,
                )
                _tell(f"{name}, scope {scope}", theirs, ours)
        engine.close()


def _tell(name: str, theirs: Sequence[float], ours: Sequence[float]) -> None:
    for share in (50, 95):
        one, other = float(np.percentile(theirs, share)), float(np.percentile(ours, share))
        print(f"{name}: p{share} {one:.3f} ms, {one / other:.2f} × the ordinary search ({other:.3f} ms)")


def _tell_memory(search: LawSearch) -> None:
    """What a second search over the same texts keeps."""
    tracemalloc.start()
    again = LawSearch.build(search.shelf.texts[:], TODAY)
    kept, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"kept {kept / 1e6:.0f} MB, {most / 1e6:.0f} MB at most while it was built ({len(again.documents)} documents)"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3] or ("40", "3500")))
