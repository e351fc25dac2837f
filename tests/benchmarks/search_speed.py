"""Speed of the search beside tantivy, SQLite FTS5 and Xapian where they are installed, with the same tokens.

    python -m tests.benchmarks.search_speed [5k 55k full]

Works without the statutes, on generated text, and says so. CPU milliseconds of one thread: p50 / p95 / p99. "All
features" is SearchEngine.search with the ranges and snippets of the rows that are seen, then with those of all rows.
Cold start is a new process: imports, opening, first search; memory is what it holds then.
"""

import importlib
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from handbook.search.engine import SearchEngine  # noqa: E402
from handbook.search.index import build_documents_index  # noqa: E402
from handbook.search.query import Query  # noqa: E402
from handbook.search.scoring import FieldScorer, top  # noqa: E402
from handbook.search.source.documents import Document  # noqa: E402
from handbook.search.words.terms import term_key, terms_of  # noqa: E402
from tests.benchmarks.search_quality import indexed, statutes  # noqa: E402

TOP = 20
SEEN = 12
"""Rows of results that are seen at once."""
_KEYSTROKE_QUESTIONS = 150
_LONGEST_TYPED = 16
Search = Callable[[Sequence[str]], object]


def tokens(text: str) -> list[str]:
    """The same tokens for every engine."""
    return list(dict.fromkeys(terms_of(text.lower())))


def core(engine: SearchEngine) -> Search:
    """Our scorer alone: terms to the twenty best documents."""
    scorer = FieldScorer(engine.opened.lookup.scorers["text"].postings, 1.2, 0.75)

    def search(terms: Sequence[str]) -> object:
        numbers = scorer.postings.find(np.array([term_key(t) for t in terms], np.uint64))
        scores = scorer.score([(n, 1.0) for n in numbers.tolist() if n >= 0])
        return top(scores, TOP)

    return search


def tantivy_search(texts: Sequence[str], folder: Path) -> Search:
    """Tantivy over the same tokens."""
    tantivy: Any = importlib.import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(200_000_000, 1)
    for text in texts:
        writer.add_document(tantivy.Document(text=" ".join(terms_of(text.lower()))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(terms: Sequence[str]) -> object:
        queries = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", t, "freq")) for t in terms]
        return searcher.search(tantivy.Query.boolean_query(queries), TOP).hits

    return search


def fts5_search(texts: Sequence[str], folder: Path) -> Search:
    """SQLite FTS5 over the same tokens."""
    base = sqlite3.connect(folder / "fts.db")
    base.execute("create virtual table t using fts5(x, content='', detail='none', tokenize=\"unicode61\")")
    base.executemany(
        "insert into t(rowid, x) values (?, ?)",
        ((i, " ".join(terms_of(t.lower()))) for i, t in enumerate(texts)),
    )
    base.execute("insert into t(t) values('optimize')")

    def search(terms: Sequence[str]) -> object:
        wanted = " OR ".join(f'"{t}"' for t in terms if '"' not in t and not t.startswith("="))
        rows = base.execute(
            "select rowid from t where t match ? order by rank limit ?", (wanted or '"x"', TOP)
        )
        return rows.fetchall()

    return search


def xapian_search(texts: Sequence[str], folder: Path) -> Search:
    """Xapian over the same tokens."""
    xapian: Any = importlib.import_module("xapian")
    base = xapian.WritableDatabase(str(folder / "xapian"), xapian.DB_CREATE_OR_OPEN)
    for text in texts:
        document = xapian.Document()
        for term in terms_of(text.lower()):
            document.add_term(term)
        base.add_document(document)
    base.commit()
    enquire = xapian.Enquire(base)
    enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.75, 0))

    def search(terms: Sequence[str]) -> object:
        enquire.set_query(xapian.Query(xapian.Query.OP_OR, list(terms)))
        return enquire.get_mset(0, TOP)

    return search


PEERS: dict[str, Callable[[Sequence[str], Path], Search]] = {
    "tantivy": tantivy_search,
    "FTS5": fts5_search,
    "Xapian": xapian_search,
}


def keystrokes(questions: Sequence[str]) -> Iterator[str]:
    """Every beginning of the questions, one character more at a time."""
    for question in questions[:_KEYSTROKE_QUESTIONS]:
        for size in range(1, min(len(question), _LONGEST_TYPED) + 1):
            yield question[:size]


def times(search: Callable[[Any], object], queries: Sequence[Any]) -> str:
    """CPU milliseconds: p50 / p95 / p99."""
    for query in queries[:50]:
        search(query)
    taken = []
    for query in queries:
        started = time.process_time()
        search(query)
        taken.append((time.process_time() - started) * 1000)
    return " / ".join(f"{v:.2f}" for v in np.percentile(taken, [50, 95, 99]))


def seen(engine: SearchEngine, rows: int) -> Callable[[str], object]:
    """A search as the window does it: the answer, and what is painted of the first `rows` hits."""

    def search(text: str) -> object:
        return [(h.title_spans, h.snippet) for h in engine.search(Query(text)).hits[:rows]]

    return search


def open_ours(folder: str, text: str) -> None:
    """Open our index and search once."""
    from handbook.search.index import open_index

    engine = open_index(Path(folder), "benchmark")
    opened = resident_mb()
    engine.search(Query(text))
    print(f"打开后 {opened:.0f} MB,一次检索后", end=" ")


def open_tantivy(folder: str, text: str) -> None:
    """Open a tantivy index and search once."""
    tantivy: Any = importlib.import_module("tantivy")
    index = tantivy.Index.open(folder)
    searcher, opened = index.searcher(), resident_mb()
    terms = [(tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "text", t)) for t in tokens(text)]
    searcher.search(tantivy.Query.boolean_query(terms), TOP)
    print(f"打开后 {opened:.0f} MB,一次检索后", end=" ")


def fresh(what: str, folder: Path, text: str) -> str:
    """Wall milliseconds and memory of a new process that opens an index and searches once."""
    code = (
        f"import time; s = time.perf_counter(); import sys; sys.path.insert(0, {str(ROOT)!r});"
        f"import tests.benchmarks.search_speed as b; b.open_{what}({str(folder)!r}, {text!r});"
        "print(round(b.resident_mb()), 'MB,共', round((time.perf_counter() - s) * 1000), 'ms')"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        for _ in range(3)
    ]
    return min((r.stdout.strip() for r in runs), key=lambda t: int(t.split()[-2]) if t else 10**9)


def resident_mb() -> float:
    """Resident memory of this process; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 1e6 if statm.exists() else 0.0


def updating(documents: Sequence[Document], folder: str) -> float:
    """CPU seconds of the new index after one document changed, beside the one that is open."""
    changed = [replace(documents[0], body=documents[0].body + "改"), *documents[1:]]
    started = time.process_time()
    build_documents_index(changed, Path(folder) / "updated", "changed")
    return time.process_time() - started


def compare(size: str) -> None:
    """Print the table of one size."""
    documents, questions = statutes(size)
    texts = [f"{d.title}\n{d.body}" for d in documents]
    whole = [tokens(q["question"]) for q in questions]
    typed = [q["question"] for q in questions]
    keys = [tokens(k) for k in keystrokes(typed)]
    print(f"{size}: {len(documents)} 条(CPU 毫秒,p50 / p95 / p99)", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        engine = indexed(documents, Path(folder) / "ours")
        built = time.process_time() - started
        print(
            f"  {'本引擎':　<6}建库 {built:.1f} 秒,改一条后更新 {updating(documents, folder):.1f} 秒",
            flush=True,
        )
        print(
            f"  {'打分核心':　<6}整句 {times(core(engine), whole)}   逐键 {times(core(engine), keys)}",
            flush=True,
        )
        full = times(lambda t: engine.search(Query(t, limit=TOP)), typed)
        each = times(seen(engine, SEEN), list(keystrokes(typed)))
        every = times(seen(engine, 50), list(keystrokes(typed)))
        print(f"  {'全部功能':　<6}整句 {full}   逐键 {each}   逐键、全部 50 行 {every}", flush=True)
        print(f"  {'冷启动':　<6}{fresh('ours', Path(folder) / 'ours', typed[0])}", flush=True)
        engine.close()
        for name, make in PEERS.items():
            _peer(name, make, texts, Path(folder) / name, whole, keys, typed[0])


def _peer(
    name: str,
    make: Callable[[Sequence[str], Path], Search],
    texts: Sequence[str],
    folder: Path,
    whole: Sequence[Sequence[str]],
    keys: Sequence[Sequence[str]],
    typed: str,
) -> None:
    folder.mkdir()
    started = time.process_time()
    try:
        search = make(texts, folder)
    except (ImportError, sqlite3.Error) as error:
        print(f"  {name}:没有安装或不能用({error})")
        return
    print(
        f"  {name:<10}建库 {time.process_time() - started:.1f} 秒  整句 {times(search, whole)}   逐键 {times(search, keys)}",
        flush=True,
    )
    if name == "tantivy":
        print(f"  tantivy 冷启动 {fresh(name, folder, typed)}", flush=True)


if __name__ == "__main__":
    for corpus in sys.argv[1:] or ("5k",):
        compare(corpus)
