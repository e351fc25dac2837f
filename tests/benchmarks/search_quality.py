"""Quality of the search: questions over statutes beside plain BM25, and the handbook by way of typing.

    python -m tests.benchmarks.search_quality [5k 55k full]

Works without the statutes and without content, on generated text, and says so.
"""

import json
import lzma
import math
import random
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from handbook.model.kinds import Kind  # noqa: E402
from handbook.search.engine import SearchEngine  # noqa: E402
from handbook.search.index import build_documents_index, open_index  # noqa: E402
from handbook.search.query import Query  # noqa: E402
from handbook.search.scoring import FieldScorer, top  # noqa: E402
from handbook.search.source.documents import Document, documents_of  # noqa: E402
from handbook.search.words.fold import is_han  # noqa: E402
from handbook.search.words.terms import term_key, terms_of  # noqa: E402
from handbook.search.writing.char_readings import in_context  # noqa: E402

STATUTES = ROOT.parent / "shared" / "bench" / "statutes"
Ranked = Sequence[str]


def statutes(size: str) -> tuple[list[Document], list[dict[str, Any]]]:
    """(articles, questions with gold ids); generated ones where the corpus is absent."""
    path = STATUTES / f"articles_{size}.jsonl.xz"
    if not path.exists():
        print(f"({path.name} 不在,改用生成的文本)")
        return _generated(5000)
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    articles = [
        Document(
            id=str(r["id"]),
            kind=Kind.REGULATION,
            title=r["title"],
            law=r["law"],
            article=r["article"],
            body=r["text"],
        )
        for r in rows
    ]
    text = (STATUTES / "queries_dev.jsonl").read_text("utf-8")
    return articles, [json.loads(line) for line in text.splitlines()]


def _generated(count: int) -> tuple[list[Document], list[dict[str, Any]]]:
    chance = random.Random(1)
    words = ["".join(map(chr, chance.choices(range(0x4E00, 0x5200), k=2))) for _ in range(4000)]
    common = [1 / (i + 3) for i in range(len(words))]
    articles = [
        Document(
            id=str(n),
            kind=Kind.REGULATION,
            title=f"生成条例第{n}条",
            law="生成条例",
            article=str(n),
            body="".join(chance.choices(words, common, k=chance.randrange(20, 150))),
        )
        for n in range(count)
    ]
    questions = []
    for qid in range(200):
        gold = chance.randrange(count)
        start = chance.randrange(20)
        noise = "".join(chance.choices(words, common, k=4))
        questions.append(
            {"qid": qid, "question": articles[gold].body[start : start + 12] + noise, "gold": [gold]}
        )
    return articles, questions


def indexed(documents: Sequence[Document], folder: Path) -> SearchEngine:
    """An engine over `documents`."""
    build_documents_index(documents, folder, "benchmark")
    return open_index(folder, "benchmark")


def ndcg(ranked: Ranked, gold: Iterable[object], depth: int = 10) -> float:
    """nDCG at `depth` with equal gains."""
    wanted = set(map(str, gold))
    gained = sum(1 / math.log2(i + 2) for i, d in enumerate(ranked[:depth]) if d in wanted)
    return gained / sum(1 / math.log2(i + 2) for i in range(min(depth, len(wanted))))


def plain_bm25(engine: SearchEngine, documents: Sequence[Document]) -> Callable[[str], Ranked]:
    """BM25 1.2/0.75 over characters and pairs, every term alike: what tantivy gives with the same tokens."""
    scorer = FieldScorer(engine.opened.lookup.scorers["text"].postings, 1.2, 0.75)

    def search(text: str) -> Ranked:
        terms = list(dict.fromkeys(terms_of(text.lower())))
        numbers = scorer.postings.find(np.array([term_key(t) for t in terms], np.uint64))
        scores = scorer.score([(n, 1.0) for n in numbers.tolist() if n >= 0])
        return [documents[i].id for i in top(scores, 10).tolist()]

    return search


def compare(size: str) -> None:
    """Print nDCG@10 of plain BM25 and of the engine at one size."""
    documents, questions = statutes(size)
    with tempfile.TemporaryDirectory() as folder:
        engine = indexed(documents, Path(folder) / "index")
        plain = plain_bm25(engine, documents)
        base = np.mean([ndcg(plain(q["question"]), q["gold"]) for q in questions])
        found = [[h.id for h in engine.search(Query(q["question"], limit=10)).hits] for q in questions]
        ours = np.mean([ndcg(f, q["gold"]) for f, q in zip(found, questions, strict=True)])
        print(
            f"{size:>5} {len(documents):>7} 条  BM25 {base:.4f}  本引擎 {ours:.4f}  {100 * (ours / base - 1):+.1f} %",
            flush=True,
        )
        engine.close()


def handbook_documents() -> list[Document]:
    """The shipped entries, or generated ones."""
    try:
        from handbook.content.loader import load_content

        handbook: Any = load_content(ROOT / "content")
        return list(documents_of(getattr(handbook, "handbook", None) or handbook[0]))
    except (ImportError, OSError, IndexError) as error:
        print(f"(没有内容:{error};改用生成的条目)")
        return [
            Document(id=d.id, kind=Kind.PROCEDURE, title=d.body[:8], asks=(d.body[8:14],), body=d.body)
            for d in _generated(300)[0]
        ]


class Slips:
    """Ways to type a phrase, right and wrong."""

    def __init__(self, documents: Sequence[Document], seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._by_sound: dict[str, list[str]] = {}
        characters = sorted({c for d in documents for c in d.title + "".join(d.asks) + d.body if is_han(c)})
        for char in characters:
            self._by_sound.setdefault(in_context(char)[0], []).append(char)

    def homophone(self, text: str) -> str:
        """One character replaced by another of the same sound; "" where there is none."""
        at = self._chance.randrange(len(text))
        others = [c for c in self._by_sound.get(in_context(text)[at], ()) if c != text[at]]
        return text[:at] + self._chance.choice(others) + text[at + 1 :] if others else ""

    def wrong(self, text: str) -> str:
        """One character replaced by a common one."""
        at = self._chance.randrange(len(text))
        return text[:at] + self._chance.choice("的人大小上水天") + text[at + 1 :]

    def missing(self, text: str) -> str:
        """One character left out."""
        at = self._chance.randrange(len(text))
        return text[:at] + text[at + 1 :]

    def swapped(self, text: str) -> str:
        """Two neighbours swapped."""
        at = self._chance.randrange(len(text) - 1)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    def mixed(self, text: str) -> str:
        """First half as characters, the rest as pinyin."""
        half = len(text) // 2
        return text[:half] + "".join(in_context(text[half:]))


def by_way_of_typing(documents: Sequence[Document]) -> None:
    """Print how often the entry comes first and among the first three, for each way of typing its phrases."""
    slips, chance = Slips(documents), random.Random(2)
    phrases = [(d.id, p) for d in documents for p in (d.title, *d.asks)]
    owners: dict[str, set[str]] = {}
    for entry, phrase in phrases:
        owners.setdefault(phrase, set()).add(entry)
    plain = [(e, p) for e, p in phrases if len(p) >= 4 and all(map(is_han, p))]
    plain = chance.sample(plain, min(400, len(plain)))
    ways: dict[str, Callable[[str], str]] = {
        "原文": str,
        "全拼": lambda p: "".join(in_context(p)),
        "全拼带空格": lambda p: " ".join(in_context(p)),
        "首字母": lambda p: "".join(s[:1] for s in in_context(p)),
        "汉字加拼音": slips.mixed,
        "同音字": slips.homophone,
        "错一字": slips.wrong,
        "漏一字": slips.missing,
        "颠倒两字": slips.swapped,
    }
    with tempfile.TemporaryDirectory() as folder:
        engine = indexed(documents, Path(folder) / "index")
        print(f"{len(documents)} 个条目,{len(plain)} 个标题和问法")
        for name, way in ways.items():
            _report(name, engine, [(owners[p], way(p)) for _, p in plain])
        _prefixes(engine, documents)
        engine.close()


def _report(name: str, engine: SearchEngine, cases: Sequence[tuple[set[str], str]]) -> None:
    asked = [(wanted, text) for wanted, text in cases if text]
    found = [([h.id for h in engine.search(Query(text, limit=3)).hits], wanted) for wanted, text in asked]
    first = np.mean([bool(wanted & set(ids[:1])) for ids, wanted in found])
    three = np.mean([bool(wanted & set(ids)) for ids, wanted in found])
    print(
        f"  {name:　<6}\t{len(asked):>4} 次  第一 {100 * first:5.1f} %  前三 {100 * three:5.1f} %", flush=True
    )


def _prefixes(engine: SearchEngine, documents: Sequence[Document]) -> None:
    asked = missed = 0
    for document in documents:
        if all(map(is_han, document.title)):
            letters = "".join(in_context(document.title))
            for size in range(1, len(letters) + 1):
                ids = {h.id for h in engine.search(Query(letters[:size], limit=len(documents))).hits}
                asked, missed = asked + 1, missed + (document.id not in ids)
    print(f"  标题拼音的每个前缀\t{asked} 次,没找到 {missed} 次")


if __name__ == "__main__":
    by_way_of_typing(handbook_documents())
    for corpus in sys.argv[1:] or ("5k",):
        compare(corpus)
