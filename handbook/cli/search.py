"""``handbook search``: a query, or a file of them, goes in; the hits are printed."""

import argparse
import json
from pathlib import Path

from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.cli.kind_names import kind_of
from handbook.cli.opening import open_engine, open_handbook, open_laws
from handbook.disk_words import reason
from handbook.document.words import FULL_TEXT
from handbook.errors import UsageError
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.search.confidence import Confidence
from handbook.search.engine import SearchEngine
from handbook.search.hits import Hit, Results
from handbook.search.laws.beside import looks_in_laws
from handbook.search.laws.law_hits import LawHit, LawResults
from handbook.search.laws.law_search import LawSearch
from handbook.search.laws.local_laws import local_and_cited
from handbook.search.query import Query


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("search", help="搜索,列出命中的条目")
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("query", metavar="QUERY", nargs="?", help="汉字、拼音、首字母、条号")
    asked.add_argument(
        "--batch", type=Path, metavar="FILE", help="一行一句的 UTF-8 文本,逐句搜索;每句输出一行 JSON"
    )
    parser.add_argument("--kind", type=kind_of, metavar="K", help="只找一类:procedure 或 流程,等")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="最多几条(默认 20)")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--explain", action="store_true", help="说明这次搜索怎样理解、怎样打分")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search and print; 0 = something was found, 1 = nothing."""
    content = open_handbook(args)
    engine = open_engine(content.handbook)
    try:
        laws = LawsAsked(open_laws(args, engine), content.handbook)
        if args.batch is not None:
            return _run_batch(engine, laws, args)
        query = Query(args.query, args.kind, args.limit)
        if args.explain:
            print(engine.explain(query))
            return FINE
        results = engine.search(query)
    finally:
        engine.close()
    found = laws.find(query)
    if args.json:
        hits = [_as_json(hit) for hit in results.hits]
        answer = hits if found is None else {"hits": hits, **_laws_as_json(found)}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _print(results)
        _print_laws(found)
    return FINE if results.hits else PROBLEMS


class LawsAsked:
    """The texts of laws, asked as the window asks them; nothing of it is told where there are none."""

    def __init__(self, search: LawSearch | None, handbook: Handbook) -> None:
        self._search = search
        self._local, self._cited = local_and_cited(handbook) if search is not None else ((), ())

    def find(self, query: Query) -> LawResults | None:
        """What of the laws answers `query`; None where there are none, or its kind is another."""
        if self._search is None or not looks_in_laws(query.kind):
            return None
        return self._search.find(
            query.text,
            limit=query.limit,
            local_laws=self._local,
            cited_laws=self._cited,
            only_current=query.kind is not Kind.REGULATION,
        )


def _run_batch(engine: SearchEngine, laws: LawsAsked, args: argparse.Namespace) -> int:
    """One answer a line, in the order of the file; empty lines are passed over, as are those that begin with #."""
    try:
        lines = args.batch.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(f"{args.batch} 不是 UTF-8 文本,请另存为 UTF-8 再试。") from error
    except OSError as error:
        raise UsageError(f"读不了 {args.batch}:{reason(error)}") from error
    for line in lines:
        text = line.split("\t")[0].strip()
        if text and not text.startswith("#"):
            query = Query(text, args.kind, args.limit)
            results, found = engine.search(query), laws.find(query)
            if args.json:
                of_laws = _laws_as_json(found) if found is not None else {}
                print(json.dumps({**_answer(results), **of_laws}, ensure_ascii=False))
            else:
                best = "、".join(hit.id for hit in results.hits[:3])
                of_laws_line = f"\t{FULL_TEXT} {found.total} 条" if found is not None else ""
                confidence = results.confidence.name.lower()
                print(f"{text}\t{confidence}\t{results.understood_as}\t{best}{of_laws_line}")
    return FINE


def _answer(results: Results) -> dict[str, object]:
    """What was asked, what was understood, how sure it is, and the hits."""
    return {
        "query": results.query.text,
        "confidence": results.confidence.name.lower(),
        "understood_as": results.understood_as or None,
        "is_danger": results.is_danger,
        "unheeded_quote": results.unheeded_quote or None,
        "total": results.total,
        "hits": [_as_json(hit) for hit in results.hits],
    }


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        "id": hit.id,
        "kind": hit.kind.value,
        "title": hit.title,
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
        "ask": hit.ask.text or None,
        "is_weak": hit.is_weak,
    }


def _print(results: Results) -> None:
    if results.hits and results.confidence is not Confidence.FOUND:
        print("没有正好的,下面只是沾边:")
    if results.understood_as:
        print(f"您要找的是:{results.understood_as}")
    for hit in results.hits:
        print(f"{hit.kind.short_label}  {hit.title}  [{hit.id}]")
        if hit.snippet.text:
            print(f"      {hit.snippet.text}")
    if not results.hits:
        print("没有找到。")


def _laws_as_json(found: LawResults) -> dict[str, object]:
    return {"laws": [_law_as_json(hit) for hit in found.hits], "laws_total": found.total}


def _law_as_json(hit: LawHit) -> dict[str, object]:
    return {
        "law": hit.law,
        "effective": hit.effective.isoformat(),
        "article": hit.number or None,
        "path": list(hit.path),
        "standing": hit.standing.value,
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
        "other_versions": [other.place.effective.isoformat() for other in hit.others],
    }


def _print_laws(found: LawResults | None) -> None:
    if found is None or not found.total:
        return
    print(f"{FULL_TEXT} {found.total} 条:")
    for hit in found.hits:
        mark = f"  [{hit.standing.mark}]" if hit.standing.mark else ""
        print(f"原文  {hit.title}{mark}")
        for line in filter(None, (hit.snippet.text, hit.note)):
            print(f"      {line}")
    if found.laws_left_out:
        print(f"另有 {found.laws_left_out} 部法也有这一条:连法名一起打。")
