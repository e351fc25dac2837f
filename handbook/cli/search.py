"""``handbook search``: a query, or a file of them, goes in; the hits are printed."""

import argparse
import json
from pathlib import Path

from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.cli.kind_names import kind_of
from handbook.cli.opening import open_engine, open_handbook
from handbook.disk_words import reason
from handbook.errors import UsageError
from handbook.search.confidence import Confidence
from handbook.search.engine import SearchEngine
from handbook.search.hits import Hit, Results
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
    engine = open_engine(open_handbook(args).handbook)
    try:
        if args.batch is not None:
            return _run_batch(engine, args)
        query = Query(args.query, args.kind, args.limit)
        if args.explain:
            print(engine.explain(query))
            return FINE
        results = engine.search(query)
    finally:
        engine.close()
    if args.json:
        print(json.dumps([_as_json(hit) for hit in results.hits], ensure_ascii=False, indent=1))
    else:
        _print(results)
    return FINE if results.hits else PROBLEMS


def _run_batch(engine: SearchEngine, args: argparse.Namespace) -> int:
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
            results = engine.search(Query(text, args.kind, args.limit))
            if args.json:
                print(json.dumps(_answer(results), ensure_ascii=False))
            else:
                best = "、".join(hit.id for hit in results.hits[:3])
                print(f"{text}\t{results.confidence.name.lower()}\t{results.understood_as}\t{best}")
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
